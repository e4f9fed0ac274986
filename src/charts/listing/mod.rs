//! **A table to look through**: the numbers of a chart or all figures, as a person narrows and sorts them.
//!
//! In: the rows of a table and a [`Choice`]. Out: a [`Listing`]: which rows are shown in which order, each cell as shown
//! and as written to files. Nothing here is done in a frame: a listing is made once a change.

mod choice;
mod head;
mod order;
mod words;

use std::sync::Arc;

use super::kinds::Chart;
use super::observations::{COLUMNS, Column, Observations, STATUSES, Search, nothing_words};
use super::table::{Cell, ChartTable, LEFT_OUT, Separated};
use crate::data::Dataset;
use crate::model::{Question, Status};

pub use choice::{Choice, Of, Sort};
pub use head::{Head, HeadKind};
pub(super) use words::holds;
pub use words::{bound_gloss, bound_gloss_of, bound_words, number_text, status_gloss, status_gloss_of, status_title};

/// A table as it is looked through. A clone shares the rows.
#[derive(Debug, Clone)]
pub struct Listing {
    rows: Arc<Rows>,
    /// The columns.
    heads: Arc<[Head]>,
    /// The rows shown, in order.
    shown: Arc<[u32]>,
    /// The statuses that occur in any row.
    statuses: Arc<[Status]>,
    /// Why there is no row at all, where there is none.
    nothing: String,
    choice: Choice,
}

#[derive(Debug)]
enum Rows {
    Chart(ChartTable),
    Figures(Observations),
}

impl Listing {
    /// Returns the numbers of a chart.
    #[must_use]
    pub fn of_chart(chart: &Chart) -> Self {
        let table = chart.table();
        let heads: Vec<Head> =
            table.columns.iter().enumerate().map(|(at, name)| Head::of_chart(table, at, name)).collect();
        let nothing = chart.empty().unwrap_or("The chart has no numbers").to_owned();
        let statuses = STATUSES
            .into_iter()
            .filter(|status| (0..table.rows.len()).any(|row| chart_row_has_status(table, &heads, row, *status)));
        let statuses = statuses.collect();
        Self::new(Rows::Chart(table.clone()), heads, statuses, nothing)
    }

    /// Returns all figures of a question's mineral, or of every mineral, in the editions that the question admits.
    #[must_use]
    pub fn of_figures(dataset: &Dataset, question: &Question, of_mineral_alone: bool) -> Self {
        let nothing = nothing_words(dataset, question, of_mineral_alone);
        Self::of_observations(Observations::of(dataset, question, of_mineral_alone), nothing)
    }

    /// Returns a listing of figures that stands in until the rows are listed in the background: without any, narrowed as
    /// they will be.
    #[must_use]
    pub fn to_come(dataset: &Dataset, choice: &Choice) -> Self {
        let statuses = choice.status.into_iter().collect();
        let heads = COLUMNS.map(Head::of_figures).to_vec();
        let nothing = "Listing the figures…".to_owned();
        Self {
            choice: choice.clone(),
            ..Self::new(Rows::Figures(Observations::none(dataset)), heads, statuses, nothing)
        }
    }

    /// Returns figures, and in words why there is none where that is so.
    #[must_use]
    pub fn of_observations(all: Observations, nothing: String) -> Self {
        let statuses = all.statuses().into();
        Self::new(Rows::Figures(all), COLUMNS.map(Head::of_figures).to_vec(), statuses, nothing)
    }

    fn new(rows: Rows, heads: Vec<Head>, statuses: Arc<[Status]>, nothing: String) -> Self {
        let count = match &rows {
            Rows::Chart(table) => table.rows.len(),
            Rows::Figures(all) => all.len(),
        };
        let shown = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
        Self { rows: Arc::new(rows), heads: heads.into(), shown, statuses, nothing, choice: Choice::default() }
    }

    /// Narrows and sorts the rows as a person chose.
    pub fn choose(&mut self, choice: &Choice) {
        let words = choice.words();
        let all = 0..u32::try_from(self.total()).unwrap_or(u32::MAX);
        let mut shown: Vec<u32> = match &*self.rows {
            _ if words.is_empty() && choice.status.is_none() => all.collect(),
            Rows::Figures(figures) => {
                let search = Search::new(figures, &words, choice.status);
                all.filter(|row| search.finds(*row)).collect()
            }
            Rows::Chart(table) => {
                all.filter(|row| self.chart_row_is_found(table, *row, &words, choice.status)).collect()
            }
        };
        if let Some((column, descending)) = self.sorted_by(choice) {
            match &*self.rows {
                Rows::Chart(table) => order::sort_cells(table, &mut shown, column, descending),
                Rows::Figures(figures) => order::sort_figures(figures, &mut shown, column, descending),
            }
        }
        self.shown = shown.into();
        self.choice = choice.clone();
    }

    /// Returns the column that rows are sorted by, counted from 0, and whether the largest comes first.
    #[must_use]
    pub fn sorted_by(&self, choice: &Choice) -> Option<(usize, bool)> {
        let sort = choice.sort.as_ref()?;
        self.heads.iter().position(|head| head.name == sort.column).map(|column| (column, sort.descending))
    }

    /// Returns whether it has the same rows, whichever of them are shown.
    #[must_use]
    pub fn is_same_table(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }

    /// Returns whether it is of this very dataset, as far as it is of one and not of a chart.
    #[must_use]
    pub fn is_of(&self, dataset: &Dataset) -> bool {
        match &*self.rows {
            Rows::Chart(_) => true,
            Rows::Figures(all) => all.is_of(dataset),
        }
    }

