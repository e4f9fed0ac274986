//! **A treemap of shares**: a rectangle for each supplier whose area is its share, members of a bloc together.
//!
//! In: an [`Answer`](crate::analysis::Answer). Out: a [`ShareChart`](super::ShareChart) with a [`Treemap`], and its picture.

mod draw;
mod kind;
mod model;
mod squarify;
mod words;

pub(super) use draw::draw_ui;
pub(super) use kind::chart;
pub use model::{Treemap, TreemapGroup, TreemapTile};
pub use squarify::{Area, Part, grouped, squarify};
