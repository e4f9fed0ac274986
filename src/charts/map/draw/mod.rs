//! The drawing half of Map.
//!
//! In: a [`MapChart`] and a look. Out: shapes in an [`egui::Ui`], what each of them is called, and the country that a
//! person clicked. Meshes fill countries, which a file turns back into their outlines. A window can be zoomed and moved;
//! a page shows the whole world, and
//! where it is tall a list of the countries below it.

mod fills;
mod kept_labels;
mod key;
mod labels;
mod list;
mod places;
mod pointing;
mod spots;
mod view;

use std::collections::BTreeSet;

use egui::{Painter, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2};

use crate::charts::fit::{Area, Framed, Needed};
use crate::charts::frame::{Fit, frame_of};
use crate::charts::groups::Groups;
use crate::charts::style::Style;
use crate::charts::{Clicked, Drawn, Looking};
use crate::model::Iso3;

use super::outlines::{Outlines, outlines};
use super::{MapChart, MapMark};

use fills::{Fill, fill_area, fill_rect, on_screen};
use kept_labels::kept_labels;
use key::Key;
use labels::draw_labels;
use list::draw_list;
use pointing::{camera_ui, pointing_ui};
use spots::{Spot, spots};
use view::{Camera, MapView};

/// A map lower than this, in points of the usual text, can't be read.
const LEAST_HEIGHT: f32 = 130.0;

impl Drawn for MapChart {
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        let framed = Framed {
            name: "map",
            description: &self.description,
            frame: frame_of!(self),
            empty: self.empty.as_deref(),
            // What does not fit is reached by moving the map.
            scrolls: false,
        };
        let needed = |ui: &Ui, style: Style, room: Vec2| {
            let key = Key::new(ui, self, style, room.x).height();
            let least = style.length(LEAST_HEIGHT).min(MapView::height_in(room.x));
            Needed { least: key + least, whole: key + MapView::height_in(room.x) }
        };
        framed
            .show_ui(ui, (style, fit), groups, needed, |ui, area, groups| draw_ui(ui, self, looking, fit, area, groups))
    }
}

fn draw_ui(
    ui: &mut Ui,
    chart: &MapChart,
    looking: &Looking,
    fit: Fit,
    area: Area,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Area { rect, style, .. } = area;
    let key = Key::new(ui, chart, style, rect.width());
    key.draw(ui, rect.min, groups);
    let room = Rect::from_min_max(pos2(rect.left(), rect.top() + key.height()), rect.max);
    // On a tall page the map stands under its key, and not in the middle of nothing.
    let height = if fit == Fit::Page { MapView::height_in(room.width()) } else { f32::INFINITY };
    let whole = room;
    let room = Rect::from_min_max(room.min, pos2(room.right(), room.bottom().min(room.top() + height)));
    let below = Rect::from_min_max(pos2(whole.left(), room.bottom() + style.length(14.0)), whole.max);
    if below.is_positive() {
        draw_list(ui, chart, below, style, groups);
    }
    if !room.is_positive() {
        return None;
    }
    let camera = if fit == Fit::Scroll { camera_ui(ui, room, style) } else { Camera::default() };
    let view = MapView::new(room, camera);
    let outlines = outlines(view.detail())?;
    let spots = spots(chart, outlines, &view, style);
    // Of the whole world a hair over the room, so that what only touches its edge needs no clip in a file.
    let rim = if camera.is_whole() { 1.0 } else { 0.0 };
    let painter = ui.painter().with_clip_rect(room.expand(rim).intersect(ui.clip_rect()));
    let drawing = Drawing { chart, outlines, spots: &spots, view, style, painter };
    drawing.draw(ui, groups);
    if !camera.is_whole() {
        ui.painter().rect_stroke(room, 0.0, Stroke::new(1.0, style.colours().line), StrokeKind::Inside);
    }
    draw_labels(ui, &kept_labels(ui, chart, (outlines, &spots), &view, style), style, groups);
    drawing.emphasise(looking);
    pointing_ui(ui, &drawing, fit)
}

