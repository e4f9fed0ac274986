use std::cmp::Ordering;

use crate::charts::observations::{COLUMNS, Observations};
use crate::charts::table::{Cell, ChartTable};

/// Sorts rows of a chart's table: numbers before texts, empty cells last either way, equal ones in the table's order.
pub(super) fn sort_cells(table: &ChartTable, rows: &mut [u32], column: usize, descending: bool) {
    let cell = |row: u32| {
        let row = usize::try_from(row).ok().and_then(|row| table.rows.get(row));
        row.and_then(|row| row.get(column)).unwrap_or(&Cell::Empty)
    };
    rows.sort_by(|one, other| match (cell(*one), cell(*other)) {
        (Cell::Empty, Cell::Empty) => Ordering::Equal,
        (Cell::Empty, _) => Ordering::Greater,
        (_, Cell::Empty) => Ordering::Less,
        (one, other) => {
            let order = compare(one, other);
            if descending { order.reverse() } else { order }
        }
    });
}

fn compare(one: &Cell, other: &Cell) -> Ordering {
    match (one, other) {
        (Cell::Number(one), Cell::Number(other)) => one.total_cmp(other),
        (Cell::Text(one), Cell::Text(other)) => one.to_lowercase().cmp(&other.to_lowercase()),
        (Cell::Number(_), _) => Ordering::Less,
        (_, Cell::Number(_)) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// Sorts rows of all figures, in the same way.
pub(super) fn sort_figures(all: &Observations, rows: &mut Vec<u32>, column: usize, descending: bool) {
    let Some(column) = COLUMNS.get(column) else { return };
    let keys = all.keys(rows, *column);
    let mut keyed: Vec<(bool, u128, u32)> = keys
        .into_iter()
        .zip(rows.iter())
        .map(|(key, row)| {
            let placed = key.map_or(0, |key| if descending { u128::MAX - key } else { key });
            (key.is_none(), placed, *row)
        })
        .collect();
    // The row's own number last: equal ones stay in the table's order.
    keyed.sort_unstable();
    *rows = keyed.into_iter().map(|(_, _, row)| row).collect();
}
