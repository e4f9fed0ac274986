use egui::emath::Rot2;
use egui::epaint::{
    BandPoint, BandShape, CircleShape, ColorMode, CornerRadiusF32, CubicBezierShape, EllipseShape, PathShape,
    PathStroke, QuadraticBezierShape, RectShape,
};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, pos2};

use super::markup::Markup;
use super::path::{PathData, offset_polygon};
use super::snap::Grid;
use crate::export::ExportError;

/// Rectangles without end are common in egui; renderers want them smaller.
const FAR_PT: f32 = 1e5;

/// Control points this far along a corner's sides make a cubic curve a quarter of a circle.
const QUARTER_CIRCLE: f32 = 0.552_284_8;

pub(super) fn rect(markup: &mut Markup, grid: Grid, shape: &RectShape) {
    let mut stroke = if shape.stroke.is_empty() { Stroke::NONE } else { shape.stroke };
    let mut fill = shape.fill;
    let far = Rect::from_min_max(pos2(-FAR_PT, -FAR_PT), pos2(FAR_PT, FAR_PT));
    let mut rect = shape.rect.intersect(far);
    if shape.round_to_pixels != Some(false) && shape.angle == 0.0 {
        rect = grid.rect(rect, stroke, shape.stroke_kind);
    }
    // SVG strokes run along the middle of an edge, so the edge moves to where egui's stroke has its middle.
    let outward = match shape.stroke_kind {
        StrokeKind::Inside => -0.5 * stroke.width,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => 0.5 * stroke.width,
    };
    let mut radii = CornerRadiusF32::from(shape.corner_radius);
    for radius in [&mut radii.nw, &mut radii.ne, &mut radii.se, &mut radii.sw] {
        if *radius > 0.0 {
            *radius = (*radius + outward).max(0.0);
        }
    }
    let outer = rect.expand(outward + 0.5 * stroke.width);
    if !stroke.is_empty() && outer.size().min_elem() <= 2.0 * stroke.width {
        // The stroke covers the whole rectangle.
        (rect, fill, stroke) = (outer, stroke.color, Stroke::NONE);
    } else {
        rect = rect.expand(outward);
    }
    if !rect.is_positive() {
        return;
    }
    let filter = (shape.blur_width > 0.0).then(|| blur_filter(markup, shape.blur_width));
    rounded_rect(markup, rect, radii, fill, stroke, shape.angle, filter.as_deref());
}

fn rounded_rect(
    markup: &mut Markup,
    rect: Rect,
    radii: CornerRadiusF32,
    fill: Color32,
    stroke: Stroke,
    angle: f32,
    filter: Option<&str>,
) {
    let half_side = 0.5 * rect.size().min_elem();
    let [nw, ne, se, sw] = [radii.nw, radii.ne, radii.se, radii.sw].map(|radius| radius.min(half_side));
    let alike = [ne, se, sw].iter().all(|radius| (radius - nw).abs() < f32::EPSILON);
    let tag = if alike {
        markup
            .start("rect")
            .number("x", rect.min.x)
            .number("y", rect.min.y)
            .number("width", rect.width())
            .number("height", rect.height())
            .number_unless("rx", nw, 0.0)
    } else {
        let data = rounded_corners(rect, [nw, ne, se, sw]);
        markup.start("path").attribute("d", data.as_str())
    };
    let tag = tag.fill(fill).stroke(stroke.width, stroke.color).rotate(angle, rect.center());
    let tag = if let Some(filter) = filter { tag.attribute("filter", &format!("url(#{filter})")) } else { tag };
    tag.close();
}

fn rounded_corners(rect: Rect, [nw, ne, se, sw]: [f32; 4]) -> PathData {
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let mut data = PathData::default();
    data.move_to(pos2(left + nw, top));
    let corners = [
        (pos2(right - ne, top), pos2(right, top), pos2(right, top + ne)),
        (pos2(right, bottom - se), pos2(right, bottom), pos2(right - se, bottom)),
        (pos2(left + sw, bottom), pos2(left, bottom), pos2(left, bottom - sw)),
        (pos2(left, top + nw), pos2(left, top), pos2(left + nw, top)),
    ];
    for (from, corner, to) in corners {
        data.line_to(from);
        if from != to {
            data.cubic_to(from.lerp(corner, QUARTER_CIRCLE), to.lerp(corner, QUARTER_CIRCLE), to);
        }
    }
    data.close();
    data
}

/// Defines a blur and returns its name. egui fades in a straight line over the width, which a Gaussian of about a
/// quarter of it looks like.
fn blur_filter(markup: &mut Markup, width: f32) -> String {
    let id = markup.next_id("blur");
    let filter = markup.start("filter").attribute("id", &id).attribute("x", "-50%").attribute("y", "-50%");
    filter
        .attribute("width", "200%")
        .attribute("height", "200%")
        .attribute("color-interpolation-filters", "sRGB")
        .open_block();
    markup.start("feGaussianBlur").number("stdDeviation", 0.25 * width).close();
    markup.end("filter");
    id
}

pub(super) fn circle(markup: &mut Markup, shape: &CircleShape) {
    markup
        .start("circle")
        .number("cx", shape.center.x)
        .number("cy", shape.center.y)
        .number("r", shape.radius)
        .fill(shape.fill)
        .stroke(shape.stroke.width, shape.stroke.color)
        .close();
}

pub(super) fn ellipse(markup: &mut Markup, shape: &EllipseShape) {
    markup
        .start("ellipse")
        .number("cx", shape.center.x)
        .number("cy", shape.center.y)
        .number("rx", shape.radius.x)
        .number("ry", shape.radius.y)
        .fill(shape.fill)
        .stroke(shape.stroke.width, shape.stroke.color)
        .rotate(shape.angle, shape.center)
        .close();
}

