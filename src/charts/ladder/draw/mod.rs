//! The drawing half of Shift.
//!
//! In: a [`LadderChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and the row that a person
//! clicked. It measures and places; it decides no order, colour or wording.

mod plan;
mod table;

use egui::{Rect, Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed, scroll_bar_width, scrolled_ui};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::emphasis::Standing;
use super::model::LadderChart;
use super::rows::LadderKey;

use plan::{Arrangement, Plan};
use table::Table;

/// A page shows at least so many rows, the folded one among them, if there are as many.
const FEWEST_ROWS: usize = 6;

/// Draws the chart into all of `ui`'s available space. Returns what the row is of that was clicked, which only a scrolled
/// view offers.
pub fn draw(
    ui: &mut Ui,
    chart: &LadderChart,
    looking: &Looking,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<LadderKey> {
    let standing = Standing::of(chart, looking.emphasis());
    let framed = Framed {
        name: "ladder",
        description: &chart.description,
        frame: frame_of!(chart),
        empty: chart.empty.as_deref(),
        // Rows scroll under heads that stay.
        scrolls: false,
    };
    let needed = |ui: &Ui, style: Style, room: Vec2| match fit {
        Fit::Page => on_page(ui, chart, style, room.x),
        Fit::Scroll => {
            let plan = Plan::new(ui, chart, &chart.rows, style, room.x - scroll_bar_width(style));
            Needed::part(plan.height(chart.rows.len(), plan.comfortable_pitch()))
        }
    };
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| match fit {
        Fit::Page => {
            draw_page_ui(ui, chart, standing, area, groups);
            None
        }
        Fit::Scroll => draw_in_window_ui(ui, chart, standing, area, groups),
    })
}

/// Returns what rows need on a page: they fold down to a few, in columns.
fn on_page(ui: &Ui, chart: &LadderChart, style: Style, width: f32) -> Needed {
    let plan = Plan::new(ui, chart, &chart.rows, style, width);
    if plan.arrangement == Arrangement::Listed {
        return Needed::all(f32::INFINITY);
    }
    let height = |rows| plan.height(rows, plan.least_pitch());
    Needed { least: height(chart.rows.len().min(FEWEST_ROWS)), whole: height(chart.rows.len()) }
}

/// Draws rows into a page: those that have no room are folded into one.
fn draw_page_ui(ui: &mut Ui, chart: &LadderChart, standing: Standing<'_>, area: Area, groups: &mut Groups) {
    let Area { rect: inner, style, .. } = area;
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
    let table = Table { style, fit: Fit::Page, standing, plan, pitch };
    table.draw_heads(ui, chart, inner.min, groups);
    table.rows_ui(ui, chart, &rows, top, groups);
}

/// Draws all rows in a window, scrolled under their heads unless everything scrolls together.
fn draw_in_window_ui(
    ui: &mut Ui,
    chart: &LadderChart,
    standing: Standing<'_>,
    area: Area,
    groups: &mut Groups,
) -> Option<LadderKey> {
    let Area { rect: inner, style, scrolls_with_frame } = area;
    let bar = if scrolls_with_frame { 0.0 } else { scroll_bar_width(style) };
    let plan = Plan::new(ui, chart, &chart.rows, style, inner.width() - bar);
    let pitch = plan.pitch_within(chart.rows.len(), inner.height()).max(plan.comfortable_pitch());
    let below = Rect::from_min_max(pos2(inner.left(), inner.top() + plan.head_height), inner.max);
    let height = plan.height(chart.rows.len(), pitch) - plan.head_height;
    let table = Table { style, fit: Fit::Scroll, standing, plan, pitch };
    table.draw_heads(ui, chart, inner.min, groups);
    if scrolls_with_frame {
        return table.rows_ui(ui, chart, &chart.rows, below.min, groups);
    }
    scrolled_ui(ui, "rungs", below, height, style, |ui| {
        let top = ui.available_rect_before_wrap().min;
        table.rows_ui(ui, chart, &chart.rows, top, groups)
    })
}

impl Drawn for LadderChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        match draw(ui, self, looking, style, fit, groups)? {
            LadderKey::Bloc(id) => Some(Clicked::Bloc(id)),
            LadderKey::Mineral(id) => Some(Clicked::Mineral(id)),
            LadderKey::Folded => None,
        }
    }
}
