//! **Shift**: what blocs shift, as a ladder: every bloc for one mineral, or every mineral for the blocs that are on.
//!
//! In: a dataset, a question and [`LadderOptions`]. Out: a [`LadderChart`], and its picture, with the row that was
//! clicked.

mod blocs;
mod draw;
mod emphasis;
mod kind;
mod minerals;
mod model;
mod options;
mod rows;
mod table;
mod words;

pub use draw::draw;
pub use model::{LadderChart, LadderColumn, chart};
pub use options::{LadderOf, LadderOptions, LadderSort};
pub use rows::{LadderCell, LadderKey, LadderRow};
