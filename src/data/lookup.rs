use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{CommodityId, CorrectionId, Question};

use super::{Correction, Dataset, Effect, Printed, Row, RowSubject, Statement, Table, TableYear, blanks, read_value};

impl Dataset {
    /// Returns the tables of a question's commodity in the editions that it admits, newest edition first within a form
    /// and stage, forms and stages in order. Tables that a correction takes out are left out unless it is switched off.
    #[must_use]
    pub fn tables_of(&self, question: &Question) -> Vec<&Table> {
        let mut tables: Vec<&Table> = self
            .of_commodity(&question.commodity)
            .iter()
            .filter(|table| question.edition.admits(&table.key.edition))
            .filter(|table| !self.is_withdrawn(table, &question.uncorrected))
            .collect();
        tables.sort_by_key(|table| (&table.key.form, table.key.stage, self.age(table)));
        tables
    }

    /// Returns the tables that together answer for a form and stage, newest edition first: all of one publication, that
    /// of the newest edition which has such a table.
    #[must_use]
    pub fn series_of(&self, question: &Question) -> Vec<&Table> {
        let mut tables = self.tables_of(question);
        tables.retain(|table| table.key.form == question.form && table.key.stage == question.stage);
        if let Some(series) = tables.first().map(|table| self.series_name(table)) {
            tables.retain(|table| self.series_name(table) == series);
        }
        tables
    }

    /// Returns the table that answers a question: of the newest edition that has the year, with the corrections that the
    /// question switches off taken back. Where no edition has the year, the newest table of that form and stage.
    #[must_use]
    pub fn table_for(&self, question: &Question) -> Option<Cow<'_, Table>> {
        let mut tables = self.series_of(question).into_iter().map(|table| self.shown(table, &question.uncorrected));
        let newest = tables.next()?;
        if newest.year(question.year).is_some() {
            return Some(newest);
        }
        Some(tables.find(|table| table.year(question.year).is_some()).unwrap_or(newest))
    }

    /// Returns the years that a question's form and stage have, ascending.
    #[must_use]
    pub fn years_of(&self, question: &Question) -> Vec<i16> {
        let years: BTreeSet<i16> = self
            .series_of(question)
            .into_iter()
            .flat_map(|table| {
                let shown = self.shown(table, &question.uncorrected);
                shown.years.iter().map(|year| year.year).collect::<Vec<_>>()
            })
            .collect();
        years.into_iter().collect()
    }

    /// Returns a table with the given corrections taken back: as printed, where they are all of its corrections.
    #[must_use]
    pub fn shown<'a>(&self, table: &'a Table, uncorrected: &BTreeSet<CorrectionId>) -> Cow<'a, Table> {
        let mut shown = Cow::Borrowed(table);
        if uncorrected.is_empty() {
            return shown;
        }
        let of_table = || self.corrections_of(table).filter(|correction| uncorrected.contains(&correction.id));
        let is_value = |correction: &&Correction| matches!(correction.effect, Effect::Value(_));
        // A printed value is put into the numbers of the table while all of its factors are still in them.
        for correction in of_table().filter(is_value).chain(of_table().filter(|correction| !is_value(correction))) {
            take_back(shown.to_mut(), correction);
        }
        shown
    }

    /// Returns the corrections of a table.
    pub fn corrections_of<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = &'a Correction> {
        self.corrections.iter().filter(|correction| correction.table == table.key)
    }

    fn of_commodity(&self, commodity: &CommodityId) -> &[Table] {
        let first = self.tables.partition_point(|table| table.key.commodity < *commodity);
        let end = self.tables.partition_point(|table| table.key.commodity <= *commodity);
        self.tables.get(first..end).unwrap_or_default()
    }

    /// Returns the place of a table's edition among the editions, newest first.
    fn age(&self, table: &Table) -> usize {
        self.editions.iter().position(|edition| edition.id == table.key.edition).unwrap_or(usize::MAX)
    }

    fn series_name(&self, table: &Table) -> Option<&str> {
        self.edition(&table.key.edition).map(|edition| edition.series.as_str())
    }

    fn is_withdrawn(&self, table: &Table, uncorrected: &BTreeSet<CorrectionId>) -> bool {
        self.corrections.iter().any(|correction| {
            correction.effect == Effect::Withdrawn
                && correction.table == table.key
                && !uncorrected.contains(&correction.id)
        })
    }
}

