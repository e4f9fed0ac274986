use egui::{ComboBox, RichText, ScrollArea, Ui};

use crate::charts::style::TextRank;
use crate::model::{BlocId, Overlap};
use crate::session::Command;
use crate::ui::View;

/// Shows how many countries are in two switched-on blocs, who they are on a click, and where they count.
pub(super) fn overlap_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let now = view.session.question().overlap;
    ui.horizontal_wrapped(|ui| {
        overlapping_ui(ui, view);
        let width = ui.max_rect().width().min(view.style().length(150.0));
        let combo = ComboBox::from_id_salt("overlap").width(width).truncate().selected_text(words(now));
        let response = combo.show_ui(ui, |ui| {
            for rule in Overlap::ALL {
                if ui.selectable_label(rule == now, words(rule)).clicked() && rule != now {
                    commands.push(Command::PickOverlap(rule));
                }
            }
        });
        response
            .response
            .on_hover_text(Command::PickOverlap(now).tooltip())
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "In two blocs"));
    });
}

fn words(rule: Overlap) -> &'static str {
    match rule {
        Overlap::First => "counts in the first",
        Overlap::Split => "counts in equal parts",
        Overlap::Contested => "counts in neither",
    }
}

/// Shows the number of countries in two switched-on blocs or more, and their names on a click.
fn overlapping_ui(ui: &mut Ui, view: &View<'_>) {
    let both = if view.session.question().blocs.len() == 2 { "in both" } else { "in several" };
    let overlapping = &view.results.overlapping;
    if overlapping.is_empty() {
        ui.label(format!("None {both}"));
        return;
    }
    let small = view.style().font(TextRank::Small);
    let menu = ui.menu_button(format!("{} {both}", overlapping.len()), |ui| {
        ScrollArea::vertical().show(ui, |ui| {
            for (iso3, blocs) in overlapping {
                let name =
                    |id: &BlocId| view.dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone());
                let blocs: Vec<String> = blocs.iter().map(name).collect();
                let text = RichText::new(view.dataset.country_name(*iso3)).font(small.clone());
                ui.label(text).on_hover_text(format!("In {}", blocs.join(", ")));
            }
        });
    });
    menu.response.on_hover_text("Countries that are in two or more of the blocs that are on: click to see which");
}
