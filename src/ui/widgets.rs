//! Small controls that egui does not have, or not with an accessible name.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::one_line;
use crate::charts::style::{Style, TextRank};
use crate::session::Command;

/// One choice of a segmented control.
pub struct Segment<T> {
    pub value: T,
    pub text: String,
    pub tooltip: String,
    pub enabled: bool,
}

/// Shows choices side by side in one frame and returns the one clicked.
pub fn segmented_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    segments: &[Segment<T>],
    selected: &T,
    style: Style,
) -> Option<T> {
    let mut clicked = None;
    let colours = style.colours();
    // A frame is not wrapped like a word: one that would run out of the row begins the next.
    let width = segmented_width(ui, segments, style);
    let room = ui.available_size_before_wrap().x;
    if ui.layout().main_wrap() && width > room && room < ui.max_rect().width() {
        ui.end_row();
    }
    egui::Frame::new().stroke(Stroke::new(1.0, colours.axis)).corner_radius(6).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.horizontal(|ui| {
            for segment in segments {
                let on = segment.value == *selected;
                let text = egui::RichText::new(&segment.text).color(if on { colours.accent } else { colours.text });
                let fill = if on { colours.selected } else { colours.field };
                let button = egui::Button::new(text).fill(fill).stroke(Stroke::NONE).selected(on);
                let response = ui.add_enabled(segment.enabled, button);
                let response = if segment.tooltip.is_empty() {
                    response
                } else {
                    response.on_hover_text(&segment.tooltip).on_disabled_hover_text(&segment.tooltip)
                };
                if response.clicked() && !on {
                    clicked = Some(segment.value.clone());
                }
            }
        });
    });
    clicked
}

/// From this scale of text on, choices side by side would leave a chart no room.
pub const LARGE_TEXT: f32 = 1.6;

/// Shows choices side by side, or as a list that opens where text is large, and returns the one picked.
pub fn choice_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    segments: &[Segment<T>],
    selected: &T,
    style: Style,
) -> Option<T> {
    if style.text_scale < LARGE_TEXT || segments.len() < 2 {
        return segmented_ui(ui, segments, selected, style);
    }
    list_ui(ui, name, segments, selected, style.length(40.0))
}

/// Shows choices as a list that opens, at least `width` points wide, and returns the one picked.
pub fn list_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    segments: &[Segment<T>],
    selected: &T,
    width: f32,
) -> Option<T> {
    let chosen = segments.iter().find(|segment| segment.value == *selected).map_or("", |segment| segment.text.as_str());
    let mut picked = None;
    let needed = list_width(ui, chosen).max(width);
    let row = ui.max_rect().width();
    let mut room = ui.available_size_before_wrap().x;
    if ui.layout().main_wrap() && needed > room && room < row {
        ui.end_row();
        room = row;
    }
    let combo = egui::ComboBox::from_id_salt(name).selected_text(chosen);
    // What finds no room is cut, and not hidden under what is beside it.
    let combo = if needed > room { combo.width(room).truncate() } else { combo.width(width) };
    let response = combo.show_ui(ui, |ui| {
        for segment in segments {
            let entry = egui::Button::selectable(segment.value == *selected, &segment.text);
            let response = ui.add_enabled(segment.enabled, entry);
            if response.on_hover_text(&segment.tooltip).on_disabled_hover_text(&segment.tooltip).clicked() {
                picked = Some(segment.value.clone());
            }
        }
    });
    let spoken = format!("{name}, {chosen}");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    if needed > room {
        response.response.on_hover_text(chosen);
    }
    picked.filter(|picked| picked != selected)
}

/// Returns how wide a list that opens is, closed, with this text in it, in points.
pub fn list_width(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let spacing = ui.spacing();
    let around = spacing.icon_width + spacing.icon_spacing + 2.0 * spacing.button_padding.x;
    one_line(ui, text, font, ui.visuals().text_color(), f32::INFINITY).size().x + around
}

