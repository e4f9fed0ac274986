use egui::Ui;

use crate::charts::frame::one_line;
use crate::charts::style::{Style, TextRank};

use crate::charts::editions::model::{ColumnHead, EditionsChart};
use crate::charts::editions::rows::EditionRow;

/// Heights that follow from the size of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) text: f32,
    pub(super) small: f32,
    is_stacked: bool,
}

impl Sizes {
    /// The least distance from row to row at which no text touches another.
    pub(super) fn least_pitch(&self) -> f32 {
        if self.is_stacked { self.text + self.small * 1.15 } else { self.text * 1.12 }
    }

    /// The distance from row to row in a window.
    pub(super) fn comfortable_pitch(&self) -> f32 {
        if self.is_stacked { self.text + self.small * 1.6 } else { self.text * 1.45 }
    }

    fn roomiest_pitch(&self) -> f32 {
        self.least_pitch() * 1.9
    }

    pub(super) fn axis_height(&self) -> f32 {
        self.small * 1.6
    }
}

/// Where the parts of a row stand.
#[derive(Debug, Clone)]
pub(super) enum Arrangement {
    /// In columns: name, one cell an edition, the axis, the change.
    Columns {
        /// Width of the names.
        label: f32,
        /// Right ends of the cells.
        cell_ends: Vec<f32>,
        /// Widths of the cells.
        cells: Vec<f32>,
    },
    /// In two lines: name and axis, then the cells and the change, for large text.
    Stacked,
}

/// What stands where across the width, from its left end.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) sizes: Sizes,
    pub(super) arrangement: Arrangement,
    pub(super) width: f32,
    /// Where the axis begins and ends.
    pub(super) axis: (f32, f32),
    /// Where the change begins, and how wide it may be.
    pub(super) change: (f32, f32),
    /// The largest number on the axis; 0 where there is none.
    pub(super) largest: f64,
    pub(super) head_height: f32,
    pub(super) gap: f32,
}

/// The axis takes at least this part of the width, else the row stands in two lines.
const LEAST_AXIS: f32 = 0.24;

impl Plan {
    pub(super) fn new(ui: &Ui, chart: &EditionsChart, rows: &[EditionRow], style: Style, width: f32) -> Self {
        let height = |rank| ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)));
        let measure = |text: &str, rank: TextRank| {
            one_line(ui, text, style.font(rank), style.colours().text, f32::INFINITY).size().x
        };
        let widest = |texts: &mut dyn Iterator<Item = f32>| texts.fold(0.0, f32::max);
        let gap = style.length(14.0);
        let all = || rows.iter().chain(&chart.world);
        let label = widest(&mut all().map(|row| measure(&row.label, TextRank::Body))).min(width * 0.26);
        let cells: Vec<f32> = chart
            .columns
            .iter()
            .enumerate()
            .map(|(place, head)| {
                let of_rows = all().filter_map(|row| row.cells.get(place)).map(|cell| measure(cell, TextRank::Body));
                let name = measure(&head.name, TextRank::Small) + style.length(18.0);
                let about = measure(&head.about, TextRank::Small);
                widest(&mut of_rows.chain([name, about]))
            })
            .collect();
        let change = widest(&mut all().map(|row| measure(&row.change, TextRank::Strong)));
        let change_gap = if change > 0.0 { gap } else { 0.0 };
        let axis_begin = label + cells.iter().map(|cell| cell + gap).sum::<f32>() + gap * 1.4;
        let axis_end = width - change - change_gap - style.length(6.0);
        let is_stacked = axis_end - axis_begin < (width * LEAST_AXIS).max(style.length(80.0));
        let sizes = Sizes { text: height(TextRank::Body), small: height(TextRank::Small), is_stacked };
        let largest = rows.iter().flat_map(|row| &row.dots).map(|mark| mark.value).fold(0.0, f64::max);
        if is_stacked {
            let heads = widest(&mut chart.columns.iter().map(|head| measure(&spoken_head(head), TextRank::Small)));
            return Self::stacked(chart, style, width, sizes, (heads, largest, gap));
        }
        let mut end = label;
        let cell_ends = cells
            .iter()
            .map(|cell| {
                end += gap + cell;
                end
            })
            .collect();
        let has_about = chart.columns.iter().any(|head| !head.about.is_empty());
        Self {
            arrangement: Arrangement::Columns { label, cell_ends, cells },
            width,
            axis: (axis_begin, axis_end),
            change: (width - change, change),
            largest,
            head_height: sizes.small * if has_about { 2.5 } else { 1.5 },
            sizes,
            gap,
        }
    }

    /// Returns the plan of rows in two lines, the widest head being `heads` wide.
    fn stacked(
        chart: &EditionsChart,
        style: Style,
        width: f32,
        sizes: Sizes,
        (heads, largest, gap): (f32, f64, f32),
    ) -> Self {
        let begin = width * 0.54;
        #[expect(clippy::cast_precision_loss, reason = "a handful of editions")]
        let count = chart.columns.len() as f32;
        let lines = if are_side_by_side(heads, width) { (count / 2.0).ceil() } else { count };
        Self {
            arrangement: Arrangement::Stacked,
            width,
            axis: (begin, width - style.length(8.0)),
            change: (begin, width - begin),
            largest,
            head_height: sizes.small * (lines * 1.1 + 0.5),
            sizes,
            gap,
        }
    }

    /// The height of everything that is no row: heads, axis, the world's total.
    fn fixed_height(&self, chart: &EditionsChart) -> f32 {
        let axis = if self.largest > 0.0 { self.sizes.axis_height() } else { 0.0 };
        let world = if chart.world.is_some() { self.world_height() } else { 0.0 };
        self.head_height + axis + world
    }

    pub(super) fn world_height(&self) -> f32 {
        self.sizes.least_pitch() + self.sizes.small * 0.7
    }

    /// The height of so many rows at a distance, with all around them.
    pub(super) fn height(&self, chart: &EditionsChart, rows: usize, pitch: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let rows = rows as f32;
        self.fixed_height(chart) + rows * pitch
    }

    /// Returns the height at which all rows stand as near as they can.
    pub(super) fn least_height(&self, chart: &EditionsChart, rows: usize) -> f32 {
        self.height(chart, rows, self.sizes.least_pitch())
    }

    /// Returns how many rows fit into a height.
    pub(super) fn capacity(&self, chart: &EditionsChart, height: f32) -> usize {
        let room = (height - self.fixed_height(chart)).max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
        let capacity = (room / self.sizes.least_pitch()).floor() as usize;
        capacity
    }

    /// Returns the distance from row to row that fills a height, neither too narrow nor too wide.
    pub(super) fn pitch_within(&self, chart: &EditionsChart, rows: usize, height: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let rows = rows.max(1) as f32;
        let pitch = (height - self.fixed_height(chart)) / rows;
        pitch.clamp(self.sizes.least_pitch(), self.sizes.roomiest_pitch())
    }
}

/// Returns whether two heads stand in a line, the widest being `heads` wide.
pub(super) fn are_side_by_side(heads: f32, width: f32) -> bool {
    heads * 2.2 < width
}

/// Returns an edition's head as one text.
pub(super) fn spoken_head(head: &ColumnHead) -> String {
    if head.about.is_empty() { head.name.clone() } else { format!("{}, {}", head.name, head.about) }
}
