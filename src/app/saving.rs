use std::path::{Path, PathBuf};

use crate::data::Dataset;
use crate::data::open::Opened;
use crate::export::{ExportError, FileFormat, Pixels, Recipe, TableFile, make, write_atomically};
use crate::session::{Workspace, issues_table};
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
    Picture {
        dataset: Dataset,
        recipe: Box<Recipe>,
    },
    /// Pictures of several views, a file each.
    Pictures {
        dataset: Dataset,
        recipes: Vec<Recipe>,
    },
    Table(TableFile),
}

/// Asks where to save, unless a path was typed; makes the file and writes it. Returns what to say.
pub fn save(order: &Order) -> Notice {
    let title = if matches!(order.what, What::Table(_)) { "Save the table" } else { "Save the chart" };
    let ask = || ask_where(title, &order.file_name, order.format.name(), order.format.extension());
    let Some(path) = order.path.clone().or_else(ask) else {
        return nothing_saved("If no file dialog opened, type a path in the export dialog instead");
    };
    // An ending that names a format decides; any other text after a full stop is part of the name.
    // A table is no picture, whatever its name ends with.
    let of_path =
        FileFormat::of_path(&path).filter(|format| format.is_table() || !matches!(order.what, What::Table(_)));
    let (format, path) = match of_path {
        Some(format) => (format, path),
        None => (order.format, with_ending(path, order.format.extension())),
    };
    let saved = match &order.what {
        What::Picture { dataset, recipe } => {
            let made = make(dataset, recipe).and_then(|made| made.bytes(format));
            made.and_then(|bytes| write_atomically(&path, &bytes))
        }
        What::Pictures { dataset, recipes } => return save_each(dataset, recipes, &path, format),
        What::Table(table) => table.write(&path, format),
    };
    said(saved, &path)
}

/// Saves pictures into files that are numbered after one name. None is written where a file of any of these names is there.
fn save_each(dataset: &Dataset, recipes: &[Recipe], path: &Path, format: FileFormat) -> Notice {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let numbered = |number: usize| path.with_file_name(format!("{stem}-{number}.{}", format.extension()));
    let paths: Vec<PathBuf> = (1..=recipes.len()).map(numbered).collect();
    if let Some(taken) = paths.iter().find(|path| path.exists()) {
        let hint = format!("Choose another name: {}", taken.display());
        return Notice::failed("A file of that name is there already, and nothing was saved", hint);
    }
    for (recipe, path) in recipes.iter().zip(&paths) {
        let made = make(dataset, recipe).and_then(|made| made.bytes(format));
        let saved = made.and_then(|bytes| write_atomically(path, &bytes));
        if saved.is_err() {
            return said(saved, path);
        }
    }
    Notice::done(format!("Saved {} files: {}", paths.len(), numbered(1).display()))
}

/// Asks where to save the issues of a dataset and writes them as CSV. Returns what to say.
pub fn save_issues(opened: &Opened) -> Notice {
    let stem = opened.path.file_stem().unwrap_or_default().to_string_lossy();
    let Some(path) = ask_where("Save the issues", &format!("{stem}-issues.csv"), "CSV", "csv") else {
        return nothing_saved("If no file dialog opened, the command line lists them: lodescope check FILE");
    };
    said(write_atomically(&path, issues_table(opened).to_csv().as_bytes()), &path)
}

fn said(saved: Result<(), ExportError>, path: &Path) -> Notice {
    match saved {
        Ok(()) => Notice::done(format!("Saved {}", path.display())),
        Err(problem) => Notice::failed("The file could not be saved", problem.to_string()),
    }
}

fn nothing_saved(hint: &str) -> Notice {
    Notice { hint: Some(hint.to_owned()), ..Notice::done("Nothing was saved") }
}

/// What came of saving a workspace.
pub enum Kept {
    /// It is saved.
    Saved(PathBuf, Box<Workspace>),
    /// It is not, and why.
    Failed(String),
}

/// Writes a workspace.
pub fn keep(path: PathBuf, workspace: Workspace) -> Kept {
    let json = match workspace.to_json() {
        Ok(json) => json,
        Err(problem) => return Kept::Failed(problem.to_string()),
    };
    match write_atomically(&path, json.as_bytes()) {
        Ok(()) => Kept::Saved(path, Box::new(workspace)),
        Err(problem) => Kept::Failed(problem.to_string()),
    }
}

/// Returns a path with this ending, added unless it has it.
pub fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Shows the system's file dialog. Nothing when it was left, or when the system has none.
pub fn ask_where(title: &str, file_name: &str, kind: &str, extension: &str) -> Option<PathBuf> {
    rfd::FileDialog::new().set_title(title).set_file_name(file_name).add_filter(kind, &[extension]).save_file()
}

/// Asks the system for files to open. Nothing when its dialog was left, or when it has none.
pub fn ask_files() -> Option<Vec<PathBuf>> {
    rfd::FileDialog::new().set_title("Open").pick_files()
}

/// Asks the system for a folder to open. Nothing when its dialog was left, or when it has none.
pub fn ask_folder() -> Option<Vec<PathBuf>> {
    rfd::FileDialog::new().set_title("Open folder").pick_folder().map(|folder| vec![folder])
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
