use egui::{Key, TextEdit, Ui};

use crate::charts::style::TextRank;
use crate::charts::wording::{and_words, capitalised};
use crate::session::{Command, FileCommand};

use super::View;
use super::widgets::command_button_ui;

/// Shows what can be opened and from where.
pub fn open_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let muted = style.colours().text_muted;
    ui.label("Tables as CSV, Excel, OpenDocument, Parquet or JSON lines, zipped or not; workspaces; files of blocs; pictures made by Lodescope");
    ui.label(
        egui::RichText::new("Files can also be dropped on the window. They are read and never changed").color(muted),
    );
    ui.add_space(style.length(8.0));
    ui.horizontal_wrapped(|ui| {
        for command in [FileCommand::BrowseFiles, FileCommand::BrowseFolder].map(Command::File) {
            if command_button_ui(ui, &command, &command.text(), !view.busy) {
                commands.push(command);
            }
        }
    });
    ui.add_space(style.length(8.0));
    let mut path = view.session.open_path.clone();
    let entered = path_ui(
        ui,
        view,
        "Or a path of your own",
        "folder/table.csv",
        &mut path,
        &Command::File(FileCommand::OpenTyped),
    );
    if path != view.session.open_path {
        commands.push(Command::File(FileCommand::EditOpenPath(path)));
    }
    commands.extend(entered);
    recent_ui(ui, view, commands);
}

/// Shows the files opened before.
fn recent_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    if view.session.recent.is_empty() {
        return;
    }
    let style = view.style();
    ui.add_space(style.length(10.0));
    ui.label(egui::RichText::new("Opened before").font(style.font(TextRank::Strong)));
    for path in &view.session.recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let button = egui::Button::selectable(false, name.as_ref())
            .right_text(egui::RichText::new(&folder).color(style.colours().text_muted))
            .truncate();
        let size = [ui.available_width(), style.length(26.0)];
        if ui.add_sized(size, button).on_hover_text(path.display().to_string()).clicked() {
            commands.push(Command::File(FileCommand::Open(vec![path.clone()])));
        }
    }
}

/// Shows where a workspace can be saved.
pub fn save_workspace_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    ui.label("A workspace keeps the question, the view, and which files are open and how they are mapped. The files themselves stay where they are");
    ui.add_space(style.length(8.0));
    let browse = Command::File(FileCommand::BrowseSave);
    if command_button_ui(ui, &browse, &browse.text(), !view.busy) {
        commands.push(browse);
    }
    ui.add_space(style.length(8.0));
    let mut path = view.session.save_path.clone();
    let save = Command::File(FileCommand::SaveTyped);
    let entered = path_ui(ui, view, "Or save at a path of your own", "folder/study.lodescope", &mut path, &save);
    if path != view.session.save_path {
        commands.push(Command::File(FileCommand::EditSavePath(path)));
    }
    commands.extend(entered);
}

/// Shows a field for a path with a button, and returns the button's command when it is pressed or Enter is.
pub fn path_ui(
    ui: &mut Ui,
    view: &View<'_>,
    name: &str,
    hint: &str,
    path: &mut String,
    command: &Command,
) -> Option<Command> {
    let label = ui.label(name).id;
    let ready = !view.busy && !path.trim().is_empty();
    let mut sent = false;
    ui.horizontal_wrapped(|ui| {
        let width = (ui.available_width() - view.style().length(90.0)).max(view.style().length(160.0));
        let field = TextEdit::singleline(path).hint_text(hint).desired_width(width.min(ui.available_width()));
        let response = ui.add(field).labelled_by(label);
        // A path is typed or pasted at once; Tab leads on from it.
        if !response.lost_focus() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        sent = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && ready;
        sent |= command_button_ui(ui, command, &command.text(), ready);
    });
    sent.then(|| command.clone())
}

/// Asks whether changes are kept before they are lost.
pub fn unsaved_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let (unsaved, is_open) = (view.session.unsaved(), view.session.workspace.is_some());
    if unsaved.workspace {
        let name = view.session.workspace.as_ref().and_then(|path| path.file_name()).unwrap_or_default();
        ui.label(format!("The workspace {} was changed since it was saved", name.to_string_lossy()));
    }
    let is_lost = |names: &[String], one: &str, several: &str| {
        let verb = if names.len() == 1 { one } else { several };
        (!names.is_empty()).then(|| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            format!("{} {verb}", and_words(&names))
        })
    };
    let drafts = is_lost(&unsaved.drafts, "is half made and not saved", "are half made and not saved");
    let blocs = is_lost(
        &unsaved.blocs,
        "stands in no workspace and not in your library",
        "stand in no workspace and not in your library",
    );
    for words in drafts.into_iter().chain(blocs) {
        ui.label(capitalised(&words));
    }
    ui.add_space(view.style().length(8.0));
    ui.horizontal_wrapped(|ui| {
        for command in [FileCommand::SaveAndLeave, FileCommand::Discard].map(Command::File) {
            // Where no workspace is open, it is asked where it is to be.
            let asks = !is_open && command == Command::File(FileCommand::SaveAndLeave);
            let text = if asks { "Save a workspace first…".to_owned() } else { command.text() };
            if command_button_ui(ui, &command, &text, !view.busy) {
                commands.push(command);
            }
        }
        if ui.button("Stay here").on_hover_text("Esc").clicked() {
            commands.push(Command::Leave);
        }
    });
}
