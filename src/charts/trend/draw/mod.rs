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

use egui::{Rect, Role, Sense, Ui, WidgetInfo};

use crate::charts::fit::{scrolled_ui, style_for_page};
use crate::charts::frame::{Fit, Frame, Placed, draw_reason};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

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
            let style = page_style(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_inner(ui, chart, None, style, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let least = least_height(ui, chart, style, rect.width());
            if rect.height() - placed.outer_height() >= least {
                let inner = placed.paint(ui, rect, groups);
                clicked = draw_inner(ui, chart, Some(selected_year), style, inner, groups);
            } else {
                // Little is left between title and source: everything scrolls together.
                let height = placed.outer_height() + least;
                scrolled_ui(ui, "trend scroll", rect, height, style, |ui| {
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

/// Returns the style at which the texts leave the plots their room on a page.
fn page_style(ui: &Ui, chart: &TrendChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    style_for_page(style, |style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        room >= least_height(ui, chart, style, rect.width())
    })
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

impl Drawn for TrendChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        draw(ui, self, looking.year.unwrap_or_default(), style, fit, groups).map(Clicked::Year)
    }
}
