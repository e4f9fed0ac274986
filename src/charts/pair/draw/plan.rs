use egui::{Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::charts::frame::{Fit, one_line, one_line_to_the_left, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::pair::model::PairChart;
use crate::charts::pair::rows::PairRow;
use crate::charts::shares::{BarRow, Bars, LEAST_COUNTRIES, Lane, RowKey, Sizes};
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Emphasis};

use super::facts::{Columns, FactLines, FactTable, Widths};
use super::fits_beside;
use super::head::{Head, SIDES};

/// Rows stand at most this many text heights apart.
const ROOMIEST_PITCH: f32 = 2.6;
/// Between the bars of A and those of B: the last mark of one axis and the first of the other have room.
const BETWEEN: f32 = 34.0;
const CARD: CardWidths = CardWidths { sign: 0.0, what: 76.0, value: 300.0 };

/// Returns what stands over the differences; nothing where there are none.
fn heading_of(chart: &PairChart) -> &'static str {
    if chart.rows.iter().all(|row| row.difference_text().is_empty()) {
        ""
    } else if chart.rows.iter().any(|row| row.change.is_some()) {
        // A bloc has more or less, suppliers join and leave it.
        let has_points = chart.rows.iter().any(|row| row.change.is_none() && row.difference.is_some());
        if has_points { "From A to B, points" } else { "From A to B" }
    } else {
        "B − A, points"
    }
}

