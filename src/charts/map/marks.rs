use std::collections::BTreeMap;

use crate::analysis::{Answer, Figures, members};
use crate::charts::palette::Series;
use crate::charts::shares::{BarRow, Mark, RowKey, ShareChart};
use crate::charts::wording::{bound_mark, quantity_in_sentence};
use crate::data::Dataset;
use crate::model::{BlocId, Bound, Iso3};

use super::Shows;
use super::steps::Steps;

/// How much a country has, as a map fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The source does not name the country: it may have something all the same.
    NotListed,
    /// The country is named without a number.
    NoNumber,
    /// Zero is printed.
    Zero,
    /// A number above zero: the place of its step, 0 for the least.
    Above(usize),
}

/// A country on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapMark {
    /// The country.
    pub iso3: Iso3,
    /// Its name.
    pub name: String,
    /// How much it has.
    pub step: Step,
    /// The switched-on blocs that it is a member of, in the question's order, whatever it has.
    pub blocs: Vec<(BlocId, Series)>,
    /// The number that it is labelled with, or the words in its place.
    pub text: String,
    /// What is said of it beside that: its bloc, what the mode does to it.
    pub beside: String,
    /// Whether what is supposed takes it out.
    pub is_taken_out: bool,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

impl MapMark {
    /// Returns the country as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let beside = if self.beside.is_empty() { String::new() } else { format!(", {}", self.beside) };
        format!("{}: {}{beside}", self.name, self.text)
    }

    /// Returns whether the source names it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.step != Step::NotListed
    }
}

/// What marks are made from.
pub(super) struct MarkSource<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) answer: &'a Answer,
    pub(super) figures: &'a Figures,
    pub(super) shares: &'a ShareChart,
    pub(super) steps: &'a Steps,
    pub(super) shows: Shows,
    pub(super) slots: &'a [(BlocId, Series)],
}

impl MarkSource<'_> {
    /// Returns every country: those with a number, largest first, those named without one, then the others by name.
    pub(super) fn marks(&self) -> Vec<MapMark> {
        let blocs = self.blocs();
        let of = |iso3: Iso3| blocs.get(&iso3).cloned().unwrap_or_default();
        let mut marks: Vec<MapMark> = self.shares.rows.iter().filter_map(|row| self.listed(row, &of)).collect();
        let mut others: Vec<MapMark> = self
            .dataset
            .countries
            .iter()
            .filter(|country| !marks.iter().any(|mark| mark.iso3 == country.iso3))
            .map(|country| self.unlisted(country.iso3, &country.name, of(country.iso3)))
            .collect();
        others.sort_by(|one, other| one.name.cmp(&other.name));
        marks.extend(others);
        marks
    }

    /// Returns the switched-on blocs of every country that is in one.
    fn blocs(&self) -> BTreeMap<Iso3, Vec<(BlocId, Series)>> {
        let question = &self.answer.question;
        let mut blocs: BTreeMap<Iso3, Vec<(BlocId, Series)>> = BTreeMap::new();
        for (id, series) in self.slots {
            let found = members(self.dataset, id, question.as_of, question.confidence);
            for iso3 in found.countries.into_keys() {
                blocs.entry(iso3).or_default().push((id.clone(), *series));
            }
        }
        blocs
    }

    fn listed(&self, row: &BarRow, blocs: &impl Fn(Iso3) -> Vec<(BlocId, Series)>) -> Option<MapMark> {
        let RowKey::Country(iso3) = row.key else { return None };
        let value = self.figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3);
        let (step, text) = match (&row.mark, value) {
            (Mark::Bar { text, .. }, Some(supplier)) => {
                let bound = supplier.quantity.bound().unwrap_or(Bound::Exact);
                let quantity = quantity_in_sentence(supplier.value, self.figures.unit);
                let number = if self.shows == Shows::Quantity { supplier.value } else { supplier.share.value };
                let words = match self.shows {
                    Shows::Quantity => format!("{}{quantity}", bound_mark(bound)),
                    _ => text.clone(),
                };
                // As it is printed: "1.0 %" is not under 1 %.
                let printed = if self.shows == Shows::Quantity { number } else { (number * 1e3).round() / 1e3 };
                (if number > 0.0 { Step::Above(self.steps.step(printed)) } else { Step::Zero }, words)
            }
            (Mark::Words(words), _) => (Step::NoNumber, words.clone()),
            _ => return None,
        };
        let blocs = blocs(iso3);
        let taken_out = row.taken_out.map(str::to_owned);
        let limited = row.limited.as_ref().map(|limited| limited.words.clone());
        let beside: Vec<String> = self.bloc_words(&blocs).into_iter().chain(taken_out).chain(limited).collect();
        Some(MapMark {
            iso3,
            name: row.label.clone(),
            step,
            text,
            beside: beside.join(", "),
            is_taken_out: row.taken_out.is_some(),
            hover: self.with_blocs(row.hover.clone(), &blocs),
            blocs,
        })
    }

    fn unlisted(&self, iso3: Iso3, name: &str, blocs: Vec<(BlocId, Series)>) -> MapMark {
        let other = &self.figures.other;
        let text = if other.share > 0.0 {
            format!("not listed; may be in “{}”", other.name())
        } else {
            "not listed".to_owned()
        };
        MapMark {
            iso3,
            name: name.to_owned(),
            step: Step::NotListed,
            beside: self.bloc_words(&blocs).unwrap_or_default(),
            is_taken_out: false,
            hover: self.with_blocs(vec![("Published".to_owned(), text.clone())], &blocs),
            text,
            blocs,
        }
    }

    /// Returns the names of blocs; nothing for none.
    fn bloc_words(&self, blocs: &[(BlocId, Series)]) -> Option<String> {
        let names: Vec<&str> = blocs.iter().filter_map(|(id, _)| self.figures.bloc_name(id)).collect();
        (!names.is_empty()).then(|| names.join(" and "))
    }

    /// Returns a hover with the blocs of a country, where it does not say them yet.
    fn with_blocs(&self, mut hover: Vec<(String, String)>, blocs: &[(BlocId, Series)]) -> Vec<(String, String)> {
        if let Some(words) = self.bloc_words(blocs)
            && !hover.iter().any(|(what, _)| what == "Counts in")
        {
            hover.push(("Member of".to_owned(), words));
        }
        hover
    }
}
