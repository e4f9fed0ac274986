use egui::{Rect, Stroke, Ui, pos2, vec2};
use egui_plot::{GridMark, Plot, PlotTransform};

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::ground::still;
use crate::charts::groups::Groups;
use crate::charts::style::TextRank;
use crate::charts::trend::form::As;
use crate::charts::trend::model::{AbsentMark, EditionSpan, TrendChart};
use crate::charts::trend::options::Shape;
use crate::charts::trend::scale::{Mapping, Scale, Tick};

use super::layout::{Layout, tick_text};
use super::lines::sign;
use super::place::Places;
use super::years::dashed;

/// Draws the grid of a plot by `egui_plot` and returns how values lie in it.
pub(super) fn draw_grid<'a>(ui: &mut Ui, name: &str, rect: Rect, layout: &Layout, scale: &'a Scale) -> Places<'a> {
    let bounds = Places::bounds(layout.x_range);
    let mark = |value: f64| GridMark { value: scale.part(value), step_size: 1.0 };
    let marks: Vec<GridMark> = scale.ticks.iter().map(|tick| mark(tick.value)).collect();
    let shown = ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        still(Plot::new(name), rect, layout.style)
            .min_size(vec2(1.0, 1.0))
            .show_axes([false, false])
            .show_grid([false, true])
            .y_grid_spacer(move |_| marks.clone())
            .show(ui, |plot| plot.set_plot_bounds(bounds))
            .transform
    });
    // The plot may have settled on other bounds in an earlier frame; what is drawn now goes by these.
    Places::new(PlotTransform::new(*shown.inner.frame(), bounds, false), scale)
}

/// Draws the main plot's grid, its axis and where editions change.
pub(super) fn draw_main<'a>(ui: &mut Ui, chart: &'a TrendChart, layout: &Layout) -> Places<'a> {
    let places = draw_grid(ui, "trend plot", layout.main, layout, &chart.scale);
    draw_reference(ui, chart, layout, &places);
    let mut ticks: Vec<&Tick> = chart.scale.ticks.iter().collect();
    if chart.shown_as == As::Rank {
        // The first rank is always told.
        ticks.reverse();
    }
    if chart.scale.mapping == Mapping::Log {
        // Powers of ten before what lies between.
        ticks.sort_by_key(|tick| !tick.is_power_of_ten());
    }
    let texts = chart.reference.iter().chain(ticks).map(|tick| (tick.value, tick.text.as_str()));
    draw_ticks(ui, layout, &places, &texts.collect::<Vec<_>>());
    let bottom = layout.main.bottom();
    let line = Stroke::new(1.0, layout.style.colours().axis);
    ui.painter().line_segment([pos2(layout.main.left(), bottom), pos2(layout.main.right(), bottom)], line);
    if chart.options.shape == Shape::Lines {
        draw_divides(ui, chart, layout);
    }
    places
}

/// Draws the line of what series are measured against: behind them, but before the grid.
fn draw_reference(ui: &Ui, chart: &TrendChart, layout: &Layout, places: &Places<'_>) {
    let Some(reference) = &chart.reference else { return };
    let y = places.y(reference.value);
    let line = Stroke::new(1.0, layout.style.colours().axis);
    ui.painter().line_segment([pos2(layout.main.left(), y), pos2(layout.main.right(), y)], line);
}

/// Draws where editions change: behind lines, but over areas.
pub(super) fn draw_divides(ui: &Ui, chart: &TrendChart, layout: &Layout) {
    for divide in &chart.divides {
        let x = layout.x_of(*divide);
        if chart.options.shape == Shape::Stacked {
            // A dark area would swallow the dashes.
            let ground = Stroke::new(2.0, layout.style.colours().background);
            ui.painter().line_segment([pos2(x, layout.main.top()), pos2(x, layout.main.bottom())], ground);
        }
        dashed(ui, [pos2(x, layout.main.top()), pos2(x, layout.editions.bottom())], layout.style);
    }
}

/// Draws texts beside an axis, leaving out those that would touch an earlier one.
pub(super) fn draw_ticks(ui: &Ui, layout: &Layout, places: &Places<'_>, ticks: &[(f64, &str)]) {
    let mut used: Vec<f32> = Vec::new();
    let x = layout.main.left() - layout.style.length(5.0);
    for (value, text) in ticks {
        let y = places.y(*value);
        if used.iter().any(|other| (other - y).abs() < layout.small * 0.95) {
            continue;
        }
        used.push(y);
        let galley = tick_text(ui, text, layout.style);
        place(ui, pos2(x, y - galley.size().y / 2.0), galley);
    }
}

