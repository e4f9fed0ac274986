use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Edition, Quantity, Unit};

use super::correct::{Cells, applied, correct, stale};
use super::curated::{Curated, CuratedCorrection, Placement};
use super::frame::{TextFrame, TextRow};
use super::import_reliance::is_reliance_of_the_year;
use super::intake::{Fate, IntakeLine, Tally};
use super::observation::{Observation, RowSubject, TableHead};
use super::spelling::{sentence, tidy, without_rounded};
use super::usgs_words::{own_sentences, unit};
use super::value::{Printed, read_value};
use super::{Correction, DataError, DataIssue, IssueKind, Statement, TableKey};

const COLUMNS: [&str; 11] = [
    "MCS chapter",
    "Section",
    "Commodity",
    "Country",
    "Statistics",
    "Statistics_detail",
    "Unit",
    "Year",
    "Value",
    "Notes",
    "Is critical mineral 2025",
];

/// Fewer rows than this do not show that a sentence is meant for the table and not for each row.
const ROWS_THAT_SHARE_A_NOTE: usize = 3;

/// What the file of Mineral Commodity Summaries 2026 says.
pub(super) struct Usgs2026 {
    pub(super) heads: Vec<TableHead>,
    pub(super) observations: Vec<Observation>,
    pub(super) corrections: Vec<Correction>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

/// A row that was understood.
struct Seen {
    observation: Observation,
    /// Its notes, one sentence each, what the app adds first and last.
    sentences: Vec<String>,
    row_note: String,
}

/// Why a row is left out.
struct Fault {
    kind: IssueKind,
    column: &'static str,
    value: String,
    mend: String,
}

struct Reader<'a> {
    curated: &'a Curated,
    edition: &'a Edition,
    file: &'a str,
    /// Heads, and whether the label is that of the table's main rows.
    heads: BTreeMap<TableKey, (TableHead, bool)>,
    seen: Vec<Seen>,
    places: BTreeMap<(TableKey, i16, RowSubject), Vec<String>>,
    hits: BTreeMap<usize, u32>,
    issues: Vec<DataIssue>,
}

/// Returns what the long file of the 2026 edition says: world tables read, everything else counted.
pub(super) fn read(file: &str, bytes: &[u8], curated: &Curated, edition: &Edition) -> Result<Usgs2026, DataError> {
    let frame = TextFrame::read(file, bytes)?;
    frame.require(&COLUMNS)?;
    let mut reader = Reader {
        curated,
        edition,
        file,
        heads: BTreeMap::new(),
        seen: Vec::new(),
        places: BTreeMap::new(),
        hits: BTreeMap::new(),
        issues: Vec::new(),
    };
    let mut tally = Tally::default();
    for row in frame.rows() {
        tally.count(reader.row(row));
    }
    let intake = tally.lines(file, Some(&edition.id), bytes);
    Ok(reader.finish(intake))
}

impl<'a> Reader<'a> {
    fn row(&mut self, row: TextRow<'_>) -> Fate {
        let section = tidy(row.text("Section"));
        if section.starts_with("Salient Statistics") {
            if is_reliance_of_the_year(row) {
                return Fate::Aside("net import reliance of the United States, taken where figure 2 leaves it out");
            }
            return Fate::Aside("salient statistics of the United States");
        }
        if section == "Import Sources" {
            return Fate::Aside("import sources of the United States");
        }
        let outcome = if section.starts_with("World") {
            self.world_row(row)
        } else {
            Err(Fault {
                kind: IssueKind::UnknownSection,
                column: "Section",
                value: section,
                mend: "Expected are World…, Salient Statistics… and Import Sources.".to_owned(),
            })
        };
        outcome.unwrap_or_else(|fault| {
            let kind = fault.kind;
            self.issues.push(DataIssue {
                file: self.file.to_owned(),
                row: row.number(),
                column: fault.column.to_owned(),
                value: fault.value,
                kind,
                done: "The row was left out.".to_owned(),
                mend: fault.mend,
            });
            Fate::LeftOut(kind)
        })
    }

