use egui::{Align, Align2, Id, Key, Layout, Modal, Modifiers, Order, ScrollArea, TextEdit, Ui};

use crate::charts::style::TextRank;
use crate::model::whole_text;
use crate::session::{Command, Dialog};

use super::View;
use super::bloc_editor::bloc_editor_ui;
use super::bloc_files::{bloc_export_ui, blocs_found_ui};
use super::blocs::whole_card_ui;
use super::corrections::corrections_ui;
use super::datasets::datasets_ui;
use super::export_dialog::export_ui;
use super::issues::issues_ui;
use super::mapping::mapping_ui;
use super::notices::height_of_notices;
use super::open_dialog::{open_ui, save_workspace_ui, unsaved_ui};

/// Where the palette keeps what is typed and which entry is chosen.
const PALETTE_TEXT: &str = "palette text";
const PALETTE_CHOICE: &str = "palette choice";

/// Shows the open dialog.
pub fn dialogs_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    if view.session.dialog != Some(Dialog::Palette) {
        // However it was left, it begins empty the next time.
        ui.data_mut(|data| {
            data.remove::<String>(Id::unique(PALETTE_TEXT));
            data.remove::<usize>(Id::unique(PALETTE_CHOICE));
        });
    }
    match view.session.dialog {
        None => {}
        Some(Dialog::Export) => dialog_ui(ui, view, "Export", 900.0, commands, export_ui),
        Some(Dialog::Palette) => dialog_ui(ui, view, "Find", 520.0, commands, palette_ui),
        Some(Dialog::Data) => dialog_ui(ui, view, "Data and sources", 760.0, commands, data_ui),
        Some(Dialog::Corrections) => dialog_ui(ui, view, "Corrections", 760.0, commands, corrections_ui),
        Some(Dialog::Open) => dialog_ui(ui, view, "Open", 620.0, commands, open_ui),
        Some(Dialog::Datasets) => dialog_ui(ui, view, "Datasets", 760.0, commands, datasets_ui),
        Some(Dialog::SaveWorkspace) => dialog_ui(ui, view, "Save workspace", 620.0, commands, save_workspace_ui),
        Some(Dialog::Unsaved) => dialog_ui(ui, view, "Unsaved changes", 520.0, commands, unsaved_ui),
        Some(Dialog::Mapping) => mapping_ui(ui, view, commands),
        Some(Dialog::Issues) => issues_ui(ui, view, commands),
        Some(Dialog::Bloc) => bloc_editor_ui(ui, view, commands),
        Some(Dialog::BlocExport) => dialog_ui(ui, view, "Export bloc", 620.0, commands, bloc_export_ui),
        Some(Dialog::BlocsFound) => dialog_ui(ui, view, "Blocs of a file", 760.0, commands, blocs_found_ui),
        Some(Dialog::BlocCard) => dialog_ui(ui, view, &bloc_title(view), 620.0, commands, whole_card_ui),
        Some(Dialog::Keys) => dialog_ui(ui, view, "Keys", 520.0, commands, |ui, _, _| keys_ui(ui)),
        Some(Dialog::About) => {
            dialog_ui(ui, view, "About Lodescope", 520.0, commands, |ui, view, _| about_ui(ui, view));
        }
    }
}

