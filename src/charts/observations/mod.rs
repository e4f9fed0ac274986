//! **All figures**: every observation of a dataset, a row each, as far as a question admits them.
//!
//! In: a [`Dataset`] and a [`Question`]. Out: rows whose cells are made when they are looked at, so that millions cost
//! little, and what narrows and sorts them.

mod cells;
mod order;
mod search;

use std::borrow::Cow;

use crate::analysis::{left_out, left_out_of_tables};
use crate::data::{Correction, Dataset, Effect, RowSubject, Statement, Table, TableYear};
use crate::model::{EditionChoice, Question, Status};

pub use cells::{COLUMNS, Column};
pub(super) use search::Search;

/// Every observation that a question admits.
#[derive(Debug, Clone)]
pub struct Observations {
    dataset: Dataset,
    tables: Vec<OfTable>,
    places: Vec<Place>,
    left_out: Vec<String>,
}

/// A table with the names that its rows share.
#[derive(Debug, Clone)]
struct OfTable {
    shown: Shown,
    mineral: String,
    form: String,
    edition: String,
    /// What is left out, year by year; nothing where a bundled edition has the table.
    left_out: Vec<String>,
}

/// A table of the dataset, by its place there, or one with corrections taken back.
#[derive(Debug, Clone)]
enum Shown {
    AsCorrected(usize),
    TakenBack(Box<Table>),
}

/// Where a row stands: the table, the year and the row, counted from 0.
#[derive(Debug, Clone, Copy)]
struct Place {
    table: u32,
    year: u32,
    row: u32,
}

/// What stands in for a row's number for "Other countries" and the printed total.
const OTHER: u32 = u32::MAX - 1;
const WORLD: u32 = u32::MAX;

/// What an observation says, and where.
struct Said<'a> {
    of: &'a OfTable,
    table: &'a Table,
    year: &'a TableYear,
    subject: RowSubject,
    statement: &'a Statement,
}

impl Observations {
    /// Returns the observations of the editions that a question admits, with the corrections that it switches off taken
    /// back; of its mineral alone, or of all.
    #[must_use]
    pub fn of(dataset: &Dataset, question: &Question, of_mineral_alone: bool) -> Self {
        Self::those(dataset, question, &|table| !of_mineral_alone || table.key.commodity == question.commodity)
    }

    /// Returns how many [`Observations::of`] finds, without looking at each: what takes long is known beforehand.
    #[must_use]
    pub fn count(dataset: &Dataset, question: &Question, of_mineral_alone: bool) -> usize {
        let is_wanted = |table: &Table| !of_mineral_alone || table.key.commodity == question.commodity;
        let of_year =
            |year: &TableYear| year.countries.len() + [&year.other, &year.world].into_iter().flatten().count();
        admitted(dataset, question, &is_wanted).flat_map(|(_, table)| &table.years).map(of_year).sum()
    }

    /// Returns no observation, of a dataset all the same.
    pub(super) fn none(dataset: &Dataset) -> Self {
        Self { dataset: dataset.clone(), tables: Vec::new(), places: Vec::new(), left_out: Vec::new() }
    }

    /// Returns the observations of the tables that are wanted, among those of [`Observations::of`].
    #[must_use]
    pub fn those(dataset: &Dataset, question: &Question, is_wanted: &dyn Fn(&Table) -> bool) -> Self {
        let mut all = Self::none(dataset);
        for (place, table) in admitted(dataset, question, is_wanted) {
            let shown = dataset.shown(table, &question.uncorrected);
            all.add_places(&shown);
            let shown = match shown {
                Cow::Borrowed(_) => Shown::AsCorrected(place),
                Cow::Owned(table) => Shown::TakenBack(Box::new(table)),
            };
            let key = &table.key;
            let mineral =
                dataset.commodity(&key.commodity).map_or_else(|| key.commodity.to_string(), |of| of.name.clone());
            let form =
                dataset.form(&key.commodity, &key.form).map_or_else(|| key.form.to_string(), |of| of.name.clone());
            let edition = dataset.edition(&key.edition);
            let edition = edition.map_or_else(|| key.edition.to_string(), |of| of.short_name.clone());
            let is_own = dataset.opened_file(&key.edition).is_some();
            let years = table.years.iter().filter(|_| is_own);
            let left_out = years.map(|of| left_out(dataset, key, of.year).join(". ")).collect();
            all.tables.push(OfTable { shown, mineral, form, edition, left_out });
        }
        all.left_out = all.find_left_out();
        all
    }

    /// Keeps only the rows of a year.
    pub fn keep_year(&mut self, year: i16) {
        let places = std::mem::take(&mut self.places);
        let is_of_year = |place: &Place| self.said(*place).is_some_and(|said| said.year.year == year);
        let kept = places.into_iter().filter(is_of_year).collect();
        self.places = kept;
    }

