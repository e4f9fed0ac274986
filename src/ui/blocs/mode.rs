use egui::Ui;

use crate::charts::ChartKind;
use crate::charts::style::TextRank;
use crate::model::Mode;
use crate::session::Command;
use crate::ui::View;
use crate::ui::widgets::{LARGE_TEXT, Segment, list_ui, segmented_ui, segmented_width};

/// Shows what the switched-on blocs do.
pub(super) fn mode_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
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
    let question = view.session.question();
    let hint = if mode.is_hypothetical() && question.blocs.is_empty() {
        "Switch a bloc on to see it"
    } else if question.is_hypothetical() && !view.session.document.has_tiles() {
        match view.session.document.view {
            ChartKind::Shares => "Hypothetical: the form Bars draws it",
            _ => "Hypothetical: the view Shares draws it",
        }
    } else {
        mode.gloss()
    };
    if mode == Mode::One && view.style().text_scale >= LARGE_TEXT {
        return;
    }
    let small = view.style().font(TextRank::Small);
    ui.label(egui::RichText::new(hint).font(small).color(view.style().colours().text_muted));
}
