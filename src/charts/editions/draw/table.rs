use std::sync::Arc;

use egui::{Color32, FontId, Galley, Pos2, Rect, Stroke, Ui, pos2, vec2};

use crate::charts::frame::{Fit, one_line, one_line_to_the_left, place};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::marking::{draw_name_ground, row_ui};
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Emphasis};

use crate::charts::editions::model::EditionsChart;
use crate::charts::editions::rows::{DotMark, EditionRow};

use super::axis::Axis;
use super::marks::{dot, mark_of, row_id, stands_out};
use super::plan::{Arrangement, Plan, are_side_by_side, spoken_head};

const CARD: CardWidths = CardWidths { sign: 0.0, what: 150.0, value: 280.0 };

/// The rows with their heads, axis and total, placed.
pub(super) struct Table<'a> {
    pub(super) style: Style,
    pub(super) fit: Fit,
    /// What stands out.
    pub(super) emphasis: Emphasis<'a>,
    pub(super) plan: Plan,
    pub(super) pitch: f32,
}

impl Table<'_> {
    /// Draws everything from a corner down, and returns what was clicked.
    pub(super) fn draw_ui(
        &self,
        ui: &mut Ui,
        chart: &EditionsChart,
        rows: &[EditionRow],
        at: Pos2,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let plan = &self.plan;
        self.draw_heads(ui, chart, at, groups);
        let top = at.y + plan.head_height;
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let bottom = top + rows.len() as f32 * self.pitch;
        let axis =
            Axis { left: at.x + plan.axis.0, right: at.x + plan.axis.1, largest: plan.largest, unit: chart.unit };
        let mut below = bottom;
        if plan.largest > 0.0 {
            let rect = Rect::from_min_max(pos2(at.x, top), pos2(at.x + plan.width, bottom));
            axis.draw(ui, rect, self.style, groups);
            below += plan.sizes.axis_height();
        }
        let heads = chart.column_names();
        let mut clicked = None;
        for (index, row) in rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
            let top = top + index as f32 * self.pitch;
            let band = Rect::from_min_size(pos2(at.x, top), vec2(plan.width, self.pitch));
            clicked = self.draw_row_ui(ui, row, &heads, band, &axis, groups).or(clicked);
        }
        if let Some(world) = &chart.world {
            let gap = plan.sizes.small * 0.4;
            let line = [pos2(at.x, below + gap / 2.0), pos2(at.x + plan.width, below + gap / 2.0)];
            ui.painter().line_segment(line, Stroke::new(1.0, self.style.colours().line));
            let size = vec2(plan.width, plan.sizes.least_pitch());
            let band = Rect::from_min_size(pos2(at.x, below + gap), size);
            self.draw_row_ui(ui, world, &heads, band, &axis, groups);
        }
        clicked
    }

    fn draw_heads(&self, ui: &Ui, chart: &EditionsChart, at: Pos2, groups: &mut Groups) {
        let (style, plan) = (self.style, &self.plan);
        let colours = style.colours();
        let small = style.font(TextRank::Small);
        let line = plan.sizes.small * 1.1;
        let ring = style.length(14.0);
        let mark = groups.begin(ui);
        match &plan.arrangement {
            Arrangement::Columns { cell_ends, .. } => {
                for (head, end) in chart.columns.iter().zip(cell_ends) {
                    let name = one_line_to_the_left(ui, &head.name, small.clone(), colours.text, f32::INFINITY);
                    let end = at.x + end;
                    let left = end - name.size().x - ring * 0.8;
                    dot(ui, pos2(left, at.y + name.size().y / 2.0), head.dot, colours.text_muted, style);
                    place(ui, pos2(end, at.y), name);
                    let about = one_line_to_the_left(ui, &head.about, small.clone(), colours.text_muted, f32::INFINITY);
                    place(ui, pos2(end, at.y + line), about);
                }
            }
            Arrangement::Stacked => {
                let heads: Vec<String> = chart.columns.iter().map(spoken_head).collect();
                let widths = heads
                    .iter()
                    .map(|head| one_line(ui, head, small.clone(), colours.text_muted, f32::INFINITY).size().x);
                let side_by_side = are_side_by_side(widths.fold(0.0, f32::max), plan.width);
                for (place_in_order, (head, text)) in chart.columns.iter().zip(&heads).enumerate() {
                    let (column, row) =
                        if side_by_side { (place_in_order % 2, place_in_order / 2) } else { (0, place_in_order) };
                    #[expect(clippy::cast_precision_loss, reason = "a handful of editions")]
                    let corner = at + vec2(column as f32 * plan.width / 2.0, row as f32 * line);
                    let galley = one_line(ui, text, small.clone(), colours.text_muted, plan.width - ring);
                    let middle = corner.y + galley.size().y / 2.0;
                    dot(ui, pos2(corner.x + ring * 0.4, middle), head.dot, colours.text_muted, style);
                    place(ui, corner + vec2(ring, 0.0), galley);
                }
            }
        }
        groups.end(ui, mark, "editions", "Editions");
    }

    fn draw_row_ui(
        &self,
        ui: &mut Ui,
        row: &EditionRow,
        heads: &[String],
        band: Rect,
        axis: &Axis,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let name = row.spoken(heads);
        let own = mark_of(row);
        let marking = (own.as_ref(), self.emphasis.is_itself(own.as_ref()));
        let id = ("edition row", row_id(row));
        let response = row_ui(ui, (band, id), marking, &name, (self.style, self.fit));
        let mark = groups.begin(ui);
        match &self.plan.arrangement {
            Arrangement::Columns { label, cell_ends, cells } => {
                self.draw_in_columns(ui, row, band, *label, cell_ends, cells);
                self.draw_dumbbell(ui, row, band.center().y, axis);
            }
            Arrangement::Stacked => self.draw_stacked(ui, row, band, axis),
        }
        groups.end(ui, mark, row_id(row), &name);
        let is_clicked = response.clicked();
        show_card(ui, response, &row.label, &row.hover, CARD, self.style, self.fit);
        own.filter(|_| is_clicked).map(Clicked::Mark)
    }

    /// Writes a row's name at a corner.
    fn draw_name(&self, ui: &Ui, row: &EditionRow, at: Pos2, galley: Arc<Galley>) {
        if stands_out(row, self.emphasis) {
            draw_name_ground(ui, Rect::from_min_size(at, galley.size()), self.style);
        }
        place(ui, at, galley);
    }

    /// The font and colour of what says the change.
    fn change_look(&self, row: &EditionRow, small: bool) -> (FontId, Color32) {
        let colours = self.style.colours();
        match (row.is_revised, small) {
            (true, _) => (self.style.font(TextRank::Strong), colours.text),
            (false, true) => (self.style.font(TextRank::Small), colours.text_muted),
            (false, false) => (self.style.font(TextRank::Body), colours.text_muted),
        }
    }

    fn draw_in_columns(&self, ui: &Ui, row: &EditionRow, band: Rect, label: f32, ends: &[f32], cells: &[f32]) {
        let colours = self.style.colours();
        let body = self.style.font(TextRank::Body);
        let middle = band.center().y;
        let galley = one_line(ui, &row.label, body.clone(), colours.text, label + 1.0);
        self.draw_name(ui, row, pos2(band.left(), middle - galley.size().y / 2.0), galley);
        let newest = row.cells.len().saturating_sub(1);
        for (place_in_order, (cell, (end, width))) in row.cells.iter().zip(ends.iter().zip(cells)).enumerate() {
            let colour = if place_in_order == newest { colours.text } else { colours.text_muted };
            let galley = one_line_to_the_left(ui, cell, body.clone(), colour, width + 1.0);
            place(ui, pos2(band.left() + end, middle - galley.size().y / 2.0), galley);
        }
        let (font, colour) = self.change_look(row, false);
        let (begin, width) = self.plan.change;
        let galley = one_line(ui, &row.change, font, colour, width + 1.0);
        place(ui, pos2(band.left() + begin, middle - galley.size().y / 2.0), galley);
    }

    fn draw_stacked(&self, ui: &Ui, row: &EditionRow, band: Rect, axis: &Axis) {
        let (plan, colours) = (&self.plan, self.style.colours());
        let (body, small) = (self.style.font(TextRank::Body), self.style.font(TextRank::Small));
        let content = plan.sizes.text + plan.sizes.small;
        let top = band.top() + (band.height() - content) / 2.0;
        let left = plan.axis.0 - plan.gap;
        // What changed stands at the end of the name's line: in the plot it would be read as a place on the axis.
        let (font, colour) = self.change_look(row, true);
        let change = one_line(ui, &row.change, font, colour, left * 0.6);
        let galley = one_line(ui, &row.label, body, colours.text, left - change.size().x - plan.gap);
        self.draw_name(ui, row, pos2(band.left(), top), galley);
        let baseline = top + plan.sizes.text - change.size().y;
        place(ui, pos2(band.left() + left - change.size().x, baseline), change);
        let mut cells = row.cells.clone();
        cells.dedup();
        let galley = one_line(ui, &cells.join(" → "), small, colours.text_muted, left);
        place(ui, pos2(band.left(), top + plan.sizes.text), galley);
        self.draw_dumbbell(ui, row, top + plan.sizes.text * 0.55, axis);
    }

    /// Draws a ring for the oldest number, a disc for the newest, and the line between.
    fn draw_dumbbell(&self, ui: &Ui, row: &EditionRow, middle: f32, axis: &Axis) {
        let colours = self.style.colours();
        let own = if row.is_revised { colours.accent } else { colours.text_muted };
        let is_faded = self.emphasis.is_on() && !stands_out(row, self.emphasis);
        let colour = if is_faded { colours.faded } else { own };
        let at = |mark: &DotMark| pos2(axis.x(mark.value), middle);
        let places = || row.dots.iter().map(|mark| axis.x(mark.value));
        let (left, right) = (places().fold(f32::INFINITY, f32::min), places().fold(f32::NEG_INFINITY, f32::max));
        if right > left {
            let line = [pos2(left, middle), pos2(right, middle)];
            ui.painter().line_segment(line, Stroke::new(self.style.length(2.4), colour));
        }
        // Unchanged ones are a single disc.
        let shown = if row.is_revised {
            row.dots.as_slice()
        } else {
            row.dots.get(row.dots.len().saturating_sub(1)..).unwrap_or_default()
        };
        for mark in shown {
            dot(ui, at(mark), mark.dot, colour, self.style);
        }
    }
}
