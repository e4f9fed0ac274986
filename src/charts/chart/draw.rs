use egui::Ui;

use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{editions, pair, shares, trend};

use super::Chart;

impl Chart {
    /// Draws the chart into all of `ui`'s available space and returns the year that was clicked in it; `year` is the one
    /// that a person stands in, in a window.
    pub fn draw(&self, ui: &mut Ui, year: Option<i16>, style: Style, fit: Fit, groups: &mut Groups) -> Option<i16> {
        match self {
            Self::Shares(chart) => {
                shares::draw(ui, chart, style, fit, groups);
                None
            }
            Self::Trend(chart) => trend::draw(ui, chart, year.unwrap_or_default(), style, fit, groups),
            Self::Editions(chart) => editions::draw(ui, chart, style, fit, groups),
            Self::Pair(chart) => {
                pair::draw(ui, chart, style, fit, groups);
                None
            }
        }
    }
}
