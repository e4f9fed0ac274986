use std::sync::Arc;

use egui::{Color32, Galley, Rect, Shape, Stroke, Ui, pos2, vec2};

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::style::TextRank;
use crate::charts::trend::events::EventMark;
use crate::charts::trend::model::TrendChart;

use super::layout::Layout;
use super::lines::mark_colour;

/// Draws a flag below each year in which members of the switched-on blocs joined or left, with the longest wording that
/// fits between its neighbours.
pub(super) fn draw(ui: &Ui, chart: &TrendChart, layout: &Layout, groups: &mut Groups) {
    let mut free_from = layout.main.left() - layout.small * 2.0;
    for event in &chart.events {
        let mark = groups.begin(ui);
        let said = format!("Bloc events of {}: {}", event.year, event.said.join("; "));
        free_from = draw_event(ui, chart, event, &said, layout, free_from);
        groups.end(ui, mark, format!("events-{}", event.year), &said);
    }
}

fn draw_event(ui: &Ui, chart: &TrendChart, event: &EventMark, said: &str, layout: &Layout, free_from: f32) -> f32 {
    let style = layout.style;
    let (colours, gap) = (style.colours(), style.length(4.0));
    let colour = event.series.map_or(colours.text, |series| mark_colour(series, style));
    let x = layout.x_of(f64::from(event.year));
    let bottom = layout.main.bottom();
    let tick = Stroke::new(style.length(2.0), colour);
    let ends = [pos2(x, bottom), pos2(x, bottom - style.length(7.0))];
    // It stands out from areas of its own colour too.
    ui.painter().line_segment(ends, Stroke::new(style.length(4.0), colours.background));
    ui.painter().line_segment(ends, tick);
    let flag = flag_width(layout);
    let is_last = chart.years.last().is_some_and(|last| event.year >= last.year);
    let (left, right) = layout.column(chart, event.year);
    // The first has room beside the axis, and the last before itself; behind it, lines lead to labels.
    let is_first = chart.years.first().is_some_and(|first| event.year <= first.year);
    let left = if is_first || is_last { free_from } else { left };
    let right = if is_last { x + style.length(6.0) } else { right };
    let left = left.max(free_from);
    let galley = longest(ui, event, layout, right - left - flag - gap);
    let width = flag + galley.size().x;
    let from = (x - width / 2.0).min(right - width - gap / 2.0).max(left);
    // Where the text stands before its year, the flag is behind it.
    let is_behind = is_last && from + width / 2.0 < x - flag;
    let (text_at, flag_at) = if is_behind { (from, from + galley.size().x + gap / 2.0) } else { (from + flag, from) };
    draw_flag(ui, layout, flag_at, colour);
    let at = pos2(text_at, layout.events.center().y - galley.size().y / 2.0);
    let rect = Rect::from_min_size(pos2(from, layout.events.top()), vec2(width, layout.events.height()));
    read_aloud(ui, rect, ("events", event.year), said);
    // Lines at which editions change would strike it through.
    ui.painter().rect_filled(Rect::from_min_size(at, galley.size()), 0.0, colours.background);
    place(ui, at, galley);
    from + width + gap
}

/// Lays out the longest wording that fits.
fn longest(ui: &Ui, event: &EventMark, layout: &Layout, width: f32) -> Arc<Galley> {
    let style = layout.style;
    let set = |text: &str| one_line(ui, text, style.font(TextRank::Small), style.colours().text_muted, f32::INFINITY);
    let fitting = event.texts.iter().map(|text| set(text)).find(|galley| galley.size().x <= width);
    fitting.unwrap_or_else(|| set(""))
}

fn flag_width(layout: &Layout) -> f32 {
    layout.style.length(11.0)
}

/// Paints a pennant on its pole.
fn draw_flag(ui: &Ui, layout: &Layout, left: f32, colour: Color32) {
    let style = layout.style;
    let (half, middle) = (style.length(4.5), layout.events.center().y);
    let pole = left + style.length(1.0);
    ui.painter()
        .line_segment([pos2(pole, middle - half), pos2(pole, middle + half)], Stroke::new(style.length(1.3), colour));
    let tip = pos2(pole + style.length(6.5), middle - half * 0.4);
    let pennant = vec![pos2(pole, middle - half), tip, pos2(pole, middle + half * 0.2)];
    ui.painter().add(Shape::convex_polygon(pennant, colour, Stroke::NONE));
}
