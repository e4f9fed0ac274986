use super::super::mapping::Header;
use super::super::marks::{is_flag, marked_year};
use super::super::sheet::Head;
use super::super::words::Words;
use super::super::words_fold::{plain, year_in};
use super::super::words_lists::ColumnWord;
use super::numbers::is_number;

/// Cells that say a value is missing, in the tables of many publishers.
pub(super) const MISSING: [&str; 6] = ["", "-", "..", "n/a", "null", "none"];
/// Further ones, which count only where they are seen among numbers.
const MORE_MISSING: [&str; 18] = [
    "...",
    "…",
    "–",
    "—",
    ":",
    "na",
    "nan",
    "n.a.",
    "n.a",
    "#n/a",
    "nd",
    "n.d.",
    "k.a.",
    "s.d.",
    "no data",
    "not available",
    "x",
    "*",
];

/// A column of the sample: its name and what its cells are, by counts.
#[derive(Debug, Default, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) word: Option<ColumnWord>,
    /// Rows that hold anything, in whatever column.
    pub(super) rows: usize,
    pub(super) filled: usize,
    pub(super) countries: usize,
    pub(super) groups: usize,
    pub(super) minerals: usize,
    pub(super) years: usize,
    pub(super) stages: usize,
    pub(super) units: usize,
    pub(super) numbers: usize,
    /// Cells that may be marks of other cells.
    pub(super) flags: usize,
}

impl Column {
    /// Returns the part of the filled cells that a count is.
    #[expect(clippy::cast_precision_loss, reason = "counts of at most some hundred cells")]
    pub(super) fn part(&self, count: usize) -> f64 {
        if self.filled == 0 { 0.0 } else { count as f64 / self.filled as f64 }
    }

    /// Returns the part of the rows that a count is.
    #[expect(clippy::cast_precision_loss, reason = "counts of at most some hundred cells")]
    pub(super) fn part_of_rows(&self, count: usize) -> f64 {
        if self.rows == 0 { 0.0 } else { count as f64 / self.rows as f64 }
    }

    /// Returns how many cells of how many, as part of a sentence.
    pub(super) fn of_cells(&self, count: usize, what: &str) -> String {
        let are = if count == 1 { "is" } else { "are" };
        let cells = if self.filled == 1 { "cell" } else { "cells" };
        format!("{count} of {} {cells} {are} {what}", self.filled)
    }

    /// Returns whether its name says that it holds money, which is no amount of a mineral.
    pub(super) fn is_money(&self) -> bool {
        const SIGNS: [char; 6] = ['€', '$', '£', '¥', '₽', '₹'];
        const WORDS: [&str; 34] = [
            "eur",
            "euro",
            "euros",
            "teur",
            "keur",
            "meur",
            "usd",
            "us dollar",
            "dollar",
            "dollars",
            "gbp",
            "sterling",
            "chf",
            "jpy",
            "yen",
            "cny",
            "rmb",
            "yuan",
            "inr",
            "brl",
            "revenue",
            "revenues",
            "turnover",
            "sales value",
            "cost",
            "costs",
            "umsatz",
            "kosten",
            "preis",
            "chiffre d affaires",
            "coste",
            "custo",
            "price",
            "prices",
        ];
        let name = format!(" {} ", plain(&self.name));
        self.name.contains(SIGNS) || WORDS.iter().any(|word| name.contains(&format!(" {word} ")))
    }

    /// Returns whether its name says that it holds shares, ranks or the like: numbers that are no amounts.
    pub(super) fn is_beside(&self) -> bool {
        if self.word == Some(ColumnWord::Beside) || self.name.contains('%') || self.is_money() {
            return true;
        }
        let name = plain(&self.name);
        let words = [
            "share",
            "percent",
            "percentage",
            "pct",
            "rank",
            "growth",
            "change",
            "price",
            "per capita",
            "anteil",
            "index",
        ];
        words.iter().any(|word| format!(" {name} ").contains(&format!(" {word} ")))
    }

