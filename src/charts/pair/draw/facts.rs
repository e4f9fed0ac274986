use std::sync::Arc;

use egui::{Galley, Rect, Stroke, Ui, pos2};

use crate::charts::frame::{one_line, one_line_to_the_left, place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::pair::facts::Fact;
use crate::charts::pair::model::PairChart;
use crate::charts::style::{Style, TextRank};

/// Where the columns of the facts stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// The right end of labels.
    pub(super) label_right: f32,
    /// The left end of each side's text.
    pub(super) sides: [f32; 2],
    /// The room for each side's text.
    pub(super) widths: [f32; 2],
    /// The right end of differences.
    pub(super) right: f32,
    /// The room for differences.
    pub(super) difference_width: f32,
}

/// Returns the height of the facts in columns, with their line above.
pub(super) fn height_in_columns(ui: &Ui, chart: &PairChart, style: Style) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of facts")]
    let count = chart.facts.len() as f32;
    count * row_height(ui, style) + above(style)
}

fn row_height(ui: &Ui, style: Style) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Body))) * 1.08
}

fn above(style: Style) -> f32 {
    style.length(6.0)
}

/// Draws the facts in columns under those of the bars.
pub(super) fn draw_in_columns(
    ui: &Ui,
    chart: &PairChart,
    columns: Columns,
    rect: Rect,
    style: Style,
    groups: &mut Groups,
) {
    let colours = style.colours();
    draw_line(ui, rect, style);
    let mark = groups.begin(ui);
    let mut top = rect.top() + above(style);
    let height = row_height(ui, style);
    let (body, strong) = (style.font(TextRank::Body), style.font(TextRank::Strong));
    for fact in &chart.facts {
        let label_width = columns.label_right - rect.left();
        let label = one_line_to_the_left(ui, &fact.label, body.clone(), colours.text_muted, label_width);
        place(ui, pos2(columns.label_right, top), label);
        for ((text, left), width) in fact.halves.iter().zip(columns.sides).zip(columns.widths) {
            place(ui, pos2(left, top), one_line(ui, text, strong.clone(), colours.text, width));
        }
        let (text, width) = (&fact.difference, columns.difference_width);
        place(ui, pos2(columns.right, top), one_line_to_the_left(ui, text, body.clone(), colours.text, width));
        let whole = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + height));
        read_aloud(ui, whole, ("fact", &fact.label), &fact.spoken());
        top += height;
    }
    groups.end(ui, mark, "facts", "What differs, in numbers");
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
