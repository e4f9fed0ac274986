use crate::charts::table::{Cell, ChartTable};
use crate::data::open::Opened;

/// Returns the issues of a dataset as a table: where each stands, what stands there, what was done, how to mend it.
#[must_use]
pub fn issues_table(opened: &Opened) -> ChartTable {
    let columns = ["File", "Sheet", "Row", "Column", "Cell", "Issue", "Done", "Mend"];
    let rows = opened.issues.list.iter().map(|issue| {
        #[expect(clippy::cast_precision_loss, reason = "no file has more rows than f64 can count")]
        let row = if issue.row == 0 { Cell::Empty } else { Cell::Number(issue.row as f64) };
        vec![
            Cell::text(&issue.file),
            Cell::text(&issue.sheet),
            row,
            Cell::text(&issue.column),
            Cell::text(&issue.value),
            Cell::text(issue.kind.title()),
            Cell::text(&issue.done),
            Cell::text(&issue.mend),
        ]
    });
    ChartTable { columns: columns.map(str::to_owned).to_vec(), rows: rows.collect(), context: Vec::new() }
}
