use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::data::{IntakeLine, IssueKind};
use crate::model::Edition;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::data::open) enum Fate {
    /// Figures were taken from it.
    Used,
    /// A world total was taken from it.
    Total,
    /// It is of the header, or says it again.
    Header,
    /// It stands above the header.
    AboveHeader,
    /// Nothing stands in it.
    Blank,
    /// It has neither a country nor a number: a title, a note, a source.
    Note,
    /// It adds up others of its table.
    TableTotal,
    /// It is of a continent or another group of countries: a sum that must not be added to its members.
    Group,
    /// It has a place in the table and no value.
    NoValue,
    /// A person said that the name in it stands for no country.
    NoCountry,
    /// It holds another measure, which.
    OtherMeasure(String),
    /// It was left out because of a fault.
    LeftOut(IssueKind),
}

/// How a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::data::open) enum RowClass {
    /// Figures were taken from it.
    Used,
    /// A world total was taken from it.
    Total,
    /// It is no part of the table.
    Aside,
    /// It was left out.
    LeftOut,
}

/// How many rows met one fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::data::open) struct RowFate {
    /// How they are counted.
    pub(in crate::data::open) class: RowClass,
    /// How many.
    pub(in crate::data::open) rows: u64,
    /// What they are, or why they were left out.
    pub(in crate::data::open) reason: String,
}

/// How many rows met each fate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fates {
    used: u64,
    others: BTreeMap<Fate, u64>,
}

impl Fate {
    fn counted(&self) -> (RowClass, String) {
        let aside = |what: &str| (RowClass::Aside, what.to_owned());
        match self {
            Self::Used => (RowClass::Used, "rows with figures".to_owned()),
            Self::Total => (RowClass::Total, "printed world totals".to_owned()),
            Self::Header => aside("header"),
            Self::AboveHeader => aside("above the header"),
            Self::Blank => aside("empty rows"),
            Self::Note => aside("notes: neither a country nor a number"),
            Self::TableTotal => aside("totals of the table itself, which check its rows"),
            Self::Group => aside("continents and other groups of countries, whose members stand in rows of their own"),
            Self::NoValue => aside("no value stated"),
            Self::NoCountry => aside("names that stand for no country, as you said"),
            Self::OtherMeasure(name) => (RowClass::Aside, format!("another measure: {name}")),
            Self::LeftOut(kind) => (RowClass::LeftOut, kind.left_out_reason().to_owned()),
        }
    }
}

impl RowFate {
    /// Returns it as a line of the record of intake.
    pub(in crate::data::open) fn line(&self, file: String, edition: &Edition, sha256: &str) -> IntakeLine {
        let rows = u32::try_from(self.rows).unwrap_or(u32::MAX);
        let of = |class| if self.class == class { rows } else { 0 };
        IntakeLine {
            file,
            edition: Some(edition.id.clone()),
            sha256: sha256.to_owned(),
            rows_seen: rows,
            observations: of(RowClass::Used),
            totals: of(RowClass::Total),
            notes: of(RowClass::Aside),
            left_out: of(RowClass::LeftOut),
            reason: self.reason.clone(),
        }
    }
}

impl Fates {
    /// Counts a row from which figures were taken.
    #[inline]
    pub(super) fn used(&mut self) {
        self.used += 1;
    }

    /// Counts rows that met a fate.
    pub(super) fn count(&mut self, fate: Fate, rows: u64) {
        if fate == Fate::Used {
            self.used += rows;
        } else if rows > 0 {
            *self.others.entry(fate).or_insert(0) += rows;
        }
    }

    /// Adds those of another part of the sheet.
    pub(super) fn append(&mut self, other: Self) {
        self.used += other.used;
        for (fate, rows) in other.others {
            self.count(fate, rows);
        }
    }

    /// Returns how many rows were seen, and how many of them were used.
    pub(super) fn seen_and_used(&self) -> (u64, u64) {
        let of = |wanted: &[RowClass]| -> u64 {
            self.others.iter().filter(|(fate, _)| wanted.contains(&fate.counted().0)).map(|(_, rows)| rows).sum()
        };
        let total = of(&[RowClass::Total]);
        (self.used + total + of(&[RowClass::Aside, RowClass::LeftOut]), self.used + total)
    }

    /// Returns a line for each fate that rows met.
    pub(super) fn lines(&self) -> Vec<RowFate> {
        let used = (self.used > 0).then_some((&Fate::Used, &self.used));
        used.into_iter()
            .chain(&self.others)
            .map(|(fate, rows)| {
                let (class, reason) = fate.counted();
                RowFate { class, rows: *rows, reason }
            })
            .collect()
    }
}
