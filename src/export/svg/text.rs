use egui::epaint::{Galley, TextShape};
use egui::text::{LayoutSection, TextFormat};
use egui::{Align, Color32, Pos2, Rect, Stroke, pos2, vec2};

use super::markup::{Markup, StartTag};
use super::{TextAs, outline};
use crate::charts::fonts::{Weight, weight_of};

/// Characters of one row and one format, side by side.
#[derive(Debug, Clone)]
pub(super) struct Run<'a> {
    format: &'a TextFormat,
    /// Relative to the galley, as are all places here.
    start: Pos2,
    end_x: f32,
    line_top: f32,
    line_height: f32,
    text: String,
    /// Where the text stays put if a viewer sets it wider: its row's alignment, when the run is the whole row.
    anchor: Align,
    /// Widths of white space at the ends, which readers of SVG may drop.
    leading: f32,
    trailing: f32,
}

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
pub(super) fn write(markup: &mut Markup, shape: &TextShape, text_as: TextAs) {
    if shape.opacity_factor <= 0.0 {
        return;
    }
    let runs = runs(&shape.galley);
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
    let weight = weight_of(&run.format.font_id.family);
    let tag = markup
        .start("text")
        .number("x", at.x)
        .number("y", at.y)
        .number("font-size", run.format.font_id.size)
        .number_unless("font-weight", f32::from(weight.css()), f32::from(Weight::Regular.css()));
    let tag = if run.anchor == Align::LEFT { tag } else { tag.attribute("text-anchor", anchor) };
    let tag = if run.format.italics { tag.attribute("font-style", "italic") } else { tag };
    let tag = tag.number_unless("letter-spacing", run.format.extra_letter_spacing, 0.0);
    // Holds the text's place where a viewer has to take another font.
    let tag = if text.chars().nth(1).is_some() {
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
    let data = outline::path(text, weight_of(&run.format.font_id.family), run.format, at, run.visible_width());
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

impl Run<'_> {
    fn logical_rect(&self) -> Rect {
        let min = pos2(self.start.x, self.line_top);
        Rect::from_min_size(min, vec2(self.end_x - self.start.x, self.line_height))
    }

    fn visible_start(&self) -> Pos2 {
        self.start + vec2(self.leading, 0.0)
    }

    fn visible_width(&self) -> f32 {
        self.end_x - self.start.x - self.leading - self.trailing
    }
}

/// Splits a galley into runs: a row, a format, a baseline each, and a new one after every gap.
///
/// egui keeps a glyph's section to itself, so the characters are walked beside the glyphs. Its glyph places are rounded
/// to pixels, so a run's places are summed up from the widths, which are not.
fn runs(galley: &Galley) -> Vec<Run<'_>> {
    let pixel = 1.0 / galley.pixels_per_point;
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut sections = Sections { all: &galley.job.sections, text: &galley.job.text, byte: 0, place: 0 };
    for row in &galley.rows {
        let first_of_row = runs.len();
        let mut open: Option<Run<'_>> = None;
        let mut open_section = 0;
        for glyph in &row.glyphs {
            let Some((place, section)) = sections.next(glyph.chr) else { continue };
            let format = &section.format;
            let baseline = row.pos.y + glyph.pos.y;
            let glyph_x = row.pos.x + glyph.pos.x;
            let spacing = format.extra_letter_spacing;
            let continues = open.as_ref().is_some_and(|run| {
                place == open_section
                    && (run.start.y - baseline).abs() < 0.01
                    && (glyph_x - run.end_x - spacing).abs() <= pixel
            });
            // Between formats the widths still add up; only a real gap, as from justifying, starts anew.
            let mut start_x = glyph_x;
            if let Some(run) = &open
                && (glyph_x - run.end_x).abs() <= pixel
            {
                start_x = run.end_x;
            }
            if !continues || glyph.chr.is_control() {
                runs.extend(open.take());
            }
            if glyph.chr.is_control() {
                continue;
            }
            let run = open.get_or_insert_with(|| Run {
                format,
                start: pos2(start_x, baseline),
                end_x: start_x,
                line_top: baseline - glyph.font_ascent,
                line_height: glyph.line_height,
                text: String::new(),
                anchor: Align::LEFT,
                leading: 0.0,
                trailing: 0.0,
            });
            open_section = place;
            push_glyph(run, glyph.chr, glyph.advance_width, spacing);
        }
        runs.extend(open);
        if let Some([only]) = runs.get_mut(first_of_row..) {
            only.anchor = galley.job.halign;
        }
        if row.ends_with_newline {
            sections.skip_newline();
        }
    }
    runs
}

fn push_glyph(run: &mut Run<'_>, character: char, width: f32, spacing: f32) {
    let width = if run.text.is_empty() { width } else { width + spacing };
    if character == ' ' {
        if run.text.trim_matches(' ').is_empty() {
            run.leading += width;
        } else {
            run.trailing += width;
        }
    } else {
        run.trailing = 0.0;
    }
    run.text.push(character);
    run.end_x += width;
}

/// Walks a job's characters beside the glyphs made from them.
struct Sections<'a> {
    all: &'a [LayoutSection],
    text: &'a str,
    byte: usize,
    place: usize,
}

impl<'a> Sections<'a> {
    /// Returns the section of the next character, which is `glyph` unless the text was cut short there with a "…".
    fn next(&mut self, glyph: char) -> Option<(usize, &'a LayoutSection)> {
        while self.all.get(self.place).is_some_and(|section| section.byte_range.end.0 <= self.byte)
            && self.place + 1 < self.all.len()
        {
            self.place += 1;
        }
        let character = self.text.get(self.byte..).and_then(|rest| rest.chars().next());
        self.byte += character.unwrap_or(glyph).len_utf8();
        self.all.get(self.place).map(|section| (self.place, section))
    }

    fn skip_newline(&mut self) {
        if self.text.get(self.byte..).is_some_and(|rest| rest.starts_with('\n')) {
            self.byte += 1;
        }
    }
}
