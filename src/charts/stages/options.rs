use crate::charts::choice;

choice! {
    /// How shares at several stages are drawn.
    Shape: "shape", "Shape" {
        /// Stacked bars, one a stage, joined by ribbons.
        Alluvial: "alluvial", "Alluvial", "Stacked shares of each stage, joined by ribbons of the same supplier";
        /// Lines from stage to stage.
        Slopes: "slopes", "Slopes", "Lines from stage to stage, one a supplier";
    }
}

choice! {
    /// Who is a supplier.
    Of: "of", "Of" {
        /// Countries, coloured by their blocs.
        Countries: "countries", "Countries", "The largest countries, coloured by their blocs";
        /// The switched-on blocs, and the largest countries in none of them.
        Blocs: "blocs", "Blocs", "Each bloc as one supplier beside the largest countries in none of them";
    }
}
