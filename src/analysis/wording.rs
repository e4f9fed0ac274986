use crate::data::{Dataset, Table, TableYear};
use crate::model::{EditionChoice, Question, Status, quantity_words};

use super::base::Entry;
use super::{Refusal, Subject};

/// Who speaks where no edition does.
const DATASET: &str = "This dataset";

/// The words that refusals share.
pub(super) struct Wording {
    pub(super) edition: String,
    /// Who gives the years: the chosen edition, or all of them together.
    pub(super) of_years: String,
    pub(super) subject: String,
}

impl Wording {
    pub(super) fn of(question: &Question, subject: &Subject) -> Self {
        let edition = match (&subject.edition, &question.edition) {
            (Some(edition), _) => edition.short_name.clone(),
            (None, EditionChoice::Of(id)) => id.to_string(),
            (None, EditionChoice::Newest) => DATASET.to_owned(),
        };
        Self {
            of_years: if question.edition == EditionChoice::Newest { DATASET.to_owned() } else { edition.clone() },
            edition,
            subject: subject.stage.of(&subject.in_sentence),
        }
    }

    pub(super) fn no_year(&self, years: &[i16], year: i16) -> Refusal {
        let years: Vec<String> = years.iter().map(i16::to_string).collect();
        Refusal::NoYear {
            edition: self.of_years.clone(),
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
    dataset: &Dataset,
    question: &Question,
    table: Option<&'a Table>,
    wording: &Wording,
) -> Result<&'a Table, Refusal> {
    if let EditionChoice::Of(edition) = &question.edition
        && edition.is_own()
        && dataset.edition(edition).is_none()
    {
        return Err(Refusal::NotOpen { name: edition.own_name() });
    }
    if dataset.commodity(&question.commodity).is_none() {
        return Err(Refusal::NoCommodity { commodity: question.commodity.to_string() });
    }
    table.ok_or_else(|| {
        let mut available: Vec<String> = dataset
            .tables_of(question)
            .into_iter()
            .map(|table| {
                let form = dataset
                    .form(&table.key.commodity, &table.key.form)
                    .map_or_else(|| table.key.form.to_string(), |form| form.in_sentence.clone());
                format!("{} of {form}", table.key.stage.in_sentence())
            })
            .collect();
        available.dedup();
        let available = if available.is_empty() { "no table of this mineral".to_owned() } else { available.join(", ") };
        Refusal::NoTable { edition: wording.edition.clone(), subject: wording.subject.clone(), available }
    })
}
