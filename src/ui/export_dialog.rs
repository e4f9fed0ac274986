use egui::{Checkbox, ComboBox, DragValue, Slider, TextEdit, TextureHandle, Ui, vec2};

use crate::charts::listing::Listing;
use crate::charts::palette::Theme;
use crate::charts::style::TextRank;
use crate::export::FileFormat;
use crate::session::{Command, ExportChoices, SIZE_PRESETS, Views};

use super::View;
use super::table::{rows_words, table_words};
use super::widgets::{Segment, command_button_ui, segmented_ui};

/// The picture that the export dialog shows.
#[derive(Clone, Default)]
pub struct Preview {
    /// The picture as it will be saved, in fewer pixels.
    pub texture: Option<TextureHandle>,
    /// Why there is none, in a sentence.
    pub problem: Option<String>,
}

/// Shows what will be saved and how.
pub fn export_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let mut choices = view.session.export.clone();
    if let Some(table) = &view.results.table {
        table_choices_ui(ui, view, &table.listing, &mut choices, commands);
        if choices != view.session.export {
            commands.push(Command::EditExport(Box::new(choices)));
        }
        return;
    }
    let left = view.style().length(350.0);
    if ui.available_width() > left + 260.0 {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(left);
                choices_ui(ui, view, &mut choices, commands);
            });
            ui.add_space(view.style().length(12.0));
            ui.vertical(|ui| preview_ui(ui, view));
        });
    } else {
        choices_ui(ui, view, &mut choices, commands);
        preview_ui(ui, view);
    }
    if choices != view.session.export {
        commands.push(Command::EditExport(Box::new(choices)));
    }
}

/// Shows how the table that is looked through is saved.
fn table_choices_ui(
    ui: &mut Ui,
    view: &View<'_>,
    listing: &Listing,
    choices: &mut ExportChoices,
    commands: &mut Vec<Command>,
) {
    let style = view.style();
    let formats = FileFormat::OF_TABLES.map(|format| Segment {
        value: format,
        text: format.name().to_owned(),
        tooltip: match format {
            FileFormat::Xlsx => "A workbook with numbers as numbers, a filter, and a sheet that says what it is",
            _ => "Text that any program reads, of any length",
        }
        .to_owned(),
        enabled: true,
    });
    if let Some(format) = segmented_ui(ui, &formats, &choices.table_format, style) {
        choices.table_format = format;
    }
    ui.add_space(style.length(6.0));
    ui.label(table_words(view.dataset, view.session, view.results));
    let rows = if listing.len() == listing.total() { "all" } else { "as narrowed" };
    ui.label(format!("{}, {rows}, in the order shown", rows_words(listing.len())));
    let hint = "For a picture, leave and pick a chart first";
    ui.label(egui::RichText::new(hint).font(style.font(TextRank::Small)).color(style.colours().text_muted));
    ui.add_space(style.length(10.0));
    let can_save = !view.busy && !listing.is_empty();
    ui.horizontal(|ui| {
        if command_button_ui(ui, &Command::SaveExport, "Save as…", can_save) {
            commands.push(Command::SaveExport);
        }
        if command_button_ui(ui, &Command::CopyTable, "Copy table", !listing.is_empty()) {
            commands.push(Command::CopyTable);
        }
    });
    own_path_ui(ui, view, choices, ("table", choices.table_format), can_save, commands);
}

/// Shows a field for a path typed by hand.
fn own_path_ui(
    ui: &mut Ui,
    view: &View<'_>,
    choices: &mut ExportChoices,
    (what, format): (&str, FileFormat),
    can_save: bool,
    commands: &mut Vec<Command>,
) {
    let style = view.style();
    ui.add_space(style.length(4.0));
    let label = ui.label("Or save at a path of your own").id;
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut choices.path).hint_text(format!("folder/{what}.{}", format.extension()));
        ui.add(field.desired_width(style.length(210.0))).labelled_by(label);
        if command_button_ui(ui, &Command::SaveExportAtPath, "Save", can_save && !choices.path.trim().is_empty()) {
            commands.push(Command::SaveExportAtPath);
        }
    });
}

fn preview_ui(ui: &mut Ui, view: &View<'_>) {
    let muted = view.style().colours().text_muted;
    match (&view.preview.texture, &view.preview.problem) {
        (_, Some(problem)) => {
            ui.label(egui::RichText::new(problem).color(view.style().colours().worse));
        }
        (Some(texture), None) => {
            let size = texture.size_vec2();
            let room = vec2(ui.available_width().max(120.0), view.style().length(420.0));
            let scale = (room.x / size.x).min(room.y / size.y);
            let image = egui::Image::new(texture).fit_to_exact_size(size * scale).alt_text("Preview of the picture");
            egui::Frame::new().stroke(egui::Stroke::new(1.0, view.style().colours().line)).show(ui, |ui| ui.add(image));
        }
        (None, None) => {
            ui.label(egui::RichText::new("Drawing the preview…").color(muted));
        }
    }
}

