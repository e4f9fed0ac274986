//! **The view Table**: the numbers of the chart last looked at, or all figures, to be sorted, narrowed, copied and saved.
//!
//! In: the listing that the results hold. Out: commands. Only the cells in view are laid out.

mod grid;
mod legend;
mod widths;

use egui::{ScrollArea, TextEdit, Ui};

use crate::charts::listing::{Choice, Listing, Of, status_gloss, status_title};
use crate::charts::style::{Style, TextRank};
use crate::data::Dataset;
use crate::model::{EditionChoice, Status, counted, whole_text};
use crate::session::{Command, Dialog, Results, Session, TableResults};

use super::View;
use super::widgets::{LARGE_TEXT, Segment, choice_ui, command_button_ui, list_ui};

/// Shows which table is looked through, what narrows it, and its rows: all that is below `question_ui`, which scrolls
/// where text is too large for some rows to stand under the controls.
pub fn table_view_ui(
    ui: &mut Ui,
    view: &View<'_>,
    commands: &mut Vec<Command>,
    question_ui: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let room = ui.available_height();
    ScrollArea::vertical().id_salt("table view").auto_shrink(false).show(ui, |ui| {
        tables_ui(ui, view, commands);
        question_ui(ui, commands);
        ui.add_space(view.style().length(8.0));
        table_ui(ui, view, room, commands);
    });
}

/// Shows the table that is looked through in `room` points of height: what it is of, what narrows it, and its rows.
pub fn table_ui(ui: &mut Ui, view: &View<'_>, room: f32, commands: &mut Vec<Command>) {
    let Some(table) = &view.results.table else { return };
    let style = view.style();
    let listing = &table.listing;
    caption_ui(ui, view, table);
    left_out_ui(ui, listing, style);
    narrow_ui(ui, view, listing, commands);
    if style.text_scale < LARGE_TEXT {
        legend::legend_ui(ui, listing, style);
    }
    ui.add_space(style.length(4.0));
    if listing.is_empty() {
        ui.add_space(style.length(24.0));
        let words = egui::RichText::new(listing.empty_words()).font(style.font(TextRank::Body));
        ui.label(words.color(style.colours().text_muted));
        return;
    }
    let used = ui.cursor().top() - ui.min_rect().top();
    if let Some(column) = grid::grid_ui(ui, listing, style, room - used, view.session.dialog.is_none()) {
        let choice = view.session.table.choice();
        commands.push(choose(Choice { sort: choice.sort_after_click(&column), ..choice.clone() }));
    }
}

/// Shows the rows of a table that nobody looks through, in the size of text of `style`.
pub fn rows_ui(ui: &mut Ui, listing: &Listing, style: Style) {
    if listing.is_empty() {
        let words = egui::RichText::new(listing.empty_words()).font(style.font(TextRank::Body));
        ui.label(words.color(style.colours().text_muted));
    } else {
        let _head = grid::grid_ui(ui, listing, style, ui.available_height(), false);
    }
}

/// Shows the tables there are to look through.
pub fn tables_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let question = view.session.question();
    let mineral = view.dataset.commodity(&question.commodity).map_or("this mineral", |of| of.in_sentence.as_str());
    let segments = Of::ALL.map(|of| {
        let (text, tooltip) = match of {
            Of::Chart => ("Chart’s table".to_owned(), "The numbers that the chart draws, in its order"),
            Of::Mineral => (format!("All figures of {mineral}"), "Every form, stage and year, in every edition"),
            Of::Everything => ("All figures".to_owned(), "Every figure of every mineral"),
        };
        Segment { value: of, text, tooltip: tooltip.to_owned(), enabled: true }
    });
    ui.horizontal_wrapped(|ui| {
        if let Some(of) = choice_ui(ui, "Table", &segments, &view.session.table.of, view.style()) {
            commands.push(Command::PickTable(of));
        }
    });
}

/// Returns what the table that is looked through is of.
#[must_use]
pub fn table_words(dataset: &Dataset, session: &Session, results: &Results) -> String {
    let question = session.question();
    let edition = match &question.edition {
        EditionChoice::Newest => "every edition".to_owned(),
        EditionChoice::Of(id) => dataset.edition(id).map_or_else(|| id.to_string(), |of| of.short_name.clone()),
    };
    let mineral = dataset.commodity(&question.commodity).map_or("this mineral", |of| of.in_sentence.as_str());
    match session.table.of {
        Of::Chart => results.chart.title().to_owned(),
        Of::Mineral => format!("Figures of {mineral} in {edition}"),
        Of::Everything => format!("Figures of every mineral in {edition}"),
    }
}

