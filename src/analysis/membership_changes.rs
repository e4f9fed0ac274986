use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::data::Dataset;
use crate::model::{BlocId, ConfidenceLevel, Iso3, Member, Membership, PartialDate};

use super::membership::UNION;
use super::{CountedMember, members};

/// A day on which the countries that count in a bloc are others than on the day before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipChange {
    /// The first day of the new membership: of a year or a month, its first one.
    pub date: Date,
    /// The bloc.
    pub bloc: BlocId,
    /// Countries that count from this day on.
    pub joined: Vec<Iso3>,
    /// Countries that no longer count.
    pub left: Vec<Iso3>,
    /// How many countries count from this day on.
    pub members: usize,
}

impl MembershipChange {
    /// Returns whether nobody counted before this day.
    #[must_use]
    pub fn begins(&self) -> bool {
        self.left.is_empty() && self.joined.len() == self.members
    }

    /// Returns whether nobody counts any more.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.members == 0
    }
}

/// Returns the days on which the counted membership of blocs changes, earliest first, on the same day in the order of
/// `blocs`. Between two of a bloc's days its members stay the same. The European Union as a member brings its own days.
#[must_use]
pub fn membership_changes(dataset: &Dataset, blocs: &[BlocId], level: ConfidenceLevel) -> Vec<MembershipChange> {
    let mut changes: Vec<MembershipChange> = blocs.iter().flat_map(|bloc| changes_of(dataset, bloc, level)).collect();
    // Stable: the order of the blocs within a day.
    changes.sort_by_key(|change| change.date);
    changes
}

fn changes_of(dataset: &Dataset, bloc: &BlocId, level: ConfidenceLevel) -> Vec<MembershipChange> {
    let counted = |date| members(dataset, bloc, date, level).countries;
    let mut before = counted(Date::MIN);
    let mut changes = Vec::new();
    for date in days(dataset, bloc) {
        let now = counted(date);
        let (joined, left) = (missing_in(&before, &now), missing_in(&now, &before));
        if !joined.is_empty() || !left.is_empty() {
            changes.push(MembershipChange { date, bloc: bloc.clone(), joined, left, members: now.len() });
        }
        before = now;
    }
    changes
}

/// Returns the days on which a spell in a bloc begins or ends.
fn days(dataset: &Dataset, bloc: &BlocId) -> BTreeSet<Date> {
    let has_union = dataset.memberships_of(bloc).any(|of| of.member == Member::EuropeanUnion);
    let is_asked = |of: &&Membership| of.bloc == *bloc || (has_union && of.bloc.as_str() == UNION);
    let spells = dataset.memberships().iter().filter(is_asked);
    spells.flat_map(|of| [of.joined, of.left]).flatten().map(PartialDate::first_day).collect()
}

/// Returns the countries of `these` that are not among `those`.
fn missing_in(those: &BTreeMap<Iso3, CountedMember>, others: &BTreeMap<Iso3, CountedMember>) -> Vec<Iso3> {
    others.keys().filter(|iso3| !those.contains_key(iso3)).copied().collect()
}
