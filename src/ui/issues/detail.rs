use egui::{Label, RichText, Stroke, Ui, vec2};

use crate::data::open::SheetReport;
use crate::data::{DataIssue, IssueKind};
use crate::model::counted;
use crate::session::Command;

use super::super::issue_words::place_words;
use super::Panel;

/// How many cells of a row are shown around the faulty one.
const MOST_CELLS: usize = 60;

impl Panel<'_> {
    /// Shows one issue: where it stands, what was done, how to mend it, and its row as written.
    pub(super) fn detail_ui(&self, ui: &mut Ui, issue: &DataIssue, commands: &mut Vec<Command>) {
        ui.label(self.strong(issue.kind.title()));
        ui.add_space(self.style.length(4.0));
        let value = if issue.value.is_empty() { "Nothing".to_owned() } else { format!("“{}”", issue.value) };
        let mut lines = vec![("Where", place_words(issue)), ("As written", value)];
        if !issue.file.is_empty() {
            lines.insert(0, ("File", issue.file.clone()));
        }
        lines.push(("Done", issue.done.clone()));
        lines.push(("To mend it", issue.mend.clone()));
        for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.line_ui(ui, name, |ui| {
                ui.add(Label::new(text).wrap());
            });
        }
        if issue.kind == IssueKind::UnknownCountry && !issue.value.trim().is_empty() {
            self.line_ui(ui, "Assign", |ui| {
                self.assign_ui(
                    ui,
                    ("issue", &issue.value),
                    self.style.length(190.0).min(ui.available_width()),
                    commands,
                );
            });
        }
        if !issue.line.is_empty() {
            ui.add_space(self.style.length(8.0));
            self.row_ui(ui, issue);
        }
    }

    /// Shows a muted name with what it is of beside it.
    pub(super) fn line_ui(&self, ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
        ui.horizontal_top(|ui| {
            let width = self.style.length(84.0);
            ui.allocate_ui_with_layout(
                vec2(width, self.style.length(18.0)),
                egui::Layout::left_to_right(egui::Align::Min),
                |ui| {
                    ui.set_min_width(width);
                    ui.label(RichText::new(name).color(self.style.colours().text_muted));
                },
            );
            ui.vertical(content);
        });
        ui.add_space(self.style.length(2.0));
    }

    /// Shows the cells of the row as written, the faulty one marked.
    fn row_ui(&self, ui: &mut Ui, issue: &DataIssue) {
        ui.label(self.strong(format!("Row {} as written", issue.row)));
        let header =
            self.report(issue).map(|report| report.look.header(&report.look.guess.mapping)).unwrap_or_default();
        let faulty = faulty_cell(issue, &header);
        let first = faulty.unwrap_or(0).saturating_sub(MOST_CELLS / 2);
        let cells = issue.line.iter().enumerate().skip(first).take(MOST_CELLS);
        if first > 0 {
            ui.label(self.small(counted(first as u64, "cell before these", "cells before these")));
        }
        for (column, cell) in cells {
            let name = header.get(column).filter(|name| !name.is_empty()).cloned();
            let name = name.unwrap_or_else(|| format!("Column {}", column + 1));
            self.written_ui(ui, &name, cell, faulty == Some(column));
        }
        let after = issue.line.len().saturating_sub(first + MOST_CELLS);
        if after > 0 {
            ui.label(self.small(counted(after as u64, "cell after these", "cells after these")));
        }
    }

    fn written_ui(&self, ui: &mut Ui, name: &str, cell: &str, is_faulty: bool) {
        let colours = self.style.colours();
        let width = ui.available_width();
        let names = (width * 0.4).min(self.style.length(170.0));
        let row = ui.horizontal_top(|ui| {
            let height = self.style.length(18.0);
            ui.allocate_ui_with_layout(vec2(names, height), egui::Layout::left_to_right(egui::Align::Min), |ui| {
                ui.set_min_width(names);
                ui.add(Label::new(RichText::new(name).color(colours.text_muted)).truncate());
            });
            let text = if cell.is_empty() && is_faulty { "(empty)" } else { cell };
            let text = if is_faulty { self.strong(text).color(colours.worse) } else { RichText::new(text) };
            ui.vertical(|ui| ui.add(Label::new(text).wrap()));
        });
        let rect = row.response.rect;
        if is_faulty {
            let x = rect.left() - self.style.length(4.0);
            ui.painter().vline(x, rect.y_range(), Stroke::new(3.0, colours.worse));
        }
        ui.painter().hline(rect.left()..=rect.left() + width, rect.bottom() + 2.0, Stroke::new(1.0, colours.line));
    }

    /// Returns what is known of the sheet that an issue stands in.
    fn report(&self, issue: &DataIssue) -> Option<&SheetReport> {
        let sheets = &self.opened.sheets;
        sheets.iter().find(|report| report.look.name == issue.sheet).or_else(|| sheets.first())
    }
}

/// Returns which cell of its row an issue is of: the one under the column it names, else the one with its text.
fn faulty_cell(issue: &DataIssue, header: &[String]) -> Option<usize> {
    let named = header.iter().position(|name| !name.is_empty() && *name == issue.column);
    let written = || issue.line.iter().position(|cell| !cell.is_empty() && *cell == issue.value);
    named.or_else(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faulty_cell_is_under_its_column_or_holds_its_text() {
        let issue = |column: &str, value: &str| DataIssue {
            file: String::new(),
            sheet: String::new(),
            row: 3,
            column: column.to_owned(),
            value: value.to_owned(),
            kind: IssueKind::UnknownValue,
            done: String::new(),
            mend: String::new(),
            line: ["Chile", "", "x"].map(str::to_owned).to_vec(),
        };
        let header = ["Country", "Year", "Value"].map(str::to_owned);
        assert_eq!(faulty_cell(&issue("Year", ""), &header), Some(1));
        assert_eq!(faulty_cell(&issue("", "x"), &header), Some(2));
        assert_eq!(faulty_cell(&issue("", ""), &header), None);
    }
}