fn choices_ui(ui: &mut Ui, view: &View<'_>, choices: &mut ExportChoices, commands: &mut Vec<Command>) {
    let style = view.style();
    let formats = FileFormat::ALL.map(|format| Segment {
        value: format,
        text: format.name().to_owned(),
        tooltip: match format {
            FileFormat::Png => "Pixels, for slides and the web",
            FileFormat::Svg => "Vectors with real text, for editing",
            FileFormat::Pdf => "A page with text that can be selected",
            FileFormat::Csv => "The numbers drawn, as text for any program",
            FileFormat::Xlsx => "The numbers drawn, as a workbook for a spreadsheet",
        }
        .to_owned(),
        enabled: true,
    });
    if let Some(format) = segmented_ui(ui, &formats, &choices.format, style) {
        choices.format = format;
    }
    views_ui(ui, view, choices);
    ui.add_space(style.length(6.0));
    if choices.format.is_table() {
        ui.label("The numbers that the chart draws, in its order, with their status and notes");
    } else {
        egui::Grid::new("picture").num_columns(2).spacing([10.0, 6.0]).show(ui, |ui| {
            size_ui(ui, view, choices);
            look_ui(ui, view, choices);
        });
        let small = style.font(TextRank::Small);
        ui.label(egui::RichText::new("The source line always stays").font(small).color(style.colours().text_muted));
    }
    ui.add_space(style.length(10.0));
    ui.horizontal(|ui| {
        if command_button_ui(ui, &Command::SaveExport, "Save as…", !view.busy) {
            commands.push(Command::SaveExport);
        }
        if command_button_ui(ui, &Command::CopyPicture, "Copy picture", true) {
            commands.push(Command::CopyPicture);
        }
        if command_button_ui(ui, &Command::CopyTable, "Copy table", true) {
            commands.push(Command::CopyTable);
        }
    });
    own_path_ui(ui, view, choices, ("chart", choices.format), !view.busy, commands);
}

/// Shows which of several views are saved.
fn views_ui(ui: &mut Ui, view: &View<'_>, choices: &mut ExportChoices) {
    let document = &view.session.document;
    if document.panes.is_one() {
        return;
    }
    let is_table = choices.format.is_table();
    let segments = Views::ALL.map(|views| Segment {
        value: views,
        text: views.name().to_owned(),
        tooltip: match views {
            Views::Page if is_table => "Numbers of several charts do not stand in one table",
            Views::This => "The view with the frame",
            Views::Each => "Files numbered after one name",
            Views::Page => "A picture of all views together",
        }
        .to_owned(),
        enabled: views != Views::Page || !is_table,
    });
    ui.add_space(view.style().length(6.0));
    if let Some(views) = segmented_ui(ui, &segments, &choices.views_of(document), view.style()) {
        choices.views = views;
    }
}

fn size_ui(ui: &mut Ui, view: &View<'_>, choices: &mut ExportChoices) {
    let preset = SIZE_PRESETS.iter().find(|(_, width, height)| (*width, *height) == (choices.width, choices.height));
    let label = ui.label("Size").id;
    let combo = ComboBox::from_id_salt("size").width(view.style().length(180.0));
    let combo = combo.selected_text(preset.map_or("Own size", |(name, ..)| *name)).show_ui(ui, |ui| {
        for (name, width, height) in SIZE_PRESETS {
            if ui.selectable_label((width, height) == (choices.width, choices.height), name).clicked() {
                (choices.width, choices.height) = (width, height);
            }
        }
    });
    combo.response.labelled_by(label);
    ui.end_row();
    let width = ui.label("Width").id;
    ui.add(DragValue::new(&mut choices.width).range(200..=8000).suffix(" px")).labelled_by(width);
    ui.end_row();
    let height = ui.label("Height").id;
    ui.add(DragValue::new(&mut choices.height).range(200..=8000).suffix(" px")).labelled_by(height);
    ui.end_row();
    if choices.format == FileFormat::Png {
        let label = ui.label("Scale").on_hover_text("So many times as many pixels, at the same size on paper").id;
        let scale = DragValue::new(&mut choices.scale).range(0.5..=4.0).speed(0.05).max_decimals(2).suffix(" ×");
        ui.add(scale).labelled_by(label);
        ui.end_row();
    }
    let label = ui.label("Text").id;
    let slider =
        Slider::new(&mut choices.text_scale, 0.75..=2.5).custom_formatter(|value, _| format!("{:.0} %", value * 100.0));
    ui.add(slider.step_by(0.05)).labelled_by(label);
    ui.end_row();
}

fn look_ui(ui: &mut Ui, view: &View<'_>, choices: &mut ExportChoices) {
    let themes = Theme::ALL.map(|theme| Segment {
        value: theme,
        text: theme.name().to_owned(),
        tooltip: match theme {
            Theme::Light => "Dark marks on white, for slides and the web",
            Theme::Dark => "Light marks on near-black",
            Theme::Print => "Black and white, blocs told apart by patterns, for paper and copiers",
        }
        .to_owned(),
        enabled: true,
    });
    ui.label("Colours");
    if let Some(theme) = segmented_ui(ui, &themes, &choices.theme, view.style()) {
        choices.theme = theme;
    }
    ui.end_row();
    if view.session.document.has_tiles() {
        ui.label("Tiles");
        ui.add(Checkbox::new(&mut choices.show_shift, "Show the shift under the chart"));
        ui.end_row();
    }
    let width = view.style().length(265.0);
    let label = ui.label("Title").id;
    let own = view.results.chart.title().to_owned();
    ui.add(TextEdit::singleline(&mut choices.title).hint_text(own).desired_width(width)).labelled_by(label);
    ui.end_row();
    let label = ui.label("Note").id;
    ui.add(TextEdit::singleline(&mut choices.note).hint_text("A line above the source").desired_width(width))
        .labelled_by(label);
    ui.end_row();
}
