//! The choices that a kind of chart declares: a control each, made from the declaration alone.

use egui::{Role, ScrollArea, Ui, WidgetInfo};

use crate::charts::frame::one_line;
use crate::charts::style::TextRank;
use crate::charts::{ChartKind, Choice, ChoiceValue};
use crate::session::Command;

use super::View;
use super::widgets::{LARGE_TEXT, Segment, choice_ui, list_ui, list_width, segmented_width};

/// More values than so many stand in a list.
const MOST_SEGMENTS: usize = 4;

/// More lists than so many stand in a menu where text is large: they would take the room of the chart.
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
    let style = view.style();
    let kind = view.session.document.view;
    let offered = offered(view);
    if stand_in_menu(view) {
        menu_ui(ui, kind, &offered, commands);
        return;
    }
    for (choice, now) in offered {
        let segments: Vec<Segment<&'static str>> = choice
            .values
            .iter()
            .map(|value| Segment {
                value: value.id,
                text: value.name.to_owned(),
                tooltip: value.gloss.to_owned(),
                enabled: true,
            })
            .collect();
        // Side by side, what is wider than a row would be hidden under what is beside it.
        let is_wide = segmented_width(ui, &segments, style) > ui.max_rect().width();
        let is_list = segments.len() > MOST_SEGMENTS || style.text_scale >= LARGE_TEXT || is_wide;
        // The name and its control stand together in a row, or both in the next one.
        let label = one_line(ui, choice.name, style.font(TextRank::Body), style.colours().text, f32::INFINITY);
        let control = if is_list { list_width(ui, now.name) } else { segmented_width(ui, &segments, style) };
        let needed = label.size().x + 2.0 * ui.spacing().item_spacing.x + control;
        let room = ui.available_size_before_wrap().x;
        if needed > room && room < ui.max_rect().width() {
            ui.end_row();
        }
        ui.label(choice.name);
        let chosen = if is_list {
            list_ui(ui, choice.name, &segments, &now.id, style.length(40.0))
        } else {
            choice_ui(ui, choice.name, &segments, &now.id, style)
        };
        if let Some(value) = chosen {
            commands.push(Command::Choose { kind, choice: choice.id, value });
        }
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
