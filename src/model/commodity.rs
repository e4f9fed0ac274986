use serde::{Deserialize, Serialize};

use super::{CommodityId, FormId};

/// A mineral commodity as a person would look for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commodity {
    /// Its identifier, kebab-case.
    pub id: CommodityId,
    /// Name as shown, for example "Rare earths".
    pub name: String,
    /// Chemical symbol, where it has one.
    pub symbol: Option<String>,
    /// Name inside a sentence, with what is counted, for example "the world's rare earths" → `rare earths`.
    pub in_sentence: String,
    /// Groups it belongs to, by name, for example "Battery".
    pub groups: Vec<String>,
    /// What it is used for, in one line.
    pub use_line: String,
    /// Critical-minerals lists it stands on, for example "US 2025".
    pub critical_lists: Vec<String>,
}

/// A form of a commodity: what exactly a table counts. Forms are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Commodity it belongs to.
    pub commodity: CommodityId,
    /// Its identifier; the main form bears the commodity's name.
    pub id: FormId,
    /// Name as shown, for example "Ilmenite".
    pub name: String,
    /// Name inside a sentence, for example "ilmenite".
    pub in_sentence: String,
}
