//! What can be chosen of the matrix.

use crate::charts::{ChartKind, ChartOptions, Word, choice};

choice! {
    /// What the columns are.
    Columns: "columns", "Columns" {
        /// Countries.
        Countries: "countries", "Countries", "The countries that lead most minerals, the others folded into one column";
        /// Blocs.
        Blocs: "blocs", "Blocs", "Every bloc by itself, whether it is on or not";
    }
}

choice! {
    /// What the cells say of countries.
    CountryCells: "cells", "Cells" {
        /// Their share.
        Share: "share", "Share", "What part of a mineral a country has";
        /// What is lost without them.
        Lost: "lost", "Lost share", "What if the country stopped selling: which part of a mineral is lost";
    }
}

choice! {
    /// What the cells say of blocs.
    BlocCells: "bloc-cells", "Cells" {
        /// Their share.
        Share: "share", "Share", "What part of a mineral the members of a bloc have together";
        /// What is lost without them.
        Lost: "lost", "Lost share", "What if all members of the bloc stopped selling: which part of a mineral is lost";
        /// What they add to the HHI.
        Change: "change", "HHI change", "By how much the HHI of a mineral rises when the bloc acts as one supplier";
    }
}

choice! {
    /// The order of rows and columns.
    Order: "order", "Order" {
        /// The largest first.
        Total: "total", "Total", "The most concentrated minerals first; countries or blocs by how many minerals they lead";
        /// By name.
        Name: "name", "Name", "By name";
        /// What is alike together.
        Clustered: "clustered", "Clustered", "Minerals that come from the same places stand together";
    }
}

choice! {
    /// Which minerals there are.
    Group: "group", "Minerals" {
        /// All of them.
        All: "all", "All", "Every mineral of the list";
        /// Of batteries.
        Battery: "battery", "Battery", "";
        /// Base metals.
        Base: "base-metals", "Base metals", "";
        /// Light metals.
        Light: "light-metals", "Light metals", "";
        /// Precious metals.
        Precious: "precious", "Precious", "";
        /// Rare earths.
        RareEarths: "rare-earths", "Rare earths", "";
        /// Of semiconductors.
        Semiconductors: "semiconductors", "Semiconductors", "";
        /// Of steel.
        Steel: "steel-and-alloys", "Steel and alloys", "";
        /// Of fertilizer.
        Fertilizer: "fertilizer", "Fertilizer", "";
        /// Of building.
        Construction: "construction", "Construction", "";
        /// Of industry.
        Industrial: "industrial", "Industrial", "";
        /// On the list of the United States.
        UnitedStates: "us-2025", "US 2025", "The critical minerals of the United States, 2025";
        /// On the list of the European Union.
        EuropeanUnion: "eu-2023", "EU 2023", "The critical raw materials of the European Union, 2023";
    }
}

/// What the cells say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A share, 0 to 1.
    Share,
    /// The share that is lost when the column stops selling, 0 to 1.
    Lost,
    /// The change of the HHI when a bloc acts as one supplier, 0 to 10,000.
    Change,
}

/// What is chosen of a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) columns: Columns,
    pub(super) measure: Measure,
    pub(super) order: Order,
    pub(super) group: Group,
}

impl Chosen {
    pub(super) fn of(options: &ChartOptions) -> Self {
        fn chosen<T: Word>(options: &ChartOptions) -> T {
            options.choices.of(ChartKind::Matrix)
        }
        let columns = chosen(options);
        let measure = match (columns, chosen(options), chosen(options)) {
            (Columns::Countries, CountryCells::Share, _) | (Columns::Blocs, _, BlocCells::Share) => Measure::Share,
            (Columns::Countries, CountryCells::Lost, _) | (Columns::Blocs, _, BlocCells::Lost) => Measure::Lost,
            (Columns::Blocs, _, BlocCells::Change) => Measure::Change,
        };
        Self { columns, measure, order: chosen(options), group: chosen(options) }
    }

    /// Returns what a column is, in the plural where there is not one.
    pub(super) fn noun(self, count: usize) -> &'static str {
        match (self.columns, count) {
            (Columns::Countries, 1) => "country",
            (Columns::Countries, _) => "countries",
            (Columns::Blocs, 1) => "bloc",
            (Columns::Blocs, _) => "blocs",
        }
    }
}
