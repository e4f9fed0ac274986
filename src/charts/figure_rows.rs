//! The figures of one answer as rows of a table: suppliers, blocs and what is not attributed, with the same cells each.

use crate::analysis::{BlocShare, Counted, Figures, ShareInterval, SupplierShare, Unpublished};
use crate::model::{Iso3, Quantity};

use super::table::Cell;

/// Names of the columns.
pub(super) const COLUMNS: [&str; 11] =
    ["Kind", "Name", "Code", "Value", "Unit", "Share", "Least share", "Most share", "Bound of share", "Status", "Bloc"];

/// Places of the kind and of the code among the columns.
pub(super) const KIND: usize = 0;
pub(super) const CODE: usize = 2;

/// A row, with what else is known of it.
pub(super) struct FigureRow<'a> {
    /// A cell for each of the columns.
    pub(super) cells: [Cell; COLUMNS.len()],
    /// The publisher's note.
    pub(super) note: &'a str,
    /// What is published.
    pub(super) quantity: Option<&'a Quantity>,
}

/// Returns the row of a country, with a number or without; nothing where it is not named.
pub(super) fn country(figures: &Figures, iso3: Iso3) -> Option<FigureRow<'_>> {
    let with_number = figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3);
    let without = || figures.unpublished.iter().find(|of| of.iso3 == iso3);
    with_number.map(|of| supplier(figures, of)).or_else(|| without().map(|of| unpublished(figures, of)))
}

/// Returns the row of a supplier that has a number.
pub(super) fn supplier<'a>(figures: &Figures, of: &'a SupplierShare) -> FigureRow<'a> {
    let [share, low, high, bound] = share_cells(of.share);
    let cells = [
        Cell::text("country"),
        Cell::text(&of.name),
        Cell::text(of.iso3.as_str()),
        Cell::Number(of.value),
        Cell::text(figures.unit.id()),
        share,
        low,
        high,
        bound,
        Cell::text(of.quantity.status().id()),
        bloc_names(figures, &of.counted),
    ];
    FigureRow { cells, note: &of.note, quantity: Some(&of.quantity) }
}

/// Returns the row of a supplier that has no number.
pub(super) fn unpublished<'a>(figures: &Figures, of: &'a Unpublished) -> FigureRow<'a> {
    let [value, share, low, high, bound] = [const { Cell::Empty }; 5];
    let cells = [
        Cell::text("country"),
        Cell::text(&of.name),
        Cell::text(of.iso3.as_str()),
        value,
        Cell::text(figures.unit.id()),
        share,
        low,
        high,
        bound,
        Cell::text(of.status().id()),
        bloc_names(figures, &of.counted),
    ];
    FigureRow { cells, note: &of.note, quantity: Some(&of.quantity) }
}

/// Returns the row of a switched-on bloc.
pub(super) fn bloc(figures: &Figures, of: &BlocShare) -> FigureRow<'static> {
    let [share, low, high, bound] = share_cells(of.share);
    let cells = [
        Cell::text("bloc"),
        Cell::text(&of.name),
        Cell::text(of.id.as_str()),
        Cell::Number(of.quantity.value),
        Cell::text(figures.unit.id()),
        share,
        low,
        high,
        bound,
        Cell::Empty,
        Cell::Empty,
    ];
    FigureRow { cells, note: "", quantity: None }
}

/// Returns the row of what is not attributed to a country, where there is any.
pub(super) fn residual(figures: &Figures) -> Option<FigureRow<'_>> {
    let other = &figures.other;
    if other.value == 0.0 && other.quantity.is_none() {
        return None;
    }
    let number = |value: f64| if other.has_number() { Cell::Number(value) } else { Cell::Empty };
    let [code, low, high, bloc] = [const { Cell::Empty }; 4];
    let cells = [
        Cell::text("other"),
        Cell::text(other.name()),
        code,
        number(other.value),
        Cell::text(figures.unit.id()),
        number(other.share),
        low,
        high,
        if other.has_number() { Cell::text(other.bound.id()) } else { Cell::Empty },
        other.quantity.as_ref().map_or(Cell::Empty, |quantity| Cell::text(quantity.status().id())),
        bloc,
    ];
    Some(FigureRow { cells, note: "", quantity: other.quantity.as_ref() })
}

/// Returns the names of the blocs that a country counts in.
pub(super) fn bloc_names(figures: &Figures, counted: &Counted) -> Cell {
    let names = counted.blocs().iter().filter_map(|id| figures.bloc_name(id));
    Cell::text(names.collect::<Vec<_>>().join("; "))
}

fn share_cells(share: ShareInterval) -> [Cell; 4] {
    [Cell::Number(share.value), Cell::Number(share.low), Cell::Number(share.high), Cell::text(share.bound().id())]
}
