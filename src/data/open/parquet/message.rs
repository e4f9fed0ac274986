use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;

use csv::StringRecord;
use serde::{Deserialize, Serialize};

use super::file::KIND;
use crate::data::open::interpret::Interpreted;
use crate::data::open::sheet::{Repair, SheetRow};
use crate::data::open::{Limits, Mapping, OpenError};

/// What a process that reads is asked for; the path is its argument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Order {
    /// The version of the program that asks: another one may speak otherwise.
    pub(super) version: String,
    pub(super) limits: Limits,
    pub(super) task: Task,
}

/// What is wanted of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Task {
    /// The rows as text, for as long as they are taken.
    Rows,
    /// What they say under a mapping, with these assigned names.
    Interpret { mapping: Box<Mapping>, names: BTreeMap<String, String> },
}

/// What a process that reads says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// So much more is read, and so much more is to be read.
    Progress { to_read: u64, bytes: u64, rows: u64 },
    /// The next rows.
    Rows(Vec<SentRow>),
    /// There are no more rows.
    End,
    /// What the rows say.
    Interpreted(Box<Interpreted>),
    /// Why nothing can be said.
    Failed(Failure),
}

/// A row as text.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SentRow {
    number: u64,
    cells: Vec<String>,
    /// Whether something of it was cut off.
    is_cut: bool,
}

/// An [`OpenError`] that can be sent.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Failure {
    /// The system does not give the file out.
    Read(String),
    /// Its content cannot be read.
    Damaged(String),
    /// A limit was met.
    OverLimit { what: String, limit: String },
    /// Nothing in it can be used.
    NothingUsable(String),
    /// The reading was given up.
    Cancelled,
}

impl SentRow {
    pub(super) fn of(row: &SheetRow<'_>) -> Self {
        let cells = row.cells.iter().map(str::to_owned).collect();
        Self { number: row.number, cells, is_cut: row.repair.is_some() }
    }

    /// Hands the row to `take`.
    pub(super) fn with<T>(&self, take: impl FnOnce(SheetRow<'_>) -> T) -> T {
        let cells = StringRecord::from(self.cells.as_slice());
        take(SheetRow { number: self.number, cells: &cells, repair: self.is_cut.then_some(Repair::CutCell) })
    }
}

impl Failure {
    pub(super) fn of(error: OpenError) -> Self {
        match error {
            OpenError::Read { source, .. } => Self::Read(source.to_string()),
            OpenError::NotAFile { what, .. } | OpenError::NotATable { what, .. } => {
                Self::Damaged(format!("it is {what}"))
            }
            OpenError::Locked { .. } => Self::Damaged("it is locked".to_owned()),
            OpenError::Empty { .. } => Self::Damaged("it is empty".to_owned()),
            OpenError::Damaged { detail, .. } => Self::Damaged(detail),
            OpenError::OverLimit { what, limit, .. } => Self::OverLimit { what, limit },
            OpenError::NothingUsable { reason, .. } => Self::NothingUsable(reason),
            OpenError::Cancelled => Self::Cancelled,
            OpenError::Data(problem) => Self::Damaged(problem.to_string()),
        }
    }

    pub(super) fn error(self, path: &Path) -> OpenError {
        let path = path.to_path_buf();
        match self {
            Self::Read(what) => OpenError::Read { path, source: io::Error::other(what) },
            Self::Damaged(detail) => OpenError::Damaged { path, kind: KIND, detail },
            Self::OverLimit { what, limit } => OpenError::OverLimit { path, what, limit },
            Self::NothingUsable(reason) => OpenError::NothingUsable { path, reason },
            Self::Cancelled => OpenError::Cancelled,
        }
    }
}

/// Writes a message with its length before it.
pub(super) fn write_message(message: &Message, to: &mut impl Write) -> io::Result<()> {
    let length = postcard::experimental::serialized_size(message).map_err(io::Error::other)?;
    to.write_all(&u64::try_from(length).map_err(io::Error::other)?.to_le_bytes())?;
    postcard::to_io(message, &mut *to).map_err(io::Error::other)?;
    to.flush()
}

/// Reads a message of at most so many bytes; nothing at the end.
pub(super) fn read_message(from: &mut impl Read, most_bytes: u64) -> io::Result<Option<Message>> {
    let mut length = [0; 8];
    if from.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u64::from_le_bytes(length);
    if length > most_bytes {
        return Err(io::Error::other("what it says is too long"));
    }
    // Grows with what comes, not with what is announced.
    let mut bytes = Vec::new();
    let read = from.take(length).read_to_end(&mut bytes)?;
    if u64::try_from(read).ok() != Some(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}
