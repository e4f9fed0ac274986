use std::path::Path;

use crate::data::Dataset;
use crate::model::{EditionChoice, EditionId};

use super::file_command::file_name;
use super::{Effect, Session, WorkspaceDataset};

/// How many closed datasets are remembered.
const MOST: usize = 50;

/// A dataset that the question asks for and that is not open.
#[derive(Debug, Clone, PartialEq)]
pub struct NotOpen<'a> {
    /// What the file is called; without its ending where only the identifier of its edition is known.
    pub name: String,
    /// Where the file was and how it was read; nothing where that is not known.
    pub held: Option<&'a WorkspaceDataset>,
    /// Whether it could not be found with the workspace, rather than being closed.
    pub is_absent: bool,
}

impl Session {
    /// Returns the dataset that the question asks for, where that is one of a person's own which is not open: undo leads
    /// there after it is closed, and so does a workspace whose file is gone.
    #[must_use]
    pub fn not_open(&self, dataset: &Dataset) -> Option<NotOpen<'_>> {
        let EditionChoice::Of(edition) = &self.question().edition else { return None };
        if !edition.is_own() || dataset.edition(edition).is_some() {
            return None;
        }
        let has_edition = |held: &&WorkspaceDataset| held.editions.contains(edition);
        let absent = self.absent.iter().find(has_edition);
        let held = absent.or_else(|| self.closed.iter().rev().find(has_edition));
        let name = held.map_or_else(|| edition.own_name(), |held| file_name(&held.path));
        Some(NotOpen { name, held, is_absent: absent.is_some() })
    }

    /// Keeps in mind where the dataset of a file was and how it was read, before it is closed.
    pub(super) fn remember_closed(&mut self, path: &Path) {
        let Some(opened) = self.dataset_of(path) else { return };
        let held = WorkspaceDataset::of(opened, path.parent().unwrap_or(path));
        self.closed.retain(|known| known.path != path);
        self.closed.push(held);
        if self.closed.len() > MOST {
            self.closed.remove(0);
        }
    }

    /// Takes a file that is open again out of those that are closed, and returns the editions it had.
    pub(super) fn forget_closed(&mut self, path: &Path) -> Option<Vec<EditionId>> {
        let at = self.closed.iter().position(|known| known.path == path)?;
        Some(self.closed.remove(at).editions)
    }

    /// Opens a file that was open before, with the mappings that it was read by.
    pub(super) fn reopen(&self, path: &Path) -> Option<Effect> {
        let held = self.absent.iter().chain(&self.closed).find(|held| held.path == path)?;
        Some(Effect::OpenMapped { path: path.to_path_buf(), mapped: held.mapped.clone() })
    }
}
