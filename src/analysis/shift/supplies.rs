use crate::analysis::ask::{based, subject};
use crate::analysis::base::{Base, LEAST_HIDING};
use crate::analysis::catalogue::all_questions;
use crate::analysis::left_out::left_out;
use crate::analysis::limits::Limits;
use crate::analysis::territories::by_country;
use crate::analysis::wording::{Wording, find_table};
use crate::analysis::{Hhi, Refusal};
use crate::data::Dataset;
use crate::model::{BlocId, CommodityId, EditionId, FormId, Iso3, Overlap, Question, Stage, ToldStage, Unit};

use super::pass::Left;
use super::rows::{Columns, Rows, Whole};
use super::{Acting, MineralSteps};

/// What a supply is of, and how concentrated it is before any bloc acts: of what limits leave, where there are any.
#[derive(Debug, Clone)]
pub struct Supply {
    /// The commodity.
    pub commodity: CommodityId,
    /// The form.
    pub form: FormId,
    /// The stage.
    pub stage: Stage,
    /// The same as texts speak of it: some files name none.
    pub told: ToldStage,
    /// What is assumed of its source, where that is silent, as a sentence.
    pub assumption: Option<String>,
    /// The year.
    pub year: i16,
    /// The edition that answers.
    pub edition: Option<EditionId>,
    /// Unit of its quantities.
    pub unit: Unit,
    /// The concentration of countries, or why there are no shares.
    pub before: Result<Hhi, Refusal>,
    /// Whether rows of it were left out, of a file of a person's own.
    pub has_left_out: bool,
    pub(super) whole: Whole,
    pub(super) rows: (usize, usize),
}

/// The supplies of many questions: the rows of their tables, as columns.
#[derive(Debug, Clone)]
pub struct Supplies {
    /// What they are read like: edition, corrections, denominator, limits and territories.
    pub(super) like: Question,
    list: Vec<Supply>,
    /// The countries that rows name by their place, by code.
    countries: Vec<Iso3>,
    columns: Columns,
}

impl Supplies {
    /// Returns the supplies of every mineral, form, stage and year that the editions of `like` have.
    #[must_use]
    pub fn all(dataset: &Dataset, like: &Question) -> Self {
        let mut supplies = Self::none(dataset, like);
        for question in all_questions(dataset, like) {
            supplies.push(dataset, &question);
        }
        supplies
    }

    /// Returns the supply of one question alone.
    #[must_use]
    pub fn one(dataset: &Dataset, question: &Question) -> Self {
        let mut supplies = Self::none(dataset, question);
        supplies.push(dataset, question);
        supplies
    }

    /// Returns the reserves, mining and refining of every mineral, in the year of `like` or the one nearest to it; with
    /// the places of each mineral's supplies, in the order of the dataset's minerals.
    #[must_use]
    pub fn of_steps(dataset: &Dataset, like: &Question) -> (Self, Vec<MineralSteps>) {
        let mut supplies = Self::none(dataset, like);
        let of_mineral = |commodity| MineralSteps::of(dataset, like, commodity, &mut supplies);
        let steps = dataset.commodities.iter().filter_map(of_mineral).collect();
        (supplies, steps)
    }

    fn none(dataset: &Dataset, like: &Question) -> Self {
        let named = dataset.countries.iter().map(|country| country.iso3);
        let in_rows = dataset.tables.iter().flat_map(|table| &table.years).flat_map(|year| &year.countries);
        let mut countries: Vec<Iso3> = named.chain(in_rows.map(|row| row.country)).collect();
        countries.sort_unstable();
        countries.dedup();
        // A table that holds more countries than a place can name is none.
        countries.truncate(usize::from(u16::MAX));
        Self { like: like.clone(), list: Vec::new(), countries, columns: Columns::default() }
    }

    /// Returns the supplies, in the order of their questions.
    #[must_use]
    pub fn list(&self) -> &[Supply] {
        &self.list
    }

