//! What rows say of places for which they give no figure.
//!
//! A row without a number is not a row that was never written: a blank cell, or one that is not understood, says that
//! the country's figure is not available here, and what others have is "at most" then. A country that is not recognised
//! has its amount all the same, which counts in "Other countries": shares of the rest alone would be too large. Two
//! blanks say nothing:
//!
//! - one beside a number of the same row and year: columns of several minerals or stages stand side by side, and a
//!   country that has the one need not have the other;
//! - those of countries without a number in the whole table, where they are more than those that have one: a form that
//!   lists all countries.

use std::collections::BTreeMap;

use crate::data::IssueKind;
use crate::model::{Amount, Quantity, Stage, Unit};

use super::place::{Key, Sum};
use super::stated::added;

/// How many texts are kept of a kind of fault, and how many names of a table and year.
pub(super) const WRITTEN: usize = 4;
const NAMES: usize = 16;

/// The mineral and the stage of a table.
pub(super) type TableOf = (u32, Stage);

/// Where rows belong, as far as it is known, and why they were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    pub(super) table: Option<TableOf>,
    pub(super) year: Option<i16>,
    pub(super) kind: IssueKind,
}

/// Rows with one fault.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) rows: u64,
    /// The first row of each text.
    pub(super) written: Firsts<()>,
}

/// What is kept of the texts that stand first in the file.
#[derive(Debug, Clone)]
pub(super) struct Firsts<T> {
    pub(super) list: Vec<(u64, String, T)>,
    pub(super) has_more: bool,
}

/// What rows state whose country is not recognised.
#[derive(Debug, Clone, Default)]
pub(super) struct Unmatched {
    /// By name.
    pub(super) names: Firsts<Stating>,
    /// What names beyond those kept state.
    pub(super) rest: Stating,
}

/// Amounts by unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Stating {
    sums: Vec<(Unit, Sum)>,
    stated: Vec<(Unit, Quantity)>,
    is_open: bool,
    pub(super) rows: u64,
}

/// Rows without a figure, by what is known of them.
#[derive(Debug, Default)]
pub(super) struct Silent {
    pub(super) faults: BTreeMap<Fault, Rows>,
    pub(super) unmatched: BTreeMap<(TableOf, i16), Unmatched>,
    /// Places, by their key without a unit; whether something stands there that is not understood.
    pub(super) places: BTreeMap<Key, bool>,
}

impl<T> Default for Firsts<T> {
    fn default() -> Self {
        Self { list: Vec::new(), has_more: false }
    }
}

impl<T> Firsts<T> {
    /// Adds a text that stands in a row; gives what falls out of the first `most` to `spill`.
    fn add(
        &mut self,
        most: usize,
        (row, text, what): (u64, String, T),
        join: impl Fn(&mut T, T),
        spill: impl FnMut(T),
    ) {
        match self.list.iter_mut().find(|(_, known, _)| *known == text) {
            Some((first, _, known)) => {
                *first = row.min(*first);
                join(known, what);
            }
            None => self.list.push((row, text, what)),
        }
        self.list.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        if self.list.len() > most {
            self.has_more = true;
            // A text that is dropped has so many before it: it cannot come back.
            self.list.drain(most..).map(|(_, _, what)| what).for_each(spill);
        }
    }

    /// Returns the texts.
    pub(super) fn texts(&self) -> Vec<String> {
        self.list.iter().map(|(_, text, _)| text.clone()).collect()
    }
}

impl Stating {
    fn of(unit: Unit, quantity: Quantity, row: u64) -> Self {
        match quantity {
            Quantity { amount: Amount::Exact(value), estimated: false } => {
                Self { sums: vec![(unit, Sum::of(value, row))], rows: 1, ..Self::default() }
            }
            quantity if quantity.value().is_none() => Self { is_open: true, rows: 1, ..Self::default() },
            quantity => Self { stated: vec![(unit, quantity)], rows: 1, ..Self::default() },
        }
    }

