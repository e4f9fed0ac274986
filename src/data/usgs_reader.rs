use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Edition, EditionId, Quantity, Unit};

use super::correct::{Cells, applied, correct, stale};
use super::curated::{Curated, CuratedCorrection, Place, Placement};
use super::fault::Fault;
use super::figure::{Figure, Found, Wording};
use super::intake::{Fate, IntakeLine, Tally};
use super::observation::{Observation, RowSubject, TableHead};
use super::spelling::{folded, sentence};
use super::usgs_seen::{Seen, counted_together, noted, shared_sentences};
use super::usgs_words::{own_sentences, unit};
use super::value::{Printed, read_value};
use super::{Correction, DataIssue, IssueKind, Statement, TableKey, usgs_groups, usgs_notes};

/// What an edition of the Mineral Commodity Summaries says.
#[derive(Default)]
pub(super) struct EditionRead {
    pub(super) heads: Vec<TableHead>,
    pub(super) observations: Vec<Observation>,
    pub(super) corrections: Vec<Correction>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

impl EditionRead {
    /// Adds what another edition says.
    pub(super) fn append(&mut self, other: Self) {
        self.heads.extend(other.heads);
        self.observations.extend(other.observations);
        self.corrections.extend(other.corrections);
        self.issues.extend(other.issues);
        self.intake.extend(other.intake);
    }
}

/// Reads the figures of an edition, whatever the layout of its files.
pub(super) struct Reader<'a> {
    curated: &'a Curated,
    edition: &'a Edition,
    /// The editions whose headings say where its rows belong: its own, or of one that is not known, those nearest to it.
    headings: Vec<EditionId>,
    /// Heads, and whether the label is that of the table's main rows.
    heads: BTreeMap<TableKey, (TableHead, bool)>,
    seen: Vec<Seen>,
    places: BTreeMap<(TableKey, i16, RowSubject), Vec<String>>,
    /// Files by the chapters in them.
    chapters: BTreeMap<String, String>,
    hits: BTreeMap<usize, u32>,
    issues: Vec<DataIssue>,
    intake: Vec<IntakeLine>,
}

/// A figure that has a table.
struct Headed<'a> {
    placement: Placement,
    /// What is printed of it, its heading mended.
    cells: Cells,
    /// The corrections made, with their places in the list.
    corrections: Vec<(usize, &'a CuratedCorrection)>,
}

