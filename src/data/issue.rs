use std::fmt;

use serde::{Deserialize, Serialize};

/// A fault met in a file: where it stands, what was done about it and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataIssue {
    /// The file.
    pub file: String,
    /// The sheet, or the member of an archive or folder; empty where a file has one table only.
    pub sheet: String,
    /// The row, the header being row 1.
    pub row: usize,
    /// The column's name.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong.
    pub kind: IssueKind,
    /// What was done with the row.
    pub done: String,
    /// How a person can mend it.
    pub mend: String,
    /// The cells of the row as written, where they were kept.
    pub line: Vec<String>,
}

/// What is wrong with a cell or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IssueKind {
    /// The value is not one a publisher is known to print.
    UnknownValue,
    /// The cell is empty.
    BlankValue,
    /// The country's name is in no list.
    UnknownCountry,
    /// The unit is not known.
    UnknownUnit,
    /// The year is not a year.
    UnknownYear,
    /// The row belongs to no table that is known.
    UnknownTable,
    /// The row stands in a section that is not known.
    UnknownSection,
    /// The unit differs from that of the rows before it.
    MixedUnits,
    /// The same country, "Other countries" or total stands twice in a table and year.
    Duplicate,
    /// The cells of the row are shifted.
    ShiftedCells,
    /// A correction on file met no cell to correct, or a cell that prints something else.
    StaleCorrection,
    /// A bloc without a row in the app's own list.
    UnknownBloc,
    /// An entry of the app's own lists met no printed row.
    StaleEntry,
    /// A name or note has a character that no font on this computer draws.
    MissingGlyph,
    /// A sheet, or a member of an archive or a folder, could not be opened.
    UnreadPart,
    /// The row could not be read as it stands, and was mended.
    Repaired,
    /// Several rows of a place were added up.
    AddedUp,
    /// The mineral is not one that the app knows.
    NewMineral,
    /// A mark beside a year or a figure was read with it.
    Marked,
    /// The value is below zero.
    NegativeValue,
    /// Neither a column nor a name says something, and it was assumed.
    Assumed,
    /// The row adds up others of its table.
    TableTotal,
    /// A total that the table states is not what its rows add up to.
    TotalDiffers,
    /// Nothing says which numbers of a sheet are amounts.
    UnsaidValues,
    /// A column that is needed is not there.
    MissingColumn,
    /// A limit of size was met.
    Overflow,
}

/// How much an issue matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing was lost.
    Note,
    /// A row was left out.
    Warning,
}

/// Why a row was left out, of an issue that leaves none out.
const NOTHING_LEFT_OUT: &str = "nothing left out";

impl IssueKind {
    /// Returns what is wrong, as shown.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::UnknownValue => "Value not understood",
            Self::BlankValue => "Empty value",
            Self::UnknownCountry => "Country not recognised",
            Self::UnknownUnit => "Unit not recognised",
            Self::UnknownYear => "Year not recognised",
            Self::UnknownTable => "Table not recognised",
            Self::UnknownSection => "Section not recognised",
            Self::MixedUnits => "Unit differs within a table",
            Self::Duplicate => "Stands twice",
            Self::ShiftedCells => "Cells shifted",
            Self::StaleCorrection => "Correction not applied",
            Self::UnknownBloc => "Bloc not described",
            Self::StaleEntry => "Entry without a row",
            Self::MissingGlyph => "No font for a character",
            Self::UnreadPart => "Part of the file not read",
            Self::Repaired => "Row mended",
            Self::AddedUp => "Several rows added up",
            Self::NewMineral => "Mineral not in the app's list",
            Self::Marked => "Mark beside a year or figure",
            Self::NegativeValue => "Value below zero",
            Self::Assumed => "Not stated, assumed",
            Self::TableTotal => "Total of this table",
            Self::TotalDiffers => "Total differs from its rows",
            Self::UnsaidValues => "Amounts not named",
            Self::MissingColumn => "Column missing",
            Self::Overflow => "Over a limit",
        }
    }

    /// Returns how much it matters.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.left_out_reason() == NOTHING_LEFT_OUT { Severity::Note } else { Severity::Warning }
    }

    /// Returns why a row was left out, as the record of intake says it.
    #[must_use]
    pub fn left_out_reason(self) -> &'static str {
        match self {
            Self::UnknownValue => "value not understood",
            Self::BlankValue => "value empty",
            Self::UnknownCountry => "country not recognised",
            Self::UnknownUnit => "unit not recognised",
            Self::UnknownYear => "year not recognised",
            Self::UnknownTable => "table not recognised",
            Self::UnknownSection => "section not recognised",
            Self::MixedUnits => "unit differs within a table",
            Self::Duplicate => "stands twice in a table and year",
            Self::UnreadPart => "part of the file not read",
            Self::NegativeValue => "value below zero",
            Self::UnsaidValues => "amounts not named",
            Self::MissingColumn => "column missing",
            Self::Overflow => "over a limit",
            Self::ShiftedCells
            | Self::StaleCorrection
            | Self::UnknownBloc
            | Self::StaleEntry
            | Self::Repaired
            | Self::AddedUp
            | Self::NewMineral
            | Self::Marked
            | Self::Assumed
            | Self::TableTotal
            | Self::TotalDiffers
            | Self::MissingGlyph => NOTHING_LEFT_OUT,
        }
    }
}

impl DataIssue {
    /// Returns how much the issue matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

impl fmt::Display for DataIssue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: '{}' in row {}, column '{}'. {} {} ({})",
            self.kind.title(),
            self.value,
            self.row,
            self.column,
            self.done,
            self.mend,
            self.file
        )
    }
}
