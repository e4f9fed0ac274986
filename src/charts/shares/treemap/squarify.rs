/// A rectangle, in any unit of length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its left end.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// Something that is to have an area below a heading of a fixed height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// What its area is in proportion to, above 0.
    pub size: f64,
    /// The height of its heading, which no part of that area is; 0 for none.
    pub heading: f64,
}

/// Parts side by side in a treemap.
struct Strip {
    /// How many.
    count: usize,
    /// Whether they stand one above another, along the left end of what was left; else beside each other along its top.
    is_column: bool,
}

/// The least part of the whole that has an area of its own size.
const LEAST: f64 = 1e-9;

/// More halvings of an interval tell nothing more in `f64`.
const HALVINGS: usize = 120;

impl Area {
    /// Returns its width times its height.
    #[must_use]
    pub fn size(self) -> f64 {
        self.width * self.height
    }

    /// Returns its longer side over its shorter one: 1 for a square.
    #[must_use]
    pub fn aspect(self) -> f64 {
        let (width, height) = (self.width, self.height);
        if width > height { width / height } else { height / width }
    }

    /// Returns what is left of it without a strip of `extent` along its left end, or its top.
    fn without(self, extent: f64, is_column: bool) -> Self {
        if is_column {
            Self { x: self.x + extent, width: self.width - extent, ..self }
        } else {
            Self { y: self.y + extent, height: self.height - extent, ..self }
        }
    }
}

/// Returns an area for each size that fills `frame` with all others, in proportion to its size and as near to a square as
/// the order lets it be; nowhere where there is no room or no size. Sizes are best sorted, the largest first.
///
/// Bruls, Huizing and van Wijk, "Squarified Treemaps", Data Visualization 2000.
#[must_use]
pub fn squarify(sizes: &[f64], frame: Area) -> Vec<Area> {
    let parts: Vec<Part> = sizes.iter().map(|size| Part { size: *size, heading: 0.0 }).collect();
    grouped(&parts, frame)
}

/// Returns an area for each part as [`squarify`] does, with its heading at its top: what is below the headings is in
/// proportion to the sizes, exactly.
#[must_use]
pub fn grouped(parts: &[Part], frame: Area) -> Vec<Area> {
    let whole: f64 = parts.iter().map(|part| part.size).sum();
    if whole <= 0.0 || frame.width <= 0.0 || frame.height <= 0.0 {
        return vec![Area { width: 0.0, height: 0.0, ..frame }; parts.len()];
    }
    // Rounding would put less than that outside the frame.
    let part = |part: &Part| Part { size: part.size.max(whole * LEAST), ..*part };
    let parts: &[Part] = &parts.iter().map(part).collect::<Vec<_>>();
    let sizes: Vec<f64> = parts.iter().map(|part| part.size).collect();
    let whole: f64 = sizes.iter().sum();
    let strips = strips(&sizes, frame);
    // The area of one unit of size. Headings take room, so it is less than it is without them.
    let (mut low, mut high) = (0.0, frame.size() / whole);
    if parts.iter().any(|part| part.heading > 0.0) {
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if placed(parts, &strips, frame, middle).is_some() {
                low = middle;
            } else {
                high = middle;
            }
        }
    } else {
        low = high;
    }
    if low <= 0.0 {
        // Headings alone are higher than the frame.
        return squarify(&sizes, frame);
    }
    placed(parts, &strips, frame, low).unwrap_or_else(|| filled(parts, &strips, frame, low))
}

/// Returns the strips in which parts stand: each takes parts as long as that makes none of them worse than the worst was.
fn strips(sizes: &[f64], frame: Area) -> Vec<Strip> {
    let scale = frame.size() / sizes.iter().sum::<f64>();
    let (mut rest, mut left) = (frame, sizes);
    let mut strips = Vec::new();
    while !left.is_empty() {
        let side = rest.width.min(rest.height);
        let is_column = rest.width >= rest.height;
        let (mut count, mut sum, mut worst) = (0, 0.0, f64::INFINITY);
        for size in left {
            let wider = sum + size * scale;
            let found = worst_aspect(left, count + 1, scale, wider, side);
            if count > 0 && found > worst {
                break;
            }
            (count, sum, worst) = (count + 1, wider, found);
        }
        strips.push(Strip { count, is_column });
        rest = rest.without(sum / side, is_column);
        left = left.get(count..).unwrap_or_default();
    }
    strips
}