/// Why a figure is not taken.
enum Refusal {
    /// The tables kept by hand leave its heading out, for a reason.
    ForGood(String),
    Fault(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<'a> Reader<'a> {
    /// Returns a reader that has read nothing yet.
    pub(super) fn new(curated: &'a Curated, edition: &'a Edition) -> Self {
        Self {
            curated,
            edition,
            headings: vec![edition.id.clone()],
            heads: BTreeMap::new(),
            seen: Vec::new(),
            places: BTreeMap::new(),
            chapters: BTreeMap::new(),
            hits: BTreeMap::new(),
            issues: Vec::new(),
            intake: Vec::new(),
        }
    }

    /// Returns a reader of an edition that is not known, which takes the headings of others, the first first.
    pub(super) fn of_unknown(curated: &'a Curated, edition: &'a Edition, headings: Vec<EditionId>) -> Self {
        Self { headings, ..Self::new(curated, edition) }
    }

    /// Reads what was found in a file, and returns the numbers of the rows that figures were taken from.
    pub(super) fn file(&mut self, file: &str, sha256: &str, found: Vec<Found>) -> BTreeSet<usize> {
        let mut tally = Tally::default();
        let mut used = BTreeSet::new();
        for found in found {
            let (row, fate) = match found {
                Found::Aside(what) => (0, Ok(Fate::Aside(what))),
                Found::Fault { row, fault } => (row, Err(fault)),
                Found::Figure(figure) => {
                    self.chapters.entry(folded(&figure.chapter)).or_insert_with(|| file.to_owned());
                    let fate = match self.figure(file, &figure) {
                        Ok(fate) => Ok(fate),
                        Err(Refusal::ForGood(reason)) => Ok(Fate::Dropped(reason.into())),
                        Err(Refusal::Fault(fault)) => Err(fault),
                    };
                    if matches!(fate, Ok(Fate::Observed(_) | Fate::Total)) {
                        used.insert(figure.row);
                    }
                    (figure.row, fate)
                }
            };
            tally.settle(fate, (file, row), &mut self.issues);
        }
        self.intake.extend(tally.lines_of(file, Some(&self.edition.id), sha256));
        used
    }

    fn figure(&mut self, file: &str, figure: &Figure) -> Result<Fate, Refusal> {
        let Headed { placement, mut cells, mut corrections } = self.headed(figure)?;
        let subject = self.subject(figure, &cells)?;
        let printed = match figure.wording {
            Wording::OneFigure => cells.value.clone(),
            Wording::SharedNotes { .. } => usgs_notes::printed(&cells),
        };
        let others = self.corrections_of(&placement.key, &cells, false);
        let (factor, remarks) = correct(&mut cells, others.iter().map(|(_, correction)| *correction));
        corrections.extend(others);
        match figure.wording {
            Wording::OneFigure => self.mend_shift(file, figure.row, &mut cells),
            Wording::SharedNotes { estimated, may_be_reported } => {
                (cells.value, cells.notes) = usgs_notes::own_words(&cells, estimated, may_be_reported);
            }
        }
        let (unit, year) = (unit_of(figure, &cells)?, year_of(figure, &cells)?);
        let quantity = quantity(&cells, &printed, figure)?.scaled(factor);
        self.check_unit(&placement, figure, unit)?;
        let mut sentences = vec![sentence(&placement.row_note)];
        sentences.extend(own_sentences(&cells.notes));
        sentences.extend(remarks);
        let is_group = usgs_groups::is_group(&cells.country);
        if is_group {
            sentences.push(format!("Includes {}: {printed}.", cells.country));
        }
        let observation = Observation {
            key: placement.key.clone(),
            subject,
            year,
            statement: Statement { quantity, note: String::new() },
            unit,
            source: self.edition.source.clone(),
            printed,
        };
        let seen = Seen { observation, sentences, row_note: placement.row_note.clone(), is_group };
        let Some(seen) = counted_together(&mut self.seen, seen) else {
            return Ok(Fate::Aside("groups of countries, counted with “Other countries”"));
        };
        self.check_place(&placement, figure, year, subject)?;
        self.seen.push(seen);
        for (index, _) in corrections {
            *self.hits.entry(index).or_insert(0) += 1;
        }
        Ok(if subject == RowSubject::World {
            Fate::Total
        } else {
            Fate::Observed("rows of countries and of other countries")
        })
    }

    /// Returns the table of a figure, and the figure as it is headed rightly.
    ///
    /// Corrections of whose figure it is, under which heading and in which unit come first: the others are those of the
    /// table where the figure then belongs, and mean it as mended.
    fn headed(&self, figure: &Figure) -> Result<Headed<'a>, Refusal> {
        let mut cells = figure.cells.clone();
        let mut placement = self.placement(figure, &cells)?;
        let corrections = self.corrections_of(&placement.key, &cells, true);
        if !corrections.is_empty() {
            correct(&mut cells, corrections.iter().map(|(_, correction)| *correction));
            placement = self.placement(figure, &cells)?;
        }
        Ok(Headed { placement, cells, corrections })
    }

    fn placement(&self, figure: &Figure, cells: &Cells) -> Result<Placement, Refusal> {
        let (chapter, detail) = (&figure.chapter, &cells.detail);
        let place = |of| self.curated.place(of, chapter, &figure.commodity, &figure.statistic, detail);
        match self.headings.iter().find_map(place) {
            Some(Place::Table(placement)) => {
                let mut placement = placement.clone();
                placement.key.edition = self.edition.id.clone();
                Ok(placement)
            }
            Some(Place::LeftOut(reason)) => Err(Refusal::ForGood(reason.clone())),
            None => Err(Refusal::Fault(Fault {
                kind: IssueKind::UnknownTable,
                column: figure.columns.detail.clone().into(),
                value: detail.clone(),
                mend: format!("Add a row for {} in chapter {chapter} to usgs_tables.csv.", figure.statistic).into(),
            })),
        }
    }

    fn subject(&self, figure: &Figure, cells: &Cells) -> Result<RowSubject, Fault> {
        if usgs_groups::is_group(&cells.country) {
            return Ok(RowSubject::Other);
        }
        self.curated.subject(&cells.country).ok_or_else(|| Fault {
            kind: IssueKind::UnknownCountry,
            column: figure.columns.country.clone().into(),
            value: cells.country.clone(),
            mend: "Use a name or code that country_names.csv has, or add the spelling to it.".into(),
        })
    }

    /// Returns the corrections that mean a figure of a table, with their places in the list: those of its heading or
    /// country, or all others.
    fn corrections_of(&self, key: &TableKey, cells: &Cells, of_heading: bool) -> Vec<(usize, &'a CuratedCorrection)> {
        let subject = self.curated.subject(&cells.country);
        let mut cells = cells.clone();
        let mut means = |correction: &CuratedCorrection| {
            correction.key == *key
                && correction.is_of_heading() == of_heading
                && cells.are_of_whom(correction, subject)
                && cells.are_meant_by(correction)
        };
        self.curated.corrections.iter().enumerate().filter(|(_, correction)| means(correction)).collect()
    }

    /// Takes the flag of critical minerals out of the notes, where a row's last cells are shifted.
    fn mend_shift(&mut self, file: &str, row: usize, cells: &mut Cells) {
        let is_flag = |text: &str| text == "Yes" || text == "No";
        if is_flag(&cells.notes) && !is_flag(&cells.critical) {
            self.issues.push(DataIssue {
                file: file.to_owned(),
                sheet: String::new(),
                row,
                column: "Notes".to_owned(),
                value: std::mem::take(&mut cells.notes),
                kind: IssueKind::ShiftedCells,
                done: "The row was read without a note.".to_owned(),
                mend: "Move the cells after Value one column to the right.".to_owned(),
                line: Vec::new(),
            });
        }
    }

    /// Opens the table of a row, or checks that it counts in the same unit.
    fn check_unit(&mut self, placement: &Placement, figure: &Figure, unit: Unit) -> Result<(), Fault> {
        let is_main = placement.row_note.is_empty();
        let curated = self.curated;
        let label = || figure.label(curated.chapter_name(figure, &placement.key));
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
            column: figure.columns.unit.clone().into(),
            value: figure.cells.unit.clone(),
            mend: format!("The table's first row is in {}: write all of it in one unit.", head.unit.id()).into(),
        })
    }

    /// Checks that a row's place is free: a country may stand twice only where the table says what sets the rows apart.
    fn check_place(
        &mut self,
        placement: &Placement,
        figure: &Figure,
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
            column: figure.columns.country.clone().into(),
            value: figure.cells.country.clone(),
            mend: format!("Keep one row for {year}, or tell the rows apart in usgs_tables.csv.").into(),
        })
    }

    /// Returns what was read.
    ///
    /// A correction that met nothing is an issue where its chapter was read: a person may open one file of many.
    pub(super) fn finish(mut self) -> EditionRead {
        let mut corrections = Vec::new();
        for (index, correction) in self.curated.corrections.iter().enumerate() {
            if correction.key.edition != self.edition.id {
                continue;
            }
            let rows = self.hits.get(&index).copied().unwrap_or(0);
            let read_in = self.chapters.get(&folded(&correction.chapter));
            if let Some(file) = read_in.filter(|_| rows == 0) {
                self.issues.push(stale(file, correction));
            }
            corrections.push(applied(correction, rows));
        }
        let shared = shared_sentences(&self.seen);
        let heads = self.heads.into_values().map(|(mut head, _)| {
            head.note = shared.get(&head.key).map(|sentences| sentences.join(" ")).unwrap_or_default();
            head
        });
        let observations = self.seen.into_iter().map(|seen| noted(seen, &shared));
        EditionRead {
            heads: heads.collect(),
            observations: observations.collect(),
            corrections,
            issues: self.issues,
            intake: self.intake,
        }
    }
}

