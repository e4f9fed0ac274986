use std::sync::Arc;

use egui::{Rect, Stroke, Ui, pos2, vec2};

use crate::charts::frame::{Fit, one_line, one_line_to_the_left, place};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::marking::{draw_name_ground, row_ui};
use crate::charts::palette::Series;
use crate::charts::pattern::{fill_band, fill_series, outline_series};
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Emphasis};
use crate::model::Unit;

use super::axis::{Axis, draw_axis};
use super::emphasis::{mark_of, seen, stands_out};
use super::marks::{row_id, spoken};
use super::placed_row::{Behind, PlacedRow, largest_share, lay_out, pieces, points_per_whole};
use super::sizes::{BesideLayout, Sizes};
use crate::charts::shares::model::ShareChart;
use crate::charts::shares::rows::{BarRow, Beside, Mark, RowKey};

/// Rows stand at most this many text heights apart.
const ROOMIEST_PITCH: f32 = 2.9;
/// The longest bar takes at least this part of the width, if leaving names of blocs out can give it that.
const LEAST_OF_WIDTH: f32 = 0.45;

const CARD: CardWidths = CardWidths { sign: 0.0, what: 76.0, value: 300.0 };

/// Bars that stand beside others on the same scale.
pub(in crate::charts) struct Lane<'a> {
    /// The letter of their side.
    pub(in crate::charts) side: &'static str,
    /// The bars, in order.
    pub(in crate::charts) rows: &'a [BarRow],
    /// The names before them, a row each; none where they stand elsewhere.
    pub(in crate::charts) labels: &'a [String],
    /// The room for these names.
    pub(in crate::charts) label_width: f32,
    /// From the names to the end of the longest bar with its texts, from the first row down.
    pub(in crate::charts) rect: Rect,
    /// The height of a row.
    pub(in crate::charts) height: f32,
    /// From the top of a row to that of the next.
    pub(in crate::charts) pitch: f32,
    /// Whether the names of blocs stand behind the numbers.
    pub(in crate::charts) with_bloc: bool,
}

/// The bars, placed.
pub(in crate::charts) struct Bars {
    style: Style,
    rows: Vec<PlacedRow>,
    rect: Rect,
    zero_x: f32,
    /// Points per whole (a share of 1).
    scale: f32,
    /// The whole and its unit, where the axis tells quantities.
    whole: Option<(f64, Unit)>,
    /// The height of a row.
    height: f32,
    /// From the top of a row to that of the next.
    pitch: f32,
    sizes: Sizes,
    fit: Fit,
    /// The letter of their side, where others stand beside them.
    side: Option<&'static str>,
}

impl Bars {
    pub(super) fn new(ui: &Ui, chart: &ShareChart, rows: &[BarRow], style: Style, fit: Fit, rect: Rect) -> Self {
        let sizes = Sizes::fitting(ui, chart, rows, style, rect.height());
        let room = (rect.height() - sizes.axis_height()).max(sizes.least_pitch());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
        let capacity = (room / sizes.least_pitch()).floor() as usize;
        let shown = match fit {
            Fit::Page => chart.rows_within(capacity.max(2)),
            Fit::Scroll => rows.to_vec(),
        };
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = shown.len().max(1) as f32;
        let pitch = (room / count).min(sizes.least_pitch().max(sizes.text * ROOMIEST_PITCH));
        let gap = style.length(7.0);
        let (mut rows, mut zero_x, mut scale) = (Vec::new(), rect.left(), 0.0);
        for behind in
            [Behind::ALL, Behind { year: false, ..Behind::ALL }, Behind { bloc: true, ..Behind::NONE }, Behind::NONE]
        {
            let place = |row: &BarRow| lay_out(ui, row.clone(), style, rect.width(), sizes.beside, behind);
            rows = shown.iter().map(place).collect();
            let label_width = rows.iter().map(|row| row.label.size().x).fold(0.0, f32::max);
            zero_x = rect.left() + label_width + gap;
            let largest = largest_share(&shown);
            scale = points_per_whole(&rows, rect.right() - zero_x, gap, sizes.beside, largest);
            // Years and names of blocs stand above too; they give way before the bars get too short to compare.
            if scale * largest >= (rect.right() - zero_x) * LEAST_OF_WIDTH {
                break;
            }
        }
        let whole = chart.whole();
        let mut bars = Self { style, rows, rect, zero_x, scale, whole, height: pitch, pitch, sizes, fit, side: None };
        bars.lengthen(ui);
        bars
    }

    /// Gives names that were cut the room that is left behind their own bars: the longest bar decided how much it is.
    fn lengthen(&mut self, ui: &Ui) {
        let gap = self.style.length(7.0);
        for row in &mut self.rows {
            let behind = row.behind(gap, self.sizes.beside);
            let Some(bloc) = row.bloc.as_mut().filter(|bloc| bloc.elided) else { continue };
            #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
            let end = self.zero_x + row.row.share().max(0.0) as f32 * self.scale;
            let room = self.rect.right() - end - behind + bloc.size().x;
            if room > bloc.size().x {
                let font = self.style.font(TextRank::Small);
                *bloc = one_line(ui, bloc.text(), font, self.style.colours().text_muted, room);
            }
        }
    }

