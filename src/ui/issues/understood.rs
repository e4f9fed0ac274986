use egui::{Label, Ui};

use crate::data::open::SheetReport;
use crate::session::Command;

use super::super::issue_words::rows_words;
use super::{Panel, count_text};

impl Panel<'_> {
    /// Shows what was understood: each sheet, and what became of its rows.
    pub(super) fn understood_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ui.label(self.strong("What was understood"));
        ui.add_space(self.style.length(4.0));
        for report in &self.opened.sheets {
            ui.add(Label::new(sheet_words(report)).wrap());
        }
        if !self.opened.intake.is_empty() {
            ui.add_space(self.style.length(8.0));
            ui.label(self.strong("What became of the rows"));
            egui::Grid::new("intake").num_columns(2).spacing([self.style.length(16.0), 2.0]).show(ui, |ui| {
                for line in &self.opened.intake {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(count_text(u64::from(line.rows_seen)));
                    });
                    ui.label(&line.reason);
                    ui.end_row();
                }
            });
        }
        self.assigned_ui(ui, commands);
    }
}

/// Returns what became of a sheet in one line.
fn sheet_words(report: &SheetReport) -> String {
    let name = if report.look.name.is_empty() { String::new() } else { format!("{}: ", report.look.name) };
    if report.look.guess.mapping.values.is_empty() && report.rows_used == 0 {
        return format!("{name}Left out");
    }
    let used = count_text(report.rows_used);
    format!("{name}Figures from {used} of {} ({})", rows_words(report.rows_seen), report.look.guess.layout.name())
}
