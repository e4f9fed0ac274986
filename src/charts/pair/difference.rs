use std::cmp::Ordering;

use crate::analysis::{Answer, BlocShare, Concentration, Figures, ShareInterval};
use crate::charts::bloc_words::no_number_words;
use crate::charts::wording::NO_BREAK;
use crate::model::{BlocId, Bound, whole_text};

use super::ends::{has_high, has_low, says_nothing, seen_ends, shown};

/// Shares nearer to each other than this are shown as the same: half of the last digit shown.
const SAME_SHARE: f64 = 5e-4;
/// Indices nearer to each other than this are shown as the same.
const SAME_INDEX: f64 = 0.5;
/// What stands in place of a difference that says nothing.
pub(super) const NOT_KNOWN: &str = "not known";

/// What B has more than A, with the ends that it can lie between: a part of one for shares, or steps of an index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Between the numbers as they are shown.
    pub value: f64,
    /// Between the numbers themselves.
    pub exact: f64,
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
    /// The least and the most between the ends as they are shown, so that who takes one from the other finds them.
    shown: [f64; 2],
    /// Whether each of them is told: not where it comes from a side that can be nothing, or everything.
    is_told: [bool; 2],
    /// Whether it says anything: not where a side can be nothing as well as everything.
    is_known: bool,
    kind: Kind,
}

/// What a difference is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Share,
    Index,
}

impl Difference {
    /// No difference of shares.
    pub(super) const NONE: Self = Self {
        value: 0.0,
        exact: 0.0,
        low: 0.0,
        high: 0.0,
        shown: [0.0, 0.0],
        is_told: [false, false],
        is_known: true,
        kind: Kind::Share,
    };

    /// Returns the difference of two shares that may each be anything within their ends.
    #[must_use]
    pub fn of_shares(a: ShareInterval, b: ShareInterval) -> Self {
        let (in_a, in_b) = (seen_ends(a), seen_ends(b));
        Self {
            value: shown(b.value) - shown(a.value),
            exact: b.value - a.value,
            low: b.low - a.high,
            high: b.high - a.low,
            shown: [shown(in_b.low) - shown(in_a.high), shown(in_b.high) - shown(in_a.low)],
            is_told: [has_low(b) && has_high(a), has_high(b) && has_low(a)],
            is_known: !says_nothing(a) && !says_nothing(b),
            kind: Kind::Share,
        }
    }

    /// Returns the difference of two shares in the same supply, `parts` being by how much the part of each share in it
    /// has changed: what stays is the same on both sides, however uncertain.
    fn of_parts(a: f64, b: f64, parts: &[(f64, ShareInterval)]) -> Self {
        let ends = parts.iter().fold((0.0, 0.0), |(low, high), (part, share)| {
            let (one, other) = (part * share.low, part * share.high);
            (low + f64::min(one, other), high + f64::max(one, other))
        });
        let (value, exact) = (shown(b) - shown(a), b - a);
        let end = |end: f64| if (end - exact).abs() < 2.0 * SAME_SHARE { value } else { shown(end) };
        let (low, high) = ends;
        Self {
            value,
            exact,
            low,
            high,
            shown: [end(low), end(high)],
            is_told: [true, true],
            is_known: true,
            kind: Kind::Share,
        }
    }

    /// Returns the difference of two concentrations, in steps of the HHI. In the same supply, what is not attributed to a
    /// country is split in the same way on both sides, except for what a bloc may have of it.
    pub(super) fn of_concentrations(a: &Concentration, b: &Concentration, residual: Option<f64>) -> Self {
        let value = b.hhi.lower.round() - a.hhi.lower.round();
        let exact = b.hhi.lower - a.hhi.lower;
        let upper = |of: &Concentration| of.hhi.upper.unwrap_or(of.hhi.lower);
        // Who is not published can be anyone.
        let is_known = residual.is_some() || !(a.hhi.published_only || b.hhi.published_only);
        let (low, high) = match residual {
            Some(residual) => {
                let by_itself = 1e4 * residual * residual;
                let joined = |of: &Concentration| (upper(of) - of.hhi.lower - by_itself).max(0.0);
                (exact - joined(a), exact + joined(b))
            }
            None if !is_known => (-1e4, 1e4),
            None => (b.hhi.lower - upper(a), upper(b) - a.hhi.lower),
        };
        let shown = if residual.is_some() {
            let end = |end: f64| if (end - exact).abs() < 2.0 * SAME_INDEX { value } else { end.round() };
            [end(low), end(high)]
        } else {
            [b.hhi.lower.round() - upper(a).round(), upper(b).round() - a.hhi.lower.round()]
        };
        Self { value, exact, low, high, shown, is_told: [true, true], is_known, kind: Kind::Index }
    }