    fn chart_row_is_found(&self, table: &ChartTable, row: u32, words: &[String], status: Option<Status>) -> bool {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        if status.is_some_and(|status| !chart_row_has_status(table, &self.heads, row, status)) {
            return false;
        }
        let Some(cells) = table.rows.get(row) else { return false };
        words.iter().all(|word| {
            cells.iter().zip(&*self.heads).any(|(cell, head)| match cell {
                Cell::Empty => false,
                Cell::Text(_) => holds(&head.text(cell), word),
                Cell::Number(value) => {
                    holds(&head.text(cell), word) || value.to_string().contains(&word.replace(',', ""))
                }
            })
        })
    }

    /// Returns the columns.
    #[must_use]
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Returns what was chosen of it.
    #[must_use]
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// Returns how many rows are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Returns whether no row is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Returns how many rows there are, shown or not.
    #[must_use]
    pub fn total(&self) -> usize {
        match &*self.rows {
            Rows::Chart(table) => table.rows.len(),
            Rows::Figures(all) => all.len(),
        }
    }

    /// Returns the statuses that occur, for a choice among them.
    #[must_use]
    pub fn statuses(&self) -> &[Status] {
        &self.statuses
    }

    /// Returns why no row is shown, and what to do.
    #[must_use]
    pub fn empty_words(&self) -> String {
        if self.total() == 0 {
            return self.nothing.clone();
        }
        let text = self.choice.text.trim();
        match (text.is_empty(), self.choice.status) {
            (false, Some(status)) => {
                format!("No row that is “{}” holds “{text}”: change the filter", status_title(status))
            }
            (false, None) => format!("No row holds “{text}”: change the filter"),
            (true, Some(status)) => format!("No row is “{}”: choose another status", status_title(status)),
            (true, None) => self.nothing.clone(),
        }
    }

    /// Returns a cell of a shown row, as written to files.
    #[must_use]
    pub fn cell(&self, place: usize, column: usize) -> Cell {
        let Some(row) = self.shown.get(place).copied() else { return Cell::Empty };
        match &*self.rows {
            Rows::Chart(table) => {
                let row = usize::try_from(row).ok().and_then(|row| table.rows.get(row));
                row.and_then(|row| row.get(column)).cloned().unwrap_or(Cell::Empty)
            }
            Rows::Figures(all) => COLUMNS.get(column).map_or(Cell::Empty, |column| all.cell(row, *column)),
        }
    }

    /// Returns the names of the columns in files: also of what all rows have in common.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        match &*self.rows {
            Rows::Chart(table) => table.names().map(str::to_owned).collect(),
            Rows::Figures(all) => {
                let left_out = (!all.all_left_out().is_empty()).then_some(LEFT_OUT);
                COLUMNS.map(Column::name).into_iter().chain(left_out).map(str::to_owned).collect()
            }
        }
    }

    /// Returns the rows shown, as written to files.
    #[must_use]
    pub fn whole_rows(&self) -> impl ExactSizeIterator<Item = Vec<Cell>> {
        let has_left_out = matches!(&*self.rows, Rows::Figures(all) if !all.all_left_out().is_empty());
        self.shown.iter().map(move |row| match &*self.rows {
            Rows::Chart(table) => {
                let cells = usize::try_from(*row).ok().and_then(|row| table.rows.get(row));
                cells.into_iter().flatten().chain(table.context.iter().map(|(_, cell)| cell)).cloned().collect()
            }
            Rows::Figures(all) => {
                let left_out = has_left_out.then(|| all.left_out(*row));
                COLUMNS.iter().map(|column| all.cell(*row, *column)).chain(left_out).collect()
            }
        })
    }

    /// Returns the rows shown as tab-separated values, for pasting into a spreadsheet.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        Separated::Tabs.text(self.names().iter().map(String::as_str), self.whole_rows())
    }

    /// Returns which rows of a person's file are not in the rows, or may not be, a sentence each.
    #[must_use]
    pub fn left_out(&self) -> Vec<&str> {
        match &*self.rows {
            Rows::Chart(table) => {
                let of = table.context.iter().filter(|(name, _)| name == LEFT_OUT);
                of.filter_map(|(_, cell)| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None })
                    .collect()
            }
            Rows::Figures(all) => all.all_left_out().iter().map(String::as_str).collect(),
        }
    }

    /// Returns the editions or the line that the numbers are from, by name.
    #[must_use]
    pub fn sources(&self) -> Vec<(String, String)> {
        match &*self.rows {
            Rows::Chart(table) => {
                let of_source = table.context.iter().filter(|(name, _)| name == "Source" || name == LEFT_OUT);
                of_source
                    .filter_map(|(name, cell)| match cell {
                        Cell::Text(text) => Some((name.clone(), text.clone())),
                        _ => None,
                    })
                    .collect()
            }
            Rows::Figures(all) => {
                let left_out = all.all_left_out().iter().map(|words| (LEFT_OUT.to_owned(), words.clone()));
                all.sources().into_iter().chain(left_out).collect()
            }
        }
    }
}

/// Returns whether any of a row's statuses is this one.
fn chart_row_has_status(table: &ChartTable, heads: &[Head], row: usize, status: Status) -> bool {
    let Some(cells) = table.rows.get(row) else { return false };
    let is_it = |(cell, head): (&Cell, &Head)| {
        head.kind == HeadKind::Status && matches!(cell, Cell::Text(text) if text == status.id())
    };
    cells.iter().zip(heads).any(is_it)
}

#[cfg(test)]
mod tests;
