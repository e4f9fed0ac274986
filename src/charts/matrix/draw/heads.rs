use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, CursorIcon, FontId, Galley, Pos2, Rect, Role, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::charts::frame::{one_line, one_line_to_the_left, place};
use crate::charts::groups::Groups;
use crate::charts::hover_card::show_card;
use crate::charts::matrix::grid::{MatrixRow, RowKey};
use crate::charts::matrix::{ColumnKey, MatrixColumn};
use crate::charts::pattern::fill_series;
use crate::charts::style::TextRank;
use crate::charts::{Clicked, Marked};

use super::Placed;
use super::cells::{CARD, mineral};
use super::cursor::Cursor;
use super::plan::TWO_ROWS;

impl Placed<'_> {
    /// Draws the heads of all columns, and what stands before them.
    pub(super) fn draw_column_heads(&self, ui: &Ui, groups: &mut Groups) {
        self.draw_corner(ui, groups);
        for place in 0..self.grid.columns.len() {
            self.draw_column_head(ui, place, groups);
        }
    }

    /// Draws the heads of the columns that are seen in `seen`, and what stands before them; returns what was clicked.
    pub(super) fn column_heads_ui(
        &self,
        ui: &mut Ui,
        seen: Rect,
        cursor: &mut Cursor,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let mut clicked = None;
        for (place, column) in self.grid.columns.iter().enumerate() {
            let rect = self.head(place);
            if !rect.intersects(seen) && cursor.at() != (0, place + 1) {
                continue;
            }
            let marked = marked(column);
            let response = ui.interact(rect, ui.scope_id().with(("column", place)), cursor.sense((0, place + 1)));
            let is_on = self.is_marked(column);
            response.widget_info(|| {
                let words = self.grid.spoken_head(column);
                if marked.is_some() {
                    WidgetInfo::selected(Role::CheckBox, true, is_on, words)
                } else {
                    WidgetInfo::labeled(Role::Label, true, words)
                }
            });
            if marked.is_some() && (response.hovered() || response.has_focus()) {
                ui.painter().rect_filled(rect, 2.0, self.style.colours().field_hovered);
            }
            self.draw_column_head(ui, place, groups);
            if response.has_focus() {
                let stroke = Stroke::new(2.0, self.style.colours().accent);
                ui.painter().rect_stroke(rect, 2.0, stroke, StrokeKind::Inside);
            }
            cursor.follow(ui, &response, (0, place + 1));
            let is_clicked = response.clicked();
            let response = if marked.is_some() { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
            if response.hovered() {
                show_card(ui, response, &column.name, &self.head_pairs(column), CARD, self.style, self.fit);
            }
            clicked = clicked.or(marked.filter(|_| is_clicked).map(Clicked::Mark));
        }
        clicked
    }

    /// Draws the names of the minerals whose rows are seen in `seen`, and what stands over them; returns what was clicked.
    pub(super) fn row_heads_ui(
        &self,
        ui: &mut Ui,
        seen: Rect,
        cursor: &mut Cursor,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let mut clicked = None;
        for (place, row) in self.grid.rows.iter().enumerate() {
            let at = self.plan.place(self.grid, place, 0).translate(self.origin.to_vec2());
            let rect = Rect::from_min_max(pos2(seen.left(), at.top()), pos2(seen.right(), at.bottom()));
            if !rect.intersects(seen) && cursor.at() != (place + 1, 0) {
                continue;
            }
            let response = ui.interact(rect, ui.scope_id().with(("row", place)), cursor.sense((place + 1, 0)));
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, self.grid.spoken_row(row)));
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 2.0, self.style.colours().field_hovered);
            }
            let mark = groups.begin(ui);
            self.draw_row_head_at(ui, row, rect.left(), rect);
            groups.end(ui, mark, row.id(), self.grid.spoken_row(row));
            if response.has_focus() {
                let stroke = Stroke::new(2.0, self.style.colours().accent);
                ui.painter().rect_stroke(rect, 2.0, stroke, StrokeKind::Inside);
            }
            cursor.follow(ui, &response, (place + 1, 0));
            let is_clicked = response.clicked();
            let response = response.on_hover_cursor(CursorIcon::PointingHand);
            if response.hovered() {
                show_card(ui, response, &row.name, &row_pairs(row), CARD, self.style, self.fit);
            }
            clicked = clicked.or(mineral(row).filter(|_| is_clicked));
        }
        clicked
    }

    /// Draws the head of a row on a page.
    pub(super) fn draw_row_head(&self, ui: &Ui, row: &MatrixRow, place: usize) {
        let rect = self.plan.place(self.grid, place, 0).translate(self.origin.to_vec2());
        self.draw_row_head_at(ui, row, self.names_left(), rect);
    }

    fn draw_row_head_at(&self, ui: &Ui, row: &MatrixRow, left: f32, rect: Rect) {
        if row.key == RowKey::Folded {
            return;
        }
        let (style, plan) = (self.style, &self.plan);
        let colours = style.colours();
        let rank = if row.is_on { TextRank::Strong } else { TextRank::Body };
        let label = one_line(ui, &row.label(), style.font(rank), colours.text, plan.label + 1.0);
        place(ui, pos2(left, rect.center().y - label.size().y / 2.0), label);
        if plan.hhi <= 0.0 {
            return;
        }
        let hhi = one_line_to_the_left(ui, &row.hhi, style.font(TextRank::Small), colours.text, f32::INFINITY);
        let right = left + plan.label + plan.gap + plan.hhi;
        place(ui, pos2(right, rect.center().y - hhi.size().y / 2.0), hhi);
    }

    /// Draws what the numbers under columns count, and the head of the HHI.
    pub(super) fn draw_corner(&self, ui: &Ui, groups: &mut Groups) {
        let (style, plan) = (self.style, &self.plan);
        let mark = groups.begin(ui);
        let right = self.left - plan.gap;
        let words = self.grid.counted.iter().zip([-3.0, -2.0]);
        for (words, line) in words {
            let galley = one_line_to_the_left(
                ui,
                words,
                style.font(TextRank::Small),
                style.colours().text_muted,
                plan.side() - plan.gap,
            );
            place(ui, pos2(right, self.line(line)), galley);
        }
        if plan.hhi > 0.0 {
            let colour = style.colours().text;
            let hhi = one_line_to_the_left(ui, "HHI", style.font(TextRank::Small), colour, f32::INFINITY);
            place(ui, pos2(right, self.line(-1.0)), hhi);
        }
        groups.end(ui, mark, "counted", self.grid.counted.join(", "));
    }

    /// Returns the top of a line over the cells, −1 being the last one.
    fn line(&self, line: f32) -> f32 {
        self.bottom_of_heads() + line * self.plan.text
    }

    /// Returns the end of the heads of columns, which stay where they are.
    fn bottom_of_heads(&self) -> f32 {
        self.top - self.plan.gap * 0.5
    }

    /// Returns where the head of a column lies.
    fn head(&self, place: usize) -> Rect {
        let cell = self.plan.place(self.grid, 0, place).translate(vec2(self.origin.x, 0.0));
        let top = self.line(-3.0) - self.plan.gap * 0.5 - self.plan.head;
        Rect::from_min_max(pos2(cell.left(), top), pos2(cell.right(), self.bottom_of_heads()))
    }

    fn draw_column_head(&self, ui: &Ui, place_of: usize, groups: &mut Groups) {
        let Some(column) = self.grid.columns.get(place_of) else { return };
        let (style, colours) = (self.style, self.style.colours());
        let rect = self.head(place_of);
        let is_marked = self.is_marked(column);
        if self.is_related(column) {
            ui.painter().rect_filled(rect, 2.0, colours.selected);
        }
        let mark = groups.begin(ui);
        let rank = if is_marked { TextRank::Strong } else { TextRank::Small };
        let colour = if column.is_supplier() { colours.text } else { colours.text_muted };
        let rows = if rect.width() + 0.1 >= TWO_ROWS * self.plan.text { 2 } else { 1 };
        let name = short(ui, &column.name, style.font(rank), colour, (self.plan.head + 1.0, rows));
        let at = pos2(rect.center().x - name.size().y / 2.0, self.line(-3.0) - self.plan.gap * 0.5);
        ui.painter().add(TextShape::new(at, name, colour).with_angle(-FRAC_PI_2));
        if let Some((first, second)) = column.counts {
            for (count, line) in [(first, -3.0), (second, -2.0)] {
                let font = style.font(TextRank::Small);
                let at = Pos2::new(rect.center().x, self.line(line));
                let galley = one_line(ui, &count.to_string(), font, colours.text_muted, rect.width());
                place(ui, at - vec2(galley.size().x / 2.0, 0.0), galley);
            }
        }
        if let Some(series) = column.series {
            let side = (self.plan.text * 0.7).min(rect.width() - 2.0);
            let middle = pos2(rect.center().x, self.line(-1.0) + self.plan.text / 2.0);
            fill_series(ui, Align2::CENTER_CENTER.anchor_size(middle, vec2(side * 1.4, side)), series, style);
        }
        groups.end(ui, mark, column.id(), self.grid.spoken_head(column));
    }

    pub(super) fn is_marked(&self, column: &MatrixColumn) -> bool {
        self.emphasis.is_itself(marked(column).as_ref())
    }

    /// Returns whether a column is of a member of what is marked, or of a bloc that has it as a member.
    fn is_related(&self, column: &MatrixColumn) -> bool {
        match &column.key {
            ColumnKey::Country(iso3) => self.emphasis.has_country(*iso3),
            ColumnKey::Bloc(id) => self.emphasis.touches_bloc(id),
            ColumnKey::Folded(_) | ColumnKey::NotAttributed | ColumnKey::Reliance => false,
        }
    }

    /// Returns what a hover says of a column.
    fn head_pairs(&self, column: &MatrixColumn) -> Vec<(String, String)> {
        let Some((first, second)) = column.counts else {
            return vec![("What it is".to_owned(), what_words(&column.key).to_owned())];
        };
        let minerals = |count: usize| if count == 1 { "one mineral".to_owned() } else { format!("{count} minerals") };
        let [of_first, of_second] = self.grid.counted;
        vec![(of_first.to_owned(), minerals(first)), (of_second.to_owned(), minerals(second))]
    }
}

