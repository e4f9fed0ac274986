//! **The shift**: what the switched-on blocs do to concentration, as four tiles.
//!
//! In: an [`Answer`](crate::analysis::Answer). Out: a [`Shift`], and its picture.

mod draw;
mod gap;
mod model;

pub use draw::{draw, fitted, is_cramped, least_height};
pub(in crate::charts) use model::hhi_text;
pub use model::{Change, Shift, Tile, TileLine, shift};
