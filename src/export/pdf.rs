use krilla::SerializeSettings;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::svg::Labels;
use super::{ExportError, Page, SOFTWARE, tree};

/// Returns the SVG of a page as a PDF of one page of the same size, its text as text, the same bytes for the same SVG.
///
/// The description is the figure's alternative text, the recipe the one keyword after `lodescope-recipe `.
///
/// # Errors
/// [`ExportError::Pdf`] when the writer refuses the page.
pub fn to_pdf(svg: &str, page: &Page, labels: &Labels) -> Result<Vec<u8>, ExportError> {
    page.check()?;
    let tree = tree::parse(svg)?;
    let refused = |detail: &str| ExportError::Pdf { detail: detail.to_owned() };
    let settings =
        PageSettings::from_wh(page.width_pt, page.height_pt).ok_or_else(|| refused("The page is too large"))?;
    let size = Size::from_wh(page.width_pt, page.height_pt).ok_or_else(|| refused("The page is too large"))?;

    let mut document = krilla::Document::new_with(SerializeSettings::default());
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let content = surface.start_tagged(ContentTag::Other);
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(|| refused("The drawing was refused"))?;
    surface.end_tagged();
    surface.finish();
    sheet.finish();

    let mut figure = TagGroup::new(Tag::Figure((!labels.description.is_empty()).then(|| labels.description.clone())));
    figure.push(content);
    let mut tags = TagTree::new();
    tags.push(figure);
    document.set_tag_tree(tags);
    document.set_metadata(metadata(labels));
    document.finish().map_err(|error| ExportError::Pdf { detail: format!("{error:?}") })
}

fn metadata(labels: &Labels) -> Metadata {
    let metadata = Metadata::new()
        .title(labels.title.clone())
        .description(labels.description.clone())
        .creator(SOFTWARE.to_owned())
        .language("en".to_owned());
    if labels.recipe_json.is_empty() {
        metadata
    } else {
        metadata.keywords(vec![format!("lodescope-recipe {}", labels.recipe_json)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{SvgOptions, scene, to_svg};

    fn pdf() -> Vec<u8> {
        let svg = to_svg(&scene::picture(), &scene::labels(), SvgOptions::default()).unwrap();
        to_pdf(&svg, &scene::PAGE, &scene::labels()).unwrap()
    }

    #[test]
    fn the_same_drawing_is_the_same_bytes() {
        assert!(pdf() == pdf());
    }

    #[test]
    fn it_is_one_page_with_fonts_and_a_recipe() {
        let bytes = pdf();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("%PDF-1."));
        assert!(text.contains("SourceSans3"), "text is text in our fonts");
        assert!(text.contains("lodescope-recipe {"));
        assert!(!text.contains("CreationDate") && !text.contains("CreateDate"), "no clock");
    }
}
