use std::str::FromStr as _;

use egui::{Align, Layout, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};
use jiff::civil::Date;

use crate::analysis::{BlocShare, members};
use crate::charts::bloc_words::bloc_share_words;
use crate::charts::style::TextRank;
use crate::charts::wording::{bound_mark, ends_words, percent, shown_bound};
use crate::model::{Bloc, BlocKind, Confidence, ConfidenceLevel, Mode, Overlap, PartialDate, date_text, parse_date};
use crate::session::Command;

use super::View;
use super::widgets::{Segment, labelled_list_ui, list_ui, segmented_ui, segmented_width, switch_ui};

/// Shows the blocs with their switches, and how membership is read.
pub fn blocs_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    mode_ui(ui, view, commands);
    reading_ui(ui, view, commands);
    ui.separator();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = style.length(3.0);
        // Clear of the scroll bar.
        ui.set_max_width(ui.available_width() - style.length(8.0));
        let mut earlier: Option<BlocKind> = None;
        // The first nine are the panel's own choice and mixed; below them, the data have blocs by kind.
        for (index, bloc) in view.dataset.blocs.iter().enumerate() {
            if index >= KEYED && earlier != Some(bloc.kind) {
                ui.add_space(style.length(6.0));
                ui.label(
                    egui::RichText::new(bloc.kind.name())
                        .font(style.font(TextRank::Small))
                        .color(style.colours().text_muted),
                );
                earlier = Some(bloc.kind);
            }
            bloc_ui(ui, view, bloc, index, commands);
        }
    });
}

/// So many blocs have a number key in Present.
const KEYED: usize = 9;

/// Shows the date and the confidence at which membership is read, and the rule for overlaps.
fn reading_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let question = view.session.question();
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("As of").id;
        date_ui(ui, view, question.as_of, label, commands);
    });
    let words = |level| match level {
        ConfidenceLevel::Confirmed => "confirmed",
        ConfidenceLevel::Reported => "confirmed + reported",
        ConfidenceLevel::Unknown => "all, also unclear",
    };
    let label = ("Members", "How sure a membership must be to count");
    let width = view.style().length(170.0);
    let picked = labelled_list_ui(ui, label, &ConfidenceLevel::ALL, words, question.confidence, width);
    commands.extend(picked.map(Command::PickConfidence));
    if question.blocs.len() > 1 {
        overlap_ui(ui, view, commands);
    }
}

/// Shows what the switched-on blocs do.
fn mode_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let segments = Mode::ALL.map(|mode| Segment {
        value: mode,
        text: mode.name().to_owned(),
        tooltip: mode.gloss().to_owned(),
        enabled: true,
    });
    let mode = view.session.question().mode;
    let title = egui::RichText::new("Blocs").font(view.style().font(TextRank::Strong));
    let mut picked = None;
    if segmented_width(ui, &segments, view.style()) < ui.available_width() {
        ui.label(title);
        ui.horizontal_wrapped(|ui| picked = segmented_ui(ui, &segments, &mode, view.style()));
    } else {
        ui.horizontal_wrapped(|ui| {
            ui.label(title);
            let width = ui.available_width().min(view.style().length(120.0));
            picked = list_ui(ui, "Blocs", &segments, &mode, width);
        });
    }
    commands.extend(picked.map(Command::PickMode));
    if mode.is_hypothetical() {
        let hint = if view.session.question().blocs.is_empty() {
            "Switch a bloc on to see it"
        } else if view.session.document.view.has_tiles() {
            mode.gloss()
        } else {
            "The view Shares draws it"
        };
        let small = view.style().font(TextRank::Small);
        ui.label(egui::RichText::new(hint).font(small).color(view.style().colours().text_muted));
    }
}

/// Shows where a country counts that is in two switched-on blocs.
fn overlap_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let words = |rule| match rule {
        Overlap::First => "counts in the first",
        Overlap::Split => "counts in equal parts",
        Overlap::Contested => "counts in neither",
    };
    let now = view.session.question().overlap;
    let label = ("In two blocs", Command::PickOverlap(now).tooltip());
    let picked = labelled_list_ui(ui, label, &Overlap::ALL, words, now, view.style().length(150.0));
    commands.extend(picked.map(Command::PickOverlap));
}

/// Shows the date as a text that is taken when it is one.
fn date_ui(ui: &mut Ui, view: &View<'_>, now: Date, label: egui::Id, commands: &mut Vec<Command>) {
    let id = egui::Id::unique("as-of text");
    // What was typed is kept for the date it was typed over: after undo, the date itself is shown.
    let kept = ui.data_mut(|data| data.get_temp::<(Date, String)>(id)).filter(|(of, _)| *of == now);
    let mut text = kept.map_or_else(|| now.to_string(), |(_, text)| text);
    let parsed = parse_date(&text);
    let colour = if parsed.is_ok() { view.style().colours().text } else { view.style().colours().worse };
    let field = TextEdit::singleline(&mut text).desired_width(view.style().length(84.0)).text_color(colour);
    let response = ui.add(field).labelled_by(label);
    let hint = match &parsed {
        Ok(date) => format!("Membership on {}; write YYYY-MM-DD", date_text(*date)),
        Err(problem) => problem.to_string(),
    };
    if response.changed()
        && let Ok(date) = parse_date(&text)
        && date != now
        && PartialDate::from_str(&text).is_ok_and(|date| matches!(date, PartialDate::Day(_)))
    {
        commands.push(Command::PickDate(date));
    }
    if response.lost_focus()
        && let Ok(date) = parse_date(&text)
        && date != now
    {
        commands.push(Command::PickDate(date));
    }
    let editing = response.has_focus();
    if !editing && parsed.is_err() {
        let small = view.style().font(TextRank::Small);
        ui.label(egui::RichText::new(&hint).font(small).color(view.style().colours().worse));
    }
    response.on_hover_text(hint);
    ui.data_mut(|data| {
        if editing || parsed.is_err() {
            data.insert_temp(id, (now, text));
        } else {
            data.remove::<(Date, String)>(id);
        }
    });
}

fn bloc_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc, index: usize, commands: &mut Vec<Command>) {
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

/// Shows what a bloc is and who is in it on the date.
fn card_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc) {
    let style = view.style();
    let question = view.session.question();
    let small = style.font(TextRank::Small);
    ui.label(egui::RichText::new(&bloc.about).font(small.clone()));
    let found = members(view.dataset, &bloc.id, question.as_of, question.confidence);
    for (iso3, member) in &found.countries {
        let since = member.joined.map_or_else(|| "date not found".to_owned(), |joined| format!("since {joined}"));
        let sure = match member.confidence {
            Confidence::Confirmed => "",
            Confidence::Reported => ", reported",
            Confidence::Unknown => ", unclear",
        };
        let through = if member.through_union { ", through the European Union" } else { "" };
        let text = format!("{}, {since}{sure}{through}", view.dataset.country_name(*iso3));
        ui.label(egui::RichText::new(text).font(small.clone())).on_hover_text(&member.source);
    }
    if !found.organisations.is_empty() {
        let text = format!("Organisations, in no sum: {}", found.organisations.join(", "));
        ui.label(egui::RichText::new(text).font(small.clone()));
    }
    if found.unnamed {
        ui.label(egui::RichText::new("Members that are not named in public count in no sum").font(small));
    }
}
