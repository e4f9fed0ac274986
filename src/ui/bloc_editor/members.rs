use std::collections::BTreeMap;

use egui::{Checkbox, Key, ScrollArea, TextEdit, Ui};

use crate::charts::wording::{bound_mark, percent, shown_bound};
use crate::data::open::{CountryFit, MemberNames};
use crate::model::{Confidence, Country, Iso3, Member};
use crate::session::{BlocDraft, DraftMember, member_name};
use crate::ui::widgets::chip_ui;

use super::{Page, name_input};

/// What can be a member, as the list shows it.
struct Candidate {
    member: Member,
    name: String,
    /// What it has of the supply on screen; empty where that has no figure of it.
    share: String,
}

impl Page<'_> {
    /// Shows who can be in the bloc, those with figures of the mineral on screen first, and the dates of those who are.
    pub(super) fn members_ui(&self, ui: &mut Ui, next: &mut BlocDraft, height: f32) {
        let candidates = self.candidates();
        let found = self.found(&candidates);
        ui.horizontal_wrapped(|ui| {
            let label = ui.label("Search countries").id;
            let field = TextEdit::singleline(&mut next.search).hint_text("Any name or code; Enter ticks the first");
            let response = ui.add(field.desired_width(self.style.length(260.0))).labelled_by(label);
            if response.lost_focus()
                && ui.input(|input| input.key_pressed(Key::Enter))
                && !self.draft.search.trim().is_empty()
                && let Some((first, _)) = found.first()
            {
                next.toggle(&first.member);
                next.search.clear();
                response.request_focus();
            }
            let mut members: Vec<&Member> = self.draft.members.iter().map(|of| &of.member).collect();
            members.sort();
            members.dedup();
            if chip_ui(ui, self.draft.only_members, &format!("Members only: {}", members.len()), self.style) {
                next.only_members = !next.only_members;
            }
        });
        ui.add_space(self.style.length(4.0));
        if found.is_empty() {
            ui.label(if self.draft.search.trim().is_empty() { "No member yet" } else { "No country has that name" });
        }
        let mut rows_ui = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = self.style.length(3.0);
            for (candidate, spelling) in &found {
                self.candidate_ui(ui, next, candidate, spelling.as_deref());
            }
        };
        if height.is_finite() {
            ScrollArea::vertical().id_salt("members").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - self.style.length(10.0));
                rows_ui(ui);
            });
        } else {
            rows_ui(ui);
        }
    }

    /// Returns the candidates that are looked for, those that fit best first, with the spelling that another name than
    /// theirs was found by.
    fn found<'c>(&self, candidates: &'c [Candidate]) -> Vec<(&'c Candidate, Option<String>)> {
        let is_shown = |of: &&Candidate| !self.draft.only_members || self.draft.has(&of.member);
        let shown = candidates.iter().filter(is_shown);
        let wanted = self.draft.search.trim().to_lowercase();
        // The tables stand in the program; were they unreadable, it would not have started.
        let names = MemberNames::new(&self.view.session.options.names).ok().filter(|_| !wanted.is_empty());
        let Some(names) = names else { return shown.map(|of| (of, None)).collect() };
        let countries = names.search(&wanted);
        let union = names.member(&wanted) == Some(Member::EuropeanUnion);
        let fit = |of: &'c Candidate| match &of.member {
            Member::Country(iso3) => {
                let found = countries.get(iso3)?;
                Some((found.fit.clone(), of, found.spelling.clone()))
            }
            Member::EuropeanUnion if union => Some((CountryFit::Whole, of, None)),
            _ => of.name.to_lowercase().contains(&wanted).then_some((CountryFit::Within, of, None)),
        };
        let mut found: Vec<_> = shown.filter_map(fit).collect();
        // Stable: by what they have of the supply within each.
        found.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        found.into_iter().map(|(_, of, spelling)| (of, spelling)).collect()
    }

    /// Returns all that can be members: what is no country first, then countries by what they have, then the others.
    fn candidates(&self) -> Vec<Candidate> {
        let dataset = self.view.dataset;
        let mut shares: BTreeMap<Iso3, String> = BTreeMap::new();
        let mut first: Vec<Iso3> = Vec::new();
        if let Ok(figures) = &self.view.results.answer.figures {
            for supplier in &figures.suppliers {
                let share = format!("{}{}", bound_mark(shown_bound(supplier.share)), percent(supplier.share.value));
                shares.insert(supplier.iso3, share);
                first.push(supplier.iso3);
            }
            for of in &figures.unpublished {
                shares.insert(of.iso3, "no figure".to_owned());
                first.push(of.iso3);
            }
        }
        let candidate = |member: Member, name: String, share: String| Candidate { member, name, share };
        let mut all = vec![candidate(Member::EuropeanUnion, "European Union (as a member)".to_owned(), String::new())];
        for of in &self.draft.members {
            let is_other = matches!(of.member, Member::Organisation(_) | Member::Unnamed);
            if is_other && all.iter().all(|known| known.member != of.member) {
                all.push(candidate(of.member.clone(), member_name(dataset, &of.member), String::new()));
            }
        }
        let country = |iso3: Iso3| {
            let share = shares.get(&iso3).cloned().unwrap_or_default();
            candidate(Member::Country(iso3), dataset.country_name(iso3), share)
        };
        all.extend(first.iter().map(|iso3| country(*iso3)));
        let mut rest: Vec<&Country> =
            dataset.countries.iter().filter(|country| !shares.contains_key(&country.iso3)).collect();
        rest.sort_by(|one, other| one.name.cmp(&other.name));
        all.extend(rest.into_iter().map(|of| country(of.iso3)));
        all
    }

    /// Shows one that can be a member with a tick, and its spells where it is ticked.
    fn candidate_ui(&self, ui: &mut Ui, next: &mut BlocDraft, candidate: &Candidate, spelling: Option<&str>) {
        let mut is_in = self.draft.has(&candidate.member);
        ui.horizontal(|ui| {
            if ui.add(Checkbox::new(&mut is_in, &candidate.name)).changed() {
                next.toggle(&candidate.member);
            }
            let spelling = spelling.map(|spelling| format!(" “{spelling}”")).unwrap_or_default();
            ui.label(self.small(format!("{}{spelling}", code(&candidate.member))));
            if !candidate.share.is_empty() {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(&candidate.share));
            }
        });
        if !self.draft.has(&candidate.member) {
            return;
        }
        let of_member = |of: &&(usize, &DraftMember)| of.1.member == candidate.member;
        let spells: Vec<usize> = self
            .draft
            .members
            .iter()
            .enumerate()
            .collect::<Vec<_>>()
            .iter()
            .filter(of_member)
            .map(|(index, _)| *index)
            .collect();
        ui.indent(("spells", &candidate.name), |ui| {
            for (number, index) in spells.iter().enumerate() {
                let spell = if spells.len() > 1 { format!(", spell {}", number + 1) } else { String::new() };
                self.spell_ui(ui, next, *index, &format!("{}{spell}", candidate.name), number + 1 == spells.len());
            }
        });
    }

    /// Shows the dates and the confidence of a spell.
    fn spell_ui(&self, ui: &mut Ui, next: &mut BlocDraft, index: usize, name: &str, is_last: bool) {
        let is_alone = self.draft.members.iter().filter(|of| self.member_at(index) == Some(&of.member)).count() == 1;
        let mut change = None;
        let Some(spell) = next.members.get_mut(index) else { return };
        ui.horizontal_wrapped(|ui| {
            for (label, text) in [("Joined", &mut spell.joined), ("Left", &mut spell.left)] {
                ui.label(self.small(label));
                let is_wrong = !text.trim().is_empty() && text.trim().parse::<crate::model::PartialDate>().is_err();
                let colours = self.style.colours();
                let colour = if is_wrong { colours.worse } else { colours.text };
                let field = TextEdit::singleline(text).hint_text("not stated").text_color(colour);
                let response = ui.add(field.desired_width(self.style.length(82.0)));
                name_input(ui, &response, format!("{label}, {name}"));
                response.on_hover_text("YYYY, YYYY-MM or YYYY-MM-DD");
            }
            confidence_ui(ui, &mut spell.confidence, name, self.style.length(96.0));
            let field = TextEdit::singleline(&mut spell.source).hint_text("source");
            let response = ui.add(field.desired_width(self.style.length(130.0)));
            name_input(ui, &response, format!("Source, {name}"));
            if !spell.source.is_empty() {
                response.on_hover_text(spell.source.clone());
            }
            if is_last {
                let more = ui.small_button("+").on_hover_text("Another spell: it left and joined again");
                name_input(ui, &more, format!("Another spell, {name}"));
                if more.clicked() {
                    change = Some(true);
                }
            }
            if !is_alone {
                let less = ui.small_button("–").on_hover_text("Take this spell out");
                name_input(ui, &less, format!("Take out, {name}"));
                if less.clicked() {
                    change = Some(false);
                }
            }
        });
        match change {
            Some(true) => {
                let spell = DraftMember::new(spell.member.clone());
                next.members.insert(index + 1, spell);
            }
            Some(false) => drop(next.members.remove(index)),
            None => {}
        }
    }

    fn member_at(&self, index: usize) -> Option<&Member> {
        self.draft.members.get(index).map(|of| &of.member)
    }
}

fn code(member: &Member) -> String {
    match member {
        Member::Country(iso3) => iso3.to_string(),
        _ => String::new(),
    }
}

fn confidence_ui(ui: &mut Ui, confidence: &mut Confidence, name: &str, width: f32) {
    let combo = egui::ComboBox::from_id_salt(("confidence", name)).width(width).selected_text(confidence.id());
    let response = combo.show_ui(ui, |ui| {
        for level in Confidence::ALL {
            ui.selectable_value(confidence, level, level.id());
        }
    });
    let spoken = format!("Confidence, {name}");
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &spoken));
}
