//! **Charts of any kind**: which kinds there are, and one road to the model and the drawing of each.
//!
//! In: a [`Dataset`](crate::data::Dataset), a [`Question`](crate::model::Question), a [`ChartKind`] and its options.
//! Out: a [`Chart`], and its picture. A new kind is a variant of both, and a folder beside this one.

mod draw;
mod kind;
mod model;

pub use draw::Clicked;
pub use kind::{ChartKind, ChartOptions, Compare};
pub use model::{Chart, chart, chart_keeping};
