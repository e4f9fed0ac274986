use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Rgba, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::groups::Groups;
use crate::charts::map::outlines::AreaShape;
use crate::charts::map::{MapChart, MapMark, Shows, Step};
use crate::charts::style::{Style, TextRank};

use super::fills::Fill;
use super::marked_id;
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
}

/// No more countries than this are labelled: the rest say their number to whoever points at them, and in the table.
const MOST: usize = 18;

/// A label wider than this part of the map would hide more than it says.
const WIDEST: f32 = 0.26;

/// Returns labels of the largest countries that have room, the largest first; none lies over another, over a dot of
/// another country or outside the map.
pub(super) fn labels(ui: &Ui, chart: &MapChart, spots: &[Spot<'_>], view: &MapView, style: Style) -> Vec<Label> {
    let dots: Vec<(&MapMark, Rect)> = spots.iter().filter_map(|spot| spot.dot.map(|dot| (spot.mark, dot))).collect();
    let mut labels: Vec<Label> = Vec::new();
    for spot in spots.iter().filter(|spot| is_labelled(chart, spot.mark)).take(MOST) {
        let is_free = |rect: &Rect| {
            view.rect.contains_rect(*rect)
                && rect.width() <= view.rect.width() * WIDEST
                && !labels.iter().any(|label| label.rect.intersects(*rect))
                && !dots.iter().any(|(of, dot)| of.iso3 != spot.mark.iso3 && dot.intersects(*rect))
        };
        let maker = Maker { ui, chart, spot, view, style };
        let found = maker.inside(&is_free).or_else(|| maker.beside(&is_free));
        labels.extend(found);
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

/// Makes the label of one country.
struct Maker<'a> {
    ui: &'a Ui,
    chart: &'a MapChart,
    spot: &'a Spot<'a>,
    view: &'a MapView,
    style: Style,
}

impl Maker<'_> {
    /// Returns the label in its country, in one row or in two, where all of it lies on the country's plain fill.
    fn inside(&self, is_free: &impl Fn(&Rect) -> bool) -> Option<Label> {
        let fill = Fill::of(self.chart, self.spot.mark, self.style);
        if self.spot.dot.is_some() || !fill.hatches.is_empty() {
            return None;
        }
        let colour = readable_on(fill.ground, self.style);
        [self.rows(false), self.rows(true)].into_iter().find_map(|words| {
            let label = self.label(&words, self.spot.at, Vec2::ZERO, colour);
            let by = self.shifts_inside(label.rect).find(|by| {
                let rect = label.rect.translate(*by);
                is_free(&rect) && self.lies_inside(rect)
            })?;
            let rows = label.rows.into_iter().map(|(corner, galley)| (corner + by, galley)).collect();
            Some(Label { has_plate: false, rect: label.rect.translate(by), rows, ..label })
        })
    }

    /// Returns by how much a label may be moved from the middle of its country to lie in it: not at all, then ever more.
    fn shifts_inside(&self, rect: Rect) -> impl Iterator<Item = Vec2> {
        const STEPS: i8 = 4;
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

    /// Returns the label on a side of its country, or in its middle, on a plate.
    fn beside(&self, is_free: &impl Fn(&Rect) -> bool) -> Option<Label> {
        let Spot { at, reach, dot, .. } = *self.spot;
        let words = self.rows(false);
        let gap = dot.map_or(reach.min(self.style.length(9.0)), |dot| dot.width() / 2.0) + self.style.length(1.5);
        let around: [(f32, f32); 8] =
            [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.8, -1.0), (0.8, 1.0), (-0.8, -1.0), (-0.8, 1.0)];
        let middle = dot.is_none().then_some((0.0, 0.0));
        let colour = self.style.colours().text;
        let places = around.into_iter().chain(middle).map(|(x, y)| vec2(x, y));
        places.map(|by| self.label(&words, at + by * gap, by, colour)).find(|label| is_free(&label.rect))
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

    /// Returns a label whose middle lies at a point, moved from there by `towards` times half its size.
    fn label(&self, words: &[String], at: Pos2, towards: Vec2, colour: Color32) -> Label {
        let font = self.style.font(TextRank::Small);
        let row = |text: &String| one_line(self.ui, text, font.clone(), colour, f32::INFINITY);
        let galleys: Vec<Arc<Galley>> = words.iter().map(row).collect();
        let width = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
        let height: f32 = galleys.iter().map(|galley| galley.size().y).sum();
        let size = vec2(width, height) + 2.0 * vec2(self.style.length(2.5), self.style.length(0.5));
        let rect = Rect::from_center_size(at + towards * size / 2.0, size);
        let mut top = rect.center().y - height / 2.0;
        let mut rows = Vec::with_capacity(galleys.len());
        for galley in galleys {
            let corner = pos2(rect.center().x - galley.size().x / 2.0, top);
            top += galley.size().y;
            rows.push((corner, galley));
        }
        let id = format!("label-{}", marked_id(self.spot.mark));
        Label { id, words: words.join(" "), rows, rect, has_plate: true }
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
        if label.has_plate {
            ui.painter().rect_filled(label.rect, style.length(2.0), plate);
        }
        for (corner, galley) in &label.rows {
            place(ui, *corner, Arc::clone(galley));
        }
        groups.end(ui, mark, &label.id, &label.words);
    }
}

/// Returns whether a point lies in an area.
pub(super) fn holds(area: &AreaShape, view: &MapView, at: Pos2) -> bool {
    let place = view.to_map(at);
    area.parts.iter().any(|part| part.holds(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::palette::Theme;

    #[test]
    fn text_on_every_step_is_read() {
        for theme in Theme::ALL {
            let style = Style::new(theme, 1.0);
            for step in (0..5).map(Step::Above).chain([Step::Zero, Step::NotListed]) {
                let ground = Fill::of_step(step, style).ground;
                let found = contrast(readable_on(ground, style), ground);
                assert!(found >= 4.5, "{theme:?} {step:?}: {found}");
            }
        }
    }

    #[test]
    fn neighbouring_steps_differ_in_lightness_alone() {
        for theme in Theme::ALL {
            let style = Style::new(theme, 1.0);
            let grounds: Vec<Color32> = (0..5).map(|step| Fill::of_step(Step::Above(step), style).ground).collect();
            for pair in grounds.windows(2) {
                let found = contrast(pair[0], pair[1]);
                assert!(found >= 1.3, "{theme:?}: {found}");
            }
        }
    }
}
