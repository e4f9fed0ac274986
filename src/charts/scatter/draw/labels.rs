use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, Ui, Vec2, pos2, vec2};

use crate::charts::Emphasis;
use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::scatter::model::ScatterChart;
use crate::charts::scatter::points::{Point, PointKey};
use crate::charts::style::{Style, TextRank};

use super::ground::across_name;
use super::is_marked;
use super::layout::{Layout, small_text};
use super::marks::MarkShape;

/// A name takes at most this part of the plot's width.
const MOST_OF_NAME: f32 = 0.4;

/// A name beside its mark.
struct Label {
    /// The place of its point in the chart.
    index: usize,
    name: Arc<Galley>,
    bloc: Option<Arc<Galley>>,
    rect: Rect,
    /// The line that leads to it from its mark, where it stands further away.
    leader: Option<[Pos2; 2]>,
}

/// The names of marks, placed so that none touches another or a mark that is not its own.
pub(super) struct Labels {
    placed: Vec<Label>,
    /// Names of marks without a label, largest producer first.
    nameless: Vec<String>,
}

/// Places labels: first that of what is marked, then the largest producer's. Those of the smallest go where there is no
/// room.
pub(super) fn place_labels(
    ui: &Ui,
    chart: &ScatterChart,
    shapes: &[MarkShape],
    layout: &Layout<'_>,
    emphasis: Emphasis<'_>,
) -> Labels {
    let mut order: Vec<(&MarkShape, &Point, bool)> = shapes
        .iter()
        .filter_map(|shape| {
            let point = chart.points.get(shape.index)?;
            Some((shape, point, is_marked(&point.key, emphasis)))
        })
        .collect();
    let quantity = |point: &Point| point.production.quantity.value;
    order.sort_by(|(_, one, first), (_, other, second)| {
        second.cmp(first).then(quantity(other).total_cmp(&quantity(one)))
    });
    let mut labels = Labels { placed: Vec::new(), nameless: Vec::new() };
    for (shape, point, is_marked) in order {
        match labels.fitting(ui, (shape, point, is_marked), shapes, layout) {
            Some(label) => labels.placed.push(label),
            None => labels.nameless.push(point.name.clone()),
        }
    }
    labels
}

impl Labels {
    /// Returns a label with the name of the bloc where that has room, else without.
    fn fitting(
        &self,
        ui: &Ui,
        (shape, point, is_marked): (&MarkShape, &Point, bool),
        shapes: &[MarkShape],
        layout: &Layout<'_>,
    ) -> Option<Label> {
        let style = layout.style;
        let is_strong = is_marked || matches!(point.key, PointKey::Bloc(_));
        let rank = if is_strong { TextRank::Strong } else { TextRank::Body };
        let most = layout.plot.width() * MOST_OF_NAME;
        let name = one_line(ui, &point.name, style.font(rank), style.colours().text, most);
        let bloc = point.bloc.as_ref().map(|bloc| small_text(ui, bloc, style, most));
        let others = || shapes.iter().filter(|other| other.index != shape.index);
        // The name of a country that stands within the mark of a bloc is read outside of both.
        let around = others().map(|other| other.rect).filter(|other| other.contains_rect(shape.rect));
        let own = around.fold(shape.rect, Rect::union);
        let is_within = |rect: &Rect| own.contains_rect(*rect);
        // A name so near to another mark would be taken for that one's, and one so near to another name for a part of it.
        let (apart, parted) = (vec2(style.length(10.0), style.length(3.0)), vec2(style.length(6.0), 0.0));
        let marks = others().map(|other| other.rect).filter(|rect| !is_within(rect)).map(|rect| rect.expand2(apart));
        let whiskers = shapes.iter().flat_map(|shape| &shape.whiskers).map(|whisker| whisker.rect(style));
        let avoided: Vec<Rect> = marks.chain(whiskers).collect();
        for bloc in [bloc, None] {
            let size = size_of(&name, bloc.as_ref(), style);
            let place_at = |avoided: &[Rect]| {
                let is_free = |rect: &Rect| {
                    layout.plot.shrink(1.0).contains_rect(*rect)
                        && !self.placed.iter().any(|other| other.meets(rect.expand2(parted)))
                        && !avoided.iter().any(|other| other.intersects(*rect))
                };
                places(own, size, style).into_iter().find(is_free)
            };
            // What is marked keeps its name, over other marks if it must.
            let over =
                if is_marked && bloc.is_none() { place_at(&[]).or(Some(within(shape, size, layout))) } else { None };
            if let Some(rect) = place_at(&avoided).or(over) {
                return Some(Label { index: shape.index, name, bloc, rect, leader: None });
            }
        }
        let size = size_of(&name, None, style);
        let (rect, leader) = self.further(shape, size, &avoided, layout)?;
        Some(Label { index: shape.index, name, bloc: None, rect, leader: Some(leader) })
    }

