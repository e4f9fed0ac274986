use std::sync::OnceLock;

use crate::data::DataError;
use crate::model::Iso3;

use super::topology::{ArcPlace, Topology, line_of};
use super::weights::{ring_points, signed_area, weights};
use super::{antimeridian, equal_earth};

/// How much detail outlines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// For the whole world on a page or in a window.
    World,
    /// For a continent.
    Continent,
    /// All that there is.
    Country,
}

impl Detail {
    /// All of them, the coarsest first.
    pub const ALL: [Self; 3] = [Self::World, Self::Continent, Self::Country];

    /// Returns the detail for a map on which the Earth's radius is so many points long.
    #[must_use]
    pub fn for_scale(points: f32) -> Self {
        match points {
            points if points < 420.0 => Self::World,
            points if points < 1_000.0 => Self::Continent,
            _ => Self::Country,
        }
    }

    /// Returns how much a point must change the shape to be drawn, in squares of the Earth's radius: half a square point
    /// on a map of 180, or 500 points to the radius.
    fn least(self) -> f64 {
        match self {
            Self::World => 0.5 / (180.0 * 180.0),
            Self::Continent => 0.5 / (500.0 * 500.0),
            Self::Country => 0.0,
        }
    }
}

/// An area with outlines of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What the map's publisher calls it.
    pub name: String,
    /// The code that it has there: a country's, or one of the publisher's own.
    pub code: Iso3,
    polygons: Vec<MapPolygon>,
}

impl Area {
    /// Returns how large it is, in squares of the Earth's radius.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.polygons.iter().map(|polygon| polygon.size).sum()
    }
}

#[derive(Debug, Clone, PartialEq)]
struct MapPolygon {
    /// The area inside the outer ring, in squares of the Earth's radius.
    size: f64,
    rings: Vec<Vec<ArcPlace>>,
}

/// The outer ring of a part of an area, then its holes: points to the right and up from the middle of the map, in radii of
/// the Earth, the last not repeating the first.
pub type Polygon = Vec<Vec<[f64; 2]>>;

/// The outlines of all areas at one level of detail.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The polygons of each area, in the order of [`WorldMap::areas`], the largest first.
    pub areas: Vec<Vec<Polygon>>,
    /// Coasts and borders, each once, and no line along which the map was cut.
    pub borders: Vec<Vec<[f64; 2]>>,
}

/// The countries of the world in the plane of the Equal Earth projection.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldMap {
    /// The areas, by code.
    pub areas: Vec<Area>,
    lines: Vec<Vec<[f64; 2]>>,
    weights: Vec<Vec<f64>>,
    /// Whether each line is drawn: those along which the map was cut are not.
    is_border: Vec<bool>,
}

/// Returns the map that is built into the program, read when it is first asked for.
///
/// # Errors
/// [`DataError::OtherLayout`] when the file was damaged before the program was compiled.
pub fn world_map() -> Result<&'static WorldMap, DataError> {
    static MAP: OnceLock<WorldMap> = OnceLock::new();
    match MAP.get() {
        Some(map) => Ok(map),
        None => WorldMap::read(include_bytes!("../../../data/map.json")).map(|map| MAP.get_or_init(|| map)),
    }
}