/// Draws the rows below the main plot: what has no number, years, editions.
pub(super) fn draw_below(ui: &Ui, chart: &TrendChart, layout: &Layout, selected: Option<i16>, groups: &mut Groups) {
    for absent in &chart.absent {
        draw_absent(ui, chart, layout, absent, groups);
    }
    let mark = groups.begin(ui);
    let colours = layout.style.colours();
    let mut free_from = f32::NEG_INFINITY;
    for year in &chart.years {
        let is_selected = selected == Some(year.year);
        let rank = if is_selected { TextRank::Strong } else { TextRank::Body };
        let font = egui::FontId::new(layout.style.font(TextRank::Small).size, layout.style.font(rank).family);
        let galley = one_line(ui, &year.text, font, colours.text, f32::INFINITY);
        let left = layout.x_of(f64::from(year.year)) - galley.size().x / 2.0;
        // Of many years those are named that have the room.
        if left < free_from {
            continue;
        }
        free_from = left + galley.size().x + layout.style.length(6.0);
        place(ui, pos2(left, layout.years.top()), galley);
    }
    groups.end(ui, mark, "years", "Years");
    draw_editions(ui, chart, layout, groups);
}

/// Draws the signs of the series without a number in a year, and the word for it, below the axis: not at zero.
fn draw_absent(ui: &Ui, chart: &TrendChart, layout: &Layout, absent: &AbsentMark, groups: &mut Groups) {
    let mark = groups.begin(ui);
    let style = layout.style;
    let (left, right) = layout.column(chart, absent.year);
    let pitch = style.length(11.0);
    #[expect(clippy::cast_precision_loss, reason = "a dozen signs")]
    let signs = absent.signs.len() as f32 * pitch;
    let set_words =
        |words: &str| one_line(ui, words, style.font(TextRank::Small), style.colours().text_muted, f32::INFINITY);
    // Where the years stand too close for words, the sign says that there is no number, and the year’s card why.
    let words = set_words(&absent.words);
    let galley = if signs + words.size().x <= right - left { words } else { set_words("") };
    let width = signs + galley.size().x;
    let centre = layout.x_of(f64::from(absent.year));
    let right = layout.main.right() - width;
    let mut x = (centre - width / 2.0).min(right).max(layout.main.left());
    let middle = layout.absent.center().y;
    for (series, marker) in &absent.signs {
        sign(ui, pos2(x + pitch * 0.4, middle), *series, *marker, style, true);
        x += pitch;
    }
    let at = pos2(x, middle - galley.size().y / 2.0);
    read_aloud(ui, Rect::from_min_size(at, galley.size()), ("absent", absent.year), &absent.words);
    place(ui, at, galley);
    groups.end(ui, mark, format!("absent-{}", absent.year), format!("{}: {}", absent.year, absent.words));
}

/// Draws the names of editions, all in the longest wording that fits.
fn draw_editions(ui: &Ui, chart: &TrendChart, layout: &Layout, groups: &mut Groups) {
    let mark = groups.begin(ui);
    let (style, colours) = (layout.style, layout.style.colours());
    let font = || style.font(TextRank::Small);
    let room = |span: &EditionSpan| {
        let (left, _) = layout.column(chart, span.first);
        let (_, right) = layout.column(chart, span.last);
        // The label at the end leaves no room at its side, the axis does.
        let left = if Some(span) == chart.editions.first() { left - layout.small * 2.0 } else { left };
        (left, right)
    };
    let name_text = |span: &EditionSpan, level: usize| {
        let name = span.names.get(level).or(span.names.last()).map_or("", String::as_str);
        one_line(ui, name, font(), colours.text_muted, f32::INFINITY)
    };
    let levels = chart.editions.iter().map(|span| span.names.len()).max().unwrap_or(0);
    let fits = |level: &usize| {
        chart.editions.iter().all(|span| {
            let (left, right) = room(span);
            name_text(span, *level).size().x <= right - left - style.length(4.0)
        })
    };
    let level = (0..levels).find(fits).unwrap_or(levels.saturating_sub(1));
    for span in &chart.editions {
        let (left, right) = room(span);
        let galley = name_text(span, level);
        let galley = if galley.size().x > right - left {
            one_line(ui, galley.text(), font(), colours.text_muted, right - left)
        } else {
            galley
        };
        let x = f32::midpoint(layout.x_of(f64::from(span.first)), layout.x_of(f64::from(span.last)));
        let x = (x - galley.size().x / 2.0).min(right - galley.size().x).max(left);
        place(ui, pos2(x, layout.editions.top()), galley);
    }
    groups.end(ui, mark, "editions", "Editions");
}
