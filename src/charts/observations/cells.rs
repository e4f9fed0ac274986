use crate::charts::table::Cell;
use crate::data::{Assumed, RowSubject};
use crate::model::{Amount, Bound, Status};

use super::{Observations, Said};

/// A column of all figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The mineral.
    Mineral,
    /// The form counted.
    Form,
    /// The stage.
    Stage,
    /// The country, "Other countries" or the printed total.
    Country,
    /// The year.
    Year,
    /// The value, in the row's unit.
    Value,
    /// The unit.
    Unit,
    /// What kind of statement it is.
    Status,
    /// How the number is bounded.
    Bound,
    /// The upper end of a range.
    UpperEnd,
    /// The edition printed in.
    Edition,
    /// The publisher's note.
    Note,
    /// The country's code.
    Code,
    /// The publisher's chapter and detail.
    Source,
}

/// The columns, in order.
pub const COLUMNS: [Column; 14] = [
    Column::Mineral,
    Column::Form,
    Column::Stage,
    Column::Country,
    Column::Year,
    Column::Value,
    Column::Unit,
    Column::Status,
    Column::Bound,
    Column::UpperEnd,
    Column::Edition,
    Column::Note,
    Column::Code,
    Column::Source,
];

impl Column {
    /// Returns the name, in the window and in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mineral => "Mineral",
            Self::Form => "Form",
            Self::Stage => "Stage",
            Self::Country => "Country",
            Self::Code => "Code",
            Self::Year => "Year",
            Self::Value => "Value",
            Self::UpperEnd => "Upper end",
            Self::Unit => "Unit",
            Self::Bound => "Bound",
            Self::Status => "Status",
            Self::Edition => "Edition",
            Self::Note => "Note",
            Self::Source => "Source",
        }
    }

    /// Returns one line that says what stands in it.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Mineral => "The mineral commodity",
            Self::Form => "What exactly is counted; forms are never added up",
            Self::Stage => "The step of the supply chain",
            Self::Country => "The country, “Other countries”, or the world total as printed",
            Self::Code => "The country’s code, ISO 3166-1 alpha-3",
            Self::Year => "The year that the figure is of",
            Self::Value => "The figure in the row’s unit; sorted by amount, whatever the unit",
            Self::UpperEnd => "The upper end, where a range is printed",
            Self::Unit => "The unit that the figure is in",
            Self::Bound => "Whether the figure is exact, or the least or most it can be",
            Self::Status => "What kind of statement the figure is",
            Self::Edition => "The edition that prints it",
            Self::Note => "The publisher’s note on it",
            Self::Source => "Chapter and detail in the edition",
        }
    }
}

impl Observations {
    /// Returns the cell of a row.
    #[must_use]
    pub fn cell(&self, row: u32, column: Column) -> Cell {
        self.at(row).map_or(Cell::Empty, |said| self.cell_of(&said, column))
    }

    /// Returns which rows of a person's file are not in the figures of a row's table and year, or may not be; empty where
    /// there are none.
    #[must_use]
    pub fn left_out(&self, row: u32) -> Cell {
        let place = self.places.get(usize::try_from(row).unwrap_or(usize::MAX));
        let words = place.and_then(|place| {
            let of = self.tables.get(usize::try_from(place.table).ok()?)?;
            of.left_out.get(usize::try_from(place.year).ok()?)
        });
        words.map_or(Cell::Empty, Cell::text)
    }

    /// Returns the status of a row.
    #[must_use]
    pub fn status(&self, row: u32) -> Option<Status> {
        self.at(row).map(|said| said.statement.quantity.status())
    }

    pub(super) fn cell_of(&self, said: &Said<'_>, column: Column) -> Cell {
        let quantity = &said.statement.quantity;
        match column {
            Column::Mineral => Cell::text(&said.of.mineral),
            Column::Form => Cell::text(&said.of.form),
            Column::Stage => marked(said.table.key.stage.id(), said.table.assumed.stage),
            Column::Country => Cell::text(self.subject_name(said.subject)),
            Column::Code => match said.subject {
                RowSubject::Country(iso3) => Cell::text(iso3.as_str()),
                RowSubject::Other | RowSubject::World => Cell::Empty,
            },
            Column::Year => Cell::Number(f64::from(said.year.year)),
            Column::Value => match &quantity.amount {
                Amount::Exact(value) | Amount::AtLeast(value) | Amount::AtMost(value) => Cell::Number(*value),
                Amount::Range { low, .. } => Cell::Number(*low),
                // The publisher's own word, which is no number and none is made of it.
                Amount::Qualitative(word) => Cell::text(format!("“{word}”")),
                _ => Cell::Empty,
            },
            Column::UpperEnd => match quantity.amount {
                Amount::Range { high, .. } => Cell::Number(high),
                _ => Cell::Empty,
            },
            Column::Unit => marked(said.table.unit.id(), said.table.assumed.unit),
            Column::Bound => quantity.bound().map(Bound::id).map_or(Cell::Empty, Cell::text),
            Column::Status => Cell::text(quantity.status().id()),
            Column::Edition => Cell::text(&said.of.edition),
            Column::Note => Cell::text(note(said)),
            Column::Source => Cell::text(&said.table.source_label),
        }
    }
}

/// Returns a word, and that it is assumed where it is.
fn marked(word: &str, is_assumed: bool) -> Cell {
    Cell::text(format!("{word}{}", if is_assumed { Assumed::MARK } else { "" }))
}

/// Returns the note on a figure, then that on its whole table.
pub(super) fn note(said: &Said<'_>) -> String {
    let parts = [said.statement.note.as_str(), said.table.note.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
