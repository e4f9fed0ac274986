use egui::Ui;

use crate::charts::style::{Style, TextRank};

use crate::charts::shares::model::ShareChart;
use crate::charts::shares::rows::BarRow;

/// Where what is beside the bars stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BesideLayout {
    /// Nowhere: the chart has none.
    None,
    /// A bar with its text under the main bar.
    Below,
    /// A thin bar under the main bar, its text behind the main bar's: for when rows are many.
    Inline,
}

/// Heights that follow from the size of text.
#[derive(Debug, Clone, Copy)]
pub(in crate::charts) struct Sizes {
    pub(in crate::charts) text: f32,
    pub(in crate::charts) small: f32,
    pub(super) beside: BesideLayout,
}

impl Sizes {
    /// Returns the sizes of rows with nothing beside their bars.
    pub(in crate::charts) fn plain(ui: &Ui, style: Style) -> Self {
        let height = |rank| ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)));
        Self { text: height(TextRank::Body), small: height(TextRank::Small), beside: BesideLayout::None }
    }

    /// Returns the roomier sizes when all rows fit into `room` points with them, else the tighter ones.
    pub(super) fn fitting(ui: &Ui, chart: &ShareChart, rows: &[BarRow], style: Style, room: f32) -> Self {
        let height = |rank| ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)));
        let has_beside = rows.iter().any(|row| row.beside.is_some());
        let beside = if has_beside { BesideLayout::Below } else { BesideLayout::None };
        let sizes = Self { text: height(TextRank::Body), small: height(TextRank::Small), beside };
        if has_beside && sizes.rows_height(chart, rows) > room {
            Self { beside: BesideLayout::Inline, ..sizes }
        } else {
            sizes
        }
    }

    /// The height that what is beside takes in a row.
    pub(super) fn beside_height(&self) -> f32 {
        match self.beside {
            BesideLayout::None => 0.0,
            BesideLayout::Below => self.small * 0.95,
            BesideLayout::Inline => self.small * 0.45,
        }
    }

    /// The least distance from row to row at which no text touches another.
    pub(in crate::charts) fn least_pitch(&self) -> f32 {
        match self.beside {
            BesideLayout::None => self.text * 1.08,
            BesideLayout::Below | BesideLayout::Inline => self.text * 0.95 + self.beside_height(),
        }
    }

    /// The height that all rows take at least, with their axis; that of a few rows where a sentence stands instead.
    pub(super) fn rows_height(&self, chart: &ShareChart, rows: &[BarRow]) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = rows.len() as f32 + if chart.empty.is_some() { 4.0 } else { 0.0 };
        count * self.least_pitch() + self.axis_height()
    }

    /// The height that the axis takes below the rows.
    pub(in crate::charts) fn axis_height(&self) -> f32 {
        self.small * 1.5
    }
}
