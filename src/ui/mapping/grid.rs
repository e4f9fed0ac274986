use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, Id, Popup, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::style::TextRank;
use crate::data::open::{HeadRow, Mapping};
use crate::data::{DataIssue, Severity};
use crate::session::{COLUMN_ROLES, give_role, roles_of};

use super::Page;
use super::columns::letters;
use super::result::here;

/// Columns are as wide as their first rows ask for.
const ROWS_MEASURED: usize = 30;

/// Where the columns of a sheet stand, as a list of their left ends and the last one's right end, in points.
type Edges = Arc<Vec<f32>>;

/// What is wrong with the rows in view, by the row's number.
type Faults<'a> = BTreeMap<u64, Vec<(Option<usize>, &'a DataIssue)>>;

/// How the rows lie.
struct Lay {
    edges: Edges,
    origin: Pos2,
    viewport: Rect,
    head: f32,
    row: f32,
    gutter: f32,
    pad: f32,
}

impl Page<'_> {
    /// Shows the first rows of the sheet as they are, under the roles of their columns.
    pub(super) fn grid_ui(&self, ui: &mut Ui, mapping: &Mapping, mapped: &mut Mapping, height: f32) {
        let style = self.style;
        let edges = self.edges(ui);
        let faults = self.faults();
        let row = style.length(20.0);
        let (head, gutter, pad) = (style.length(40.0), style.length(44.0), style.length(6.0));
        // A short sheet leaves its room to what is understood.
        let height = height.min(head + f32_of(self.sheet.rows.len()) * row + style.length(12.0));
        let area = ScrollArea::both().id_salt(("rows", &self.sheet.name)).max_height(height).auto_shrink(false);
        area.show_viewport(ui, |ui, viewport| {
            let rows = f32_of(self.sheet.rows.len());
            let width = gutter + edges.last().copied().unwrap_or(0.0);
            ui.set_min_size(vec2(width, head + rows * row));
            let lay = Lay { edges, origin: ui.min_rect().min, viewport, head, row, gutter, pad };
            self.rows_ui(ui, mapping, &lay, &faults);
            self.numbers_of_rows_ui(ui, mapping, &lay, &faults);
            self.heads_ui(ui, mapping, mapped, &lay);
        });
        if self.sheet.has_more {
            let count = self.sheet.rows.len();
            ui.label(self.small(format!("The first {count} rows; more follow in the file")));
        }
    }

    /// Returns where the columns stand; measured once for each sheet and size of text.
    fn edges(&self, ui: &Ui) -> Edges {
        let key = (&self.draft.looked.path, &self.sheet.name, self.style.text_scale.to_bits(), self.columns.len());
        let id = Id::unique(("edges of columns", key));
        if let Some(edges) = ui.data(|data| data.get_temp::<Edges>(id)) {
            return edges;
        }
        let mut signs = vec![0_usize; self.columns.len()];
        for row in self.sheet.rows.iter().take(ROWS_MEASURED) {
            for (most, cell) in signs.iter_mut().zip(&row.cells) {
                *most = (*most).max(cell.chars().count());
            }
        }
        let mut edges = vec![0.0];
        let mut right = 0.0;
        for most in signs {
            right += self.style.length((f32_of(most) * 6.2 + 18.0).clamp(84.0, 220.0));
            edges.push(right);
        }
        let edges = Arc::new(edges);
        ui.data_mut(|data| data.insert_temp(id, Arc::clone(&edges)));
        edges
    }

    /// Returns what the trial found wrong with the rows, while it is of what the page shows.
    fn faults(&self) -> Faults<'_> {
        let mut faults = Faults::new();
        let trial = self.view.trial.filter(|trial| trial.is_of(self.draft));
        for issue in trial.and_then(|trial| trial.preview.as_ref().ok()).into_iter().flat_map(|of| &of.issues.list) {
            let column = self.columns.names().iter().position(|name| *name == issue.column);
            let row = u64::try_from(issue.row).unwrap_or(u64::MAX);
            faults.entry(row).or_default().push((column, issue));
        }
        faults
    }

    fn rows_ui(&self, ui: &mut Ui, mapping: &Mapping, lay: &Lay, faults: &Faults<'_>) {
        let colours = self.style.colours();
        let columns = lay.columns_in_view();
        let used: Vec<bool> = columns.clone().map(|column| !roles_of(mapping, column).is_empty()).collect();
        for index in lay.rows_in_view(self.sheet.rows.len()) {
            let Some(row) = self.sheet.rows.get(index) else { continue };
            let rect = lay.row_rect(index);
            let is_above = index < mapping.header.above;
            let is_header = !is_above && index < mapping.header.above + mapping.header.rows;
            if is_header {
                ui.painter().rect_filled(rect, 0.0, colours.selected);
            }
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, colours.line));
            let wrong = faults.get(&row.number);
            for (column, used) in columns.clone().zip(&used) {
                let cell = lay.cell_rect(index, column);
                let text = row.cells.get(column).map_or("", String::as_str);
                let of_cell = wrong.into_iter().flatten().filter(|(at, _)| *at == Some(column));
                let worst = of_cell.map(|(_, issue)| issue.kind).max_by_key(|kind| kind.severity());
                let is_wrong = worst.is_some_and(|kind| kind.severity() == Severity::Warning);
                let colour = match (is_wrong, is_header || (*used && !is_above)) {
                    (true, _) => colours.worse,
                    (_, true) => colours.text,
                    _ => colours.text_muted,
                };
                let rank = if is_header { TextRank::Strong } else { TextRank::Body };
                let galley = one_line(ui, text, self.style.font(rank), colour, cell.width() - 2.0 * lay.pad);
                place(ui, pos2(cell.left() + lay.pad, cell.center().y - galley.size().y / 2.0), galley);
                if let Some(kind) = worst {
                    let y = cell.bottom() - 1.0;
                    ui.painter().hline(
                        cell.shrink2(vec2(lay.pad / 2.0, 0.0)).x_range(),
                        y,
                        Stroke::new(2.0, self.colour_of(kind)),
                    );
                }
            }
            self.row_hint_ui(ui, lay, row, rect, wrong);
        }
    }

    /// Says a row to those who do not see it, and to the pointer what its cell holds and what is wrong with it.
    fn row_hint_ui(
        &self,
        ui: &Ui,
        lay: &Lay,
        row: &HeadRow,
        rect: Rect,
        wrong: Option<&Vec<(Option<usize>, &DataIssue)>>,
    ) {
        let spoken: Vec<&str> = row.cells.iter().take(20).map(String::as_str).collect();
        let spoken = format!("Row {}: {}", row.number, spoken.join(" | "));
        let response = ui.interact(rect, ui.scope_id().with(("row", row.number)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        let Some(column) = response.hover_pos().and_then(|pos| lay.column_at(pos)) else { return };
        let text = row.cells.get(column).map_or("", String::as_str);
        let faults: Vec<&DataIssue> = wrong
            .into_iter()
            .flatten()
            .filter(|(at, _)| at.is_none_or(|at| at == column))
            .map(|(_, issue)| *issue)
            .collect();
        let is_long = text.chars().count() > 12;
        if faults.is_empty() && !is_long {
            return;
        }
        response.on_hover_ui_at_pointer(|ui| {
            if is_long {
                ui.label(text);
            }
            for issue in faults {
                ui.label(egui::RichText::new(issue.kind.title()).color(self.colour_of(issue.kind)));
                // What is only to be known says what was read.
                let said = [(issue.severity() == Severity::Note).then_some(&issue.done), Some(&issue.mend)];
                for words in said.into_iter().flatten().filter(|words| !words.is_empty()) {
                    ui.label(here(words));
                }
            }
        });
    }

    /// Shows the numbers of the rows; they stay when the columns are scrolled.
    fn numbers_of_rows_ui(&self, ui: &mut Ui, mapping: &Mapping, lay: &Lay, faults: &Faults<'_>) {
        let colours = self.style.colours();
        let left = lay.origin.x + lay.viewport.left();
        for index in lay.rows_in_view(self.sheet.rows.len()) {
            let Some(row) = self.sheet.rows.get(index) else { continue };
            let rect = Rect::from_min_size(pos2(left, lay.row_rect(index).top()), vec2(lay.gutter, lay.row));
            let is_header = (mapping.header.above..mapping.header.above + mapping.header.rows).contains(&index);
            ui.painter().rect_filled(rect, 0.0, if is_header { colours.selected } else { colours.panel });
            let wrong = faults.get(&row.number).into_iter().flatten();
            let is_wrong = wrong.into_iter().any(|(_, issue)| issue.severity() == Severity::Warning);
            ui.painter().text(
                rect.right_center() - vec2(lay.pad, 0.0),
                Align2::RIGHT_CENTER,
                row.number,
                self.style.font(TextRank::Small),
                if is_wrong { colours.worse } else { colours.text_muted },
            );
        }
        let right = left + lay.gutter;
        ui.painter().vline(right, ui.clip_rect().y_range(), Stroke::new(1.0, colours.line));
    }

    /// Shows what each column is for; a click changes it. The heads stay when the rows are scrolled.
    fn heads_ui(&self, ui: &mut Ui, mapping: &Mapping, mapped: &mut Mapping, lay: &Lay) {
        let colours = self.style.colours();
        let top = lay.origin.y + lay.viewport.top();
        let first = lay.origin.x + lay.viewport.left();
        let band = Rect::from_min_size(pos2(first, top), vec2(lay.viewport.width(), lay.head));
        ui.painter().rect_filled(band, 0.0, colours.panel);
        ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(1.0, colours.axis));
        for column in lay.columns_in_view() {
            let cell = lay.cell_rect(0, column);
            let rect = Rect::from_x_y_ranges(cell.x_range(), band.y_range()).shrink2(vec2(1.0, 2.0));
            // A head that is scrolled under the row numbers is not to be clicked there.
            if rect.right() > first + lay.gutter {
                self.head_ui(ui, mapping, mapped, column, rect);
            }
        }
        let corner = Rect::from_min_size(band.min, vec2(lay.gutter, lay.head - 1.0));
        ui.painter().rect_filled(corner, 0.0, colours.panel);
        let text = one_line(ui, "Row", self.style.font(TextRank::Small), colours.text_muted, lay.gutter);
        place(ui, pos2(corner.right() - text.size().x - lay.pad, corner.center().y - text.size().y / 2.0), text);
        read_aloud(ui, corner, "row numbers", "Row");
    }

    fn head_ui(&self, ui: &mut Ui, mapping: &Mapping, mapped: &mut Mapping, column: usize, rect: Rect) {
        let style = self.style;
        let colours = style.colours();
        let roles = roles_of(mapping, column);
        let words: Vec<&str> = roles.iter().map(|role| role.name()).collect();
        let role = if words.is_empty() { "Not used".to_owned() } else { words.join(", ") };
        let response = ui.interact(rect, ui.scope_id().with(("head", column)), Sense::click());
        let spoken = format!("Column {}, {}: {role}", letters(column), self.columns.name(column));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
        let is_lit = response.hovered() || response.has_focus();
        let fill = match (roles.is_empty(), is_lit) {
            (_, true) => colours.field_hovered,
            (false, false) => colours.selected,
            (true, false) => colours.field,
        };
        let line = if is_lit { colours.accent } else { colours.line };
        ui.painter().rect(rect, 4.0, fill, Stroke::new(1.0, line), egui::StrokeKind::Inside);
        let pad = style.length(5.0);
        let width = rect.width() - 3.0 * pad - style.length(8.0);
        let role_colour = if roles.is_empty() { colours.text_muted } else { colours.accent };
        let rank = if roles.is_empty() { TextRank::Body } else { TextRank::Strong };
        let role = one_line(ui, &role, style.font(rank), role_colour, width);
        let named = self.columns.name(column);
        let name = if self.columns.has_name(column) { format!("{} · {named}", letters(column)) } else { named };
        let name = one_line(ui, &name, style.font(TextRank::Small), colours.text_muted, rect.width() - 2.0 * pad);
        place(ui, pos2(rect.left() + pad, rect.bottom() - name.size().y - style.length(1.0)), name);
        place(ui, pos2(rect.left() + pad, rect.top() + style.length(1.0)), role);
        let tip = pos2(rect.right() - pad - style.length(4.0), rect.top() + style.length(10.0));
        let half = style.length(3.5);
        let points = vec![tip + vec2(-half, -half / 2.0), tip + vec2(half, -half / 2.0), tip + vec2(0.0, half)];
        ui.painter().add(egui::Shape::convex_polygon(points, role_colour, Stroke::NONE));
        self.role_menu_ui(&response, mapping, mapped, column);
    }

    fn role_menu_ui(&self, response: &Response, mapping: &Mapping, mapped: &mut Mapping, column: usize) {
        let roles = roles_of(mapping, column);
        Popup::menu(response).show(|ui| {
            ui.label(self.small(self.columns.name(column)));
            for role in COLUMN_ROLES {
                if ui.add(egui::Button::selectable(roles.contains(&role), role.name())).clicked() {
                    give_role(mapped, column, Some(role));
                    ui.close();
                }
            }
            ui.separator();
            if ui.add(egui::Button::selectable(roles.is_empty(), "Not used")).clicked() {
                give_role(mapped, column, None);
                ui.close();
            }
        });
    }
}

