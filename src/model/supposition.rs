use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{CommodityId, Iso3, ModelError, Stage};

/// A limit on what one country sells of one mineral: an export quota, supposed or real.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cap {
    /// Whose supply is limited.
    pub country: Iso3,
    /// Of which commodity: a limit in tonnes means nothing for another one.
    pub commodity: CommodityId,
    /// At which stage.
    pub stage: Stage,
    /// How much is left at most.
    pub limit: CapLimit,
}

/// How much a capped country sells at most.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapLimit {
    /// So many tonnes in the year, 0 or more.
    Tonnes(f64),
    /// So many per cent of what the publisher says, 0 to 100.
    Percent(f64),
}

/// Where territories count that depend on another state, such as New Caledonia, Greenland or Hong Kong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Territories {
    /// By themselves, as publishers list them.
    #[default]
    Own,
    /// With the state they belong to.
    Parent,
}

impl Territories {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Own, Self::Parent];

    /// Returns whether territories count by themselves.
    #[must_use]
    pub fn is_own(&self) -> bool {
        *self == Self::Own
    }

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Parent => "parent",
        }
    }
}

impl FromStr for Territories {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("rule for territories", text, &Self::ALL, Self::id)
    }
}
