//! The drawing half of Editions.
//!
//! In: an [`EditionsChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and the year that a
//! person clicked. It measures and places; it decides no order, colour or wording.

mod axis;
mod list;
mod marks;
mod plan;
mod table;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2};

use crate::charts::fit::{LEAST_ROOM, scroll_bar_width, scrolled_ui, style_for_page};
use crate::charts::frame::{Fit, Frame, Placed, draw_reason};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::model::EditionsChart;

use list::List;
use plan::Plan;
use table::Table;

/// A page shows at least so many rows, folded ones among them, if there are as many.
const FEWEST_ROWS: usize = 4;
/// A page lists at most this many revisions, and at least two or none.
const MOST_LISTED: usize = 6;

/// Draws the chart into all of `ui`'s available space. Returns the year of a revision in the list that was clicked, which
/// only a scrolled view offers.
pub fn draw(ui: &mut Ui, chart: &EditionsChart, style: Style, fit: Fit, groups: &mut Groups) -> Option<i16> {
    let rect = ui.available_rect_before_wrap();
    let frame = Frame {
        title: &chart.title,
        subtitle: &chart.subtitle,
        legend: &[],
        notes: &chart.notes,
        source_line: &chart.source_line,
    };
    let whole = ui.interact(rect, ui.scope_id().with("editions"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &chart.description));
    let mut clicked = None;
    match fit {
        Fit::Page => {
            let style = page_style(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_page_ui(ui, chart, style, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let room = rect.height() - placed.outer_height();
            let needed = natural_height(ui, chart, style, rect.width());
            if room >= needed.min(rect.height() * LEAST_ROOM) {
                let inner = placed.paint(ui, rect, groups);
                scrolled_ui(ui, "editions", inner, needed, style, |ui| {
                    clicked = draw_all_ui(ui, chart, style, groups);
                });
            } else {
                // Little is left between title and source: everything scrolls together.
                scrolled_ui(ui, "editions", rect, placed.outer_height() + needed, style, |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
                    ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
                        clicked = draw_all_ui(ui, chart, style, groups);
                    });
                });
            }
        }
    }
    ui.advance_cursor_after_rect(rect);
    clicked
}

/// Returns the style at which the texts leave the rows their room on a page.
fn page_style(ui: &Ui, chart: &EditionsChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    style_for_page(style, |style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        let plan = Plan::new(ui, chart, &chart.rows, style, rect.width());
        let all = plan.least_height(chart, chart.rows.len());
        // Rows fold down to a few, not further.
        let few = plan.least_height(chart, chart.rows.len().min(FEWEST_ROWS));
        room >= few.max(all.min(rect.height() * LEAST_ROOM))
    })
}

/// Returns the height that all rows and the whole list take in a window.
fn natural_height(ui: &Ui, chart: &EditionsChart, style: Style, width: f32) -> f32 {
    if chart.empty.is_some() {
        return style.length(120.0);
    }
    let width = width - scroll_bar_width(style);
    let plan = Plan::new(ui, chart, &chart.rows, style, width);
    let list = List::new(ui, chart, style, width, usize::MAX, Fit::Scroll);
    plan.height(chart, chart.rows.len(), plan.sizes.comfortable_pitch()) + list.height()
}

/// Draws rows and list into a page: rows fold where there is no room for all, and the list has what is left.
fn draw_page_ui(ui: &mut Ui, chart: &EditionsChart, style: Style, inner: Rect, groups: &mut Groups) {
    if let Some(reason) = &chart.empty {
        draw_reason(ui, reason, style, inner, groups);
        return;
    }
    let plan = Plan::new(ui, chart, &chart.rows, style, inner.width());
    let rows = chart.rows_within(plan.capacity(chart, inner.height()).max(3));
    let plan = Plan::new(ui, chart, &rows, style, inner.width());
    let comfortable = plan.height(chart, rows.len(), plan.sizes.least_pitch() * 1.1);
    let room = inner.height() - comfortable;
    let list = (2..=MOST_LISTED)
        .rev()
        .map(|most| List::new(ui, chart, style, inner.width(), most, Fit::Page))
        .find(|list| list.height() <= room);
    let list_height = list.as_ref().map_or(0.0, List::height);
    let pitch = plan.pitch_within(chart, rows.len(), inner.height() - list_height);
    let table_height = plan.height(chart, rows.len(), pitch);
    let table = Table { style, fit: Fit::Page, plan, pitch };
    table.draw_ui(ui, chart, &rows, inner.min, groups);
    if let Some(list) = list {
        list.draw_ui(ui, pos2(inner.left(), inner.top() + table_height), groups);
    }
}

/// Draws all rows and the whole list from the top of the available space on.
fn draw_all_ui(ui: &mut Ui, chart: &EditionsChart, style: Style, groups: &mut Groups) -> Option<i16> {
    let inner = ui.available_rect_before_wrap();
    if let Some(reason) = &chart.empty {
        draw_reason(ui, reason, style, inner, groups);
        return None;
    }
    let plan = Plan::new(ui, chart, &chart.rows, style, inner.width());
    let list = List::new(ui, chart, style, inner.width(), usize::MAX, Fit::Scroll);
    let room = inner.height() - list.height();
    let pitch = plan.pitch_within(chart, chart.rows.len(), room).max(plan.sizes.comfortable_pitch());
    let table_height = plan.height(chart, chart.rows.len(), pitch);
    Table { style, fit: Fit::Scroll, plan, pitch }.draw_ui(ui, chart, &chart.rows, inner.min, groups);
    list.draw_ui(ui, pos2(inner.left(), inner.top() + table_height), groups)
}

impl Drawn for EditionsChart {
    fn draw_ui(&self, ui: &mut Ui, _: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        draw(ui, self, style, fit, groups).map(Clicked::Year)
    }
}
