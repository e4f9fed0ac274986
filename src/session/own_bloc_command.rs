use std::path::PathBuf;

use crate::data::{BlocFile, BlocFormat};
use crate::model::{BlocId, OwnBloc};

use super::BlocDraft;

/// What a person can do to make, keep and pass on blocs of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnBlocCommand {
    /// Begin a bloc.
    New,
    /// Change a bloc of one's own.
    Edit(BlocId),
    /// Go on with a bloc that was left half made, by its place among those.
    GoOn(usize),
    /// Begin a copy of any bloc.
    Duplicate(BlocId),
    /// Change the draft.
    ChangeDraft(Box<BlocDraft>),
    /// Keep the draft in the workspace.
    Save,
    /// Give the draft up.
    Discard,
    /// Ask how and where a bloc is exported.
    Export(BlocId),
    /// Export in another format, or at another path.
    EditExport(BlocExport),
    /// Ask the system where to export to.
    BrowseExport,
    /// Export to the path typed.
    ExportTyped,
    /// Keep a bloc of one's own in the library.
    KeepInLibrary(BlocId),
    /// Take a bloc out of the library.
    ForgetInLibrary(BlocId),
    /// Take a bloc of the library into the workspace.
    TakeFromLibrary(BlocId),
    /// The shell has read or written the library.
    LibraryIs(Vec<OwnBloc>),
    /// The shell has read a file of blocs.
    Found(Box<FoundBlocs>),
    /// Take the blocs that were read without the rows that can't be used.
    TakeFound,
}

/// How and where a bloc is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlocExport {
    /// The bloc.
    pub bloc: BlocId,
    /// The format.
    pub format: BlocFormat,
    /// The path typed.
    pub path: String,
}

/// A file of blocs that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBlocs {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub file: BlocFile,
}

impl OwnBlocCommand {
    /// Returns the command's name in menus and the palette.
    pub(super) fn text(&self) -> String {
        match self {
            Self::New => "New bloc…".to_owned(),
            Self::GoOn(_) => "Go on with it…".to_owned(),
            Self::Edit(_) => "Edit…".to_owned(),
            Self::Duplicate(_) => "Duplicate…".to_owned(),
            Self::ChangeDraft(_) => "Change the bloc".to_owned(),
            Self::Save => "Save bloc".to_owned(),
            Self::Discard => "Discard changes".to_owned(),
            Self::Export(_) => "Export bloc…".to_owned(),
            Self::EditExport(_) => "Change the export".to_owned(),
            Self::BrowseExport => "Browse…".to_owned(),
            Self::ExportTyped => "Save".to_owned(),
            Self::KeepInLibrary(_) => "Keep in my library".to_owned(),
            Self::ForgetInLibrary(id) => format!("Take {id} out of my library"),
            Self::TakeFromLibrary(id) => format!("Take {id} from my library"),
            Self::LibraryIs(_) => "My library".to_owned(),
            Self::Found(_) | Self::TakeFound => "Take the blocs".to_owned(),
        }
    }

    /// Returns one line on what the command does.
    pub(super) fn tooltip(&self) -> &'static str {
        match self {
            Self::New => "Makes a bloc of your own: tick its members, or paste them",
            Self::GoOn(_) => "Goes on with a bloc that is half made",
            Self::Edit(_) => "Changes name, colour, members and dates",
            Self::Duplicate(_) => "Makes a bloc of your own with the same members, dates and sources",
            Self::ChangeDraft(_) | Self::Save => "Keeps the bloc in this workspace",
            Self::Discard => "Leaves the bloc as it was",
            Self::Export(_) | Self::EditExport(_) => "Writes the bloc to a CSV or JSON file that can be opened again",
            Self::BrowseExport => "Asks where to save",
            Self::ExportTyped => "For computers without a file dialog",
            Self::KeepInLibrary(_) => "Offers the bloc in every workspace on this computer, from the panel’s foot",
            Self::ForgetInLibrary(_) => "The bloc stays in workspaces that have it",
            Self::TakeFromLibrary(_) | Self::LibraryIs(_) => "Adds the bloc to this workspace",
            Self::Found(_) | Self::TakeFound => "Adds the blocs without the rows that can’t be used",
        }
    }
}
