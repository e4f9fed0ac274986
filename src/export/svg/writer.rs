use std::borrow::Cow;

use egui::emath::TSTransform;
use egui::epaint::{ClippedShape, PathShape};
use egui::{Pos2, Rect, Shape, Stroke};

use super::clip::Clips;
use super::crop::{cropped, square_extent};
use super::groups::{NestedGroup, nested};
use super::markup::Markup;
use super::path::PathData;
use super::snap::Grid;
use super::{SvgOptions, image, mesh, shape, text};
use crate::export::{ExportError, Picture};

/// A shape may reach this far over its clip without being clipped: rounding, and the soft rim of glyphs.
const CLIP_TOLERANCE_PT: f32 = 0.05;
const TEXT_CLIP_TOLERANCE_PT: f32 = 1.0;

/// Walks a picture and writes its shapes, in order, inside their groups and clips.
pub(super) struct Writer<'a> {
    markup: Markup,
    picture: &'a Picture,
    options: SvgOptions,
    grid: Grid,
    clips: Clips,
    open_group_ends: Vec<usize>,
    lines: Lines,
    curves: Curves,
}

/// Open lines with turns, of one stroke in a row: the borders of a map share one path, which says their stroke once.
#[derive(Debug, Default)]
struct Curves {
    stroke: Stroke,
    data: PathData,
}

/// Line segments of one stroke in a row: a dashed line, a hatching, a grid.
#[derive(Debug, Default)]
struct Lines {
    stroke: Stroke,
    segments: Vec<[Pos2; 2]>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(markup: Markup, picture: &'a Picture, options: SvgOptions) -> Self {
        Self {
            markup,
            picture,
            options,
            grid: Grid { pixels_per_point: picture.page.pixels_per_point },
            clips: Clips::default(),
            open_group_ends: Vec::new(),
            lines: Lines::default(),
            curves: Curves::default(),
        }
    }

    /// Writes all shapes.
    pub(super) fn shapes(&mut self) -> Result<(), ExportError> {
        let picture = self.picture;
        let groups = nested(&picture.groups, picture.shapes.len());
        let mut next_groups = groups.iter().peekable();
        for (place, clipped) in picture.shapes.iter().enumerate() {
            self.close_groups(place);
            while let Some(group) = next_groups.next_if(|group| group.shapes.start == place) {
                self.open_group(group);
            }
            self.clipped_shape(clipped)?;
        }
        self.close_groups(picture.shapes.len());
        Ok(())
    }

    /// Ends the drawing and returns what was written.
    pub(super) fn finish(mut self) -> Markup {
        self.leave_clip();
        self.markup
    }

    fn open_group(&mut self, group: &NestedGroup<'_>) {
        self.leave_clip();
        self.markup.start("g").attribute("id", &group.id).attribute("aria-label", group.label).open_block();
        self.markup.start("title").content(group.label);
        self.open_group_ends.push(group.shapes.end);
    }

    fn close_groups(&mut self, place: usize) {
        while self.open_group_ends.pop_if(|end| *end <= place).is_some() {
            self.leave_clip();
            self.markup.end("g");
        }
    }

    fn clipped_shape(&mut self, clipped: &ClippedShape) -> Result<(), ExportError> {
        let shape = if clipped.transform_after_tessellation == TSTransform::IDENTITY {
            Cow::Borrowed(&clipped.shape)
        } else {
            let mut moved = clipped.shape.clone();
            moved.transform(clipped.transform_after_tessellation);
            Cow::Owned(moved)
        };
        if clipped.clip_rect.intersect(self.picture.page.rect()).is_positive() {
            self.shape(&shape, clipped.clip_rect)?;
        }
        Ok(())
    }

    fn shape(&mut self, shape: &Shape, clip: Rect) -> Result<(), ExportError> {
        if let Shape::Vec(shapes) = shape {
            return shapes.iter().try_for_each(|shape| self.shape(shape, clip));
        }
        let page = self.picture.page.rect();
        let visible = clip.intersect(page);
        let shape = cropped(shape, visible);
        let (bounds, tolerance) = extent(&shape);
        if !bounds.intersects(visible) {
            return Ok(());
        }
        if clip.expand(tolerance).contains_rect(bounds.intersect(page)) {
            // Inside its own clip's group is as good as outside, and saves closing it.
            if self.clips.any_open() && !self.clips.is_open(clip) {
                self.leave_clip();
            }
        } else if !self.clips.is_open(clip) {
            self.leave_clip();
            self.clips.enter(&mut self.markup, clip, self.picture.page.pixels_per_point);
        }
        self.visible_shape(&shape)
    }

