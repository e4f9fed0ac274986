//! The panel of blocs: their switches, what they do, and how membership is read.
//!
//! In: the session and its results. Out: commands. `mode` says what the switched-on blocs do, `suppose` what is
//! supposed of single countries, `reading` on which date and how surely membership counts, `row` is one bloc, `card` what
//! it is and who is in it, `menu` what can be done with it as a whole.

mod card;
mod menu;
mod mode;
mod overlap;
mod reading;
mod row;
mod suppose;

use egui::{ScrollArea, Ui};

use crate::charts::style::TextRank;
use crate::model::BlocKind;
use crate::session::Command;

use super::View;
use super::widgets::LARGE_TEXT;

/// So many blocs have a number key in Present.
const KEYED: usize = 9;

/// Shows the blocs with their switches, and how membership is read.
pub fn blocs_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    // Large text leaves no room for what does not scroll.
    let is_large = style.text_scale >= LARGE_TEXT;
    if !is_large {
        mode::mode_ui(ui, view, commands);
        suppose::suppose_ui(ui, view, commands);
        reading::reading_ui(ui, view, commands);
        ui.separator();
    }
    // Below the list and not in it: with fifty blocs nobody would find it at its end.
    let foot = ui.spacing().interact_size.y + 2.0 * ui.spacing().item_spacing.y;
    let room = (ui.available_height() - foot).max(0.0);
    ScrollArea::vertical().auto_shrink(false).max_height(room).show(ui, |ui| {
        if is_large {
            mode::mode_ui(ui, view, commands);
            reading::reading_ui(ui, view, commands);
            ui.separator();
        }
        ui.spacing_mut().item_spacing.y = style.length(3.0);
        // Clear of the scroll bar.
        ui.set_max_width(ui.available_width() - style.length(8.0));
        let mut earlier: Option<BlocKind> = None;
        // The first nine are the panel's own choice and mixed; below them, the data have blocs by kind.
        for (index, bloc) in view.session.document.panel(view.dataset).into_iter().enumerate() {
            if index >= KEYED && earlier != Some(bloc.kind) {
                ui.add_space(style.length(6.0));
                ui.label(
                    egui::RichText::new(bloc.kind.name())
                        .font(style.font(TextRank::Small))
                        .color(style.colours().text_muted),
                );
                earlier = Some(bloc.kind);
            }
            row::bloc_ui(ui, view, bloc, index, commands);
        }
        if is_large {
            ui.separator();
            suppose::suppose_ui(ui, view, commands);
        }
    });
    menu::new_bloc_ui(ui, view, commands);
}
