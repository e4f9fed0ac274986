use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use crate::data::open::{FileForm, Given, Guess, Mapping, OpenError, Opened, SheetLook};
use crate::data::{DataIssue, IssueKind, Severity, Table};

/// The JSON of a check: a stable interface, described in the README.
#[derive(Debug, Serialize)]
pub struct ChecksJson<'a> {
    /// How many files can be used.
    pub usable: usize,
    /// Each file.
    pub files: &'a [FileReport],
}

/// What is understood of a file.
#[derive(Debug, Serialize)]
pub struct FileReport {
    /// The file, as named.
    pub file: String,
    /// Whether figures were taken from it.
    pub usable: bool,
    /// Why none were, in a sentence.
    pub problem: Option<String>,
    /// SHA-256 of the content, in hexadecimal.
    pub fingerprint: Option<String>,
    /// What `--edition` calls it.
    pub editions: Vec<EditionJson>,
    /// Each sheet.
    pub sheets: Vec<SheetJson>,
    /// Names of the minerals.
    pub minerals: Vec<String>,
    /// Stages.
    pub stages: Vec<String>,
    /// Codes of the countries.
    pub countries: Vec<String>,
    /// Years, ascending.
    pub years: Vec<i16>,
    /// Units.
    pub units: Vec<String>,
    /// The tables that the figures make up.
    pub tables: Vec<TableJson>,
    /// What became of rows that hold no figure of a country.
    pub rows: Vec<RowsJson>,
    /// What is wrong.
    pub issues: IssuesJson,
}

/// An edition that a file adds.
#[derive(Debug, Serialize)]
pub struct EditionJson {
    pub id: String,
    pub name: String,
}

/// A sheet, and what its columns are taken to mean.
#[derive(Debug, Serialize)]
pub struct SheetJson {
    pub name: String,
    /// What its file is, and how it is written.
    pub file_form: FileForm,
    /// The layout recognised.
    pub layout: crate::data::open::Layout,
    #[serde(skip)]
    pub layout_name: &'static str,
    pub rows_seen: Option<u64>,
    pub rows_used: Option<u64>,
    /// The names of the columns.
    pub header: Vec<String>,
    /// What `--map` takes.
    pub mapping: Mapping,
    pub reasons: Vec<ReasonJson>,
}

/// Why a field is mapped as it is.
#[derive(Debug, Serialize)]
pub struct ReasonJson {
    pub field: &'static str,
    pub text: String,
}

/// A table of a file.
#[derive(Debug, Serialize)]
pub struct TableJson {
    pub mineral: String,
    pub form: String,
    pub stage: &'static str,
    pub unit: &'static str,
    /// Whether the file does not say the stage, or the unit, and it was assumed.
    pub stage_assumed: bool,
    pub unit_assumed: bool,
    pub edition: String,
    pub first_year: Option<i16>,
    pub last_year: Option<i16>,
    /// How many countries have a figure in any year.
    pub countries: usize,
    /// How many figures it has.
    pub figures: usize,
}

/// Rows that share a fate.
#[derive(Debug, Serialize)]
pub struct RowsJson {
    /// `Totals`, `Aside` or `Left out`.
    pub what: &'static str,
    pub count: u32,
    pub reason: String,
}

/// The issues of a file.
#[derive(Debug, Default, Serialize)]
pub struct IssuesJson {
    pub total: u64,
    pub kinds: Vec<KindJson>,
    /// The first of each kind.
    pub list: Vec<IssueJson>,
}

/// A kind of issue.
#[derive(Debug, Serialize)]
pub struct KindJson {
    pub kind: String,
    pub title: &'static str,
    /// `warning` where a row was left out, `note` where nothing was lost.
    pub severity: &'static str,
    pub count: u64,
}

/// One issue.
#[derive(Debug, Serialize)]
pub struct IssueJson {
    pub kind: String,
    pub file: String,
    pub sheet: String,
    pub row: usize,
    pub column: String,
    pub value: String,
    pub done: String,
    pub mend: String,
}

