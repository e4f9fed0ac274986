use egui::{DragValue, Label, Ui, vec2};

use crate::charts::style::TextRank;
use crate::data::open::{Field, Given, Mapping, Numbers, Repeats, Totals};
use crate::model::Stage;
use crate::session::{add_value, give_role, given, given_mut, shared_status};

use super::super::search_list::{Entry, Picked, SearchList, kept_text_ui};
use super::super::widgets::{Segment, segmented_ui};
use super::Page;
use super::columns::letters;

/// Units by name, with the word that tables have for them.
const UNITS: [(&str, &str); 9] = [
    ("t", "Tonnes"),
    ("kt", "Thousand tonnes"),
    ("million metric tons", "Million tonnes"),
    ("kg", "Kilograms"),
    ("thousand metric dry tons", "Thousand tonnes, dry weight"),
    ("thousand carats", "Thousand carats"),
    ("million carats", "Million carats"),
    ("million liters", "Million litres"),
    ("million cubic meters", "Million cubic metres"),
];

/// Signs between thousands.
const THOUSANDS: [(Option<char>, &str); 5] = [
    (None, "None"),
    (Some(','), "Comma 1,000"),
    (Some('.'), "Point 1.000"),
    (Some(' '), "Space 1 000"),
    (Some('\''), "Apostrophe 1'000"),
];

/// Where a word can be said to stand.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Nowhere,
    Same,
    Column(usize),
}

