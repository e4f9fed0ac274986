use serde::{Deserialize, Serialize};

use super::{CommodityId, EditionId, FormId, Iso3, Stage};

/// A large change of a large producer between two neighbouring years, with what is known of its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Jump {
    /// The commodity.
    pub commodity: CommodityId,
    /// The form.
    pub form: FormId,
    /// The stage.
    pub stage: Stage,
    /// The country.
    pub country: Iso3,
    /// The year before it.
    pub from_year: i16,
    /// The edition that year is taken from.
    pub from_edition: EditionId,
    /// The figure before it, in the unit of the newest edition's table.
    pub from_value: f64,
    /// The year behind it.
    pub to_year: i16,
    /// The edition that year is taken from.
    pub to_edition: EditionId,
    /// The figure behind it, in the same unit.
    pub to_value: f64,
    /// Why, in a sentence: a revision, a change of basis, a true change, or that the publisher does not say.
    pub explanation: String,
}
