use std::sync::Arc;

use egui::{CursorIcon, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, one_line, one_line_to_the_left, place};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::marking::draw_name_ground;
use crate::charts::pattern::fill_series;
use crate::charts::style::{Style, TextRank};

use crate::charts::ladder::emphasis::Standing;
use crate::charts::ladder::model::{LadderChart, LadderColumn};
use crate::charts::ladder::rows::{LadderCell, LadderKey, LadderRow};

use super::plan::{Arrangement, Column, Plan};

const CARD: CardWidths = CardWidths { sign: 0.0, what: 150.0, value: 300.0 };

/// Heads and rows, placed.
pub(super) struct Table<'a> {
    pub(super) style: Style,
    pub(super) fit: Fit,
    /// What stands out.
    pub(super) standing: Standing<'a>,
    pub(super) plan: Plan,
    pub(super) pitch: f32,
}

impl Table<'_> {
    /// Draws what stands over the columns, from a corner down.
    pub(super) fn draw_heads(&self, ui: &Ui, chart: &LadderChart, at: Pos2, groups: &mut Groups) {
        if self.plan.arrangement == Arrangement::Listed {
            return;
        }
        let mark = groups.begin(ui);
        for column in &self.plan.columns {
            let top = at.y + self.plan.head_height - self.style.length(4.0) - column.head.size().y;
            place(ui, pos2(at.x + column.left, top), Arc::clone(&column.head));
        }
        groups.end(ui, mark, "columns", chart.heads().join(", "));
    }

    /// Draws rows from a corner down, and returns what the one is of that was clicked.
    pub(super) fn rows_ui(
        &self,
        ui: &mut Ui,
        chart: &LadderChart,
        rows: &[LadderRow],
        at: Pos2,
        groups: &mut Groups,
    ) -> Option<LadderKey> {
        let heads = chart.heads();
        let mut clicked = None;
        for (index, row) in rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
            let top = at.y + index as f32 * self.pitch;
            let band = Rect::from_min_size(pos2(at.x, top), vec2(self.plan.width, self.pitch));
            if self.row_ui(ui, chart, row, &row.spoken(&heads), band, groups) {
                clicked = Some(row.key.clone());
            }
        }
        clicked
    }

    /// Draws one row, and returns whether it was clicked.
    fn row_ui(
        &self,
        ui: &mut Ui,
        chart: &LadderChart,
        row: &LadderRow,
        name: &str,
        band: Rect,
        groups: &mut Groups,
    ) -> bool {
        let colours = self.style.colours();
        let can_lead = self.fit == Fit::Scroll && row.key != LadderKey::Folded;
        let sense = if can_lead { Sense::click() } else { Sense::hover() };
        let response = ui.interact(band, ui.scope_id().with(("rung", row_id(row))), sense);
        // A click switches the bloc, and the mark says so: what is marked is told beside.
        let marked = if self.standing.is_itself(row) { format!("{name}, marked") } else { name.to_owned() };
        response.widget_info(|| match row.key {
            LadderKey::Bloc(_) if can_lead => WidgetInfo::selected(Role::CheckBox, true, row.is_on, &marked),
            LadderKey::Mineral(_) if can_lead => WidgetInfo::labeled(Role::Link, true, name),
            _ => WidgetInfo::labeled(Role::Label, true, name),
        });
        if can_lead && response.hovered() {
            ui.painter().rect_filled(band, 4.0, colours.field_hovered);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(band, 4.0, Stroke::new(2.0, colours.accent), StrokeKind::Inside);
        }
        let mark = groups.begin(ui);
        self.draw_row(ui, chart, row, band);
        groups.end(ui, mark, row_id(row), name);
        let response = if can_lead { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
        let is_clicked = can_lead && response.clicked();
        show_card(ui, response, &row.label, &row.hover, CARD, self.style, self.fit);
        is_clicked
    }

    fn draw_row(&self, ui: &Ui, chart: &LadderChart, row: &LadderRow, band: Rect) {
        let (style, plan) = (self.style, &self.plan);
        let colours = style.colours();
        let rank = if row.is_on { TextRank::Strong } else { TextRank::Body };
        let colour = if row.key == LadderKey::Folded { colours.text_muted } else { colours.text };
        let label = one_line(ui, &row.label, style.font(rank), colour, plan.label + 1.0);
        let (label_middle, middle) = plan.middles(band.top(), band.height(), 0);
        let label_at = pos2(band.left(), label_middle - label.size().y / 2.0);
        if self.standing.has(row) {
            draw_name_ground(ui, Rect::from_min_size(label_at, label.size()), style);
        }
        place(ui, label_at, label);
        if let Some(words) = &row.words {
            let first = plan.columns.first().filter(|_| plan.arrangement != Arrangement::Listed);
            let left = first.map_or(0.0, |column| column.left);
            let room = plan.width - left;
            let words = one_line(ui, words, style.font(TextRank::Small), colours.text_muted, room);
            place(ui, pos2(band.left() + left, middle - words.size().y / 2.0), words);
            return;
        }
        for (index, ((cell, place_of), column)) in row.cells.iter().zip(&plan.columns).zip(&chart.columns).enumerate() {
            let at = pos2(band.left(), plan.middles(band.top(), band.height(), index).1);
            if plan.arrangement == Arrangement::Listed {
                place(ui, pos2(at.x, at.y - place_of.head.size().y / 2.0), Arc::clone(&place_of.head));
            }
            match cell.value {
                Some(value) => self.draw_cell(ui, row, (cell, value), (place_of, column), at),
                None => self.draw_words(ui, cell, place_of, row.key == LadderKey::Folded, at),
            }
        }
    }

    /// Draws words in place of a number, `at` being the left end of the row and the middle of its text.
    fn draw_words(&self, ui: &Ui, cell: &LadderCell, place_of: &Column, is_under_numbers: bool, at: Pos2) {
        let (font, colour) = (self.style.font(TextRank::Small), self.style.colours().text_muted);
        let words = one_line(ui, &cell.text, font, colour, place_of.width.max(1.0));
        // Under the numbers where that is possible.
        let end = place_of.numbers_end - words.size().x;
        let left = if is_under_numbers { end.max(place_of.left) } else { place_of.left };
        place(ui, pos2(at.x + left, at.y - words.size().y / 2.0), words);
    }

    /// Draws a number and its bar, `at` being the left end of the row and the middle of its text.
    fn draw_cell(
        &self,
        ui: &Ui,
        row: &LadderRow,
        (cell, value): (&LadderCell, f64),
        (place_of, column): (&Column, &LadderColumn),
        at: Pos2,
    ) {
        let colours = self.style.colours();
        let font = self.style.font(if column.is_ranked_by { TextRank::Strong } else { TextRank::Body });
        let number = one_line_to_the_left(ui, &cell.text, font, colours.text, f32::INFINITY);
        place(ui, pos2(at.x + place_of.numbers_end, at.y - number.size().y / 2.0), number);
        let (Some((begin, room)), Some((least, most))) = (place_of.bars, column.scale) else { return };
        let span = most - least;
        if span <= 0.0 {
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let points = |length: f64| (length / span) as f32 * room;
        let zero = at.x + begin + points(-least);
        let thickness = self.plan.text * 0.62;
        let mut x = zero;
        for (series, part) in &cell.parts {
            // What is above zero is seen.
            let length = if *part == 0.0 { 0.0 } else { points(part.abs()).max(self.style.length(1.5)) };
            // What is less than nothing lies to the left of the zero line.
            let left = if value < 0.0 { x - length } else { x };
            let bar = Rect::from_min_size(pos2(left, at.y - thickness / 2.0), vec2(length, thickness));
            fill_series(ui, bar, self.standing.seen(row, *series), self.style);
            x = if value < 0.0 { x - length } else { x + length };
        }
        let reach = self.pitch.min(self.plan.text * 1.2) / 2.0;
        let line = [pos2(zero, at.y - reach), pos2(zero, at.y + reach)];
        ui.painter().line_segment(line, Stroke::new(1.0, colours.axis));
    }
}

/// Returns the row's stable name in files.
fn row_id(row: &LadderRow) -> String {
    match &row.key {
        LadderKey::Bloc(id) => format!("bloc-{id}"),
        LadderKey::Mineral(id) => format!("mineral-{id}"),
        LadderKey::Folded => "folded-rows".to_owned(),
    }
}
