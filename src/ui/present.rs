use egui::{Frame, Margin, Ui, vec2};

use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::shift;
use crate::charts::style::Style;

use crate::session::Command;

use super::{View, panes};

/// Body text is this many times larger than in the window on a screen 720 points high: 22 pt, titles 32.
const SCALE_AT_720: f32 = 1.6;

/// Tiles that would take more of the height than this leave their notes out.
const MOST_OF_TILES: f32 = 0.28;

/// The source line is for whoever asks, not for the last row.
const FOOT_SCALE: f32 = 0.8;

/// Shows chart and shift alone.
pub fn present_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let colours = view.style().colours();
    if view.session.blank {
        egui::CentralPanel::default().frame(Frame::new().fill(egui::Color32::BLACK)).show(ui, |_| {});
        return;
    }
    let size = ui.available_size();
    let fitted = SCALE_AT_720 * (size.y / 720.0).min(size.x / 1280.0).clamp(0.7, 3.0);
    let style =
        Style { text_scale: fitted * (0.5 + view.style().text_scale * 0.5), foot_scale: FOOT_SCALE, ..view.style() };
    egui::CentralPanel::default().frame(Frame::new().fill(colours.background)).show(ui, |ui| {
        let (width, height) = (ui.available_width(), ui.available_height());
        let none = shift::Shift::default();
        let tiles = if view.session.document.has_tiles() { &view.results.shift } else { &none };
        let (shown, needed) = shift::fitted(ui, tiles, style, width, height * MOST_OF_TILES);
        let tiles = needed.min(height * 0.4);
        let margin = 28;
        Frame::new().inner_margin(Margin::symmetric(margin, 18)).show(ui, |ui| {
            ui.allocate_ui(vec2(width - 2.0 * f32::from(margin), height - tiles - 36.0), |ui| {
                panes::charts_ui(ui, view, style, Fit::Page, commands);
            });
        });
        if tiles > 0.0 {
            Frame::new().fill(colours.panel).show(ui, |ui| {
                ui.allocate_ui(vec2(width, tiles), |ui| {
                    shift::draw(ui, &shown, style, &mut Groups::new());
                });
            });
        }
    });
}
