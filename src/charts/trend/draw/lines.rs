use egui::{Color32, Pos2, Rect, Stroke, Ui, pos2, vec2};
use egui_plot::{Line, LineStyle, MarkerShape, PlotBounds, PlotItem, PlotTransform, Points};

use crate::charts::frame::{one_line, place};
use crate::charts::groups::Groups;
use crate::charts::palette::Series;
use crate::charts::style::{Style, TextRank};
use crate::charts::trend::form::As;
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::rank::TIED;
use crate::charts::trend::series::{Marker, SeriesKey, TrendSeries};
use crate::model::Bound;

use super::layout::Layout;
use super::place::Places;

/// Draws the lines, the last one first, so that the largest stands on top.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, places: &Places<'_>, groups: &mut Groups) {
    // What is marked comes last: faded lines do not cross it.
    let (marked, others): (Vec<_>, Vec<_>) = chart.series.iter().rev().partition(|series| layout.is_marked(series));
    for series in others.into_iter().chain(marked) {
        let mark = groups.begin(ui);
        draw_series(ui, series, layout, places);
        groups.end(ui, mark, series.key.id(), &series.spoken);
    }
}

/// Writes a rank that several share above its mark, in years before the last one, whose labels say it.
pub(super) fn draw_ties(ui: &Ui, chart: &TrendChart, layout: &Layout, places: &Places<'_>) {
    let style = layout.style;
    let pitch = (places.y(2.0) - places.y(1.0)).abs();
    if chart.shown_as != As::Rank || pitch < layout.small * 1.9 {
        return;
    }
    let last = chart.years.last().map(|last| last.year);
    let points = chart.series.iter().flat_map(|series| &series.points).filter(|point| Some(point.year) != last);
    let mut ties: Vec<(i16, f64, &str)> =
        points.filter_map(|point| Some((point.year, point.value, point.text.split_once(TIED)?.0))).collect();
    ties.dedup();
    for (place_of, (year, value, rank)) in ties.iter().enumerate() {
        if ties.iter().take(place_of).any(|other| other == &(*year, *value, *rank)) {
            continue;
        }
        let words = format!("{rank}{TIED}");
        let galley = one_line(ui, &words, style.font(TextRank::Small), style.colours().text_muted, f32::INFINITY);
        let at = places.at([f64::from(*year), *value]);
        let corner = at - vec2(galley.size().x / 2.0, style.length(5.0) + galley.size().y);
        // A ground keeps it off the lines that meet here.
        ui.painter().rect_filled(Rect::from_min_size(corner, galley.size()), 2.0, style.colours().background);
        place(ui, corner, galley);
    }
}

/// A line that is marked is so many times as wide.
const MARKED: f32 = 1.8;

fn draw_series(ui: &Ui, series: &TrendSeries, layout: &Layout, places: &Places<'_>) {
    let style = layout.style;
    let colour = layout.faded(series, mark_colour(series.series, style));
    let strong = matches!(series.key, SeriesKey::Bloc(_)) || series.series != Series::NonMember;
    let width = style.length(if strong { 2.2 } else { 1.6 });
    let width = if layout.is_marked(series) { width * MARKED } else { width };
    for (point, (low, high)) in series.points.iter().filter_map(|point| Some((point, point.ends?))) {
        whisker(ui, places, f64::from(point.year), (low, high), Stroke::new(width * 0.6, colour), style);
    }
    for run in series.runs.iter().filter(|run| run.len() > 1) {
        paint_line(ui, places, run.clone(), Stroke::new(width, colour), line_style(series, style));
    }
    for point in &series.points {
        let at = places.at([f64::from(point.year), point.value]);
        paint_sign(ui, at, series.marker, colour, style, point.bound != Bound::Exact);
    }
}

/// Returns the colour of lines and marks of a series: in print all are ink, members of no bloc paler.
pub(super) fn mark_colour(series: Series, style: Style) -> Color32 {
    let colours = style.colours();
    match series {
        _ if !style.theme.has_patterns() => colours.series(series),
        Series::Bloc(_) | Series::StripedBloc(_) => colours.text,
        Series::NonMember | Series::Residual | Series::Beside => colours.line,
        Series::Faded => colours.faded,
    }
}

