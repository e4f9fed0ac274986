use egui::containers::menu::MenuButton;
use egui::{Role, Ui, WidgetInfo};

use crate::model::Bloc;
use crate::session::{BlocCommand, Command, Dialog, OwnBlocCommand};
use crate::ui::View;
use crate::ui::widgets::menu_entry_ui;

use super::order::{Steps, menu_ui};

/// Shows the button at which the menu of a bloc opens.
pub(super) fn bloc_menu_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc, steps: Steps, commands: &mut Vec<Command>) {
    // Without a frame and no larger than it must be: the bloc's name needs the room.
    ui.spacing_mut().button_padding = egui::vec2(view.style().length(3.0), 0.0);
    let button = egui::Button::new("…").frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        let id = || bloc.id.clone();
        let is_own = bloc.id.is_own();
        let is_alone = view.session.question().blocs == [bloc.id.clone()];
        menu_entry_ui(ui, Command::Bloc(BlocCommand::SwitchOnAlone(id())), None, !is_alone, commands);
        ui.separator();
        menu_ui(ui, bloc, steps, commands);
        ui.separator();
        if is_own {
            menu_entry_ui(ui, Command::OwnBloc(OwnBlocCommand::Edit(id())), None, true, commands);
        }
        menu_entry_ui(ui, Command::OwnBloc(OwnBlocCommand::Duplicate(id())), None, true, commands);
        menu_entry_ui(ui, Command::OwnBloc(OwnBlocCommand::Export(id())), None, true, commands);
        if is_own {
            let is_kept = view.session.work.library.iter().any(|own| own.bloc.id == bloc.id);
            let text = is_kept.then(|| "Keep in my library again".to_owned());
            menu_entry_ui(ui, Command::OwnBloc(OwnBlocCommand::KeepInLibrary(id())), text, true, commands);
            ui.separator();
            menu_entry_ui(ui, Command::Bloc(BlocCommand::Remove(id())), None, true, commands);
        }
    });
    let name = format!("Menu of {}", bloc.short_name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
}

/// Shows the button at which a bloc is made, or taken from a file or the library.
pub(super) fn new_bloc_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let new = Command::OwnBloc(OwnBlocCommand::New);
    ui.menu_button(new.text(), |ui| {
        // What is said of an empty library would make it as wide as the window.
        ui.set_max_width(view.style().length(250.0));
        for (place, left) in view.session.work.left.iter().enumerate() {
            let text = format!("Go on with {}…", left.spoken_name());
            menu_entry_ui(ui, Command::OwnBloc(OwnBlocCommand::GoOn(place)), Some(text), true, commands);
        }
        menu_entry_ui(ui, new.clone(), Some("Make one…".to_owned()), true, commands);
        menu_entry_ui(ui, Command::Open(Dialog::Open), Some("From a file…".to_owned()), true, commands);
        ui.separator();
        let muted = view.style().colours().text_muted;
        ui.label(egui::RichText::new("From my library").color(muted));
        if view.session.work.library.is_empty() {
            let words = "Nothing is kept there yet; the menu of a bloc of your own keeps it";
            // A menu sets its texts to both edges.
            ui.horizontal_wrapped(|ui| ui.label(egui::RichText::new(words).color(muted)));
        }
        for own in &view.session.work.library {
            ui.horizontal(|ui| {
                let take = Command::OwnBloc(OwnBlocCommand::TakeFromLibrary(own.bloc.id.clone()));
                menu_entry_ui(ui, take, Some(own.bloc.short_name.clone()), true, commands);
                let forget = Command::OwnBloc(OwnBlocCommand::ForgetInLibrary(own.bloc.id.clone()));
                let button = ui.small_button("Forget").on_hover_text(forget.tooltip());
                let name = format!("Forget {}", own.bloc.short_name);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if button.clicked() {
                    commands.push(forget);
                }
            });
        }
    })
    .response
    .on_hover_text(new.tooltip());
}
