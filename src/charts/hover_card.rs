//! What a hover over a row or a year says.

use std::sync::Arc;

use egui::{Pos2, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::frame::{Fit, place, wrapped};
use super::style::{Style, TextRank};

/// Returns whether a dialog is above: a tooltip that was open would stay above it.
pub fn is_covered(ui: &Ui) -> bool {
    ui.ctx().memory(|memory| memory.top_modal_layer().is_some())
}

/// How wide the columns of a card may be, in points of the usual text.
#[derive(Debug, Clone, Copy)]
pub struct CardWidths {
    /// The room for signs, before everything.
    pub sign: f32,
    /// What.
    pub what: f32,
    /// How much.
    pub value: f32,
}

/// On a slide a pointer that has lain still for so many seconds was left lying, and is no question.
const LEFT_LYING_S: f32 = 4.0;

/// Shows the card of a row at the pointer while it is hovered, unless there is nothing to say, a dialog is above, or the
/// pointer was left lying on a slide.
pub fn show_card(
    ui: &Ui,
    response: Response,
    heading: &str,
    rows: &[(String, String)],
    widths: CardWidths,
    style: Style,
    fit: Fit,
) {
    let lies = || ui.input(|input| input.pointer.time_since_last_movement()) > LEFT_LYING_S;
    if rows.is_empty() || is_covered(ui) || fit == Fit::Page && lies() {
        return;
    }
    response.on_hover_ui_at_pointer(|ui| {
        heading_ui(ui, heading, style);
        for (what, value) in rows {
            row_ui(ui, what, value, widths, style, |_, _, _| {});
        }
    });
}

/// Shows the heading of a card.
pub fn heading_ui(ui: &mut Ui, heading: &str, style: Style) {
    ui.label(egui::RichText::new(heading).font(style.font(TextRank::Strong)));
}

/// Shows a row of a card; `sign` paints into the room before it, given its corner and the height of its text.
pub fn row_ui(
    ui: &mut Ui,
    what: &str,
    value: &str,
    widths: CardWidths,
    style: Style,
    sign: impl FnOnce(&Ui, Pos2, f32),
) {
    // In large text no wider than the window.
    let room = ui.ctx().content_rect().width() * 0.9;
    let fitted = (room / style.length(widths.sign + widths.what + widths.value)).min(1.0);
    let length = |points: f32| style.length(points) * fitted;
    let (sign_room, first) = (length(widths.sign), length(widths.what));
    let colours = style.colours();
    ui.horizontal_top(|ui| {
        let what = wrapped(ui, what, style.font(TextRank::Body), colours.text_muted, first);
        let (place_at, _) = ui.allocate_exact_size(vec2(sign_room + first, what.size().y), Sense::hover());
        sign(ui, place_at.min, what.size().y);
        place(ui, place_at.min + vec2(sign_room, 0.0), what);
        let value = wrapped(ui, value, style.font(TextRank::Body), colours.text, length(widths.value));
        let (place_at, response) = ui.allocate_exact_size(value.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, value.text()));
        place(ui, place_at.min, Arc::clone(&value));
    });
}
