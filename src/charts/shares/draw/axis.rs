use egui::{Rect, Ui};
use egui_plot::{AxisHints, GridMark, Plot};

use crate::charts::ground::still;
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::{NO_BREAK, unbroken};
use crate::model::{Unit, quantity_text};

/// Where the axis stands and what a share is long.
pub(super) struct Axis {
    /// From the zero line to the right end, with the room for the axis' own texts below.
    pub(super) rect: Rect,
    /// Points per whole (a share of 1).
    pub(super) scale: f32,
    /// The whole and its unit, where quantities are told and no shares.
    pub(super) whole: Option<(f64, Unit)>,
}

/// The value axis and its light grid, by `egui_plot`, at steps that fit.
pub(super) fn draw_axis(ui: &mut Ui, axis: &Axis, style: Style) {
    let end = f64::from(axis.rect.width() / axis.scale);
    let plot_rect = axis.rect;
    let colours = style.colours();
    // Marks stand where shares are, whatever they tell.
    let marks = match axis.whole {
        Some((whole, unit)) => quantity_marks(ui, axis, (whole, unit), style),
        None => share_marks((0.0, end), share_step(f64::from(style.length(64.0) / axis.scale))),
    };
    let whole = axis.whole;
    ui.scope_builder(egui::UiBuilder::new().max_rect(plot_rect), |ui| {
        let visuals = &mut ui.style_mut().visuals.widgets;
        visuals.noninteractive.fg_stroke.color = colours.text_muted;
        ui.style_mut().text_styles.insert(egui::TextStyle::Body, style.font(TextRank::Small));
        let text = move |mark: GridMark, _: &std::ops::RangeInclusive<f64>| match whole {
            Some((whole, unit)) => tick_text(mark.value * whole, unit),
            None => percent_tick(mark),
        };
        let spacing = egui::Rangef::new(style.length(40.0), style.length(60.0));
        let hints = AxisHints::new_x().formatter(text).label_spacing(spacing);
        still(Plot::new("share axis"), plot_rect, style)
            .show_axes([true, false])
            .custom_x_axes(vec![hints])
            .show_grid([true, false])
            .x_grid_spacer(move |_| marks.clone())
            .default_x_bounds(0.0, end)
            .default_y_bounds(0.0, 1.0)
            .show(ui, |plot| plot.set_plot_bounds_x(0.0..=end));
    });
}

/// Returns the marks of an axis of quantities, as shares of the whole: at round steps, so far apart that their texts stand
/// clear, and none of whose text would leave the axis.
fn quantity_marks(ui: &Ui, axis: &Axis, (whole, unit): (f64, Unit), style: Style) -> Vec<GridMark> {
    let text_width = |value: f64| {
        let (font, colour) = (style.font(TextRank::Small), style.colours().text_muted);
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(tick_text(value, unit), font, colour)).size().x
    };
    let points_per_unit = f64::from(axis.scale) / whole;
    let least = f64::from(style.length(64.0)) / points_per_unit;
    let (width, gap) = (f64::from(axis.rect.width()), f64::from(style.length(14.0)));
    let end = (width / points_per_unit).min(whole);
    // The finest step at which no text touches the next; the texts of finer ones are as long or longer.
    let mut found = Vec::new();
    for step in round_steps(least) {
        let values = multiples(step, end);
        let widest = values.iter().map(|value| f64::from(text_width(*value))).fold(0.0, f64::max);
        let is_in = |value: &f64| value * points_per_unit + f64::from(text_width(*value)) / 2.0 <= width;
        found = values.into_iter().filter(is_in).map(|value| mark_at(value, step, whole)).collect();
        if widest + gap <= step * points_per_unit {
            break;
        }
    }
    found
}

fn mark_at(value: f64, step: f64, whole: f64) -> GridMark {
    GridMark { value: value / whole, step_size: step / whole }
}

/// Returns the multiples of a step from zero to an end.
fn multiples(step: f64, end: f64) -> Vec<f64> {
    let mut values = Vec::new();
    let mut number = 0.0;
    while number * step <= end * (1.0 + 1e-6) {
        values.push(number * step);
        number += 1.0;
    }
    values
}

/// Returns a few round steps, the first one at least as long as `least`, each longer than the one before: 1, 2 and 5 times
/// powers of ten.
fn round_steps(least: f64) -> impl Iterator<Item = f64> {
    let power = 10.0_f64.powf(least.max(f64::MIN_POSITIVE).log10().floor());
    let steps = (0..3).flat_map(move |more| [1.0, 2.0, 5.0].map(|step| step * power * 10.0_f64.powi(more)));
    steps.filter(move |step| *step >= least * (1.0 - 1e-9))
}

/// Returns a quantity as a mark of an axis says it, on one line.
fn tick_text(value: f64, unit: Unit) -> String {
    unbroken(&quantity_text(value, unit))
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

fn percent_tick(mark: GridMark) -> String {
    let value = mark.value * 100.0;
    let decimals = usize::from(mark.step_size < 0.0095);
    format!("{value:.decimals$}{NO_BREAK}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_quantities_are_round_and_rise() {
        let steps: Vec<f64> = round_steps(30_000.0).collect();
        assert_eq!(steps[..4], [50_000.0, 100_000.0, 200_000.0, 500_000.0]);
        assert_eq!(round_steps(0.2).next(), Some(0.2));
        assert_eq!(multiples(100_000.0, 389_310.0), [0.0, 100_000.0, 200_000.0, 300_000.0]);
    }
}
