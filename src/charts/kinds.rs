//! **The list of kinds**: beside its folder, the one place that changes when a kind of chart is added.
//!
//! In: what each folder provides as a [`Kind`](super::Kind). Out: [`ChartKind`] and [`Chart`], in the order of the view
//! strip.

use super::chart::kinds;
use super::concentration::ConcentrationChart;
use super::editions::EditionsChart;
use super::ladder::LadderChart;
use super::pair::PairChart;
use super::shares::ShareChart;
use super::trend::TrendChart;

kinds! {
    /// Ranked bars.
    Shares: ShareChart,
    /// Lines or areas over the years.
    Trend: TrendChart,
    /// How concentrated supply is.
    Concentration: ConcentrationChart,
    /// What every bloc shifts, or what the blocs that are on shift of every mineral.
    Shift: LadderChart,
    /// Two settings side by side.
    Pair: PairChart,
    /// One figure in every edition that prints it.
    Editions: EditionsChart,
}
