use crate::data::{Dataset, Table, TableYear};
use crate::model::{Question, Status, quantity_words};

use super::ask::table_key;
use super::base::Entry;
use super::{Refusal, Subject};

/// The words that refusals share.
pub(super) struct Wording {
    pub(super) edition: String,
    pub(super) subject: String,
}

impl Wording {
    pub(super) fn of(question: &Question, subject: &Subject) -> Self {
        Self {
            edition: subject
                .edition
                .as_ref()
                .map_or_else(|| question.edition.to_string(), |edition| edition.short_name.clone()),
            subject: format!("{} of {}", question.stage.in_sentence(), subject.in_sentence),
        }
    }

    pub(super) fn no_year(&self, table: &Table, year: i16) -> Refusal {
        let years: Vec<String> = table.years.iter().map(|year| year.year.to_string()).collect();
        Refusal::NoYear {
            edition: self.edition.clone(),
            subject: self.subject.clone(),
            year,
            available: years.join(", "),
        }
    }

    pub(super) fn no_countries(&self, table: &Table, year: &TableYear) -> Refusal {
        let printed = year
            .world
            .as_ref()
            .or(year.other.as_ref())
            .filter(|world| world.quantity.value().is_some())
            .map(|world| quantity_words(&world.quantity, table.unit))
            .map_or_else(String::new, |text| format!("; the figure it prints is {text}"));
        Refusal::NoCountries { edition: self.edition.clone(), subject: self.subject.clone(), year: year.year, printed }
    }

    pub(super) fn only_one(&self, year: &TableYear, country: String) -> Refusal {
        Refusal::OnlyOne { edition: self.edition.clone(), subject: self.subject.clone(), year: year.year, country }
    }

    pub(super) fn no_total(&self, year: &TableYear, entries: &[Entry<'_>]) -> Refusal {
        if entries.iter().any(|entry| entry.span.value > 0.0) {
            return Refusal::NoPrintedTotal {
                edition: self.edition.clone(),
                subject: self.subject.clone(),
                year: year.year,
            };
        }
        let mut states: Vec<&str> = entries
            .iter()
            .map(|entry| match entry.statement.quantity.status() {
                Status::Reported | Status::Estimated => "zero",
                Status::Withheld => "withheld",
                Status::NotAvailable => "not available",
                Status::NotApplicable => "not applicable",
                Status::IncludedElsewhere => "counted in another row",
                Status::Qualitative => "words only",
            })
            .collect();
        states.sort_unstable();
        states.dedup();
        Refusal::NoNumbers {
            edition: self.edition.clone(),
            subject: self.subject.clone(),
            year: year.year,
            states: states.join(", "),
        }
    }
}

pub(super) fn find_table<'a>(
    dataset: &'a Dataset,
    question: &Question,
    wording: &Wording,
) -> Result<&'a Table, Refusal> {
    if dataset.commodity(&question.commodity).is_none() {
        return Err(Refusal::NoCommodity { commodity: question.commodity.to_string() });
    }
    dataset.table(&table_key(question)).ok_or_else(|| {
        let available: Vec<String> = dataset
            .tables_of(&question.commodity, &question.edition)
            .map(|table| {
                let form = dataset
                    .form(&table.key.commodity, &table.key.form)
                    .map_or_else(|| table.key.form.to_string(), |form| form.in_sentence.clone());
                format!("{} of {form}", table.key.stage.in_sentence())
            })
            .collect();
        let available = if available.is_empty() { "no table of this mineral".to_owned() } else { available.join(", ") };
        Refusal::NoTable { edition: wording.edition.clone(), subject: wording.subject.clone(), available }
    })
}
