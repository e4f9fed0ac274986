use std::sync::OnceLock;

use earcut::Earcut;

use crate::data::map::{Detail, Outline, Polygon, world_map};
use crate::model::Iso3;

/// Points of a map: to the right and up from its middle, in radii of the Earth.
pub(super) type Place = [f32; 2];

/// The outlines of all areas at one level of detail, ready to be filled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outlines {
    /// The areas in the order of the map.
    pub(super) areas: Vec<AreaShape>,
    /// Coasts and borders, each once.
    pub(super) borders: Vec<Line>,
}

/// A line and the box around it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) points: Vec<Place>,
    pub(super) bounds: Bounds,
}

/// The outline of an area.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AreaShape {
    /// Its code.
    pub(super) code: Iso3,
    /// Its parts, the largest first.
    pub(super) parts: Vec<Part>,
}

/// A part of an area in one piece.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// The outer ring, then the holes.
    pub(super) rings: Vec<Vec<Place>>,
    /// Triangles that fill it, as places among the points of all rings.
    pub(super) triangles: Vec<u32>,
    pub(super) bounds: Bounds,
}

/// A box on the map: left, bottom, right, top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) min: Place,
    pub(super) max: Place,
}

/// Where a name or a dot of an area stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchor {
    /// The code of the area.
    pub(super) code: Iso3,
    /// The place in its largest part that is furthest from its edge.
    pub(super) at: Place,
    /// How far that is.
    pub(super) radius: f32,
}

/// Returns the outlines at a level of detail, made when they are first asked for; nothing where the map is damaged.
pub(super) fn outlines(detail: Detail) -> Option<&'static Outlines> {
    static LEVELS: [OnceLock<Option<Outlines>>; 3] = [const { OnceLock::new() }; 3];
    let level = LEVELS.get(detail as usize)?;
    level.get_or_init(|| world_map().ok().map(|map| Outlines::of(&map.outline(detail), &codes(&map.areas)))).as_ref()
}

/// Returns where names and dots stand, by code.
pub(super) fn anchors() -> &'static [Anchor] {
    static ANCHORS: OnceLock<Vec<Anchor>> = OnceLock::new();
    ANCHORS.get_or_init(|| {
        let areas = outlines(Detail::World).map_or(&[] as &[AreaShape], |outlines| &outlines.areas);
        areas.iter().filter_map(|area| area.parts.first().map(|part| part.anchor(area.code))).collect()
    })
}

/// Returns the box around everything drawn.
pub(super) fn world_bounds() -> Bounds {
    static WORLD: OnceLock<Bounds> = OnceLock::new();
    *WORLD.get_or_init(|| {
        let areas = outlines(Detail::World).map_or(&[] as &[AreaShape], |outlines| &outlines.areas);
        let parts = areas.iter().flat_map(|area| &area.parts);
        Bounds::around(parts.flat_map(|part| [&part.bounds.min, &part.bounds.max]))
    })
}

fn codes(areas: &[crate::data::map::Area]) -> Vec<Iso3> {
    areas.iter().map(|area| area.code).collect()
}

