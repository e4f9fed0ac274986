//! **The list of kinds**: beside its folder, the one place that changes when a kind of chart is added.
//!
//! In: what each folder provides as a [`Kind`](super::Kind). Out: [`ChartKind`] and [`Chart`], in the order of the view
//! strip.

use super::chart::kinds;
use super::concentration::ConcentrationChart;
use super::editions::EditionsChart;
use super::ladder::LadderChart;
use super::map::MapChart;
use super::matrix::MatrixChart;
use super::pair::PairChart;
use super::scatter::ScatterChart;
use super::shares::ShareChart;
use super::stages::StagesChart;
use super::trend::TrendChart;

kinds! {
    /// Ranked bars.
    Shares: ShareChart,
    /// Lines or areas over the years.
    Trend: TrendChart,
    /// Countries of the world, filled by what they have.
    Map: MapChart,
    /// Shares from stage to stage.
    Stages: StagesChart,
    /// How concentrated supply is.
    Concentration: ConcentrationChart,
    /// All minerals against countries or blocs.
    Matrix: MatrixChart,
    /// Share of reserves against share of production.
    Scatter: ScatterChart,
    /// What every bloc shifts, or what the blocs that are on shift of every mineral.
    Shift: LadderChart,
    /// Two settings side by side.
    Pair: PairChart,
    /// One figure in every edition that prints it.
    Editions: EditionsChart,
}
