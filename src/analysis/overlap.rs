use crate::model::{BlocId, Iso3, Overlap};

use super::Members;

/// Where a country counts when blocs are switched on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// By itself: it is in none of them.
    Alone,
    /// In one bloc.
    In(BlocId),
    /// In several blocs, with an equal part in each.
    Split(Vec<BlocId>),
    /// By itself, though several blocs have it.
    Contested(Vec<BlocId>),
}

impl Counted {
    /// Returns where a country counts among the switched-on blocs, which stand in order, under an overlap rule.
    #[must_use]
    pub fn of(iso3: Iso3, active: &[(BlocId, Members)], overlap: Overlap) -> Self {
        let having: Vec<BlocId> = active
            .iter()
            .filter(|(_, members)| members.countries.contains_key(&iso3))
            .map(|(id, _)| id.clone())
            .collect();
        match (having.as_slice(), overlap) {
            ([], _) => Self::Alone,
            ([only], _) => Self::In(only.clone()),
            ([first, ..], Overlap::First) => Self::In(first.clone()),
            (_, Overlap::Split) => Self::Split(having),
            (_, Overlap::Contested) => Self::Contested(having),
        }
    }

    /// Returns the bloc it counts in, the first of those that it is split between; nothing for a supplier of its own.
    #[must_use]
    pub fn bloc(&self) -> Option<&BlocId> {
        match self {
            Self::In(bloc) => Some(bloc),
            Self::Split(blocs) => blocs.first(),
            Self::Alone | Self::Contested(_) => None,
        }
    }

    /// Returns the blocs it counts in.
    #[must_use]
    pub fn blocs(&self) -> &[BlocId] {
        match self {
            Self::In(bloc) => std::slice::from_ref(bloc),
            Self::Split(blocs) => blocs,
            Self::Alone | Self::Contested(_) => &[],
        }
    }

    /// Returns what part of it counts in a bloc, 0 to 1.
    #[must_use]
    pub fn part_in(&self, bloc: &BlocId) -> f64 {
        let blocs = self.blocs();
        #[expect(clippy::cast_precision_loss, reason = "a handful of blocs")]
        let parts = blocs.len() as f64;
        if blocs.contains(bloc) { 1.0 / parts } else { 0.0 }
    }

    /// Returns whether it counts in a bloc, and so is no supplier of its own.
    #[must_use]
    pub fn is_in_bloc(&self) -> bool {
        !self.blocs().is_empty()
    }

    /// Returns whether any of the switched-on blocs has it, wherever it counts.
    #[must_use]
    pub fn is_member(&self) -> bool {
        *self != Self::Alone
    }
}
