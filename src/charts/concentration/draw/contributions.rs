use egui::{Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::charts::concentration::contributions::{ContributionBar, ContributionKey, ContributionRow, Contributions};
use crate::charts::fit::Needed;
use crate::charts::frame::{Fit, one_line, one_line_to_the_left, place, wrapped};
use crate::charts::groups::Groups;
use crate::charts::pattern::{fill_band, fill_series};
use crate::charts::style::{Style, TextRank};
use crate::charts::{Clicked, Marked};

use super::marks::{Look, row_height};

/// A page shows at least so many rows, the folded one among them, if there are as many.
const FEWEST_ROWS: usize = 5;
/// Names take at most this part of the width.
const MOST_OF_NAMES: f32 = 0.34;

/// Where the parts of rows stand, from the left end of a row.
struct Plan {
    style: Style,
    /// Whether a name stands above its numbers, as they have no room beside it.
    is_stacked: bool,
    name_width: f32,
    /// Of each column: its left end, where its numbers end, and where its bars begin and end.
    columns: [Column; 2],
    heads: [std::sync::Arc<egui::Galley>; 2],
    text: f32,
}

#[derive(Clone, Copy)]
struct Column {
    left: f32,
    numbers_end: f32,
    bar: f32,
    right: f32,
}

impl Plan {
    fn new(ui: &Ui, of: &Contributions, rows: &[ContributionRow], style: Style, width: f32) -> Self {
        let colour = style.colours().text;
        let measured = |text: &str| one_line(ui, text, style.font(TextRank::Body), colour, f32::INFINITY).size().x;
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(&measured).fold(0.0, f32::max);
        let numbers = [
            widest(&mut rows.iter().map(|row| row.share.text.as_str())),
            widest(&mut rows.iter().map(|row| row.points.text.as_str())),
        ];
        let (gap, between, least_bar) = (style.length(16.0), style.length(6.0), style.length(40.0));
        let names = widest(&mut rows.iter().map(|row| row.name.as_str())).min(width * MOST_OF_NAMES);
        let bare = numbers.iter().sum::<f32>() + gap + 2.0 * between;
        let is_stacked = names + gap + bare + 2.0 * least_bar > width;
        let left = if is_stacked { 0.0 } else { names + gap };
        let bar = ((width - left - bare) / 2.0).max(0.0);
        let mut at = left;
        let columns = numbers.map(|number| {
            let numbers_end = at + number;
            let column =
                Column { left: at, numbers_end, bar: numbers_end + between, right: numbers_end + between + bar };
            at = column.right + gap;
            column
        });
        let head = |text: &str, column: Column| {
            wrapped(ui, text, style.font(TextRank::Small), style.colours().text_muted, column.right - column.left)
        };
        let [share, points] = columns;
        Self {
            style,
            is_stacked,
            name_width: if is_stacked { width } else { names },
            columns,
            heads: [head(&of.heads.0, share), head(&of.heads.1, points)],
            text: row_height(ui, style, TextRank::Body),
        }
    }

    fn head_height(&self) -> f32 {
        self.heads.iter().map(|head| head.size().y).fold(0.0, f32::max) + self.style.length(4.0)
    }

    fn lines(&self) -> f32 {
        if self.is_stacked { 2.0 } else { 1.0 }
    }

    fn least_pitch(&self) -> f32 {
        self.text * (self.lines() + 0.12)
    }

    fn height(&self, rows: usize, pitch: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
        let rows = rows as f32;
        self.head_height() + rows * pitch
    }

    fn capacity(&self, height: f32) -> usize {
        let rows = (height - self.head_height() + 0.5) / self.least_pitch();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
        let rows = rows.max(0.0).floor() as usize;
        rows.max(2)
    }
}

pub(super) fn needed(ui: &Ui, of: &Contributions, style: Style, width: f32) -> Needed {
    let plan = Plan::new(ui, of, &of.rows, style, width);
    let count = of.rows.len();
    let comfortable = plan.text * (plan.lines() + 0.4);
    Needed { least: plan.height(count.min(FEWEST_ROWS), plan.least_pitch()), whole: plan.height(count, comfortable) }
}

/// Draws the rows: on a page those that have no room are folded into one.
pub(super) fn draw_ui(ui: &Ui, of: &Contributions, look: Look<'_>, rect: Rect, groups: &mut Groups) -> Option<Clicked> {
    let style = look.style;
    let mut rows = of.rows.clone();
    let mut plan = Plan::new(ui, of, &rows, style, rect.width());
    if look.fit == Fit::Page {
        rows = of.rows_within(plan.capacity(rect.height()));
        plan = Plan::new(ui, of, &rows, style, rect.width());
        rows = of.rows_within(plan.capacity(rect.height()));
    }
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let each = (rect.height() - plan.head_height()) / rows.len().max(1) as f32;
    let pitch = each.clamp(plan.least_pitch(), plan.text * (plan.lines() + 1.0));
    let mark = groups.begin(ui);
    for (head, column) in plan.heads.iter().zip(plan.columns) {
        let top = rect.top() + plan.head_height() - style.length(4.0) - head.size().y;
        place(ui, pos2(rect.left() + column.left, top), std::sync::Arc::clone(head));
    }
    groups.end(ui, mark, "columns", format!("{}, {}", of.heads.0, of.heads.1));
    let mut clicked = None;
    let mut top = rect.top() + plan.head_height();
    for row in &rows {
        let band = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), pitch));
        let id = row_id(&row.key);
        let mark = groups.begin(ui);
        draw_row(ui, of, row, &plan, look, band);
        groups.end(ui, mark, &id, row.spoken());
        if look.mark_ui(ui, band, &id, &row.spoken(), (&row.name, &row.hover)) {
            clicked = marked(&row.key).map(Clicked::Mark);
        }
        top += pitch;
    }
    clicked
}

