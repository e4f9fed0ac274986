use std::sync::Arc;

use egui::{CursorIcon, FontId, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, one_line, one_line_to_the_left, place};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::palette::Series;
use crate::charts::pattern::{fill_residual, fill_series, outline_series};
use crate::charts::shares::multiples::{Panel, PanelRow, Piece};
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::NO_BREAK;
use crate::charts::{Clicked, Emphasis};

use super::plan::Plan;

const CARD: CardWidths = CardWidths { sign: 0.0, what: 130.0, value: 280.0 };
/// Words behind a number or a heading are shortened to no less than this, in points of the usual text: a few letters say
/// nothing.
const LEAST_OF_ASIDE: f32 = 80.0;

/// How a chart looks.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) plan: &'a Plan,
    pub(super) fit: Fit,
    /// What stands out: all else is faded.
    pub(super) emphasis: Emphasis<'a>,
    /// Whether the numbers of the scale stand below it.
    pub(super) has_axis: bool,
}

/// Returns whether one of a row's countries is what is marked, or a member of it.
pub(super) fn stands_out(row: &PanelRow, emphasis: Emphasis<'_>) -> bool {
    row.countries.iter().any(|iso3| emphasis.has_country(*iso3))
}

/// Draws a chart, and gives it its name, its card and, in a window, its click.
pub(super) fn draw_ui(
    ui: &mut Ui,
    panel: &Panel,
    rows: &[PanelRow],
    rect: Rect,
    look: Look<'_>,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Look { plan, fit, has_axis, .. } = look;
    let style = plan.style;
    let is_seen = fit == Fit::Page || ui.is_rect_visible(rect.expand(plan.pitch));
    let mark = groups.begin(ui);
    if is_seen {
        draw_head(ui, panel, rect, plan);
        let body = Rect::from_min_max(pos2(rect.left() + plan.zero, rect.top() + plan.head), rect.max);
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let bottom = body.top() + rows.len() as f32 * plan.pitch;
        draw_grid(ui, Rect::from_min_max(body.min, pos2(body.right(), bottom)), plan);
        for (place, row) in rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
            let top = body.top() + place as f32 * plan.pitch;
            let band = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + plan.pitch));
            draw_row(ui, row, band, look, groups);
        }
        if has_axis {
            draw_axis(ui, pos2(body.left(), bottom), rect.right(), plan);
        }
    }
    // Over its rows, so that a click on one is a click on all of it.
    let can_open = fit == Fit::Scroll && panel.opens.is_some();
    let sense = if can_open { Sense::click() } else { Sense::hover() };
    let around = rect.expand2(vec2(style.length(6.0), style.length(4.0)));
    let response = ui.interact(around, ui.scope_id().with(("panel", &panel.id)), sense);
    let role = if can_open { Role::Link } else { Role::Figure };
    response.widget_info(|| WidgetInfo::labeled(role, true, panel.spoken()));
    if response.gained_focus() && can_open {
        ui.scroll_to_rect(around, None);
    }
    if response.has_focus() || can_open && response.hovered() {
        let stroke = Stroke::new(2.0, style.colours().accent);
        ui.painter().rect_stroke(around, style.length(3.0), stroke, StrokeKind::Inside);
    }
    groups.end(ui, mark, &panel.id, panel.spoken());
    let response = if can_open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
    let is_clicked = can_open && response.clicked();
    show_card(ui, response, &panel.name, &panel.hover, CARD, style, fit);
    panel.opens.clone().filter(|_| is_clicked).map(Clicked::Mineral)
}

/// Draws the heading, and behind it what has room.
fn draw_head(ui: &Ui, panel: &Panel, rect: Rect, plan: &Plan) {
    let (style, colours) = (plan.style, plan.style.colours());
    let name = one_line(ui, &panel.name, style.font(TextRank::Strong), colours.text, rect.width());
    let left = rect.left() + name.size().x + 1.6 * plan.gap;
    let baseline = name.size().y;
    let is_cut = name.elided;
    place(ui, rect.min, name);
    let aside = aside(ui, &panel.aside, style.font(plan.rank), rect.right() - left, style).filter(|_| !is_cut);
    if let Some(aside) = aside {
        place(ui, pos2(left, rect.top() + (baseline - aside.size().y) * 0.6), aside);
    }
}

