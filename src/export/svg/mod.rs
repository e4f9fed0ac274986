//! Shapes as SVG: one element a shape, text as text.

mod clip;
mod crop;
mod gradient;
mod groups;
mod image;
mod markup;
mod mesh;
mod outline;
mod path;
mod recipe;
mod runs;
mod shape;
mod snap;
mod text;
mod writer;

pub use recipe::recipe_in_svg;

use super::{ExportError, Picture, SOFTWARE};
use crate::charts::fonts;
use markup::Markup;
use writer::Writer;

/// What a picture says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// The chart's title.
    pub title: String,
    /// The chart in words.
    pub description: String,
    /// How to make the picture again, as JSON.
    pub recipe_json: String,
}

/// How text stands in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextAs {
    /// As text: small, can be searched and edited; a viewer without the font shows another one at the same places.
    #[default]
    Text,
    /// As outlines: looks the same everywhere, can no longer be edited.
    Outlines,
}

/// What can be chosen of an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SvgOptions {
    /// How text stands in it.
    pub text: TextAs,
}

/// Returns a picture as SVG, in points, the same bytes for the same picture.
///
/// # Errors
/// When the picture holds what a file can't show: paint callbacks, strokes coloured by code, images of unknown pixels.
pub fn to_svg(picture: &Picture, labels: &Labels, options: SvgOptions) -> Result<String, ExportError> {
    picture.page.check()?;
    let mut markup = Markup::default();
    open_document(&mut markup, picture, labels);
    let mut writer = Writer::new(markup, picture, options);
    writer.shapes()?;
    let mut markup = writer.finish();
    markup.end("svg");
    Ok(markup.into_string())
}

fn open_document(markup: &mut Markup, picture: &Picture, labels: &Labels) {
    let (width, height) = (picture.page.width_pt, picture.page.height_pt);
    markup
        .start("svg")
        .attribute("xmlns", "http://www.w3.org/2000/svg")
        .number("width", width)
        .number("height", height)
        .numbers("viewBox", &[0.0, 0.0, width, height])
        .attribute("role", "img")
        .attribute("aria-labelledby", "lodescope-title lodescope-description")
        .attribute("font-family", &font_family())
        .open_block();
    markup.start("title").attribute("id", "lodescope-title").content(&labels.title);
    markup.start("desc").attribute("id", "lodescope-description").content(&labels.description);
    recipe::write(markup, &labels.recipe_json, SOFTWARE);
}

/// Returns our family as a viewer looks for it.
fn font_family() -> String {
    // Older installations know the family by its first name; then whatever sans the viewer has.
    format!("'{}', 'Source Sans Pro', sans-serif", fonts::FAMILY)
}

#[cfg(test)]
mod tests;
