use egui::{
    Align, Button, CursorIcon, Id, Key, Label, Layout, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, Vec2, pos2, vec2,
};

use super::widths::{Widths, padding};
use crate::charts::listing::{Head, HeadKind, Listing, bound_gloss_of, status_gloss_of};
use crate::charts::style::{Style, TextRank};
use crate::charts::table::Cell;

/// Heights of a row and of the head, in points at scale 1.
const ROW: f32 = 22.0;
const HEAD: f32 = 28.0;

/// So many rows are in view at least, if need be by scrolling all of the view.
const LEAST_ROWS: f32 = 5.0;

/// Where the table was scrolled to, and how much of it was in view.
#[derive(Debug, Clone, Copy, Default)]
struct Scrolled {
    offset: Vec2,
    page: Vec2,
    /// Where a key or the focus wants it to be.
    wanted: Option<Vec2>,
}

/// The table in one frame.
struct Grid<'a> {
    listing: &'a Listing,
    style: Style,
    widths: Widths,
    id: Id,
    /// Where rows are shown, on screen.
    body: Rect,
}

/// Shows the rows in view, in `height` points, under a head that stays, and returns the column whose head was clicked. Keys scroll it where no
/// dialog is open.
pub fn grid_ui(ui: &mut Ui, listing: &Listing, style: Style, height: f32, takes_keys: bool) -> Option<String> {
    let names: Vec<&str> = listing.heads().iter().map(|head| head.name.as_str()).collect();
    // Each table and size of text has widths and a place of its own, in each view that shows it.
    let id = Id::unique(("table", ui.scope_id(), names, style.text_scale.to_bits()));
    let height = height.max(style.length(HEAD + LEAST_ROWS * ROW));
    let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    let head = Rect::from_min_size(room.min, vec2(room.width(), style.length(HEAD)));
    let body = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    let grid = Grid { listing, style, widths: Widths::of(ui, id, listing, style), id, body };
    let mut scrolled = ui.data(|data| data.get_temp::<Scrolled>(id)).unwrap_or_default();
    if takes_keys {
        scrolled.take_keys(ui, &grid);
    }
    ui.allocate_rect(head, Sense::hover());
    let mut area = ScrollArea::both().id_salt(id).auto_shrink(false);
    if let Some(wanted) = scrolled.wanted.take() {
        // Where the view itself scrolls, what is asked for comes into view.
        ui.scroll_to_rect(room, None);
        area = area.scroll_offset(wanted);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut inside = ui.new_child(UiBuilder::new().max_rect(body));
    let output = area.show_viewport(&mut inside, |ui, viewport| {
        ui.set_min_size(grid.size());
        grid.rows_ui(ui, viewport);
    });
    ui.advance_cursor_after_rect(body);
    scrolled = Scrolled { offset: output.state.clamped_offset(), page: output.inner_rect.size(), wanted: None };
    let clicked = grid.head_ui(ui, head, &mut scrolled);
    ui.data_mut(|data| data.insert_temp(id, scrolled));
    clicked
}

impl Scrolled {
    /// Scrolls by the keys of pages and, where nothing has the focus, by arrows to the sides.
    fn take_keys(&mut self, ui: &Ui, grid: &Grid<'_>) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let nothing_has_focus = ui.memory(|memory| memory.focused().is_none());
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) > 0;
        let row = grid.style.length(ROW);
        let page = (self.page.y - row).max(row);
        let (end, side) = ((grid.size() - self.page).max(Vec2::ZERO), self.page.x * 0.5);
        let mut to = self.offset;
        if pressed(Key::PageDown) {
            to.y += page;
        }
        if pressed(Key::PageUp) {
            to.y -= page;
        }
        if pressed(Key::Home) {
            to = Vec2::ZERO;
        }
        if pressed(Key::End) {
            to.y = end.y;
        }
        if nothing_has_focus && pressed(Key::ArrowRight) {
            to.x += side;
        }
        if nothing_has_focus && pressed(Key::ArrowLeft) {
            to.x -= side;
        }
        if to != self.offset {
            self.wanted = Some(to.max(Vec2::ZERO).min(end));
        }
    }
}