pub(super) fn path(markup: &mut Markup, shape: &PathShape) -> Result<(), ExportError> {
    let stroke = solid(&shape.stroke)?;
    if shape.closed {
        polygon(markup, &shape.points, shape.fill, stroke, shape.stroke.kind);
    } else if !stroke.is_empty() {
        open_path(markup, &open_data(shape), stroke, shape.points.len() > 2);
    }
    Ok(())
}

/// Returns an open line as it is written.
pub(super) fn open_data(shape: &PathShape) -> PathData {
    let mut data = PathData::default();
    // A value that is no number is a gap in the line.
    for run in shape.points.split(|point| !point.is_finite()) {
        data.polyline(run.iter().copied(), false);
    }
    data
}

/// Writes open lines of one stroke.
pub(super) fn open_path(markup: &mut Markup, data: &PathData, stroke: Stroke, has_turns: bool) {
    let tag = markup.start("path").attribute("d", data.as_str()).fill(Color32::TRANSPARENT);
    // egui bevels sharp turns; a mitred spike would point at a value that isn't there.
    let tag = if has_turns { tag.attribute("stroke-linejoin", "round") } else { tag };
    tag.stroke(stroke.width, stroke.color).close();
}

/// Returns the stroke of an open line with turns that can share a path with others of its stroke: an opaque one, as a
/// translucent one would show where lines cross.
pub(super) fn shareable_stroke(shape: &PathShape) -> Option<Stroke> {
    let stroke = solid(&shape.stroke).ok().filter(|stroke| !stroke.is_empty() && stroke.color.is_opaque())?;
    (!shape.closed && shape.points.len() > 2).then_some(stroke)
}

/// Writes a closed path; a stroke inside or outside of it runs along a path of its own.
fn polygon(markup: &mut Markup, points: &[Pos2], fill: Color32, stroke: Stroke, kind: StrokeKind) {
    let points: Vec<Pos2> = points.iter().copied().filter(|point| point.is_finite()).collect();
    let outward = match kind {
        _ if stroke.is_empty() => 0.0,
        StrokeKind::Inside => -0.5 * stroke.width,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => 0.5 * stroke.width,
    };
    if outward == 0.0 {
        closed_path(markup, &points, fill, stroke);
    } else {
        if fill.a() > 0 {
            closed_path(markup, &points, fill, Stroke::NONE);
        }
        closed_path(markup, &offset_polygon(&points, outward), Color32::TRANSPARENT, stroke);
    }
}

fn closed_path(markup: &mut Markup, points: &[Pos2], fill: Color32, stroke: Stroke) {
    let mut data = PathData::default();
    data.polyline(points.iter().copied(), true);
    markup.start("path").attribute("d", data.as_str()).fill(fill).stroke(stroke.width, stroke.color).close();
}

pub(super) fn band(markup: &mut Markup, shape: &BandShape) {
    let rotation = Rot2::from_angle(shape.angle);
    let stroke = if shape.stroke.is_empty() { Stroke::NONE } else { shape.stroke };
    for run in band_runs(&shape.points) {
        let lower = run.iter().map(|point| pos2(point.x, point.y.min));
        let upper = run.iter().rev().map(|point| pos2(point.x, point.y.max));
        let outline: Vec<Pos2> = lower.chain(upper).map(|point| (rotation * point.to_vec2()).to_pos2()).collect();
        polygon(markup, &outline, shape.fill, stroke, shape.stroke_kind);
    }
}

/// Returns the stretches of a band that have an extent: a sample out of order or without a range is a gap.
fn band_runs(points: &[BandPoint]) -> Vec<&[BandPoint]> {
    let usable = |point: &BandPoint| point.is_finite() && point.y.min <= point.y.max;
    points
        .chunk_by(|left, right| usable(left) && usable(right) && left.x < right.x)
        .filter(|run| run.len() > 1)
        .collect()
}

pub(super) fn quadratic(markup: &mut Markup, shape: &QuadraticBezierShape) -> Result<(), ExportError> {
    let [start, control, end] = shape.points;
    let mut data = PathData::default();
    data.move_to(start);
    data.quadratic_to(control, end);
    curve(markup, data, shape.closed, shape.fill, &shape.stroke)
}

pub(super) fn cubic(markup: &mut Markup, shape: &CubicBezierShape) -> Result<(), ExportError> {
    let [start, first, second, end] = shape.points;
    let mut data = PathData::default();
    data.move_to(start);
    data.cubic_to(first, second, end);
    curve(markup, data, shape.closed, shape.fill, &shape.stroke)
}

fn curve(
    markup: &mut Markup,
    mut data: PathData,
    closed: bool,
    fill: Color32,
    stroke: &PathStroke,
) -> Result<(), ExportError> {
    let stroke = solid(stroke)?;
    if closed {
        data.close();
    }
    let fill = if closed { fill } else { Color32::TRANSPARENT };
    markup.start("path").attribute("d", data.as_str()).fill(fill).stroke(stroke.width, stroke.color).close();
    Ok(())
}

fn solid(stroke: &PathStroke) -> Result<Stroke, ExportError> {
    match &stroke.color {
        _ if stroke.is_empty() => Ok(Stroke::NONE),
        ColorMode::Solid(color) => Ok(Stroke::new(stroke.width, *color)),
        ColorMode::UV(_) => Err(ExportError::Untranslatable { what: "a stroke coloured by code" }),
    }
}
