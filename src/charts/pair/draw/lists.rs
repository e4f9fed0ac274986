use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use crate::charts::frame::{Fit, draw_reason, one_line, reason_height};
use crate::charts::groups::Groups;
use crate::charts::pair::model::PairChart;
use crate::charts::shares::{BarRow, Bars, Lane, ShareChart, Sizes};
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Emphasis};

use super::facts::{Columns, FactLines, FactTable, Widths};
use super::fits_beside;
use super::head::{Head, SIDES};
use super::plan::one_scale;

/// Rows stand at most this many text heights apart.
const ROOMIEST_PITCH: f32 = 2.6;
/// Names take at most this part of a half.
const MOST_OF_LABELS: f32 = 0.42;
/// A half with bars takes this part of the room beside one without any.
const MOST_OF_ONE: f32 = 0.66;
/// Between a name and its bar, in points of the usual text.
const GAP: f32 = 7.0;

/// A list of suppliers for each side: side by side, or on each other where the room is narrow.
pub(super) struct Lists<'a> {
    chart: &'a PairChart,
    /// The suppliers of each side.
    rows: [&'a [BarRow]; 2],
    style: Style,
    sizes: Sizes,
    is_beside: bool,
    heads: [Head; 2],
    /// The height of the sentence in place of bars, where a side has none.
    reasons: [Option<f32>; 2],
    label_widths: [f32; 2],
    /// The width of each half.
    widths: [f32; 2],
    fact_table: Option<FactTable>,
    fact_lines: Option<FactLines>,
}

/// Where one half stands, and what of it.
struct Half {
    rows: Vec<BarRow>,
    rect: Rect,
}

