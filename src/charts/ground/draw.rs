use egui::{Rect, Sense, Vec2};
use egui_plot::Plot;

use crate::charts::style::Style;

/// Returns a plot that fills a rectangle with nothing but its grid, the same in every frame: no zoom, drag or scroll.
pub fn still(plot: Plot<'_>, rect: Rect, style: Style) -> Plot<'_> {
    plot.width(rect.width())
        .height(rect.height())
        .grid_spacing(egui::Rangef::new(1.0, 2.0))
        .grid_color(style.colours().grid)
        .grid_fade(0.0)
        .show_background(false)
        .show_crosshair(false)
        .set_margin_fraction(Vec2::ZERO)
        .auto_bounds([false, false])
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .sense(Sense::hover())
}
