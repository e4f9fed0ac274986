use std::ops::Range;

use egui::{Rect, Vec2, pos2, vec2};

/// Space around everything, in points.
const MARGIN_PT: f32 = 28.0;
/// Height of title and note.
const TITLE_PT: f32 = 84.0;
/// Height of the names of columns.
const COLUMN_HEAD_PT: f32 = 30.0;
/// Width of the names of rows.
const ROW_HEAD_PT: f32 = 132.0;
/// Space between thumbnails.
const GAP_PT: f32 = 12.0;
/// Area of a thumbnail: that of a slide 240 points wide.
const THUMBNAIL_AREA_PT: f32 = 240.0 * 135.0;
/// Thumbnails of narrower or wider pictures have room left in their place.
const RATIOS: (f32, f32) = (0.4, 4.0);
/// So many thumbnails stand beside each other where rows are short.
const MOST_COLUMNS: usize = 6;
/// A page is narrower only where nothing else would be on it.
const LEAST_WIDTH_PT: f32 = 560.0;

/// Where everything of a contact sheet stands, in points.
///
/// The places of cells run from the kinds of all minerals, which have one row on the first page, through the rows of
/// minerals. Short rows stand in several blocks beside each other, each read downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grid {
    /// Kinds of charts of all minerals.
    pub(super) whole: usize,
    /// Kinds of charts of one mineral.
    pub(super) columns: usize,
    /// Minerals.
    pub(super) rows: usize,
    thumbnail: Vec2,
    blocks: usize,
    rows_in_block: usize,
}

/// The rows of minerals that stand in one block of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// The minerals.
    pub(super) rows: Range<usize>,
    /// Its left edge.
    pub(super) left: f32,
    /// Where its column heads begin.
    pub(super) top: f32,
}

impl Grid {
    /// Returns the grid of so many pictures of a shape, `ratio` times as wide as high.
    pub(super) fn new(whole: usize, columns: usize, rows: usize, ratio: f32) -> Self {
        let (least, most) = RATIOS;
        let ratio = ratio.clamp(least, most);
        let thumbnail = vec2((THUMBNAIL_AREA_PT * ratio).sqrt(), (THUMBNAIL_AREA_PT / ratio).sqrt());
        let with = |blocks: usize| {
            let grid = Self { whole, columns, rows, thumbnail, blocks, rows_in_block: 0 };
            // About as wide and high as paper lies.
            let room = grid.width() / std::f32::consts::SQRT_2 - 2.0 * MARGIN_PT - TITLE_PT - COLUMN_HEAD_PT;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some rows")]
            let rows_in_block = (room / grid.row_height()).round().clamp(2.0, 1000.0) as usize;
            Self { rows_in_block, ..grid }
        };
        let most = (MOST_COLUMNS / columns.max(1)).max(1);
        let is_enough = |grid: &Self| grid.page_count() == 1;
        (1..most).map(with).find(is_enough).unwrap_or_else(|| with(most))
    }

    /// Returns the room of a thumbnail.
    pub(super) fn thumbnail(&self) -> Vec2 {
        self.thumbnail
    }

    /// Returns how many pages there are: one at least.
    pub(super) fn page_count(&self) -> usize {
        let after_first = self.rows.saturating_sub(self.rows_on_full(0));
        1 + after_first.div_ceil(self.rows_on_full(1).max(1))
    }

    /// Returns the minerals of a page.
    pub(super) fn rows_of(&self, page: usize) -> Range<usize> {
        let before = |page: usize| match page {
            0 => 0,
            _ => self.rows_on_full(0) + (page - 1) * self.rows_on_full(1),
        };
        before(page).min(self.rows)..before(page + 1).min(self.rows)
    }

    /// Returns the cells of a page.
    pub(super) fn cells_of(&self, page: usize) -> Range<usize> {
        let Range { start, end } = self.rows_of(page);
        let start = if page == 0 { 0 } else { self.whole + start * self.columns };
        start..self.whole + end * self.columns
    }

    /// Returns the page that a cell stands on.
    pub(super) fn page_of(&self, cell: usize) -> usize {
        (0..self.page_count()).find(|page| self.cells_of(*page).contains(&cell)).unwrap_or_default()
    }

    /// Returns the width and height of a page.
    pub(super) fn page_size(&self, page: usize) -> Vec2 {
        let blocks = self.blocks_of(page);
        let bottom = |block: &Block| block.top + COLUMN_HEAD_PT + to_f32(block.rows.len()) * self.row_height();
        let content = blocks.iter().map(bottom).fold(self.top_of_blocks(page), f32::max);
        vec2(self.width(), content - GAP_PT + MARGIN_PT)
    }

    /// Returns where title and note stand.
    pub(super) fn title(&self) -> Rect {
        Rect::from_min_size(pos2(MARGIN_PT, MARGIN_PT), vec2(self.width() - 2.0 * MARGIN_PT, TITLE_PT - GAP_PT))
    }

    /// Returns the blocks of a page, as evenly filled as they can be.
    pub(super) fn blocks_of(&self, page: usize) -> Vec<Block> {
        let rows = self.rows_of(page);
        let in_each = rows.len().div_ceil(self.blocks);
        let top = self.top_of_blocks(page);
        let block = |number: usize| {
            let first = rows.start + number * in_each;
            Block {
                rows: first.min(rows.end)..(first + in_each).min(rows.end),
                left: MARGIN_PT + to_f32(number) * (self.block_width() + GAP_PT),
                top,
            }
        };
        (0..self.blocks).map(block).filter(|block| !block.rows.is_empty()).collect()
    }

