use std::collections::BTreeSet;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{
    BlocId, Cap, CommodityId, ConfidenceLevel, CorrectionId, EditionChoice, FormId, ModelError, Stage, Territories,
};

/// What a person asks: the one thing that the window, a workspace, the command line and a picture's recipe all hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Which commodity.
    pub commodity: CommodityId,
    /// Which form of it.
    pub form: FormId,
    /// Which stage of the supply chain.
    pub stage: Stage,
    /// Which year.
    pub year: i16,
    /// Which edition the figures come from.
    pub edition: EditionChoice,
    /// The blocs switched on, in the order of the panel.
    pub blocs: Vec<BlocId>,
    /// The date on which membership is read.
    pub as_of: Date,
    /// Which memberships count.
    pub confidence: ConfidenceLevel,
    /// What shares are taken of.
    pub denominator: Denominator,
    /// What the switched-on blocs do.
    #[serde(default)]
    pub mode: Mode,
    /// Where a country counts that is in two of them.
    #[serde(default)]
    pub overlap: Overlap,
    /// Corrections that are switched off: their figures are taken as printed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub uncorrected: BTreeSet<CorrectionId>,
    /// Limits on what single countries sell. Those of other commodities and stages wait until these are asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// Where dependent territories count.
    #[serde(default, skip_serializing_if = "Territories::is_own")]
    pub territories: Territories,
}

impl Question {
    /// Returns the limits that bear on what is asked about.
    pub fn caps_here(&self) -> impl Iterator<Item = &Cap> {
        self.caps.iter().filter(|cap| cap.commodity == self.commodity && cap.stage == self.stage)
    }

    /// Returns whether the question supposes what is not so: pictures of its answer say so.
    #[must_use]
    pub fn is_hypothetical(&self) -> bool {
        (self.mode.is_hypothetical() && !self.blocs.is_empty()) || self.caps_here().next().is_some()
    }
}

/// What the switched-on blocs do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Each acts as one supplier.
    #[default]
    One,
    /// All of them together stop selling.
    Withhold,
    /// Everyone buys from their members alone.
    Only,
}

impl Mode {
    /// All modes, the usual one first.
    pub const ALL: [Self; 3] = [Self::One, Self::Withhold, Self::Only];

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Withhold => "withhold",
            Self::Only => "only",
        }
    }

    /// Returns the name on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "One supplier",
            Self::Withhold => "Withhold",
            Self::Only => "Only from",
        }
    }

    /// Returns one line that says what the mode supposes.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::One => "Each bloc that is on counts as one supplier",
            Self::Withhold => {
                "What if the members of all blocs that are on stopped selling: what is lost, who is left, and who would have \
                 to grow by how much"
            }
            Self::Only => "What if one bought from members of the blocs that are on alone: how much they cover",
        }
    }

    /// Returns whether the mode supposes what is not so: pictures of it say so.
    #[must_use]
    pub fn is_hypothetical(self) -> bool {
        self != Self::One
    }
}

impl FromStr for Mode {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("mode", text, &Self::ALL, Self::id)
    }
}

/// Where a country counts that is in two switched-on blocs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// In the first of them.
    #[default]
    First,
    /// In each of them with an equal part.
    Split,
    /// In none: it stays a supplier of its own, and is marked.
    Contested,
}

impl Overlap {
    /// All rules, the usual one first.
    pub const ALL: [Self; 3] = [Self::First, Self::Split, Self::Contested];

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Split => "split",
            Self::Contested => "contested",
        }
    }

    /// Returns the name on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "First",
            Self::Split => "Split",
            Self::Contested => "Contested",
        }
    }

    /// Returns the rule as the end of a sentence, as every source line prints it.
    #[must_use]
    pub fn in_sentence(self) -> &'static str {
        match self {
            Self::First => "a country in two blocs counts in the first",
            Self::Split => "a country in two blocs counts in each with an equal part",
            Self::Contested => "a country in two blocs counts in neither",
        }
    }
}

impl FromStr for Overlap {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("overlap rule", text, &Self::ALL, Self::id)
    }
}

/// What shares are taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denominator {
    /// The sum of the named countries and "Other countries".
    #[default]
    Sum,
    /// The world total as printed.
    Printed,
}

impl Denominator {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Sum, Self::Printed];

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Printed => "printed",
        }
    }
}

impl FromStr for Denominator {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("denominator", text, &Self::ALL, Self::id)
    }
}
