use crate::analysis::{ShareInterval, Shift};
use crate::charts::wording::{is_open, shown_bound};
use crate::model::{Bound, Quantity, Status, whole_text};

/// What stands where a row meets a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixCell {
    /// The number: a fraction for shares, points for a change of the HHI, per cent for a reliance. Nothing where there is
    /// none, which is no zero.
    pub value: Option<f64>,
    /// How it is bounded.
    pub bound: Option<Bound>,
    /// The number as short as a cell needs it, or the mark in its place; empty where nothing is known.
    pub text: String,
    /// The step of its colour; nothing for zero and for what has no number.
    pub step: Option<usize>,
    /// Whether something is named here that has no number.
    pub is_without_number: bool,
    /// What a hover explains.
    pub detail: Detail,
}

/// What lies behind a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Detail {
    /// Nothing is published.
    #[default]
    Nothing,
    /// A country's row.
    Country(Box<OfCountry>),
    /// What a bloc is and does.
    Bloc(Box<Shift>),
    /// Words, as pairs of what and how much.
    Words(Vec<(String, String)>),
}

/// A country's row.
#[derive(Debug, Clone, PartialEq)]
pub struct OfCountry {
    /// What the publisher says.
    pub quantity: Quantity,
    /// Its share; nothing where it has no number.
    pub share: Option<ShareInterval>,
    /// Its place among the suppliers, from 1.
    pub rank: Option<usize>,
    /// The publisher's note.
    pub note: String,
}

/// The mark of a share or change of which so much can be that no sign would say it.
pub(super) const STAR: char = '*';

/// Returns a share in per cent as short as a cell needs it, without its unit.
pub(super) fn share_number(share: f64) -> String {
    let value = share * 100.0;
    if value < 0.0 {
        return format!("−{}", share_number(-share));
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    if value < 0.05 {
        return "<0.1".to_owned();
    }
    // 99.7 % is not all of it.
    if (9.95..99.5).contains(&value) || value >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// Returns a share with its bound for a cell: "69", "≤32", or with a star where it can be almost anything.
pub(super) fn share_cell_text(share: ShareInterval) -> String {
    let bound = shown_bound(share);
    let number = share_number(share.value);
    if bound == Bound::Range && is_open(share) {
        return format!("{number}{STAR}");
    }
    match (bound, number.starts_with('<')) {
        (Bound::Exact, _) | (Bound::AtMost, true) => number,
        // Under 0.1 % by what is published, and it can be more.
        (_, true) => format!("{}0", bound_sign(bound)),
        (_, false) => format!("{}{number}", bound_sign(bound)),
    }
}

/// Returns the sign of a bound, nothing behind it.
pub(super) fn bound_sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::Range => "≈",
    }
}

/// Returns a change of the HHI with its bound for a cell.
pub(super) fn change_cell(shift: &Shift) -> Option<(f64, Bound, String)> {
    let (change, other) = shift.change()?;
    let rounded = change.round();
    let bound = match other.map(|other| other.round() - rounded) {
        Some(more) if more >= 1.0 => Bound::AtLeast,
        Some(more) if more <= -1.0 => Bound::AtMost,
        _ => Bound::Exact,
    };
    let number = if rounded == 0.0 && change > 1e-6 { "<1".to_owned() } else { whole_text(change.max(0.0)) };
    let star = if shift.is_of_published() { STAR.to_string() } else { String::new() };
    let sign = if number.starts_with('<') { "" } else { bound_sign(bound) };
    Some((change, bound, format!("{sign}{number}{star}")))
}

/// Returns the mark of a country that is named without a number.
pub(super) fn status_mark(status: Status) -> &'static str {
    match status {
        Status::Withheld => "W",
        Status::NotAvailable => "NA",
        Status::NotApplicable => "–",
        Status::IncludedElsewhere => "inc",
        Status::Qualitative | Status::Reported | Status::Estimated => "…",
    }
}

impl MatrixCell {
    /// Returns the cell of a share.
    pub(super) fn of_share(share: ShareInterval, step: Option<usize>, detail: Detail) -> Self {
        let bound = shown_bound(share);
        if share.value == 0.0 && bound != Bound::Exact {
            return Self { text: "?".to_owned(), is_without_number: true, detail, ..Self::default() };
        }
        let text = share_cell_text(share);
        Self { value: Some(share.value), bound: Some(bound), text, step, is_without_number: false, detail }
    }

    /// Returns a cell with a mark in place of a number.
    pub(super) fn without_number(mark: &str, detail: Detail) -> Self {
        Self { text: mark.to_owned(), is_without_number: true, detail, ..Self::default() }
    }

    /// Returns whether anything is known or said here.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_short_and_says_how_its_share_is_bounded() {
        let of = |value: f64, low: f64, high: f64| share_cell_text(ShareInterval { value, low, high });
        assert_eq!(of(0.6935, 0.6935, 0.6935), "69");
        assert_eq!(of(0.034, 0.034, 0.034), "3.4");
        assert_eq!(of(0.997, 0.997, 0.997), "99.7");
        assert_eq!(of(1.0, 1.0, 1.0), "100");
        assert_eq!(of(0.0, 0.0, 0.0), "0");
        assert_eq!(of(0.0002, 0.0002, 0.0002), "<0.1");
        assert_eq!(of(0.0002, 0.0002, 1.0), "≥0");
        assert_eq!(of(0.32, 0.1, 0.32), "≤32");
        assert_eq!(of(0.32, 0.32, 0.4), "≥32");
        assert_eq!(of(0.32, 0.0, 1.0), "32*");
    }

    #[test]
    fn what_may_be_something_is_no_zero() {
        let open = ShareInterval { value: 0.0, low: 0.0, high: 1.0 };
        let cell = MatrixCell::of_share(open, None, Detail::Nothing);
        assert_eq!((cell.value, cell.is_without_number, cell.text.as_str()), (None, true, "?"));
        let none = MatrixCell::of_share(ShareInterval::ZERO, None, Detail::Nothing);
        assert_eq!((none.value, none.text.as_str()), (Some(0.0), "0"));
    }
}
