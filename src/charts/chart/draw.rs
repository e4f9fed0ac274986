use egui::Ui;

use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::style::Style;

use super::{Clicked, Looking};

/// What charts are drawn into.
pub type Canvas = Ui;

/// A chart that can be drawn: the other half of a [`Kind`](super::Kind).
pub trait Drawn {
    /// Draws the chart into all of `ui`'s available space and returns what was clicked in it, which only a window offers.
    fn draw_ui(&self, ui: &mut Ui, looking: &Looking, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked>;
}
