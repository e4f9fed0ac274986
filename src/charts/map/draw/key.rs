use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::charts::frame::{one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::map::{MapChart, Step};
use crate::charts::style::{Style, TextRank};

use super::fills::{Fill, fill_rect};

/// What fills say, laid out in rows.
pub(super) struct Key {
    style: Style,
    entries: Vec<(Fill, Vec2, Arc<Galley>)>,
    height: f32,
}

impl Key {
    /// Lays it out for a width.
    pub(super) fn new(ui: &Ui, chart: &MapChart, style: Style, width: f32) -> Self {
        let swatch = swatch(style);
        let (gap, between) = (style.length(5.0), style.length(14.0));
        let room = width - swatch.x - gap;
        let (mut x, mut y, mut row_height) = (0.0, 0.0, 0.0_f32);
        let mut entries = Vec::with_capacity(chart.key.len());
        // Patterns can't be made paler.
        let is_without_strengths = chart.is_of_blocs() && style.theme.has_patterns();
        let shown = chart.key.iter().filter(|(step, _)| !is_without_strengths || *step == Step::NotListed);
        for (step, text) in shown {
            let galley = one_line(ui, text, style.font(TextRank::Small), style.colours().text, room);
            let needed = swatch.x + gap + galley.size().x;
            row_height = galley.size().y.max(swatch.y);
            if x > 0.0 && x + needed > width {
                x = 0.0;
                y += row_height + style.length(3.0);
            }
            entries.push((Fill::of_key(chart, *step, style), vec2(x, y), galley));
            x += needed + between;
        }
        let height = if entries.is_empty() { 0.0 } else { y + row_height + style.length(6.0) };
        Self { style, entries, height }
    }

    /// Returns the height that it takes.
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// Draws it from a corner down.
    pub(super) fn draw(&self, ui: &mut Ui, at: Pos2, groups: &mut Groups) {
        let swatch = swatch(self.style);
        let mark = groups.begin(ui);
        for (fill, by, galley) in &self.entries {
            let corner = at + *by;
            let rect = Rect::from_min_size(corner + vec2(0.0, (galley.size().y - swatch.y) / 2.0), swatch);
            fill_rect(ui.painter(), rect, fill);
            let outline = Stroke::new(1.0, self.style.colours().axis);
            ui.painter().rect_stroke(rect, 0.0, outline, StrokeKind::Inside);
            place(ui, pos2(rect.right() + self.style.length(5.0), corner.y), Arc::clone(galley));
        }
        let words: Vec<&str> = self.entries.iter().map(|(_, _, galley)| galley.text()).collect();
        groups.end(ui, mark, "key", words.join(", "));
        read_aloud(ui, Rect::from_min_size(at, vec2(1.0, self.height)), "key", &format!("Key: {}", words.join(", ")));
    }
}

fn swatch(style: Style) -> Vec2 {
    vec2(style.length(20.0), style.length(12.0))
}