    /// Returns a place for a label further away, with the line that leads to it: the nearest one where neither meets
    /// another label, and the line, if it can be, no other mark.
    fn further(
        &self,
        shape: &MarkShape,
        size: Vec2,
        avoided: &[Rect],
        layout: &Layout<'_>,
    ) -> Option<(Rect, [Pos2; 2])> {
        /// How far from the mark labels are tried, in points of the usual text.
        const RINGS: [f32; 6] = [14.0, 24.0, 36.0, 50.0, 68.0, 90.0];
        const WAYS: u8 = 16;
        let (style, mark) = (layout.style, shape.rect);
        let apart = vec2(style.length(6.0), style.length(1.0));
        let edge = |to: Pos2| {
            if shape.is_round {
                mark.center() + (to - mark.center()).normalized() * (mark.width() / 2.0)
            } else {
                mark.clamp(to)
            }
        };
        let tries = RINGS.iter().flat_map(|ring| (0..WAYS).map(move |way| (*ring, way))).filter_map(|(ring, way)| {
            let way = Vec2::angled(f32::from(way) / f32::from(WAYS) * std::f32::consts::TAU);
            let out = mark.size() / 2.0 + size / 2.0 + Vec2::splat(style.length(ring));
            let rect = Rect::from_center_size(mark.center() + way * out, size);
            let to = rect.clamp(mark.center());
            let leader = [edge(to), to];
            let is_free = layout.plot.shrink(1.0).contains_rect(rect)
                && !avoided.iter().any(|other| other.intersects(rect))
                && !self.placed.iter().any(|other| other.meets(rect.expand2(apart)) || other.is_met_by(leader));
            is_free.then_some((rect, leader))
        });
        let all: Vec<(Rect, [Pos2; 2])> = tries.collect();
        let hides = |(_, line): &&(Rect, [Pos2; 2])| !avoided.iter().any(|other| crosses(*line, *other));
        all.iter().find(hides).or(all.first()).copied()
    }

    /// Draws the ground behind labels, so that lines don't cross them.
    pub(super) fn draw_grounds(&self, ui: &Ui, style: Style) {
        for label in &self.placed {
            ui.painter().rect_filled(label.rect, 2.0, style.colours().background);
        }
    }

    pub(super) fn draw(&self, ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>, groups: &mut Groups) {
        let line = Stroke::new(layout.style.length(0.8), layout.style.colours().axis);
        for label in &self.placed {
            let Some(point) = chart.points.get(label.index) else { continue };
            let mark = groups.begin(ui);
            if let Some(leader) = label.leader {
                ui.painter().line_segment(leader, line);
            }
            place(ui, label.rect.min, Arc::clone(&label.name));
            if let Some(bloc) = &label.bloc {
                let at = pos2(label.rect.right() - bloc.size().x, label.rect.max.y - bloc.size().y);
                place(ui, at, Arc::clone(bloc));
            }
            groups.end(ui, mark, format!("label-{}", point.key.id()), &point.name);
        }
    }

