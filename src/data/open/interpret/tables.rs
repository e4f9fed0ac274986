use serde::{Deserialize, Serialize};

use crate::data::observation::RowSubject;
use crate::data::{Assumed, Row, Statement, Table, TableKey, TableYear};
use crate::model::{CommodityId, Edition, FormId, Quantity, Stage, Unit};

/// The figures of a mineral in one form at one stage.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::data::open) struct PlacedTable {
    pub(in crate::data::open) commodity: CommodityId,
    pub(in crate::data::open) form: FormId,
    pub(in crate::data::open) stage: Stage,
    pub(in crate::data::open) unit: Unit,
    /// By year.
    pub(in crate::data::open) figures: Vec<PlacedFigure>,
}

/// A figure with its place in a table.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::data::open) struct PlacedFigure {
    pub(in crate::data::open) subject: RowSubject,
    pub(in crate::data::open) year: i16,
    pub(in crate::data::open) quantity: Quantity,
    pub(in crate::data::open) note: String,
}

impl PlacedTable {
    /// Returns the table as one of an edition.
    pub(in crate::data::open) fn table(self, edition: &Edition) -> Table {
        let mut years: Vec<TableYear> = Vec::new();
        for PlacedFigure { subject, year, quantity, note } in self.figures {
            if years.last().is_none_or(|last| last.year != year) {
                years.push(TableYear { year, countries: Vec::new(), other: None, world: None });
            }
            let Some(of_year) = years.last_mut() else { continue };
            let statement = Statement { quantity, note };
            match subject {
                RowSubject::Country(country) => of_year.countries.push(Row { country, statement }),
                RowSubject::Other => of_year.other = Some(statement),
                RowSubject::World => of_year.world = Some(statement),
            }
        }
        let (commodity, form) = (self.commodity, self.form);
        Table {
            key: TableKey { commodity, form, stage: self.stage, edition: edition.id.clone() },
            unit: self.unit,
            basis: String::new(),
            source_label: edition.short_name.clone(),
            not_additive: None,
            note: String::new(),
            assumed: Assumed::default(),
            years,
        }
    }
}

/// Adds a table to others: where one of them has the same key, their rows are joined, and a row that both have counts
/// once, as it stood first. Returns how many rows did not count.
pub(in crate::data::open) fn join(tables: &mut Vec<Table>, table: Table) -> u64 {
    let Some(known) = tables.iter_mut().find(|known| known.key == table.key) else {
        tables.push(table);
        return 0;
    };
    // What the one says and the other does not is not said of both.
    known.assumed = known.assumed.or(table.assumed);
    let mut left_out = 0;
    let is_comparable = known.unit.base() == table.unit.base();
    let factor = table.unit.factor() / known.unit.factor();
    let converted = |mut statement: Statement| {
        if table.unit != known.unit {
            statement.quantity = statement.quantity.scaled(factor);
        }
        statement
    };
    for year in table.years {
        let rows = year.countries.len() + usize::from(year.other.is_some()) + usize::from(year.world.is_some());
        if !is_comparable {
            left_out += u64::try_from(rows).unwrap_or(u64::MAX);
            continue;
        }
        let index = match known.years.binary_search_by_key(&year.year, |known| known.year) {
            Ok(index) => index,
            Err(index) => {
                let empty = TableYear { year: year.year, countries: Vec::new(), other: None, world: None };
                known.years.insert(index, empty);
                index
            }
        };
        let Some(of_year) = known.years.get_mut(index) else { continue };
        for row in year.countries {
            if of_year.countries.iter().any(|before| before.country == row.country) {
                left_out += 1;
            } else {
                of_year.countries.push(Row { country: row.country, statement: converted(row.statement) });
            }
        }
        for (place, new) in [(&mut of_year.other, year.other), (&mut of_year.world, year.world)] {
            match new {
                Some(_) if place.is_some() => left_out += 1,
                Some(new) => *place = Some(converted(new)),
                None => {}
            }
        }
    }
    left_out
}