    /// Returns where the name of a column stands above a thumbnail.
    pub(super) fn column_head(&self, left: f32, top: f32, column: usize) -> Rect {
        let left = self.column_left(left, column);
        Rect::from_min_size(pos2(left, top), vec2(self.thumbnail.x, COLUMN_HEAD_PT))
    }

    /// Returns where the name of a row stands, the `line`th below the heads of columns.
    pub(super) fn row_head(&self, left: f32, top: f32, line: usize) -> Rect {
        let top = self.line_top(top, line);
        Rect::from_min_size(pos2(left, top), vec2(ROW_HEAD_PT - GAP_PT, self.thumbnail.y))
    }

    /// Returns where a thumbnail stands.
    pub(super) fn place(&self, left: f32, top: f32, line: usize, column: usize) -> Rect {
        let corner = pos2(self.column_left(left, column), self.line_top(top, line));
        Rect::from_min_size(corner, self.thumbnail)
    }

    /// Returns the corner of the row of kinds of all minerals, which stands on the first page.
    pub(super) fn whole_corner() -> (f32, f32) {
        (MARGIN_PT, MARGIN_PT + TITLE_PT)
    }

    /// Returns how many minerals a page holds.
    fn rows_on_full(&self, page: usize) -> usize {
        let taken = usize::from(page == 0 && self.whole > 0);
        self.blocks * self.rows_in_block.saturating_sub(taken)
    }

    fn top_of_blocks(&self, page: usize) -> f32 {
        let (_, top) = Self::whole_corner();
        let has_whole = page == 0 && self.whole > 0;
        if has_whole { top + COLUMN_HEAD_PT + self.row_height() } else { top }
    }

    fn column_left(&self, left: f32, column: usize) -> f32 {
        left + ROW_HEAD_PT + to_f32(column) * (self.thumbnail.x + GAP_PT)
    }

    fn line_top(&self, top: f32, line: usize) -> f32 {
        top + COLUMN_HEAD_PT + to_f32(line) * self.row_height()
    }

    fn row_height(&self) -> f32 {
        self.thumbnail.y + GAP_PT
    }

    fn block_width(&self) -> f32 {
        ROW_HEAD_PT + to_f32(self.columns) * (self.thumbnail.x + GAP_PT)
    }

    fn width(&self) -> f32 {
        let of_blocks = to_f32(self.blocks) * (self.block_width() + GAP_PT) - 2.0 * GAP_PT;
        let of_whole = self.column_left(0.0, self.whole) - GAP_PT;
        (2.0 * MARGIN_PT + of_blocks.max(of_whole)).max(LEAST_WIDTH_PT)
    }
}

#[expect(clippy::cast_precision_loss, reason = "some rows and columns")]
fn to_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLIDE: f32 = 16.0 / 9.0;

    fn grids() -> Vec<Grid> {
        let mut grids = Vec::new();
        for ratio in [0.01, 0.7, SLIDE, 50.0] {
            for (whole, columns, rows) in
                [(2, 8, 74), (1, 0, 0), (0, 1, 74), (0, 1, 1), (3, 2, 5), (0, 3, 40), (9, 1, 3), (0, 20, 200)]
            {
                grids.push(Grid::new(whole, columns, rows, ratio));
            }
        }
        grids
    }

    #[test]
    fn every_cell_is_on_one_page_and_pages_follow_each_other() {
        for grid in grids() {
            let mut next = 0;
            for page in 0..grid.page_count() {
                let cells = grid.cells_of(page);
                assert_eq!(cells.start, next, "{grid:?}");
                assert!(!cells.is_empty(), "{grid:?}");
                assert!(cells.clone().all(|cell| grid.page_of(cell) == page));
                next = cells.end;
            }
            assert_eq!(next, grid.whole + grid.rows * grid.columns, "{grid:?}");
        }
    }

    #[test]
    fn thumbnails_stand_apart_from_each_other_and_inside_the_page() {
        for grid in grids() {
            for page in 0..grid.page_count() {
                let mut places = Vec::new();
                if page == 0 {
                    let (left, top) = Grid::whole_corner();
                    places.extend((0..grid.whole).map(|column| grid.place(left, top, 0, column)));
                }
                for block in grid.blocks_of(page) {
                    for line in 0..block.rows.len() {
                        places.push(grid.row_head(block.left, block.top, line));
                        places.extend((0..grid.columns).map(|column| grid.place(block.left, block.top, line, column)));
                    }
                }
                let sheet = Rect::from_min_size(egui::Pos2::ZERO, grid.page_size(page)).shrink(MARGIN_PT - 0.01);
                for (index, place) in places.iter().enumerate() {
                    assert!(sheet.contains_rect(*place), "{grid:?} page {page}: {place} in {sheet}");
                    let others = places.iter().take(index);
                    assert!(others.into_iter().all(|other| !other.shrink(0.01).intersects(place.shrink(0.01))));
                }
            }
        }
    }

    #[test]
    fn a_sheet_of_every_mineral_is_some_pages_of_the_shape_of_paper() {
        let grid = Grid::new(2, 8, 74, SLIDE);
        assert_eq!(grid.thumbnail(), vec2(240.0, 135.0));
        let size = grid.page_size(1);
        assert!((size.x / size.y - std::f32::consts::SQRT_2).abs() < 0.1, "{size}");
        assert!((7..=10).contains(&grid.page_count()), "{}", grid.page_count());
        // One kind of chart: minerals beside each other, and not one thin column.
        let grid = Grid::new(0, 1, 74, SLIDE);
        assert!(grid.page_count() <= 2 && grid.blocks_of(0).len() > 4, "{grid:?}");
    }
}