impl Page<'_> {
    /// Shows the fields, each with what it is and why.
    pub(super) fn fields_ui(&self, ui: &mut Ui, mapping: &Mapping, mapped: &mut Mapping) {
        for field in Field::ALL {
            let label_width = self.style.length(88.0);
            ui.horizontal_top(|ui| {
                let height = ui.spacing().interact_size.y;
                ui.allocate_ui_with_layout(
                    vec2(label_width, height),
                    egui::Layout::left_to_right(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(label_width);
                        ui.label(egui::RichText::new(field.name()).font(self.style.font(TextRank::Strong)))
                            .on_hover_text(gloss(field));
                    },
                );
                ui.vertical(|ui| {
                    self.control_ui(ui, field, mapped);
                    if let Some(reason) = self.reason(mapping, field) {
                        ui.add(Label::new(self.small(reason)).wrap());
                    }
                });
            });
            ui.add_space(self.style.length(5.0));
        }
    }

    /// Returns why a field is as it is.
    fn reason(&self, mapping: &Mapping, field: Field) -> Option<String> {
        if !self.is_guessed(mapping, field) {
            return Some("Set by you".to_owned());
        }
        let reasons = self.sheet.guess.reasons.iter().filter(|reason| reason.field == field);
        let texts: Vec<&str> = reasons.map(|reason| reason.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }

    fn control_ui(&self, ui: &mut Ui, field: Field, mapped: &mut Mapping) {
        match field {
            Field::Header => header_ui(ui, mapped, self.sheet.rows.len()),
            Field::Measure | Field::Note | Field::Status => self.column_ui(ui, field, mapped),
            Field::Values => self.values_ui(ui, mapped),
            Field::Numbers => self.numbers_ui(ui, &mut mapped.numbers),
            Field::Missing => self.missing_ui(ui, &mut mapped.missing),
            Field::Repeats => self.repeats_ui(ui, &mut mapped.repeats),
            Field::Totals => self.totals_ui(ui, &mut mapped.totals),
            _ => self.given_ui(ui, field, mapped),
        }
    }

    /// Returns the sheet's columns as entries of a list.
    pub(super) fn column_entries<T>(&self, value: impl Fn(usize) -> T) -> Vec<Entry<T>> {
        let entry = |(index, name): (usize, &String)| Entry {
            value: value(index),
            text: name.clone(),
            detail: format!("column {}", letters(index)),
        };
        self.columns.names().iter().enumerate().map(entry).collect()
    }

    pub(super) fn list<'b>(&self, ui: &Ui, name: &'b str, chosen: &'b str) -> SearchList<'b> {
        SearchList { name, chosen, width: self.control_width(ui), style: self.style }
    }

    fn control_width(&self, ui: &Ui) -> f32 {
        ui.available_width().min(self.style.length(270.0))
    }

    /// Shows where a word stands: in a column, the same for all rows, or nowhere.
    fn given_ui(&self, ui: &mut Ui, field: Field, mapped: &mut Mapping) {
        let Some(now) = given(mapped, field).cloned() else { return };
        let (nowhere, same) = ("Not in this sheet", "The same for all rows");
        let chosen = match &now {
            Given::Nowhere => nowhere.to_owned(),
            Given::Same(_) => same.to_owned(),
            Given::Assumed(_) => "Not said; assumed".to_owned(),
            Given::Column(column) => self.columns.name(*column),
        };
        let entries = || {
            let mut entries = vec![Entry::new(Place::Same, same), Entry::new(Place::Nowhere, nowhere)];
            entries.extend(self.column_entries(Place::Column));
            entries
        };
        match self.list(ui, field.name(), &chosen).show_ui(ui, entries) {
            Some(Place::Column(column)) => give_role(mapped, column, Some(field)),
            Some(place) => {
                if let Some(given) = given_mut(mapped, field) {
                    *given = match (place, &now) {
                        (Place::Same, Given::Same(_)) => now.clone(),
                        (Place::Same, Given::Assumed(word)) => Given::Same(word.clone()),
                        (Place::Same, _) => Given::Same(String::new()),
                        _ => Given::Nowhere,
                    };
                }
            }
            None => {}
        }
        if let Some(given) = given_mut(mapped, field)
            && let Given::Same(word) | Given::Assumed(word) = given
        {
            let name = format!("{} of all rows", field.name());
            if let Some(text) = self.word_ui(ui, field, &name, word, "Choose…") {
                // Picked by a person, it is said.
                *given = Given::Same(text);
            }
        }
    }

    /// Shows a word of a field to be chosen or typed, and returns the one picked.
    pub(super) fn word_ui(&self, ui: &mut Ui, field: Field, name: &str, word: &str, none: &str) -> Option<String> {
        if field == Field::Year {
            return kept_text_ui(ui, name, word, "For example 2024", self.style.length(120.0));
        }
        let entries = self.words(field);
        let known = entries.iter().find(|entry| entry.value == word).map(|entry| entry.text.clone());
        let chosen = if word.is_empty() { none.to_owned() } else { known.unwrap_or_else(|| word.to_owned()) };
        match self.list(ui, name, &chosen).show_or_type_ui(ui, || entries)? {
            Picked::Entry(value) | Picked::Own(value) => Some(value),
        }
    }

    /// Returns the words that a field can have, with their names.
    fn words(&self, field: Field) -> Vec<Entry<String>> {
        let dataset = self.view.dataset;
        match field {
            Field::Country => {
                let mut words: Vec<Entry<String>> = dataset
                    .countries
                    .iter()
                    .map(|country| Entry::new(country.iso3.to_string(), country.name.clone()))
                    .collect();
                words.sort_by(|one, other| one.text.cmp(&other.text));
                words
            }
            Field::Mineral => {
                let commodities = dataset.commodities.iter().map(|commodity| &commodity.name);
                let forms = dataset.forms.iter().map(|form| &form.name);
                let names: std::collections::BTreeSet<&String> = commodities.chain(forms).collect();
                names.into_iter().map(|name| Entry::new(name.clone(), name.clone())).collect()
            }
            Field::Stage => Stage::ALL
                .into_iter()
                .map(|stage| Entry { value: stage.id().to_owned(), ..Entry::new(String::new(), stage.short_name()) })
                .collect(),
            Field::Unit => UNITS
                .into_iter()
                .map(|(word, text)| Entry { value: word.to_owned(), text: text.to_owned(), detail: short(word) })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Shows which column says something besides, or none.
    fn column_ui(&self, ui: &mut Ui, field: Field, mapped: &mut Mapping) {
        let now = match field {
            Field::Note => mapped.note,
            Field::Status => shared_status(mapped),
            _ => mapped.measure,
        };
        let has_several = field == Field::Status && now.is_none() && mapped.values.iter().any(|of| of.status.is_some());
        let none = if has_several { "Beside each column of values" } else { "No column" };
        let chosen = now.map_or_else(|| none.to_owned(), |column| self.columns.name(column));
        let entries = || {
            let mut entries = vec![Entry::new(None, "No column")];
            entries.extend(self.column_entries(Some));
            entries
        };
        match (self.list(ui, field.name(), &chosen).show_ui(ui, entries), now) {
            (Some(Some(column)), _) => give_role(mapped, column, Some(field)),
            (Some(None), Some(column)) => give_role(mapped, column, None),
            (Some(None), None) if has_several => mapped.values.iter_mut().for_each(|value| value.status = None),
            _ => {}
        }
    }

    fn numbers_ui(&self, ui: &mut Ui, numbers: &mut Numbers) {
        let signs = [('.', "Point 1.5"), (',', "Comma 1,5")].map(|(value, text)| Segment {
            value,
            text: text.to_owned(),
            tooltip: "The sign in front of tenths".to_owned(),
            enabled: true,
        });
        if let Some(decimal) = segmented_ui(ui, &signs, &numbers.decimal, self.style) {
            numbers.decimal = decimal;
            if numbers.thousands == Some(decimal) {
                numbers.thousands = Some(if decimal == ',' { '.' } else { ',' });
            }
        }
        let right = ui.cursor().left() + self.control_width(ui);
        ui.horizontal(|ui| {
            ui.label("Thousands");
            let chosen = THOUSANDS.iter().find(|(sign, _)| *sign == numbers.thousands).map_or("None", |(_, text)| text);
            let possible = THOUSANDS.into_iter().filter(|(sign, _)| *sign != Some(numbers.decimal));
            let entries = || possible.map(|(sign, text)| Entry::new(sign, text)).collect();
            let list = self.list(ui, "Sign between thousands", chosen);
            let width = (right - ui.cursor().left()).min(list.width);
            if let Some(sign) = (SearchList { width, ..list }).show_ui(ui, entries) {
                numbers.thousands = sign;
            }
        });
    }

    /// Shows the words that mean "missing", with commas between them.
    fn missing_ui(&self, ui: &mut Ui, missing: &mut Vec<String>) {
        let shown: Vec<&str> = missing.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        let width = self.control_width(ui) - 2.0 * ui.spacing().button_padding.x;
        let hint = "Words with commas between them";
        if let Some(text) = kept_text_ui(ui, "Words that mean missing", &shown.join(", "), hint, width) {
            *missing = words_between_commas(&text);
        }
        ui.label(self.small("An empty cell is always missing"));
    }

    fn repeats_ui(&self, ui: &mut Ui, repeats: &mut Repeats) {
        let words = [
            (Repeats::Judge, "Judge by the table"),
            (Repeats::Add, "Parts of one amount: add up"),
            (Repeats::First, "A fault: the first row counts"),
        ];
        let chosen = words.iter().find(|(value, _)| value == repeats).map_or("", |(_, text)| text);
        let entries = || words.into_iter().map(|(value, text)| Entry::new(value, text)).collect();
        if let Some(picked) = self.list(ui, "Several rows for one place", chosen).show_ui(ui, entries) {
            *repeats = picked;
        }
    }

    /// Shows what a row is that is called "Total" and no more.
    fn totals_ui(&self, ui: &mut Ui, totals: &mut Totals) {
        let words =
            [(Totals::OfTable, "The sum of these rows, no figure"), (Totals::OfWorld, "The total of the whole world")];
        let chosen = words.iter().find(|(value, _)| value == totals).map_or("", |(_, text)| text);
        let entries = || words.into_iter().map(|(value, text)| Entry::new(value, text)).collect();
        if let Some(picked) = self.list(ui, "Rows called only “Total”", chosen).show_ui(ui, entries) {
            *totals = picked;
        }
    }

    /// Shows a list of the columns that have no values yet, and adds the one picked.
    pub(super) fn add_value_ui(&self, ui: &mut Ui, mapped: &mut Mapping) {
        let taken: Vec<usize> = mapped.values.iter().map(|value| value.column).collect();
        let entries = || {
            let mut entries = self.column_entries(|column| column);
            entries.retain(|entry| !taken.contains(&entry.value));
            entries
        };
        let list = self.list(ui, "Add a column of values", "Add a column…");
        if let Some(column) = list.show_ui(ui, entries) {
            add_value(mapped, column);
        }
    }
}

fn header_ui(ui: &mut Ui, mapped: &mut Mapping, rows: usize) {
    ui.horizontal_wrapped(|ui| {
        let mut number_ui = |value: &mut usize, label: &str, most: usize| {
            let label = ui.label(label).id;
            ui.add(DragValue::new(value).range(0..=most).speed(0.05)).labelled_by(label);
        };
        number_ui(&mut mapped.header.above, "Rows above", rows.saturating_sub(1));
        number_ui(&mut mapped.header.rows, "Header rows", rows.min(10));
    });
}

/// Returns what a field means.
fn gloss(field: Field) -> &'static str {
    match field {
        Field::Header => "The rows that name the columns, and rows above them that are no part of the table",
        Field::Country => "Who holds, mines or refines",
        Field::Mineral => "Which mineral, in which form",
        Field::Stage => "Reserves, mine, smelter or refinery production, or capacity",
        Field::Year => "The year that a value is of",
        Field::Unit => "What values are counted in",
        Field::Measure => {
            "A column that says what a value is, where a table holds production, prices and trade together"
        }
        Field::Note => "A column with notes, kept beside the values",
        Field::Status => "A column that says what a figure is: estimated, withheld, revised",
        Field::Values => "The columns with numbers: one, or one for each year",
        Field::Numbers => "How numbers are written",
        Field::Missing => "Words in place of a number that mean that it is not known",
        Field::Repeats => "What it means when a country has several rows for one mineral, stage and year",
        Field::Totals => {
            "What a row is that is called only “Total”: the sum of the rows above, which checks them, or the total of the \
             world. A row called “World” is always that of the world"
        }
    }
}

fn short(word: &str) -> String {
    if word.len() <= 2 { word.to_owned() } else { String::new() }
}

/// Returns the words in a text that has commas between them, each once.
fn words_between_commas(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_at_commas_and_stand_once() {
        assert_eq!(words_between_commas(" -, .., n/a,, -,"), ["-", "..", "n/a"]);
        assert!(words_between_commas(" , ").is_empty());
    }
}
