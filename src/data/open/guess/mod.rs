//! What the columns of a sheet are taken to mean.
//!
//! In: the first rows of a sheet, its name and its file's. Out: a [`Guess`]: the layout, the mapping, and a reason for
//! each field. Columns are scored by their cells, which are looked up in tables, and by their names; nothing is read
//! beyond the sample, and what the sample does not say stays open or is assumed in words.

mod columns;
mod header;
mod marks;
mod numbers;
mod roles;
mod said;
mod values;

use std::path::Path;

use crate::data::curated::Curated;
use crate::model::Stage;

use super::layout;
use super::mapping::{Field, Given, Layout, Mapping, Repeats, Totals};
use super::opened::SheetLook;
use super::sheet::Head;
use super::words::Words;
use super::{OpenError, OpenOptions};
use roles::Roles;
use said::Said;

/// What the columns of a sheet are taken to mean, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The layout recognised.
    pub layout: Layout,
    /// The meaning of the columns.
    pub mapping: Mapping,
    /// Why, field by field.
    pub reasons: Vec<Reason>,
    /// Why only a person can say which numbers are amounts, inside a sentence; nothing where a header or a person says it.
    pub doubt: Option<String>,
}

/// Why a field is mapped as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The field.
    pub field: Field,
    /// The reason, one sentence without a full stop.
    pub text: String,
}

impl Guess {
    /// Returns a mapping that a person gave.
    pub(super) fn given(mapping: Mapping) -> Self {
        Self { layout: Layout::Mapped, mapping, reasons: Vec::new(), doubt: None }
    }
}

