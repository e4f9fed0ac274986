use super::importance::importances;
use super::topology::{ArcPlace, line_of};

/// Returns how much each point of each line matters, as [`importances`] does; points without which a ring would be no area
/// matter endlessly, so that even the smallest country keeps a shape at every level of detail.
pub(super) fn weights<'a>(
    lines: &[Vec<[f64; 2]>],
    rings: impl IntoIterator<Item = &'a Vec<ArcPlace>>,
) -> Vec<Vec<f64>> {
    let mut weights: Vec<Vec<f64>> = lines.iter().map(|line| importances(line)).collect();
    for ring in rings {
        // The ends of three lines are three corners; with fewer lines, points between the ends must be.
        let needed = match ring.len() {
            1 => 2,
            2 => 1,
            _ => continue,
        };
        for &place in ring {
            if let Some(of) = weights.get_mut(line_of(place).0) {
                keep(of, needed);
            }
        }
    }
    weights
}

/// Makes those points between a line's ends matter endlessly that matter most.
fn keep(weights: &mut [f64], count: usize) {
    let inside = 1..weights.len().saturating_sub(1);
    let mut places: Vec<(usize, f64)> = inside.filter_map(|at| weights.get(at).map(|weight| (at, *weight))).collect();
    places.sort_by(|(one, weight), (other, than)| than.total_cmp(weight).then(one.cmp(other)));
    for (place, _) in places.into_iter().take(count) {
        if let Some(weight) = weights.get_mut(place) {
            *weight = f64::INFINITY;
        }
    }
}

/// Returns the points of a ring whose weight is at least `least`, the last not repeating the first.
pub(super) fn ring_points(
    lines: &[Vec<[f64; 2]>],
    weights: &[Vec<f64>],
    ring: &[ArcPlace],
    least: f64,
) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for &place in ring {
        let (index, is_backwards) = line_of(place);
        let (Some(line), Some(weights)) = (lines.get(index), weights.get(index)) else { continue };
        let kept = line.iter().zip(weights).filter(|(_, weight)| **weight >= least).map(|(point, _)| *point);
        if is_backwards {
            points.extend(kept.collect::<Vec<_>>().into_iter().rev());
        } else {
            points.extend(kept);
        }
        // The next line begins where this one ends.
        points.pop();
    }
    points
}

/// Returns the area that a ring encloses, in the square of its points' unit; below zero where it runs clockwise.
pub(super) fn signed_area(ring: &[[f64; 2]]) -> f64 {
    let following = ring.iter().cycle().skip(1);
    ring.iter().zip(following).map(|([x1, y1], [x2, y2])| x1 * y2 - x2 * y1).sum::<f64>() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_island_keeps_three_corners_whatever_is_left_out() {
        let island = vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.5, 1.2], [0.0, 1.0], [0.0, 0.0]];
        let lines = vec![island];
        let ring = vec![0];
        let weights = weights(&lines, [&ring]);
        let few = ring_points(&lines, &weights, &ring, f64::INFINITY);
        assert_eq!(few.len(), 3);
        assert!(signed_area(&few) > 0.4, "{few:?}");
        assert_eq!(ring_points(&lines, &weights, &ring, 0.0).len(), 5);
    }

    #[test]
    fn two_countries_keep_the_same_border() {
        let lines = vec![
            vec![[0.0, 0.0], [0.1, 1.0], [0.0, 2.0], [0.2, 3.0], [0.0, 4.0]],
            vec![[0.0, 4.0], [-3.0, 2.0], [0.0, 0.0]],
            vec![[0.0, 0.0], [3.0, 2.0], [0.0, 4.0]],
        ];
        let (west, east) = (vec![0, 1], vec![2, !0]);
        let weights = weights(&lines, [&west, &east]);
        let west = ring_points(&lines, &weights, &west, 0.15);
        let east = ring_points(&lines, &weights, &east, 0.15);
        let on_border = |ring: &[[f64; 2]]| {
            let mut on: Vec<[f64; 2]> = ring.iter().copied().filter(|[x, _]| x.abs() < 1.0).collect();
            on.sort_by(|one, other| one[1].total_cmp(&other[1]));
            on
        };
        assert_eq!(on_border(&west), on_border(&east));
        assert!((signed_area(&west).signum() - signed_area(&east).signum()).abs() < 1e-9, "both run the same way");
    }
}
