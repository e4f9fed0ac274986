use std::path::PathBuf;

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
