use std::fmt;

use serde::{Deserialize, Serialize};

use super::ModelError;

/// A country code: three capital letters, ISO 3166-1 alpha-3 (and `XKX` for Kosovo, as the World Bank writes it).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// Returns the code, or an error when `text` is not three capital letters.
    ///
    /// # Errors
    /// [`ModelError::NotACountryCode`] for any other text.
    pub fn new(text: &str) -> Result<Self, ModelError> {
        match text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|byte| byte.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(ModelError::NotACountryCode { text: text.to_owned() }),
        }
    }

    /// Returns the code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl TryFrom<String> for Iso3 {
    type Error = ModelError;

    fn try_from(text: String) -> Result<Self, ModelError> {
        Self::new(&text)
    }
}

impl From<Iso3> for String {
    fn from(code: Iso3) -> Self {
        code.as_str().to_owned()
    }
}

/// A country or territory that has rows of its own in mineral statistics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// Its code.
    pub iso3: Iso3,
    /// Short English name, as shown.
    pub name: String,
    /// United Nations M49 region, for example "Eastern Asia".
    pub region: String,
    /// The state it belongs to, for a dependent territory.
    pub parent: Option<Iso3>,
}