    /// Places bars that stand beside others, at the scale that they could have by themselves.
    pub(in crate::charts) fn in_lane(ui: &Ui, lane: &Lane<'_>, style: Style, fit: Fit) -> Self {
        let (gap, layout) = (style.length(7.0), BesideLayout::None);
        let zero_x = lane.rect.left() + if lane.labels.is_empty() { 0.0 } else { lane.label_width + gap };
        let room = lane.rect.right() - zero_x;
        let mut labels = lane.labels.iter();
        let rows: Vec<PlacedRow> = lane
            .rows
            .iter()
            .map(|row| {
                let label = labels.next().map_or("", String::as_str);
                let (font, colour) = (style.font(TextRank::Body), style.colours().text);
                let label = one_line_to_the_left(ui, label, font, colour, lane.label_width);
                let behind = Behind { bloc: lane.with_bloc, levels: lane.with_bloc, ..Behind::ALL };
                PlacedRow { label, ..lay_out(ui, row.clone(), style, room, layout, behind) }
            })
            .collect();
        let scale = points_per_whole(&rows, room, gap, layout, largest_share(lane.rows));
        let Lane { rect, height, pitch, side, .. } = *lane;
        let sizes = Sizes::plain(ui, style);
        Self { style, rows, rect, zero_x, scale, whole: None, height, pitch, sizes, fit, side: Some(side) }
    }

    /// Returns the points per whole (a share of 1).
    pub(in crate::charts) fn scale(&self) -> f32 {
        self.scale
    }

    /// Takes another scale, at most the one it has.
    pub(in crate::charts) fn set_scale(&mut self, scale: f32) {
        self.scale = self.scale.min(scale);
    }

    /// Returns where bars begin.
    pub(in crate::charts) fn zero_x(&self) -> f32 {
        self.zero_x
    }

    /// Returns whether names of blocs can stay: none is cut or cuts a number, and a bar of this share is long enough at a
    /// scale.
    pub(in crate::charts) fn leaves_room(&self, share: f32, scale: f32) -> bool {
        let mut with_bloc = self.rows.iter().filter_map(|row| Some((row.bloc.as_ref()?, &row.value)));
        let is_cut = with_bloc.any(|(name, number)| name.elided || number.elided);
        !is_cut && share * scale >= (self.rect.right() - self.zero_x) * LEAST_OF_WIDTH
    }

    pub(super) fn draw(&self, ui: &mut Ui, emphasis: Emphasis<'_>, groups: &mut Groups) -> Option<Clicked> {
        self.draw_on_axis(ui, self.rows_height(), emphasis, groups)
    }

    /// Draws the bars between their axis and their zero line, both for rows of `height` points in all. Returns what was
    /// clicked.
    pub(in crate::charts) fn draw_on_axis(
        &self,
        ui: &mut Ui,
        height: f32,
        emphasis: Emphasis<'_>,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        self.draw_axis(ui, height);
        let clicked = self.draw_rows(ui, emphasis, groups);
        self.draw_zero_line(ui, height);
        clicked
    }

    fn draw_axis(&self, ui: &mut Ui, height: f32) {
        let end = pos2(self.rect.right(), self.rect.top() + height + self.sizes.axis_height());
        let rect = Rect::from_min_max(pos2(self.zero_x, self.rect.top()), end);
        draw_axis(ui, &Axis { rect, scale: self.scale, whole: self.whole }, self.style);
    }