    fn world_row(&mut self, row: TextRow<'_>) -> Result<Fate, Fault> {
        let placement = self.placement(row)?;
        let subject = self.subject(row)?;
        let mut cells = Cells::of(row);
        let printed = cells.value.clone();
        let corrections = self.corrections_of(&placement.key, subject, &cells);
        let (factor, remarks) = correct(&mut cells, corrections.iter().map(|(_, correction)| *correction));
        self.mend_shift(row, &mut cells);
        let unit = unit(&cells.unit).ok_or_else(|| Fault {
            kind: IssueKind::UnknownUnit,
            column: "Unit",
            value: cells.unit.clone(),
            mend: "Write metric tons, thousand metric tons, kilograms or another unit of the publication.".to_owned(),
        })?;
        let year = cells.year.parse::<i16>().map_err(|_not_a_year| Fault {
            kind: IssueKind::UnknownYear,
            column: "Year",
            value: cells.year.clone(),
            mend: "Write the year as four digits.".to_owned(),
        })?;
        let quantity = quantity(&cells, &printed)?.scaled(factor);
        self.check_unit(placement, row, unit)?;
        self.check_place(placement, row, year, subject)?;
        for (index, _) in corrections {
            *self.hits.entry(index).or_insert(0) += 1;
        }
        let mut sentences = vec![sentence(&placement.row_note)];
        sentences.extend(own_sentences(&cells.notes));
        sentences.extend(remarks);
        self.seen.push(Seen {
            observation: Observation {
                key: placement.key.clone(),
                subject,
                year,
                statement: Statement { quantity, note: String::new() },
                unit,
                source: self.edition.source.clone(),
                printed,
            },
            sentences,
            row_note: placement.row_note.clone(),
        });
        Ok(if subject == RowSubject::World {
            Fate::Total
        } else {
            Fate::Observed("rows of countries and of other countries")
        })
    }

