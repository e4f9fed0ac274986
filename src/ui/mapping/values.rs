use egui::{Frame, Id, Label, ScrollArea, Ui, vec2};

use crate::charts::style::TextRank;
use crate::data::open::{Field, Mapping, ValueColumn};

use super::super::search_list::kept_text_ui;
use super::Page;

/// How many columns of values are in view at once.
const ROWS_IN_VIEW: f32 = 6.0;

/// Where it is kept which column's own words are shown.
const SHOWN_COLUMN: &str = "column with its own words";

impl Page<'_> {
    /// Shows the columns of values, and what each says of itself in place of the sheet's columns.
    pub(super) fn values_ui(&self, ui: &mut Ui, mapped: &mut Mapping) {
        ui.label(values_in_words(mapped));
        let height = ui.spacing().interact_size.y;
        let (mut removed, mut shown) = (None, ui.data(|data| data.get_temp::<usize>(Id::unique(SHOWN_COLUMN))));
        let width = ui.available_width();
        ScrollArea::vertical()
            .id_salt("value columns")
            .max_height((height + ui.spacing().item_spacing.y) * ROWS_IN_VIEW)
            .auto_shrink([false, true])
            .show_rows(ui, height, mapped.values.len(), |ui, range| {
                for index in range {
                    let Some(value) = mapped.values.get_mut(index) else { continue };
                    ui.push_id(value.column, |ui| {
                        if self.value_ui(ui, value, width, &mut shown) {
                            removed = Some(value.column);
                        }
                    });
                }
            });
        if let Some(value) = mapped.values.iter_mut().find(|value| Some(value.column) == shown) {
            self.own_words_ui(ui, value);
        }
        if let Some(column) = removed {
            mapped.values.retain(|value| value.column != column);
        }
        self.add_value_ui(ui, mapped);
        ui.data_mut(|data| {
            if let Some(shown) = shown {
                data.insert_temp(Id::unique(SHOWN_COLUMN), shown);
            } else {
                data.remove::<usize>(Id::unique(SHOWN_COLUMN));
            }
        });
    }

    /// Shows one column of values and returns whether it was taken out.
    fn value_ui(&self, ui: &mut Ui, value: &mut ValueColumn, width: f32, shown: &mut Option<usize>) -> bool {
        let name = self.columns.name(value.column);
        ui.horizontal(|ui| {
            let height = ui.spacing().interact_size.y;
            let field = self.style.length(54.0);
            let others = field + self.style.length(112.0);
            let room = (width - others).clamp(self.style.length(50.0), self.style.length(180.0));
            ui.allocate_ui_with_layout(vec2(room, height), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(room);
                ui.add(Label::new(&name).truncate());
            });
            let year = value.year.map_or_else(String::new, |year| year.to_string());
            if let Some(text) = kept_text_ui(ui, &format!("Year of {name}"), &year, "Year", field) {
                value.year = text.trim().parse().ok();
            }
            let own = [&value.country, &value.mineral, &value.stage, &value.unit].into_iter().flatten().count();
            let text = if own == 0 { "More…".to_owned() } else { format!("{own} own…") };
            let is_shown = *shown == Some(value.column);
            let more = ui.add(egui::Button::new(text).selected(is_shown));
            ui.ctx().accesskit_node_builder(more.id, |node| node.set_label(format!("More of {name}")));
            if more.on_hover_text("Country, mineral, stage or unit of this column alone").clicked() {
                *shown = (!is_shown).then_some(value.column);
            }
            let remove = ui.button("×");
            ui.ctx().accesskit_node_builder(remove.id, |node| node.set_label(format!("Take out {name}")));
            remove.on_hover_text("Takes this column out of the values").clicked()
        })
        .inner
    }

    /// Shows what a column says of itself besides the year.
    fn own_words_ui(&self, ui: &mut Ui, value: &mut ValueColumn) {
        let name = self.columns.name(value.column);
        Frame::group(ui.style()).show(ui, |ui| {
            ui.label(egui::RichText::new(format!("Only for {name}")).font(self.style.font(TextRank::Strong)));
            let words = [
                (Field::Country, &mut value.country),
                (Field::Mineral, &mut value.mineral),
                (Field::Stage, &mut value.stage),
                (Field::Unit, &mut value.unit),
            ];
            for (field, word) in words {
                ui.label(self.small(field.name()));
                let label = format!("{} of {name}", field.name());
                let now = word.clone().unwrap_or_default();
                if let Some(text) = self.word_ui(ui, field, &label, &now, "As the sheet says") {
                    *word = Some(text).filter(|text| !text.trim().is_empty());
                }
                if word.is_some() && ui.button(format!("As the sheet says: {}", field.name().to_lowercase())).clicked()
                {
                    *word = None;
                }
            }
        });
    }
}

/// Returns how many columns have values, and of which years.
fn values_in_words(mapped: &Mapping) -> String {
    let years = || mapped.values.iter().filter_map(|value| value.year);
    let of_years = match (years().min(), years().max()) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(year), _) => format!(", {year}"),
        _ => String::new(),
    };
    match mapped.values.len() {
        0 => "No column has values yet".to_owned(),
        1 => format!("One column{of_years}"),
        count => format!("{count} columns{of_years}"),
    }
}
