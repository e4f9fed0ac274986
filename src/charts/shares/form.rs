//! What can be chosen of how shares are drawn.

use crate::charts::{ChartKind, Choices, choice};

choice! {
    /// How shares are drawn.
    Form: "form", "Form" {
        /// Ranked bars.
        Bars: "bars", "Bars", "A bar for each supplier, the largest first";
        /// Stacked bars of 100 %.
        Stacked: "stacked", "Stacked", "A bar of 100 % for each stage or year, with its suppliers side by side";
        /// Rectangles whose areas are the shares.
        Treemap: "treemap", "Treemap", "A rectangle for each supplier: its area is the share, and members of a bloc stand together";
        /// Many small charts on one scale.
        Multiples: "multiples", "Small multiples", "Many small charts on one scale: one for each mineral, or for each bloc";
    }
}

choice! {
    /// What each small chart is of.
    MultiplesOf: "of", "One for each" {
        /// A mineral.
        Mineral: "mineral", "Mineral", "The three largest suppliers of every mineral, and the rest";
        /// A bloc.
        Bloc: "bloc", "Bloc", "The members of each bloc that is on, of one mineral; of every bloc where none is on";
    }
}

impl Form {
    /// Returns the form that is chosen.
    #[must_use]
    pub fn chosen(choices: &Choices) -> Self {
        choices.of(ChartKind::Shares)
    }

    /// Returns whether each mineral has a chart of its own, so that no one mineral is asked about.
    #[must_use]
    pub fn is_of_all_minerals(choices: &Choices) -> bool {
        Self::chosen(choices) == Self::Multiples && choices.of::<MultiplesOf>(ChartKind::Shares) == MultiplesOf::Mineral
    }
}
