use crate::analysis::Figures;
use crate::charts::table::{Cell, ChartTable};
use crate::charts::wording::capitalised;

use super::model::ScatterChart;
use super::points::{Held, PointKey};

/// Returns the numbers of the marks, then of what has none, with the reason.
pub(super) fn table(chart: &ScatterChart, (production, reserves): (&Figures, &Figures)) -> ChartTable {
    let of = |what: &str, unit: &str| {
        [
            format!("{what} ({unit})"),
            format!("Share of {what}"),
            format!("Bound of share of {what}"),
            format!("Status of {what}"),
        ]
        .map(|name| capitalised(&name))
    };
    let mut columns: Vec<String> = vec!["Name".to_owned(), "Code".to_owned(), "Bloc".to_owned()];
    columns.extend(of("production", production.unit.id()));
    columns.extend(of("reserves", reserves.unit.id()));
    columns.extend(["Reserves over production (years)", "Not placed"].map(str::to_owned));
    let marks = chart.points.iter().map(|point| {
        let code = if let PointKey::Country(iso3) = &point.key { iso3.as_str() } else { "" };
        let bloc = point.bloc.as_deref().unwrap_or(if code.is_empty() { &point.name } else { "" });
        let mut row = vec![Cell::text(&point.name), Cell::text(code), Cell::text(bloc)];
        row.extend(cells(Some(&point.production)));
        row.extend(cells(Some(&point.reserves)));
        row.push(point.years.map_or(Cell::Empty, |years| Cell::Number(years.value)));
        row.push(Cell::Empty);
        row
    });
    let unplaced = chart.unplaced.iter().map(|of| {
        let code = of.iso3.as_ref().map_or("", |iso3| iso3.as_str());
        let mut row = vec![Cell::text(&of.name), Cell::text(code), Cell::Empty];
        row.extend(cells(of.production.as_ref()));
        row.extend(cells(of.reserves.as_ref()));
        row.extend([Cell::Empty, Cell::text(&of.reason)]);
        row
    });
    ChartTable { columns, rows: marks.chain(unplaced).collect(), context: Vec::new() }
}

fn cells(held: Option<&Held>) -> [Cell; 4] {
    let Some(held) = held else { return std::array::from_fn(|_| Cell::Empty) };
    [
        Cell::Number(held.quantity.value),
        Cell::Number(held.share.value),
        Cell::text(held.share.bound().id()),
        Cell::text(held.status),
    ]
}
