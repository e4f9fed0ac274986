use egui::{Align, Layout, MenuBar, Ui};

use crate::charts::Compare;
use crate::charts::palette::Theme;
use crate::charts::style::{BODY_PT, TextRank};
use crate::data::Severity;
use crate::model::{Denominator, EditionChoice, counted};
use crate::session::{Command, Dialog, FileCommand, PaneCommand, TEXT_SCALES, ViewLayout};

use super::View;
use super::not_open::not_open_words;
use super::widgets::{command_button_ui, menu_entry_ui};

/// Shows menus, undo and redo, the dataset's name, the search, Export and Present.
pub fn top_bar_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let roomy = ui.available_width() > style.length(880.0);
    MenuBar::new().ui(ui, |ui| {
        if ui.available_width() > style.length(620.0) {
            ui.label(egui::RichText::new("Lodescope").font(style.font(TextRank::Strong)));
        }
        menus_ui(ui, view, commands);
        if roomy {
            history_ui(ui, view, commands);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            framed_buttons(ui);
            let present = egui::Button::new(egui::RichText::new("Present").color(style.colours().background))
                .fill(style.colours().text);
            if ui.add(present).on_hover_text(format!("{} (F5)", Command::Present.tooltip())).clicked() {
                commands.push(Command::Present);
            }
            if command_button_ui(ui, &Command::Open(Dialog::Export), "Export…", true) {
                commands.push(Command::Open(Dialog::Export));
            }
            // What the figures are from is said before all; the search and undo stand in the menu Edit too.
            let has_room_for_search = ui.available_width() > style.length(280.0);
            let find = if roomy { "Find mineral, bloc, command   Ctrl+K" } else { "Find…" };
            if has_room_for_search && command_button_ui(ui, &Command::Open(Dialog::Palette), find, true) {
                commands.push(Command::Open(Dialog::Palette));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                // Before the name, which is cut where room is short.
                issues_mark_ui(ui, view, commands);
                edition_ui(ui, view, commands);
            });
        });
    });
}

/// Shows how many issues the person's file on screen has through which something is not in its figures.
fn issues_mark_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let edition = view.results.answer.subject.edition.as_ref();
    let Some(opened) = edition.and_then(|edition| view.session.dataset_with(&edition.id)) else { return };
    let warnings = opened.issues.counts.iter().filter(|of| of.kind.severity() >= Severity::Warning);
    let count: u64 = warnings.map(|of| of.count).sum();
    if count == 0 {
        return;
    }
    let command = Command::ShowIssues(opened.path.clone());
    let text = egui::RichText::new(counted(count, "issue", "issues")).color(view.style().colours().text);
    if ui.add(egui::Button::new(text)).on_hover_text(command.tooltip()).clicked() {
        commands.push(command);
    }
}

/// Shows which edition the figures come from, and lets one be chosen.
fn edition_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let question = view.session.question();
    let answering = view.results.answer.subject.edition.as_ref();
    let missing = || view.session.not_open(view.dataset).map(|missing| not_open_words(&missing));
    let name = answering.map(|edition| edition.short_name.clone()).or_else(missing);
    let name = name.unwrap_or_else(|| "No edition".to_owned());
    let is_newest = answering.map(|edition| &edition.id) == view.dataset.editions.first().map(|edition| &edition.id);
    let shown = match &question.edition {
        EditionChoice::Newest if is_newest => format!("Newest: {name}"),
        EditionChoice::Newest => format!("Newest for {}: {name}", question.year),
        EditionChoice::Of(_) => name,
    };
    let muted = egui::RichText::new(&shown).color(view.style().colours().text_muted);
    let width = ui.spacing().combo_width.min(ui.available_width() - 2.0 * ui.spacing().button_padding.x);
    let combo =
        egui::ComboBox::from_id_salt("edition").truncate().width(width).height(ui.ctx().content_rect().height() * 0.7);
    let response = combo.selected_text(muted).show_ui(ui, |ui| {
        edition_choices_ui(ui, view, commands);
    });
    let hint = answering.map_or_else(String::new, |edition| format!("{shown}\n{}", edition.name));
    let response = response.response.on_hover_text(hint);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Edition, {shown}")));
}

