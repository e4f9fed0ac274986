use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Rgba, Stroke, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::groups::Groups;
use crate::charts::map::outlines::{AreaShape, Outlines};
use crate::charts::map::{MapChart, MapMark, Shows, Step};
use crate::charts::style::{Style, TextRank};

use super::fills::Fill;
use super::marked_id;
use super::places::{COSTS, Ground, crosses, places};
use super::spots::Spot;
use super::view::MapView;

/// A name with its number beside or in its country.
pub(super) struct Label {
    id: String,
    words: String,
    /// Its rows, each with its corner.
    rows: Vec<(Pos2, Arc<Galley>)>,
    rect: Rect,
    /// Whether a plate lets it be read on what it lies on: not on a country's own plain fill.
    has_plate: bool,
    /// The line that leads to it from its country, where it stands further away.
    leader: Option<[Pos2; 2]>,
}

/// Where the label of a country stands, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    /// The place of its country among the spots.
    spot: usize,
    /// Whether name and number have a row each.
    is_tall: bool,
    /// How far its middle is from its country's.
    by: Vec2,
    /// The line that leads to it; nothing for a label at its country.
    leader: Option<[Pos2; 2]>,
    /// Whether all of it lies on its country's plain fill.
    is_inside: bool,
}

/// No more countries than this are labelled: the rest say their number to whoever points at them, and in the table.
const MOST: usize = 18;

/// A label that hides more, by [`COSTS`], is worse than none.
const DEAREST: f32 = 0.9;

/// A label wider than this part of the map would hide more than it says.
const WIDEST: f32 = 0.26;

