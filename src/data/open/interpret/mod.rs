//! From the rows of a sheet and what its columns mean to tables of figures.
//!
//! Each row gets exactly one [`Fate`]: figures were taken from it, it is no part of the table, or it was left out by an
//! issue. Rows are read once into an [`Accumulator`], whose memory grows with the places and not with the rows; what
//! several rows for one place mean and which unit a table is in is decided when all are read. Where that leaves rows
//! out, they are read a second time, so that each of them is an issue with its place.

mod accumulate;
mod coded;
mod coder;
mod codes;
mod decide;
mod fates;
mod faults;
mod finish;
mod known;
mod marked;
mod measures;
mod pass;
mod place;
mod plan;
mod row;
mod silence;
mod silent;
mod stated;
mod sums;
mod tables;
mod totals;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::data::LeftOut;
use crate::model::{Commodity, Form};

use super::mapping::Mapping;
use super::opened::Issues;
use super::sheet::Sheet;
use super::words::Words;
use super::{Limits, OpenError, Progress};

pub(super) use accumulate::Accumulator;
pub(super) use coded::CodedReader;
pub(super) use codes::Codes;
#[cfg(test)]
pub(super) use fates::RowClass;
pub(super) use fates::RowFate;
pub(super) use measures::says_stage;
pub(super) use pass::{New, joined};
pub(super) use place::YEARS;
pub(super) use plan::Plan;
pub(super) use row::{Cells, line};
pub(super) use tables::{PlacedTable, join};

/// What a sheet says under a mapping.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Interpreted {
    pub(super) rows_seen: u64,
    pub(super) rows_used: u64,
    /// What became of the rows: together as many as were seen.
    pub(super) fates: Vec<RowFate>,
    pub(super) tables: Vec<PlacedTable>,
    pub(super) commodities: Vec<Commodity>,
    pub(super) forms: Vec<Form>,
    pub(super) issues: Issues,
    /// Rows that belong, or may belong, to these tables and of which no country has a figure.
    pub(super) left_out: Vec<LeftOut>,
    /// Names in it that a person assigned, as written, and what to.
    pub(super) names: BTreeMap<String, String>,
}

/// Returns what the rows of a sheet say under a mapping.
pub(super) fn interpret(
    sheet: &dyn Sheet,
    mapping: &Mapping,
    words: &Words<'_>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Interpreted, OpenError> {
    if let Some(read) = sheet.interpreted(mapping, words, progress) {
        return read;
    }
    let codes = Codes::new(words, limits, mapping.totals);
    let plan = plan::Plan::of(sheet, mapping, limits, progress)?;
    let mut accumulator = pass::read(sheet, &plan, progress, &|| Accumulator::new(&codes))?;
    let decide::Decided { figures, decisions, counts } = decide::decide(&mut accumulator, mapping.repeats);
    if counts.dropped() > 0 {
        accumulator = pass::read(sheet, &plan, progress, &|| Accumulator::settling(&codes, &decisions))?;
    }
    let marks = accumulator.take_marks();
    let differing = totals::differing(&accumulator.take_totals(), &figures, &plan);
    let mut interpreted = finish::finished(accumulator, figures, counts, sheet.name());
    finish::of_plan(&mut interpreted.issues, &plan);
    marked::of_marks(&mut interpreted.issues, &plan, marks);
    for issue in totals::of_columns(&plan, &codes).into_iter().chain(differing) {
        interpreted.issues.push(issue);
    }
    Ok(interpreted)
}
