//! The drawing half of Concentration.
//!
//! In: a [`ConcentrationChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and what was clicked.
//! It measures and places; it decides no order, colour or wording.

mod contributions;
mod grid;
mod lorenz;
mod marks;
mod panel;
mod stages;

use egui::{Rect, Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};

use super::model::{ConcentrationChart, Picture};

use panel::Panel;

/// The picture's part of the width where measures stand beside it.
const PICTURE_PART: f32 = 0.6;
/// From this width on, in points of the usual text, measures stand beside the picture.
const BESIDE_FROM: f32 = 620.0;
/// From this width on, in points of the usual text, measures below the picture stand in two columns.
const TWO_COLUMNS_FROM: f32 = 460.0;
/// A page shows at least so many measures, if there are as many.
const FEWEST_READINGS: usize = 5;

/// How the room is parted between picture and measures.
#[derive(Clone, Copy)]
struct Parting {
    is_beside: bool,
    picture_width: f32,
    panel_width: f32,
    gap: f32,
}

impl Parting {
    /// Returns how a room is parted; a tall page has its measures below.
    fn of((style, fit): (Style, Fit), room: Vec2) -> Self {
        let (gap, width) = (style.length(24.0), room.x);
        let is_tall = fit == Fit::Page && room.y > width;
        if width >= style.length(BESIDE_FROM) && !is_tall {
            let picture_width = (width - gap) * PICTURE_PART;
            return Self { is_beside: true, picture_width, panel_width: width - gap - picture_width, gap };
        }
        Self { is_beside: false, picture_width: width, panel_width: width, gap: style.length(12.0) }
    }

    fn panel<'a>(self, ui: &Ui, chart: &'a ConcentrationChart, style: Style) -> Panel<'a> {
        let is_wide = !self.is_beside && self.panel_width >= style.length(TWO_COLUMNS_FROM);
        Panel::new(ui, chart, style, self.panel_width, if is_wide { 2 } else { 1 })
    }
}

/// Returns what the picture needs by itself.
fn picture_needs(ui: &Ui, chart: &ConcentrationChart, style: Style, width: f32) -> Needed {
    match &chart.picture {
        Picture::Stages(stages) => stages::needed(ui, stages, style, width),
        Picture::Lorenz(lorenz) => lorenz::needed(ui, lorenz, style, width),
        Picture::Contributions(contributions) => contributions::needed(ui, contributions, style, width),
        Picture::Nothing => Needed::all(0.0),
    }
}

fn needed(ui: &Ui, chart: &ConcentrationChart, (style, fit): (Style, Fit), room: Vec2) -> Needed {
    let parting = Parting::of((style, fit), room);
    let picture = picture_needs(ui, chart, style, parting.picture_width);
    let panel = parting.panel(ui, chart, style);
    let (few, all) = (panel.height(FEWEST_READINGS.min(panel.count())), panel.height(panel.count()));
    if parting.is_beside {
        return Needed { least: picture.least.max(few), whole: picture.whole.max(all) };
    }
    Needed { least: picture.least + parting.gap + few, whole: picture.whole + parting.gap + all }
}

/// A picture that has its measures below gets at least this part of the height, where it wishes for it.
const PICTURE_BELOW: f32 = 0.45;

/// A picture that has its measures below is at most so many times as tall as it wishes to be.
const TALLEST: f32 = 1.7;

/// Returns the rooms of picture and measures, and how many of these there is room for.
fn rooms(ui: &Ui, chart: &ConcentrationChart, parting: Parting, area: Area) -> (Rect, Rect, usize) {
    let Area { rect, style, .. } = area;
    let panel = parting.panel(ui, chart, style);
    if parting.is_beside {
        let right = rect.left() + parting.picture_width;
        let picture = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
        let beside = Rect::from_min_max(pos2(right + parting.gap, rect.top()), rect.max);
        return (picture, beside, panel.fitting(rect.height()));
    }
    // The picture has what it needs to be read well; then measures, then the picture again, take what is left.
    let needs = picture_needs(ui, chart, style, rect.width());
    let well = needs.whole.min(rect.height() * PICTURE_BELOW).max(needs.least);
    let left = rect.height() - well - parting.gap;
    let count = panel.fitting(left.max(panel.height(FEWEST_READINGS.min(panel.count()))));
    let most = rect.top() + needs.whole * TALLEST;
    let bottom = (rect.bottom() - panel.height(count) - parting.gap).min(most);
    let picture = Rect::from_min_max(rect.min, pos2(rect.right(), bottom.max(rect.top() + 1.0)));
    let below = Rect::from_min_max(pos2(rect.left(), picture.bottom() + parting.gap), rect.max);
    (picture, below, count)
}

impl Drawn for ConcentrationChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        let framed = Framed {
            name: "concentration",
            description: &self.description,
            frame: frame_of!(self),
            empty: self.empty.as_deref(),
            scrolls: true,
        };
        let needs = |ui: &Ui, style: Style, room: Vec2| needed(ui, self, (style, fit), room);
        framed.show_ui(ui, (style, fit), groups, needs, |ui, area, groups| {
            let parting = Parting::of((area.style, fit), area.rect.size());
            let (picture, panel, count) = rooms(ui, self, parting, area);
            let look = marks::Look { style: area.style, fit, emphasis: looking.emphasis() };
            let clicked = match &self.picture {
                Picture::Stages(stages) => stages::draw_ui(ui, stages, look, picture, groups),
                Picture::Lorenz(lorenz) => lorenz::draw_ui(ui, lorenz, look, picture, groups),
                Picture::Contributions(of) => contributions::draw_ui(ui, of, look, picture, groups),
                Picture::Nothing => None,
            };
            parting.panel(ui, self, area.style).draw_ui(ui, panel.min, count, fit, groups);
            clicked
        })
    }
}
