use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::open::{PastedMember, Unmatched};
use crate::data::{BlocFaultKind, Dataset, spell_faults};
use crate::model::{Bloc, BlocId, BlocKind, Confidence, Member, Membership, OwnBloc, PartialDate};

/// A bloc of a person's own while it is made or changed: dates as they are typed, which may be none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BlocDraft {
    /// The bloc of a person's own that it changes; nothing for a new one.
    pub changes: Option<BlocId>,
    /// Full name.
    pub name: String,
    /// Name short enough for a chart; the full name where it is empty.
    pub short_name: String,
    /// What it is.
    pub about: String,
    /// Its place among the colours of blocs; nothing takes a free one.
    pub slot: Option<u8>,
    /// Its members, each spell by itself.
    pub members: Vec<DraftMember>,
    /// Text that narrows the list of countries.
    #[serde(skip)]
    pub search: String,
    /// Whether the list shows members alone.
    #[serde(skip)]
    pub only_members: bool,
    /// What is pasted to be added.
    pub pasted: String,
    /// What of a text that was added names no member.
    pub unmatched: Vec<Unmatched>,
}

/// One spell of a member, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftMember {
    /// The member.
    pub member: Member,
    /// When it joined; empty where that is not known.
    pub joined: String,
    /// From when on it was no longer a member; empty while it is one.
    pub left: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it was read.
    pub source: String,
}

/// Why a draft can't be kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftFault {
    /// It has no name.
    NoName,
    /// It has no members.
    NoMembers,
    /// Something is wrong with a spell, by its index.
    Spell(usize, BlocFaultKind),
}

impl DraftMember {
    /// Returns a confirmed member since the bloc began.
    #[must_use]
    pub fn new(member: Member) -> Self {
        let (joined, left, source) = (String::new(), String::new(), String::new());
        Self { member, joined, left, confidence: Confidence::Confirmed, source }
    }

    fn of(membership: &Membership) -> Self {
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        Self {
            member: membership.member.clone(),
            joined: date(membership.joined),
            left: date(membership.left),
            confidence: membership.confidence,
            source: membership.source.clone(),
        }
    }

    fn dates(&self) -> (Option<PartialDate>, Option<PartialDate>) {
        let date = |text: &str| text.trim().parse().ok();
        (date(&self.joined), date(&self.left))
    }

    fn wrong_date(&self) -> Option<BlocFaultKind> {
        let is_wrong = |text: &str| !text.trim().is_empty() && text.trim().parse::<PartialDate>().is_err();
        let dates = [("joined", &self.joined), ("left", &self.left)];
        let wrong = dates.into_iter().find(|(_, text)| is_wrong(text));
        wrong.map(|(column, text)| BlocFaultKind::WrongDate { column, text: text.trim().to_owned() })
    }
}

impl BlocDraft {
    /// Returns the draft of a bloc of a person's own, to be changed.
    #[must_use]
    pub fn changing(own: &OwnBloc) -> Self {
        Self {
            changes: Some(own.bloc.id.clone()),
            name: own.bloc.name.clone(),
            short_name: own.bloc.short_name.clone(),
            about: own.bloc.about.clone(),
            slot: own.slot,
            members: own.members.iter().map(DraftMember::of).collect(),
            ..Self::default()
        }
    }

    /// Returns the draft of a copy of any bloc, with its members, dates and sources.
    #[must_use]
    pub fn copy_of(dataset: &Dataset, id: &BlocId) -> Option<Self> {
        let bloc = dataset.bloc(id)?;
        Some(Self {
            name: format!("{} (copy)", bloc.name),
            short_name: format!("{} (copy)", bloc.short_name),
            about: bloc.about.clone(),
            members: dataset.memberships_of(id).map(DraftMember::of).collect(),
            ..Self::default()
        })
    }

    /// Returns whether a member is ticked.
    #[must_use]
    pub fn has(&self, member: &Member) -> bool {
        self.members.iter().any(|of| of.member == *member)
    }

    /// Ticks a member, or takes all its spells away.
    pub fn toggle(&mut self, member: &Member) {
        if self.has(member) {
            self.members.retain(|of| of.member != *member);
        } else {
            self.members.push(DraftMember::new(member.clone()));
        }
    }

    /// Adds members that were pasted. One that is ticked already takes the dates and the confidence that the text gives;
    /// where it has dates of its own already, the text is a further spell.
    pub fn add(&mut self, pasted: &[PastedMember]) {
        for new in pasted {
            let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
            let (joined, left) = (date(new.joined), date(new.left));
            let says_dates = !joined.is_empty() || !left.is_empty();
            let fits = |of: &&mut DraftMember| {
                of.member == new.member
                    && (!says_dates
                        || (of.joined.is_empty() && of.left.is_empty())
                        || (of.joined == joined && of.left == left))
            };
            if let Some(known) = self.members.iter_mut().find(fits) {
                if says_dates {
                    (known.joined, known.left) = (joined, left);
                }
                known.confidence = new.confidence.unwrap_or(known.confidence);
                if !new.source.is_empty() {
                    known.source.clone_from(&new.source);
                }
                continue;
            }
            let confidence = new.confidence.unwrap_or(Confidence::Confirmed);
            let (member, source) = (new.member.clone(), new.source.clone());
            self.members.push(DraftMember { member, joined, left, confidence, source });
        }
    }

