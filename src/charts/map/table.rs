use crate::charts::table::{Cell, ChartTable};

use super::Shows;
use super::marks::{MapMark, Step};
use super::steps::Steps;

/// The column that says how a country is filled.
const COLUMN: &str = "Step on the map";

/// Returns the table of shares with the step that each country is filled by; in maps of blocs with their members that have
/// no row, and all blocs of each.
pub(super) fn table(mut table: ChartTable, marks: &[MapMark], steps: &Steps, shows: Shows) -> ChartTable {
    let of_blocs = matches!(shows, Shows::Blocs | Shows::Contested);
    let own = |mark: Option<&MapMark>| {
        let mut cells = vec![mark.map_or(Cell::Empty, |mark| Cell::text(step_words(mark.step, steps)))];
        if of_blocs {
            let names = mark.map_or_else(String::new, |mark| {
                mark.blocs.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join("; ")
            });
            cells.push(Cell::text(names));
        }
        cells
    };
    let code = |row: &[Cell]| match row.get(1) {
        Some(Cell::Text(code)) => marks.iter().find(|mark| mark.iso3.as_str() == code),
        _ => None,
    };
    let after = table.columns.iter().position(|column| column == "Share").map_or(table.columns.len(), |at| at + 1);
    for row in &mut table.rows {
        let cells = own(code(row));
        row.splice(after..after, cells);
    }
    let names = [COLUMN, "Member of"].into_iter().take(if of_blocs { 2 } else { 1 }).map(str::to_owned);
    table.columns.splice(after..after, names);
    if of_blocs {
        for mark in marks.iter().filter(|mark| !mark.is_listed() && !mark.blocs.is_empty()) {
            let mut row = vec![Cell::Empty; table.columns.len()];
            let known = [Cell::text(&mark.name), Cell::text(mark.iso3.as_str())];
            for (cell, known) in row.iter_mut().zip(known) {
                *cell = known;
            }
            for (cell, known) in row.iter_mut().skip(after).zip(own(Some(mark))) {
                *cell = known;
            }
            table.rows.push(row);
        }
    }
    table
}

/// Returns the words of a legend for a step.
pub(super) fn step_words(step: Step, steps: &Steps) -> String {
    match step {
        Step::NotListed => "not listed".to_owned(),
        Step::NoNumber => "no number published".to_owned(),
        Step::Zero => "zero".to_owned(),
        Step::Above(place) => steps.texts.get(place).cloned().unwrap_or_default(),
    }
}
