use resvg::tiny_skia::{Pixmap, Transform};

use crate::charts::fonts::Faces;

use super::svg::Labels;
use super::{ExportError, Page, SOFTWARE, tree};

/// The longest side a PNG is made with, in pixels: what browsers and office programs still open.
const MAX_SIDE_PX: u32 = 16_384;

/// The largest area a PNG is made with, in millions of pixels: four bytes each have to fit into memory.
const MAX_MEGAPIXELS: u32 = 134;

const RECIPE_KEYWORD: &str = "lodescope-recipe";
const POINTS_PER_METRE: f32 = 72.0 / 0.0254;

/// Returns the SVG of a page as PNG, `scale` pixels to a point, with the faces of its [`Picture`](super::Picture). A picture of twice the scale is as large on paper, by the
/// density that the file states.
///
/// # Errors
/// [`ExportError::PageSize`] and [`ExportError::TooManyPixels`] for sizes that can't be drawn.
pub fn to_png(svg: &str, faces: &Faces, page: &Page, scale: f32, labels: &Labels) -> Result<Vec<u8>, ExportError> {
    to_png_with(svg, faces, page, scale, labels, &[])
}

/// Pixels that lie on a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pasted<'a> {
    /// Pixels left of them.
    pub(super) left: usize,
    /// Pixels above them.
    pub(super) top: usize,
    /// What lies there.
    pub(super) pixels: &'a Pixels,
}

/// Returns the SVG of a page as PNG as [`to_png`] does, with pixels laid on it; what reaches over its end is cut.
///
/// # Errors
/// As [`to_png`].
pub(super) fn to_png_with(
    svg: &str,
    faces: &Faces,
    page: &Page,
    scale: f32,
    labels: &Labels,
    pasted: &[Pasted<'_>],
) -> Result<Vec<u8>, ExportError> {
    let mut pixels = render(svg, faces, page, scale)?;
    for of in pasted {
        paste(&mut pixels, *of);
    }
    // Of the long side: pixels being whole, it is nearest to the paper's.
    let per_paper_point = scale * page.width_pt.max(page.height_pt) / page.paper_width_pt.max(page.paper_height_pt);
    encode(pixels, per_paper_point, labels).map_err(|source| ExportError::Png { source })
}

/// Lays opaque pixels on others.
fn paste(onto: &mut Pixmap, Pasted { left, top, pixels }: Pasted<'_>) {
    let width = (onto.width() as usize).saturating_sub(left).min(pixels.width);
    let row_bytes = 4 * onto.width() as usize;
    let rows = onto.data_mut().chunks_exact_mut(row_bytes).skip(top);
    for (row, of) in rows.zip(pixels.rgba.chunks_exact(4 * pixels.width.max(1))) {
        if let (Some(to), Some(from)) = (row.get_mut(4 * left..4 * (left + width)), of.get(..4 * width)) {
            to.copy_from_slice(from);
        }
    }
}

/// Returns pixels as PNG without words.
pub(super) fn pixels_to_png(pixels: &Pixels) -> Result<Vec<u8>, ExportError> {
    let whole = Pasted { left: 0, top: 0, pixels };
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    #[expect(clippy::cast_precision_loss, reason = "some thousand pixels")]
    let too_many = || too_many_pixels(pixels.width as f64, pixels.height as f64);
    let mut map = Pixmap::new(side(pixels.width), side(pixels.height)).ok_or_else(too_many)?;
    paste(&mut map, whole);
    encode(map, 1.0, &Labels::default()).map_err(|source| ExportError::Png { source })
}

/// Pixels in rows from the top, four bytes each: red, green, blue, and alpha not multiplied in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The bytes.
    pub rgba: Vec<u8>,
}

/// Returns the SVG of a page as pixels, `scale` to a point.
///
/// # Errors
/// As [`to_png`].
pub fn to_pixels(svg: &str, faces: &Faces, page: &Page, scale: f32) -> Result<Pixels, ExportError> {
    let pixels = render(svg, faces, page, scale)?;
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    Ok(Pixels { width, height, rgba: pixels.take_demultiplied() })
}

