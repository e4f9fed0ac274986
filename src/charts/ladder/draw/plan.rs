use std::sync::Arc;

use egui::{Galley, Ui};

use crate::charts::frame::{one_line, wrapped};
use crate::charts::style::{Style, TextRank};

use crate::charts::ladder::model::{LadderChart, LadderColumn};
use crate::charts::ladder::rows::{LadderCell, LadderRow};

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

/// Where numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// Beside the names.
    Beside,
    /// Under the names, for want of width.
    Stacked,
    /// Under the names, each in a line of its own with its head.
    Listed,
}

/// The widths and heights of heads and rows.
pub(super) struct Plan {
    pub(super) arrangement: Arrangement,
    pub(super) columns: Vec<Column>,
    pub(super) label: f32,
    pub(super) head_height: f32,
    pub(super) text: f32,
    pub(super) width: f32,
}

/// What is measured before anything is placed.
struct Widths {
    label: f32,
    /// Of the numbers of each column, a word of its head with them.
    numbers: Vec<f32>,
    gap: f32,
    between: f32,
    least_bar: f32,
}

impl Widths {
    fn of(ui: &Ui, chart: &LadderChart, rows: &[LadderRow], style: Style) -> Self {
        let measured =
            |text: &str, rank| one_line(ui, text, style.font(rank), style.colours().text, f32::INFINITY).size().x;
        let rank = |row: &LadderRow| if row.is_on { TextRank::Strong } else { TextRank::Body };
        let (least_bar, between) = (style.length(LEAST_BAR), style.length(6.0));
        let number = |(index, column): (usize, &LadderColumn)| {
            let has_bars = column.scale.is_some();
            let width = |cell: &LadderCell| match cell.value {
                Some(_) => measured(&cell.text, TextRank::Strong),
                // Words have the room of bars.
                None if has_bars => 0.0,
                None => measured(&cell.text, TextRank::Small),
            };
            let widest = rows.iter().filter_map(|row| row.cells.get(index)).map(width).fold(0.0, f32::max);
            // A word of its head is not cut either.
            let words = column.head.split(' ').map(|word| measured(word, TextRank::Strong)).fold(0.0, f32::max);
            widest.max(if has_bars { words - between - least_bar } else { words })
        };
        Self {
            label: rows.iter().map(|row| measured(&row.label, rank(row))).fold(0.0, f32::max),
            numbers: chart.columns.iter().enumerate().map(number).collect(),
            gap: style.length(16.0),
            between,
            least_bar,
        }
    }
}

impl Plan {
    pub(super) fn new(ui: &Ui, chart: &LadderChart, rows: &[LadderRow], style: Style, width: f32) -> Self {
        let widths = Widths::of(ui, chart, rows, style);
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let (count, with_bars) =
            (widths.numbers.len() as f32, chart.columns.iter().filter(|column| column.scale.is_some()).count() as f32);
        // Without any bar.
        let bare = widths.numbers.iter().sum::<f32>() + (count - 1.0) * widths.gap + with_bars * widths.between;
        let beside = widths.label.min(width * MOST_OF_LABEL) + widths.gap;
        let (arrangement, left) = if beside + bare + with_bars * widths.least_bar <= width {
            (Arrangement::Beside, beside)
        } else if bare + with_bars * widths.least_bar * 0.5 <= width {
            (Arrangement::Stacked, 0.0)
        } else {
            (Arrangement::Listed, 0.0)
        };
        let columns = if arrangement == Arrangement::Listed {
            listed(ui, chart, &widths, style, width)
        } else {
            let bar = ((width - left - bare) / with_bars.max(1.0)).min(width * MOST_OF_BAR);
            in_columns(ui, chart, &widths, style, (left, bar))
        };
        let heads = columns.iter().map(|column| column.head.size().y).fold(0.0, f32::max);
        Self {
            label: if arrangement == Arrangement::Beside { beside - widths.gap } else { width },
            head_height: if arrangement == Arrangement::Listed { 0.0 } else { heads + style.length(4.0) },
            columns,
            text: ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Body))),
            arrangement,
            width,
        }
    }

    /// Returns how many lines of text a row has.
    fn lines(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let cells = self.columns.len() as f32;
        match self.arrangement {
            Arrangement::Beside => 1.0,
            Arrangement::Stacked => 2.0,
            Arrangement::Listed => 1.0 + cells,
        }
    }

    /// Returns the least distance from row to row at which no text touches another.
    pub(super) fn least_pitch(&self) -> f32 {
        self.text * (self.lines() + 0.1)
    }

    /// Returns the distance from row to row at which rows are easily told apart and hit.
    pub(super) fn comfortable_pitch(&self) -> f32 {
        self.text * (self.lines() + 0.45)
    }

    /// Returns the distance from row to row that fills a height, within what looks well.
    pub(super) fn pitch_within(&self, rows: usize, height: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let each = (height - self.head_height) / rows.max(1) as f32;
        each.clamp(self.least_pitch(), self.text * (self.lines() + 1.0))
    }

    /// Returns the middle of a row's name, and that of what stands in a column of it.
    pub(super) fn middles(&self, top: f32, pitch: f32, column: usize) -> (f32, f32) {
        let first = top + (pitch - self.lines() * self.text) / 2.0 + 0.5 * self.text;
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let below = match self.arrangement {
            Arrangement::Beside => 0.0,
            Arrangement::Stacked => 1.0,
            Arrangement::Listed => 1.0 + column as f32,
        };
        (first, first + below * self.text)
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

/// Returns columns side by side from `left` on, with bars of one length.
fn in_columns(ui: &Ui, chart: &LadderChart, widths: &Widths, style: Style, (left, bar): (f32, f32)) -> Vec<Column> {
    let colours = style.colours();
    let mut left = left;
    let mut columns = Vec::with_capacity(widths.numbers.len());
    for (column, number) in chart.columns.iter().zip(&widths.numbers) {
        let bars = column.scale.map(|_| (left + number + widths.between, bar));
        let width = bars.map_or(*number, |(begin, bar)| begin + bar - left);
        let font = style.font(if column.is_ranked_by { TextRank::Strong } else { TextRank::Small });
        let colour = if column.is_ranked_by { colours.text } else { colours.text_muted };
        columns.push(Column {
            left,
            width,
            numbers_end: left + number,
            bars,
            head: wrapped(ui, &column.head, font, colour, width + 1.0),
        });
        left += width + widths.gap;
    }
    columns
}

/// Returns columns that stand in lines of their own, their heads before them.
fn listed(ui: &Ui, chart: &LadderChart, widths: &Widths, style: Style, width: f32) -> Vec<Column> {
    let small = style.font(TextRank::Small);
    let number = widths.numbers.iter().copied().fold(0.0, f32::max);
    let room = (width - number - widths.between).max(width * 0.3);
    let head = |column: &LadderColumn| one_line(ui, &column.head, small.clone(), style.colours().text_muted, room);
    let heads: Vec<Arc<Galley>> = chart.columns.iter().map(head).collect();
    let left = heads.iter().map(|head| head.size().x).fold(0.0, f32::max) + widths.between;
    let begin = left + number + widths.between;
    let bar = Some(width - begin).filter(|bar| *bar >= widths.least_bar * 0.5);
    let place = |(column, head): (&LadderColumn, Arc<Galley>)| Column {
        left,
        width: width - left,
        numbers_end: (left + number).min(width),
        bars: column.scale.and(bar).map(|bar| (begin, bar)),
        head,
    };
    chart.columns.iter().zip(heads).map(place).collect()
}
