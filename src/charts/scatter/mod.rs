//! **Scatter**: the share of reserves that countries and blocs have against their share of production, in one mineral and
//! year, with lines of equal years of reserves.
//!
//! In: a dataset, a question and a [`Scale`]. Out: a [`ScatterChart`], and its picture, with the country or bloc that was
//! clicked. What cannot be placed is listed with the reason.

mod axis;
mod draw;
mod kind;
mod model;
mod points;
mod table;
mod words;

pub use axis::{Axis, Scale, Tick, YearsLine, years_lines};
pub use model::{ScatterChart, chart};
pub use points::{Point, PointKey, Unplaced};
