use egui::epaint::{BandPoint, BandShape};
use egui::{Color32, Rangef, Rect, Ui, pos2};

use crate::charts::Clicked;
use crate::charts::groups::Groups;
use crate::charts::pattern::fill_series;
use crate::charts::stages::{Actor, StagesChart};

use super::labels;
use super::layout::{Layout, is_named};
use super::marks::Marks;

/// How much of its colour a ribbon has: texts stand on it.
const PALE: f32 = 0.26;
/// A share between the ends is named once more from this part of a row of text on.
const LEAST_OF_NAMED: f32 = 0.4;
/// In print ribbons are of two greys by turns, as patterns would be mistaken for bars.
const PALE_IN_PRINT: [f32; 2] = [0.15, 0.06];

/// Draws stacked shares joined by ribbons, and returns what was clicked.
pub(super) fn draw(
    ui: &Ui,
    chart: &StagesChart,
    layout: &Layout,
    marks: &Marks,
    groups: &mut Groups,
) -> Option<Clicked> {
    let mut clicked = None;
    let segment = |actor: &Actor, stage: usize| segment(chart, layout, actor, stage);
    for (order, actor) in chart.actors.iter().enumerate() {
        let mark = groups.begin(ui);
        for stage in 0..chart.columns.len().saturating_sub(1) {
            if let (Some(from), Some(to)) = (segment(actor, stage), segment(actor, stage + 1)) {
                draw_ribbon(ui, from, to, ribbon_colour(actor, order, marks));
            }
        }
        for stage in 0..chart.columns.len() {
            let Some(rect) = segment(actor, stage).filter(|rect| rect.height() > 0.0) else { continue };
            fill(ui, actor, rect, marks);
        }
        groups.end(ui, mark, actor.key.id(), spoken(actor, chart));
    }
    for (actor, stage) in
        chart.actors.iter().flat_map(|actor| (0..chart.columns.len()).map(move |stage| (actor, stage)))
    {
        let Some(rect) = segment(actor, stage).filter(|rect| rect.height() > 0.0) else { continue };
        clicked = clicked.or(marks.mark_ui(ui, chart, (actor, stage), rect));
    }
    draw_between(ui, chart, layout, marks, groups);
    let end_of = |actor: &Actor, stage: usize| Some(segment(actor, stage)?.center().y);
    clicked.or(labels::draw(ui, chart, layout, marks, &end_of, groups))
}

/// Returns all of an actor's shares in words.
pub(super) fn spoken(actor: &Actor, chart: &StagesChart) -> String {
    let at = chart.columns.iter().zip(&actor.at).filter(|(column, _)| column.missing.is_none());
    let at: Vec<String> = at.map(|(column, at)| format!("{} {}", column.head, at.text())).collect();
    format!("{}: {}", actor.full_name(), at.join(", "))
}

/// Returns where an actor's share stands at a stage, without the thin gap to its neighbours.
fn segment(chart: &StagesChart, layout: &Layout, actor: &Actor, stage: usize) -> Option<Rect> {
    let part = actor.at.get(stage)?.part()?;
    let bar = layout.bar(stage);
    let (top, bottom) =
        (layout.down(part.above / chart.tallest), layout.down((part.above + part.share) / chart.tallest));
    // What is thin is all shown.
    let gap = ((bottom - top) * 0.25).min(0.5);
    Some(Rect::from_min_max(pos2(bar.left(), top + gap), pos2(bar.right(), bottom - gap)))
}

fn fill(ui: &Ui, actor: &Actor, rect: Rect, marks: &Marks) {
    if marks.has_pattern(actor) {
        fill_series(ui, rect, marks.series(actor), marks.style);
    } else {
        ui.painter().rect_filled(rect, 0.0, marks.colour(actor));
        if marks.style.theme.has_patterns() {
            let outline = egui::Stroke::new(1.0, marks.style.colours().text);
            ui.painter().rect_stroke(rect, 0.0, outline, egui::StrokeKind::Inside);
        }
    }
}

fn ribbon_colour(actor: &Actor, order: usize, marks: &Marks) -> Color32 {
    let colours = marks.style.colours();
    if marks.style.theme.has_patterns() {
        let part = PALE_IN_PRINT.get(order % PALE_IN_PRINT.len()).copied().unwrap_or_default();
        return colours.background.lerp_to_gamma(colours.text, part);
    }
    // Opaque, so that texts have one ground.
    colours.background.lerp_to_gamma(marks.colour(actor), PALE)
}

/// Fills the room between two shares of a supplier with a curve that leaves and meets bars level.
fn draw_ribbon(ui: &Ui, from: Rect, to: Rect, colour: Color32) {
    const STEPS: u8 = 24;
    let ease = |along: f32| along * along * (3.0 - 2.0 * along);
    let point = |step: u8| {
        let along = f32::from(step) / f32::from(STEPS);
        let between = |a: f32, b: f32| a + (b - a) * ease(along);
        let y = Rangef::new(between(from.top(), to.top()), between(from.bottom(), to.bottom()));
        BandPoint::new(from.right() + (to.left() - from.right()) * along, y)
    };
    ui.painter().add(BandShape::filled((0..=STEPS).map(point).collect::<Vec<_>>(), colour));
}

/// Names shares at stages between the ends: those high enough for a row of text, and those that no end names.
fn draw_between(ui: &Ui, chart: &StagesChart, layout: &Layout, marks: &Marks, groups: &mut Groups) {
    let (first, last) = layout.ends;
    for stage in first + 1..last {
        let next = layout.bar(stage + 1);
        let named = chart.actors.iter().filter_map(|actor| {
            let rect = segment(chart, layout, actor, stage).filter(|rect| rect.height() > 0.0)?;
            let is_named = [first, last].into_iter().any(|end| is_named(chart, actor, end));
            (!is_named || rect.height() >= layout.body * LEAST_OF_NAMED).then_some((actor, rect.center().y))
        });
        for (actor, end, middle) in labels::apart_from_each_other(named, stage, layout.body, layout) {
            let mark = groups.begin(ui);
            let right = layout.bar(stage).right();
            let at = pos2(right + labels::gap(marks.style), middle);
            let room = (next.left() - at.x) * 0.9;
            let is_named = [first, last].into_iter().any(|end| is_named(chart, actor, end));
            labels::draw_between(ui, (actor, stage, is_named), pos2(right, end), at, room, marks);
            groups.end(ui, mark, format!("label-{}-{}", stage + 1, actor.key.id()), actor.name_at(stage));
        }
    }
}
