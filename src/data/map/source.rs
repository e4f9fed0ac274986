use std::collections::BTreeMap;

use crate::data::DataError;

use super::antimeridian;
use super::equal_earth;
use super::topology::{ArcPlace, Collection, Countries, Geometry, Kind, Objects, Topology, Transform, line_of};
use super::weights::{ring_points, signed_area, weights};

/// The grid of what is published, in degrees: 1.1 km at the equator.
const GRID: f64 = 0.01;

/// Points that change no shape by as much, in squares of the Earth's radius, are not published: half a square point where
/// the world is 4,900 points wide.
const LEAST: f64 = 6e-7;

/// Parts of a country smaller than this are not published, unless it has no larger one; in squares of the Earth's radius.
const SMALLEST: f64 = 1.5e-6;

/// Antarctica: it belongs to no country, has no figures, and would take an eighth of the page.
const LEFT_OUT: &str = "ATA";

/// Outlines of countries as their publisher has them.
#[derive(Debug, Clone)]
pub struct MapSource {
    topology: Topology,
}

impl MapSource {
    /// Reads a topology in TopoJSON; `file` is what it is called.
    ///
    /// # Errors
    /// [`DataError::OtherLayout`] when it is none, or none of countries.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, DataError> {
        let topology = serde_json::from_slice(bytes);
        let topology = topology.map_err(|source| DataError::OtherLayout { file: file.to_owned(), source })?;
        Ok(Self { topology })
    }

    /// Returns it as TopoJSON with no more detail than a map shows: on a grid of 0.01°, cut at the 180th meridian, without
    /// Antarctica, and without points and islands too small to be seen.
    ///
    /// # Errors
    /// [`DataError::WriteMap`] when it cannot be written, which does not happen.
    pub fn publish(self) -> Result<Vec<u8>, DataError> {
        let mut lines = self.topology.lines();
        let mut geometries = self.topology.objects.countries.geometries;
        geometries.retain(|geometry| geometry.properties.a3 != LEFT_OUT);
        for geometry in &mut geometries {
            antimeridian::cut(&mut lines, &mut geometry.arcs);
        }
        let grid: Vec<Vec<[i32; 2]>> = lines.iter().map(|line| on_grid(line)).collect();
        let flat: Vec<Vec<[f64; 2]>> = grid.iter().map(|line| line.iter().copied().map(projected).collect()).collect();
        let weights = weights(&flat, geometries.iter().flat_map(|geometry| geometry.arcs.iter().flatten()));
        for geometry in &mut geometries {
            let size = |polygon: &Vec<Vec<ArcPlace>>| {
                let outer = polygon.first().map(|ring| ring_points(&flat, &weights, ring, LEAST));
                outer.map_or(0.0, |outer| signed_area(&outer).abs())
            };
            let most = geometry.arcs.iter().map(size).fold(0.0, f64::max);
            geometry.arcs.retain(|polygon| most > 0.0 && size(polygon) >= SMALLEST.min(most));
        }
        // What is smaller than the grid has no outline.
        geometries.retain(|geometry| !geometry.arcs.is_empty());
        geometries.sort_by(|one, other| one.properties.a3.cmp(&other.properties.a3));
        let kept = |(line, weights): (&Vec<[i32; 2]>, &Vec<f64>)| -> Vec<[i32; 2]> {
            line.iter().zip(weights).filter(|(_, weight)| **weight >= LEAST).map(|(point, _)| *point).collect()
        };
        let kept: Vec<Vec<[i32; 2]>> = grid.iter().zip(&weights).map(kept).collect();
        let topology = Topology {
            r#type: Kind::Topology,
            transform: Transform { scale: [GRID; 2], translate: [0.0; 2] },
            arcs: in_use(&kept, &mut geometries),
            objects: Objects { countries: Countries { r#type: Collection::GeometryCollection, geometries } },
        };
        let mut bytes = serde_json::to_vec(&topology).map_err(|source| DataError::WriteMap { source })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Returns the lines that areas are made of, as steps, and renumbers them in the areas.
fn in_use(lines: &[Vec<[i32; 2]>], geometries: &mut [Geometry]) -> Vec<Vec<[i32; 2]>> {
    let mut numbers: BTreeMap<usize, ArcPlace> = BTreeMap::new();
    let mut used = Vec::new();
    let places = geometries.iter_mut().flat_map(|geometry| &mut geometry.arcs).flatten().flatten();
    for place in places {
        let (index, is_backwards) = line_of(*place);
        let number = *numbers.entry(index).or_insert_with(|| {
            used.push(steps(lines.get(index).map_or(&[], Vec::as_slice)));
            ArcPlace::try_from(used.len() - 1).unwrap_or(ArcPlace::MAX)
        });
        *place = if is_backwards { !number } else { number };
    }
    used
}

fn steps(line: &[[i32; 2]]) -> Vec<[i32; 2]> {
    let before = std::iter::once([0, 0]).chain(line.iter().copied());
    line.iter().zip(before).map(|([x, y], [from_x, from_y])| [x - from_x, y - from_y]).collect()
}

/// Returns a line's points on the grid, none twice in a row but for a line of two.
fn on_grid(line: &[[f64; 2]]) -> Vec<[i32; 2]> {
    #[expect(clippy::cast_possible_truncation, reason = "degrees on Earth are few")]
    let nearest = |degrees: f64| (degrees / GRID).round() as i32;
    let mut points: Vec<[i32; 2]> = line.iter().map(|point| point.map(nearest)).collect();
    if points.len() > 2 {
        points.dedup();
    }
    points
}

fn projected([x, y]: [i32; 2]) -> [f64; 2] {
    equal_earth(f64::from(x) * GRID, f64::from(y) * GRID)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARES: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},
        "objects":{"countries":{"type":"GeometryCollection","geometries":[
            {"type":"MultiPolygon","arcs":[[[3]]],"properties":{"name":"Ice","a3":"ATA"}},
            {"type":"MultiPolygon","arcs":[[[0,1]],[[4]]],"properties":{"name":"West","a3":"WWW"}},
            {"type":"MultiPolygon","arcs":[[[2,-1]]],"properties":{"name":"East","a3":"EEE"}}]}},
        "arcs":[[[0,0],[0,5],[0,5]],[[0,10],[-10,0],[0,-10],[10,0]],[[0,0],[10,0],[0,10],[-10,0]],
            [[50,50],[1,0],[0,1],[-1,-1]],[[50,0],[0,0],[0,0],[0,0]]]}"#;

    #[test]
    fn what_is_published_is_read_back_and_holds_no_more_than_is_seen() {
        let published = MapSource::read("squares", SQUARES.as_bytes()).unwrap().publish().unwrap();
        let topology: Topology = serde_json::from_slice(&published).unwrap();
        let names: Vec<&str> =
            topology.objects.countries.geometries.iter().map(|of| of.properties.name.as_str()).collect();
        assert_eq!(names, ["East", "West"]);
        assert_eq!(topology.objects.countries.geometries[1].arcs.len(), 1, "the speck is gone");
        assert_eq!(topology.arcs.len(), 3, "lines that nothing uses are gone");
        // Degrees come back; a corner between two straight steps is kept, as the ring has but two lines.
        let border = topology.lines().into_iter().find(|line| line.iter().all(|[x, _]| *x == 0.0)).unwrap();
        assert_eq!(border.first(), Some(&[0.0, 0.0]));
        assert_eq!(border.last(), Some(&[0.0, 10.0]));
        assert_eq!(published, MapSource::read("squares", SQUARES.as_bytes()).unwrap().publish().unwrap());
    }

    #[test]
    fn what_is_no_topology_of_countries_is_refused_with_its_name() {
        for text in ["", "{}", r#"{"type":"FeatureCollection","features":[]}"#] {
            let error = MapSource::read("map/50m.json", text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("map/50m.json"), "{error}");
        }
    }
}
