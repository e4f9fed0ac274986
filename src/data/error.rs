use std::path::PathBuf;

use polars::error::PolarsError;
use thiserror::Error;

/// What stops a file from being read or a bundle from being made. Faults of single cells are [`super::DataIssue`]s.
#[derive(Debug, Error)]
pub enum DataError {
    /// A file could not be read.
    #[error("the file cannot be read; check that it is there and may be opened: {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("the file cannot be written; check that the folder is there and has room: {}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The text of a file is not a table.
    #[error("this is not a table of comma-separated values ({detail}): {file}")]
    NotATable {
        /// Which file.
        file: String,
        /// What the reader said; its advice to programmers left out.
        detail: String,
    },
    /// The text of a file is not what its publisher is known to write.
    #[error("this is not the layout that is expected ({source}): {file}")]
    OtherLayout {
        /// Which file.
        file: String,
        /// What the reader said.
        source: serde_json::Error,
    },
    /// A table lacks a column that it must have.
    #[error("the column '{column}' is missing; the columns are {found}: {file}")]
    MissingColumn {
        /// Which file.
        file: String,
        /// Which column.
        column: String,
        /// The columns that are there.
        found: String,
    },
    /// The columns of a file are those of no layout that can be read.
    #[error("the columns are those of no edition of the Mineral Commodity Summaries; they are {found}: {file}")]
    UnknownLayout {
        /// Which file.
        file: String,
        /// The columns that are there.
        found: String,
    },
    /// A file does not say which edition it belongs to.
    #[error("the edition cannot be told; keep the publisher's file name, which starts with MCS and the year: {file}")]
    NoEdition {
        /// Which file.
        file: String,
    },
    /// An edition that the app reads is not in the app's own list.
    #[error("the edition '{edition}' is not listed; add a row for it: {file}")]
    UnknownEdition {
        /// Which edition.
        edition: String,
        /// The list.
        file: String,
    },
    /// A cell of a table that the app itself keeps is wrong.
    #[error("row {row}, column '{column}': '{value}' cannot be used: {reason}: {file}")]
    BadCell {
        /// Which file.
        file: String,
        /// Which row, the header being row 1.
        row: usize,
        /// Which column.
        column: String,
        /// What stands there.
        value: String,
        /// Why it is wrong.
        reason: String,
    },
    /// A table could not be written as text.
    #[error("the table cannot be written as comma-separated values: {file}")]
    WriteTable {
        /// Which file.
        file: String,
        /// What the writer said.
        source: PolarsError,
    },
    /// The description of the package could not be written as JSON.
    #[error("the description of the data package cannot be written")]
    Describe {
        /// What the writer said.
        source: serde_json::Error,
    },
    /// The map could not be written as JSON.
    #[error("the map cannot be written")]
    WriteMap {
        /// What the writer said.
        source: serde_json::Error,
    },
    /// The tables could not be packed.
    #[error("the tables cannot be packed into a bundle")]
    Pack {
        /// What the packer said.
        source: postcard::Error,
    },
    /// The embedded data do not start as a bundle does.
    #[error("the built-in data are empty or not a bundle; run 'lodescope bundle' and build again")]
    NotABundle,
    /// The embedded data are of another version.
    #[error(
        "the built-in data have format {found}, this program reads {expected}; run 'lodescope bundle' and build again"
    )]
    BundleVersion {
        /// The version found.
        found: u8,
        /// The version this program reads.
        expected: u8,
    },
    /// The embedded data could not be unpacked.
    #[error("the built-in data cannot be unpacked; run 'lodescope bundle' and build again")]
    Unpack {
        /// What the unpacker said.
        source: postcard::Error,
    },
}
