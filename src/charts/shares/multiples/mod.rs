//! **Small multiples of shares**: many small charts on one scale, one for each mineral or for each bloc.
//!
//! In: a question, and of minerals what is kept of them all at one stage. Out: a [`ShareChart`](super::ShareChart) with
//! [`Multiples`], and its picture.

mod blocs;
mod draw;
mod kind;
mod minerals;
mod model;
mod suppliers;
mod table;
mod words;

pub(super) use draw::draw_ui;
pub(super) use kind::chart;
pub use model::{Multiples, Panel, PanelRow, Piece};