    fn add_places(&mut self, table: &Table) {
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let at = number(self.tables.len());
        for (year, of_year) in table.years.iter().enumerate() {
            let countries = (0..of_year.countries.len()).map(number);
            let rest = [of_year.other.as_ref().map(|_| OTHER), of_year.world.as_ref().map(|_| WORLD)];
            let rows = countries.chain(rest.into_iter().flatten());
            self.places.extend(rows.map(|row| Place { table: at, year: number(year), row }));
        }
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns whether they are of this very dataset.
    #[must_use]
    pub fn is_of(&self, dataset: &Dataset) -> bool {
        std::ptr::eq::<crate::data::Tables>(&raw const *self.dataset, &raw const **dataset)
    }

    /// Returns which statuses occur, in their usual order.
    #[must_use]
    pub fn statuses(&self) -> Vec<Status> {
        let mut found: Vec<Status> = Vec::new();
        for place in &self.places {
            let status = self.said(*place).map(|said| said.statement.quantity.status());
            if let Some(status) = status.filter(|status| !found.contains(status)) {
                found.push(status);
                if found.len() == STATUSES.len() {
                    break;
                }
            }
        }
        STATUSES.into_iter().filter(|status| found.contains(status)).collect()
    }

    /// Returns the editions that they are of, with the source of each, newest edition first.
    #[must_use]
    pub fn sources(&self) -> Vec<(String, String)> {
        let is_of = |edition: &crate::model::EditionId| {
            self.tables.iter().any(|of| self.table(of).is_some_and(|table| table.key.edition == *edition))
        };
        let source = |edition: &crate::model::Edition| {
            let source = self.dataset.sources.iter().find(|source| source.id == edition.source);
            source.map_or_else(|| edition.name.clone(), |source| source.attribution.clone())
        };
        let editions = self.dataset.editions.iter().filter(|edition| is_of(&edition.id));
        editions.map(|edition| (edition.short_name.clone(), source(edition))).collect()
    }

    /// Returns which rows of a person's file are not in these figures, or may not be, a sentence each.
    #[must_use]
    pub fn all_left_out(&self) -> &[String] {
        &self.left_out
    }

    fn find_left_out(&self) -> Vec<String> {
        let tables: Vec<&Table> = self.tables.iter().filter_map(|of| self.table(of)).collect();
        let of_edition = |edition: &crate::model::Edition| {
            let of: Vec<&Table> = tables.iter().copied().filter(|table| table.key.edition == edition.id).collect();
            left_out_of_tables(&self.dataset, &edition.id, &of)
        };
        let own = self.dataset.editions.iter().filter(|edition| self.dataset.opened_file(&edition.id).is_some());
        own.flat_map(of_edition).collect()
    }

    fn table<'a>(&'a self, of: &'a OfTable) -> Option<&'a Table> {
        match &of.shown {
            Shown::AsCorrected(place) => self.dataset.tables.get(*place),
            Shown::TakenBack(table) => Some(table),
        }
    }

    fn said(&self, place: Place) -> Option<Said<'_>> {
        let of = self.tables.get(usize::try_from(place.table).ok()?)?;
        let table = self.table(of)?;
        let year = table.years.get(usize::try_from(place.year).ok()?)?;
        let (subject, statement) = match place.row {
            OTHER => (RowSubject::Other, year.other.as_ref()?),
            WORLD => (RowSubject::World, year.world.as_ref()?),
            row => {
                let row = year.countries.get(usize::try_from(row).ok()?)?;
                (RowSubject::Country(row.country), &row.statement)
            }
        };
        Some(Said { of, table, year, subject, statement })
    }

    fn at(&self, row: u32) -> Option<Said<'_>> {
        self.places.get(usize::try_from(row).ok()?).and_then(|place| self.said(*place))
    }

    /// Returns the name of who a row speaks of.
    fn subject_name(&self, subject: RowSubject) -> String {
        match subject {
            RowSubject::Country(iso3) => self.dataset.country_name(iso3),
            RowSubject::Other => "Other countries".to_owned(),
            RowSubject::World => "World, as printed".to_owned(),
        }
    }
}

/// Returns the tables that a question admits and that are wanted, with their places in the dataset.
fn admitted<'a>(
    dataset: &'a Dataset,
    question: &'a Question,
    is_wanted: &'a dyn Fn(&Table) -> bool,
) -> impl Iterator<Item = (usize, &'a Table)> {
    let is_withdrawn = |table: &Table| {
        let withdraws = |of: &Correction| of.effect == Effect::Withdrawn && !question.uncorrected.contains(&of.id);
        dataset.corrections_of(table).any(withdraws)
    };
    dataset.tables.iter().enumerate().filter(move |(_, table)| {
        question.edition.admits(&table.key.edition) && is_wanted(table) && !is_withdrawn(table)
    })
}

/// Returns why a question has no observations at all, or nothing where an edition is not chosen.
#[must_use]
pub fn nothing_words(dataset: &Dataset, question: &Question, of_mineral_alone: bool) -> String {
    let of = dataset.commodity(&question.commodity).map_or("this mineral", |commodity| commodity.in_sentence.as_str());
    let of = if of_mineral_alone { format!("figures of {of}") } else { "figures".to_owned() };
    match &question.edition {
        EditionChoice::Newest => format!("No edition has {of}"),
        EditionChoice::Of(id) => {
            let name = dataset.edition(id).map_or(id.as_str(), |edition| edition.short_name.as_str());
            format!("{name} has no {of}: choose another edition")
        }
    }
}

/// All statuses, the most telling last.
pub(super) const STATUSES: [Status; 7] = [
    Status::Reported,
    Status::Estimated,
    Status::Withheld,
    Status::NotAvailable,
    Status::NotApplicable,
    Status::IncludedElsewhere,
    Status::Qualitative,
];
