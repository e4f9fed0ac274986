//! What a hover explains, and what is read aloud.

use crate::analysis::{Hhi, Shift};
use crate::charts::wording::{ends_words, percent, share_text};
use crate::model::{Unit, quantity_text, quantity_words, status_words, whole_text};

use super::cells::{Detail, OfCountry};
use super::{ColumnKey, Grid, MatrixCell, MatrixColumn, MatrixRow, Measure};

impl Grid {
    /// Returns what a hover says of the cell where a row meets a column: its heading, and pairs of what and how much.
    #[must_use]
    pub fn hover(&self, row: &MatrixRow, column: usize) -> (String, Vec<(String, String)>) {
        let (Some(head), Some(cell)) = (self.columns.get(column), row.cells.get(column)) else {
            return (row.name.clone(), row.hover.clone());
        };
        let mut pairs = match &cell.detail {
            Detail::Nothing => self.of_nothing(head, cell),
            Detail::Country(of) => self.of_country(of, row.unit),
            Detail::Bloc(shift) => self.of_bloc(shift, row.unit),
            Detail::Words(words) => {
                let total = cell.value.filter(|_| head.key != ColumnKey::Reliance);
                let total = total.map(|_| ("Share".to_owned(), format!("{}\u{a0}%", cell.text)));
                total.into_iter().chain(words.clone()).collect()
            }
        };
        pairs.extend(row.hover.iter().cloned());
        (format!("{}, {}", row.name, head.name), pairs)
    }

    fn of_nothing(&self, head: &MatrixColumn, _: &MatrixCell) -> Vec<(String, String)> {
        let words = match head.key {
            ColumnKey::Country(_) => "not named here: what it has, if anything, is in what is not attributed",
            ColumnKey::Bloc(_) => "no member is named here",
            ColumnKey::Folded(_) => "none of them is named here",
            ColumnKey::NotAttributed => "nothing",
            ColumnKey::Reliance => "none published",
        };
        vec![(self.what().to_owned(), words.to_owned())]
    }

    /// Returns what cells say.
    fn what(&self) -> &'static str {
        match self.measure {
            Measure::Share => "Share",
            Measure::Lost => "Lost share",
            Measure::Change => "HHI change",
        }
    }

    fn of_country(&self, of: &OfCountry, unit: Unit) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        if let Some(share) = of.share {
            let ends = ends_words(share).map_or_else(String::new, |ends| format!(" ({ends})"));
            pairs.push((self.what().to_owned(), format!("{}{ends}", share_text(share))));
            if self.measure == Measure::Lost && share.value > 0.0 {
                pairs.extend(growth(share.value));
            }
        }
        let status = status_words(of.quantity.status());
        let words = quantity_words(&of.quantity, unit);
        let amount = if words == status { words } else { format!("{words}, {status}") };
        pairs.push(("Quantity".to_owned(), amount));
        if let Some(rank) = of.rank {
            pairs.push(("Place".to_owned(), format!("{rank} of the named countries")));
        }
        if !of.note.is_empty() {
            pairs.push(("Note".to_owned(), of.note.clone()));
        }
        pairs
    }

    fn of_bloc(&self, shift: &Shift, unit: Unit) -> Vec<(String, String)> {
        let ends = ends_words(shift.share).map_or_else(String::new, |ends| format!(" ({ends})"));
        let share = format!("{}{ends}", share_text(shift.share));
        let after = shift.after.map_or_else(|| "nothing is left".to_owned(), hhi_words);
        let hhi = format!("{} → {after}", hhi_words(shift.before));
        let mut pairs = Vec::new();
        match self.measure {
            Measure::Share => pairs.push(("Share".to_owned(), share)),
            Measure::Lost => {
                pairs.push(("Lost share".to_owned(), share));
                pairs.extend(growth(shift.share.value));
                pairs.push(("HHI, then of what is left".to_owned(), hhi));
            }
            Measure::Change => {
                pairs.push(("HHI, then as one supplier".to_owned(), hhi));
                pairs.push(("Share".to_owned(), share));
            }
        }
        pairs.push(("Quantity".to_owned(), quantity_text(shift.quantity.value, unit)));
        let producers = match shift.producers {
            0 => "no member has a number above zero".to_owned(),
            1 => "one member has a number above zero".to_owned(),
            count => format!("{count} members have a number above zero"),
        };
        let without =
            if shift.unpublished > 0 { format!(", {} without a number", shift.unpublished) } else { String::new() };
        pairs.push(("Members".to_owned(), format!("{producers}{without}")));
        if shift.other_share > 0.0 {
            pairs.push(("Not attributed".to_owned(), percent(shift.other_share)));
        }
        pairs
    }

    /// Returns what is read aloud of a cell.
    #[must_use]
    pub fn spoken(&self, row: &MatrixRow, column: usize) -> String {
        let (Some(head), Some(cell)) = (self.columns.get(column), row.cells.get(column)) else {
            return row.label();
        };
        format!("{}, {}: {}", row.name, head.name, self.value_words(head, cell))
    }

    fn value_words(&self, head: &MatrixColumn, cell: &MatrixCell) -> String {
        match (&cell.detail, self.measure) {
            _ if head.key == ColumnKey::Reliance && cell.text == "E" => "net exporter".to_owned(),
            _ if cell.value.is_some() && (self.measure != Measure::Change || head.key == ColumnKey::Reliance) => {
                format!("{}\u{a0}%", cell.text)
            }
            _ if cell.value.is_some() => format!("HHI +{}", cell.text),
            (Detail::Country(of), _) => status_words(of.quantity.status()).to_owned(),
            _ if cell.is_without_number => "not published".to_owned(),
            _ => "none named".to_owned(),
        }
    }

    /// Returns what is read aloud of the head of a column.
    #[must_use]
    pub fn spoken_head(&self, column: &MatrixColumn) -> String {
        let Some((first, second)) = column.counts else { return column.name.clone() };
        let [of_first, of_second] = self.counted;
        format!("{}: {} {first}, {} {second}", column.name, of_first.to_lowercase(), of_second.to_lowercase())
    }

    /// Returns what is read aloud of a row's head.
    #[must_use]
    pub fn spoken_row(&self, row: &MatrixRow) -> String {
        match &row.words {
            Some(words) if row.name.is_empty() => words.clone(),
            Some(words) => format!("{}: {words}", row.label()),
            None => format!("{}: HHI {}", row.label(), row.hhi),
        }
    }
}

/// Returns by how much everyone else would have to sell more to fill what is lost: s ⁄ (1 − s).
fn growth(lost: f64) -> Option<(String, String)> {
    let left = 1.0 - lost;
    let what = "To fill the gap".to_owned();
    if left <= 1e-9 {
        return Some((what, "nobody is left".to_owned()));
    }
    (lost > 0.0).then(|| (what, format!("all others sell {} % more", whole_text(100.0 * lost / left))))
}

fn hhi_words(hhi: Hhi) -> String {
    match hhi.upper {
        Some(upper) if upper - hhi.lower >= 0.5 => format!("{} to {}", whole_text(hhi.lower), whole_text(upper)),
        _ if hhi.published_only => format!("{} of published producers", whole_text(hhi.lower)),
        _ => whole_text(hhi.lower),
    }
}