    /// Returns whether they are read as a question reads figures: its blocs, date and rules apart.
    #[must_use]
    pub fn are_read_like(&self, question: &Question) -> bool {
        let like = &self.like;
        (&like.edition, like.denominator, &like.uncorrected)
            == (&question.edition, question.denominator, &question.uncorrected)
            && (&like.caps, like.territories) == (&question.caps, question.territories)
    }

    /// Returns who acts: the blocs of a question on its date, under its rules.
    #[must_use]
    pub fn acting(&self, dataset: &Dataset, question: &Question) -> Acting {
        Acting::of(dataset, question, &question.blocs, question.overlap, &self.countries)
    }

    /// Returns one bloc that acts alone, on a question's date.
    #[must_use]
    pub fn acting_alone(&self, dataset: &Dataset, question: &Question, bloc: &BlocId) -> Acting {
        Acting::of(dataset, question, std::slice::from_ref(bloc), Overlap::First, &self.countries)
    }

    /// Returns how many rows all supplies have.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn rows(&self, supply: &Supply) -> Rows<'_> {
        self.columns.rows(supply.rows)
    }

    /// Takes the supply of a question in, and returns its place.
    pub(super) fn push(&mut self, dataset: &Dataset, question: &Question) -> usize {
        let table = dataset.table_for(question).map(|table| by_country(dataset, question, table));
        let subject = subject(dataset, question, table.as_deref());
        let wording = Wording::of(question, &subject);
        let from = self.columns.len();
        let mut supply = Supply {
            commodity: question.commodity.clone(),
            form: question.form.clone(),
            stage: question.stage,
            told: subject.stage,
            assumption: subject.assumption,
            year: question.year,
            edition: table.as_ref().map(|table| table.key.edition.clone()),
            unit: table.as_ref().map_or(Unit::Tonnes, |table| table.unit),
            before: Ok(Hhi { lower: 0.0, upper: None, published_only: false }),
            whole: Whole { total: 0.0, other: crate::analysis::Span::ZERO, printed: None },
            rows: (from, from),
            has_left_out: table.as_ref().is_some_and(|of| !left_out(dataset, &of.key, question.year).is_empty()),
        };
        let base = find_table(dataset, question, table.as_deref(), &wording)
            .and_then(|table| based(dataset, question, table, &wording));
        let left = base.map(|(year, base)| (year, limited(dataset, question, base, supply.unit)));
        match left {
            Err(refusal) => supply.before = Err(refusal),
            Ok((year, None)) => supply.before = Err(wording.no_total(year, &[])),
            Ok((year, Some(base))) => {
                self.push_rows(&base);
                supply.whole = Whole { total: base.total, other: base.other, printed: base.printed };
                supply.rows = (from, self.columns.len());
                let hhi = Left::whole(supply.whole, self.columns.rows(supply.rows)).hhi(0.0);
                supply.before = hhi.ok_or_else(|| wording.no_total(year, &base.entries));
            }
        }
        self.list.push(supply);
        self.list.len() - 1
    }

    /// Takes the last supply out again.
    pub(super) fn pop(&mut self) {
        // Its rows are no one's from now on.
        self.list.pop();
    }

    fn push_rows(&mut self, base: &Base<'_>) {
        for entry in &base.entries {
            let place = self.countries.binary_search(&entry.iso3).ok().and_then(|place| u16::try_from(place).ok());
            if let Some(place) = place {
                self.columns.push(place, entry);
            }
        }
    }
}

/// Returns what the limits of a question leave of a base; nothing where they leave nothing.
fn limited<'a>(dataset: &Dataset, question: &Question, base: Base<'a>, unit: Unit) -> Option<Base<'a>> {
    if question.caps_here().next().is_none() {
        return Some(base);
    }
    let limits = Limits::of(dataset, question, &base, unit, |_| false);
    base.left(|entry| limits.left_of(entry.iso3))
}

impl Whole {
    /// Returns the share of "Other countries" where it may hold members that have no row; nothing where it is too little
    /// or no part of the whole.
    pub(super) fn may_hide(&self) -> bool {
        self.printed.is_none() && self.other.value / self.total >= LEAST_HIDING
    }
}
