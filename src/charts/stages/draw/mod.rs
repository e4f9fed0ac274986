//! The drawing half of Stages.
//!
//! In: a [`StagesChart`], what a person has marked, and a look. Out: shapes in an [`egui::Ui`], what each of them is
//! called, and what was clicked. It measures and places; it decides no order, colour or wording.

mod alluvial;
mod columns;
mod labels;
mod layout;
mod marks;
mod slopes;

use egui::{Rect, Ui, Vec2};

use crate::charts::fit::{Framed, Needed, scroll_bar_width};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::{Shape, StagesChart};

use layout::{Layout, least_height, row_height};
use marks::Marks;

impl Drawn for StagesChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        let framed = Framed {
            name: "stages",
            description: &self.description,
            frame: frame_of!(self),
            empty: self.empty.as_deref(),
            scrolls: true,
        };
        let needed = |ui: &Ui, style: Style, room: Vec2| match fit {
            Fit::Page => Needed::all(least_height(ui, self, style, room.x)),
            // Beside a scroll bar texts may take a row more.
            Fit::Scroll => {
                let least = least_height(ui, self, style, room.x - scroll_bar_width(style));
                Needed::all(least + 2.0 * row_height(ui, style))
            }
        };
        framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| {
            let marks = Marks::new(self, looking, area.style, fit);
            draw_inner(ui, self, &marks, area.rect, groups)
        })
    }
}

/// Draws what stands between head and foot, and returns what was clicked.
fn draw_inner(ui: &mut Ui, chart: &StagesChart, marks: &Marks, inner: Rect, groups: &mut Groups) -> Option<Clicked> {
    let layout = Layout::new(ui, chart, (marks.style, marks.fit), inner);
    columns::draw(ui, chart, &layout, marks.style, groups);
    match chart.shape {
        Shape::Alluvial => alluvial::draw(ui, chart, &layout, marks, groups),
        Shape::Slopes => slopes::draw(ui, chart, &layout, marks, groups),
    }
}
