use std::sync::Arc;

use egui::{Color32, Pos2, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::charts::frame::{place, wrapped};
use crate::charts::style::{Style, TextRank};

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

pub(super) fn hover_card_ui(ui: &mut Ui, row: &EditionRow, style: Style) {
    ui.label(egui::RichText::new(&row.label).font(style.font(TextRank::Strong)));
    let (first, second) = (style.length(150.0), style.length(280.0));
    for (what, value) in &row.hover {
        ui.horizontal_top(|ui| {
            let what = wrapped(ui, what, style.font(TextRank::Body), style.colours().text_muted, first);
            let (place_at, _) = ui.allocate_exact_size(vec2(first, what.size().y), Sense::hover());
            place(ui, place_at.min, what);
            let value = wrapped(ui, value, style.font(TextRank::Body), style.colours().text, second);
            let (place_at, response) = ui.allocate_exact_size(value.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, value.text()));
            place(ui, place_at.min, Arc::clone(&value));
        });
    }
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
