use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_plot::PlotTransform;

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::options;
use crate::charts::trend::series::{Marker, TrendSeries};

use super::areas;
use super::layout::{Layout, bloc_text, label_gap, sign_width};
use super::lines::{mark_colour, paint_sign};
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
}

/// What stands before a label.
#[derive(Clone, Copy)]
pub(super) enum Sign {
    /// The line's mark.
    Mark(Marker),
    /// A square of an area's colour.
    Swatch,
}

/// Draws the labels of the main plot.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, transform: &PlotTransform, groups: &mut Groups) {
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
                end: pos2(transform.position_from_point_x(year), transform.position_from_point_y(value)),
                sign,
                colour,
            })
        })
        .collect();
    draw_labels(ui, labels, layout, (layout.main.top(), layout.editions.bottom()), groups);
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
/// room for all.
pub(super) fn draw_labels(
    ui: &Ui,
    mut labels: Vec<EndLabel<'_>>,
    layout: &Layout,
    (top, bottom): (f32, f32),
    groups: &mut Groups,
) {
    let style = layout.style;
    let apart = layout.body * 1.02;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
    let room = ((bottom - top) / apart).floor().max(1.0) as usize;
    labels.truncate(room);
    // By height; of equal heights in their own order.
    labels.sort_by(|a, b| a.end.y.total_cmp(&b.end.y));
    let wished: Vec<f32> = labels.iter().map(|label| label.end.y).collect();
    let places = spread(&wished, apart, top + apart / 2.0, bottom - apart / 2.0);
    for (label, middle) in labels.iter().zip(places) {
        let mark = groups.begin(ui);
        let from = pos2(label.end.x + style.length(6.0), label.end.y);
        let to = pos2(layout.labels_x, middle);
        let line = Stroke::new(style.length(0.8), style.colours().axis);
        let ends = [from, to - vec2(style.length(2.0), 0.0)];
        if to.x - from.x > style.length(60.0) {
            // Dots, as a line that long would be read as one of the chart's.
            let dots = Shape::dotted_line(&ends, line.color, style.length(5.0), style.length(0.7));
            ui.painter().extend(dots);
        } else if (middle - label.end.y).abs() > layout.body * 0.35 {
            ui.painter().line_segment(ends, line);
        }
        draw_label(ui, label, layout, middle);
        groups.end(ui, mark, &label.id, label.name);
    }
}

fn draw_label(ui: &Ui, label: &EndLabel<'_>, layout: &Layout, middle: f32) {
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
    read_aloud(ui, rect, ("label", &label.id), label.spoken);
    let width = place(ui, rect.min, name).x;
    let at = pos2(x + width + label_gap(style), middle - number.size().y / 2.0);
    let width = place(ui, at, number).x;
    if let Some(bloc) = bloc {
        place(ui, pos2(at.x + width + label_gap(style), middle - bloc.size().y * 0.46), bloc);
    }
}

/// Lays out name, number and bloc; a name that is too long gives way.
fn texts(ui: &Ui, label: &EndLabel<'_>, width: f32, style: Style) -> (Arc<Galley>, Arc<Galley>, Option<Arc<Galley>>) {
    let colour = style.colours().text;
    let room = width - sign_width(style) - label_gap(style);
    let number = one_line(ui, label.number, style.font(TextRank::Strong), colour, room * 0.7);
    let name = one_line(ui, label.name, style.font(TextRank::Body), colour, room - number.size().x);
    let bloc = label.bloc.map(|bloc| bloc_text(ui, bloc, style, f32::INFINITY));
    (name, number, bloc)
}
