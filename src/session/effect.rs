use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::data::open::Mapping;

use super::BlocEffect;

/// What the shell is asked to do for a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Copy the chart's table.
    CopyTable,
    /// Copy the chart's picture, as the export dialog would save it.
    CopyPicture,
    /// Ask where to save the export, then save it.
    SaveExport,
    /// Save the export at the path typed by hand.
    SaveExportAtPath,
    /// Enter or leave full screen.
    FullScreen(bool),
    /// Open files or folders.
    OpenPaths(Vec<PathBuf>),
    /// Open a file with the mappings given, by the sheet's name.
    OpenMapped {
        /// The file.
        path: PathBuf,
        /// The mappings.
        mapped: BTreeMap<String, Mapping>,
    },
    /// Read a file that is open again.
    Reread {
        /// The file.
        path: PathBuf,
    },
    /// Ask where to save the issues of a file, then save them.
    ExportIssues {
        /// The file that they were met in.
        of: PathBuf,
    },
    /// Copy the issues of a file.
    CopyIssues {
        /// The file that they were met in.
        of: PathBuf,
    },
    /// Ask the system for files to open.
    BrowseFiles,
    /// Ask the system for a folder to open.
    BrowseFolder,
    /// Give up what is being read.
    CancelReading,
    /// Close a dataset.
    CloseDataset(PathBuf),
    /// Take a notice away.
    Dismiss(u64),
    /// Take all notices away.
    DismissAll,
    /// Save the workspace.
    SaveWorkspace(PathBuf),
    /// Save the workspace at the path typed by hand.
    SaveWorkspaceAtPath,
    /// Ask the system where to save the workspace.
    BrowseSave,
    /// Do something with blocs of a person's own.
    Blocs(BlocEffect),
    /// Close the program.
    Quit,
}
