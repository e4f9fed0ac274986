use serde::{Deserialize, Serialize};

/// What a publisher said of an amount. Every state stays apart: none is ever read as another, and none as zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// One number, in the table's unit; zero is a number.
    Exact(f64),
    /// More than this (printed `>x`).
    AtLeast(f64),
    /// Less than this (printed `<x`).
    AtMost(f64),
    /// Between two numbers.
    Range {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Withheld to protect company data (printed `W`).
    Withheld,
    /// Not available (printed `NA`).
    NotAvailable,
    /// Not applicable (printed `XX`).
    NotApplicable,
    /// Counted in another row of the table, as its note says.
    IncludedElsewhere,
    /// Only a word, for example "Large".
    Qualitative(String),
}

/// How a number is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    Exact,
    /// The true number is this or more.
    AtLeast,
    /// The true number is this or less.
    AtMost,
    /// The true number lies between two ends.
    Range,
}

impl Bound {
    /// Returns the word used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
        }
    }
}

/// What kind of statement a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Reported by the country or its companies.
    Reported,
    /// Estimated by the publisher.
    Estimated,
    /// Withheld.
    Withheld,
    /// Not available.
    NotAvailable,
    /// Not applicable.
    NotApplicable,
    /// Counted in another row.
    IncludedElsewhere,
    /// A word, not a number.
    Qualitative,
}

impl Status {
    /// Returns the word used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Estimated => "estimated",
            Self::Withheld => "withheld",
            Self::NotAvailable => "not_available",
            Self::NotApplicable => "not_applicable",
            Self::IncludedElsewhere => "included_elsewhere",
            Self::Qualitative => "qualitative",
        }
    }
}

/// An amount and whether the publisher estimated it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// What was said.
    pub amount: Amount,
    /// Whether the publisher marked it as an estimate.
    pub estimated: bool,
}

impl Quantity {
    /// Returns an exact, reported quantity.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self { amount: Amount::Exact(value), estimated: false }
    }

    /// Returns the number to calculate with, in the table's unit: the bound of an open amount, the middle of a range,
    /// nothing for an amount without a number.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        match self.amount {
            Amount::Exact(value) | Amount::AtLeast(value) | Amount::AtMost(value) => Some(value),
            Amount::Range { low, high } => Some(f64::midpoint(low, high)),
            _ => None,
        }
    }

    /// Returns how the number is bounded, or nothing for an amount without a number.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        match self.amount {
            Amount::Exact(_) => Some(Bound::Exact),
            Amount::AtLeast(_) => Some(Bound::AtLeast),
            Amount::AtMost(_) => Some(Bound::AtMost),
            Amount::Range { .. } => Some(Bound::Range),
            _ => None,
        }
    }

    /// Returns the status as written to files.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.amount {
            Amount::Exact(_) | Amount::AtLeast(_) | Amount::AtMost(_) | Amount::Range { .. } => {
                if self.estimated {
                    Status::Estimated
                } else {
                    Status::Reported
                }
            }
            Amount::Withheld => Status::Withheld,
            Amount::NotAvailable => Status::NotAvailable,
            Amount::NotApplicable => Status::NotApplicable,
            Amount::IncludedElsewhere => Status::IncludedElsewhere,
            Amount::Qualitative(_) => Status::Qualitative,
        }
    }

    /// Returns the same quantity with every number multiplied, for a correction of unit.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let amount = match &self.amount {
            Amount::Exact(value) => Amount::Exact(value * factor),
            Amount::AtLeast(value) => Amount::AtLeast(value * factor),
            Amount::AtMost(value) => Amount::AtMost(value * factor),
            Amount::Range { low, high } => Amount::Range { low: low * factor, high: high * factor },
            other => other.clone(),
        };
        Self { amount, estimated: self.estimated }
    }
}