/// Shows the editions there are, newest first.
fn edition_choices_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let now = &view.session.question().edition;
    let bundled = view.dataset.editions.iter().filter(|edition| !edition.id.is_own());
    let editions = bundled.map(|edition| (EditionChoice::Of(edition.id.clone()), &edition.short_name));
    let newest = (EditionChoice::Newest, &Command::PickEdition(EditionChoice::Newest).text());
    let mut choice_ui = |ui: &mut Ui, choice: EditionChoice, name: &str| {
        if ui.selectable_label(choice == *now, name).clicked() && choice != *now {
            commands.push(Command::PickEdition(choice));
            ui.close();
        }
    };
    for (choice, name) in std::iter::once(newest).chain(editions) {
        choice_ui(ui, choice, name);
    }
    ui.separator();
    ui.label(egui::RichText::new("Your files").color(view.style().colours().text_muted));
    let mut closed = None;
    for opened in &view.session.opened {
        for edition in &opened.editions {
            ui.horizontal(|ui| {
                choice_ui(ui, EditionChoice::Of(edition.id.clone()), &edition.short_name);
                // A file with several editions is closed as a whole.
                if opened.editions.first() == Some(edition) {
                    let close = Command::File(FileCommand::Close(opened.path.clone()));
                    let button = ui.small_button("Close").on_hover_text(close.tooltip());
                    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, close.text()));
                    if button.clicked() {
                        closed = Some(close);
                    }
                }
            });
        }
    }
    if let Some(close) = closed {
        commands.push(close);
        ui.close();
    }
    for dialog in [Dialog::Open, Dialog::Datasets] {
        let command = Command::Open(dialog);
        let hint = command.tooltip();
        if ui.selectable_label(false, command.text()).on_hover_text(hint).clicked() {
            commands.push(command);
            ui.close();
        }
    }
}

/// Gives buttons their frame back, which a menu bar takes from them.
fn framed_buttons(ui: &mut Ui) {
    let usual = ui.ctx().global_style();
    ui.spacing_mut().button_padding = usual.spacing.button_padding;
    let visuals = &mut ui.style_mut().visuals.widgets;
    visuals.inactive = usual.visuals.widgets.inactive;
    visuals.hovered = usual.visuals.widgets.hovered;
    visuals.active = usual.visuals.widgets.active;
}

fn menus_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.menu_button("File", |ui| {
        menu_entry_ui(ui, Command::Open(Dialog::Open), None, true, commands);
        ui.add_enabled_ui(!view.session.recent.is_empty(), |ui| {
            ui.menu_button("Open recent", |ui| recent_ui(ui, view, commands));
        });
        menu_entry_ui(ui, Command::Open(Dialog::Datasets), None, true, commands);
        ui.separator();
        menu_entry_ui(ui, Command::File(FileCommand::Save), None, true, commands);
        menu_entry_ui(ui, Command::Open(Dialog::SaveWorkspace), None, true, commands);
        ui.separator();
        menu_entry_ui(ui, Command::Open(Dialog::Export), None, true, commands);
        menu_entry_ui(ui, Command::CopyPicture, None, true, commands);
        menu_entry_ui(ui, Command::CopyTable, None, has_rows(view), commands);
        ui.separator();
        menu_entry_ui(ui, Command::Quit, None, true, commands);
    });
    ui.menu_button("Edit", |ui| {
        let history = view.session.history();
        let named = |word: &str, label: Option<&str>| label.map(|label| format!("{word} {label}"));
        let (undo, redo) = (history.undo_label(), history.redo_label());
        menu_entry_ui(ui, Command::Undo, named("Undo", undo), undo.is_some(), commands);
        menu_entry_ui(ui, Command::Redo, named("Redo", redo), redo.is_some(), commands);
        ui.separator();
        menu_entry_ui(ui, Command::SwitchBlocsOff, None, !view.session.question().blocs.is_empty(), commands);
        menu_entry_ui(ui, Command::Open(Dialog::Palette), None, true, commands);
    });
    ui.menu_button("View", |ui| view_menu_ui(ui, view, commands));
    ui.menu_button("Present", |ui| {
        menu_entry_ui(ui, Command::Present, Some("Start presenting".to_owned()), true, commands);
    });
    ui.menu_button("Help", |ui| {
        for dialog in [Dialog::Data, Dialog::Corrections, Dialog::Keys, Dialog::About] {
            menu_entry_ui(ui, Command::Open(dialog), None, true, commands);
        }
    });
}

