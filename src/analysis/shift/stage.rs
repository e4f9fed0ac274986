use crate::analysis::{Answer, Fixed, answer};
use crate::data::Dataset;
use crate::model::{CommodityId, Mode, Question, Stage};

use super::steps::best;
use super::{Step, Supplies};

/// Every mineral at one stage in one year, kept while blocs are switched: read again only when figures are read otherwise.
#[derive(Debug, Clone)]
pub struct KeptStage {
    dataset: Dataset,
    stage: Stage,
    year: i16,
    /// The supplies.
    pub supplies: Supplies,
    /// The minerals that the editions have, in the dataset's order.
    pub minerals: Vec<MineralAtStage>,
}

/// A mineral at the stage, in its main form.
#[derive(Debug, Clone)]
pub struct MineralAtStage {
    /// The mineral.
    pub commodity: CommodityId,
    /// What is known of it, without any bloc; nothing where no table speaks of the stage.
    pub known: Option<KnownAtStage>,
}

/// What is known of a mineral at the stage.
#[derive(Debug, Clone)]
pub struct KnownAtStage {
    /// The place among the supplies.
    pub place: usize,
    /// The answer, every country by itself.
    pub answer: Answer,
}

impl KeptStage {
    /// Returns every mineral at the stage of a question, in its year or the one nearest to it, each in its main form there:
    /// those that were kept where they are of the same figures, else new ones, which are kept in their place. Where no
    /// refinery production is published, that of smelters stands for it, else that of other plants, as in [`Step`].
    pub fn of<'a>(kept: &'a mut Option<Self>, dataset: &Dataset, question: &Question) -> &'a Self {
        let is_same = |kept: &Self| {
            kept.dataset.has_tables_of(dataset)
                && kept.supplies.are_read_like(question)
                && (kept.stage, kept.year) == (question.stage, question.year)
        };
        let same = kept.take().filter(is_same);
        kept.insert(same.unwrap_or_else(|| Self::new(dataset, question)))
    }

    fn new(dataset: &Dataset, question: &Question) -> Self {
        let like = Question { blocs: Vec::new(), mode: Mode::One, ..question.clone() };
        let own = [question.stage];
        let stages = if question.stage == Stage::Refinery { Step::Refining.stages() } else { own.as_slice() };
        let mut supplies = Supplies::none(dataset, &like);
        let mut minerals = Vec::with_capacity(dataset.commodities.len());
        for commodity in &dataset.commodities {
            let asked = Question { commodity: commodity.id.clone(), ..like.clone() };
            if dataset.tables_of(&asked).is_empty() {
                continue;
            }
            let place = best(dataset, &asked, stages, Fixed::StageInMainForm, &mut supplies);
            let known = place.and_then(|place| {
                let supply = supplies.list().get(place)?;
                let (form, stage, year) = (supply.form.clone(), supply.stage, supply.year);
                let answer = answer(dataset, &Question { form, stage, year, ..asked });
                Some(KnownAtStage { place, answer })
            });
            minerals.push(MineralAtStage { commodity: commodity.id.clone(), known });
        }
        Self { dataset: dataset.clone(), stage: question.stage, year: question.year, supplies, minerals }
    }
}
