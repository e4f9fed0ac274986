use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::data::Dataset;
use crate::model::{BlocId, Confidence, ConfidenceLevel, Iso3, Member, Membership, PartialDate};

use super::membership::is_in_force;
use super::{CountedMember, members};

/// All that is known of who is in a bloc, whatever confidence level is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlocCard {
    /// The first date on which anybody is known to have joined; nothing where no date was found.
    pub began: Option<PartialDate>,
    /// Countries that are in it on the date, each at the surest level that has it.
    pub countries: BTreeMap<Iso3, CountedMember>,
    /// Organisations that are in it on the date, which count in no sum.
    pub organisations: Vec<Membership>,
    /// What is said of members that exist and are not named in public, on the date.
    pub unnamed: Vec<Membership>,
    /// Members that are gone on the date.
    pub former: Vec<Membership>,
    /// Members that are yet to join on the date.
    pub future: Vec<Membership>,
}

impl BlocCard {
    /// Returns the countries with this confidence, of their own right or through the European Union.
    pub fn of(&self, confidence: Confidence, through_union: bool) -> impl Iterator<Item = (Iso3, &CountedMember)> {
        let wanted = move |of: &CountedMember| of.confidence == confidence && of.through_union == through_union;
        self.countries.iter().filter(move |(_, of)| wanted(of)).map(|(iso3, of)| (*iso3, of))
    }
}

/// Returns who is, was and will be in a bloc, seen from `date`.
#[must_use]
pub fn bloc_card(dataset: &Dataset, bloc: &BlocId, date: Date) -> BlocCard {
    let mut card = BlocCard {
        began: dataset.memberships_of(bloc).filter_map(|of| of.joined).min_by_key(|joined| joined.first_day()),
        ..BlocCard::default()
    };
    for level in ConfidenceLevel::ALL {
        for (iso3, member) in members(dataset, bloc, date, level).countries {
            card.countries.entry(iso3).or_insert(member);
        }
    }
    let began = card.began.map(PartialDate::first_day);
    let is_in_force = |of: &Membership| is_in_force(of, began, date);
    let is_in =
        |of: &Membership| dataset.memberships_of(bloc).any(|other| other.member == of.member && is_in_force(other));
    for of in dataset.memberships_of(bloc) {
        match &of.member {
            Member::Organisation(_) if is_in_force(of) => card.organisations.push(of.clone()),
            Member::Unnamed if is_in_force(of) => card.unnamed.push(of.clone()),
            Member::Unnamed => {}
            _ if of.left.is_some_and(|left| left.first_day() <= date) && !is_in(of) => card.former.push(of.clone()),
            _ if of.joined.is_some_and(|joined| joined.first_day() > date) && !is_in(of) => {
                card.future.push(of.clone());
            }
            _ => {}
        }
    }
    card
}