/// Shows the files opened before.
fn recent_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    for path in &view.session.recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        if ui.button(name.as_ref()).on_hover_text(path.display().to_string()).clicked() {
            commands.push(Command::File(FileCommand::Open(vec![path.clone()])));
            ui.close();
        }
    }
}

/// Returns whether there is a table to copy.
fn has_rows(view: &View<'_>) -> bool {
    match &view.results.table {
        Some(table) => !table.listing.is_empty(),
        None => !view.results.chart.table().rows.is_empty(),
    }
}

fn view_menu_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let document = &view.session.document;
    let ticked = |on: bool, command: &Command| {
        let text = command.text();
        // Our fonts have no em space; four of these are as wide as the tick with its space.
        Some(if on { format!("✓ {text}") } else { format!("\u{a0}\u{a0}\u{a0}\u{a0}{text}") })
    };
    let reserves = Command::ToggleReserves;
    let text = ticked(document.compare() == Compare::Reserves, &reserves);
    menu_entry_ui(ui, reserves, text, view.results.reserves_refusal.is_none(), commands);
    ui.separator();
    for denominator in Denominator::ALL {
        let command = Command::PickDenominator(denominator);
        let text = ticked(document.question.denominator == denominator, &command);
        menu_entry_ui(ui, command, text, true, commands);
    }
    ui.separator();
    ui.menu_button("Split", |ui| {
        for layout in ViewLayout::ALL {
            let command = Command::Pane(PaneCommand::Split(layout));
            let text = ticked(document.panes.layout() == layout, &command);
            menu_entry_ui(ui, command, text, true, commands);
        }
    });
    ui.menu_button("Edition", |ui| edition_choices_ui(ui, view, commands));
    menu_entry_ui(ui, Command::Open(Dialog::Corrections), None, true, commands);
    ui.separator();
    for theme in Theme::OF_WINDOW {
        let command = Command::PickTheme(theme);
        let text = ticked(document.theme == theme, &command);
        menu_entry_ui(ui, command, text, true, commands);
    }
    ui.separator();
    for scale in TEXT_SCALES {
        let command = Command::PickTextScale(scale);
        let text = ticked((document.text_scale - scale).abs() < 0.01, &command);
        menu_entry_ui(ui, command, text, true, commands);
    }
    menu_entry_ui(ui, Command::TextLarger, None, true, commands);
    menu_entry_ui(ui, Command::TextSmaller, None, true, commands);
}

fn history_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let history = view.session.history();
    for (command, label) in [(Command::Undo, history.undo_label()), (Command::Redo, history.redo_label())] {
        let word = command.text();
        let hint =
            label.map_or_else(|| format!("Nothing to {}", word.to_lowercase()), |label| format!("{word} {label}"));
        let button = egui::Button::new(egui::RichText::new(&word).size(BODY_PT * view.style().text_scale)).frame(false);
        let response = ui.add_enabled(label.is_some(), button).on_hover_text(&hint).on_disabled_hover_text(&hint);
        if response.clicked() {
            commands.push(command);
        }
    }
}