/// Shows a dialog with a title and a way out, within the window's size.
fn dialog_ui(
    ui: &Ui,
    view: &View<'_>,
    title: &str,
    width: f32,
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &View<'_>, &mut Vec<Command>),
) {
    let style = view.style();
    let screen = ui.ctx().content_rect();
    // Below the order of popups: lists that open in a dialog must stand above it.
    let area = Modal::default_area(Id::unique(title)).order(Order::Middle);
    // One that would reach down to the notices stands higher.
    let below = height_of_notices(ui);
    let height_id = Id::unique((title, "height"));
    let height: f32 = ui.data(|data| data.get_temp(height_id)).unwrap_or(0.0);
    let lift = if below > 0.0 { (height / 2.0 + below + 8.0 - screen.height() / 2.0).max(0.0) } else { 0.0 };
    let area = area.anchor(Align2::CENTER_CENTER, egui::vec2(0.0, -lift));
    let response = Modal::new(Id::unique(title)).area(area).show(ui.ctx(), |ui| {
        ui.set_width(style.length(width).min(screen.width() - 48.0));
        ui.set_max_height(screen.height() - 64.0 - below);
        ui.horizontal(|ui| {
            ui.label(egui::RichText::new(title).font(style.font(TextRank::Strong)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Close").on_hover_text("Esc").clicked() {
                    commands.push(Command::Leave);
                }
            });
        });
        ui.separator();
        ScrollArea::vertical()
            .max_height(screen.height() - style.length(110.0) - below)
            .show(ui, |ui| content(ui, view, commands));
    });
    ui.data_mut(|data| data.insert_temp(height_id, response.response.rect.height()));
    // A click beside one of these is no wish to lose what was chosen in it.
    let is_work = matches!(
        view.session.dialog,
        Some(Dialog::Export | Dialog::Mapping | Dialog::Unsaved | Dialog::BlocExport | Dialog::BlocsFound)
    );
    if response.should_close() && !is_work && !commands.contains(&Command::Leave) {
        commands.push(Command::Leave);
    }
}

/// Returns the title of the whole card of a bloc.
fn bloc_title(view: &View<'_>) -> String {
    let bloc = view.session.shown_bloc.as_ref().and_then(|id| view.dataset.bloc(id));
    bloc.map_or_else(|| "Bloc".to_owned(), |bloc| bloc.short_name.clone())
}

/// Something the palette finds.
struct Found {
    text: String,
    detail: String,
    command: Command,
}

/// Shows the search over minerals, blocs and commands.
fn palette_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let id = Id::unique(PALETTE_TEXT);
    let chosen_id = Id::unique(PALETTE_CHOICE);
    let mut text = ui.data_mut(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let label = ui.label("Mineral, bloc or command").id;
    let response = ui.add(TextEdit::singleline(&mut text).desired_width(f32::INFINITY)).labelled_by(label);
    if !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    }
    let found = find(view, &text);
    let mut chosen = ui.data_mut(|data| data.get_temp::<usize>(chosen_id)).unwrap_or(0);
    if response.changed() {
        chosen = 0;
    }
    let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(ui, Key::ArrowDown) {
        chosen = (chosen + 1).min(found.len().saturating_sub(1));
    }
    if pressed(ui, Key::ArrowUp) {
        chosen = chosen.saturating_sub(1);
    }
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    let mut picked = None;
    if found.is_empty() {
        ui.label("Nothing has that name");
    }
    for (index, entry) in found.iter().enumerate() {
        let button = egui::Button::selectable(index == chosen, &entry.text)
            .right_text(egui::RichText::new(&entry.detail).color(view.style().colours().text_muted));
        let response = ui.add_sized([ui.available_width(), view.style().length(26.0)], button);
        if response.clicked() || (entered && index == chosen) {
            picked = Some(entry.command.clone());
        }
    }
    ui.data_mut(|data| {
        data.insert_temp(id, text);
        data.insert_temp(chosen_id, chosen);
    });
    if let Some(command) = picked {
        commands.push(Command::Leave);
        commands.push(command);
    }
}

