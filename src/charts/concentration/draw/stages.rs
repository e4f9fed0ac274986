use egui::{Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use crate::charts::Clicked;
use crate::charts::concentration::stages::{HhiMark, StageLine, StageYear, StagesPicture};
use crate::charts::fit::Needed;
use crate::charts::frame::{one_line_to_the_left, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};
use crate::model::whole_text;

use super::grid::{Grid, end_sign, head, head_room, of_count, room_of, unit_of};
use super::marks::{Look, Sign, apart, small, small_strong};

pub(super) fn needed(ui: &Ui, of: &StagesPicture, style: Style, width: f32) -> Needed {
    let grid = Grid::new(ui, of, style, width);
    let rows = of_count(grid.rows);
    Needed { least: grid.around() + rows * grid.text * 5.0, whole: grid.around() + rows * grid.text * 9.0 }
}

pub(super) fn draw_ui(ui: &Ui, of: &StagesPicture, look: Look<'_>, rect: Rect, groups: &mut Groups) -> Option<Clicked> {
    let grid = Grid::new(ui, of, look.style, rect.width());
    let mark = groups.begin(ui);
    let fits = |text: &&String| small(ui, text, look.style, f32::INFINITY).size().x <= rect.width();
    let heading = of.headings.iter().find(fits).or(of.headings.last()).map_or("", String::as_str);
    let galley = small(ui, heading, look.style, rect.width());
    read_aloud(ui, Rect::from_min_size(rect.min, galley.size()), "concentration heading", heading);
    place(ui, rect.min, galley);
    grid.key.draw(ui, look, rect.min + vec2(0.0, grid.text * 1.3));
    groups.end(ui, mark, "key", heading);
    let height = ((rect.height() - grid.around()) / of_count(grid.rows)).max(2.0);
    let mut top = rect.top() + grid.text * 1.3 + grid.key.height();
    let mut clicked = None;
    for stages in grid.rows_of(of) {
        let plot_top = top + grid.text * (0.8 + grid.head_lines);
        let plot = Rect::from_min_max(pos2(rect.left() + grid.axis, plot_top), pos2(rect.right(), plot_top + height));
        let row = Row { of, grid: &grid, look, plot };
        clicked = row.draw_ui(ui, stages, groups).or(clicked);
        top = plot.bottom() + grid.text * 1.6;
    }
    clicked
}

/// Stages side by side on one axis.
struct Row<'a> {
    of: &'a StagesPicture,
    grid: &'a Grid,
    look: Look<'a>,
    plot: Rect,
}

impl Row<'_> {
    fn y(&self, hhi: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let part = (hhi / self.of.scale.top) as f32;
        self.plot.bottom() - part * self.plot.height()
    }

    fn draw_ui(&self, ui: &Ui, (stages, ends): (&[StageLine], &[f32]), groups: &mut Groups) -> Option<Clicked> {
        let mark = groups.begin(ui);
        self.draw_axis(ui);
        groups.end(ui, mark, "axis", "HHI and its thresholds");
        let left = self.plot.left() + self.grid.zones;
        let unit = unit_of(stages, ends, self.plot.right() - left, self.look.style);
        let mut x = left;
        let mut clicked = None;
        for (line, ends) in stages.iter().zip(ends) {
            let stage = Stage { row: self, line, left: x, unit, ends: *ends };
            clicked = stage.draw_ui(ui, groups).or(clicked);
            x += unit * room_of(line) + ends;
        }
        clicked
    }

    /// Draws grid, thresholds and the names of the zones between them.
    fn draw_axis(&self, ui: &Ui) {
        let style = self.look.style;
        let colours = style.colours();
        let (moderate, high) = self.of.thresholds;
        let line = |value: f64, stroke: Stroke| {
            let y = self.y(value);
            ui.painter().line_segment([pos2(self.plot.left(), y), pos2(self.plot.right(), y)], stroke);
        };
        // Between zero and the upper threshold the zones' names stand.
        let is_clear = |tick: f64| tick <= 0.0 || self.y(high) - self.y(tick) > 1.4 * self.grid.text;
        let ticks = self.of.scale.ticks.iter().map(|tick| (tick.value, false)).filter(|(tick, _)| is_clear(*tick));
        let mut used: Vec<f32> = Vec::new();
        for (value, is_threshold) in [(high, true), (moderate, true)].into_iter().chain(ticks) {
            let stroke = if is_threshold {
                Stroke::new(style.length(1.2), colours.axis)
            } else {
                Stroke::new(1.0, if value > 0.0 { colours.grid } else { colours.axis })
            };
            line(value, stroke);
            let y = self.y(value);
            if used.iter().any(|other| (other - y).abs() < self.grid.text * 0.95) {
                continue;
            }
            used.push(y);
            let font = style.font(TextRank::Small);
            let colour = if is_threshold { colours.text } else { colours.text_muted };
            let galley = one_line_to_the_left(ui, &whole_text(value), font, colour, f32::INFINITY);
            place(ui, pos2(self.plot.left() - style.length(5.0), y - galley.size().y / 2.0), galley);
        }
        let edges = [self.plot.top(), self.y(high), self.y(moderate), self.plot.bottom()];
        for (place_of, (zone, edge)) in self.of.zones.iter().zip(edges.windows(2)).enumerate() {
            let [upper, lower] = edge else { continue };
            if lower - upper < self.grid.text {
                continue;
            }
            let galley = small(ui, zone, style, f32::INFINITY);
            let middle = f32::midpoint(*upper, *lower) - galley.size().y / 2.0;
            // The upper zone is tall: it is named just above its line.
            let y = if place_of == 0 { lower - galley.size().y } else { middle };
            place(ui, pos2(self.plot.left() + style.length(4.0), y), galley);
        }
    }
}

