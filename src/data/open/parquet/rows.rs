use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use csv::StringRecord;

use super::cells::write_cell;
use super::file::ParquetFile;
use crate::data::open::sheet::{Repair, RowSink, SheetRow};
use crate::data::open::{Limits, OpenError, Progress};

/// Rows that are decoded at a time: few, because often only the first ones are wanted.
const ROWS_A_PIECE: usize = 1_024;

/// Bytes of all cells of a row together. Cells are words and numbers; a row this long is no row of a table.
const ROW_BYTES: usize = 16 << 20;

/// Hands out a file as rows of text: the columns' names as row 1, then each row.
pub(super) fn read_rows(
    file: &ParquetFile,
    limits: &Limits,
    sink: &mut dyn RowSink,
    progress: &Progress,
) -> Result<(), OpenError> {
    let mut row = RowText::new(limits);
    for column in file.columns() {
        row.push(&column.name);
    }
    let mut number = 1;
    if row.hand_to(sink, number).is_break() {
        return Ok(());
    }
    let columns: Vec<usize> = (0..file.columns().len()).collect();
    for group in 0..file.group_rows().len() {
        let mut pieces = file.pieces(group, &columns, ROWS_A_PIECE)?;
        while let Some(piece) = pieces.next()? {
            for index in 0..piece.num_rows() {
                if progress.is_cancelled() {
                    return Err(OpenError::Cancelled);
                }
                row.take(&piece, index);
                number += 1;
                if row.hand_to(sink, number).is_break() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// A row that is being put together.
pub(super) struct RowText {
    pub(super) cells: StringRecord,
    repair: Option<Repair>,
    cell_bytes: usize,
    row_bytes: usize,
    text: String,
}

impl RowText {
    /// Returns one without cells.
    pub(super) fn new(limits: &Limits) -> Self {
        let cells = StringRecord::new();
        Self { cells, repair: None, cell_bytes: limits.cell_bytes, row_bytes: 0, text: String::new() }
    }

    /// Takes the cells of a row of a piece in place of those before.
    pub(super) fn take(&mut self, piece: &RecordBatch, index: usize) {
        self.clear();
        let mut text = std::mem::take(&mut self.text);
        for column in piece.columns() {
            text.clear();
            write_cell(column.as_ref(), index, &mut text);
            self.push(&text);
        }
        self.text = text;
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.repair = None;
        self.row_bytes = 0;
    }

    fn push(&mut self, text: &str) {
        let most = self.cell_bytes.min(ROW_BYTES.saturating_sub(self.row_bytes));
        let kept = text.get(..text.floor_char_boundary(most)).unwrap_or("");
        if kept.len() < text.len() {
            self.repair = Some(Repair::CutCell);
        }
        self.row_bytes += kept.len();
        self.cells.push_field(kept);
    }

    fn hand_to(&self, sink: &mut dyn RowSink, number: u64) -> ControlFlow<()> {
        sink.row(SheetRow { number, cells: &self.cells, repair: self.repair })
    }
}
