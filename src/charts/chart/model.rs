use crate::analysis::{KeptSteps, answer, edition_beside, reserves_beside, revisions, trend as trend_of};
use crate::charts::editions::{self, EditionsChart};
use crate::charts::ladder::{self, LadderChart};
use crate::charts::pair::{self, PairChart};
use crate::charts::shares::{self, ShareChart};
use crate::charts::table::ChartTable;
use crate::charts::trend::{self, TrendChart};
use crate::data::{Correction, Dataset};
use crate::model::Question;

use super::{ChartKind, ChartOptions, Compare};

/// A chart of any kind: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Ranked bars.
    Shares(Box<ShareChart>),
    /// Lines or areas over the years.
    Trend(Box<TrendChart>),
    /// One figure in every edition that prints it.
    Editions(Box<EditionsChart>),
    /// What blocs shift.
    Shift(Box<LadderChart>),
    /// Two settings side by side.
    Pair(Box<PairChart>),
}

/// Returns the chart of a kind that answers a question.
#[must_use]
pub fn chart(dataset: &Dataset, question: &Question, kind: ChartKind, options: ChartOptions) -> Chart {
    chart_keeping(dataset, question, kind, options, &mut None)
}

/// Returns the chart of a kind as [`chart`] does; the supplies of all minerals that it needs are taken from `kept`, and
/// kept there for the next one.
#[must_use]
pub fn chart_keeping(
    dataset: &Dataset,
    question: &Question,
    kind: ChartKind,
    options: ChartOptions,
    kept: &mut Option<KeptSteps>,
) -> Chart {
    if kind == ChartKind::Shift {
        // All minerals are asked about, each with its own corrections.
        return Chart::Shift(Box::new(ladder::chart(dataset, question, options.ladder, kept)));
    }
    let question = &with_corrections_of_its_own(dataset, question);
    let mut chart = match kind {
        ChartKind::Shares => {
            let (beside, refusal) = match options.compare {
                Compare::Nothing => (None, None),
                Compare::Reserves => (reserves_beside(dataset, question).ok(), None),
                Compare::Edition(edition) => match edition_beside(dataset, question, &edition) {
                    Ok(answer) => (Some(answer), None),
                    Err(refusal) => (None, Some(refusal)),
                },
            };
            let mut chart = shares::chart(dataset, &answer(dataset, question), beside.as_ref());
            // What was asked for and is not drawn is said; that reserves are missing is usual.
            chart.notes.extend(refusal);
            Chart::Shares(Box::new(chart))
        }
        ChartKind::Trend => Chart::Trend(Box::new(trend::chart(dataset, &trend_of(dataset, question), options.trend))),
        ChartKind::Shift => Chart::Shift(Box::default()),
        ChartKind::Editions => {
            Chart::Editions(Box::new(editions::chart(dataset, &revisions(dataset, question), question)))
        }
        ChartKind::Pair => {
            let other = options.other.map(|other| with_corrections_of_its_own(dataset, &other));
            let (a, b) = (answer(dataset, question), answer(dataset, other.as_ref().unwrap_or(question)));
            Chart::Pair(Box::new(pair::chart(dataset, &a, &b)))
        }
    };
    if matches!(kind, ChartKind::Trend | ChartKind::Editions) && question.is_hypothetical() {
        let is_of_blocs = question.caps_here().next().is_none();
        chart.add_note(match (kind, is_of_blocs) {
            (ChartKind::Trend, true) => {
                "What blocs withhold or cover is not drawn over the years: each is one supplier here"
            }
            (ChartKind::Trend, false) => {
                "What is only supposed is not drawn over the years: each bloc is one supplier here, and no country is limited"
            }
            (_, true) => "What blocs withhold or cover changes no published figure, and is not drawn here",
            (_, false) => "What is only supposed changes no published figure, and is not drawn here",
        });
    }
    chart
}

/// Returns a question that switches off those corrections alone that its mineral and form have: no others are to be told.
fn with_corrections_of_its_own(dataset: &Dataset, question: &Question) -> Question {
    let is_own = |correction: &&Correction| {
        let table = &correction.table;
        correction.changes_figures() && table.commodity == question.commodity && table.form == question.form
    };
    let own = dataset.corrections.iter().filter(is_own).map(|correction| &correction.id);
    let off = own.filter(|id| question.uncorrected.contains(*id)).cloned().collect();
    Question { uncorrected: off, ..question.clone() }
}

/// Gives what every kind has, by one name.
macro_rules! of_each_kind {
    ($chart:expr, $each:ident => $what:expr) => {
        match $chart {
            Chart::Shares($each) => $what,
            Chart::Trend($each) => $what,
            Chart::Editions($each) => $what,
            Chart::Shift($each) => $what,
            Chart::Pair($each) => $what,
        }
    };
}

impl Chart {
    /// Returns its kind.
    #[must_use]
    pub fn kind(&self) -> ChartKind {
        match self {
            Self::Shares(_) => ChartKind::Shares,
            Self::Trend(_) => ChartKind::Trend,
            Self::Editions(_) => ChartKind::Editions,
            Self::Shift(_) => ChartKind::Shift,
            Self::Pair(_) => ChartKind::Pair,
        }
    }

    /// Returns what the data say.
    #[must_use]
    pub fn title(&self) -> &str {
        of_each_kind!(self, chart => &chart.title)
    }

    /// Puts a title in place of its own.
    pub fn set_title(&mut self, title: &str) {
        title.clone_into(of_each_kind!(self, chart => &mut chart.title));
    }

    /// Adds a note above the source line.
    pub fn add_note(&mut self, note: &str) {
        of_each_kind!(self, chart => chart.notes.push(note.to_owned()));
    }

    /// Returns the chart in words.
    #[must_use]
    pub fn description(&self) -> &str {
        of_each_kind!(self, chart => &chart.description)
    }

    /// Returns the chart as a table.
    #[must_use]
    pub fn table(&self) -> &ChartTable {
        of_each_kind!(self, chart => &chart.table)
    }

    /// Returns the sentence in place of a picture, where there is nothing to draw.
    #[must_use]
    pub fn empty(&self) -> Option<&str> {
        of_each_kind!(self, chart => chart.empty.as_deref())
    }
}
