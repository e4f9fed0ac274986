use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EditionId, ModelError, SourceId};

/// A publisher's product, with its licence and the words it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its identifier.
    pub id: SourceId,
    /// Publisher, for example "U.S. Geological Survey".
    pub publisher: String,
    /// Title of the product.
    pub title: String,
    /// Edition or release.
    pub edition: String,
    /// Date of publication, as far as known.
    pub date: String,
    /// Licence, in words.
    pub licence: String,
    /// The text to cite.
    pub attribution: String,
}

/// An edition of a yearly publication that figures are taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its identifier, for example `mcs2026`.
    pub id: EditionId,
    /// Its name on a chart, for example "U.S. Geological Survey, Mineral Commodity Summaries 2026".
    pub name: String,
    /// Its short name, for example "USGS MCS 2026".
    pub short_name: String,
    /// The source it belongs to.
    pub source: SourceId,
    /// The publication that it is an edition of, for example `usgs-mcs`: figures of two publications are never joined
    /// into one series.
    pub series: String,
}

/// Which edition figures are taken from. In files it is the edition's identifier, or `newest`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum EditionChoice {
    /// For each table and year the newest bundled edition that has it; never a person's own data.
    #[default]
    Newest,
    /// This edition alone.
    Of(EditionId),
}

impl EditionChoice {
    const NEWEST: &'static str = "newest";

    /// Returns whether an edition may be taken.
    #[must_use]
    pub fn admits(&self, edition: &EditionId) -> bool {
        match self {
            Self::Newest => !edition.is_own(),
            Self::Of(chosen) => chosen == edition,
        }
    }
}

impl fmt::Display for EditionChoice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newest => formatter.write_str(Self::NEWEST),
            Self::Of(edition) => edition.fmt(formatter),
        }
    }
}

impl TryFrom<String> for EditionChoice {
    type Error = ModelError;

    fn try_from(text: String) -> Result<Self, ModelError> {
        if text == Self::NEWEST { Ok(Self::Newest) } else { EditionId::new(text).map(Self::Of) }
    }
}

impl From<EditionChoice> for String {
    fn from(choice: EditionChoice) -> Self {
        choice.to_string()
    }
}