/// Returns a text in at most so many rows of a width, shortened with an ellipsis.
fn short(ui: &Ui, text: &str, font: FontId, colour: Color32, (width, rows): (f32, usize)) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn row_pairs(row: &MatrixRow) -> Vec<(String, String)> {
    let hhi = (!row.hhi.is_empty()).then(|| ("HHI".to_owned(), row.hhi.clone()));
    let words = row.words.clone().map(|words| ("Not shown".to_owned(), words));
    hhi.into_iter().chain(words).chain(row.hover.iter().cloned()).collect()
}

/// Returns what a click on the head of a column marks.
fn marked(column: &MatrixColumn) -> Option<Marked> {
    match &column.key {
        ColumnKey::Country(iso3) => Some(Marked::Country(*iso3)),
        ColumnKey::Bloc(id) => Some(Marked::Bloc(id.clone())),
        ColumnKey::Folded(_) | ColumnKey::NotAttributed | ColumnKey::Reliance => None,
    }
}

fn what_words(key: &ColumnKey) -> &'static str {
    match key {
        ColumnKey::Folded(_) => "Countries that have too little for a column of their own, together",
        ColumnKey::NotAttributed => "What belongs to no named country",
        ColumnKey::Reliance => {
            "Net imports in per cent of what the United States consumes, as the US Geological Survey estimates it"
        }
        ColumnKey::Country(_) | ColumnKey::Bloc(_) => "",
    }
}