/// Suppliers on common lines: A and B side by side, or on each other in a line where the room is narrow.
pub(super) struct Plan<'a> {
    chart: &'a PairChart,
    rows: &'a [PairRow],
    style: Style,
    sizes: Sizes,
    is_beside: bool,
    heads: [Head; 2],
    label_width: f32,
    difference_width: f32,
    /// The facts in columns under the bars.
    fact_table: Option<FactTable>,
    /// The facts as lines over the bars, where there are no columns.
    fact_lines: Option<FactLines>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(ui: &Ui, chart: &'a PairChart, rows: &'a [PairRow], style: Style, width: f32) -> Self {
        let sizes = Sizes::plain(ui, style);
        let is_beside = fits_beside(style, width);
        let colours = style.colours();
        let measured = |text: &str, rank| one_line(ui, text, style.font(rank), colours.text, f32::INFINITY).size().x;
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| measured(text, TextRank::Body)).fold(0.0, f32::max)
        };
        let mut labels = rows.iter().map(PairRow::label);
        let label_width = if is_beside {
            let facts = widest(&mut chart.facts.iter().map(|fact| fact.label.as_str()));
            widest(&mut labels).max(facts).min(width * 0.22)
        } else {
            (widest(&mut labels) + measured("  A", TextRank::Body)).min(width * 0.4)
        };
        let differences: Vec<String> = rows.iter().map(PairRow::difference_text).collect();
        let of_rows = widest(&mut differences.iter().map(String::as_str));
        let difference_width = if is_beside {
            let facts = widest(&mut chart.facts.iter().map(|fact| fact.difference.as_str()));
            of_rows.max(facts).max(measured(heading_of(chart), TextRank::Small)).min(width * 0.2)
        } else {
            of_rows.max(measured(heading_of(chart), TextRank::Small)).min(width * 0.3)
        };
        let fact_lines = (!is_beside).then(|| FactLines::new(ui, &chart.facts, style, width));
        let gap = style.length(7.0);
        let lane = lane_width(width, label_width, difference_width, style);
        // On each other they leave the column of differences its heading.
        let head = if is_beside { lane } else { width - difference_width - 2.0 * gap };
        let heads = Head::both(ui, chart, style, [head, head]);
        let fact_table = is_beside.then(|| {
            let widths = Widths { label: label_width, sides: [lane, lane], difference: difference_width };
            FactTable::new(ui, &chart.facts, style, widths)
        });
        Self { chart, rows, style, sizes, is_beside, heads, label_width, difference_width, fact_table, fact_lines }
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// Returns with how many lines it can do: blocs, and so many countries that they say something.
    pub(super) fn least_count(&self) -> usize {
        let blocs = self.rows.iter().filter(|row| matches!(row.key(), RowKey::Bloc(_))).count();
        self.count().min(blocs.max(1) + LEAST_COUNTRIES)
    }

    /// Returns the height over the bars.
    fn head_height(&self) -> f32 {
        let [a, b] = &self.heads;
        if self.is_beside {
            a.height().max(b.height()).max(self.sizes.small)
        } else {
            a.height() + b.height() + self.above()
        }
    }

    /// Returns the height of the facts under the bars.
    fn foot(&self) -> f32 {
        self.fact_table.as_ref().map_or(0.0, FactTable::height)
    }

    /// Returns the height of the facts over the bars.
    fn above(&self) -> f32 {
        self.fact_lines.as_ref().map_or(0.0, FactLines::height)
    }

    /// Returns the height of a line with the bars of both sides, at least.
    fn least_pitch(&self) -> f32 {
        self.sizes.least_pitch() * if self.is_beside { 1.0 } else { 1.9 }
    }

    /// Returns the height of everything but the lines.
    fn outer_height(&self) -> f32 {
        self.head_height() + self.sizes.axis_height() + self.foot()
    }

    pub(super) fn height_of(&self, rows: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let rows = rows as f32;
        self.outer_height() + rows * self.least_pitch()
    }

    pub(super) fn draw(
        &self,
        ui: &mut Ui,
        (fit, emphases): (Fit, [Emphasis<'_>; 2]),
        rect: Rect,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let room = (rect.height() - self.outer_height()).max(self.least_pitch());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
        let capacity = (room / self.least_pitch()).floor() as usize;
        let rows = match fit {
            Fit::Page => self.chart.rows_within(capacity.max(3)),
            Fit::Scroll => self.rows.to_vec(),
        };
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = rows.len().max(1) as f32;
        let roomiest = self.sizes.text * ROOMIEST_PITCH * if self.is_beside { 1.0 } else { 1.6 };
        let pitch = (room / count).min(self.least_pitch().max(roomiest));
        let bars = Rect::from_min_size(rect.min + vec2(0.0, self.head_height()), vec2(rect.width(), pitch * count));
        let look = (fit, emphases);
        if self.is_beside {
            self.draw_beside(ui, look, (&rows, pitch), bars, groups)
        } else {
            self.draw_stacked(ui, look, (&rows, pitch), bars, groups)
        }
    }

    /// Draws A and B side by side, with the differences at the right.
    fn draw_beside(
        &self,
        ui: &mut Ui,
        (fit, emphases): (Fit, [Emphasis<'_>; 2]),
        (rows, pitch): (&[PairRow], f32),
        rect: Rect,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let gap = self.style.length(7.0);
        let lane = lane_width(rect.width(), self.label_width, self.difference_width, self.style);
        let labels: Vec<String> = rows.iter().map(|row| row.label().to_owned()).collect();
        let a_left = rect.left() + self.label_width + gap;
        let b_left = a_left + lane + self.style.length(BETWEEN);
        let lane_rect = |left: f32, right: f32| Rect::from_x_y_ranges(left..=right, rect.y_range());
        let rects = [lane_rect(rect.left(), a_left + lane), lane_rect(b_left, b_left + lane)];
        let halves = halves_of(rows);
        let bars = on_one_scale(rows, |with_bloc| {
            let ([a, b], [rect_a, rect_b], [in_a, in_b]) = (SIDES, rects, &halves);
            let of = Lane {
                side: a,
                rows: in_a,
                labels: &labels,
                label_width: self.label_width,
                rect: rect_a,
                height: pitch,
                pitch,
                with_bloc,
            };
            let other = Lane { side: b, rows: in_b, labels: &[], label_width: 0.0, rect: rect_b, ..of };
            [Bars::in_lane(ui, &of, self.style, fit), Bars::in_lane(ui, &other, self.style, fit)]
        });
        let zeros = bars.each_ref().map(Bars::zero_x);
        let mut clicked = None;
        for (((half, emphasis), head), left) in bars.iter().zip(emphases).zip(&self.heads).zip(zeros) {
            head.draw(ui, left, rect.top() - self.head_height(), groups);
            let lane = UiBuilder::new().id_salt(("lane", left.to_bits())).max_rect(rect);
            let found = ui.scope_builder(lane, |ui| half.draw_on_axis(ui, rect.height(), emphasis, groups));
            clicked = clicked.or(found.inner);
        }
        self.draw_differences(ui, fit, (rows, pitch), rect, groups);
        let columns = Columns { label_right: rect.left() + self.label_width, sides: zeros, right: rect.right() };
        let top = rect.bottom() + self.sizes.axis_height();
        if let Some(table) = &self.fact_table {
            table.draw(
                ui,
                columns,
                Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), self.foot())),
                groups,
            );
        }
        clicked
    }

    fn draw_differences(&self, ui: &Ui, fit: Fit, (rows, pitch): (&[PairRow], f32), rect: Rect, groups: &mut Groups) {
        let colours = self.style.colours();
        let mark = groups.begin(ui);
        let heading = one_line_to_the_left(
            ui,
            heading_of(self.chart),
            self.style.font(TextRank::Small),
            colours.text_muted,
            self.difference_width,
        );
        let top = rect.top() - heading.size().y - self.style.length(2.0);
        place(ui, pos2(rect.right(), top), heading);
        let mut middle = rect.top() + pitch / 2.0;
        for (index, row) in rows.iter().enumerate() {
            let text = row.difference_text();
            if !text.is_empty() {
                let font = self.style.font(TextRank::Body);
                let why = row.why_not_known();
                let colour = if why.is_some() { colours.text_muted } else { colours.text };
                let galley = one_line_to_the_left(ui, &text, font, colour, self.difference_width);
                let at = pos2(rect.right(), middle - galley.size().y / 2.0);
                let size = vec2(self.difference_width, galley.size().y);
                let place_of = Rect::from_min_size(at - vec2(self.difference_width, 0.0), size);
                let spoken = format!("{}: {}", row.label(), row.difference_spoken());
                read_aloud(ui, place_of, ("difference", index), &spoken);
                if let Some(why) = why {
                    let response = ui.interact(place_of, ui.scope_id().with(("why", index)), Sense::hover());
                    let said = [("Difference".to_owned(), format!("not known: {why}"))];
                    show_card(ui, response, row.label(), &said, CARD, self.style, fit);
                }
                place(ui, at, galley);
            }
            middle += pitch;
        }
        groups.end(ui, mark, "differences", "What B has more, in percentage points, or which suppliers join a bloc");
    }

    /// Draws the bars of B under those of A, line by line.
    fn draw_stacked(
        &self,
        ui: &mut Ui,
        (fit, emphases): (Fit, [Emphasis<'_>; 2]),
        (rows, pitch): (&[PairRow], f32),
        rect: Rect,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let [head_a, head_b] = &self.heads;
        let top = rect.top() - self.head_height() + self.above();
        if let Some(lines) = &self.fact_lines {
            // Over the bars, so that they are seen before anything is scrolled.
            lines.draw(ui, Rect::from_min_size(pos2(rect.left(), top - self.above()), rect.size()), groups);
        }
        head_a.draw(ui, rect.left(), top, groups);
        head_b.draw(ui, rect.left(), top + head_a.height(), groups);
        let gap = self.style.length(7.0);
        let height = pitch * 0.47;
        let halves = halves_of(rows);
        let names: Vec<String> = rows.iter().map(|row| format!("{}  A", row.label())).collect();
        let letters: Vec<String> = rows.iter().map(|_| "B".to_owned()).collect();
        let right = rect.right() - self.difference_width - gap;
        let lane = Rect::from_x_y_ranges(rect.left()..=right, rect.y_range());
        let bars = on_one_scale(rows, |with_bloc| {
            let ([a, b], [in_a, in_b]) = (SIDES, &halves);
            let of = Lane {
                side: a,
                rows: in_a,
                labels: &names,
                label_width: self.label_width,
                rect: lane,
                height,
                pitch,
                with_bloc,
            };
            let below = Lane { side: b, rows: in_b, labels: &letters, rect: lane.translate(vec2(0.0, height)), ..of };
            [Bars::in_lane(ui, &of, self.style, fit), Bars::in_lane(ui, &below, self.style, fit)]
        });
        draw_lines(ui, rows.len(), pitch, rect, self.style);
        let ([of_a, of_b], [in_a, in_b]) = (&bars, emphases);
        let lanes = ui.scope_builder(UiBuilder::new().id_salt("lanes").max_rect(rect), |ui| {
            let clicked = of_a.draw_on_axis(ui, rect.height(), in_a, groups);
            of_b.draw_rows(ui, in_b, groups).or(clicked)
        });
        self.draw_differences(ui, fit, (rows, pitch), rect, groups);
        lanes.inner
    }
}

/// Draws thin lines between suppliers.
fn draw_lines(ui: &Ui, count: usize, pitch: f32, rect: Rect, style: Style) {
    let stroke = Stroke::new(1.0, style.colours().grid);
    let mut y = rect.top();
    for _ in 1..count {
        y += pitch;
        ui.painter().line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], stroke);
    }
}

