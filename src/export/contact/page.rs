use std::ops::Range;

use egui::{Rect, Vec2, vec2};

use crate::charts::palette::Theme;
use crate::charts::style::Style;

use super::super::png::{Pasted, to_png_with};
use super::super::{ExportError, Labels, Page, Picture, Pixels, Recipe, SvgOptions, paint, to_svg};
use super::draw::{PageWords, TEXT_SCALE};
use super::grid::Grid;

/// Pixels of a page to a point: a thumbnail of a slide is 480 pixels wide.
const PIXELS_PER_POINT: f32 = 2.0;

/// What a contact sheet says, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetContent {
    /// Its title.
    pub title: String,
    /// What all pictures have in common.
    pub note: String,
    /// Kinds of charts that show all minerals at once.
    pub whole: Vec<String>,
    /// Kinds of charts of one mineral.
    pub columns: Vec<String>,
    /// The minerals.
    pub rows: Vec<String>,
}

/// What stands in a place of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetCell {
    /// A picture, made small.
    Picture(Pixels),
    /// Why there is none.
    Words(String),
}

/// A contact sheet before anything is drawn. Its cells are counted from the kinds of all minerals through the minerals,
/// each of those with all its kinds.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactSheet {
    content: SheetContent,
    grid: Grid,
    style: Style,
}

/// A page of a contact sheet.
#[derive(Debug, Clone)]
pub struct SheetPage {
    pub(super) picture: Picture,
    pub(super) labels: Labels,
    svg: String,
    /// The thumbnails and where they lie, in points.
    pub(super) thumbnails: Vec<(Rect, Pixels)>,
}

impl ContactSheet {
    /// Returns the sheet of pictures with the shape and theme of a recipe's.
    #[must_use]
    pub fn new(content: SheetContent, like: &Recipe) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "pictures are some thousand pixels wide")]
        let ratio = like.width_px as f32 / like.height_px.max(1) as f32;
        let grid = Grid::new(content.whole.len(), content.columns.len(), content.rows.len(), ratio);
        // The patterns of paper are in the pictures; a sheet of them has none of its own.
        let style = Style::new(if like.theme == Theme::Dark { Theme::Dark } else { Theme::Light }, TEXT_SCALE);
        Self { content, grid, style }
    }

    /// Returns the width and height of a thumbnail in pixels.
    #[must_use]
    pub fn thumbnail_px(&self) -> Vec2 {
        self.grid.thumbnail() * PIXELS_PER_POINT
    }

    /// Returns how many pages there are.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.grid.page_count()
    }

    /// Returns the page that a cell stands on, counted from 0.
    #[must_use]
    pub fn page_of(&self, cell: usize) -> usize {
        self.grid.page_of(cell)
    }

    /// Returns the cells of a page.
    #[must_use]
    pub fn cells_of(&self, page: usize) -> Range<usize> {
        self.grid.cells_of(page)
    }

    /// Draws a page, with what stands in its cells in order.
    ///
    /// # Errors
    /// As [`paint`] and [`to_svg`].
    pub fn page(&self, page: usize, cells: Vec<SheetCell>) -> Result<SheetPage, ExportError> {
        let Self { content, grid, style } = self;
        let size = grid.page_size(page);
        let sheet = Page::new(size.x, size.y, PIXELS_PER_POINT);
        let words = PageWords { content, grid, page, style: *style };
        let draw = |ui: &mut egui::Ui| {
            words.draw(ui, &cells);
            Vec::new()
        };
        let picture = paint(&sheet, |context| style.apply(context), draw)?;
        let labels = Labels {
            title: format!("{}, page {} of {}", content.title, page + 1, grid.page_count()),
            description: self.description(page),
            recipe_json: String::new(),
        };
        let svg = to_svg(&picture, &labels, SvgOptions::default())?;
        let places = self.places(page).into_iter().zip(cells);
        let thumbnails = places.filter_map(|(rect, cell)| match cell {
            SheetCell::Picture(pixels) => Some((middle(rect, &pixels), pixels)),
            SheetCell::Words(_) => None,
        });
        Ok(SheetPage { picture, labels, svg, thumbnails: thumbnails.collect() })
    }

    /// Returns what stands on a page, in words.
    fn description(&self, page: usize) -> String {
        let rows: Vec<&str> =
            self.content.rows.get(self.grid.rows_of(page)).unwrap_or_default().iter().map(String::as_str).collect();
        let whole: &[String] = if page == 0 { &self.content.whole } else { &[] };
        let kinds: Vec<&str> = whole.iter().chain(&self.content.columns).map(String::as_str).collect();
        let of = if rows.is_empty() { "all minerals".to_owned() } else { rows.join(", ") };
        format!("Small pictures of {of}, as {}", kinds.join(", "))
    }

    /// Returns where the cells of a page stand, in order.
    fn places(&self, page: usize) -> Vec<Rect> {
        let grid = &self.grid;
        let (left, top) = Grid::whole_corner();
        let whole = if page == 0 { grid.whole } else { 0 };
        let whole = (0..whole).map(|column| grid.place(left, top, 0, column));
        let of_minerals = grid.blocks_of(page).into_iter().flat_map(|block| {
            let (left, top) = (block.left, block.top);
            let lines = 0..block.rows.len();
            lines.flat_map(move |line| (0..grid.columns).map(move |column| grid.place(left, top, line, column)))
        });
        whole.chain(of_minerals).collect()
    }
}