    /// Draws which marks have no label.
    pub(super) fn draw_nameless(&self, ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>, groups: &mut Groups) {
        if self.nameless.is_empty() || chart.points.is_empty() {
            return;
        }
        let words = format!("No room to name: {}", self.nameless.join(", "));
        let mark = groups.begin(ui);
        let room = layout.below.width() - across_name(ui, chart, layout).size().x - layout.style.length(12.0);
        let shown = |count: usize| match self.nameless.len() - count {
            0 => words.clone(),
            more => {
                let named =
                    self.nameless.iter().take(count).map(String::as_str).chain([""]).collect::<Vec<_>>().join(", ");
                format!("No room to name: {named}{more} more")
            }
        };
        let laid_out = |count: usize| small_text(ui, &shown(count), layout.style, f32::INFINITY);
        let counts = (0..=self.nameless.len()).rev();
        let fitting = counts.map(laid_out).find(|galley| galley.size().x <= room);
        let galley = fitting.unwrap_or_else(|| small_text(ui, &shown(0), layout.style, room));
        read_aloud(ui, Rect::from_min_size(layout.below.min, galley.size()), "nameless", &words);
        place(ui, layout.below.min, galley);
        groups.end(ui, mark, "without-name", words);
    }
}

impl Label {
    /// Returns whether it, or the line that leads to it, meets a rectangle.
    fn meets(&self, rect: Rect) -> bool {
        self.rect.intersects(rect) || self.leader.is_some_and(|line| crosses(line, rect))
    }

    /// Returns whether a line meets it.
    fn is_met_by(&self, line: [Pos2; 2]) -> bool {
        crosses(line, self.rect)
    }
}

/// Returns whether a line meets a rectangle.
fn crosses([from, to]: [Pos2; 2], rect: Rect) -> bool {
    const STEPS: u8 = 24;
    (0..=STEPS).any(|step| rect.contains(from.lerp(to, f32::from(step) / f32::from(STEPS))))
}

fn size_of(name: &Galley, bloc: Option<&Arc<Galley>>, style: Style) -> Vec2 {
    let bloc = bloc.map_or(0.0, |bloc| bloc.size().x + style.length(5.0));
    Vec2::new(name.size().x + bloc, name.size().y)
}

/// Returns the places around a mark that a label can have, the best first.
fn places(mark: Rect, size: Vec2, style: Style) -> Vec<Rect> {
    let rect = mark.expand(style.length(4.0));
    let (middle_x, middle_y) = (rect.center().x - size.x / 2.0, rect.center().y - size.y / 2.0);
    let (left, above) = (rect.left() - size.x, rect.top() - size.y);
    let corners: [Pos2; 10] = [
        pos2(rect.right(), middle_y),
        pos2(left, middle_y),
        pos2(middle_x, above),
        pos2(middle_x, rect.bottom()),
        pos2(rect.right(), above + size.y * 0.4),
        pos2(rect.right(), rect.bottom() - size.y * 0.4),
        pos2(left, above + size.y * 0.4),
        pos2(left, rect.bottom() - size.y * 0.4),
        pos2(rect.center().x, above),
        pos2(rect.center().x, rect.bottom()),
    ];
    corners.into_iter().map(|corner| Rect::from_min_size(corner, size)).collect()
}

/// Returns a place in the plot as near to a mark as it gets.
fn within(shape: &MarkShape, size: Vec2, layout: &Layout<'_>) -> Rect {
    let plot = layout.plot.shrink(1.0);
    let x = (shape.rect.right()).min(plot.right() - size.x).max(plot.left());
    let y = (shape.centre.y - size.y / 2.0).min(plot.bottom() - size.y).max(plot.top());
    Rect::from_min_size(pos2(x, y), size)
}