/// Returns what the columns of a sheet are taken to mean: the saved mapping of its header where there is one, a known
/// layout, else guesses.
pub(super) fn guess(path: &Path, sheet: &str, head: &Head, words: &Words<'_>, options: &OpenOptions) -> Guess {
    let header = header::find(head, words);
    let names = header::names(head, header);
    if let Some(saved) = saved(head, header.above, options) {
        return Guess::given(saved);
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let mut guess = guessed(&file, sheet, head, header, &names, words);
    let name = if sheet.is_empty() { &file } else { sheet };
    let known = layout::is_usgs(name, head)
        .map(|above| (Layout::Usgs, above, "The header is that of the Mineral Commodity Summaries"))
        .or_else(|| {
            layout::own_table(head)
                .map(|(above, _)| (Layout::Lodescope, above, "The header is that of one of Lodescope's own tables"))
        })
        .or_else(|| {
            let why = "The header is that of a table which Lodescope wrote";
            layout::chart_table_header(head).map(|above| (Layout::ChartTable, above, why))
        });
    if let Some((layout, above, why)) = known {
        guess.layout = layout;
        guess.doubt = None;
        guess.mapping.header.above = above;
        guess.mapping.header.rows = 1;
        // What is only assumed of other tables is said by each row of these.
        for given in [&mut guess.mapping.stage, &mut guess.mapping.unit, &mut guess.mapping.mineral] {
            if matches!(given, Given::Same(_) | Given::Assumed(_)) {
                *given = Given::Nowhere;
            }
        }
        guess.reasons = vec![Reason { field: Field::Header, text: why.to_owned() }];
    }
    guess
}

/// Returns what the columns of a sheet are taken to mean under a header that a person pointed to.
///
/// # Errors
/// [`OpenError`] when what the program keeps by hand cannot be read, which no file causes.
pub fn guess_under(
    path: &Path,
    look: &SheetLook,
    header: super::Header,
    options: &OpenOptions,
) -> Result<Guess, OpenError> {
    let words = Words::new(Curated::shared()?, &options.names);
    let head = Head {
        rows: look.rows.iter().map(|row| (row.number, row.cells.iter().collect())).collect(),
        has_more: look.has_more,
    };
    let names = header::names(&head, header);
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(guessed(&file, &look.name, &head, header, &names, &words))
}

/// Returns the saved mapping of a header of one row or several, which is looked for in the first rows.
fn saved(head: &Head, above: usize, options: &OpenOptions) -> Option<Mapping> {
    let mut heights: Vec<usize> = options.mappings.values().map(|mapping| mapping.header.rows).collect();
    heights.sort_unstable();
    heights.dedup();
    heights.retain(|rows| *rows > 0);
    let of_rows = |above: usize, rows: usize| {
        let names = head.joined(above, rows);
        let saved = options.mappings.get(&Mapping::header_key(names.iter().map(String::as_str)))?;
        // Another file may have more lines above the same header.
        let header = super::Header { above, rows };
        (saved.header.rows == rows).then(|| Mapping { header, ..saved.clone() })
    };
    let of_row = |above: usize| heights.iter().find_map(|rows| of_rows(above, *rows));
    of_row(above).or_else(|| (0..head.rows.len().min(MOST_ABOVE)).find_map(of_row))
}

/// Rows in which the header of a saved mapping is looked for.
const MOST_ABOVE: usize = 30;

fn guessed(file: &str, sheet: &str, head: &Head, header: super::Header, names: &[String], words: &Words<'_>) -> Guess {
    let columns = columns::columns(head, header, names, words);
    let said = Said::of(file, sheet, head, header, words);
    let roles = Roles::of(&columns);
    let values = values::find(&columns, &roles, words);
    let estimated = marks::of_estimates(head, header);
    let mut reasons = Reasons(Vec::new());
    reasons.header(header);
    let country = roles.country(&columns, &values, &mut reasons);
    let mineral = said.mineral(&columns, &roles, &values, &mut reasons);
    let year = said.year(&columns, &roles, &values, &mut reasons);
    let stage = said.stage(&columns, &roles, &values, &mineral, words, &mut reasons);
    let unit = said.unit(&columns, &roles, &values, words, &mut reasons);
    reasons.add(Field::Values, &values.reason);
    let value_columns: Vec<usize> = values.columns.iter().map(|value| value.column).collect();
    let first = header.above.saturating_add(header.rows);
    let cells =
        (first..head.rows.len()).flat_map(|row| value_columns.iter().map(move |column| head.text(row, *column)));
    let (numbers, why) = numbers::style(cells, names);
    reasons.add(Field::Numbers, &why);
    let seen = columns::missing_seen(head, header, &value_columns);
    if let [first, ..] = seen[..] {
        reasons.add(Field::Missing, &format!("“{first}” stands where numbers are expected"));
    }
    let missing = columns::MISSING.into_iter().chain(seen).map(str::to_owned).collect();
    if let Some(measure) = roles.measure {
        reasons.named(Field::Measure, &columns, measure);
    }
    // One column of marks beside columns of several years says nothing of each.
    let note = roles.note.or(roles.status.filter(|_| values.columns.iter().all(|value| value.status.is_none())));
    if let Some(note) = note {
        reasons.named(Field::Note, &columns, note);
    }
    reasons.add(Field::Status, &marks::reason(&columns, &values, &estimated));
    reasons.add(Field::Totals, &said::of_totals(head, first, words));
    let mut mapping = Mapping {
        header,
        country,
        mineral,
        stage,
        year,
        unit,
        measure: roles.measure,
        note,
        values: values.columns.clone(),
        numbers,
        missing,
        repeats: Repeats::Judge,
        totals: Totals::OfTable,
        estimated,
    };
    let layout = roles.layout(&columns, &values, &mapping, &said);
    match layout {
        Layout::WorldMiningData => of_world_mining_data(&mut mapping, &mut reasons),
        Layout::BritishGeologicalSurvey => british(&mut mapping, &mut reasons),
        _ => {}
    }
    Guess { layout, mapping, reasons: reasons.0, doubt: values.doubt }
}

/// Adds what the publication says of all its sheets: they list every country, and what they count is its mine production,
/// or that of the plants which make it.
fn of_world_mining_data(mapping: &mut Mapping, reasons: &mut Reasons) {
    mapping.totals = Totals::OfWorld;
    reasons.0.retain(|reason| reason.field != Field::Totals);
    reasons.add(Field::Totals, "The layout is that of World Mining Data, which lists all countries of the world");
    if let Given::Assumed(stage) = &mapping.stage {
        let said = stage.parse::<Stage>().map_or("production", Stage::in_sentence);
        let text = format!("The layout is that of World Mining Data, which lists {said}");
        mapping.stage = Given::Same(stage.clone());
        reasons.0.retain(|reason| reason.field != Field::Stage);
        reasons.add(Field::Stage, &text);
    }
}

/// Sets what the British Geological Survey's tables say in a way of their own: the stage behind the mineral's name, and a
/// row for each part of a commodity.
fn british(mapping: &mut Mapping, reasons: &mut Reasons) {
    if matches!(mapping.mineral, Given::Column(_)) && matches!(mapping.stage, Given::Same(_) | Given::Assumed(_)) {
        mapping.stage = mapping.mineral.clone();
        reasons.0.retain(|reason| reason.field != Field::Stage);
        reasons.add(
            Field::Stage,
            "It stands behind the mineral’s name, as in “cobalt, mine”; where it does not, it is production",
        );
    }
    mapping.repeats = Repeats::First;
    reasons.add(Field::Repeats, "Rows of one place are different goods, which are never added up");
}

/// The reasons found so far.
struct Reasons(Vec<Reason>);

impl Reasons {
    fn add(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.0.push(Reason { field, text: text.to_owned() });
        }
    }

    /// Adds that a header says what a column is.
    fn named(&mut self, field: Field, columns: &[columns::Column], index: usize) {
        if let Some(column) = columns.get(index) {
            self.add(field, &format!("The header says “{}”", column.name));
        }
    }

    fn header(&mut self, header: super::Header) {
        let text = match (header.above, header.rows) {
            (_, 0) => "No row names the columns".to_owned(),
            (0, 1) => "The first row names the columns".to_owned(),
            (above, 1) => format!("Row {} names the columns; the rows above it are no part of the table", above + 1),
            (above, rows) => format!("Rows {} to {} name the columns together", above + 1, above + rows),
        };
        self.add(Field::Header, &text);
    }
}

/// Returns the column, or nowhere.
fn given(column: Option<usize>) -> Given {
    column.map_or(Given::Nowhere, Given::Column)
}
