use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::charts::frame::{place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::scatter::model::ScatterChart;

use super::layout::{Layout, small_text};

/// Draws the grid, the axes with their names, and the lines of equal years.
pub(super) fn draw(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>, groups: &mut Groups) {
    let mark = groups.begin(ui);
    draw_grid(ui, chart, layout);
    let upward_name = draw_names(ui, chart, layout);
    let (across, upward) = &chart.axis_names;
    groups.end(ui, mark, "axes", format!("{across} across, {upward} upward"));
    draw_lines(ui, chart, layout, upward_name, groups);
}

fn draw_grid(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>) {
    let (style, plot) = (layout.style, layout.plot);
    let colours = style.colours();
    let grid = Stroke::new(1.0, colours.grid);
    let apart = style.length(8.0);
    let (mut free_x, mut free_y) = (f32::NEG_INFINITY, f32::INFINITY);
    for tick in &chart.across.ticks {
        let Some(x) = layout.x_of(tick.share) else { continue };
        ui.painter().vline(x, plot.y_range(), grid);
        let galley = small_text(ui, &tick.text, style, f32::INFINITY);
        let left = x - galley.size().x / 2.0;
        if left >= free_x {
            free_x = left + galley.size().x + apart;
            place(ui, pos2(left, layout.ticks.top()), galley);
        }
    }
    for tick in &chart.upward.ticks {
        let Some(y) = layout.y_of(tick.share) else { continue };
        ui.painter().hline(plot.x_range(), y, grid);
        let galley = small_text(ui, &tick.text, style, f32::INFINITY);
        let size = galley.size();
        if y + size.y / 2.0 <= free_y {
            free_y = y - size.y / 2.0;
            place(ui, pos2(plot.left() - style.length(5.0) - size.x, y - size.y / 2.0), galley);
        }
    }
    ui.painter().rect_stroke(plot, 0.0, Stroke::new(1.0, colours.line), StrokeKind::Inside);
}

/// Draws the names of the axes, and returns what the one of the upward axis covers.
fn draw_names(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>) -> Rect {
    let (_, upward) = &chart.axis_names;
    let style = layout.style;
    let upward = small_text(ui, &format!("↑ {upward}"), style, layout.above.width());
    let covered = Rect::from_min_size(layout.above.min, upward.size());
    read_aloud(ui, covered, "upward", upward.text());
    place(ui, covered.min, upward);
    let across = across_name(ui, chart, layout);
    let at = pos2(layout.below.right() - across.size().x, layout.below.top());
    read_aloud(ui, Rect::from_min_size(at, across.size()), "across", across.text());
    place(ui, at, across);
    covered
}

/// Returns the name of the axis across, laid out.
pub(super) fn across_name(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>) -> Arc<Galley> {
    let (across, _) = &chart.axis_names;
    small_text(ui, &format!("{across} →"), layout.style, layout.below.width())
}

/// Draws the lines with their labels where they leave the plot; a label that has no room goes, and its line with it.
fn draw_lines(ui: &Ui, chart: &ScatterChart, layout: &Layout<'_>, upward_name: Rect, groups: &mut Groups) {
    let style = layout.style;
    let gap = style.length(4.0);
    let mut taken = vec![upward_name];
    for line in &chart.lines {
        let Some((from, to)) = layout.years_line(line.slope) else { continue };
        let is_upward = to.y <= layout.plot.top() + 0.5;
        let room = if is_upward { layout.above.width() } else { layout.above.right() - layout.plot.right() - gap };
        let galley = small_text(ui, &line.text, style, room);
        let at = if is_upward {
            let most = layout.above.right() - galley.size().x;
            pos2((to.x - galley.size().x / 2.0).min(most).max(layout.above.left()), layout.above.top())
        } else {
            pos2(to.x + gap, to.y - galley.size().y / 2.0)
        };
        let label = Rect::from_min_size(at, galley.size());
        if taken.iter().any(|other| other.expand2(vec2(gap, 0.0)).intersects(label)) {
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
    // In print the axis is ink, which so many lines would drown in.
    let colour = if style.theme.has_patterns() { colours.line } else { colours.axis };
    let stroke = Stroke::new(style.length(0.9), colour);
    ui.painter().extend(Shape::dashed_line(&ends, stroke, style.length(4.0), style.length(4.0)));
}
