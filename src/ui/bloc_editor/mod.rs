//! The page on which a person makes or changes a bloc of their own.
//!
//! In: the draft in the session. Out: the draft as changed. `fields` say what it is called, `members` who is in it, and
//! `paste` adds a whole list at once.

mod fields;
mod members;
mod paste;

use egui::{Button, Key, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use crate::charts::style::{Style, TextRank};
use crate::charts::wording::{bound_mark, capitalised, percent, shown_bound};
use crate::model::date_text;
use crate::session::{BlocDraft, Command, OwnBlocCommand};

use super::View;
use super::large_dialog::large_dialog_ui;

/// So many faults are said at once.
const SAID: usize = 2;

/// What the page shows.
struct Page<'a> {
    view: &'a View<'a>,
    draft: &'a BlocDraft,
    style: Style,
}

/// Shows the page.
pub fn bloc_editor_ui(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some(draft) = &view.session.work.draft else {
        large_dialog_ui(ui, view, ("New bloc", ""), commands, |ui, _| {
            ui.label("No bloc is being made");
        });
        return;
    };
    let title = if draft.changes.is_some() { "Edit bloc" } else { "New bloc" };
    let page = Page { view, draft, style: view.style() };
    large_dialog_ui(ui, view, (title, draft.shown_name()), commands, |ui, commands| page.show_ui(ui, commands));
}

impl Page<'_> {
    fn show_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let mut next = self.draft.clone();
        let foot = ui.spacing().interact_size.y + self.style.length(14.0);
        let room = ui.available_rect_before_wrap();
        let is_wide = room.width() > self.style.length(780.0) && room.height() > self.style.length(360.0);
        if is_wide {
            let body = Rect::from_min_max(room.min, room.max - vec2(0.0, foot));
            ui.scope_builder(UiBuilder::new().max_rect(body), |ui| self.side_by_side_ui(ui, &mut next, commands));
            let foot = Rect::from_min_max(egui::pos2(room.left(), room.bottom() - foot), room.max);
            ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| {
                ui.add_space(self.style.length(6.0));
                self.foot_ui(ui, commands);
            });
        } else {
            // Where text is large, all scrolls together: a foot of its own would leave no room.
            ScrollArea::vertical().id_salt("bloc page").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - self.style.length(8.0));
                self.left_ui(ui, commands);
                self.fields_ui(ui, &mut next);
                self.result_ui(ui);
                self.foot_ui(ui, commands);
                ui.separator();
                self.paste_ui(ui, &mut next);
                ui.separator();
                self.members_ui(ui, &mut next, f32::INFINITY);
            });
        }
        if next != *self.draft {
            commands.push(Command::OwnBloc(OwnBlocCommand::ChangeDraft(Box::new(next))));
        }
    }

    /// Shows what the bloc is called and what comes of it on the left, who is in it on the right.
    fn side_by_side_ui(&self, ui: &mut Ui, next: &mut BlocDraft, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let gap = self.style.length(18.0);
        let left = self.style.length(400.0).min(rect.width() * 0.42);
        let fields = Rect::from_min_size(rect.min, vec2(left, rect.height()));
        let members = Rect::from_min_max(rect.min + vec2(left + gap, 0.0), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(fields), |ui| {
            ScrollArea::vertical().id_salt("bloc fields").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - self.style.length(8.0));
                self.left_ui(ui, commands);
                self.fields_ui(ui, next);
                self.result_ui(ui);
                ui.separator();
                self.paste_ui(ui, next);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(members), |ui| self.members_ui(ui, next, rect.height()));
        let line = egui::Stroke::new(1.0, self.style.colours().line);
        ui.painter().vline(fields.right() + gap / 2.0, rect.y_range(), line);
    }

    /// Offers to go on with blocs that were left half made, on a page where nothing was done yet.
    fn left_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        if self.draft.changes.is_some() || self.view.session.is_begun(self.draft) {
            return;
        }
        for (place, left) in self.view.session.work.left.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                let name = left.spoken_name();
                ui.label(self.small(capitalised(&format!("{name} is half made"))));
                let command = Command::OwnBloc(OwnBlocCommand::GoOn(place));
                let button = ui.button(command.text()).on_hover_text(command.tooltip());
                name_input(ui, &button, format!("Go on with {name}"));
                if button.clicked() {
                    commands.push(command);
                }
            });
        }
    }

    /// Shows what the bloc has of the supply on screen.
    fn result_ui(&self, ui: &mut Ui) {
        // Without a member there is no share, and none is no 0 %.
        let Some(found) = self.view.results.draft.as_ref().filter(|_| !self.draft.members.is_empty()) else { return };
        let question = self.view.session.question();
        let subject = &self.view.results.answer.subject.in_sentence;
        let countries = match found.countries {
            1 => "1 country".to_owned(),
            countries => format!("{countries} countries"),
        };
        let share = match &found.share {
            Some(share) => {
                let mark = bound_mark(shown_bound(share.share));
                format!(
                    "{mark}{} of {} of {subject}, {}",
                    percent(share.share.value),
                    question.stage.in_sentence(),
                    question.year
                )
            }
            None => format!("no shares of {} of {subject} in {}", question.stage.in_sentence(), question.year),
        };
        ui.add_space(self.style.length(6.0));
        ui.label(RichText::new(share).font(self.style.font(TextRank::Strong)));
        let counted =
            format!("{countries} on {}, counting {}", date_text(question.as_of), question.confidence.in_sentence());
        ui.label(self.small(counted));
    }

    /// Shows what can be done with the draft, and why it can't be kept yet.
    fn foot_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let colours = self.style.colours();
        let faults = self.draft.faults();
        let words: Vec<String> = faults.iter().map(|fault| self.draft.fault_words(self.view.dataset, fault)).collect();
        ui.horizontal_wrapped(|ui| {
            let is_possible = faults.is_empty();
            let text = RichText::new(Command::OwnBloc(OwnBlocCommand::Save).text());
            let button = if is_possible {
                Button::new(text.color(colours.on_accent)).fill(colours.accent)
            } else {
                Button::new(text)
            };
            let save = Command::OwnBloc(OwnBlocCommand::Save);
            let reason = words.join("\n");
            let button = ui.add_enabled(is_possible, button);
            let button = button.on_hover_text(format!("{} (Enter)", save.tooltip())).on_disabled_hover_text(reason);
            // Enter in a field or on a button is meant for that alone.
            let entered = ui.input(|input| input.key_pressed(Key::Enter))
                && ui.memory(|memory| memory.focused().is_none())
                && !egui::Popup::is_any_open(ui.ctx());
            if is_possible && (button.clicked() || entered) {
                commands.push(save);
            }
            let discard = Command::OwnBloc(OwnBlocCommand::Discard);
            if ui.button(discard.text()).on_hover_text(discard.tooltip()).clicked() {
                commands.push(discard);
            }
            let mut said = words.iter().take(SAID).cloned().collect::<Vec<_>>().join(" · ");
            if words.len() > SAID {
                said = format!("{said} · and {} more", words.len() - SAID);
            }
            if !said.is_empty() {
                // Before anything is done nothing is wrong yet.
                let is_begun = !self.draft.shown_name().is_empty() || !self.draft.members.is_empty();
                ui.label(RichText::new(said).color(if is_begun { colours.worse } else { colours.text_muted }));
            }
        });
    }

    fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.style.font(TextRank::Small)).color(self.style.colours().text_muted)
    }
}

/// Gives an input its accessible name.
fn name_input(ui: &Ui, response: &egui::Response, name: String) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}