impl Grid<'_> {
    /// Returns how large all rows are together, in points.
    #[expect(clippy::cast_precision_loss, reason = "where a scroll bar stands needs no more digits")]
    fn size(&self) -> Vec2 {
        vec2(self.widths.total(), self.listing.len() as f32 * self.style.length(ROW))
    }

    /// Shows the rows in view.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places on screen, of a number of rows that f64 counts"
    )]
    fn rows_ui(&self, ui: &mut Ui, viewport: Rect) {
        let height = f64::from(self.style.length(ROW));
        let (from, to) = (f64::from(viewport.top()), f64::from(viewport.bottom()));
        let first = (from / height).floor().max(0.0) as usize;
        let last = ((to / height).ceil().max(0.0) as usize).min(self.listing.len());
        let hovered =
            ui.rect_contains_pointer(ui.clip_rect()).then(|| ui.input(|input| input.pointer.hover_pos())).flatten();
        for row in first..last {
            // From the window's edge and not from the first row, which may be millions of points away.
            let top = self.body.top() + (row as f64 * height - from) as f32;
            let rect = Rect::from_min_size(pos2(self.body.left(), top), vec2(self.body.width(), height as f32));
            self.row_ui(ui, row, rect, viewport.left(), hovered.is_some_and(|at| rect.contains(at)));
        }
    }

    fn row_ui(&self, ui: &mut Ui, row: usize, rect: Rect, scrolled: f32, is_hovered: bool) {
        let colours = self.style.colours();
        if is_hovered {
            ui.painter().rect_filled(rect, 0.0, colours.field_hovered);
        } else if row % 2 == 1 {
            ui.painter().rect_filled(rect, 0.0, colours.panel);
        }
        for (column, (head, (left, width))) in self.listing.heads().iter().zip(self.widths.places()).enumerate() {
            let left = rect.left() + left - scrolled;
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
            if cell.right() >= rect.left() && cell.left() <= rect.right() {
                self.cell_ui(ui, (row, column), head, cell);
            }
        }
    }

    fn cell_ui(&self, ui: &mut Ui, (row, column): (usize, usize), head: &Head, rect: Rect) {
        let cell = self.listing.cell(row, column);
        let text = head.text(&cell);
        if text.is_empty() {
            return;
        }
        let inner = rect.shrink2(vec2(padding(self.style), 0.0));
        let mut ui = ui.new_child(UiBuilder::new().id_salt((row, column)).max_rect(inner).layout(layout(head)));
        let label = RichText::new(text).font(self.style.font(TextRank::Body)).color(self.style.colours().text);
        let response = ui.add(Label::new(label).truncate().selectable(false));
        let gloss = match (&cell, head.kind) {
            (Cell::Text(id), HeadKind::Status) => status_gloss_of(id),
            (Cell::Text(id), HeadKind::Bound) => bound_gloss_of(id),
            _ => None,
        };
        if let Some(gloss) = gloss {
            response.on_hover_text(gloss);
        }
    }

    /// Shows the head and returns the column that was clicked.
    fn head_ui(&self, ui: &mut Ui, rect: Rect, scrolled: &mut Scrolled) -> Option<String> {
        let colours = self.style.colours();
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.painter().rect_filled(rect, 0.0, colours.panel);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colours.axis));
        let mut widths = self.widths.clone();
        let mut clicked = None;
        for (column, (head, (left, width))) in self.listing.heads().iter().zip(self.widths.places()).enumerate() {
            let at = pos2(rect.left() + left - scrolled.offset.x, rect.top());
            let place = Rect::from_min_size(at, vec2(width, rect.height()));
            let (was_clicked, has_come) = self.one_head_ui(&mut ui, column, head, place);
            if was_clicked {
                clicked = Some(head.name.clone());
            }
            let is_out = left < scrolled.offset.x || left + width > scrolled.offset.x + scrolled.page.x;
            if has_come && is_out {
                scrolled.wanted = Some(vec2(left, scrolled.offset.y));
            }
            self.edge_ui(&mut ui, column, place, &mut widths);
        }
        if widths != self.widths {
            widths.keep(&ui, self.id);
        }
        clicked
    }

    /// Shows the head of a column and returns whether it was clicked, and whether the focus has come to it.
    fn one_head_ui(&self, ui: &mut Ui, column: usize, head: &Head, rect: Rect) -> (bool, bool) {
        let colours = self.style.colours();
        let sorted = self.listing.sorted_by(self.listing.choice()).filter(|(by, _)| *by == column);
        let inner = rect.shrink2(vec2(padding(self.style), 0.0));
        let mut ui = ui.new_child(UiBuilder::new().id_salt(("head", column)).max_rect(inner).layout(layout(head)));
        ui.spacing_mut().button_padding = Vec2::ZERO;
        ui.spacing_mut().item_spacing.x = self.style.length(4.0);
        let colour = if sorted.is_some() { colours.accent } else { colours.text };
        let text = RichText::new(&head.name).font(self.style.font(TextRank::Strong)).color(colour);
        if let (Some((_, descending)), true) = (sorted, head.kind.is_number()) {
            arrow_ui(&mut ui, descending, self.style);
        }
        let response = ui.add(Button::new(text).frame(false).truncate());
        if let (Some((_, descending)), false) = (sorted, head.kind.is_number()) {
            arrow_ui(&mut ui, descending, self.style);
        }
        let order = match sorted {
            None => "",
            Some((_, false)) => ", sorted from the smallest",
            Some((_, true)) => ", sorted from the largest",
        };
        let spoken = format!("{}{order}", head.name);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        let hint = if head.gloss.is_empty() { head.name.as_str() } else { head.gloss };
        let response =
            response.on_hover_text(format!("{hint}\nClick to sort: smallest first, largest first, as printed"));
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        (response.clicked(), response.gained_focus())
    }

    /// Lets the right edge of a column be drawn to another width, or fitted to its rows by a double click.
    fn edge_ui(&self, ui: &mut Ui, column: usize, place: Rect, widths: &mut Widths) {
        let edge =
            Rect::from_center_size(pos2(place.right(), place.center().y), vec2(self.style.length(7.0), place.height()));
        let response = ui.interact(edge, self.id.with(("edge", column)), Sense::click_and_drag());
        let is_held = response.hovered() || response.dragged();
        let colours = self.style.colours();
        let line = Stroke::new(if is_held { 2.0 } else { 1.0 }, if is_held { colours.accent } else { colours.line });
        ui.painter().vline(place.right(), place.y_range().shrink(self.style.length(4.0)), line);
        if is_held {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeColumn);
        }
        if response.double_clicked() {
            widths.fit(ui, column, self.listing, self.style);
        } else if response.dragged() {
            widths.widen(column, response.drag_delta().x, self.style);
        }
    }
}

/// Returns how the cells of a column stand: numbers at the right.
fn layout(head: &Head) -> Layout {
    if head.kind.is_number() { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) }
}

/// Draws an arrow up for rows that grow downwards, or down.
fn arrow_ui(ui: &mut Ui, descending: bool, style: Style) {
    let size = vec2(style.length(8.0), style.length(6.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let points = if descending {
        vec![rect.left_top(), rect.right_top(), rect.center_bottom()]
    } else {
        vec![rect.left_bottom(), rect.center_top(), rect.right_bottom()]
    };
    ui.painter().add(egui::Shape::convex_polygon(points, style.colours().accent, Stroke::NONE));
}
