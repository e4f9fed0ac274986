//! From bytes to a [`Dataset`].
//!
//! In: the embedded bundle, publishers' files. Out: a [`Dataset`] of typed tables, cheap to share, and what was seen in
//! each file and left out of it.

mod dataset;

pub use dataset::{Correction, Dataset, Row, Statement, Table, TableKey, TableYear, Tables};