    /// Returns the same as one that says nothing, unless it is known whether B has more.
    fn unless_unknown(self, is_known: bool) -> Self {
        Self { is_known: self.is_known && (is_known || self.sign().is_some()), ..self }
    }

    /// Returns whether it says anything: not where a side can be nothing as well as everything.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.is_known
    }

    fn tolerance(self) -> f64 {
        match self.kind {
            Kind::Share => SAME_SHARE,
            Kind::Index => SAME_INDEX,
        }
    }

    /// Returns whether B has more, less or the same; nothing where that is not known.
    #[must_use]
    pub fn sign(self) -> Option<Ordering> {
        let same = self.tolerance();
        if !self.is_known {
            None
        } else if self.low > -same && self.high < same {
            Some(Ordering::Equal)
        } else if self.low > -same {
            Some(Ordering::Greater)
        } else if self.high < same {
            Some(Ordering::Less)
        } else {
            None
        }
    }

    /// Returns how much B has more or less for sure: 0 where it is not known which.
    #[must_use]
    pub fn certain(self) -> f64 {
        if self.low > 0.0 { self.low } else { (-self.high).max(0.0) }
    }

    /// Returns the difference as a column shows it, in percentage points or steps: "+6.1", both ends, as in "+6.1 to +8.0",
    /// or "≥ +6.1" where the other end is that of a side that can be nothing, or everything; "not known" where it says
    /// nothing.
    #[must_use]
    pub fn text(self) -> String {
        if !self.is_known {
            return NOT_KNOWN.to_owned();
        }
        let value = self.signed(self.value);
        let [low, high] = self.shown;
        match self.bound() {
            _ if self.has_two_ends() => format!("{}{NO_BREAK}to{NO_BREAK}{}", self.signed(low), self.signed(high)),
            Bound::AtLeast => format!("≥{NO_BREAK}{value}"),
            Bound::AtMost => format!("≤{NO_BREAK}{value}"),
            Bound::Exact | Bound::Range => value,
        }
    }

    /// Returns whether both ends are told: where the number is one of them, if the other says something too, or whether B has
    /// more is not known without it.
    fn has_two_ends(self) -> bool {
        let ([low, high], [is_low_told, is_high_told]) = (self.shown, self.is_told);
        let has_both_signs = low < -self.tolerance() && high > self.tolerance();
        match self.bound() {
            Bound::Exact => false,
            Bound::Range => true,
            Bound::AtMost => is_low_told || has_both_signs,
            Bound::AtLeast => is_high_told || has_both_signs,
        }
    }

    /// Returns the difference of a share without its sign, as a sentence says it: "at least 6.1 percentage points".
    #[must_use]
    pub fn amount_words(self) -> String {
        let number = |value: f64| format!("{:.1}", value.abs() * 100.0);
        let (can_be_less, can_be_more) = self.openness();
        // What is lost is counted downwards.
        let (less, more) = if self.value < 0.0 { (can_be_more, can_be_less) } else { (can_be_less, can_be_more) };
        let amount = match (less, more) {
            _ if self.has_two_ends() => {
                let [low, high] = self.shown.map(f64::abs);
                format!("{} to {}", number(low.min(high)), number(low.max(high)))
            }
            (false, true) => format!("at least {}", number(self.value)),
            (true, false) => format!("at most {}", number(self.value)),
            _ => number(self.value),
        };
        format!("{amount}{NO_BREAK}percentage points")
    }

    /// Returns the difference of the numbers themselves, whatever their bounds: "+6.1".
    pub(in crate::charts) fn value_text(self) -> String {
        self.signed(self.value)
    }

    /// Returns how the difference is bounded, as far as that can be seen.
    pub(in crate::charts) fn bound(self) -> Bound {
        match self.openness() {
            (false, false) => Bound::Exact,
            (true, false) => Bound::AtMost,
            (false, true) => Bound::AtLeast,
            (true, true) => Bound::Range,
        }
    }

    /// Returns whether it can be seen to be less than its value, and more.
    fn openness(self) -> (bool, bool) {
        let [low, high] = self.shown;
        // Half a digit, as they are differences of rounded numbers.
        let seen = self.tolerance();
        (self.value - low > seen, high - self.value > seen)
    }

    fn signed(self, value: f64) -> String {
        match self.kind {
            Kind::Share => {
                let text = format!("{:.1}", value.abs() * 100.0);
                if text == "0.0" { "0".to_owned() } else { format!("{}{text}", sign_of(value)) }
            }
            Kind::Index => {
                let text = whole_text(value.abs());
                if text == "0" { text } else { format!("{}{text}", sign_of(value)) }
            }
        }
    }
}

