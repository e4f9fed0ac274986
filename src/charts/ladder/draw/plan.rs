use std::sync::Arc;

use egui::{Galley, Ui};

use crate::charts::frame::{one_line, wrapped};
use crate::charts::style::{Style, TextRank};

use crate::charts::ladder::model::{LadderChart, LadderColumn};
use crate::charts::ladder::rows::LadderRow;

/// Names get at most this part of the width.
const MOST_OF_LABEL: f32 = 0.34;
/// Bars shorter than this, in points of the usual text, compare nothing.
const LEAST_BAR: f32 = 26.0;
/// Bars longer than this part of the width are no easier to compare.
const MOST_OF_BAR: f32 = 0.42;

/// Where a column stands, from the left end of the rows.
pub(super) struct Column {
    pub(super) left: f32,
    /// Width of the whole column.
    pub(super) width: f32,
    /// Right end of its numbers.
    pub(super) numbers_end: f32,
    /// Where bars begin and how wide they get at most; nothing for a column without bars.
    pub(super) bars: Option<(f32, f32)>,
    /// What stands over it.
    pub(super) head: Arc<Galley>,
}

/// The widths and heights of heads and rows.
pub(super) struct Plan {
    pub(super) columns: Vec<Column>,
    pub(super) label: f32,
    pub(super) head_height: f32,
    pub(super) text: f32,
    /// Whether numbers stand under the names, for want of width.
    pub(super) is_stacked: bool,
    /// Whether no number has to be cut.
    pub(super) fits: bool,
    pub(super) width: f32,
}

impl Plan {
    pub(super) fn new(ui: &Ui, chart: &LadderChart, rows: &[LadderRow], style: Style, width: f32) -> Self {
        let colours = style.colours();
        let body = style.font(TextRank::Body);
        let measured = |text: &str, rank| one_line(ui, text, style.font(rank), colours.text, f32::INFINITY).size().x;
        let gap = style.length(16.0);
        let rank = |row: &LadderRow| if row.is_on { TextRank::Strong } else { TextRank::Body };
        let label = rows.iter().map(|row| measured(&row.label, rank(row))).fold(0.0, f32::max);
        let (least_bar, between) = (style.length(LEAST_BAR), style.length(6.0));
        let number = |(index, column): (usize, &LadderColumn)| {
            let cells = rows.iter().filter_map(|row| row.cells.get(index)).filter(|cell| cell.value.is_some());
            let widest = cells.map(|cell| measured(&cell.text, TextRank::Strong)).fold(0.0, f32::max);
            // A word of its head is not cut either.
            let words = column.head.split(' ').map(|word| measured(word, TextRank::Strong)).fold(0.0, f32::max);
            widest.max(if column.scale.is_some() { words - between - least_bar } else { words })
        };
        let numbers: Vec<f32> = chart.columns.iter().enumerate().map(number).collect();
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let (count, with_bars) =
            (numbers.len() as f32, chart.columns.iter().filter(|column| column.scale.is_some()).count() as f32);
        let least = numbers.iter().sum::<f32>() + (count - 1.0) * gap + with_bars * (least_bar + between);
        let beside = label.min(width * MOST_OF_LABEL);
        let is_stacked = beside + gap + least > width;
        let (label, left) = if is_stacked { (width, 0.0) } else { (beside, beside + gap) };
        let room = width - left - (least - with_bars * least_bar);
        let bar = (room / with_bars.max(1.0)).min(width * MOST_OF_BAR);
        let mut columns = Vec::with_capacity(numbers.len());
        let mut left = left;
        for (column, number) in chart.columns.iter().zip(&numbers) {
            let bars = column.scale.filter(|_| bar >= least_bar * 0.5).map(|_| (left + number + between, bar));
            let column_width = bars.map_or(*number, |(begin, bar)| begin + bar - left);
            let font = style.font(if column.is_ranked_by { TextRank::Strong } else { TextRank::Small });
            let colour = if column.is_ranked_by { colours.text } else { colours.text_muted };
            columns.push(Column {
                left,
                width: column_width,
                numbers_end: left + number,
                bars,
                head: wrapped(ui, &column.head, font, colour, column_width + 1.0),
            });
            left += column_width + gap;
        }
        let head_height = columns.iter().map(|column| column.head.size().y).fold(0.0, f32::max) + style.length(4.0);
        Self {
            fits: left - gap <= width + 1.0,
            columns,
            label,
            head_height,
            text: ui.fonts_mut(|fonts| fonts.row_height(&body)),
            is_stacked,
            width,
        }
    }

    /// Returns the least distance from row to row at which no text touches another.
    pub(super) fn least_pitch(&self) -> f32 {
        self.text * if self.is_stacked { 2.1 } else { 1.08 }
    }

    /// Returns the distance from row to row at which rows are easily told apart and hit.
    pub(super) fn comfortable_pitch(&self) -> f32 {
        self.text * if self.is_stacked { 2.5 } else { 1.4 }
    }

    /// Returns the distance from row to row that fills a height, within what looks well.
    pub(super) fn pitch_within(&self, rows: usize, height: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let each = (height - self.head_height) / rows.max(1) as f32;
        each.clamp(self.least_pitch(), self.text * if self.is_stacked { 3.2 } else { 1.9 })
    }

    /// Returns the height of heads and rows.
    pub(super) fn height(&self, rows: usize, pitch: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let rows = rows as f32;
        self.head_height + rows * pitch
    }

    /// Returns how many rows fit into a height.
    pub(super) fn capacity(&self, height: f32) -> usize {
        let rows = (height - self.head_height) / self.least_pitch();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
        let rows = rows.max(0.0).floor() as usize;
        rows
    }
}
