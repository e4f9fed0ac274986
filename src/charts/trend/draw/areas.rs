use egui::{Color32, Stroke, Ui};
use egui_plot::LineStyle;

use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::series::{Marker, SeriesKey, TrendSeries};

use super::layout::Layout;
use super::lines::{mark_colour, paint, paint_line};
use super::place::Places;

/// Draws the areas from the bottom up, with a thin line of the ground between them.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, places: &Places<'_>, groups: &mut Groups) {
    for series in &chart.series {
        let mark = groups.begin(ui);
        draw_series(ui, series, layout, places);
        groups.end(ui, mark, series.key.id(), &series.spoken);
    }
}

fn draw_series(ui: &Ui, series: &TrendSeries, layout: &Layout, places: &Places<'_>) {
    let style = layout.style;
    // Greys of a copier want an outline.
    let colours = style.colours();
    let edge = if style.theme.has_patterns() { colours.text } else { colours.background };
    let edge = Stroke::new(style.length(1.2), edge);
    let fill = layout.faded(series, colour(series, style));
    for band in &series.bands {
        paint(ui, places.transform(), &places.area(band).fill_color(fill));
        let top = band.iter().map(|[x, _, high]| [*x, *high]).collect();
        paint_line(ui, places, top, edge, LineStyle::Solid);
    }
}

/// Returns the colour of an area: what is no supplier of its own is paler than the suppliers.
pub(super) fn colour(series: &TrendSeries, style: Style) -> Color32 {
    let (background, colour) = (style.colours().background, mark_colour(series.series, style));
    if style.theme.has_patterns() {
        let place = Marker::ALL.iter().position(|marker| *marker == series.marker).unwrap_or(0);
        let part = GREYS.get(place % GREYS.len()).copied().unwrap_or_default();
        return background.lerp_to_gamma(style.colours().text, part);
    }
    let part = match series.key {
        SeriesKey::Other => 0.3,
        SeriesKey::More => 0.6,
        SeriesKey::Country(_) | SeriesKey::Bloc(_) => 1.0,
    };
    // Opaque, so that areas that touch don't shine through each other.
    background.lerp_to_gamma(colour, part)
}

/// Parts of ink, in print: neighbours differ most.
const GREYS: [f32; 10] = [0.8, 0.3, 0.6, 0.1, 0.7, 0.2, 0.5, 0.0, 0.4, 0.15];
