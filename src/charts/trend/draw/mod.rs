//! The drawing half of Trend.
//!
//! In: a [`TrendChart`], what a person stands in and has marked, and a look. Out: shapes in an [`egui::Ui`], what each of them is
//! called, and what was clicked. It measures and places; it decides no order, colour or wording.

mod areas;
mod axes;
mod events;
mod hhi;
mod labels;
mod layout;
mod lines;
mod place;
mod reach;
mod spread;
mod years;

use egui::{Rect, Ui, Vec2};

use crate::charts::fit::{Framed, Needed};
use crate::charts::frame::{Fit, Frame};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::model::TrendChart;
use super::options::Shape;

use layout::{Layout, least_height};
pub(in crate::charts) use spread::spread;

/// Draws the chart into all of `ui`'s available space and returns what was clicked: a year, a line or its label. In a
/// window the selected year and what is marked stand out, and a hover over a year says its numbers; on a page none of it is
/// drawn.
pub fn draw(
    ui: &mut Ui,
    chart: &TrendChart,
    looking: &Looking,
    style: Style,
    fit: Fit,
    groups: &mut Groups,
) -> Option<Clicked> {
    let framed = Framed {
        name: "trend",
        description: &chart.description,
        frame: frame_of(chart, style),
        empty: chart.empty.as_deref(),
        scrolls: false,
    };
    let looking = match fit {
        Fit::Page => None,
        Fit::Scroll => Some(looking),
    };
    let needed = |ui: &Ui, style: Style, _: Vec2| Needed::all(least_height(ui, chart, style));
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| {
        draw_inner(ui, chart, looking, area.style, area.rect, groups)
    })
}

/// Draws what stands between head and foot; `looking` is nothing on a page, where nothing is hovered either.
fn draw_inner(
    ui: &mut Ui,
    chart: &TrendChart,
    looking: Option<&Looking>,
    style: Style,
    inner: Rect,
    groups: &mut Groups,
) -> Option<Clicked> {
    let selected = looking.and_then(|looking| looking.year);
    let layout = Layout::new(ui, chart, style, inner).marking(chart, looking);
    if let Some(year) = selected {
        years::draw_selected(ui, &layout, year);
    }
    let main = axes::draw_main(ui, chart, &layout);
    axes::draw_below(ui, chart, &layout, selected, groups);
    match chart.options.shape {
        Shape::Lines => {
            events::draw(ui, chart, &layout, groups);
            reach::draw(ui, chart, &layout, &main, groups);
            lines::draw(ui, chart, &layout, &main, groups);
            lines::draw_ties(ui, chart, &layout, &main);
        }
        Shape::Stacked => {
            areas::draw(ui, chart, &layout, &main, groups);
            axes::draw_divides(ui, chart, &layout);
            events::draw(ui, chart, &layout, groups);
        }
    }
    let marked = labels::draw(ui, chart, &layout, &main, looking.is_some(), groups);
    if let Some(panel) = &chart.hhi {
        hhi::draw(ui, chart, panel, &layout, groups);
    }
    let clicked = looking.and_then(|_| years::hover_ui(ui, chart, &layout, &main));
    marked.map(Clicked::Mark).or(clicked)
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
        draw(ui, self, looking, style, fit, groups)
    }
}
