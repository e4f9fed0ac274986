use crate::model::{BlocId, ConfidenceLevel};

use super::answer::BlocShare;
use super::{Concentration, Scenario, Span};

/// What the switched-on blocs have and do at each confidence level: how far an answer rests on memberships that are not
/// sure.
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    /// One for each level, strictest first.
    pub levels: Vec<AtLevel>,
}

/// What the switched-on blocs have and do when memberships of one level count.
#[derive(Debug, Clone, PartialEq)]
pub struct AtLevel {
    /// The level.
    pub level: ConfidenceLevel,
    /// The blocs, in the question's order.
    pub blocs: Vec<BlocShare>,
    /// Concentration once they act; nothing where nothing is left or covered.
    pub after: Option<Concentration>,
    /// What is lost or covered, where the question supposes it.
    pub scenario: Option<Scenario>,
}

impl Certainty {
    /// Returns the levels, unless membership is the same at all of them: then nothing is uncertain.
    pub(super) fn of(levels: Vec<AtLevel>) -> Option<Self> {
        let members = |at: &AtLevel| at.blocs.iter().map(|bloc| bloc.members.clone()).collect::<Vec<_>>();
        let differs = levels.windows(2).any(|pair| matches!(pair, [one, next] if members(one) != members(next)));
        differs.then_some(Self { levels })
    }

    /// Returns what is found at a level.
    #[must_use]
    pub fn at(&self, level: ConfidenceLevel) -> Option<&AtLevel> {
        self.levels.iter().find(|at| at.level == level)
    }

    /// Returns the least and the most that a bloc's share is over all levels, 0 to 1, as plain shares; nothing where they
    /// are the same. More members make a bloc larger, but under a rule for overlaps another bloc may take one from it.
    #[must_use]
    pub fn share_of(&self, id: &BlocId) -> Option<Span> {
        let shares = self.levels.iter().filter_map(|at| at.blocs.iter().find(|bloc| bloc.id == *id));
        ends(shares.map(|bloc| bloc.share.value))
    }

    /// Returns the same of its quantity, in the figures' unit.
    #[must_use]
    pub fn quantity_of(&self, id: &BlocId) -> Option<Span> {
        let quantities = self.levels.iter().filter_map(|at| at.blocs.iter().find(|bloc| bloc.id == *id));
        ends(quantities.map(|bloc| bloc.quantity.value))
    }

    /// Returns the least and the most of the HHI's lower end over all levels, 0 to 10,000; nothing where they are the same
    /// or a level has none.
    #[must_use]
    pub fn hhi(&self) -> Option<Span> {
        let all: Option<Vec<f64>> = self.levels.iter().map(|at| Some(at.after.as_ref()?.hhi.lower)).collect();
        ends(all?)
    }

    /// Returns the least and the most of the share that is lost or covered, 0 to 1; nothing where they are the same.
    #[must_use]
    pub fn scenario_share(&self) -> Option<Span> {
        ends(self.levels.iter().filter_map(|at| Some(at.scenario.as_ref()?.share.value)))
    }
}

/// Returns the ends of numbers; the value is the middle level's. Nothing where all are the same.
fn ends(numbers: impl IntoIterator<Item = f64>) -> Option<Span> {
    let numbers: Vec<f64> = numbers.into_iter().collect();
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let value = numbers.get(numbers.len() / 2).copied()?;
    (high - low > 1e-12).then_some(Span { value, low, high })
}
