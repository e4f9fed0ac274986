//! The drawing half of Compare.
//!
//! In: a [`PairChart`] and a look. Out: shapes in an [`egui::Ui`], and what each of them is called. The halves stand side
//! by side, or on each other where the room is too narrow for that.

mod facts;
mod head;
mod lists;
mod plan;

use egui::{Rect, Role, Sense, Ui, WidgetInfo};

use crate::charts::fit::{LEAST_ROOM, scrolled_ui, style_for_page};
use crate::charts::frame::{Fit, Frame, Placed, draw_reason, reason_height};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::model::PairChart;

use lists::Lists;
use plan::Plan;

/// Draws the chart into all of `ui`'s available space.
pub fn draw(ui: &mut Ui, chart: &PairChart, style: Style, fit: Fit, groups: &mut Groups) {
    let rect = ui.available_rect_before_wrap();
    let frame = frame_of(chart);
    let whole = ui.interact(rect, ui.scope_id().with("chart"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &chart.description));
    match fit {
        Fit::Page => {
            let style = style_for_page(style, |style| {
                let room = rect.height() - Placed::new(ui, &frame, style, rect.width()).outer_height();
                let body = Body::new(ui, chart, style, rect.width());
                room >= body.least_height().max((rect.height() * LEAST_ROOM).min(body.height()))
            });
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            Body::new(ui, chart, style, inner.width()).draw(ui, fit, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let room = rect.height() - placed.outer_height();
            let needed = Body::new(ui, chart, style, rect.width()).height();
            if room >= needed.min(rect.height() * LEAST_ROOM) {
                let inner = placed.paint(ui, rect, groups);
                scrolled_ui(ui, "pair", inner, needed, style, |ui| {
                    let inner = ui.available_rect_before_wrap();
                    Body::new(ui, chart, style, inner.width()).draw(ui, fit, inner, groups);
                });
            } else {
                // Little is left between title and source: everything scrolls together.
                scrolled_ui(ui, "pair", rect, placed.outer_height() + needed, style, |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
                    Body::new(ui, chart, style, inner.width()).draw(ui, fit, inner, groups);
                });
            }
        }
    }
    ui.advance_cursor_after_rect(rect);
}

/// What stands between title and source line.
enum Body<'a> {
    /// A sentence: neither side has bars.
    Reason(&'a str, Style, f32),
    /// Suppliers on common lines.
    Lines(Plan<'a>),
    /// A list for each side.
    Lists(Lists<'a>),
}

impl<'a> Body<'a> {
    fn new(ui: &Ui, chart: &'a PairChart, style: Style, width: f32) -> Self {
        if let Some(reason) = &chart.empty {
            return Self::Reason(reason, style, reason_height(ui, reason, style, width));
        }
        if chart.rows.is_empty() {
            Self::Lists(Lists::new(ui, chart, style, width))
        } else {
            Self::Lines(Plan::new(ui, chart, style, width))
        }
    }

    /// Returns the height it takes with all rows.
    fn height(&self) -> f32 {
        match self {
            Self::Reason(_, _, height) => *height,
            Self::Lines(plan) => plan.height_of(plan.count()),
            Self::Lists(lists) => lists.height_of(usize::MAX),
        }
    }

    /// Returns the height below which rows would stand over each other.
    fn least_height(&self) -> f32 {
        const LEAST_ROWS: usize = 5;
        match self {
            Self::Reason(_, _, height) => *height,
            Self::Lines(plan) => plan.height_of(plan.count().min(LEAST_ROWS)),
            Self::Lists(lists) => lists.height_of(LEAST_ROWS),
        }
    }

    fn draw(&self, ui: &mut Ui, fit: Fit, rect: Rect, groups: &mut Groups) {
        match self {
            Self::Reason(reason, style, _) => {
                draw_reason(ui, reason, *style, rect, groups);
            }
            Self::Lines(plan) => plan.draw(ui, fit, rect, groups),
            Self::Lists(lists) => lists.draw(ui, fit, rect, groups),
        }
    }
}

/// Returns whether two halves fit side by side.
fn fits_beside(style: Style, width: f32) -> bool {
    width >= style.length(600.0)
}

fn frame_of(chart: &PairChart) -> Frame<'_> {
    Frame {
        title: &chart.title,
        subtitle: &chart.subtitle,
        legend: &chart.legend,
        notes: &chart.notes,
        source_line: &chart.source_line,
    }
}

impl Drawn for PairChart {
    fn draw_ui(&self, ui: &mut Ui, _: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        draw(ui, self, style, fit, groups);
        None
    }
}
