use super::multiples::Multiples;
use super::stacked::Stacked;
use super::treemap::Treemap;

/// What is drawn of the shares.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Picture {
    /// Ranked bars: the rows of the chart.
    #[default]
    Bars,
    /// Stacked bars of 100 %, one a stage or year.
    Stacked(Stacked),
    /// Rectangles whose areas are the shares.
    Treemap(Treemap),
    /// Many small charts on one scale.
    Multiples(Multiples),
}