/// Returns the worst aspect of the first parts in a strip of an area along a side.
fn worst_aspect(sizes: &[f64], count: usize, scale: f64, sum: f64, side: f64) -> f64 {
    let aspect = |size: &f64| {
        let (along, across) = (size * scale * side / sum, sum / side);
        if along > across { along / across } else { across / along }
    };
    sizes.iter().take(count).map(aspect).fold(1.0, f64::max)
}

/// Returns the areas where a unit of size takes `unit` of area, or nothing where the frame is too small for that.
fn placed(parts: &[Part], strips: &[Strip], frame: Area, unit: f64) -> Option<Vec<Area>> {
    /// What is lost in rounding, as a part of the frame.
    const LOST: f64 = 1e-12;
    let areas = filled(parts, strips, frame, unit);
    let (right, bottom) = (frame.x + frame.width * (1.0 + LOST), frame.y + frame.height * (1.0 + LOST));
    let fits = |area: &Area| {
        area.width.is_finite()
            && area.height.is_finite()
            && area.x + area.width <= right
            && area.y + area.height <= bottom
    };
    areas.iter().all(fits).then_some(areas)
}

/// Returns the areas, strip by strip, wherever they end.
fn filled(parts: &[Part], strips: &[Strip], frame: Area, unit: f64) -> Vec<Area> {
    let mut areas = Vec::with_capacity(parts.len());
    let (mut rest, mut left) = (frame, parts);
    for strip in strips {
        let (own, others) = left.split_at(strip.count.min(left.len()));
        let extent =
            if strip.is_column { column(own, rest, unit, &mut areas) } else { row(own, rest, unit, &mut areas) };
        rest = rest.without(extent, strip.is_column);
        left = others;
    }
    areas
}

/// Puts parts one above another along the left end of an area; returns how wide they are.
fn column(parts: &[Part], within: Area, unit: f64, areas: &mut Vec<Area>) -> f64 {
    let headings: f64 = parts.iter().map(|part| part.heading).sum();
    let size: f64 = parts.iter().map(|part| part.size * unit).sum();
    let room = within.height - headings;
    let width = if room > 0.0 { size / room } else { f64::INFINITY };
    let mut y = within.y;
    for part in parts {
        let height = if width.is_finite() { part.size * unit / width + part.heading } else { f64::INFINITY };
        areas.push(Area { x: within.x, y, width, height });
        y += height;
    }
    width
}

