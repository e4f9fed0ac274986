use egui::{Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::hover_card::{self, CardWidths};
use crate::charts::style::Style;
use crate::charts::trend::model::{CardRow, TrendChart, YearCard};

use super::layout::Layout;
use super::lines::sign;

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

/// Makes each year a button over both plots, with its numbers on hover, and returns the one clicked.
pub(super) fn hover_ui(ui: &Ui, chart: &TrendChart, layout: &Layout) -> Option<i16> {
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
            clicked = Some(year.year);
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
