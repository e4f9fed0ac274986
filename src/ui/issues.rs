use egui::Ui;

use crate::session::Command;

use super::View;

/// Shows the issues met in a file.
pub fn issues_ui(ui: &mut Ui, view: &View<'_>, _commands: &mut Vec<Command>) {
    let shown = view.session.issues_of.as_ref();
    let Some(opened) = view.session.opened.iter().find(|opened| Some(&opened.path) == shown) else {
        ui.label("This file is not open");
        return;
    };
    for issue in &opened.issues.list {
        ui.label(issue.to_string());
    }
}
