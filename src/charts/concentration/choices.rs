use crate::analysis::Guidelines;
use crate::charts::choice;

choice! {
    /// What the picture shows; the measures in words stand beside each.
    Shows: "shows", "Shows" {
        /// The HHI of every stage and year.
        Stages: "stages", "Stages and years", "The HHI of every stage and year, with its interval, against named thresholds";
        /// The Lorenz curve.
        Lorenz: "lorenz", "Lorenz curve", "What the smallest suppliers have together, up to all of them";
        /// What each supplier contributes.
        Contributions: "contributions", "Contributions", "How many points of the HHI each supplier gives: its share squared";
    }
}

choice! {
    /// Which thresholds the HHI is held against.
    Thresholds: "thresholds", "Thresholds" {
        /// Of 2023.
        Of2023: "2023", "2023: 1,000 and 1,800", "US merger guidelines of 2023";
        /// Of 2010.
        Of2010: "2010", "2010: 1,500 and 2,500", "US horizontal merger guidelines of 2010";
    }
}

impl Thresholds {
    /// Returns the guidelines that they are from.
    #[must_use]
    pub fn guidelines(self) -> Guidelines {
        match self {
            Self::Of2023 => Guidelines::Of2023,
            Self::Of2010 => Guidelines::Of2010,
        }
    }
}
