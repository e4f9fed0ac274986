use egui::{Pos2, Rect, Vec2, vec2};

use crate::charts::map::outlines::{Bounds, Outlines, Part};
use crate::charts::style::Style;
use crate::model::Iso3;

use super::spots::Spot;
use super::view::MapView;

/// How much it costs that a label hides land, of the sea nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Costs {
    /// Its own country.
    pub(super) own: f32,
    /// Land of which nothing is said.
    pub(super) plain: f32,
    /// A country that is named without a label.
    pub(super) named: f32,
    /// A country with a label of its own.
    pub(super) labelled: f32,
}

pub(super) const COSTS: Costs = Costs { own: 0.4, plain: 0.45, named: 1.0, labelled: 4.0 };

/// The land under labels.
pub(super) struct Ground<'a> {
    parts: Vec<Land<'a>>,
    view: MapView,
}

struct Land<'a> {
    part: &'a Part,
    code: Iso3,
    cost: f32,
}

impl<'a> Ground<'a> {
    /// Returns the land that is seen, with what it costs to hide each of it.
    pub(super) fn new(
        outlines: &'a Outlines,
        spots: &[Spot<'_>],
        view: &MapView,
        cost: impl Fn(&Spot<'_>) -> f32,
    ) -> Self {
        let seen = view.seen();
        let land = outlines.areas.iter().flat_map(|area| {
            let spot = spots.iter().find(|spot| spot.area.code == area.code);
            let cost = spot.map_or(COSTS.plain, &cost);
            area.parts.iter().map(move |part| Land { part, code: area.code, cost })
        });
        Self { parts: land.filter(|land| land.part.bounds.meets(&seen)).collect(), view: *view }
    }

    /// Returns the land near a place, so that it need not be looked for again.
    pub(super) fn near(&self, rect: Rect) -> Near<'_> {
        let ([left, top], [right, bottom]) = (self.view.to_map(rect.min), self.view.to_map(rect.max));
        let bounds = Bounds { min: [left, bottom], max: [right, top] };
        Near { parts: self.parts.iter().filter(|land| land.part.bounds.meets(&bounds)).collect(), view: self.view }
    }
}

/// The land near the label of a country.
pub(super) struct Near<'a> {
    parts: Vec<&'a Land<'a>>,
    view: MapView,
}

impl Near<'_> {
    /// Returns what it costs on average that a label of a country hides what is under it; at most about `most`, as more is
    /// no better.
    pub(super) fn cost(&self, own: Iso3, rect: Rect, most: f32) -> f32 {
        const POINTS: f32 = 14.0;
        let mut sum = 0.0;
        for (column, row) in (0_u8..7).flat_map(|column| [0.2, 0.8].map(|row| (f32::from(column) / 6.0, row))) {
            sum += self.cost_at(own, rect.min + rect.size() * vec2(column, row));
            if sum > most * POINTS {
                break;
            }
        }
        sum / POINTS
    }

    /// Returns what it costs that a line to the label of a country crosses what is under it.
    pub(super) fn cost_of_line(&self, own: Iso3, [from, to]: [Pos2; 2]) -> f32 {
        /// A line hides less than a label.
        const THIN: f32 = 0.2;
        let at = |step: u8| from.lerp(to, f32::from(step) / f32::from(STEPS));
        (0..=STEPS).map(|step| self.cost_at(own, at(step))).sum::<f32>() * THIN / f32::from(STEPS)
    }

    /// Returns what it costs that a label seems to be of another country, as that one with a label lies between its own one
    /// and its middle.
    pub(super) fn cost_of_mistake(&self, own: Iso3, [from, to]: [Pos2; 2]) -> f32 {
        const MISTAKEN: f32 = 0.6;
        const FINE: u8 = 36;
        let at = |step: u8| from.lerp(to, f32::from(step) / f32::from(FINE));
        let is_other = |land: &Land<'_>| land.code != own && land.cost >= COSTS.labelled;
        if (0..=FINE).any(|step| self.land_at(at(step)).is_some_and(is_other)) { MISTAKEN } else { 0.0 }
    }

    fn land_at(&self, at: Pos2) -> Option<&Land<'_>> {
        let place = self.view.to_map(at);
        self.parts.iter().copied().find(|land| land.part.holds(place))
    }

    fn cost_at(&self, own: Iso3, at: Pos2) -> f32 {
        let land = self.land_at(at);
        land.map_or(0.0, |land| if land.code == own { COSTS.own } else { land.cost })
    }
}

/// A line is looked at in so many steps.
const STEPS: u8 = 12;

/// A place for a label beside its country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Away {
    /// Which way.
    pub(super) by: Vec2,
    /// How far, in points.
    pub(super) gap: f32,
    /// Whether it is so far that a line leads to it.
    pub(super) has_leader: bool,
    /// What that costs beside what the label hides.
    pub(super) cost: f32,
}

/// Returns the places to try for a country with its middle at `at`: near it, in it where it has no dot, just beyond its edge,
/// and further away.
pub(super) fn places(spot: &Spot<'_>, view: &MapView, style: Style) -> Vec<Away> {
    const AROUND: [(f32, f32); 8] =
        [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.8, -1.0), (0.8, 1.0), (-0.8, -1.0), (-0.8, 1.0)];
    /// How much further than near, in points of the usual text, and what that costs.
    const RINGS: [(f32, f32); 3] = [(13.0, 0.14), (26.0, 0.24), (42.0, 0.36)];
    let near = spot.dot.map_or(spot.reach.min(style.length(9.0)), |dot| dot.width() / 2.0) + style.length(1.5);
    let around = || AROUND.map(|(x, y)| vec2(x, y)).into_iter();
    let touching = around().map(|by| Away { by, gap: near, has_leader: false, cost: 0.0 });
    let middle = Away { by: Vec2::ZERO, gap: 0.0, has_leader: false, cost: 0.02 };
    let beyond = around().filter(|_| spot.dot.is_none()).filter_map(|by| {
        let gap = edge(spot, by, view)? + style.length(1.5);
        Some(Away { by, gap, has_leader: false, cost: 0.03 })
    });
    let rings = RINGS.into_iter().flat_map(|(further, cost)| {
        let gap = near + style.length(further);
        around().map(move |by| Away { by, gap, has_leader: true, cost })
    });
    touching.chain(spot.dot.is_none().then_some(middle)).chain(beyond).chain(rings).collect()
}

/// Returns how far the edge of a country is from its middle in a direction; nothing where it is too far for a label beyond it
/// to be taken for its own.
fn edge(spot: &Spot<'_>, by: Vec2, view: &MapView) -> Option<f32> {
    let part = spot.area.parts.first()?;
    let is_out = |gap: &f32| !part.holds(view.to_map(spot.at + by * *gap));
    (1_u8..=30).map(|step| f32::from(step) * 2.0).find(is_out)
}

/// Returns whether a line meets a rectangle.
pub(super) fn crosses([from, to]: [Pos2; 2], rect: Rect) -> bool {
    (0..=STEPS).any(|step| rect.contains(from.lerp(to, f32::from(step) / f32::from(STEPS))))
}