fn sign_of(value: f64) -> &'static str {
    if value > 0.0 { "+" } else { "−" }
}

/// Returns the difference of a bloc's shares.
pub(super) fn of_blocs(a: (&Figures, &BlocShare), b: (&Figures, &BlocShare), same_supply: bool) -> Difference {
    let ((a_figures, a_bloc), (b_figures, b_bloc)) = (a, b);
    if same_supply && a_bloc == b_bloc {
        return Difference::NONE;
    }
    let parts = if same_supply { parts_changed(a_figures, b_figures, &a_bloc.id) } else { None };
    if let Some(parts) = parts.filter(|_| !a_bloc.may_hide && !b_bloc.may_hide) {
        return Difference::of_parts(a_bloc.share.value, b_bloc.share.value, &parts);
    }
    // Words stand in place of a number.
    let has_number = |bloc: &BlocShare, figures: &Figures| no_number_words(bloc, figures).is_none();
    let are_known = has_number(a_bloc, a_figures) && has_number(b_bloc, b_figures);
    Difference::of_shares(a_bloc.share, b_bloc.share).unless_unknown(are_known)
}

/// Returns by how much the part of each country that counts in a bloc has changed, with its share; nothing where a country
/// without a number has come or gone.
fn parts_changed(a: &Figures, b: &Figures, bloc: &BlocId) -> Option<Vec<(f64, ShareInterval)>> {
    let silent = |of: &Figures| of.unpublished.iter().map(|of| of.counted.part_in(bloc)).collect::<Vec<f64>>();
    if silent(a) != silent(b) {
        return None;
    }
    let part = |(a, b): (&crate::analysis::SupplierShare, &crate::analysis::SupplierShare)| {
        (b.counted.part_in(bloc) - a.counted.part_in(bloc), a.share)
    };
    Some(a.suppliers.iter().zip(&b.suppliers).map(part).filter(|(part, _)| *part != 0.0).collect())
}

/// Returns the concentration of those who sell: with blocs as the mode has them. Nothing where nobody is left.
pub(super) fn acting(figures: &Figures) -> Option<&Concentration> {
    match (&figures.after, &figures.scenario) {
        (Some(after), _) => Some(after),
        (None, Some(_)) => None,
        (None, None) => Some(&figures.before),
    }
}

