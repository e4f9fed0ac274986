//! The drawing half of Shift.
//!
//! In: a [`LadderChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and the row that a person
//! clicked. It measures and places; it decides no order, colour or wording.

mod plan;
mod table;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2};

use crate::charts::fit::{LEAST_ROOM, scroll_bar_width, scrolled_ui, style_for_page};
use crate::charts::frame::{Fit, Frame, Placed, draw_reason, reason_height};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::model::LadderChart;
use super::rows::LadderKey;

use plan::{Arrangement, Plan};
use table::Table;

/// A page shows at least so many rows, the folded one among them, if there are as many.
const FEWEST_ROWS: usize = 6;

/// Draws the chart into all of `ui`'s available space. Returns what the row is of that was clicked, which only a scrolled
/// view offers.
pub fn draw(ui: &mut Ui, chart: &LadderChart, style: Style, fit: Fit, groups: &mut Groups) -> Option<LadderKey> {
    let rect = ui.available_rect_before_wrap();
    let frame = Frame {
        title: &chart.title,
        subtitle: &chart.subtitle,
        legend: &chart.legend,
        notes: &chart.notes,
        source_line: &chart.source_line,
    };
    let whole = ui.interact(rect, ui.scope_id().with("ladder"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &chart.description));
    let clicked = match fit {
        Fit::Page => {
            let style = page_style(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_page_ui(ui, chart, style, inner, groups);
            None
        }
        Fit::Scroll => draw_scrolled_ui(ui, chart, &frame, style, rect, groups),
    };
    ui.advance_cursor_after_rect(rect);
    clicked
}

/// Returns the style at which the texts leave the rows their room on a page.
fn page_style(ui: &Ui, chart: &LadderChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    style_for_page(style, |style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        if let Some(reason) = &chart.empty {
            return room >= reason_height(ui, reason, style, rect.width());
        }
        let plan = Plan::new(ui, chart, &chart.rows, style, rect.width());
        let all = plan.height(chart.rows.len(), plan.least_pitch());
        let few = plan.height(chart.rows.len().min(FEWEST_ROWS), plan.least_pitch());
        plan.arrangement != Arrangement::Listed && room >= few.max(all.min(rect.height() * LEAST_ROOM))
    })
}

/// Draws rows into a page: those that have no room are folded into one.
fn draw_page_ui(ui: &mut Ui, chart: &LadderChart, style: Style, inner: Rect, groups: &mut Groups) {
    if let Some(reason) = &chart.empty {
        draw_reason(ui, reason, style, inner, groups);
        return;
    }
    let mut plan = Plan::new(ui, chart, &chart.rows, style, inner.width());
    let mut rows = chart.rows_within(plan.capacity(inner.height()).max(2));
    // What is folded may make heads wrap otherwise: once more, with what is left.
    for _ in 0..2 {
        plan = Plan::new(ui, chart, &rows, style, inner.width());
        let capacity = plan.capacity(inner.height()).max(2);
        if rows.len() <= capacity {
            break;
        }
        rows = chart.rows_within(capacity);
    }
    let pitch = plan.pitch_within(rows.len(), inner.height());
    let top = pos2(inner.left(), inner.top() + plan.head_height);
    let table = Table { style, fit: Fit::Page, plan, pitch };
    table.draw_heads(ui, chart, inner.min, groups);
    table.rows_ui(ui, chart, &rows, top, groups);
}

/// Draws all rows in a window: under fixed heads where there is room, else everything scrolls together.
fn draw_scrolled_ui(
    ui: &mut Ui,
    chart: &LadderChart,
    frame: &Frame<'_>,
    style: Style,
    rect: Rect,
    groups: &mut Groups,
) -> Option<LadderKey> {
    let placed = Placed::new(ui, frame, style, rect.width());
    let plan = |ui: &Ui| Plan::new(ui, chart, &chart.rows, style, rect.width() - scroll_bar_width(style));
    let room = rect.height() - placed.outer_height();
    let needed = if let Some(reason) = &chart.empty {
        reason_height(ui, reason, style, rect.width())
    } else {
        let plan = plan(ui);
        plan.height(chart.rows.len(), plan.comfortable_pitch())
    };
    let mut clicked = None;
    if room >= needed.min(rect.height() * LEAST_ROOM) {
        let inner = placed.paint(ui, rect, groups);
        if let Some(reason) = &chart.empty {
            draw_reason(ui, reason, style, inner, groups);
            return None;
        }
        let plan = plan(ui);
        let pitch = plan.pitch_within(chart.rows.len(), inner.height()).max(plan.comfortable_pitch());
        let below = Rect::from_min_max(pos2(inner.left(), inner.top() + plan.head_height), inner.max);
        let height = plan.height(chart.rows.len(), pitch) - plan.head_height;
        let table = Table { style, fit: Fit::Scroll, plan, pitch };
        table.draw_heads(ui, chart, inner.min, groups);
        scrolled_ui(ui, "ladder", below, height, style, |ui| {
            let top = ui.available_rect_before_wrap().min;
            clicked = table.rows_ui(ui, chart, &chart.rows, top, groups);
        });
    } else {
        // Little is left between title and source: everything scrolls together.
        scrolled_ui(ui, "ladder", rect, placed.outer_height() + needed, style, |ui| {
            let rect = ui.available_rect_before_wrap();
            let inner = Placed::new(ui, frame, style, rect.width()).paint(ui, rect, groups);
            if let Some(reason) = &chart.empty {
                draw_reason(ui, reason, style, inner, groups);
                return;
            }
            let plan = Plan::new(ui, chart, &chart.rows, style, rect.width());
            let (pitch, top) = (plan.comfortable_pitch(), pos2(inner.left(), inner.top() + plan.head_height));
            let table = Table { style, fit: Fit::Scroll, plan, pitch };
            table.draw_heads(ui, chart, inner.min, groups);
            clicked = table.rows_ui(ui, chart, &chart.rows, top, groups);
        });
    }
    clicked
}

impl Drawn for LadderChart {
    fn draw_ui(&self, ui: &mut Ui, _: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        match draw(ui, self, style, fit, groups)? {
            LadderKey::Bloc(id) => Some(Clicked::Bloc(id)),
            LadderKey::Mineral(id) => Some(Clicked::Mineral(id)),
            LadderKey::Folded => None,
        }
    }
}
