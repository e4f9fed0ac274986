use crate::data::DataIssue;
use crate::model::counted;

/// Returns where an issue stands, for example "Sheet1, row 7, column Country".
pub fn place_words(issue: &DataIssue) -> String {
    let mut parts = Vec::new();
    if !issue.sheet.is_empty() {
        parts.push(issue.sheet.clone());
    }
    if issue.row > 0 {
        parts.push(format!("row {}", issue.row));
    }
    if !issue.column.is_empty() {
        parts.push(format!("column {}", issue.column));
    }
    if parts.is_empty() { "the file as a whole".to_owned() } else { parts.join(", ") }
}

/// Returns a number of rows, for example "1 row" or "1,234 rows".
pub fn rows_words(rows: u64) -> String {
    counted(rows, "row", "rows")
}
