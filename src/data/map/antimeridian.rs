use std::collections::BTreeMap;

use super::topology::{ArcPlace, line_of};

/// The edge of the map, in degrees of longitude.
const EDGE: f64 = 180.0;

/// Two points further apart than this, in degrees of longitude, lie on both sides of the edge.
const JUMP: f64 = 180.0;

/// Cuts rings that run across the 180th meridian into one on each side, closed along it: on a map they would draw a streak
/// from edge to edge. Lines that cross are cut; the parts and the closing lines are put behind the others.
///
/// A hole stays with the part of its polygon that comes first: no polygon known has one that matters.
pub(super) fn cut(lines: &mut Vec<Vec<[f64; 2]>>, polygons: &mut Vec<Vec<Vec<ArcPlace>>>) {
    let mut parts_of: BTreeMap<usize, Vec<ArcPlace>> = BTreeMap::new();
    let mut cut_off = Vec::new();
    for polygon in polygons.iter_mut() {
        for ring in polygon.iter_mut() {
            let Some(runs) = runs(lines, ring, &mut parts_of) else { continue };
            let mut rings = runs.into_iter().map(|run| closed(lines, run));
            if let Some(first) = rings.next() {
                *ring = first;
            }
            cut_off.extend(rings.map(|ring| vec![ring]));
        }
    }
    polygons.extend(cut_off);
}

/// Returns whether both ends of a step lie on the map's edge: a cut, and no border.
pub(super) fn is_along_edge([from, _]: [f64; 2], [to, _]: [f64; 2]) -> bool {
    const NEAR: f64 = 1e-6;
    from.abs() >= EDGE - NEAR && to.abs() >= EDGE - NEAR
}

/// Returns the stretches of a ring that lie on one side of the edge each; nothing for a ring that does not cross it.
fn runs(
    lines: &mut Vec<Vec<[f64; 2]>>,
    ring: &[ArcPlace],
    parts_of: &mut BTreeMap<usize, Vec<ArcPlace>>,
) -> Option<Vec<Vec<ArcPlace>>> {
    let mut runs: Vec<Vec<ArcPlace>> = vec![Vec::new()];
    for &place in ring {
        let (index, is_backwards) = line_of(place);
        let mut parts = parts(lines, index, parts_of);
        if is_backwards {
            parts = parts.iter().rev().map(|part| !part).collect();
        }
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push(part);
            }
        }
    }
    // The ring goes on from its end to its start, on the same side.
    let last = runs.pop().filter(|_| !runs.is_empty())?;
    if let Some(first) = runs.first_mut() {
        first.splice(0..0, last);
    }
    Some(runs)
}

/// Returns the parts of a line between its crossings of the edge: the line itself where it has none.
fn parts(lines: &mut Vec<Vec<[f64; 2]>>, index: usize, parts_of: &mut BTreeMap<usize, Vec<ArcPlace>>) -> Vec<ArcPlace> {
    if let Some(known) = parts_of.get(&index) {
        return known.clone();
    }
    let mut parts: Vec<Vec<[f64; 2]>> = vec![Vec::new()];
    let mut before: Option<[f64; 2]> = None;
    for &point in lines.get(index).into_iter().flatten() {
        if let Some([from, low]) = before
            && (from - point[0]).abs() > JUMP
        {
            let (side, to) = (EDGE.copysign(from), point[0] + 2.0 * EDGE.copysign(from));
            let along = if (to - from).abs() < f64::EPSILON { 0.0 } else { (side - from) / (to - from) };
            let latitude = low + (point[1] - low) * along;
            if let Some(part) = parts.last_mut() {
                part.push([side, latitude]);
            }
            parts.push(vec![[-side, latitude]]);
        }
        if let Some(part) = parts.last_mut() {
            part.push(point);
        }
        before = Some(point);
    }
    let places: Vec<ArcPlace> = if parts.len() == 1 {
        vec![place_of(index)]
    } else {
        parts.into_iter().map(|part| added(lines, part)).collect()
    };
    parts_of.insert(index, places.clone());
    places
}

/// Returns a stretch of a ring closed along the edge.
fn closed(lines: &mut Vec<Vec<[f64; 2]>>, mut run: Vec<ArcPlace>) -> Vec<ArcPlace> {
    let end = |place: Option<&ArcPlace>, wants_last: bool| {
        let (index, is_backwards) = line_of(*place?);
        let line = lines.get(index)?;
        if is_backwards == wants_last { line.first().copied() } else { line.last().copied() }
    };
    if let (Some(from), Some(to)) = (end(run.last(), true), end(run.first(), false)) {
        run.push(added(lines, vec![from, to]));
    }
    run
}

fn added(lines: &mut Vec<Vec<[f64; 2]>>, line: Vec<[f64; 2]>) -> ArcPlace {
    lines.push(line);
    place_of(lines.len() - 1)
}

fn place_of(index: usize) -> ArcPlace {
    ArcPlace::try_from(index).unwrap_or(ArcPlace::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(lines: &[Vec<[f64; 2]>], ring: &[ArcPlace]) -> Vec<[f64; 2]> {
        let of = |place: &ArcPlace| {
            let (index, is_backwards) = line_of(*place);
            let mut line = lines[index].clone();
            if is_backwards {
                line.reverse();
            }
            line.pop();
            line
        };
        ring.iter().flat_map(of).collect()
    }

    #[test]
    fn an_island_across_the_edge_becomes_two() {
        let island = vec![[178.0, 0.0], [-178.0, 2.0], [-178.0, 6.0], [178.0, 4.0], [178.0, 0.0]];
        for ring in [vec![0], vec![!0]] {
            let mut lines = vec![island.clone()];
            let mut polygons = vec![vec![ring]];
            cut(&mut lines, &mut polygons);
            assert_eq!(polygons.len(), 2);
            for polygon in &polygons {
                let points = points(&lines, &polygon[0]);
                let side = points[0][0].signum();
                assert!(points.iter().all(|[x, _]| (0.0..=180.0).contains(&(x * side))), "{points:?}");
                assert!(points.contains(&[180.0 * side, 1.0]) && points.contains(&[180.0 * side, 5.0]), "{points:?}");
            }
        }
    }

    #[test]
    fn what_does_not_cross_stays() {
        let mut lines = vec![vec![[170.0, 0.0], [180.0, 0.0], [180.0, 9.0], [170.0, 0.0]]];
        let mut polygons = vec![vec![vec![0]]];
        cut(&mut lines, &mut polygons);
        assert_eq!((lines.len(), polygons), (1, vec![vec![vec![0]]]));
        assert!(is_along_edge([180.0, 0.0], [180.0, 9.0]) && !is_along_edge([170.0, 0.0], [180.0, 0.0]));
    }
}
