use std::collections::BTreeMap;

use crate::analysis::{Answer, BlocShare, MineralSummary, answer, bloc_share, mineral_summary, reserves_beside};
use crate::charts::shares::{self, ShareChart};
use crate::charts::shift::{Shift, shift};
use crate::data::Dataset;
use crate::model::{BlocId, CommodityId, Denominator, EditionId, Question};

use super::Session;

/// What is computed from a session, kept until the question changes: no measure is recomputed in a frame.
#[derive(Debug, Clone)]
pub struct Results {
    asked: (Question, bool),
    /// The answer.
    pub answer: Answer,
    /// The chart of the answer.
    pub chart: ShareChart,
    /// The tiles of the answer.
    pub shift: Shift,
    /// Why reserves can't stand beside production here, where they can't.
    pub reserves_refusal: Option<String>,
    /// What each bloc has: what counts in it for one that is on, what it has by itself for one that is off.
    pub blocs: BTreeMap<BlocId, BlocShare>,
    listed_for: (EditionId, Denominator),
    /// The rows of the list, by commodity.
    pub minerals: BTreeMap<CommodityId, MineralSummary>,
}

impl Results {
    /// Returns the results of a session.
    #[must_use]
    pub fn of(dataset: &Dataset, session: &Session) -> Self {
        Self::with_minerals(dataset, session, None)
    }

    /// Brings the results up to date; does nothing when the question is the same.
    pub fn refresh(&mut self, dataset: &Dataset, session: &Session) {
        let asked = (session.question().clone(), session.document.compare_reserves);
        if self.asked == asked {
            return;
        }
        let minerals = (self.listed_for == (asked.0.edition.clone(), asked.0.denominator))
            .then(|| std::mem::take(&mut self.minerals));
        *self = Self::with_minerals(dataset, session, minerals);
    }

    fn with_minerals(
        dataset: &Dataset,
        session: &Session,
        minerals: Option<BTreeMap<CommodityId, MineralSummary>>,
    ) -> Self {
        let question = session.question();
        let answered = answer(dataset, question);
        let reserves = reserves_beside(dataset, question);
        let beside = reserves.as_ref().ok().filter(|_| session.document.compare_reserves);
        let mut blocs: BTreeMap<BlocId, BlocShare> = BTreeMap::new();
        if let Ok(figures) = &answered.figures {
            blocs.extend(figures.blocs.iter().map(|bloc| (bloc.id.clone(), bloc.clone())));
            for bloc in dataset.blocs.iter().filter(|bloc| !question.blocs.contains(&bloc.id)) {
                blocs.extend(bloc_share(dataset, question, &bloc.id).map(|share| (bloc.id.clone(), share)));
            }
        }
        Self {
            asked: (question.clone(), session.document.compare_reserves),
            chart: shares::chart(dataset, &answered, beside),
            shift: shift(&answered),
            reserves_refusal: reserves.err(),
            blocs,
            answer: answered,
            listed_for: (question.edition.clone(), question.denominator),
            minerals: minerals.unwrap_or_else(|| summaries(dataset, question)),
        }
    }
}

fn summaries(dataset: &Dataset, question: &Question) -> BTreeMap<CommodityId, MineralSummary> {
    dataset
        .commodities
        .iter()
        .filter_map(|commodity| Some((commodity.id.clone(), mineral_summary(dataset, commodity, question)?)))
        .collect()
}
