use crate::analysis::Counted;
use crate::charts::stages::{Stage, country, residual, step_name};
use crate::charts::stated;
use crate::charts::table::{Cell, ChartTable};
use crate::model::{Iso3, Quantity};

use super::model::{Stacked, StackedBar};
use super::segments::{Segment, SegmentKey};

/// Columns of the table.
const COLUMNS: [&str; 21] = [
    "Stage",
    "Form",
    "Year",
    "Edition",
    "Basis",
    "Total",
    "Drawn as",
    "Kind",
    "Name",
    "Code",
    "Value",
    "Unit",
    "Share",
    "Least share",
    "Most share",
    "Bound of share",
    "Status",
    "Bloc",
    "Share drawn",
    "Note",
    "Without shares",
];

/// A row's own cells, its note, and what is published.
struct OwnRow<'a> {
    cells: Vec<Cell>,
    note: String,
    quantity: Option<&'a Quantity>,
}

/// Returns every supplier of every bar in the order in which they are drawn, those that are folded into a piece one by one,
/// and then who has nothing, and who has no number. `read` are the bars' figures.
pub(super) fn table(stacked: &Stacked, read: &[Stage<'_>]) -> ChartTable {
    let mut figures = read.iter();
    let rows = stacked.bars.iter().flat_map(|bar| {
        // A row for years between bars has no figures of its own.
        let is_gap = bar.year.is_none() && bar.id.starts_with("year");
        let stage = if is_gap { None } else { figures.next() };
        rows_of(bar, stage)
    });
    let mut table = ChartTable {
        columns: COLUMNS.into_iter().chain(stated::NAMES).map(str::to_owned).collect(),
        rows: rows.collect(),
        context: Vec::new(),
    };
    stated::drop_empty(&mut table);
    table
}

fn rows_of(bar: &StackedBar, stage: Option<&Stage<'_>>) -> Vec<Vec<Cell>> {
    let missing = || Cell::text(bar.missing.clone().unwrap_or_default());
    let without = |start: Vec<Cell>| {
        let mut row = start;
        row.resize(COLUMNS.len() - 1, Cell::Empty);
        row.push(missing());
        row.extend(stated::cells(None));
        vec![row]
    };
    let Some(stage) = stage else { return without(vec![Cell::Empty, Cell::Empty, Cell::text(&bar.label)]) };
    let Some(answer) = stage.answer else { return without(vec![Cell::text(step_name(stage.step))]) };
    let edition = answer.subject.edition.as_ref().map(|edition| edition.id.to_string()).unwrap_or_default();
    let mut start = vec![
        Cell::text(answer.subject.stage.id_words()),
        Cell::text(answer.question.form.as_str()),
        Cell::Number(f64::from(answer.question.year)),
        Cell::text(edition),
    ];
    let Some(figures) = stage.figures else { return without(start) };
    start.extend([Cell::text(&figures.basis), Cell::Number(figures.total)]);
    own_rows(bar, stage)
        .into_iter()
        .map(|row| {
            let cells = start.iter().cloned().chain(row.cells);
            cells.chain([Cell::text(row.note), Cell::Empty]).chain(stated::cells(row.quantity)).collect()
        })
        .collect()
}

fn own_rows<'a>(bar: &StackedBar, stage: &Stage<'a>) -> Vec<OwnRow<'a>> {
    let Some(figures) = stage.figures else { return Vec::new() };
    let mut rows: Vec<OwnRow<'a>> = Vec::new();
    let mut told: Vec<Iso3> = Vec::new();
    for segment in &bar.segments {
        if segment.key == SegmentKey::Residual {
            rows.extend(residual(figures, &segment.label).map(|of| own(of, Some(segment.share))));
        }
        for iso3 in &segment.countries {
            let row = country(figures, *iso3, &segment.label).map(|of| own(of, share_drawn(stage, *iso3, segment)));
            // The same country again, in another of its blocs: its figures are told.
            let is_other_part = told.contains(iso3);
            rows.extend(row.map(|row| if is_other_part { as_other_part(row) } else { row }));
            told.push(*iso3);
        }
    }
    let left = figures.suppliers.iter().map(|supplier| supplier.iso3);
    let left = left.chain(figures.unpublished.iter().map(|row| row.iso3)).filter(|iso3| !told.contains(iso3));
    rows.extend(left.filter_map(|iso3| Some(own(country(figures, iso3, "")?, None))));
    if !bar.segments.iter().any(|segment| segment.key == SegmentKey::Residual) && figures.other.quantity.is_some() {
        rows.extend(residual(figures, "").map(|of| own(of, None)));
    }
    rows
}

fn own((cells, note, quantity): crate::charts::stages::OwnRow<'_>, drawn: Option<f64>) -> OwnRow<'_> {
    let cells = cells.into_iter().chain([drawn.map_or(Cell::Empty, Cell::Number)]).collect();
    OwnRow { cells, note, quantity }
}

/// Marks a row whose figures stand in another one already.
fn as_other_part(mut row: OwnRow<'_>) -> OwnRow<'_> {
    const KIND: usize = 1;
    if let Some(kind) = row.cells.get_mut(KIND) {
        *kind = Cell::text("country, other part");
    }
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
