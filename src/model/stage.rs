use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ModelError;
use super::word::from_word;

/// A step of the supply chain, or a kind of stock, that a table speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// What is in the ground and can be extracted economically today.
    Reserves,
    /// Mine production.
    Mine,
    /// Smelter production.
    Smelter,
    /// Refinery production.
    Refinery,
    /// Production that is neither mining, smelting nor refining: plants, primary low-purity metal, steel, cement.
    Production,
    /// Yearly production capacity, whatever was produced.
    Capacity,
}

impl Stage {
    /// All stages, in the order of the supply chain.
    pub const ALL: [Self; 6] =
        [Self::Reserves, Self::Mine, Self::Smelter, Self::Refinery, Self::Production, Self::Capacity];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Reserves => "reserves",
            Self::Mine => "mine",
            Self::Smelter => "smelter",
            Self::Refinery => "refinery",
            Self::Production => "production",
            Self::Capacity => "capacity",
        }
    }

    /// Returns the short name, for a button.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        match self {
            Self::Reserves => "Reserves",
            Self::Mine => "Mine",
            Self::Smelter => "Smelter",
            Self::Refinery => "Refinery",
            Self::Production => "Production",
            Self::Capacity => "Capacity",
        }
    }

    /// Returns the name inside a sentence, for example "mine production".
    #[must_use]
    pub fn in_sentence(self) -> &'static str {
        match self {
            Self::Reserves => "reserves",
            Self::Mine => "mine production",
            Self::Smelter => "smelter production",
            Self::Refinery => "refinery production",
            Self::Production => "production",
            Self::Capacity => "production capacity",
        }
    }

    /// Returns what a supplier did or has, in the past tense, for example "mined".
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Reserves => "held",
            Self::Mine => "mined",
            Self::Smelter => "smelted",
            Self::Refinery => "refined",
            Self::Production => "produced",
            Self::Capacity => "had",
        }
    }

    /// Returns one line that says what the stage means.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Reserves => "Reserves: what is in the ground, known, and worth extracting at today's prices",
            Self::Mine => "Mine production: what was taken out of the ground in the year",
            Self::Smelter => "Smelter production: raw metal made from ore or concentrate in the year",
            Self::Refinery => "Refinery production: purified metal or compound made in the year",
            Self::Production => "Production: what plants made in the year",
            Self::Capacity => "Capacity: what plants could make in a year, whatever they made",
        }
    }

    /// Returns whether the stage counts what was made in a year (not a stock and not a capacity).
    #[must_use]
    pub fn is_flow(self) -> bool {
        !matches!(self, Self::Reserves | Self::Capacity)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

impl FromStr for Stage {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("stage", text, &Self::ALL, Self::id)
    }
}
