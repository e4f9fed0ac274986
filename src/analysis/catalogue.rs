use std::collections::BTreeSet;

use crate::data::{Dataset, Table};
use crate::model::{
    BlocId, Commodity, CommodityId, ConfidenceLevel, Denominator, EditionChoice, FormId, Mode, Overlap, Question,
    Stage, Territories,
};

use super::{Band, ShareInterval, answer};

/// The commodity that the app opens on.
const OPENING_COMMODITY: &str = "rare-earths";
/// The blocs that are on when the app opens.
const OPENING_BLOCS: [&str; 2] = ["china_green_minerals", "forge"];

/// What a mineral's row in the list says.
#[derive(Debug, Clone, PartialEq)]
pub struct MineralSummary {
    /// The commodity.
    pub commodity: Commodity,
    /// The question its row stands for: its main form, first stage in the list's order, newest year.
    pub question: Question,
    /// Its largest supplier, or "not attributed" where more than that supplier has belongs to no named country, and the
    /// share; nothing where there are no figures.
    pub largest: Option<(String, ShareInterval)>,
    /// How concentrated it is, by both ends of the HHI.
    pub bands: Option<(Band, Band)>,
}

/// Returns the question the app opens on: rare earths at the mine, newest year, China's initiative and FORGE on.
/// Nothing for a dataset without tables.
#[must_use]
pub fn opening_question(dataset: &Dataset) -> Option<Question> {
    let commodity = CommodityId::new(OPENING_COMMODITY)
        .ok()
        .filter(|id| dataset.commodity(id).is_some())
        .or_else(|| dataset.commodities.first().map(|commodity| commodity.id.clone()))?;
    let blocs =
        OPENING_BLOCS.iter().filter_map(|id| BlocId::new(*id).ok()).filter(|id| dataset.bloc(id).is_some()).collect();
    let form = FormId::new(commodity.as_str()).ok()?;
    let wished = Question {
        commodity,
        form,
        stage: Stage::Mine,
        year: NEWEST,
        edition: EditionChoice::Newest,
        blocs,
        as_of: dataset.as_of,
        confidence: ConfidenceLevel::default(),
        denominator: Denominator::default(),
        mode: Mode::default(),
        overlap: Overlap::default(),
        uncorrected: BTreeSet::new(),
        caps: Vec::new(),
        territories: Territories::default(),
    };
    placed(dataset, &wished, Fixed::Nothing)
}

/// A year that no table has: the newest is taken for it.
const NEWEST: i16 = i16::MAX;

/// What must stay when a question is put to the nearest table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// Nothing: another mineral was chosen. A table with countries comes first, then the question's stage.
    Nothing,
    /// The form: its stage is kept where the form has it.
    Form,
    /// The stage: its form is kept where the stage has it.
    Stage,
    /// The stage, in the first form that has shares at it, whatever the question's form is.
    StageInMainForm,
}

/// Returns the question put to the nearest table of its commodity that has what is fixed: its blocs, date and rules kept,
/// its year where the table has it, else the nearest. Nothing where the edition has no such table.
#[must_use]
pub fn placed(dataset: &Dataset, question: &Question, fixed: Fixed) -> Option<Question> {
    let has_fixed = |table: &&Table| match fixed {
        Fixed::Nothing => true,
        Fixed::Form => table.key.form == question.form,
        Fixed::Stage | Fixed::StageInMainForm => table.key.stage == question.stage,
    };
    let other_differs = |table: &Table| match fixed {
        Fixed::Nothing | Fixed::StageInMainForm => false,
        Fixed::Form => table.key.stage != question.stage,
        Fixed::Stage => table.key.form != question.form,
    };
    let tables = dataset.tables_of(question).into_iter();
    let table = tables.filter(has_fixed).min_by_key(|table| {
        let stage = if table.key.stage == question.stage { 0 } else { stage_rank(table.key.stage) };
        (
            other_differs(table),
            !table.has_countries(),
            table.not_additive.is_some(),
            stage,
            form_rank(dataset, &table.key.commodity, &table.key.form),
        )
    })?;
    let placed = Question { form: table.key.form.clone(), stage: table.key.stage, ..question.clone() };
    let years = dataset.years_of(&placed);
    let year = nearest(&years, question.year)?;
    Some(Question { year, ..placed })
}

/// Returns the year nearest to the one asked for, the later of two.
pub(super) fn nearest(years: &[i16], asked: i16) -> Option<i16> {
    years.iter().copied().rev().min_by_key(|year| (i32::from(*year) - i32::from(asked)).abs())
}

/// Returns the place of a stage among those that a mineral is first shown at, from 1.
fn stage_rank(stage: Stage) -> usize {
    match stage {
        Stage::Mine => 1,
        Stage::Refinery => 2,
        Stage::Smelter => 3,
        Stage::Production => 4,
        Stage::Reserves => 5,
        Stage::Capacity => 6,
    }
}

fn form_rank(dataset: &Dataset, commodity: &CommodityId, form: &FormId) -> usize {
    let forms = dataset.forms.iter().filter(|known| known.commodity == *commodity);
    forms.map(|known| &known.id).position(|known| known == form).unwrap_or(usize::MAX)
}

/// Returns every question that the editions which `like` admits can answer, in the order of commodities, forms and stages,
/// each with the blocs and rules of `like`.
#[must_use]
pub fn all_questions(dataset: &Dataset, like: &Question) -> Vec<Question> {
    let kinds: BTreeSet<(&CommodityId, &FormId, Stage)> =
        dataset.tables.iter().map(|table| (&table.key.commodity, &table.key.form, table.key.stage)).collect();
    let of_kind = |(commodity, form, stage): (&CommodityId, &FormId, Stage)| {
        let kind = Question { commodity: commodity.clone(), form: form.clone(), stage, ..like.clone() };
        let years = dataset.years_of(&kind);
        years.into_iter().map(move |year| Question { year, ..kind.clone() })
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

/// Returns the row of the list for one mineral: its own first stage and newest year, no blocs. Nothing where the
/// edition has no table of it.
#[must_use]
pub fn mineral_summary(dataset: &Dataset, commodity: &Commodity, like: &Question) -> Option<MineralSummary> {
    let wished = Question {
        commodity: commodity.id.clone(),
        stage: Stage::Mine,
        year: NEWEST,
        blocs: Vec::new(),
        mode: Mode::One,
        caps: Vec::new(),
        ..like.clone()
    };
    let question = placed(dataset, &wished, Fixed::Nothing)?;
    let figures = answer(dataset, &question).figures.ok();
    Some(MineralSummary {
        commodity: commodity.clone(),
        largest: figures.as_ref().and_then(|figures| {
            let supplier = figures.suppliers.first()?;
            let other = figures.other.share;
            if other > supplier.share.value {
                return Some(("not attributed".to_owned(), ShareInterval { value: other, low: other, high: other }));
            }
            Some((supplier.name.clone(), supplier.share))
        }),
        bands: figures.as_ref().map(|figures| figures.before.hhi.bands()),
        question,
    })
}
