use crate::data::{Correction, Dataset, Effect, Table};
use crate::model::{CorrectionId, Edition, EditionChoice, Mode, Question};

use super::{Answer, Figures, Subject, answer};

/// The same question in every year that has figures: how a supply changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The question, with each switched-on bloc as one supplier and nobody limited; its own year is only where a person stands.
    pub question: Question,
    /// What it is about, by the newest year.
    pub subject: Subject,
    /// The years, ascending; none where the dataset has no table.
    pub years: Vec<TrendYear>,
    /// Where one year cannot simply be compared with the one before it, ascending.
    pub breaks: Vec<YearBreak>,
}

/// One year of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendYear {
    /// The year.
    pub year: i16,
    /// Its answer: figures, or why there are none.
    pub answer: Answer,
    /// Corrections that change its figures and are on.
    pub corrections: Vec<AppliedCorrection>,
    /// Large changes of countries since the year before.
    pub changes: Vec<ExplainedChange>,
}

/// A large change of a country's figure from one year to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedChange {
    /// The country's name.
    pub country: String,
    /// What is known of its reason.
    pub explanation: String,
}

/// A correction that the figures of a year hold.
#[derive(Debug, Clone, PartialEq)]
pub struct AppliedCorrection {
    /// Which.
    pub id: CorrectionId,
    /// The country as published; empty for the whole table.
    pub country: String,
    /// Which field, what is printed and what is used.
    pub change: String,
    /// Why.
    pub reason: String,
}

/// A place between two years that a reader must know of.
#[derive(Debug, Clone, PartialEq)]
pub struct YearBreak {
    /// The year before it.
    pub from: i16,
    /// The year behind it.
    pub to: i16,
    /// Whether another edition speaks from here on: publishers revise, so figures of two editions are not strictly
    /// comparable.
    pub edition_changes: bool,
    /// Why no line may join the two years, where none may.
    pub apart: Option<Apart>,
}

/// Why two neighbouring years are not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// One of them has no figures.
    NoFigures,
    /// Years between them are not published.
    YearsMissing,
    /// Their units count different things.
    Unit,
    /// Different things are weighed, for example gross weight and content.
    Basis,
}

impl Apart {
    /// Returns why the figures of two years can't be compared, whatever years lie between; nothing where they can.
    #[must_use]
    pub fn of(from: &Figures, to: &Figures) -> Option<Self> {
        if from.unit.base() != to.unit.base() {
            Some(Self::Unit)
        } else if from.basis != to.basis {
            Some(Self::Basis)
        } else {
            None
        }
    }
}

impl Trend {
    /// Returns the years that have figures, ascending.
    #[must_use]
    pub fn with_figures(&self) -> impl DoubleEndedIterator<Item = (&TrendYear, &Figures)> {
        self.years.iter().filter_map(|year| Some((year, year.answer.figures.as_ref().ok()?)))
    }

    /// Returns the newest year that has figures.
    #[must_use]
    pub fn newest(&self) -> Option<(&TrendYear, &Figures)> {
        self.with_figures().next_back()
    }

    /// Returns the editions that the years are taken from, oldest year first, each once.
    #[must_use]
    pub fn editions(&self) -> Vec<&Edition> {
        let mut editions: Vec<&Edition> = Vec::new();
        for edition in self.years.iter().filter_map(TrendYear::edition) {
            if editions.iter().all(|known| known.id != edition.id) {
                editions.push(edition);
            }
        }
        editions
    }

    /// Returns whether a line may run from one year to the next one of the trend.
    #[must_use]
    pub fn joins(&self, from: i16, to: i16) -> bool {
        !self.breaks.iter().any(|between| between.from == from && between.to == to && between.apart.is_some())
    }
}

impl TrendYear {
    /// Returns the edition that the year is taken from.
    #[must_use]
    pub fn edition(&self) -> Option<&Edition> {
        self.answer.subject.edition.as_ref()
    }

    /// Returns the figures, where there are any.
    #[must_use]
    pub fn figures(&self) -> Option<&Figures> {
        self.answer.figures.as_ref().ok()
    }
}

