use std::path::PathBuf;

use crate::data::Dataset;
use crate::export::{ExportError, FileFormat, Pixels, Recipe, TableFile, make, write_atomically};
use crate::ui::Notice;

/// What is to be saved, taken down before the work begins so that later changes don't reach it.
pub struct Order {
    pub what: What,
    pub format: FileFormat,
    pub file_name: String,
    /// A path typed by hand, in place of a dialog.
    pub path: Option<PathBuf>,
}

/// A picture or its numbers, or a table as it is looked through.
pub enum What {
    Picture { dataset: Dataset, recipe: Box<Recipe> },
    Table(TableFile),
}

/// Asks where to save, unless a path was typed; makes the file and writes it. Returns what to say.
pub fn save(order: &Order) -> Notice {
    let Some(path) = order.path.clone().or_else(|| ask(order)) else {
        return Notice {
            message: "Nothing was saved".to_owned(),
            hint: Some("If no file dialog opened, type a path in the export dialog instead".to_owned()),
            failed: false,
        };
    };
    // An ending that names a format decides; any other text after a full stop is part of the name.
    // A table is no picture, whatever its name ends with.
    let of_path = FileFormat::of_path(&path).filter(|format| format.is_table() || matches!(order.what, What::Picture { .. }));
    let (format, path) = match of_path {
        Some(format) => (format, path),
        None => (order.format, with_ending(path, order.format)),
    };
    let saved = match &order.what {
        What::Picture { dataset, recipe } => {
            let made = make(dataset, recipe).and_then(|made| made.bytes(format));
            made.and_then(|bytes| write_atomically(&path, &bytes))
        }
        What::Table(table) => table.write(&path, format),
    };
    match saved {
        Ok(()) => Notice { message: format!("Saved {}", path.display()), hint: None, failed: false },
        Err(problem) => {
            Notice { message: "The file could not be saved".to_owned(), hint: Some(problem.to_string()), failed: true }
        }
    }
}

fn with_ending(path: PathBuf, format: FileFormat) -> PathBuf {
    let mut name = path.into_os_string();
    name.push(".");
    name.push(format.extension());
    name.into()
}

/// Shows the system's file dialog. Nothing when it was left, or when the system has none.
fn ask(order: &Order) -> Option<PathBuf> {
    rfd::FileDialog::new()
        .set_title(if matches!(order.what, What::Table(_)) { "Save the table" } else { "Save the chart" })
        .set_file_name(&order.file_name)
        .add_filter(order.format.name(), &[order.format.extension()])
        .save_file()
}

/// Makes the picture of a recipe for the clipboard, in all its pixels.
pub fn picture(dataset: &Dataset, recipe: &Recipe) -> Result<Pixels, ExportError> {
    make(dataset, recipe)?.pixels()
}

/// Makes the picture of a recipe for the export dialog, at most so many pixels wide and high.
pub fn preview(dataset: &Dataset, recipe: &Recipe) -> Result<Pixels, ExportError> {
    const WIDTH_PX: f32 = 1000.0;
    const HEIGHT_PX: f32 = 800.0;
    make(dataset, recipe)?.preview(WIDTH_PX, HEIGHT_PX)
}
