use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{
    Answer, BlocShare, Comparable, MineralSummary, answer, bloc_share, chain, comparables, members, mineral_summary,
    overlapping, reserves_beside,
};
use crate::charts::listing::Listing;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shift::{Shift, shift};
use crate::charts::{Belonging, Chart, ChartKind, ChartOptions, Kept, chart_keeping};
use crate::data::{Dataset, own_id};
use crate::model::{
    BlocId, CommodityId, CorrectionId, Denominator, EditionChoice, Iso3, OwnBloc, Question, Territories,
};

use super::bloc_summaries::{BlocSummary, bloc_summaries};
use super::known_mark::KnownMark;
use super::{BlocDraft, Document, DraftMember, Session, TableResults, Timeline};

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
    /// The countries that are in two or more of the switched-on blocs, by name.
    pub overlapping: Vec<(Iso3, Vec<BlocId>)>,
    /// What a bloc that is made or changed has of the supply.
    pub draft: Option<DraftResults>,
    /// When the membership of the switched-on blocs changes.
    pub timeline: Timeline,
    /// The charts of the other views of the centre, by their place.
    pub panes: BTreeMap<usize, PaneResults>,
    /// The table that is looked through; nothing while a chart is looked at.
    pub table: Option<TableResults>,
    kept: Kept,
    mark: KnownMark,
    listed_for: ListedFor,
    /// The rows of the list, by commodity.
    pub minerals: BTreeMap<CommodityId, MineralSummary>,
}

/// The chart of a view whose controls are not shown.
#[derive(Debug, Clone)]
pub struct PaneResults {
    asked: Asked,
    /// The chart.
    pub chart: Chart,
    /// The numbers that the chart draws, where the view shows them in its place.
    pub table: Option<Listing>,
    mark: KnownMark,
}

impl PaneResults {
    /// Returns the year that the view is of.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.asked.0.year
    }

    /// Returns who belongs to what is marked.
    #[must_use]
    pub fn belonging(&self) -> &Belonging {
        &self.mark.belonging
    }
}

/// What a bloc that is made or changed has of the supply.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftResults {
    asked: Asked,
    members: Vec<DraftMember>,
    /// How many countries count as members on the date.
    pub countries: usize,
    /// What it has by itself; nothing where the question has no figures.
    pub share: Option<BlocShare>,
}

impl DraftResults {
    fn of(dataset: &Dataset, asked: Asked, draft: &BlocDraft) -> Self {
        let id = own_id("draft", |id| dataset.bloc(id).is_some());
        let question = &asked.0;
        let dataset = dataset.with_blocs(&[draft.made(&id)]);
        let countries = members(&dataset, &id, question.as_of, question.confidence).countries.len();
        let share = bloc_share(&dataset, question, &id);
        Self { countries, share, members: draft.members.clone(), asked }
    }
}

/// What the results are of: the question being changed, that of the chart, what is chosen of the chart besides, and a
/// person's own blocs.
type Asked = (Question, Question, ChartKind, ChartOptions, Vec<OwnBloc>);

/// What the rows of the list depend on.
#[derive(Debug, Clone, PartialEq)]
struct ListedFor {
    edition: EditionChoice,
    denominator: Denominator,
    territories: Territories,
    uncorrected: BTreeSet<CorrectionId>,
}

impl ListedFor {
    fn of(question: &Question) -> Self {
        Self {
            edition: question.edition.clone(),
            denominator: question.denominator,
            territories: question.territories,
            uncorrected: question.uncorrected.clone(),
        }
    }
}

impl Results {
    /// Returns the results of a session, all of them: of a large dataset to be made in the background.
    #[must_use]
    pub fn of(dataset: &Dataset, session: &Session) -> Self {
        let mut results = Self::with_minerals(dataset, session, None, Kept::default());
        results.refresh_panes(dataset, session);
        if session.document.shows_table {
            results.table = Some(TableResults::of(dataset, session, &results.chart));
        }
        results.refresh_draft(dataset, session);
        results.refresh_mark(dataset, session);
        results.timeline.refresh(dataset, session.question());
        results
    }

    /// Returns whether the results are those of a session, as far as they take long to compute; the dataset must be
    /// theirs.
    #[must_use]
    pub fn are_of(&self, session: &Session) -> bool {
        self.asked == asked(session)
    }

