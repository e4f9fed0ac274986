use std::ops::{ControlFlow, Range};
use std::path::Path;

use csv::StringRecord;

use super::limits::in_words;
use super::sheet::{Repair, RowSink, SheetRow};
use super::{Limits, OpenError, Progress};

/// Blank rows in a row that are handed out; of more, only the numbers go on.
const BLANK_ROWS: u64 = 100;
/// Rows that are read before a look at whether reading is still wanted.
const ROWS_BETWEEN_LOOKS: u64 = 1_000;

/// Makes rows of cells that come with their places, within the limits, and hands them out.
pub(super) struct SparseRows<'a> {
    sink: &'a mut dyn RowSink,
    limits: &'a Limits,
    progress: &'a Progress,
    label: &'a Path,
    /// The number of the row being filled.
    number: Option<u64>,
    /// The number of the last row handed out.
    last: u64,
    text: String,
    cells: Vec<(usize, Range<usize>)>,
    repair: Option<Repair>,
    record: StringRecord,
    handed_out: u64,
    /// Cells that take nothing in the file: empty ones before values, and copies.
    free_cells: u64,
    /// Bytes of text put into rows so far: a text that many cells share takes nothing in the file either.
    text_bytes: u64,
}

/// Whether reading goes on.
pub(super) type Going = Result<ControlFlow<()>, OpenError>;

impl<'a> SparseRows<'a> {
    /// Returns one that has no row yet.
    pub(super) fn new(sink: &'a mut dyn RowSink, limits: &'a Limits, progress: &'a Progress, label: &'a Path) -> Self {
        Self {
            sink,
            limits,
            progress,
            label,
            number: None,
            last: 0,
            text: String::new(),
            cells: Vec::new(),
            repair: None,
            record: StringRecord::new(),
            handed_out: 0,
            free_cells: 0,
            text_bytes: 0,
        }
    }

    /// Begins a row, handing out the one before. Rows between them were blank.
    pub(super) fn begin(&mut self, number: u64) -> Going {
        if self.end()?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if self.handed_out > 0 && number > self.last.saturating_add(1) {
            let from = number.saturating_sub(BLANK_ROWS).max(self.last + 1);
            for blank in from..number {
                self.record.clear();
                if self.hand_out(blank)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        self.number = Some(number);
        Ok(ControlFlow::Continue(()))
    }

    /// Puts a cell into the row; of two for one column, the later stays.
    pub(super) fn put(&mut self, column: usize, text: &str) -> Result<(), OpenError> {
        if column >= self.limits.columns {
            if !text.is_empty() {
                self.repaired(Repair::CutRow);
            }
            return Ok(());
        }
        let kept = cut(text, self.limits.cell_bytes);
        if kept.len() < text.len() {
            self.repaired(Repair::CutCell);
        }
        let start = self.text.len();
        self.text_bytes += kept.len() as u64;
        let most_of_all = self.limits.inflated_bytes.saturating_mul(4);
        if (start + kept.len()) as u64 > self.limits.piece_bytes() {
            return Err(too_long(self.label, "the text of a row", self.limits.piece_bytes()));
        }
        if self.text_bytes > most_of_all {
            return Err(too_long(self.label, "the text of all cells", most_of_all));
        }
        self.text.push_str(kept);
        self.cells.push((column, start..self.text.len()));
        Ok(())
    }

    /// Counts cells that take nothing in the file.
    pub(super) fn count_free(&mut self, cells: u64) -> Result<(), OpenError> {
        self.free_cells = self.free_cells.saturating_add(cells);
        if self.free_cells <= self.limits.gap_cells {
            return Ok(());
        }
        Err(OpenError::OverLimit {
            path: self.label.to_path_buf(),
            what: "the number of empty or repeated cells".to_owned(),
            limit: self.limits.gap_cells.to_string(),
        })
    }

    /// Takes out of the row what was put into it.
    pub(super) fn discard(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.repair = None;
    }

    /// Notes what had to be done so that the row could be read.
    pub(super) fn repaired(&mut self, repair: Repair) {
        self.repair = self.repair.max(Some(repair));
    }

    /// Hands out the row that was begun.
    pub(super) fn end(&mut self) -> Going {
        let Some(number) = self.number.take() else { return Ok(ControlFlow::Continue(())) };
        // In order already, but in a file that was made to be odd.
        self.cells.sort_by_key(|(column, _)| *column);
        self.record.clear();
        let width = self.cells.last().map_or(0, |(column, _)| column + 1);
        self.count_free(width.saturating_sub(self.cells.len()) as u64)?;
        for (index, (column, range)) in self.cells.iter().enumerate() {
            if self.cells.get(index + 1).is_some_and(|(next, _)| next == column) {
                continue;
            }
            while self.record.len() < *column {
                self.record.push_field("");
            }
            self.record.push_field(self.text.get(range.clone()).unwrap_or_default());
        }
        self.text.clear();
        self.cells.clear();
        self.hand_out(number)
    }

    fn hand_out(&mut self, number: u64) -> Going {
        if self.handed_out >= self.limits.rows {
            return Err(OpenError::OverLimit {
                path: self.label.to_path_buf(),
                what: "the number of rows".to_owned(),
                limit: self.limits.rows.to_string(),
            });
        }
        self.handed_out += 1;
        self.last = number;
        if self.handed_out.is_multiple_of(ROWS_BETWEEN_LOOKS) {
            self.progress.advance(0, ROWS_BETWEEN_LOOKS);
            if self.progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
        }
        Ok(self.sink.row(SheetRow { number, cells: &self.record, repair: self.repair.take() }))
    }
}

/// Returns text cut so that it has no more bytes than the limit, between two letters.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Returns the refusal of a piece of content that is held at once.
pub(super) fn too_long(label: &Path, what: &str, limit: u64) -> OpenError {
    OpenError::OverLimit { path: label.to_path_buf(), what: what.to_owned(), limit: in_words(limit) }
}
