//! The drawing half of a treemap.
//!
//! In: a [`ShareChart`] with its [`Treemap`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and
//! what was clicked.

mod labels;
mod layout;
mod tiles;

use std::sync::Arc;

use egui::{Galley, Rect, Stroke, StrokeKind, Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed};
use crate::charts::frame::{Fit, frame_of, place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::shares::{ShareChart, among};
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Emphasis, Looking};

use super::Treemap;
use layout::PlacedGroup;
use tiles::Look;

/// A map is at least so high, in points of the usual text.
const LEAST_HEIGHT: f32 = 110.0;
/// So high it can be read with ease.
const EASY_HEIGHT: f32 = 260.0;

/// Draws the chart into all of `ui`'s available space and returns what was clicked, which only a window offers.
pub fn draw_ui(
    ui: &mut Ui,
    chart: &ShareChart,
    map: &Treemap,
    looking: &Looking,
    (style, fit): (Style, Fit),
    groups: &mut Groups,
) -> Option<Clicked> {
    let framed = Framed {
        name: "treemap",
        description: &chart.description,
        frame: frame_of!(chart),
        empty: None,
        scrolls: false,
    };
    let needed = |ui: &Ui, style: Style, room: Vec2| {
        let words = Words::new(ui, map, &[], style, room.x).height();
        Needed { least: words + style.length(LEAST_HEIGHT), whole: words + style.length(EASY_HEIGHT) }
    };
    let rows = map.groups.iter().flat_map(|group| &group.tiles).map(|tile| &tile.row);
    let emphasis = among(rows, looking.emphasis());
    framed
        .show_ui(ui, (style, fit), groups, needed, |ui, area, groups| draw_inner(ui, map, emphasis, fit, area, groups))
}

/// Draws the map, and below it what has no area or no label.
fn draw_inner(
    ui: &mut Ui,
    map: &Treemap,
    emphasis: Emphasis<'_>,
    fit: Fit,
    area: Area,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect, style, .. } = area;
    // What has no label is told below, which leaves less room for labels.
    let mut small: Vec<String> = Vec::new();
    let (words, bottom, placed, look) = loop {
        let words = Words::new(ui, map, &small, style, rect.width());
        let bottom = (rect.bottom() - words.height()).max(rect.top());
        let placed = layout::groups(ui, map, Rect::from_min_max(rect.min, pos2(rect.right(), bottom)), style);
        let look = Look::new(ui, &placed, emphasis, style, fit);
        let found = tiles::without_label(ui, &placed, look);
        if found.len() <= small.len() {
            break (words, bottom, placed, look);
        }
        small = found;
    };
    let mut clicked = None;
    for group in &placed {
        clicked = draw_group(ui, group, look, groups).or(clicked);
    }
    words.draw(ui, pos2(rect.left(), bottom), groups);
    clicked
}

fn draw_group(ui: &mut Ui, placed: &PlacedGroup<'_>, look: Look<'_>, groups: &mut Groups) -> Option<Clicked> {
    let mark = groups.begin(ui);
    let mut clicked = None;
    for (tile, rect) in &placed.tiles {
        clicked = tiles::draw_ui(ui, tile, *rect, look, groups).or(clicked);
    }
    let name = placed.group.heading.as_ref().map(|(name, share)| format!("{name}, {share}"));
    if let Some((at, galley)) = &placed.heading {
        read_aloud(ui, Rect::from_min_size(*at, galley.size()), ("group", &placed.group.id), galley.text());
        place(ui, *at, Arc::clone(galley));
    }
    if name.is_some() {
        let stroke = Stroke::new(look.style.length(1.4), look.style.colours().text);
        ui.painter().rect_stroke(placed.rect, 0.0, stroke, StrokeKind::Inside);
    }
    groups.end(ui, mark, &placed.group.id, name.unwrap_or_else(|| "Suppliers".to_owned()));
    clicked
}

/// What has no area or no label, laid out.
struct Words {
    text: String,
    galley: Option<Arc<Galley>>,
    gap: f32,
}

impl Words {
    /// Lays out what has no area, and `small`: what has one that is too small for a label.
    fn new(ui: &Ui, map: &Treemap, small: &[String], style: Style, width: f32) -> Self {
        /// More would take the room of the map.
        const MOST: usize = 10;
        let more = small.len().saturating_sub(MOST);
        let more = if more > 1 { format!(" and {more} more") } else { String::new() };
        let told = if more.is_empty() { small } else { small.get(..MOST).unwrap_or(small) };
        let small = (!small.is_empty()).then(|| format!("Too small to label: {}{more}", told.join(", ")));
        let text = small.into_iter().chain(map.without.iter().cloned()).collect::<Vec<_>>().join(". ");
        let galley = (!text.is_empty())
            .then(|| wrapped(ui, &text, style.font(TextRank::Body), style.colours().text_muted, width));
        Self { text, galley, gap: style.length(6.0) }
    }

    /// Returns the height it takes, with the gaps around it.
    fn height(&self) -> f32 {
        self.galley.as_ref().map_or(0.0, |galley| galley.size().y + 2.0 * self.gap)
    }

    fn draw(self, ui: &Ui, top: egui::Pos2, groups: &mut Groups) {
        let Some(galley) = self.galley else { return };
        let mark = groups.begin(ui);
        let at = top + egui::vec2(0.0, self.gap);
        read_aloud(ui, Rect::from_min_size(at, galley.size()), "without", &self.text);
        place(ui, at, galley);
        groups.end(ui, mark, "without", &self.text);
    }
}