/// Takes a correction back in a table.
fn take_back(table: &mut Table, correction: &Correction) {
    match &correction.effect {
        Effect::None | Effect::Withdrawn => {}
        Effect::Scale(factor) => {
            each_statement(table, correction, |statement| {
                statement.quantity = statement.quantity.scaled(1.0 / factor);
            });
        }
        Effect::Value(printed) => {
            each_statement(table, correction, |statement| {
                statement.quantity = printed.scaled(factor_of(statement, correction));
            });
        }
        Effect::Blanks => each_statement(table, correction, blanks::take_back),
        Effect::Year(used) => {
            let Some(printed) = correction.year else { return };
            let is_free = table.year(printed).is_none();
            if let Some(year) = table.years.iter_mut().find(|year| year.year == *used && is_free) {
                year.year = printed;
            }
            table.years.sort_by_key(|year| year.year);
        }
    }
}

/// Returns what other corrections multiply a corrected value by: it over the value that is used.
fn factor_of(statement: &Statement, correction: &Correction) -> f64 {
    let used = match read_value(&correction.used, "") {
        Ok(Printed::Quantity(used)) => used.value(),
        _ => None,
    };
    let factor = statement.quantity.value().zip(used).filter(|(_, used)| *used != 0.0).map(|(now, used)| now / used);
    factor.unwrap_or(1.0)
}

/// Calls `change` with each statement that a correction is of.
fn each_statement(table: &mut Table, correction: &Correction, mut change: impl FnMut(&mut Statement)) {
    let is_meant = |row: RowSubject| correction.row.is_none_or(|meant| meant == row);
    let of_year = |year: &&mut TableYear| correction.year.is_none_or(|meant| meant == year.year);
    for year in table.years.iter_mut().filter(of_year) {
        for Row { country, statement } in &mut year.countries {
            if is_meant(RowSubject::Country(*country)) {
                change(statement);
            }
        }
        if let Some(other) = year.other.as_mut().filter(|_| is_meant(RowSubject::Other)) {
            change(other);
        }
        if let Some(world) = year.world.as_mut().filter(|_| is_meant(RowSubject::World)) {
            change(world);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;
    use crate::model::Quantity;

    #[test]
    fn a_value_and_a_factor_on_one_cell_are_taken_back_in_any_order() {
        let dataset = embedded().unwrap();
        let value = dataset.corrections.iter().find(|of| of.id.as_str() == "mcs2023-zinc-reserves-australia").unwrap();
        let factor = CorrectionId::new("all-of-it").unwrap();
        let table_wide =
            Correction { id: factor.clone(), row: None, year: None, effect: Effect::Scale(10.0), ..value.clone() };
        let australia = |table: &Table| {
            let rows = table.years.iter().flat_map(|year| &year.countries);
            rows.filter(|row| row.country.as_str() == "AUS").map(|row| row.statement.quantity.value()).next().flatten()
        };
        for corrections in [[value.clone(), table_wide.clone()], [table_wide, value.clone()]] {
            let mut tables = (*dataset).clone();
            let table = tables.tables.iter_mut().find(|table| table.key == value.table).unwrap();
            each_statement(table, &Correction { row: None, year: None, ..value.clone() }, |statement| {
                statement.quantity = statement.quantity.scaled(10.0);
            });
            tables.corrections = corrections.to_vec();
            let dataset = Dataset::new(tables);
            let table = dataset.table(&value.table).unwrap();
            let shown = |off: &[&CorrectionId]| {
                australia(&dataset.shown(table, &off.iter().map(|id| (*id).clone()).collect())).unwrap()
            };
            let Effect::Value(Quantity { amount: crate::model::Amount::Exact(printed), .. }) = value.effect else {
                panic!("{:?}", value.effect)
            };
            let near = |one: f64, other: f64| assert!((one / other - 1.0).abs() < 1e-9, "{one} is not {other}");
            near(shown(&[&value.id, &factor]), printed);
            near(shown(&[&value.id]), 10.0 * printed);
            near(shown(&[]), 10.0 * shown(&[&factor]));
        }
    }
}
