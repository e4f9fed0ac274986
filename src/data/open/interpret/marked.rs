use std::collections::BTreeMap;

use crate::data::open::marks::Mark;
use crate::data::open::opened::Issues;
use crate::data::{DataIssue, IssueKind};

use super::accumulate::Marked;
use super::finish::note;
use super::plan::{Plan, Slot};

/// Adds an issue for each mark that stands beside years or figures of a column: what it was read as.
pub(super) fn of_marks(issues: &mut Issues, plan: &Plan<'_>, marks: BTreeMap<(Option<usize>, String), Marked>) {
    let header = usize::try_from(plan.header_ends).unwrap_or(usize::MAX);
    for (column, (_, mark)) in &plan.header_marks {
        let name = plan.name(Some(*column));
        let year = plan.values.iter().find(|value| value.column == *column).and_then(|value| value.of_year);
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        issues.push(DataIssue {
            row: header,
            column: name.clone(),
            done: format!("Read as {year}{}.", figures_are(*mark)),
            mend: mend(*mark),
            ..note(&plan.sheet, IssueKind::Marked, name)
        });
    }
    for ((column, token), Marked { mark, row, cell, figures }) in marks {
        let is_year = plan.values.iter().any(|value| matches!(value.year, Slot::Column(of) if Some(of) == column))
            || column.is_none();
        let number = if figures == 1 { "one figure".to_owned() } else { format!("{figures} figures") };
        let done = if is_year {
            format!(
                "“{token}” beside the year: read as the year alone{}; it stands beside {number}.",
                figures_are(mark)
            )
        } else {
            format!("“{token}” beside {number}: read as they stand{}.", figures_are(mark))
        };
        issues.push(DataIssue {
            row: usize::try_from(row).unwrap_or(usize::MAX),
            column: plan.name(column),
            done,
            mend: mend(mark),
            ..note(&plan.sheet, IssueKind::Marked, cell)
        });
    }
}

/// Returns what figures with a mark are, as the end of a sentence.
fn figures_are(mark: Mark) -> String {
    match mark {
        Mark::Unknown => ", what the mark means not being said".to_owned(),
        Mark::Estimated => ", its figures as estimated".to_owned(),
        mark => format!(", {}", mark.in_sentence()),
    }
}

fn mend(mark: Mark) -> String {
    match mark {
        Mark::Unknown => {
            "If the mark says that figures are estimated, say so in a line of the sheet, for example “* estimated”"
        }
        _ => "",
    }
    .to_owned()
}
