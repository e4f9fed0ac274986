use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::Marked;
use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::options;
use crate::charts::trend::series::{Marker, TrendSeries};

use super::areas;
use super::layout::{Layout, bloc_text, label_gap, sign_width};
use super::lines::{mark_colour, paint_sign};
use super::place::Places;
use super::spread::spread;

/// What stands at the end of a line or area.
pub(super) struct EndLabel<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) number: &'a str,
    /// The bloc it is in.
    pub(super) bloc: Option<&'a str>,
    pub(super) spoken: &'a str,
    /// The end.
    pub(super) end: Pos2,
    pub(super) sign: Sign,
    pub(super) colour: Color32,
    /// What a click on it marks, which only a window offers.
    pub(super) mark: Option<Marked>,
}

/// What stands before a label.
#[derive(Clone, Copy)]
pub(super) enum Sign {
    /// The line's mark.
    Mark(Marker),
    /// A square of an area's colour.
    Swatch,
}

/// Draws the labels of the main plot and returns what a click on one marks, where they `can_mark`.
pub(super) fn draw(
    ui: &Ui,
    chart: &TrendChart,
    layout: &Layout,
    places: &Places<'_>,
    can_mark: bool,
    groups: &mut Groups,
) -> Option<Marked> {
    let labels: Vec<EndLabel<'_>> = chart
        .series
        .iter()
        .filter_map(|series| {
            let (year, value) = end_of(chart, series)?;
            let (sign, colour) = match chart.options.shape {
                options::Shape::Lines => (Sign::Mark(series.marker), mark_colour(series.series, layout.style)),
                options::Shape::Stacked => (Sign::Swatch, areas::colour(series, layout.style)),
            };
            Some(EndLabel {
                id: format!("label-{}", series.key.id()),
                name: &series.label,
                number: &series.end_text,
                bloc: series.bloc.as_deref().filter(|_| layout.with_bloc),
                spoken: &series.spoken,
                end: places.at([year, value]),
                sign,
                colour: layout.faded(series, colour),
                mark: series.mark().filter(|_| can_mark),
            })
        })
        .collect();
    draw_labels(ui, labels, layout, (layout.main.top(), layout.editions.bottom()), groups)
}

/// Returns where a series ends: its last number, or the middle of its area there.
fn end_of(chart: &TrendChart, series: &TrendSeries) -> Option<(f64, f64)> {
    match chart.options.shape {
        options::Shape::Lines => series.points.last().map(|point| (f64::from(point.year), point.value)),
        options::Shape::Stacked => {
            let [year, low, high] = series.bands.last()?.last()?;
            Some((*year, f64::midpoint(*low, *high)))
        }
    }
}

/// Draws labels beside their ends, moved apart where they would touch; those of the last series go where there is no
/// room for all. Returns what a click on one marks.
pub(super) fn draw_labels(
    ui: &Ui,
    mut labels: Vec<EndLabel<'_>>,
    layout: &Layout,
    (top, bottom): (f32, f32),
    groups: &mut Groups,
) -> Option<Marked> {
    let style = layout.style;
    let apart = layout.body * 1.02;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
    let room = ((bottom - top) / apart).floor().max(1.0) as usize;
    labels.truncate(room);
    // By height; of equal heights in their own order.
    labels.sort_by(|a, b| a.end.y.total_cmp(&b.end.y));
    let wished: Vec<f32> = labels.iter().map(|label| label.end.y).collect();
    let places = spread(&wished, apart, top + apart / 2.0, bottom - apart / 2.0);
    let mut clicked = None;
    for (label, middle) in labels.iter().zip(places) {
        let mark = groups.begin(ui);
        let from = pos2(label.end.x + style.length(6.0), label.end.y);
        let to = pos2(layout.labels_x, middle);
        let line = Stroke::new(style.length(0.8), style.colours().axis);
        let ends = [from, to - vec2(style.length(2.0), 0.0)];
        // From an earlier year no line leads here: it would be read as one of the chart's, and cross what is said there.
        let is_near = to.x - from.x <= style.length(60.0);
        if is_near && (middle - label.end.y).abs() > layout.body * 0.35 {
            ui.painter().line_segment(ends, line);
        }
        clicked = draw_label(ui, label, layout, middle).or(clicked);
        groups.end(ui, mark, &label.id, label.name);
    }
    clicked
}

fn draw_label(ui: &Ui, label: &EndLabel<'_>, layout: &Layout, middle: f32) -> Option<Marked> {
    let style = layout.style;
    let at = pos2(layout.labels_x + style.length(5.0), middle);
    match label.sign {
        Sign::Mark(marker) => paint_sign(ui, at, marker, label.colour, style, false),
        Sign::Swatch => {
            let side = style.length(10.0);
            let swatch = Rect::from_center_size(at, egui::Vec2::splat(side));
            ui.painter().rect_filled(swatch, 0.0, label.colour);
            if style.theme.has_patterns() {
                let outline = Stroke::new(1.0, style.colours().text);
                ui.painter().rect_stroke(swatch, 0.0, outline, StrokeKind::Inside);
            }
        }
    }
    let (name, number, bloc) = texts(ui, label, layout.labels_width, style);
    let x = layout.labels_x + sign_width(style);
    let rect = Rect::from_min_size(
        pos2(x, middle - name.size().y / 2.0),
        vec2(name.size().x + label_gap(style) + number.size().x, name.size().y),
    );
    let clicked = interact(ui, label, rect, style);
    let width = place(ui, rect.min, name).x;
    let at = pos2(x + width + label_gap(style), middle - number.size().y / 2.0);
    let width = place(ui, at, number).x;
    if let Some(bloc) = bloc {
        place(ui, pos2(at.x + width + label_gap(style), middle - bloc.size().y * 0.46), bloc);
    }
    clicked
}

/// Gives a label a place among what a screen reader reads; in a window as a button, whose click marks what it is of.
fn interact(ui: &Ui, label: &EndLabel<'_>, rect: Rect, style: Style) -> Option<Marked> {
    let Some(mark) = &label.mark else {
        read_aloud(ui, rect, ("label", &label.id), label.spoken);
        return None;
    };
    let response = ui.interact(rect, ui.scope_id().with(("label", &label.id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label.spoken));
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style.colours().accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, StrokeKind::Outside);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked().then(|| mark.clone())
}

/// Lays out name, number and bloc; a name that is too long gives way.
fn texts(ui: &Ui, label: &EndLabel<'_>, width: f32, style: Style) -> (Arc<Galley>, Arc<Galley>, Option<Arc<Galley>>) {
    let colour = style.colours().text;
    let room = width - sign_width(style) - label_gap(style);
    let name_width = one_line(ui, label.name, style.font(TextRank::Body), colour, f32::INFINITY).size().x;
    let of_number = (room * 0.7).max(room - name_width);
    let number = one_line(ui, label.number, style.font(TextRank::Strong), colour, of_number);
    let name = one_line(ui, label.name, style.font(TextRank::Body), colour, room - number.size().x);
    let bloc = label.bloc.map(|bloc| bloc_text(ui, bloc, style, f32::INFINITY));
    (name, number, bloc)
}
