//! **The ground of plots**: what every grid and axis drawn by `egui_plot` has in common.
//!
//! In: a plot and its place. Out: the same plot with a light grid, that stands still whatever a pointer does.

mod draw;

pub use draw::still;
