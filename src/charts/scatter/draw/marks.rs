use egui::{CursorIcon, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::palette::Series;
use crate::charts::pattern::{fill_series, outline_series};
use crate::charts::scatter::model::ScatterChart;
use crate::charts::scatter::points::{Point, PointKey};
use crate::charts::style::Style;
use crate::charts::{Clicked, Emphasis};

use super::layout::Layout;
use super::{is_marked, mark_of};

const CARD: CardWidths = CardWidths { sign: 0.0, what: 150.0, value: 260.0 };
/// The radius of the smallest mark, in points of the usual text: smaller ones are not seen.
const LEAST_RADIUS: f32 = 3.0;
/// The side of a square with the area of a circle, over the circle's radius: √π.
const SIDE_OF_RADIUS: f32 = 1.772_453_9;
/// What can be pointed at is at least so wide, in points of the usual text.
const LEAST_TARGET: f32 = 14.0;

/// A mark's place.
pub(super) struct MarkShape {
    /// The place of its point in the chart.
    pub(super) index: usize,
    pub(super) centre: Pos2,
    /// What it covers.
    pub(super) rect: Rect,
    /// Whether it is a circle, not a square.
    pub(super) is_round: bool,
    /// How far its figures can reach.
    pub(super) whiskers: Vec<Whisker>,
}

/// How far a figure can reach, from its mark on.
#[derive(Clone, Copy)]
pub(super) struct Whisker {
    from: Pos2,
    to: Pos2,
    /// Whether no end is known.
    is_open: bool,
}

impl Whisker {
    /// Returns what it covers.
    pub(super) fn rect(&self, style: Style) -> Rect {
        Rect::from_two_pos(self.from, self.to).expand(style.length(2.5))
    }
}

/// Returns where the marks stand, in the order of the chart's points.
pub(super) fn shapes(chart: &ScatterChart, layout: &Layout<'_>) -> Vec<MarkShape> {
    let style = layout.style;
    let quantity = |point: &Point| point.production.quantity.value.max(0.0);
    let largest = chart.points.iter().map(quantity).fold(0.0, f64::max);
    let shape = |(index, point): (usize, &Point)| {
        let centre = pos2(layout.x_of(point.reserves.share.value)?, layout.y_of(point.production.share.value)?);
        let part = if largest > 0.0 { quantity(point) / largest } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let radius = (layout.largest * part.sqrt() as f32).max(style.length(LEAST_RADIUS));
        let is_bloc = is_bloc(point);
        let is_round = !is_bloc && point.series == Series::NonMember;
        let side = if is_round { 2.0 * radius } else { radius * SIDE_OF_RADIUS };
        // A bloc is seen around its only member.
        let side = if is_bloc { side + style.length(4.0) } else { side };
        let rect = Rect::from_center_size(centre, Vec2::splat(side));
        Some(MarkShape { index, centre, rect, is_round, whiskers: whiskers(point, rect, layout) })
    };
    chart.points.iter().enumerate().filter_map(shape).collect()
}

/// Draws the marks, large ones first so that none is hidden, and returns what was clicked.
pub(super) fn draw_ui(
    ui: &Ui,
    chart: &ScatterChart,
    shapes: &[MarkShape],
    layout: &Layout<'_>,
    look: (Fit, Emphasis<'_>),
    groups: &mut Groups,
) -> Option<Clicked> {
    let mut order: Vec<&MarkShape> = shapes.iter().collect();
    order.sort_by(|one, other| other.rect.width().total_cmp(&one.rect.width()));
    let mut clicked = None;
    for shape in &order {
        let Some(point) = chart.points.get(shape.index) else { continue };
        if mark_ui(ui, point, shape, layout, look, groups) {
            clicked = Some(Clicked::Mark(mark_of(&point.key)));
        }
    }
    // Outlines of blocs stand over what fills marks, and are pointed at below it.
    for shape in order {
        if let Some(point) = chart.points.get(shape.index).filter(|point| is_bloc(point)) {
            paint(ui, point, shape, layout.style, groups);
        }
    }
    clicked
}

fn is_bloc(point: &Point) -> bool {
    matches!(point.key, PointKey::Bloc(_))
}

/// Draws a mark with its whiskers as one group.
fn paint(ui: &Ui, point: &Point, shape: &MarkShape, style: Style, groups: &mut Groups) {
    let mark = groups.begin(ui);
    shape.whiskers.iter().for_each(|whisker| draw_whisker(ui, *whisker, style));
    draw_mark(ui, point, shape, style);
    groups.end(ui, mark, point.key.id(), &point.spoken);
}

/// Draws one mark, unless it is a bloc's, and returns whether it was clicked.
fn mark_ui(
    ui: &Ui,
    point: &Point,
    shape: &MarkShape,
    layout: &Layout<'_>,
    (fit, emphasis): (Fit, Emphasis<'_>),
    groups: &mut Groups,
) -> bool {
    let (style, colours) = (layout.style, layout.style.colours());
    let (can_mark, is_marked) = (fit == Fit::Scroll, is_marked(&point.key, emphasis));
    let target = Rect::from_center_size(shape.centre, shape.rect.size().max(Vec2::splat(style.length(LEAST_TARGET))));
    let sense = if can_mark { Sense::click() } else { Sense::hover() };
    let response = ui.interact(target, ui.scope_id().with(("point", point.key.id())), sense);
    response.widget_info(|| {
        if can_mark {
            WidgetInfo::selected(Role::Button, true, is_marked, &point.spoken)
        } else {
            WidgetInfo::labeled(Role::Label, true, &point.spoken)
        }
    });
    if !is_bloc(point) {
        paint(ui, point, shape, style, groups);
    }
    let ring = shape.rect.expand(style.length(2.5));
    if emphasis.has(&mark_of(&point.key)) || (can_mark && (response.hovered() || response.has_focus())) {
        let colour = if response.has_focus() { colours.accent } else { colours.text };
        ui.painter().rect_stroke(ring, 3.0, Stroke::new(style.length(2.0), colour), StrokeKind::Outside);
    }
    let response = if can_mark { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
    let is_clicked = can_mark && response.clicked();
    show_card(ui, response, &point.name, &point.hover, CARD, style, fit);
    is_clicked
}

fn draw_mark(ui: &Ui, point: &Point, shape: &MarkShape, style: Style) {
    let colours = style.colours();
    if is_bloc(point) {
        outline_series(ui, shape.rect, point.series, style);
        return;
    }
    let rim =
        Stroke::new(style.length(1.0), if style.theme.has_patterns() { colours.text } else { colours.background });
    if shape.is_round {
        let radius = shape.rect.width() / 2.0;
        ui.painter().circle(shape.centre, radius, colours.series(point.series), rim);
    } else {
        fill_series(ui, shape.rect, point.series, style);
        ui.painter().rect_stroke(shape.rect, 0.0, rim, StrokeKind::Outside);
    }
}

/// Returns how far the figures of a point can reach. One without a known end points the way from the edge of its mark.
fn whiskers(point: &Point, rect: Rect, layout: &Layout<'_>) -> Vec<Whisker> {
    let (plot, centre) = (layout.plot, rect.center());
    let finite = |share: f64| share.is_finite().then(|| share.min(1.0));
    let across = |share: f64| layout.x_of(finite(share)?).filter(|x| plot.x_range().contains(*x));
    let upward = |share: f64| layout.y_of(finite(share)?).filter(|y| plot.y_range().contains(*y));
    let mut ends: Vec<(Pos2, bool)> = Vec::new();
    // No share is more than all of it.
    let right = layout.x_of(1.0).map_or(plot.right(), |all| all.min(plot.right()));
    let top = layout.y_of(1.0).map_or(plot.top(), |all| all.max(plot.top()));
    if let Some((low, high)) = point.reserves.ends() {
        for (end, edge) in [(low, plot.left()), (high, right)] {
            ends.push((pos2(across(end).unwrap_or(edge), centre.y), across(end).is_none()));
        }
    }
    if let Some((low, high)) = point.production.ends() {
        for (end, edge) in [(low, plot.bottom()), (high, top)] {
            ends.push((pos2(centre.x, upward(end).unwrap_or(edge)), upward(end).is_none()));
        }
    }
    let whisker = |(end, is_open): (Pos2, bool)| {
        let along = end - centre;
        let edge = rect.width() / 2.0;
        // An arrow need not reach far: nobody knows how far.
        let reach = if is_open { along.length().min(edge + layout.style.length(18.0)) } else { along.length() };
        let at = |reach: f32| centre + along.normalized() * reach;
        // An end within the mark is none that is seen.
        (reach > edge + 1.5).then(|| Whisker { from: at(edge), to: at(reach), is_open })
    };
    ends.into_iter().filter_map(whisker).collect()
}

/// Draws a whisker: a bar across its end where it is known, an arrow where it is not.
fn draw_whisker(ui: &Ui, whisker: Whisker, style: Style) {
    let Whisker { from, to, is_open } = whisker;
    let stroke = Stroke::new(style.length(1.2), style.colours().text);
    let (way, half) = ((to - from).normalized(), style.length(3.5));
    let across = vec2(-way.y, way.x) * half;
    ui.painter().line_segment([from, to], stroke);
    if is_open {
        let back = to - way * half * 1.6;
        ui.painter().add(Shape::line(vec![back + across, to, back - across], stroke));
    } else {
        ui.painter().line_segment([to + across, to - across], stroke);
    }
}
