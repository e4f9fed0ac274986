use egui::{Pos2, pos2};
use egui_plot::{FilledArea, PlotBounds, PlotTransform};

use crate::charts::trend::scale::Scale;
use crate::charts::trend::series::Band;

/// Where years and values lie in a plot: what is drawn in it, and what is looked for in it, goes by this alone.
pub(super) struct Places<'a> {
    transform: PlotTransform,
    scale: &'a Scale,
}

impl<'a> Places<'a> {
    /// Returns the bounds that a plot of these years has: along its height go parts of the scale.
    pub(super) fn bounds((first, last): (f64, f64)) -> PlotBounds {
        PlotBounds::from_min_max([first, 0.0], [last, 1.0])
    }

    /// Takes a plot of [`Self::bounds`] for one of values on a scale.
    pub(super) fn new(transform: PlotTransform, scale: &'a Scale) -> Self {
        Self { transform, scale }
    }

    /// Returns how `egui_plot` finds the places of [`Self::point`].
    pub(super) fn transform(&self) -> &PlotTransform {
        &self.transform
    }

    /// Returns a year and a value as the plot has them.
    pub(super) fn point(&self, [year, value]: [f64; 2]) -> [f64; 2] {
        [year, self.scale.part(value)]
    }

    /// Returns how far right a year is.
    pub(super) fn x(&self, year: f64) -> f32 {
        self.transform.position_from_point_x(year)
    }

    /// Returns how far down a value is.
    pub(super) fn y(&self, value: f64) -> f32 {
        self.transform.position_from_point_y(self.scale.part(value))
    }

    /// Returns where a value of a year is.
    pub(super) fn at(&self, [year, value]: [f64; 2]) -> Pos2 {
        pos2(self.x(year), self.y(value))
    }

    /// Returns the area between the lower and the upper edge of a stretch.
    pub(super) fn area(&self, band: &Band) -> FilledArea {
        let years: Vec<f64> = band.iter().map(|[year, ..]| *year).collect();
        let lows: Vec<f64> = band.iter().map(|[_, low, _]| self.scale.part(*low)).collect();
        let highs: Vec<f64> = band.iter().map(|[.., high]| self.scale.part(*high)).collect();
        FilledArea::new("", &years, &lows, &highs)
    }
}
