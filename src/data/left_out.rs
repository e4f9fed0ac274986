use serde::{Deserialize, Serialize};

use crate::model::{CommodityId, FormId, Stage};

use super::{Dataset, IssueKind, TableKey};

/// Rows of a person's file of which no country has a figure, though they belong, or may belong, to a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The mineral in its form, and the stage; nothing where a row does not say them so that they are understood.
    pub table: Option<(CommodityId, FormId, Stage)>,
    /// The year; nothing where it is not understood.
    pub year: Option<i16>,
    /// Why.
    pub kind: IssueKind,
    /// How many rows.
    pub rows: u64,
    /// What was not understood, as written: the first few, in the order of the file.
    pub written: Vec<String>,
    /// Whether there is more of it than `written` has.
    pub has_more: bool,
    /// Whether what the rows state counts in "Other countries": only whose it is is not known.
    pub is_counted: bool,
}

impl LeftOut {
    /// Returns whether the rows may belong to a year of a table.
    #[must_use]
    pub fn may_be_of(&self, key: &TableKey, year: i16) -> bool {
        let is_of = |(commodity, form, stage): &(CommodityId, FormId, Stage)| {
            (commodity, form, *stage) == (&key.commodity, &key.form, key.stage)
        };
        self.table.as_ref().is_none_or(is_of) && self.year.is_none_or(|of| of == year)
    }

    /// Returns whether the rows are known to belong to the table and year that they may be of.
    #[must_use]
    pub fn is_placed(&self) -> bool {
        self.table.is_some() && self.year.is_some()
    }
}

impl Dataset {
    /// Returns the rows that were left out of a year of a table, or may have been; none for a bundled edition.
    pub fn left_out<'a>(&'a self, key: &'a TableKey, year: i16) -> impl Iterator<Item = &'a LeftOut> {
        let file = self.opened_file(&key.edition);
        file.into_iter().flat_map(|file| &file.left_out).filter(move |rows| rows.may_be_of(key, year))
    }
}
