use super::words::{bound_words_of, number_text, share_text, status_words_of};
use crate::charts::observations::Column;
use crate::charts::table::{Cell, ChartTable};

/// A column of a table that is looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name, with the unit where the column has one.
    pub name: String,
    /// What stands in it.
    pub kind: HeadKind,
    /// One line on what stands in it; empty where the name says it.
    pub gloss: &'static str,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Years.
    Year,
    /// Parts of one, shown in per cent.
    Share,
    /// What kind of statement a number is.
    Status,
    /// How a number is bounded.
    Bound,
}

impl HeadKind {
    /// Returns whether its cells stand at the right.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Year | Self::Share)
    }
}

impl Head {
    /// Returns the head of a chart's column.
    pub(super) fn of_chart(table: &ChartTable, column: usize, name: &str) -> Self {
        let mut cells = table.rows.iter().filter_map(|row| row.get(column));
        let has_text = cells.any(|cell| matches!(cell, Cell::Text(_)));
        let (gloss, kind) = if name.starts_with("Status") {
            (Column::Status.gloss(), HeadKind::Status)
        } else if name.starts_with("Bound of value") {
            (Column::Bound.gloss(), HeadKind::Bound)
        } else if name.starts_with("Bound") {
            ("Whether the share is exact, or the least or most it can be", HeadKind::Bound)
        } else if has_text {
            ("", HeadKind::Text)
        } else if name.to_lowercase().ends_with("year") || name.starts_with("Year in ") {
            ("", HeadKind::Year)
        } else if is_share(name) {
            ("", HeadKind::Share)
        } else {
            ("", HeadKind::Number)
        };
        Self { name: name.to_owned(), kind, gloss }
    }

    /// Returns the head of a column of all figures.
    pub(super) fn of_figures(column: Column) -> Self {
        let kind = match column {
            Column::Year => HeadKind::Year,
            Column::Value | Column::UpperEnd => HeadKind::Number,
            Column::Status => HeadKind::Status,
            Column::Bound => HeadKind::Bound,
            _ => HeadKind::Text,
        };
        Self { name: column.name().to_owned(), kind, gloss: column.gloss() }
    }

    /// Returns a cell of the column as shown.
    #[must_use]
    pub fn text(&self, cell: &Cell) -> String {
        match (cell, self.kind) {
            (Cell::Empty, _) => String::new(),
            (Cell::Text(text), HeadKind::Status) => status_words_of(text).to_owned(),
            (Cell::Text(text), HeadKind::Bound) => bound_words_of(text).to_owned(),
            (Cell::Text(text), _) => text.clone(),
            (Cell::Number(value), HeadKind::Year) => value.to_string(),
            (Cell::Number(value), HeadKind::Share) => format!("{} %", share_text(*value)),
            (Cell::Number(value), _) => number_text(*value, 4),
        }
    }
}

/// Returns whether a chart's column holds parts of one.
fn is_share(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("share") || name.ends_with("share") || name == "relative change"
}
