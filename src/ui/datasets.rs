use std::sync::Arc;

use egui::Ui;

use crate::charts::style::TextRank;
use crate::data::open::Opened;
use crate::model::{EditionChoice, counted, whole_text};
use crate::session::{Command, Dialog, FileCommand, WorkspaceDataset};

use super::View;
use super::issue_words::rows_words;
use super::widgets::command_button_ui;

/// Shows the datasets that are open: what was understood of each and what became of its rows.
pub fn datasets_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let open = Command::Open(Dialog::Open);
    if command_button_ui(ui, &open, &open.text(), true) {
        commands.push(open);
    }
    if view.session.opened.is_empty() && view.session.absent.is_empty() {
        ui.label("No file of your own is open. The bundled data are listed under Help, Data and sources");
    }
    for opened in &view.session.opened {
        ui.add_space(style.length(10.0));
        ui.push_id(&opened.path, |ui| dataset_ui(ui, view, opened, commands));
    }
    for absent in &view.session.absent {
        ui.add_space(style.length(10.0));
        ui.push_id(&absent.path, |ui| absent_ui(ui, view, absent, commands));
    }
}

fn dataset_ui(ui: &mut Ui, view: &View<'_>, opened: &Arc<Opened>, commands: &mut Vec<Command>) {
    let style = view.style();
    let muted = style.colours().text_muted;
    let name = opened.path.file_name().unwrap_or(opened.path.as_os_str()).to_string_lossy();
    let (seen, used) = rows(opened);
    ui.label(egui::RichText::new(name.as_ref()).font(style.font(TextRank::Strong)));
    ui.label(format!("{} of {} used, {}", count(used), rows_words(seen), issues_words(opened)));
    for sheet in &opened.sheets {
        let guess = &sheet.look.guess;
        let of_sheet = if sheet.look.name.is_empty() { String::new() } else { format!("{}: ", sheet.look.name) };
        let rows = format!("{} of {}", count(sheet.rows_used), rows_words(sheet.rows_seen));
        let words = if opened.sheets.len() > 1 {
            format!("{of_sheet}{}, {rows}", guess.layout)
        } else {
            format!("{of_sheet}{}", guess.layout)
        };
        ui.label(words);
    }
    ui.label(egui::RichText::new(opened.path.display().to_string()).color(muted));
    ui.label(egui::RichText::new(format!("Fingerprint {}", opened.fingerprint)).color(muted));
    let edition = opened.editions.first().map(|edition| EditionChoice::Of(edition.id.clone()));
    ui.horizontal_wrapped(|ui| {
        if let Some(choice) = edition.filter(|choice| *choice != view.session.question().edition)
            && ui.button("Show").on_hover_text("Takes all figures from this file").clicked()
        {
            commands.extend([Command::PickEdition(choice), Command::Leave]);
        }
        let path = || opened.path.clone();
        let issues = Command::ShowIssues(path());
        if command_button_ui(ui, &issues, &issues.text(), opened.issues.total() > 0) {
            commands.push(issues);
        }
        for command in [FileCommand::MapColumns(path()), FileCommand::Reload(path())].map(Command::File) {
            if command_button_ui(ui, &command, &command.text(), true) {
                commands.push(command);
            }
        }
        let close = Command::File(FileCommand::Close(path()));
        if command_button_ui(ui, &close, "Close dataset", true) {
            commands.push(close);
        }
    });
}

fn absent_ui(ui: &mut Ui, view: &View<'_>, absent: &WorkspaceDataset, commands: &mut Vec<Command>) {
    let style = view.style();
    let name = absent.path.file_name().unwrap_or(absent.path.as_os_str()).to_string_lossy();
    ui.label(egui::RichText::new(name.as_ref()).font(style.font(TextRank::Strong)));
    ui.label(
        egui::RichText::new("Could not be opened with the workspace. Open it from where it is now")
            .color(style.colours().worse),
    );
    ui.label(egui::RichText::new(absent.path.display().to_string()).color(style.colours().text_muted));
    let again = Command::File(FileCommand::Reopen(absent.path.clone()));
    if command_button_ui(ui, &again, &again.text(), true) {
        commands.push(again);
    }
}

/// Returns how many rows of a dataset were seen and used.
pub fn rows(opened: &Opened) -> (u64, u64) {
    let sum = |of: fn(&crate::data::open::SheetReport) -> u64| opened.sheets.iter().map(of).sum();
    (sum(|sheet| sheet.rows_seen), sum(|sheet| sheet.rows_used))
}

/// Returns how many issues a dataset has, in words.
pub fn issues_words(opened: &Opened) -> String {
    match opened.issues.total() {
        0 => "no issues".to_owned(),
        many => counted(many, "issue", "issues"),
    }
}

/// Returns what is said of a dataset that has just been opened.
#[must_use]
pub fn opened_words(opened: &Opened) -> String {
    let name = opened.path.file_name().unwrap_or(opened.path.as_os_str()).to_string_lossy();
    let (seen, used) = rows(opened);
    format!("Opened {name}: {} of {} used, {}", count(used), rows_words(seen), issues_words(opened))
}

fn count(number: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no file has more rows than f64 can count")]
    whole_text(number as f64)
}
