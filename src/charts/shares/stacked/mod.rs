//! **Stacked** form of Shares: a bar of 100 % for each stage of a mineral, or for each year of a stage, with its suppliers
//! side by side in one order.
//!
//! In: the answers of a mineral's [`stages`](crate::analysis::stages), or a stage's [`trend`](crate::analysis::trend). Out: a
//! [`ShareChart`](super::ShareChart) with a [`Stacked`] picture, and its drawing.

mod draw;
mod model;
mod over;
mod segments;
mod table;
mod words;
mod years;

pub(super) use draw::draw_stacked;
pub(super) use model::chart;
pub use model::{BarOf, Stacked, StackedBar};
pub use over::Over;
pub use segments::{Segment, SegmentKey};