    /// Returns the name that stands in charts.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        if self.short_name.trim().is_empty() { self.name.trim() } else { self.short_name.trim() }
    }

    /// Returns what the draft is called where it is spoken of.
    #[must_use]
    pub fn spoken_name(&self) -> String {
        match self.shown_name() {
            "" => "a bloc without a name".to_owned(),
            name => format!("“{name}”"),
        }
    }

    /// Returns the draft as it is kept: without how its list of countries was looked through.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self { search: String::new(), only_members: false, ..self.clone() }
    }

    /// Returns why the draft can't be kept yet; nothing where it can.
    #[must_use]
    pub fn faults(&self) -> Vec<DraftFault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(DraftFault::NoName);
        }
        if self.members.is_empty() {
            faults.push(DraftFault::NoMembers);
        }
        let wrong = self.members.iter().enumerate();
        let wrong: Vec<_> = wrong.filter_map(|(index, of)| Some((index, of.wrong_date()?))).collect();
        let spells = self.members.iter().map(|of| {
            let (joined, left) = of.dates();
            (&of.member, joined, left)
        });
        let mut of_spells = spell_faults(spells);
        // Of a date that is half typed it is not known what it will be.
        of_spells.retain(|(index, _)| wrong.iter().all(|(other, _)| other != index));
        of_spells.extend(wrong);
        of_spells.sort_by_key(|(index, _)| *index);
        faults.extend(of_spells.into_iter().map(|(index, kind)| DraftFault::Spell(index, kind)));
        faults
    }

    /// Returns the bloc that the draft makes, under an identifier. A date that is none yet is not known.
    #[must_use]
    pub fn made(&self, id: &BlocId) -> OwnBloc {
        let membership = |of: &DraftMember| {
            let (joined, left) = of.dates();
            let (member, confidence) = (of.member.clone(), of.confidence);
            Membership { bloc: id.clone(), member, joined, left, confidence, source: of.source.trim().to_owned() }
        };
        OwnBloc {
            bloc: Bloc {
                id: id.clone(),
                name: self.name.trim().to_owned(),
                short_name: self.shown_name().to_owned(),
                kind: BlocKind::Own,
                about: self.about.trim().to_owned(),
            },
            members: self.members.iter().map(membership).collect(),
            slot: self.slot,
        }
    }

    /// Returns what a fault is called, with the member that it is of.
    #[must_use]
    pub fn fault_words(&self, dataset: &Dataset, fault: &DraftFault) -> String {
        let DraftFault::Spell(index, kind) = fault else { return fault.to_string() };
        let member = self.members.get(*index).map(|of| member_name(dataset, &of.member)).unwrap_or_default();
        match kind {
            BlocFaultKind::WrongDate { column, text } => {
                format!("{member}: {column} “{text}” is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
            }
            BlocFaultKind::LeftBeforeJoined => {
                format!("{member} left before or on the day it joined; correct one of the dates")
            }
            _ => format!("{member} is listed twice for the same days; end one spell before the next begins"),
        }
    }
}

impl fmt::Display for DraftFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoName => "The bloc has no name yet",
            Self::NoMembers => "The bloc has no members yet; tick some or paste a list",
            Self::Spell(..) => "A spell of a member can’t be right",
        })
    }
}

/// Returns what a member is called in lists.
#[must_use]
pub fn member_name(dataset: &Dataset, member: &Member) -> String {
    match member {
        Member::Country(iso3) => dataset.country_name(*iso3),
        Member::EuropeanUnion => "European Union".to_owned(),
        Member::Organisation(name) => format!("{name} (organisation)"),
        Member::Unnamed => "Members not named in public".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;

    fn draft(spells: &[(&str, &str, &str)]) -> BlocDraft {
        let members = spells.iter().map(|(member, joined, left)| DraftMember {
            joined: (*joined).to_owned(),
            left: (*left).to_owned(),
            ..DraftMember::new(member.parse().unwrap())
        });
        BlocDraft { name: "Test".to_owned(), members: members.collect(), ..BlocDraft::default() }
    }

    #[test]
    fn what_is_missing_or_can_not_be_is_said() {
        let dataset = embedded().unwrap();
        let said = |draft: &BlocDraft| -> Vec<String> {
            draft.faults().iter().map(|fault| draft.fault_words(&dataset, fault)).collect()
        };
        assert_eq!(said(&BlocDraft::default()).len(), 2);
        assert_eq!(said(&draft(&[("CHL", "", "")])), Vec::<String>::new());
        let faulty = draft(&[("CHL", "2020", "2019"), ("PER", "2", ""), ("CHL", "2021", ""), ("CHL", "2022", "")]);
        let said = said(&faulty);
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("Chile left before") && said[1].starts_with("Peru: joined “2” is not a date"));
        assert!(said[2].starts_with("Chile is listed twice"));
    }

    #[test]
    fn a_copy_has_all_that_the_bloc_has() {
        let dataset = embedded().unwrap();
        for bloc in dataset.blocs() {
            let copy = BlocDraft::copy_of(&dataset, &bloc.id).unwrap();
            assert_eq!(copy.faults(), [], "{}", bloc.id);
            let made = copy.made(&bloc.id);
            assert!(made.members.iter().eq(dataset.memberships_of(&bloc.id)), "{}", bloc.id);
        }
    }

    #[test]
    fn pasted_members_are_added_once() {
        let of = |text: &str, joined: &str| PastedMember {
            member: text.parse().unwrap(),
            joined: joined.parse().ok(),
            left: None,
            confidence: None,
            source: String::new(),
        };
        let mut draft = draft(&[("CHL", "", "")]);
        draft.add(&[of("CHL", ""), of("CHL", "2020"), of("PER", "2021"), of("PER", ""), of("PER", "2021")]);
        let lines: Vec<String> = draft.members.iter().map(|of| format!("{} {}", of.member, of.joined)).collect();
        assert_eq!(lines, ["CHL 2020", "PER 2021"]);
    }
}
