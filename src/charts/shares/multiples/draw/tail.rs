use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Ui, vec2};

use crate::charts::frame::{place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::shares::MultiplesOf;
use crate::charts::shares::multiples::Multiples;
use crate::charts::style::{Style, TextRank};

/// What stands below the charts: how many have no room, and what has none.
pub(super) struct Tail {
    texts: Vec<(String, Arc<Galley>)>,
    gap: f32,
}

impl Tail {
    /// Returns the tail of a page that shows so many charts: where that is all of them, with the names of what has none.
    pub(super) fn of_page(ui: &Ui, multiples: &Multiples, shown: usize, style: Style, width: f32) -> Self {
        let more = multiples.panels.len().saturating_sub(shown);
        let mut words: Vec<String> = Vec::new();
        match multiples.of {
            _ if more > 0 => {
                let noun = multiples.noun(more);
                let without = match multiples.without_count() {
                    0 => String::new(),
                    without => format!("; {without} without shares, for reasons that the table tells"),
                };
                words
                    .push(format!("And {more} more {noun}: on a taller page, in the window and in the table{without}"));
            }
            MultiplesOf::Mineral => {
                let mut names: Vec<&str> =
                    multiples.without.iter().flat_map(|(_, names)| names).map(String::as_str).collect();
                names.sort_by_key(|name| name.to_lowercase());
                if !names.is_empty() {
                    words.push(format!("Without shares, the table says why: {}", names.join(", ")));
                }
            }
            MultiplesOf::Bloc => words.extend(sentences(multiples)),
        }
        let text = words.join(". ");
        Self::laid_out(ui, (!text.is_empty()).then_some(text), style, width)
    }

    /// Returns the tail of a view that scrolls: what has no chart, with the reasons.
    pub(super) fn of_window(ui: &Ui, multiples: &Multiples, style: Style, width: f32) -> Self {
        Self::laid_out(ui, sentences(multiples), style, width)
    }

    fn laid_out(ui: &Ui, texts: impl IntoIterator<Item = String>, style: Style, width: f32) -> Self {
        let (font, colour) = (style.font(TextRank::Small), style.colours().text_muted);
        let lay_out = |text: String| {
            let galley = wrapped(ui, &text, font.clone(), colour, width);
            (text, galley)
        };
        Self { texts: texts.into_iter().map(lay_out).collect(), gap: style.length(5.0) }
    }

    /// Returns the height it takes, with the gaps between its texts.
    pub(super) fn height(&self) -> f32 {
        self.texts.iter().map(|(_, galley)| galley.size().y + self.gap).sum()
    }

    pub(super) fn draw(self, ui: &Ui, corner: Pos2, groups: &mut Groups) {
        let mark = groups.begin(ui);
        let mut at = corner;
        let all: Vec<String> = self.texts.iter().map(|(text, _)| text.clone()).collect();
        for (index, (text, galley)) in self.texts.into_iter().enumerate() {
            read_aloud(ui, Rect::from_min_size(at, galley.size()), ("tail", index), &text);
            at += vec2(0.0, place(ui, at, galley).y + self.gap);
        }
        groups.end(ui, mark, "without", all.join(". "));
    }
}

/// Returns what has no chart, a sentence for each reason.
fn sentences(multiples: &Multiples) -> Vec<String> {
    multiples.without.iter().map(|(reason, names)| format!("{}: {reason}", names.join(", "))).collect()
}