    /// Returns whether it holds marks of the column of a year: its header says that, or it has none and short words stand
    /// there, not numbers.
    pub(super) fn is_of_marks(&self, year: i16) -> bool {
        let has_marks = self.filled > 0 && self.part(self.flags) >= 0.9;
        if self.is_numeric() {
            return false;
        }
        self.word == Some(ColumnWord::Status)
            || self.names_marks()
            || has_marks && (self.name.is_empty() || year_in(&self.name) == Some(year))
    }

    /// Returns whether its header has a word for marks beside its year: "2019 flag".
    pub(super) fn names_marks(&self) -> bool {
        let words = ["flag", "flags", "status", "note", "notes", "symbol", "symbols", "footnote", "footnotes", "mark"];
        year_in(&self.name).is_some() && plain(&self.name).split(' ').any(|word| words.contains(&word))
    }

    /// Returns whether most of its cells are numbers, or it has no cells in the sample.
    pub(super) fn is_numeric(&self) -> bool {
        self.part(self.numbers) >= 0.6
    }
}

/// Returns the columns of a sample with what their cells are.
pub(super) fn columns(head: &Head, header: Header, names: &[String], words: &Words<'_>) -> Vec<Column> {
    let first = header.above.saturating_add(header.rows);
    // A note, a source or the head of a section stands alone in its row: it is no row of the table.
    let least = if names.len() < 3 { 1 } else { 2 };
    let is_of_table =
        |row: &usize| (0..names.len()).filter(|column| !head.text(*row, *column).trim().is_empty()).count() >= least;
    let rows: Vec<usize> = (first..head.rows.len()).filter(is_of_table).collect();
    let column = |(index, name): (usize, &String)| {
        let word = words.column(name).or_else(|| {
            // Of several header rows, the lowest may say it alone.
            let lowest = (header.rows > 1).then(|| head.text(first - 1, index))?;
            words.column(lowest)
        });
        let mut column = Column { name: name.clone(), word, rows: rows.len(), ..Column::default() };
        for row in &rows {
            count(&mut column, head.text(*row, index).trim(), words);
        }
        column
    };
    names.iter().enumerate().map(column).collect()
}

fn count(column: &mut Column, cell: &str, words: &Words<'_>) {
    if cell.is_empty() || is_missing(cell) && column.word != Some(ColumnWord::CountryCode) {
        return;
    }
    column.filled += 1;
    // Under a header that says so, dates and the years of older centuries are years, too.
    let is_named = column.word == Some(ColumnWord::Year) || !is_number(cell);
    let found = marked_year(cell, &[]).map(|(year, _)| year);
    column.years += usize::from(found.is_some_and(|year| is_named || (1800..=2100).contains(&year)));
    column.flags += usize::from(is_flag(cell));
    if is_number(cell) {
        column.numbers += 1;
        return;
    }
    column.countries += usize::from(words.subject(cell).is_some() || words.is_total(cell));
    column.groups += usize::from(words.is_group(cell));
    column.minerals += usize::from(words.mineral_name(cell).is_some());
    column.stages += usize::from(words.stage(cell).is_some());
    column.units += usize::from(words.measured(cell).is_some());
}

fn is_missing(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    MISSING.contains(&lower.as_str()) || MORE_MISSING.contains(&lower.as_str())
}

/// Returns the further marks for missing values that stand among the numbers of some columns, in order.
pub(super) fn missing_seen(head: &Head, header: Header, columns: &[usize]) -> Vec<&'static str> {
    let first = header.above.saturating_add(header.rows);
    let is_seen = |mark: &&&str| {
        let mut cells = (first..head.rows.len()).flat_map(|row| columns.iter().map(move |column| (row, *column)));
        cells.any(|(row, column)| head.text(row, column).trim().to_lowercase() == **mark)
    };
    MORE_MISSING.iter().filter(is_seen).copied().collect()
}