/// Returns labels that stand where `standings` say.
pub(super) fn labels(
    ui: &Ui,
    chart: &MapChart,
    spots: &[Spot<'_>],
    standings: &[Standing],
    view: &MapView,
    style: Style,
) -> Vec<Label> {
    let label = |standing: &Standing| {
        let maker = Maker { ui, chart, spot: spots.get(standing.spot)?, view, style };
        Some(maker.standing(standing))
    };
    standings.iter().filter_map(label).collect()
}

/// Returns where labels of the largest countries stand that have room, the largest first; none lies over another, over a dot
/// of another country, over the middle of another one that is labelled, over a line that leads to another or outside the map.
pub(super) fn standings(
    ui: &Ui,
    chart: &MapChart,
    (outlines, spots): (&Outlines, &[Spot<'_>]),
    view: &MapView,
    style: Style,
) -> Vec<Standing> {
    let ground = Ground::new(outlines, spots, view, |spot| cost_of(chart, spot.mark));
    let dots: Vec<(&MapMark, Rect)> = spots.iter().filter_map(|spot| spot.dot.map(|dot| (spot.mark, dot))).collect();
    let labelled: Vec<(usize, &Spot<'_>)> =
        spots.iter().enumerate().filter(|(_, spot)| is_labelled(chart, spot.mark)).take(MOST).collect();
    let mut labels: Vec<Label> = Vec::new();
    let mut standings = Vec::new();
    for &(place, spot) in &labelled {
        let is_free = |rect: &Rect| {
            view.rect.contains_rect(*rect)
                && rect.width() <= view.rect.width() * WIDEST
                && !labels.iter().any(|label| label.meets(*rect))
                && !dots.iter().any(|(of, dot)| of.iso3 != spot.mark.iso3 && dot.intersects(*rect))
                && !labelled.iter().any(|(_, other)| other.mark.iso3 != spot.mark.iso3 && rect.contains(other.at))
        };
        let is_clear = |line: [Pos2; 2]| {
            !labels.iter().any(|label| crosses(line, label.rect))
                && !dots.iter().any(|(of, dot)| of.iso3 != spot.mark.iso3 && crosses(line, *dot))
        };
        // The largest is named whatever its name hides.
        let dearest = if labels.is_empty() { f32::INFINITY } else { DEAREST };
        let maker = Maker { ui, chart, spot, view, style };
        let found = maker.inside(&is_free).or_else(|| maker.beside(&ground, &is_free, &is_clear, dearest));
        if let Some(found) = found {
            labels.push(maker.standing(&found));
            standings.push(Standing { spot: place, ..found });
        }
    }
    standings
}

fn is_labelled(chart: &MapChart, mark: &MapMark) -> bool {
    match chart.shows {
        Shows::Share | Shows::Quantity => matches!(mark.step, Step::Above(_)),
        Shows::Blocs => matches!(mark.step, Step::Above(step) if step > 0),
        Shows::Contested => mark.blocs.len() > 1,
    }
}

/// Returns what it costs to hide a country.
fn cost_of(chart: &MapChart, mark: &MapMark) -> f32 {
    if is_labelled(chart, mark) {
        COSTS.labelled
    } else if mark.is_listed() || chart.is_of_blocs() && !mark.blocs.is_empty() {
        COSTS.named
    } else {
        COSTS.plain
    }
}

impl Label {
    /// Returns whether a rectangle meets the label or the line that leads to it.
    fn meets(&self, rect: Rect) -> bool {
        self.rect.intersects(rect) || self.leader.is_some_and(|line| crosses(line, rect))
    }

    /// Returns the label moved.
    fn moved(self, by: Vec2) -> Self {
        let rows = self.rows.into_iter().map(|(corner, galley)| (corner + by, galley)).collect();
        Self { rect: self.rect.translate(by), rows, ..self }
    }
}

/// Makes the label of one country.
struct Maker<'a> {
    ui: &'a Ui,
    chart: &'a MapChart,
    spot: &'a Spot<'a>,
    view: &'a MapView,
    style: Style,
}

impl Maker<'_> {
    /// Returns the label that stands so.
    fn standing(&self, standing: &Standing) -> Label {
        let Standing { is_tall, by, leader, is_inside, .. } = *standing;
        let colour = if is_inside {
            readable_on(Fill::of(self.chart, self.spot.mark, self.style).ground, self.style)
        } else {
            self.style.colours().text
        };
        let label = self.label(&self.rows(is_tall), self.spot.at, colour);
        Label { leader, has_plate: !is_inside, ..label.moved(by) }
    }

    /// Returns where the label stands in its country, in one row or in two, where all of it lies on the country's plain fill.
    fn inside(&self, is_free: &impl Fn(&Rect) -> bool) -> Option<Standing> {
        let fill = Fill::of(self.chart, self.spot.mark, self.style);
        if self.spot.dot.is_some() || !fill.hatches.is_empty() {
            return None;
        }
        let colour = readable_on(fill.ground, self.style);
        [false, true].into_iter().find_map(|is_tall| {
            let label = self.label(&self.rows(is_tall), self.spot.at, colour);
            let by = self.shifts_inside(label.rect).find(|by| {
                let rect = label.rect.translate(*by);
                is_free(&rect) && self.lies_inside(rect)
            })?;
            Some(Standing { spot: 0, is_tall, by, leader: None, is_inside: true })
        })
    }

    /// Returns by how much a label may be moved from the middle of its country to lie in it: not at all, then ever more.
    fn shifts_inside(&self, rect: Rect) -> impl Iterator<Item = Vec2> {
        const STEPS: i8 = 6;
        let bounds = self.spot.area.parts.first().map_or(Rect::NOTHING, |part| {
            Rect::from_two_pos(self.view.to_screen(part.bounds.min), self.view.to_screen(part.bounds.max))
        });
        let room = bounds.size() - rect.size();
        let mut shifts = Vec::new();
        if room.min_elem() > 0.0 {
            let step = bounds.size() / (2.0 * f32::from(STEPS));
            let places = (-STEPS..=STEPS).flat_map(|x| (-STEPS..=STEPS).map(move |y| (f32::from(x), f32::from(y))));
            shifts = places.map(|(x, y)| vec2(x, y) * step).collect();
            shifts.retain(|by| bounds.contains_rect(rect.translate(*by)));
            shifts.sort_by(|one, other| one.length_sq().total_cmp(&other.length_sq()));
        }
        shifts.into_iter()
    }

    /// Returns where the label stands beside its country, or in its middle, on a plate: where it hides least, and not far
    /// away; nowhere where that costs `dearest` or more.
    fn beside(
        &self,
        ground: &Ground<'_>,
        is_free: &impl Fn(&Rect) -> bool,
        is_clear: &impl Fn([Pos2; 2]) -> bool,
        dearest: f32,
    ) -> Option<Standing> {
        /// Names are read best in one row.
        const TALL: f32 = 0.06;
        /// A line through several other countries is worse than no label.
        const DEAREST_LINE: f32 = 0.35;
        let at = self.spot.at;
        let colour = self.style.colours().text;
        let (wide, tall) = (self.label(&self.rows(false), at, colour), self.label(&self.rows(true), at, colour));
        let reach = wide.rect.size() + Vec2::splat(self.style.length(60.0));
        let near = ground.near(Rect::from_center_size(at, 2.0 * reach));
        let mut best: Option<(f32, Standing)> = None;
        let tries = places(self.spot, self.view, self.style);
        let shapes = [(&wide, false, 0.0), (&tall, true, TALL)];
        for (place, (label, is_tall, more)) in tries.into_iter().flat_map(|place| shapes.map(|shape| (place, shape))) {
            let by = place.by * (Vec2::splat(place.gap) + label.rect.size() / 2.0);
            let rect = label.rect.translate(by);
            let leader = place.has_leader.then(|| self.leader(rect));
            if !is_free(&rect) || leader.is_some_and(|line| !is_clear(line)) {
                continue;
            }
            let own = self.spot.mark.iso3;
            let line = leader.map_or(0.0, |line| near.cost_of_line(own, line));
            if line > DEAREST_LINE {
                continue;
            }
            let apart = place.cost + more + line + near.cost_of_mistake(own, [at, rect.center()]);
            let most = best.as_ref().map_or(dearest, |(cost, ..)| *cost) - apart;
            let cost = near.cost(own, rect, most);
            if cost < most {
                best = Some((cost + apart, Standing { spot: 0, is_tall, by, leader, is_inside: false }));
            }
        }
        best.map(|(_, standing)| standing)
    }

    /// Returns the line from a country to its label.
    fn leader(&self, label: Rect) -> [Pos2; 2] {
        let Spot { at, dot, .. } = *self.spot;
        let to = label.clamp(at);
        let from = dot.map_or(at, |dot| at + (to - at).normalized() * dot.width() / 2.0);
        [from, to]
    }

    /// Returns the country and its number, in one row or in two; of one that has none its name.
    fn rows(&self, is_tall: bool) -> Vec<String> {
        let MapMark { step, name, text, .. } = self.spot.mark;
        match step {
            Step::Above(_) if is_tall => vec![name.clone(), text.clone()],
            Step::Above(_) => vec![format!("{name} {text}")],
            _ => vec![name.clone()],
        }
    }

    /// Returns a label whose middle lies at a point.
    fn label(&self, words: &[String], at: Pos2, colour: Color32) -> Label {
        let font = self.style.font(TextRank::Small);
        let row = |text: &String| one_line(self.ui, text, font.clone(), colour, f32::INFINITY);
        let galleys: Vec<Arc<Galley>> = words.iter().map(row).collect();
        let width = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
        let height: f32 = galleys.iter().map(|galley| galley.size().y).sum();
        let size = vec2(width, height) + 2.0 * vec2(self.style.length(2.5), self.style.length(0.5));
        let rect = Rect::from_center_size(at, size);
        let mut top = rect.center().y - height / 2.0;
        let mut rows = Vec::with_capacity(galleys.len());
        for galley in galleys {
            let corner = pos2(rect.center().x - galley.size().x / 2.0, top);
            top += galley.size().y;
            rows.push((corner, galley));
        }
        let id = format!("label-{}", marked_id(self.spot.mark));
        Label { id, words: words.join(" "), rows, rect, has_plate: true, leader: None }
    }

    /// Returns whether a rectangle lies in the country's largest part, by a grid of its points.
    fn lies_inside(&self, rect: Rect) -> bool {
        // Letters fill no row to its rim.
        let rect = rect.shrink2(vec2(self.style.length(1.5), self.style.length(3.0)));
        let Some(part) = self.spot.area.parts.first() else { return false };
        let mut points = (0_u8..=8).flat_map(|column| (0_u8..=2).map(move |row| (column, row)));
        points.all(|(column, row)| {
            let at = rect.min + rect.size() * vec2(f32::from(column) / 8.0, f32::from(row) / 2.0);
            part.holds(self.view.to_map(at))
        })
    }
}

/// Returns the colour of text that is read best on a fill: that of text or that of the page.
fn readable_on(ground: Color32, style: Style) -> Color32 {
    let colours = style.colours();
    let [dark, light] = [colours.text, colours.background];
    if contrast(dark, ground) >= contrast(light, ground) { dark } else { light }
}

/// Returns the contrast of two colours as WCAG 2.2 defines it, 1 to 21.
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let linear = Rgba::from(colour);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b() + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

/// Draws labels.
pub(super) fn draw_labels(ui: &Ui, labels: &[Label], style: Style, groups: &mut Groups) {
    let plate = style.colours().background.gamma_multiply(0.82);
    for label in labels {
        let mark = groups.begin(ui);
        if let Some(line) = label.leader {
            draw_leader(ui, line, style);
        }
        if label.has_plate {
            ui.painter().rect_filled(label.rect, style.length(2.0), plate);
        }
        for (corner, galley) in &label.rows {
            place(ui, *corner, Arc::clone(galley));
        }
        groups.end(ui, mark, &label.id, &label.words);
    }
}

/// Draws the line that leads from a country to its label, with a rim that lets it be seen on any fill.
fn draw_leader(ui: &Ui, [from, to]: [Pos2; 2], style: Style) {
    let colours = style.colours();
    let (ink, rim) = (colours.text_muted, colours.background);
    for (width, dot, colour) in [(2.6, 2.4, rim), (0.9, 1.5, ink)] {
        ui.painter().line_segment([from, to], Stroke::new(style.length(width), colour));
        ui.painter().circle_filled(from, style.length(dot), colour);
    }
}

/// Returns whether a point lies in an area.
pub(super) fn holds(area: &AreaShape, view: &MapView, at: Pos2) -> bool {
    let place = view.to_map(at);
    area.parts.iter().any(|part| part.holds(place))
}

#[cfg(test)]
#[path = "labels_tests.rs"]
mod tests;
