use std::sync::Arc;

use egui::{FontId, Galley, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::map::{MapChart, MapMark, Step};
use crate::charts::style::{Style, TextRank};

use super::fills::{Fill, fill_rect};

/// A list shorter than this, in rows, is not worth its heading.
const FEWEST_ROWS: usize = 4;

/// Draws the countries with figures and their numbers in columns, as far as there is room: a tall page has more room than a
/// map can take, and a map less than some names need.
pub(super) fn draw_list(ui: &Ui, chart: &MapChart, room: Rect, style: Style, groups: &mut Groups) {
    let listed: Vec<&MapMark> = chart.marks.iter().filter(|mark| is_listed(chart, mark)).collect();
    // Small where all of them have room only so.
    let [body, small] = [TextRank::Body, TextRank::Small].map(|rank| List::new(ui, &listed, rank, room, style));
    let list = if body.rows * body.columns >= listed.len() { body } else { small };
    if !listed.is_empty() && list.rows >= FEWEST_ROWS.min(listed.len()) {
        list.draw(ui, chart, room, groups);
    }
}

/// A list, laid out.
struct List<'a> {
    entries: Vec<Entry<'a>>,
    style: Style,
    font: FontId,
    /// How many columns and rows there is room for.
    columns: usize,
    rows: usize,
    /// The width of a column with the gap behind it, and from its left end to that of its numbers.
    column: f32,
    numbers_end: f32,
    row: f32,
}

/// A country, with its name and number.
struct Entry<'a> {
    mark: &'a MapMark,
    name: Arc<Galley>,
    number: Arc<Galley>,
}

impl<'a> List<'a> {
    fn new(ui: &Ui, listed: &[&'a MapMark], rank: TextRank, room: Rect, style: Style) -> Self {
        let font = style.font(rank);
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font)) * 1.3;
        let text = |words: &str| one_line(ui, words, font.clone(), style.colours().text, room.width() * 0.6);
        let entry = |mark: &&'a MapMark| Entry { mark, name: text(&mark.name), number: text(&mark.text) };
        let entries: Vec<Entry<'a>> = listed.iter().map(entry).collect();
        let names = entries.iter().map(|entry| entry.name.size().x).fold(0.0, f32::max);
        let numbers = entries.iter().map(|entry| entry.number.size().x).fold(0.0, f32::max);
        let (gap, between) = (style.length(6.0), style.length(26.0));
        let numbers_end = swatch(style).x + gap + names + 2.0 * gap + numbers;
        let column = numbers_end + between;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
        let count = |of: f32| of.floor().max(0.0) as usize;
        let columns = count((room.width() + between) / column).max(1);
        Self { entries, style, font, columns, rows: count(room.height() / row), column, numbers_end, row }
    }

    fn draw(&self, ui: &Ui, chart: &MapChart, room: Rect, groups: &mut Groups) {
        let (colours, swatch) = (self.style.colours(), swatch(self.style));
        let most = self.rows * self.columns;
        let shown = if self.entries.len() > most { most - 1 } else { self.entries.len() };
        // Columns are of equal length, but no shorter than a short list.
        let rows = shown.div_ceil(self.columns).max(FEWEST_ROWS).min(self.rows);
        let corner = |at: usize| room.min + vec2(of(at / rows) * self.column, of(at % rows) * self.row);
        for (at, Entry { mark, name, number }) in self.entries.iter().take(shown).enumerate() {
            let corner = corner(at);
            let group = groups.begin(ui);
            let key = Rect::from_min_size(corner + vec2(0.0, (name.size().y - swatch.y) / 2.0), swatch);
            fill_rect(ui.painter(), key, &Fill::of(chart, mark, self.style));
            ui.painter().rect_stroke(key, 0.0, Stroke::new(1.0, colours.axis), StrokeKind::Inside);
            place(ui, pos2(key.right() + self.style.length(6.0), corner.y), Arc::clone(name));
            place(ui, corner + vec2(self.numbers_end - number.size().x, 0.0), Arc::clone(number));
            groups.end(ui, group, format!("listed-{}", mark.iso3.as_str().to_lowercase()), mark.spoken());
        }
        if shown < self.entries.len() {
            let words = format!("and {} more", self.entries.len() - shown);
            let galley = one_line(ui, &words, self.font.clone(), colours.text_muted, self.column);
            read_aloud(ui, Rect::from_min_size(corner(shown), galley.size()), "more countries", &words);
            place(ui, corner(shown), galley);
        }
    }
}

fn swatch(style: Style) -> Vec2 {
    vec2(style.length(14.0), style.length(9.0))
}

/// Returns whether a country stands in the list: it has a number or a word in its place; on a map of blocs, it is in one.
fn is_listed(chart: &MapChart, mark: &MapMark) -> bool {
    if chart.is_of_blocs() {
        matches!(mark.step, Step::Above(_)) && !mark.blocs.is_empty()
    } else {
        matches!(mark.step, Step::Above(_) | Step::NoNumber)
    }
}

fn of(count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let count = count as f32;
    count
}
