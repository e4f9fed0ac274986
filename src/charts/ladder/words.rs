use crate::analysis::Shift;
use crate::charts::bloc_words::words_for_none;
use crate::charts::wording::{NO_BREAK, bound_mark, bound_words, percent, quantity_in_sentence, share_text};
use crate::model::{Bound, Mode, Unit, quantity_text, whole_text};

use super::rows::LadderRow;

/// What the sign behind a change of the HHI means.
pub(super) const OF_PUBLISHED: &str = "* of published producers: others exist whose figures are not published";

/// Returns a change of the HHI with its sign, and how it is bounded: by its second reading, where that is another number.
fn signed_change(shift: &Shift) -> Option<(String, Bound)> {
    let (change, other) = shift.change()?;
    let rounded = change.round();
    let text = if rounded >= 1.0 {
        format!("+{}", whole_text(rounded))
    } else if change >= 1e-6 {
        "under +1".to_owned()
    } else if rounded <= -1.0 {
        whole_text(rounded)
    } else if change <= -1e-6 {
        "over −1".to_owned()
    } else {
        "0".to_owned()
    };
    let bound = match other.map(|other| other.round() - rounded) {
        Some(more) if more >= 1.0 => Bound::AtLeast,
        Some(more) if more <= -1.0 => Bound::AtMost,
        _ => Bound::Exact,
    };
    Some((text, bound))
}

/// Returns a change of the HHI for a column: with a mark where it can be more or less, and a star where it is of published
/// producers.
pub(super) fn change_text(shift: &Shift) -> String {
    let Some((text, bound)) = signed_change(shift) else { return "none left".to_owned() };
    let star = if shift.is_of_published() { "*" } else { "" };
    format!("{}{text}{star}", bound_mark(bound))
}

/// Returns a change of the HHI for a sentence.
pub(super) fn change_words(shift: &Shift) -> String {
    let Some((text, bound)) = signed_change(shift) else { return "nothing is left".to_owned() };
    let of = if shift.is_of_published() { " of published producers" } else { "" };
    format!("HHI{NO_BREAK}{}{text}{of}", bound_words(bound).replace(' ', &NO_BREAK.to_string()))
}

/// Returns what stands in place of a zero where members may have something all the same; nothing where a zero is one.
pub(super) fn none_words(shift: &Shift) -> Option<&'static str> {
    if shift.producers > 0 { None } else { words_for_none(shift.unpublished > 0, shift.other_share) }
}

/// Returns whether a row has a number with a star.
pub(super) fn has_star(row: &LadderRow) -> bool {
    row.cells.iter().any(|cell| cell.text.ends_with('*'))
}

/// Returns a share for a column: with a mark where it can be more or less, or a star where so much can be that no mark
/// would say it.
pub(super) fn share_cell_text(shift: &Shift) -> String {
    let text = share_text(shift.share);
    // The star says the same in less room.
    match text.strip_suffix(" of what is published") {
        Some(number) => format!("{number}*"),
        None => text,
    }
}

/// Returns a quantity for a column, with its bound as a mark.
pub(super) fn quantity_cell_text(shift: &Shift, unit: Unit) -> String {
    format!("{}{}", bound_mark(shift.quantity.bound()), quantity_in_sentence(shift.quantity.value, unit))
}

/// Returns what a hover says of a shift.
pub(super) fn hover_of(shift: &Shift, unit: Unit, mode: Mode) -> Vec<(String, String)> {
    let hhi = |hhi: crate::analysis::Hhi| match hhi.upper {
        Some(upper) if upper - hhi.lower >= 0.5 => format!("{} to {}", whole_text(hhi.lower), whole_text(upper)),
        _ if hhi.published_only => format!("{} of published producers", whole_text(hhi.lower)),
        _ => whole_text(hhi.lower),
    };
    let after = shift.after.map_or_else(|| "nothing is left".to_owned(), hhi);
    let (of, share) = match mode {
        Mode::One => ("HHI", "Share"),
        Mode::Withhold => ("HHI, then of what is left", "Lost"),
        Mode::Only => ("HHI, then of what is covered", "Covered"),
    };
    let ends = crate::charts::wording::ends_words(shift.share).map_or_else(String::new, |ends| format!(" ({ends})"));
    let quantity = format!("{}{}", bound_words(shift.quantity.bound()), quantity_text(shift.quantity.value, unit));
    let mut hover = vec![
        (of.to_owned(), format!("{} → {after}", hhi(shift.before))),
        (share.to_owned(), format!("{}{ends}, {quantity}", share_text(shift.share))),
    ];
    let producers = match shift.producers {
        0 => "no member has a number above zero".to_owned(),
        1 => "one member has a number above zero".to_owned(),
        count => format!("{count} members have a number above zero"),
    };
    let without =
        if shift.unpublished > 0 { format!(", {} without a number", shift.unpublished) } else { String::new() };
    hover.push(("Members".to_owned(), format!("{producers}{without}")));
    if shift.other_share > 0.0 {
        hover.push(("Not attributed".to_owned(), percent(shift.other_share)));
    }
    hover
}
