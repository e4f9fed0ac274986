use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use crate::model::{Bloc, Member, Membership, PartialDate};

use super::Dataset;

/// What is wrong with a bloc or with one of its members, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlocFault {
    /// The row of the table, the header being row 1; nothing for what stands in no table.
    pub row: Option<usize>,
    /// The bloc, as it is called there.
    pub bloc: String,
    /// The member, as it is written there; empty where the bloc as a whole is meant.
    pub member: String,
    /// What is wrong.
    pub kind: BlocFaultKind,
}

/// What can be wrong with a bloc or with one of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlocFaultKind {
    /// The row does not say of which bloc it is.
    NoBloc,
    /// The bloc has no name.
    NoName,
    /// The bloc has no members.
    NoMembers,
    /// The row names no member.
    NoMember,
    /// The member is in no list; these names are like it.
    UnknownMember(Vec<String>),
    /// A date is none.
    WrongDate {
        /// The column.
        column: &'static str,
        /// What stands there.
        text: String,
    },
    /// The member left before or on the day it joined.
    LeftBeforeJoined,
    /// Two spells of one member have days in common.
    Overlap,
    /// The confidence is not one of the three words.
    WrongConfidence(String),
    /// It is not said how sure the membership is.
    NoConfidence,
    /// It is not said where the membership was read.
    NoSource,
    /// The European Union is a member, and it has no members itself.
    NoUnion,
}

impl BlocFaultKind {
    /// Returns whether the membership counts all the same: only the evidence for it is not given.
    #[must_use]
    pub fn is_of_evidence(&self) -> bool {
        matches!(self, Self::NoConfidence | Self::NoSource)
    }

    /// Returns the word used in JSON.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoBloc => "no_bloc",
            Self::NoName => "no_name",
            Self::NoMembers => "no_members",
            Self::NoMember => "no_member",
            Self::UnknownMember(_) => "unknown_member",
            Self::WrongDate { .. } => "wrong_date",
            Self::LeftBeforeJoined => "left_before_joined",
            Self::Overlap => "overlap",
            Self::WrongConfidence(_) => "wrong_confidence",
            Self::NoConfidence => "no_confidence",
            Self::NoSource => "no_source",
            Self::NoUnion => "no_union",
        }
    }

    fn words(&self) -> String {
        match self {
            Self::NoBloc => "the row does not say of which bloc it is; fill in the column bloc".to_owned(),
            Self::NoName => "the bloc has no name; give it one".to_owned(),
            Self::NoMembers => "the bloc has no members; give it one".to_owned(),
            Self::NoMember => "the row names no member; fill in the column member or take the row out".to_owned(),
            Self::UnknownMember(near) => match near.as_slice() {
                [] => "no country has this name; write its name in English or its ISO code".to_owned(),
                near => format!("no country has this name; did you mean {}?", near.join(" or ")),
            },
            Self::WrongDate { column, text } => {
                format!("{column} '{text}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
            }
            Self::LeftBeforeJoined => "it left before or on the day it joined; correct one of the dates".to_owned(),
            Self::Overlap => "it is listed twice for the same days; end one spell before the next begins".to_owned(),
            Self::WrongConfidence(text) => {
                format!("'{text}' is no confidence; write confirmed, reported or unknown")
            }
            Self::NoConfidence => "it is not said how sure it is; write confirmed, reported or unknown".to_owned(),
            Self::NoSource => "it is not said where it was read; fill in the column source".to_owned(),
            Self::NoUnion => "the European Union is a member, and there are no members of it".to_owned(),
        }
    }
}

impl fmt::Display for BlocFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.row.map(|row| format!("row {row}")).unwrap_or_default();
        let parts = [row.as_str(), &self.bloc, &self.member].map(str::trim);
        let place = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        if place.is_empty() {
            write!(formatter, "{}", self.kind.words())
        } else {
            write!(formatter, "{place}: {}", self.kind.words())
        }
    }
}

/// The days of a spell: from the first that counts to the one from which it does not count any more.
fn days(joined: Option<PartialDate>, left: Option<PartialDate>) -> (Date, Date) {
    (joined.map_or(Date::MIN, PartialDate::first_day), left.map_or(Date::MAX, PartialDate::first_day))
}

/// Returns what is wrong with spells of members: with the index of the spell that is at fault. Dates count as in a
/// membership, by their first possible day.
pub fn spell_faults<'a>(
    spells: impl IntoIterator<Item = (&'a Member, Option<PartialDate>, Option<PartialDate>)>,
) -> Vec<(usize, BlocFaultKind)> {
    let spells: Vec<_> = spells.into_iter().collect();
    let mut faults = Vec::new();
    for (index, (member, joined, left)) in spells.iter().enumerate() {
        let (from, to) = days(*joined, *left);
        if to <= from {
            faults.push((index, BlocFaultKind::LeftBeforeJoined));
            continue;
        }
        let meets = spells.iter().take(index).filter(|(other, ..)| other == member).any(|(_, joined, left)| {
            let (other_from, other_to) = days(*joined, *left);
            from < other_to && other_from < to
        });
        // Of members without names there are several.
        if meets && **member != Member::Unnamed {
            faults.push((index, BlocFaultKind::Overlap));
        }
    }
    faults
}

