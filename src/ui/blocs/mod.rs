//! The panel of blocs: their switches, what they do, and how membership is read.
//!
//! In: the session and its results. Out: commands. `mode` says what the switched-on blocs do, `suppose` what is
//! supposed of single countries, `reading` on which date and how surely membership counts, `timeline` when it changed and
//! `change_words` how, `overlap` who is in several; `find` looks for blocs, `row` is one bloc, `order` moves it, `card`
//! what it is and who is in it, `source` where that was read, `menu` what can be done with it as a whole.

mod card;
mod change_words;
mod find;
mod menu;
mod mode;
mod order;
mod overlap;
mod reading;
mod row;
mod source;
mod suppose;
mod timeline;

pub use card::whole_card_ui;

use egui::{CollapsingHeader, ScrollArea, TextEdit, Ui};

use crate::charts::style::TextRank;
use crate::model::{Bloc, BlocKind};
use crate::session::Command;

use super::View;
use super::widgets::LARGE_TEXT;
use find::{Found, find};
use order::{Shown, Steps, drop_ui, places};

/// So many blocs have a number key in Present; they stand in the panel without a search.
const KEYED: usize = 9;

/// A panel lower than this, in points at text of 100 %, is scrolled as a whole: its head would leave the blocs no room.
const LEAST_HEIGHT: f32 = 440.0;

/// Shows the blocs with their switches, and how membership is read.
pub fn blocs_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    // Below the list and not in it: with fifty blocs nobody would find it at its end.
    let foot = ui.spacing().interact_size.y + 2.0 * ui.spacing().item_spacing.y;
    // Large text leaves no room for what does not scroll.
    if style.text_scale >= LARGE_TEXT || ui.available_height() < style.length(LEAST_HEIGHT) {
        scrolled_ui(ui, view, foot, commands, |ui, view, commands| {
            mode::mode_ui(ui, view, commands);
            reading::reading_ui(ui, view, false, commands);
            ui.separator();
            list_ui(ui, view, commands);
            ui.separator();
            // Below the blocs: above them, they would leave the first one no room.
            search_ui(ui, view, commands);
            ui.horizontal_wrapped(|ui| timeline::play_ui(ui, view, commands));
            timeline::timeline_ui(ui, view, commands);
            ui.separator();
            suppose::suppose_ui(ui, view, commands);
        });
    } else {
        mode::mode_ui(ui, view, commands);
        suppose::suppose_ui(ui, view, commands);
        reading::reading_ui(ui, view, true, commands);
        ui.separator();
        search_ui(ui, view, commands);
        scrolled_ui(ui, view, foot, commands, list_ui);
    }
    menu::new_bloc_ui(ui, view, commands);
}

fn scrolled_ui(
    ui: &mut Ui,
    view: &View<'_>,
    foot: f32,
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &View<'_>, &mut Vec<Command>),
) {
    ScrollArea::vertical().auto_shrink(false).max_height((ui.available_height() - foot).max(0.0)).show(ui, |ui| {
        // Clear of the scroll bar.
        ui.set_max_width(ui.available_width() - view.style().length(8.0));
        content(ui, view, commands);
    });
}

/// Shows the field that finds a bloc.
fn search_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let mut text = view.session.bloc_filter.clone();
    let field = TextEdit::singleline(&mut text)
        .hint_text("Find a bloc, or a country in it")
        .id(egui::Id::unique("find a bloc"));
    let response = ui.add(field.desired_width(f32::INFINITY));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Find a bloc"));
    let command = Command::FilterBlocs(text);
    let hint = command.tooltip();
    if response.on_hover_text(hint).changed() {
        commands.push(command);
    }
}

/// Shows the blocs: those with a key and those that are on, the others below a heading that opens.
fn list_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = view.style().length(3.0);
    let panel = view.session.document.panel(view.dataset);
    if !view.session.bloc_filter.trim().is_empty() {
        found_ui(ui, view, &panel, commands);
        return;
    }
    let on = &view.session.question().blocs;
    let all = panel.iter().enumerate().map(|(index, bloc)| Found { index, bloc, member: None });
    let (first, more): (Vec<_>, Vec<_>) = all.partition(|row| row.index < KEYED || on.contains(&row.bloc.id));
    let mut shown = Vec::new();
    rows_ui(ui, view, &first, false, &mut shown, commands);
    if !more.is_empty() {
        let title = format!("More blocs ({})", more.len());
        let header = CollapsingHeader::new(title).id_salt("more blocs");
        header.show_unindented(ui, |ui| rows_ui(ui, view, &more, true, &mut shown, commands));
    }
    drop_ui(ui, view, &shown, commands);
}

/// Shows the blocs that were looked for.
fn found_ui(ui: &mut Ui, view: &View<'_>, panel: &[&Bloc], commands: &mut Vec<Command>) {
    let found = find(view, panel, &view.session.bloc_filter);
    if found.is_empty() {
        ui.label("No bloc has that name, nor a member on this date");
    }
    rows_ui(ui, view, &found, false, &mut Vec::new(), commands);
    if ui.button("Show all blocs").on_hover_text("Esc").clicked() {
        commands.push(Command::FilterBlocs(String::new()));
    }
}

/// Shows rows, with the kinds of blocs as headings where they are asked for.
fn rows_ui(
    ui: &mut Ui,
    view: &View<'_>,
    rows: &[Found<'_>],
    has_headings: bool,
    shown: &mut Vec<Shown>,
    commands: &mut Vec<Command>,
) {
    let style = view.style();
    let mut earlier: Option<BlocKind> = None;
    for (place, row) in rows.iter().enumerate() {
        if has_headings && earlier != Some(row.bloc.kind) {
            ui.add_space(style.length(6.0));
            ui.label(
                egui::RichText::new(row.bloc.kind.name())
                    .font(style.font(TextRank::Small))
                    .color(style.colours().text_muted),
            );
            earlier = Some(row.bloc.kind);
        }
        let to = |other: Option<&Found<'_>>| other.map(|other| places(other.index, row.index));
        let above = place.checked_sub(1).and_then(|above| rows.get(above));
        let steps = Steps { up: to(above), down: to(rows.get(place + 1)), top: places(0, row.index) };
        let rect = row::bloc_ui(ui, view, row, steps, commands);
        shown.push(Shown { index: row.index, rect });
    }
}
