use std::sync::Arc;

use egui::epaint::Galley;
use egui::epaint::text::Glyph;
use egui::text::{LayoutSection, TextFormat};
use egui::{Align, Pos2, Rect, pos2, vec2};

use super::outline;
use crate::charts::fonts::{Face, Faces, continues_cluster, covers, weight_of};

/// Characters of one row and one format, side by side.
#[derive(Debug, Clone)]
pub(super) struct Run<'a> {
    pub(super) format: &'a TextFormat,
    /// Relative to the galley, as are all places here.
    start: Pos2,
    end_x: f32,
    line_top: f32,
    line_height: f32,
    pub(super) text: String,
    /// Where the text stays put if a viewer sets it wider: its row's alignment, when the run is the whole row.
    pub(super) anchor: Align,
    /// Widths of white space at the ends, which readers of SVG may drop.
    leading: f32,
    trailing: f32,
    /// The computer's face that draws it; nothing where it is one of ours.
    pub(super) face: Option<&'a Arc<Face>>,
    /// Whether it is a syllable of several glyphs, whose width readers take wrongly.
    pub(super) is_syllable: bool,
}

impl<'a> Run<'a> {
    /// Returns a run without characters, from its first glyph's place on.
    fn begin(format: &'a TextFormat, glyph: &Glyph, start: Pos2) -> Self {
        Self {
            format,
            start,
            end_x: start.x,
            line_top: start.y - glyph.font_ascent,
            line_height: glyph.line_height,
            text: String::new(),
            anchor: Align::LEFT,
            leading: 0.0,
            trailing: 0.0,
            face: None,
            is_syllable: false,
        }
    }

    /// Returns a run that was placed relative to its row; it begins where the run before it ends, unless a gap is between.
    fn moved(self, row: Pos2, end_x_before: Option<f32>, pixel: f32) -> Self {
        let x = self.start.x + row.x;
        let x = end_x_before.filter(|end_x| (x - end_x).abs() <= pixel).unwrap_or(x);
        let end_x = x + (self.end_x - self.start.x);
        Self { start: pos2(x, self.start.y + row.y), end_x, line_top: self.line_top + row.y, ..self }
    }

    /// Returns the run as one of each syllable, where some have several glyphs; else as it is.
    fn in_syllables(self) -> Vec<Self> {
        let Some(face) = self.face else { return vec![self] };
        let syllables = outline::syllables(&self.text, face, self.format);
        if syllables.is_empty() {
            return vec![self];
        }
        let ends = syllables.iter().skip(1).map(|(_, x)| self.start.x + x).chain([self.end_x]);
        let part = |((text, x), end_x): (&(&str, f32), f32)| Self {
            text: (*text).to_owned(),
            start: pos2(self.start.x + x, self.start.y),
            end_x,
            is_syllable: true,
            ..self.clone()
        };
        syllables.iter().zip(ends).map(part).collect()
    }

    pub(super) fn logical_rect(&self) -> Rect {
        let min = pos2(self.start.x, self.line_top);
        Rect::from_min_size(min, vec2(self.end_x - self.start.x, self.line_height))
    }

    pub(super) fn visible_start(&self) -> Pos2 {
        self.start + vec2(self.leading, 0.0)
    }

    pub(super) fn visible_width(&self) -> f32 {
        self.end_x - self.start.x - self.leading - self.trailing
    }
}

