//! Where a person stands with the keyboard: the whole grid is one stop of the Tab key, and arrows lead from mark to mark,
//! its heads among them.

use egui::{EventFilter, Id, Key, Response, Sense, Ui};

use crate::charts::matrix::grid::Grid;

/// A place among rows and columns, their heads being row and column 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    id: Id,
    at: (usize, usize),
    /// The last row and column.
    end: (usize, usize),
    /// Whether it moved in this frame, so that focus follows it in the next.
    moved: bool,
}

impl Cursor {
    /// Returns where the person stands: at the first mineral until they move.
    pub(super) fn of(ui: &Ui, grid: &Grid) -> Self {
        let id = ui.scope_id().with("matrix-cursor");
        let (at, moved) = ui.data(|data| data.get_temp::<((usize, usize), bool)>(id)).unwrap_or(((1, 0), false));
        let end = (grid.rows.len(), grid.columns.len());
        let at = (at.0.min(end.0), at.1.min(end.1));
        Self { id, at: if at == (0, 0) { (1, 0) } else { at }, end, moved }
    }

    /// Keeps the place for the next frame.
    pub(super) fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(self.id, (self.at, self.moved)));
    }

    pub(super) fn at(&self) -> (usize, usize) {
        self.at
    }

    /// Returns how a mark senses: only the one at the cursor is a stop of the Tab key.
    pub(super) fn sense(&self, at: (usize, usize)) -> Sense {
        if self.at == at { Sense::click() } else { Sense::CLICK }
    }

    /// Takes what was done with the mark at a place: a click brings the cursor to it, arrows lead away from it.
    pub(super) fn follow(&mut self, ui: &Ui, response: &Response, at: (usize, usize)) {
        if response.clicked() && self.at != at {
            self.at = at;
            return;
        }
        // What reads the screen aloud may ask for the focus of any mark.
        let is_asked =
            || ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Focus));
        if self.at != at && is_asked() {
            (self.at, self.moved) = (at, true);
            ui.ctx().request_repaint();
            return;
        }
        if self.at != at {
            return;
        }
        if self.moved {
            self.moved = false;
            response.request_focus();
            response.scroll_to_me(None);
        }
        if !response.has_focus() {
            return;
        }
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        let (row, column) = self.at;
        let next = if pressed(Key::ArrowRight) {
            (row, (column + 1).min(self.end.1))
        } else if pressed(Key::ArrowLeft) {
            (row, column.saturating_sub(1))
        } else if pressed(Key::ArrowDown) {
            ((row + 1).min(self.end.0), column)
        } else if pressed(Key::ArrowUp) {
            (row.saturating_sub(1), column)
        } else if pressed(Key::Home) {
            (row, 0)
        } else if pressed(Key::End) {
            (row, self.end.1)
        } else {
            return;
        };
        // Nothing stands in the corner.
        if next != (0, 0) && next != self.at {
            (self.at, self.moved) = (next, true);
            ui.ctx().request_repaint();
        }
    }
}