fn unit_of(figure: &Figure, cells: &Cells) -> Result<Unit, Fault> {
    unit(&cells.unit).ok_or_else(|| Fault {
        kind: IssueKind::UnknownUnit,
        column: figure.columns.unit.clone().into(),
        value: cells.unit.clone(),
        mend: "Write metric tons, thousand metric tons, kilograms or another unit of the publication.".into(),
    })
}

fn year_of(figure: &Figure, cells: &Cells) -> Result<i16, Fault> {
    cells.year.parse().map_err(|_not_a_year| Fault {
        kind: IssueKind::UnknownYear,
        column: figure.columns.year.clone().into(),
        value: cells.year.clone(),
        mend: "Write the year as four digits.".into(),
    })
}

/// Returns the quantity that the cells of a figure state.
fn quantity(cells: &Cells, printed: &str, figure: &Figure) -> Result<Quantity, Fault> {
    let fault = |kind, mend: String| Fault {
        kind,
        column: figure.columns.value.clone().into(),
        value: printed.to_owned(),
        mend: mend.into(),
    };
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

#[cfg(test)]
impl EditionRead {
    /// Returns the one observation of a form, stage, country and year, for tests.
    pub(super) fn find(&self, path: &str) -> &Observation {
        let is_meant =
            |of: &&Observation| format!("{} {} {} {}", of.key.form, of.key.stage, of.subject, of.year) == path;
        let matches: Vec<_> = self.observations.iter().filter(is_meant).collect();
        assert_eq!(matches.len(), 1, "{path}");
        matches[0]
    }
}

#[cfg(test)]
#[path = "usgs_reader_tests.rs"]
mod tests;