    fn visible_shape(&mut self, shape: &Shape) -> Result<(), ExportError> {
        if let Shape::LineSegment { points, stroke } = shape {
            self.line(self.grid.line(*points, *stroke), *stroke);
            return Ok(());
        }
        if let Shape::Path(path) = shape
            && let Some(stroke) = shape::shareable_stroke(path)
        {
            self.curve(path, stroke);
            return Ok(());
        }
        self.flush_lines();
        let markup = &mut self.markup;
        match shape {
            Shape::Noop | Shape::Vec(_) | Shape::LineSegment { .. } => {}
            Shape::Circle(circle) => shape::circle(markup, circle),
            Shape::Ellipse(ellipse) => shape::ellipse(markup, ellipse),
            Shape::Path(path) => shape::path(markup, path)?,
            Shape::Band(band) => shape::band(markup, band),
            Shape::Rect(rect) if rect.brush.is_some() => image::rect(markup, rect, &self.picture.images)?,
            Shape::Rect(rect) => shape::rect(markup, self.grid, rect),
            Shape::Text(shape) => {
                text::write(markup, &self.grid.text(shape), self.options.text, &self.picture.faces);
            }
            Shape::Mesh(shape) => mesh::write(markup, shape, &self.picture.images)?,
            Shape::QuadraticBezier(curve) => shape::quadratic(markup, curve)?,
            Shape::CubicBezier(curve) => shape::cubic(markup, curve)?,
            Shape::Callback(_) => return Err(ExportError::Untranslatable { what: "a paint callback" }),
        }
        Ok(())
    }

    fn line(&mut self, segment: [Pos2; 2], stroke: Stroke) {
        let [from, to] = segment;
        if stroke.is_empty() || from == to || !from.is_finite() || !to.is_finite() {
            return;
        }
        let joins = self.lines.stroke == stroke
            && self.lines.segments.last().is_some_and(|last| stroke.color.is_opaque() || are_parallel(last, &segment));
        if !joins || !self.curves.data.is_empty() {
            self.flush_lines();
            self.lines.stroke = stroke;
        }
        self.lines.segments.push(segment);
    }

    fn curve(&mut self, path: &PathShape, stroke: Stroke) {
        if self.curves.stroke != stroke || !self.lines.segments.is_empty() {
            self.flush_lines();
            self.curves.stroke = stroke;
        }
        self.curves.data.append(&shape::open_data(path));
    }

    fn flush_lines(&mut self) {
        let Curves { stroke, data } = std::mem::take(&mut self.curves);
        if !data.is_empty() {
            shape::open_path(&mut self.markup, &data, stroke, true);
        }
        let Lines { stroke, segments } = std::mem::take(&mut self.lines);
        match segments.as_slice() {
            [] => {}
            [[from, to]] => self
                .markup
                .start("line")
                .number("x1", from.x)
                .number("y1", from.y)
                .number("x2", to.x)
                .number("y2", to.y)
                .stroke(stroke.width, stroke.color)
                .close(),
            many => {
                let mut data = PathData::default();
                for segment in many {
                    data.polyline(*segment, false);
                }
                self.markup.start("path").attribute("d", data.as_str()).stroke(stroke.width, stroke.color).close();
            }
        }
    }

    fn leave_clip(&mut self) {
        self.flush_lines();
        self.clips.leave(&mut self.markup);
    }
}

/// Parallel lines don't cross, so translucent ones don't show where they were joined.
fn are_parallel([a, b]: &[Pos2; 2], [c, d]: &[Pos2; 2]) -> bool {
    let (one, other) = ((*b - *a).normalized(), (*d - *c).normalized());
    (one.x * other.y - one.y * other.x).abs() < 1e-3
}

/// Returns what a shape covers and how far that may reach over its clip.
fn extent(shape: &Shape) -> (Rect, f32) {
    match shape {
        Shape::Text(text) => (text::extent(text), TEXT_CLIP_TOLERANCE_PT),
        Shape::LineSegment { points, stroke } => {
            let covered = square_extent(*points, *stroke).unwrap_or_else(|| shape.visual_bounding_rect());
            (covered, CLIP_TOLERANCE_PT)
        }
        other => (other.visual_bounding_rect(), CLIP_TOLERANCE_PT),
    }
}
