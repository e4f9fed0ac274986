use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::data::DataError;

/// Why a person's file could not be opened: what, what to do, then where.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The system does not give the file out.
    #[error("the file cannot be read; check that it is there and may be opened ({source}): {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The path is no file that can be read to its end.
    #[error("this is {what}, not a file with a table; pick a file: {}", path.display())]
    NotAFile {
        /// Which path.
        path: PathBuf,
        /// What it is, for example "a pipe".
        what: &'static str,
    },
    /// There is nothing in the file.
    #[error("the file is empty; open the file that the table was saved in: {}", path.display())]
    Empty {
        /// Which file.
        path: PathBuf,
    },
    /// The content is of no kind that can be read, or damaged.
    #[error("the content cannot be read as {kind} ({detail}); save it again, or as CSV: {}", path.display())]
    Damaged {
        /// Which file, with the member of an archive.
        path: PathBuf,
        /// What it was taken for, for example "an Excel workbook".
        kind: &'static str,
        /// What the reader said.
        detail: String,
    },
    /// The content is of a kind that holds no table, or none that is read here.
    #[error("this is {what}, which is not read here; save the table in it as CSV or XLSX, and open that: {}", path.display())]
    NotATable {
        /// Which file, with the member of an archive.
        path: PathBuf,
        /// What it is, for example "a PDF document".
        what: &'static str,
    },
    /// The content is behind a password.
    #[error("{what} is protected with a password; save a copy without one, and open that: {}", path.display())]
    Locked {
        /// Which file, with the member of an archive.
        path: PathBuf,
        /// What is protected, for example "the workbook".
        what: &'static str,
    },
    /// A limit was met before anything could be used.
    #[error("{what} is over the limit of {limit}; take out what is not needed, or raise the limits: {}", path.display())]
    OverLimit {
        /// Which file, with the member of an archive.
        path: PathBuf,
        /// What is too much, for example "the inflated size".
        what: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// Nothing in the file can be used.
    #[error("nothing in it can be used: {reason}: {}", path.display())]
    NothingUsable {
        /// Which file.
        path: PathBuf,
        /// Why, inside a sentence, with what to do.
        reason: String,
    },
    /// The reading was given up.
    #[error("reading was cancelled")]
    Cancelled,
    /// What the program keeps by hand, or a publisher's file, could not be read.
    #[error(transparent)]
    Data(#[from] DataError),
}

impl OpenError {
    /// Returns it with one path in place of another, where that is the file.
    pub(super) fn moved(mut self, from: &Path, to: &Path) -> Self {
        if let Self::Read { path, .. }
        | Self::NotAFile { path, .. }
        | Self::Empty { path }
        | Self::Damaged { path, .. }
        | Self::NotATable { path, .. }
        | Self::Locked { path, .. }
        | Self::OverLimit { path, .. }
        | Self::NothingUsable { path, .. } = &mut self
            && path == from
        {
            to.clone_into(path);
        }
        self
    }
}
