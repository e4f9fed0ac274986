use egui::{Stroke, Ui};
use egui_plot::LineStyle;

use crate::charts::groups::Groups;
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::series::{Band, TrendSeries};

use super::layout::Layout;
use super::lines::{mark_colour, paint, paint_line};
use super::place::Places;

/// Draws how far blocs reach as memberships that are not sure count: pale areas, and their edges over all of them.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, places: &Places<'_>, groups: &mut Groups) {
    let bands: Vec<(&TrendSeries, &Band)> =
        chart.series.iter().flat_map(|series| series.reach.iter().map(move |band| (series, band))).collect();
    let mark = groups.begin(ui);
    for (series, band) in &bands {
        fill(ui, series, band, layout, places);
    }
    for (series, band) in &bands {
        outline(ui, series, band, layout, places);
    }
    groups.end(ui, mark, "reach", "How far blocs reach as memberships that are not sure count");
}

fn fill(ui: &Ui, series: &TrendSeries, band: &Band, layout: &Layout, places: &Places<'_>) {
    let style = layout.style;
    let colours = style.colours();
    // A copier shows a pale grey at best; edges tell bands apart.
    let (colour, part) =
        if style.theme.has_patterns() { (colours.text, 0.08) } else { (mark_colour(series.series, style), 0.16) };
    let colour = layout.faded(series, colour);
    // Others shine through, and where editions change.
    paint(ui, places.transform(), &places.area(band).fill_color(colour.gamma_multiply(part)));
}

fn outline(ui: &Ui, series: &TrendSeries, band: &Band, layout: &Layout, places: &Places<'_>) {
    let style = layout.style;
    let stroke = Stroke::new(style.length(0.9), layout.faded(series, mark_colour(series.series, style)));
    let dots = LineStyle::Dotted { spacing: style.length(4.0) };
    for edge in [1, 2] {
        let along = band.iter().filter_map(|place| Some([*place.first()?, *place.get(edge)?])).collect();
        paint_line(ui, places, along, stroke, dots);
    }
}
