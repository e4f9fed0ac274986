use std::sync::Arc;

use egui::{Galley, Rect, Stroke, Ui, pos2};

use crate::charts::frame::{one_line_to_the_left, place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::pair::facts::Fact;
use crate::charts::style::{Style, TextRank};

/// The room for the columns of the facts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    /// For labels.
    pub(super) label: f32,
    /// For each side's text.
    pub(super) sides: [f32; 2],
    /// For differences.
    pub(super) difference: f32,
}

/// Where the columns of the facts stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// The right end of labels.
    pub(super) label_right: f32,
    /// The left end of each side's text.
    pub(super) sides: [f32; 2],
    /// The right end of differences.
    pub(super) right: f32,
}

/// The facts in columns under those of the bars; a text that is too long for its column takes more lines.
pub(super) struct FactTable {
    facts: Vec<FactRow>,
    style: Style,
}

struct FactRow {
    name: String,
    spoken: String,
    label: Arc<Galley>,
    halves: [Arc<Galley>; 2],
    difference: Arc<Galley>,
    height: f32,
}

impl FactTable {
    pub(super) fn new(ui: &Ui, facts: &[Fact], style: Style, widths: Widths) -> Self {
        let colours = style.colours();
        let (body, strong) = (style.font(TextRank::Body), style.font(TextRank::Strong));
        let least = ui.fonts_mut(|fonts| fonts.row_height(&body));
        let row = |fact: &Fact| {
            let [a, b] = &fact.halves;
            let [width_a, width_b] = widths.sides;
            let half = |text: &str, width| wrapped(ui, text, strong.clone(), colours.text, width);
            let halves = [half(a, width_a), half(b, width_b)];
            let height = halves.iter().map(|galley| galley.size().y).fold(least, f32::max) + least * 0.08;
            let to_the_left = |text: &str, colour, width| one_line_to_the_left(ui, text, body.clone(), colour, width);
            FactRow {
                name: fact.label.clone(),
                spoken: fact.spoken(),
                label: to_the_left(&fact.label, colours.text_muted, widths.label),
                difference: to_the_left(&fact.difference, colours.text, widths.difference),
                halves,
                height,
            }
        };
        Self { facts: facts.iter().map(row).collect(), style }
    }

    /// Returns the height of the facts, with their line above.
    pub(super) fn height(&self) -> f32 {
        self.facts.iter().map(|fact| fact.height).sum::<f32>() + above(self.style)
    }

    pub(super) fn draw(&self, ui: &Ui, columns: Columns, rect: Rect, groups: &mut Groups) {
        draw_line(ui, rect, self.style);
        let mark = groups.begin(ui);
        let mut top = rect.top() + above(self.style);
        for fact in &self.facts {
            place(ui, pos2(columns.label_right, top), Arc::clone(&fact.label));
            for (galley, left) in fact.halves.iter().zip(columns.sides) {
                place(ui, pos2(left, top), Arc::clone(galley));
            }
            place(ui, pos2(columns.right, top), Arc::clone(&fact.difference));
            let whole = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + fact.height));
            read_aloud(ui, whole, ("fact", &fact.name), &fact.spoken);
            top += fact.height;
        }
        groups.end(ui, mark, "facts", "What differs, in numbers");
    }
}

fn above(style: Style) -> f32 {
    style.length(6.0)
}

/// The facts as lines of text, for where there are no columns.
pub(super) struct FactLines {
    lines: Vec<(String, Arc<Galley>)>,
    style: Style,
}

impl FactLines {
    pub(super) fn new(ui: &Ui, facts: &[Fact], style: Style, width: f32) -> Self {
        let line = |fact: &Fact| {
            let [a, b] = &fact.halves;
            let difference = if fact.difference.is_empty() { String::new() } else { format!(" ({})", fact.difference) };
            let numbers = if a == b { a.clone() } else { format!("{a} → {b}{difference}") };
            let text = format!("{}: {numbers}", fact.label);
            (fact.spoken(), wrapped(ui, &text, style.font(TextRank::Body), style.colours().text, width))
        };
        Self { lines: facts.iter().map(line).collect(), style }
    }

    pub(super) fn height(&self) -> f32 {
        self.lines.iter().map(|(_, galley)| galley.size().y).sum::<f32>() + above(self.style)
    }

    pub(super) fn draw(&self, ui: &Ui, rect: Rect, groups: &mut Groups) {
        let mark = groups.begin(ui);
        let mut top = rect.top();
        for (place_of, (spoken, galley)) in self.lines.iter().enumerate() {
            let at = pos2(rect.left(), top);
            read_aloud(ui, Rect::from_min_size(at, galley.size()), ("fact", place_of), spoken);
            top += place(ui, at, Arc::clone(galley)).y;
        }
        groups.end(ui, mark, "facts", "What differs, in numbers");
    }
}

/// Draws the line between the bars and the facts.
fn draw_line(ui: &Ui, rect: Rect, style: Style) {
    let stroke = Stroke::new(1.0, style.colours().line);
    ui.painter().line_segment([rect.left_top(), rect.right_top()], stroke);
}
