use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::groups::Groups;
use crate::charts::map::outlines::AreaShape;
use crate::charts::map::{MapChart, MapMark, Shows, Step};
use crate::charts::style::{Style, TextRank};

use super::marked_id;
use super::spots::Spot;
use super::view::MapView;

/// A name with its number beside or in its country.
pub(super) struct Label {
    id: String,
    words: String,
    galley: Arc<Galley>,
    rect: Rect,
}

/// No more countries than this are labelled: the rest say their number to whoever points at them, and in the table.
const MOST: usize = 16;

/// Returns labels of the largest countries that have room, the largest first; none lies over another, over a dot of
/// another country or outside the map.
pub(super) fn labels(ui: &Ui, chart: &MapChart, spots: &[Spot<'_>], view: &MapView, style: Style) -> Vec<Label> {
    let dots: Vec<(&str, Rect)> =
        spots.iter().filter_map(|spot| spot.dot.map(|dot| (spot.mark.iso3.as_str(), dot))).collect();
    let mut labels: Vec<Label> = Vec::new();
    for spot in spots.iter().filter(|spot| is_labelled(chart, spot.mark)).take(MOST) {
        let words = words(chart, spot.mark);
        let galley = one_line(ui, &words, style.font(TextRank::Small), style.colours().text, f32::INFINITY);
        let size = galley.size() + 2.0 * rim(style);
        let is_free = |rect: &Rect| {
            view.rect.contains_rect(*rect)
                && !labels.iter().any(|label| label.rect.intersects(*rect))
                && !dots.iter().any(|(of, dot)| *of != spot.mark.iso3.as_str() && dot.intersects(*rect))
        };
        if let Some(rect) = places(spot, size, style).into_iter().find(is_free) {
            labels.push(Label { id: format!("label-{}", marked_id(spot.mark)), words, galley, rect });
        }
    }
    labels
}

fn is_labelled(chart: &MapChart, mark: &MapMark) -> bool {
    match chart.shows {
        Shows::Share | Shows::Quantity => matches!(mark.step, Step::Above(_)),
        Shows::Blocs => matches!(mark.step, Step::Above(step) if step > 0),
        Shows::Contested => mark.blocs.len() > 1,
    }
}

/// Returns the country with its number; of one that has none its name, and its blocs where they are what is shown.
fn words(chart: &MapChart, mark: &MapMark) -> String {
    match mark.step {
        Step::Above(_) => format!("{} {}", mark.name, mark.text),
        _ if chart.is_of_blocs() => mark.name.clone(),
        _ => format!("{}: {}", mark.name, mark.text),
    }
}

fn rim(style: Style) -> Vec2 {
    vec2(style.length(2.5), style.length(0.5))
}

/// Returns where a label of a size may stand, the best place first: in the country, then on its sides.
fn places(spot: &Spot<'_>, size: Vec2, style: Style) -> Vec<Rect> {
    let Spot { at, reach, dot, .. } = *spot;
    let gap = dot.map_or(reach.min(style.length(9.0)), |dot| dot.width() / 2.0) + style.length(1.5);
    let beside = |x: f32, y: f32| {
        let middle = pos2(at.x + x * (gap + size.x / 2.0), at.y + y * (gap + size.y / 2.0));
        Rect::from_center_size(middle, size)
    };
    let inside = dot.is_none().then(|| Rect::from_center_size(at, size));
    let around = [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.8, -1.0), (0.8, 1.0), (-0.8, -1.0), (-0.8, 1.0)];
    inside.into_iter().chain(around.map(|(x, y)| beside(x, y))).collect()
}

/// Draws labels, each on a plate that lets its text be read on any fill.
pub(super) fn draw_labels(ui: &Ui, labels: &[Label], style: Style, groups: &mut Groups) {
    let plate = style.colours().background.gamma_multiply(0.82);
    for label in labels {
        let mark = groups.begin(ui);
        ui.painter().rect_filled(label.rect, style.length(2.0), plate);
        place(ui, label.rect.min + rim(style), Arc::clone(&label.galley));
        groups.end(ui, mark, &label.id, &label.words);
    }
}

/// Returns whether a point lies in an area.
pub(super) fn holds(area: &AreaShape, view: &MapView, at: Pos2) -> bool {
    let place = view.to_map(at);
    area.parts.iter().any(|part| part.holds(place))
}
