use std::path::{Path, PathBuf};

use crate::export::Recipe;

use super::command::{Key, Shortcut};
use super::{Arrival, Workspace};

/// What a person can do with files, and what the shell reports of them.
#[derive(Debug, Clone, PartialEq)]
pub enum FileCommand {
    /// Change the path typed in the dialog Open.
    EditOpenPath(String),
    /// Open the path typed.
    OpenTyped,
    /// Open files, folders, workspaces or pictures.
    Open(Vec<PathBuf>),
    /// Ask the system for files to open.
    BrowseFiles,
    /// Ask the system for a folder to open.
    BrowseFolder,
    /// Open a file that is over the limits with wider ones.
    RaiseLimits(PathBuf),
    /// Say what the columns of an open file mean.
    MapColumns(PathBuf),
    /// Read an open file again.
    Reload(PathBuf),
    /// Open a file again that is closed.
    Reopen(PathBuf),
    /// Close a dataset.
    Close(PathBuf),
    /// Give up what is being read.
    CancelReading,
    /// Take a notice away.
    Dismiss(u64),
    /// Take all notices away.
    DismissAll,
    /// Save the workspace, asking where for a new one.
    Save,
    /// Change the path typed in the dialog Save workspace.
    EditSavePath(String),
    /// Save the workspace at the path typed.
    SaveTyped,
    /// Ask the system where to save the workspace.
    BrowseSave,
    /// Save the workspace, then do what was held up.
    SaveAndLeave,
    /// Do what was held up without saving.
    Discard,
    /// The shell has saved the workspace.
    Saved(PathBuf, Box<Workspace>),
    /// The shell has other datasets to show.
    Take(Box<Arrival>),
    /// The shell has read the recipe of a picture.
    Restore(PathBuf, Box<Recipe>),
}

/// Returns a file's name, without folders.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl FileCommand {
    /// The commands that stand in menus and the palette.
    pub(super) fn simple() -> Vec<Self> {
        vec![Self::Save, Self::DismissAll]
    }

    /// Returns the command's name in menus and the palette; it is also what undo says it takes back.
    pub(super) fn text(&self) -> String {
        match self {
            Self::EditOpenPath(_) | Self::EditSavePath(_) => "Type a path".to_owned(),
            Self::OpenTyped => "Open".to_owned(),
            Self::Open(paths) => match paths.as_slice() {
                [path] => format!("Open {}", file_name(path)),
                _ => format!("Open {} files", paths.len()),
            },
            Self::BrowseFiles | Self::BrowseSave => "Browse…".to_owned(),
            Self::BrowseFolder => "Open folder…".to_owned(),
            Self::RaiseLimits(_) => "Raise limits and open".to_owned(),
            Self::MapColumns(_) => "Map columns…".to_owned(),
            Self::Reload(_) => "Reload".to_owned(),
            Self::Reopen(path) => format!("Open {} again", file_name(path)),
            Self::Close(path) => format!("Close {}", file_name(path)),
            Self::CancelReading => "Cancel".to_owned(),
            Self::Dismiss(_) => "Dismiss".to_owned(),
            Self::DismissAll => "Dismiss notices".to_owned(),
            Self::Save => "Save workspace".to_owned(),
            Self::SaveTyped => "Save".to_owned(),
            Self::SaveAndLeave => "Save first".to_owned(),
            Self::Discard => "Go on without saving".to_owned(),
            Self::Saved(..) => "Saved".to_owned(),
            Self::Take(arrival) => arrival.text(),
            Self::Restore(path, _) => format!("Show {}", file_name(path)),
        }
    }

    /// Returns one line on what the command does.
    pub(super) fn tooltip(&self) -> &'static str {
        match self {
            Self::EditOpenPath(_) | Self::EditSavePath(_) => "For computers without a file dialog",
            Self::OpenTyped | Self::Open(_) => "Opens tables, workspaces (*.lodescope) and pictures made by Lodescope",
            Self::BrowseFiles => "Asks for one file or several",
            Self::BrowseFolder => "Asks for a folder with a data package or tables",
            Self::RaiseLimits(_) => "Reads up to four times as much of it",
            Self::MapColumns(_) => "Says what each column of the file means",
            Self::Reload(_) => "Reads the file again as it is now",
            Self::Reopen(_) => "Reads the file as it is now, with the columns as they were mapped",
            Self::Close(_) => "Takes the dataset out; the file stays as it is",
            Self::CancelReading => "Gives up reading; what is on screen stays",
            Self::Dismiss(_) => "Takes this notice away",
            Self::DismissAll => "Takes all notices away",
            Self::Save => "Keeps the question, the view, and which files are open and how they are mapped",
            Self::SaveTyped | Self::SaveAndLeave | Self::Saved(..) => "Writes the workspace",
            Self::BrowseSave => "Asks where to save",
            Self::Discard => "Loses what was changed since the workspace was saved",
            Self::Take(_) => "Shows other data",
            Self::Restore(..) => "Shows the view that the picture was made of",
        }
    }

    /// Returns the keys that send the command.
    pub(super) fn shortcuts(&self) -> Vec<Shortcut> {
        match self {
            Self::Save => vec![Shortcut { command: true, shift: false, key: Key::Char('S') }],
            Self::DismissAll => vec![Shortcut { command: false, shift: true, key: Key::Escape }],
            _ => Vec::new(),
        }
    }
}
