//! The drawing half of stacked bars.
//!
//! In: a [`Stacked`] picture with its chart, what a person stands in and has marked, and a look. Out: shapes in an
//! [`egui::Ui`], what each of them is called, and what was clicked. It measures and places; it decides no order, colour or
//! wording.

mod bars;
mod labels;
mod plan;

use egui::{Ui, Vec2};

use crate::charts::fit::{Framed, Needed, scroll_bar_width};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::shares::ShareChart;
use crate::charts::style::Style;
use crate::charts::{Clicked, Looking};

use super::Stacked;

use bars::Bars;
use plan::Plan;

/// Draws the chart into all of `ui`'s available space and returns what was clicked: a year, or a supplier.
pub(in crate::charts::shares) fn draw_stacked(
    ui: &mut Ui,
    (chart, stacked): (&ShareChart, &Stacked),
    looking: &Looking,
    (style, fit): (Style, Fit),
    groups: &mut Groups,
) -> Option<Clicked> {
    let framed = Framed {
        name: "stacked bars",
        description: &chart.description,
        frame: frame_of!(chart),
        empty: chart.empty.as_deref(),
        scrolls: true,
    };
    let least = |ui: &Ui, style: Style, width: f32| Plan::new(ui, stacked, (style, None), width).least_height();
    let needed = |ui: &Ui, style: Style, room: Vec2| match fit {
        Fit::Page => Needed::all(least(ui, style, room.x)),
        // Beside a scroll bar texts may take more rows.
        Fit::Scroll => Needed::all(least(ui, style, room.x).max(least(ui, style, room.x - scroll_bar_width(style)))),
    };
    framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| {
        Bars::new(ui, stacked, looking, (area.style, fit), area.rect).draw_ui(ui, groups)
    })
}
