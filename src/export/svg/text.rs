use egui::epaint::TextShape;
use egui::{Align, Color32, Rect, Stroke, vec2};

use super::markup::{Markup, StartTag};
use super::runs::{Run, runs};
use super::{TextAs, font_family, outline};
use crate::charts::fonts::{Faces, Weight, weight_of};

/// Returns what a text covers on the page.
pub(super) fn extent(shape: &TextShape) -> Rect {
    if shape.galley.mesh_bounds.is_positive() && shape.galley.mesh_bounds.is_finite() {
        shape.visual_bounding_rect()
    } else {
        let rotation = egui::emath::Rot2::from_angle(shape.angle);
        shape.galley.rect.rotate_bb(rotation).translate(shape.pos.to_vec2())
    }
}

/// Writes a text: backgrounds first, then a `<text>` or path a run, then the lines under and through it.
pub(super) fn write(markup: &mut Markup, shape: &TextShape, text_as: TextAs, faces: &Faces) {
    if shape.opacity_factor <= 0.0 {
        return;
    }
    let runs = runs(&shape.galley, faces);
    let offset = shape.pos.to_vec2();
    for run in &runs {
        let color = resolved(run.format.background, shape);
        if color.a() > 0 {
            let rect = run.logical_rect().expand(run.format.expand_bg).translate(offset);
            markup
                .start("rect")
                .number("x", rect.min.x)
                .number("y", rect.min.y)
                .number("width", rect.width())
                .number("height", rect.height())
                .fill(color)
                .rotate(shape.angle, shape.pos)
                .close();
        }
    }
    for run in &runs {
        let color = match shape.override_text_color {
            Some(color) => faded(color, shape),
            None => resolved(run.format.color, shape),
        };
        if color.a() > 0 && !run.text.trim().is_empty() {
            match text_as {
                TextAs::Text => write_text(markup, run, shape, color),
                TextAs::Outlines => write_outlines(markup, run, shape, color),
            }
        }
    }
    for run in &runs {
        let rect = run.logical_rect().translate(offset);
        line(markup, shape, rect.x_range(), rect.bottom(), run.format.underline);
        line(markup, shape, rect.x_range(), rect.center().y, run.format.strikethrough);
    }
    if !shape.underline.is_empty() {
        for row in &shape.galley.rows {
            let rect = row.rect().translate(offset);
            line(markup, shape, rect.x_range(), rect.bottom(), shape.underline);
        }
    }
}

fn write_text(markup: &mut Markup, run: &Run<'_>, shape: &TextShape, color: Color32) {
    let (anchor, along) = match run.anchor {
        Align::Min => ("start", 0.0),
        Align::Center => ("middle", 0.5),
        Align::Max => ("end", 1.0),
    };
    let at = run.visible_start() + shape.pos.to_vec2() + vec2(along * run.visible_width(), 0.0);
    let text = run.text.trim_matches(' ');
    let weight = run.face.map_or_else(|| weight_of(&run.format.font_id.family).css(), |face| face.weight());
    let tag = markup.start("text").number("x", at.x).number("y", at.y);
    let tag = match run.face {
        Some(face) => tag.attribute("font-family", &format!("'{}', {}", face.family(), font_family())),
        None => tag,
    };
    let tag = tag.number("font-size", run.format.font_id.size).number_unless(
        "font-weight",
        f32::from(weight),
        f32::from(Weight::Regular.css()),
    );
    let tag = if run.anchor == Align::LEFT { tag } else { tag.attribute("text-anchor", anchor) };
    let tag = if run.format.italics { tag.attribute("font-style", "italic") } else { tag };
    let tag = tag.number_unless("letter-spacing", run.format.extra_letter_spacing, 0.0);
    // Holds the text's place where a viewer has to take another font.
    let tag = if text.chars().nth(1).is_some() && !run.is_syllable {
        tag.number("textLength", run.visible_width()).attribute("lengthAdjust", "spacingAndGlyphs")
    } else {
        tag
    };
    let tag = if text.contains("  ") { tag.attribute("xml:space", "preserve") } else { tag };
    tag.fill(color).rotate(shape.angle, shape.pos).content(text);
}

fn write_outlines(markup: &mut Markup, run: &Run<'_>, shape: &TextShape, color: Color32) {
    let at = run.visible_start() + shape.pos.to_vec2();
    let text = run.text.trim_matches(' ');
    let data = outline::path(text, run.face.map(AsRef::as_ref), run.format, at, run.visible_width());
    let tag: StartTag<'_> = markup.start("path").attribute("aria-label", text).attribute("d", data.as_str());
    tag.fill(color).rotate(shape.angle, shape.pos).close();
}

fn line(markup: &mut Markup, shape: &TextShape, along: egui::Rangef, y: f32, stroke: Stroke) {
    let color = resolved(stroke.color, shape);
    if !stroke.is_empty() && color.a() > 0 {
        markup
            .start("line")
            .number("x1", along.min)
            .number("y1", y)
            .number("x2", along.max)
            .number("y2", y)
            .stroke(stroke.width, color)
            .rotate(shape.angle, shape.pos)
            .close();
    }
}

fn resolved(color: Color32, shape: &TextShape) -> Color32 {
    faded(if color == Color32::PLACEHOLDER { shape.fallback_color } else { color }, shape)
}

fn faded(color: Color32, shape: &TextShape) -> Color32 {
    if shape.opacity_factor < 1.0 { color.gamma_multiply(shape.opacity_factor) } else { color }
}
