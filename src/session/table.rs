use std::collections::BTreeSet;

use crate::charts::Chart;
use crate::charts::listing::{Choice, Listing, Of};
use crate::data::Dataset;
use crate::model::{CommodityId, CorrectionId, EditionChoice};

use super::Session;

/// Longer tables are narrowed and sorted in the background.
const MOST_AT_ONCE: usize = 50_000;

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
    /// The rows shown.
    pub listing: Listing,
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
    /// Returns the table of a session, from the one before where that is of the same.
    #[must_use]
    pub(super) fn refreshed(before: Option<Self>, dataset: &Dataset, session: &Session, chart: &Chart) -> Self {
        let subject = Subject::of(session);
        let same = before.filter(|before| before.subject == subject && before.listing.is_of(dataset));
        let mut listing = same.map_or_else(
            || match &subject {
                Subject::Chart => Listing::of_chart(chart),
                Subject::Figures { of, .. } => Listing::of_figures(dataset, session.question(), of.is_some()),
            },
            |before| before.listing,
        );
        if listing.choice() != session.table.choice() && listing.total() <= MOST_AT_ONCE {
            listing.choose(session.table.choice());
        }
        Self { subject, listing }
    }

    /// Returns the table and the choice of rows that it does not show yet: of a long one, to be made in the background,
    /// so that no frame waits for it.
    #[must_use]
    pub fn behind(&self, choices: &TableChoices) -> Option<(Listing, Choice)> {
        (self.listing.choice() != choices.choice()).then(|| (self.listing.clone(), choices.choice().clone()))
    }

    /// Shows rows that were made in the background, unless the table has become another one by then.
    pub fn show(&mut self, made: Listing) {
        if made.is_same_table(&self.listing) {
            self.listing = made;
        }
    }

    /// Returns whether it is the table of the chart on hand.
    pub(super) fn is_of_chart(&self) -> bool {
        self.subject == Subject::Chart
    }
}
