use std::borrow::Cow;

use crate::charts::palette::Series;
use crate::charts::shares::rows::{BarRow, Mark, RowKey};
use crate::charts::{Emphasis, Marked};

/// Returns what a click on a row marks; nothing for what is not one supplier.
pub(in crate::charts::shares) fn mark_of(row: &BarRow) -> Option<Marked> {
    match &row.key {
        RowKey::Country(iso3) => Some(Marked::Country(*iso3)),
        RowKey::Bloc(id) => Some(Marked::Bloc(id.clone())),
        RowKey::Other | RowKey::Folded(_) => None,
    }
}

/// Returns whether a row is what is marked, of a member of it, or has one of these folded into it.
pub(in crate::charts::shares) fn stands_out(row: &BarRow, emphasis: Emphasis<'_>) -> bool {
    match &row.key {
        RowKey::Country(iso3) => emphasis.has_country(*iso3),
        RowKey::Bloc(id) => emphasis.has_bloc(id),
        RowKey::Folded(countries) => countries.iter().any(|iso3| emphasis.has_country(*iso3)),
        RowKey::Other => false,
    }
}

/// Returns the emphasis of rows where one of them stands out, else none.
pub(in crate::charts) fn among<'a, 'b>(
    mut rows: impl Iterator<Item = &'b BarRow>,
    emphasis: Emphasis<'a>,
) -> Emphasis<'a> {
    emphasis.where_it(rows.any(|row| stands_out(row, emphasis)))
}

/// Returns a row as it is seen: its bar faded where another one stands out.
pub(super) fn seen<'a>(row: &'a BarRow, emphasis: Emphasis<'_>) -> Cow<'a, BarRow> {
    if !emphasis.is_on() || stands_out(row, emphasis) {
        return Cow::Borrowed(row);
    }
    let mut faded = row.clone();
    match &mut faded.mark {
        Mark::Bar { parts, .. } => parts.iter_mut().for_each(|(series, _)| *series = Series::Faded),
        Mark::Band { series, .. } => *series = Series::Faded,
        Mark::Words(_) => {}
    }
    Cow::Owned(faded)
}
