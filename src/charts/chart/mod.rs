//! **Charts of any kind**: what a kind provides, what can be chosen of it, and one road to the model and the drawing of
//! each.
//!
//! In: a [`Dataset`](crate::data::Dataset), a [`Question`](crate::model::Question), a [`ChartKind`] and its options.
//! Out: a [`Chart`], and its picture. A new kind is a folder beside this one that implements [`Kind`] and [`Drawn`], and a line in the
//! list of kinds.

mod about;
mod choice;
mod draw;
mod emphasis;
mod list;
mod looking;
mod model;
mod options;

pub(in crate::charts) use about::with_corrections_of_its_own;
pub use about::{About, Asked, Kept, Kind, Scope};
pub(in crate::charts) use choice::choice;
pub use choice::{Choice, ChoiceValue, Choices, Word};
pub use draw::{Canvas, Drawn};
pub use emphasis::{Belonging, Emphasis};
pub(in crate::charts) use list::kinds;
pub use looking::{Clicked, Looking, Marked};
pub use model::{chart, chart_keeping};
pub use options::{ChartOptions, Compare};

use super::kinds::{Chart, ChartKind};
