use crate::charts::choice;

choice! {
    /// How shares are drawn.
    Form: "form", "Form" {
        /// Ranked bars, one a supplier.
        Bars: "bars", "Bars", "A bar for each supplier, largest first";
        /// Stacked bars of 100 %.
        Stacked: "stacked", "Stacked", "A bar of 100 % for each stage or year, with its suppliers side by side";
    }
}