impl SheetPage {
    /// Returns the page without thumbnails as SVG.
    pub(super) fn svg(&self) -> &str {
        &self.svg
    }

    /// Returns the page as PNG.
    ///
    /// # Errors
    /// [`ExportError`] when it would have too many pixels.
    pub fn png(&self) -> Result<Vec<u8>, ExportError> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the page")]
        let pixel = |points: f32| (points * PIXELS_PER_POINT).round() as usize;
        let pasted = self.thumbnails.iter();
        let pasted = pasted.map(|(rect, pixels)| Pasted { left: pixel(rect.left()), top: pixel(rect.top()), pixels });
        let Picture { faces, page, .. } = &self.picture;
        to_png_with(&self.svg, faces, page, PIXELS_PER_POINT, &self.labels, &pasted.collect::<Vec<_>>())
    }
}

/// Returns where a thumbnail lies: in the middle of its place, on whole pixels.
fn middle(place: Rect, pixels: &Pixels) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "some hundred pixels")]
    let size = vec2(pixels.width as f32, pixels.height as f32);
    let corner = place.min * PIXELS_PER_POINT + (place.size() * PIXELS_PER_POINT - size).max(Vec2::ZERO) / 2.0;
    Rect::from_min_size(corner.round() / PIXELS_PER_POINT, size / PIXELS_PER_POINT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::opening_question;
    use crate::data::embedded;

    const RED: [u8; 4] = [200, 10, 20, 255];

    fn names(prefix: &str, count: usize) -> Vec<String> {
        (0..count).map(|number| format!("{prefix} {number}")).collect()
    }

    fn sheet() -> ContactSheet {
        let dataset = embedded().unwrap();
        let like = Recipe::slide(&dataset, opening_question(&dataset).unwrap());
        let content = SheetContent {
            title: "Minerals".to_owned(),
            note: String::new(),
            whole: names("Whole", 1),
            columns: names("Kind", 2),
            rows: names("Mineral", 3),
        };
        ContactSheet::new(content, &like)
    }

    #[test]
    fn a_page_has_thumbnails_where_they_belong_to_the_pixel_and_words_elsewhere() {
        let sheet = sheet();
        assert_eq!((sheet.page_count(), sheet.cells_of(0)), (1, 0..7));
        let size = sheet.thumbnail_px();
        assert_eq!((size.x, size.y), (480.0, 270.0));
        let red = Pixels { width: 480, height: 270, rgba: RED.repeat(480 * 270) };
        let cells = (0..7).map(|cell| match cell {
            6 => SheetCell::Picture(red.clone()),
            _ => SheetCell::Words("No reserves are published".to_owned()),
        });
        let page = sheet.page(0, cells.collect()).unwrap();
        let bytes = page.png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let is_red = |x: u32, y: u32| {
            let start = 3 * (y * info.width + x) as usize;
            pixels[start..start + 3] == RED[..3]
        };
        // Of two blocks the second one's first row, second column, by hand: 2 pixels to a point.
        let left = 2 * (28 + (132 + 2 * 252 + 12) + 132 + 252);
        let top = 2 * (28 + 84 + 30 + 147 + 30);
        assert!(is_red(left, top) && is_red(left + 479, top + 269));
        assert!(!is_red(left - 1, top) && !is_red(left, top - 1) && !is_red(left + 480, top + 269));
        let count = (0..info.height).map(|y| (0..info.width).filter(|x| is_red(*x, y)).count()).sum::<usize>();
        assert_eq!(count, 480 * 270, "and nowhere else");
        for words in ["Whole 0", "Kind 1", "Mineral 2", "All minerals", "No reserves", "Page 1 of 1"] {
            assert!(page.svg.contains(words), "{words}");
        }
    }

    #[test]
    fn pixels_that_reach_over_the_page_are_cut() {
        let pixels = Pixels { width: 3, height: 3, rgba: RED.repeat(9) };
        let page = Page::new(4.0, 4.0, 1.0);
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>"#;
        let pasted = [Pasted { left: 2, top: 3, pixels: &pixels }, Pasted { left: 90, top: 90, pixels: &pixels }];
        let faces = crate::charts::fonts::Faces::default();
        assert!(to_png_with(svg, &faces, &page, 1.0, &Labels::default(), &pasted).is_ok());
    }
}
