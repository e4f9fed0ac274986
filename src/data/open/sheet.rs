use std::ops::ControlFlow;

use csv::StringRecord;

use super::interpret::Interpreted;
use super::parquet::ParquetRows;
use super::text::TextSheet;
use super::words::Words;
use super::{FileForm, Mapping, OpenError, Progress};

/// A table of a file as it stands there: rows of text, read from the top as often as needed.
pub(super) trait Sheet {
    /// Returns its name, empty where a file has one table only. For a member of an archive or folder, its path there.
    fn name(&self) -> &str;

    /// Returns what its file is, and how it is written; of text, as far as it was read.
    fn file_form(&self) -> FileForm;

    /// Hands each row to `sink` until it breaks, from the top.
    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError>;

    /// Returns what the rows say under a mapping, where the sheet has a way of its own to find out; nothing where they
    /// are to be read.
    fn interpreted(
        &self,
        _mapping: &Mapping,
        _words: &Words<'_>,
        _progress: &Progress,
    ) -> Option<Result<Interpreted, OpenError>> {
        None
    }

    /// Returns the rows by columns, where they are kept so.
    fn as_columns(&self) -> Option<&ParquetRows<'_>> {
        None
    }

    /// Returns it as text, where it is that: several threads can read text at once.
    fn as_text(&self) -> Option<&TextSheet> {
        None
    }
}

/// What takes the rows of a sheet.
pub(super) trait RowSink {
    /// Takes a row; breaks when no more are wanted.
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()>;
}

/// One row of a sheet. Rows that hold nothing at all are handed out, too, so that kept and dropped rows add up to all.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetRow<'a> {
    /// Its number as an editor or a spreadsheet counts it, from 1: the line on which it begins. 0 for the names of the
    /// fields of JSON, which stand in no row of their own.
    pub(super) number: u64,
    /// Its cells as written, without quotes around them.
    pub(super) cells: &'a StringRecord,
    /// What had to be done so that it could be read.
    pub(super) repair: Option<Repair>,
}

/// What had to be done so that a row could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repair {
    /// A quotation mark that opens no cell, or closes none, was taken as it stands.
    StrayQuote,
    /// Bytes that are no text were replaced.
    BrokenText,
    /// A cell was cut at the limit.
    CutCell,
    /// Cells beyond the limit of columns were left out.
    CutRow,
}

/// The first rows of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    /// The rows with their numbers.
    pub(super) rows: Vec<(u64, StringRecord)>,
    /// Whether more follow.
    pub(super) has_more: bool,
}

impl Head {
    /// How many rows are looked at.
    const ROWS: usize = 200;

    /// Returns the first rows of a sheet.
    pub(super) fn of(sheet: &dyn Sheet, progress: &Progress) -> Result<Self, OpenError> {
        let mut head = Self { rows: Vec::new(), has_more: false };
        sheet.read(&mut head, progress)?;
        Ok(head)
    }

    /// Returns the text of a cell, empty where there is none.
    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|(_, cells)| cells.get(column)).unwrap_or("")
    }

    /// Returns the names that some rows give to the columns: of several rows, joined.
    pub(super) fn joined(&self, above: usize, rows: usize) -> Vec<String> {
        let cells = self.rows.iter().skip(above).take(rows).map(|(_, cells)| cells);
        let mut names = vec![String::new(); self.width()];
        for cells in cells {
            for (name, cell) in names.iter_mut().zip(cells) {
                let cell = cell.trim();
                if !name.is_empty() && !cell.is_empty() {
                    name.push(' ');
                }
                name.push_str(cell);
            }
        }
        names
    }

    /// Returns how many columns the widest row has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0)
    }
}

impl RowSink for Head {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        if self.rows.len() == Self::ROWS {
            self.has_more = true;
            return ControlFlow::Break(());
        }
        self.rows.push((row.number, row.cells.clone()));
        ControlFlow::Continue(())
    }
}
