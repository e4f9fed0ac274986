use super::super::mapping::Header;
use super::super::marks::estimated_in;
use super::super::sheet::Head;
use super::columns::Column;
use super::values::Values;

/// Cells that a row of a note or title has at most.
const NOTE_CELLS: usize = 2;

/// Returns the marks that notes above or below a table say stand for estimates.
pub(super) fn of_estimates(head: &Head, header: Header) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let is_header = |row: usize| row >= header.above && row < header.above.saturating_add(header.rows);
    for (_, (_, cells)) in head.rows.iter().enumerate().filter(|(row, _)| !is_header(*row)) {
        let filled: Vec<&str> = cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        if !(1..=NOTE_CELLS).contains(&filled.len()) {
            continue;
        }
        let marks = filled.iter().flat_map(|cell| estimated_in(cell)).chain(estimated_in(&filled.join(" ")));
        for mark in marks.collect::<Vec<_>>() {
            // Said by itself everywhere.
            if mark != "e" && !found.contains(&mark) {
                found.push(mark);
            }
        }
    }
    found
}

/// Returns where it stands what figures are, and which further marks say that they are estimated.
pub(super) fn reason(columns: &[Column], values: &Values, estimated: &[String]) -> String {
    let of: Vec<usize> = values.columns.iter().filter_map(|value| value.status).collect();
    let name = |index: usize| columns.get(index).map_or("", |column| column.name.as_str());
    let beside = match of[..] {
        [] => String::new(),
        [one] if !name(one).is_empty() => format!("“{}” says what figures are", name(one)),
        [_] => "The column beside the values has marks".to_owned(),
        _ => format!("{} columns have marks of the years beside them", of.len()),
    };
    let marks = estimated.iter().map(|mark| format!("“{mark}”")).collect::<Vec<_>>().join(" and ");
    let said = if marks.is_empty() { marks } else { format!("A note says that {marks} marks estimates") };
    [beside, said].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}
