use egui::{Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::charts::frame::one_line;
use crate::charts::shares::multiples::model::LEAST_ROWS;
use crate::charts::shares::multiples::{Multiples, PanelRow};
use crate::charts::style::{Style, TextRank};

use super::tail::Tail;

/// How large the texts of charts are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    rank: TextRank,
    factor: f32,
    /// A chart is at least so wide, in points of the usual text.
    least_width: f32,
}

/// In a window.
pub(super) const USUAL: Size = Size { rank: TextRank::Body, factor: 1.0, least_width: 250.0 };
/// On a page that has no room for all charts otherwise.
pub(super) const SMALLEST: Size = Size { rank: TextRank::Small, factor: 0.86, least_width: 172.0 };
/// On a page, from the largest to the smallest: the back of a room reads a few charts in large type.
const SIZES: [Size; 4] = [
    Size { rank: TextRank::Body, factor: 1.35, least_width: 270.0 },
    USUAL,
    Size { rank: TextRank::Small, factor: 1.0, least_width: 205.0 },
    SMALLEST,
];

/// Names take at most this part of a chart's width.
const MOST_OF_LABELS: f32 = 0.4;
/// The scale takes at least this part of the room right of names.
const LEAST_OF_WHOLE: f32 = 0.4;

/// Where charts and their bars stand.
pub(super) struct Plan {
    /// With the size of the texts in it.
    pub(super) style: Style,
    pub(super) rank: TextRank,
    /// How many charts stand beside each other.
    pub(super) columns: usize,
    width: f32,
    between: Vec2,
    /// The height of a heading.
    pub(super) head: f32,
    /// The height of a row.
    pub(super) pitch: f32,
    /// The height of the numbers under the last charts.
    axis: f32,
    /// From the left end of a chart to where bars begin.
    pub(super) zero: f32,
    /// The room between names and bars, and behind bars.
    pub(super) gap: f32,
    /// Points per whole (a share of 1).
    pub(super) scale: f32,
    /// Where the scale ends, as a share.
    pub(super) end: f32,
}

impl Plan {
    pub(super) fn new(ui: &Ui, multiples: &Multiples, (style, size): (Style, Size), width: f32) -> Self {
        let panels = multiples.panels.as_slice();
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let end = multiples.scale_end() as f32;
        let style = Style { text_scale: style.text_scale * size.factor, ..style };
        let height = |rank| ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)));
        let between = vec2(style.length(26.0), style.length(11.0));
        let least = (style.length(size.least_width) / size.factor).min(width);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
        let columns = (((width + between.x) / (least + between.x)).floor() as usize).clamp(1, panels.len().max(1));
        #[expect(clippy::cast_precision_loss, reason = "a page has fewer columns than f32 can count")]
        let own = (width + between.x) / columns as f32 - between.x;
        let gap = style.length(5.0);
        let measured = |text: &str| {
            let font = style.font(size.rank);
            one_line(ui, text, font, style.colours().text, f32::INFINITY).size().x
        };
        let rows = || panels.iter().flat_map(|panel| &panel.rows);
        let label = rows().map(|row| measured(&row.label)).fold(0.0, f32::max).min(own * MOST_OF_LABELS);
        let zero = label + gap;
        let room = own - zero;
        let scale =
            rows().fold(room * 0.98 / end, |scale, row| scale.min(most_scale(row, room - gap - measured(&row.text))));
        Self {
            style,
            rank: size.rank,
            columns,
            width: own,
            between,
            head: height(TextRank::Strong) + style.length(2.0),
            pitch: height(size.rank) * 1.06,
            axis: height(TextRank::Small),
            zero,
            gap,
            scale: scale.max(room * LEAST_OF_WHOLE / end),
            end,
        }
    }

    /// Returns the room for names of suppliers.
    pub(super) fn label(&self) -> f32 {
        self.zero - self.gap
    }

    /// Returns the height of charts with so many rows each.
    pub(super) fn height(&self, counts: &[usize]) -> f32 {
        let heights = counts.chunks(self.columns).map(|counts| self.height_of(counts) + self.between.y);
        heights.sum::<f32>() + if counts.is_empty() { 0.0 } else { self.axis }
    }

    /// Returns the height of charts beside each other with so many rows each.
    fn height_of(&self, counts: &[usize]) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let most = counts.iter().copied().max().unwrap_or(0) as f32;
        self.head + most * self.pitch
    }

    /// Makes rows higher where there is more room than so many need.
    fn stretch(&mut self, counts: &[usize], room: f32) {
        const MOST: f32 = 1.4;
        let pitch = self.pitch;
        let taken = self.height(counts);
        self.pitch = 0.0;
        let fixed = self.height(counts);
        let factor = if taken > fixed { (room - fixed) / (taken - fixed) } else { 1.0 };
        self.pitch = pitch * factor.clamp(1.0, MOST);
    }

    /// Returns where a chart stands among those with so many rows each, the first one at a corner.
    pub(super) fn rect(&self, place: usize, counts: &[usize], corner: Pos2) -> Rect {
        let (row, column) = (place / self.columns, place % self.columns);
        let above: f32 = counts.chunks(self.columns).take(row).map(|of| self.height_of(of) + self.between.y).sum();
        let own = counts.chunks(self.columns).nth(row).map_or(0.0, |counts| self.height_of(counts));
        #[expect(clippy::cast_precision_loss, reason = "a page has fewer columns than f32 can count")]
        let left = corner.x + column as f32 * (self.width + self.between.x);
        Rect::from_min_size(pos2(left, corner.y + above), vec2(self.width, own))
    }
}

