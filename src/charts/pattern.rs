//! How a series fills a bar: in its colour, or in black and white by a pattern.

use egui::{Color32, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::palette::Series;
use super::style::Style;

/// A fill in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pattern {
    /// Light grey.
    Grey,
    /// Black.
    Solid,
    /// From lower left to upper right.
    Rising,
    /// From upper left to lower right.
    Falling,
    /// Dots.
    Dots,
    /// Level lines.
    Level,
    /// Rising and falling.
    Crossed,
    /// Upright lines.
    Upright,
}

/// The patterns of the places among the colours: neighbours differ most.
const PATTERNS: [Pattern; 7] = [
    Pattern::Solid,
    Pattern::Rising,
    Pattern::Dots,
    Pattern::Falling,
    Pattern::Level,
    Pattern::Crossed,
    Pattern::Upright,
];

/// Returns the pattern of a series, and whether it is the coarse one.
fn pattern(series: Series) -> (Pattern, bool) {
    let at = |slot: usize| PATTERNS.get(slot).copied().unwrap_or(Pattern::Grey);
    match series {
        Series::Bloc(slot) => (at(slot), false),
        Series::StripedBloc(slot) => (at(slot), true),
        Series::NonMember | Series::Residual | Series::Beside | Series::Faded => (Pattern::Grey, false),
    }
}

/// Which way lines of a hatching run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slope {
    /// From lower left to upper right.
    Rising,
    /// From upper left to lower right.
    Falling,
    /// Level.
    Level,
    /// Upright.
    Upright,
    /// Level, and broken into dots.
    Dots,
}

/// Lines that fill a shape of any outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hatch {
    /// Which way they run.
    pub slope: Slope,
    /// How they are drawn.
    pub stroke: Stroke,
    /// From one to the next, in points.
    pub step: f32,
}

/// Returns what fills a shape of any outline as [`fill_series`] fills a rectangle in black and white: the ground, and the
/// lines on it.
pub fn hatching(series: Series, style: Style) -> (Color32, Vec<Hatch>) {
    let colours = style.colours();
    if series == Series::Faded {
        return (colours.faded, Vec::new());
    }
    let (pattern, is_coarse) = pattern(series);
    let hatch = |slope, width: f32, step: f32, ink| Hatch {
        slope,
        stroke: Stroke::new(style.length(width), ink),
        step: style.length(step),
    };
    let (width, step) = if is_coarse { (2.6, 8.0) } else { (0.9, 4.0) };
    let line = |slope| hatch(slope, width, step, colours.text);
    match pattern {
        Pattern::Grey => (colours.non_member, Vec::new()),
        Pattern::Solid if is_coarse => (colours.text, vec![hatch(Slope::Rising, 1.8, 5.0, colours.background)]),
        Pattern::Solid => (colours.text, Vec::new()),
        Pattern::Rising => (colours.background, vec![line(Slope::Rising)]),
        Pattern::Falling => (colours.background, vec![line(Slope::Falling)]),
        Pattern::Level => (colours.background, vec![line(Slope::Level)]),
        Pattern::Upright => (colours.background, vec![line(Slope::Upright)]),
        Pattern::Crossed => (colours.background, vec![line(Slope::Rising), line(Slope::Falling)]),
        Pattern::Dots if is_coarse => (colours.background, vec![hatch(Slope::Dots, 2.8, 4.6, colours.text)]),
        Pattern::Dots => (colours.background, vec![hatch(Slope::Dots, 1.7, 3.6, colours.text)]),
    }
}

/// Fills a rectangle as a series is shown: its colour, and stripes where its colour serves a second bloc; in print its
/// pattern, with an outline.
pub fn fill_series(ui: &Ui, rect: Rect, series: Series, style: Style) {
    let colours = style.colours();
    match series {
        Series::Beside => return fill_beside(ui, rect, style),
        Series::Residual => return fill_residual(ui, rect, style),
        _ => {}
    }
    if style.theme.has_patterns() && series != Series::Faded {
        let (pattern, is_coarse) = pattern(series);
        fill_pattern(ui, rect, pattern, is_coarse, style);
        return;
    }
    ui.painter().rect_filled(rect, 0.0, colours.series(series));
    if matches!(series, Series::StripedBloc(_)) {
        rising(ui, rect, Stroke::new(style.length(1.6), colours.background), style.length(6.0));
    }
}

