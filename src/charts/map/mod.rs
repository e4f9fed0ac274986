//! **Map**: countries of the world, filled by share, quantity or bloc.
//!
//! In: a dataset, a question and what is to be shown. Out: a [`MapChart`], and its picture in the Equal Earth projection,
//! with the country that was clicked.

mod draw;
mod kind;
mod marks;
mod model;
mod notes;
mod outlines;
mod steps;
mod table;
mod words;

pub use marks::{MapMark, Step};
pub use model::{MapChart, Shows, chart};
pub use steps::Steps;