/// One stage over the years.
struct Stage<'a> {
    row: &'a Row<'a>,
    line: &'a StageLine,
    left: f32,
    /// The width of a year, and the room for numbers behind the last.
    unit: f32,
    ends: f32,
}

impl Stage<'_> {
    fn middle(&self, place_of: usize) -> f32 {
        self.left + self.unit * (of_count(place_of) + 0.5)
    }

    /// Returns how far the two settings stand to the sides of a year's middle.
    fn aside(&self, sign: Sign) -> f32 {
        let by =
            if self.row.of.after_name.is_some() { self.row.look.style.length(4.5).min(self.unit * 0.22) } else { 0.0 };
        if sign == Sign::After { by } else { -by }
    }

    fn draw_ui(&self, ui: &Ui, groups: &mut Groups) -> Option<Clicked> {
        let (look, grid, plot) = (self.row.look, self.row.grid, self.row.plot);
        let style = look.style;
        let right = self.left + self.unit * of_count(self.line.years.len());
        let head = head(ui, self.line, style, head_room(self.line, self.unit, self.ends, style));
        let at = pos2(self.left, plot.top() - grid.text * 0.6 - head.size().y);
        read_aloud(ui, Rect::from_min_size(at, head.size()), ("stage", self.line.stage.id()), &self.line.name);
        place(ui, at, head);
        for (place_of, year) in self.line.years.iter().enumerate() {
            if year.is_asked {
                let column = Rect::from_center_size(
                    pos2(self.middle(place_of), plot.center().y),
                    vec2(self.unit.min(style.length(26.0)), plot.height()),
                );
                ui.painter().rect_filled(column, 2.0, style.colours().selected);
            }
            if year.is_break {
                let x = self.middle(place_of) - self.unit / 2.0;
                look.dashed(ui, [pos2(x, plot.top()), pos2(x, plot.bottom())]);
            }
        }
        self.draw_line(ui, Sign::Before, |year| year.before);
        self.draw_line(ui, Sign::After, |year| year.after);
        let mut clicked = None;
        for (place_of, year) in self.line.years.iter().enumerate() {
            clicked = self.year_ui(ui, place_of, year, groups).or(clicked);
        }
        self.draw_years(ui);
        self.draw_ends(ui, right, groups);
        clicked
    }

    fn draw_line(&self, ui: &Ui, sign: Sign, of: impl Fn(&StageYear) -> Option<HhiMark>) {
        let stroke = Stroke::new(self.row.look.style.length(1.6), self.row.look.colour(sign));
        let mut last: Option<Pos2> = None;
        for (place_of, year) in self.line.years.iter().enumerate() {
            let at = of(year).map(|mark| pos2(self.middle(place_of) + self.aside(sign), self.row.y(mark.lower)));
            if let (Some(from), Some(to), true) = (last, at, year.is_joined) {
                ui.painter().add(Shape::line_segment([from, to], stroke));
            }
            last = at;
        }
    }

    fn year_ui(&self, ui: &Ui, place_of: usize, year: &StageYear, groups: &mut Groups) -> Option<Clicked> {
        let (look, plot) = (self.row.look, self.row.plot);
        let middle = self.middle(place_of);
        let id = format!("{}-{}", self.line.stage.id(), year.year);
        let mark = groups.begin(ui);
        for (sign, of) in [(Sign::Before, year.before), (Sign::After, year.after)] {
            if let Some(of) = of {
                self.draw_mark(ui, middle + self.aside(sign), sign, of);
            }
        }
        if year.before.is_none() {
            let galley = small(ui, "–", look.style, f32::INFINITY);
            place(ui, pos2(middle - galley.size().x / 2.0, plot.bottom() - galley.size().y), galley);
        }
        groups.end(ui, mark, &id, &year.spoken);
        let column =
            Rect::from_center_size(pos2(middle, plot.center().y), vec2((self.unit - 1.0).max(1.0), plot.height()));
        let heading = format!("{} {}", self.line.name, year.year);
        look.mark_ui(ui, column, &id, &year.spoken, (&heading, &year.hover)).then_some(Clicked::Year(year.year))
    }

    /// Draws an HHI and how far up its interval reaches.
    fn draw_mark(&self, ui: &Ui, x: f32, sign: Sign, of: HhiMark) {
        let look = self.row.look;
        let style = look.style;
        let at = pos2(x, self.row.y(of.lower));
        if let Some(upper) = of.seen_upper() {
            let top = self.row.y(upper);
            let colour = look.colour(sign);
            let soft = style.colours().background.lerp_to_gamma(colour, 0.45);
            ui.painter().line_segment([at, pos2(x, top)], Stroke::new(style.length(4.0), soft));
            let half = style.length(3.5);
            ui.painter()
                .line_segment([pos2(x - half, top), pos2(x + half, top)], Stroke::new(style.length(1.4), colour));
        }
        look.sign(ui, at, sign, of.published_only);
    }

    /// Draws the years that have the room, the last one among them.
    fn draw_years(&self, ui: &Ui) {
        let (style, plot) = (self.row.look.style, self.row.plot);
        let mut free = f32::INFINITY;
        for (place_of, year) in self.line.years.iter().enumerate().rev() {
            let galley = small(ui, &year.year.to_string(), style, f32::INFINITY);
            let left = self.middle(place_of) - galley.size().x / 2.0;
            if left + galley.size().x + style.length(5.0) > free {
                continue;
            }
            free = left;
            place(ui, pos2(left, plot.bottom() + style.length(3.0)), galley);
        }
    }

    /// Draws the numbers of the last year at the right of the lines.
    fn draw_ends(&self, ui: &Ui, right: f32, groups: &mut Groups) {
        let (look, grid, plot) = (self.row.look, self.row.grid, self.row.plot);
        let style = look.style;
        let mut ends: Vec<(Sign, HhiMark)> = self.line.last_marks().collect();
        ends.sort_by(|(_, one), (_, other)| other.lower.total_cmp(&one.lower));
        let wished: Vec<f32> = ends.iter().map(|(_, mark)| self.row.y(mark.lower)).collect();
        // Behind the last marks, however narrow their year is.
        let last_year = self.middle(self.line.years.len().saturating_sub(1));
        let left = (right + style.length(3.0)).max(last_year + self.aside(Sign::After) + style.length(8.0));
        let half = grid.text / 2.0;
        let places = apart(&wished, grid.text, (plot.top() + half, plot.bottom() - half));
        for ((sign, of), middle) in ends.iter().zip(places) {
            let mark = groups.begin(ui);
            let colours = style.colours();
            let colour = if *sign == Sign::After { colours.accent } else { colours.text };
            let text = if grid.has_ranges { of.range_text() } else { whole_text(of.lower) };
            let galley = small_strong(ui, &text, style, colour);
            let at = pos2(left + end_sign(style), middle - galley.size().y / 2.0);
            // No threshold's line strikes a number through.
            let ground = Rect::from_min_max(pos2(left, at.y), at + galley.size());
            ui.painter().rect_filled(ground, 0.0, colours.background);
            look.sign(ui, pos2(left + style.length(5.0), middle), *sign, of.published_only);
            place(ui, at, galley);
            let name = if *sign == Sign::After { "after" } else { "before" };
            groups.end(ui, mark, format!("label-{}-{name}", self.line.stage.id()), of.text());
        }
    }
}
