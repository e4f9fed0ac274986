use std::sync::LazyLock;

use egui::text::TextFormat;
use egui::{Pos2, pos2, vec2};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::path::PathData;
use crate::charts::fonts::{Weight, faces};

static FACES: LazyLock<Vec<(Weight, rustybuzz::Face<'static>)>> = LazyLock::new(|| {
    faces()
        .into_iter()
        .filter_map(|(weight, bytes)| rustybuzz::Face::from_slice(bytes, 0).map(|face| (weight, face)))
        .collect()
});

/// Returns the outlines of a text from its baseline's start, spread to the width it was laid out with.
pub(super) fn path(text: &str, weight: Weight, format: &TextFormat, at: Pos2, width: f32) -> PathData {
    let mut data = PathData::default();
    let Some((_, face)) = FACES.iter().find(|(of, _)| *of == weight) else { return data };
    #[expect(clippy::cast_precision_loss, reason = "font units are below 2¹⁶")]
    let to_points = |units: i32| units as f32 * format.font_id.size / face.units_per_em() as f32;

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
