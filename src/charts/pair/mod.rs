//! **Compare**: two settings side by side, A and B, with one scale and the difference written out.
//!
//! In: two [`Answer`](crate::analysis::Answer)s. Out: a [`PairChart`], and its picture. Its bars are those of
//! [`shares`](super::shares).

mod bloc_rows;
mod difference;
mod draw;
mod ends;
mod facts;
mod kind;
mod model;
mod rows;
mod same_supply;
mod setting;
mod table;
mod words;

pub use difference::Difference;
pub use draw::draw;
pub use facts::Fact;
pub use model::{PairChart, chart};
pub use rows::{Change, PairRow};
