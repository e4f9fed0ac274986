use std::sync::Arc;

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use crate::charts::frame::{place, wrapped};
use crate::charts::style::{Style, TextRank};

use crate::charts::shares::rows::{BarRow, Beside, Mark, RowKey};

pub(super) fn hover_card_ui(ui: &mut Ui, row: &BarRow, style: Style) {
    ui.label(egui::RichText::new(&row.label).font(style.font(TextRank::Strong)));
    let (first, second) = (style.length(76.0), style.length(300.0));
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

/// Returns the row as it is read aloud.
pub(super) fn spoken(row: &BarRow) -> String {
    let (Mark::Bar { text, .. } | Mark::Words(text)) = &row.mark;
    let bloc = row.bloc.as_ref().map_or_else(String::new, |bloc| format!(", {bloc}"));
    let beside = match &row.beside {
        Some(Beside::Bar { text, .. }) => format!(", reserves {text}"),
        Some(Beside::Words(words)) => format!(", {words}"),
        None => String::new(),
    };
    let taken_out = row.taken_out.map_or_else(String::new, |words| format!(", {words}"));
    format!("{} {text}{bloc}{taken_out}{beside}", row.label)
}

/// Returns the row's stable name in files.
pub(super) fn row_id(row: &BarRow) -> String {
    match &row.key {
        RowKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
        RowKey::Other => "other-countries".to_owned(),
        RowKey::Folded(_) => "folded-countries".to_owned(),
    }
}
