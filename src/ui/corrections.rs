use egui::Ui;

use crate::charts::style::TextRank;
use crate::data::{Correction, Effect, Printed, read_value};
use crate::model::{CommodityId, quantity_words};
use crate::session::Command;

use super::View;
use super::widgets::switch_ui;

/// Shows what was corrected in published figures, with a switch for each correction that changes one.
pub fn corrections_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let question = view.session.question();
    let (changing, others): (Vec<&Correction>, Vec<&Correction>) =
        view.dataset.corrections.iter().partition(|correction| correction.changes_figures());
    ui.label("A figure is corrected where a publication’s other editions, notes or sums show a slip. Switch a correction off to take the figure as printed");
    ui.horizontal(|ui| {
        let any_off = !question.uncorrected.is_empty();
        let any_on = changing.iter().any(|correction| !question.uncorrected.contains(&correction.id));
        if ui.add_enabled(any_off, egui::Button::new("All on")).clicked() {
            commands.push(Command::SwitchCorrections(true));
        }
        if ui.add_enabled(any_on, egui::Button::new("All off")).clicked() {
            commands.push(Command::SwitchCorrections(false));
        }
    });
    let is_of_mineral = |correction: &&&Correction| correction.table.commodity == question.commodity;
    let (of_mineral, of_others): (Vec<&&Correction>, Vec<&&Correction>) = changing.iter().partition(is_of_mineral);
    let heading = |ui: &mut Ui, text: &str| {
        ui.add_space(style.length(8.0));
        ui.label(egui::RichText::new(text).font(style.font(TextRank::Strong)));
    };
    let shown = mineral_name(view, &question.commodity);
    for (title, corrections) in [(shown.as_str(), of_mineral), ("Other minerals", of_others)] {
        if corrections.is_empty() {
            continue;
        }
        heading(ui, title);
        for correction in corrections {
            correction_ui(ui, view, correction, commands);
        }
    }
    if !others.is_empty() {
        heading(ui, "Names, notes and spellings: no figure changes");
        for correction in others {
            words_ui(ui, view, correction);
        }
    }
}

fn correction_ui(ui: &mut Ui, view: &View<'_>, correction: &Correction, commands: &mut Vec<Command>) {
    let style = view.style();
    let on = !view.session.question().uncorrected.contains(&correction.id);
    ui.horizontal_top(|ui| {
        let name = format!("Correction: {}", what_words(view, correction));
        if switch_ui(ui, on, &name, style.colours().accent, style).clicked() {
            commands.push(Command::ToggleCorrection(correction.id.clone()));
        }
        ui.vertical(|ui| words_ui(ui, view, correction));
    });
}

fn words_ui(ui: &mut Ui, view: &View<'_>, correction: &Correction) {
    ui.label(format!("{}: {}", what_words(view, correction), change_words(view, correction)));
    ui.label(egui::RichText::new(&correction.reason).color(view.style().colours().text_muted));
    ui.add_space(view.style().length(4.0));
}

fn mineral_name(view: &View<'_>, id: &CommodityId) -> String {
    view.dataset.commodity(id).map_or_else(|| id.to_string(), |commodity| commodity.name.clone())
}

/// Returns what a correction is of, for example "Zinc, reserves, Australia, USGS MCS 2023".
fn what_words(view: &View<'_>, correction: &Correction) -> String {
    let key = &correction.table;
    let form = view.dataset.form(&key.commodity, &key.form);
    let is_main = key.form.as_str() == key.commodity.as_str();
    let mineral =
        form.filter(|_| !is_main).map_or_else(|| mineral_name(view, &key.commodity), |form| form.name.clone());
    let edition = view.dataset.edition(&key.edition).map_or(key.edition.as_str(), |edition| &edition.short_name);
    let mut parts = vec![mineral, key.stage.in_sentence().to_owned()];
    parts.extend((!correction.country.is_empty()).then(|| correction.country.clone()));
    parts.extend(correction.year.map(|year| year.to_string()));
    parts.push(edition.to_owned());
    parts.join(", ")
}

/// Returns what is printed and what is used in its place.
fn change_words(view: &View<'_>, correction: &Correction) -> String {
    let printed = if correction.printed.is_empty() { "nothing" } else { correction.printed.as_str() };
    let unit = view.dataset.table(&correction.table).map(|table| table.unit);
    match (&correction.effect, unit) {
        (Effect::Withdrawn, _) => "left out".to_owned(),
        (Effect::Blanks, _) => format!("{} blanks, read as zero", correction.rows),
        (Effect::Scale(factor), _) => {
            format!("printed in {printed}, used in {} (× {factor})", correction.used)
        }
        (Effect::Value(quantity), Some(unit)) => {
            let used = read_value(&correction.used, "").ok().and_then(|read| match read {
                Printed::Quantity(used) => Some(quantity_words(&used, unit)),
                Printed::Blank => None,
            });
            let used = used.unwrap_or_else(|| correction.used.clone());
            format!("printed {}, used {used}", quantity_words(quantity, unit))
        }
        _ if correction.used.is_empty() => format!("printed “{printed}”, pointed out and left as it is"),
        _ => format!("printed “{printed}”, read as “{}”", correction.used),
    }
}
