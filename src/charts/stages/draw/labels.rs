use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, Ui, pos2, vec2};

use crate::charts::Clicked;
use crate::charts::frame::{one_line, one_line_to_the_left, place};
use crate::charts::groups::Groups;
use crate::charts::stages::{Actor, At, StagesChart};
use crate::charts::style::{Style, TextRank};

use super::layout::{Layout, apart, is_named};
use super::marks::Marks;
use crate::charts::trend::spread;

/// Names of blocs in labels take at most so much room, in points of the usual text.
const MOST_OF_BLOC: f32 = 62.0;

/// A name with less room, in points of the usual text, says nothing.
const LEAST_OF_NAME: f32 = 44.0;

/// Returns the room between a bar and its labels.
pub(super) fn gap(style: Style) -> f32 {
    style.length(14.0)
}

fn between(style: Style) -> f32 {
    style.length(5.0)
}

/// Returns the width of an actor's label at a stage, all of it shown.
pub(super) fn width_of(ui: &Ui, actor: &Actor, stage: usize, with_bloc: bool, style: Style) -> f32 {
    let texts = Texts::new(ui, actor, stage, (with_bloc, f32::INFINITY), style);
    texts.size().0
}

/// Returns whether the name of an actor's bloc is short enough for a label.
pub(super) fn has_room_for_bloc(ui: &Ui, actor: &Actor, style: Style) -> bool {
    actor.bloc.as_ref().is_none_or(|bloc| !bloc_text(ui, bloc, style).elided)
}

fn bloc_text(ui: &Ui, bloc: &str, style: Style) -> Arc<Galley> {
    let colour = style.colours().text_muted;
    one_line(ui, bloc, style.font(TextRank::Small), colour, style.length(MOST_OF_BLOC))
}

/// A label, laid out.
struct Texts {
    name: Arc<Galley>,
    bloc: Option<Arc<Galley>>,
    number: Arc<Galley>,
    between: f32,
}

impl Texts {
    /// Lays out name, bloc and number within a width; a name that is too long gives way.
    fn new(ui: &Ui, actor: &Actor, stage: usize, (with_bloc, room): (bool, f32), style: Style) -> Self {
        let colours = style.colours();
        let number = actor.at.get(stage).map(At::text).unwrap_or_default();
        let between = between(style);
        let number = one_line(ui, number, style.font(TextRank::Strong), colours.text, room * 0.7);
        let bloc = actor.bloc.as_ref().filter(|_| with_bloc);
        let bloc = bloc.map(|bloc| bloc_text(ui, bloc, style));
        let taken = number.size().x + between + bloc.as_ref().map_or(0.0, |bloc| bloc.size().x + between);
        let name = one_line(ui, actor.name_at(stage), style.font(TextRank::Body), colours.text, room - taken);
        Self { name, bloc, number, between }
    }

    fn size(&self) -> (f32, f32) {
        let bloc = self.bloc.as_ref().map_or(0.0, |bloc| bloc.size().x + self.between);
        (self.name.size().x + bloc + self.between + self.number.size().x, self.name.size().y)
    }

    /// Paints the label from a left end, about a middle.
    fn place(self, ui: &Ui, left: f32, middle: f32) {
        let mut x = left;
        for galley in std::iter::once(self.name).chain(self.bloc).chain([self.number]) {
            let height = galley.size().y;
            x += place(ui, pos2(x, middle - height / 2.0), galley).x + self.between;
        }
    }
}

/// Draws the labels at both ends, moved apart where they would touch, and those between where they have room. `end_of`
/// returns the middle of an actor's mark at a stage. Returns what was clicked.
pub(super) fn draw(
    ui: &Ui,
    chart: &StagesChart,
    layout: &Layout,
    marks: &Marks,
    end_of: &dyn Fn(&Actor, usize) -> Option<f32>,
    groups: &mut Groups,
) -> Option<Clicked> {
    let (first, last) = layout.ends;
    let mut clicked = None;
    for (stage, is_left) in [(first, true), (last, false)] {
        if is_left && first == last {
            continue;
        }
        let named = chart.actors.iter().filter(|actor| is_named(chart, actor, stage));
        let named = named.filter_map(|actor| Some((actor, end_of(actor, stage)?)));
        for (actor, end, middle) in apart_from_each_other(named, stage, apart(layout.body), layout) {
            let found = draw_end(ui, (actor, stage), (end, middle), is_left, (layout, marks), groups);
            clicked = clicked.or(found);
        }
    }
    clicked
}

