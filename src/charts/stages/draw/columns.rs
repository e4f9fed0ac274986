use std::sync::Arc;

use egui::{Rect, Shape, Stroke, Ui, pos2};

use crate::charts::frame::{place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::stages::StagesChart;
use crate::charts::style::Style;

use super::layout::Layout;

/// Draws what stands over and under each stage, and the reason where one has no shares.
pub(super) fn draw(ui: &Ui, chart: &StagesChart, layout: &Layout, style: Style, groups: &mut Groups) {
    for (index, (column, texts)) in chart.columns.iter().zip(&layout.texts).enumerate() {
        let bar = layout.bar(index);
        let spoken = std::iter::once(&column.head)
            .chain(&column.under)
            .chain(column.missing.as_ref())
            .chain(&column.foot)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ");
        let mark = groups.begin(ui);
        let mut y = layout.top;
        let mut said = Rect::from_min_size(pos2(texts.left, y), egui::Vec2::ZERO);
        for text in &texts.over {
            said = said.union(Rect::from_min_size(pos2(texts.left, y), text.size()));
            y += place(ui, pos2(texts.left, y), Arc::clone(text)).y;
        }
        if column.missing.is_some() {
            draw_empty(ui, bar, style);
        }
        let mut y = layout.foot;
        for text in &texts.under {
            y += place(ui, pos2(texts.left, y), Arc::clone(text)).y;
        }
        read_aloud(ui, said, ("column", index), &spoken);
        groups.end(ui, mark, format!("stage-{}", index + 1), &spoken);
    }
}

/// Draws a bar that nothing is in: dashed, so that it is not taken for zero.
fn draw_empty(ui: &Ui, bar: Rect, style: Style) {
    let stroke = Stroke::new(style.length(1.0), style.colours().axis);
    let corners = [bar.left_top(), bar.right_top(), bar.right_bottom(), bar.left_bottom(), bar.left_top()];
    ui.painter().extend(Shape::dashed_line(&corners, stroke, style.length(4.0), style.length(4.0)));
}
