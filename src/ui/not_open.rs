use egui::{RichText, Ui};

use crate::charts::style::TextRank;
use crate::model::EditionChoice;
use crate::session::{Command, Dialog, FileCommand, NotOpen};

use super::View;
use super::widgets::command_button_ui;

/// Says that the data asked for are not open, and offers the ways to go on.
pub fn not_open_ui(ui: &mut Ui, view: &View<'_>, not_open: &NotOpen<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let muted = style.colours().text_muted;
    ui.add_space(style.length(16.0));
    ui.label(RichText::new(not_open_words(not_open)).font(style.font(TextRank::Title)));
    if let Some(held) = not_open.held {
        ui.label(RichText::new(held.path.display().to_string()).color(muted));
    }
    ui.add_space(style.length(8.0));
    ui.label(match not_open.held {
        Some(_) => "What is asked for here are its figures. Open it again, or go to other data",
        None => "What is asked for here are its figures. Open the file, or go to other data",
    });
    ui.add_space(style.length(8.0));
    let again = not_open.held.map(|held| Command::File(FileCommand::Reopen(held.path.clone())));
    let others = [Command::Open(Dialog::Open), Command::PickEdition(EditionChoice::Newest)];
    ui.horizontal_wrapped(|ui| {
        for command in again.into_iter().chain(others) {
            if command_button_ui(ui, &command, &command.text(), true) {
                commands.push(command);
            }
        }
    });
}

/// Returns that a dataset is not open, in a few words.
pub fn not_open_words(not_open: &NotOpen<'_>) -> String {
    let name = &not_open.name;
    match not_open.held {
        Some(_) if not_open.is_absent => format!("{name} could not be opened with the workspace"),
        Some(_) => format!("{name} is closed"),
        None => format!("{name} is not open"),
    }
}
