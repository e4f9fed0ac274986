use egui::{Align, Layout, Ui, WidgetInfo, vec2};

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
use super::menu::bloc_menu_ui;

/// Shows one bloc with its switch, and its card where it is unfolded.
pub(super) fn bloc_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc, index: usize, commands: &mut Vec<Command>) {
    let style = view.style();
    let colours = style.colours();
    let question = view.session.question();
    let on = question.blocs.contains(&bloc.id);
    let summary = view.results.blocs.get(&bloc.id);
    let share = summary.and_then(|summary| summary.share.as_ref());
    let open_id = ui.make_persistent_id(("bloc", &bloc.id));
    let mut open = ui.data_mut(|data| data.get_temp::<bool>(open_id)).unwrap_or(false);
    ui.horizontal(|ui| {
        let switch = switch_ui(ui, on, &bloc.short_name, view.bloc_colour(&bloc.id), style);
        let key = if index < KEYED { format!(" Key {} in Present", index + 1) } else { String::new() };
        if switch.on_hover_text(format!("{}.{key}", Command::ToggleBloc(bloc.id.clone()).tooltip())).clicked() {
            commands.push(Command::ToggleBloc(bloc.id.clone()));
        }
        let side = style.length(10.0);
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), egui::Sense::hover());
        ui.painter().rect_filled(rect, 2.0, view.bloc_colour(&bloc.id));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            bloc_menu_ui(ui, view, bloc, commands);
            let (text, more) = share.map_or_else(|| ("–".to_owned(), String::new()), |share| panel_share(view, share));
            let response = ui.label(text);
            if let Some(share) = share {
                response.on_hover_text(share_gloss(share, on));
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let name =
                    egui::Label::new(egui::RichText::new(&bloc.short_name)).truncate().sense(egui::Sense::click());
                let response = ui.add(name);
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::Button, true, open, format!("Members of {}", bloc.short_name))
                });
                if response.on_hover_text(format!("{}\n{}", bloc.name, bloc.about)).clicked() {
                    open = !open;
                }
                let count = summary.map_or_else(String::new, |summary| member_count(summary.members, summary.unnamed));
                let count = if more.is_empty() { count } else { format!("{more}; {count}") };
                let small = egui::RichText::new(count).font(style.font(TextRank::Small)).color(colours.text_muted);
                ui.add(egui::Label::new(small).truncate());
            });
        });
    });
    if open {
        ui.indent(open_id, |ui| card_ui(ui, view, bloc));
    }
    ui.data_mut(|data| data.insert_temp(open_id, open));
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
