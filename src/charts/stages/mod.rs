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

// What other pictures of the same suppliers at several stages, or in several years, are made of.
pub(in crate::charts) use actors::{Picked, pick};
pub(in crate::charts) use columns::{gaps, no_table_words, not_listed, stage_name, step_name};
pub(in crate::charts) use kind::{as_published, supposed_note};
pub(in crate::charts) use model::{legend, read_actors};
pub(in crate::charts) use parts::{Stage, part_in, short_share};
pub(in crate::charts) use source::source_line;
pub(in crate::charts) use table::{start_of, table_context};
pub(in crate::charts) use words::{empty, problems, signs_words, subtitle, title, weigh_different};
