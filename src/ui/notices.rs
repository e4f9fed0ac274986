use egui::{Align2, Area, Frame, Id, Order, Ui, vec2};

use crate::charts::style::Style;

/// Something the shell has to say: done, or not done and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub message: String,
    /// What to do, where something can be done.
    pub hint: Option<String>,
    /// Whether it went wrong.
    pub failed: bool,
}

/// Shows notices in the window's lower corner.
pub fn notices_ui(ui: &mut Ui, notices: &[Notice], style: Style) {
    if notices.is_empty() {
        return;
    }
    let colours = style.colours();
    Area::new(Id::unique("notices"))
        .order(Order::Tooltip)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -style.length(24.0)))
        .show(ui.ctx(), |ui| {
            for notice in notices {
                Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_max_width(style.length(520.0));
                    let colour = if notice.failed { colours.worse } else { colours.text };
                    ui.label(egui::RichText::new(&notice.message).color(colour));
                    if let Some(hint) = &notice.hint {
                        ui.label(egui::RichText::new(hint).color(colours.text_muted));
                    }
                });
            }
        });
}
