use egui::{Color32, Stroke, Ui, pos2};
use egui_plot::LineStyle;

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::palette::Series;
use crate::charts::style::TextRank;
use crate::charts::trend::hhi::{HhiPanel, HhiSeries};
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::series::Marker;

use super::axes::{draw_grid, draw_ticks};
use super::labels::{EndLabel, Sign, draw_labels};
use super::layout::Layout;
use super::lines::{mark_colour, paint, paint_line, paint_sign, whisker};
use super::place::Places;
use super::years::dashed;

/// Draws the picture of concentration.
pub(super) fn draw(ui: &mut Ui, chart: &TrendChart, panel: &HhiPanel, layout: &Layout, groups: &mut Groups) {
    let mark = groups.begin(ui);
    draw_heading(ui, panel, layout);
    groups.end(ui, mark, "hhi-heading", "How concentrated");
    let places = draw_grid(ui, "trend hhi plot", layout.hhi, layout, &panel.scale);
    draw_thresholds(ui, panel, layout, &places);
    let bottom = layout.hhi.bottom();
    let axis = Stroke::new(1.0, layout.style.colours().axis);
    ui.painter().line_segment([pos2(layout.hhi.left(), bottom), pos2(layout.hhi.right(), bottom)], axis);
    for divide in &chart.divides {
        let x = layout.x_of(*divide);
        dashed(ui, [pos2(x, layout.hhi.top()), pos2(x, bottom)], layout.style);
    }
    let colours = layout.style.colours();
    let lines = [
        Some((&panel.before, "hhi-before", mark_colour(Series::NonMember, layout.style), Marker::Circle)),
        panel.after.as_ref().map(|after| (after, "hhi-after", colours.accent, Marker::Diamond)),
    ];
    let mut labels = Vec::new();
    for (series, id, colour, marker) in lines.into_iter().flatten() {
        let mark = groups.begin(ui);
        draw_series(ui, series, layout, &places, colour, marker);
        groups.end(ui, mark, id, &series.spoken);
        if let Some(point) = series.points.last() {
            let end = places.at([f64::from(point.year), point.lower]);
            labels.push(EndLabel {
                id: format!("label-{id}"),
                name: &series.label,
                number: &series.end_text,
                bloc: None,
                spoken: &series.spoken,
                end,
                sign: Sign::Mark(marker),
                colour,
                mark: None,
            });
        }
    }
    draw_labels(ui, labels, layout, (layout.hhi.top(), bottom + layout.small * 0.3), groups);
}

/// Draws the heading in the longest wording that fits.
fn draw_heading(ui: &Ui, panel: &HhiPanel, layout: &Layout) {
    let style = layout.style;
    let galley = |text: &str, width| one_line(ui, text, style.font(TextRank::Small), style.colours().text_muted, width);
    let width = layout.heading.width();
    let fitting = panel.headings.iter().find(|text| galley(text, f32::INFINITY).size().x <= width);
    let Some(text) = fitting.or(panel.headings.last()) else { return };
    read_aloud(ui, layout.heading, "hhi heading", text);
    place(ui, layout.heading.left_top(), galley(text, width));
}

/// Draws the thresholds' lines and texts, and the axis' own texts where these leave room.
fn draw_thresholds(ui: &Ui, panel: &HhiPanel, layout: &Layout, places: &Places<'_>) {
    let style = layout.style;
    let line = Stroke::new(0.8, style.colours().background.lerp_to_gamma(style.colours().axis, 0.7));
    for (value, _) in &panel.thresholds {
        let y = places.y(*value);
        ui.painter().line_segment([pos2(layout.hhi.left(), y), pos2(layout.hhi.right(), y)], line);
    }
    // Each text stands at its own line, or nowhere: zero and the top first, then the higher threshold, which the heading
    // tells too.
    let of_axis = |is_end: bool| {
        let ticks = panel.scale.ticks.iter().map(|tick| (tick.value, tick.text.as_str()));
        ticks.filter(move |(value, _)| (*value <= 0.0 || *value >= panel.scale.top) == is_end)
    };
    let thresholds = panel.thresholds.iter().rev().map(|(value, text)| (*value, text.as_str()));
    let ticks: Vec<(f64, &str)> = of_axis(true).chain(thresholds).chain(of_axis(false)).collect();
    draw_ticks(ui, layout, places, &ticks);
}

fn draw_series(ui: &Ui, series: &HhiSeries, layout: &Layout, places: &Places<'_>, colour: Color32, marker: Marker) {
    let style = layout.style;
    let width = style.length(1.8);
    let ground = style.colours().background;
    for run in &series.runs {
        if let [[year, lower, upper]] = run.as_slice() {
            if upper - lower >= 0.5 {
                whisker(ui, places, *year, (*lower, *upper), Stroke::new(width * 0.6, colour), style);
            }
            continue;
        }
        if run.iter().any(|[_, lower, upper]| upper - lower >= 0.5) {
            let fill = ground.lerp_to_gamma(colour, 0.25);
            paint(ui, places.transform(), &places.area(run).fill_color(fill));
        }
        let along = run.iter().map(|[x, lower, _]| [*x, *lower]).collect();
        paint_line(ui, places, along, Stroke::new(width, colour), LineStyle::Solid);
    }
    for point in &series.points {
        let at = places.at([f64::from(point.year), point.lower]);
        paint_sign(ui, at, marker, colour, style, point.published_only);
    }
}
