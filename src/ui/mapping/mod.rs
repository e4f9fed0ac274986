//! The page on which a person says what the columns of a file mean.

mod columns;
mod fields;
mod grid;
mod result;
mod values;

use egui::{Button, Checkbox, Frame, Key, Panel, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use crate::charts::style::{Style, TextRank};
use crate::data::open::{Field, FileForm, Mapping, SheetLook, ValueColumn};
use crate::session::{Command, MappingDraft, Trial};

use super::View;
use super::large_dialog::large_dialog_ui;
use super::search_list::{Entry, SearchList};
use columns::Columns;

/// What the page shows: one sheet, and what its columns are taken to mean.
struct Page<'a> {
    view: &'a View<'a>,
    draft: &'a MappingDraft,
    sheet: &'a SheetLook,
    columns: Columns,
    style: Style,
}

/// Shows what the columns of a file are taken to mean, and what comes of it.
pub fn mapping_ui(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let Some((draft, (sheet, mapping))) = view.session.mapping.as_ref().and_then(|draft| Some((draft, draft.shown()?)))
    else {
        large_dialog_ui(ui, view, ("Map columns", ""), commands, |ui, _| {
            ui.label("No file is being mapped; open one, and its columns are shown here");
        });
        return;
    };
    let page = Page { view, draft, sheet, columns: Columns::of(sheet, mapping), style: view.style() };
    let path = draft.looked.path.display().to_string();
    large_dialog_ui(ui, view, ("Map columns", &path), commands, |ui, commands| page.show_ui(ui, mapping, commands));
}

