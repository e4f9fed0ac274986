use crate::data::{Assumed, DataIssue, IssueKind};
use crate::model::Stage;

use super::interpret::{PlacedTable, says_stage};
use super::mapping::{Given, Mapping};
use super::sheet::Head;
use super::words::Words;

/// What a mapping assumes because nothing in a sheet says it.
pub(super) struct Assumptions {
    /// The stage, of figures that say none.
    stage: Option<Stage>,
    unit: bool,
    /// The last row of the header.
    row: u64,
}

impl Assumptions {
    /// Returns what is assumed of a sheet under a mapping.
    pub(super) fn of(head: &Head, mapping: &Mapping, words: &Words<'_>) -> Self {
        let first = mapping.header.above.saturating_add(mapping.header.rows);
        // A column of measures says the stage of its rows, where each of them names one.
        let is_measured = mapping.measure.is_some_and(|column| {
            let mut cells = (first..head.rows.len()).map(|row| head.text(row, column)).peekable();
            cells.peek().is_some() && cells.all(|cell| says_stage(cell, words))
        });
        let has_own_stages = mapping.values.iter().all(|value| value.stage.is_some());
        let has_own_units = mapping.values.iter().all(|value| value.unit.is_some());
        let stage = match &mapping.stage {
            Given::Assumed(word) if !has_own_stages && !is_measured => words.stage(word),
            _ => None,
        };
        let unit = matches!(&mapping.unit, Given::Assumed(_)) && !has_own_units;
        let row = first.checked_sub(1).and_then(|row| head.rows.get(row)).map_or(0, |(number, _)| *number);
        Self { stage, unit, row }
    }

    /// Returns what is assumed of a table of the sheet.
    pub(super) fn of_table(&self, stage: Stage) -> Assumed {
        Assumed { stage: self.stage == Some(stage), unit: self.unit }
    }

    /// Returns the issue that says what is assumed, where any table rests on it.
    pub(super) fn issue(&self, tables: &[PlacedTable]) -> Option<DataIssue> {
        let all = tables.iter().map(|table| self.of_table(table.stage)).reduce(Assumed::or)?;
        let stage = self.stage.map_or("", Stage::in_sentence);
        let (value, done, mend) = match (all.stage, all.unit) {
            (false, false) => return None,
            (true, false) => (
                stage.to_owned(),
                format!("Nothing says the stage; {stage} was assumed, and charts say so."),
                "Say the stage on the mapping page, or in the header, for example “Refinery production (t)”",
            ),
            (false, true) => (
                "tonnes".to_owned(),
                "Nothing says the unit; tonnes were assumed, and charts say so.".to_owned(),
                "Say the unit on the mapping page, or in the header, for example “Amount (kg)”",
            ),
            (true, true) => (
                format!("{stage} in tonnes"),
                format!("Nothing says the stage or the unit; {stage} in tonnes was assumed, and charts say so."),
                "Say both on the mapping page, or in the header, for example “Refinery production (kg)”",
            ),
        };
        Some(DataIssue {
            file: String::new(),
            sheet: String::new(),
            row: usize::try_from(self.row).unwrap_or(usize::MAX),
            column: String::new(),
            value,
            kind: IssueKind::Assumed,
            done,
            mend: mend.to_owned(),
            line: Vec::new(),
        })
    }
}
