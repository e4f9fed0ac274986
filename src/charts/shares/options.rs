//! What can be chosen of the bars.

use crate::charts::{ChartKind, ChartOptions, Word, choice};

choice! {
    /// What stands at the bars.
    Values: "values", "Values" {
        /// Their shares.
        Share: "share", "Share", "What part of the whole each supplier has";
        /// Their quantities.
        Quantity: "quantity", "Quantity", "How much each supplier has, with its unit";
    }
}

choice! {
    /// The order of the bars.
    Sort: "sort", "Sort" {
        /// The largest first.
        Size: "size", "Size", "The largest first";
        /// By name.
        Name: "name", "Name", "By name";
        /// By the bloc that they count in.
        Bloc: "bloc", "Bloc", "Members of the first switched-on bloc first, then those of the next; each bloc by size";
        /// By how much their share has changed.
        Change: "change", "Change", "By the change of the share since an earlier year, the largest gain first";
    }
}

choice! {
    /// Since when a share has changed.
    Since: "since", "Since" {
        /// Five years before the year shown.
        Five: "5", "5 years before", "";
        /// The year before.
        One: "1", "1 year before", "";
        /// Ten years before.
        Ten: "10", "10 years before", "";
        /// The first year that has figures.
        First: "first", "First year with figures", "";
    }
}

choice! {
    /// How many countries have a bar of their own.
    Show: "show", "Show" {
        /// All of them.
        All: "all", "All countries", "Each has a bar of its own";
        /// The five largest.
        Five: "5", "5", "The five largest countries, the others in one bar";
        /// The ten largest.
        Ten: "10", "10", "The ten largest countries, the others in one bar";
        /// The twenty largest.
        Twenty: "20", "20", "The twenty largest countries, the others in one bar";
    }
}

impl Since {
    /// Returns the year that is asked for, seen from another; nothing for the first one there is.
    pub(super) fn from(self, year: i16) -> Option<i16> {
        match self {
            Self::One => Some(year.saturating_sub(1)),
            Self::Five => Some(year.saturating_sub(5)),
            Self::Ten => Some(year.saturating_sub(10)),
            Self::First => None,
        }
    }
}

impl Show {
    /// Returns how many countries have a bar of their own at most; nothing for all of them.
    pub(super) fn most(self) -> Option<usize> {
        match self {
            Self::All => None,
            Self::Five => Some(5),
            Self::Ten => Some(10),
            Self::Twenty => Some(20),
        }
    }
}

/// What is chosen of the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// What stands at the bars.
    pub values: Values,
    /// Their order.
    pub sort: Sort,
    /// Since when their shares have changed, where that is their order.
    pub since: Since,
    /// How many there are.
    pub show: Show,
}

impl Chosen {
    /// All of it as usual.
    pub const USUAL: Self = Self { values: Values::USUAL, sort: Sort::USUAL, since: Since::USUAL, show: Show::USUAL };

    pub(super) fn of(options: &ChartOptions) -> Self {
        fn chosen<T: Word>(options: &ChartOptions) -> T {
            options.choices.of(ChartKind::Shares)
        }
        Self { values: chosen(options), sort: chosen(options), since: chosen(options), show: chosen(options) }
    }
}
