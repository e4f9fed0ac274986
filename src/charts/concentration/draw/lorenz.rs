use egui::{Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::analysis::SupplierName;
use crate::charts::concentration::lorenz::{LorenzCurve, LorenzPicture, LorenzStep};
use crate::charts::fit::Needed;
use crate::charts::frame::{one_line, one_line_to_the_left, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::pattern::fill_series;
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::percent_in_sentence;
use crate::charts::{Clicked, Marked};

use super::marks::{Key, Look, Sign, apart, row_height, small};

const TICKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Labels at the side take at most this part of the width.
const MOST_OF_LABELS: f32 = 0.32;
/// The plot is at most so many times as tall as it is wide.
const TALLEST: f32 = 1.2;
/// A supplier of less than this share has no label.
const LEAST_NAMED: f64 = 0.005;

fn key_of(ui: &Ui, of: &LorenzPicture, style: Style, width: f32) -> Key {
    let sign = |curve: &LorenzCurve| if curve.is_after { Sign::After } else { Sign::Before };
    let curves = of.curves.iter().map(|curve| (sign(curve), format!("{}: {}", curve.name, curve.label)));
    let entries: Vec<(Sign, String)> = curves.chain([(Sign::Equal, of.equal_name.to_owned())]).collect();
    Key::new(ui, &entries, style, width)
}

pub(super) fn needed(ui: &Ui, of: &LorenzPicture, style: Style, width: f32) -> Needed {
    let small = row_height(ui, style, TextRank::Small);
    let around = key_of(ui, of, style, width).height() + small * 4.4;
    Needed { least: around + small * 8.0, whole: around + small * 14.0 }
}

/// Where everything stands.
struct Plot {
    /// The room of the curves.
    frame: Rect,
    /// The suppliers on top of each other, at its right.
    column: Rect,
    /// Where their names begin, and how wide they may be.
    labels: (f32, f32),
}

impl Plot {
    fn at(&self, (suppliers, supply): (f64, f64)) -> egui::Pos2 {
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let (x, y) = (suppliers as f32, supply as f32);
        pos2(self.frame.left() + x * self.frame.width(), self.frame.bottom() - y * self.frame.height())
    }

    fn new(ui: &Ui, of: &LorenzPicture, style: Style, rect: Rect) -> Self {
        let text = row_height(ui, style, TextRank::Small);
        let ticks = small(ui, &percent_in_sentence(1.0), style, f32::INFINITY).size().x + style.length(6.0);
        let steps = of.curves.last().map(|curve| curve.steps.as_slice()).unwrap_or_default();
        let named = steps.iter().filter(|step| step.share() >= LEAST_NAMED);
        let widest = named.map(|step| label(ui, step, style, f32::INFINITY).size().x).fold(0.0, f32::max);
        let labels = widest.min(rect.width() * MOST_OF_LABELS);
        let beside = style.length(14.0) + style.length(8.0) * 2.0 + style.length(8.0);
        let width = rect.width() - ticks - beside - labels;
        // The title of the upright axis above it, ticks and the title of the other one below.
        let height = rect.height() - text * 4.2;
        let width = width.min(height).max(1.0);
        let size = vec2(width, height.min(width * TALLEST).max(1.0));
        let frame = Rect::from_min_size(pos2(rect.left() + ticks, rect.top() + text * 1.6), size);
        let left = frame.right() + style.length(8.0);
        let column = Rect::from_min_max(pos2(left, frame.top()), pos2(left + style.length(14.0), frame.bottom()));
        Self { frame, column, labels: (column.right() + style.length(12.0), labels) }
    }
}

fn label(ui: &Ui, step: &LorenzStep, style: Style, width: f32) -> std::sync::Arc<egui::Galley> {
    one_line(ui, &step.label, style.font(TextRank::Small), style.colours().text, width)
}

pub(super) fn draw_ui(ui: &Ui, of: &LorenzPicture, look: Look<'_>, rect: Rect, groups: &mut Groups) -> Option<Clicked> {
    let style = look.style;
    let key = key_of(ui, of, style, rect.width());
    let mark = groups.begin(ui);
    key.draw(ui, look, rect.min);
    groups.end(ui, mark, "key", "Which sign is which");
    let below = Rect::from_min_max(pos2(rect.left(), rect.top() + key.height()), rect.max);
    let plot = Plot::new(ui, of, style, below);
    draw_axes(ui, &plot, of.axes, look, groups);
    let mut clicked = None;
    for (place_of, curve) in of.curves.iter().enumerate() {
        let is_last = place_of + 1 == of.curves.len();
        clicked = draw_curve_ui(ui, curve, &plot, look, is_last, groups).or(clicked);
    }
    if let Some(curve) = of.curves.last() {
        clicked = draw_column_ui(ui, curve, &plot, look, groups).or(clicked);
    }
    clicked
}

fn draw_axes(ui: &Ui, plot: &Plot, (across_title, up_title): (&str, &str), look: Look<'_>, groups: &mut Groups) {
    let style = look.style;
    let colours = style.colours();
    let mark = groups.begin(ui);
    let text = look.row_height(ui, TextRank::Small);
    let mut free = f32::NEG_INFINITY;
    for tick in TICKS {
        let (across, up) = (plot.at((tick, 0.0)), plot.at((0.0, tick)));
        let grid = Stroke::new(1.0, colours.grid);
        ui.painter().line_segment([up, pos2(plot.frame.right(), up.y)], grid);
        ui.painter().line_segment([across, pos2(across.x, plot.frame.top())], grid);
        let words = percent_in_sentence(tick);
        let font = style.font(TextRank::Small);
        let galley = one_line_to_the_left(ui, &words, font, colours.text_muted, f32::INFINITY);
        let is_upright_clear = plot.frame.height() / 4.0 > text || tick <= 0.0 || tick >= 1.0;
        if is_upright_clear {
            let at = pos2(plot.frame.left() - style.length(5.0), up.y - galley.size().y / 2.0);
            // At the origin one zero serves both axes.
            place(ui, at, galley);
        }
        if tick > 0.0 {
            let galley = small(ui, &words, style, f32::INFINITY);
            let left = across.x - galley.size().x / 2.0;
            if left > free {
                free = left + galley.size().x + style.length(6.0);
                place(ui, pos2(left, plot.frame.bottom() + style.length(3.0)), galley);
            }
        }
    }
    let axis = Stroke::new(1.0, colours.axis);
    ui.painter().line_segment([plot.frame.left_bottom(), plot.frame.right_bottom()], axis);
    ui.painter().line_segment([plot.frame.left_bottom(), plot.frame.left_top()], axis);
    look.dashed(ui, [plot.frame.left_bottom(), plot.frame.right_top()]);
    let top = small(ui, up_title, style, plot.labels.0 + plot.labels.1 - plot.frame.left());
    let at = pos2(plot.frame.left(), plot.frame.top() - text * 1.4);
    read_aloud(ui, Rect::from_min_size(at, top.size()), "lorenz y", up_title);
    place(ui, at, top);
    let under = small(ui, across_title, style, plot.labels.0 + plot.labels.1 - plot.frame.left());
    let at = pos2(plot.frame.left(), plot.frame.bottom() + text * 1.35);
    read_aloud(ui, Rect::from_min_size(at, under.size()), "lorenz x", across_title);
    place(ui, at, under);
    groups.end(ui, mark, "axes", format!("{across_title}; {up_title}"));
}

fn draw_curve_ui(
    ui: &Ui,
    curve: &LorenzCurve,
    plot: &Plot,
    look: Look<'_>,
    is_last: bool,
    groups: &mut Groups,
) -> Option<Clicked> {
    let sign = if curve.is_after { Sign::After } else { Sign::Before };
    let colour = look.colour(sign);
    let line = groups.begin(ui);
    let points = std::iter::once((0.0, 0.0)).chain(curve.steps.iter().map(|step| step.to));
    let points: Vec<egui::Pos2> = points.map(|point| plot.at(point)).collect();
    ui.painter().add(Shape::line(points, Stroke::new(look.style.length(2.0), colour)));
    groups.end(ui, line, if curve.is_after { "curve-after" } else { "curve-before" }, &curve.spoken);
    let mut clicked = None;
    for step in &curve.steps {
        let at = plot.at(step.to);
        let radius = look.style.length(2.4);
        ui.painter().circle_filled(at, radius, colour);
        // Suppliers of the last curve have their place in the column.
        if is_last {
            continue;
        }
        let id = format!("before-{}", step_id(step));
        let rect = Rect::from_center_size(at, egui::Vec2::splat(look.style.length(9.0)));
        if look.mark_ui(ui, rect, &id, &format!("{}: {}", curve.name, step.text), (&step.text, &step.hover)) {
            clicked = Some(Clicked::Mark(marked(step)));
        }
    }
    clicked
}

/// Draws the suppliers on top of each other: what each adds to the curve at the right edge.
fn draw_column_ui(ui: &Ui, curve: &LorenzCurve, plot: &Plot, look: Look<'_>, groups: &mut Groups) -> Option<Clicked> {
    let style = look.style;
    let text = look.row_height(ui, TextRank::Small);
    let segment = |step: &LorenzStep| {
        let (low, high) = (plot.at((1.0, step.from.1)).y, plot.at((1.0, step.to.1)).y);
        Rect::from_min_max(pos2(plot.column.left(), high), pos2(plot.column.right(), low))
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
    let room = (plot.column.height() / text).floor().max(1.0) as usize;
    let steps: Vec<&LorenzStep> = curve.steps.iter().rev().collect();
    let named = steps.iter().take_while(|step| step.share() >= LEAST_NAMED).count().min(room);
    let wished: Vec<f32> = steps.iter().take(named).map(|step| segment(step).center().y).collect();
    let half = text / 2.0;
    let places = apart(&wished, text, (plot.column.top() + half, plot.column.bottom() - half));
    let mut clicked = None;
    for (place_of, step) in steps.iter().enumerate() {
        let rect = segment(step);
        let mark = groups.begin(ui);
        // A gap tells neighbours of one colour apart; in print they have outlines.
        let gap = if rect.height() > 3.0 && !style.theme.has_patterns() { 0.5 } else { 0.0 };
        fill_series(ui, rect.shrink2(vec2(0.0, gap)), step.series, style);
        let is_marked = look.emphasis.has(&marked(step));
        if is_marked {
            let stroke = Stroke::new(2.0, style.colours().accent);
            ui.painter().rect_stroke(rect.expand(1.0), 1.0, stroke, StrokeKind::Outside);
        }
        let mut reach = rect;
        if let Some(middle) = places.get(place_of) {
            let galley = label(ui, step, style, plot.labels.1 + 1.0);
            let at = pos2(plot.labels.0, middle - galley.size().y / 2.0);
            let ends = [pos2(rect.right() + 1.0, rect.center().y), pos2(at.x - style.length(2.0), *middle)];
            ui.painter().line_segment(ends, Stroke::new(style.length(0.8), style.colours().axis));
            reach = Rect::from_min_size(at, galley.size());
            place(ui, at, galley);
        }
        let id = step_id(step);
        groups.end(ui, mark, &id, &step.text);
        let hovered = if places.get(place_of).is_some() { reach } else { rect };
        if look.mark_ui(ui, hovered, &id, &step.text, (&step.text, &step.hover)) {
            clicked = Some(Clicked::Mark(marked(step)));
        }
    }
    clicked
}

fn marked(step: &LorenzStep) -> Marked {
    match &step.of {
        SupplierName::Country { iso3, .. } => Marked::Country(*iso3),
        SupplierName::Bloc { id, .. } => Marked::Bloc(id.clone()),
    }
}

fn step_id(step: &LorenzStep) -> String {
    match &step.of {
        SupplierName::Country { iso3, .. } => format!("country-{}", iso3.as_str().to_lowercase()),
        SupplierName::Bloc { id, .. } => format!("bloc-{id}"),
    }
}
