use jiff::civil::Date;

use crate::analysis::{MembershipChange, membership_changes};
use crate::data::Dataset;
use crate::model::{BlocId, ConfidenceLevel, OwnBloc, Question};

/// When the membership of the switched-on blocs changes, or of all blocs where none is on: what the slider of the date
/// runs over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    asked: Option<Asked>,
    /// The changes, earliest first.
    pub changes: Vec<MembershipChange>,
    /// The days of the changes, each once.
    days: Vec<Date>,
    /// The date on which membership is read unless another is chosen.
    usual: Option<Date>,
}

/// What the changes depend on.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    blocs: Vec<BlocId>,
    confidence: ConfidenceLevel,
    own: Vec<OwnBloc>,
}

impl Timeline {
    /// Returns the timeline of a question's blocs.
    #[must_use]
    pub fn of(dataset: &Dataset, question: &Question) -> Self {
        let mut timeline = Self::default();
        timeline.refresh(dataset, question);
        timeline
    }

    /// Brings the timeline up to date; does nothing while the blocs and the confidence level are the same, as when the
    /// date alone changes.
    pub(super) fn refresh(&mut self, dataset: &Dataset, question: &Question) {
        let is_same = self.asked.as_ref().is_some_and(|asked| {
            asked.blocs == question.blocs && asked.confidence == question.confidence && asked.own == dataset.own_blocs()
        });
        if is_same {
            return;
        }
        let all = || dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
        let blocs: Vec<BlocId> = if question.blocs.is_empty() { all() } else { question.blocs.clone() };
        let changes = membership_changes(dataset, &blocs, question.confidence);
        let mut days: Vec<Date> = changes.iter().map(|change| change.date).collect();
        days.dedup();
        let (blocs, confidence, own) = (question.blocs.clone(), question.confidence, dataset.own_blocs().to_vec());
        *self = Self { asked: Some(Asked { blocs, confidence, own }), changes, days, usual: Some(dataset.as_of) };
    }

    /// Returns the days on which anything changes, ascending.
    #[must_use]
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// Returns the changes of a day.
    pub fn changes_on(&self, day: Date) -> impl Iterator<Item = &MembershipChange> {
        self.changes.iter().filter(move |change| change.date == day)
    }

    /// Returns the first and the last date that can be reached, with the date that is chosen among them: from the day
    /// before the first change, to see what was before it, to the usual date, or the last change to come.
    #[must_use]
    pub fn ends(&self, chosen: Date) -> (Date, Date) {
        let usual = self.usual.unwrap_or(chosen);
        let last = self.days.last().map_or(usual, |last| usual.max(*last));
        (self.start().unwrap_or(usual).min(chosen), last.max(chosen))
    }

    /// Returns the day before the first change.
    fn start(&self) -> Option<Date> {
        self.days.first().map(|first| first.yesterday().unwrap_or(*first))
    }

    /// Returns the next day after `date` on which anything changes.
    #[must_use]
    pub fn next(&self, date: Date) -> Option<Date> {
        self.days.iter().copied().find(|day| *day > date)
    }

    /// Returns the last day before `date` on which anything changed; before the first one, the day before it.
    #[must_use]
    pub fn previous(&self, date: Date) -> Option<Date> {
        let earlier = self.days.iter().copied().rev().find(|day| *day < date);
        earlier.or_else(|| self.start().filter(|start| *start < date))
    }

    /// Returns the last day, up to and with `date`, on which anything changed.
    #[must_use]
    pub fn latest(&self, date: Date) -> Option<Date> {
        self.days.iter().copied().rev().find(|day| *day <= date)
    }

    /// Returns where playing begins: at the next change, or where none is left, before the first one.
    #[must_use]
    pub fn opening(&self, date: Date) -> Option<Date> {
        self.next(date).or_else(|| self.start())
    }
}
