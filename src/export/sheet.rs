use super::{Page, Recipe};

/// Width and height of A4 landscape at 300 dpi, in pixels. A picture of this size comes out on paper of this size.
pub const A4_LANDSCAPE_PX: (u32, u32) = (3508, 2480);
/// Width and height of A4 portrait at 300 dpi, in pixels.
pub const A4_PORTRAIT_PX: (u32, u32) = (2480, 3508);
/// The long and the short side of A4, in points.
const A4_PT: (f32, f32) = (841.89, 595.276);
/// Points on A4 paper of one point of the layout: body text of 14 pt is printed at 10.5 pt, notes of 12 pt at 9 pt.
const ON_A4: f32 = 0.75;
/// Space around everything on A4, in points of the layout: printers leave the rim of the paper white.
const A4_RIM_PT: f32 = 22.0;
/// Pixels on A4 to a point of the layout.
const A4_PIXELS_PER_POINT: f32 = 300.0 / 72.0 * ON_A4;

/// Other pictures are laid out on a page of the area of one this wide and high, in points, so that a picture with more
/// pixels looks the same and one of another shape has text as large.
const LAYOUT_WIDTH_PT: f32 = 960.0;
const LAYOUT_HEIGHT_PT: f32 = 540.0;
/// The finest grid that shapes are laid out on, in pixels per point: glyphs are drawn at that size while laying out, and
/// nobody sees a finer one.
const FINEST_GRID: f32 = 4.0;

/// The page that a recipe's picture is laid out on, and how many pixels it gets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    /// The page.
    pub(super) page: Page,
    /// Pixels per point of the layout at the recipe's scale.
    pub(super) pixels_per_point: f32,
    /// Space left white around everything, in points of the layout.
    pub(super) rim_pt: f32,
}

impl Sheet {
    /// Returns the sheet of a recipe.
    pub(super) fn of(recipe: &Recipe) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "pictures are some thousand pixels wide")]
        let (width, height) = (recipe.width_px as f32, recipe.height_px as f32);
        let (long, short) = A4_PT;
        let paper = match (recipe.width_px, recipe.height_px) {
            A4_LANDSCAPE_PX => Some((long, short)),
            A4_PORTRAIT_PX => Some((short, long)),
            _ => None,
        };
        let (zoom, rim_pt) = match paper {
            Some(_) => (A4_PIXELS_PER_POINT, A4_RIM_PT),
            None => ((width * height / (LAYOUT_WIDTH_PT * LAYOUT_HEIGHT_PT)).sqrt(), 0.0),
        };
        let pixels_per_point = zoom * recipe.scale;
        // Of a finer grid, lines that are lines of the coarser one too.
        let grid = pixels_per_point / (pixels_per_point / FINEST_GRID).ceil();
        let page = Page::new(width / zoom, height / zoom, grid);
        let page = match paper {
            Some((paper_width_pt, paper_height_pt)) => Page { paper_width_pt, paper_height_pt, ..page },
            None => page,
        };
        Self { page, pixels_per_point, rim_pt }
    }
}
