use std::sync::Arc;

use egui::{Galley, Rect, Ui, pos2};

use crate::charts::frame::{place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::pair::model::PairChart;
use crate::charts::style::{Style, TextRank};

/// The letters of the sides.
pub(super) const SIDES: [&str; 2] = ["A", "B"];

/// What stands over one half: its letter, what differs, and what is said of it alone.
pub(super) struct Head {
    side: &'static str,
    text: String,
    galleys: Vec<Arc<Galley>>,
    gap: f32,
}

impl Head {
    /// Lays the heads of both halves out for a width each.
    pub(super) fn both(ui: &Ui, chart: &PairChart, style: Style, widths: [f32; 2]) -> [Self; 2] {
        let [header_a, header_b] = &chart.headers;
        let [detail_a, detail_b] = &chart.details;
        let [width_a, width_b] = widths;
        let [a, b] = SIDES;
        [Self::new(ui, a, (header_a, detail_a), style, width_a), Self::new(ui, b, (header_b, detail_b), style, width_b)]
    }

    fn new(ui: &Ui, side: &'static str, (header, detail): (&str, &str), style: Style, width: f32) -> Self {
        let colours = style.colours();
        let heading = if header.is_empty() { side.to_owned() } else { format!("{side}: {header}") };
        let mut galleys = vec![wrapped(ui, &heading, style.font(TextRank::Strong), colours.text, width)];
        if !detail.is_empty() {
            galleys.push(wrapped(ui, detail, style.font(TextRank::Small), colours.text_muted, width));
        }
        let text = if detail.is_empty() { heading } else { format!("{heading}. {detail}") };
        Self { side, text, galleys, gap: style.length(5.0) }
    }

    /// Returns the height it takes, with a gap behind.
    pub(super) fn height(&self) -> f32 {
        if self.galleys.is_empty() {
            return 0.0;
        }
        self.galleys.iter().map(|galley| galley.size().y).sum::<f32>() + self.gap
    }

    /// Draws it at its upper left corner.
    pub(super) fn draw(&self, ui: &Ui, left: f32, top: f32, groups: &mut Groups) {
        let mark = groups.begin(ui);
        let mut y = top;
        for galley in &self.galleys {
            y += place(ui, pos2(left, y), Arc::clone(galley)).y;
        }
        let width = self.galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
        let rect = Rect::from_min_max(pos2(left, top), pos2(left + width, y));
        read_aloud(ui, rect, ("side", self.side), &self.text);
        groups.end(ui, mark, format!("side-{}", self.side.to_lowercase()), &self.text);
    }
}