/// How much of its colour is left of what is not attributed, where it stands beside those who are in no bloc.
const PALE: f32 = 0.3;

/// Fills a rectangle of what is not attributed to a country: paler than a supplier's, with an outline.
pub fn fill_residual(ui: &Ui, rect: Rect, style: Style) {
    let colours = style.colours();
    let colour = colours.series(Series::Residual);
    ui.painter().rect_filled(rect, 0.0, colours.background.lerp_to_gamma(colour, PALE));
    outline(ui, rect, if style.theme.has_patterns() { colours.text } else { colour });
}

/// Outlines a rectangle in a series' colour: what is taken out. In print the outline is dashed.
pub fn outline_series(ui: &Ui, rect: Rect, series: Series, style: Style) {
    let stroke = Stroke::new(style.length(1.4), style.colours().series(series));
    if !style.theme.has_patterns() {
        ui.painter().rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
        return;
    }
    let stroke = if series == Series::Faded { stroke } else { Stroke::new(stroke.width, style.colours().text) };
    let inner = rect.shrink(0.5 * stroke.width);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    ui.painter().extend(Shape::dashed_line(&corners, stroke, style.length(4.0), style.length(2.5)));
}

/// Fills a rectangle as far as a series may reach and is not sure to: outlined and hatched in its colour, in print outlined
/// with dashes.
pub fn fill_band(ui: &Ui, rect: Rect, series: Series, style: Style) {
    if !style.theme.has_patterns() {
        rising(ui, rect, Stroke::new(style.length(1.2), style.colours().series(series)), style.length(6.0));
    }
    outline_series(ui, rect, series, style);
}

/// Fills a rectangle as what stands beside the bars is shown: outlined and hatched, a pattern that needs no colour; in print outlined only,
/// as there hatching is for blocs.
pub fn fill_beside(ui: &Ui, rect: Rect, style: Style) {
    let colours = style.colours();
    if style.theme.has_patterns() {
        ui.painter().rect_filled(rect, 0.0, colours.background);
        outline(ui, rect, colours.text);
    } else {
        rising(ui, rect, Stroke::new(0.8, colours.text_muted), style.length(4.5));
        outline(ui, rect, colours.text_muted);
    }
}

/// Returns the size of a legend's swatch: a pattern needs more room to be known again than a colour.
pub fn swatch_size(style: Style) -> Vec2 {
    if style.theme.has_patterns() {
        vec2(style.length(27.0), style.length(13.0))
    } else {
        Vec2::splat(style.length(11.0))
    }
}

/// Outlines a rectangle; a thin one thinly, as it would be nothing but its outline and be taken for a black one.
fn outline(ui: &Ui, rect: Rect, colour: Color32) {
    let width = (rect.size().min_elem() * 0.15).clamp(0.3, 1.0);
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(width, colour), StrokeKind::Inside);
}

fn fill_pattern(ui: &Ui, rect: Rect, pattern: Pattern, is_coarse: bool, style: Style) {
    let colours = style.colours();
    let ink = colours.text;
    // A coarse pattern is bold where the other is fine.
    let (width, step) = if is_coarse { (2.6, 8.0) } else { (0.9, 4.0) };
    let (stroke, step) = (Stroke::new(style.length(width), ink), style.length(step));
    let ground = match pattern {
        Pattern::Grey => colours.non_member,
        Pattern::Solid => ink,
        _ => colours.background,
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    match pattern {
        Pattern::Solid if is_coarse => {
            rising(ui, rect, Stroke::new(style.length(1.8), colours.background), style.length(7.0));
        }
        Pattern::Grey | Pattern::Solid => {}
        Pattern::Rising => rising(ui, rect, stroke, step * 1.4),
        Pattern::Falling => falling(ui, rect, stroke, step * 1.4),
        Pattern::Crossed => {
            rising(ui, rect, stroke, step * 1.6);
            falling(ui, rect, stroke, step * 1.6);
        }
        Pattern::Dots if is_coarse => dots(ui, rect, ink, style.length(2.8), style.length(4.6)),
        Pattern::Dots => dots(ui, rect, ink, style.length(1.7), style.length(3.6)),
        Pattern::Level => level(ui, rect, stroke, step),
        Pattern::Upright => upright(ui, rect, stroke, step),
    }
    outline(ui, rect, ink);
}

/// Paints lines from lower left to upper right, `step` points apart along the edge.
fn rising(ui: &Ui, rect: Rect, stroke: Stroke, step: f32) {
    slanted(rect, step, |from, to| {
        let point = |(x, up): (f32, f32)| pos2(rect.left() + x, rect.bottom() - up);
        ui.painter().line_segment([point(from), point(to)], stroke);
    });
}

/// Paints lines from upper left to lower right, `step` points apart along the edge.
fn falling(ui: &Ui, rect: Rect, stroke: Stroke, step: f32) {
    slanted(rect, step, |from, to| {
        let point = |(x, down): (f32, f32)| pos2(rect.left() + x, rect.top() + down);
        ui.painter().line_segment([point(from), point(to)], stroke);
    });
}

/// Calls `line` with both ends of each slanted line, cut to the rectangle: along its width and across from an edge.
fn slanted(rect: Rect, step: f32, mut line: impl FnMut((f32, f32), (f32, f32))) {
    let (height, mut offset) = (rect.height(), -rect.height());
    while offset < rect.width() {
        let (from, to) = (offset.max(0.0), (offset + height).min(rect.width()));
        if to > from {
            line((from, from - offset), (to, to - offset));
        }
        offset += step;
    }
}

fn level(ui: &Ui, rect: Rect, stroke: Stroke, step: f32) {
    for y in places(rect.y_range(), step, stroke.width) {
        ui.painter().line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], stroke);
    }
}