impl Outlines {
    fn of(outline: &Outline, codes: &[Iso3]) -> Self {
        let mut earcut = Earcut::new();
        let areas = codes.iter().zip(&outline.areas).map(|(&code, polygons)| AreaShape {
            code,
            parts: polygons.iter().filter(|of| !of.is_empty()).map(|polygon| Part::of(polygon, &mut earcut)).collect(),
        });
        let areas = areas.collect();
        let line = |points: &Vec<[f64; 2]>| {
            let points: Vec<Place> = points.iter().copied().map(place).collect();
            Line { bounds: Bounds::around(&points), points }
        };
        Self { areas, borders: outline.borders.iter().map(line).collect() }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a map needs no more than f32 tells apart")]
fn place(point: [f64; 2]) -> Place {
    point.map(|of| of as f32)
}

impl Part {
    fn of(polygon: &Polygon, earcut: &mut Earcut<f64>) -> Self {
        let mut holes: Vec<u32> = Vec::new();
        let mut count = 0;
        for ring in polygon {
            if count > 0 {
                holes.push(u32::try_from(count).unwrap_or(u32::MAX));
            }
            count += ring.len();
        }
        let mut triangles = Vec::new();
        earcut.earcut(polygon.iter().flatten().copied(), &holes, &mut triangles);
        let rings: Vec<Vec<Place>> = polygon.iter().map(|ring| ring.iter().copied().map(place).collect()).collect();
        Self { bounds: Bounds::around(rings.iter().flatten()), rings, triangles }
    }

    /// Returns whether a place lies inside, and in no hole.
    pub(super) fn holds(&self, at: Place) -> bool {
        self.bounds.holds(at) && self.rings.iter().filter(|ring| is_inside(ring, at)).count() % 2 == 1
    }

    /// Returns the place furthest from the edge, found on a grid that is made finer three times.
    ///
    /// After V. Agafonkin, "A new algorithm for finding a visual center of a polygon" (2016), without its queue: a name
    /// needs no more precise place.
    fn anchor(&self, code: Iso3) -> Anchor {
        const CELLS: u8 = 9;
        let Bounds { min, max } = self.bounds;
        let middle = [f32::midpoint(min[0], max[0]), f32::midpoint(min[1], max[1])];
        let mut best = Anchor { code, at: middle, radius: self.depth(middle) };
        let mut half = [(max[0] - min[0]) / 2.0, (max[1] - min[1]) / 2.0];
        for _ in 0..3 {
            let [x, y] = best.at;
            for (column, row) in (0..CELLS).flat_map(|column| (0..CELLS).map(move |row| (column, row))) {
                let along = |cell: u8| 2.0 * (f32::from(cell) + 0.5) / f32::from(CELLS) - 1.0;
                let at = [x + half[0] * along(column), y + half[1] * along(row)];
                let radius = self.depth(at);
                if radius > best.radius {
                    best = Anchor { code, at, radius };
                }
            }
            half = half.map(|half| half * 2.0 / f32::from(CELLS));
        }
        best
    }

    /// Returns how far a place is from the edge, below zero outside.
    fn depth(&self, [x, y]: Place) -> f32 {
        let edges = self.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        let nearest = edges.map(|([ax, ay], [bx, by])| {
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx * dx + dy * dy;
            let along = if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            (ax + along * dx - x).hypot(ay + along * dy - y)
        });
        let distance = nearest.fold(f32::INFINITY, f32::min);
        if self.holds([x, y]) { distance } else { -distance }
    }
}

/// Returns whether a place lies inside a ring: a ray to the right crosses it an odd number of times.
fn is_inside(ring: &[Place], [x, y]: Place) -> bool {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossed =
        edges.filter(|([ax, ay], [bx, by])| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
    crossed.count() % 2 == 1
}

impl Bounds {
    fn around<'a>(points: impl IntoIterator<Item = &'a Place>) -> Self {
        let none = Self { min: [f32::INFINITY; 2], max: [f32::NEG_INFINITY; 2] };
        points.into_iter().fold(none, |of, [x, y]| Self {
            min: [of.min[0].min(*x), of.min[1].min(*y)],
            max: [of.max[0].max(*x), of.max[1].max(*y)],
        })
    }

    /// Returns whether a place lies inside.
    pub(super) fn holds(&self, [x, y]: Place) -> bool {
        let ([left, bottom], [right, top]) = (self.min, self.max);
        (left..=right).contains(&x) && (bottom..=top).contains(&y)
    }

    /// Returns whether two boxes have a place in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let ([left, bottom], [right, top]) = (self.min, self.max);
        left <= other.max[0] && right >= other.min[0] && bottom <= other.max[1] && top >= other.min[1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twice the area inside a ring, below zero where it runs clockwise.
    fn doubled(ring: &[Place]) -> f64 {
        let wide = |place: &Place| place.map(f64::from);
        let edges = ring.iter().zip(ring.iter().cycle().skip(1));
        edges.map(|(one, other)| (wide(one), wide(other))).map(|([ax, ay], [bx, by])| ax * by - bx * ay).sum()
    }

    #[test]
    fn triangles_cover_what_the_rings_enclose() {
        for detail in Detail::ALL {
            for area in &outlines(detail).unwrap().areas {
                for part in &area.parts {
                    let points: Vec<Place> = part.rings.iter().flatten().copied().collect();
                    let corners = |of: &[u32]| [0, 1, 2].map(|at| points[of[at] as usize]);
                    let covered: f64 = part.triangles.chunks(3).map(|of| doubled(&corners(of)).abs()).sum();
                    let enclosed = part.rings.iter().enumerate().map(|(place, ring)| {
                        let area = doubled(ring).abs();
                        if place == 0 { area } else { -area }
                    });
                    let enclosed: f64 = enclosed.sum();
                    assert!((covered - enclosed).abs() <= 0.02 * enclosed + 1e-7, "{} {covered} {enclosed}", area.code);
                }
            }
        }
    }

    #[test]
    fn names_stand_inside_their_countries() {
        let areas = &outlines(Detail::World).unwrap().areas;
        for anchor in anchors() {
            let area = areas.iter().find(|area| area.code == anchor.code).unwrap();
            assert!(anchor.radius > 0.0 && area.parts[0].holds(anchor.at), "{anchor:?}");
        }
        assert!(anchors().len() > 230);
    }
}
