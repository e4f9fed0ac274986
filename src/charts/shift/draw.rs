use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, FontId, Galley, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{one_line, place, wrapped};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};

use super::model::{Shift, Tile, TileLine};

/// Returns the height the tiles need at `width` points.
#[must_use]
pub fn least_height(ui: &Ui, shift: &Shift, style: Style, width: f32) -> f32 {
    let count = shift.tiles.len();
    shift
        .tiles
        .iter()
        .map(|tile| PlacedTile::new(ui, tile, style, tile_width(width, count)).height())
        .fold(0.0, f32::max)
}

/// Returns whether a label is cut short or a number takes more than one row at `width` points.
#[must_use]
pub fn is_cramped(ui: &Ui, shift: &Shift, style: Style, width: f32) -> bool {
    let width = tile_width(width, shift.tiles.len());
    shift.tiles.iter().any(|tile| PlacedTile::new(ui, tile, style, width).is_cramped())
}

/// Returns the tiles that fit into `room` points of height at `width` points, their notes left out if need be and, of
/// what is only supposed, the tiles that say least, and the height they take.
#[must_use]
pub fn fitted<'a>(ui: &Ui, shift: &'a Shift, style: Style, width: f32, room: f32) -> (Cow<'a, Shift>, f32) {
    let height = least_height(ui, shift, style, width);
    if height <= room {
        return (Cow::Borrowed(shift), height);
    }
    let mut shorter = shift.without_notes();
    while is_cramped(ui, &shorter, style, width)
        && let Some(fewer) = shorter.with_fewer()
    {
        shorter = fewer;
    }
    let height = least_height(ui, &shorter, style, width);
    (Cow::Owned(shorter), height)
}

/// Draws the tiles into all of `ui`'s available space, side by side.
pub fn draw(ui: &mut Ui, shift: &Shift, style: Style, groups: &mut Groups) {
    let rect = ui.available_rect_before_wrap();
    let width = tile_width(rect.width(), shift.tiles.len());
    for (index, tile) in shift.tiles.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of tiles")]
        let left = rect.left() + index as f32 * width;
        let band = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        let mark = groups.begin(ui);
        if index > 0 {
            let line = Stroke::new(1.0, style.colours().line);
            ui.painter().line_segment([band.left_top(), band.left_bottom()], line);
        }
        PlacedTile::new(ui, tile, style, width).paint(ui, band.left_top() + vec2(padding(style), padding(style) * 0.6));
        groups.end(ui, mark, format!("tile-{}", index + 1), tile.spoken());
        let response = ui.interact(band, ui.scope_id().with(("tile", index)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, tile.spoken()));
        response.on_hover_text(tile.gloss);
    }
    ui.advance_cursor_after_rect(rect);
}

fn padding(style: Style) -> f32 {
    style.length(14.0)
}

fn tile_width(width: f32, count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of tiles")]
    let count = count.max(1) as f32;
    width / count
}

/// A tile with its texts laid out.
struct PlacedTile {
    label: Arc<Galley>,
    figures: Vec<Arc<Galley>>,
    note: Arc<Galley>,
    style: Style,
}

impl PlacedTile {
    fn new(ui: &Ui, tile: &Tile, style: Style, width: f32) -> Self {
        let colours = style.colours();
        let small = style.font(TextRank::Small);
        let inner = width - 2.0 * padding(style);
        Self {
            label: label(ui, tile, style, inner),
            figures: if tile.lines.is_empty() {
                vec![figure(ui, tile, style, inner)]
            } else {
                tile.lines.iter().map(|line| figure_line(ui, line, style, inner)).collect()
            },
            note: wrapped(ui, &tile.note, small, colours.text_muted, inner),
            style,
        }
    }

    fn height(&self) -> f32 {
        let note = if self.note.is_empty() { 0.0 } else { self.note.size().y };
        let figures: f32 = self.figures.iter().map(|figure| figure.size().y).sum();
        self.label.size().y + figures + note + 2.0 * padding(self.style) * 0.6
    }

    fn is_cramped(&self) -> bool {
        self.label.elided || self.figures.iter().any(|figure| figure.elided || figure.rows.len() > 1)
    }

    fn paint(self, ui: &Ui, at: egui::Pos2) {
        let mut at = at;
        for galley in std::iter::once(self.label).chain(self.figures).chain(std::iter::once(self.note)) {
            at.y += place(ui, at, galley).y;
        }
    }
}

/// Lays out the label in one line, in smaller type when the tile is too narrow.
fn label(ui: &Ui, tile: &Tile, style: Style, width: f32) -> Arc<Galley> {
    const LEAST: f32 = 0.7;
    let colour = style.colours().text_muted;
    let full = style.font(TextRank::Body);
    let natural = one_line(ui, &tile.label, full.clone(), colour, f32::INFINITY).size().x;
    let size = full.size * (width / natural).clamp(LEAST, 1.0);
    one_line(ui, &tile.label, FontId::new(size, full.family), colour, width)
}

/// Lays out one of several numbers side by side, "Mine  5,072 → 6,140", in smaller type when the tile is too narrow.
fn figure_line(ui: &Ui, line: &TileLine, style: Style, width: f32) -> Arc<Galley> {
    const LEAST: f32 = 0.6;
    let colours = style.colours();
    let lay_out = |factor: f32, width: f32| {
        let mut job = LayoutJob::default();
        let mut add = |text: &str, rank: TextRank, colour| {
            let font = style.font(rank);
            job.append(text, 0.0, TextFormat::simple(FontId::new(font.size * factor, font.family), colour));
        };
        add(&format!("{}  ", line.label), TextRank::Small, colours.text_muted);
        if let Some(before) = &line.before {
            add(&format!("{before} → "), TextRank::Small, colours.text_muted);
        }
        add(&line.now, TextRank::Strong, colours.text);
        job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let natural = lay_out(1.0, f32::INFINITY);
    if natural.size().x <= width {
        return natural;
    }
    lay_out((width / natural.size().x * 0.98).clamp(LEAST, 1.0), width)
}

/// Lays out "5,072 → 6,140 +1,068", in smaller type when the tile is too narrow.
fn figure(ui: &Ui, tile: &Tile, style: Style, width: f32) -> Arc<Galley> {
    let colours = style.colours();
    let full = style.font(TextRank::Figure).size;
    let least = style.font(TextRank::Body).size;
    let mut size = full;
    loop {
        let mut job = LayoutJob::default();
        let at = |rank: TextRank, size: f32| FontId::new(size, style.font(rank).family);
        let mut add = |text: String, font: FontId, colour| {
            let format = TextFormat { font_id: font, color: colour, valign: Align::Center, ..TextFormat::default() };
            job.append(&text, 0.0, format);
        };
        if let Some(before) = &tile.before {
            add(format!("{before} → "), at(TextRank::Body, size), colours.text_muted);
        }
        add(tile.now.clone(), at(TextRank::Figure, size), colours.text);
        if let Some(change) = &tile.change {
            let colour = match change.more_concentrated {
                Some(true) => colours.worse,
                Some(false) => colours.better,
                None => colours.text_muted,
            };
            add(format!("  {}", change.text), at(TextRank::Strong, size * 0.65), colour);
        }
        if !tile.unit.is_empty() {
            add(format!("  {}", tile.unit), at(TextRank::Body, size * 0.6), colours.text_muted);
        }
        job.wrap.max_width = f32::INFINITY;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
        if galley.size().x <= width || size <= least {
            job.wrap.max_width = width.max(1.0);
            return ui.fonts_mut(|fonts| fonts.layout_job(job));
        }
        size = (size * 0.92).max(least);
    }
}
