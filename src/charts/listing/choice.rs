use serde::{Deserialize, Serialize};

use crate::model::Status;

/// Which table is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The numbers of the chart that was last looked at.
    #[default]
    Chart,
    /// All figures of the mineral.
    Mineral,
    /// All figures of every mineral.
    Everything,
}

/// By which column rows are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// The column, by name: it may stand elsewhere in the next chart's table.
    pub column: String,
    /// Whether the largest comes first; what is missing comes last either way.
    pub descending: bool,
}

/// How a table is narrowed and sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choice {
    /// Words that stand in every row shown, in any column.
    pub text: String,
    /// The status of every row shown.
    pub status: Option<Status>,
    /// By what the rows are sorted; nothing for the table's own order.
    pub sort: Option<Sort>,
}

impl Of {
    /// All tables, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Chart, Self::Mineral, Self::Everything];
}

impl Choice {
    /// Returns the words searched for, in small letters.
    pub(super) fn words(&self) -> Vec<String> {
        self.text.split_whitespace().map(str::to_lowercase).collect()
    }

    /// Returns the sort that a click on a column's head leads to: ascending, descending, none.
    #[must_use]
    pub fn sort_after_click(&self, column: &str) -> Option<Sort> {
        match &self.sort {
            Some(sort) if sort.column == column && sort.descending => None,
            Some(sort) if sort.column == column => Some(Sort { column: column.to_owned(), descending: true }),
            _ => Some(Sort { column: column.to_owned(), descending: false }),
        }
    }
}
