use egui::{CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::charts::Marked;
use crate::charts::frame::Fit;
use crate::charts::style::Style;

/// Makes a row something that can be marked by a click or a key where a window offers it and `mark` says what it is of, else
/// something that is read aloud. Draws what a pointer or the focus does to it, below what the row draws itself.
pub fn row_ui(
    ui: &Ui,
    (rect, id): (Rect, impl egui::AsIdSalt),
    (mark, is_marked): (Option<&Marked>, bool),
    name: &str,
    (style, fit): (Style, Fit),
) -> Response {
    let can_mark = fit == Fit::Scroll && mark.is_some();
    let sense = if can_mark { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(id), sense);
    response.widget_info(|| {
        if can_mark {
            WidgetInfo::selected(Role::Button, true, is_marked, name)
        } else {
            WidgetInfo::labeled(Role::Label, true, name)
        }
    });
    // A pointer left lying on a slide is no question.
    if response.hovered() && fit == Fit::Scroll {
        ui.painter().rect_filled(rect, 4.0, style.colours().field_hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(2.0, style.colours().accent), StrokeKind::Inside);
    }
    if can_mark { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// Paints the ground of a name that stands out, before the name itself.
pub fn draw_name_ground(ui: &Ui, name: Rect, style: Style) {
    let around = egui::vec2(style.length(4.0), style.length(1.0));
    ui.painter().rect_filled(name.expand2(around), style.length(3.0), style.colours().selected);
}