/// Shows a label and a list of words that opens, and returns the one picked.
pub fn labelled_list_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    (label, hint): (&str, &str),
    values: &[T],
    words: impl Fn(T) -> &'static str,
    selected: T,
    width: f32,
) -> Option<T> {
    let mut picked = None;
    ui.horizontal_wrapped(|ui| {
        let id = ui.label(label).id;
        let width = ui.max_rect().width().min(width);
        let combo = egui::ComboBox::from_id_salt(label).width(width).truncate().selected_text(words(selected));
        let response = combo.show_ui(ui, |ui| {
            for value in values {
                if ui.selectable_label(*value == selected, words(*value)).clicked() {
                    picked = Some(*value);
                }
            }
        });
        response.response.labelled_by(id).on_hover_text(hint);
    });
    picked.filter(|picked| *picked != selected)
}

/// Returns how wide a segmented control is, in points.
pub fn segmented_width<T>(ui: &Ui, segments: &[Segment<T>], style: Style) -> f32 {
    let text_width = |segment: &Segment<T>| {
        one_line(ui, &segment.text, style.font(TextRank::Body), style.colours().text, f32::INFINITY).size().x
    };
    let padding = 2.0 * ui.spacing().button_padding.x;
    segments.iter().map(|segment| text_width(segment) + padding).sum()
}

/// Shows a switch with an accessible name.
pub fn switch_ui(ui: &mut Ui, on: bool, name: &str, colour: Color32, style: Style) -> Response {
    let size = vec2(style.length(28.0), style.length(16.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    if ui.is_rect_visible(rect) {
        let colours = style.colours();
        let how_on = ui.animate_bool_responsive(response.id, on);
        let radius = rect.height() / 2.0;
        let track = if on { colour } else { colours.switch_off };
        ui.painter().rect_filled(rect, radius, track);
        let x = egui::lerp((rect.left() + radius)..=(rect.right() - radius), how_on);
        ui.painter().circle_filled(pos2(x, rect.center().y), radius - style.length(2.0), colours.background);
        if response.has_focus() || response.hovered() {
            ui.painter().rect_stroke(
                rect.expand(1.5),
                radius + 1.5,
                Stroke::new(1.0, colours.text),
                StrokeKind::Outside,
            );
        }
    }
    response
}

/// Shows a rounded chip and returns whether it was clicked.
pub fn chip_ui(ui: &mut Ui, on: bool, text: &str, style: Style) -> bool {
    let colours = style.colours();
    let font = style.font(TextRank::Small);
    let galley = one_line(ui, text, font, if on { colours.accent } else { colours.text }, f32::INFINITY);
    let padding = vec2(style.length(9.0), style.length(3.0));
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * padding, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, text));
    if ui.is_rect_visible(rect) {
        let fill = if on { colours.selected } else { colours.field };
        let line = if on || response.hovered() || response.has_focus() { colours.accent } else { colours.line };
        let radius = rect.height() / 2.0;
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        ui.painter().galley(rect.min + padding, galley, colours.text);
    }
    response.clicked()
}

/// Shows a button for a command, with its words and keys, and returns whether it was clicked.
pub fn command_button_ui(ui: &mut Ui, command: &Command, text: &str, enabled: bool) -> bool {
    let keys = command.shortcuts().first().map(|shortcut| shortcut.text()).unwrap_or_default();
    let hint = if keys.is_empty() { command.tooltip().to_owned() } else { format!("{} ({keys})", command.tooltip()) };
    ui.add_enabled(enabled, egui::Button::new(text)).on_hover_text(&hint).on_disabled_hover_text(&hint).clicked()
}

/// Shows a menu entry for a command and sends the command when it is picked.
pub fn menu_entry_ui(ui: &mut Ui, command: Command, text: Option<String>, enabled: bool, commands: &mut Vec<Command>) {
    let keys = command.shortcuts().first().map(|shortcut| shortcut.text()).unwrap_or_default();
    let text = text.unwrap_or_else(|| command.text());
    let button = egui::Button::new(text);
    let button = if keys.is_empty() { button } else { button.shortcut_text(keys) };
    if ui.add_enabled(enabled, button).on_hover_text(command.tooltip()).clicked() {
        commands.push(command);
        ui.close();
    }
}
