use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{
    Answer, Comparable, MineralSummary, answer, chain, comparables, mineral_summary, reserves_beside,
};
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shift::{Shift, shift};
use crate::charts::{Chart, ChartKind, ChartOptions, chart};
use crate::data::Dataset;
use crate::model::{BlocId, CommodityId, CorrectionId, Denominator, EditionChoice, Question};

use super::bloc_summaries::{BlocSummary, bloc_summaries};
use super::{Session, TableResults, Timeline};

/// What is computed from a session, kept until the question changes: no measure is recomputed in a frame.
#[derive(Debug, Clone)]
pub struct Results {
    asked: Asked,
    /// The answer.
    pub answer: Answer,
    /// The chart of the answer.
    pub chart: Chart,
    /// The tiles of the answer.
    pub shift: Shift,
    /// Why reserves can't stand beside production here, where they can't.
    pub reserves_refusal: Option<String>,
    /// The editions and datasets that might stand beside the shown one.
    pub comparables: Vec<Comparable>,
    /// The colours of the switched-on blocs.
    pub series: Vec<(BlocId, Series)>,
    /// What each bloc is on the date and has of the supply.
    pub blocs: BTreeMap<BlocId, BlocSummary>,
    /// When the membership of the switched-on blocs changes.
    pub timeline: Timeline,
    /// The table that is looked through; nothing while a chart is looked at.
    pub table: Option<TableResults>,
    listed_for: ListedFor,
    /// The rows of the list, by commodity.
    pub minerals: BTreeMap<CommodityId, MineralSummary>,
}

/// What the results are of.
type Asked = (Question, ChartKind, ChartOptions);

/// What the rows of the list depend on.
#[derive(Debug, Clone, PartialEq)]
struct ListedFor {
    edition: EditionChoice,
    denominator: Denominator,
    uncorrected: BTreeSet<CorrectionId>,
}

impl ListedFor {
    fn of(question: &Question) -> Self {
        Self {
            edition: question.edition.clone(),
            denominator: question.denominator,
            uncorrected: question.uncorrected.clone(),
        }
    }
}

impl Results {
    /// Returns the results of a session.
    #[must_use]
    pub fn of(dataset: &Dataset, session: &Session) -> Self {
        let mut results = Self::with_minerals(dataset, session, None);
        results.refresh_table(dataset, session);
        results.timeline.refresh(dataset, session.question());
        results
    }

    /// Brings the results up to date; does nothing when the question is the same.
    pub fn refresh(&mut self, dataset: &Dataset, session: &Session) {
        let asked = asked(session);
        if self.asked != asked {
            let minerals = (self.listed_for == ListedFor::of(&asked.0)).then(|| std::mem::take(&mut self.minerals));
            let table = self.table.take().filter(|table| !table.is_of_chart());
            let timeline = std::mem::take(&mut self.timeline);
            *self = Self { table, timeline, ..Self::with_minerals(dataset, session, minerals) };
        }
        self.refresh_table(dataset, session);
        self.timeline.refresh(dataset, session.question());
    }

    fn refresh_table(&mut self, dataset: &Dataset, session: &Session) {
        if session.document.shows_table {
            self.table = Some(TableResults::refreshed(self.table.take(), dataset, session, &self.chart));
        } else {
            self.table = None;
        }
    }

    fn with_minerals(
        dataset: &Dataset,
        session: &Session,
        minerals: Option<BTreeMap<CommodityId, MineralSummary>>,
    ) -> Self {
        let question = session.question();
        let answered = answer(dataset, question);
        // What can stand beside the answer is the same whatever the blocs do.
        let plain = Question { blocs: Vec::new(), ..question.clone() };
        Self {
            chart: chart(dataset, question, session.document.view, session.document.chart_options()),
            asked: asked(session),
            shift: shift(&answered, &chain(dataset, question)),
            reserves_refusal: reserves_beside(dataset, &plain).err(),
            comparables: comparables(dataset, &plain),
            series: bloc_slots(dataset, &question.blocs),
            blocs: bloc_summaries(dataset, &answered),
            timeline: Timeline::default(),
            answer: answered,
            table: None,
            listed_for: ListedFor::of(question),
            minerals: minerals.unwrap_or_else(|| summaries(dataset, question)),
        }
    }
}

fn asked(session: &Session) -> Asked {
    (session.question().clone(), session.document.view, session.document.chart_options())
}

fn summaries(dataset: &Dataset, question: &Question) -> BTreeMap<CommodityId, MineralSummary> {
    dataset
        .commodities
        .iter()
        .filter_map(|commodity| Some((commodity.id.clone(), mineral_summary(dataset, commodity, question)?)))
        .collect()
}