impl WorldMap {
    /// Reads a map as [`MapSource::publish`](super::MapSource::publish) writes it.
    ///
    /// # Errors
    /// [`DataError::OtherLayout`] when it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, DataError> {
        let topology: Topology = serde_json::from_slice(bytes)
            .map_err(|source| DataError::OtherLayout { file: "data/map.json".to_owned(), source })?;
        let degrees = topology.lines();
        let is_border = degrees.iter().map(|line| {
            let mut steps = line.windows(2);
            !steps.all(|step| matches!(step, [from, to] if antimeridian::is_along_edge(*from, *to)))
        });
        let is_border = is_border.collect();
        let project = |line: &Vec<[f64; 2]>| line.iter().map(|[x, y]| equal_earth(*x, *y)).collect();
        let lines: Vec<Vec<[f64; 2]>> = degrees.iter().map(project).collect();
        let geometries = topology.objects.countries.geometries;
        let weights = weights(&lines, geometries.iter().flat_map(|geometry| geometry.arcs.iter().flatten()));
        let mut areas = Vec::with_capacity(geometries.len());
        for geometry in geometries {
            // A code of another shape is none that any figure has.
            let Ok(code) = Iso3::new(&geometry.properties.a3) else { continue };
            let polygon = |rings: Vec<Vec<ArcPlace>>| {
                let outer = rings.first().map(|ring| ring_points(&lines, &weights, ring, 0.0));
                MapPolygon { size: outer.map_or(0.0, |outer| signed_area(&outer).abs()), rings }
            };
            let mut polygons: Vec<MapPolygon> = geometry.arcs.into_iter().map(polygon).collect();
            polygons.sort_by(|one, other| other.size.total_cmp(&one.size));
            areas.push(Area { name: geometry.properties.name, code, polygons });
        }
        areas.sort_by_key(|area| area.code);
        Ok(Self { areas, lines, weights, is_border })
    }

    /// Returns the outlines at a level of detail: parts too small for it are left out, but for the largest of each area.
    #[must_use]
    pub fn outline(&self, detail: Detail) -> Outline {
        let least = detail.least();
        let mut is_used = vec![false; self.lines.len()];
        let mut polygons = |area: &Area| -> Vec<Polygon> {
            let shown = area.polygons.iter().enumerate().filter(|(place, of)| *place == 0 || of.size >= 2.0 * least);
            let mut found = Vec::new();
            for (_, polygon) in shown {
                for place in polygon.rings.iter().flatten() {
                    if let Some(used) = is_used.get_mut(line_of(*place).0) {
                        *used = true;
                    }
                }
                let points = |ring: &Vec<ArcPlace>| ring_points(&self.lines, &self.weights, ring, least);
                found.push(polygon.rings.iter().map(points).filter(|ring: &Vec<_>| ring.len() > 2).collect());
            }
            found
        };
        let areas = self.areas.iter().map(&mut polygons).collect();
        let lines = self.lines.iter().zip(&self.weights).zip(self.is_border.iter().zip(&is_used));
        let borders = lines.filter(|(_, (is_border, is_used))| **is_border && **is_used).map(|((line, weights), _)| {
            let kept = line.iter().zip(weights).filter(|(_, weight)| **weight >= least);
            kept.map(|(point, _)| *point).collect()
        });
        Outline { areas, borders: borders.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_shows_every_area_and_a_finer_one_more_points() {
        let map = world_map().unwrap();
        let count = |outline: &Outline| outline.areas.iter().flatten().flatten().map(Vec::len).sum::<usize>();
        let outlines = Detail::ALL.map(|detail| map.outline(detail));
        for outline in &outlines {
            assert_eq!(outline.areas.len(), map.areas.len());
            for (area, polygons) in map.areas.iter().zip(&outline.areas) {
                let largest =
                    polygons.first().and_then(|polygon| polygon.first()).map_or(0.0, |ring| signed_area(ring));
                assert!(largest.abs() > 0.0, "{} has no shape", area.name);
            }
        }
        let [world, continent, country] = outlines.each_ref().map(count);
        assert!(world < continent && continent < country, "{world} {continent} {country}");
        assert!((6_000..12_000).contains(&world), "{world}");
    }

    #[test]
    fn no_outline_runs_from_edge_to_edge() {
        let outline = world_map().unwrap().outline(Detail::Country);
        let lines = outline.borders.iter().chain(outline.areas.iter().flatten().flatten());
        let longest = lines.flat_map(|line| line.windows(2)).map(|step| (step[0][0] - step[1][0]).abs());
        let longest = longest.fold(0.0, f64::max);
        assert!(longest < 0.5, "{longest}");
    }

    #[test]
    fn sizes_are_those_of_the_globe() {
        let map = world_map().unwrap();
        let outline = map.outline(Detail::Country);
        // Of 510.066 million km²: Brazil 8.51, China 9.6 with Taiwan apart 9.4, Chile 0.75 million.
        for (code, area) in [("BRA", 8.51), ("CHN", 9.4), ("CHL", 0.75), ("COD", 2.34)] {
            let at = map.areas.iter().position(|of| of.code.as_str() == code).unwrap();
            let found: f64 = outline.areas[at]
                .iter()
                .map(|polygon| polygon.iter().map(|ring| signed_area(ring)).sum::<f64>().abs())
                .sum();
            let found = found / (4.0 * std::f64::consts::PI) * 510.066;
            assert!((found / area - 1.0).abs() < 0.03, "{code}: {found}");
        }
    }
}
