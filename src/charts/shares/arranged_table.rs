use std::collections::BTreeSet;

use crate::analysis::Figures;
use crate::charts::table::{Cell, ChartTable};
use crate::charts::wording::bound_of_sum;
use crate::model::Bound;

use super::changes::Changes;
use super::folding::names_of;
use super::rows::{BarRow, Mark, RowKey};

/// The column before which what changed stands.
const NOTE: &str = "Note";
/// The column of the codes of countries.
const CODE: usize = 1;

/// Columns that are added up where rows are folded, by how their names begin.
const ADDED: [&str; 5] = ["Value (", "Share", "Covered (", "Left (", "More to fill the gap ("];
/// Columns of which a fold has the words of all its rows, each once.
const LISTED: [&str; 2] = ["Status", "Bloc"];

/// Returns a table of suppliers with a row for each of those that are drawn, in their order. What "Other countries" have
/// stays where it is nothing and no row is drawn, unless only some rows are chosen.
pub(super) fn arranged_table(
    table: ChartTable,
    rows: &[BarRow],
    changes: Option<(&Changes, &Figures)>,
    only_drawn: bool,
) -> ChartTable {
    let of_code = |code: &str| {
        let has_code = |row: &&Vec<Cell>| match row.get(CODE) {
            Some(Cell::Text(text)) => text == code,
            _ => code.is_empty(),
        };
        table.rows.iter().find(has_code)
    };
    let mut arranged: Vec<(RowKey, Vec<Cell>)> = Vec::new();
    for row in rows {
        let cells = match &row.key {
            RowKey::Bloc(_) => None,
            RowKey::Country(iso3) => of_code(iso3.as_str()).cloned(),
            RowKey::Other => of_code("").cloned(),
            RowKey::Folded(countries) => {
                let parts: Vec<&Vec<Cell>> = countries.iter().filter_map(|iso3| of_code(iso3.as_str())).collect();
                Some(folded_cells(&table.columns, row, &parts))
            }
        };
        arranged.extend(cells.map(|cells| (row.key.clone(), cells)));
    }
    let is_drawn = rows.iter().any(|row| row.key == RowKey::Other);
    if let Some(other) = of_code("").filter(|_| !is_drawn && !only_drawn) {
        let of_suppliers = rows.iter().filter(|row| !matches!(row.key, RowKey::Bloc(_)));
        let numbered = of_suppliers.take_while(|row| matches!(row.mark, Mark::Bar { .. })).count();
        arranged.insert(numbered.min(arranged.len()), (RowKey::Other, other.clone()));
    }
    let (mut columns, at) = (table.columns.clone(), table.columns.iter().position(|column| column == NOTE));
    let at = at.unwrap_or(columns.len());
    columns.splice(at..at, changes.iter().flat_map(|(changes, _)| changes.columns()));
    let whole = |(key, mut cells): (RowKey, Vec<Cell>)| {
        cells.splice(at..at, changes.iter().flat_map(|(changes, figures)| changes.cells(&key, figures)));
        cells
    };
    let rows = arranged.into_iter().map(whole).collect();
    ChartTable { columns, rows, context: table.context }
}

/// Returns the cells of a row that stands for several: their names and codes, and the sums of their numbers.
fn folded_cells(columns: &[String], row: &BarRow, parts: &[&Vec<Cell>]) -> Vec<Cell> {
    let names = match &row.mark {
        // Each name with what stands in place of its number.
        Mark::Words(words) => words,
        Mark::Bar { .. } | Mark::Band { .. } => names_of(row),
    };
    let cell = |(at, column): (usize, &String)| {
        let cells: Vec<&Cell> = parts.iter().filter_map(|part| part.get(at)).collect();
        match at {
            0 => Cell::text(format!("{}: {names}", row.label)),
            CODE => listed(&cells),
            _ if LISTED.contains(&column.as_str()) => each_once(&cells),
            _ if column.starts_with("Bound") => bound(&cells),
            _ if ADDED.iter().any(|added| column.starts_with(added)) => added(&cells),
            _ => Cell::Empty,
        }
    };
    columns.iter().enumerate().map(cell).collect()
}

fn texts<'a>(cells: &[&'a Cell]) -> Vec<&'a str> {
    cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }).collect()
}

fn listed(cells: &[&Cell]) -> Cell {
    Cell::text(texts(cells).join("; "))
}

fn each_once(cells: &[&Cell]) -> Cell {
    let words: BTreeSet<&str> = texts(cells).into_iter().collect();
    Cell::text(words.into_iter().collect::<Vec<_>>().join("; "))
}

/// Returns the sum of the numbers; nothing where there are none.
fn added(cells: &[&Cell]) -> Cell {
    let numbers = cells.iter().filter_map(|cell| if let Cell::Number(number) = cell { Some(*number) } else { None });
    numbers.reduce(|sum, number| sum + number).map_or(Cell::Empty, Cell::Number)
}

/// Returns how a sum is bounded, given how its parts are; nothing where none of them is bounded.
fn bound(cells: &[&Cell]) -> Cell {
    let known = [Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::Range];
    let bounds: Vec<Bound> =
        texts(cells).into_iter().filter_map(|text| known.into_iter().find(|bound| bound.id() == text)).collect();
    if bounds.is_empty() { Cell::Empty } else { Cell::text(bound_of_sum(bounds).id()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_adds_up_and_lists_and_keeps_bounds() {
        let (one, two, three) = (Cell::Number(1.5), Cell::Number(2.0), Cell::Empty);
        assert_eq!(added(&[&one, &two, &three]), Cell::Number(3.5));
        assert_eq!(added(&[&three]), Cell::Empty, "nothing is no zero");
        let cells = ["reported", "estimated", "reported"].map(Cell::text);
        assert_eq!(each_once(&cells.each_ref()), Cell::text("estimated; reported"));
        let cells = ["exact", "at_most"].map(Cell::text);
        assert_eq!(bound(&cells.each_ref()), Cell::text("at_most"));
        let cells = ["at_least", "at_most"].map(Cell::text);
        assert_eq!(bound(&cells.each_ref()), Cell::text("range"));
        assert_eq!(bound(&[&three]), Cell::Empty);
    }
}