/// Returns what has the text in its name, names that begin with it first.
fn find(view: &View<'_>, text: &str) -> Vec<Found> {
    const MOST: usize = 10;
    let wanted = text.trim().to_lowercase();
    let minerals = view.dataset.commodities.iter().map(|commodity| Found {
        text: commodity.name.clone(),
        detail: "mineral".to_owned(),
        command: Command::PickMineral(commodity.id.clone()),
    });
    let on = &view.session.question().blocs;
    let blocs = view.dataset.blocs().iter().map(|bloc| Found {
        text: bloc.short_name.clone(),
        detail: if on.contains(&bloc.id) { "bloc, switch off".to_owned() } else { "bloc, switch on".to_owned() },
        command: Command::ToggleBloc(bloc.id.clone()),
    });
    let simple =
        Command::simple().into_iter().filter(|command| *command != Command::Open(Dialog::Palette)).map(|command| {
            let keys = command.shortcuts().first().map(|shortcut| shortcut.text()).unwrap_or_default();
            Found { text: command.text(), detail: keys, command }
        });
    let mut found: Vec<Found> =
        minerals.chain(blocs).chain(simple).filter(|entry| entry.text.to_lowercase().contains(&wanted)).collect();
    found.sort_by_key(|entry| !entry.text.to_lowercase().starts_with(&wanted));
    found.truncate(MOST);
    found
}

/// Shows sources with their licences.
fn data_ui(ui: &mut Ui, view: &View<'_>, _commands: &mut Vec<Command>) {
    let style = view.style();
    let strong = style.font(TextRank::Strong);
    let muted = style.colours().text_muted;
    let dataset = view.dataset;
    let observations: usize = dataset.observation_counts().values().sum();
    ui.label(format!(
        "{} figures in {} tables of {} minerals; {} blocs with {} memberships",
        whole_count(observations),
        dataset.tables.len(),
        dataset.commodities.len(),
        dataset.blocs().len(),
        dataset.memberships().len()
    ));
    ui.label(egui::RichText::new(format!("Fingerprint of the data: {}", dataset.fingerprint)).color(muted));
    ui.add_space(style.length(8.0));
    ui.label(egui::RichText::new("Sources").font(strong));
    for source in &dataset.sources {
        ui.label(format!("{}: {} {}", source.publisher, source.title, source.edition));
        ui.label(egui::RichText::new(format!("{} Licence: {}", source.attribution, source.licence)).color(muted));
        ui.add_space(style.length(4.0));
    }
}

fn whole_count(count: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a dataset has fewer figures than f64 can count")]
    whole_text(count as f64)
}

/// Shows all keys.
fn keys_ui(ui: &mut Ui) {
    let others = [
        ("Up, Down, PageUp, PageDown", "Previous or next mineral of the list"),
        ("1 to 9", "Switch one of the first nine blocs"),
        ("In Present: PageDown, Right, Space", "Next mineral"),
        ("In Present: PageUp, Left, Backspace", "Previous mineral"),
        ("In Present: Home, End", "First or last mineral"),
        ("In Present: M", "Play membership changes, or stop"),
        ("While they are played: Space or Esc", "Stop"),
        ("On the date’s slider: Left, Right", "Previous or next change of membership"),
        ("On the date’s slider: Shift+Left, Shift+Right", "One day back or on"),
        ("On the date’s slider: Home, End", "First or last date"),
        ("On a bloc: Alt+Up, Alt+Down", "Move it up or down in the panel"),
        ("In Present: B or full stop", "Blank the screen, and back"),
        ("Esc", "Leave a dialog or Present, then a filter, then notices"),
    ];
    egui::Grid::new("keys").num_columns(2).striped(true).spacing([24.0, 6.0]).show(ui, |ui| {
        for command in Command::simple() {
            for shortcut in command.shortcuts() {
                ui.label(shortcut.text());
                ui.label(command.text());
                ui.end_row();
            }
        }
        for (keys, words) in others {
            ui.label(keys);
            ui.label(words);
            ui.end_row();
        }
    });
}

fn about_ui(ui: &mut Ui, view: &View<'_>) {
    ui.label(format!("Lodescope {}", env!("CARGO_PKG_VERSION")));
    ui.label(
        "Who holds the reserves, who mines, who refines, and how supply concentration shifts when blocs act together",
    );
    ui.add_space(view.style().length(8.0));
    ui.label("The program is free under the MIT or the Apache 2.0 licence; its type is Source Sans 3 by Adobe, under the SIL Open Font License 1.1");
    ui.label("It takes no side: a bloc is what its members and sources say it is, and what is not known is said");
    ui.label("It works without a network and sends nothing");
}
