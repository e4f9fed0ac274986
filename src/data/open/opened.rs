use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::data::{Correction, DataIssue, IntakeLine, IssueKind, LeftOut, Table};
use crate::model::{Commodity, Edition, Form, Source};

use super::container::{self, Member};
use super::guess::Guess;
use super::sheet::Head;
use super::{FileForm, Mapping, OpenError, Progress};

/// A person's dataset: what was understood of one file or folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it was read from.
    pub path: PathBuf,
    /// SHA-256 of the content, in hexadecimal.
    pub fingerprint: String,
    /// The editions it adds, its own first; identifiers begin with [`EditionId::OWN`](crate::model::EditionId::OWN).
    pub editions: Vec<Edition>,
    /// The sources of these.
    pub sources: Vec<Source>,
    /// Minerals that the app does not know by themselves.
    pub commodities: Vec<Commodity>,
    /// Forms that the app does not know by themselves.
    pub forms: Vec<Form>,
    /// Country tables, by commodity, form, stage and edition.
    pub tables: Vec<Table>,
    /// Corrections of these, for a publisher's edition.
    pub corrections: Vec<Correction>,
    /// What was read sheet by sheet.
    pub sheets: Vec<SheetReport>,
    /// The issues met.
    pub issues: Issues,
    /// Rows of which no country has a figure.
    pub left_out: Vec<LeftOut>,
    /// Names of countries in it that a person assigned, as written, and what to.
    pub names: BTreeMap<String, String>,
    /// What became of the rows.
    pub intake: Vec<IntakeLine>,
}

/// What became of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetReport {
    /// What is to be seen of it.
    pub look: SheetLook,
    /// Rows seen.
    pub rows_seen: u64,
    /// Of these, rows that figures were taken from.
    pub rows_used: u64,
}

/// The issues met in a file: the first of each kind, and how many there are.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Issues {
    /// The issues kept, in the order of the file.
    pub list: Vec<DataIssue>,
    /// How many there are of each kind, those kept included, by kind.
    pub counts: Vec<IssueCount>,
}

/// How many issues there are of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueCount {
    /// The kind.
    pub kind: IssueKind,
    /// How many.
    pub count: u64,
}

/// What is to be seen of a file before it is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedAt {
    /// The file.
    pub path: PathBuf,
    /// Its sheets.
    pub sheets: Vec<SheetLook>,
}

/// The first rows of a sheet, and what its columns are taken to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetLook {
    /// Its name; empty where the file has one table only.
    pub name: String,
    /// What its file is, and how it is written.
    pub file_form: FileForm,
    /// The first rows as they are.
    pub rows: Vec<HeadRow>,
    /// Whether more follow.
    pub has_more: bool,
    /// What the columns are taken to mean, and why.
    pub guess: Guess,
}

/// A row as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadRow {
    /// Its number.
    pub number: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Issues {
    /// How many issues of a kind are kept.
    pub const KEPT_OF_A_KIND: u64 = 1_000;

    /// Adds an issue; of a kind that has many, only counts it.
    pub fn push(&mut self, issue: DataIssue) {
        if self.count(issue.kind, 1) <= Self::KEPT_OF_A_KIND {
            self.list.push(issue);
        }
    }

    /// Counts issues of a kind and returns how many there are now.
    pub fn count(&mut self, kind: IssueKind, more: u64) -> u64 {
        match self.counts.binary_search_by_key(&kind, |count| count.kind) {
            Ok(index) => self.counts.get_mut(index).map_or(0, |count| {
                count.count += more;
                count.count
            }),
            Err(index) => {
                self.counts.insert(index, IssueCount { kind, count: more });
                more
            }
        }
    }

    /// Adds those of another part of the file.
    pub fn append(&mut self, other: Self) {
        for IssueCount { kind, count } in &other.counts {
            let kept = other.list.iter().filter(|issue| issue.kind == *kind).count();
            self.count(*kind, count.saturating_sub(u64::try_from(kept).unwrap_or(u64::MAX)));
        }
        for issue in other.list {
            self.push(issue);
        }
    }

    /// Returns how many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|count| count.count).sum()
    }
}

impl SheetLook {
    /// Returns what is to be seen of a sheet.
    pub(super) fn of(name: &str, file_form: FileForm, head: &Head, guess: Guess) -> Self {
        let row = |(number, cells): &(u64, csv::StringRecord)| HeadRow {
            number: *number,
            cells: cells.iter().map(str::to_owned).collect(),
        };
        let rows = head.rows.iter().map(row).collect();
        Self { name: name.to_owned(), file_form, rows, has_more: head.has_more, guess }
    }

    /// Returns the names of the columns under a mapping, in order; of several header rows, joined.
    #[must_use]
    pub fn header(&self, mapping: &Mapping) -> Vec<String> {
        let rows = self.rows.iter().skip(mapping.header.above).take(mapping.header.rows);
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut names = vec![String::new(); width];
        for row in rows {
            for (name, cell) in names.iter_mut().zip(&row.cells) {
                if !name.is_empty() && !cell.trim().is_empty() {
                    name.push(' ');
                }
                name.push_str(cell.trim());
            }
        }
        names
    }
}

/// Returns the fingerprint of files, taken by a thread of its own while `read` reads them.
pub(super) fn beside_fingerprint(
    files: &[Member],
    read: impl FnOnce() -> Result<(), OpenError>,
) -> Result<String, OpenError> {
    let wanted = Progress::default();
    std::thread::scope(|scope| {
        let take = || fingerprint(files, &wanted);
        let beside = std::thread::Builder::new().name("fingerprint".to_owned()).spawn_scoped(scope, take);
        let read = read();
        if read.is_err() {
            wanted.cancel();
        }
        read?;
        match beside.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(fingerprint)) => fingerprint,
            // No thread could be had.
            _ => fingerprint(files, &wanted),
        }
    })
}

/// Returns the SHA-256 of a file's content, in hexadecimal; of several files, of their names and contents.
pub(super) fn fingerprint(files: &[Member], progress: &Progress) -> Result<String, OpenError> {
    let mut hasher = Sha256::new();
    let mut block = vec![0_u8; 1 << 18];
    for Member { name, path } in files {
        // Of a folder, what is no file is left out, and said to be.
        if !name.is_empty() && !container::checked(path).is_ok_and(|place| place == container::Place::File) {
            continue;
        }
        let fault = |source| OpenError::Read { path: path.clone(), source };
        let mut file = std::fs::File::open(path).map_err(fault)?;
        if !name.is_empty() {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update(file.metadata().map_err(fault)?.len().to_le_bytes());
        }
        loop {
            if progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
            let read = std::io::Read::read(&mut file, &mut block).map_err(fault)?;
            if read == 0 {
                break;
            }
            hasher.update(block.get(..read).unwrap_or_default());
        }
    }
    Ok(crate::data::intake::hexadecimal(&hasher.finalize()))
}
