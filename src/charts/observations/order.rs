use std::collections::BTreeMap;

use crate::data::RowSubject;
use crate::model::{Amount, BaseUnit, Unit};

use super::cells::Column;
use super::{Observations, STATUSES, Said};

/// What a row is sorted by; nothing where its cell is empty.
type Key = Option<u128>;

/// Returns the place of a number among all numbers.
fn number_key(value: f64) -> u128 {
    let bits = value.to_bits();
    // Of negative numbers the larger bits are the smaller number.
    u128::from(if bits >> 63 == 1 { !bits } else { bits | 1 << 63 })
}

/// Returns the place of an amount: those that can be compared stand together.
fn amount_key(value: f64, unit: Unit) -> u128 {
    let base: u128 = match unit.base() {
        BaseUnit::Tonnes => 0,
        BaseUnit::DryTonnes => 1,
        BaseUnit::Carats => 2,
        BaseUnit::CubicMetres => 3,
    };
    base << 64 | number_key(value * unit.factor())
}

/// Returns the place of each text among the sorted ones, without regard to case.
fn ranks(texts: Vec<String>) -> Vec<Key> {
    let folded: Vec<String> = texts.into_iter().map(|text| text.to_lowercase()).collect();
    let mut sorted: Vec<&str> = folded.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let rank = |text: &String| sorted.binary_search(&text.as_str()).ok().map(|rank| rank as u128);
    folded.iter().map(|text| rank(text).filter(|_| !text.is_empty())).collect()
}

impl Observations {
    /// Returns what rows are sorted by in a column, row by row.
    pub(in crate::charts) fn keys(&self, rows: &[u32], column: Column) -> Vec<Key> {
        match column {
            Column::Mineral | Column::Form | Column::Unit | Column::Edition | Column::Source => {
                self.keys_of_tables(rows, column)
            }
            Column::Note => ranks(rows.iter().map(|row| self.note_of(*row)).collect()),
            Column::Country => {
                let subjects: Vec<Option<RowSubject>> =
                    rows.iter().map(|row| self.at(*row).map(|said| said.subject)).collect();
                let mut distinct: Vec<RowSubject> = subjects.iter().flatten().copied().collect();
                distinct.sort_unstable();
                distinct.dedup();
                let ranked = ranks(distinct.iter().map(|subject| self.subject_name(*subject)).collect());
                let by_subject: BTreeMap<RowSubject, Key> = distinct.into_iter().zip(ranked).collect();
                subjects.iter().map(|subject| by_subject.get(subject.as_ref()?).copied().flatten()).collect()
            }
            _ => rows.iter().map(|row| self.at(*row).and_then(|said| key_of_row(&said, column))).collect(),
        }
    }

    /// Returns the keys of a column whose cells are the same in all of a table.
    fn keys_of_tables(&self, rows: &[u32], column: Column) -> Vec<Key> {
        let text = |of: &super::OfTable| match column {
            Column::Mineral => of.mineral.clone(),
            Column::Form => of.form.clone(),
            Column::Edition => of.edition.clone(),
            Column::Unit => self.table(of).map(|table| table.unit.id().to_owned()).unwrap_or_default(),
            _ => self.table(of).map(|table| table.source_label.clone()).unwrap_or_default(),
        };
        let ranked = ranks(self.tables.iter().map(text).collect());
        let key = |row: &u32| {
            let place = self.places.get(usize::try_from(*row).ok()?)?;
            ranked.get(usize::try_from(place.table).ok()?).copied().flatten()
        };
        rows.iter().map(key).collect()
    }
}

fn key_of_row(said: &Said<'_>, column: Column) -> Key {
    let quantity = &said.statement.quantity;
    match column {
        // In the order of the supply chain.
        Column::Stage => Some(said.table.key.stage as u128),
        Column::Code => match said.subject {
            RowSubject::Country(iso3) => Some(iso3.as_str().bytes().fold(0, |key, byte| key << 8 | u128::from(byte))),
            RowSubject::Other | RowSubject::World => None,
        },
        Column::Year => Some(number_key(f64::from(said.year.year))),
        Column::Value => match quantity.amount {
            Amount::Exact(value) | Amount::AtLeast(value) | Amount::AtMost(value) => {
                Some(amount_key(value, said.table.unit))
            }
            Amount::Range { low, .. } => Some(amount_key(low, said.table.unit)),
            _ => None,
        },
        Column::UpperEnd => match quantity.amount {
            Amount::Range { high, .. } => Some(amount_key(high, said.table.unit)),
            _ => None,
        },
        Column::Bound => quantity.bound().map(|bound| bound as u128),
        Column::Status => STATUSES.iter().position(|status| *status == quantity.status()).map(|place| place as u128),
        _ => None,
    }
}
