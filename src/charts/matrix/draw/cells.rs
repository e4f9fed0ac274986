use std::ops::Range;

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use crate::charts::Clicked;
use crate::charts::frame::{Fit, one_line, place};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::matrix::MatrixCell;
use crate::charts::matrix::grid::{Grid, MatrixRow, RowKey};
use crate::charts::style::TextRank;

use super::Placed;
use super::cursor::Cursor;
use super::plan::Plan;

pub(super) const CARD: CardWidths = CardWidths { sign: 0.0, what: 130.0, value: 300.0 };

/// The rows and columns that are seen.
pub(super) struct Visible {
    rows: Range<usize>,
    columns: Range<usize>,
}

impl Visible {
    pub(super) fn all(grid: &Grid) -> Self {
        Self { rows: 0..grid.rows.len(), columns: 0..grid.columns.len() }
    }

    /// Returns what lies in a part of the cells.
    pub(super) fn within(plan: &Plan, grid: &Grid, viewport: Rect) -> Self {
        let seen = |from: f32, to: f32, each: f32, count: usize| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
            let place = |at: f32| (at / each).max(0.0) as usize;
            place(from).min(count)..(place(to) + 1).min(count)
        };
        Self {
            rows: seen(viewport.top(), viewport.bottom(), plan.cell.y, grid.rows.len()),
            // The last columns stand a gap further to the right.
            columns: seen(viewport.left() - plan.before_tail, viewport.right(), plan.cell.x, grid.columns.len()),
        }
    }
}

impl Placed<'_> {
    /// Draws the cells that are seen, and on a page the heads of their rows; returns what was clicked.
    pub(super) fn cells_ui(
        &self,
        ui: &mut Ui,
        visible: &Visible,
        mut cursor: Option<&mut Cursor>,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let mut clicked = None;
        for place in visible.rows.clone() {
            let Some(row) = self.grid.rows.get(place) else { continue };
            let mark = groups.begin(ui);
            if self.fit == Fit::Page {
                self.draw_row_head(ui, row, place);
            }
            if let Some(words) = &row.words {
                self.draw_words(ui, words, place);
            }
            for column in visible.columns.clone().take(row.cells.len()) {
                clicked = clicked.or(self.cell_ui(ui, (place, column), cursor.as_deref_mut(), groups));
            }
            groups.end(ui, mark, row.id(), self.grid.spoken_row(row));
        }
        self.draw_marked(ui);
        // The mark that has the keyboard's focus stays, though it is scrolled out of sight.
        if let Some(cursor) = cursor {
            let (row, column) = cursor.at();
            let inner = row.checked_sub(1).zip(column.checked_sub(1));
            let unseen = inner.filter(|(row, column)| !visible.rows.contains(row) || !visible.columns.contains(column));
            if let Some(at) = unseen {
                clicked = clicked.or(self.cell_ui(ui, at, Some(cursor), groups));
            }
        }
        clicked
    }

    /// Draws a frame around the column that is marked in every view.
    fn draw_marked(&self, ui: &Ui) {
        let Some(column) = self.grid.columns.iter().position(|column| self.is_marked(column)) else { return };
        let shared = self.grid.rows.iter().filter(|row| row.words.is_none()).count();
        let (first, last) =
            (self.plan.place(self.grid, 0, column), self.plan.place(self.grid, shared.saturating_sub(1), column));
        let rect = first.union(last).translate(self.origin.to_vec2());
        ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, self.style.colours().accent), StrokeKind::Inside);
    }

    /// Draws words in place of a row's cells.
    fn draw_words(&self, ui: &Ui, words: &str, row: usize) {
        let rect = self.plan.place(self.grid, row, 0).translate(self.origin.to_vec2());
        let is_folded = self.grid.rows.get(row).is_some_and(|row| row.key == RowKey::Folded);
        let left = if is_folded { rect.left() - self.plan.side() } else { rect.left() };
        let room = self.origin.x + self.plan.body(self.grid).x - left;
        // On a page with few columns they run up to its end.
        let room = if self.fit == Fit::Page { room.max(self.plan.width() - (left - self.names_left())) } else { room };
        let font = self.style.font(TextRank::Small);
        let words = one_line(ui, words, font, self.style.colours().text_muted, room);
        place(ui, pos2(left, rect.center().y - words.size().y / 2.0), words);
    }

    /// Returns where the names of minerals begin.
    pub(super) fn names_left(&self) -> f32 {
        self.left - self.plan.side()
    }

    /// Draws a cell, and returns the mineral where it was clicked.
    fn cell_ui(
        &self,
        ui: &mut Ui,
        (place, column): (usize, usize),
        cursor: Option<&mut Cursor>,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let row = self.grid.rows.get(place)?;
        let cell = row.cells.get(column)?;
        let rect = self.plan.place(self.grid, place, column).translate(self.origin.to_vec2());
        let at = (place + 1, column + 1);
        let sense = cursor.as_ref().map_or(Sense::hover(), |cursor| cursor.sense(at));
        let response = ui.interact(rect, ui.scope_id().with(("cell", at)), sense);
        let role = if self.fit == Fit::Scroll { Role::Link } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, self.grid.spoken(row, column)));
        let mark = groups.begin(ui);
        self.draw_cell(ui, cell, rect);
        if self.fit == Fit::Page {
            let head = self.grid.columns.get(column).map(crate::charts::matrix::MatrixColumn::id).unwrap_or_default();
            groups.end(ui, mark, format!("{}-{head}", row.id()), self.grid.spoken(row, column));
        }
        if response.has_focus() || response.hovered() && self.fit == Fit::Scroll {
            let colours = self.style.colours();
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, colours.accent), StrokeKind::Inside);
        }
        if let Some(cursor) = cursor {
            cursor.follow(ui, &response, at);
        }
        let is_clicked = self.fit == Fit::Scroll && response.clicked();
        if response.hovered() {
            let (heading, pairs) = self.grid.hover(row, column);
            show_card(ui, response, &heading, &pairs, CARD, self.style, self.fit);
        }
        mineral(row).filter(|_| is_clicked)
    }

    fn draw_cell(&self, ui: &Ui, cell: &MatrixCell, rect: Rect) {
        if cell.is_blank() {
            return;
        }
        let colours = self.style.colours();
        // A hair of the background between cells, so that equal ones are told apart.
        let inner = rect.shrink(0.5);
        let text = match cell.step {
            Some(step) => {
                let (fill, text) = colours.step(step);
                ui.painter().rect_filled(inner, 0.0, fill);
                text
            }
            None => colours.text_muted,
        };
        if cell.is_without_number {
            ui.painter().rect_stroke(inner, 0.0, Stroke::new(1.0, colours.axis), StrokeKind::Inside);
        }
        let galley = one_line(ui, &cell.text, self.style.font(TextRank::Small), text, f32::INFINITY);
        if galley.size().x <= rect.width() - 2.0 {
            place(ui, rect.center() - galley.size() / 2.0, galley);
        }
    }
}

/// Returns the mineral that a row leads to.
pub(super) fn mineral(row: &MatrixRow) -> Option<Clicked> {
    if let RowKey::Mineral(id) = &row.key { Some(Clicked::Mineral(id.clone())) } else { None }
}
