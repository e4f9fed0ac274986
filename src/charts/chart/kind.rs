use serde::{Deserialize, Serialize};

use crate::charts::trend::TrendOptions;

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
}

impl ChartKind {
    /// All kinds, in the order of the view strip.
    pub const ALL: [Self; 3] = [Self::Shares, Self::Trend, Self::Editions];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Shares => "shares",
            Self::Trend => "trend",
            Self::Editions => "editions",
        }
    }

    /// Returns the name on the view strip.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shares => "Shares",
            Self::Trend => "Trend",
            Self::Editions => "Editions",
        }
    }

    /// Returns one line that says what it shows.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Shares => "Who has how much in one year, largest first",
            Self::Trend => "How shares or quantities changed over the years",
            Self::Editions => "The same figure in every edition that prints it, and what was revised",
        }
    }

    /// Returns whether the tiles with the shift of one year belong under it.
    #[must_use]
    pub fn has_tiles(self) -> bool {
        matches!(self, Self::Shares)
    }
}

/// What can be chosen of a chart besides its question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartOptions {
    /// Whether reserves stand beside production, in Shares.
    pub compare_reserves: bool,
    /// What a trend shows.
    pub trend: TrendOptions,
}
