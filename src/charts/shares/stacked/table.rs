use crate::analysis::Counted;
use crate::charts::figure_rows::{self, FigureRow};
use crate::charts::stages::{Stage, start_of, step_name};
use crate::charts::stated;
use crate::charts::table::{Cell, ChartTable};
use crate::model::Iso3;

use super::model::{BarOf, Stacked, StackedBar};
use super::segments::{Segment, SegmentKey};

/// Columns before the figures, and after them.
const OF_BAR: [&str; 7] = ["Stage", "Form", "Year", "Edition", "Basis", "Total", "Drawn as"];
const OF_PIECE: [&str; 3] = ["Share drawn", "Note", "Without shares"];
const COLUMNS: usize = OF_BAR.len() + figure_rows::COLUMNS.len() + OF_PIECE.len();

/// A row of figures, the piece that it is in, and how much of it.
struct OwnRow<'a> {
    drawn_as: &'a str,
    row: FigureRow<'a>,
    drawn: Option<f64>,
}

/// Returns every supplier of every bar in the order in which they are drawn, those that are folded into a piece one by one,
/// and then who has nothing, and who has no number. `read` are the bars' figures.
pub(super) fn table(stacked: &Stacked, read: &[Stage<'_>]) -> ChartTable {
    let mut figures = read.iter();
    let rows = stacked.bars.iter().flat_map(|bar| {
        // A row for years between bars has no figures of its own.
        let stage = if bar.of == BarOf::YearsBetween { None } else { figures.next() };
        rows_of(bar, stage)
    });
    let columns = OF_BAR.into_iter().chain(figure_rows::COLUMNS).chain(OF_PIECE).chain(stated::NAMES);
    stated::table(columns, rows.collect())
}

fn rows_of(bar: &StackedBar, stage: Option<&Stage<'_>>) -> Vec<Vec<Cell>> {
    let without =
        |start: Vec<Cell>| vec![stated::row_of_words(start, COLUMNS, bar.missing.as_deref().unwrap_or_default())];
    let Some(stage) = stage else { return without(vec![Cell::Empty, Cell::Empty, Cell::text(&bar.label)]) };
    let Some(answer) = stage.answer else { return without(vec![Cell::text(step_name(stage.step))]) };
    let mut start = start_of(answer).to_vec();
    let Some(figures) = stage.figures else { return without(start) };
    start.extend([Cell::text(&figures.basis), Cell::Number(figures.total)]);
    own_rows(bar, stage)
        .into_iter()
        .map(|OwnRow { drawn_as, row, drawn }| {
            let before = start.iter().cloned().chain([Cell::text(drawn_as)]);
            let after = [drawn.map_or(Cell::Empty, Cell::Number), Cell::text(row.note), Cell::Empty];
            before.chain(row.cells).chain(after).chain(stated::cells(row.quantity)).collect()
        })
        .collect()
}

fn own_rows<'a>(bar: &'a StackedBar, stage: &Stage<'a>) -> Vec<OwnRow<'a>> {
    let Some(figures) = stage.figures else { return Vec::new() };
    let mut rows: Vec<OwnRow<'a>> = Vec::new();
    let mut told: Vec<Iso3> = Vec::new();
    for segment in &bar.segments {
        let drawn_as = segment.label.as_str();
        if segment.key == SegmentKey::Residual {
            let row = figure_rows::residual(figures);
            rows.extend(row.map(|row| OwnRow { drawn_as, row, drawn: Some(segment.share) }));
        }
        for iso3 in &segment.countries {
            let row = figure_rows::country(figures, *iso3);
            // The same country again, in another of its blocs: its figures are told.
            let is_other_part = told.contains(iso3);
            let row = row.map(|row| if is_other_part { as_other_part(row) } else { row });
            rows.extend(row.map(|row| OwnRow { drawn_as, row, drawn: share_drawn(stage, *iso3, segment) }));
            told.push(*iso3);
        }
    }
    let undrawn = |row| OwnRow { drawn_as: "", row, drawn: None };
    let left = figures.suppliers.iter().map(|supplier| supplier.iso3);
    let left = left.chain(figures.unpublished.iter().map(|row| row.iso3)).filter(|iso3| !told.contains(iso3));
    rows.extend(left.filter_map(|iso3| figure_rows::country(figures, iso3).map(undrawn)));
    if !bar.segments.iter().any(|segment| segment.key == SegmentKey::Residual) && figures.other.quantity.is_some() {
        rows.extend(figure_rows::residual(figures).map(undrawn));
    }
    rows
}

/// Marks a row whose figures stand in another one already.
fn as_other_part(mut row: FigureRow<'_>) -> FigureRow<'_> {
    row.cells[figure_rows::KIND] = Cell::text("country, other part");
    row
}

/// Returns the share of a country that is in a piece: part of it where it counts in several blocs.
fn share_drawn(stage: &Stage<'_>, iso3: Iso3, segment: &Segment) -> Option<f64> {
    let supplier = stage.figures?.suppliers.iter().find(|supplier| supplier.iso3 == iso3)?;
    let part = match (&supplier.counted, &segment.in_bloc) {
        (Counted::Split(_), Some(bloc)) => supplier.counted.part_in(bloc),
        _ => 1.0,
    };
    Some(supplier.share.value * part)
}
