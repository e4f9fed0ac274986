//! **Stages**: who holds, mines and refines one mineral, as ribbons or lines from stage to stage.
//!
//! In: the answers of a mineral's [`steps`](crate::analysis::steps). Out: a [`StagesChart`], and its picture. A ribbon or
//! line joins shares of the same supplier; no material flows in it.

mod actors;
mod columns;
mod draw;
mod kind;
mod model;
mod options;
mod parts;
mod source;
mod table;
mod words;

pub use actors::{Actor, ActorKey, At, Part};
pub use columns::Column;
pub use model::{StagesChart, chart};
pub use options::{Of, Shape};
