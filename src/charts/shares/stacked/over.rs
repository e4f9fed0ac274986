use crate::charts::choice;

choice! {
    /// What stacked bars are of.
    Over: "over", "Bars of" {
        /// Stages of a mineral.
        Stages: "stages", "Stages", "A bar for each stage of the mineral";
        /// Years of a stage.
        Years: "years", "Years", "A bar for each year of the stage";
    }
}