/// A colour that serves two blocs is dashed for the second; in print neighbours differ by their dashes.
fn line_style(series: &TrendSeries, style: Style) -> LineStyle {
    if !style.theme.has_patterns() {
        let is_striped = matches!(series.series, Series::StripedBloc(_));
        return if is_striped { LineStyle::Dashed { length: style.length(7.0) } } else { LineStyle::Solid };
    }
    match Marker::ALL.iter().position(|marker| *marker == series.marker).unwrap_or(0) % 4 {
        0 => LineStyle::Solid,
        1 => LineStyle::Dashed { length: style.length(9.0) },
        2 => LineStyle::Dotted { spacing: style.length(5.0) },
        _ => LineStyle::Dashed { length: style.length(4.0) },
    }
}

/// Paints a line of `egui_plot` into the group that is open.
pub(super) fn paint_line(ui: &Ui, places: &Places<'_>, run: Vec<[f64; 2]>, stroke: Stroke, style: LineStyle) {
    let along: Vec<[f64; 2]> = run.into_iter().map(|place| places.point(place)).collect();
    let line = Line::new("", along).color(stroke.color).width(stroke.width).style(style);
    paint(ui, places.transform(), &line);
}

/// Paints what an item of `egui_plot` looks like.
pub(super) fn paint(ui: &Ui, transform: &PlotTransform, item: &dyn PlotItem) {
    let mut shapes = Vec::new();
    item.shapes(ui, transform, &mut shapes);
    ui.painter().extend(shapes);
}

/// Paints the ends that a number can lie between.
pub(super) fn whisker(ui: &Ui, places: &Places<'_>, year: f64, (low, high): (f64, f64), stroke: Stroke, style: Style) {
    let x = places.x(year);
    let (low, high) = (places.y(low), places.y(high));
    let half = style.length(3.0);
    ui.painter().line_segment([pos2(x, low), pos2(x, high)], stroke);
    for y in [low, high] {
        ui.painter().line_segment([pos2(x - half, y), pos2(x + half, y)], stroke);
    }
}

/// Paints the sign of a series at a place; a hollow one for a number that is only a bound, or for none.
pub(super) fn sign(ui: &Ui, at: Pos2, series: Series, marker: Marker, style: Style, hollow: bool) {
    let colour = mark_colour(series, style);
    paint_sign(ui, at, marker, colour, style, hollow);
}

pub(super) fn paint_sign(ui: &Ui, at: Pos2, marker: Marker, colour: Color32, style: Style, hollow: bool) {
    // One point at the origin of a plot whose origin is there.
    let frame = egui::Rect::from_center_size(at, egui::Vec2::splat(2.0));
    let there = PlotTransform::new(frame, PlotBounds::new_symmetrical(1.0), false);
    let radius = style.length(4.2);
    let points = |colour: Color32, radius: f32| {
        Points::new("", vec![[0.0, 0.0]]).shape(shape(marker)).color(colour).radius(radius)
    };
    let is_stroke = matches!(marker, Marker::Plus | Marker::Cross | Marker::Star);
    if is_stroke {
        // Thin strokes vanish beside filled marks; a ground keeps them off their own line.
        ui.painter().circle_filled(at, radius * 0.9, style.colours().background);
        paint(ui, &there, &points(colour, radius * 1.15).filled(false));
        return;
    }
    paint(ui, &there, &points(colour, radius));
    if hollow {
        paint(ui, &there, &points(style.colours().background, radius * 0.6));
    }
}

fn shape(marker: Marker) -> MarkerShape {
    match marker {
        Marker::Circle => MarkerShape::Circle,
        Marker::Square => MarkerShape::Square,
        Marker::Diamond => MarkerShape::Diamond,
        Marker::Up => MarkerShape::Up,
        Marker::Down => MarkerShape::Down,
        Marker::Left => MarkerShape::Left,
        Marker::Right => MarkerShape::Right,
        Marker::Plus => MarkerShape::Plus,
        Marker::Cross => MarkerShape::Cross,
        Marker::Star => MarkerShape::Asterisk,
    }
}
