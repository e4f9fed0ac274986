use egui::Pos2;

use super::markup::push_number;

/// The `d` of a path being written.
#[derive(Debug, Default)]
pub(super) struct PathData {
    text: String,
}

impl PathData {
    pub(super) fn move_to(&mut self, point: Pos2) {
        self.command('M', &[point]);
    }

    pub(super) fn line_to(&mut self, point: Pos2) {
        self.command('L', &[point]);
    }

    pub(super) fn quadratic_to(&mut self, control: Pos2, end: Pos2) {
        self.command('Q', &[control, end]);
    }

    pub(super) fn cubic_to(&mut self, first: Pos2, second: Pos2, end: Pos2) {
        self.command('C', &[first, second, end]);
    }

    pub(super) fn close(&mut self) {
        self.text.push('Z');
    }

    /// Adds a run of straight lines, closed back to its first point if wanted.
    pub(super) fn polyline(&mut self, points: impl IntoIterator<Item = Pos2>, closed: bool) {
        for (place, point) in points.into_iter().enumerate() {
            if place == 0 { self.move_to(point) } else { self.line_to(point) }
        }
        if closed {
            self.close();
        }
    }

    /// Adds what another path draws.
    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn command(&mut self, letter: char, points: &[Pos2]) {
        self.text.push(letter);
        for (place, point) in points.iter().enumerate() {
            if place > 0 {
                self.text.push(' ');
            }
            push_number(&mut self.text, point.x);
            self.text.push(' ');
            push_number(&mut self.text, point.y);
        }
    }
}

/// Returns a closed polygon grown by `distance` (shrunk if below zero), corners kept sharp within reason.
///
/// Offsets as egui does for strokes that lie inside or outside a path.
pub(super) fn offset_polygon(points: &[Pos2], distance: f32) -> Vec<Pos2> {
    let count = points.len();
    let at = |place: usize| points.get(place % count.max(1)).copied().unwrap_or_default();
    let doubled_area: f32 = (0..count).map(|i| at(i).to_vec2().x * at(i + 1).y - at(i + 1).x * at(i).y).sum();
    let outward = if doubled_area < 0.0 { -distance } else { distance };
    (0..count)
        .map(|i| {
            let (before, here, after) = (at(i + count - 1), at(i), at(i + 1));
            // With y downwards a positive area runs clockwise, and the outside lies to the left of each edge.
            let normal_before = (here - before).normalized().rot90();
            let normal_after = (after - here).normalized().rot90();
            let sum = normal_before + normal_after;
            let length_squared = sum.length_sq();
            // A spike would run off to infinity: it is cut at four times the distance, as a stroke's corner is.
            let miter = if length_squared < 0.125 { normal_before } else { sum * (2.0 / length_squared) };
            here + miter * outward
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_square_grows_on_all_sides_whichever_way_it_runs() {
        let mut square = vec![pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0), pos2(0.0, 10.0)];
        let grown = [pos2(-1.0, -1.0), pos2(11.0, -1.0), pos2(11.0, 11.0), pos2(-1.0, 11.0)];
        assert_eq!(offset_polygon(&square, 1.0), grown);
        square.reverse();
        let mut reversed = offset_polygon(&square, 1.0);
        reversed.reverse();
        assert_eq!(reversed, grown);
    }

    #[test]
    fn no_points_grow_to_no_points() {
        assert!(offset_polygon(&[], 1.0).is_empty());
    }
}
