use egui::epaint::{BandPoint, BandShape};
use egui::{Color32, Rangef, Rect, Ui, pos2};

use crate::charts::Clicked;
use crate::charts::groups::Groups;
use crate::charts::pattern::fill_series;
use crate::charts::stages::{Actor, StagesChart};
use crate::charts::style::TextRank;

use super::labels;
use super::layout::Layout;
use super::marks::Marks;

/// How much of its colour a ribbon has: texts stand on it.
const PALE: f32 = 0.26;
/// In print ribbons are grey, as patterns would be mistaken for bars.
const PALE_IN_PRINT: f32 = 0.1;

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
    for actor in &chart.actors {
        let mark = groups.begin(ui);
        for stage in 0..chart.columns.len().saturating_sub(1) {
            if let (Some(from), Some(to)) = (segment(actor, stage), segment(actor, stage + 1)) {
                draw_ribbon(ui, from, to, ribbon_colour(actor, marks));
            }
        }
        for stage in 0..chart.columns.len() {
            let Some(rect) = segment(actor, stage).filter(|rect| rect.height() > 0.0) else { continue };
            fill(ui, actor, rect, marks);
        }
        groups.end(ui, mark, actor.key.id(), spoken(actor, chart));
    }
    for (actor, stage) in chart.actors.iter().flat_map(|actor| (0..chart.columns.len()).map(move |stage| (actor, stage))) {
        let Some(rect) = segment(actor, stage).filter(|rect| rect.height() > 0.0) else { continue };
        clicked = clicked.or(marks.mark_ui(ui, chart, (actor, stage), rect));
    }
    draw_between(ui, chart, layout, marks, groups);
    let end_of = |actor: &Actor, stage: usize| {
        let rect = segment(actor, stage)?;
        Some((rect.center().y, rect.height()))
    };
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
    if marks.style.theme.has_patterns() && actor.key.is_supplier() {
        fill_series(ui, rect, actor.series, marks.style);
    } else {
        ui.painter().rect_filled(rect, 0.0, marks.colour(actor));
        if marks.style.theme.has_patterns() {
            let outline = egui::Stroke::new(1.0, marks.style.colours().text);
            ui.painter().rect_stroke(rect, 0.0, outline, egui::StrokeKind::Inside);
        }
    }
}

fn ribbon_colour(actor: &Actor, marks: &Marks) -> Color32 {
    let colours = marks.style.colours();
    if marks.style.theme.has_patterns() {
        return colours.background.lerp_to_gamma(colours.text, PALE_IN_PRINT);
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

/// Names shares at stages between the ends where a share is high enough for a row of text.
fn draw_between(ui: &Ui, chart: &StagesChart, layout: &Layout, marks: &Marks, groups: &mut Groups) {
    let (first, last) = layout.ends;
    let row = ui.fonts_mut(|fonts| fonts.row_height(&marks.style.font(TextRank::Body)));
    for stage in first + 1..last {
        let next = layout.bar(stage + 1);
        for actor in &chart.actors {
            let Some(rect) = segment(chart, layout, actor, stage).filter(|rect| rect.height() >= row * 0.96) else {
                continue;
            };
            let gap = marks.style.length(6.0);
            let mark = groups.begin(ui);
            let room = (next.left() - rect.right()) * 0.7;
            labels::draw_between(ui, (actor, stage), pos2(rect.right() + gap, rect.center().y), room, marks);
            groups.end(ui, mark, format!("label-{}-{}", stage + 1, actor.key.id()), &actor.label);
        }
    }
}