fn render(svg: &str, faces: &Faces, page: &Page, scale: f32) -> Result<Pixmap, ExportError> {
    let (width, height) = size(page, scale)?;
    let tree = tree::parse(svg, faces)?;
    let too_many = || too_many_pixels(f64::from(width), f64::from(height));
    let mut pixels = Pixmap::new(width, height).ok_or_else(too_many)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

/// Returns the recipe that [`to_png`] wrote.
#[must_use]
pub fn recipe_in_png(bytes: &[u8]) -> Option<String> {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
    let chunks = &reader.info().utf8_text;
    chunks.iter().find(|chunk| chunk.keyword == RECIPE_KEYWORD)?.get_text().ok()
}

fn size(page: &Page, scale: f32) -> Result<(u32, u32), ExportError> {
    page.check()?;
    let pixels = |points: f32| (f64::from(points) * f64::from(scale)).round().max(1.0);
    let (width, height) = (pixels(page.width_pt), pixels(page.height_pt));
    if !(scale.is_finite() && scale > 0.0) {
        return Err(ExportError::PageSize { width_pt: page.width_pt * scale, height_pt: page.height_pt * scale });
    }
    let fits = width.max(height) <= f64::from(MAX_SIDE_PX) && width * height <= f64::from(MAX_MEGAPIXELS) * 1e6;
    if !fits {
        return Err(too_many_pixels(width, height));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to the longest side")]
    Ok((width as u32, height as u32))
}

fn too_many_pixels(width_px: f64, height_px: f64) -> ExportError {
    ExportError::TooManyPixels { width_px, height_px, side_px: MAX_SIDE_PX, megapixels: MAX_MEGAPIXELS }
}

fn encode(pixels: Pixmap, per_paper_point: f32, labels: &Labels) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = (pixels.width(), pixels.height());
    let opaque = pixels.pixels().iter().all(|pixel| pixel.alpha() == u8::MAX);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    // Flat areas and repeated letters shrink most unfiltered: half the size of the crate's fast way in 2 ms more, and a
    // third more than its usual way in a sixth of its time.
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.set_filter(png::Filter::NoFilter);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a scale is above zero and limited")]
    let pixels_per_metre = (POINTS_PER_METRE * per_paper_point).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: pixels_per_metre,
        yppu: pixels_per_metre,
        unit: png::Unit::Meter,
    }));
    for (keyword, text) in [
        ("Title", labels.title.as_str()),
        ("Description", &labels.description),
        ("Software", SOFTWARE),
        (RECIPE_KEYWORD, &labels.recipe_json),
    ] {
        if !text.is_empty() {
            // The format ends texts at a zero byte.
            encoder.add_itxt_chunk(keyword.to_owned(), text.replace('\0', "\u{fffd}"))?;
        }
    }
    let mut writer = encoder.write_header()?;
    if opaque {
        let rgb: Vec<u8> =
            pixels.data().as_chunks().0.iter().flat_map(|&[r, g, b, _alpha]: &[u8; 4]| [r, g, b]).collect();
        writer.write_image_data(&rgb)?;
    } else {
        writer.write_image_data(&pixels.take_demultiplied())?;
    }
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{SvgOptions, scene, to_svg};

    fn png(scale: f32) -> Vec<u8> {
        let svg = to_svg(&scene::picture(), &scene::labels(), SvgOptions::default()).unwrap();
        to_png(&svg, &Faces::default(), &scene::PAGE, scale, &scene::labels()).unwrap()
    }

    fn info(bytes: &[u8]) -> png::Info<'static> {
        png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap().info().clone()
    }

    #[test]
    fn the_recipe_and_the_words_are_read_back() {
        let bytes = png(1.0);
        assert_eq!(recipe_in_png(&bytes), Some(scene::labels().recipe_json));
        let texts: Vec<(String, String)> =
            info(&bytes).utf8_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.get_text().unwrap())).collect();
        assert!(texts.contains(&("Title".into(), scene::labels().title)));
        assert!(texts.contains(&("Description".into(), scene::labels().description)));
        assert!(texts.contains(&("Software".into(), SOFTWARE.into())));
    }

    #[test]
    fn twice_the_pixels_are_as_large_on_paper() {
        for (scale, width, per_metre) in [(1.0, 400, 2835), (2.0, 800, 5669)] {
            let info = info(&png(scale));
            assert_eq!((info.width, info.height), (width, width * 3 / 4));
            let dimensions = info.pixel_dims.unwrap();
            assert_eq!((dimensions.xppu, dimensions.yppu), (per_metre, per_metre));
        }
    }

    #[test]
    fn the_same_drawing_is_the_same_bytes() {
        assert!(png(2.0) == png(2.0));
    }

    #[test]
    fn other_bytes_hold_no_recipe() {
        assert_eq!(recipe_in_png(b""), None);
        assert_eq!(recipe_in_png(b"\x89PNG\r\n\x1a\n"), None);
    }

    #[test]
    fn too_many_pixels_are_refused_before_any_is_made() {
        for (width_pt, scale) in [(20_000.0, 1.0), (400.0, 100.0), (16_000.0, 1.0)] {
            let page = Page::new(width_pt, width_pt, 1.0);
            let error = to_png("", &Faces::default(), &page, scale, &scene::labels()).unwrap_err();
            assert!(matches!(error, ExportError::TooManyPixels { .. }), "{error}");
        }
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert!(matches!(
                to_png("", &Faces::default(), &scene::PAGE, scale, &scene::labels()),
                Err(ExportError::PageSize { .. })
            ));
        }
    }
}
