use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::data::{Dataset, RowSubject, Statement, Table, TableYear};
use crate::model::{CorrectionId, Edition, EditionChoice, FormId, Question, Stage, Unit};

use super::change::{Change, Totals};
use super::territories::by_country;
use super::{Subject, subject};

/// How many revisions of a mineral are worth a list.
const LONGEST_LIST: usize = 20;

/// One figure in every edition that has it, and what was revised from one to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Revisions {
    /// What it is about, in words; its edition is the newest of the columns.
    pub subject: Subject,
    /// What the columns have in common.
    pub compared: Compared,
    /// The editions that have the figures, oldest first.
    pub columns: Vec<EditionColumn>,
    /// The countries, largest number first (the newest one that is published), then those without a number.
    pub countries: Vec<RevisedRow>,
    /// "Other countries", where an edition has it.
    pub other: Option<RevisedRow>,
    /// The world total as printed, where an edition has it.
    pub world: Option<RevisedRow>,
    /// Unit of every number in columns that are compared.
    pub unit: Unit,
    /// Whether the newest edition of the publication that has the table at all is among the columns.
    pub has_newest: bool,
    /// What was revised in countries' figures, over all years of the form and stage, biggest first.
    pub all_years: Vec<Revision>,
}

/// What the columns of [`Revisions`] have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The year: another figure in a later edition is a revision.
    SameYear,
    /// Only the table: each edition states reserves for a year of its own, so another figure is a later statement.
    Statements,
}

/// An edition that has the figures.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionColumn {
    /// The edition.
    pub edition: Edition,
    /// The year its figures are of.
    pub year: i16,
    /// The unit its numbers are in here.
    pub unit: Unit,
    /// The publisher's chapter and detail.
    pub source_label: String,
    /// The sum of its named rows and "Other countries", in `unit`.
    pub total: f64,
    /// Why it is not compared with the newest edition; nothing where it is.
    pub apart: Option<String>,
}

/// One row in every edition.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisedRow {
    /// Who it speaks of.
    pub subject: RowSubject,
    /// Its name.
    pub name: String,
    /// What each column says, in the column's unit; nothing where it has no such row.
    pub statements: Vec<Option<Statement>>,
    /// What changed from the oldest to the newest column that are compared.
    pub change: Change,
}

/// What was revised of one country's figure for one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// The form counted.
    pub form: FormId,
    /// The stage.
    pub stage: Stage,
    /// The year that the figure is of.
    pub year: i16,
    /// The country.
    pub country: RowSubject,
    /// Its name.
    pub name: String,
    /// The oldest edition's statement.
    pub from: Said,
    /// The newest edition's statement.
    pub to: Said,
    /// Unit of both.
    pub unit: Unit,
    /// What changed.
    pub change: Change,
    /// The size of the change over the world's sum, 0 to 1 or more: what revisions are ranked by.
    pub of_world: f64,
}

/// What one edition says of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The edition.
    pub edition: Edition,
    /// What it says; nothing where it has no such row.
    pub statement: Option<Statement>,
}

/// Returns the figure that a question asks about in every edition of the publication that answers it, whatever edition
/// the question chooses, and what was revised in it and in the other years of its table. Corrections that the question
/// does not switch off are made before anything is compared.
#[must_use]
pub fn revisions(dataset: &Dataset, question: &Question) -> Revisions {
    let printings = printings(dataset, question);
    let compared = if question.stage == Stage::Reserves { Compared::Statements } else { Compared::SameYear };
    let stands = match compared {
        Compared::SameYear => stands_of(&printings, question.year),
        Compared::Statements => printings.iter().filter_map(|of| Stand::new(of, of.shown.years.last()?.year)).collect(),
    };
    let newest = stands.last();
    let subject = subject(dataset, question, newest.map(|stand| stand.printing.shown.as_ref()));
    let columns = columns(&stands);
    let rows = rows(dataset, &stands, &columns);
    let (countries, totals): (Vec<RevisedRow>, Vec<RevisedRow>) =
        rows.into_iter().partition(|row| matches!(row.subject, RowSubject::Country(_)));
    let total = |of: RowSubject| totals.iter().find(|row| row.subject == of).cloned();
    let mut all_years = match compared {
        Compared::SameYear => revised(dataset, &printings),
        Compared::Statements => Vec::new(),
    };
    sort(&mut all_years);
    Revisions {
        subject,
        compared,
        unit: newest.map_or(Unit::Tonnes, |stand| stand.printing.shown.unit),
        has_newest: newest.map(|stand| &stand.printing.edition.id) == printings.last().map(|of| &of.edition.id),
        other: total(RowSubject::Other),
        world: total(RowSubject::World),
        countries,
        columns,
        all_years,
    }
}

