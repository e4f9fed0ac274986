//! The drawing half of small multiples.
//!
//! In: a [`ShareChart`] with its [`Multiples`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and
//! the mineral that was clicked.

mod panel;
mod plan;
mod tail;

use egui::{Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::shares::ShareChart;
use crate::charts::style::Style;
use crate::charts::{Clicked, Emphasis, Looking};

use super::model::LEAST_ROWS;
use super::{Multiples, Panel, PanelRow};
use panel::Look;
use plan::{Page, Plan, SMALLEST, USUAL};
use tail::Tail;

/// Draws the chart into all of `ui`'s available space and returns the mineral that was clicked.
pub fn draw_ui(
    ui: &mut Ui,
    chart: &ShareChart,
    multiples: &Multiples,
    looking: &Looking,
    (style, fit): (Style, Fit),
    groups: &mut Groups,
) -> Option<Clicked> {
    let framed = Framed {
        name: "multiples",
        description: &chart.description,
        frame: frame_of!(chart),
        empty: chart.empty.as_deref(),
        scrolls: true,
    };
    let needed = |ui: &Ui, style: Style, room: Vec2| match fit {
        Fit::Page => on_page(ui, multiples, style, room.x),
        Fit::Scroll => Needed::part(in_window(ui, multiples, style, room.x)),
    };
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| match fit {
        Fit::Page => {
            draw_page(ui, multiples, area, groups);
            None
        }
        Fit::Scroll => draw_in_window_ui(ui, multiples, looking, area, groups),
    })
}

/// Returns what the charts need on a page: a row of them, and what says of the others.
fn on_page(ui: &Ui, multiples: &Multiples, style: Style, width: f32) -> Needed {
    let plan = Plan::new(ui, multiples, (style, SMALLEST), width);
    let counts: Vec<usize> = multiples.panels.iter().map(|panel| panel.rows.len().min(LEAST_ROWS)).collect();
    let tail = Tail::of_page(ui, multiples, multiples.panels.len(), style, width).height();
    let first = counts.get(..plan.columns.min(counts.len())).unwrap_or_default();
    Needed { least: plan.height(first) + tail, whole: plan.height(&counts) + tail }
}

fn in_window(ui: &Ui, multiples: &Multiples, style: Style, width: f32) -> f32 {
    let plan = Plan::new(ui, multiples, (style, USUAL), width);
    let counts: Vec<usize> = multiples.panels.iter().map(|panel| panel.rows.len()).collect();
    plan.height(&counts) + Tail::of_window(ui, multiples, style, width).height()
}

/// Draws as many charts as a page has room for, and says how many it has not.
fn draw_page(ui: &mut Ui, multiples: &Multiples, area: Area, groups: &mut Groups) {
    let Area { rect, style, .. } = area;
    let page = Page::fitting(ui, multiples, style, rect.size());
    let shown: Vec<(&Panel, Vec<PanelRow>)> =
        multiples.panels.iter().take(page.shown).map(|panel| (panel, panel.rows_within(page.rows))).collect();
    draw_panels_ui(ui, &shown, &page.plan, (rect.min, Fit::Page, Emphasis::default()), groups);
    let tail = Tail::of_page(ui, multiples, page.shown, style, rect.width());
    let top = rect.bottom() - tail.height();
    tail.draw(ui, pos2(rect.left(), top), groups);
}

/// Draws all charts in a view that scrolls; returns the mineral that was clicked.
fn draw_in_window_ui(
    ui: &mut Ui,
    multiples: &Multiples,
    looking: &Looking,
    area: Area,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect, style, .. } = area;
    let plan = Plan::new(ui, multiples, (style, USUAL), rect.width());
    let shown: Vec<(&Panel, Vec<PanelRow>)> =
        multiples.panels.iter().map(|panel| (panel, panel.rows.clone())).collect();
    let counts: Vec<usize> = shown.iter().map(|(_, rows)| rows.len()).collect();
    let emphasis = looking.emphasis();
    let mut rows = shown.iter().flat_map(|(_, rows)| rows);
    let emphasis = emphasis.where_it(rows.any(|row| panel::stands_out(row, emphasis)));
    let clicked = draw_panels_ui(ui, &shown, &plan, (rect.min, Fit::Scroll, emphasis), groups);
    let top = rect.top() + plan.height(&counts);
    Tail::of_window(ui, multiples, style, rect.width()).draw(ui, pos2(rect.left(), top), groups);
    clicked
}

fn draw_panels_ui(
    ui: &mut Ui,
    shown: &[(&Panel, Vec<PanelRow>)],
    plan: &Plan,
    (corner, fit, emphasis): (egui::Pos2, Fit, Emphasis<'_>),
    groups: &mut Groups,
) -> Option<Clicked> {
    let counts: Vec<usize> = shown.iter().map(|(_, rows)| rows.len()).collect();
    let mut clicked = None;
    for (place, (panel, rows)) in shown.iter().enumerate() {
        let look = Look { plan, fit, emphasis, has_axis: place + plan.columns >= shown.len() };
        let rect = plan.rect(place, &counts, corner);
        let found = panel::draw_ui(ui, panel, rows, rect, look, groups);
        clicked = clicked.or(found);
    }
    clicked
}
