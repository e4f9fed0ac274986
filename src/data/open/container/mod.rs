//! From a path to the sheets in it.
//!
//! In: a path to a file or a folder. Out: its [`Sheet`]s, and the parts that could not be opened, each with the reason.
//! What a file is, its content says first ([`Kind`]) and its ending second; nothing but a regular file is ever opened,
//! and nothing compressed is inflated further than it declares and the limits allow.
//!
//! ```text
//! folder, datapackage.json ─▶ files ─┐
//! zip ─▶ members ────────────────────┼─▶ text, JSON, workbook, Parquet ─▶ sheets
//! gzip ─▶ content ───────────────────┘
//! ```

mod folder;
mod gzip;
mod kind;
mod package;
mod zipped;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

use super::interpret::Interpreted;
use super::json::JsonSheet;
use super::limits::in_words;
use super::parquet::ParquetSheet;
use super::sheet::{RowSink, Sheet};
use super::text::TextSheet;
use super::words::Words;
use super::{FileForm, Mapping, OpenError, OpenOptions, Packing, Progress, workbook};
use kind::{Kind, Zipped};

pub(super) use folder::{Member, files};
pub(super) use zipped::directory;

/// How many bytes of a file say what it is.
const HEAD_BYTES: usize = 4_096;
/// How many bytes are read before a look at whether reading is still wanted.
const BLOCK_BYTES: usize = 1 << 16;

/// What is in a file or folder.
#[derive(Default)]
pub(super) struct Found {
    /// Its tables, each with a name of its own.
    pub(super) sheets: Vec<Box<dyn Sheet>>,
    /// What could not be opened beside them.
    pub(super) unread: Vec<Unread>,
}

/// A part of a file or folder that could not be opened.
#[derive(Debug)]
pub(super) struct Unread {
    /// Its name, as a sheet's.
    pub(super) name: String,
    /// Why.
    pub(super) reason: OpenError,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A file that ends.
    File,
    /// A folder.
    Folder,
}

/// A piece of content with what it is called.
#[derive(Debug, Clone)]
struct Part {
    /// The name of its sheet, empty for a file by itself; begins the names of several.
    name: String,
    /// Where it stands, for messages: the file, with the member of an archive.
    label: PathBuf,
    /// What it lies in.
    within: Within,
}

/// What a piece of content lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Nothing but a folder.
    Folder,
    /// An archive or a compressed file.
    Archive,
}

/// What is asked of everything that reads.
#[derive(Clone, Copy)]
struct Reading<'a> {
    options: &'a OpenOptions,
    progress: &'a Progress,
}

/// Returns what is in a file or folder.
///
/// # Errors
/// [`OpenError`] when none of it can be opened.
pub(super) fn found(path: &Path, options: &OpenOptions, progress: &Progress) -> Result<Found, OpenError> {
    let reading = Reading { options, progress };
    let found = match checked(path)? {
        Place::Folder => folder::found(path, reading)?,
        Place::File if package::is_package(path) => package::found(path, reading)?.ok_or_else(|| {
            OpenError::NotATable { path: path.to_path_buf(), what: "a datapackage.json without resources" }
        })?,
        Place::File => {
            let part = Part { name: String::new(), label: path.to_path_buf(), within: Within::Folder };
            of_file(path, part, reading)?
        }
    };
    found.at_least_one(path)
}

/// Returns what a path leads to, having opened nothing.
///
/// # Errors
/// [`OpenError`] when it is neither a file nor a folder.
pub(super) fn checked(path: &Path) -> Result<Place, OpenError> {
    let metadata = std::fs::metadata(path).map_err(|source| OpenError::Read { path: path.to_path_buf(), source })?;
    let kind = metadata.file_type();
    if kind.is_dir() {
        return Ok(Place::Folder);
    }
    if kind.is_file() {
        return Ok(Place::File);
    }
    Err(OpenError::NotAFile { path: path.to_path_buf(), what: special(kind) })
}

#[cfg(unix)]
fn special(kind: std::fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_kind: std::fs::FileType) -> &'static str {
    "something special"
}

