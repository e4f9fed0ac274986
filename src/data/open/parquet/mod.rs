//! Parquet files.
//!
//! In: a path. Out: its rows as text ([`Sheet::read`]), or what they say under a mapping ([`Sheet::interpreted`]) without
//! making text of them: words stay the numbers that they are in the file, and row groups are read side by side.
//!
//! A file can be made so that its reader panics, takes all memory or is aborted. Both are therefore done by another
//! process of the program, which limits its memory ([`read_for_another`]); whatever becomes of it, here it is a message.
//!
//! ```text
//! ParquetSheet ─Order─▶ process: ParquetFile ─pieces─▶ rows | sums ─Message─▶ ParquetSheet
//! ```

pub(super) mod cells;
mod file;
mod lines;
mod message;
mod process;
mod rows;
mod serve;
mod sums;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::interpret::Interpreted;
use super::sheet::{RowSink, Sheet, SheetRow};
use super::words::Words;
use super::{FileForm, FileFormat, Limits, Mapping, OpenError, OpenOptions, Progress};
use file::{KIND, ParquetFile};
use message::{Message, Order, Task};
use process::ReadingProcess;

pub(super) use sums::ParquetRows;

pub use serve::read_for_another;

/// The table in a Parquet file.
pub(super) struct ParquetSheet {
    path: PathBuf,
    limits: Limits,
    names: BTreeMap<String, String>,
    program: Option<PathBuf>,
}

impl ParquetSheet {
    /// Returns the table in a Parquet file.
    pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<Self, OpenError> {
        let metadata =
            std::fs::metadata(path).map_err(|source| OpenError::Read { path: path.to_path_buf(), source })?;
        if !metadata.is_file() {
            return Err(OpenError::NotAFile { path: path.to_path_buf(), what: "no regular file" });
        }
        Ok(Self {
            path: path.to_path_buf(),
            limits: options.limits,
            names: options.names.clone(),
            program: options.program.clone(),
        })
    }

    fn order(&self, task: Task) -> Order {
        Order { version: env!("CARGO_PKG_VERSION").to_owned(), limits: self.limits, task }
    }

    fn unexpected(&self) -> OpenError {
        let detail = "the process that read it answered something else".to_owned();
        OpenError::Damaged { path: self.path.clone(), kind: KIND, detail }
    }
}

impl Sheet for ParquetSheet {
    fn name(&self) -> &'static str {
        ""
    }

    fn file_form(&self) -> FileForm {
        FileForm::of(FileFormat::Parquet)
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let Some(program) = &self.program else {
            let mut sink = Watched { sink, progress, is_cancelled: false };
            // How far it has come is told when the whole is interpreted.
            let untold = Progress::default();
            let mut read = || {
                let file = ParquetFile::open(&self.path, &self.limits)?;
                rows::read_rows(&file, &self.limits, &mut sink, &untold)
            };
            serve::guarded(&self.path, &mut read)?;
            return if sink.is_cancelled { Err(OpenError::Cancelled) } else { Ok(()) };
        };
        let mut process = ReadingProcess::start(program, &self.path, &self.order(Task::Rows))?;
        loop {
            match process.next(progress)? {
                Message::Rows(rows) => {
                    for row in rows {
                        if row.with(|row| sink.row(row)).is_break() {
                            return Ok(());
                        }
                    }
                }
                Message::End => return Ok(()),
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn interpreted(
        &self,
        mapping: &Mapping,
        words: &Words<'_>,
        progress: &Progress,
    ) -> Option<Result<Interpreted, OpenError>> {
        let Some(program) = &self.program else {
            let read = || sums::interpreted(&self.path, mapping, words, &self.limits, progress);
            return Some(serve::guarded(&self.path, read));
        };
        let task = Task::Interpret { mapping: Box::new(mapping.clone()), names: self.names.clone() };
        let read = || match ReadingProcess::start(program, &self.path, &self.order(task))?.next(progress)? {
            Message::Interpreted(read) => Ok(*read),
            _ => Err(self.unexpected()),
        };
        Some(read())
    }
}

/// Takes rows for as long as they are wanted.
struct Watched<'a> {
    sink: &'a mut dyn RowSink,
    progress: &'a Progress,
    is_cancelled: bool,
}

impl RowSink for Watched<'_> {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        self.is_cancelled = self.progress.is_cancelled();
        if self.is_cancelled { ControlFlow::Break(()) } else { self.sink.row(row) }
    }
}
