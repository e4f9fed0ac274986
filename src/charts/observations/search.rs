use std::collections::BTreeMap;

use crate::data::RowSubject;
use crate::model::{Amount, Iso3, Quantity, Status};

use super::cells::note;
use super::{Observations, STATUSES};
use crate::charts::listing::{bound_words, holds, status_title};

/// A search over all columns of all figures: each word stands somewhere in a row. What many rows share is searched once.
pub(in crate::charts) struct Search<'a> {
    all: &'a Observations,
    words: Vec<Word>,
    status: Option<Status>,
}

/// One word of a search, and where it stands.
struct Word {
    text: String,
    /// By table.
    in_table: Vec<bool>,
    /// By country.
    in_country: BTreeMap<Iso3, bool>,
    in_other: bool,
    in_world: bool,
    statuses: Vec<Status>,
    /// The digits of it, where it is a number.
    number: Option<String>,
}

impl<'a> Search<'a> {
    /// Returns the search for words, in small letters, and a status.
    pub(in crate::charts) fn new(all: &'a Observations, words: &[String], status: Option<Status>) -> Self {
        Self { all, words: words.iter().map(|word| Word::new(all, word)).collect(), status }
    }

    /// Returns whether a row is one that is searched for.
    pub(in crate::charts) fn finds(&self, row: u32) -> bool {
        let Some(said) = self.all.at(row) else { return false };
        let quantity = &said.statement.quantity;
        if self.status.is_some_and(|status| status != quantity.status()) {
            return false;
        }
        let table = self.all.places.get(usize::try_from(row).unwrap_or(usize::MAX)).map(|place| place.table);
        let table = table.and_then(|table| usize::try_from(table).ok()).unwrap_or(usize::MAX);
        self.words.iter().all(|word| {
            let in_subject = match said.subject {
                RowSubject::Country(iso3) => word.in_country.get(&iso3).copied().unwrap_or(false),
                RowSubject::Other => word.in_other,
                RowSubject::World => word.in_world,
            };
            word.in_table.get(table).copied().unwrap_or(false)
                || in_subject
                || word.statuses.contains(&quantity.status())
                || quantity.bound().is_some_and(|bound| holds(bound_words(bound), &word.text))
                || word.is_in_number(said.year.year, quantity)
                || (!said.statement.note.is_empty() && holds(&said.statement.note, &word.text))
                || matches!(&quantity.amount, Amount::Qualitative(text) if holds(text, &word.text))
        })
    }
}

impl Word {
    fn new(all: &Observations, text: &str) -> Self {
        let in_table = |of: &super::OfTable| {
            let Some(table) = all.table(of) else { return false };
            let texts = [
                of.mineral.as_str(),
                &of.form,
                &of.edition,
                table.key.stage.id(),
                table.unit.id(),
                &table.source_label,
                &table.note,
            ];
            texts.iter().any(|said| holds(said, text))
        };
        let in_country = |country: &crate::model::Country| {
            (country.iso3, holds(&country.name, text) || holds(country.iso3.as_str(), text))
        };
        let digits = text.replace(',', "");
        let is_number = !digits.is_empty() && digits.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
        Self {
            in_table: all.tables.iter().map(in_table).collect(),
            in_country: all.dataset.countries.iter().map(in_country).collect(),
            in_other: holds(&all.subject_name(RowSubject::Other), text),
            in_world: holds(&all.subject_name(RowSubject::World), text),
            statuses: STATUSES.into_iter().filter(|status| holds(status_title(*status), text)).collect(),
            number: is_number.then_some(digits),
            text: text.to_owned(),
        }
    }

    fn is_in_number(&self, year: i16, quantity: &Quantity) -> bool {
        let Some(digits) = &self.number else { return false };
        let has = |value: f64| value.to_string().contains(digits.as_str());
        year.to_string().contains(digits.as_str())
            || match quantity.amount {
                Amount::Exact(value) | Amount::AtLeast(value) | Amount::AtMost(value) => has(value),
                Amount::Range { low, high } => has(low) || has(high),
                _ => false,
            }
    }
}

impl Observations {
    /// Returns the note of a row, for sorting.
    pub(super) fn note_of(&self, row: u32) -> String {
        self.at(row).map(|said| note(&said)).unwrap_or_default()
    }
}