/// Returns what is in a file.
fn of_file(path: &Path, part: Part, reading: Reading<'_>) -> Result<Found, OpenError> {
    if checked(path)? == Place::Folder {
        return Err(OpenError::NotAFile { path: path.to_path_buf(), what: "a folder" });
    }
    let fault = |source| OpenError::Read { path: path.to_path_buf(), source };
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let file = File::open(path).map_err(fault)?;
    (&file).take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(fault)?;
    match Kind::of(&head) {
        Kind::Empty => Err(OpenError::Empty { path: part.label }),
        Kind::Gzip => Ok(gzip::found(path, part, reading)?.packed(Packing::Gzip)),
        Kind::Parquet => {
            let sheet = ParquetSheet::open(path, reading.options)?;
            Ok(Found::of(vec![Box::new(Renamed::of(part.name, sheet))]))
        }
        Kind::Text => {
            let sheet = TextSheet::open(path, &reading.options.limits)?;
            Ok(Found::of(vec![Box::new(Renamed::of(part.name, sheet))]))
        }
        Kind::Json => Ok(Found::of(vec![Box::new(JsonSheet::of_file(
            part.name,
            path,
            &reading.options.limits,
            reading.progress,
        )?)])),
        kind => {
            let length = file.metadata().map_err(fault)?.len();
            let bytes = whole(head.as_slice().chain(file), length, &part.label, reading)?;
            of_bytes(kind, bytes, part, reading)
        }
    }
}

/// Returns what is in content that is at hand.
fn of_bytes(kind: Kind, bytes: Vec<u8>, part: Part, reading: Reading<'_>) -> Result<Found, OpenError> {
    let Reading { options, progress } = reading;
    let limits = &options.limits;
    let sheets: Vec<Box<dyn Sheet>> = match kind {
        Kind::Empty => return Err(OpenError::Empty { path: part.label }),
        Kind::Text => vec![Box::new(TextSheet::of_bytes(part.name, part.label, bytes, limits)?)],
        Kind::Json => vec![Box::new(JsonSheet::of_bytes(part.name, part.label, bytes, limits, progress)?)],
        Kind::Other(what) => return Err(OpenError::NotATable { path: part.label, what }),
        Kind::Parquet => vec![parquet(&bytes, part, options)?],
        Kind::Gzip => return Err(nested(part.label)),
        Kind::Compound => workbook::xls(&part.name, &part.label, &bytes, limits, progress)?,
        Kind::Zip => match zipped::kind(&bytes, &part.label, limits)? {
            Zipped::Xlsx => workbook::xlsx(&part.name, &part.label, bytes, limits, progress)?,
            Zipped::Xlsb => workbook::xlsb(&part.name, &part.label, bytes, limits, progress)?,
            Zipped::Ods => workbook::ods(&part.name, &part.label, bytes, limits, progress)?,
            Zipped::Other(what) => return Err(OpenError::NotATable { path: part.label, what }),
            Zipped::Archive if part.within == Within::Archive => return Err(nested(part.label)),
            Zipped::Archive => return Ok(zipped::found(&bytes, &part, reading)?.packed(Packing::Zip)),
        },
    };
    Ok(Found::of(sheets))
}

/// Returns the refusal of an archive in an archive.
fn nested(path: PathBuf) -> OpenError {
    OpenError::NotATable { path, what: "an archive within another" }
}

/// Returns the table in a Parquet file that lies in an archive. It goes to a file for this time only: what reads it is
/// another process.
fn parquet(bytes: &[u8], part: Part, options: &OpenOptions) -> Result<Box<dyn Sheet>, OpenError> {
    let copy = |source| OpenError::Read { path: std::env::temp_dir(), source };
    let mut kept = Kept { file: tempfile::NamedTempFile::new().map_err(copy)?, label: part.label };
    kept.file.write_all(bytes).and_then(|()| kept.file.flush()).map_err(copy)?;
    let sheet = ParquetSheet::open(kept.file.path(), options)?;
    Ok(Box::new(Renamed { name: part.name, sheet: Box::new(sheet), kept: Some(kept), packed: None }))
}

/// Returns the content of a file of a length, if the limits allow for that.
fn whole(file: impl Read, length: u64, label: &Path, reading: Reading<'_>) -> Result<Vec<u8>, OpenError> {
    let limit = reading.options.limits.whole_file_bytes;
    let too_long = |length: u64| OpenError::OverLimit {
        path: label.to_path_buf(),
        what: format!("the size of the file, {},", in_words(length)),
        limit: in_words(limit),
    };
    if length > limit {
        return Err(too_long(length));
    }
    let fault = |source| OpenError::Read { path: label.to_path_buf(), source };
    reading.progress.expect_bytes(length);
    let mut bytes = Vec::new();
    if counted(file, limit, &mut bytes, reading.progress, fault)? {
        return Err(too_long(limit.saturating_add(1)));
    }
    Ok(bytes)
}

