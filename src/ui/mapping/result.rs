use egui::{RichText, ScrollArea, Ui};

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::style::TextRank;
use crate::charts::wording::uncapitalised;
use crate::data::open::{IssueCount, Opened, Preview, PreviewFigure, PreviewRow};
use crate::data::{DataIssue, IssueKind, RowSubject, Severity};
use crate::model::{quantity_words, whole_text};
use crate::session::Trial;

use super::super::issue_words::{place_words, rows_words};
use super::Page;

/// One line of the list of figures.
enum Line<'a> {
    Figure(u64, &'a PreviewFigure),
    Fault(u64, &'a DataIssue),
    Nothing(u64),
}

/// Lines of a list are not more than this: of a table with very many columns only the first are shown.
const MOST_LINES: usize = 2_000;

/// Where the columns of the list begin, as parts of its width.
const COLUMNS: [(&str, f32); 6] =
    [("Row", 0.0), ("Country", 0.09), ("Mineral", 0.34), ("Stage", 0.54), ("Year", 0.67), ("Value", 0.76)];

impl Page<'_> {
    /// Shows what is understood under the mapping.
    pub(super) fn result_ui(&self, ui: &mut Ui, height: f32) {
        let colours = self.style.colours();
        if self.is_left_out() {
            ui.label(RichText::new("This sheet is left out").color(colours.text_muted));
            return;
        }
        let Some(trial) = self.view.trial else {
            ui.label(RichText::new("Reading…").color(colours.text_muted));
            return;
        };
        let bottom = ui.cursor().top() + height;
        match &trial.preview {
            Ok(preview) => {
                self.verdict_ui(ui, trial, preview);
                self.figures_ui(ui, preview, bottom);
            }
            Err(problem) => {
                ui.label(RichText::new(problem).color(colours.worse));
            }
        }
    }

    /// Shows how much is understood, and what is not.
    fn verdict_ui(&self, ui: &mut Ui, trial: &Trial, preview: &Preview) {
        let colours = self.style.colours();
        let strong = self.style.font(TextRank::Strong);
        let whole = trial.opened.as_ref().and_then(|opened| opened.as_ref().ok());
        let (used, seen) =
            whole.and_then(|opened| self.rows_of(opened)).unwrap_or((preview.rows_used, preview.rows_seen));
        let is_whole = whole.is_some() || !self.sheet.has_more;
        ui.horizontal_wrapped(|ui| {
            let said = if seen == 0 {
                "No row stands below the header".to_owned()
            } else {
                let of = if is_whole { "of" } else { "of the first" };
                format!("{} {of} {} understood", count_text(used), rows_words(seen))
            };
            let colour = if used == 0 { colours.worse } else { colours.text };
            ui.label(RichText::new(said).font(strong).color(colour));
            if !trial.is_of(self.draft) {
                ui.label(RichText::new("Reading again…").color(colours.text_muted));
            }
        });
        if let Some(Err(problem)) = &trial.opened {
            ui.label(RichText::new(capitalised(problem)).color(colours.worse));
        }
        let counts = whole.map_or_else(|| preview.issues.counts.clone(), |opened| self.counts_of(opened));
        if counts.is_empty() {
            let said = if used > 0 {
                "Nothing is wrong with the values"
            } else {
                "Say for each column what it is: click its head, or choose it in the list of fields"
            };
            ui.label(RichText::new(said).color(colours.text_muted));
            return;
        }
        let list = whole.map_or(&preview.issues.list, |opened| &opened.issues.list);
        ui.horizontal_wrapped(|ui| {
            for IssueCount { kind, count } in counts {
                let first = list.iter().find(|issue| issue.kind == kind && self.is_of_sheet(issue));
                let missing = first.filter(|issue| issue.kind == IssueKind::MissingColumn);
                let said = match missing {
                    Some(issue) => format!("{}: {}; {}", kind.title(), issue.value, uncapitalised(&here(&issue.mend))),
                    None => format!("{}: {}", kind.title(), count_text(count)),
                };
                let label = ui.label(RichText::new(said).color(self.colour_of(kind)));
                if let Some(issue) = first {
                    label.on_hover_text(format!("For example “{}”, {}", issue.value, place_words(issue)));
                }
                ui.add_space(self.style.length(8.0));
            }
        });
    }

    /// Returns the colour of what is wrong, or is only to be known.
    pub(super) fn colour_of(&self, kind: IssueKind) -> egui::Color32 {
        let colours = self.style.colours();
        match kind.severity() {
            Severity::Warning => colours.worse,
            Severity::Note => colours.text_muted,
        }
    }

    /// Returns how many rows below the header were used, and how many there are.
    fn rows_of(&self, opened: &Opened) -> Option<(u64, u64)> {
        let report = opened.sheets.iter().find(|report| report.look.name == self.sheet.name)?;
        let header = report.look.guess.mapping.header;
        let top = u64::try_from(header.above + header.rows).unwrap_or(u64::MAX);
        Some((report.rows_used, report.rows_seen.saturating_sub(top)))
    }

    fn is_of_sheet(&self, issue: &DataIssue) -> bool {
        self.draft.looked.sheets.len() < 2 || issue.sheet == self.sheet.name
    }

    /// Returns how many issues of each kind the sheet has; of several sheets, as far as they are kept.
    fn counts_of(&self, opened: &Opened) -> Vec<IssueCount> {
        if self.draft.looked.sheets.len() < 2 {
            return opened.issues.counts.clone();
        }
        let mut of_sheet = crate::data::open::Issues::default();
        for issue in opened.issues.list.iter().filter(|issue| self.is_of_sheet(issue)) {
            of_sheet.count(issue.kind, 1);
        }
        of_sheet.counts
    }

    /// Shows what each of the first rows says.
    fn figures_ui(&self, ui: &mut Ui, preview: &Preview, bottom: f32) {
        let lines = lines(&preview.rows);
        if lines.is_empty() {
            return;
        }
        let height = self.style.length(20.0);
        let width = ui.available_width() - self.style.length(10.0);
        ui.add_space(self.style.length(4.0));
        let muted = self.style.colours().text_muted;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height), egui::Sense::hover());
        for (name, part) in COLUMNS {
            let name = one_line(ui, name, self.style.font(TextRank::Small), muted, width);
            place(ui, egui::pos2(rect.left() + width * part, rect.center().y - name.size().y / 2.0), name);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, self.style.colours().axis));
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = (bottom - ui.cursor().top()).max(height * 3.0);
        ScrollArea::vertical().id_salt("figures").max_height(room).auto_shrink(false).show_rows(
            ui,
            height,
            lines.len(),
            |ui, range| {
                for (index, line) in lines.iter().enumerate().take(range.end).skip(range.start) {
                    self.line_ui(ui, index, line, egui::vec2(width, height));
                }
            },
        );
    }

    fn line_ui(&self, ui: &mut Ui, index: usize, line: &Line<'_>, size: egui::Vec2) {
        let colours = self.style.colours();
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let (row, cells, colour) = match line {
            Line::Figure(row, figure) => (*row, self.cells(figure), colours.text),
            Line::Fault(row, issue) => (*row, vec![fault_words(issue)], self.colour_of(issue.kind)),
            Line::Nothing(row) => (*row, vec!["No figure in this row".to_owned()], colours.text_muted),
        };
        let spoken = format!("Row {row}: {}", cells.join(", "));
        let row = one_line(ui, &row.to_string(), self.style.font(TextRank::Small), colours.text_muted, size.x);
        place(ui, egui::pos2(rect.left(), rect.center().y - row.size().y / 2.0), row);
        let is_alone = cells.len() == 1;
        for (place_in_row, text) in cells.iter().enumerate() {
            let edge = |index: usize| COLUMNS.get(index).map_or(1.0, |(_, part)| *part);
            let (left, right) = (edge(place_in_row + 1), if is_alone { 1.0 } else { edge(place_in_row + 2) });
            let room = (right - left) * size.x - self.style.length(6.0);
            let text = one_line(ui, text, self.style.font(TextRank::Body), colour, room);
            place(ui, egui::pos2(rect.left() + left * size.x, rect.center().y - text.size().y / 2.0), text);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, colours.line));
        read_aloud(ui, rect, ("figure", index), &spoken);
    }

    fn cells(&self, figure: &PreviewFigure) -> Vec<String> {
        let subject = match figure.subject {
            RowSubject::Country(iso3) => self.view.dataset.country_name(iso3),
            RowSubject::Other => "Other countries".to_owned(),
            RowSubject::World => "World total".to_owned(),
        };
        let stage = figure.stage.short_name().to_owned();
        let is_estimated = figure.quantity.estimated && figure.quantity.value().is_some();
        let estimated = if is_estimated { ", estimated" } else { "" };
        let value = format!("{}{estimated}", quantity_words(&figure.quantity, figure.unit));
        vec![subject, figure.mineral.clone(), stage, figure.year.to_string(), value]
    }
}

fn lines(rows: &[PreviewRow]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for row in rows {
        // What the whole sheet lacks is said once, not with each row.
        let faults = || row.issues.iter().filter(|issue| issue.kind != IssueKind::MissingColumn);
        if row.figures.is_empty() && faults().next().is_none() {
            lines.push(Line::Nothing(row.number));
        }
        lines.extend(row.figures.iter().map(|figure| Line::Figure(row.number, figure)));
        lines.extend(faults().map(|issue| Line::Fault(row.number, issue)));
        if lines.len() > MOST_LINES {
            break;
        }
    }
    lines
}

fn fault_words(issue: &DataIssue) -> String {
    let value =
        if issue.value.is_empty() { "nothing stands there".to_owned() } else { format!("“{}”", issue.value) };
    format!("{}: {value}", issue.kind.title())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

#[expect(clippy::cast_precision_loss, reason = "a file has fewer rows than f64 can count")]
fn count_text(count: u64) -> String {
    whole_text(count as f64)
}
/// Returns advice in words for this page, which others call by its name.
pub(super) fn here(mend: &str) -> String {
    mend.replace("on the mapping page", "on this page")
}
