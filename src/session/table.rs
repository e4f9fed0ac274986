use std::collections::BTreeSet;

use crate::charts::Chart;
use crate::charts::listing::{Choice, Listing, Of};
use crate::charts::observations::Observations;
use crate::data::Dataset;
use crate::model::{CommodityId, CorrectionId, EditionChoice, Question};

use super::Session;

/// Longer tables are listed, narrowed and sorted in the background.
const MOST_AT_ONCE: usize = 20_000;

/// How tables are looked through. Not undone: it changes nothing of what is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableChoices {
    /// Which table.
    pub of: Of,
    chart: Choice,
    figures: Choice,
}

impl TableChoices {
    /// Returns how the table is narrowed and sorted.
    #[must_use]
    pub fn choice(&self) -> &Choice {
        match self.of {
            Of::Chart => &self.chart,
            Of::Mineral | Of::Everything => &self.figures,
        }
    }

    /// Narrows and sorts the table in another way.
    pub(super) fn set_choice(&mut self, choice: Choice) {
        *self.choice_mut() = choice;
    }

    /// Shows all rows, and returns whether that changed anything.
    pub(super) fn clear_filter(&mut self) -> bool {
        let choice = self.choice_mut();
        let narrowed = !choice.text.is_empty() || choice.status.is_some();
        *choice = Choice { sort: choice.sort.take(), ..Choice::default() };
        narrowed
    }

    fn choice_mut(&mut self) -> &mut Choice {
        match self.of {
            Of::Chart => &mut self.chart,
            Of::Mineral | Of::Everything => &mut self.figures,
        }
    }
}

/// The table that is looked through, kept until what it is of changes.
#[derive(Debug, Clone)]
pub struct TableResults {
    subject: Subject,
    /// The rows shown; none while they are being listed.
    pub listing: Listing,
    is_listed: bool,
}

/// What a table shows once it is listed, narrowed and sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct TableAsked {
    subject: Subject,
    choice: Choice,
}

/// What is to be done in the background for a long table, so that no frame waits for it.
#[derive(Debug)]
pub struct TableWork {
    asked: TableAsked,
    rows: RowsOf,
}

/// What rows are taken from.
#[derive(Debug)]
enum RowsOf {
    /// Figures that are still to be listed; of the question's mineral alone, or of all.
    Figures { dataset: Dataset, question: Box<Question>, of_mineral_alone: bool },
    /// A table whose rows are listed.
    Listed(Listing),
}

/// What a table is of.
#[derive(Debug, Clone, PartialEq)]
enum Subject {
    /// The chart on hand.
    Chart,
    /// Figures of a mineral or of all, as the rest of the question admits them.
    Figures { of: Option<CommodityId>, edition: EditionChoice, uncorrected: BTreeSet<CorrectionId> },
}

impl Subject {
    fn of(session: &Session) -> Self {
        let question = session.question();
        let of = match session.table.of {
            Of::Chart => return Self::Chart,
            Of::Mineral => Some(question.commodity.clone()),
            Of::Everything => None,
        };
        Self::Figures { of, edition: question.edition.clone(), uncorrected: question.uncorrected.clone() }
    }
}

impl TableResults {
    /// Returns the table of a session with all its rows, however long that takes.
    #[must_use]
    pub(super) fn of(dataset: &Dataset, session: &Session, chart: &Chart) -> Self {
        let mut whole = Self::unsorted(Subject::of(session), dataset, session, chart);
        whole.choose(session.table.choice(), usize::MAX);
        whole
    }

    fn unsorted(subject: Subject, dataset: &Dataset, session: &Session, chart: &Chart) -> Self {
        let listing = match &subject {
            Subject::Chart => Listing::of_chart(chart),
            Subject::Figures { of, .. } => Listing::of_figures(dataset, session.question(), of.is_some()),
        };
        Self { subject, listing, is_listed: true }
    }

    /// Narrows and sorts the rows where that is still to be done and there are no more than so many.
    fn choose(&mut self, choice: &Choice, most: usize) {
        if self.listing.choice() != choice && self.listing.total() <= most {
            self.listing.choose(choice);
        }
    }

    /// Returns the table of a session, from the one before where that is of the same. What is long is left as it is, or
    /// unlisted: see [`TableResults::behind`].
    #[must_use]
    pub(super) fn refreshed(before: Option<Self>, dataset: &Dataset, session: &Session, chart: &Chart) -> Self {
        let subject = Subject::of(session);
        let same = before.filter(|before| before.subject == subject && before.listing.is_of(dataset));
        let choice = session.table.choice();
        if let Some(mut same) = same {
            same.choose(choice, MOST_AT_ONCE);
            return same;
        }
        let is_long = match &subject {
            Subject::Chart => false,
            Subject::Figures { of, .. } => {
                Observations::count(dataset, session.question(), of.is_some()) > MOST_AT_ONCE
            }
        };
        if is_long {
            return Self { subject, listing: Listing::to_come(dataset, choice), is_listed: false };
        }
        let mut made = Self::unsorted(subject, dataset, session, chart);
        made.choose(choice, MOST_AT_ONCE);
        made
    }

    /// Returns whether the rows are listed, and not still to come.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.is_listed
    }

    /// Returns what the table does not show yet of a session: of a long one, to be made in the background, so that no
    /// frame waits for it.
    #[must_use]
    pub fn behind(&self, dataset: &Dataset, session: &Session) -> Option<TableWork> {
        let choice = session.table.choice();
        let rows = match &self.subject {
            Subject::Figures { of, .. } if !self.is_listed => RowsOf::Figures {
                dataset: dataset.clone(),
                question: Box::new(session.question().clone()),
                of_mineral_alone: of.is_some(),
            },
            _ if self.listing.choice() != choice => RowsOf::Listed(self.listing.clone()),
            _ => return None,
        };
        Some(TableWork { asked: TableAsked { subject: self.subject.clone(), choice: choice.clone() }, rows })
    }

    /// Shows a table that was made in the background, unless another one is looked through by then. Returns the one that
    /// is not shown, which may be long: it need not be freed in a frame.
    #[must_use]
    pub fn show(&mut self, dataset: &Dataset, made: Self) -> Self {
        let is_wanted = made.subject == self.subject
            && made.listing.is_of(dataset)
            && (!self.is_listed || made.listing.is_same_table(&self.listing));
        if is_wanted { std::mem::replace(self, made) } else { made }
    }

    /// Returns whether it is the table of the chart on hand.
    pub(super) fn is_of_chart(&self) -> bool {
        self.subject == Subject::Chart
    }
}

impl TableWork {
    /// Returns what the table will show.
    #[must_use]
    pub fn asked(&self) -> &TableAsked {
        &self.asked
    }

    /// Does the work and returns the table.
    #[must_use]
    pub fn done(self) -> TableResults {
        let TableAsked { subject, choice } = self.asked;
        let listing = match self.rows {
            RowsOf::Figures { dataset, question, of_mineral_alone } => {
                Listing::of_figures(&dataset, &question, of_mineral_alone)
            }
            RowsOf::Listed(listing) => listing,
        };
        let mut made = TableResults { subject, listing, is_listed: true };
        made.choose(&choice, usize::MAX);
        made
    }
}
