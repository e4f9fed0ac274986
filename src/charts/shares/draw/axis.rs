use egui::{Rect, Ui};
use egui_plot::{AxisHints, GridMark, Plot};

use crate::charts::ground::still;
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::NO_BREAK;

/// Where the axis stands and what a share is long.
pub(super) struct Axis {
    /// From the zero line to the right end, with the room for the axis' own texts below.
    pub(super) rect: Rect,
    /// Points per whole (a share of 1).
    pub(super) scale: f32,
}

/// The value axis and its light grid, by `egui_plot`: it chooses the steps that fit.
pub(super) fn draw_axis(ui: &mut Ui, axis: &Axis, style: Style) {
    let end = f64::from(axis.rect.width() / axis.scale);
    let plot_rect = axis.rect;
    let colours = style.colours();
    let step = share_step(f64::from(style.length(64.0) / axis.scale));
    ui.scope_builder(egui::UiBuilder::new().max_rect(plot_rect), |ui| {
        let visuals = &mut ui.style_mut().visuals.widgets;
        visuals.noninteractive.fg_stroke.color = colours.text_muted;
        ui.style_mut().text_styles.insert(egui::TextStyle::Body, style.font(TextRank::Small));
        let spacing = egui::Rangef::new(style.length(40.0), style.length(60.0));
        let hints = AxisHints::new_x().formatter(percent_tick).label_spacing(spacing);
        still(Plot::new("share axis"), plot_rect, style)
            .show_axes([true, false])
            .custom_x_axes(vec![hints])
            .show_grid([true, false])
            .x_grid_spacer(move |input| share_marks(input.bounds, step))
            .default_x_bounds(0.0, end)
            .default_y_bounds(0.0, 1.0)
            .show(ui, |plot| plot.set_plot_bounds_x(0.0..=end));
    });
}

/// Returns the round step, of shares, at which marks stand at least `least` apart.
fn share_step(least: f64) -> f64 {
    let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];
    steps.into_iter().find(|step| *step >= least).unwrap_or(1.0)
}

/// Returns the marks of the axis at a step.
fn share_marks((low, high): (f64, f64), step: f64) -> Vec<GridMark> {
    let mut marks = Vec::new();
    let mut number = (low / step).ceil();
    // Room behind the bars for texts is no room for more than the whole.
    while number * step <= high.min(1.0 + step * 1e-6) {
        marks.push(GridMark { value: number * step, step_size: step });
        number += 1.0;
    }
    marks
}

fn percent_tick(mark: GridMark, _range: &std::ops::RangeInclusive<f64>) -> String {
    let value = mark.value * 100.0;
    let decimals = usize::from(mark.step_size < 0.0095);
    format!("{value:.decimals$}{NO_BREAK}%")
}
