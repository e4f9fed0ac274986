//! The drawing half of Editions.
//!
//! In: an [`EditionsChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and the year that a
//! person clicked. It measures and places; it decides no order, colour or wording.

mod axis;
mod list;
mod marks;
mod plan;
mod table;

use egui::{Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed, scroll_bar_width};
use crate::charts::frame::{Fit, Frame};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Emphasis, Looking};

use super::model::EditionsChart;

use list::List;
use marks::stands_out;
use plan::Plan;
use table::Table;

/// A page shows at least so many rows, folded ones among them, if there are as many.
const FEWEST_ROWS: usize = 4;
/// A page lists at most this many revisions, and at least two or none.
const MOST_LISTED: usize = 6;

/// Draws the chart into all of `ui`'s available space. Returns what was clicked, which only a scrolled view offers: the year
/// of a revision in the list, or the country of a row.
pub fn draw(
    ui: &mut Ui,
    chart: &EditionsChart,
    looking: &Looking,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<Clicked> {
    let is_here = chart.rows.iter().any(|row| stands_out(row, looking.emphasis()));
    let emphasis = looking.emphasis().where_it(is_here);
    let framed = Framed {
        name: "editions",
        description: &chart.description,
        frame: Frame {
            title: &chart.title,
            subtitle: &chart.subtitle,
            legend: &[],
            notes: &chart.notes,
            source_line: &chart.source_line,
        },
        empty: chart.empty.as_deref(),
        scrolls: true,
    };
    let needed = |ui: &Ui, style: Style, room: Vec2| match fit {
        Fit::Page => on_page(ui, chart, style, room.x),
        Fit::Scroll => Needed::part(natural_height(ui, chart, style, room.x)),
    };
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| match fit {
        Fit::Page => {
            draw_page_ui(ui, chart, emphasis, area, groups);
            None
        }
        Fit::Scroll => draw_all_ui(ui, chart, emphasis, area, groups),
    })
}

/// Returns what rows need on a page: they fold down to a few, not further.
fn on_page(ui: &Ui, chart: &EditionsChart, style: Style, width: f32) -> Needed {
    let plan = Plan::new(ui, chart, &chart.rows, style, width);
    let height = |rows| plan.least_height(chart, rows);
    Needed { least: height(chart.rows.len().min(FEWEST_ROWS)), whole: height(chart.rows.len()) }
}

/// Returns the height that all rows and the whole list take in a window.
fn natural_height(ui: &Ui, chart: &EditionsChart, style: Style, width: f32) -> f32 {
    let width = width - scroll_bar_width(style);
    let plan = Plan::new(ui, chart, &chart.rows, style, width);
    let list = List::new(ui, chart, style, width, usize::MAX, Fit::Scroll);
    plan.height(chart, chart.rows.len(), plan.sizes.comfortable_pitch()) + list.height()
}

/// Draws rows and list into a page: rows fold where there is no room for all, and the list has what is left.
fn draw_page_ui(ui: &mut Ui, chart: &EditionsChart, emphasis: Emphasis<'_>, area: Area, groups: &mut Groups) {
    let Area { rect: inner, style, .. } = area;
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
    let table = Table { style, fit: Fit::Page, emphasis, plan, pitch };
    table.draw_ui(ui, chart, &rows, inner.min, groups);
    if let Some(list) = list {
        list.draw_ui(ui, pos2(inner.left(), inner.top() + table_height), groups);
    }
}

/// Draws all rows and the whole list from the top of `inner` on.
fn draw_all_ui(
    ui: &mut Ui,
    chart: &EditionsChart,
    emphasis: Emphasis<'_>,
    area: Area,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect: inner, style, .. } = area;
    let plan = Plan::new(ui, chart, &chart.rows, style, inner.width());
    let list = List::new(ui, chart, style, inner.width(), usize::MAX, Fit::Scroll);
    let room = inner.height() - list.height();
    let pitch = plan.pitch_within(chart, chart.rows.len(), room).max(plan.sizes.comfortable_pitch());
    let table_height = plan.height(chart, chart.rows.len(), pitch);
    let table = Table { style, fit: Fit::Scroll, emphasis, plan, pitch };
    let marked = table.draw_ui(ui, chart, &chart.rows, inner.min, groups);
    list.draw_ui(ui, pos2(inner.left(), inner.top() + table_height), groups).map(Clicked::Year).or(marked)
}

impl Drawn for EditionsChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        draw(ui, self, looking, style, fit, groups)
    }
}
