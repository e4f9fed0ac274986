use std::sync::LazyLock;

use egui::text::TextFormat;
use egui::{Pos2, pos2, vec2};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::path::PathData;
use crate::charts::fonts::{Face, Weight, faces, weight_of};

static FACES: LazyLock<Vec<(Weight, rustybuzz::Face<'static>)>> = LazyLock::new(|| {
    faces()
        .into_iter()
        .filter_map(|(weight, bytes)| rustybuzz::Face::from_slice(bytes, 0).map(|face| (weight, face)))
        .collect()
});

/// Returns the outlines of a text from its baseline's start, spread to the width it was laid out with; of our face for
/// the format unless another is given.
pub(super) fn path(text: &str, face: Option<&Face>, format: &TextFormat, at: Pos2, width: f32) -> PathData {
    let weight = weight_of(&format.font_id.family);
    match face {
        Some(face) => rustybuzz::Face::from_slice(face.bytes(), face.index())
            .map_or_else(PathData::default, |face| path_of(text, &face, format, at, width)),
        None => FACES
            .iter()
            .find(|(of, _)| *of == weight)
            .map_or_else(PathData::default, |(_, face)| path_of(text, face, format, at, width)),
    }
}

/// Returns the syllables of a text, each with its distance from the start in points, where a face sets one from several
/// glyphs side by side; nothing for other texts.
///
/// usvg takes the widest glyph of such a syllable for its width, so each has to be placed by itself.
pub(super) fn syllables<'a>(text: &'a str, face: &Face, format: &TextFormat) -> Vec<(&'a str, f32)> {
    let Some(face) = rustybuzz::Face::from_slice(face.bytes(), face.index()) else { return Vec::new() };
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    if buffer.direction() != rustybuzz::Direction::LeftToRight {
        return Vec::new();
    }
    let glyphs = rustybuzz::shape(&face, &[], buffer);
    let mut x = 0.0;
    let mut is_composed = false;
    // Where each begins in the text, and from the start; how many glyphs with a width it has.
    let mut starts: Vec<(usize, f32)> = Vec::new();
    let mut widths = 0;
    for (info, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        let start = usize::try_from(info.cluster).unwrap_or(usize::MAX);
        if starts.last().is_none_or(|(last, _)| *last != start) {
            starts.push((start, x));
            widths = 0;
        }
        widths += usize::from(place.x_advance != 0);
        is_composed |= widths > 1;
        x += to_points(place.x_advance, &face, format);
    }
    if !is_composed {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    starts.iter().zip(ends).filter_map(|((start, x), end)| Some((text.get(*start..end)?, *x))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "font units are below 2¹⁶")]
fn to_points(units: i32, face: &rustybuzz::Face<'_>, format: &TextFormat) -> f32 {
    units as f32 * format.font_id.size / face.units_per_em() as f32
}

fn path_of(text: &str, face: &rustybuzz::Face<'_>, format: &TextFormat, at: Pos2, width: f32) -> PathData {
    let mut data = PathData::default();
    let to_points = |units: i32| to_points(units, face, format);
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    let glyphs = rustybuzz::shape(face, &[], buffer);
    let natural: f32 = glyphs.glyph_positions().iter().map(|place| to_points(place.x_advance)).sum();
    #[expect(clippy::cast_precision_loss, reason = "a line holds few glyphs")]
    let gaps = glyphs.len().saturating_sub(1).max(1) as f32;
    let spread = (width - natural) / gaps;

    let mut pen = at;
    for (info, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        let offset = vec2(to_points(place.x_offset), -to_points(place.y_offset));
        let mut outliner = Outliner { data: &mut data, origin: pen + offset, scale: to_points(1) };
        if let Ok(id) = u16::try_from(info.glyph_id) {
            face.outline_glyph(GlyphId(id), &mut outliner);
        }
        pen.x += to_points(place.x_advance) + spread;
    }
    data
}

struct Outliner<'a> {
    data: &'a mut PathData,
    origin: Pos2,
    scale: f32,
}

impl Outliner<'_> {
    fn place(&self, x: f32, y: f32) -> Pos2 {
        pos2(self.origin.x + x * self.scale, self.origin.y - y * self.scale)
    }
}

impl OutlineBuilder for Outliner<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.data.move_to(self.place(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.data.line_to(self.place(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.data.quadratic_to(self.place(x1, y1), self.place(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.data.cubic_to(self.place(x1, y1), self.place(x2, y2), self.place(x, y));
    }

    fn close(&mut self) {
        self.data.close();
    }
}