/// Returns what is wrong with a bloc and its members, with the index of the member that is at fault; nothing for the bloc
/// as a whole.
#[must_use]
pub fn bloc_faults(dataset: &Dataset, bloc: &Bloc, members: &[&Membership]) -> Vec<(Option<usize>, BlocFaultKind)> {
    let mut faults = Vec::new();
    if bloc.name.trim().is_empty() || bloc.short_name.trim().is_empty() {
        faults.push((None, BlocFaultKind::NoName));
    }
    if members.is_empty() {
        faults.push((None, BlocFaultKind::NoMembers));
    }
    for (index, membership) in members.iter().enumerate() {
        match &membership.member {
            Member::Country(iso3) if dataset.country(*iso3).is_none() => {
                faults.push((Some(index), BlocFaultKind::UnknownMember(Vec::new())));
            }
            Member::EuropeanUnion if !has_union(dataset) => faults.push((Some(index), BlocFaultKind::NoUnion)),
            _ => {}
        }
        if membership.source.trim().is_empty() {
            faults.push((Some(index), BlocFaultKind::NoSource));
        }
    }
    let spells = members.iter().map(|of| (&of.member, of.joined, of.left));
    faults.extend(spell_faults(spells).into_iter().map(|(index, kind)| (Some(index), kind)));
    faults
}

/// Returns what is wrong with the blocs of a dataset, in their order.
#[must_use]
pub fn dataset_faults(dataset: &Dataset) -> Vec<BlocFault> {
    let mut faults = Vec::new();
    for bloc in dataset.blocs() {
        let members: Vec<&Membership> = dataset.memberships_of(&bloc.id).collect();
        let member = |index: usize| members.get(index).map(|of| of.member.to_string());
        faults.extend(bloc_faults(dataset, bloc, &members).into_iter().map(|(index, kind)| BlocFault {
            row: None,
            bloc: bloc.id.to_string(),
            member: index.and_then(member).unwrap_or_default(),
            kind,
        }));
    }
    let known: BTreeSet<_> = dataset.blocs().iter().map(|bloc| &bloc.id).collect();
    let lost = dataset.memberships().iter().filter(|of| !known.contains(&of.bloc));
    faults.extend(lost.map(|of| BlocFault {
        row: None,
        bloc: of.bloc.to_string(),
        member: of.member.to_string(),
        kind: BlocFaultKind::NoBloc,
    }));
    faults
}

fn has_union(dataset: &Dataset) -> bool {
    let is_of_union = |of: &&Membership| of.bloc.as_str() == "eu" && matches!(of.member, Member::Country(_));
    dataset.memberships().iter().any(|of| is_of_union(&of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;
    use crate::model::{BlocId, Confidence};

    fn found(spells: &[(&str, &str, &str)]) -> Vec<(usize, BlocFaultKind)> {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<PartialDate>().unwrap());
        let members: Vec<Member> = spells.iter().map(|(member, ..)| member.parse().unwrap()).collect();
        spell_faults(members.iter().zip(spells).map(|(member, (_, joined, left))| (member, date(joined), date(left))))
    }

    #[test]
    fn spells_of_one_member_must_not_meet() {
        assert_eq!(found(&[("CHN", "2001", "2005"), ("CHN", "2005", ""), ("USA", "2002", "")]), []);
        assert_eq!(found(&[("CHN", "2001", "2006"), ("CHN", "2005-07", "")]), [(1, BlocFaultKind::Overlap)]);
        assert_eq!(found(&[("CHN", "", ""), ("CHN", "", "")]), [(1, BlocFaultKind::Overlap)]);
        assert_eq!(found(&[("CHN", "2005", "2005")]), [(0, BlocFaultKind::LeftBeforeJoined)]);
        assert_eq!(found(&[("CHN", "2005-02-02", "2005-02-01")]), [(0, BlocFaultKind::LeftBeforeJoined)]);
        assert_eq!(found(&[("X-UNKNOWN", "", ""), ("X-UNKNOWN", "", "")]), []);
    }

    #[test]
    fn the_bundled_blocs_are_sound() {
        let dataset = embedded().unwrap();
        assert!(dataset.blocs().len() > 40 && dataset.memberships().len() > 800);
        let faults: Vec<String> = dataset_faults(&dataset).iter().map(ToString::to_string).collect();
        assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn each_fault_of_a_bloc_is_found() {
        let dataset = embedded().unwrap();
        let id = BlocId::new("own_test").unwrap();
        let mut bloc = dataset.blocs()[0].clone();
        bloc.short_name.clear();
        let of = |member: &str, source: &str| Membership {
            bloc: id.clone(),
            member: member.parse().unwrap(),
            joined: None,
            left: None,
            confidence: Confidence::Confirmed,
            source: source.to_owned(),
        };
        let members = [of("CHN", "[A]"), of("QQQ", "[A]"), of("USA", " "), of("CHN", "[B]"), of("X-EU", "[A]")];
        let members: Vec<&Membership> = members.iter().collect();
        let faults = bloc_faults(&dataset, &bloc, &members);
        let found: Vec<(Option<usize>, &str)> = faults.iter().map(|(index, kind)| (*index, kind.id())).collect();
        let expected = [(None, "no_name"), (Some(1), "unknown_member"), (Some(2), "no_source"), (Some(3), "overlap")];
        assert_eq!(found, expected);
        assert_eq!(bloc_faults(&dataset, &dataset.blocs()[0], &[]), [(None, BlocFaultKind::NoMembers)]);
    }

    #[test]
    fn a_fault_says_its_place_first() {
        let kind = BlocFaultKind::UnknownMember(vec!["Chile".to_owned()]);
        let fault = BlocFault { row: Some(3), bloc: "own_a".to_owned(), member: "Chlie".to_owned(), kind };
        assert_eq!(fault.to_string(), "row 3, own_a, Chlie: no country has this name; did you mean Chile?");
        let fault = BlocFault { row: None, member: String::new(), kind: BlocFaultKind::NoMembers, ..fault };
        assert_eq!(fault.to_string(), "own_a: the bloc has no members; give it one");
    }
}
