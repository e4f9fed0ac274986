//! The drawing half of Shares.
//!
//! In: a [`ShareChart`] and a look. Out: shapes in an [`egui::Ui`], and what each of them is called. It measures and
//! places; it decides no order, colour or wording.

mod axis;
mod bars;
mod marks;
mod sizes;

use std::borrow::Cow;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, Frame, Placed, place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};

use super::model::ShareChart;

use bars::Bars;
use sizes::Sizes;

/// Draws the chart into all of `ui`'s available space.
pub fn draw(ui: &mut Ui, chart: &ShareChart, style: Style, fit: Fit, groups: &mut Groups) {
    let rect = ui.available_rect_before_wrap();
    let frame = frame_of(chart);
    let whole = ui.interact(rect, ui.scope_id().with("chart"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &chart.description));
    match fit {
        Fit::Page => {
            let style = style_for_page(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_inner(ui, chart, style, fit, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let room = rect.height() - placed.outer_height();
            let height = |chart: &ShareChart| Sizes::fitting(ui, chart, style, room).rows_height(chart);
            // Suppliers of nothing share a row before anything has to be scrolled.
            let chart = if height(chart) > room { Cow::Owned(chart.with_zeros_folded()) } else { Cow::Borrowed(chart) };
            let chart = chart.as_ref();
            let rows = height(chart);
            if room >= rows.min(rect.height() * LEAST_ROOM) {
                let inner = placed.paint(ui, rect, groups);
                scrolled_ui(ui, inner, rows, style, |ui| {
                    let inner = ui.available_rect_before_wrap();
                    draw_inner(ui, chart, style, fit, inner, groups);
                });
            } else {
                // Little is left between title and source: everything scrolls together.
                scrolled_ui(ui, rect, placed.outer_height() + rows, style, |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
                    draw_inner(ui, chart, style, fit, inner, groups);
                });
            }
        }
    }
    ui.advance_cursor_after_rect(rect);
}

/// The bars get at least this part of the height; else texts shrink on a page, and scroll in a window.
const LEAST_ROOM: f32 = 0.42;

/// Returns the style at which the texts leave the bars their room on a page: the foot shrinks first, then all text.
fn style_for_page(ui: &Ui, chart: &ShareChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    let leaves_room = |style: Style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        let rows = Sizes::fitting(ui, chart, style, 0.0).rows_height(chart);
        // Bars fold when there is no room for all of them, rows of words don't.
        room >= if chart.empty.is_some() { rows } else { rows.min(rect.height() * LEAST_ROOM) }
    };
    let feet = [1.0, 0.85, 0.72].map(|factor| Style { foot_scale: style.foot_scale * factor, ..style });
    let all = [0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36, 0.3].map(|factor| Style {
        foot_scale: style.foot_scale * 0.72,
        text_scale: style.text_scale * factor,
        ..style
    });
    let [.., smallest] = all;
    feet.into_iter().chain(all).find(|style| leaves_room(*style)).unwrap_or(smallest)
}

fn draw_inner(ui: &mut Ui, chart: &ShareChart, style: Style, fit: Fit, inner: Rect, groups: &mut Groups) {
    match &chart.empty {
        Some(reason) => {
            let bottom = draw_reason(ui, reason, style, inner, groups);
            if !chart.rows.is_empty() {
                let rest = Rect::from_min_max(pos2(inner.left(), bottom), inner.max);
                Bars::new(ui, chart, style, fit, rest).draw_rows(ui, groups);
            }
        }
        None => Bars::new(ui, chart, style, fit, inner).draw(ui, groups),
    }
}

/// Shows content that needs `height` points in `rect`, scrolled when that is more than there is.
fn scrolled_ui(ui: &mut Ui, rect: Rect, height: f32, style: Style, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        egui::ScrollArea::vertical().id_salt("bars").auto_shrink(false).show(ui, |ui| {
            // A few points too many are better squeezed than scrolled.
            let height = if height < rect.height() * 1.08 { rect.height() - 1.0 } else { height };
            let bar = if height > rect.height() { style.length(12.0) } else { 0.0 };
            let size = vec2(ui.available_width() - bar, height.max(rect.height() - 1.0));
            let (inner, _) = ui.allocate_exact_size(size, Sense::hover());
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), content);
        });
    });
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

/// Draws the sentence that stands in place of bars, and returns where it ends.
fn draw_reason(ui: &Ui, reason: &str, style: Style, rect: Rect, groups: &mut Groups) -> f32 {
    let mark = groups.begin(ui);
    let width = rect.width().min(style.length(520.0));
    let galley = wrapped(ui, reason, style.font(TextRank::Body), style.colours().text, width);
    let top = rect.top() + style.length(16.0);
    read_aloud(ui, Rect::from_min_size(pos2(rect.left(), top), galley.size()), "reason", reason);
    let height = place(ui, pos2(rect.left(), top), galley).y;
    groups.end(ui, mark, "empty", reason);
    top + height + style.length(16.0)
}
