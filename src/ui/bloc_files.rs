//! The dialogs on which blocs go into files and come from them.

use egui::Ui;

use crate::charts::style::TextRank;
use crate::data::BlocFormat;
use crate::session::{BlocExport, Command, OwnBlocCommand};

use super::View;
use super::open_dialog::path_ui;
use super::widgets::{Segment, command_button_ui, segmented_ui};

/// So many faults of a file are listed.
const LISTED: usize = 200;

/// Shows how and where a bloc is exported.
pub fn bloc_export_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(export) = &view.session.work.export else { return };
    let style = view.style();
    let name = view.dataset.bloc(&export.bloc).map_or_else(|| export.bloc.to_string(), |bloc| bloc.name.clone());
    ui.label(egui::RichText::new(name).font(style.font(TextRank::Strong)));
    let members = view.dataset.memberships_of(&export.bloc).count();
    let rows = if members == 1 { "1 membership".to_owned() } else { format!("{members} memberships") };
    ui.label(format!(
        "{rows} with dates, confidence and sources. The file can be opened or dropped on the window again"
    ));
    ui.add_space(style.length(8.0));
    let segments = BlocFormat::ALL.map(|format| Segment {
        value: format,
        text: format.name().to_owned(),
        tooltip: match format {
            BlocFormat::Csv => "A row a member, for spreadsheets".to_owned(),
            BlocFormat::Json => "For programs".to_owned(),
        },
        enabled: true,
    });
    let mut next = export.clone();
    if let Some(format) = segmented_ui(ui, &segments, &export.format, style) {
        next.format = format;
    }
    ui.add_space(style.length(8.0));
    let browse = Command::OwnBloc(OwnBlocCommand::BrowseExport);
    if command_button_ui(ui, &browse, &browse.text(), !view.busy) {
        commands.push(browse);
    }
    ui.add_space(style.length(8.0));
    let hint = format!("folder/bloc.{}", next.format.extension());
    let save = Command::OwnBloc(OwnBlocCommand::ExportTyped);
    let BlocExport { path, .. } = &mut next;
    let entered = path_ui(ui, view, "Or save at a path of your own", &hint, path, &save);
    if next != *export {
        commands.push(Command::OwnBloc(OwnBlocCommand::EditExport(next)));
    }
    commands.extend(entered);
}

/// Shows what of a file of blocs can't be used, and lets the rest be taken.
pub fn blocs_found_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(found) = &view.session.work.found else { return };
    let style = view.style();
    let muted = style.colours().text_muted;
    let name = found.path.file_name().unwrap_or(found.path.as_os_str()).to_string_lossy();
    let grave: Vec<String> = found.file.grave().map(ToString::to_string).collect();
    let taken: usize = found.file.blocs.iter().map(|own| own.members.len()).sum();
    let of_rows = format!("{taken} of {} rows of {name} can be used; what follows can’t be right", found.file.rows);
    ui.label(egui::RichText::new(of_rows).font(style.font(TextRank::Strong)));
    for own in &found.file.blocs {
        let members = match own.members.len() {
            1 => "1 member".to_owned(),
            members => format!("{members} members"),
        };
        ui.label(egui::RichText::new(format!("{}: {members}", own.bloc.name)).color(muted));
    }
    ui.add_space(style.length(6.0));
    for fault in grave.iter().take(LISTED) {
        let mut letters = fault.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        ui.label(format!("{first}{}", letters.as_str()));
    }
    if grave.len() > LISTED {
        ui.label(format!("and {} more", grave.len() - LISTED));
    }
    ui.add_space(style.length(8.0));
    let take = Command::OwnBloc(OwnBlocCommand::TakeFound);
    let can_take = found.file.blocs.iter().any(|own| !own.members.is_empty());
    if command_button_ui(ui, &take, "Take the blocs without these rows", can_take) {
        commands.push(take);
    }
    ui.label(egui::RichText::new("Or close this, mend the file and open it again").color(muted));
}