fn upright(ui: &Ui, rect: Rect, stroke: Stroke, step: f32) {
    let mut x = rect.left() + step;
    while x + stroke.width < rect.right() {
        ui.painter().line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], stroke);
        x += step;
    }
}

/// Paints dots in staggered rows, whole ones only. They are squares: as lines they share one path in a file.
fn dots(ui: &Ui, rect: Rect, colour: Color32, side: f32, step: f32) {
    let rim = 1.0 + 0.35 * side;
    for (row, y) in places(rect.y_range(), step, side).into_iter().enumerate() {
        let mut x = rect.left() + rim + if row % 2 == 0 { 0.0 } else { step };
        while x + side + rim <= rect.right() + 0.1 {
            ui.painter().line_segment([pos2(x, y), pos2(x + side, y)], Stroke::new(side, colour));
            x += 2.0 * step;
        }
    }
}

/// Returns where lines of a width stand across a range, evenly about its middle and about `step` points apart.
fn places(range: egui::Rangef, step: f32, width: f32) -> Vec<f32> {
    let room = range.span() - width - 2.0;
    if room <= 0.0 {
        return if range.span() > 2.0 { vec![range.center()] } else { Vec::new() };
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of lines")]
    let count = (room / step).floor().max(0.0) as u16;
    let first = range.center() - 0.5 * step * f32::from(count);
    (0..=count).map(|place| first + step * f32::from(place)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::charts::palette::BLOC_COLOURS;

    #[test]
    fn every_bloc_with_a_place_has_a_pattern_of_its_own() {
        let blocs = (0..BLOC_COLOURS).flat_map(|slot| [Series::Bloc(slot), Series::StripedBloc(slot)]);
        let patterns: BTreeSet<(Pattern, bool)> = blocs.map(pattern).collect();
        assert_eq!(patterns.len(), 2 * BLOC_COLOURS);
        assert!(!patterns.contains(&pattern(Series::NonMember)));
    }

    #[test]
    fn slanted_lines_end_at_the_edges() {
        let rect = Rect::from_min_size(pos2(10.0, 20.0), vec2(50.0, 14.0));
        let mut count = 0;
        slanted(rect, 5.0, |from, to| {
            count += 1;
            for (along, across) in [from, to] {
                assert!((0.0..=50.0).contains(&along) && (-0.001..=14.001).contains(&across), "{along} {across}");
            }
        });
        assert!(count >= 10, "{count}");
    }

    #[test]
    fn lines_stand_inside_their_range() {
        for span in [0.5, 3.0, 9.0, 40.0] {
            let range = egui::Rangef::new(100.0, 100.0 + span);
            assert!(places(range, 4.0, 1.0).iter().all(|place| range.contains(*place)), "{span}");
        }
        assert_eq!(places(egui::Rangef::new(0.0, 11.0), 4.0, 1.0), [1.5, 5.5, 9.5]);
    }
}
