use egui::{Stroke, Ui};
use egui_plot::{FilledArea, LineStyle, PlotTransform};

use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::series::{Band, TrendSeries};

use super::layout::Layout;
use super::lines::{mark_colour, paint, paint_line};

/// Draws how far blocs reach as memberships that are not sure count: pale areas, and their edges over all of them.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, transform: &PlotTransform, groups: &mut Groups) {
    let bands: Vec<(&TrendSeries, &Band)> =
        chart.series.iter().flat_map(|series| series.reach.iter().map(move |band| (series, band))).collect();
    let mark = groups.begin(ui);
    for (series, band) in &bands {
        fill(ui, series, band, layout.style, transform);
    }
    for (series, band) in &bands {
        outline(ui, series, band, layout.style, transform);
    }
    groups.end(ui, mark, "reach", "How far blocs reach as memberships that are not sure count");
}

fn fill(ui: &Ui, series: &TrendSeries, band: &Band, style: Style, transform: &PlotTransform) {
    let colours = style.colours();
    // A copier shows a pale grey at best; edges tell bands apart.
    let (colour, part) =
        if style.theme.has_patterns() { (colours.text, 0.08) } else { (mark_colour(series.series, style), 0.16) };
    let [xs, lows, highs] =
        [0, 1, 2].map(|part| band.iter().filter_map(|place| place.get(part).copied()).collect::<Vec<f64>>());
    // Others shine through, and where editions change.
    paint(ui, transform, &FilledArea::new("", &xs, &lows, &highs).fill_color(colour.gamma_multiply(part)));
}

fn outline(ui: &Ui, series: &TrendSeries, band: &Band, style: Style, transform: &PlotTransform) {
    let stroke = Stroke::new(style.length(0.9), mark_colour(series.series, style));
    let dots = LineStyle::Dotted { spacing: style.length(4.0) };
    for edge in [1, 2] {
        let places = band.iter().filter_map(|place| Some([*place.first()?, *place.get(edge)?])).collect();
        paint_line(ui, transform, places, stroke, dots);
    }
}