    fn placement(&self, row: TextRow<'_>) -> Result<&'a Placement, Fault> {
        let (chapter, detail) = (row.text("MCS chapter"), row.text("Statistics_detail"));
        self.curated
            .placement(&self.edition.id, chapter, row.text("Commodity"), row.text("Statistics"), detail)
            .ok_or_else(|| Fault {
                kind: IssueKind::UnknownTable,
                column: "Statistics_detail",
                value: tidy(detail),
                mend: format!("Add a row for chapter {} to usgs_tables.csv.", tidy(chapter)),
            })
    }

    fn subject(&self, row: TextRow<'_>) -> Result<RowSubject, Fault> {
        self.curated.subject(row.text("Country")).ok_or_else(|| Fault {
            kind: IssueKind::UnknownCountry,
            column: "Country",
            value: tidy(row.text("Country")),
            mend: "Use a name or code that country_names.csv has, or add the spelling to it.".to_owned(),
        })
    }

    /// Returns the corrections that mean this row, with their places in the list.
    fn corrections_of(
        &self,
        key: &TableKey,
        subject: RowSubject,
        cells: &Cells,
    ) -> Vec<(usize, &'a CuratedCorrection)> {
        let mut cells = cells.clone();
        let mut of_row = |correction: &CuratedCorrection| {
            correction.key == *key
                && correction.subject.is_none_or(|meant| meant == subject)
                && cells.are_meant_by(correction)
        };
        self.curated.corrections.iter().enumerate().filter(|(_, correction)| of_row(correction)).collect()
    }

    /// Takes the flag of critical minerals out of the notes, where a row's last cells are shifted.
    fn mend_shift(&mut self, row: TextRow<'_>, cells: &mut Cells) {
        let is_flag = |text: &str| text == "Yes" || text == "No";
        if is_flag(&cells.notes) && !is_flag(&cells.critical) {
            self.issues.push(DataIssue {
                file: self.file.to_owned(),
                row: row.number(),
                column: "Notes".to_owned(),
                value: std::mem::take(&mut cells.notes),
                kind: IssueKind::ShiftedCells,
                done: "The row was read without a note.".to_owned(),
                mend: "Move the cells after Value one column to the right.".to_owned(),
            });
        }
    }

    /// Opens the table of a row, or checks that it counts in the same unit.
    fn check_unit(&mut self, placement: &Placement, row: TextRow<'_>, unit: Unit) -> Result<(), Fault> {
        let is_main = placement.row_note.is_empty();
        let label = || format!("{}, {}", tidy(row.text("MCS chapter")), without_rounded(row.text("Statistics_detail")));
        let (head, has_main_label) = self.heads.entry(placement.key.clone()).or_insert_with(|| {
            let head = TableHead {
                key: placement.key.clone(),
                unit,
                basis: placement.basis.clone(),
                not_additive: placement.not_additive.clone(),
                source_label: label(),
                note: String::new(),
            };
            (head, is_main)
        });
        if is_main && !*has_main_label {
            head.source_label = label();
            *has_main_label = true;
        }
        if head.unit == unit {
            return Ok(());
        }
        Err(Fault {
            kind: IssueKind::MixedUnits,
            column: "Unit",
            value: tidy(row.text("Unit")),
            mend: format!("The table's first row is in {}: write all of it in one unit.", head.unit.id()),
        })
    }

    /// Checks that a row's place is free: a country may stand twice only where the table says what sets the rows apart.
    fn check_place(
        &mut self,
        placement: &Placement,
        row: TextRow<'_>,
        year: i16,
        subject: RowSubject,
    ) -> Result<(), Fault> {
        let taken = self.places.entry((placement.key.clone(), year, subject)).or_default();
        let may_share = matches!(subject, RowSubject::Country(_)) && !taken.contains(&placement.row_note);
        if taken.is_empty() || may_share {
            taken.push(placement.row_note.clone());
            return Ok(());
        }
        Err(Fault {
            kind: IssueKind::Duplicate,
            column: "Country",
            value: tidy(row.text("Country")),
            mend: format!("Keep one row for {year}, or tell the rows apart in usgs_tables.csv."),
        })
    }

    fn finish(mut self, intake: Vec<IntakeLine>) -> Usgs2026 {
        let mut corrections = Vec::new();
        for (index, correction) in self.curated.corrections.iter().enumerate() {
            if correction.key.edition != self.edition.id {
                continue;
            }
            let rows = self.hits.get(&index).copied().unwrap_or(0);
            if rows == 0 {
                self.issues.push(stale(self.file, correction));
            }
            corrections.push(applied(correction, rows));
        }
        let shared = shared_sentences(&self.seen);
        let heads = self.heads.into_values().map(|(mut head, _)| {
            head.note = shared.get(&head.key).map(|sentences| sentences.join(" ")).unwrap_or_default();
            head
        });
        let none = Vec::new();
        let observations = self.seen.into_iter().map(|seen| {
            let mut observation = seen.observation;
            let of_table = shared.get(&observation.key).unwrap_or(&none);
            let mut own: Vec<String> = Vec::new();
            for sentence in seen.sentences {
                if !sentence.is_empty() && !of_table.contains(&sentence) && !own.contains(&sentence) {
                    own.push(sentence);
                }
            }
            observation.statement.note = own.join(" ");
            observation
        });
        Usgs2026 {
            heads: heads.collect(),
            observations: observations.collect(),
            corrections,
            issues: self.issues,
            intake,
        }
    }
}

/// Returns the quantity that the cells of a row state.
fn quantity(cells: &Cells, printed: &str) -> Result<Quantity, Fault> {
    let fault = |kind, mend| Fault { kind, column: "Value", value: printed.to_owned(), mend };
    match read_value(&cells.value, &cells.notes) {
        Ok(Printed::Quantity(quantity)) => Ok(quantity),
        Ok(Printed::Blank) => {
            let mend = "Write a number, or W, NA or — for what is withheld, not available or zero.".to_owned();
            Err(fault(IssueKind::BlankValue, mend))
        }
        Err(unreadable) => {
            let mend = format!("{} {}", sentence(unreadable.reason), sentence(unreadable.mend));
            Err(fault(IssueKind::UnknownValue, mend))
        }
    }
}

/// Returns for each table the sentences that all its rows carry, in the order of the first row.
fn shared_sentences(seen: &[Seen]) -> BTreeMap<TableKey, Vec<String>> {
    let mut tables: BTreeMap<&TableKey, (usize, Vec<String>)> = BTreeMap::new();
    for row in seen {
        let notes: BTreeSet<&String> = row.sentences.iter().collect();
        tables
            .entry(&row.observation.key)
            .and_modify(|(rows, shared)| {
                *rows += 1;
                shared.retain(|sentence| notes.contains(sentence));
            })
            .or_insert_with(|| {
                let own = row.sentences.iter().filter(|text| !text.is_empty() && **text != sentence(&row.row_note));
                (1, own.cloned().collect())
            });
    }
    tables
        .into_iter()
        .filter(|(_, (rows, _))| *rows >= ROWS_THAT_SHARE_A_NOTE)
        .map(|(key, (_, shared))| (key.clone(), shared))
        .collect()
}

#[cfg(test)]
#[path = "usgs2026_tests.rs"]
mod tests;
