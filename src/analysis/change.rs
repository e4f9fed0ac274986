use crate::model::{Amount, Quantity};

/// What changed in a figure from one edition to a later one.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Nothing.
    Unchanged,
    /// Nothing but that an estimate is now reported.
    Settled,
    /// Another number.
    Number {
        /// The number before.
        old: f64,
        /// The number after.
        new: f64,
        /// Change of the share of the named rows and "Other countries" of its own edition, as a fraction; nothing where
        /// rows cannot be added up.
        share: Option<f64>,
    },
    /// The same number with another bound, or one within the ends that were given before.
    Bound,
    /// A number in place of words such as "withheld".
    NewlyPublished {
        /// The number.
        new: f64,
    },
    /// Words in place of a number.
    NoLongerPublished {
        /// The number before.
        old: f64,
    },
    /// A row that the older edition has not.
    NewlyNamed {
        /// Its number, where it has one.
        new: Option<f64>,
    },
    /// A row that the newer edition has not.
    NoLongerNamed {
        /// Its number before, where it had one.
        old: Option<f64>,
    },
    /// Other words in place of words.
    Words,
    /// Something in an edition between, taken back in the newest.
    AndBack,
    /// Only what a correction made here tells apart: the publisher printed the same.
    CorrectedHere,
    /// There are no two editions that can be compared.
    NotCompared,
}

/// The sums of rows that shares are taken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Totals {
    pub(super) old: f64,
    pub(super) new: f64,
}

impl Change {
    /// Returns what changed from the first to the last of an edition's statements, oldest first, all in one unit.
    pub(super) fn over(statements: &[Option<Quantity>], totals: Option<Totals>) -> Self {
        let (Some(first), Some(last)) = (statements.first(), statements.last()) else { return Self::NotCompared };
        let change = Self::between(first.as_ref(), last.as_ref(), totals);
        let differs =
            |statement: &Option<Quantity>| Self::between(first.as_ref(), statement.as_ref(), None).is_revision();
        if !change.is_revision() && statements.iter().any(differs) { Self::AndBack } else { change }
    }

    fn between(old: Option<&Quantity>, new: Option<&Quantity>, totals: Option<Totals>) -> Self {
        let (old, new) = match (old, new) {
            (None, None) => return Self::Unchanged,
            (None, Some(new)) => return Self::NewlyNamed { new: new.value() },
            (Some(old), None) => return Self::NoLongerNamed { old: old.value() },
            (Some(old), Some(new)) => (old, new),
        };
        match (old.value(), new.value()) {
            (None, Some(new)) => Self::NewlyPublished { new },
            (Some(old), None) => Self::NoLongerPublished { old },
            (None, None) if old.amount == new.amount => Self::Unchanged,
            (None, None) => Self::Words,
            // Between such ends it may be what was meant.
            (Some(_), Some(after)) if matches!(new.amount, Amount::Exact(_)) && within(old, after) => Self::Bound,
            (Some(before), Some(after)) if !same(before, after) => {
                let share = totals.filter(|of| of.old > 0.0 && of.new > 0.0);
                let share = share.map(|of| after / of.new - before / of.old);
                Self::Number { old: before, new: after, share }
            }
            _ if old.bound() != new.bound() => Self::Bound,
            _ if old.estimated && !new.estimated => Self::Settled,
            _ => Self::Unchanged,
        }
    }

    /// Returns whether the publisher says something else than before; that an estimate became a reported figure of the
    /// same size is no revision.
    #[must_use]
    pub fn is_revision(&self) -> bool {
        !matches!(self, Self::Unchanged | Self::Settled | Self::CorrectedHere | Self::NotCompared)
    }

    /// Returns how much changed, in the figure's unit: all of a number that appeared or went, 0 for words.
    #[must_use]
    pub fn size(&self) -> f64 {
        match self {
            Self::Number { old, new, .. } => (new - old).abs(),
            Self::NewlyPublished { new: value } | Self::NoLongerPublished { old: value } => value.abs(),
            Self::NewlyNamed { new: value } | Self::NoLongerNamed { old: value } => value.unwrap_or(0.0).abs(),
            _ => 0.0,
        }
    }

    /// Returns the change of a number over the number before, for example −0.88; nothing where that was zero or there
    /// are no two numbers.
    #[must_use]
    pub fn relative(&self) -> Option<f64> {
        match self {
            Self::Number { old, new, .. } if *old != 0.0 => Some(new / old - 1.0),
            _ => None,
        }
    }
}

/// Returns whether a number lies between the ends of a range.
fn within(range: &Quantity, number: f64) -> bool {
    matches!(range.amount, Amount::Range { low, high } if low <= number && number <= high)
}

/// Returns whether two numbers are the same but for what changing units does to digits.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;

    fn over(amounts: &[Option<Amount>]) -> Change {
        let quantity = |amount: &Option<Amount>| amount.clone().map(|amount| Quantity { amount, estimated: false });
        Change::over(&amounts.iter().map(quantity).collect::<Vec<_>>(), None)
    }

    #[test]
    fn every_state_is_told_from_every_other() {
        let number = |value| Some(Amount::Exact(value));
        assert_eq!(over(&[number(0.0), number(0.0)]), Change::Unchanged);
        assert_eq!(over(&[number(0.1 + 0.2), number(0.3)]), Change::Unchanged);
        assert_eq!(over(&[Some(Amount::Withheld), number(0.0)]), Change::NewlyPublished { new: 0.0 });
        assert_eq!(over(&[number(4.0), Some(Amount::NotAvailable)]), Change::NoLongerPublished { old: 4.0 });
        assert_eq!(over(&[None, number(4.0)]), Change::NewlyNamed { new: Some(4.0) });
        assert_eq!(over(&[Some(Amount::Withheld), None]), Change::NoLongerNamed { old: None });
        assert_eq!(over(&[Some(Amount::Withheld), Some(Amount::NotAvailable)]), Change::Words);
        assert_eq!(over(&[number(4.0), Some(Amount::AtLeast(4.0))]), Change::Bound);
        assert_eq!(over(&[number(4.0), number(5.0), number(4.0)]), Change::AndBack);
        assert_eq!(over(&[]), Change::NotCompared);
        let range = |low, high| Some(Amount::Range { low, high });
        assert_eq!(over(&[range(1.0, 3.0), range(1.0, 3.0)]), Change::Unchanged);
    }

    #[test]
    fn a_change_has_a_size_and_a_part_of_what_was() {
        let change = Change::over(
            &[Some(Quantity::exact(13_000.0)), Some(Quantity::exact(1_500.0))],
            Some(Totals { old: 130_000.0, new: 150_000.0 }),
        );
        assert!((change.size() - 11_500.0).abs() < 1e-9);
        assert!((change.relative().unwrap() + 0.884_615_384).abs() < 1e-6);
        let Change::Number { share: Some(share), .. } = change else { panic!("{change:?}") };
        assert!((share + 0.09).abs() < 1e-12);
        let from_nothing = over(&[Some(Amount::Exact(0.0)), Some(Amount::Exact(5.0))]);
        assert_eq!(from_nothing.relative(), None);
    }

    #[test]
    fn an_estimate_of_the_same_size_that_is_now_reported_is_no_revision() {
        let estimate = Quantity { amount: Amount::Exact(4.0), estimated: true };
        let change = Change::over(&[Some(estimate), Some(Quantity::exact(4.0))], None);
        assert_eq!(change, Change::Settled);
        assert!(!change.is_revision());
    }
}
