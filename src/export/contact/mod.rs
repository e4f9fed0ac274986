//! **Contact sheets**: many pictures made small in a grid, minerals down and kinds of charts across.
//!
//! In: the names of rows and columns, and for each place of the grid a thumbnail or the words that stand there. Out: pages
//! as PNG, and all of them as one PDF.

mod draw;
mod grid;
mod page;
mod pdf;

pub use page::{ContactSheet, SheetCell, SheetContent, SheetPage};
pub use pdf::SheetPdf;
