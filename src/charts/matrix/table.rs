use crate::charts::Word;
use crate::charts::stated;
use crate::charts::table::{Cell, ChartTable};
use crate::model::CommodityId;

use super::cells::Detail;
use super::lines::{Known, Line};
use super::model::Source;
use super::{ColumnKey, Grid, MatrixCell, MatrixColumn, MatrixRow, Measure, RowKey};

/// Returns the numbers drawn, row by row and in the order of the columns: a line for each cell in which something stands,
/// and one for each mineral without shares. So each number has its status, bound and quantity beside it, which a table as
/// wide as the picture has no room for.
pub(super) fn table(source: &Source<'_>, grid: &Grid, source_line: &str) -> ChartTable {
    let mut columns = ["Mineral", "Id", "Form", "Stage", "Figure year", "Edition", "HHI", "Most HHI", "Column", "Code"]
        .map(str::to_owned)
        .to_vec();
    columns.push(value_name(grid.measure).to_owned());
    columns.extend(
        ["Bound of share", "Quantity", "Unit", "Status", "Place", "US net import reliance (%)", "Remark"]
            .map(str::to_owned),
    );
    columns.extend(stated::NAMES.map(str::to_owned));
    let line = |id: &CommodityId| source.lines.iter().find(|line| line.commodity.id == *id);
    let mut rows = Vec::new();
    for row in &grid.rows {
        let RowKey::Mineral(id) = &row.key else { continue };
        let Some(line) = line(id) else { continue };
        let head = mineral_cells(line);
        if let Some(words) = &row.words {
            rows.push(stated::row_of_words(head, columns.len() - stated::NAMES.len(), words));
            continue;
        }
        let reliance = grid.columns.iter().zip(&row.cells).find(|(column, _)| column.key == ColumnKey::Reliance);
        let reliance = reliance.map(|(_, cell)| cell);
        for (column, cell) in grid.columns.iter().zip(&row.cells) {
            if column.key != ColumnKey::Reliance && !cell.is_blank() {
                rows.push(head.iter().cloned().chain(cell_cells(row, column, cell, reliance)).collect());
            }
        }
    }
    let names = source.on.iter().filter_map(|(id, _)| Some(source.dataset.bloc(id)?.short_name.as_str()));
    let mut context = vec![
        ("Year", Cell::Number(f64::from(source.question.year))),
        ("Minerals", Cell::text(source.chosen.group.name())),
        ("Blocs", Cell::text(names.collect::<Vec<_>>().join("; "))),
        ("Source", Cell::text(source_line)),
    ];
    if grid.measure == Measure::Lost {
        context.push(("HYPOTHETICAL", Cell::text("what is at the head of a column stops selling")));
    }
    let context = context.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect();
    ChartTable { context, ..stated::table(columns, rows) }
}

fn value_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Share => "Share",
        Measure::Lost => "Lost share",
        Measure::Change => "Change of HHI",
    }
}

/// Returns what a mineral and its figures are.
fn mineral_cells(line: &Line<'_>) -> [Cell; 8] {
    let supply = match &line.known {
        Known::NoTable => None,
        Known::NoShares(supply, ..) => Some(*supply),
        Known::Shares(shared) => Some(shared.supply),
    };
    let hhi = line.shares().map(|of| of.figures.before.hhi);
    let of = |cell: fn(&crate::analysis::Supply) -> Cell| supply.map_or(Cell::Empty, cell);
    [
        Cell::text(&line.commodity.name),
        Cell::text(line.commodity.id.as_str()),
        of(|supply| Cell::text(supply.form.as_str())),
        of(|supply| Cell::text(supply.told.id_words())),
        of(|supply| Cell::Number(f64::from(supply.year))),
        of(|supply| supply.edition.as_ref().map_or(Cell::Empty, |edition| Cell::text(edition.as_str()))),
        hhi.map_or(Cell::Empty, |hhi| Cell::Number(hhi.lower)),
        hhi.and_then(|hhi| hhi.upper).map_or(Cell::Empty, Cell::Number),
    ]
}

fn cell_cells(row: &MatrixRow, column: &MatrixColumn, cell: &MatrixCell, reliance: Option<&MatrixCell>) -> Vec<Cell> {
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let code = match &column.key {
        ColumnKey::Country(iso3) => iso3.as_str().to_owned(),
        ColumnKey::Bloc(id) => id.to_string(),
        ColumnKey::Folded(_) | ColumnKey::NotAttributed | ColumnKey::Reliance => String::new(),
    };
    let (quantity, status, place) = match &cell.detail {
        Detail::Country(of) => (of.quantity.value(), of.quantity.status().id(), of.rank),
        Detail::Bloc(shift) => (Some(shift.quantity.value), "", None),
        Detail::Nothing | Detail::Words(_) => (None, "", None),
    };
    let stated = if let Detail::Country(of) = &cell.detail { Some(&of.quantity) } else { None };
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let place = place.map(|place| place as f64);
    let remark = match (&cell.detail, cell.value, reliance) {
        (Detail::Country(of), ..) => of.note.clone(),
        (_, None, _) => "not published".to_owned(),
        _ => String::new(),
    };
    let mut cells = vec![
        Cell::text(&column.name),
        Cell::text(code),
        number(cell.value),
        cell.bound.map_or(Cell::Empty, |bound| Cell::text(bound.id())),
        number(quantity.filter(|_| cell.value.is_some())),
        if quantity.is_some() { Cell::text(row.unit.id()) } else { Cell::Empty },
        Cell::text(status),
        number(place),
        number(reliance.and_then(|cell| cell.value)),
        Cell::text(remark),
    ];
    cells.extend(stated::cells(stated));
    cells
}
