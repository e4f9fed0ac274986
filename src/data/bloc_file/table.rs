use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use crate::model::{Membership, OwnBloc};

use super::BlocFileError;
use super::interpret::{WrittenBloc, WrittenMember};

/// The columns, in the order in which they are written.
const COLUMNS: [&str; 10] =
    ["bloc", "name", "short_name", "about", "colour", "member", "joined", "left", "confidence", "source"];
/// Other names of columns: those of the collection that the bundled blocs come from, and of the other spelling.
const OTHER_NAMES: [(&str, &str); 5] = [
    ("bloc_id", "bloc"),
    ("bloc_name", "name"),
    ("country_iso3", "member"),
    ("country", "member"),
    ("color", "colour"),
];
/// Columns that tables of figures have and tables of blocs don't.
const OF_FIGURES: [&str; 6] = ["year", "value", "quantity", "amount", "unit", "tonnes"];
const SEPARATORS: [char; 3] = ['\t', ';', ','];
/// Signs that a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Returns whether a text begins with the header of a table of blocs.
pub(super) fn is_one(text: &str) -> bool {
    let names = header(text);
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    has("bloc") && has("member") && !OF_FIGURES.iter().any(|name| has(name))
}

fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    SEPARATORS.into_iter().find(|sign| first.contains(*sign)).unwrap_or(',')
}

fn header(text: &str) -> Vec<String> {
    let separator = separator(text);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    first.split(separator).map(column).collect()
}

/// Returns the column that a header means.
fn column(name: &str) -> String {
    let name = name.trim().trim_matches('"').trim().to_lowercase().replace(' ', "_");
    OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(name, |(_, column)| (*column).to_owned())
}

/// Reads a table: a row a member, what the bloc is called in any of its rows.
pub(super) fn read(text: &str) -> Result<Vec<WrittenBloc>, BlocFileError> {
    if !is_one(text) {
        let more: Vec<&str> = COLUMNS.into_iter().filter(|name| !["bloc", "member"].contains(name)).collect();
        return Err(BlocFileError::NotOne { more: more.join(", ") });
    }
    let separator = u8::try_from(separator(text)).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut blocs: Vec<WrittenBloc> = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|source| BlocFileError::Table { source })?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if columns.is_empty() {
            columns = record.iter().map(column).collect();
            continue;
        }
        take(&mut blocs, &columns, &record, index + 1);
    }
    Ok(blocs)
}

/// Adds a row to its bloc.
fn take(blocs: &mut Vec<WrittenBloc>, columns: &[String], record: &StringRecord, row: usize) {
    let cell = |name: &str| {
        let index = columns.iter().position(|column| column == name);
        let text = index.and_then(|index| record.get(index)).unwrap_or_default().trim();
        let unmarked = text.strip_prefix('\'').filter(|rest| rest.starts_with('\'') || rest.starts_with(FORMULA));
        unmarked.unwrap_or(text).to_owned()
    };
    let (id, name) = (cell("bloc"), cell("name"));
    let is_its = |bloc: &WrittenBloc| bloc.id == id && (!id.is_empty() || bloc.name == name);
    let index = blocs.iter().position(is_its).unwrap_or_else(|| {
        blocs.push(WrittenBloc { id: id.clone(), ..WrittenBloc::default() });
        blocs.len() - 1
    });
    let Some(bloc) = blocs.get_mut(index) else { return };
    let head = [
        (&mut bloc.name, name),
        (&mut bloc.short_name, cell("short_name")),
        (&mut bloc.about, cell("about")),
        (&mut bloc.colour, cell("colour")),
    ];
    for (known, said) in head {
        if known.is_empty() {
            *known = said;
        }
    }
    let member = WrittenMember {
        row: Some(row),
        member: cell("member"),
        joined: cell("joined"),
        left: cell("left"),
        confidence: cell("confidence"),
        source: cell("source"),
    };
    // A bloc without members has a row for its name alone.
    if member != (WrittenMember { row: Some(row), ..WrittenMember::default() }) || bloc.id.is_empty() {
        bloc.members.push(member);
    }
}

/// Returns blocs as a table. What a bloc is called stands in its first row alone.
pub(super) fn text(blocs: &[OwnBloc]) -> String {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let mut rows: Vec<Vec<String>> = vec![COLUMNS.map(str::to_owned).to_vec()];
    for own in blocs {
        let colour = own.slot.map(|slot| (slot + 1).to_string()).unwrap_or_default();
        let head = [&own.bloc.name, &own.bloc.short_name, &own.bloc.about, &colour];
        let head = |is_first: bool| head.map(|text| if is_first { safe(text) } else { String::new() });
        let row = |is_first: bool, of: [String; 5]| -> Vec<String> {
            [own.bloc.id.to_string()].into_iter().chain(head(is_first)).chain(of).collect()
        };
        if own.members.is_empty() {
            rows.push(row(true, std::array::from_fn(|_| String::new())));
        }
        rows.extend(own.members.iter().enumerate().map(|(index, of)| row(index == 0, cells(of))));
    }
    for row in rows {
        // Writing to memory does not fail.
        let _written = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn cells(of: &Membership) -> [String; 5] {
    let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    [of.member.to_string(), date(of.joined), date(of.left), of.confidence.id().to_owned(), safe(&of.source)]
}

/// Returns a text so that no spreadsheet runs it; [`take`] takes the mark away again.
fn safe(text: &str) -> String {
    let is_plain = !text.starts_with(FORMULA) && !text.starts_with('\'');
    if is_plain { text.to_owned() } else { format!("'{text}") }
}
