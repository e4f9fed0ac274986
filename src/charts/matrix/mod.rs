//! **Matrix**: every mineral at one stage against countries or blocs, as a heat map.
//!
//! In: a dataset, a question, of which mineral and blocs make no difference to the numbers, and the choices of
//! its choices. Out: a [`MatrixChart`], and its picture, with what was clicked.

mod blocs;
mod cells;
mod column;
mod countries;
mod draw;
mod fold;
mod grid;
mod hover;
mod kind;
mod lines;
mod model;
mod options;
mod order;
mod reliance;
mod scale;
mod table;
mod words;

pub use cells::{Detail, MatrixCell, OfCountry};
pub use column::{ColumnKey, MatrixColumn};
pub use grid::{Grid, MatrixRow, RowKey};
pub use model::{MatrixChart, chart};
pub use options::{BlocCells, Columns, CountryCells, Group, Measure, Order};
pub use scale::Scale;
