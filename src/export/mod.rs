//! Pictures of what was drawn, and its numbers.
//!
//! In: a drawing function, a page and what the picture is called, or a table as it is looked through. Out: SVG, and PNG and PDF made from that SVG, each
//! carrying its title, description and recipe; CSV and XLSX of tables; contact sheets of many pictures; and files written so that a failure never costs the file before it.

mod contact;
mod error;
mod file_format;
mod file_name;
mod offscreen;
mod pdf;
mod pdf_recipe;
mod picture;
mod png;
mod recipe;
mod recipe_in;
mod sheet;
mod svg;
mod table;
mod tree;
mod write;
mod xlsx;

#[cfg(test)]
mod scene;

pub use contact::{ContactSheet, SheetCell, SheetContent, SheetPage, SheetPdf};
pub use error::ExportError;
pub use file_format::FileFormat;
pub use file_name::file_stem;
pub use offscreen::{Page, Picture, paint, paint_with};
pub use pdf::to_pdf;
pub use pdf_recipe::recipe_in_pdf;
pub use picture::{Made, make, make_with};
pub use png::{Pixels, recipe_in_png, to_pixels, to_png};
pub use recipe::{OwnData, Recipe};
pub use recipe_in::recipe_in;
pub use sheet::{A4_LANDSCAPE_PX, A4_PORTRAIT_PX};
pub use svg::{Labels, SvgOptions, TextAs, recipe_in_svg, to_svg};
pub use table::{TableFile, table_stem};
pub use write::write_atomically;
pub use xlsx::to_xlsx;

/// The program's name and version as every picture states it.
pub const SOFTWARE: &str = concat!("Lodescope ", env!("CARGO_PKG_VERSION"));
