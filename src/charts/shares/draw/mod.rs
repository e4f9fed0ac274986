//! The drawing half of Shares.
//!
//! In: a [`ShareChart`] and a look. Out: shapes in an [`egui::Ui`], and what each of them is called. It measures and
//! places; it decides no order, colour or wording.

mod axis;
mod bars;
mod marks;
mod sizes;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2};

use crate::charts::fit::{LEAST_ROOM, scrolled_ui, style_for_page};
use crate::charts::frame::{Fit, Frame, Placed, draw_reason};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::model::ShareChart;
use super::rows::BarRow;

pub(in crate::charts) use bars::{Bars, Lane};
pub(in crate::charts) use sizes::Sizes;

/// Draws the chart into all of `ui`'s available space.
pub fn draw(ui: &mut Ui, chart: &ShareChart, style: Style, fit: Fit, groups: &mut Groups) {
    let rect = ui.available_rect_before_wrap();
    let frame = frame_of(chart);
    let whole = ui.interact(rect, ui.scope_id().with("chart"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &chart.description));
    match fit {
        Fit::Page => {
            let style = page_style(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_inner(ui, chart, &chart.rows, style, fit, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let room = rect.height() - placed.outer_height();
            let height = |rows: &[BarRow]| Sizes::fitting(ui, chart, rows, style, room).rows_height(chart, rows);
            // Suppliers of nothing share a row before anything has to be scrolled.
            let rows = if height(&chart.rows) > room { chart.rows_with_zeros_folded() } else { &chart.rows };
            let needed = height(rows);
            if room >= needed.min(rect.height() * LEAST_ROOM) {
                let inner = placed.paint(ui, rect, groups);
                bars_ui(ui, inner, needed, style, |ui| {
                    let inner = ui.available_rect_before_wrap();
                    draw_inner(ui, chart, rows, style, fit, inner, groups);
                });
            } else {
                // Little is left between title and source: everything scrolls together.
                bars_ui(ui, rect, placed.outer_height() + needed, style, |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
                    draw_inner(ui, chart, rows, style, fit, inner, groups);
                });
            }
        }
    }
    ui.advance_cursor_after_rect(rect);
}

/// Returns the style at which the texts leave the bars their room on a page.
fn page_style(ui: &Ui, chart: &ShareChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    style_for_page(style, |style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        let rows = Sizes::fitting(ui, chart, &chart.rows, style, 0.0).rows_height(chart, &chart.rows);
        // Bars fold when there is no room for all of them, rows of words don't.
        room >= if chart.empty.is_some() { rows } else { rows.min(rect.height() * LEAST_ROOM) }
    })
}

fn draw_inner(
    ui: &mut Ui,
    chart: &ShareChart,
    rows: &[BarRow],
    style: Style,
    fit: Fit,
    inner: Rect,
    groups: &mut Groups,
) {
    match &chart.empty {
        Some(reason) => {
            let bottom = draw_reason(ui, reason, style, inner, groups);
            if !rows.is_empty() {
                let rest = Rect::from_min_max(pos2(inner.left(), bottom), inner.max);
                Bars::new(ui, chart, rows, style, fit, rest).draw_rows(ui, groups);
            }
        }
        None => Bars::new(ui, chart, rows, style, fit, inner).draw(ui, groups),
    }
}

/// Shows bars that need `height` points in `rect`: a few points too many are better squeezed than scrolled.
fn bars_ui(ui: &mut Ui, rect: Rect, height: f32, style: Style, content: impl FnOnce(&mut Ui)) {
    let height = if height < rect.height() * 1.08 { rect.height() - 1.0 } else { height };
    scrolled_ui(ui, "bars", rect, height, style, content);
}

fn frame_of(chart: &ShareChart) -> Frame<'_> {
    Frame {
        title: &chart.title,
        subtitle: &chart.subtitle,
        legend: &chart.legend,
        notes: &chart.notes,
        source_line: &chart.source_line,
    }
}

impl Drawn for ShareChart {
    fn draw_ui(&self, ui: &mut Ui, _: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        draw(ui, self, style, fit, groups);
        None
    }
}
