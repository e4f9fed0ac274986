use std::sync::Arc;

use crate::data::Dataset;
use crate::data::open::Opened;

use super::{Arrival, Command, FileCommand, News, Results, Session};

/// How often what was joined is prepared again for a session that goes on changing; after that its results are brought
/// up to date in the frame in which it arrives, as after any change.
const MOST_TRIES: u8 = 3;

/// Datasets that were joined, with all that a session shows of them: made in the background, so that the frame in which
/// they arrive only puts them in place.
#[derive(Debug, Clone)]
pub struct Joined {
    arrival: Arrival,
    /// All data together, with the blocs of the person's own.
    dataset: Dataset,
    /// What the session shows once it has taken the datasets over.
    results: Results,
    /// How often it was prepared.
    tries: u8,
}

/// What is shown from now on.
#[derive(Debug, Clone)]
pub struct TakenOver {
    /// The session, which has taken the datasets over.
    pub session: Session,
    /// All data together.
    pub dataset: Dataset,
    /// What the session shows.
    pub results: Results,
    /// Why other datasets are open than before.
    pub news: News,
}

impl Joined {
    /// Returns what a session will show once it has taken an arrival over; `base` is the bundled data.
    #[must_use]
    pub fn of(base: &Dataset, session: Session, arrival: Arrival) -> Self {
        let opened: Vec<Arc<Opened>> = arrival.opened.clone();
        let dataset = base.with(opened.iter().map(AsRef::as_ref));
        Self::prepared(dataset, session, arrival, 1)
    }

    /// Returns the same for a session that has changed since.
    #[must_use]
    pub fn again(self, session: Session) -> Self {
        Self::prepared(self.dataset, session, self.arrival, self.tries.saturating_add(1))
    }

    fn prepared(dataset: Dataset, mut session: Session, arrival: Arrival, tries: u8) -> Self {
        let dataset = with_blocs_of(dataset, &session);
        session.update(&dataset, &take(&arrival));
        // A workspace has blocs of its own.
        let dataset = with_blocs_of(dataset, &session);
        let results = Results::of(&dataset, &session);
        Self { arrival, dataset, results, tries }
    }

    /// Returns what is shown once a session has taken it over.
    ///
    /// # Errors
    /// Itself, where the session is no longer the one that it was prepared for: to be prepared [again](Self::again). One
    /// that was prepared again and again is taken all the same, and its results are brought up to date here.
    pub fn taken_over(self, session: &Session) -> Result<TakenOver, Box<Self>> {
        let mut session = session.clone();
        session.update(&self.dataset, &take(&self.arrival));
        let is_ready = self.results.are_of(&session) && has_blocs_of(&self.dataset, &session);
        if !is_ready && self.tries < MOST_TRIES {
            return Err(Box::new(self));
        }
        let dataset = with_blocs_of(self.dataset, &session);
        let mut results = self.results;
        results.refresh(&dataset, &session);
        Ok(TakenOver { session, dataset, results, news: self.arrival.news })
    }
}

fn take(arrival: &Arrival) -> Command {
    Command::File(FileCommand::Take(Box::new(arrival.clone())))
}

fn has_blocs_of(dataset: &Dataset, session: &Session) -> bool {
    dataset.own_blocs() == session.document.own_blocs.as_slice()
}

fn with_blocs_of(dataset: Dataset, session: &Session) -> Dataset {
    if has_blocs_of(&dataset, session) { dataset } else { dataset.with_blocs(&session.document.own_blocs) }
}
