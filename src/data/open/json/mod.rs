//! JSON as a table: objects one a line, or a list of objects.
//!
//! In: text of JSON. Out: a [`Sheet`] whose first row is the keys in the order in which they first appear, and whose
//! other rows are the objects, their values as they are written; a list or an object in a value is its JSON text.
//! Objects are taken apart one at a time, so that a long file streams and nothing nests.

mod object;
mod scan;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::sheet::{Repair, RowSink, Sheet};
use super::sparse::SparseRows;
use super::{FileForm, FileFormat, Limits, OpenError, Progress};
use object::fields;
use scan::{Scan, Shape, Taken};

/// What JSON is called in messages.
const KIND: &str = "JSON with an object for each row";

/// A file of JSON with an object for each row.
pub(super) struct JsonSheet {
    name: String,
    label: PathBuf,
    content: Content,
    limits: Limits,
    shape: Shape,
    columns: Vec<String>,
    has_more_columns: bool,
}

/// Where the text is.
enum Content {
    File(PathBuf),
    Bytes(Rc<[u8]>),
}

impl JsonSheet {
    /// Returns the table in a file.
    pub(super) fn of_file(name: String, path: &Path, limits: &Limits, progress: &Progress) -> Result<Self, OpenError> {
        Self::of(name, path.to_path_buf(), Content::File(path.to_path_buf()), limits, progress)
    }

    /// Returns the table in text that is at hand.
    pub(super) fn of_bytes(
        name: String,
        label: PathBuf,
        bytes: Vec<u8>,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Self, OpenError> {
        Self::of(name, label, Content::Bytes(bytes.into()), limits, progress)
    }

    fn of(
        name: String,
        label: PathBuf,
        content: Content,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Self, OpenError> {
        let mut sheet = Self {
            name,
            label,
            content,
            limits: *limits,
            shape: Shape::Lines,
            columns: Vec::new(),
            has_more_columns: false,
        };
        let shape = Shape::of(sheet.open()?).map_err(|source| sheet.fault(source))?;
        sheet.shape = shape;
        sheet.find_columns(progress)?;
        if sheet.columns.is_empty() {
            let reason = "no object in it has a field; save the table as a list of objects, or as CSV".to_owned();
            return Err(OpenError::NothingUsable { path: sheet.label, reason });
        }
        Ok(sheet)
    }

    fn open(&self) -> Result<Box<dyn Read + '_>, OpenError> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Box::new(Cursor::new(bytes.as_ref()))),
            Content::File(path) => {
                File::open(path).map(|file| Box::new(file) as _).map_err(|source| self.fault(source))
            }
        }
    }

    fn length(&self) -> u64 {
        match &self.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
        }
    }

    fn fault(&self, source: std::io::Error) -> OpenError {
        OpenError::Read { path: self.label.clone(), source }
    }

    fn damaged(&self, line: u64, detail: &str) -> OpenError {
        OpenError::Damaged { path: self.label.clone(), kind: KIND, detail: format!("line {line}: {detail}") }
    }

    fn scan(&self) -> Result<Scan<'_>, OpenError> {
        Ok(Scan::new(self.open()?, self.shape, self.limits.whole_file_bytes))
    }

    /// Reads through the file for the keys of its objects.
    fn find_columns(&mut self, progress: &Progress) -> Result<(), OpenError> {
        let mut known: HashSet<String> = HashSet::new();
        let mut columns = Vec::new();
        let mut has_more = false;
        self.each(progress, &mut |taken| {
            let limit = self.limits.columns;
            // A broken object has no keys; it is met again as a row.
            let _fault = fields(taken.text, &mut |key, _value| {
                if known.contains(key.as_ref()) {
                    return;
                }
                if columns.len() < limit {
                    known.insert(key.to_string());
                    columns.push(key.into_owned());
                } else {
                    has_more = true;
                }
            });
            Ok(ControlFlow::Continue(()))
        })?;
        self.columns = columns;
        self.has_more_columns = has_more;
        Ok(())
    }

    /// Hands out the objects of the file.
    fn each(
        &self,
        progress: &Progress,
        take: &mut dyn FnMut(Taken<'_>) -> Result<ControlFlow<()>, OpenError>,
    ) -> Result<(), OpenError> {
        let mut scan = self.scan()?;
        progress.expect_bytes(self.length());
        loop {
            if progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
            let taken = match scan.next() {
                Ok(Some(taken)) => taken,
                Ok(None) => return Ok(()),
                Err(scan::Fault::Read(source)) => return Err(self.fault(source)),
                Err(scan::Fault::Damaged { line, detail }) => return Err(self.damaged(line, detail)),
                Err(scan::Fault::TooLong) => {
                    return Err(super::sparse::too_long(&self.label, "an object", self.limits.whole_file_bytes));
                }
            };
            progress.advance(taken.text.len() as u64, 0);
            if take(taken)?.is_break() {
                return Ok(());
            }
        }
    }
}

impl Sheet for JsonSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        FileForm::of(match self.shape {
            Shape::Lines => FileFormat::JsonLines,
            Shape::Free => FileFormat::Json,
        })
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let places: HashMap<&str, usize> =
            self.columns.iter().enumerate().map(|(place, key)| (key.as_str(), place)).collect();
        let mut rows = SparseRows::new(sink, &self.limits, progress, &self.label);
        if rows.begin(0)?.is_break() {
            return Ok(());
        }
        for (place, key) in self.columns.iter().enumerate() {
            rows.put(place, key)?;
        }
        if self.has_more_columns {
            rows.repaired(Repair::CutRow);
        }
        let mut number = 0;
        let is_numbered_by_line = self.shape == Shape::Lines;
        self.each(progress, &mut |taken| {
            number = if is_numbered_by_line { taken.line } else { number + 1 };
            if rows.begin(number)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let limit = self.limits.columns;
            let mut put = Ok(());
            let whole = fields(taken.text, &mut |key, value| {
                if put.is_ok() {
                    put = rows.put(places.get(key.as_ref()).copied().unwrap_or(limit), &value);
                }
            });
            put?;
            match whole {
                Ok(is_text) if is_text => {}
                Ok(_) => rows.repaired(Repair::BrokenText),
                // The row is not lost: it is shown as written, and met as one that nothing can be taken from.
                Err(_fault) if is_numbered_by_line => {
                    rows.discard();
                    rows.put(0, String::from_utf8_lossy(taken.text).trim())?;
                }
                Err(fault) => return Err(self.damaged(taken.line, fault)),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        rows.end().map(|_last| ())
    }
}