/// Puts parts beside each other along the top of an area; returns how high they are.
fn row(parts: &[Part], within: Area, unit: f64, areas: &mut Vec<Area>) -> f64 {
    let width = |part: &Part, height: f64| part.size * unit / (height - part.heading);
    let whole = |height: f64| parts.iter().map(|part| width(part, height)).sum::<f64>();
    let heading = parts.iter().map(|part| part.heading).fold(0.0, f64::max);
    let size: f64 = parts.iter().map(|part| part.size * unit).sum();
    // With the highest heading over all of them it would be enough, with none too little.
    let (mut low, mut high) = (heading.max(size / within.width), heading + size / within.width);
    if heading > 0.0 {
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if whole(middle) > within.width {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
    let mut x = within.x;
    for part in parts {
        let width = width(part, high);
        areas.push(Area { x, y: within.y, width, height: high });
        x += width;
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Area = Area { x: 10.0, y: 20.0, width: 6.0, height: 4.0 };

    /// Fails unless the areas are within the frame, none over another, and what is below headings is as `parts` say.
    fn assert_sound(parts: &[Part], areas: &[Area], frame: Area) {
        assert_eq!(parts.len(), areas.len());
        let near = |one: f64, other: f64| (one - other).abs() <= 1e-9 * frame.size();
        let below = |(part, area): (&Part, &Area)| area.width * (area.height - part.heading);
        let total: f64 = parts.iter().zip(areas).map(below).sum();
        let whole: f64 = parts.iter().map(|part| part.size).sum();
        for (part, area) in parts.iter().zip(areas) {
            assert!(near(below((part, area)), total * part.size / whole), "{part:?} {area:?}");
            assert!(area.x >= frame.x - 1e-9 && area.x + area.width <= frame.x + frame.width + 1e-9, "{area:?}");
            assert!(area.y >= frame.y - 1e-9 && area.y + area.height <= frame.y + frame.height + 1e-9, "{area:?}");
            assert!(area.width > 0.0 && area.height > 0.0, "{area:?}");
        }
        for (place, one) in areas.iter().enumerate() {
            for other in &areas[place + 1..] {
                let overlap = |a: f64, b: f64, c: f64, d: f64| (a + b).min(c + d) - a.max(c);
                let across = overlap(one.x, one.width, other.x, other.width);
                let along = overlap(one.y, one.height, other.y, other.height);
                assert!(across < 1e-9 || along < 1e-9, "{one:?} {other:?}");
            }
        }
        let covered: f64 = areas.iter().map(|area| area.size()).sum();
        assert!(near(covered, frame.size()), "{covered} of {}", frame.size());
    }

    fn plain(sizes: &[f64]) -> Vec<Part> {
        sizes.iter().map(|size| Part { size: *size, heading: 0.0 }).collect()
    }

    #[test]
    fn the_example_of_the_paper_comes_out_as_printed() {
        // Bruls et al. 2000, section 3.1: seven sizes in a frame of 6 by 4.
        let sizes = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let areas = squarify(&sizes, FRAME);
        assert_sound(&plain(&sizes), &areas, FRAME);
        // Figure 6: two of 3 by 2 at the left, two beside each other at the top, then 25/18, 25/18 and 25/9.
        let aspects = [3.0 / 2.0, 3.0 / 2.0, 49.0 / 36.0, 49.0 / 27.0, 25.0 / 18.0, 25.0 / 18.0, 25.0 / 9.0];
        for (area, aspect) in areas.iter().zip(aspects) {
            assert!((area.aspect() - aspect).abs() < 1e-9, "{area:?} {}: {aspect}", area.aspect());
        }
        assert!((areas[0].width - 3.0).abs() < 1e-9 && (areas[0].height - 2.0).abs() < 1e-9, "{:?}", areas[0]);
        assert!((areas[2].x - 13.0).abs() < 1e-9 && (areas[2].y - 20.0).abs() < 1e-9, "{:?}", areas[2]);
    }

    #[test]
    fn equal_sizes_in_a_square_are_squares() {
        let frame = Area { x: 0.0, y: 0.0, width: 3.0, height: 3.0 };
        for area in squarify(&[1.0; 9], frame) {
            assert!((area.aspect() - 1.0).abs() < 1e-9, "{area:?}");
        }
    }

    #[test]
    fn areas_are_exact_whatever_the_sizes() {
        let falling: Vec<f64> = (1..40).map(|place| 1.0 / f64::from(place)).collect();
        let steep: Vec<f64> = (0..12).map(|place| 0.2_f64.powi(place)).collect();
        let rising: Vec<f64> = falling.iter().rev().copied().collect();
        for sizes in [vec![1.0], vec![0.999, 0.001], falling, steep, rising] {
            for (width, height) in [(6.0, 4.0), (900.0, 200.0), (120.0, 700.0)] {
                let frame = Area { width, height, ..FRAME };
                assert_sound(&plain(&sizes), &squarify(&sizes, frame), frame);
            }
        }
    }

    #[test]
    fn headings_take_no_area_from_what_is_below_them() {
        let frame = Area { x: 0.0, y: 0.0, width: 900.0, height: 300.0 };
        for sizes in [vec![0.75, 0.21, 0.03, 0.01], vec![0.4, 0.3, 0.2, 0.1], vec![0.25; 4], vec![1.0]] {
            for headed in 0..=sizes.len() {
                let part = |(place, size): (usize, &f64)| {
                    // The second of them has none, as what is not attributed.
                    Part { size: *size, heading: if place < headed && place != 1 { 18.0 } else { 0.0 } }
                };
                let parts: Vec<Part> = sizes.iter().enumerate().map(part).collect();
                assert_sound(&parts, &grouped(&parts, frame), frame);
            }
        }
    }

    #[test]
    fn what_has_no_room_is_nowhere() {
        assert!(squarify(&[], FRAME).is_empty());
        for frame in [Area { width: 0.0, ..FRAME }, Area { height: -3.0, ..FRAME }] {
            assert!(squarify(&[1.0, 2.0], frame).iter().all(|area| area.size() == 0.0));
        }
        assert!(squarify(&[0.0], FRAME).iter().all(|area| area.size() == 0.0));
    }
}
