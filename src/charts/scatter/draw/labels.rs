use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Ui, Vec2, pos2};

use crate::charts::Marked;
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
}

/// The names of marks, placed so that none touches another or a mark that is not its own.
pub(super) struct Labels {
    placed: Vec<Label>,
    /// Names of marks without a label, largest producer first.
    nameless: Vec<String>,
}

/// Places labels: first that of what is marked, then of blocs, then of countries, largest producer first. Those of the
/// smallest go where there is no room.
pub(super) fn place_labels(
    ui: &Ui,
    chart: &ScatterChart,
    shapes: &[MarkShape],
    layout: &Layout<'_>,
    marked: Option<&Marked>,
) -> Labels {
    let mut order: Vec<(&MarkShape, &Point, bool)> = shapes
        .iter()
        .filter_map(|shape| {
            let point = chart.points.get(shape.index)?;
            Some((shape, point, is_marked(&point.key, marked)))
        })
        .collect();
    order.sort_by_key(|(.., is_marked)| !is_marked);
    let mut labels = Labels { placed: Vec::new(), nameless: Vec::new() };
    for (shape, point, is_marked) in order {
        match labels.fitting(ui, (shape, point, is_marked), shapes, chart, layout) {
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
        chart: &ScatterChart,
        layout: &Layout<'_>,
    ) -> Option<Label> {
        let style = layout.style;
        let is_strong = is_marked || matches!(point.key, PointKey::Bloc(_));
        let rank = if is_strong { TextRank::Strong } else { TextRank::Body };
        let most = layout.plot.width() * MOST_OF_NAME;
        let name = one_line(ui, &point.name, style.font(rank), style.colours().text, most);
        let bloc = point.bloc.as_ref().map(|bloc| small_text(ui, bloc, style, most));
        let is_mark = |other: &&MarkShape| {
            let is_bloc = chart.points.get(other.index).is_some_and(|of| matches!(of.key, PointKey::Bloc(_)));
            other.index != shape.index && !is_bloc
        };
        let marks: Vec<Rect> = shapes.iter().filter(is_mark).map(|other| other.rect).collect();
        for bloc in [bloc, None] {
            let size = size_of(&name, bloc.as_ref(), style);
            let place_at = |avoided: &[Rect]| {
                let is_free = |rect: &Rect| {
                    layout.plot.shrink(1.0).contains_rect(*rect)
                        && !self.placed.iter().any(|other| other.rect.intersects(*rect))
                        && !avoided.iter().any(|other| other.intersects(*rect))
                };
                places(shape, size, style).into_iter().find(is_free)
            };
            // What is marked keeps its name, over other marks if it must.
            let over =
                if is_marked && bloc.is_none() { place_at(&[]).or(Some(within(shape, size, layout))) } else { None };
            if let Some(rect) = place_at(&marks).or(over) {
                return Some(Label { index: shape.index, name, bloc, rect });
            }
        }
        None
    }

    /// Draws the ground behind labels, so that lines don't cross them.
    pub(super) fn draw_grounds(&self, ui: &Ui, style: Style) {
        for label in &self.placed {
            ui.painter().rect_filled(label.rect, 2.0, style.colours().background);
        }
    }

    pub(super) fn draw(&self, ui: &Ui, chart: &ScatterChart, groups: &mut Groups) {
        for label in &self.placed {
            let Some(point) = chart.points.get(label.index) else { continue };
            let mark = groups.begin(ui);
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
        let words = format!("Without a name for want of room: {}", self.nameless.join(", "));
        let mark = groups.begin(ui);
        let room = layout.below.width() - across_name(ui, chart, layout).size().x - layout.style.length(12.0);
        let galley = small_text(ui, &words, layout.style, room);
        read_aloud(ui, Rect::from_min_size(layout.below.min, galley.size()), "nameless", &words);
        place(ui, layout.below.min, galley);
        groups.end(ui, mark, "without-name", words);
    }
}

fn size_of(name: &Galley, bloc: Option<&Arc<Galley>>, style: Style) -> Vec2 {
    let bloc = bloc.map_or(0.0, |bloc| bloc.size().x + style.length(5.0));
    Vec2::new(name.size().x + bloc, name.size().y)
}

/// Returns the places around a mark that a label can have, the best first.
fn places(shape: &MarkShape, size: Vec2, style: Style) -> Vec<Rect> {
    let rect = shape.rect.expand(style.length(3.0));
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
