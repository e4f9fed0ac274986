//! **Shares**: ranked bars, one a supplier, coloured by bloc, with reserves beside production.
//!
//! In: an [`Answer`](crate::analysis::Answer), and another for reserves. Out: a [`ShareChart`], and its picture.

mod draw;
mod folding;
mod model;
mod numbers;
mod rows;

pub use draw::draw;
pub use model::{ShareChart, chart};
pub use rows::{BarRow, Beside, Mark, RowKey};
