use egui::{Rect, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{Fit, one_line};
use crate::charts::style::{Style, TextRank};

use crate::charts::matrix::grid::Grid;
use crate::charts::matrix::{Measure, RowKey};

use super::legend;

/// Names of minerals get at most this part of the width.
const MOST_OF_LABEL: f32 = 0.3;
/// Heads of rows with the HHI get at most this part of it.
const MOST_OF_SIDE: f32 = 0.5;
/// Names over columns get at most this part of the height, and so many points of the usual text.
const MOST_OF_HEAD: (f32, f32) = (0.3, 110.0);
/// Cells get at most so many times the width they need.
const MOST_STRETCH: f32 = 2.2;
/// Two rows of a turned name need so many times the height of one.
pub(super) const TWO_ROWS: f32 = 2.1;
/// A page with fewer countries or blocs than so many says nothing of them.
const FEWEST_COLUMNS: usize = 5;

/// Where everything stands, from the left and upper end.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Width of the names of minerals.
    pub(super) label: f32,
    /// Width of the HHI; none where there is no room for it.
    pub(super) hhi: f32,
    /// Width and height of a cell.
    pub(super) cell: Vec2,
    /// Height of the legend with the gap below; nothing where it stands in the corner between the heads.
    pub(super) legend: f32,
    /// Width of the legend.
    pub(super) legend_width: f32,
    /// Height of the names over columns.
    pub(super) head: f32,
    /// Height of a line of text.
    pub(super) text: f32,
    /// Between columns of text.
    pub(super) gap: f32,
    /// Before what is no country or bloc.
    pub(super) before_tail: f32,
    /// The width that there is.
    width: f32,
}

impl Plan {
    pub(super) fn new(ui: &Ui, grid: &Grid, style: Style, room: Vec2, fit: Fit) -> Self {
        let colour = style.colours().text;
        let measured = |text: &str, rank| one_line(ui, text, style.font(rank), colour, f32::INFINITY).size();
        let widest = match grid.measure {
            Measure::Share | Measure::Lost => "≤99.7",
            Measure::Change => "≥5,000*",
        };
        let sample = measured(widest, TextRank::Small);
        let (text, gap) = (sample.y, style.length(8.0));
        let rank = |is_on: bool| if is_on { TextRank::Strong } else { TextRank::Body };
        let named = grid.rows.iter().filter(|row| row.key != RowKey::Folded);
        let label = named.map(|row| measured(&row.label(), rank(row.is_on)).x).fold(0.0, f32::max);
        // What the counts are stands before them.
        let counted = grid.counted.iter().map(|words| measured(words, TextRank::Small).x).fold(0.0, f32::max);
        let hhi = measured("≥10,000*", TextRank::Small).x + gap;
        // Where large text leaves cells little room, a hover says the HHI.
        let hhi = if room.x * MOST_OF_LABEL + hhi + 2.0 * gap <= room.x * MOST_OF_SIDE { hhi } else { 0.0 };
        let label = label.max(counted + gap - hhi).min(room.x * MOST_OF_LABEL);
        let longest = grid.columns.iter().map(|column| measured(&column.name, TextRank::Strong).x).fold(0.0, f32::max);
        let (part, most) = MOST_OF_HEAD;
        let head = longest.min(style.length(most)).min((room.y * part).max(style.length(40.0)));
        // A name too long for one row gets two.
        let least = if longest > head { TWO_ROWS * text } else { 0.0 };
        let line = match fit {
            Fit::Page => 1.06,
            Fit::Scroll => 1.3,
        };
        let side = label + hhi + 2.0 * gap;
        let has_width = measured(&grid.unit_words, TextRank::Small).x <= side - gap;
        let in_corner = has_width && legend::height(ui, grid, style, side - gap) <= head;
        let body_text = measured("Ag", TextRank::Body).y;
        Self {
            label,
            hhi,
            cell: vec2((sample.x + style.length(5.0)).max(least), (text * line).max(body_text)),
            legend: if in_corner { 0.0 } else { legend::height(ui, grid, style, room.x) },
            legend_width: if in_corner { side - gap } else { room.x },
            head,
            text,
            gap,
            before_tail: if grid.supplier_count() < grid.columns.len() { gap } else { 0.0 },
            width: room.x,
        }
    }

    /// Returns the width of the rows' heads.
    pub(super) fn side(&self) -> f32 {
        self.label + self.gap + self.hhi + self.gap
    }

    /// Returns the height of everything above the cells.
    pub(super) fn top(&self) -> f32 {
        self.legend + self.below_legend()
    }

    /// Returns the height of the columns' heads: names, two counts, and the signs of blocs.
    fn below_legend(&self) -> f32 {
        self.head + self.gap * 0.5 + 3.0 * self.text + self.gap * 0.5
    }

    /// Returns the height with so many rows.
    pub(super) fn height(&self, rows: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a matrix has fewer rows than f32 can count")]
        let rows = rows as f32;
        self.top() + rows * self.cell.y
    }

    /// Returns the size of all cells.
    pub(super) fn body(&self, grid: &Grid) -> Vec2 {
        #[expect(clippy::cast_precision_loss, reason = "a matrix has fewer rows than f32 can count")]
        let (columns, rows) = (grid.columns.len() as f32, grid.rows.len() as f32);
        vec2(columns * self.cell.x + self.before_tail, rows * self.cell.y)
    }

    /// Returns where a cell lies from the corner of the first.
    pub(super) fn place(&self, grid: &Grid, row: usize, column: usize) -> Rect {
        #[expect(clippy::cast_precision_loss, reason = "a matrix has fewer rows than f32 can count")]
        let (down, right) = (row as f32, column as f32);
        let tail = if column >= grid.supplier_count() { self.before_tail } else { 0.0 };
        Rect::from_min_size(pos2(right * self.cell.x + tail, down * self.cell.y), self.cell)
    }

    /// Returns the width that there is.
    pub(super) fn width(&self) -> f32 {
        self.width
    }

    fn count(room: f32, each: f32) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
        let count = (room / each).max(0.0).floor() as usize;
        count
    }

    /// Returns how many columns have room in a width.
    pub(super) fn columns_within(&self, width: f32) -> usize {
        Self::count(width - self.side() - self.before_tail, self.cell.x)
    }

    /// Returns how many rows have room in a height.
    pub(super) fn rows_within(&self, height: f32) -> usize {
        Self::count(height - self.top(), self.cell.y)
    }

    /// Returns whether enough columns have room on a page.
    pub(super) fn has_columns(&self, grid: &Grid) -> bool {
        let tail = grid.columns.len() - grid.supplier_count() + 1;
        self.columns_within(self.width) >= (FEWEST_COLUMNS + tail).min(grid.columns.len())
    }

    /// Makes cells as large as a page has room for, within what looks well.
    pub(super) fn stretch(&mut self, grid: &Grid, room: Vec2) {
        self.fill(grid, room.x);
        #[expect(clippy::cast_precision_loss, reason = "a matrix has fewer rows than f32 can count")]
        let each = (room.y - self.top()) / grid.rows.len().max(1) as f32;
        self.cell.y = each.clamp(self.cell.y, self.cell.y * 1.6);
    }

    /// Makes cells as wide as there is room for, within what looks well.
    pub(super) fn fill(&mut self, grid: &Grid, width: f32) {
        #[expect(clippy::cast_precision_loss, reason = "a matrix has fewer columns than f32 can count")]
        let each = (width - self.side() - self.before_tail) / grid.columns.len().max(1) as f32;
        self.cell.x = each.clamp(self.cell.x, self.cell.x * MOST_STRETCH);
    }
}
