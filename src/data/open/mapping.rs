use std::fmt;

use serde::{Deserialize, Serialize};

/// What the columns of a sheet mean. Columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// Where the header stands.
    pub header: Header,
    /// Where the country stands.
    pub country: Given,
    /// Where the mineral stands.
    pub mineral: Given,
    /// Where the stage of the supply chain stands.
    pub stage: Given,
    /// Where the year stands.
    pub year: Given,
    /// Where the unit stands.
    pub unit: Given,
    /// The column that says what is measured, where a table holds several measures.
    pub measure: Option<usize>,
    /// The column with a note on the value.
    pub note: Option<usize>,
    /// The columns with values, at least one.
    pub values: Vec<ValueColumn>,
    /// What a number looks like.
    pub numbers: Numbers,
    /// Cells that say a value is missing, besides empty ones, as compared without regard to case.
    pub missing: Vec<String>,
    /// What several rows for one place mean.
    pub repeats: Repeats,
    /// Marks beside a year, or in a column of marks, that say that a figure is estimated, besides those that always do;
    /// in small letters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub estimated: Vec<String>,
    /// What a row is that is called "Total" and no more.
    #[serde(default)]
    pub totals: Totals,
}

/// Where a header stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Rows above it that are no part of the table.
    pub above: usize,
    /// Rows that it takes; none for a table without one.
    pub rows: usize,
}

/// Where a word stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Nowhere.
    Nowhere,
    /// It is the same for the whole sheet.
    Same(String),
    /// Nowhere, and this is assumed for the whole sheet until a person says it.
    Assumed(String),
    /// In a column.
    Column(usize),
}

/// A column with values. What it says of itself holds in place of the sheet's columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueColumn {
    /// The column.
    pub column: usize,
    /// The year that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The country that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The mineral that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mineral: Option<String>,
    /// The stage that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The unit that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The column that says what its figures are: estimated, withheld, revised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<usize>,
}

/// What a number looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// The decimal sign, `.` or `,`.
    pub decimal: char,
    /// The sign between thousands: `,`, `.`, a space (of any width) or an apostrophe; nothing for none.
    pub thousands: Option<char>,
}

/// What several rows for one place (country, mineral, stage and year) mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Parts of one amount where many places have several rows, as in a list of purchases; a fault where few have.
    #[default]
    Judge,
    /// Parts of one amount.
    Add,
    /// A fault: the first row counts.
    First,
}

/// What a row is that is called "Total" and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Totals {
    /// The sum of what stands in the table, which is a check of its rows and no figure.
    #[default]
    OfTable,
    /// The total of the world, as in a publication that lists all countries.
    OfWorld,
}

/// The layout that a sheet is recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A file of the Mineral Commodity Summaries.
    Usgs,
    /// Lodescope's own tables.
    Lodescope,
    /// The numbers of a chart, or all figures, as Lodescope writes them to a file.
    ChartTable,
    /// A country sheet of World Mining Data.
    WorldMiningData,
    /// A table of the British Geological Survey's World Mineral Statistics.
    BritishGeologicalSurvey,
    /// A download of Our World in Data.
    OurWorldInData,
    /// One value a row.
    Tidy,
    /// One column a year.
    WideYears,
    /// None of these: the meaning of the columns is guessed.
    Guessed,
    /// As a person said.
    Mapped,
}

/// What a mapping gives a place to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The header.
    Header,
    /// The country.
    Country,
    /// The mineral.
    Mineral,
    /// The stage.
    Stage,
    /// The year.
    Year,
    /// The unit.
    Unit,
    /// The measure.
    Measure,
    /// The note.
    Note,
    /// What a figure is: estimated, withheld, revised.
    Status,
    /// The values.
    Values,
    /// What a number looks like.
    Numbers,
    /// What means missing.
    Missing,
    /// Several rows for one place.
    Repeats,
    /// Rows called "Total" and no more.
    Totals,
}

impl Field {
    /// All fields, in the order in which a person is asked.
    pub const ALL: [Self; 14] = [
        Self::Header,
        Self::Country,
        Self::Mineral,
        Self::Stage,
        Self::Year,
        Self::Unit,
        Self::Measure,
        Self::Note,
        Self::Values,
        Self::Status,
        Self::Numbers,
        Self::Missing,
        Self::Repeats,
        Self::Totals,
    ];

    /// Returns the name, as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "Header",
            Self::Country => "Country",
            Self::Mineral => "Mineral",
            Self::Stage => "Stage",
            Self::Year => "Year",
            Self::Unit => "Unit",
            Self::Measure => "Measure",
            Self::Note => "Note",
            Self::Status => "Status",
            Self::Values => "Values",
            Self::Numbers => "Numbers",
            Self::Missing => "Missing",
            Self::Repeats => "Several rows",
            Self::Totals => "Totals",
        }
    }
}

impl Layout {
    /// Returns the name, as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Usgs => "USGS Mineral Commodity Summaries",
            Self::Lodescope => "Lodescope's own tables",
            Self::ChartTable => "Table written by Lodescope",
            Self::WorldMiningData => "World Mining Data",
            Self::BritishGeologicalSurvey => "British Geological Survey",
            Self::OurWorldInData => "Our World in Data",
            Self::Tidy => "One value a row",
            Self::WideYears => "One column a year",
            Self::Guessed => "Guessed from header and cells",
            Self::Mapped => "As mapped by you",
        }
    }

    /// Returns whether it is known well enough to open without questions.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::Guessed
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl ValueColumn {
    /// Returns a column that says nothing of itself.
    #[must_use]
    pub fn plain(column: usize) -> Self {
        Self { column, year: None, country: None, mineral: None, stage: None, unit: None, status: None }
    }
}

impl Default for Numbers {
    fn default() -> Self {
        Self { decimal: '.', thousands: Some(',') }
    }
}

impl Mapping {
    /// Returns what a mapping is saved under: the header's cells, folded.
    #[must_use]
    pub fn header_key<'a>(header: impl IntoIterator<Item = &'a str>) -> String {
        let folded: Vec<String> = header.into_iter().map(crate::data::spelling::folded).collect();
        // The unit separator stands in no header that a person wrote.
        folded.join("\u{1f}").trim_end_matches('\u{1f}').to_owned()
    }
}
