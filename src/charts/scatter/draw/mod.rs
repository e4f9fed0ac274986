//! The drawing half of Scatter.
//!
//! In: a [`ScatterChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and the country or bloc
//! that a person clicked. It measures and places; it decides no order, colour or wording.

mod ground;
mod labels;
mod layout;
mod marks;

use egui::{Rect, Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed};
use crate::charts::frame::{Fit, frame_of, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Emphasis, Looking, Marked};

use super::model::ScatterChart;
use super::points::PointKey;

use layout::{Layout, least_height};

/// A plot that is scrolled is so much higher than the least one, in points of the usual text.
const ROOMIER: f32 = 130.0;

impl Drawn for ScatterChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        let framed = Framed {
            name: "scatter",
            description: &self.description,
            frame: frame_of!(self),
            empty: self.empty.as_deref(),
            scrolls: true,
        };
        let needed = |ui: &Ui, style: Style, room: Vec2| {
            let least = least_height(ui, self, style, room.x);
            // What has to be scrolled anyway need not be small.
            let is_scrolled = fit == Fit::Scroll && room.y < least;
            Needed { least, whole: if is_scrolled { least + style.length(ROOMIER) } else { least } }
        };
        framed.show_ui(ui, (style, fit), groups, needed, |ui, area, groups| {
            draw_inner_ui(ui, self, looking, area, fit, groups)
        })
    }
}

fn draw_inner_ui(
    ui: &mut Ui,
    chart: &ScatterChart,
    looking: &Looking,
    area: Area,
    fit: Fit,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect, style, .. } = area;
    let layout = Layout::new(ui, chart, style, rect);
    ground::draw(ui, chart, &layout, groups);
    let emphasis = looking.emphasis();
    let shapes = marks::shapes(chart, &layout);
    let labels = labels::place_labels(ui, chart, &shapes, &layout, emphasis);
    labels.draw_grounds(ui, style);
    let clicked = marks::draw_ui(ui, chart, &shapes, &layout, (fit, emphasis), groups);
    labels.draw(ui, chart, &layout, groups);
    labels.draw_nameless(ui, chart, &layout, groups);
    draw_unplaced(ui, chart, &layout, groups);
    clicked
}

/// Draws what has no mark, with the reasons.
fn draw_unplaced(ui: &Ui, chart: &ScatterChart, layout: &Layout, groups: &mut Groups) {
    if chart.unplaced_words.is_empty() {
        return;
    }
    let mark = groups.begin(ui);
    let galley = layout::unplaced_text(ui, chart, layout.style, layout.unplaced.width());
    let at = pos2(layout.unplaced.left(), layout.unplaced.top());
    read_aloud(ui, Rect::from_min_size(at, galley.size()), "not placed", &chart.unplaced_words);
    place(ui, at, galley);
    groups.end(ui, mark, "not-placed", &chart.unplaced_words);
}

/// Returns what a click on a point marks.
fn mark_of(key: &PointKey) -> Marked {
    match key {
        PointKey::Country(iso3) => Marked::Country(*iso3),
        PointKey::Bloc(id) => Marked::Bloc(id.clone()),
    }
}

/// Returns whether a point is just the one that is marked.
fn is_marked(key: &PointKey, emphasis: Emphasis<'_>) -> bool {
    emphasis.is_itself(Some(&mark_of(key)))
}