/// What is drawn, and where.
struct Drawing<'a> {
    chart: &'a MapChart,
    outlines: &'a Outlines,
    spots: &'a [Spot<'a>],
    view: MapView,
    style: Style,
    painter: Painter,
}

impl Drawing<'_> {
    /// Draws countries, borders, then the dots of small countries above both.
    fn draw(&self, ui: &Ui, groups: &mut Groups) {
        let with_mark: BTreeSet<Iso3> = self.spots.iter().map(|spot| spot.area.code).collect();
        let unkeyed = self.outlines.areas.iter().filter(|area| !with_mark.contains(&area.code));
        let mark = groups.begin(ui);
        let plain = Fill::of_step(super::Step::NotListed, self.style);
        for area in unkeyed {
            fill_area(&self.painter, area, &self.view, &plain);
        }
        groups.end(ui, mark, "areas-without-figures", "Areas without a country code and without figures");
        let (with_dot, others): (Vec<&Spot<'_>>, Vec<&Spot<'_>>) =
            self.spots.iter().partition(|spot| spot.dot.is_some());
        for spot in others {
            let mark = groups.begin(ui);
            fill_area(&self.painter, spot.area, &self.view, &Fill::of(self.chart, spot.mark, self.style));
            groups.end(ui, mark, marked_id(spot.mark), spot.mark.spoken());
        }
        self.draw_borders(ui, groups);
        // The largest lies above the others.
        for spot in with_dot.iter().rev() {
            let mark = groups.begin(ui);
            let fill = Fill::of(self.chart, spot.mark, self.style);
            fill_area(&self.painter, spot.area, &self.view, &fill);
            if let Some(dot) = spot.dot {
                self.draw_dot(dot, &fill);
            }
            groups.end(ui, mark, marked_id(spot.mark), spot.mark.spoken());
        }
    }

    fn draw_borders(&self, ui: &Ui, groups: &mut Groups) {
        let stroke = Stroke::new(self.style.text_scale.sqrt() * 0.5, self.style.colours().axis);
        let seen = self.view.seen();
        let mark = groups.begin(ui);
        for border in self.outlines.borders.iter().filter(|border| border.bounds.meets(&seen)) {
            self.painter.add(Shape::line(on_screen(&border.points, &self.view), stroke));
        }
        groups.end(ui, mark, "borders", "Coasts and borders");
    }

    fn draw_dot(&self, dot: Rect, fill: &Fill) {
        let colours = self.style.colours();
        let radius = dot.width() / 2.0;
        if fill.hatches.is_empty() {
            self.painter.circle(dot.center(), radius, fill.ground, Stroke::new(1.0, colours.text_muted));
        } else {
            fill_rect(&self.painter, dot.shrink(0.5), fill);
            self.painter.rect_stroke(dot.shrink(0.5), 0.0, Stroke::new(1.0, colours.text_muted), StrokeKind::Inside);
        }
    }

    /// Outlines what a person marked: nothing of it stands in a file.
    fn emphasise(&self, looking: &Looking) {
        let emphasis = looking.emphasis();
        for spot in self.spots.iter().filter(|spot| emphasis.has_country(spot.mark.iso3)) {
            self.outline(spot, Stroke::new(self.style.length(2.0), self.style.colours().text));
        }
    }

    /// Draws a line round a country.
    fn outline(&self, spot: &Spot<'_>, stroke: Stroke) {
        let seen = self.view.seen();
        for part in spot.area.parts.iter().filter(|part| part.bounds.meets(&seen)) {
            for ring in &part.rings {
                let mut points = on_screen(ring, &self.view);
                points.extend(points.first().copied());
                // A loop would be drawn with spikes at its sharp corners, which a line cuts off.
                self.painter.add(Shape::line(points, stroke));
            }
        }
        if let Some(dot) = spot.dot {
            self.painter.circle_stroke(dot.center(), dot.width() / 2.0 + stroke.width / 2.0, stroke);
        }
    }
}

/// Returns a country's stable name in files.
fn marked_id(mark: &MapMark) -> String {
    format!("country-{}", mark.iso3.as_str().to_lowercase())
}
