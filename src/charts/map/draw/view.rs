use egui::{Pos2, Rect, Vec2, vec2};

use crate::charts::map::outlines::{Bounds, Place, world_bounds};
use crate::data::map::Detail;

/// The map comes no nearer than this many times the whole world.
const NEAREST: f32 = 12.0;

/// How near a person looks, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Camera {
    /// How many times larger than the whole world: 1 to [`NEAREST`].
    pub(super) zoom: f32,
    /// The place in the middle.
    pub(super) middle: Place,
}

impl Default for Camera {
    fn default() -> Self {
        let Bounds { min, max } = world_bounds();
        Self { zoom: 1.0, middle: [f32::midpoint(min[0], max[0]), f32::midpoint(min[1], max[1])] }
    }
}

/// Where places of the map lie on the page or screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MapView {
    /// The room of the map.
    pub(super) rect: Rect,
    /// Points to the Earth's radius.
    pub(super) scale: f32,
    middle: Place,
}

impl MapView {
    /// Returns the map in a room as a camera sees it.
    pub(super) fn new(rect: Rect, camera: Camera) -> Self {
        let Bounds { min, max } = world_bounds();
        let whole = (rect.width() / (max[0] - min[0])).min(rect.height() / (max[1] - min[1]));
        Self { rect, scale: (whole * camera.zoom).max(f32::MIN_POSITIVE), middle: camera.middle }
    }

    /// Returns the height that the whole world takes in a width.
    pub(super) fn height_in(width: f32) -> f32 {
        let Bounds { min, max } = world_bounds();
        width * (max[1] - min[1]) / (max[0] - min[0])
    }

    /// Returns the level of detail that is seen.
    pub(super) fn detail(&self) -> Detail {
        Detail::for_scale(self.scale)
    }

    /// Returns where a place lies.
    pub(super) fn to_screen(self, [x, y]: Place) -> Pos2 {
        let [middle_x, middle_y] = self.middle;
        self.rect.center() + vec2((x - middle_x) * self.scale, (middle_y - y) * self.scale)
    }

    /// Returns the place that lies at a point.
    pub(super) fn to_map(self, at: Pos2) -> Place {
        let Vec2 { x, y } = at - self.rect.center();
        let [middle_x, middle_y] = self.middle;
        [middle_x + x / self.scale, middle_y - y / self.scale]
    }

    /// Returns what of the map is seen.
    pub(super) fn seen(&self) -> Bounds {
        let ([left, top], [right, bottom]) = (self.to_map(self.rect.min), self.to_map(self.rect.max));
        Bounds { min: [left, bottom], max: [right, top] }
    }
}

impl Camera {
    /// Returns the camera that is nearer by a factor, with the place under `at` where it was.
    pub(super) fn nearer(self, rect: Rect, factor: f32, at: Pos2) -> Self {
        let before = MapView::new(rect, self);
        let zoom = (self.zoom * factor).clamp(1.0, NEAREST);
        let after = MapView::new(rect, Self { zoom, ..self });
        let ([from_x, from_y], [to_x, to_y]) = (before.to_map(at), after.to_map(at));
        let [x, y] = self.middle;
        Self { zoom, middle: [x + from_x - to_x, y + from_y - to_y] }.within(rect)
    }

    /// Returns the camera moved so that what was at a point lies `by` further.
    pub(super) fn dragged(self, rect: Rect, by: Vec2) -> Self {
        let scale = MapView::new(rect, self).scale;
        let [x, y] = self.middle;
        Self { middle: [x - by.x / scale, y + by.y / scale], ..self }.within(rect)
    }

    /// Returns the camera moved as little as it takes to keep the world in its room.
    pub(super) fn within(self, rect: Rect) -> Self {
        let Bounds { min, max } = world_bounds();
        let scale = MapView::new(rect, self).scale;
        let half = [rect.width() / scale / 2.0, rect.height() / scale / 2.0];
        let kept = |at: f32, low: f32, high: f32, half: f32| {
            if high - low <= 2.0 * half { f32::midpoint(low, high) } else { at.clamp(low + half, high - half) }
        };
        let [x, y] = self.middle;
        Self { middle: [kept(x, min[0], max[0], half[0]), kept(y, min[1], max[1], half[1])], ..self }
    }

    /// Returns whether the whole world is seen.
    pub(super) fn is_whole(self) -> bool {
        self.zoom <= 1.0
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    const ROOM: Rect = Rect { min: pos2(10.0, 20.0), max: pos2(910.0, 420.0) };

    #[test]
    fn the_whole_world_is_in_its_room() {
        let view = MapView::new(ROOM, Camera::default());
        let Bounds { min, max } = world_bounds();
        let world = Rect::from_two_pos(view.to_screen(min), view.to_screen(max));
        assert!(ROOM.expand(0.01).contains_rect(world), "{world:?}");
        assert!((world.width() - ROOM.width()).abs() < 0.1 || (world.height() - ROOM.height()).abs() < 0.1);
        let at = pos2(300.0, 250.0);
        assert!(view.to_screen(view.to_map(at)).distance(at) < 1e-2);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_and_limits_hold() {
        let at = pos2(500.0, 200.0);
        let place = MapView::new(ROOM, Camera::default()).to_map(at);
        let near = Camera::default().nearer(ROOM, 3.0, at);
        assert!(MapView::new(ROOM, near).to_screen(place).distance(at) < 0.1);
        assert!((near.nearer(ROOM, 1e6, at).zoom - NEAREST).abs() < 1e-6);
        let back = near.dragged(ROOM, vec2(1e5, -1e5)).nearer(ROOM, 1e-6, at);
        assert_eq!(back, Camera::default(), "the whole world is in the middle again");
        let seen = MapView::new(ROOM, near.dragged(ROOM, vec2(1e5, 1e5))).seen();
        assert!(seen.min[0] >= world_bounds().min[0] - 1e-3 && seen.max[1] <= world_bounds().max[1] + 1e-3);
    }
}
