use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use egui::epaint::{Mesh, RectShape};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId};

use super::markup::Markup;
use crate::export::ExportError;

type Images = BTreeMap<TextureId, Arc<ColorImage>>;

/// Writes a rectangle filled with an image.
pub(super) fn rect(markup: &mut Markup, shape: &RectShape, images: &Images) -> Result<(), ExportError> {
    let Some(brush) = &shape.brush else { return Ok(()) };
    embed(markup, images, brush.fill_texture_id, brush.uv, shape.rect, shape.fill, shape.angle)
}

/// Writes a mesh that shows an image upright in a rectangle; other textured meshes have no counterpart in SVG.
pub(super) fn quad(markup: &mut Markup, mesh: &Mesh, images: &Images) -> Result<(), ExportError> {
    let rect = mesh.calc_bounds();
    let uv = Rect::from_points(&mesh.vertices.iter().map(|vertex| vertex.uv).collect::<Vec<Pos2>>());
    let tint = mesh.vertices.first().map_or(Color32::WHITE, |vertex| vertex.color);
    let is_upright = mesh.vertices.len() == 4
        && mesh.vertices.iter().all(|vertex| {
            let (point, texel) = (rect.min, uv.min);
            vertex.color == tint
                && ((vertex.pos.x <= point.x) == (vertex.uv.x <= texel.x))
                && ((vertex.pos.y <= point.y) == (vertex.uv.y <= texel.y))
        });
    if is_upright {
        embed(markup, images, mesh.texture_id, uv, rect, tint, 0.0)
    } else {
        Err(ExportError::Untranslatable { what: "a mesh filled with an image" })
    }
}

fn embed(
    markup: &mut Markup,
    images: &Images,
    texture: TextureId,
    uv: Rect,
    rect: Rect,
    tint: Color32,
    angle: f32,
) -> Result<(), ExportError> {
    let unknown = || ExportError::UnknownImage { texture: format!("{texture:?}") };
    let image = images.get(&texture).ok_or_else(unknown)?;
    let [columns, rows] = image.size;
    let columns = pixels(uv.x_range(), columns);
    let rows = pixels(uv.y_range(), rows);
    let mut bytes = Vec::with_capacity(4 * columns.len() * rows.len());
    for row in rows.clone() {
        let start = row * image.size[0];
        let part = image.pixels.get(start + columns.start..start + columns.end).ok_or_else(unknown)?;
        bytes.extend(part.iter().flat_map(|color| (*color * tint).to_srgba_unmultiplied()));
    }
    let png = encode(&bytes, columns.len(), rows.len()).map_err(|source| ExportError::Png { source })?;
    markup
        .start("image")
        .number("x", rect.min.x)
        .number("y", rect.min.y)
        .number("width", rect.width())
        .number("height", rect.height())
        .attribute("preserveAspectRatio", "none")
        .attribute("href", &format!("data:image/png;base64,{}", STANDARD.encode(png)))
        .rotate(angle, rect.center())
        .close();
    Ok(())
}

/// Returns the pixels along one side that a range of texture coordinates covers.
fn pixels(uv: egui::Rangef, count: usize) -> std::ops::Range<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the image, whose side is far below what f32 counts exactly"
    )]
    let at = |part: f32| (part.clamp(0.0, 1.0) * count as f32).round() as usize;
    at(uv.min)..at(uv.max).max(at(uv.min))
}

fn encode(bytes: &[u8], columns: usize, rows: usize) -> Result<Vec<u8>, png::EncodingError> {
    let side = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side(columns), side(rows));
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bytes)?;
    writer.finish()?;
    Ok(file)
}
