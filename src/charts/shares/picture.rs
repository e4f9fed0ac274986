use super::stacked::Stacked;

/// What is drawn of the shares.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// Ranked bars, one a supplier.
    Bars,
    /// Stacked bars of 100 %, one a stage or year.
    Stacked(Stacked),
}