fn draw_row(ui: &Ui, of: &Contributions, row: &ContributionRow, plan: &Plan, look: Look<'_>, band: Rect) {
    let style = plan.style;
    let colours = style.colours();
    let is_marked = marked(&row.key).is_some_and(|of| look.emphasis.has(&of));
    if is_marked {
        ui.painter().rect_filled(band, 3.0, colours.selected);
        ui.painter().rect_stroke(band, 3.0, Stroke::new(1.2, colours.accent), StrokeKind::Inside);
    }
    let is_named = matches!(row.key, ContributionKey::Country(_) | ContributionKey::Bloc(_));
    let is_bloc = matches!(row.key, ContributionKey::Bloc(_));
    let font = style.font(if is_bloc || is_marked { TextRank::Strong } else { TextRank::Body });
    let colour = if is_named { colours.text } else { colours.text_muted };
    let name = one_line(ui, &row.name, font, colour, plan.name_width + 1.0);
    let first = band.center().y - (plan.lines() - 1.0) * plan.text / 2.0;
    place(ui, pos2(band.left(), first - name.size().y / 2.0), name);
    let middle = first + (plan.lines() - 1.0) * plan.text;
    let [share, points] = plan.columns;
    let cells = [(&row.share, share, of.most_share), (&row.points, points, of.most_points)];
    for (bar, column, most) in cells {
        draw_cell(ui, row, bar, (column, most), plan, pos2(band.left(), middle));
    }
}

/// Draws a number and its bar, `at` being the left end of the row and the middle of its text.
fn draw_cell(
    ui: &Ui,
    row: &ContributionRow,
    bar: &ContributionBar,
    (column, most): (Column, f64),
    plan: &Plan,
    at: Pos2,
) {
    let style = plan.style;
    let colours = style.colours();
    let text = one_line_to_the_left(ui, &bar.text, style.font(TextRank::Body), colours.text, f32::INFINITY);
    place(ui, pos2(at.x + column.numbers_end, at.y - text.size().y / 2.0), text);
    let room = column.right - column.bar;
    if most <= 0.0 || room <= 1.0 {
        return;
    }
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let end = |value: f64| at.x + column.bar + (value / most) as f32 * room;
    let half = plan.text * 0.32;
    let between = |from: f64, to: f64| Rect::from_min_max(pos2(end(from), at.y - half), pos2(end(to), at.y + half));
    let value = bar.value.unwrap_or(0.0);
    if value > 0.0 {
        fill_series(ui, between(0.0, value), row.series, style);
    }
    if let Some(reach) = bar.most {
        fill_band(ui, between(value, reach), row.series, style);
    }
    let zero = at.x + column.bar;
    let reach = plan.text * 0.5;
    ui.painter().line_segment([pos2(zero, at.y - reach), pos2(zero, at.y + reach)], Stroke::new(1.0, colours.axis));
}

fn marked(key: &ContributionKey) -> Option<Marked> {
    match key {
        ContributionKey::Country(iso3) => Some(Marked::Country(*iso3)),
        ContributionKey::Bloc(id) => Some(Marked::Bloc(id.clone())),
        ContributionKey::Other | ContributionKey::Folded => None,
    }
}

fn row_id(key: &ContributionKey) -> String {
    match key {
        ContributionKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
        ContributionKey::Bloc(id) => format!("bloc-{id}"),
        ContributionKey::Other => "other".to_owned(),
        ContributionKey::Folded => "folded-rows".to_owned(),
    }
}
