use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

use crate::charts::map::outlines::{AreaShape, Place};
use crate::charts::map::{MapChart, MapMark, Shows, Step};
use crate::charts::palette::Series;
use crate::charts::pattern::{Hatch, Slope, hatching};
use crate::charts::style::Style;

use super::view::MapView;

/// How a country is filled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fill {
    pub(super) ground: Color32,
    pub(super) hatches: Vec<Hatch>,
}

impl Fill {
    fn plain(ground: Color32) -> Self {
        Self { ground, hatches: Vec::new() }
    }

    /// Returns the fill of a country.
    pub(super) fn of(chart: &MapChart, mark: &MapMark, style: Style) -> Self {
        match chart.shows {
            Shows::Share | Shows::Quantity if mark.is_taken_out => Self::taken_out(mark.step, style),
            Shows::Share | Shows::Quantity => Self::of_step(mark.step, style),
            Shows::Blocs | Shows::Contested => Self::of_blocs(chart.shows, mark, style),
        }
    }

    /// Returns the fill of a step.
    pub(super) fn of_step(step: Step, style: Style) -> Self {
        let colours = style.colours();
        match step {
            Step::Above(place) => Self::plain(colours.map_steps.get(place).copied().unwrap_or(colours.text)),
            // Lines of its own tell a zero from the sea, and in print from what is not listed.
            Step::Zero => {
                let ink = if style.theme.has_patterns() { colours.text } else { colours.axis };
                Self { ground: colours.background, hatches: vec![hatch(Slope::Level, 0.6, 6.0, ink, style)] }
            }
            Step::NoNumber => Self {
                ground: colours.background,
                hatches: vec![hatch(Slope::Rising, 0.9, 4.0, colours.text_muted, style)],
            },
            Step::NotListed => Self::plain(colours.unlisted),
        }
    }

    /// Returns the fill that stands for a step in the key: where blocs fill countries, the grey of those in none.
    pub(super) fn of_key(chart: &MapChart, step: Step, style: Style) -> Self {
        if chart.is_of_blocs() && step != Step::NotListed {
            Self::plain(pale(Series::NonMember, strength(step), style))
        } else {
            Self::of_step(step, style)
        }
    }

    /// Returns the fill of a country that what is supposed takes out: lines in place of its step's colour.
    pub(super) fn taken_out(step: Step, style: Style) -> Self {
        let colours = style.colours();
        match step {
            Step::Above(_) => {
                let ink = Self::of_step(step, style).ground;
                Self { ground: colours.background, hatches: vec![hatch(Slope::Falling, 2.4, 6.0, ink, style)] }
            }
            other => Self::of_step(other, style),
        }
    }

    fn of_blocs(shows: Shows, mark: &MapMark, style: Style) -> Self {
        let colours = style.colours();
        let part = if shows == Shows::Contested && mark.blocs.len() < 2 { 0.25 } else { strength(mark.step) };
        if style.theme.has_patterns() {
            let mut fills = mark.blocs.iter().map(|(_, series)| hatching(*series, style));
            let Some((ground, hatches)) = fills.next() else {
                return Self::plain(if mark.is_listed() { colours.non_member } else { colours.unlisted });
            };
            if mark.blocs.len() == 1 {
                return Self { ground, hatches };
            }
            // A black ground would hide the lines of the other bloc: it becomes broad bars.
            let bars = || hatch(Slope::Upright, 2.6, 5.2, colours.text, style);
            let on_white = |(ground, hatches): (Color32, Vec<Hatch>)| {
                if ground == colours.text { vec![bars()] } else { hatches }
            };
            let hatches = std::iter::once((ground, hatches)).chain(fills).flat_map(on_white).collect();
            return Self { ground: colours.background, hatches };
        }
        let mut fills = mark.blocs.iter().map(|(_, series)| pale(*series, part, style));
        let Some(ground) = fills.next() else {
            let grey = pale(Series::NonMember, strength(mark.step), style);
            return Self::plain(if mark.is_listed() { grey } else { colours.unlisted });
        };
        let slopes = [Slope::Rising, Slope::Falling, Slope::Level, Slope::Upright];
        let hatches = fills.zip(slopes).map(|(ink, slope)| hatch(slope, 2.6, 6.0, ink, style)).collect();
        Self { ground, hatches }
    }
}

fn hatch(slope: Slope, width: f32, step: f32, ink: Color32, style: Style) -> Hatch {
    Hatch { slope, stroke: Stroke::new(style.length(width), ink), step: style.length(step) }
}

/// Returns how strong a bloc's colour is where its member has so much.
fn strength(step: Step) -> f32 {
    match step {
        Step::NotListed | Step::NoNumber | Step::Zero => 0.3,
        Step::Above(0) => 0.45,
        Step::Above(1) => 0.6,
        Step::Above(2) => 0.8,
        Step::Above(_) => 1.0,
    }
}