    /// Brings the results up to date; does nothing when the question is the same. Rows of a long table are left to the
    /// background: see [`TableResults::behind`].
    pub fn refresh(&mut self, dataset: &Dataset, session: &Session) {
        let asked = asked(session);
        if self.asked != asked {
            let minerals = (self.listed_for == ListedFor::of(&asked.0)).then(|| std::mem::take(&mut self.minerals));
            let table = self.table.take().filter(|table| !table.is_of_chart());
            let (kept, timeline) = (std::mem::take(&mut self.kept), std::mem::take(&mut self.timeline));
            let panes = std::mem::take(&mut self.panes);
            *self = Self { timeline, panes, table, ..Self::with_minerals(dataset, session, minerals, kept) };
        }
        self.refresh_panes(dataset, session);
        self.refresh_table(dataset, session);
        self.refresh_draft(dataset, session);
        self.refresh_mark(dataset, session);
        self.timeline.refresh(dataset, session.question());
    }

    /// Returns who belongs to what is marked.
    #[must_use]
    pub fn belonging(&self) -> &Belonging {
        &self.mark.belonging
    }

    /// Brings up to date who belongs to what is marked.
    fn refresh_mark(&mut self, dataset: &Dataset, session: &Session) {
        let of_panes = self.panes.values_mut().map(|pane| (&mut pane.mark, &pane.asked));
        for (mark, (_, of_chart, _, options, _)) in of_panes.chain([(&mut self.mark, &self.asked)]) {
            mark.refresh(dataset, session.marked.as_ref(), (of_chart, options.other.as_deref()));
        }
    }

    /// Brings up to date what a bloc that is made has of the supply.
    fn refresh_draft(&mut self, dataset: &Dataset, session: &Session) {
        let Some(draft) = &session.work.draft else {
            self.draft = None;
            return;
        };
        if self.draft.as_ref().is_none_or(|known| known.members != draft.members || self.asked != known.asked) {
            self.draft = Some(DraftResults::of(dataset, self.asked.clone(), draft));
        }
    }

    /// Brings the charts of the other views up to date.
    fn refresh_panes(&mut self, dataset: &Dataset, session: &Session) {
        let document = &session.document;
        if document.panes.is_one() {
            self.panes.clear();
            return;
        }
        for (place, of) in document.in_places().into_iter().enumerate() {
            if place == document.panes.active() {
                self.panes.remove(&place);
                continue;
            }
            let asked = asked_of(&of);
            if self.panes.get(&place).is_none_or(|known| known.asked != asked) {
                let options = of.chart_options();
                let chart = chart_keeping(dataset, of.chart_question(), of.view, &options, &mut self.kept);
                self.panes.insert(place, PaneResults { asked, chart, table: None, mark: KnownMark::default() });
            }
            if let Some(pane) = self.panes.get_mut(&place)
                && pane.table.is_some() != of.shows_table
            {
                pane.table = of.shows_table.then(|| Listing::of_chart(&pane.chart));
            }
        }
        let count = document.panes.layout().count();
        self.panes.retain(|place, _| *place < count);
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
        mut kept: Kept,
    ) -> Self {
        let question = session.question();
        let answered = answer(dataset, question);
        // What can stand beside the answer is the same whatever the blocs do.
        let plain = Question { blocs: Vec::new(), ..question.clone() };
        Self {
            chart: chart_keeping(
                dataset,
                session.document.chart_question(),
                session.document.view,
                &session.document.chart_options(),
                &mut kept,
            ),
            kept,
            mark: KnownMark::default(),
            asked: asked(session),
            shift: shift(&answered, &chain(dataset, question)),
            reserves_refusal: reserves_beside(dataset, &plain).err(),
            comparables: comparables(dataset, &plain),
            series: bloc_slots(dataset, &question.blocs),
            overlapping: overlapping(dataset, question),
            blocs: bloc_summaries(dataset, &answered),
            timeline: Timeline::default(),
            answer: answered,
            draft: None,
            panes: BTreeMap::new(),
            table: None,
            listed_for: ListedFor::of(question),
            minerals: minerals.unwrap_or_else(|| summaries(dataset, question)),
        }
    }
}

fn asked(session: &Session) -> Asked {
    asked_of(&session.document)
}

fn asked_of(document: &Document) -> Asked {
    let (question, of_chart) = (document.question.clone(), document.chart_question().clone());
    (question, of_chart, document.view, document.chart_options(), document.own_blocs.clone())
}

fn summaries(dataset: &Dataset, question: &Question) -> BTreeMap<CommodityId, MineralSummary> {
    dataset
        .commodities
        .iter()
        .filter_map(|commodity| Some((commodity.id.clone(), mineral_summary(dataset, commodity, question)?)))
        .collect()
}
