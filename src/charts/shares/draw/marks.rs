use crate::charts::shares::rows::{BarRow, Beside, Mark, RowKey};

/// Returns the row as it is read aloud.
pub(super) fn spoken(row: &BarRow) -> String {
    let (Mark::Bar { text, .. } | Mark::Band { text, .. } | Mark::Words(text)) = &row.mark;
    let bloc = row.bloc.as_ref().map_or_else(String::new, |bloc| format!(", {bloc}"));
    let beside = match &row.beside {
        Some(Beside::Bar { what, text, .. }) => format!(", {what} {text}"),
        Some(Beside::Words(words)) => format!(", {words}"),
        None => String::new(),
    };
    let done = row.taken_out.or_else(|| row.limited.as_ref().map(|limited| limited.words.as_str()));
    let taken_out = done.map_or_else(String::new, |words| format!(", {words}"));
    let change = row.change.as_ref().map_or_else(String::new, |change| format!(", {}", change.whole()));
    format!("{} {text}{change}{bloc}{taken_out}{beside}", row.label)
}

/// Returns the row's stable name in files.
pub(super) fn row_id(row: &BarRow) -> String {
    match &row.key {
        RowKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
        RowKey::Other => "other-countries".to_owned(),
        RowKey::Bloc(id) => format!("bloc-{id}"),
        RowKey::Folded(_) => "folded-countries".to_owned(),
    }
}
