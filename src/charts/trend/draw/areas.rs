use egui::{Color32, Stroke, Ui};
use egui_plot::{FilledArea, LineStyle, PlotTransform};

use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::series::{SeriesKey, TrendSeries};

use super::layout::Layout;
use super::lines::{paint, paint_line};

/// Draws the areas from the bottom up, with a thin line of the ground between them.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, transform: &PlotTransform, groups: &mut Groups) {
    for series in &chart.series {
        let mark = groups.begin(ui);
        draw_series(ui, series, layout.style, transform);
        groups.end(ui, mark, series.key.id(), &series.spoken);
    }
}

fn draw_series(ui: &Ui, series: &TrendSeries, style: Style, transform: &PlotTransform) {
    let ground = Stroke::new(style.length(1.2), style.colours().background);
    for band in &series.bands {
        let [xs, lows, highs] =
            [0, 1, 2].map(|part| band.iter().filter_map(|place| place.get(part).copied()).collect::<Vec<f64>>());
        paint(ui, transform, &FilledArea::new("", &xs, &lows, &highs).fill_color(colour(series, style)));
        let top = band.iter().map(|[x, _, high]| [*x, *high]).collect();
        paint_line(ui, transform, top, ground, LineStyle::Solid);
    }
}

/// Returns the colour of an area: what is no supplier of its own is paler than the suppliers.
pub(super) fn colour(series: &TrendSeries, style: Style) -> Color32 {
    let colour = style.colours().series(series.series);
    let part = match series.key {
        SeriesKey::Other => 0.3,
        SeriesKey::More => 0.6,
        SeriesKey::Country(_) | SeriesKey::Bloc(_) => 1.0,
    };
    // Opaque, so that areas that touch don't shine through each other.
    style.colours().background.lerp_to_gamma(colour, part)
}
