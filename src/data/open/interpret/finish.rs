use crate::data::open::opened::Issues;
use crate::data::open::{Field, Limits, OpenError};
use crate::data::{DataIssue, IssueKind, LeftOut};

use super::Interpreted;
use super::accumulate::Accumulator;
use super::codes::Codes;
use super::decide::{Counts, Figures};
use super::plan::Plan;
use super::silence::Silence;
use super::tables::{PlacedFigure, PlacedTable};

impl Accumulator<'_> {
    /// Returns an error when there is more in the sheet than is read.
    pub(in crate::data::open) fn check(&self, limits: &Limits) -> Result<(), OpenError> {
        let over = |what: &str, limit: usize| {
            let (path, what) = (std::path::PathBuf::new(), what.to_owned());
            Err(OpenError::OverLimit { path, what, limit: limit.to_string() })
        };
        if let Some(most) = self.codes().too_many_minerals() {
            return over("the number of different minerals", most);
        }
        if self.places() > limits.places {
            return over("the number of different countries, minerals, stages and years together", limits.places);
        }
        Ok(())
    }
}

/// Returns what an accumulator says with the figures taken out of it before.
pub(super) fn finished(
    mut accumulator: Accumulator<'_>,
    mut figures: Vec<Figures>,
    counts: Counts,
    sheet: &str,
) -> Interpreted {
    let codes = accumulator.codes();
    let fates = accumulator.take_fates();
    let mut issues = accumulator.take_issues();
    let Counts { repeats, is_added, .. } = counts;
    if is_added && repeats > 0 {
        let issue = note(sheet, IssueKind::AddedUp, repeats.to_string());
        issues.push(DataIssue {
            done: format!(
                "Rows of the same country, mineral, stage and year were added up: {repeats} beside the first ones."
            ),
            mend: "If a row stands twice by mistake, say on the mapping page that the first row counts".to_owned(),
            ..issue
        });
    }
    let mut interpreted = Interpreted { issues, ..Interpreted::default() };
    interpreted.names = codes.assigned();
    let (seen, used) = fates.seen_and_used();
    interpreted.rows_seen = seen;
    interpreted.rows_used = used;
    interpreted.fates = fates.lines();
    let silent = std::mem::take(&mut accumulator.silent);
    let is_cut = interpreted.issues.counts.iter().any(|of| of.kind == IssueKind::Overflow);
    interpreted.left_out = Silence::new(codes, is_added).break_into(silent, &mut figures, &mut interpreted.issues);
    if is_cut {
        let (table, year, kind, written) = (None, None, IssueKind::Overflow, Vec::new());
        let beyond = LeftOut { table, year, kind, rows: 0, written, has_more: false, is_counted: false };
        interpreted.left_out.push(beyond);
    }
    interpreted.tables = tables(codes, figures);
    for new in codes.new_minerals() {
        let Some((commodity, form)) = new.made() else { continue };
        if interpreted.tables.iter().all(|table| table.commodity != commodity.id) {
            continue;
        }
        let issue = note(sheet, IssueKind::NewMineral, new.name.clone());
        interpreted.issues.push(DataIssue {
            row: usize::try_from(new.row).unwrap_or(usize::MAX),
            done: "It is shown as a mineral of your own.".to_owned(),
            mend: "If it is one that the app knows, write it as the app does".to_owned(),
            ..issue
        });
        interpreted.commodities.push(commodity);
        interpreted.forms.push(form);
    }
    interpreted
}

fn tables(codes: &Codes<'_>, figures: Vec<Figures>) -> Vec<PlacedTable> {
    let (subjects, minerals) = codes.listed();
    let at = |code: u32| usize::try_from(code).unwrap_or(usize::MAX);
    let table = |of: Figures| {
        let (commodity, form) = minerals.get(at(of.mineral))?.clone();
        let figure = |figure: super::decide::Figure| {
            Some(PlacedFigure {
                subject: *subjects.get(at(figure.country))?,
                year: figure.year,
                quantity: figure.quantity,
                note: figure.note,
            })
        };
        let figures = of.list.into_iter().filter_map(figure).collect();
        Some(PlacedTable { commodity, form, stage: of.stage, unit: of.unit, figures })
    };
    let mut tables: Vec<PlacedTable> = figures.into_iter().filter_map(table).collect();
    // Threads give codes out in any order.
    tables.sort_by(|one, other| {
        (&one.commodity, &one.form, one.stage).cmp(&(&other.commodity, &other.form, other.stage))
    });
    tables
}

/// Adds the issues that a mapping has for a whole sheet.
pub(super) fn of_plan(issues: &mut Issues, plan: &Plan<'_>) {
    let header = usize::try_from(plan.header_ends).unwrap_or(usize::MAX);
    for column in &plan.repeated {
        issues.push(DataIssue {
            row: header,
            column: plan.name(Some(*column)),
            done: "The first column counts; this one was not read.".to_owned(),
            mend: "Give each column of values a meaning of its own".to_owned(),
            ..note(&plan.sheet, IssueKind::Duplicate, plan.name(Some(*column)))
        });
    }
    if let Some(field) = plan.lacks {
        let what = match field {
            Field::Values => "a column of values",
            Field::Country => "the country",
            Field::Mineral => "the mineral",
            Field::Stage => "the stage",
            Field::Year => "the year",
            _ => "the unit",
        };
        issues.push(DataIssue {
            row: header,
            done: "No row could be used.".to_owned(),
            mend: format!("Say on the mapping page where {what} stands"),
            ..note(&plan.sheet, IssueKind::MissingColumn, field.name().to_owned())
        });
    }
}

/// Returns the issue that says rows beyond the limit were not read.
pub(super) fn beyond_rows(plan: &Plan<'_>) -> DataIssue {
    let rows = plan.limits.rows;
    DataIssue {
        row: usize::try_from(rows).unwrap_or(usize::MAX),
        done: format!("Rows beyond number {rows} were not read."),
        mend: "Part the file, or raise the limits".to_owned(),
        ..note(&plan.sheet, IssueKind::Overflow, String::new())
    }
}

/// Returns an issue of a whole sheet.
pub(super) fn note(sheet: &str, kind: IssueKind, value: String) -> DataIssue {
    DataIssue {
        file: String::new(),
        sheet: sheet.to_owned(),
        row: 0,
        column: String::new(),
        value,
        kind,
        done: String::new(),
        mend: String::new(),
        line: Vec::new(),
    }
}