/// Returns the biggest revisions of a question's mineral over all its forms, stages and years, at most twenty, biggest
/// first. Reserves are left out: each edition states them for a year of its own.
#[must_use]
pub fn biggest_revisions(dataset: &Dataset, question: &Question) -> Vec<Revision> {
    let any = Question { edition: EditionChoice::Newest, ..question.clone() };
    let kinds: BTreeSet<(FormId, Stage)> = dataset
        .tables_of(&any)
        .into_iter()
        .map(|table| (table.key.form.clone(), table.key.stage))
        .filter(|(_, stage)| *stage != Stage::Reserves)
        .collect();
    let mut biggest: Vec<Revision> = kinds
        .into_iter()
        .flat_map(|(form, stage)| {
            let kind = Question { form, stage, ..question.clone() };
            revised(dataset, &printings(dataset, &kind))
        })
        .collect();
    sort(&mut biggest);
    biggest.truncate(LONGEST_LIST);
    biggest
}

impl Revisions {
    /// Returns what was revised in countries' figures for the year of the columns, biggest first.
    pub fn of_year(&self) -> impl Iterator<Item = &Revision> {
        let year = self.columns.last().map(|column| column.year);
        self.all_years.iter().filter(move |revision| Some(revision.year) == year)
    }
}

/// Puts the biggest first; of two of one size the later year, then by name.
fn sort(revisions: &mut [Revision]) {
    revisions.sort_by(|one, other| {
        let by_size = other.of_world.total_cmp(&one.of_world);
        by_size.then_with(|| other.year.cmp(&one.year)).then_with(|| one.name.cmp(&other.name))
    });
}

/// A table in one edition: as shown, and as printed.
struct Printing<'a> {
    edition: &'a Edition,
    shown: Cow<'a, Table>,
    printed: Cow<'a, Table>,
}

/// One year of a table in one edition.
struct Stand<'a> {
    printing: &'a Printing<'a>,
    shown: &'a TableYear,
    printed: Option<&'a TableYear>,
}

impl<'a> Stand<'a> {
    fn new(printing: &'a Printing<'a>, year: i16) -> Option<Self> {
        Some(Self { printing, shown: printing.shown.year(year)?, printed: printing.printed.year(year) })
    }
}

/// Returns the question's table in all editions of its publication, oldest first: that of the edition that it chooses,
/// or of the newest that has such a table.
fn printings<'a>(dataset: &'a Dataset, question: &Question) -> Vec<Printing<'a>> {
    let chosen = match &question.edition {
        EditionChoice::Newest => None,
        EditionChoice::Of(id) => dataset.edition(id).map(|edition| &edition.series),
    };
    let any = Question { edition: EditionChoice::Newest, ..question.clone() };
    let all: BTreeSet<CorrectionId> = dataset.corrections.iter().map(|correction| correction.id.clone()).collect();
    let mut printings: Vec<Printing<'a>> = dataset
        .tables_of(&any)
        .into_iter()
        .filter(|table| table.key.form == question.form && table.key.stage == question.stage)
        .filter_map(|table| {
            let edition = dataset.edition(&table.key.edition)?;
            let shown = |uncorrected| by_country(dataset, question, dataset.shown(table, uncorrected));
            Some(Printing { edition, shown: shown(&question.uncorrected), printed: shown(&all) })
        })
        .collect();
    let has = |series: &String| printings.iter().any(|of| of.edition.series == *series);
    let newest = printings.first().map(|of| &of.edition.series);
    if let Some(series) = chosen.filter(|series| has(series)).or(newest).cloned() {
        printings.retain(|of| of.edition.series == series);
    }
    printings.reverse();
    printings
}

