use crate::data::Dataset;
use crate::model::{BaseUnit, Cap, CapLimit, Iso3, Mode, Question, Unit};

use super::base::{Base, Entry};
use super::{Counted, ShareInterval, Span};

/// What is left of a row when it is limited: a part of it, and no more than an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Left {
    /// Which part, 0 to 1.
    part: f64,
    /// How much at most, in the table's unit.
    at_most: f64,
}

impl Left {
    /// All of it.
    pub(super) const ALL: Self = Self { part: 1.0, at_most: f64::INFINITY };
    /// Nothing.
    pub(super) const NOTHING: Self = Self { part: 0.0, at_most: 0.0 };

    /// Returns what a limit leaves in a table's unit; nothing where the unit is none of mass and the limit is in tonnes.
    fn of(limit: CapLimit, unit: Unit) -> Option<Self> {
        match limit {
            CapLimit::Percent(percent) => Some(Self { part: (percent / 100.0).clamp(0.0, 1.0), ..Self::ALL }),
            CapLimit::Tonnes(tonnes) => matches!(unit.base(), BaseUnit::Tonnes | BaseUnit::DryTonnes)
                .then(|| Self { at_most: (tonnes / unit.factor()).max(0.0), ..Self::ALL }),
        }
    }

    fn and(self, other: Self) -> Self {
        Self { part: self.part.min(other.part), at_most: self.at_most.min(other.at_most) }
    }

    /// Returns what is left of a quantity: of one that may be anything, no more than the limit.
    pub(super) fn kept(self, span: Span) -> Span {
        let part = span.times(self.part);
        Span { value: part.value.min(self.at_most), low: part.low.min(self.at_most), high: part.high.min(self.at_most) }
    }

    /// Returns what is lost of a quantity. Both parts grow with the quantity, so their ends are those of it.
    pub(super) fn lost(self, span: Span) -> Span {
        let kept = self.kept(span);
        let high = match (self == Self::ALL, span.high.is_infinite()) {
            (true, _) => 0.0,
            (false, true) => f64::INFINITY,
            (false, false) => span.high - kept.high,
        };
        Span { value: span.value - kept.value, low: span.low - kept.low, high }
    }
}

/// A limit on a country that the question supposes, and what it does here.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The limit.
    pub cap: Cap,
    /// The country's name.
    pub name: String,
    /// What it does.
    pub effect: LimitEffect,
}

/// What a limit does to a country's row.
#[derive(Debug, Clone, PartialEq)]
pub enum LimitEffect {
    /// So much of it is left, as a quantity and as a share of the whole before.
    Leaves {
        /// In the figures' unit.
        quantity: Span,
        /// Of the whole as published.
        share: ShareInterval,
    },
    /// Nothing: what is published is not above it.
    Unneeded,
    /// Nothing: with its blocs the country stops selling, or is left out, all the same.
    Gone,
    /// Nothing: the table has no row of the country; whether "Other countries" may hold it.
    NoRow {
        /// Whether it may.
        may_hide: bool,
    },
    /// Nothing: the territory counts with its state.
    CountsWithState,
    /// Nothing: it is in tonnes, and the table is in a unit that is none of mass.
    NoMass,
}

impl Limit {
    /// Returns whether something is left of the country, and less than is published.
    #[must_use]
    pub fn is_felt(&self) -> bool {
        matches!(self.effect, LimitEffect::Leaves { .. })
    }
}

/// The limits that bear on a table.
pub(super) struct Limits {
    rows: Vec<(Iso3, Left)>,
    pub(super) found: Vec<Limit>,
}

impl Limits {
    /// Returns the limits of a question on the rows of a base, and what each does under a mode.
    pub(super) fn of(
        dataset: &Dataset,
        question: &Question,
        base: &Base<'_>,
        unit: Unit,
        gone: impl Fn(&Entry<'_>) -> bool,
    ) -> Self {
        let mut limits = Self { rows: Vec::new(), found: Vec::new() };
        for cap in question.caps_here() {
            let left = Left::of(cap.limit, unit);
            let entry = base.entries.iter().position(|entry| entry.iso3 == cap.country);
            let effect = match (left, entry.and_then(|at| Some((at, base.entries.get(at)?)))) {
                (None, _) => LimitEffect::NoMass,
                (Some(_), None) if !super::territories::counts_by_itself(dataset, question, cap.country) => {
                    LimitEffect::CountsWithState
                }
                (Some(_), None) => LimitEffect::NoRow { may_hide: base.may_hide(&[cap.country]) },
                (Some(_), Some((_, entry))) if gone(entry) => LimitEffect::Gone,
                (Some(left), Some((_, entry))) if left.kept(entry.span) == entry.span => LimitEffect::Unneeded,
                (Some(left), Some((at, entry))) => LimitEffect::Leaves {
                    quantity: left.kept(entry.span),
                    share: base.share_kept(|other, _| if other == at { left } else { Left::NOTHING }),
                },
            };
            if let Some(left) = left {
                match limits.rows.iter_mut().find(|(known, _)| *known == cap.country) {
                    Some((_, known)) => *known = known.and(left),
                    None => limits.rows.push((cap.country, left)),
                }
            }
            limits.found.push(Limit { cap: cap.clone(), name: dataset.country_name(cap.country), effect });
        }
        limits
    }

    /// Returns what is left of a country's row.
    pub(super) fn left_of(&self, iso3: Iso3) -> Left {
        self.rows.iter().find(|(known, _)| *known == iso3).map_or(Left::ALL, |(_, left)| *left)
    }

    /// Returns whether a country is limited, so that it can't be counted on for more.
    pub(super) fn has(&self, iso3: Iso3) -> bool {
        self.rows.iter().any(|(known, _)| *known == iso3)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns the most that "Other countries", being `other`, can lose through limits on countries that it may hold.
    pub(super) fn hidden_loss(&self, other: Span) -> f64 {
        let hides = |limit: &&Limit| limit.effect == LimitEffect::NoRow { may_hide: true };
        let lost = self.found.iter().filter(hides).map(|limit| self.left_of(limit.cap.country).lost(other).high);
        lost.sum::<f64>().min(other.high)
    }
}

/// Returns whether a mode takes a row out altogether.
pub(super) fn is_taken_out(mode: Mode, counted: &Counted) -> bool {
    match mode {
        Mode::One => false,
        Mode::Withhold => counted.is_member(),
        Mode::Only => !counted.is_member(),
    }
}