/// Returns the difference of the concentrations of two answers; nothing where one has none.
pub(super) fn of_hhi(a: &Answer, b: &Answer, same_supply: bool) -> Option<Difference> {
    let (a, b) = (a.figures.as_ref().ok()?, b.figures.as_ref().ok()?);
    // What is left of a supply has a residual of its own.
    let is_whole = same_supply && a.scenario.is_none() && b.scenario.is_none();
    Some(Difference::of_concentrations(acting(a)?, acting(b)?, is_whole.then_some(a.other.share.max(0.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(value: f64, low: f64, high: f64) -> ShareInterval {
        ShareInterval { value, low, high }
    }

    fn exact(value: f64) -> ShareInterval {
        share(value, value, value)
    }

    #[test]
    fn exact_shares_have_an_exact_difference() {
        let difference = Difference::of_shares(exact(0.694), exact(0.755));
        assert_eq!((difference.text().as_str(), difference.sign()), ("+6.1", Some(Ordering::Greater)));
        assert_eq!(difference.amount_words(), "6.1\u{a0}percentage points");
        let back = Difference::of_shares(exact(0.755), exact(0.694));
        assert_eq!((back.text().as_str(), back.sign()), ("−6.1", Some(Ordering::Less)));
        assert_eq!(Difference::of_shares(exact(0.5), exact(0.5)).text(), "0");
        // As the numbers on screen have it: 69.4 and 70.1.
        assert_eq!(Difference::of_shares(exact(0.6944), exact(0.7006)).text(), "+0.7");
    }

    #[test]
    fn an_end_that_is_not_shown_is_none_of_a_difference() {
        // Helium of the United States: 81 of 185.5 million m³, of which South Africa has from 0 to 0.5 million.
        let mined = share(0.4367, 0.4367, 0.4379);
        let seen = share(0.4367, 0.4362, 0.4374);
        let reserves = share(0.684, 0.0, 0.684);
        assert_eq!(Difference::of_shares(seen, reserves).text(), "−43.7\u{a0}to\u{a0}+24.7", "43.7 % and 0 to 68.4 %");
        assert_eq!(Difference::of_shares(mined, reserves).text(), "−43.8\u{a0}to\u{a0}+24.7", "43.7 to 43.8 %");
    }

    #[test]
    fn what_can_be_nothing_and_everything_has_no_known_difference() {
        let difference = Difference::of_shares(share(0.018, 0.016, 0.019), share(0.032, 0.0, 1.0));
        assert_eq!((difference.text().as_str(), difference.sign()), ("not known", None));
        assert!(!difference.is_known());
        // Three quarters at most say something.
        let some = Difference::of_shares(exact(0.4), share(0.75, 0.0, 0.75));
        assert_eq!(some.text(), "−40.0\u{a0}to\u{a0}+35.0");
    }

    #[test]
    fn a_bound_stays_a_bound() {
        let more = Difference::of_shares(exact(0.3), share(0.4, 0.4, 1.0));
        assert_eq!(more.text(), "≥\u{a0}+10.0");
        assert_eq!(more.amount_words(), "at least 10.0\u{a0}percentage points");
        let less = Difference::of_shares(share(0.4, 0.4, 1.0), exact(0.3));
        assert_eq!(less.text(), "≤\u{a0}−10.0");
        assert_eq!(less.amount_words(), "at least 10.0\u{a0}percentage points", "it loses that or more");
    }

    #[test]
    fn an_end_that_says_something_is_told() {
        let more = Difference::of_shares(exact(0.3), share(0.4, 0.4, 0.6));
        assert_eq!(more.text(), "+10.0\u{a0}to\u{a0}+30.0");
        assert_eq!(more.amount_words(), "10.0 to 30.0\u{a0}percentage points");
        // From 14.6 to 17.5 % after 75.4 %.
        let less = Difference::of_shares(exact(0.754), share(0.146, 0.146, 0.175));
        assert_eq!(less.text(), "−60.8\u{a0}to\u{a0}−57.9");
        assert_eq!(less.amount_words(), "57.9 to 60.8\u{a0}percentage points");
    }

    #[test]
    fn where_more_and_less_are_possible_no_sign_is_claimed() {
        let difference = Difference::of_shares(share(0.3, 0.2, 0.4), share(0.35, 0.25, 0.45));
        assert_eq!(difference.sign(), None);
        assert_eq!(difference.text(), "−15.0\u{a0}to\u{a0}+25.0");
    }

    #[test]
    fn what_stays_on_both_sides_adds_no_doubt() {
        let parts = [(1.0, share(0.1, 0.08, 0.12))];
        let difference = Difference::of_parts(0.5, 0.6, &parts);
        assert_eq!(difference.sign(), Some(Ordering::Greater));
        assert!((difference.low - 0.08).abs() < 1e-12 && (difference.high - 0.12).abs() < 1e-12);
        let gone = Difference::of_parts(0.6, 0.5, &[(-1.0, share(0.1, 0.08, 0.12))]);
        assert!((gone.low + 0.12).abs() < 1e-12 && (gone.high + 0.08).abs() < 1e-12);
    }
}
