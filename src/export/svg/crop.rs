use std::borrow::Cow;

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// Cuts what can be cut exactly down to what is to be seen: plain rectangles, level and upright lines. Bars and grids
/// then need no clip, which costs a layer of pixels in a PNG.
pub(super) fn cropped(shape: &Shape, visible: Rect) -> Cow<'_, Shape> {
    match shape {
        Shape::Rect(rect) if is_plain(rect) => {
            let mut rect = rect.clone();
            rect.rect = rect.rect.intersect(visible);
            if !rect.rect.is_positive() {
                rect.fill = Color32::TRANSPARENT;
            }
            Cow::Owned(Shape::Rect(rect))
        }
        Shape::LineSegment { points, stroke } => match line(*points, *stroke, visible) {
            Some((points, stroke)) => Cow::Owned(Shape::LineSegment { points, stroke }),
            None => Cow::Borrowed(shape),
        },
        other => Cow::Borrowed(other),
    }
}

/// A rectangle that clipping only makes smaller.
fn is_plain(rect: &RectShape) -> bool {
    rect.stroke.is_empty()
        && rect.brush.is_none()
        && rect.angle == 0.0
        && rect.blur_width <= 0.0
        && rect.corner_radius == CornerRadius::ZERO
}

/// Returns what a level or upright line covers; its ends are square, so it ends where its points are.
#[expect(clippy::float_cmp, reason = "lines drawn exactly level or upright")]
pub(super) fn square_extent([from, to]: [Pos2; 2], stroke: Stroke) -> Option<Rect> {
    let half = if from.x == to.x {
        vec2(0.5 * stroke.width, 0.0)
    } else if from.y == to.y {
        vec2(0.0, 0.5 * stroke.width)
    } else {
        return None;
    };
    Some(Rect::from_two_pos(from, to).expand2(half))
}

/// Returns the part of a level or upright line that is to be seen, a thinner line where the clip runs along it.
#[expect(clippy::float_cmp, reason = "only lines drawn exactly level or upright have ends that can be cut square")]
fn line([from, to]: [Pos2; 2], stroke: Stroke, visible: Rect) -> Option<([Pos2; 2], Stroke)> {
    let is_upright = from.x == to.x;
    let covered = square_extent([from, to], stroke)?.intersect(visible);
    if covered.is_negative() {
        return Some(([from, from], Stroke::NONE));
    }
    let width = if is_upright { covered.width() } else { covered.height() };
    // Uncut, the stroke stays exactly its own, not a rounded difference of edges, so that neighbours still join.
    let is_cut = stroke.width - width > 1e-3;
    let (middle, stroke) = if is_cut { (covered.center(), Stroke::new(width, stroke.color)) } else { (from, stroke) };
    let end = |point: Pos2| {
        if is_upright {
            pos2(middle.x, covered.y_range().clamp(point.y))
        } else {
            pos2(covered.x_range().clamp(point.x), middle.y)
        }
    };
    Some(([end(from), end(to)], stroke))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible() -> Rect {
        Rect::from_min_max(pos2(10.0, 10.0), pos2(90.0, 50.0))
    }

    fn cut(from: (f32, f32), to: (f32, f32)) -> Option<([Pos2; 2], f32)> {
        let points = [from, to].map(|(x, y)| pos2(x, y));
        line(points, Stroke::new(2.0, Color32::BLACK), visible()).map(|(points, stroke)| (points, stroke.width))
    }

    #[test]
    fn level_and_upright_lines_end_at_the_clip() {
        assert_eq!(cut((0.0, 20.0), (95.0, 20.0)), Some(([pos2(10.0, 20.0), pos2(90.0, 20.0)], 2.0)));
        assert_eq!(cut((20.0, 60.0), (20.0, 30.0)), Some(([pos2(20.0, 50.0), pos2(20.0, 30.0)], 2.0)));
    }

    #[test]
    fn a_line_along_the_clip_gets_thinner() {
        assert_eq!(cut((0.0, 10.5), (99.0, 10.5)), Some(([pos2(10.0, 10.75), pos2(90.0, 10.75)], 1.5)));
    }

    #[test]
    fn a_slanted_line_stays() {
        assert_eq!(cut((0.0, 0.0), (99.0, 60.0)), None);
    }

    #[test]
    fn a_line_beyond_the_clip_is_gone() {
        assert_eq!(cut((92.0, 20.0), (99.0, 20.0)).map(|(_, width)| width), Some(0.0));
    }
}
