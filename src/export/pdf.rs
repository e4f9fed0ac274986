use std::num::NonZeroU16;
use std::ops::Range;

use krilla::SerializeSettings;
use krilla::geom::{Rect, Size};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, Identifier, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::pdf_recipe::KEYWORD;
use super::svg::{Labels, SvgOptions};
use super::{ExportError, Page, Picture, SOFTWARE, to_svg, tree};
use crate::charts::groups::NamedGroup;

const LANGUAGE: &str = "en";

/// What a part of the page is to a reader, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Background,
    Title,
    Subtitle,
    Figure,
    Tile,
    Source,
}

impl Role {
    /// Returns the role of a group of the drawing; what it does not know is the figure.
    fn of(group: &NamedGroup) -> Self {
        match group.id.as_str() {
            "title" => Self::Title,
            "subtitle" => Self::Subtitle,
            "source" => Self::Source,
            id if id.starts_with("tile-") => Self::Tile,
            _ => Self::Figure,
        }
    }
}

/// Returns a picture as a PDF of one page, its text as text, the same bytes for the same picture.
///
/// The page is tagged for screen readers in the order of reading: the title is a heading, subtitle, tiles and source are
/// paragraphs, the chart is a figure with the description as its alternative text. The recipe is the one keyword, after
/// `lodescope-recipe `.
///
/// # Errors
/// [`ExportError::Pdf`] when the writer refuses the page, and as [`to_svg`].
pub fn to_pdf(picture: &Picture, labels: &Labels) -> Result<Vec<u8>, ExportError> {
    let page = &picture.page;
    page.check()?;
    let refused = || ExportError::Pdf { detail: "The page is too large".to_owned() };
    let settings = PageSettings::from_wh(page.paper_width_pt, page.paper_height_pt).ok_or_else(refused)?;
    let mut document = krilla::Document::new_with(SerializeSettings::default());
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let mut groups: Vec<(Role, TagGroup)> = Vec::new();
    for (role, shapes) in parts(picture) {
        let content = draw(&mut surface, &part(picture, shapes), role)?;
        match groups.last_mut() {
            // A background is nothing to a reader.
            _ if role == Role::Background => {}
            Some((Role::Figure, figure)) if role == Role::Figure => figure.push(content),
            _ => {
                let mut group = group(role, page, labels);
                group.push(content);
                groups.push((role, group));
            }
        }
    }
    surface.finish();
    sheet.finish();
    let mut tags = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for (_, group) in groups {
        tags.push(group);
    }
    document.set_tag_tree(tags);
    document.set_metadata(metadata(labels));
    document.finish().map_err(|error| ExportError::Pdf { detail: format!("{error:?}") })
}

/// Returns the parts of a picture in the order of reading, each with its shapes. Nothing of one part lies over another,
/// so that the order of painting may follow.
fn parts(picture: &Picture) -> Vec<(Role, Range<usize>)> {
    let mut parts: Vec<(Role, Range<usize>)> = Vec::new();
    let mut add = |role: Role, shapes: Range<usize>| match parts.last_mut() {
        _ if shapes.is_empty() => {}
        Some((last, before)) if *last == role && role == Role::Figure => before.end = shapes.end,
        _ => parts.push((role, shapes)),
    };
    let count = picture.shapes.len();
    // The page is filled before anything else is painted.
    let mut done = usize::from(picture.groups.first().is_none_or(|group| group.shapes.start > 0)).min(count);
    add(Role::Background, 0..done);
    for group in &picture.groups {
        // Groups inside others are behind the place reached.
        if group.shapes.start >= done {
            add(Role::Figure, done..group.shapes.start);
            add(Role::of(group), group.shapes.clone());
            done = group.shapes.end;
        }
    }
    add(Role::Figure, done..count);
    parts.sort_by_key(|(role, _)| *role);
    parts
}

/// Returns a part of a picture as a picture.
fn part(picture: &Picture, shapes: Range<usize>) -> Picture {
    Picture {
        page: picture.page,
        shapes: picture.shapes.get(shapes).unwrap_or_default().to_vec(),
        groups: Vec::new(),
        images: picture.images.clone(),
        faces: picture.faces.clone(),
    }
}

fn draw(surface: &mut Surface<'_>, part: &Picture, role: Role) -> Result<Identifier, ExportError> {
    let refused = |detail: &str| ExportError::Pdf { detail: detail.to_owned() };
    let page = &part.page;
    let size = Size::from_wh(page.paper_width_pt, page.paper_height_pt).ok_or_else(|| refused("The page is empty"))?;
    let tree = tree::parse(&to_svg(part, &Labels::default(), SvgOptions::default())?, &part.faces)?;
    let tag = match role {
        Role::Background => ContentTag::Artifact(Artifact::new(ArtifactType::Background, rect(page))),
        _ => ContentTag::Other,
    };
    let content = surface.start_tagged(tag);
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.end_tagged();
    drawn.map(|()| content).ok_or_else(|| refused("The drawing was refused"))
}

fn rect(page: &Page) -> Option<Rect> {
    Rect::from_xywh(0.0, 0.0, page.paper_width_pt, page.paper_height_pt)
}

fn group(role: Role, page: &Page, labels: &Labels) -> TagGroup {
    match role {
        Role::Title => TagGroup::new(Tag::Hn(NonZeroU16::MIN, Some(labels.title.clone()))),
        Role::Figure => {
            let description = (!labels.description.is_empty()).then(|| labels.description.clone());
            TagGroup::new(Tag::Figure(description).with_bbox(rect(page).map(|rect| BBox::new(0, rect))))
        }
        _ => TagGroup::new(Tag::P),
    }
}

/// Returns what a PDF says of itself.
pub(super) fn metadata(labels: &Labels) -> Metadata {
    let metadata = Metadata::new()
        .title(labels.title.clone())
        .description(labels.description.clone())
        .creator(SOFTWARE.to_owned())
        .language(LANGUAGE.to_owned());
    if labels.recipe_json.is_empty() {
        metadata
    } else {
        metadata.keywords(vec![format!("{KEYWORD}{}", labels.recipe_json)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::scene;

    fn pdf() -> Vec<u8> {
        to_pdf(&scene::picture(), &scene::labels()).unwrap()
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

    #[test]
    fn every_shape_is_in_one_part_and_the_source_is_read_last() {
        let group = |id: &str, shapes| NamedGroup { id: id.to_owned(), label: String::new(), shapes };
        let whole = scene::picture();
        let shapes = whole.shapes.iter().cycle().take(12).cloned().collect();
        let groups = vec![
            group("title", 1..2),
            group("subtitle", 2..3),
            group("source", 3..5),
            group("country-chn", 6..9),
            group("inner", 7..8),
            group("tile-1", 10..12),
        ];
        let picture = Picture { shapes, groups, ..whole };
        let expected = [
            (Role::Background, 0..1),
            (Role::Title, 1..2),
            (Role::Subtitle, 2..3),
            (Role::Figure, 5..10),
            (Role::Tile, 10..12),
            (Role::Source, 3..5),
        ];
        assert_eq!(parts(&picture), expected);
        assert_eq!(parts(&Picture { shapes: Vec::new(), groups: Vec::new(), ..picture }), []);
    }
}
