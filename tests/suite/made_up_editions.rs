//! A made-up publication in several editions, as a test wants it.

use std::collections::BTreeSet;

use lodescope::data::{Correction, Dataset, Effect, Row, RowSubject, Table, TableKey, TableYear, Tables};
use lodescope::model::{Amount, CorrectionId, Edition, EditionId, Quantity, SourceId, Stage, Unit};

use super::made_up::{code, commodity, form, made_up_tables, statement};

/// Yearbooks being made up.
#[derive(Default)]
pub struct Yearbooks {
    tables: Vec<Table>,
    names: Vec<String>,
    corrections: Vec<Correction>,
}

/// An exact number, reported.
pub fn exact(value: f64) -> Quantity {
    Quantity::exact(value)
}

/// An exact number, estimated.
pub fn estimate(value: f64) -> Quantity {
    Quantity { amount: Amount::Exact(value), estimated: true }
}

/// Words in place of a number.
pub fn words(amount: Amount) -> Quantity {
    Quantity { amount, estimated: false }
}

impl Yearbooks {
    /// Prints a year of mine production in an edition.
    pub fn mines(self, edition: i16, year: i16, rows: &[(&str, Quantity)]) -> Self {
        self.print(edition, Stage::Mine, year, rows)
    }

    /// Prints a year of a stage in an edition.
    pub fn print(mut self, edition: i16, stage: Stage, year: i16, rows: &[(&str, Quantity)]) -> Self {
        let key = key(edition, stage);
        let countries = rows
            .iter()
            .map(|(name, quantity)| {
                let place = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
                    self.names.push((*name).to_owned());
                    self.names.len() - 1
                });
                Row { country: code(place), statement: statement(quantity.clone()) }
            })
            .collect();
        let of_year = TableYear { year, countries, other: None, world: None };
        let place = self.tables.iter().position(|table| table.key == key).unwrap_or_else(|| {
            self.tables.push(Table {
                source_label: format!("UNOBTAINIUM, {}", stage.short_name()),
                key,
                unit: Unit::Tonnes,
                basis: String::new(),
                not_additive: None,
                note: String::new(),
                assumed: lodescope::data::Assumed::default(),
                years: Vec::new(),
            });
            self.tables.len() - 1
        });
        // The one printed last stands last, so that what follows is of it.
        let mut table = self.tables.remove(place);
        table.years.push(of_year);
        self.tables.push(table);
        self
    }

    /// States "Other countries" in the year printed last.
    pub fn other(mut self, quantity: Quantity) -> Self {
        self.last_year().other = Some(statement(quantity));
        self
    }

    /// States the world's total in the year printed last.
    pub fn world(mut self, tonnes: f64) -> Self {
        self.last_year().world = Some(statement(exact(tonnes)));
        self
    }

    /// Gives the table printed last another unit.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.tables.last_mut().unwrap().unit = unit;
        self
    }

    /// Gives the table printed last a basis.
    pub fn basis(mut self, basis: &str) -> Self {
        self.tables.last_mut().unwrap().basis = basis.to_owned();
        self
    }

    /// Corrects a country's figure in the year printed last, which was printed as `printed`.
    pub fn corrected(mut self, name: &str, printed: f64) -> Self {
        let table = self.tables.last().unwrap().key.clone();
        let year = self.last_year().year;
        let place = self.names.iter().position(|known| known == name).unwrap();
        self.corrections.push(Correction {
            id: CorrectionId::new(format!("correction-{}", self.corrections.len())).unwrap(),
            edition: table.edition.clone(),
            table,
            commodity: "UNOBTAINIUM".to_owned(),
            country: name.to_owned(),
            row: Some(RowSubject::Country(code(place))),
            year: Some(year),
            field: "value".to_owned(),
            printed: printed.to_string(),
            used: String::new(),
            effect: Effect::Value(exact(printed)),
            rows: 1,
            reason: "Made up".to_owned(),
        });
        self
    }

    fn last_year(&mut self) -> &mut TableYear {
        self.tables.last_mut().unwrap().years.last_mut().unwrap()
    }

    /// Returns the publication as a dataset.
    pub fn dataset(&self) -> Dataset {
        let mut tables = self.tables.clone();
        tables.sort_by(|one, other| one.key.cmp(&other.key));
        for table in &mut tables {
            table.years.sort_by_key(|year| year.year);
        }
        let numbers: BTreeSet<&EditionId> = tables.iter().map(|table| &table.key.edition).collect();
        let edition = |id: &EditionId| {
            let number = id.as_str().trim_start_matches("yearbook-").to_owned();
            Edition {
                id: id.clone(),
                name: format!("A Made-up Survey, Yearbook {number}"),
                short_name: format!("Yearbook {number}"),
                source: SourceId::new("made-up").unwrap(),
                series: "yearbook".to_owned(),
            }
        };
        Dataset::new(Tables {
            editions: numbers.into_iter().rev().map(edition).collect(),
            corrections: self.corrections.clone(),
            ..made_up_tables(tables.clone(), &self.names)
        })
    }
}

fn key(edition: i16, stage: Stage) -> TableKey {
    TableKey {
        commodity: commodity(),
        form: form(),
        stage,
        edition: EditionId::new(format!("yearbook-{edition}")).unwrap(),
    }
}
