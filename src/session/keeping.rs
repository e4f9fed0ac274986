use std::path::{Path, PathBuf};

use crate::data::Dataset;

use super::workspace::{Workspace, WorkspaceDataset};
use super::{BlocWork, Dialog, Effect, FileCommand, History, Session};

/// What waits until it is decided whether unsaved work is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaving {
    /// Closing the program.
    Quit,
    /// Opening these files, a workspace among them.
    Open(Vec<PathBuf>),
}

impl Session {
    /// Returns what the window is called: the workspace, with a dot before it when something is unsaved.
    #[must_use]
    pub fn title(&self) -> String {
        let Some(path) = &self.workspace else { return "Lodescope".to_owned() };
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        format!("{}{name} – Lodescope", if self.has_unsaved() { "• " } else { "" })
    }

    /// Applies what a person does with files, and what the shell reports of them.
    pub(super) fn update_files(&mut self, dataset: &Dataset, command: &FileCommand) -> Option<Effect> {
        match command {
            FileCommand::EditOpenPath(text) => self.open_path.clone_from(text),
            FileCommand::EditSavePath(text) => self.save_path.clone_from(text),
            FileCommand::OpenTyped => return self.open(vec![PathBuf::from(self.open_path.trim())]),
            FileCommand::Open(paths) => return self.open(paths.clone()),
            FileCommand::BrowseFiles => return Some(Effect::BrowseFiles),
            FileCommand::BrowseFolder => return Some(Effect::BrowseFolder),
            FileCommand::RaiseLimits(path) => {
                self.options.limits = self.options.limits.raised(4);
                return Some(Effect::OpenPaths(vec![path.clone()]));
            }
            FileCommand::MapColumns(path) => self.map_columns(path),
            FileCommand::Reload(path) => return Some(Effect::Reread { path: path.clone() }),
            FileCommand::Reopen(path) => return self.reopen(path),
            FileCommand::Close(path) => return Some(Effect::CloseDataset(path.clone())),
            FileCommand::CancelReading => return Some(Effect::CancelReading),
            FileCommand::DismissAll => return Some(Effect::DismissAll),
            FileCommand::Dismiss(notice) => return Some(Effect::Dismiss(*notice)),
            FileCommand::Save | FileCommand::SaveAndLeave => return self.save(),
            FileCommand::SaveTyped => return Some(Effect::SaveWorkspaceAtPath),
            FileCommand::BrowseSave => return Some(Effect::BrowseSave),
            FileCommand::Discard => return self.leave_held_up(),
            FileCommand::Saved(path, workspace) => return self.saved(path, workspace),
            FileCommand::Take(arrival) => self.take(dataset, arrival),
            FileCommand::Restore(path, recipe) => self.restore(dataset, path, recipe),
        }
        None
    }

    /// Opens files; a workspace takes the place of all that is open, so that unsaved work is asked about first.
    fn open(&mut self, paths: Vec<PathBuf>) -> Option<Effect> {
        if self.dialog == Some(Dialog::Open) {
            self.dialog = None;
        }
        if self.has_unsaved() && paths.iter().any(|path| Workspace::is_named_by(path)) {
            return self.hold_up(Leaving::Open(paths));
        }
        Some(Effect::OpenPaths(paths))
    }

    /// Closes the program, asking about unsaved work first.
    pub(super) fn quit(&mut self) -> Option<Effect> {
        if self.has_unsaved() { self.hold_up(Leaving::Quit) } else { Some(Effect::Quit) }
    }

    fn hold_up(&mut self, leaving: Leaving) -> Option<Effect> {
        self.leaving = Some(leaving);
        self.dialog = Some(Dialog::Unsaved);
        let presented = std::mem::take(&mut self.presenting);
        self.blank = false;
        presented.then_some(Effect::FullScreen(false))
    }

    fn leave_held_up(&mut self) -> Option<Effect> {
        self.close(Dialog::Unsaved);
        match self.leaving.take()? {
            Leaving::Quit => Some(Effect::Quit),
            Leaving::Open(paths) => Some(Effect::OpenPaths(paths)),
        }
    }

    fn save(&mut self) -> Option<Effect> {
        if let Some(path) = &self.workspace {
            return Some(Effect::SaveWorkspace(path.clone()));
        }
        self.dialog = (!self.presenting).then_some(Dialog::SaveWorkspace);
        None
    }

    /// Takes down that the workspace is saved, and goes on with what was held up.
    fn saved(&mut self, path: &Path, workspace: &Workspace) -> Option<Effect> {
        self.workspace = Some(path.to_path_buf());
        self.saved = Some(workspace.clone());
        self.remember(path);
        self.close(Dialog::SaveWorkspace);
        self.leave_held_up()
    }

    /// Makes the session what a workspace holds; its datasets are open already.
    pub(super) fn take_workspace(&mut self, path: &Path, workspace: &Workspace, absent: &[WorkspaceDataset]) {
        self.absent = absent.to_vec();
        self.closed.clear();
        self.document = workspace.document.clone();
        self.document.theme = self.document.theme.of_window();
        self.document.text_scale = self.document.text_scale.clamp(1.0, 2.5);
        self.options.mappings.extend(workspace.mappings.clone());
        self.options.names.extend(workspace.names.clone());
        self.options.limits = workspace.limits;
        self.history = History::default();
        self.filter.clear();
        let (left, library) = (workspace.drafts.clone(), std::mem::take(&mut self.work.library));
        self.work = BlocWork { left, library, ..BlocWork::default() };
        (self.mapping, self.issues_of, self.dialog) = (None, None, None);
        self.workspace = Some(path.to_path_buf());
        self.remember(path);
        for held in &workspace.datasets {
            let folder = path.parent().unwrap_or(path);
            let places = held.places(folder);
            let now = self.opened.iter().find(|opened| places.contains(&opened.path));
            let now = now.map(|opened| opened.editions.iter().map(|edition| edition.id.clone()).collect::<Vec<_>>());
            if let Some(now) = now {
                self.rekey(&held.editions, &now);
            }
        }
        // What is on file is what was just read: files that have changed since, or have moved, are unsaved work.
        let mut saved = workspace.clone();
        (saved.mappings, saved.names) = (self.options.mappings.clone(), self.options.names.clone());
        saved.document.theme = self.document.theme;
        self.saved = Some(saved);
    }
}
