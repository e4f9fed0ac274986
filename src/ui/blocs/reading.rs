use std::str::FromStr as _;

use egui::{TextEdit, Ui};
use jiff::civil::Date;

use crate::charts::style::TextRank;
use crate::model::{ConfidenceLevel, PartialDate, date_text, parse_date};
use crate::session::Command;
use crate::ui::View;
use crate::ui::widgets::labelled_list_ui;

use super::timeline::{play_ui, timeline_ui};

/// Shows the date and the confidence at which membership is read, and the rule for overlaps; `with_timeline` also when it
/// changed.
pub(super) fn reading_ui(ui: &mut Ui, view: &View<'_>, with_timeline: bool, commands: &mut Vec<Command>) {
    let question = view.session.question();
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("As of").id;
        date_ui(ui, view, question.as_of, label, commands);
        if with_timeline {
            play_ui(ui, view, commands);
        }
    });
    if with_timeline {
        timeline_ui(ui, view, commands);
    }
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
        super::overlap::overlap_ui(ui, view, commands);
    }
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
