use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::model::EditionId;

use super::fault::Fault;
use super::frame::TextRow;
use super::records::{Record, optional_text};
use super::{DataError, DataIssue, IssueKind};

/// What became of some rows of a file: as many as were seen, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeLine {
    /// The file, relative to the folder the bundle was built from.
    pub file: String,
    /// The edition it is, for a file of a yearly publication.
    pub edition: Option<EditionId>,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Rows seen; in a file of JSON the entries, each with the figures of one country or a total; in a wide file of the
    /// Mineral Commodity Summaries, whose rows hold several figures, the cells of its columns of figures.
    pub rows_seen: u32,
    /// Of these, observations: rows of countries and of "Other countries", memberships, or entries of another table.
    pub observations: u32,
    /// Of these, printed totals.
    pub totals: u32,
    /// Of these, rows that are no part of a table by country.
    pub notes: u32,
    /// Of these, rows left out.
    pub left_out: u32,
    /// What the rows are, or why they were left out.
    pub reason: String,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// An observation, of what.
    Observed(&'static str),
    /// A printed total.
    Total,
    /// No part of a table by country: of what.
    Aside(&'static str),
    /// Left out because of a fault.
    LeftOut(IssueKind),
    /// Left out on purpose, why.
    Dropped(Cow<'static, str>),
}

/// Counts what becomes of the rows of one file.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<Fate, u32>);

impl Tally {
    /// Counts one row.
    pub(super) fn count(&mut self, fate: Fate) {
        *self.0.entry(fate).or_insert(0) += 1;
    }

    /// Counts one row, or its fault, which then is an issue of the file.
    pub(super) fn settle(
        &mut self,
        fate: Result<Fate, Fault>,
        (file, row): (&str, usize),
        issues: &mut Vec<DataIssue>,
    ) {
        self.count(fate.unwrap_or_else(|fault| {
            let kind = fault.kind;
            issues.push(fault.issue(file, row));
            Fate::LeftOut(kind)
        }));
    }

    /// Returns a line for each fate that rows of a file with these bytes met.
    pub(super) fn lines(&self, file: &str, edition: Option<&EditionId>, bytes: &[u8]) -> Vec<IntakeLine> {
        self.lines_of(file, edition, &sha256_text(bytes))
    }

    /// Returns a line for each fate that rows of a file with this SHA-256 met.
    pub(super) fn lines_of(&self, file: &str, edition: Option<&EditionId>, sha256: &str) -> Vec<IntakeLine> {
        let line = |(fate, count): (&Fate, &u32)| {
            let of = |is: bool| if is { *count } else { 0 };
            IntakeLine {
                file: file.to_owned(),
                edition: edition.cloned(),
                sha256: sha256.to_owned(),
                rows_seen: *count,
                observations: of(matches!(fate, Fate::Observed(_))),
                totals: of(matches!(fate, Fate::Total)),
                notes: of(matches!(fate, Fate::Aside(_))),
                left_out: of(matches!(fate, Fate::LeftOut(_) | Fate::Dropped(_))),
                reason: match fate {
                    Fate::Observed(what) | Fate::Aside(what) => (*what).to_owned(),
                    Fate::Dropped(why) => why.clone().into_owned(),
                    Fate::Total => "printed world totals".to_owned(),
                    Fate::LeftOut(kind) => kind.left_out_reason().to_owned(),
                },
            }
        };
        self.0.iter().map(line).collect()
    }
}

/// Returns the SHA-256 of some bytes in hexadecimal.
pub(super) fn sha256_text(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Returns bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(half), 16));
        }
        text
    })
}

impl Record for IntakeLine {
    const FILE: &'static str = "intake.csv";
    const COLUMNS: &'static [&'static str] =
        &["file", "edition", "sha256", "rows_seen", "observations", "totals", "notes", "left_out", "reason"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        let count = |column| row.parse(column, str::parse::<u32>);
        Ok(Self {
            file: row.text("file").to_owned(),
            edition: row.optional("edition", EditionId::new)?,
            sha256: row.text("sha256").to_owned(),
            rows_seen: count("rows_seen")?,
            observations: count("observations")?,
            totals: count("totals")?,
            notes: count("notes")?,
            left_out: count("left_out")?,
            reason: row.text("reason").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.file.clone(),
            optional_text(self.edition.as_ref()),
            self.sha256.clone(),
            self.rows_seen.to_string(),
            self.observations.to_string(),
            self.totals.to_string(),
            self.notes.to_string(),
            self.left_out.to_string(),
            self.reason.clone(),
        ]
    }
}
