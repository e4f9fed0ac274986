use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::file::ParquetFile;
use super::lines;
use super::rows::read_rows;
use crate::data::open::interpret::{Accumulator, CodedReader, Interpreted, New, Plan, interpret, joined};
use crate::data::open::sheet::{RowSink, Sheet};
use crate::data::open::words::Words;
use crate::data::open::{FileForm, FileFormat, Limits, Mapping, OpenError, Progress};
use crate::data::{DataIssue, IssueKind};

/// Rows that are decoded at a time: their columns fit into a processor's own memory.
const ROWS_A_PIECE: usize = 1 << 14;

/// Threads that read at most: each has figures of its own in memory.
const THREADS: usize = 2;

/// Returns what the rows of a file say under a mapping.
pub(super) fn interpreted(
    path: &Path,
    mapping: &Mapping,
    words: &Words<'_>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Interpreted, OpenError> {
    let file = ParquetFile::open(path, limits)?;
    let rows = ParquetRows { file: &file, limits };
    let mut read = interpret(&rows, mapping, words, limits, progress)?;
    match lines::complete(&mut read.issues, &file, &first_rows(&file), limits) {
        // Damage in columns that the mapping does not name leaves the figures as they are, and these rows as far as
        // they were read.
        Ok(()) | Err(OpenError::Damaged { .. }) => {}
        Err(problem) => return Err(problem),
    }
    for column in file.left_out() {
        read.issues.push(DataIssue {
            file: String::new(),
            sheet: String::new(),
            row: 1,
            column: column.name.clone(),
            value: column.holds.to_owned(),
            kind: IssueKind::UnreadPart,
            done: "The column was left out.".to_owned(),
            mend: "Save it as columns with one value a row, if it is needed".to_owned(),
            line: Vec::new(),
        });
    }
    Ok(read)
}

/// Returns the number of the first row of each row group; the names of the columns are row 1.
fn first_rows(file: &ParquetFile) -> Vec<u64> {
    let first = |number: &mut u64, rows: u64| {
        let first = *number;
        *number = number.saturating_add(rows);
        Some(first)
    };
    file.group_rows().into_iter().scan(2, first).collect()
}

/// The rows of a file that is open in this process.
pub(in crate::data::open) struct ParquetRows<'a> {
    file: &'a ParquetFile,
    limits: &'a Limits,
}

impl Sheet for ParquetRows<'_> {
    fn name(&self) -> &'static str {
        ""
    }

    fn file_form(&self) -> FileForm {
        FileForm::of(FileFormat::Parquet)
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        read_rows(self.file, self.limits, sink, progress)
    }

    fn as_columns(&self) -> Option<&ParquetRows<'_>> {
        Some(self)
    }
}

impl ParquetRows<'_> {
    /// Reads all rows by columns, row groups side by side, and says whether there are more rows than the limit.
    ///
    /// # Errors
    /// [`OpenError`] when the file is damaged, or the reading given up.
    pub(in crate::data::open) fn read_columns<'a>(
        &self,
        plan: &'a Plan<'a>,
        progress: &Progress,
        new: New<'_, 'a>,
    ) -> Result<(Accumulator<'a>, bool), OpenError> {
        let groups = self.file.group_rows();
        let columns = plan.columns(self.file.columns().len());
        let bytes: Vec<u64> = (0..groups.len()).map(|group| self.file.group_bytes(group, &columns)).collect();
        progress.expect_bytes(bytes.iter().sum());
        let firsts = first_rows(self.file);
        let (next, has_failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let shared = Shared { rows: self, firsts, bytes, columns, plan, progress, next, has_failed };
        let others = groups.len().clamp(1, THREADS.min(thread::available_parallelism().map_or(1, usize::from))) - 1;
        let parts = thread::scope(|scope| {
            let start = |_| {
                let named = thread::Builder::new().name("read row groups".to_owned());
                // Where no other can be started, this one reads all.
                named.spawn_scoped(scope, || shared.read(new(), false)).ok()
            };
            let others: Vec<_> = (0..others).filter_map(start).collect();
            let mut parts = vec![shared.read(new(), true)];
            for other in others {
                parts.push(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            parts
        });
        joined(parts)
    }
}

/// What threads that read a file share.
struct Shared<'s, 'a> {
    rows: &'s ParquetRows<'s>,
    /// The number of the first row of each row group.
    firsts: Vec<u64>,
    /// The bytes of each.
    bytes: Vec<u64>,
    /// The columns that are read.
    columns: Vec<usize>,
    plan: &'a Plan<'a>,
    progress: &'s Progress,
    next: AtomicUsize,
    has_failed: AtomicBool,
}

impl<'a> Shared<'_, 'a> {
    /// Reads row groups until there are no more.
    fn read(&self, accumulator: Accumulator<'a>, is_first: bool) -> Result<(Accumulator<'a>, bool), OpenError> {
        let file = self.rows.file;
        let mut reader = CodedReader::new(self.plan, accumulator, file.columns().len());
        if is_first {
            reader.names(file.columns().iter().map(|column| column.name.as_str()));
        }
        let mut is_over = false;
        loop {
            let group = self.next.fetch_add(1, Ordering::Relaxed);
            let (Some(first), Some(bytes)) = (self.firsts.get(group), self.bytes.get(group)) else { break };
            match self.read_group(&mut reader, group, *first) {
                Ok(is_whole) => is_over |= !is_whole,
                Err(fault) => {
                    self.has_failed.store(true, Ordering::Relaxed);
                    return Err(fault);
                }
            }
            self.progress.advance(*bytes, 0);
        }
        Ok((reader.finish(), is_over))
    }

    fn read_group(&self, reader: &mut CodedReader<'a>, group: usize, first: u64) -> Result<bool, OpenError> {
        let limits = self.rows.limits;
        let mut number = first;
        let mut pieces = self.rows.file.pieces(group, &self.columns, ROWS_A_PIECE)?;
        while let Some(piece) = pieces.next()? {
            if self.progress.is_cancelled() || self.has_failed.load(Ordering::Relaxed) {
                return Err(OpenError::Cancelled);
            }
            if !reader.piece(&piece, &self.columns, number, limits)? {
                return Ok(false);
            }
            let rows = u64::try_from(piece.num_rows()).unwrap_or(u64::MAX);
            number = number.saturating_add(rows);
            self.progress.advance(0, rows);
        }
        Ok(true)
    }
}
