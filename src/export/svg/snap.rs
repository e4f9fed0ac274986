use egui::emath::GuiRounding as _;
use egui::epaint::TextShape;
use egui::{Pos2, Rect, Stroke, StrokeKind, pos2};

/// The page's grid. Edges land where egui puts them on a screen of that density, so that lines are crisp in a PNG and
/// neighbouring bars share an edge without a seam.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) pixels_per_point: f32,
}

impl Grid {
    /// Moves a rectangle's edges onto the grid, unless it would lose a side of less than half a pixel.
    pub(super) fn rect(self, rect: Rect, stroke: Stroke, kind: StrokeKind) -> Rect {
        let snapped = if kind == StrokeKind::Middle && !stroke.is_empty() {
            let (mut min, mut max) = (rect.min, rect.max);
            for value in [&mut min.x, &mut min.y, &mut max.x, &mut max.y] {
                stroke.round_center_to_pixel(self.pixels_per_point, value);
            }
            Rect::from_min_max(min, max)
        } else {
            rect.round_to_pixels(self.pixels_per_point)
        };
        // An axis at a time: a sliver of a bar keeps its width and still gets crisp ends.
        let keep = |snapped: egui::Rangef, own: egui::Rangef| if snapped.span() > 0.0 { snapped } else { own };
        Rect::from_x_y_ranges(keep(snapped.x_range(), rect.x_range()), keep(snapped.y_range(), rect.y_range()))
    }

    /// Moves a text onto the grid, on which its rows and glyphs were laid out.
    pub(super) fn text(self, shape: &TextShape) -> TextShape {
        TextShape { pos: shape.pos.round_to_pixels(self.pixels_per_point), ..shape.clone() }
    }

    /// Moves a level or upright line onto the grid; other lines stay.
    #[expect(clippy::float_cmp, reason = "only lines drawn exactly level or upright snap, as egui does")]
    pub(super) fn line(self, [from, to]: [Pos2; 2], stroke: Stroke) -> [Pos2; 2] {
        let snapped = |mut value: f32| {
            stroke.round_center_to_pixel(self.pixels_per_point, &mut value);
            value
        };
        if from.x == to.x {
            let x = snapped(from.x);
            [pos2(x, from.y), pos2(x, to.y)]
        } else if from.y == to.y {
            let y = snapped(from.y);
            [pos2(from.x, y), pos2(to.x, y)]
        } else {
            [from, to]
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::*;

    const GRID: Grid = Grid { pixels_per_point: 1.0 };

    fn rect(values: [f32; 4]) -> Rect {
        Rect::from_min_max(pos2(values[0], values[1]), pos2(values[2], values[3]))
    }

    #[test]
    fn neighbours_share_an_edge() {
        let left = GRID.rect(rect([0.0, 0.0, 10.4, 5.2]), Stroke::NONE, StrokeKind::Middle);
        let right = GRID.rect(rect([10.4, 0.0, 20.0, 5.2]), Stroke::NONE, StrokeKind::Middle);
        assert_eq!(left, rect([0.0, 0.0, 10.0, 5.0]));
        assert_eq!(right, rect([10.0, 0.0, 20.0, 5.0]));
    }

    #[test]
    fn a_sliver_stays_as_wide_as_it_is() {
        let sliver = GRID.rect(rect([3.1, 0.2, 3.3, 9.9]), Stroke::NONE, StrokeKind::Middle);
        assert_eq!(sliver, rect([3.1, 0.0, 3.3, 10.0]));
    }

    #[test]
    fn thin_lines_run_through_the_middle_of_a_pixel() {
        let stroke = Stroke::new(1.0, Color32::BLACK);
        assert_eq!(GRID.line([pos2(0.2, 7.1), pos2(9.7, 7.1)], stroke), [pos2(0.2, 7.5), pos2(9.7, 7.5)]);
        let slanted = [pos2(0.2, 7.1), pos2(9.7, 7.2)];
        assert_eq!(GRID.line(slanted, stroke), slanted);
    }
}
