//! What a chart does where room is short: texts that shrink on a page, and content that scrolls in a window.

use egui::{Rect, Sense, Ui, vec2};

use super::style::Style;

/// Rows get at least this part of the height; else texts shrink on a page, and everything scrolls in a window.
pub const LEAST_ROOM: f32 = 0.42;

/// Returns the first style at which `leaves_room` holds: the foot shrinks first, then all text. The smallest where none
/// does.
pub fn style_for_page(style: Style, leaves_room: impl Fn(Style) -> bool) -> Style {
    let feet = [1.0, 0.85, 0.72].map(|factor| Style { foot_scale: style.foot_scale * factor, ..style });
    let all = [0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36, 0.3].map(|factor| Style {
        foot_scale: style.foot_scale * 0.72,
        text_scale: style.text_scale * factor,
        ..style
    });
    let [.., smallest] = all;
    feet.into_iter().chain(all).find(|style| leaves_room(*style)).unwrap_or(smallest)
}

/// Returns the room that a scroll bar takes of the width.
pub fn scroll_bar_width(style: Style) -> f32 {
    style.length(12.0)
}

/// Shows content that needs `height` points in `rect`, scrolled when that is more than there is.
pub fn scrolled_ui(ui: &mut Ui, name: &str, rect: Rect, height: f32, style: Style, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        egui::ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            let bar = if height > rect.height() { scroll_bar_width(style) } else { 0.0 };
            let size = vec2(ui.available_width() - bar, height.max(rect.height() - 1.0));
            let (inner, _) = ui.allocate_exact_size(size, Sense::hover());
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), content);
        });
    });
}