    /// Draws the bars, and returns what was clicked.
    pub(in crate::charts) fn draw_rows(
        &self,
        ui: &mut Ui,
        emphasis: Emphasis<'_>,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let mut clicked = None;
        for (index, row) in self.rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
            let top = self.rect.top() + index as f32 * self.pitch;
            let band = Rect::from_min_max(pos2(self.rect.left(), top), pos2(self.rect.right(), top + self.height));
            clicked = self.draw_row(ui, row, band, emphasis, groups).or(clicked);
            let is_bloc = |row: &PlacedRow| matches!(row.row.key, RowKey::Bloc(_));
            let is_line_of_its_own = self.pitch <= self.height;
            if is_bloc(row) && is_line_of_its_own && self.rows.get(index + 1).is_some_and(|next| !is_bloc(next)) {
                // Countries are what the blocs above are made of, not more suppliers.
                let stroke = Stroke::new(1.0, self.style.colours().grid);
                ui.painter().hline(band.x_range(), band.bottom(), stroke);
            }
        }
        clicked
    }

    /// The height the rows take together.
    fn rows_height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = self.rows.len() as f32;
        count * self.pitch
    }

    fn draw_zero_line(&self, ui: &Ui, height: f32) {
        let stroke = Stroke::new(1.0, self.style.colours().axis);
        let bottom = self.rect.top() + height;
        ui.painter().line_segment([pos2(self.zero_x, self.rect.top()), pos2(self.zero_x, bottom)], stroke);
    }

    fn draw_row(
        &self,
        ui: &mut Ui,
        row: &PlacedRow,
        band: Rect,
        emphasis: Emphasis<'_>,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let (name, id) = match self.side {
            Some(side) => {
                (format!("{side}: {}", spoken(&row.row)), format!("{}-{}", side.to_lowercase(), row_id(&row.row)))
            }
            None => (spoken(&row.row), row_id(&row.row)),
        };
        let own = mark_of(&row.row);
        let marking = (own.as_ref(), emphasis.is_itself(own.as_ref()));
        // Small suppliers in one row, and those without a number in another, have the same name in files.
        let salt = ("bar", &id, matches!(row.row.mark, Mark::Words(_)));
        let response = row_ui(ui, (band, salt), marking, &name, (self.style, self.fit));
        let mark = groups.begin(ui);
        let gap = self.style.length(7.0);
        let small_height = self.sizes.beside_height();
        let roomy = (self.height - small_height) * 0.62;
        let main_height = self.sizes.text.max(roomy).min(self.height - small_height);
        let content = main_height + small_height;
        let top = band.top() + (self.height - content) / 2.0;
        let middle = top + main_height / 2.0;
        let thickness = main_height * 0.82;
        let label_at = pos2(self.zero_x - gap, middle - row.label.size().y / 2.0);
        if stands_out(&row.row, emphasis) && !row.label.text().is_empty() {
            draw_name_ground(ui, row.label.rect.translate(label_at.to_vec2()), self.style);
        }
        place(ui, label_at, Arc::clone(&row.label));
        let shown = seen(&row.row, emphasis);
        let mut x = self.draw_bar(ui, &shown, middle, thickness) + gap;
        x += place(ui, pos2(x, middle - row.value.size().y / 2.0), Arc::clone(&row.value)).x + gap;
        for text in row.behind_value(self.sizes.beside) {
            x += place(ui, pos2(x, middle - text.size().y / 2.0), Arc::clone(text)).x + gap;
        }
        let is_faded = matches!(shown, std::borrow::Cow::Owned(_));
        let beside = if is_faded { Series::Faded } else { Series::Beside };
        self.draw_beside(ui, row, beside, top + main_height, small_height);
        groups.end(ui, mark, id, &name);
        let is_clicked = response.clicked();
        show_card(ui, response, &row.row.label, &row.row.hover, CARD, self.style, self.fit);
        own.filter(|_| is_clicked).map(Clicked::Mark)
    }

    /// Draws a row's bar around the height `middle` and returns where it ends.
    fn draw_bar(&self, ui: &Ui, row: &BarRow, middle: f32, thickness: f32) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let points = |share: f64| share.max(0.0) as f32 * self.scale;
        let between =
            |from: f32, length: f32| Rect::from_min_size(pos2(from, middle - thickness / 2.0), vec2(length, thickness));
        let paint = |bar: Rect, series: Series| match row.taken_out {
            Some(_) => outline_series(ui, bar, series, self.style),
            None => fill_series(ui, bar, series, self.style),
        };
        match &row.mark {
            Mark::Words(_) => self.zero_x,
            Mark::Bar { .. } => pieces(row).into_iter().fold(self.zero_x, |x, (series, share, is_filled)| {
                let bar = between(x, points(share));
                if is_filled {
                    fill_series(ui, bar, series, self.style);
                } else {
                    outline_series(ui, bar, series, self.style);
                }
                x + points(share)
            }),
            Mark::Band { share, low, high, series, .. } => {
                let sure = self.zero_x + points(*low);
                paint(between(self.zero_x, points(*low)), *series);
                if high > low {
                    fill_band(ui, between(sure, points(high - low)), *series, self.style);
                }
                if low < share && share < high {
                    let x = self.zero_x + points(*share);
                    let stroke = Stroke::new(self.style.length(1.6), self.style.colours().text);
                    ui.painter().vline(x, middle - thickness / 2.0..=middle + thickness / 2.0, stroke);
                }
                self.zero_x + points(*high)
            }
        }
    }

    /// Draws what stands beside under the bar: a thin hatched bar, or words.
    fn draw_beside(&self, ui: &Ui, row: &PlacedRow, series: Series, top: f32, height: f32) {
        let (Some(beside), Some(text)) = (&row.row.beside, &row.beside) else { return };
        let gap = self.style.length(5.0);
        // A little nearer to its own bar than to the next.
        let inline = self.sizes.beside == BesideLayout::Inline;
        let middle = top + height * if inline { 0.5 } else { 0.42 };
        let mut x = self.zero_x;
        if let Beside::Bar { share, .. } = beside {
            #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
            let length = share.max(0.0) as f32 * self.scale;
            let thickness = height * if inline { 0.72 } else { 0.5 };
            let bar = Rect::from_min_size(pos2(x, middle - thickness / 2.0), vec2(length, thickness));
            fill_series(ui, bar, series, self.style);
            x += length;
        }
        if !inline {
            place(ui, pos2(x + gap, middle - text.size().y / 2.0), Arc::clone(text));
        }
    }
}
