use egui::{Color32, Pos2, Stroke, Ui};

use crate::charts::style::Style;
use crate::charts::{Emphasis, Marked};

use crate::charts::editions::rows::{Dot, EditionRow, RowKey};

/// Paints the mark of an edition's number: a ring for the oldest, a small ring between, a disc for the newest.
pub(super) fn dot(ui: &Ui, at: Pos2, dot: Dot, colour: Color32, style: Style) {
    let painter = ui.painter();
    let ring = Stroke::new(style.length(1.6), colour);
    let inside = style.colours().background;
    match dot {
        Dot::Oldest => painter.circle(at, style.length(5.0), inside, ring),
        Dot::Between => painter.circle(at, style.length(3.2), inside, ring),
        Dot::Newest => painter.circle_filled(at, style.length(4.4), colour),
    };
}

/// Returns the row's stable name in files.
pub(super) fn row_id(row: &EditionRow) -> String {
    match &row.key {
        RowKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
        RowKey::Other => "other-countries".to_owned(),
        RowKey::World => "world-total".to_owned(),
        RowKey::Folded(_) => "folded-countries".to_owned(),
    }
}

/// Returns what a click on a row marks; nothing for what is no country.
pub(super) fn mark_of(row: &EditionRow) -> Option<Marked> {
    if let RowKey::Country(iso3) = row.key { Some(Marked::Country(iso3)) } else { None }
}

/// Returns whether a row is what is marked, of a member of it, or has one of these folded into it.
pub(super) fn stands_out(row: &EditionRow, emphasis: Emphasis<'_>) -> bool {
    match &row.key {
        RowKey::Country(iso3) => emphasis.has_country(*iso3),
        RowKey::Folded(countries) => countries.iter().any(|iso3| emphasis.has_country(*iso3)),
        RowKey::Other | RowKey::World => false,
    }
}
