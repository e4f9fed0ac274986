use egui::{Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::charts::Clicked;
use crate::charts::frame::place;
use crate::charts::groups::Groups;
use crate::charts::palette::Series;
use crate::charts::stages::{Actor, StagesChart};
use crate::model::Bound;

use super::alluvial::spoken;
use super::labels;
use super::layout::{Layout, is_named};
use super::marks::Marks;

/// Draws lines from stage to stage, and returns what was clicked.
pub(super) fn draw(
    ui: &Ui,
    chart: &StagesChart,
    layout: &Layout,
    marks: &Marks,
    groups: &mut Groups,
) -> Option<Clicked> {
    let style = marks.style;
    let scale = Scale::of(chart, layout);
    for (stage, column) in chart.columns.iter().enumerate().filter(|(_, column)| column.missing.is_none()) {
        let bar = layout.bar(stage);
        let mark = groups.begin(ui);
        let line = [pos2(bar.center().x, layout.y.min), pos2(bar.center().x, layout.y.max)];
        ui.painter().line_segment(line, Stroke::new(1.0, style.colours().grid));
        groups.end(ui, mark, format!("axis-{}", stage + 1), &column.head);
    }
    // The first stands on top.
    let suppliers = || chart.actors.iter().enumerate().filter(|(_, actor)| actor.key.is_supplier()).rev();
    for (order, actor) in suppliers() {
        let mark = groups.begin(ui);
        draw_lines(ui, (actor, order), chart.columns.len(), &scale, marks);
        groups.end(ui, mark, actor.key.id(), spoken(actor, chart));
    }
    let mut clicked = None;
    for (_, actor) in suppliers() {
        for stage in 0..chart.columns.len() {
            let Some(at) = scale.place(actor, stage) else { continue };
            let rect = Rect::from_center_size(at, Vec2::splat(style.length(12.0)));
            clicked = clicked.or(marks.mark_ui(ui, chart, (actor, stage), rect));
        }
    }
    draw_between(ui, chart, (layout, &scale), marks, groups);
    let end_of = |actor: &Actor, stage: usize| Some(scale.place(actor, stage)?.y);
    clicked.or(labels::draw(ui, chart, layout, marks, &end_of, groups))
}

/// From shares to places: nothing at the bottom, the largest share at the top.
struct Scale<'a> {
    layout: &'a Layout,
    largest: f64,
    rim: f32,
}

impl<'a> Scale<'a> {
    fn of(chart: &StagesChart, layout: &'a Layout) -> Self {
        let suppliers = chart.actors.iter().filter(|actor| actor.key.is_supplier());
        let shares = suppliers.flat_map(|actor| (0..chart.columns.len()).map(|stage| actor.share(stage)));
        Self { layout, largest: shares.fold(1e-9, f64::max), rim: layout.body * 0.5 }
    }

    fn place(&self, actor: &Actor, stage: usize) -> Option<Pos2> {
        let part = actor.at.get(stage)?.part()?;
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let up = (part.share / self.largest) as f32;
        let (top, bottom) = (self.layout.y.min + self.rim, self.layout.y.max - self.rim);
        Some(pos2(self.layout.bar(stage).center().x, bottom + (top - bottom) * up))
    }
}

fn draw_lines(ui: &Ui, (actor, order): (&Actor, usize), stages: usize, scale: &Scale<'_>, marks: &Marks) {
    let (style, colour) = (marks.style, marks.colour(actor));
    let strong = actor.series != Series::NonMember && marks.stands_out(actor);
    let stroke = Stroke::new(style.length(if strong { 2.4 } else { 1.5 }), colour);
    for stage in 1..stages {
        let (Some(from), Some(to)) = (scale.place(actor, stage - 1), scale.place(actor, stage)) else { continue };
        let dash = style.length(7.0);
        let is_dashed = match actor.series {
            Series::StripedBloc(_) => true,
            // In print neighbours differ by their dashes.
            _ => style.theme.has_patterns() && order % 2 == 1,
        };
        if is_dashed {
            ui.painter().extend(Shape::dashed_line(&[from, to], stroke, dash, dash * 0.6));
        } else {
            ui.painter().line_segment([from, to], stroke);
        }
    }
    for stage in 0..stages {
        let Some(at) = scale.place(actor, stage) else { continue };
        ui.painter().circle_filled(at, style.length(4.0), colour);
        let is_bound = actor.at.get(stage).and_then(|at| at.part()).is_some_and(|part| part.bound != Bound::Exact);
        if is_bound {
            ui.painter().circle_filled(at, style.length(2.3), style.colours().background);
        }
    }
}

/// Writes the numbers of stages between the ends beside their marks, moved apart where they would touch, with the name of
/// who is named at no end.
fn draw_between(
    ui: &Ui,
    chart: &StagesChart,
    (layout, scale): (&Layout, &Scale<'_>),
    marks: &Marks,
    groups: &mut Groups,
) {
    let (first, last) = layout.ends;
    let style = marks.style;
    for stage in first + 1..last {
        let suppliers = chart.actors.iter().filter(|actor| actor.key.is_supplier());
        let x = layout.bar(stage).center().x;
        let named = suppliers.filter_map(|actor| Some((actor, scale.place(actor, stage)?.y)));
        for (actor, end, middle) in labels::apart_from_each_other(named, stage, labels::small_height(ui, style), layout)
        {
            let is_named = [first, last].into_iter().any(|end| is_named(chart, actor, end));
            let text = labels::number_of(ui, actor, stage, !is_named, style);
            let (size, right) = (text.size(), x - labels::gap(style));
            let rect = Rect::from_min_size(pos2(right - size.x, middle - size.y / 2.0), size);
            let mark = groups.begin(ui);
            // A ground keeps the number off the lines.
            ui.painter().rect_filled(rect.expand2(vec2(2.0, -1.0)), 2.0, style.colours().background);
            labels::draw_leader(ui, actor, pos2(x - style.length(4.0), end), pos2(right, middle), marks);
            place(ui, pos2(right, rect.top()), text);
            groups.end(ui, mark, format!("label-{}-{}", stage + 1, actor.key.id()), &actor.label);
        }
    }
}
