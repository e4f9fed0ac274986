use egui::Ui;

use crate::charts::style::TextRank;
use crate::session::Command;

use super::View;
use super::widgets::command_button_ui;

/// Shows what the columns of a file are taken to mean.
pub fn mapping_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(draft) = &view.session.mapping else { return };
    let style = view.style();
    ui.label(draft.looked.path.display().to_string());
    if let Some((sheet, mapping)) = draft.shown() {
        for (index, name) in sheet.header(mapping).iter().enumerate() {
            ui.label(format!("Column {}: {name}", index + 1));
        }
        ui.label(egui::RichText::new("Why").font(style.font(TextRank::Strong)));
        for reason in &sheet.guess.reasons {
            ui.label(format!("{}: {}", reason.field.name(), reason.text));
        }
    }
    if command_button_ui(ui, &Command::ApplyMapping, &Command::ApplyMapping.text(), !view.busy) {
        commands.push(Command::ApplyMapping);
    }
}
