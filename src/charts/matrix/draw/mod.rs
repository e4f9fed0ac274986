//! The drawing half of the Matrix.
//!
//! In: a [`MatrixChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and what a person clicked.
//! It measures and places; it decides no order, step or wording.

mod cells;
mod cursor;
mod heads;
mod legend;
mod plan;

use egui::{Rect, Ui, Vec2, pos2, vec2};

use crate::charts::fit::{Area, Framed, Needed, scroll_bar_width};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Emphasis, Looking};

use super::grid::Grid;
use super::model::MatrixChart;

use cells::Visible;
use cursor::Cursor;
use plan::Plan;

/// A page shows at least so many rows, the one that says what is left out among them, if there are as many.
const FEWEST_ROWS: usize = 7;

/// Texts of the grid are smaller on a page, where nothing scrolls: a matrix is read for its pattern first.
const TEXT_ON_PAGE: f32 = 0.82;

/// A grid, placed.
struct Placed<'a> {
    grid: &'a Grid,
    plan: Plan,
    style: Style,
    fit: Fit,
    emphasis: Emphasis<'a>,
    /// The corner where the first row meets the first column.
    origin: egui::Pos2,
    /// Where cells begin to be seen: the end of the heads of columns, and that of the names of minerals.
    top: f32,
    left: f32,
}

impl Drawn for MatrixChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        let framed = Framed {
            name: "matrix",
            description: &self.description,
            frame: frame_of!(self),
            empty: self.empty.as_deref(),
            // Cells scroll both ways under heads that stay.
            scrolls: false,
        };
        let needed = |ui: &Ui, style: Style, room: Vec2| needed(ui, &self.grid, style, room, fit);
        framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| match fit {
            Fit::Page => {
                draw_page_ui(ui, &self.grid, area, groups);
                None
            }
            Fit::Scroll => draw_in_window_ui(ui, &self.grid, area, looking.emphasis(), groups),
        })
    }
}

/// Returns the look of the grid.
fn dense(style: Style, fit: Fit) -> Style {
    match fit {
        Fit::Page => Style { text_scale: style.text_scale * TEXT_ON_PAGE, ..style },
        Fit::Scroll => style,
    }
}

/// Returns what the grid needs: on a page a few rows and columns, which fold; in a window all of it, which scrolls.
fn needed(ui: &Ui, grid: &Grid, style: Style, room: Vec2, fit: Fit) -> Needed {
    let plan = Plan::new(ui, grid, dense(style, fit), room, fit);
    match fit {
        Fit::Page if !plan.has_columns(grid) => Needed::all(f32::INFINITY),
        Fit::Page => {
            Needed { least: plan.height(grid.rows.len().min(FEWEST_ROWS)), whole: plan.height(grid.rows.len()) }
        }
        Fit::Scroll => Needed::part(plan.height(grid.rows.len()) + scroll_bar_width(style)),
    }
}

/// Draws as many rows and columns as a page has room for, and says what is left out.
fn draw_page_ui(ui: &mut Ui, grid: &Grid, area: Area, groups: &mut Groups) {
    let rect = area.rect;
    let whole = Plan::new(ui, grid, area.style, rect.size(), Fit::Page);
    let has_room = |plan: &Plan| {
        plan.rows_within(rect.height()) >= grid.rows.len() && plan.columns_within(rect.width()) >= grid.columns.len()
    };
    // What has room as it is need not be small.
    let style = if has_room(&whole) { area.style } else { dense(area.style, Fit::Page) };
    let (shown, mut plan) = folded(ui, grid, style, rect.size());
    plan.stretch(&shown, rect.size());
    let origin = rect.min + vec2(plan.side(), plan.top());
    let (emphasis, top, left) = (Emphasis::default(), origin.y, origin.x);
    let placed = Placed { grid: &shown, plan, style, fit: Fit::Page, emphasis, origin, top, left };
    legend::draw(ui, &placed, rect.min, groups);
    placed.draw_column_heads(ui, groups);
    placed.cells_ui(ui, &Visible::all(&shown), None, groups);
}

/// Returns the grid with as many rows and columns as a page has room for, and where they stand. What is folded may make
/// heads narrower, and the legend find no room between them: once more then, with the room that is left.
fn folded(ui: &Ui, grid: &Grid, style: Style, room: Vec2) -> (Grid, Plan) {
    let mut plan = Plan::new(ui, grid, style, room, Fit::Page);
    let mut shown = grid.clone();
    let (mut rows, mut columns) = (usize::MAX, usize::MAX);
    for _ in 0..4 {
        let tail = grid.columns.len() - grid.supplier_count();
        // Never more than last time, so that it ends.
        (rows, columns) = (rows.min(plan.rows_within(room.y)), columns.min(plan.columns_within(room.x)));
        // One more for what is folded, where nothing has been yet.
        let suppliers = columns.saturating_sub(tail + 1).max(1);
        let suppliers = if grid.columns.len() <= columns { grid.supplier_count() } else { suppliers };
        shown = grid.within(rows.max(2), suppliers);
        plan = Plan::new(ui, &shown, style, room, Fit::Page);
        if shown.rows.len() <= plan.rows_within(room.y) && shown.columns.len() <= plan.columns_within(room.x) {
            break;
        }
    }
    (shown, plan)
}

/// Draws the rows and columns that are seen, scrolled both ways under their heads.
fn draw_in_window_ui(
    ui: &mut Ui,
    grid: &Grid,
    area: Area,
    emphasis: Emphasis<'_>,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect, style, .. } = area;
    let mut plan = Plan::new(ui, grid, style, rect.size(), Fit::Scroll);
    plan.fill(grid, rect.width() - scroll_bar_width(style));
    let corner = rect.min + vec2(plan.side(), plan.top());
    let body = Rect::from_min_max(corner, rect.max.max(corner + Vec2::splat(1.0)));
    let mut placed =
        Placed { grid, plan, style, fit: Fit::Scroll, emphasis, origin: corner, top: corner.y, left: corner.x };
    legend::draw(ui, &placed, rect.min, groups);
    let mut cursor = Cursor::of(ui, grid);
    let size = placed.plan.body(grid) + Vec2::splat(scroll_bar_width(style));
    let mut clicked = None;
    ui.scope_builder(egui::UiBuilder::new().max_rect(body), |ui| {
        egui::ScrollArea::both().id_salt("matrix-cells").auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_min_size(size);
            placed.origin = ui.min_rect().min;
            let visible = Visible::within(&placed.plan, grid, viewport);
            clicked = placed.cells_ui(ui, &visible, Some(&mut cursor), groups);
        });
    });
    let heads = Rect::from_min_max(pos2(body.left(), rect.top()), pos2(body.right(), body.top()));
    let names = Rect::from_min_max(pos2(rect.left(), body.top()), pos2(body.left(), body.bottom()));
    let of_columns = clipped_ui(ui, heads, |ui| placed.column_heads_ui(ui, heads, &mut cursor, groups));
    placed.draw_corner(ui, groups);
    let of_rows = clipped_ui(ui, names, |ui| placed.row_heads_ui(ui, names, &mut cursor, groups));
    cursor.keep(ui);
    clicked.or(of_columns).or(of_rows)
}

/// Shows content of which only what lies in `rect` is seen and can be clicked.
fn clipped_ui<R>(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        content(ui)
    })
    .inner
}