/// Returns the points per whole at which a bar with its text behind it takes `room`.
fn most_scale(row: &PanelRow, room: f32) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let share = row.share() as f32;
    if share > 0.0 { room.max(1.0) / share } else { f32::INFINITY }
}

/// What of the charts a page has room for.
pub(super) struct Page {
    pub(super) plan: Plan,
    /// How many charts.
    pub(super) shown: usize,
    /// How many rows of each.
    pub(super) rows: usize,
}

impl Page {
    /// Returns all charts in the largest texts that they have room with, each with as many rows as fit; else as many as
    /// there is room for in the smallest.
    pub(super) fn fitting(ui: &Ui, multiples: &Multiples, style: Style, room: Vec2) -> Self {
        let panels = &multiples.panels;
        let most = panels.iter().map(|panel| panel.rows.len()).max().unwrap_or(0);
        let least = most.min(LEAST_ROWS);
        let counts = |rows: usize| panels.iter().map(|panel| panel.rows.len().min(rows)).collect::<Vec<usize>>();
        let tail = |shown: usize| Tail::of_page(ui, multiples, shown, style, room.x).height();
        for size in SIZES {
            let mut plan = Plan::new(ui, multiples, (style, size), room.x);
            let left = room.y - tail(panels.len());
            if let Some(rows) = (least..=most).rev().find(|rows| plan.height(&counts(*rows)) <= left) {
                plan.stretch(&counts(rows), left);
                return Self { plan, shown: panels.len(), rows };
            }
        }
        let mut plan = Plan::new(ui, multiples, (style, SMALLEST), room.x);
        let counts = counts(least);
        let has_room = |shown: &usize| {
            let taken = plan.height(counts.get(..*shown).unwrap_or_default());
            taken + tail(*shown) <= room.y
        };
        let full_rows = (1..=panels.len() / plan.columns).rev().map(|rows| rows * plan.columns);
        let shown = full_rows.clone().find(has_room).unwrap_or(plan.columns.min(panels.len()));
        plan.stretch(counts.get(..shown).unwrap_or_default(), room.y - tail(shown));
        Self { plan, shown, rows: least }
    }
}
