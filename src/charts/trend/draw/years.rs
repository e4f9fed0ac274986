use egui::{Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::hover_card::{self, CardWidths};
use crate::charts::style::Style;
use crate::charts::trend::model::{CardRow, TrendChart, YearCard};
use crate::charts::trend::options;
use crate::charts::trend::series::TrendSeries;
use crate::charts::{Clicked, Marked};

use super::layout::Layout;
use super::lines::sign;
use super::place::Places;

const CARD: CardWidths = CardWidths { sign: 16.0, what: 130.0, value: 230.0 };

/// Paints where another edition begins to speak.
pub(super) fn dashed(ui: &Ui, ends: [Pos2; 2], style: Style) {
    let stroke = Stroke::new(1.0, style.colours().axis);
    ui.painter().extend(Shape::dashed_line(&ends, stroke, 6.0, 5.0));
}

/// Paints the soft band behind the selected year.
pub(super) fn draw_selected(ui: &Ui, layout: &Layout, year: i16) {
    let centre = layout.x_of(f64::from(year));
    if centre < layout.main.left() || centre > layout.main.right() {
        return;
    }
    let half = layout.style.length(22.0);
    let left = (centre - half).max(layout.main.left());
    let right = (centre + half).min(layout.main.right());
    for (top, bottom) in [(layout.main.top(), layout.editions.bottom()), (layout.hhi.top(), layout.hhi.bottom())] {
        let band = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        ui.painter().rect_filled(band, 3.0, layout.style.colours().selected);
    }
}

/// Makes each year a button over both plots, with its numbers on hover, and returns what was clicked: a line near the
/// pointer, else the year.
pub(super) fn hover_ui(ui: &Ui, chart: &TrendChart, layout: &Layout, places: &Places<'_>) -> Option<Clicked> {
    let covered = hover_card::is_covered(ui);
    let mut clicked = None;
    for year in &chart.years {
        let (left, right) = layout.column(chart, year.year);
        let rect = Rect::from_min_max(pos2(left, layout.main.top()), pos2(right, layout.hhi.bottom()));
        let response = ui.interact(rect, ui.scope_id().with(("year", year.year)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &year.spoken));
        if response.has_focus() {
            let stroke = Stroke::new(1.5, layout.style.colours().accent);
            ui.painter().rect_stroke(rect, 4.0, stroke, StrokeKind::Inside);
        }
        if response.clicked() {
            let line = response.interact_pointer_pos().and_then(|at| line_at(chart, layout, places, at));
            clicked = Some(line.map_or(Clicked::Year(year.year), Clicked::Mark));
        }
        if covered {
            continue;
        }
        if response.hovered() {
            let x = layout.x_of(f64::from(year.year));
            let stroke = Stroke::new(1.0, layout.style.colours().text_muted);
            ui.painter().line_segment([pos2(x, layout.main.top()), pos2(x, layout.main.bottom())], stroke);
            ui.painter().line_segment([pos2(x, layout.hhi.top()), pos2(x, layout.hhi.bottom())], stroke);
        }
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if let Some(card) = chart.cards.iter().find(|card| card.year == year.year) {
            response.on_hover_ui_at_pointer(|ui| card_ui(ui, card, layout.style));
        }
    }
    clicked
}

/// A click is on a line that is no further away, in points of the usual text.
const NEAR_LINE: f32 = 5.0;

/// Returns what the line nearest to a place is of, where one is near; areas are marked by their labels.
fn line_at(chart: &TrendChart, layout: &Layout, places: &Places<'_>, at: Pos2) -> Option<Marked> {
    let far = |series: &TrendSeries| {
        let points = series.points.iter().map(|point| places.at([f64::from(point.year), point.value]).distance(at));
        let pairs = series.runs.iter().flat_map(|run| run.windows(2));
        let lines = pairs.filter_map(|pair| {
            let [from, to] = pair else { return None };
            Some(distance(at, places.at(*from), places.at(*to)))
        });
        points.chain(lines).fold(f32::INFINITY, f32::min)
    };
    let is_lines = chart.options.shape == options::Shape::Lines;
    let series = chart.series.iter().filter(|_| is_lines).map(|series| (far(series), series));
    let near = series.filter(|(far, _)| *far <= layout.style.length(NEAR_LINE));
    near.min_by(|(a, _), (b, _)| a.total_cmp(b)).and_then(|(_, series)| series.mark())
}

/// Returns how far a place is from a stretch of a line.
fn distance(at: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let part = if along.length_sq() > 0.0 { (at - from).dot(along) / along.length_sq() } else { 0.0 };
    (from + along * part.clamp(0.0, 1.0)).distance(at)
}

fn card_ui(ui: &mut Ui, card: &YearCard, style: Style) {
    hover_card::heading_ui(ui, &card.heading, style);
    ui.spacing_mut().item_spacing = vec2(style.length(6.0), style.length(3.0));
    for CardRow { sign: mark, what, value } in &card.rows {
        hover_card::row_ui(ui, what, value, CARD, style, |ui, corner, height| {
            if let Some((series, marker)) = mark {
                let at = corner + vec2(style.length(CARD.sign) * 0.35, style.length(9.0).min(height / 2.0));
                sign(ui, at, *series, *marker, style, false);
            }
        });
    }
}
