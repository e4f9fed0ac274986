use std::collections::BTreeMap;

use crate::data::curated::Curated;
use crate::data::{DataError, RowSubject};
use crate::model::{Iso3, Member};

use super::words::Words;
use super::words_fold::plain;

/// The names by which members of blocs are written: codes, every spelling of a country that tables are read with, and the
/// European Union. Matched by these lists, never by likeness.
pub struct MemberNames {
    words: Words<'static>,
}

/// How the European Union is written as a member, folded.
const UNION: [&str; 8] =
    ["eu", "eu 27", "eu27", "x eu", "european union", "european union 27", "european union eu", "the european union"];

impl MemberNames {
    /// Returns the names that the app knows and those that a person assigned.
    ///
    /// # Errors
    /// A fault in the tables that stand in the program.
    pub fn new(assigned: &BTreeMap<String, String>) -> Result<Self, DataError> {
        Ok(Self { words: Words::new(Curated::shared()?, assigned) })
    }

    /// Returns the member that a text names.
    #[must_use]
    pub fn member(&self, text: &str) -> Option<Member> {
        let text = text.trim();
        if text.starts_with("X-") {
            return text.parse().ok();
        }
        if UNION.contains(&plain(text).as_str()) {
            return Some(Member::EuropeanUnion);
        }
        match self.words.subject(text)? {
            RowSubject::Country(iso3) => Some(Member::Country(iso3)),
            RowSubject::Other | RowSubject::World => None,
        }
    }

    pub(super) fn words(&self) -> &Words<'static> {
        &self.words
    }

    /// Returns the countries whose names are like a text that names none, the likeliest first: to be asked about, never
    /// taken.
    #[must_use]
    pub fn like(&self, text: &str) -> Vec<Iso3> {
        let code = text.trim().to_uppercase();
        let mut like: Vec<Iso3> = self.words.coded(&code).into_iter().collect();
        for near in self.words.near(text) {
            if !like.contains(&near) {
                like.push(near);
            }
        }
        like
    }

    /// Returns the names of the countries that [`MemberNames::like`] gives.
    #[must_use]
    pub fn names_like(&self, text: &str) -> Vec<String> {
        let countries = &self.words.curated().countries;
        let name = |iso3: Iso3| countries.iter().find(|country| country.iso3 == iso3).map(|of| of.name.clone());
        self.like(text).into_iter().filter_map(name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> MemberNames {
        MemberNames::new(&BTreeMap::new()).unwrap()
    }

    #[test]
    fn members_are_read_from_codes_and_any_spelling() {
        let names = names();
        let read = |text: &str| names.member(text).map(|member| member.to_string());
        for (text, expected) in [
            ("CHN", "CHN"),
            ("CN", "CHN"),
            ("Congo (Kinshasa)", "COD"),
            ("Côte d’Ivoire", "CIV"),
            ("Korea, Republic of", "KOR"),
            ("X-EU", "X-EU"),
            ("EU", "X-EU"),
            ("European Union", "X-EU"),
            ("X-UNKNOWN", "X-UNKNOWN"),
            ("X-OECD", "X-OECD"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "Atlantis", "Chian", "Congo", "Korea", "world", "Other countries", "Europe", "NA", "X-"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn likeness_is_only_offered() {
        let names = names();
        assert_eq!(names.names_like("Chlie").first().map(String::as_str), Some("Chile"));
        assert_eq!(names.names_like("chn"), ["China"]);
        assert_eq!(names.names_like("NA"), ["Namibia"]);
        assert!(names.like("Atlantis").is_empty());
    }
}
