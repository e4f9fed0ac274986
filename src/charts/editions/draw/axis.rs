use egui::{Rect, Stroke, Ui, pos2};

use crate::charts::frame::{one_line, place};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::quantity_in_sentence;
use crate::model::Unit;

/// Marks stand at least so far apart, in points of the usual text.
const LEAST_STEP: f32 = 76.0;

/// A quantity axis from zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    pub(super) left: f32,
    pub(super) right: f32,
    /// The number at `right`.
    pub(super) largest: f64,
    pub(super) unit: Unit,
}

impl Axis {
    /// Returns where a number stands.
    pub(super) fn x(&self, value: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let part = if self.largest > 0.0 { (value / self.largest) as f32 } else { 0.0 };
        self.left + part.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Returns round numbers from zero on, so far apart that their texts, `least` points wide, do not touch.
    fn marks(&self, ui: &Ui, style: Style) -> Vec<f64> {
        let width = f64::from(self.right - self.left);
        let power = 10_f64.powf(self.largest.log10().floor() - 2.0);
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0].map(|step| step * power);
        let fits = |step: &f64| {
            let count = (self.largest / step).floor();
            let last = measured(ui, count * step, self.unit, style).max(measured(ui, *step, self.unit, style));
            width * step / self.largest >= f64::from((last + style.length(16.0)).max(style.length(LEAST_STEP)))
        };
        let step = steps.into_iter().find(fits).unwrap_or(self.largest);
        let mut marks = vec![0.0];
        while let Some(last) = marks.last().map(|last| last + step).filter(|next| *next <= self.largest * (1.0 + 1e-9))
        {
            marks.push(last);
        }
        marks
    }

    /// Draws the grid over the rows and the numbers under them.
    pub(super) fn draw(&self, ui: &Ui, rows: Rect, style: Style, groups: &mut Groups) {
        let colours = style.colours();
        let mark = groups.begin(ui);
        for value in self.marks(ui, style) {
            let x = self.x(value);
            let colour = if value == 0.0 { colours.axis } else { colours.grid };
            let line = [pos2(x, rows.top()), pos2(x, rows.bottom())];
            ui.painter().line_segment(line, Stroke::new(1.0, colour));
            let words = quantity_in_sentence(value, self.unit);
            let galley = one_line(ui, &words, style.font(TextRank::Small), colours.text_muted, f32::INFINITY);
            let half = galley.size().x / 2.0;
            let left = (x - half).min(rows.right() - 2.0 * half);
            place(ui, pos2(left, rows.bottom() + style.length(2.0)), galley);
        }
        groups.end(ui, mark, "axis", "Quantity");
    }
}

fn measured(ui: &Ui, value: f64, unit: Unit, style: Style) -> f32 {
    let words = quantity_in_sentence(value, unit);
    one_line(ui, &words, style.font(TextRank::Small), style.colours().text_muted, f32::INFINITY).size().x
}
