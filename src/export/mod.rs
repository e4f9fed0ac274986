//! Pictures of what was drawn.
//!
//! In: a drawing function, a page and what the picture is called. Out: SVG, and PNG and PDF made from that SVG, each
//! carrying its title, description and recipe; and files written so that a failure never costs the file before it.

mod error;
mod offscreen;
mod pdf;
mod png;
mod svg;
mod tree;
mod write;

#[cfg(test)]
mod scene;

pub use error::ExportError;
pub use offscreen::{Page, Picture, paint};
pub use pdf::to_pdf;
pub use png::{recipe_in_png, to_png};
pub use svg::{Labels, SvgOptions, TextAs, recipe_in_svg, to_svg};
pub use write::write_atomically;

/// The program's name and version as every picture states it.
pub const SOFTWARE: &str = concat!("Lodescope ", env!("CARGO_PKG_VERSION"));
