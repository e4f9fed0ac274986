use std::collections::BTreeMap;

use crate::data::RowSubject;
use crate::model::Iso3;

use super::MemberNames;
use super::words_fold::plain;

/// Other spellings are looked through for so many letters or more: in forty languages, fewer begin half of all names.
const LEAST_LETTERS: usize = 3;

/// How a text that is looked for fits a country; the best fit is the smallest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountryFit {
    /// It is the country's code, or a whole spelling of its name.
    Whole,
    /// The name that the app shows begins with it.
    Beginning,
    /// The name that the app shows has it elsewhere.
    Within,
    /// A word of another spelling begins with it.
    Other,
}

/// A country that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCountry {
    /// How the text fits.
    pub fit: CountryFit,
    /// The spelling that it was found by, where that is not the name that the app shows.
    pub spelling: Option<String>,
}

impl MemberNames {
    /// Returns the countries that a text finds by code, or by any spelling that tables are read with, accents and case
    /// left aside; none for an empty text. To look for countries, never to read them.
    #[must_use]
    pub fn search(&self, text: &str) -> BTreeMap<Iso3, FoundCountry> {
        let wanted = plain(text);
        let mut found = BTreeMap::new();
        if wanted.is_empty() {
            return found;
        }
        let mut note = |iso3: Iso3, fit: CountryFit, spelling: Option<&str>| {
            let spelling = spelling.map(str::to_owned);
            // Of two spellings that fit alike, the shorter one says it more plainly.
            let is_better = |known: &FoundCountry| {
                let length = |of: &Option<String>| of.as_ref().map_or(0, |of| of.chars().count());
                (&fit, length(&spelling)) < (&known.fit, length(&known.spelling))
            };
            if found.get(&iso3).is_none_or(is_better) {
                found.insert(iso3, FoundCountry { fit, spelling });
            }
        };
        for country in &self.words().curated().countries {
            let name = plain(&country.name);
            let fit = match name.find(&wanted) {
                Some(0) if name == wanted => CountryFit::Whole,
                Some(0) => CountryFit::Beginning,
                Some(_) => CountryFit::Within,
                None => continue,
            };
            note(country.iso3, fit, None);
        }
        if let Some(iso3) = self.words().coded(&text.trim().to_uppercase()) {
            note(iso3, CountryFit::Whole, None);
        }
        let is_long = !wanted.is_ascii() || wanted.len() >= LEAST_LETTERS;
        let begins = format!(" {wanted}");
        for name in &self.words().curated().country_names {
            let spelling = plain(&name.spelling);
            let is_code = name.spelling == name.iso3.as_str();
            if spelling == wanted {
                note(name.iso3, CountryFit::Whole, (!is_code).then_some(&name.spelling));
            } else if is_long && !is_code && (spelling.starts_with(&wanted) || spelling.contains(&begins)) {
                note(name.iso3, CountryFit::Other, Some(&name.spelling));
            }
        }
        for (name, subject) in self.words().assigned() {
            if let (RowSubject::Country(iso3), true) = (subject, plain(name).contains(&wanted)) {
                note(*iso3, CountryFit::Other, Some(name));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> (String, Option<String>) {
        let names = MemberNames::new(&BTreeMap::new()).unwrap();
        let found = names.search(text);
        let best = found.into_iter().min_by_key(|(_, of)| of.fit.clone());
        best.map(|(iso3, of)| (iso3.to_string(), of.spelling)).unwrap_or_default()
    }

    #[test]
    fn a_country_is_found_by_any_spelling_and_code() {
        for (text, iso3) in [
            ("CD", "COD"),
            ("cod", "COD"),
            ("180", "COD"),
            ("Zaire", "COD"),
            ("Kinsh", "COD"),
            ("cote d'iv", "CIV"),
            ("Elfenbeink", "CIV"),
            ("Côte", "CIV"),
            ("Türk", "TUR"),
            ("turkiye", "TUR"),
            ("Holland", "NLD"),
            ("na", "NAM"),
            ("uk", "GBR"),
            ("niger", "NER"),
            ("中国", "CHN"),
            ("burm", "MMR"),
        ] {
            assert_eq!(first(text).0, iso3, "{text}");
        }
        assert_eq!(first("holla").1.as_deref(), Some("Holland"), "it says by which spelling");
        assert_eq!(first("chil").1, None, "the name itself needs no reason");
        for text in ["", " – ", "Atlantis"] {
            assert_eq!(first(text).0, "", "{text}");
        }
    }

    #[test]
    fn a_name_assigned_by_hand_finds_its_country() {
        let assigned = BTreeMap::from([("the smelter".to_owned(), "CHL".to_owned())]);
        let names = MemberNames::new(&assigned).unwrap();
        assert_eq!(names.search("smelt").keys().map(Iso3::as_str).collect::<Vec<_>>(), ["CHL"]);
    }
}
