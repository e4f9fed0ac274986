//! The steps of the colours, over the grid.

use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};

use crate::charts::matrix::grid::Grid;

use super::Placed;

/// A piece of the legend.
struct Piece {
    galley: Arc<Galley>,
    /// The step whose colour it lies on.
    step: Option<usize>,
    is_outlined: bool,
    at: Vec2,
    size: Vec2,
}

/// Returns the pieces, placed from their corner, and their height.
fn pieces(ui: &Ui, grid: &Grid, style: Style, width: f32) -> (Vec<Piece>, f32) {
    let colours = style.colours();
    let font = style.font(TextRank::Small);
    let pad = vec2(style.length(5.0), style.length(2.0));
    let text = |text: &str, colour| one_line(ui, text, font.clone(), colour, width);
    let mut pieces = Vec::new();
    let (mut at, mut line) = (Vec2::ZERO, 0.0_f32);
    let mut put = |galley: Arc<Galley>, step: Option<usize>, is_outlined: bool, gap: f32| {
        let is_boxed = step.is_some() || is_outlined;
        let size = galley.size() + if is_boxed { 2.0 * pad } else { vec2(0.0, 2.0 * pad.y) };
        if at.x > 0.0 && at.x + gap + size.x > width {
            at = vec2(0.0, at.y + line + pad.y);
        } else if at.x > 0.0 {
            at.x += gap;
        }
        line = line.max(size.y);
        pieces.push(Piece { galley, step, is_outlined, at, size });
        at.x += size.x;
    };
    put(text(&grid.unit_words, colours.text), None, false, 0.0);
    for (step, label) in grid.scale.labels().iter().enumerate() {
        let gap = if step == 0 { style.length(8.0) } else { 0.0 };
        put(text(label, colours.step(step).1), Some(step), false, gap);
    }
    if grid.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.is_without_number) {
        put(text("named without a number", colours.text_muted), None, true, style.length(8.0));
    }
    let height = pieces.last().map_or(0.0, |piece| piece.at.y + piece.size.y);
    (pieces, height)
}

/// Returns the height of the legend, with the gap below.
pub(super) fn height(ui: &Ui, grid: &Grid, style: Style, width: f32) -> f32 {
    pieces(ui, grid, style, width).1 + style.length(6.0)
}

/// Draws the legend from a corner.
pub(super) fn draw(ui: &Ui, placed: &Placed<'_>, corner: Pos2, groups: &mut Groups) {
    let (style, colours) = (placed.style, placed.style.colours());
    let mark = groups.begin(ui);
    for piece in pieces(ui, placed.grid, style, placed.plan.legend_width).0 {
        let rect = Rect::from_min_size(corner + piece.at, piece.size);
        if let Some(step) = piece.step {
            ui.painter().rect_filled(rect, 0.0, colours.step(step).0);
        }
        if piece.is_outlined {
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, colours.axis), StrokeKind::Inside);
        }
        let left = if piece.step.is_some() || piece.is_outlined { style.length(5.0) } else { 0.0 };
        place(ui, pos2(rect.left() + left, rect.center().y - piece.galley.size().y / 2.0), piece.galley);
    }
    groups.end(ui, mark, "steps", &placed.grid.unit_words);
}