/// Splits a galley into runs: a row, a format, a face, a baseline each, and a new one after every gap.
///
/// egui keeps a glyph's section to itself, so the characters are walked beside the glyphs. Its glyph places are rounded
/// to pixels, so a run's places are summed up from the widths, which are not.
pub(super) fn runs<'a>(galley: &'a Galley, faces: &'a Faces) -> Vec<Run<'a>> {
    let pixel = 1.0 / galley.pixels_per_point;
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut sections = Sections { all: &galley.job.sections, text: &galley.job.text, byte: 0, place: 0 };
    for (index, row) in galley.rows.iter().enumerate() {
        let first_of_row = runs.len();
        let is_end = row.ends_with_newline || index + 1 == galley.rows.len();
        let mut open: Option<Run<'_>> = None;
        let mut open_section = 0;
        let mut glyphs = row.glyphs.as_slice();
        while let Some((glyph, rest)) = glyphs.split_first() {
            if let Some((run, after)) = other_face_run(&mut sections, faces, glyphs, galley.elided, is_end) {
                let end_x = open.as_ref().or(runs.get(first_of_row..).and_then(<[Run<'_>]>::last)).map(|run| run.end_x);
                let run = run.moved(row.pos, end_x, pixel);
                runs.extend(open.take());
                runs.extend(run.in_syllables());
                glyphs = after;
                continue;
            }
            glyphs = rest;
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
            let other = runs.get(first_of_row..).and_then(<[Run<'_>]>::last).filter(|run| run.face.is_some());
            let before = open.as_ref().or(other);
            let start_x = before.map(|run| run.end_x).filter(|end_x| (glyph_x - end_x).abs() <= pixel);
            let start_x = start_x.unwrap_or(glyph_x);
            if !continues || glyph.chr.is_control() {
                runs.extend(open.take());
            }
            if glyph.chr.is_control() {
                continue;
            }
            let run = open.get_or_insert_with(|| Run::begin(format, glyph, pos2(start_x, baseline)));
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

/// Returns the run of a face of the computer's that begins here, if one does, and the glyphs after it.
///
/// A script that is set from right to left, or that joins its letters, has its glyphs in another order and number than
/// its characters: the run's text is the characters between those of other faces.
fn other_face_run<'a, 'g>(
    sections: &mut Sections<'a>,
    faces: &'a Faces,
    glyphs: &'g [Glyph],
    elided: bool,
    is_end: bool,
) -> Option<(Run<'a>, &'g [Glyph])> {
    if faces.is_empty() {
        return None;
    }
    let (section, character) = sections.here()?;
    let format = &section.format;
    let face = face_of(format, faces, character)?;
    let is_of_face = |character: char| face_of(format, faces, character).is_some_and(|other| Arc::ptr_eq(face, other));
    let (first, rest) = glyphs.split_first()?;
    if !is_of_face(first.chr) {
        return None;
    }
    let more = rest.iter().take_while(|glyph| is_of_face(glyph.chr) || continues_cluster(glyph.chr)).count();
    let (mine, after) = glyphs.split_at_checked(1 + more)?;
    let is_whole = after.first().map_or(is_end, |next| !(elided && next.chr == '…'));
    let most = if is_whole { usize::MAX } else { mine.len() };
    let text = sections.take(most, is_of_face);
    // Where the format changes and the face does not, its glyphs are those of its characters.
    let is_cut = sections.here().is_some_and(|(next, character)| !std::ptr::eq(next, section) && is_of_face(character));
    let count = if is_cut { text.chars().count().min(mine.len()) } else { mine.len() };
    let (mine, after) = glyphs.split_at_checked(count).unwrap_or((mine, after));
    let start_x = mine.iter().map(|glyph| glyph.pos.x).fold(f32::MAX, f32::min);
    let widths: f32 = mine.iter().map(|glyph| glyph.advance_width).sum();
    #[expect(clippy::cast_precision_loss, reason = "a line holds few glyphs")]
    let gaps = count.saturating_sub(1) as f32;
    let run = Run {
        face: Some(face),
        text,
        end_x: start_x + widths + gaps * format.extra_letter_spacing,
        ..Run::begin(format, first, pos2(start_x, first.pos.y))
    };
    Some((run, after))
}

/// Returns the computer's face that draws a character in a format; nothing where ours does or none can.
fn face_of<'a>(format: &TextFormat, faces: &'a Faces, character: char) -> Option<&'a Arc<Face>> {
    if covers(weight_of(&format.font_id.family), character) { None } else { faces.of(character) }
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

    /// Returns the next character and its section, without passing it.
    fn here(&mut self) -> Option<(&'a LayoutSection, char)> {
        let character = self.text.get(self.byte..)?.chars().next()?;
        let section = self.all.get(self.place..)?.iter().find(|section| section.byte_range.end.0 > self.byte)?;
        Some((section, character))
    }

    /// Passes characters of one face and returns them: at most so many, and those that only continue the last of them.
    fn take(&mut self, most: usize, is_of_face: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        let end = self.here().map_or(self.byte, |(section, _)| section.byte_range.end.0);
        let rest = self.text.get(self.byte..end).unwrap_or_default();
        for (count, character) in rest.chars().enumerate() {
            let continues = continues_cluster(character);
            let joins = continues || (is_of_face(character) && count < most);
            if !joins {
                break;
            }
            taken.push(character);
        }
        self.byte += taken.len();
        taken
    }

    fn skip_newline(&mut self) {
        if self.text.get(self.byte..).is_some_and(|rest| rest.starts_with('\n')) {
            self.byte += 1;
        }
    }
}
