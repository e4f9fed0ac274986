use std::collections::BTreeMap;

use egui::{Label, ScrollArea, Ui, vec2};

use crate::data::IssueKind;
use crate::data::open::{Issues, LEFT_OUT, assigned_key};
use crate::session::Command;

use super::super::issue_words::rows_words;
use super::super::search_list::{Entry, SearchList};
use super::{Choice, Panel};

/// What names can stand for besides countries: the word that is kept, and its text.
const OTHERS: [(&str, &str); 3] =
    [("other", "Other countries"), ("world", "World total"), (LEFT_OUT, "Not a country: leave out")];

impl Panel<'_> {
    /// Shows the names of countries that are in no list, each once, to be assigned.
    pub(super) fn names_ui(&self, ui: &mut Ui, choice: &mut Choice, height: f32, commands: &mut Vec<Command>) {
        let names = self.unknown_names();
        if names.is_empty() || !matches!(choice.kind, None | Some(IssueKind::UnknownCountry)) {
            return;
        }
        let said = match names.len() {
            1 => "One name is in no list of countries".to_owned(),
            count => format!("{count} names are in no list of countries"),
        };
        if choice.kind.is_none() {
            ui.horizontal_wrapped(|ui| {
                ui.label(self.strong(said));
                if ui.button("Assign names…").clicked() {
                    choice.kind = Some(IssueKind::UnknownCountry);
                }
            });
            ui.add_space(self.style.length(4.0));
            return;
        }
        ui.label(self.strong(said));
        ui.add(
            Label::new(self.small(
                "Say once what a name stands for: the file is read again, and the name is kept for other files",
            ))
            .wrap(),
        );
        let row = ui.spacing().interact_size.y;
        let is_capped = self.is_capped();
        ScrollArea::vertical().id_salt("names").max_height(height).auto_shrink([false, true]).show_rows(
            ui,
            row,
            names.len(),
            |ui, range| {
                for (name, rows) in names.get(range).unwrap_or_default() {
                    ui.horizontal(|ui| {
                        let button = self.style.length(190.0);
                        let width = (ui.available_width() - button - self.style.length(110.0)).max(60.0);
                        cell_ui(ui, width, name);
                        let least = if is_capped { "at least " } else { "" };
                        let rows = format!("{least}{}", rows_words(*rows));
                        cell_ui(ui, self.style.length(84.0), &rows);
                        self.assign_ui(ui, ("list", name), button, commands);
                    });
                }
            },
        );
        ui.separator();
    }

    /// Returns whether there are more unknown names than are kept.
    fn is_capped(&self) -> bool {
        let counts = &self.opened.issues.counts;
        counts.iter().any(|of| of.kind == IssueKind::UnknownCountry && of.count > Issues::KEPT_OF_A_KIND)
    }

    /// Returns the names that are in no list, with how many rows have each, those with most rows first.
    fn unknown_names(&self) -> Vec<(String, u64)> {
        let mut names: BTreeMap<String, (String, u64)> = BTreeMap::new();
        let unknown =
            |issue: &&crate::data::DataIssue| issue.kind == IssueKind::UnknownCountry && !issue.value.trim().is_empty();
        for issue in self.opened.issues.list.iter().filter(unknown) {
            let entry = names.entry(assigned_key(&issue.value)).or_insert_with(|| (issue.value.clone(), 0));
            entry.1 += 1;
        }
        let mut names: Vec<(String, u64)> = names.into_values().collect();
        names.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        names
    }

    /// Shows a list of what a name can stand for.
    pub(super) fn assign_ui(&self, ui: &mut Ui, (place, name): (&str, &str), width: f32, commands: &mut Vec<Command>) {
        let label = format!("Assign {name}");
        let list = SearchList { name: &label, chosen: "Assign to…", width, style: self.style };
        let dataset = self.view.dataset;
        let entries = || {
            let mut entries: Vec<Entry<String>> = dataset
                .countries
                .iter()
                .map(|country| Entry {
                    value: country.iso3.to_string(),
                    text: country.name.clone(),
                    detail: country.iso3.to_string(),
                })
                .collect();
            entries.sort_by(|one, other| one.text.cmp(&other.text));
            let others = OTHERS.map(|(value, text)| Entry::new(value.to_owned(), text));
            others.into_iter().chain(entries).collect()
        };
        // The same name can stand in the list of names and beside its issue.
        if let Some(subject) = ui.push_id(place, |ui| list.show_ui(ui, entries)).inner {
            commands.push(Command::AssignName { name: name.to_owned(), subject });
        }
    }

    /// Shows the names assigned before, each to be forgotten.
    pub(super) fn assigned_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let names = &self.view.session.options.names;
        if names.is_empty() {
            return;
        }
        ui.add_space(self.style.length(10.0));
        ui.label(self.strong("Names assigned by you"));
        for (name, subject) in names {
            ui.horizontal_wrapped(|ui| {
                let other = OTHERS.iter().find(|(word, _)| word == subject).map(|(_, text)| (*text).to_owned());
                let country = || crate::model::Iso3::new(subject).ok().map(|iso3| self.view.dataset.country_name(iso3));
                let stands_for = other.or_else(country).unwrap_or_else(|| subject.clone());
                ui.label(format!("“{name}”: {stands_for}"));
                let forget = ui.button("Forget");
                ui.ctx().accesskit_node_builder(forget.id, |node| node.set_label(format!("Forget {name}")));
                if forget.clicked() {
                    commands.push(Command::AssignName { name: name.clone(), subject: String::new() });
                }
            });
        }
    }
}

fn cell_ui(ui: &mut Ui, width: f32, text: &str) {
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(text).truncate());
    });
}
