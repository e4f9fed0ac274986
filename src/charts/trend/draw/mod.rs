//! The drawing half of Trend.
//!
//! In: a [`TrendChart`], the year a person stands in, and a look. Out: shapes in an [`egui::Ui`], what each of them is
//! called, and the year that was clicked. It measures and places; it decides no order, colour or wording.

mod areas;
mod axes;
mod hhi;
mod labels;
mod layout;
mod lines;
mod spread;
mod years;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, Frame, Placed, place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};

use super::model::TrendChart;
use super::options::Shape;

use layout::{Layout, least_height};

/// Draws the chart into all of `ui`'s available space and returns the year that was clicked. In a window the selected
/// year stands out, and a hover over a year says its numbers; on a page neither is drawn.
pub fn draw(
    ui: &mut Ui,
    chart: &TrendChart,
    selected_year: i16,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<i16> {
    let rect = ui.available_rect_before_wrap();
    let frame = frame_of(chart, style);
    let whole = ui.interact(rect, ui.scope_id().with("trend"), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &chart.description));
    let mut clicked = None;
    match fit {
        Fit::Page => {
            let style = style_for_page(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_inner(ui, chart, None, style, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let least = least_height(ui, chart, style);
            if rect.height() - placed.outer_height() >= least {
                let inner = placed.paint(ui, rect, groups);
                clicked = draw_inner(ui, chart, Some(selected_year), style, inner, groups);
            } else {
                // Little is left between title and source: everything scrolls together.
                let height = placed.outer_height() + least;
                scrolled_ui(ui, rect, height, style, |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
                    clicked = draw_inner(ui, chart, Some(selected_year), style, inner, groups);
                });
            }
        }
    }
    ui.advance_cursor_after_rect(rect);
    clicked
}

/// Returns the style at which the texts leave the plots their room on a page: the foot shrinks first, then all text.
fn style_for_page(ui: &Ui, chart: &TrendChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    let leaves_room = |style: Style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        room >= least_height(ui, chart, style)
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

/// Draws what stands between head and foot; `selected` is nothing on a page, where nothing is hovered either.
fn draw_inner(
    ui: &mut Ui,
    chart: &TrendChart,
    selected: Option<i16>,
    style: Style,
    inner: Rect,
    groups: &mut Groups,
) -> Option<i16> {
    if let Some(reason) = &chart.empty {
        draw_reason(ui, reason, style, inner, groups);
        return None;
    }
    let layout = Layout::new(ui, chart, style, inner);
    if let Some(year) = selected {
        years::draw_selected(ui, &layout, year);
    }
    let main = axes::draw_main(ui, chart, &layout);
    axes::draw_below(ui, chart, &layout, selected, groups);
    match chart.options.shape {
        Shape::Lines => lines::draw(ui, chart, &layout, &main, groups),
        Shape::Stacked => {
            areas::draw(ui, chart, &layout, &main, groups);
            axes::draw_divides(ui, chart, &layout);
        }
    }
    labels::draw(ui, chart, &layout, &main, groups);
    if let Some(panel) = &chart.hhi {
        hhi::draw(ui, chart, panel, &layout, groups);
    }
    if selected.is_some() { years::hover_ui(ui, chart, &layout) } else { None }
}

/// Shows content that needs `height` points in `rect`, scrolled when that is more than there is.
fn scrolled_ui(ui: &mut Ui, rect: Rect, height: f32, style: Style, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        egui::ScrollArea::vertical().id_salt("trend scroll").auto_shrink(false).show(ui, |ui| {
            let bar = if height > rect.height() { style.length(12.0) } else { 0.0 };
            let size = vec2(ui.available_width() - bar, height.max(rect.height() - 1.0));
            let (inner, _) = ui.allocate_exact_size(size, Sense::hover());
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), content);
        });
    });
}

fn frame_of(chart: &TrendChart, style: Style) -> Frame<'_> {
    Frame {
        title: &chart.title,
        subtitle: &chart.subtitle,
        // In print lines differ by dashes and areas by greys: patterns would name neither.
        legend: if style.theme.has_patterns() { &[] } else { &chart.legend },
        notes: &chart.notes,
        source_line: &chart.source_line,
    }
}

/// Draws the sentence that stands in place of a picture.
fn draw_reason(ui: &Ui, reason: &str, style: Style, rect: Rect, groups: &mut Groups) {
    let mark = groups.begin(ui);
    let width = rect.width().min(style.length(520.0));
    let galley = wrapped(ui, reason, style.font(TextRank::Body), style.colours().text, width);
    let at = pos2(rect.left(), rect.top() + style.length(16.0));
    read_aloud(ui, Rect::from_min_size(at, galley.size()), "reason", reason);
    place(ui, at, galley);
    groups.end(ui, mark, "empty", reason);
}
