use serde::{Deserialize, Serialize};

use crate::charts::ladder::LadderOptions;
use crate::charts::trend::TrendOptions;
use crate::model::{EditionId, Question};

/// The kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// Ranked bars.
    #[default]
    Shares,
    /// Lines or areas over the years.
    Trend,
    /// One figure in every edition that prints it.
    Editions,
    /// What every bloc shifts, or what the blocs that are on shift of every mineral.
    Shift,
    /// Two settings side by side.
    #[serde(rename = "compare")]
    Pair,
}

impl ChartKind {
    /// All kinds, in the order of the view strip.
    pub const ALL: [Self; 5] = [Self::Shares, Self::Trend, Self::Editions, Self::Shift, Self::Pair];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Shares => "shares",
            Self::Trend => "trend",
            Self::Editions => "editions",
            Self::Shift => "shift",
            Self::Pair => "compare",
        }
    }

    /// Returns the name on the view strip.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shares => "Shares",
            Self::Trend => "Trend",
            Self::Editions => "Editions",
            Self::Shift => "Shift",
            Self::Pair => "Compare",
        }
    }

    /// Returns one line that says what it shows.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Shares => "Who has how much in one year, largest first",
            Self::Trend => "How shares or quantities changed over the years",
            Self::Editions => "The same figure in every edition that prints it, and what was revised",
            Self::Shift => "What every bloc shifts of this mineral, or which minerals these blocs shift most",
            Self::Pair => "Two settings side by side, A and B, with one scale and the difference written out",
        }
    }

    /// Returns whether the tiles with the shift of one year belong under it.
    #[must_use]
    pub fn has_tiles(self) -> bool {
        matches!(self, Self::Shares)
    }
}

/// What can be chosen of a chart besides its question.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartOptions {
    /// What stands beside the bars, in Shares.
    pub compare: Compare,
    /// What a trend shows.
    pub trend: TrendOptions,
    /// What a shift shows.
    pub ladder: LadderOptions,
    /// The question of B, in Compare: A is the question asked. Nothing for the same.
    pub other: Option<Box<Question>>,
}

/// What stands beside the bars of Shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compare {
    /// Nothing.
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
