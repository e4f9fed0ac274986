use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};

use super::sheet::{RowSink, Sheet, SheetRow};
use super::{Limits, OpenError, Progress};

/// A file of delimited text.
pub(super) struct TextSheet {
    name: String,
    path: PathBuf,
    delimiter: u8,
    text: String,
}

impl TextSheet {
    /// Returns the table in a file of text.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, OpenError> {
        let bytes = std::fs::read(path).map_err(|source| OpenError::Read { path: path.to_path_buf(), source })?;
        Self::of_bytes(String::new(), path.to_path_buf(), bytes, limits)
    }

    /// Returns the table in text that is at hand: a member of an archive.
    pub(super) fn of_bytes(name: String, path: PathBuf, bytes: Vec<u8>, _limits: &Limits) -> Result<Self, OpenError> {
        if bytes.is_empty() {
            return Err(OpenError::Empty { path });
        }
        let text = crate::data::frame::decoded(&bytes).into_owned();
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
        let count = |sign: &u8| line.bytes().filter(|byte| byte == sign).count();
        let delimiter = *[b',', b';', b'\t', b'|'].iter().max_by_key(|sign| count(sign)).unwrap_or(&b',');
        Ok(Self { name, path, delimiter, text })
    }
}

impl Sheet for TextSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes());
        let mut cells = StringRecord::new();
        loop {
            let number = reader.position().line();
            let is_row = reader.read_record(&mut cells).map_err(|problem| OpenError::Damaged {
                path: self.path.clone(),
                kind: "delimited text",
                detail: problem.to_string(),
            })?;
            if progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
            if !is_row || sink.row(SheetRow { number, cells: &cells, repair: None }) == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }
}
