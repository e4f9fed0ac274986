use egui::{Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2};

use crate::charts::frame::{place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::scatter::model::ScatterChart;

use super::layout::{Layout, small_text};

/// Draws the grid, the axes with their names, and the lines of equal years.
pub(super) fn draw(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>, groups: &mut Groups) {
    let mark = groups.begin(ui);
    draw_grid(ui, chart, layout);
    draw_names(ui, chart, layout);
    let (across, upward) = &chart.axis_names;
    groups.end(ui, mark, "axes", format!("{across} across, {upward} upward"));
    draw_lines(ui, chart, layout, groups);
}

fn draw_grid(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>) {
    let (style, plot) = (layout.style, layout.plot);
    let colours = style.colours();
    let grid = Stroke::new(1.0, colours.grid);
    let apart = style.length(8.0);
    let (mut free_x, mut free_y) = (f32::NEG_INFINITY, f32::INFINITY);
    for tick in &chart.axis.ticks {
        let galley = small_text(ui, &tick.text, style, f32::INFINITY);
        let size = galley.size();
        if let Some(x) = layout.x_of(tick.share) {
            ui.painter().vline(x, plot.y_range(), grid);
            let left = x - size.x / 2.0;
            if left >= free_x {
                free_x = left + size.x + apart;
                place(ui, pos2(left, layout.ticks.top()), galley.clone());
            }
        }
        if let Some(y) = layout.y_of(tick.share) {
            ui.painter().hline(plot.x_range(), y, grid);
            if y + size.y / 2.0 <= free_y {
                free_y = y - size.y / 2.0;
                place(ui, pos2(plot.left() - style.length(5.0) - size.x, y - size.y / 2.0), galley);
            }
        }
    }
    ui.painter().rect_stroke(plot, 0.0, Stroke::new(1.0, colours.line), StrokeKind::Inside);
}

fn draw_names(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>) {
    let (across, upward) = &chart.axis_names;
    let style = layout.style;
    let upward = small_text(ui, &format!("↑ {upward}"), style, layout.upward_name.width());
    read_aloud(ui, layout.upward_name, "upward", upward.text());
    place(ui, layout.upward_name.min, upward);
    let across = small_text(ui, &format!("{across} →"), style, layout.across_name.width());
    read_aloud(ui, layout.across_name, "across", across.text());
    place(ui, pos2(layout.across_name.right() - across.size().x, layout.across_name.top()), across);
}

/// Draws the lines with their labels where they leave the plot; a label that has no room goes, and its line with it.
fn draw_lines(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>, groups: &mut Groups) {
    let style = layout.style;
    let mut taken: Vec<Rect> = Vec::new();
    for line in &chart.lines {
        let Some((from, to)) = layout.years_line(line.slope) else { continue };
        let galley = small_text(ui, &line.text, style, layout.line_labels.width());
        let gap = style.length(4.0);
        let is_upward = to.y <= layout.plot.top() + 0.5;
        let at = if is_upward {
            let most = layout.line_labels.right() - galley.size().x;
            pos2((to.x - galley.size().x / 2.0).min(most).max(layout.line_labels.left()), layout.line_labels.top())
        } else {
            pos2(to.x + gap, to.y - galley.size().y / 2.0)
        };
        let label = Rect::from_min_size(at, galley.size());
        if taken.iter().any(|other| other.expand(gap / 2.0).intersects(label)) {
            continue;
        }
        taken.push(label);
        let mark = groups.begin(ui);
        draw_line(ui, layout, line.is_world, [from, to]);
        read_aloud(ui, label, ("years", &line.text), &line.text);
        place(ui, at, galley);
        groups.end(ui, mark, format!("years-{}", line.years.round()), &line.text);
    }
}

fn draw_line(ui: &Ui, layout: &Layout<'_>, is_world: bool, ends: [Pos2; 2]) {
    let (style, colours) = (layout.style, layout.style.colours());
    if is_world {
        ui.painter().line_segment(ends, Stroke::new(style.length(1.3), colours.axis));
        return;
    }
    let stroke = Stroke::new(style.length(0.9), colours.axis);
    ui.painter().extend(Shape::dashed_line(&ends, stroke, style.length(4.0), style.length(4.0)));
}
