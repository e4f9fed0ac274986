//! The strip of views above the chart: those that find room, and a menu of the others.

use egui::Ui;

use crate::charts::ChartKind;
use crate::charts::frame::one_line;
use crate::charts::style::{Style, TextRank};
use crate::session::{Command, PaneCommand, ViewLayout};

use super::View;

/// A view that can be shown.
struct Entry {
    name: &'static str,
    command: Command,
    on: bool,
}

/// What the menu of the views that find no room is called.
const MORE: &str = "More…";

/// What the menu of how many views there are is called.
const SPLIT: &str = "Split…";

/// Shows the kinds of charts in one row. What has no room stands in a menu at its end, and what is shown is always in the
/// row.
pub fn view_strip_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let mut shown = entries(view);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = style.length(4.0);
        let more = split(ui, &mut shown, style);
        for entry in shown {
            entry_ui(ui, entry, style, commands);
        }
        if !more.is_empty() {
            more_ui(ui, more, style, commands);
        }
        // The menu View has the same.
        if ui.available_width() >= width_of(ui, SPLIT, TextRank::Body, style) {
            split_ui(ui, view, style, commands);
        }
    });
}

/// Shows the menu of the views that find no room.
fn more_ui(ui: &mut Ui, more: Vec<Entry>, style: Style, commands: &mut Vec<Command>) {
    let text = egui::RichText::new(MORE).font(style.font(TextRank::Body));
    let button = egui::containers::menu::MenuButton::new(text);
    let (response, _) = button.ui(ui, |ui| {
        for entry in more {
            entry_ui(ui, entry, style, commands);
        }
    });
    response
        .on_hover_text("More views")
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "More views"));
}

/// Shows the menu of how many views there are.
fn split_ui(ui: &mut Ui, view: &View<'_>, style: Style, commands: &mut Vec<Command>) {
    let text = egui::RichText::new(SPLIT).font(style.font(TextRank::Body)).color(style.colours().text_muted);
    let (response, _) = egui::containers::menu::MenuButton::new(text).ui(ui, |ui| {
        for layout in ViewLayout::ALL {
            let command = Command::Pane(PaneCommand::Split(layout));
            let on = view.session.document.panes.layout() == layout;
            if ui.selectable_label(on, command.text()).on_hover_text(command.tooltip()).clicked() && !on {
                commands.push(command);
            }
        }
    });
    response.on_hover_text("Several views of the same question, or of different ones");
}

fn entries(view: &View<'_>) -> Vec<Entry> {
    let document = &view.session.document;
    let of_kind = |kind: &ChartKind| Entry {
        name: kind.name(),
        command: Command::PickView(*kind),
        on: document.view == *kind && !document.shows_table,
    };
    let table = Entry { name: "Table", command: Command::ShowTable, on: document.shows_table };
    ChartKind::ALL.iter().map(of_kind).chain([table]).collect()
}

/// Takes those out that find no room in a row, from its end, but never the one that is on.
fn split(ui: &Ui, entries: &mut Vec<Entry>, style: Style) -> Vec<Entry> {
    let widths: Vec<f32> = entries.iter().map(|entry| width_of(ui, entry.name, TextRank::Strong, style)).collect();
    let mut needed: f32 = widths.iter().sum();
    let room = ui.available_width() - width_of(ui, SPLIT, TextRank::Body, style);
    let mut more = Vec::new();
    if needed > room {
        needed += width_of(ui, MORE, TextRank::Body, style);
        for (place, width) in widths.iter().enumerate().rev() {
            if needed <= room || entries.len() == 1 {
                break;
            }
            if entries.get(place).is_some_and(|entry| !entry.on) {
                more.insert(0, entries.remove(place));
                needed -= width;
            }
        }
    }
    more
}

fn entry_ui(ui: &mut Ui, entry: Entry, style: Style, commands: &mut Vec<Command>) {
    let Entry { name, command, on } = entry;
    let colours = style.colours();
    let text = egui::RichText::new(name)
        .font(style.font(if on { TextRank::Strong } else { TextRank::Body }))
        .color(if on { colours.accent } else { colours.text });
    let response = ui.add(egui::Button::selectable(on, text)).on_hover_text(command.tooltip());
    if response.clicked() && !on {
        commands.push(command);
    }
}

/// Returns the width that a button with a text takes in the strip.
fn width_of(ui: &Ui, text: &str, rank: TextRank, style: Style) -> f32 {
    let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    one_line(ui, text, style.font(rank), style.colours().text, f32::INFINITY).size().x + padding
}
