use serde::{Deserialize, Serialize};

use super::ModelError;

/// A part of a whole, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Share(f64);

impl Share {
    /// Nothing of the whole.
    pub const ZERO: Self = Self(0.0);

    /// Returns the share, or an error when `value` lies outside 0 to 1 by more than rounding.
    ///
    /// # Errors
    /// [`ModelError::NotAShare`] for such a number, or one that is not finite.
    pub fn new(value: f64) -> Result<Self, ModelError> {
        const ROUNDING: f64 = 1e-9;
        if value.is_finite() && (-ROUNDING..=1.0 + ROUNDING).contains(&value) {
            Ok(Self(value.clamp(0.0, 1.0)))
        } else {
            Err(ModelError::NotAShare { value })
        }
    }

    /// Returns the share as a fraction of 1.
    #[must_use]
    pub fn fraction(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Share {
    type Error = ModelError;

    fn try_from(value: f64) -> Result<Self, ModelError> {
        Self::new(value)
    }
}

impl From<Share> for f64 {
    fn from(share: Share) -> Self {
        share.0
    }
}
