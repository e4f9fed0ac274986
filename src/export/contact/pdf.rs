use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::super::pdf::metadata;
use super::super::png::pixels_to_png;
use super::super::{ExportError, Labels, tree};
use super::page::SheetPage;

/// All pages of a contact sheet as one PDF: names and words as text, thumbnails as images.
#[derive(Default)]
pub struct SheetPdf {
    document: krilla::Document,
}

impl SheetPdf {
    /// Adds a page.
    ///
    /// # Errors
    /// [`ExportError::Pdf`] when the writer refuses it.
    pub fn push(&mut self, page: &SheetPage) -> Result<(), ExportError> {
        let refused = |detail: &str| ExportError::Pdf { detail: detail.to_owned() };
        let (width, height) = (page.picture.page.width_pt, page.picture.page.height_pt);
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| refused("The page is too large"))?;
        let size = Size::from_wh(width, height).ok_or_else(|| refused("The page is empty"))?;
        let tree = tree::parse(page.svg(), &page.picture.faces)?;
        let mut sheet = self.document.start_page_with(settings);
        let mut surface = sheet.surface();
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        for (rect, pixels) in &page.thumbnails {
            // Packed at once: as they are, all thumbnails together would take much memory.
            let bytes = pixels_to_png(pixels)?;
            let image = Image::from_png(bytes.into(), true).map_err(|detail| ExportError::Pdf { detail })?;
            let room = Size::from_wh(rect.width(), rect.height()).ok_or_else(|| refused("A thumbnail is empty"))?;
            surface.push_transform(&Transform::from_translate(rect.left(), rect.top()));
            surface.draw_image(image, room);
            surface.pop();
        }
        surface.finish();
        sheet.finish();
        drawn.ok_or_else(|| refused("The drawing was refused"))
    }

    /// Returns the bytes of the file.
    ///
    /// # Errors
    /// [`ExportError::Pdf`] when the writer refuses the document.
    pub fn finish(mut self, title: &str) -> Result<Vec<u8>, ExportError> {
        let labels = Labels { title: title.to_owned(), ..Labels::default() };
        self.document.set_metadata(metadata(&labels));
        self.document.finish().map_err(|error| ExportError::Pdf { detail: format!("{error:?}") })
    }
}