impl Lay {
    fn rows_in_view(&self, rows: usize) -> std::ops::Range<usize> {
        let first = usize_of((self.viewport.top() / self.row).floor());
        let end = usize_of(((self.viewport.bottom() - self.head) / self.row).ceil()) + 1;
        first.min(rows)..end.min(rows)
    }

    fn columns_in_view(&self) -> std::ops::Range<usize> {
        let columns = self.edges.len().saturating_sub(1);
        let first = self.edges.partition_point(|edge| *edge <= self.viewport.left()).saturating_sub(1);
        let end = self.edges.partition_point(|edge| *edge < self.viewport.right() - self.gutter);
        first.min(columns)..end.min(columns)
    }

    fn row_rect(&self, index: usize) -> Rect {
        let top = self.origin.y + self.head + f32_of(index) * self.row;
        let left = self.origin.x + self.viewport.left();
        Rect::from_min_size(pos2(left, top), vec2(self.viewport.width(), self.row))
    }

    fn cell_rect(&self, index: usize, column: usize) -> Rect {
        let edge = |column: usize| self.edges.get(column).copied().unwrap_or(0.0);
        let left = self.origin.x + self.gutter;
        let rows = self.row_rect(index).y_range();
        Rect::from_x_y_ranges(left + edge(column)..=left + edge(column + 1), rows)
    }

    fn column_at(&self, pos: Pos2) -> Option<usize> {
        let x = pos.x - self.origin.x - self.gutter;
        let column = self.edges.partition_point(|edge| *edge <= x).checked_sub(1)?;
        (column + 1 < self.edges.len()).then_some(column)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page shows fewer rows than f32 can count")]
fn f32_of(count: usize) -> f32 {
    count as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is held to what a page can show")]
fn usize_of(count: f32) -> usize {
    count.clamp(0.0, 1e6) as usize
}
