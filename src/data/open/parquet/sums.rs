use std::path::Path;

use super::file::ParquetFile;
use super::rows::read_rows;
use crate::data::open::interpret::{Interpreted, interpret};
use crate::data::open::sheet::{RowSink, Sheet};
use crate::data::open::words::Words;
use crate::data::open::{Limits, Mapping, OpenError, Progress};

/// Returns what the rows of a file say under a mapping.
pub(super) fn interpreted(
    path: &Path,
    mapping: &Mapping,
    words: &Words<'_>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Interpreted, OpenError> {
    let file = ParquetFile::open(path, limits)?;
    interpret(&LocalRows { file: &file, limits }, mapping, words, limits, progress)
}

/// The rows of a file that is open in this process.
struct LocalRows<'a> {
    file: &'a ParquetFile,
    limits: &'a Limits,
}

impl Sheet for LocalRows<'_> {
    fn name(&self) -> &str {
        ""
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        read_rows(self.file, self.limits, sink, progress)
    }
}