/// Returns who is named where: near the middle of its mark, at least `apart` from the next one. The smallest go where there
/// is no room for all.
pub(super) fn apart_from_each_other<'a>(
    named: impl Iterator<Item = (&'a Actor, f32)>,
    stage: usize,
    apart: f32,
    layout: &Layout,
) -> Vec<(&'a Actor, f32, f32)> {
    let mut named: Vec<(&Actor, f32)> = named.collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
    let room = (layout.y.span() / apart).floor().max(0.0) as usize;
    named.sort_by(|(a, _), (b, _)| b.share(stage).total_cmp(&a.share(stage)));
    named.truncate(room);
    named.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let wished: Vec<f32> = named.iter().map(|(_, middle)| *middle).collect();
    let places = spread(&wished, apart, layout.y.min + apart / 2.0, layout.y.max - apart / 2.0);
    named.into_iter().zip(places).map(|((actor, middle), place)| (actor, middle, place)).collect()
}

fn draw_end(
    ui: &Ui,
    (actor, stage): (&Actor, usize),
    (end, middle): (f32, f32),
    is_left: bool,
    (layout, marks): (&Layout, &Marks),
    groups: &mut Groups,
) -> Option<Clicked> {
    let style = marks.style;
    let bar = layout.bar(stage);
    let room = if is_left { layout.label_widths.0 } else { layout.label_widths.1 };
    let texts = Texts::new(ui, actor, stage, (layout.with_bloc, room), style);
    let (width, height) = texts.size();
    let left = if is_left { bar.left() - gap(style) - width } else { bar.right() + gap(style) };
    let mark = groups.begin(ui);
    let (from, to) = if is_left {
        (pos2(bar.left(), end), pos2(left + width, middle))
    } else {
        (pos2(bar.right(), end), pos2(left, middle))
    };
    draw_leader(ui, actor, from, to, marks);
    texts.place(ui, left, middle);
    let name = format!("{} {}", actor.name_at(stage), actor.at.get(stage).map(At::text).unwrap_or_default());
    groups.end(ui, mark, format!("label-{}-{}", stage + 1, actor.key.id()), name);
    let rect = Rect::from_min_size(pos2(left, middle - height / 2.0), vec2(width, height));
    marks.label_ui(ui, (actor, stage), rect)
}

/// Draws the thin line that leads from a mark to its label.
pub(super) fn draw_leader(ui: &Ui, actor: &Actor, from: Pos2, to: Pos2, marks: &Marks) {
    let style = marks.style;
    let inset = vec2(style.length(2.0) * (to.x - from.x).signum(), 0.0);
    let line = Stroke::new(style.length(0.8), marks.seen(actor, style.colours().axis));
    ui.painter().line_segment([from + inset, to - 1.5 * inset], line);
}

/// Draws a label right of a mark as far as it has room: with its name, which is shortened where it stands nowhere else, or
/// only its number, or not at all.
pub(super) fn draw_between(
    ui: &Ui,
    (actor, stage, is_named): (&Actor, usize, bool),
    from: Pos2,
    at: Pos2,
    room: f32,
    marks: &Marks,
) {
    let style = marks.style;
    let number = number_of(ui, actor, stage, false, style);
    let texts = Texts::new(ui, actor, stage, (false, room), style);
    let has_name = !texts.name.elided || !is_named && texts.number.size().x + style.length(LEAST_OF_NAME) <= room;
    if has_name && texts.size().0 <= room + 0.5 {
        draw_leader(ui, actor, from, at, marks);
        texts.place(ui, at.x, at.y);
    } else if number.size().x <= room {
        draw_leader(ui, actor, from, at, marks);
        place(ui, pos2(at.x + number.size().x, at.y - number.size().y / 2.0), number);
    }
}

/// Returns a number, with its name if that is to be told, laid out to stand left of a place.
pub(super) fn number_of(ui: &Ui, actor: &Actor, stage: usize, with_name: bool, style: Style) -> Arc<Galley> {
    let number = actor.at.get(stage).map(At::text).unwrap_or_default();
    let text = if with_name { format!("{} {number}", actor.name_at(stage)) } else { number.to_owned() };
    one_line_to_the_left(ui, &text, style.font(TextRank::Small), style.colours().text, f32::INFINITY)
}

/// Returns the height of a row of such numbers.
pub(super) fn small_height(ui: &Ui, style: Style) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Small)))
}
