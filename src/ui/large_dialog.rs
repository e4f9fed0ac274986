use egui::{Align, Align2, Id, Layout, Modal, Order, Ui};

use crate::charts::style::TextRank;
use crate::session::Command;

use super::View;
use super::notices::height_of_notices;

/// What a dialog leaves of the window around it, in points.
const AROUND: f32 = 16.0;

/// What is left free inside a dialog, in points.
const MARGIN: i8 = 14;

/// Shows a dialog that takes nearly the whole window, with a title, what it is about and a way out. A click beside it
/// does not close it: what is done in it is work.
pub fn large_dialog_ui(
    ui: &Ui,
    view: &View<'_>,
    (title, about): (&str, &str),
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let style = view.style();
    let screen = ui.ctx().content_rect();
    // Below the order of popups: lists that open in a dialog must stand above it.
    let area = Modal::default_area(Id::unique(title)).order(Order::Middle);
    let below = height_of_notices(ui);
    let area = area.anchor(Align2::CENTER_TOP, egui::vec2(0.0, AROUND));
    let frame = egui::Frame::popup(ui.style()).inner_margin(MARGIN);
    Modal::new(Id::unique(title)).area(area).frame(frame).show(ui.ctx(), |ui| {
        let size = screen.size() - egui::Vec2::splat(2.0 * (AROUND + f32::from(MARGIN))) - egui::vec2(0.0, below);
        ui.set_min_size(size);
        ui.set_max_size(size);
        ui.allocate_ui_with_layout(
            egui::vec2(size.x, ui.spacing().interact_size.y),
            Layout::right_to_left(Align::Center),
            |ui| {
                if ui.button("Close").on_hover_text("Esc").clicked() {
                    commands.push(Command::Leave);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(egui::RichText::new(title).font(style.font(TextRank::Strong)));
                    let about = egui::RichText::new(about).color(style.colours().text_muted);
                    ui.add(egui::Label::new(about).truncate());
                });
            },
        );
        ui.separator();
        content(ui, commands);
    });
}
