use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::data::Dataset;
use crate::model::{BlocId, Confidence, ConfidenceLevel, Iso3, Member, Membership, PartialDate, Question};

/// A country that counts in a bloc on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedMember {
    /// How sure its membership is.
    pub confidence: Confidence,
    /// When it joined; nothing when the date was not found.
    pub joined: Option<PartialDate>,
    /// From when on it is no longer a member, where that is known.
    pub left: Option<PartialDate>,
    /// Whether it counts only through the European Union.
    pub through_union: bool,
    /// Where the membership was read.
    pub source: String,
}

/// Who is in a bloc on a date, at a confidence level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// Countries that count.
    pub countries: BTreeMap<Iso3, CountedMember>,
    /// Organisations, which count in no sum.
    pub organisations: Vec<String>,
    /// Whether members exist that are not named in public, whatever the confidence level.
    pub unnamed: bool,
}

/// The bloc whose members stand for `X-EU`.
pub(super) const UNION: &str = "eu";

/// Returns the members of a bloc on `date` at a confidence level. The European Union as a member stands for its own
/// members on the same date; a membership without a date of joining counts from the bloc's first known date.
#[must_use]
pub fn members(dataset: &Dataset, bloc: &BlocId, date: Date, level: ConfidenceLevel) -> Members {
    let began =
        dataset.memberships_of(bloc).filter_map(|membership| membership.joined).map(PartialDate::first_day).min();
    let mut found = Members::default();
    for membership in dataset.memberships_of(bloc).filter(|membership| is_in_force(membership, began, date)) {
        if membership.member == Member::Unnamed {
            found.unnamed = true;
        }
        if !level.admits(membership.confidence) {
            continue;
        }
        match &membership.member {
            Member::Country(iso3) => insert(&mut found.countries, *iso3, membership, false),
            Member::EuropeanUnion => {
                for iso3 in union_members(dataset, date, level) {
                    insert(&mut found.countries, iso3, membership, true);
                }
            }
            Member::Organisation(name) => found.organisations.push(name.clone()),
            Member::Unnamed => {}
        }
    }
    found
}

/// Returns the countries that are in two or more of a question's blocs, with those blocs in the question's order, by name.
#[must_use]
pub fn overlapping(dataset: &Dataset, question: &Question) -> Vec<(Iso3, Vec<BlocId>)> {
    let mut having: BTreeMap<Iso3, Vec<BlocId>> = BTreeMap::new();
    for id in &question.blocs {
        for iso3 in members(dataset, id, question.as_of, question.confidence).countries.into_keys() {
            having.entry(iso3).or_default().push(id.clone());
        }
    }
    let mut found: Vec<(Iso3, Vec<BlocId>)> = having.into_iter().filter(|(_, blocs)| blocs.len() > 1).collect();
    found.sort_by_key(|(iso3, _)| dataset.country_name(*iso3));
    found
}

pub(super) fn is_in_force(membership: &Membership, began: Option<Date>, date: Date) -> bool {
    let since = if membership.joined.is_none() { began } else { None };
    membership.covers(date) && since.is_none_or(|since| since <= date)
}

fn union_members(dataset: &Dataset, date: Date, level: ConfidenceLevel) -> Vec<Iso3> {
    let Ok(union) = BlocId::new(UNION) else { return Vec::new() };
    dataset
        .memberships_of(&union)
        .filter(|membership| membership.covers(date) && level.admits(membership.confidence))
        .filter_map(|membership| match membership.member {
            Member::Country(iso3) => Some(iso3),
            _ => None,
        })
        .collect()
}

/// Inserts a member; one of its own right and the surer of two spells win.
fn insert(countries: &mut BTreeMap<Iso3, CountedMember>, iso3: Iso3, membership: &Membership, through_union: bool) {
    let candidate = CountedMember {
        confidence: membership.confidence,
        joined: membership.joined,
        left: membership.left,
        through_union,
        source: membership.source.clone(),
    };
    let rank = |member: &CountedMember| (member.through_union, member.confidence);
    match countries.get(&iso3) {
        Some(known) if rank(known) <= rank(&candidate) => {}
        _ => {
            countries.insert(iso3, candidate);
        }
    }
}
