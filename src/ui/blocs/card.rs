use egui::Ui;

use crate::analysis::members;
use crate::charts::style::TextRank;
use crate::model::{Bloc, Confidence};
use crate::ui::View;

/// Shows what a bloc is and who is in it on the date.
pub(super) fn card_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc) {
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
