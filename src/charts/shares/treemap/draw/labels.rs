use std::sync::Arc;

use egui::{Color32, FontId, Galley, Pos2, Rect, Ui, Vec2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::shares::treemap::TreemapTile;
use crate::charts::style::{Style, TextRank, ink_on};

use super::tiles::Ground;

/// A name with less room, in points of the usual text, says nothing.
const LEAST_OF_NAME: f32 = 40.0;
/// A label in large type takes at most this part of its rectangle's width, and of its height.
const MOST_IN_LARGE: Vec2 = vec2(0.7, 0.5);

/// What stands in a rectangle, laid out.
pub(super) struct Label {
    rows: Vec<Arc<Galley>>,
    margin: Vec2,
    has_plate: bool,
}

impl Label {
    /// Returns the label that says most of those that have room: name, share, quantity and what is said besides; name and
    /// share in one row or two; a shortened name and the share. Nothing where there is no room for that.
    pub(super) fn fitting(
        ui: &Ui,
        tile: &TreemapTile,
        room: Vec2,
        (ground, is_large): (Ground, bool),
        style: Style,
    ) -> Option<Self> {
        let colours = style.colours();
        let colour = match ground {
            Ground::Page | Ground::Busy => colours.text,
            Ground::Plain(series) => ink_on(colours.series(series)),
        };
        let has_plate = ground == Ground::Busy;
        let margin = vec2(style.length(3.5), style.length(2.0)) * if has_plate { 1.5 } else { 1.0 };
        let maker = Maker { ui, tile, style, colour };
        let rows = if is_large { maker.large() } else { maker.rows(room - 2.0 * margin)? };
        Some(Self { rows, margin, has_plate })
    }

    /// Draws it at the upper left corner of its rectangle.
    pub(super) fn draw(self, ui: &Ui, corner: Pos2, style: Style) {
        let mut at = corner + self.margin;
        if self.has_plate {
            let plate = Rect::from_min_size(at, size_of(&self.rows)).expand2(self.margin * 0.4);
            ui.painter().rect_filled(plate, style.length(2.0), style.colours().background);
        }
        for row in self.rows {
            at.y += place(ui, at, row).y;
        }
    }
}

/// Returns whether a rectangle has room for a label in large type, and more beside it.
pub(super) fn has_room_for_large(ui: &Ui, tile: &TreemapTile, room: Vec2, style: Style) -> bool {
    let size = size_of(&Maker { ui, tile, style, colour: style.colours().text }.large());
    size.x <= room.x * MOST_IN_LARGE.x && size.y <= room.y * MOST_IN_LARGE.y
}

/// Makes the rows of a label.
struct Maker<'a> {
    ui: &'a Ui,
    tile: &'a TreemapTile,
    style: Style,
    colour: Color32,
}

impl Maker<'_> {
    /// Returns all that is told, in large type.
    fn large(&self) -> Vec<Arc<Galley>> {
        self.told(TextRank::Title, TextRank::Title, true)
    }

    fn rows(&self, room: Vec2) -> Option<Vec<Arc<Galley>>> {
        let fits = |rows: &Vec<Arc<Galley>>| {
            let size = size_of(rows);
            size.x <= room.x && size.y <= room.y
        };
        let body = |all: bool| self.told(TextRank::Body, TextRank::Strong, all);
        let small = || self.told(TextRank::Small, TextRank::Small, false);
        let one_row = |rank: TextRank| {
            vec![self.line(&format!("{} {}", self.tile.row.label, self.tile.text), self.style.font(rank))]
        };
        let ways: [&dyn Fn() -> Vec<Arc<Galley>>; 6] = [
            &|| body(true),
            &|| body(false),
            &|| one_row(TextRank::Body),
            &small,
            &|| one_row(TextRank::Small),
            &|| self.in_words(),
        ];
        ways.iter().map(|way| way()).find(fits).or_else(|| self.shortened(room))
    }

    /// Returns name and share, and, if all is to be told, quantity and remark.
    fn told(&self, name: TextRank, share: TextRank, all: bool) -> Vec<Arc<Galley>> {
        let font = |rank| self.style.font(rank);
        let mut rows = vec![self.line(&self.tile.row.label, font(name)), self.line(&self.tile.text, font(share))];
        let besides = self.tile.quantity.iter().chain(&self.tile.remark).filter(|_| all);
        rows.extend(besides.map(|words| self.line(words, font(TextRank::Small))));
        rows
    }

    /// Returns each word of the name in a row of its own, and the share.
    fn in_words(&self) -> Vec<Arc<Galley>> {
        let font = self.style.font(TextRank::Small);
        let words = self.tile.row.label.split(' ').chain([self.tile.text.as_str()]);
        words.map(|word| self.line(word, font.clone())).collect()
    }

    /// Returns a shortened name and the share, where both have room.
    fn shortened(&self, room: Vec2) -> Option<Vec<Arc<Galley>>> {
        let font = self.style.font(TextRank::Small);
        let share = self.line(&self.tile.text, font.clone());
        let name = one_line(self.ui, &self.tile.row.label, font, self.colour, room.x);
        let rows = vec![name, share];
        let size = size_of(&rows);
        (room.x >= self.style.length(LEAST_OF_NAME) && size.x <= room.x && size.y <= room.y).then_some(rows)
    }

    fn line(&self, text: &str, font: FontId) -> Arc<Galley> {
        one_line(self.ui, text, font, self.colour, f32::INFINITY)
    }
}

fn size_of(rows: &[Arc<Galley>]) -> Vec2 {
    let width = rows.iter().map(|row| row.size().x).fold(0.0, f32::max);
    vec2(width, rows.iter().map(|row| row.size().y).sum())
}