/// Returns words behind a number or a heading, where they have room, shortened if need be.
fn aside(ui: &Ui, words: &str, font: FontId, room: f32, style: Style) -> Option<Arc<Galley>> {
    let aside = one_line(ui, words, font, style.colours().text_muted, room.max(1.0));
    (!words.is_empty() && room > 0.0 && (!aside.elided || room >= style.length(LEAST_OF_ASIDE))).then_some(aside)
}

/// Draws the lines of the scale: nothing, its half and its end.
fn draw_grid(ui: &Ui, rect: Rect, plan: &Plan) {
    let colours = plan.style.colours();
    for (part, colour) in [(0.5, colours.grid), (1.0, colours.grid), (0.0, colours.axis)] {
        ui.painter().vline(rect.left() + part * plan.end * plan.scale, rect.y_range(), Stroke::new(1.0, colour));
    }
}

/// Draws the numbers of the scale, none of them beyond `right`.
fn draw_axis(ui: &Ui, zero: egui::Pos2, right: f32, plan: &Plan) {
    let (font, colour) = (plan.style.font(TextRank::Small), plan.style.colours().text_muted);
    let number = |text: String| one_line(ui, &text, font.clone(), colour, f32::INFINITY);
    let percent = |part: f32| number(format!("{:.0}{NO_BREAK}%", part * plan.end * 100.0));
    let (ends, half) = ([0.0, 1.0].map(|part| (part, percent(part))), percent(0.5));
    let length = plan.end * plan.scale;
    // Half stands between the others where it has room.
    let has_room = length >= 2.6 * half.size().x;
    for (part, number) in ends.into_iter().chain(has_room.then_some((0.5, half))) {
        let left = (zero.x + part * length - number.size().x / 2.0).min(right - number.size().x);
        place(ui, pos2(left, zero.y), number);
    }
}

fn draw_row(ui: &Ui, row: &PanelRow, band: Rect, look: Look<'_>, groups: &mut Groups) {
    let Look { plan, emphasis, .. } = look;
    let (style, colours) = (plan.style, plan.style.colours());
    let response = ui.interact(band, ui.scope_id().with(("panel row", &row.id)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, row.spoken()));
    let mark = groups.begin(ui);
    let font = || -> FontId { style.font(plan.rank) };
    let middle = band.center().y;
    let label = one_line_to_the_left(ui, &row.label, font(), colours.text, plan.label());
    let zero = band.left() + plan.zero;
    place(ui, pos2(zero - plan.gap, middle - label.size().y / 2.0), label);
    let mut x = zero;
    let is_faded = emphasis.is_on() && !stands_out(row, emphasis);
    for piece in &row.pieces {
        let series = if is_faded { Series::Faded } else { piece.series };
        x = draw_piece(ui, Piece { series, ..*piece }, x, middle, plan);
    }
    x += plan.gap;
    let colour = if row.bound.is_some() { colours.text } else { colours.text_muted };
    let text = one_line(ui, &row.text, font(), colour, band.right() - x);
    let left = x + text.size().x + plan.gap;
    let aside = aside(ui, &row.aside, style.font(TextRank::Small), band.right() - left, style);
    let texts = std::iter::once(text).chain(aside);
    for text in texts {
        // No line of the scale runs through it.
        let rect = Rect::from_min_size(pos2(x, middle - text.size().y / 2.0), text.size());
        ui.painter().rect_filled(rect.expand2(vec2(1.0, -2.0)), 0.0, colours.background);
        x += place(ui, rect.min, text).x + plan.gap;
    }
    groups.end(ui, mark, &row.id, row.spoken());
}

/// Draws a piece of a bar from `x` on and returns where it ends.
fn draw_piece(ui: &Ui, piece: Piece, x: f32, middle: f32, plan: &Plan) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let length = piece.share as f32 * plan.scale;
    let thickness = plan.pitch * 0.72;
    let rect = Rect::from_min_size(pos2(x, middle - thickness / 2.0), vec2(length, thickness));
    let style: Style = plan.style;
    match (piece.is_filled, piece.series) {
        (false, series) => outline_series(ui, rect, series, style),
        (true, Series::Residual) => fill_residual(ui, rect, style),
        (true, series) => fill_series(ui, rect, series, style),
    }
    x + length
}
