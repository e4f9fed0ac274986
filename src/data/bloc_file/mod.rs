//! Blocs in files of their own.
//!
//! In: the bytes of a small CSV or JSON file. Out: blocs of a person's own and what is wrong in the file, by row; and
//! the other way round. A CSV has a row a member with the columns of `bloc_members.csv`, and what the bloc is called
//! before them; JSON has a version.

mod interpret;
mod json;
mod table;

use thiserror::Error;

use crate::model::{BlocId, OwnBloc};

use super::frame::decoded;
use super::open::MemberNames;
use super::{BlocFault, Dataset};

/// What a file of blocs holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlocFile {
    /// The blocs, without the rows that can't be used.
    pub blocs: Vec<OwnBloc>,
    /// What is wrong, in the order of the file.
    pub faults: Vec<BlocFault>,
    /// How many members the file lists.
    pub rows: usize,
}

impl BlocFile {
    /// Returns the faults for which something is left out or can't be right; the others only lack evidence.
    pub fn grave(&self) -> impl Iterator<Item = &BlocFault> {
        self.faults.iter().filter(|fault| !fault.kind.is_of_evidence())
    }
}

/// How blocs are written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlocFormat {
    /// Comma-separated values, a row a member: for spreadsheets.
    #[default]
    Csv,
    /// JSON with a version.
    Json,
}

impl BlocFormat {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Returns its name as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// Returns how names of its files end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Why a file of blocs could not be read or written down.
#[derive(Debug, Error)]
pub enum BlocFileError {
    /// There are no columns that say bloc and member, and it is no JSON of blocs either.
    #[error(
        "this is no table of blocs: it needs the columns bloc and member, and may have {more}; or JSON as Lodescope exports it"
    )]
    NotOne {
        /// The columns that may be there besides.
        more: String,
    },
    /// The table could not be read.
    #[error("the table of blocs cannot be read ({source})")]
    Table {
        /// What the reader said.
        source: csv::Error,
    },
    /// It is JSON, and not that of blocs.
    #[error("this is no JSON of blocs, or it is damaged ({source}); export a bloc to see how it is written")]
    Json {
        /// What the reader said.
        source: serde_json::Error,
    },
    /// A program from the future wrote it.
    #[error(
        "the blocs are of version {version}, and this program knows versions up to {known}; open them with a newer Lodescope"
    )]
    Newer {
        /// The file's version.
        version: u64,
        /// The newest version known here.
        known: u64,
    },
    /// The file names no bloc at all.
    #[error("there is no bloc in this file; give it at least one row below its header")]
    Empty,
    /// The names of countries that stand in the program could not be read.
    #[error("the names of countries could not be read")]
    Names {
        /// What the reader said.
        source: super::DataError,
    },
}

/// Returns whether the first bytes of a file are those of a file of blocs, whatever it is called.
#[must_use]
pub fn is_bloc_file(head: &[u8]) -> bool {
    let text = decoded(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') { json::is_one(text) } else { table::is_one(text) }
}

/// Reads a file of blocs. Rows that can't be used are left out and said; nothing is guessed.
///
/// # Errors
/// [`BlocFileError`] when it is none, or nothing in it can be read.
pub fn read_bloc_file(bytes: &[u8], dataset: &Dataset, names: &MemberNames) -> Result<BlocFile, BlocFileError> {
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let written = if text.trim_start().starts_with('{') { json::read(text)? } else { table::read(text)? };
    if written.is_empty() {
        return Err(BlocFileError::Empty);
    }
    Ok(interpret::interpreted(&written, dataset, names))
}

/// Returns blocs as a file.
#[must_use]
pub fn bloc_text(blocs: &[OwnBloc], format: BlocFormat) -> String {
    match format {
        BlocFormat::Csv => table::text(blocs),
        BlocFormat::Json => json::text(blocs),
    }
}

/// Returns the identifier that a bloc of a person's own has by a name: one that is not taken.
#[must_use]
pub fn own_id(name: &str, is_taken: impl Fn(&BlocId) -> bool) -> BlocId {
    let stem = interpret::stem(name);
    let mut number = 1_u32;
    loop {
        let text = if number == 1 { stem.clone() } else { format!("{stem}_{number}") };
        // A stem is made of letters that identifiers have.
        if let Ok(id) = BlocId::new(text)
            && !is_taken(&id)
        {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests;