/// Returns the answers to a question in each year that its form and stage have, with each switched-on bloc as one
/// supplier. Never fails: a year without figures keeps the reason.
#[must_use]
pub fn trend(dataset: &Dataset, question: &Question) -> Trend {
    let question = Question { mode: Mode::One, caps: Vec::new(), ..question.clone() };
    let years: Vec<TrendYear> = dataset
        .years_of(&question)
        .into_iter()
        .map(|year| {
            let asked = Question { year, ..question.clone() };
            let answer = answer(dataset, &asked);
            // Explained between the newest editions of each year, so of no other.
            let is_explained = question.edition == EditionChoice::Newest && question.uncorrected.is_empty();
            let jumps = dataset.jumps_to(&asked).filter(|_| is_explained);
            let changes = jumps.map(|jump| ExplainedChange {
                country: dataset.country_name(jump.country),
                explanation: jump.explanation.clone(),
            });
            TrendYear { year, corrections: corrections(dataset, &asked), changes: changes.collect(), answer }
        })
        .collect();
    let breaks = years.windows(2).filter_map(|pair| if let [from, to] = pair { between(from, to) } else { None });
    let breaks = breaks.collect();
    let subject = years.last().map_or_else(|| answer(dataset, &question).subject, |year| year.answer.subject.clone());
    Trend { question, subject, years, breaks }
}

/// Returns the break between two neighbouring years, where there is one.
fn between(from: &TrendYear, to: &TrendYear) -> Option<YearBreak> {
    let edition_changes = from.edition().map(|edition| &edition.id) != to.edition().map(|edition| &edition.id);
    let apart = match (from.figures(), to.figures()) {
        _ if from.year.checked_add(1) != Some(to.year) => Some(Apart::YearsMissing),
        (Some(from), Some(to)) => Apart::of(from, to),
        _ => Some(Apart::NoFigures),
    };
    let is_break = edition_changes || apart.is_some();
    is_break.then_some(YearBreak { from: from.year, to: to.year, edition_changes, apart })
}

/// Returns the corrections that the figures of a question's year hold.
fn corrections(dataset: &Dataset, question: &Question) -> Vec<AppliedCorrection> {
    let Some(table) = dataset.table_for(question) else { return Vec::new() };
    let of_table = |table: &Table| -> Vec<AppliedCorrection> {
        dataset
            .corrections_of(table)
            .filter(|correction| correction.changes_figures() && !question.uncorrected.contains(&correction.id))
            .filter(|correction| is_of_year(correction, question.year))
            .map(applied)
            .collect()
    };
    of_table(&table)
}

fn is_of_year(correction: &Correction, year: i16) -> bool {
    match correction.effect {
        Effect::Year(used) => used == year,
        _ => correction.year.is_none_or(|printed| printed == year),
    }
}

fn applied(correction: &Correction) -> AppliedCorrection {
    AppliedCorrection {
        id: correction.id.clone(),
        country: correction.country.clone(),
        change: match correction.effect {
            Effect::Blanks => "blanks are read as zero, which other editions print".to_owned(),
            _ => format!("{} “{}” is read as “{}”", correction.field, correction.printed, correction.used),
        },
        reason: correction.reason.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::opening_question;
    use crate::data::embedded;

    #[test]
    fn years_ascend_and_each_answers_as_it_would_by_itself() {
        let dataset = embedded().unwrap();
        let question = opening_question(&dataset).unwrap();
        let trend = trend(&dataset, &question);
        assert!(trend.years.len() >= 2, "{} years", trend.years.len());
        assert!(trend.years.is_sorted_by_key(|year| year.year));
        for year in &trend.years {
            let alone = answer(&dataset, &Question { year: year.year, ..question.clone() });
            assert_eq!(year.answer, alone);
        }
    }

    #[test]
    fn a_scenario_is_left_to_the_other_views() {
        let dataset = embedded().unwrap();
        let question = Question { mode: Mode::Withhold, ..opening_question(&dataset).unwrap() };
        let trend = trend(&dataset, &question);
        assert_eq!(trend.question.mode, Mode::One);
        assert!(trend.with_figures().all(|(_, figures)| figures.scenario.is_none()));
    }

    #[test]
    fn a_correction_is_of_the_year_that_it_gives_figures_to() {
        let dataset = embedded().unwrap();
        for correction in dataset.corrections.iter().filter(|correction| correction.changes_figures()) {
            let Effect::Scale(_) = correction.effect else { continue };
            let question = Question {
                commodity: correction.table.commodity.clone(),
                form: correction.table.form.clone(),
                stage: correction.table.stage,
                ..opening_question(&dataset).unwrap()
            };
            let ids = |question: &Question| -> Vec<CorrectionId> {
                let years = trend(&dataset, question).years;
                years.into_iter().flat_map(|year| year.corrections).map(|applied| applied.id).collect()
            };
            if trend(&dataset, &question).editions().iter().all(|edition| edition.id != correction.edition) {
                continue;
            }
            assert!(ids(&question).contains(&correction.id), "{}", correction.id);
            let mut off = question;
            off.uncorrected.insert(correction.id.clone());
            assert!(!ids(&off).contains(&correction.id), "{}", correction.id);
        }
    }
}
