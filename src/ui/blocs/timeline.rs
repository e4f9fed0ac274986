use egui::{EventFilter, Key, Modifiers, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::charts::frame::{one_line, place};
use crate::charts::style::{Style, TextRank};
use crate::model::date_text;
use crate::session::{Command, PlayCommand, Timeline};
use crate::ui::View;

use super::change_words::day_words;

/// A drag this near to a mark is taken for it, in points at text of 100 %.
const SNAP: f32 = 4.0;

/// Shows the date on a rail with a mark for every day on which members changed, and what changed last.
pub(super) fn timeline_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let timeline = &view.results.timeline;
    let style = view.style();
    let muted = style.colours().text_muted;
    if timeline.days().is_empty() {
        let text = "No date of joining or leaving is known for what is on";
        ui.label(egui::RichText::new(text).font(style.font(TextRank::Small)).color(muted));
        return;
    }
    let now = view.session.question().as_of;
    let rail = Rail::new(timeline.ends(now), style);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), style.length(20.0)), Sense::click_and_drag());
    let marks: Vec<(f32, Date)> = timeline.days().iter().map(|day| (rail.at(rect, *day), *day)).collect();
    let picked = rail
        .pointed(rect, &marks, &response)
        .or_else(|| rail.keyed(ui, timeline, now, &response))
        .filter(|date| *date != now);
    commands.extend(picked.map(Command::PickDate));
    let shown = picked.unwrap_or(now);
    rail.paint(ui, view, rect, &marks, shown, &response);
    tell(ui, &rail, shown, &response);
    let under = response.hover_pos().and_then(|at| nearest(&marks, at.x, style.length(SNAP)));
    let hint = match under {
        Some(day) => day_words(view.dataset, timeline, day),
        None => {
            "Membership on this date; Left and Right go to the days on which members changed, with Shift by one day"
                .to_owned()
        }
    };
    // While it is dragged, the line below says what changed: nothing may lie over it.
    if !response.dragged() {
        response.on_hover_text_at_pointer(hint);
    }
    rail.ends_ui(ui);
    if !view.session.question().blocs.is_empty() {
        // Said before any of them too, so that nothing moves while the date is dragged.
        let latest = timeline.latest(shown);
        let words = latest.map_or_else(
            || "Before the first of these changes".to_owned(),
            |day| day_words(view.dataset, timeline, day),
        );
        let words = egui::RichText::new(words).font(style.font(TextRank::Small)).color(muted);
        ui.add(egui::Label::new(words).truncate());
    }
}

/// Shows the buttons that go from one change to the next, and the one that plays them.
pub(super) fn play_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let timeline = &view.results.timeline;
    let now = view.session.question().as_of;
    let step_ui = |ui: &mut Ui, name: &str, glyph: Glyph, day: Option<Date>, none: &str| {
        let hint = day.map_or_else(
            || none.to_owned(),
            |day| match timeline.changes_on(day).next() {
                Some(_) => format!("{name}: {}", day_words(view.dataset, timeline, day)),
                None => format!("{name}: before any of them"),
            },
        );
        button_ui(ui, view.style(), name, glyph, day.is_some())
            .on_hover_text(&hint)
            .on_disabled_hover_text(&hint)
            .clicked()
    };
    let earlier = timeline.previous(now);
    if step_ui(ui, "Previous change", Glyph::Back, earlier, "Nothing changed before this date") {
        commands.extend(earlier.map(Command::PickDate));
    }
    let play = Command::Play(PlayCommand::Switch);
    let (name, glyph) =
        if view.session.playing { ("Stop playing", Glyph::Stop) } else { ("Play membership changes", Glyph::Play) };
    if button_ui(ui, view.style(), name, glyph, !timeline.days().is_empty()).on_hover_text(play.tooltip()).clicked() {
        commands.push(play);
    }
    let later = timeline.next(now);
    if step_ui(ui, "Next change", Glyph::On, later, "Nothing changes after this date") {
        commands.extend(later.map(Command::PickDate));
    }
}

/// What a button of the player shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glyph {
    Back,
    Play,
    Stop,
    On,
}

/// Shows a button with a painted sign: no font is sure to have it.
fn button_ui(ui: &mut Ui, style: Style, name: &str, glyph: Glyph, enabled: bool) -> Response {
    let size = vec2(style.length(24.0), style.length(22.0));
    let response = ui.add_enabled(enabled, egui::Button::new("").min_size(size));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, name));
    let colour = if enabled { style.colours().text } else { style.colours().switch_off };
    let (middle, half) = (response.rect.center(), style.length(4.0));
    let triangle = |x: f32, towards: f32| {
        let points = vec![
            pos2(x - towards * half * 0.8, middle.y - half),
            pos2(x + towards * half * 0.8, middle.y),
            pos2(x - towards * half * 0.8, middle.y + half),
        ];
        egui::Shape::convex_polygon(points, colour, Stroke::NONE)
    };
    let bar = |x: f32| Rect::from_center_size(pos2(x, middle.y), vec2(style.length(1.6), 2.0 * half));
    let painter = ui.painter();
    match glyph {
        Glyph::Play => {
            painter.add(triangle(middle.x, 1.0));
        }
        Glyph::Stop => {
            painter.rect_filled(Rect::from_center_size(middle, vec2(2.0 * half, 2.0 * half) * 0.85), 0.0, colour);
        }
        Glyph::On => {
            painter.add(triangle(middle.x - half * 0.3, 1.0));
            painter.rect_filled(bar(middle.x + half), 0.0, colour);
        }
        Glyph::Back => {
            painter.add(triangle(middle.x + half * 0.3, -1.0));
            painter.rect_filled(bar(middle.x - half), 0.0, colour);
        }
    }
    response
}