fn pale(series: Series, part: f32, style: Style) -> Color32 {
    let colours = style.colours();
    colours.background.lerp_to_gamma(colours.series(series), part)
}

/// Fills an area. A mesh of one colour becomes its true outline in a file.
pub(super) fn fill_area(painter: &Painter, area: &AreaShape, view: &MapView, fill: &Fill) {
    let seen = view.seen();
    let mut mesh = Mesh::default();
    for part in area.parts.iter().filter(|part| part.bounds.meets(&seen)) {
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
        for point in part.rings.iter().flatten() {
            mesh.colored_vertex(view.to_screen(*point), fill.ground);
        }
        mesh.indices.extend(part.triangles.iter().map(|at| first.saturating_add(*at)));
    }
    if mesh.is_empty() {
        return;
    }
    painter.add(Shape::mesh(mesh));
    for hatch in &fill.hatches {
        for part in area.parts.iter().filter(|part| part.bounds.meets(&seen)) {
            let rings: Vec<Vec<Pos2>> = part.rings.iter().map(|ring| on_screen(ring, view)).collect();
            for line in hatch_lines(rings.iter().map(Vec::as_slice), *hatch) {
                painter.line_segment(line, hatch.stroke);
            }
        }
    }
}

/// Fills a rectangle as an area is filled.
pub(super) fn fill_rect(painter: &Painter, rect: Rect, fill: &Fill) {
    painter.rect_filled(rect, 0.0, fill.ground);
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    for hatch in &fill.hatches {
        for line in hatch_lines([corners.as_slice()].into_iter(), *hatch) {
            painter.line_segment(line, hatch.stroke);
        }
    }
}

/// A point as how far across the lines of a hatching it lies, and how far along them.
fn across_and_along(slope: Slope, at: Pos2) -> (f32, f32) {
    let half = std::f32::consts::FRAC_1_SQRT_2;
    match slope {
        Slope::Rising => ((at.x + at.y) * half, (at.x - at.y) * half),
        Slope::Falling => ((at.x - at.y) * half, (at.x + at.y) * half),
        Slope::Level | Slope::Dots => (at.y, at.x),
        Slope::Upright => (at.x, at.y),
    }
}

fn at(slope: Slope, across: f32, along: f32) -> Pos2 {
    let half = std::f32::consts::FRAC_1_SQRT_2;
    match slope {
        Slope::Rising => pos2((across + along) * half, (across - along) * half),
        Slope::Falling => pos2((along + across) * half, (along - across) * half),
        Slope::Level | Slope::Dots => pos2(along, across),
        Slope::Upright => pos2(across, along),
    }
}

/// Returns where the points of a ring lie.
pub(super) fn on_screen(ring: &[Place], view: &MapView) -> Vec<Pos2> {
    ring.iter().map(|place| view.to_screen(*place)).collect()
}

/// Returns the lines of a hatching inside rings, an outer one and its holes, cut where they cross one.
fn hatch_lines<'a>(rings: impl Iterator<Item = &'a [Pos2]>, hatch: Hatch) -> Vec<[Pos2; 2]> {
    let Hatch { slope, stroke, step } = hatch;
    let mut crossings: Vec<(i32, f32)> = Vec::new();
    for ring in rings {
        let points: Vec<(f32, f32)> = ring.iter().map(|at| across_and_along(slope, *at)).collect();
        for (&(from, along), &(to, along_to)) in points.iter().zip(points.iter().cycle().skip(1)) {
            let (low, high) = (from.min(to) / step, from.max(to) / step);
            #[expect(clippy::cast_possible_truncation, reason = "lines of a page")]
            for number in low.ceil() as i32..high.ceil() as i32 {
                #[expect(clippy::cast_precision_loss, reason = "lines of a page")]
                let part = (number as f32 * step - from) / (to - from);
                crossings.push((number, along + (along_to - along) * part));
            }
        }
    }
    crossings.sort_by(|(one, from), (other, to)| one.cmp(other).then(from.total_cmp(to)));
    let (pairs, _) = crossings.as_chunks::<2>();
    let mut lines = Vec::with_capacity(pairs.len());
    for [(number, from), (_, to)] in pairs {
        #[expect(clippy::cast_precision_loss, reason = "lines of a page")]
        let across = *number as f32 * step;
        if slope == Slope::Dots {
            dots(&mut lines, across, (*from, *to), stroke.width, step);
        } else {
            lines.push([at(slope, across, *from), at(slope, across, *to)]);
        }
    }
    lines
}

/// Adds the dots of a line: squares, two steps apart.
fn dots(lines: &mut Vec<[Pos2; 2]>, across: f32, (from, to): (f32, f32), side: f32, step: f32) {
    let mut along = (from / (2.0 * step)).ceil() * 2.0 * step;
    while along + side <= to {
        lines.push([at(Slope::Dots, across, along), at(Slope::Dots, across, along + side)]);
        along += 2.0 * step;
    }
}