/// Reads to the end, or until there is more than the limit; returns whether there is.
fn counted(
    mut from: impl Read,
    limit: u64,
    into: &mut Vec<u8>,
    progress: &Progress,
    fault: impl Fn(std::io::Error) -> OpenError,
) -> Result<bool, OpenError> {
    let mut block = vec![0_u8; BLOCK_BYTES];
    loop {
        if progress.is_cancelled() {
            return Err(OpenError::Cancelled);
        }
        let read = match from.read(&mut block) {
            Ok(read) => read,
            Err(interrupted) if interrupted.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(problem) => return Err(fault(problem)),
        };
        if read == 0 {
            return Ok(false);
        }
        progress.advance(read as u64, 0);
        into.extend_from_slice(block.get(..read).unwrap_or_default());
        if into.len() as u64 > limit {
            return Ok(true);
        }
    }
}

impl Found {
    fn of(sheets: Vec<Box<dyn Sheet>>) -> Self {
        Self { sheets, unread: Vec::new() }
    }

    /// Returns it as what lies in an archive or a compressed file.
    fn packed(self, packing: Packing) -> Self {
        let packed = |sheet: Box<dyn Sheet>| -> Box<dyn Sheet> {
            Box::new(Renamed { name: sheet.name().to_owned(), sheet, kept: None, packed: Some(packing) })
        };
        Self { sheets: self.sheets.into_iter().map(packed).collect(), ..self }
    }

    /// Adds what a part holds, or why it holds nothing.
    fn add(&mut self, name: &str, part: Result<Self, OpenError>) -> Result<(), OpenError> {
        match part {
            Ok(found) => {
                self.sheets.extend(found.sheets);
                self.unread.extend(found.unread);
            }
            Err(OpenError::Cancelled) => return Err(OpenError::Cancelled),
            Err(reason) => self.unread.push(Unread { name: name.to_owned(), reason }),
        }
        Ok(())
    }

    /// Returns it if there is a table, and the names of tables are different; else the reason why there is none.
    fn at_least_one(mut self, path: &Path) -> Result<Self, OpenError> {
        if self.sheets.is_empty() {
            return Err(match self.unread.into_iter().next() {
                Some(unread) => unread.reason,
                None => OpenError::NothingUsable {
                    path: path.to_path_buf(),
                    reason: "there is no file with a table in it; pick the file itself".to_owned(),
                },
            });
        }
        let mut names = BTreeSet::new();
        let of_its_own = |sheet: Box<dyn Sheet>| -> Box<dyn Sheet> {
            let mut name = sheet.name().to_owned();
            let mut copy = 2;
            while !names.insert(name.clone()) {
                name = format!("{} ({copy})", sheet.name());
                copy += 1;
            }
            let is_same = name == sheet.name();
            if is_same { sheet } else { Box::new(Renamed { name, sheet, kept: None, packed: None }) }
        };
        self.sheets = self.sheets.into_iter().map(of_its_own).collect();
        Ok(self)
    }
}

/// A sheet under another name or in an archive, with the file that it is read from if that is for this time only.
struct Renamed {
    name: String,
    sheet: Box<dyn Sheet>,
    kept: Option<Kept>,
    /// What its file is packed in, where the sheet itself does not know.
    packed: Option<Packing>,
}

/// A file for this time only, and the one that it was made from.
struct Kept {
    file: tempfile::NamedTempFile,
    label: PathBuf,
}

impl Renamed {
    fn of(name: String, sheet: impl Sheet + 'static) -> Self {
        Self { name, sheet: Box::new(sheet), kept: None, packed: None }
    }

    /// Returns a fault as one of the file that the content came from.
    fn moved(&self, fault: OpenError) -> OpenError {
        match &self.kept {
            Some(kept) => fault.moved(kept.file.path(), &kept.label),
            None => fault,
        }
    }
}

impl Sheet for Renamed {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        let form = self.sheet.file_form();
        FileForm { packed: self.packed.or(form.packed), ..form }
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        self.sheet.read(sink, progress).map_err(|fault| self.moved(fault))
    }

    fn interpreted(
        &self,
        mapping: &Mapping,
        words: &Words<'_>,
        progress: &Progress,
    ) -> Option<Result<Interpreted, OpenError>> {
        let mut read = self.sheet.interpreted(mapping, words, progress)?;
        if let Ok(read) = &mut read {
            read.issues.list.iter_mut().for_each(|issue| issue.sheet.clone_from(&self.name));
        }
        Some(read.map_err(|fault| self.moved(fault)))
    }

    fn as_text(&self) -> Option<&TextSheet> {
        self.sheet.as_text()
    }
}