impl<'a> Lists<'a> {
    pub(super) fn new(ui: &Ui, chart: &'a PairChart, rows: [&'a [BarRow]; 2], style: Style, width: f32) -> Self {
        let is_beside = fits_beside(style, width);
        let widths = widths_of(chart, is_beside, width, style);
        let measured =
            |text: &str| one_line(ui, text, style.font(TextRank::Body), style.colours().text, f32::INFINITY).size().x;
        let facts = chart.facts.iter().map(|fact| measured(&fact.label)).fold(0.0, f32::max);
        let of_facts = if is_beside { facts } else { 0.0 };
        let label_width = |of_side: &[BarRow], least: f32, half: f32| {
            of_side.iter().map(|row| measured(&row.label)).fold(least, f32::max).min(half * MOST_OF_LABELS)
        };
        let ([a, b], [width_a, width_b]) = (rows, widths);
        let label_widths = [label_width(a, of_facts, width_a), label_width(b, 0.0, width_b)];
        let difference = chart.facts.iter().map(|fact| measured(&fact.difference)).fold(0.0, f32::max);
        let difference = difference.min(width_b * 0.5);
        let gap = style.length(GAP);
        let [label, _] = label_widths;
        let columns = Widths { label, sides: [width_a - label - gap, width_b - difference - gap], difference };
        let reason = |(of, half): (&ShareChart, f32)| of.empty.as_ref().map(|why| reason_height(ui, why, style, half));
        let [in_a, in_b] = &chart.halves;
        Self {
            sizes: Sizes::plain(ui, style),
            heads: Head::both(ui, chart, style, widths),
            reasons: [(in_a, width_a), (in_b, width_b)].map(reason),
            label_widths,
            widths,
            fact_table: is_beside.then(|| FactTable::new(ui, &chart.facts, style, columns)),
            fact_lines: (!is_beside).then(|| FactLines::new(ui, &chart.facts, style, width)),
            chart,
            rows,
            style,
            is_beside,
        }
    }

    /// Returns the height of the facts.
    fn foot(&self) -> f32 {
        let lines = || self.fact_lines.as_ref().map_or(0.0, FactLines::height);
        self.fact_table.as_ref().map_or_else(lines, FactTable::height)
    }

    /// Returns the height with at most so many rows a side.
    pub(super) fn height_of(&self, most: usize) -> f32 {
        let [a, b] = [0, 1].map(|side| self.half_height(side, most));
        self.foot() + if self.is_beside { a.max(b) } else { a + b + self.style.length(8.0) }
    }

    /// Returns the height of a half with at most so many rows.
    fn half_height(&self, side: usize, most: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let rows = self.rows_of(side).min(most) as f32;
        self.head_height(side)
            + self.reason(side).unwrap_or_else(|| rows * self.sizes.least_pitch() + self.sizes.axis_height())
    }

    fn rows_of(&self, side: usize) -> usize {
        self.rows.get(side).map_or(0, |rows| rows.len())
    }

    fn reason(&self, side: usize) -> Option<f32> {
        self.reasons.get(side).copied().flatten()
    }

    /// Returns the height over the bars of a half: of both where they stand side by side.
    fn head_height(&self, side: usize) -> f32 {
        let [a, b] = self.heads.each_ref().map(Head::height);
        match side {
            _ if self.is_beside => a.max(b),
            0 => a,
            _ => b,
        }
    }

    pub(super) fn draw(
        &self,
        ui: &mut Ui,
        (fit, emphases): (Fit, [Emphasis<'_>; 2]),
        rect: Rect,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let above = self.draw_fact_lines(ui, rect, groups);
        let room = rect.height() - self.foot();
        let (rects, pitch) = self.places(rect.with_min_y(rect.top() + above), room);
        let halves: Vec<Half> = self
            .chart
            .halves
            .iter()
            .zip(self.rows)
            .zip(rects)
            .map(|((half, all), rect)| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a small positive count of rows"
                )]
                let capacity =
                    ((rect.height() - self.sizes.axis_height()) / self.sizes.least_pitch()).max(3.0) as usize;
                let rows = match fit {
                    // A sentence stands in place of all rows.
                    _ if half.empty.is_some() => Vec::new(),
                    Fit::Page => half.rows_within(capacity),
                    Fit::Scroll => all.to_vec(),
                };
                Half { rows, rect }
            })
            .collect();
        let clicked = self.draw_halves(ui, (fit, emphases), (&halves, pitch), groups);
        let bottom = halves.iter().map(|half| self.bottom(half, pitch)).fold(rect.top(), f32::max);
        let top = bottom.min(rect.bottom() - self.foot());
        let foot = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), self.foot()));
        self.draw_facts(ui, foot, &halves, groups);
        clicked
    }

    /// Draws the facts over the bars where halves stand on each other, so that they are seen before anything is scrolled, and
    /// returns their height.
    fn draw_fact_lines(&self, ui: &Ui, rect: Rect, groups: &mut Groups) -> f32 {
        let Some(lines) = &self.fact_lines else { return 0.0 };
        lines.draw(ui, rect, groups);
        self.foot()
    }

    /// Returns where the bars of a half end, with their axis.
    fn bottom(&self, half: &Half, pitch: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let rows = half.rows.len() as f32;
        (half.rect.top() + rows * pitch + self.sizes.axis_height()).min(half.rect.bottom())
    }

    /// Returns where the bars of each half stand, and the distance from row to row.
    fn places(&self, rect: Rect, room: f32) -> ([Rect; 2], f32) {
        let heads = [0, 1].map(|side| self.head_height(side));
        let [head_a, head_b] = heads;
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let counts = [0, 1].map(|side| if self.reason(side).is_some() { 0.0 } else { self.rows_of(side) as f32 });
        let roomiest = self.sizes.text * ROOMIEST_PITCH;
        let axis = self.sizes.axis_height();
        let ([width_a, width_b], gap) = (self.widths, self.style.length(8.0));
        if self.is_beside {
            let bars = room - head_a;
            let most = counts.into_iter().fold(1.0, f32::max);
            let pitch = ((bars - axis) / most).clamp(self.sizes.least_pitch(), roomiest.max(self.sizes.least_pitch()));
            let top = rect.top() + head_a;
            let place = |left: f32, width: f32| Rect::from_min_size(pos2(left, top), vec2(width, bars));
            return ([place(rect.left(), width_a), place(rect.right() - width_b, width_b)], pitch);
        }
        let [in_a, in_b] = counts;
        let fixed = |side: usize| self.reason(side).unwrap_or(axis);
        let (fixed_a, fixed_b) = (fixed(0), fixed(1));
        let bars = (room - head_a - head_b - gap - fixed_a - fixed_b).max(self.sizes.least_pitch());
        let count = (in_a + in_b).max(1.0);
        let pitch = (bars / count).clamp(self.sizes.least_pitch(), roomiest.max(self.sizes.least_pitch()));
        let part = |count_of: f32| bars.min(count * pitch) * count_of / count;
        let size = |height: f32| vec2(width_a, height);
        let first = Rect::from_min_size(rect.min + vec2(0.0, head_a), size(part(in_a) + fixed_a));
        let next = pos2(rect.left(), first.bottom() + gap + head_b);
        ([first, Rect::from_min_size(next, size(part(in_b) + fixed_b))], pitch)
    }

    fn draw_halves(
        &self,
        ui: &mut Ui,
        (fit, emphases): (Fit, [Emphasis<'_>; 2]),
        (halves, pitch): (&[Half], f32),
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let [Some(a), Some(b)] = [halves.first(), halves.get(1)] else { return None };
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let largest = a.rows.iter().chain(&b.rows).map(BarRow::share).fold(0.0, f64::max) as f32;
        let labels = [a, b].map(|half| half.rows.iter().map(|row| row.label.clone()).collect::<Vec<String>>());
        // Rows that were folded fit the room; more than that are never shown on a page.
        let pitch = halves.iter().filter(|half| !half.rows.is_empty()).fold(pitch, |pitch, half| {
            #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
            let count = half.rows.len() as f32;
            pitch.min((half.rect.height() - self.sizes.axis_height()).max(1.0) / count)
        });
        let bars = one_scale(largest, |with_bloc| {
            let ([side_a, side_b], [labels_a, labels_b], [width_a, width_b]) = (SIDES, &labels, self.label_widths);
            let of = |side, half: &'_ Half, labels, label_width| {
                let lane = Lane {
                    side,
                    rows: &half.rows,
                    labels,
                    label_width,
                    rect: half.rect,
                    height: pitch,
                    pitch,
                    with_bloc,
                };
                Bars::in_lane(ui, &lane, self.style, fit)
            };
            [of(side_a, a, labels_a, width_a), of(side_b, b, labels_b, width_b)]
        });
        let mut clicked = None;
        for (side, (((half, bars), head), emphasis)) in
            halves.iter().zip(&bars).zip(&self.heads).zip(emphases).enumerate()
        {
            head.draw(ui, half.rect.left(), half.rect.top() - self.head_height(side), groups);
            let reason = self.chart.halves.get(side).and_then(|chart| chart.empty.as_ref());
            let shown = ui.scope_builder(UiBuilder::new().id_salt(("half", side)).max_rect(half.rect), |ui| {
                if let Some(reason) = reason {
                    draw_reason(ui, reason, self.style, half.rect, groups);
                    return None;
                }
                #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
                let height = half.rows.len() as f32 * pitch;
                bars.draw_on_axis(ui, height, emphasis, groups)
            });
            clicked = clicked.or(shown.inner);
        }
        clicked
    }

    fn draw_facts(&self, ui: &Ui, rect: Rect, halves: &[Half], groups: &mut Groups) {
        let Some(table) = &self.fact_table else { return };
        let [Some(a), Some(b)] = [halves.first(), halves.get(1)] else { return };
        let [label, _] = self.label_widths;
        let label_right = a.rect.left() + label;
        let sides = [label_right + self.style.length(GAP), b.rect.left()];
        table.draw(ui, Columns { label_right, sides, right: rect.right() }, rect, groups);
    }
}

/// Returns the width of each half: where one has no bars, the other takes most of the room.
fn widths_of(chart: &PairChart, is_beside: bool, width: f32, style: Style) -> [f32; 2] {
    if !is_beside {
        return [width, width];
    }
    let room = width - style.length(24.0);
    let part = match chart.halves.each_ref().map(|half| half.empty.is_some()) {
        [false, true] => MOST_OF_ONE,
        [true, false] => 1.0 - MOST_OF_ONE,
        _ => 0.5,
    };
    [room * part, room * (1.0 - part)]
}
