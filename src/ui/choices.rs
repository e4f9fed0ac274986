//! The choices that a kind of chart declares: a control each, made from the declaration alone.

use egui::{Align, Layout, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::charts::frame::one_line;
use crate::charts::style::{Style, TextRank};
use crate::charts::{ChartKind, Choice, ChoiceValue};
use crate::session::Command;

use super::View;
use super::widgets::{LARGE_TEXT, Segment, choice_ui, list_ui, list_width, segmented_width};

/// More values than so many stand in a list.
const MOST_SEGMENTS: usize = 4;

/// A list is at least this wide, in points of the usual text.
const LEAST_OF_LIST: f32 = 40.0;

/// More choices than so many keep to one row, and stand in a menu where text is large: they would take the room of the
/// chart.
const MOST_LISTS: usize = 2;

/// Returns the choices that the chart offers, each with what holds.
fn offered(view: &View<'_>) -> Vec<(Choice, ChoiceValue)> {
    let document = &view.session.document;
    let kind = document.view;
    let with_value = |choice: Choice| document.choices.value_of(kind, &choice).map(|now| (choice, now));
    document.choices.offered(kind).into_iter().filter_map(with_value).collect()
}

/// Returns whether the choices of the chart stand in a menu.
pub fn stand_in_menu(view: &View<'_>) -> bool {
    view.style().text_scale >= LARGE_TEXT && offered(view).len() > MOST_LISTS
}

/// Shows the choices of the chart.
pub fn choices_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let kind = view.session.document.view;
    let offered = offered(view);
    if stand_in_menu(view) {
        menu_ui(ui, kind, &offered, commands);
        return;
    }
    let controls: Vec<Control> = offered.into_iter().map(|of| Control::of(ui, of, view.style())).collect();
    let side_by_side = side_by_side(ui, &controls);
    for (place, control) in controls.iter().enumerate() {
        let is_list = !control.can_be_segments || place >= side_by_side;
        if let Some(value) = control.show_ui(ui, is_list, view.style()) {
            commands.push(Command::Choose { kind, choice: control.choice.id, value });
        }
    }
}

/// Returns how many of the first controls have their values side by side: as many as leave all of them one row, or none
/// where they need more than one anyway. Where they are many, they stand behind the other controls if they can.
fn side_by_side(ui: &mut Ui, controls: &[Control]) -> usize {
    let row = ui.max_rect().width();
    let width = |ui: &Ui, count: usize| -> f32 {
        let each = controls.iter().enumerate();
        each.map(|(place, control)| control.width(ui, !control.can_be_segments || place >= count)).sum()
    };
    let fitting = |ui: &Ui, room: f32| (0..=controls.len()).rev().find(|count| width(ui, *count) <= room);
    if controls.len() > MOST_LISTS {
        if let Some(count) = fitting(ui, ui.available_size_before_wrap().x) {
            return count;
        }
        ui.end_row();
    }
    fitting(ui, row).unwrap_or(0)
}

/// A choice with what is needed to show it.
struct Control {
    choice: Choice,
    now: ChoiceValue,
    segments: Vec<Segment<&'static str>>,
    label: f32,
    as_segments: f32,
    as_list: f32,
    can_be_segments: bool,
}

impl Control {
    fn of(ui: &Ui, (choice, now): (Choice, ChoiceValue), style: Style) -> Self {
        let segment = |value: &ChoiceValue| Segment {
            value: value.id,
            text: value.name.to_owned(),
            tooltip: value.gloss.to_owned(),
            enabled: true,
        };
        let segments: Vec<Segment<&'static str>> = choice.values.iter().map(segment).collect();
        let label = one_line(ui, choice.name, style.font(TextRank::Body), style.colours().text, f32::INFINITY);
        let as_segments = segmented_width(ui, &segments, style);
        Self {
            label: label.size().x,
            as_list: list_width(ui, now.name).max(style.length(LEAST_OF_LIST)),
            // Side by side, what is wider than a row would be hidden under what is beside it.
            can_be_segments: segments.len() <= MOST_SEGMENTS
                && style.text_scale < LARGE_TEXT
                && as_segments <= ui.max_rect().width(),
            as_segments,
            choice,
            now,
            segments,
        }
    }

    /// Returns how much of a row it takes, with the gap to the next one.
    fn width(&self, ui: &Ui, is_list: bool) -> f32 {
        self.label + 2.0 * ui.spacing().item_spacing.x + if is_list { self.as_list } else { self.as_segments }
    }

    /// Returns how high the control is: the name stands in line with it.
    fn height(ui: &Ui) -> f32 {
        let text = ui.text_style_height(&egui::TextStyle::Button);
        (text + 2.0 * ui.spacing().button_padding.y).max(ui.spacing().interact_size.y)
    }

    /// Shows the name and the control together in a row, or both in the next one. Returns the value that is chosen.
    fn show_ui(&self, ui: &mut Ui, is_list: bool, style: Style) -> Option<&'static str> {
        let room = ui.available_size_before_wrap().x;
        if self.width(ui, is_list) > room && room < ui.max_rect().width() {
            ui.end_row();
        }
        let name = self.choice.name;
        let mut chosen = None;
        // Not cut for a rounded point.
        let width = self.width(ui, is_list).min(ui.available_size_before_wrap().x);
        let in_a_row = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(width, Self::height(ui)), in_a_row, |ui| {
            ui.label(name);
            chosen = if is_list {
                list_ui(ui, name, &self.segments, &self.now.id, style.length(LEAST_OF_LIST))
            } else {
                choice_ui(ui, name, &self.segments, &self.now.id, style)
            };
        });
        chosen
    }
}

/// Shows choices as a menu, each with what holds now and, in a menu of its own, what else there is.
fn menu_ui(ui: &mut Ui, kind: ChartKind, offered: &[(Choice, ChoiceValue)], commands: &mut Vec<Command>) {
    ui.menu_button("Options…", |ui| {
        let most = ui.ctx().content_rect().height() * 0.7;
        for (choice, now) in offered {
            ui.menu_button(format!("{}: {}", choice.name, now.name), |ui| {
                ScrollArea::vertical().max_height(most).show(ui, |ui| {
                    for value in &choice.values {
                        let is_now = value.id == now.id;
                        let response = ui.add(egui::Button::selectable(is_now, value.name));
                        let spoken = format!("{}, {}", choice.name, value.name);
                        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_now, &spoken));
                        if response.on_hover_text(value.gloss).clicked() && !is_now {
                            commands.push(Command::Choose { kind, choice: choice.id, value: value.id });
                        }
                    }
                });
            });
        }
    });
}
