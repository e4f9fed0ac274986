use crate::charts::ladder::LadderOptions;
use crate::charts::trend::TrendOptions;
use crate::model::{EditionId, Question};

use super::Choices;

/// What can be chosen of a chart besides its question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChartOptions {
    /// What stands beside the bars, in Shares.
    pub compare: Compare,
    /// What a trend shows.
    pub trend: TrendOptions,
    /// What a shift shows.
    pub ladder: LadderOptions,
    /// What is chosen of kinds of charts that declare their choices.
    pub choices: Choices,
    /// The question of B, in Compare: A is the question asked. Nothing for the same.
    pub other: Option<Box<Question>>,
}

/// What stands beside the bars of Shares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Compare {
    /// Nothing.
    #[default]
    Nothing,
    /// Reserves beside production.
    Reserves,
    /// The same mineral, form and stage in another edition or a dataset of a person's own.
    Edition(EditionId),
}

impl Compare {
    /// Returns the choice as recipes and documents keep it: whether reserves are compared with, and an edition that goes
    /// before them.
    #[must_use]
    pub fn stored(reserves: bool, edition: Option<&EditionId>) -> Self {
        match edition {
            Some(edition) => Self::Edition(edition.clone()),
            None if reserves => Self::Reserves,
            None => Self::Nothing,
        }
    }

    /// Returns the edition compared with.
    #[must_use]
    pub fn edition(&self) -> Option<&EditionId> {
        if let Self::Edition(edition) = self { Some(edition) } else { None }
    }
}
