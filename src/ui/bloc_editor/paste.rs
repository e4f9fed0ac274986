use egui::{TextEdit, Ui};

use crate::data::open::{MemberNames, Pasted, PastedMember, Unmatched, read_pasted};
use crate::model::{Iso3, Member};
use crate::session::BlocDraft;

use super::{Page, name_input};

impl Page<'_> {
    /// Shows a field for a whole list of members, and what of the last one names nobody.
    pub(super) fn paste_ui(&self, ui: &mut Ui, next: &mut BlocDraft) {
        let label = ui.label("Paste members").id;
        let hint = "Codes or names, parted by commas, semicolons, tabs or lines; or columns of a spreadsheet: \
                    member, joined, left, confidence, source";
        let field = TextEdit::multiline(&mut next.pasted).hint_text(hint).desired_rows(4);
        ui.add(field.desired_width(f32::INFINITY)).labelled_by(label);
        let is_there = !next.pasted.trim().is_empty();
        if ui.add_enabled(is_there, egui::Button::new("Add these")).clicked() {
            self.add_pasted(next);
        }
        if self.draft.unmatched.is_empty() {
            return;
        }
        ui.add_space(self.style.length(4.0));
        let count = self.draft.unmatched.len();
        let words =
            if count == 1 { "1 name is in no list".to_owned() } else { format!("{count} names are in no list") };
        ui.label(egui::RichText::new(words).color(self.style.colours().worse));
        for (index, unmatched) in self.draft.unmatched.iter().enumerate() {
            self.unmatched_ui(ui, next, index, unmatched);
        }
        if ui.button("Leave all out").clicked() {
            next.unmatched.clear();
        }
    }

    fn add_pasted(&self, next: &mut BlocDraft) {
        // The tables stand in the program; were they unreadable, it would not have started.
        let Ok(names) = MemberNames::new(&self.view.session.options.names) else { return };
        let Pasted { members, unmatched } = read_pasted(&next.pasted, &names);
        next.add(&members);
        next.unmatched.extend(unmatched);
        next.pasted.clear();
    }

    /// Shows a name that nobody has, with those that it may be meant for: a person says which.
    fn unmatched_ui(&self, ui: &mut Ui, next: &mut BlocDraft, index: usize, unmatched: &Unmatched) {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("“{}”", unmatched.text));
            if !unmatched.like.is_empty() {
                ui.label(self.small("did you mean"));
            }
            for iso3 in &unmatched.like {
                let name = self.view.dataset.country_name(*iso3);
                let button = ui.button(&name);
                name_input(ui, &button, format!("Take {} for {name}", unmatched.text));
                if button.clicked() {
                    next.add(&[meant(unmatched, *iso3)]);
                    forget(next, index);
                }
            }
            let button = ui.button("Leave out");
            name_input(ui, &button, format!("Leave {} out", unmatched.text));
            if button.clicked() {
                forget(next, index);
            }
        });
    }
}

fn meant(unmatched: &Unmatched, iso3: Iso3) -> PastedMember {
    let Unmatched { joined, left, confidence, source, .. } = unmatched.clone();
    PastedMember { member: Member::Country(iso3), joined, left, confidence, source }
}

fn forget(next: &mut BlocDraft, index: usize) {
    if index < next.unmatched.len() {
        next.unmatched.remove(index);
    }
}
