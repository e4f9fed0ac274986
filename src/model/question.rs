use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{BlocId, CommodityId, ConfidenceLevel, EditionId, FormId, ModelError, Stage};

/// What a person asks: the one thing that the window, a workspace, the command line and a picture's recipe all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    pub edition: EditionId,
    /// The blocs switched on, in the order of the panel: a country in two of them counts in the first.
    pub blocs: Vec<BlocId>,
    /// The date on which membership is read.
    pub as_of: Date,
    /// Which memberships count.
    pub confidence: ConfidenceLevel,
    /// What shares are taken of.
    pub denominator: Denominator,
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
