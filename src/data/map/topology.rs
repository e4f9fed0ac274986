use serde::{Deserialize, Serialize};

/// A topology as TopoJSON has it: lines that areas share, and areas made of them. What else a file holds is not read.
///
/// Source: M. Bostock and C. Metcalf, "The TopoJSON Format Specification", version 3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Topology {
    pub(super) r#type: Kind,
    pub(super) transform: Transform,
    pub(super) objects: Objects,
    /// Lines; each point but the first as the step from the one before it.
    pub(super) arcs: Vec<Vec<[i32; 2]>>,
}

/// The one kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum Kind {
    Topology,
}

/// How whole numbers become degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Transform {
    pub(super) scale: [f64; 2],
    pub(super) translate: [f64; 2],
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Objects {
    pub(super) countries: Countries,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Countries {
    pub(super) r#type: Collection,
    pub(super) geometries: Vec<Geometry>,
}

/// The one kind of list of areas.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum Collection {
    GeometryCollection,
}

/// A line by its place in the list, or by the complement of it where it runs backwards.
pub(super) type ArcPlace = i32;

/// An area: its polygons, each with its outer ring before its holes, each ring the lines that it is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Geometry {
    pub(super) r#type: Polygons,
    pub(super) arcs: Vec<Vec<Vec<ArcPlace>>>,
    pub(super) properties: Properties,
}

/// The one kind of area.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum Polygons {
    MultiPolygon,
}

/// What an area is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Properties {
    pub(super) name: String,
    /// ISO 3166-1 alpha-3, or what the publisher puts in its place.
    pub(super) a3: String,
}

/// Returns where a line stands in the list, and whether it runs backwards.
pub(super) fn line_of(place: ArcPlace) -> (usize, bool) {
    let is_backwards = place < 0;
    (usize::try_from(if is_backwards { !place } else { place }).unwrap_or(usize::MAX), is_backwards)
}

impl Topology {
    /// Returns the points of every line, in degrees.
    pub(super) fn lines(&self) -> Vec<Vec<[f64; 2]>> {
        let Transform { scale: [sx, sy], translate: [tx, ty] } = self.transform;
        let degrees = |arc: &Vec<[i32; 2]>| {
            let steps = arc.iter().scan([0, 0], |[x, y]: &mut [i32; 2], [dx, dy]| {
                // A sum beyond all bounds is nowhere on Earth, and no reason to stop.
                (*x, *y) = (x.wrapping_add(*dx), y.wrapping_add(*dy));
                Some([f64::from(*x) * sx + tx, f64::from(*y) * sy + ty])
            });
            steps.collect()
        };
        self.arcs.iter().map(degrees).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up_to_places() {
        let json = r#"{"type":"Topology","bbox":[0,0,1,1],"transform":{"scale":[0.5,0.25],"translate":[-10,20]},
            "objects":{"land":{"type":"GeometryCollection","geometries":[]},
                "countries":{"type":"GeometryCollection","geometries":[
                    {"type":"MultiPolygon","id":"1","arcs":[[[0,-2]]],"properties":{"name":"A","a3":"AAA"}}]}},
            "arcs":[[[0,0],[2,4],[-1,0]]]}"#;
        let topology: Topology = serde_json::from_str(json).unwrap();
        assert_eq!(topology.lines(), [[[-10.0, 20.0], [-9.0, 21.0], [-9.5, 21.0]]]);
        assert_eq!(
            topology.objects.countries.geometries[0].arcs[0][0]
                .as_slice()
                .iter()
                .map(|of| line_of(*of))
                .collect::<Vec<_>>(),
            [(0, false), (1, true)]
        );
    }
}
