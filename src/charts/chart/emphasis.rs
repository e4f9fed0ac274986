use std::collections::BTreeSet;

use crate::analysis::members;
use crate::data::Dataset;
use crate::model::{BlocId, Iso3, Question};

use super::Marked;

/// Who belongs to what a person marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Belonging {
    /// The members of the bloc that is marked, on the question's date at its confidence; none where a country is.
    pub members: BTreeSet<Iso3>,
    /// The same of the question beside, in Compare.
    pub members_beside: BTreeSet<Iso3>,
    /// The blocs that the country that is marked is in, on or off; none where a bloc is.
    pub blocs: BTreeSet<BlocId>,
}

impl Belonging {
    /// Returns who belongs to what is marked, for a chart of a question and of another one beside it.
    #[must_use]
    pub fn of(dataset: &Dataset, marked: &Marked, question: &Question, beside: Option<&Question>) -> Self {
        let of = |id: &BlocId, question: &Question| members(dataset, id, question.as_of, question.confidence).countries;
        let in_question = |id: &BlocId, question: &Question| of(id, question).into_keys().collect();
        match marked {
            Marked::Bloc(id) => Self {
                members: in_question(id, question),
                members_beside: beside.map(|beside| in_question(id, beside)).unwrap_or_default(),
                blocs: BTreeSet::new(),
            },
            Marked::Country(iso3) => {
                let ids = dataset.blocs().iter().map(|bloc| &bloc.id);
                let blocs = ids.filter(|id| of(id, question).contains_key(iso3)).cloned().collect();
                Self { blocs, ..Self::default() }
            }
        }
    }
}

/// What stands out in a picture: nothing does where nothing of it is marked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Emphasis<'a> {
    marked: Option<&'a Marked>,
    members: Option<&'a BTreeSet<Iso3>>,
    blocs: Option<&'a BTreeSet<BlocId>>,
}

impl<'a> Emphasis<'a> {
    pub(super) fn new(marked: &'a Marked, members: &'a BTreeSet<Iso3>, blocs: &'a BTreeSet<BlocId>) -> Self {
        Self { marked: Some(marked), members: Some(members), blocs: Some(blocs) }
    }

    /// Returns itself where something of the picture stands out, else nothing: what has no place in it fades nothing.
    #[must_use]
    pub fn where_it(self, is_here: bool) -> Self {
        if is_here { self } else { Self::default() }
    }

    /// Returns whether something is marked, so that all else fades.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.marked.is_some()
    }

    /// Returns whether a country is what is marked, or a member of it.
    #[must_use]
    pub fn has_country(self, iso3: Iso3) -> bool {
        let is_member = self.members.is_some_and(|members| members.contains(&iso3));
        is_member || self.marked == Some(&Marked::Country(iso3))
    }

    /// Returns whether a bloc is what is marked.
    #[must_use]
    pub fn has_bloc(self, id: &BlocId) -> bool {
        matches!(self.marked, Some(Marked::Bloc(marked)) if marked == id)
    }

    /// Returns whether a bloc is what is marked, or has it as a member.
    #[must_use]
    pub fn touches_bloc(self, id: &BlocId) -> bool {
        self.has_bloc(id) || self.blocs.is_some_and(|blocs| blocs.contains(id))
    }

    /// Returns whether a country or bloc stands out: is what is marked, or a member of it.
    #[must_use]
    pub fn has(self, of: &Marked) -> bool {
        match of {
            Marked::Country(iso3) => self.has_country(*iso3),
            Marked::Bloc(id) => self.has_bloc(id),
        }
    }

    /// Returns whether this is just what is marked.
    #[must_use]
    pub fn is_itself(self, of: Option<&Marked>) -> bool {
        self.marked.is_some() && self.marked == of
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::opening_question;
    use crate::charts::Looking;
    use crate::data::embedded;
    use crate::model::ConfidenceLevel;
    use jiff::civil::date;

    fn iso3(code: &str) -> Iso3 {
        Iso3::new(code).unwrap()
    }

    fn bloc(id: &str) -> Marked {
        Marked::Bloc(BlocId::new(id).unwrap())
    }

    /// Brazil, Russia, India and China met in 2009, South Africa joined in 2010, Egypt, Ethiopia, Iran and the United Arab
    /// Emirates in 2024, Indonesia in 2025.
    #[test]
    fn members_of_a_marked_bloc_are_those_of_the_date_whether_it_is_on_or_not() {
        let dataset = embedded().unwrap();
        let now = Question { blocs: Vec::new(), ..opening_question(&dataset).unwrap() };
        let then = Question { as_of: date(2015, 1, 1), confidence: ConfidenceLevel::Confirmed, ..now.clone() };
        let looking = Looking {
            marked: Some(bloc("brics")),
            belonging: Belonging::of(&dataset, &bloc("brics"), &now, Some(&then)),
            ..Looking::default()
        };
        let (here, beside) = (looking.emphasis(), looking.emphasis_beside());
        for code in ["BRA", "RUS", "IND", "CHN", "ZAF"] {
            assert!(here.has_country(iso3(code)) && beside.has_country(iso3(code)), "{code}");
        }
        for code in ["EGY", "IDN"] {
            assert!(here.has_country(iso3(code)) && !beside.has_country(iso3(code)), "{code}");
        }
        assert!(!here.has_country(iso3("USA")) && here.has(&bloc("brics")) && !here.has(&bloc("quad_cmi")));
        assert!(here.is_itself(Some(&bloc("brics"))) && !here.is_itself(None));
    }

    #[test]
    fn a_marked_country_touches_its_blocs_and_is_no_bloc() {
        let dataset = embedded().unwrap();
        let question = opening_question(&dataset).unwrap();
        let marked = Marked::Country(iso3("JPN"));
        let belonging = Belonging::of(&dataset, &marked, &question, None);
        let looking = Looking { marked: Some(marked), belonging, ..Looking::default() };
        let emphasis = looking.emphasis();
        let id = |id: &str| BlocId::new(id).unwrap();
        assert!(emphasis.touches_bloc(&id("quad_cmi")) && !emphasis.touches_bloc(&id("brics")));
        assert!(!emphasis.has_bloc(&id("quad_cmi")), "a bloc is more than one of its members");
        assert!(emphasis.has_country(iso3("JPN")) && !emphasis.has_country(iso3("IND")));
    }

    #[test]
    fn nothing_stands_out_where_nothing_is_marked_or_what_is_has_no_place() {
        let nothing = Looking::default();
        assert!(!nothing.emphasis().is_on() && !nothing.emphasis().is_itself(None));
        let looking = Looking { marked: Some(bloc("brics")), ..Looking::default() };
        assert!(looking.emphasis().where_it(true).is_on() && !looking.emphasis().where_it(false).is_on());
    }
}
