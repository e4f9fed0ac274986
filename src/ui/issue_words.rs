use crate::data::DataIssue;
use crate::model::whole_text;

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

/// Returns a number with its noun, for example "1 issue" or "1,234 issues".
#[expect(clippy::cast_precision_loss, reason = "a file has fewer rows than f64 can count")]
pub fn counted(count: u64, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {several}", whole_text(count as f64)) }
}
