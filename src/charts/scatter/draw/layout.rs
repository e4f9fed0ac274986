use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Ui, Vec2, pos2};

use crate::charts::frame::{one_line, wrapped};
use crate::charts::scatter::axis::{Axis, Scale, YearsLine};
use crate::charts::scatter::model::ScatterChart;
use crate::charts::style::{Style, TextRank};

/// The least height of the plot, in points of the usual text.
const LEAST_PLOT: f32 = 150.0;
/// The radius of the largest mark as a part of the plot's shorter side, and its most in points of the usual text.
const LARGEST_MARK: (f32, f32) = (0.085, 30.0);

/// Where everything stands.
pub(super) struct Layout<'a> {
    pub(super) style: Style,
    across: &'a Axis,
    upward: &'a Axis,
    /// The plot with its frame.
    pub(super) plot: Rect,
    /// Where shares lie: no mark in it leaves the plot.
    inner: Rect,
    /// The radius of the mark with the largest area.
    pub(super) largest: f32,
    /// The row over the plot: the name of the upward axis, and the labels of lines that leave the plot upward.
    pub(super) above: Rect,
    /// The row under the plot for marks of the axis.
    pub(super) ticks: Rect,
    /// The row under that: the marks without a name, and the name of the axis across.
    pub(super) below: Rect,
    /// The rows for what has no mark.
    pub(super) unplaced: Rect,
}

fn small_row(ui: &Ui, style: Style) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Small)))
}

/// Returns a text of second rank in one row.
pub(super) fn small_text(ui: &Ui, text: &str, style: Style, width: f32) -> Arc<Galley> {
    one_line(ui, text, style.font(TextRank::Small), style.colours().text_muted, width)
}

/// Returns what has no mark, laid out.
pub(super) fn unplaced_text(ui: &Ui, chart: &ScatterChart, style: Style, width: f32) -> Arc<Galley> {
    wrapped(ui, &chart.unplaced_words, style.font(TextRank::Small), style.colours().text_muted, width)
}

/// The height of what has no mark.
fn unplaced_height(ui: &Ui, chart: &ScatterChart, style: Style, width: f32) -> f32 {
    if chart.unplaced_words.is_empty() { 0.0 } else { unplaced_text(ui, chart, style, width).size().y }
}

/// Rows of small text around the plot: one above, marks of the axis, and one below.
const ROWS: f32 = 3.0;

/// Returns the least height between head and foot at which nothing touches.
pub(super) fn least_height(ui: &Ui, chart: &ScatterChart, style: Style, width: f32) -> f32 {
    ROWS * small_row(ui, style) + style.length(LEAST_PLOT + 10.0) + unplaced_height(ui, chart, style, width)
}

impl<'a> Layout<'a> {
    pub(super) fn new(ui: &Ui, chart: &'a ScatterChart, style: Style, rect: Rect) -> Self {
        let small = small_row(ui, style);
        let width = |text: &str| small_text(ui, text, style, f32::INFINITY).size().x;
        let ticks = chart.upward.ticks.iter().map(|tick| width(&tick.text)).fold(0.0, f32::max);
        // The frame is a little wider than what the axes hold.
        let leaves_right = |line: &&YearsLine| line.slope * chart.across.high < 3.0 * chart.upward.high;
        let right = chart.lines.iter().filter(leaves_right).map(|line| width(&line.text)).fold(0.0, f32::max);
        let (left, gap) = (rect.left() + ticks + style.length(7.0), style.length(5.0));
        let right = rect.right() - right - gap;
        let unplaced = rect.bottom() - unplaced_height(ui, chart, style, rect.width());
        let row = |left: f32, top: f32, right: f32| Rect::from_min_max(pos2(left, top), pos2(right, top + small));
        let bottom = unplaced - 2.0 * small - style.length(8.0);
        let plot = Rect::from_min_max(
            pos2(left, rect.top() + small + style.length(2.0)),
            pos2(right.max(left + 1.0), bottom.max(rect.top() + small + style.length(2.0) + 1.0)),
        );
        let (part, most) = LARGEST_MARK;
        let largest = (plot.width().min(plot.height()) * part).min(style.length(most));
        Self {
            style,
            across: &chart.across,
            upward: &chart.upward,
            inner: plot.shrink(largest + style.length(3.0)),
            plot,
            largest,
            above: row(rect.left(), rect.top(), rect.right()),
            ticks: row(left, plot.bottom() + style.length(2.0), rect.right()),
            below: row(rect.left(), plot.bottom() + small + style.length(2.0), plot.right()),
            unplaced: Rect::from_min_max(pos2(rect.left(), unplaced), rect.max),
        }
    }

    /// Returns where a share of reserves stands; nothing where the axis does not have it.
    pub(super) fn x_of(&self, share: f64) -> Option<f32> {
        let place = points(self.across.place(share)?);
        Some(self.inner.left() + place * self.inner.width())
    }

    /// Returns where a share of production stands; nothing where the axis does not have it.
    pub(super) fn y_of(&self, share: f64) -> Option<f32> {
        let place = points(self.upward.place(share)?);
        Some(self.inner.bottom() - place * self.inner.height())
    }

    /// Returns the part of a line of equal years that lies in the plot: where it begins, and where it leaves.
    pub(super) fn years_line(&self, slope: f64) -> Option<(Pos2, Pos2)> {
        // A line is straight on both scales: two places on it give all.
        let (near, far) = match self.across.scale {
            Scale::Linear => (0.0, self.across.high),
            Scale::Log => (self.across.low, self.across.high),
        };
        let at = |share: f64| Some(pos2(self.x_of(share)?, self.y_of(share * slope)?));
        let (from, to) = (at(near)?, at(far)?);
        let along = to - from;
        if along.x <= 0.0 || along.y >= 0.0 {
            return None;
        }
        let end = ((self.plot.right() - from.x) / along.x).min((self.plot.top() - from.y) / along.y);
        let begin = match self.across.scale {
            Scale::Linear => 0.0,
            Scale::Log => ((self.plot.left() - from.x) / along.x).max((self.plot.bottom() - from.y) / along.y),
        };
        let place = |part: f32| from + Vec2::new(along.x * part, along.y * part);
        (end > begin).then(|| (place(begin), place(end)))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
fn points(place: f64) -> f32 {
    // What is off the axis is as good as at its end.
    place.clamp(-1e3, 1e3) as f32
}
