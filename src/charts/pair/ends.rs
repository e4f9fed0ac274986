use crate::analysis::{Concentration, Hhi, ShareInterval};
use crate::charts::wording::{NO_BREAK, bound_mark, percent, shown_bound};
use crate::model::{Bound, whole_text};

/// An end so near to the number, to nothing or to the whole says nothing of its own: a digit of a share as it is shown.
const SEEN: f64 = 1e-3;

/// Returns a share as it is shown, so that the numbers on screen agree with their difference.
pub(super) fn shown(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// Returns a share with the ends that are shown: one within a digit of the number is none.
pub(super) fn seen_ends(share: ShareInterval) -> ShareInterval {
    let end = |end: f64| if (end - share.value).abs() < SEEN { share.value } else { end };
    ShareInterval { low: end(share.low), high: end(share.high), ..share }
}

/// Returns whether it is known that a share is more than nothing, or that it is nothing.
pub(super) fn has_low(share: ShareInterval) -> bool {
    share.low > SEEN || share.high <= SEEN
}

/// Returns whether it is known that a share is less than everything, or that it is everything.
pub(super) fn has_high(share: ShareInterval) -> bool {
    share.high < 1.0 - SEEN || share.low >= 1.0 - SEEN
}

/// Returns whether a share can be nothing as well as everything.
pub(super) fn says_nothing(share: ShareInterval) -> bool {
    !has_low(share) && !has_high(share)
}

/// Returns a share with the ends that it can lie between, from which its difference can be worked out: "≤ 68.4 %" from
/// nothing on, "≥ 12.0 %" up to everything, else both ends, as in "10.9–23.9 %" or "≈ 1.8 % (1.6–1.9 %)".
pub(super) fn share_with_ends(share: ShareInterval) -> String {
    let number = percent(share.value);
    let bound = shown_bound(share);
    match bound {
        Bound::AtMost if has_low(share) => range_text(share.low, share.value),
        Bound::AtLeast if has_high(share) => range_text(share.value, share.high),
        Bound::Range if says_nothing(share) => format!("{number} of published"),
        Bound::Range => format!("{}{number} ({})", bound_mark(bound), range_text(share.low, share.high)),
        _ => format!("{}{number}", bound_mark(bound)),
    }
}

/// Returns two shares as a range with one sign, for example "3.1–70.0 %".
fn range_text(low: f64, high: f64) -> String {
    let sign = format!("{NO_BREAK}%");
    let first = percent(low);
    format!("{}–{}", first.strip_suffix(&sign).unwrap_or(&first), percent(high))
}

/// Returns the HHI with its upper end, where that is another number: "1,181–1,653".
pub(super) fn hhi_with_ends(concentration: &Concentration) -> String {
    let Hhi { lower, upper, .. } = concentration.hhi;
    let least = whole_text(lower);
    match upper.map(whole_text).filter(|most| *most != least) {
        Some(most) => format!("{least}–{most}"),
        None => least,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_tells_the_ends_that_its_difference_needs() {
        // (value, least, most)
        let cases = [
            ((0.437, 0.437, 0.437), "43.7%"),
            ((0.437, 0.4365, 0.4379), "43.7%"),
            ((0.684, 0.0, 0.684), "≤ 68.4%"),
            ((0.684, 0.2, 0.684), "20.0–68.4%"),
            ((0.109, 0.109, 1.0), "≥ 10.9%"),
            ((0.109, 0.109, 0.239), "10.9–23.9%"),
            ((0.686, 0.0, 1.0), "68.6% of published"),
            ((0.018, 0.016, 0.019), "≈ 1.8% (1.6–1.9%)"),
            ((0.39, 0.0, 0.62), "≈ 39.0% (0–62.0%)"),
        ];
        for ((value, low, high), text) in cases {
            let said = share_with_ends(ShareInterval { value, low, high });
            assert_eq!(said.replace(&format!("{NO_BREAK}%"), "%").replace(NO_BREAK, " "), text);
        }
    }
}
