//! The drawing half of Compare.
//!
//! In: a [`PairChart`] and a look. Out: shapes in an [`egui::Ui`], and what each of them is called. The halves stand side
//! by side, or on each other where the room is too narrow for that.

mod facts;
mod head;
mod lists;
mod plan;

use egui::{Rect, Ui, Vec2};

use crate::charts::fit::{Framed, Needed};
use crate::charts::frame::{Fit, Frame, frame_of};
use crate::charts::groups::Groups;
use crate::charts::shares::{BarRow, ShareChart, among};
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Emphasis, Looking};

use super::model::PairChart;

use lists::Lists;
use plan::Plan;

/// Draws the chart into all of `ui`'s available space, and returns what was clicked, which only a window offers.
pub fn draw(
    ui: &mut Ui,
    chart: &PairChart,
    looking: &Looking,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<Clicked> {
    let framed = Framed {
        name: "pair",
        description: &chart.description,
        frame: frame_of(chart),
        empty: chart.empty.as_deref(),
        scrolls: true,
    };
    let needed = |ui: &Ui, style: Style, room: Vec2| {
        let body = Body::within(ui, chart, (style, fit), room);
        match fit {
            Fit::Page => Needed { least: body.least_height(), whole: body.height() },
            Fit::Scroll => Needed::part(body.height()),
        }
    };
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| {
        let emphases = emphases(chart, looking);
        Body::within(ui, chart, (area.style, fit), area.rect.size()).draw(ui, (fit, emphases), area.rect, groups)
    })
}

/// Returns what stands out in A and in B: where one of the two has it, all else fades in both.
fn emphases<'a>(chart: &PairChart, looking: &'a Looking) -> [Emphasis<'a>; 2] {
    let [a, b] = &chart.halves;
    let [in_a, in_b] = [looking.emphasis(), looking.emphasis_beside()];
    let is_among = |rows: &[BarRow], emphasis: Emphasis<'_>| among(rows.iter(), emphasis).is_on();
    let is_here = is_among(&a.rows, in_a) || is_among(&b.rows, in_b);
    [in_a.where_it(is_here), in_b.where_it(is_here)]
}

/// What stands between title and source line.
enum Body<'a> {
    /// Suppliers on common lines.
    Lines(Plan<'a>),
    /// A list for each side.
    Lists(Lists<'a>),
}

impl<'a> Body<'a> {
    /// Returns what stands in a room: in a window, suppliers of nothing share a row before anything has to be scrolled.
    fn within(ui: &Ui, chart: &'a PairChart, (style, fit): (Style, Fit), room: Vec2) -> Self {
        /// What a scroll area takes of the room.
        const EDGE: f32 = 1.5;
        let all = Self::with_rows(ui, chart, false, style, room.x);
        if fit == Fit::Scroll && all.height() > room.y + EDGE {
            Self::with_rows(ui, chart, true, style, room.x)
        } else {
            all
        }
    }

    fn with_rows(ui: &Ui, chart: &'a PairChart, are_zeros_folded: bool, style: Style, width: f32) -> Self {
        if chart.rows.is_empty() {
            let rows = |half: &'a ShareChart| if are_zeros_folded { half.rows_with_zeros_folded() } else { &half.rows };
            Self::Lists(Lists::new(ui, chart, chart.halves.each_ref().map(rows), style, width))
        } else {
            let rows = if are_zeros_folded { chart.rows_with_zeros_folded() } else { &chart.rows };
            Self::Lines(Plan::new(ui, chart, rows, style, width))
        }
    }

    /// Returns the height it takes with all rows.
    fn height(&self) -> f32 {
        match self {
            Self::Lines(plan) => plan.height_of(plan.count()),
            Self::Lists(lists) => lists.height_of(usize::MAX),
        }
    }

    /// Returns the height below which rows would stand over each other.
    fn least_height(&self) -> f32 {
        const LEAST_ROWS: usize = 5;
        match self {
            Self::Lines(plan) => plan.height_of(plan.least_count()),
            Self::Lists(lists) => lists.height_of(LEAST_ROWS),
        }
    }

    fn draw(&self, ui: &mut Ui, look: (Fit, [Emphasis<'_>; 2]), rect: Rect, groups: &mut Groups) -> Option<Clicked> {
        match self {
            Self::Lines(plan) => plan.draw(ui, look, rect, groups),
            Self::Lists(lists) => lists.draw(ui, look, rect, groups),
        }
    }
}

/// Returns whether two halves fit side by side.
fn fits_beside(style: Style, width: f32) -> bool {
    width >= style.length(600.0)
}

fn frame_of(chart: &PairChart) -> Frame<'_> {
    frame_of!(chart)
}

impl Drawn for PairChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        draw(ui, self, looking, style, fit, groups)
    }
}
