//! **Trend**: shares or quantities of countries or blocs over the years, and concentration below.
//!
//! In: a [`Trend`](crate::analysis::Trend) and [`TrendOptions`]. Out: a [`TrendChart`], and its picture.

mod draw;
mod hhi;
mod kind;
mod model;
mod notes;
mod options;
mod pick;
mod reach;
mod scale;
mod series;
mod table;
mod words;

pub use draw::draw;
pub use hhi::{HhiPanel, HhiPoint, HhiSeries};
pub use model::{AbsentMark, CardRow, EditionSpan, TrendChart, YearCard, YearMark, chart};
pub use options::{By, Measure, Shape, TrendOptions};
pub use scale::{Scale, Tick};
pub use series::{Band, Marker, SeriesKey, TrendPoint, TrendSeries};