/// The rail between two dates.
struct Rail {
    first: Date,
    last: Date,
    style: Style,
}

impl Rail {
    fn new((first, last): (Date, Date), style: Style) -> Self {
        Self { first, last, style }
    }

    /// Returns half of the knob: the rail ends so far from both sides.
    fn inset(&self) -> f32 {
        self.style.length(7.0)
    }

    /// Returns where a date stands.
    fn at(&self, rect: Rect, date: Date) -> f32 {
        let part = days_between(self.first, date) / days_between(self.first, self.last).max(1.0);
        egui::lerp((rect.left() + self.inset())..=(rect.right() - self.inset()), part.clamp(0.0, 1.0))
    }

    /// Returns the date that the pointer drags to, or clicks at: a mark where one is near.
    fn pointed(&self, rect: Rect, marks: &[(f32, Date)], response: &Response) -> Option<Date> {
        if !response.dragged() && !response.clicked() && !response.is_pointer_button_down_on() {
            return None;
        }
        let x = response.interact_pointer_pos()?.x;
        // Both ends draw a date towards them as marks do.
        let ends = [self.first, self.last].map(|date| (self.at(rect, date), date));
        let near = |marks| nearest(marks, x, self.style.length(SNAP));
        if let Some(day) = near(marks).or_else(|| near(&ends)) {
            return Some(day);
        }
        let range = (rect.left() + self.inset())..=(rect.right() - self.inset());
        let days = days_between(self.first, self.last);
        let part = egui::remap_clamp(x, range, 0.0..=days).round();
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of days within the rail")]
        let date = self.first.checked_add((part as i32).days()).ok()?;
        Some(date)
    }

    /// Returns the date that a key asks for while the rail has the focus.
    fn keyed(&self, ui: &Ui, timeline: &Timeline, now: Date, response: &Response) -> Option<Date> {
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        if !response.has_focus() {
            return None;
        }
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        // egui takes a key with Shift for the key alone, so those with Shift are asked first.
        if pressed(Modifiers::SHIFT, Key::ArrowLeft) {
            return now.yesterday().ok();
        }
        if pressed(Modifiers::SHIFT, Key::ArrowRight) {
            return now.tomorrow().ok();
        }
        if pressed(Modifiers::NONE, Key::ArrowLeft) {
            return timeline.previous(now);
        }
        if pressed(Modifiers::NONE, Key::ArrowRight) {
            return timeline.next(now).or_else(|| (now < self.last).then_some(self.last));
        }
        if pressed(Modifiers::NONE, Key::Home) {
            return Some(self.first);
        }
        pressed(Modifiers::NONE, Key::End).then_some(self.last)
    }

    fn paint(&self, ui: &Ui, view: &View<'_>, rect: Rect, marks: &[(f32, Date)], shown: Date, response: &Response) {
        if !ui.is_rect_visible(rect) {
            return;
        }
        let colours = self.style.colours();
        let painter = ui.painter();
        let middle = rect.center().y;
        let (left, right) = (rect.left() + self.inset(), rect.right() - self.inset());
        painter.hline(left..=right, middle, Stroke::new(self.style.length(2.0), colours.axis));
        let half = self.style.length(5.0);
        let is_any_on = !view.session.question().blocs.is_empty();
        for (x, day) in marks {
            let mut changed = view.results.timeline.changes_on(*day).map(|change| &change.bloc);
            let colour = match (changed.next(), changed.next()) {
                (Some(only), None) if is_any_on => view.bloc_colour(only),
                _ => colours.text_muted,
            };
            painter.vline(*x, (middle - half)..=(middle + half), Stroke::new(self.style.length(1.5), colour));
        }
        let line = if response.has_focus() || response.hovered() || response.dragged() {
            Stroke::new(2.0, colours.text)
        } else {
            Stroke::new(1.0, colours.background)
        };
        painter.circle(pos2(self.at(rect, shown), middle), self.style.length(5.0), colours.accent, line);
    }

    /// Shows the dates at both ends of the rail, where there is room for them.
    fn ends_ui(&self, ui: &mut Ui) {
        let (font, colour) = (self.style.font(TextRank::Small), self.style.colours().text_muted);
        let text = |date| one_line(ui, &date_text(date), font.clone(), colour, f32::INFINITY);
        let (first, last) = (text(self.first), text(self.last));
        let width = ui.available_width();
        if first.size().x + last.size().x + self.style.length(8.0) > width {
            return;
        }
        let (rect, _) = ui.allocate_exact_size(vec2(width, first.size().y), Sense::hover());
        let at = pos2(rect.right() - last.size().x, rect.top());
        place(ui, rect.min, first);
        place(ui, at, last);
    }
}

/// Says where the rail stands to those who do not see it.
fn tell(ui: &Ui, rail: &Rail, shown: Date, response: &Response) {
    let value = f64::from(days_between(rail.first, shown));
    let last = f64::from(days_between(rail.first, rail.last));
    response.widget_info(|| WidgetInfo::slider(true, value, "Date of membership"));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(last);
        node.set_value(date_text(shown));
    });
}

/// Returns the mark nearest to a place, where one is within reach.
fn nearest(marks: &[(f32, Date)], x: f32, reach: f32) -> Option<Date> {
    let distance = |(at, _): &&(f32, Date)| (at - x).abs();
    let near = marks.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    (distance(&near) <= reach).then_some(near.1)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "far fewer days than f32 can count one by one, from one date of history to another"
)]
fn days_between(first: Date, last: Date) -> f32 {
    first.until(last).map_or(0, |span| span.get_days()) as f32
}