/// Returns bars of both sides on the scale that both have room for; names of blocs give way before bars get too short.
fn on_one_scale(rows: &[PairRow], make: impl Fn(bool) -> [Bars; 2]) -> [Bars; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let largest = rows.iter().map(PairRow::share).fold(0.0, f64::max) as f32;
    one_scale(largest, make)
}

/// Returns bars of both sides on the scale that both have room for, the longest of them being of the share given.
pub(super) fn one_scale(largest: f32, placed: impl Fn(bool) -> [Bars; 2]) -> [Bars; 2] {
    let measured = |with_bloc| {
        let [a, b] = placed(with_bloc);
        let scale = a.scale().min(b.scale());
        ([a, b], scale)
    };
    let (with, scale) = measured(true);
    let (mut bars, scale) =
        if with.iter().all(|half| half.leaves_room(largest, scale)) { (with, scale) } else { measured(false) };
    for half in &mut bars {
        half.set_scale(scale);
    }
    bars
}

/// Returns the width of the bars of one side.
fn lane_width(width: f32, label: f32, difference: f32, style: Style) -> f32 {
    let gaps = style.length(7.0 + BETWEEN + 14.0);
    ((width - label - difference - gaps) / 2.0).max(1.0)
}

fn halves_of(rows: &[PairRow]) -> [Vec<BarRow>; 2] {
    let (a, b) = rows.iter().map(|row| row.halves.clone().into()).unzip();
    [a, b]
}
