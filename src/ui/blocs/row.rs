use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, WidgetInfo, vec2};

use crate::analysis::BlocShare;
use crate::charts::bloc_words::bloc_share_words;
use crate::charts::style::TextRank;
use crate::charts::wording::{bound_mark, ends_words, percent, shown_bound};
use crate::model::Bloc;
use crate::session::Command;
use crate::ui::View;
use crate::ui::widgets::switch_ui;

use super::KEYED;
use super::card::card_ui;
use super::find::Found;
use super::menu::bloc_menu_ui;
use super::order::{Steps, handle_ui, keys, menu_ui};

/// In a panel narrower than this, in points at text of 100 %, the name of a bloc stands below its switch.
const NARROW: f32 = 180.0;

/// Shows one bloc with its switch, and its card where it is unfolded; returns where its row is.
pub(super) fn bloc_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &Found<'_>,
    steps: Steps,
    commands: &mut Vec<Command>,
) -> Rect {
    // The row is the same one wherever it is moved: it keeps the focus.
    let id = Id::unique(("bloc row", &row.bloc.id));
    let mut open = ui.data_mut(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let shown = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| row_ui(ui, view, row, steps, &mut open, commands));
    let rect = shown.response.rect;
    if shown.inner {
        keys(ui, row.bloc, steps, rect, commands);
    }
    if open {
        ui.indent(id, |ui| card_ui(ui, view, row.bloc, commands));
    }
    ui.data_mut(|data| data.insert_temp(id, open));
    rect
}

/// Shows the row of a bloc and returns whether something of it has the focus.
fn row_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &Found<'_>,
    steps: Steps,
    open: &mut bool,
    commands: &mut Vec<Command>,
) -> bool {
    let (style, bloc) = (view.style(), row.bloc);
    let is_narrow = ui.available_width() < style.length(NARROW);
    let share = view.results.blocs.get(&bloc.id).and_then(|summary| summary.share.as_ref());
    let (text, more) = share.map_or_else(|| ("–".to_owned(), String::new()), |share| panel_share(view, share));
    let mut has_focus = false;
    // No higher than its text: the list is long.
    ui.spacing_mut().interact_size.y = style.length(20.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = style.length(5.0);
        has_focus |= handle_ui(ui, view, bloc, steps, commands).has_focus();
        has_focus |= toggle_ui(ui, view, row, commands);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let line = vec2(ui.available_width(), ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Min), |ui| {
                bloc_menu_ui(ui, view, bloc, steps, commands);
                if !is_narrow {
                    share_ui(ui, view, bloc, &text);
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        has_focus |= name_ui(ui, bloc, steps, open, commands);
                    });
                }
            });
            if !is_narrow {
                words_ui(ui, view, row, &more);
            }
        });
    });
    if is_narrow {
        // Beside switch and share, large text leaves a name no room.
        ui.spacing_mut().item_spacing = vec2(style.length(5.0), 0.0);
        has_focus |= name_ui(ui, bloc, steps, open, commands);
        share_ui(ui, view, bloc, &text);
        words_ui(ui, view, row, &more);
    }
    has_focus
}

/// Shows the switch of a bloc and returns whether it has the focus.
fn toggle_ui(ui: &mut Ui, view: &View<'_>, row: &Found<'_>, commands: &mut Vec<Command>) -> bool {
    let (style, bloc) = (view.style(), row.bloc);
    let on = view.session.question().blocs.contains(&bloc.id);
    let switch = switch_ui(ui, on, &bloc.short_name, view.bloc_colour(&bloc.id), style);
    let has_focus = switch.has_focus();
    let key = if row.index < KEYED { format!(" Key {} in Present", row.index + 1) } else { String::new() };
    if switch.on_hover_text(format!("{}.{key}", Command::ToggleBloc(bloc.id.clone()).tooltip())).clicked() {
        commands.push(Command::ToggleBloc(bloc.id.clone()));
    }
    has_focus
}

/// Shows what a bloc has of what is on screen, with what that says where the pointer rests on it.
fn share_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc, text: &str) {
    let response = ui.label(text);
    if let Some(share) = view.results.blocs.get(&bloc.id).and_then(|summary| summary.share.as_ref()) {
        response.on_hover_text(share_gloss(share, view.session.question().blocs.contains(&bloc.id)));
    }
}

/// Shows the colour of a bloc and words on its members, below its share as well: they need the width.
fn words_ui(ui: &mut Ui, view: &View<'_>, row: &Found<'_>, more: &str) {
    let style = view.style();
    let found = row.member.map(|iso3| format!("with {}", view.dataset.country_name(iso3)));
    let summary = view.results.blocs.get(&row.bloc.id);
    let count = summary.map(|summary| member_count(summary.members, summary.unnamed));
    let words = [found, (!more.is_empty()).then(|| more.to_owned()), count];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join("; ");
    ui.spacing_mut().interact_size.y = style.length(16.0);
    ui.horizontal(|ui| {
        let side = style.length(9.0);
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), egui::Sense::hover());
        ui.painter().rect_filled(rect, 2.0, view.bloc_colour(&row.bloc.id));
        let small = egui::RichText::new(words).font(style.font(TextRank::Small));
        ui.add(egui::Label::new(small.color(style.colours().text_muted)).truncate());
    });
}

/// Shows the name of a bloc, which unfolds its card, and returns whether it has the focus.
fn name_ui(ui: &mut Ui, bloc: &Bloc, steps: Steps, open: &mut bool, commands: &mut Vec<Command>) -> bool {
    let name = egui::Label::new(egui::RichText::new(&bloc.short_name)).wrap().sense(egui::Sense::click());
    let response = ui.add(name);
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::Button, true, *open, format!("Members of {}", bloc.short_name))
    });
    let has_focus = response.has_focus();
    response.context_menu(|ui| menu_ui(ui, bloc, steps, commands));
    if response.on_hover_text(format!("{}\n{}", bloc.name, bloc.about)).clicked() {
        *open = !*open;
    }
    has_focus
}

/// Returns a bloc's share as short as the panel has room for beside its name, and words that stand below the name.
fn panel_share(view: &View<'_>, share: &BlocShare) -> (String, String) {
    let figures = view.results.answer.figures.as_ref().ok().filter(|_| !share.members.is_empty());
    match (figures, share.producers.is_empty()) {
        (None, _) => ("–".to_owned(), String::new()),
        (Some(figures), true) if share.share.value > 0.0 || share.share.can_be_more() || figures.other.share > 0.0 => {
            ("–".to_owned(), bloc_share_words(share, figures))
        }
        (Some(figures), true) => (bloc_share_words(share, figures), String::new()),
        (Some(_), false) => {
            (format!("{}{}", bound_mark(shown_bound(share.share)), percent(share.share.value)), String::new())
        }
    }
}

fn member_count(count: usize, unnamed: bool) -> String {
    let members = match count {
        0 => "no members on this date".to_owned(),
        1 => "1 country".to_owned(),
        count => format!("{count} countries"),
    };
    if unnamed { format!("{members}, others unnamed") } else { members }
}

fn share_gloss(share: &BlocShare, on: bool) -> String {
    let reading = if on { "counting each country once" } else { "by itself" };
    let ends = ends_words(share.share).map_or_else(String::new, |ends| format!("; {ends}"));
    format!("Share of what is shown, {reading}: {} producers{ends}", share.producers.len())
}