/// Says what the rows are of.
fn caption_ui(ui: &mut Ui, view: &View<'_>, table: &TableResults) {
    let listing = &table.listing;
    let words = table_words(view.dataset, view.session, view.results);
    let style = view.style();
    let count = match (listing.len(), listing.total()) {
        _ if !table.is_listed() => "Listing…".to_owned(),
        _ if listing.choice() != view.session.table.choice() => "Sorting and filtering…".to_owned(),
        (shown, total) if shown == total => rows_words(total),
        (shown, total) => format!("{} of {}", number(shown), rows_words(total)),
    };
    ui.horizontal_wrapped(|ui| {
        // Large text leaves its room to the rows: the choices above say the same.
        if style.text_scale < LARGE_TEXT {
            ui.label(egui::RichText::new(&words).font(style.font(TextRank::Strong)));
        }
        ui.label(egui::RichText::new(count).color(style.colours().text_muted)).on_hover_text(words);
        if style.text_scale >= LARGE_TEXT {
            legend::legend_ui(ui, listing, style);
        }
    });
}

/// Says which rows of a person's file are not in the table: the first sentence, of several all on hover.
fn left_out_ui(ui: &mut Ui, listing: &Listing, style: Style) {
    let sentences = listing.left_out();
    let Some(first) = sentences.first() else { return };
    let more = match sentences.len() - 1 {
        0 => String::new(),
        more => format!(", and {}", counted(more as u64, "more such note", "more such notes")),
    };
    let words = egui::RichText::new(format!("{first}{more}")).font(style.font(TextRank::Small));
    let label = egui::Label::new(words.color(style.colours().text_muted));
    // Large text leaves its room to the rows.
    let is_cut = style.text_scale >= LARGE_TEXT;
    let label = ui.add(if is_cut { label.truncate() } else { label.wrap() });
    if sentences.len() > 1 {
        label.on_hover_text(sentences.join("\n"));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count of rows")]
fn number(count: usize) -> String {
    whole_text(count as f64)
}

/// Returns a number of rows in words.
pub fn rows_words(count: usize) -> String {
    counted(count as u64, "row", "rows")
}

/// Shows the filter, and what can be done with the rows shown.
fn narrow_ui(ui: &mut Ui, view: &View<'_>, listing: &Listing, commands: &mut Vec<Command>) {
    let style = view.style();
    // What is typed is in the session at once; the rows follow, of a long table some frames later.
    let choice = view.session.table.choice();
    ui.horizontal_wrapped(|ui| {
        let mut text = choice.text.clone();
        let label = ui.label("Filter").id;
        let room = ui.available_size_before_wrap().x - 2.0 * ui.spacing().button_padding.x;
        let width = style.length(180.0).min(room.max(style.length(80.0)));
        let field = TextEdit::singleline(&mut text).hint_text("Words in any column").desired_width(width);
        let field = ui.add(field).labelled_by(label);
        let field = field.on_hover_text("Shows the rows that hold each of these words, in any column (Esc shows all)");
        if field.changed() {
            commands.push(choose(Choice { text, ..choice.clone() }));
        }
        if let Some(status) = list_ui(ui, "Status", &statuses(listing), &choice.status, style.length(110.0)) {
            commands.push(choose(Choice { status, ..choice.clone() }));
        }
        if command_button_ui(ui, &Command::CopyTable, "Copy", !listing.is_empty()) {
            commands.push(Command::CopyTable);
        }
        if command_button_ui(ui, &Command::Open(Dialog::Export), save_words(style), !listing.is_empty()) {
            commands.push(Command::Open(Dialog::Export));
        }
    });
}

fn save_words(style: Style) -> &'static str {
    if style.text_scale < LARGE_TEXT { "Save as CSV or XLSX…" } else { "Save…" }
}

/// Returns the statuses to choose from: those that occur.
fn statuses(listing: &Listing) -> Vec<Segment<Option<Status>>> {
    let any = Segment { value: None, text: "Any status".to_owned(), tooltip: String::new(), enabled: true };
    let each = listing.statuses().iter().map(|status| Segment {
        value: Some(*status),
        text: crate::charts::wording::capitalised(status_title(*status)),
        tooltip: crate::charts::wording::capitalised(status_gloss(*status)),
        enabled: true,
    });
    std::iter::once(any).chain(each).collect()
}

fn choose(choice: Choice) -> Command {
    Command::ChooseRows(Box::new(choice))
}