    fn add(&mut self, other: Self) {
        for (unit, sum) in other.sums {
            match self.sums.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, known)) => known.add(sum),
                None => self.sums.push((unit, sum)),
            }
        }
        for (unit, stated) in other.stated {
            match self.stated.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, known)) => *known = added(known, &stated),
                None => self.stated.push((unit, stated)),
            }
        }
        self.sums.sort_by_key(|(unit, _)| unit.id());
        self.stated.sort_by_key(|(unit, _)| unit.id());
        self.is_open |= other.is_open;
        self.rows += other.rows;
    }

    /// Returns the amount in a unit, of the first row alone where rows are not added up; nothing where nothing of it can
    /// be compared with that unit.
    pub(super) fn quantity(&self, unit: Unit, is_added: bool) -> Option<Quantity> {
        let is_comparable = |from: Unit| from.base() == unit.base();
        let mut total: Option<Quantity> = None;
        let sums = self
            .sums
            .iter()
            .map(|(from, sum)| (*from, Quantity::exact(if is_added { sum.total() } else { sum.first() })));
        for (from, quantity) in sums.chain(self.stated.iter().cloned()).filter(|(from, _)| is_comparable(*from)) {
            let quantity = if from == unit { quantity } else { quantity.scaled(from.factor() / unit.factor()) };
            total = Some(total.map_or_else(|| quantity.clone(), |before| added(&before, &quantity)));
        }
        match total {
            Some(total) if self.is_open => {
                Some(added(&total, &Quantity { amount: Amount::AtLeast(0.0), estimated: false }))
            }
            None if self.is_open => Some(Quantity { amount: Amount::NotAvailable, estimated: false }),
            total => total,
        }
    }
}

impl Unmatched {
    fn add(&mut self, other: Self) {
        self.rest.add(other.rest);
        self.names.has_more |= other.names.has_more;
        let rest = &mut self.rest;
        for named in other.names.list {
            self.names.add(NAMES, named, Stating::add, |stating| rest.add(stating));
        }
    }
}

impl Silent {
    /// Counts a row with a fault, and what is written there.
    pub(super) fn fault(&mut self, fault: Fault, written: &str, row: u64) {
        let rows = self.faults.entry(fault).or_default();
        rows.rows += 1;
        if !written.trim().is_empty() {
            rows.written.add(WRITTEN, (row, written.trim().to_owned(), ()), |(), ()| (), |()| ());
        }
    }

    /// Adds what a row states for a name that is no country's.
    pub(super) fn unmatched(
        &mut self,
        place: (TableOf, i16),
        name: &str,
        (unit, quantity): (Unit, Quantity),
        row: u64,
    ) {
        let mut names = Firsts::default();
        names.list.push((row, name.trim().to_owned(), Stating::of(unit, quantity, row)));
        let new = Unmatched { names, rest: Stating::default() };
        self.unmatched.entry(place).or_default().add(new);
    }

    /// Notes that a row of a place has no number.
    pub(super) fn place(&mut self, key: Key, is_unread: bool) {
        *self.places.entry(key.without_unit()).or_default() |= is_unread;
    }

    /// Adds what other rows do not say.
    pub(super) fn merge(&mut self, other: Self) {
        for (fault, of_fault) in other.faults {
            let rows = self.faults.entry(fault).or_default();
            rows.rows += of_fault.rows;
            rows.written.has_more |= of_fault.written.has_more;
            for written in of_fault.written.list {
                rows.written.add(WRITTEN, written, |(), ()| (), |()| ());
            }
        }
        for (place, unmatched) in other.unmatched {
            self.unmatched.entry(place).or_default().add(unmatched);
        }
        for (key, is_unread) in other.places {
            self.place(key, is_unread);
        }
    }

    /// Returns how many places are kept.
    pub(super) fn len(&self) -> usize {
        self.places.len() + self.faults.len() + self.unmatched.len() * NAMES
    }
}
