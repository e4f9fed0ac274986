//! The drawing half of Shares.
//!
//! In: a [`ShareChart`] and a look. Out: shapes in an [`egui::Ui`], and what each of them is called. It measures and
//! places; it decides no order, colour or wording.

mod axis;
mod bars;
mod emphasis;
mod marks;
mod placed_row;
mod sizes;

use egui::{Rect, Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed};
use crate::charts::frame::{Fit, Frame, draw_reason, frame_of};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Emphasis, Looking};

use super::model::ShareChart;
use super::multiples;
use super::picture::Picture;
use super::rows::BarRow;
use super::stacked::draw_stacked;
use super::treemap;

pub(in crate::charts) use bars::{Bars, Lane};
pub(in crate::charts) use emphasis::among;
pub(super) use emphasis::{mark_of, stands_out};
pub(in crate::charts) use sizes::Sizes;

/// Draws the chart into all of `ui`'s available space, and returns what was clicked, which only a window offers.
pub fn draw(
    ui: &mut Ui,
    chart: &ShareChart,
    looking: &Looking,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<Clicked> {
    let framed = Framed {
        name: "bars",
        description: &chart.description,
        frame: frame_of(chart),
        // Rows of words may follow the sentence.
        empty: None,
        scrolls: true,
    };
    let needed = |ui: &Ui, style: Style, room: Vec2| match fit {
        Fit::Page => on_page(ui, chart, style),
        Fit::Scroll => in_window(ui, chart, style, room.y),
    };
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| {
        let rows = match fit {
            Fit::Page => &chart.rows,
            Fit::Scroll => rows_in_window(ui, chart, area.style, area.rect.height()),
        };
        let emphasis = among(rows.iter(), looking.emphasis());
        draw_inner(ui, chart, rows, (fit, emphasis), area, groups)
    })
}

/// Returns what bars need on a page: they fold when there is no room for all of them, rows of words don't.
fn on_page(ui: &Ui, chart: &ShareChart, style: Style) -> Needed {
    let rows = Sizes::fitting(ui, chart, &chart.rows, style, 0.0).rows_height(chart, &chart.rows);
    if chart.empty.is_some() { Needed::all(rows) } else { Needed::part(rows) }
}

/// Returns what bars need in a window.
fn in_window(ui: &Ui, chart: &ShareChart, style: Style, room: f32) -> Needed {
    let rows = rows_in_window(ui, chart, style, room);
    let height = height_in_window(ui, chart, rows, style, room);
    // A few points too many are better squeezed than scrolled.
    Needed::part(if height < room * 1.08 { height.min(room - 1.0) } else { height })
}

/// Returns the rows that a window shows: suppliers of nothing share a row before anything has to be scrolled.
fn rows_in_window<'a>(ui: &Ui, chart: &'a ShareChart, style: Style, room: f32) -> &'a [BarRow] {
    /// What a scroll area takes of the room.
    const EDGE: f32 = 1.5;
    if height_in_window(ui, chart, &chart.rows, style, room) > room + EDGE {
        chart.rows_with_zeros_folded()
    } else {
        &chart.rows
    }
}

fn height_in_window(ui: &Ui, chart: &ShareChart, rows: &[BarRow], style: Style, room: f32) -> f32 {
    Sizes::fitting(ui, chart, rows, style, room).rows_height(chart, rows)
}

fn draw_inner(
    ui: &mut Ui,
    chart: &ShareChart,
    rows: &[BarRow],
    (fit, emphasis): (Fit, Emphasis<'_>),
    area: Area,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect: inner, style, .. } = area;
    match &chart.empty {
        Some(reason) => {
            let bottom = draw_reason(ui, reason, style, inner, groups);
            if rows.is_empty() {
                return None;
            }
            let rest = Rect::from_min_max(pos2(inner.left(), bottom), inner.max);
            Bars::new(ui, chart, rows, style, fit, rest).draw_rows(ui, emphasis, groups)
        }
        None => Bars::new(ui, chart, rows, style, fit, inner).draw(ui, emphasis, groups),
    }
}

pub(super) fn frame_of(chart: &ShareChart) -> Frame<'_> {
    frame_of!(chart)
}

impl Drawn for ShareChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        match &self.picture {
            Picture::Bars => draw(ui, self, looking, style, fit, groups),
            Picture::Stacked(stacked) => draw_stacked(ui, (self, stacked), looking, (style, fit), groups),
            Picture::Treemap(map) => treemap::draw_ui(ui, self, map, looking, (style, fit), groups),
            Picture::Multiples(multiples) => multiples::draw_ui(ui, self, multiples, looking, (style, fit), groups),
        }
    }
}