impl Page<'_> {
    fn show_ui(&self, ui: &mut Ui, mapping: &Mapping, commands: &mut Vec<Command>) {
        let mut next = self.draft.clone();
        let mut mapped = mapping.clone();
        self.sheet_ui(ui, &mut next);
        let room = ui.available_rect_before_wrap();
        let is_wide = room.width() > self.style.length(780.0) && room.height() > self.style.length(360.0);
        let is_left_out = self.is_left_out();
        // Each size of text has a foot of its own height.
        let foot = Panel::bottom(format!("mapping foot {}", self.style.text_scale.to_bits()));
        let foot = foot.resizable(false).show_separator_line(false).frame(Frame::new());
        foot.show(ui, |ui| {
            ui.add_space(self.style.length(4.0));
            self.foot_ui(ui, &mut next, &mut mapped, is_wide, commands);
        });
        ui.scope_builder(UiBuilder::new().max_rect(ui.available_rect_before_wrap()), |ui| {
            if is_wide {
                self.side_by_side_ui(ui, mapping, &mut mapped, !is_left_out);
            } else {
                ScrollArea::vertical().id_salt("mapping page").auto_shrink(false).show(ui, |ui| {
                    self.grid_ui(ui, mapping, &mut mapped, self.style.length(190.0).min(room.height() * 0.6));
                    ui.add_space(self.style.length(8.0));
                    ui.add_enabled_ui(!is_left_out, |ui| self.fields_ui(ui, mapping, &mut mapped));
                    self.result_ui(ui, self.style.length(220.0).min(room.height() * 0.6));
                    Self::remember_ui(ui, &mut next);
                });
            }
        });
        next.mappings.insert(self.sheet.name.clone(), mapped);
        if next != *self.draft {
            commands.push(Command::EditMapping(Box::new(next)));
        }
    }

    /// Shows the fields on the left, the rows as they are and what is understood on the right.
    fn side_by_side_ui(&self, ui: &mut Ui, mapping: &Mapping, mapped: &mut Mapping, is_read: bool) {
        let rect = ui.available_rect_before_wrap();
        let gap = self.style.length(14.0);
        let left = self.style.length(390.0);
        let fields = Rect::from_min_size(rect.min, vec2(left, rect.height()));
        let rows = Rect::from_min_max(rect.min + vec2(left + gap, 0.0), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(fields), |ui| {
            ScrollArea::vertical().id_salt("fields").auto_shrink(false).show(ui, |ui| {
                ui.add_enabled_ui(is_read, |ui| self.fields_ui(ui, mapping, mapped));
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(rows), |ui| {
            self.grid_ui(ui, mapping, mapped, rect.height() * 0.52);
            ui.add_space(self.style.length(8.0));
            let height = ui.available_height();
            self.result_ui(ui, height);
        });
        ui.painter().vline(
            fields.right() + gap / 2.0,
            rect.y_range(),
            egui::Stroke::new(1.0, self.style.colours().line),
        );
    }

    /// Shows which layout the sheet is recognised as, and the choice of sheets where there are several.
    fn sheet_ui(&self, ui: &mut Ui, next: &mut MappingDraft) {
        let sheets = &self.draft.looked.sheets;
        let guess = &self.sheet.guess;
        ui.horizontal_wrapped(|ui| {
            if sheets.len() > 1 {
                ui.label("Sheet");
                let list = SearchList {
                    name: "Sheet",
                    chosen: &self.sheet.name,
                    width: self.style.length(220.0),
                    style: self.style,
                };
                let entry = |(index, sheet): (usize, &SheetLook)| Entry {
                    value: index,
                    text: sheet.name.clone(),
                    detail: if self.draft.left_out.contains(&sheet.name) {
                        "left out".to_owned()
                    } else {
                        sheet.guess.layout.name().to_owned()
                    },
                };
                if let Some(index) = list.show_ui(ui, || sheets.iter().enumerate().map(entry).collect()) {
                    next.sheet = index;
                }
                let mut is_read = !self.is_left_out();
                if ui.add(Checkbox::new(&mut is_read, "Read this sheet")).changed() {
                    if is_read {
                        next.left_out.remove(&self.sheet.name);
                    } else {
                        next.left_out.insert(self.sheet.name.clone());
                    }
                }
            }
            let layout = format!("Layout: {}. File: {}", guess.layout.name(), self.file_form().words());
            ui.label(RichText::new(layout).color(self.style.colours().text_muted));
        });
        ui.add_space(self.style.length(4.0));
    }

    /// Returns what the sheet's file is: as the whole of it shows where that is read, else as its first rows do.
    fn file_form(&self) -> FileForm {
        let whole = self.view.trial.and_then(|trial| trial.opened.as_ref()?.as_ref().ok());
        let read = whole.and_then(|of| of.sheets.iter().find(|report| report.look.name == self.sheet.name));
        read.map_or(self.sheet.file_form, |report| report.look.file_form)
    }

    fn is_left_out(&self) -> bool {
        self.draft.left_out.contains(&self.sheet.name)
    }

    fn remember_ui(ui: &mut Ui, next: &mut MappingDraft) {
        ui.add(Checkbox::new(&mut next.remember, "Remember for files with the same header"));
    }

    /// Shows what can be done with the mapping. Where it is not wide, what is not needed to open stands elsewhere.
    fn foot_ui(
        &self,
        ui: &mut Ui,
        next: &mut MappingDraft,
        mapped: &mut Mapping,
        is_wide: bool,
        commands: &mut Vec<Command>,
    ) {
        let colours = self.style.colours();
        let tried = self.view.trial.filter(|trial| trial.is_of(self.draft));
        let obstacle = self.draft.obstacle().or_else(|| tried.and_then(Trial::obstacle));
        ui.horizontal_wrapped(|ui| {
            let is_possible = obstacle.is_none() && !self.view.busy;
            let text = RichText::new(Command::ApplyMapping.text());
            let button = if is_possible {
                Button::new(text.color(colours.on_accent)).fill(colours.accent)
            } else {
                Button::new(text)
            };
            let hint = format!("{} (Enter)", Command::ApplyMapping.tooltip());
            let reason = obstacle.clone().unwrap_or_else(|| "Another file is being read".to_owned());
            let button = ui.add_enabled(is_possible, button).on_hover_text(hint).on_disabled_hover_text(&reason);
            // Enter in a field or on a button is meant for that alone.
            let entered = ui.input(|input| input.key_pressed(Key::Enter))
                && ui.memory(|memory| memory.focused().is_none())
                && !egui::Popup::is_any_open(ui.ctx());
            if button.clicked() || (entered && is_possible) {
                commands.push(Command::ApplyMapping);
            }
            let guessed = &self.sheet.guess.mapping;
            if ui.add_enabled(mapped != guessed, Button::new("Back to the guess")).clicked() {
                mapped.clone_from(guessed);
            }
            if is_wide {
                Self::remember_ui(ui, next);
            }
            if let Some(obstacle) = obstacle {
                ui.label(RichText::new(obstacle).color(colours.worse));
            }
        });
    }

    /// Returns whether a field is still as it was guessed.
    fn is_guessed(&self, mapping: &Mapping, field: Field) -> bool {
        let guessed = &self.sheet.guess.mapping;
        match field {
            Field::Header => mapping.header == guessed.header,
            Field::Country => mapping.country == guessed.country,
            Field::Mineral => mapping.mineral == guessed.mineral,
            Field::Stage => mapping.stage == guessed.stage,
            Field::Year => mapping.year == guessed.year,
            Field::Unit => mapping.unit == guessed.unit,
            Field::Measure => mapping.measure == guessed.measure,
            Field::Note => mapping.note == guessed.note,
            Field::Values => without_status(mapping) == without_status(guessed),
            Field::Status => statuses(mapping) == statuses(guessed) && mapping.estimated == guessed.estimated,
            Field::Numbers => mapping.numbers == guessed.numbers,
            Field::Missing => mapping.missing == guessed.missing,
            Field::Repeats => mapping.repeats == guessed.repeats,
            Field::Totals => mapping.totals == guessed.totals,
        }
    }

    fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.style.font(TextRank::Small)).color(self.style.colours().text_muted)
    }
}

fn without_status(mapping: &Mapping) -> Vec<ValueColumn> {
    mapping.values.iter().map(|value| ValueColumn { status: None, ..value.clone() }).collect()
}

fn statuses(mapping: &Mapping) -> Vec<(usize, Option<usize>)> {
    mapping.values.iter().map(|value| (value.column, value.status)).collect()
}