impl FileReport {
    /// Returns the report of an opened file.
    pub fn of(file: &Path, opened: &Opened) -> Self {
        let tables = &opened.tables;
        let curated = crate::data::embedded().ok();
        let name = |table: &Table| {
            let id = &table.key.commodity;
            let own = opened.commodities.iter().find(|commodity| commodity.id == *id);
            let known = own.or_else(|| curated.as_ref().and_then(|known| known.commodity(id)));
            known.map_or_else(|| id.to_string(), |commodity| commodity.name.clone())
        };
        let countries: BTreeSet<String> = tables
            .iter()
            .flat_map(|table| &table.years)
            .flat_map(|year| &year.countries)
            .map(|row| row.country.to_string())
            .collect();
        let years: BTreeSet<i16> = tables.iter().flat_map(|table| &table.years).map(|year| year.year).collect();
        let stages: BTreeSet<_> = tables.iter().map(|table| table.key.stage).collect();
        let edition = |edition: &crate::model::Edition| EditionJson {
            id: edition.id.to_string(),
            name: edition.short_name.clone(),
        };
        Self {
            file: file.display().to_string(),
            usable: true,
            problem: None,
            fingerprint: Some(opened.fingerprint.clone()),
            editions: opened.editions.iter().map(edition).collect(),
            sheets: opened
                .sheets
                .iter()
                .map(|sheet| SheetJson::of(&sheet.look, Some((sheet.rows_seen, sheet.rows_used))))
                .collect(),
            minerals: distinct(tables.iter().map(name)),
            stages: stages.into_iter().map(|stage| stage.id().to_owned()).collect(),
            countries: countries.into_iter().collect(),
            years: years.into_iter().collect(),
            units: distinct(tables.iter().map(|table| table.unit.id().to_owned())),
            tables: tables.iter().map(|table| TableJson::of(table, name(table))).collect(),
            rows: opened.intake.iter().flat_map(rows).collect(),
            issues: IssuesJson::of(&opened.issues),
        }
    }

    /// Returns the report of a file that no figure was taken from, with what is to be seen of it.
    pub fn unusable(file: &Path, problem: &OpenError, sheets: &[SheetLook]) -> Self {
        Self {
            file: file.display().to_string(),
            usable: false,
            problem: Some(problem.to_string()),
            fingerprint: None,
            editions: Vec::new(),
            sheets: sheets.iter().map(|sheet| SheetJson::of(sheet, None)).collect(),
            minerals: Vec::new(),
            stages: Vec::new(),
            countries: Vec::new(),
            years: Vec::new(),
            units: Vec::new(),
            tables: Vec::new(),
            rows: Vec::new(),
            issues: IssuesJson::default(),
        }
    }
}

impl SheetJson {
    fn of(look: &SheetLook, rows: Option<(u64, u64)>) -> Self {
        let Guess { layout, mapping, reasons, .. } = &look.guess;
        Self {
            name: look.name.clone(),
            file_form: look.file_form,
            layout: *layout,
            layout_name: layout.name(),
            rows_seen: rows.map(|(seen, _)| seen),
            rows_used: rows.map(|(_, used)| used),
            header: look.header(mapping),
            mapping: mapping.clone(),
            reasons: reasons
                .iter()
                .map(|reason| ReasonJson { field: reason.field.name(), text: reason.text.clone() })
                .collect(),
        }
    }

    /// Returns what stands where, as pairs of words.
    pub fn columns(&self) -> Vec<(&'static str, String)> {
        let column = |column: usize| {
            let name = self.header.get(column).map(|name| name.trim()).filter(|name| !name.is_empty());
            name.map_or_else(|| format!("column {}", column + 1), |name| format!("column '{name}'"))
        };
        let given = |given: &Given| match given {
            Given::Nowhere => None,
            Given::Same(word) => Some(format!("'{word}' throughout")),
            Given::Assumed(word) => Some(format!("'{word}' assumed")),
            Given::Column(at) => Some(column(*at)),
        };
        let mapping = &self.mapping;
        let values: Vec<String> = mapping.values.iter().map(|value| column(value.column)).collect();
        let values = match values.as_slice() {
            [first, .., last] if values.len() > 3 => format!("{} columns, {first} to {last}", values.len()),
            _ => values.join(", "),
        };
        let pairs = [
            ("Country", given(&mapping.country)),
            ("Mineral", given(&mapping.mineral)),
            ("Stage", given(&mapping.stage)),
            ("Year", given(&mapping.year)),
            ("Unit", given(&mapping.unit)),
            ("Measure", mapping.measure.map(column)),
            ("Values", Some(values).filter(|values| !values.is_empty())),
            ("Note", mapping.note.map(column)),
        ];
        pairs.into_iter().filter_map(|(what, where_it_is)| Some((what, where_it_is?))).collect()
    }
}

