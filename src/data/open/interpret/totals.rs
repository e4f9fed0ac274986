use crate::data::open::glued::read_marked;
use crate::data::open::numbers::year;
use crate::data::{DataIssue, IssueKind};
use crate::model::{Amount, Stage, Unit, quantity_text};

use super::codes::Codes;
use super::decide::{Figure, Figures};
use super::measures::Measure;
use super::place::YEARS;
use super::plan::{Plan, Slot, Value};
use super::row::{Cells, RowReader, text};

/// A total that a table states of itself, with as much of its place as its row says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StatedTotal {
    pub(super) row: u64,
    pub(super) column: usize,
    mineral: Option<u32>,
    stage: Option<Stage>,
    year: Option<i16>,
    unit: Option<Unit>,
    /// In the unit; in that of its table where the row says none.
    amount: f64,
    written: String,
}

/// Totals that are checked of one sheet.
pub(super) const MOST: usize = 1_000;

/// Cells of a row without a country that may say "Total".
const CELLS_BESIDE: usize = 20;

/// Figures that are looked at for them, each as often as it is.
const MOST_LOOKED_AT: usize = 50_000_000;

/// How far a total may be from its rows and be only rounded.
const ROUNDED: f64 = 5e-4;

impl RowReader<'_> {
    /// Returns whether a value is a total of its table: its row is called so in place of a country or a mineral.
    pub(super) fn is_table_total(&mut self, cells: &impl Cells, value: &Value<'_>) -> bool {
        let name = text(value.country, cells);
        if !name.trim().is_empty() {
            let mineral = text(value.mineral, cells);
            return self.accumulator.is_table_total(name) || self.accumulator.is_table_total(mineral);
        }
        (0..cells.count().min(CELLS_BESIDE)).any(|column| self.accumulator.is_table_total(cells.cell(column)))
    }

    /// Keeps a total of the table, where it is a plain number, so that its rows can be checked against it.
    pub(super) fn keep_total(&mut self, number: u64, cells: &impl Cells, value: &Value<'_>, said: Option<&Measure>) {
        let plan = self.plan;
        let codes = self.accumulator.codes();
        // A country's own total over all minerals is no sum of countries.
        let country = text(value.country, cells);
        if !country.trim().is_empty() && !codes.is_table_total(country) {
            return;
        }
        let cell = cells.cell(value.column);
        let estimated = &plan.mapping.estimated;
        let Ok((Some(quantity), _)) = read_marked(cell, "", plan.numbers, &plan.missing, estimated) else { return };
        let Amount::Exact(amount) = quantity.amount else { return };
        let mineral = text(value.mineral, cells);
        let is_of_all = mineral.trim().is_empty() || codes.is_table_total(mineral);
        let is_known = codes.words().mineral_name(mineral).is_some();
        if !is_of_all && !is_known {
            return;
        }
        let mineral = if is_known { self.accumulator.code_mineral(mineral, number) } else { None };
        let stage = match said {
            Some(Measure::Of(stage) | Measure::Else(stage)) => Some(*stage),
            _ => self.accumulator.code_stage(text(value.stage, cells)),
        };
        let (unit, factor) = match self.accumulator.measured(text(value.unit, cells)) {
            Some((unit, factor)) => (Some(unit), factor),
            None => (None, 1.0),
        };
        let of_row = || year(text(value.year, cells)).filter(|year| YEARS.contains(year));
        let year = value.of_year.or_else(of_row);
        let written = cell.trim().to_owned();
        let (row, column, amount) = (number, value.column, amount * factor);
        self.accumulator.keep_total(StatedTotal { row, column, mineral, stage, year, unit, amount, written });
    }
}

/// Returns the totals that are not what their rows add up to, as issues.
pub(super) fn differing(totals: &[StatedTotal], figures: &[Figures], plan: &Plan<'_>) -> Vec<DataIssue> {
    let count: usize = figures.iter().map(|of| of.list.len()).sum();
    let (mut before, mut row) = (0, 0);
    let mut issues = Vec::new();
    for total in totals.iter().take(MOST_LOOKED_AT / count.max(1)) {
        if total.row != row {
            (before, row) = (row, total.row);
        }
        // All rows, or, of blocks with a total below each, those since the last one.
        let all = total.sum(figures, |_| true);
        let block = total.sum(figures, |figure| (before..row).contains(&figure.row));
        let distance = |(sum, _): &(f64, Unit)| (sum - total.amount).abs();
        let nearest = all.into_iter().chain(block).min_by(|one, other| distance(one).total_cmp(&distance(other)));
        let Some((sum, unit)) = nearest.filter(|(sum, _)| !total.is_near(*sum)) else { continue };
        issues.push(DataIssue {
            row: usize::try_from(total.row).unwrap_or(usize::MAX),
            column: plan.name(Some(total.column)),
            done: format!("The rows that were used add up to {}.", quantity_text(sum, unit)),
            mend: "Look for rows that were left out or stand twice, or mend the total".to_owned(),
            ..super::finish::note(&plan.sheet, IssueKind::TotalDiffers, total.written.clone())
        });
    }
    issues
}

/// Returns the issues of columns that are totals of the table.
pub(super) fn of_columns(plan: &Plan<'_>, codes: &Codes<'_>) -> Vec<DataIssue> {
    let totals = plan.values.iter().filter_map(|value| match value.country {
        Slot::Same(name) if codes.is_table_total(name) => Some((value.column, name)),
        _ => None,
    });
    let issue = |(column, name): (usize, &str)| DataIssue {
        row: usize::try_from(plan.header_ends).unwrap_or(usize::MAX),
        column: plan.name(Some(column)),
        done: LEFT_OUT.replace("row", "column"),
        mend: IF_OF_WORLD.to_owned(),
        ..super::finish::note(&plan.sheet, IssueKind::TableTotal, name.to_owned())
    };
    totals.map(issue).collect()
}

/// What was done with a row that is a total of its table.
pub(super) const LEFT_OUT: &str = "The row was taken for the total of this table, and for no figure of the world.";
/// How it is made one of the world.
pub(super) const IF_OF_WORLD: &str =
    "If it is the total of the world, write “World” in its place, or say so on the mapping page";

impl StatedTotal {
    fn is_near(&self, sum: f64) -> bool {
        (sum - self.amount).abs() <= self.amount.abs().max(sum.abs()) * ROUNDED
    }

    /// Returns what some of the figures that it is of add up to, with the unit; nothing where they cannot be added up, or
    /// are none.
    fn sum(&self, figures: &[Figures], is_meant: impl Fn(&Figure) -> bool) -> Option<(f64, Unit)> {
        let is_of = |of: &&Figures| {
            self.mineral.is_none_or(|mineral| mineral == of.mineral) && self.stage.is_none_or(|stage| stage == of.stage)
        };
        let tables: Vec<&Figures> = figures.iter().filter(is_of).collect();
        let unit = self.unit.or_else(|| tables.first().map(|first| first.unit))?;
        if tables.iter().any(|of| of.unit.base() != unit.base() || self.unit.is_none() && of.unit != unit) {
            return None;
        }
        let (mut sum, mut count) = (0.0, 0);
        for of in tables {
            let is_of_total = |figure: &&Figure| {
                figure.country != Codes::WORLD && self.year.is_none_or(|year| year == figure.year) && is_meant(figure)
            };
            for figure in of.list.iter().filter(is_of_total) {
                let Amount::Exact(amount) = figure.quantity.amount else { return None };
                sum += amount * of.unit.factor() / unit.factor();
                count += 1;
            }
        }
        (count > 0).then_some((sum, unit))
    }
}
