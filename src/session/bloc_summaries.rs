use std::collections::BTreeMap;

use crate::analysis::{Answer, BlocShare, bloc_shares, members};
use crate::data::Dataset;
use crate::model::{BlocId, Iso3};

/// What the panel says of a bloc.
#[derive(Debug, Clone, PartialEq)]
pub struct BlocSummary {
    /// How many countries count as members.
    pub members: usize,
    /// The countries that count, in the order of their codes.
    pub countries: Vec<Iso3>,
    /// Whether members exist that are not named in public.
    pub unnamed: bool,
    /// What counts in it, for a bloc that is on, or what it has by itself; nothing where the question has no figures.
    pub share: Option<BlocShare>,
}

/// Returns what the panel says of every bloc.
pub(super) fn bloc_summaries(dataset: &Dataset, answer: &Answer) -> BTreeMap<BlocId, BlocSummary> {
    let question = &answer.question;
    let on = |id: &BlocId| answer.figures.as_ref().ok().and_then(|figures| figures.bloc(id));
    let ids: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let off: Vec<BlocId> = ids.iter().filter(|id| on(id).is_none()).cloned().collect();
    let mut alone = bloc_shares(dataset, question, &off);
    let summary = |id: BlocId| {
        let share = on(&id).cloned().or_else(|| alone.remove(&id));
        let (countries, unnamed) = if let Some(share) = &share {
            (share.members.clone(), share.unnamed)
        } else {
            let found = members(dataset, &id, question.as_of, question.confidence);
            (found.countries.into_keys().collect(), found.unnamed)
        };
        (id, BlocSummary { members: countries.len(), countries, unnamed, share })
    };
    ids.into_iter().map(summary).collect()
}
