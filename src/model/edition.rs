use serde::{Deserialize, Serialize};

use super::{EditionId, SourceId};

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
}