fn stands_of<'a>(printings: &'a [Printing<'a>], year: i16) -> Vec<Stand<'a>> {
    printings.iter().filter_map(|printing| Stand::new(printing, year)).collect()
}

/// Returns the newest year that stands in two editions or more, so that something of it can have been revised; the
/// question's own where it is such a year or none is.
#[must_use]
pub fn revisable_year(dataset: &Dataset, question: &Question) -> i16 {
    let printings = printings(dataset, question);
    let is_in_several = |year: i16| stands_of(&printings, year).len() > 1;
    if question.stage == Stage::Reserves || is_in_several(question.year) {
        return question.year;
    }
    let years = printings.iter().flat_map(|printing| printing.shown.years.iter().map(|year| year.year));
    years.filter(|year| is_in_several(*year)).max().unwrap_or(question.year)
}

/// Returns why an edition's table is not compared with the newest one.
fn apart(table: &Table, newest: &Table) -> Option<String> {
    let basis = |table: &Table| {
        if table.basis.is_empty() { "without a stated basis".to_owned() } else { format!("in {}", table.basis) }
    };
    if table.unit.base() != newest.unit.base() {
        let symbol = |table: &Table| table.unit.base().symbol();
        Some(format!("in {}, later in {}", symbol(table), symbol(newest)))
    } else if table.basis == newest.basis {
        None
    } else {
        Some(format!("{}, later {}", basis(table), basis(newest)))
    }
}

fn columns(stands: &[Stand<'_>]) -> Vec<EditionColumn> {
    let Some(newest) = stands.last() else { return Vec::new() };
    let newest = &newest.printing.shown;
    let column = |stand: &Stand<'_>| {
        let table = &stand.printing.shown;
        let apart = apart(table, newest);
        let unit = if table.unit.base() == newest.unit.base() { newest.unit } else { table.unit };
        let numbers = stand.shown.countries.iter().map(|row| &row.statement).chain(stand.shown.other.as_ref());
        let sum: f64 = numbers.filter_map(|statement| statement.quantity.value()).sum();
        EditionColumn {
            edition: stand.printing.edition.clone(),
            year: stand.shown.year,
            unit,
            source_label: table.source_label.clone(),
            total: sum * table.unit.factor() / unit.factor(),
            apart,
        }
    };
    stands.iter().map(column).collect()
}

/// Returns every row that any edition has: countries, largest first, then "Other countries" and the total.
fn rows(dataset: &Dataset, stands: &[Stand<'_>], columns: &[EditionColumn]) -> Vec<RevisedRow> {
    let mut subjects: Vec<RowSubject> = Vec::new();
    for stand in stands {
        let countries = stand.shown.countries.iter().map(|row| RowSubject::Country(row.country));
        let other = stand.shown.other.iter().map(|_| RowSubject::Other);
        let world = stand.shown.world.iter().map(|_| RowSubject::World);
        for subject in countries.chain(other).chain(world) {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
    }
    let row = |subject: RowSubject| {
        let in_unit = |of: Option<&TableYear>, table: &Table, column: &EditionColumn| {
            let statement = of.and_then(|year| statement_of(year, subject))?;
            let quantity = statement.quantity.scaled(table.unit.factor() / column.unit.factor());
            Some(Statement { quantity, note: statement.note.clone() })
        };
        let statements = |printed: bool| -> Vec<Option<Statement>> {
            let both = stands.iter().zip(columns);
            let of = both.map(|(stand, column)| {
                if printed {
                    in_unit(stand.printed, &stand.printing.printed, column)
                } else {
                    in_unit(Some(stand.shown), &stand.printing.shown, column)
                }
            });
            of.collect()
        };
        let (shown, printed) = (statements(false), statements(true));
        let name = match subject {
            RowSubject::Country(iso3) => dataset.country_name(iso3),
            RowSubject::Other => "Other countries".to_owned(),
            RowSubject::World => "World total, as printed".to_owned(),
        };
        let change = change(columns, &shown, &printed, additive(stands));
        RevisedRow { subject, name, statements: shown, change }
    };
    let mut rows: Vec<RevisedRow> = subjects.into_iter().map(row).collect();
    rows.sort_by(|one, other| {
        let last = matches!(one.subject, RowSubject::World).cmp(&matches!(other.subject, RowSubject::World));
        last.then_with(|| number(other).total_cmp(&number(one))).then_with(|| one.name.cmp(&other.name))
    });
    rows
}

/// Returns the newest number of a row, or less than any where it has none.
fn number(row: &RevisedRow) -> f64 {
    row.statements.iter().rev().flatten().find_map(|statement| statement.quantity.value()).unwrap_or(-1.0)
}

fn additive(stands: &[Stand<'_>]) -> bool {
    stands.iter().all(|stand| stand.printing.shown.not_additive.is_none())
}

fn statement_of(year: &TableYear, subject: RowSubject) -> Option<&Statement> {
    match subject {
        RowSubject::Country(iso3) => year.countries.iter().find(|row| row.country == iso3).map(|row| &row.statement),
        RowSubject::Other => year.other.as_ref(),
        RowSubject::World => year.world.as_ref(),
    }
}

/// Returns what changed in a row from the oldest to the newest column that are compared.
fn change(
    columns: &[EditionColumn],
    shown: &[Option<Statement>],
    printed: &[Option<Statement>],
    additive: bool,
) -> Change {
    let of = |statements: &[Option<Statement>]| -> Vec<Option<crate::model::Quantity>> {
        let compared = columns.iter().zip(statements).filter(|(column, _)| column.apart.is_none());
        compared.map(|(_, statement)| statement.as_ref().map(|statement| statement.quantity.clone())).collect()
    };
    let totals: Vec<f64> = columns.iter().filter(|column| column.apart.is_none()).map(|column| column.total).collect();
    let (Some(old), Some(new)) = (totals.first(), totals.last()) else { return Change::NotCompared };
    if totals.len() < 2 {
        return Change::NotCompared;
    }
    let totals = additive.then_some(Totals { old: *old, new: *new });
    let found = Change::over(&of(shown), totals);
    // What only a correction made here tells apart, the publisher never revised.
    if found.is_revision() && !Change::over(&of(printed), None).is_revision() && *printed != *shown {
        return Change::CorrectedHere;
    }
    found
}

/// Returns what was revised in countries' figures in all years of a table.
fn revised(dataset: &Dataset, printings: &[Printing<'_>]) -> Vec<Revision> {
    let years: BTreeSet<i16> = printings.iter().flat_map(|of| of.shown.years.iter().map(|year| year.year)).collect();
    let mut revised = Vec::new();
    for year in years {
        let stands = stands_of(printings, year);
        let columns = columns(&stands);
        let compared: Vec<usize> =
            columns.iter().enumerate().filter(|(_, column)| column.apart.is_none()).map(|(place, _)| place).collect();
        let (Some(old), Some(new)) = (compared.first(), compared.last()) else { continue };
        let (Some(from), Some(to), Some(stand)) = (columns.get(*old), columns.get(*new), stands.last()) else {
            continue;
        };
        for row in rows(dataset, &stands, &columns) {
            if !row.change.is_revision() || !matches!(row.subject, RowSubject::Country(_)) {
                continue;
            }
            let said = |column: &EditionColumn, place: usize| Said {
                edition: column.edition.clone(),
                statement: row.statements.get(place).cloned().flatten(),
            };
            let world = from.total.max(to.total);
            revised.push(Revision {
                form: stand.printing.shown.key.form.clone(),
                stage: stand.printing.shown.key.stage,
                year,
                country: row.subject,
                from: said(from, *old),
                to: said(to, *new),
                unit: to.unit,
                of_world: if world > 0.0 { row.change.size() / world } else { 0.0 },
                change: row.change,
                name: row.name,
            });
        }
    }
    revised
}
