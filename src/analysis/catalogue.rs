use crate::data::{Dataset, Table};
use crate::model::{BlocId, Commodity, CommodityId, ConfidenceLevel, Denominator, EditionId, Question, Stage};

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
    /// Its largest supplier and that supplier's share, where there are figures.
    pub largest: Option<(String, ShareInterval)>,
    /// How concentrated it is, by both ends of the HHI.
    pub bands: Option<(Band, Band)>,
}

/// Returns the question the app opens on: rare earths at the mine, newest year, China's initiative and FORGE on.
/// Nothing for a dataset without tables.
#[must_use]
pub fn opening_question(dataset: &Dataset) -> Option<Question> {
    let edition = dataset.editions.first()?.id.clone();
    let commodity = CommodityId::new(OPENING_COMMODITY)
        .ok()
        .filter(|id| dataset.commodity(id).is_some())
        .or_else(|| dataset.commodities.first().map(|commodity| commodity.id.clone()))?;
    let blocs =
        OPENING_BLOCS.iter().filter_map(|id| BlocId::new(*id).ok()).filter(|id| dataset.bloc(id).is_some()).collect();
    let table = preferred_table(dataset, &commodity, &edition, None)?;
    Some(Question {
        commodity,
        form: table.key.form.clone(),
        stage: table.key.stage,
        year: newest_year(table),
        edition,
        blocs,
        as_of: dataset.as_of,
        confidence: ConfidenceLevel::default(),
        denominator: Denominator::default(),
    })
}

/// Returns the question nearest to `question` for another commodity: its blocs, date and rules kept, its stage kept
/// where the commodity has it, the newest year. Nothing where the edition has no table of the commodity.
#[must_use]
pub fn nearest_question(dataset: &Dataset, question: &Question, commodity: &CommodityId) -> Option<Question> {
    let table = preferred_table(dataset, commodity, &question.edition, Some(question.stage))?;
    let year = table.year(question.year).map_or_else(|| newest_year(table), |year| year.year);
    Some(Question {
        commodity: commodity.clone(),
        form: table.key.form.clone(),
        stage: table.key.stage,
        year,
        ..question.clone()
    })
}

/// Returns every question of an edition, in the order of commodities, forms and stages, each with the blocs and rules of
/// `like`.
#[must_use]
pub fn all_questions(dataset: &Dataset, edition: &EditionId, like: &Question) -> Vec<Question> {
    dataset
        .tables
        .iter()
        .filter(|table| table.key.edition == *edition)
        .flat_map(|table| {
            table.years.iter().map(|year| Question {
                commodity: table.key.commodity.clone(),
                form: table.key.form.clone(),
                stage: table.key.stage,
                edition: table.key.edition.clone(),
                year: year.year,
                ..like.clone()
            })
        })
        .collect()
}

/// Returns the row of the list for one mineral: its own first stage and newest year, no blocs. Nothing where the
/// edition has no table of it.
#[must_use]
pub fn mineral_summary(dataset: &Dataset, commodity: &Commodity, like: &Question) -> Option<MineralSummary> {
    let table = preferred_table(dataset, &commodity.id, &like.edition, None)?;
    let question = Question {
        commodity: commodity.id.clone(),
        form: table.key.form.clone(),
        stage: table.key.stage,
        year: newest_year(table),
        blocs: Vec::new(),
        ..like.clone()
    };
    let figures = answer(dataset, &question).figures.ok();
    Some(MineralSummary {
        commodity: commodity.clone(),
        largest: figures
            .as_ref()
            .and_then(|figures| figures.suppliers.first())
            .map(|supplier| (supplier.name.clone(), supplier.share)),
        bands: figures.as_ref().map(|figures| figures.before.hhi.bands()),
        question,
    })
}

/// Returns the table to show first: the wanted stage when there is one with countries, else what the list prefers.
fn preferred_table<'a>(
    dataset: &'a Dataset,
    commodity: &CommodityId,
    edition: &EditionId,
    wanted: Option<Stage>,
) -> Option<&'a Table> {
    let form_rank = |table: &Table| {
        dataset
            .forms
            .iter()
            .filter(|form| form.commodity == *commodity)
            .position(|form| form.id == table.key.form)
            .unwrap_or(usize::MAX)
    };
    let stage_rank = |table: &Table| match table.key.stage {
        stage if Some(stage) == wanted => 0,
        Stage::Mine => 1,
        Stage::Refinery => 2,
        Stage::Smelter => 3,
        Stage::Production => 4,
        Stage::Reserves => 5,
        Stage::Capacity => 6,
    };
    dataset
        .tables
        .iter()
        .filter(|table| table.key.commodity == *commodity && table.key.edition == *edition)
        .min_by_key(|table| (!table.has_countries(), table.not_additive.is_some(), stage_rank(table), form_rank(table)))
}

fn newest_year(table: &Table) -> i16 {
    table.years.last().map_or(0, |year| year.year)
}
