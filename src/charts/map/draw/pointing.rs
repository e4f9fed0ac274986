use egui::{
    Button, Id, Key, Modifiers, Pos2, Rect, Response, RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2,
};

use crate::charts::frame::Fit;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::map::MapMark;
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Marked};

use super::Drawing;
use super::labels::holds;
use super::spots::Spot;
use super::view::Camera;

const CARD: CardWidths = CardWidths { sign: 0.0, what: 120.0, value: 300.0 };

/// One press of a key or button comes nearer by this much.
const STEP: f32 = 1.6;

/// A wheel turned by so many points comes nearer by a factor of e.
const WHEEL: f32 = 240.0;

/// Returns how near a person looks and where, as wheel, mouse, keys and buttons have moved it.
pub(super) fn camera_ui(ui: &mut Ui, room: Rect, style: Style) -> Camera {
    let id = ui.scope_id().with("map-camera");
    let mut camera = ui.data(|data| data.get_temp::<Camera>(id)).unwrap_or_default();
    let response = ui.interact(room, map_id(ui), Sense::click_and_drag());
    if response.dragged() {
        camera = camera.dragged(room, response.drag_delta());
    }
    if let Some(at) =
        ui.input(|input| input.pointer.hover_pos()).filter(|at| ui.rect_contains_pointer(room) && room.contains(*at))
    {
        let (turned, pinched) = ui.input_mut(|input| {
            let turned = input.smooth_scroll_delta().y;
            input.smooth_scroll_delta = Vec2::ZERO;
            (turned, input.zoom_delta())
        });
        let factor = (turned / WHEEL).exp() * pinched;
        if (factor - 1.0).abs() > 1e-4 {
            camera = camera.nearer(room, factor, at);
        }
        camera = keys(ui, camera, room, at);
    } else if response.has_focus() {
        camera = keys(ui, camera, room, room.center());
    }
    camera = buttons_ui(ui, camera, room, style).within(room);
    ui.data_mut(|data| data.insert_temp(id, camera));
    camera
}

fn map_id(ui: &Ui) -> Id {
    ui.scope_id().with("map-room")
}

/// Plus and minus come nearer and go away, Home shows the whole world.
fn keys(ui: &Ui, camera: Camera, room: Rect, at: Pos2) -> Camera {
    if ui.ctx().text_edit_focused() {
        return camera;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        camera.nearer(room, STEP, at)
    } else if pressed(Key::Minus) {
        camera.nearer(room, 1.0 / STEP, at)
    } else if pressed(Key::Home) {
        Camera::default()
    } else {
        camera
    }
}

/// Shows the buttons of the map in its lower left corner.
fn buttons_ui(ui: &mut Ui, camera: Camera, room: Rect, style: Style) -> Camera {
    let side = style.length(24.0);
    let mut moved = camera;
    let buttons: [(&str, &str, Camera, bool); 3] = [
        ("+", "Zoom in", camera.nearer(room, STEP, room.center()), true),
        ("−", "Zoom out", camera.nearer(room, 1.0 / STEP, room.center()), !camera.is_whole()),
        ("World", "Show the whole world", Camera::default(), !camera.is_whole()),
    ];
    let mut left = room.left() + style.length(4.0);
    for (text, name, to, is_enabled) in buttons {
        let width = if text.len() > 3 { side * 2.1 } else { side };
        let rect = Rect::from_min_size(Pos2::new(left, room.bottom() - side - style.length(4.0)), vec2(width, side));
        left = rect.right() + style.length(3.0);
        if room.contains_rect(rect) {
            let text = RichText::new(text).font(style.font(TextRank::Small));
            let response = ui.add_enabled_ui(is_enabled, |ui| ui.put(rect, Button::new(text))).inner;
            response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
            if response.on_hover_text(name).clicked() {
                moved = to;
            }
        }
    }
    moved
}

/// Shows what a person points at, and returns the country that was clicked, which only a window offers.
pub(super) fn pointing_ui(ui: &mut Ui, drawing: &Drawing<'_>, fit: Fit) -> Option<Clicked> {
    let view = drawing.view;
    let can_click = fit == Fit::Scroll;
    let sense = if can_click { Sense::click_and_drag() } else { Sense::hover() };
    let map = ui.interact(view.rect, map_id(ui), sense);
    map.widget_info(|| WidgetInfo::labeled(Role::Image, true, "World map"));
    let mut clicked = None;
    let mut hovered = map.hover_pos().and_then(|at| at_point(drawing, at)).map(|spot| (spot, map.clone()));
    if map.clicked() {
        clicked = map.interact_pointer_pos().and_then(|at| at_point(drawing, at)).map(|spot| spot.mark);
    }
    // What lies outside of the room comes back with the whole world.
    let in_room = |spot: &&Spot<'_>| is_told(drawing, spot.mark) && view.rect.contains(spot.at);
    for spot in drawing.spots.iter().filter(in_room) {
        let node = node_ui(ui, spot, can_click);
        if node.has_focus() {
            drawing.outline(spot, Stroke::new(drawing.style.length(2.0), drawing.style.colours().accent));
        }
        if node.clicked() {
            clicked = Some(spot.mark);
        }
        if node.hovered() {
            hovered = Some((spot, node));
        }
    }
    if let Some((spot, response)) = hovered {
        show_card(ui, response, &spot.mark.name, &spot.mark.hover, CARD, drawing.style, fit);
    }
    clicked.filter(|_| can_click).map(|mark: &MapMark| Clicked::Mark(Marked::Country(mark.iso3)))
}

/// Returns whether a country has a place of its own among what is read aloud.
fn is_told(drawing: &Drawing<'_>, mark: &MapMark) -> bool {
    mark.is_listed() || drawing.chart.is_of_blocs() && !mark.blocs.is_empty()
}

/// Gives a country a small place that a keyboard and a screen reader reach.
fn node_ui(ui: &Ui, spot: &Spot<'_>, can_click: bool) -> Response {
    let side = spot.dot.map_or(spot.reach.clamp(2.0, 12.0), |dot| dot.width());
    let rect = Rect::from_center_size(spot.at, Vec2::splat(side));
    let sense = if can_click { Sense::click() } else { Sense::hover() };
    let node = ui.interact(rect, ui.scope_id().with(("country", spot.mark.iso3.as_str())), sense);
    let role = if can_click { Role::Button } else { Role::Label };
    node.widget_info(|| WidgetInfo::labeled(role, true, spot.mark.spoken()));
    node
}

/// Returns the country at a point: a dot before what it lies on.
fn at_point<'a>(drawing: &'a Drawing<'_>, at: Pos2) -> Option<&'a Spot<'a>> {
    let dot = drawing.spots.iter().find(|spot| spot.dot.is_some_and(|dot| dot.contains(at)));
    dot.or_else(|| drawing.spots.iter().find(|spot| holds(spot.area, &drawing.view, at)))
}
