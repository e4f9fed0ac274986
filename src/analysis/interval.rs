use crate::model::{Amount, Bound, Quantity};

/// Where a quantity can lie, in the table's unit: both ends, the upper one infinite when nothing bounds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The number used.
    pub value: f64,
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
}

impl Span {
    /// Nothing at all.
    pub const ZERO: Self = Self { value: 0.0, low: 0.0, high: 0.0 };

    /// Something of which only is known that it is not negative.
    pub const UNKNOWN: Self = Self { value: 0.0, low: 0.0, high: f64::INFINITY };

    /// Returns the span of a published quantity; one without a number counts as nothing and may be anything.
    #[must_use]
    pub fn of(quantity: &Quantity) -> Self {
        match quantity.amount {
            Amount::Exact(value) => Self { value, low: value, high: value },
            Amount::AtLeast(value) => Self { value, low: value, high: f64::INFINITY },
            Amount::AtMost(value) => Self { value, low: 0.0, high: value },
            Amount::Range { low, high } => Self { value: f64::midpoint(low, high), low, high },
            Amount::NotApplicable => Self::ZERO,
            Amount::Withheld | Amount::NotAvailable | Amount::IncludedElsewhere | Amount::Qualitative(_) => {
                Self::UNKNOWN
            }
        }
    }

    /// Returns the sum of two spans.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { value: self.value + other.value, low: self.low + other.low, high: self.high + other.high }
    }

    /// Returns a part of a span, `part` being 0 to 1.
    #[must_use]
    pub fn times(self, part: f64) -> Self {
        if part <= 0.0 {
            return Self::ZERO;
        }
        Self { value: self.value * part, low: self.low * part, high: self.high * part }
    }

    /// Returns this quantity over another one as a ratio with its ends; nothing where the other has no number above zero.
    #[must_use]
    pub fn over(self, whole: Self) -> Option<Self> {
        let ratio = |part: f64, whole: f64| {
            if part.is_infinite() || whole <= 0.0 {
                if part > 0.0 { f64::INFINITY } else { 0.0 }
            } else if whole.is_infinite() {
                0.0
            } else {
                part / whole
            }
        };
        (whole.value > 0.0).then(|| Self {
            value: self.value / whole.value,
            low: ratio(self.low, whole.high),
            high: ratio(self.high, whole.low),
        })
    }

    /// Returns this quantity times a ratio, each end with its own: infinite where one of them is, and nothing of nothing.
    #[must_use]
    pub fn by(self, ratio: Self) -> Self {
        let product = |amount: f64, ratio: f64| if amount <= 0.0 || ratio <= 0.0 { 0.0 } else { amount * ratio };
        Self {
            value: product(self.value, ratio.value),
            low: product(self.low, ratio.low),
            high: product(self.high, ratio.high),
        }
    }

    /// Returns how the quantity is bounded, as [`ShareInterval::bound`] does for a share.
    #[must_use]
    pub fn bound(self) -> Bound {
        bound_of(self.value, (self.low, self.high), ROUNDING * self.value.abs())
    }

    /// Returns the sum of spans.
    pub fn sum(spans: impl IntoIterator<Item = Self>) -> Self {
        spans.into_iter().fold(Self::ZERO, Self::plus)
    }
}

/// A share (0 to 1) and the ends it can lie between when a figure is open, ranged or withheld.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareInterval {
    /// The share of what is published.
    pub value: f64,
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
}

impl ShareInterval {
    /// Nothing of the whole.
    pub const ZERO: Self = Self { value: 0.0, low: 0.0, high: 0.0 };

    /// Returns the share that `part` has of itself and `rest`, with the ends: least when the part is least and the rest
    /// most, and the other way round. Nothing when the published whole is zero.
    #[must_use]
    pub fn of_parts(part: Span, rest: Span) -> Option<Self> {
        let whole = part.value + rest.value;
        if whole <= 0.0 {
            return None;
        }
        let ratio = |part: f64, rest: f64| {
            if part.is_infinite() {
                1.0
            } else if rest.is_infinite() || part + rest <= 0.0 {
                0.0
            } else {
                part / (part + rest)
            }
        };
        Some(Self {
            value: part.value / whole,
            low: ratio(part.low, rest.high),
            high: if part.high <= 0.0 { 0.0 } else { ratio(part.high, rest.low) },
        })
    }

    /// Returns the share that `part` has of a whole given by itself, such as a printed total.
    #[must_use]
    pub fn of_whole(part: Span, whole: Span) -> Option<Self> {
        if whole.value <= 0.0 {
            return None;
        }
        let low = if whole.high.is_infinite() { 0.0 } else { part.low / whole.high };
        let high = if part.high.is_infinite() || whole.low <= 0.0 { 1.0 } else { part.high / whole.low };
        Some(Self { value: part.value / whole.value, low, high: high.max(low) })
    }

    /// Returns whether the share can be more than its value.
    #[must_use]
    pub fn can_be_more(self) -> bool {
        matches!(self.bound(), Bound::AtLeast | Bound::Range)
    }

    /// Returns how the share is bounded: `AtMost` when it can only be less, `AtLeast` when only more, `Range` when both.
    #[must_use]
    pub fn bound(self) -> Bound {
        bound_of(self.value, (self.low, self.high), ROUNDING)
    }
}

/// What adding up does to the last digits.
const ROUNDING: f64 = 1e-12;

fn bound_of(value: f64, (low, high): (f64, f64), rounding: f64) -> Bound {
    match (value - low > rounding, high - value > rounding) {
        (false, false) => Bound::Exact,
        (true, false) => Bound::AtMost,
        (false, true) => Bound::AtLeast,
        (true, true) => Bound::Range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(value: f64) -> Span {
        Span { value, low: value, high: value }
    }

    #[test]
    fn a_share_beside_a_withheld_producer_is_at_most() {
        let share = ShareInterval::of_parts(exact(30.0), exact(70.0).plus(Span::UNKNOWN)).unwrap();
        assert_eq!(share.bound(), Bound::AtMost);
        assert!((share.value - 0.3).abs() < 1e-12);
    }

    #[test]
    fn an_open_amount_gives_a_share_of_at_least() {
        let open = Span::of(&Quantity { amount: Amount::AtLeast(30.0), estimated: false });
        assert_eq!(ShareInterval::of_parts(open, exact(70.0)).unwrap().bound(), Bound::AtLeast);
    }

    #[test]
    fn open_on_both_sides_is_a_range() {
        let open = Span::of(&Quantity { amount: Amount::AtLeast(30.0), estimated: false });
        assert_eq!(ShareInterval::of_parts(open, Span::UNKNOWN.plus(exact(1.0))).unwrap().bound(), Bound::Range);
    }

    #[test]
    fn zero_stays_exact_whatever_the_rest_is() {
        assert_eq!(ShareInterval::of_parts(exact(0.0), exact(5.0).plus(Span::UNKNOWN)).unwrap().bound(), Bound::Exact);
    }

    #[test]
    fn nothing_published_gives_no_share() {
        assert_eq!(ShareInterval::of_parts(Span::UNKNOWN, Span::UNKNOWN), None);
    }
}