impl TableJson {
    fn of(table: &Table, mineral: String) -> Self {
        let countries: BTreeSet<_> =
            table.years.iter().flat_map(|year| &year.countries).map(|row| row.country).collect();
        let figures = |year: &crate::data::TableYear| {
            year.countries.len() + usize::from(year.other.is_some()) + usize::from(year.world.is_some())
        };
        Self {
            mineral,
            form: table.key.form.to_string(),
            stage: table.key.stage.id(),
            unit: table.unit.id(),
            stage_assumed: table.assumed.stage,
            unit_assumed: table.assumed.unit,
            edition: table.key.edition.to_string(),
            first_year: table.years.first().map(|year| year.year),
            last_year: table.years.last().map(|year| year.year),
            countries: countries.len(),
            figures: table.years.iter().map(figures).sum(),
        }
    }

    /// Returns the table in a line.
    pub fn words(&self) -> String {
        let years = match (self.first_year, self.last_year) {
            (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
            (_, Some(year)) => format!(", {year}"),
            _ => String::new(),
        };
        let form = if self.form == self.mineral.to_lowercase().replace(' ', "-") {
            String::new()
        } else {
            format!(" ({})", self.form)
        };
        let assumed = |is: bool| if is { " (assumed)" } else { "" };
        let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        format!(
            "{}{form}, {}{}{years}, {} of {} in {}{}",
            self.mineral,
            self.stage,
            assumed(self.stage_assumed),
            plural(self.figures, "figure", "figures"),
            plural(self.countries, "country", "countries"),
            self.unit,
            assumed(self.unit_assumed)
        )
    }
}

impl IssuesJson {
    fn of(issues: &crate::data::open::Issues) -> Self {
        let kind = |count: &crate::data::open::IssueCount| KindJson {
            kind: kind_id(count.kind),
            title: count.kind.title(),
            severity: match count.kind.severity() {
                Severity::Note => "note",
                Severity::Warning => "warning",
            },
            count: count.count,
        };
        Self {
            total: issues.total(),
            kinds: issues.counts.iter().map(kind).collect(),
            list: issues.list.iter().map(IssueJson::of).collect(),
        }
    }
}

impl IssueJson {
    fn of(issue: &DataIssue) -> Self {
        Self {
            kind: kind_id(issue.kind),
            file: issue.file.clone(),
            sheet: issue.sheet.clone(),
            row: issue.row,
            column: issue.column.clone(),
            value: issue.value.clone(),
            done: issue.done.clone(),
            mend: issue.mend.clone(),
        }
    }

    /// Returns the issue in a line: where, what stands there, what was done, what to do.
    pub fn words(&self) -> String {
        let named = |what: &str, name: &str| if name.is_empty() { String::new() } else { format!("{what} '{name}'") };
        let places = [named("sheet", &self.sheet), format!("row {}", self.row), named("column", &self.column)];
        let places: Vec<String> = places.into_iter().filter(|place| !place.is_empty()).collect();
        let mut words = vec![format!("{}: '{}'.", places.join(", "), self.value)];
        let advice = [&self.done, &self.mend].into_iter().filter(|part| !part.is_empty());
        words.extend(advice.map(|part| format!("{}.", part.trim_end_matches('.'))));
        words.join(" ")
    }
}

/// Returns the word for a kind of issue: its title in small letters.
fn kind_id(kind: IssueKind) -> String {
    kind.title().to_lowercase().replace(' ', "_")
}

fn rows(line: &crate::data::IntakeLine) -> Vec<RowsJson> {
    let counts = [("Totals", line.totals), ("Aside", line.notes), ("Left out", line.left_out)];
    let present = counts.into_iter().filter(|(_, count)| *count > 0);
    present.map(|(what, count)| RowsJson { what, count, reason: line.reason.clone() }).collect()
}

/// Returns each text once, in the order in which it first stands.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// Returns years, those that follow one another as one range.
pub fn year_words(years: &[i16]) -> Vec<String> {
    let mut ranges: Vec<(i16, i16)> = Vec::new();
    for year in years {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*year) => *last = *year,
            _ => ranges.push((*year, *year)),
        }
    }
    let words =
        |(first, last): (i16, i16)| if first == last { first.to_string() } else { format!("{first} to {last}") };
    ranges.into_iter().map(words).collect()
}
