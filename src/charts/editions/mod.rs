//! **Editions**: one figure in every edition that prints it, with what was revised, and the biggest revisions of the
//! mineral.
//!
//! In: [`Revisions`](crate::analysis::Revisions). Out: an [`EditionsChart`], and its picture.

mod draw;
mod kind;
mod listed;
mod model;
mod rows;
mod table;
mod words;

pub use draw::draw;
pub use listed::ListedRevision;
pub use model::{ColumnHead, EditionsChart, chart};
pub use rows::{Dot, DotMark, EditionRow, RowKey};
pub(in crate::charts) use words::edition_names;
