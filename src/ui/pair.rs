use egui::Ui;

use crate::charts::style::TextRank;
use crate::charts::{Chart, wording::capitalised};
use crate::session::{Command, PairCommand, Side};

use super::View;

/// Shows A and B as two buttons, what they differ in, and what can be done with them.
pub fn pair_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(active) = view.session.document.side() else { return };
    let Chart::Pair(chart) = &view.results.chart else { return };
    let style = view.style();
    let is_same = chart.headers.iter().all(String::is_empty);
    ui.horizontal_wrapped(|ui| {
        for (side, header) in Side::ALL.into_iter().zip(&chart.headers) {
            side_ui(ui, view, (side, header), side == active, commands);
        }
        let mut command_ui = |ui: &mut Ui, command: PairCommand, text: &str, enabled: bool| {
            let command = Command::Pair(command);
            let hint = command.tooltip();
            let button = ui.add_enabled(enabled, egui::Button::new(text));
            if button.on_hover_text(hint).on_disabled_hover_text("A and B are the same").clicked() {
                commands.push(command);
            }
        };
        command_ui(ui, PairCommand::Swap, "Swap", !is_same);
        command_ui(ui, PairCommand::CopyFrom(Side::A), "Copy A to B", !is_same);
        command_ui(ui, PairCommand::CopyFrom(Side::B), "Copy B to A", !is_same);
        if is_same {
            let hint = format!("Change anything: it changes side {}", active.letter());
            ui.label(egui::RichText::new(hint).font(style.font(TextRank::Small)).color(style.colours().text_muted));
        }
    });
}

/// Shows the button of one side.
fn side_ui(ui: &mut Ui, view: &View<'_>, (side, header): (Side, &str), is_active: bool, commands: &mut Vec<Command>) {
    let style = view.style();
    let colours = style.colours();
    let text = if header.is_empty() { side.letter().to_owned() } else { format!("{}: {header}", side.letter()) };
    let shown = egui::RichText::new(&text)
        .font(style.font(if is_active { TextRank::Strong } else { TextRank::Body }))
        .color(if is_active { colours.accent } else { colours.text });
    let stroke = egui::Stroke::new(1.0, if is_active { colours.accent } else { colours.axis });
    let fill = if is_active { colours.selected } else { colours.field };
    let button = egui::Button::new(shown).fill(fill).stroke(stroke).selected(is_active).truncate();
    let keys = Command::Pair(PairCommand::Switch).shortcuts().first().map(|keys| keys.text()).unwrap_or_default();
    let hint = if is_active {
        format!("{}. What is chosen changes this side", capitalised(&text))
    } else {
        format!("{}. Click to change this side ({keys})", capitalised(&text))
    };
    if ui.add(button).on_hover_text(hint).clicked() && !is_active {
        commands.push(Command::Pair(PairCommand::Edit(side)));
    }
}
