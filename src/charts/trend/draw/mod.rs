use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::style::Style;

use super::model::TrendChart;

/// Draws.
pub fn draw(
    ui: &mut egui::Ui,
    chart: &TrendChart,
    selected_year: i16,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<i16> {
    let _ = (ui, chart, selected_year, style, fit, groups);
    None
}
