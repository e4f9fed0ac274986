use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Returns how much each point of a line matters for its course: the area, in the square of the points' unit, by which the
/// drawn shape changes when the point and all that matter less are left out. Both ends matter endlessly.
///
/// Source: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
/// Journal 30 (1993).
pub(super) fn importances(points: &[[f64; 2]]) -> Vec<f64> {
    let mut line = Line::new(points);
    let mut queue: BinaryHeap<Reverse<(u64, usize)>> =
        line.areas.iter().enumerate().filter_map(|(place, area)| Some(Reverse((bits((*area)?), place)))).collect();
    let mut most = 0.0_f64;
    while let Some(Reverse((queued, place))) = queue.pop() {
        let Some(area) = line.area(place).filter(|area| bits(*area) == queued) else { continue };
        // A point never matters less than one that had to go before it.
        most = most.max(area);
        for changed in line.leave_out(place, most).into_iter().flatten() {
            if let Some(area) = line.area(changed) {
                queue.push(Reverse((bits(area), changed)));
            }
        }
    }
    line.importance
}

/// The bits of a number that is not negative sort as the number does.
fn bits(area: f64) -> u64 {
    area.to_bits()
}

struct Line<'a> {
    points: &'a [[f64; 2]],
    /// The places of the neighbours that are left.
    neighbours: Vec<(usize, usize)>,
    /// The triangle with both neighbours; nothing for ends and for what was left out.
    areas: Vec<Option<f64>>,
    importance: Vec<f64>,
}

impl<'a> Line<'a> {
    fn new(points: &'a [[f64; 2]]) -> Self {
        let count = points.len();
        let neighbours = (0..count).map(|place| (place.saturating_sub(1), place + 1)).collect();
        let mut line = Self { points, neighbours, areas: vec![None; count], importance: vec![f64::INFINITY; count] };
        for place in 1..count.saturating_sub(1) {
            line.measure(place);
        }
        line
    }

    fn area(&self, place: usize) -> Option<f64> {
        self.areas.get(place).copied().flatten()
    }

    fn measure(&mut self, place: usize) {
        let Some((before, after)) = self.neighbours.get(place).copied() else { return };
        let corners = (self.points.get(before), self.points.get(place), self.points.get(after));
        let (Some([ax, ay]), Some([bx, by]), Some([cx, cy])) = corners else { return };
        if let Some(area) = self.areas.get_mut(place) {
            *area = Some(((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)).abs() / 2.0);
        }
    }

    /// Leaves a point out, and returns the neighbours whose triangles changed.
    fn leave_out(&mut self, place: usize, importance: f64) -> [Option<usize>; 2] {
        let Some((before, after)) = self.neighbours.get(place).copied() else { return [None; 2] };
        if let (Some(area), Some(of)) = (self.areas.get_mut(place), self.importance.get_mut(place)) {
            *area = None;
            *of = importance;
        }
        if let Some(of) = self.neighbours.get_mut(before) {
            of.1 = after;
        }
        if let Some(of) = self.neighbours.get_mut(after) {
            of.0 = before;
        }
        [before, after].map(|neighbour| {
            let is_inside = self.area(neighbour).is_some();
            if is_inside {
                self.measure(neighbour);
            }
            is_inside.then_some(neighbour)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spike_matters_more_than_a_wobble() {
        let line = [[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [3.0, 5.0], [4.0, 0.0]];
        let [first, wobble, foot, spike, last] = <[f64; 5]>::try_from(importances(&line)).unwrap();
        assert_eq!((first, last), (f64::INFINITY, f64::INFINITY));
        assert!((wobble - 0.1).abs() < 1e-12, "{wobble}");
        // Left out after the wobble, the foot opens the triangle of the line's start, itself and the spike.
        assert!((foot - 5.0).abs() < 1e-12, "{foot}");
        // From the start over the spike to the end.
        assert!((spike - 10.0).abs() < 1e-12, "{spike}");
    }

    #[test]
    fn points_on_a_straight_line_do_not_matter() {
        let line = [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]];
        assert_eq!(importances(&line)[1..3], [0.0, 0.0]);
        assert_eq!(importances(&line[..2]), [f64::INFINITY; 2]);
        assert!(importances(&[]).is_empty());
    }
}
