use crate::model::OwnBloc;

use super::own_blocs::is_same;
use super::{BlocDraft, Session};

/// What would be lost by closing the program, or by opening a workspace in place of what is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unsaved {
    /// Whether the open workspace was changed since it was saved.
    pub workspace: bool,
    /// What the blocs are called that are half made or half changed, and are so in no workspace.
    pub drafts: Vec<String>,
    /// What the person's own blocs are called that stand in no workspace and not in the library.
    pub blocs: Vec<String>,
}

impl Unsaved {
    /// Returns whether nothing would be lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Session {
    /// Returns what would be lost by closing the program.
    #[must_use]
    pub fn unsaved(&self) -> Unsaved {
        let kept = self.saved.as_ref().map(|saved| saved.drafts.as_slice()).unwrap_or_default();
        let now = self.drafts();
        let is_gone = kept.iter().any(|draft| !now.contains(draft));
        let drafts = now.iter().filter(|draft| !kept.contains(draft));
        let is_in_library =
            |own: &OwnBloc| self.work.library.iter().any(|known| known.bloc.id == own.bloc.id && is_same(known, own));
        // Those of a workspace are part of what it is compared by.
        let own = self.document.own_blocs.iter().filter(|_| self.saved.is_none());
        Unsaved {
            workspace: self.saved.as_ref().is_some_and(|saved| is_gone || !saved.is_of(self)),
            drafts: drafts.map(BlocDraft::spoken_name).collect(),
            blocs: own.filter(|own| !is_in_library(own)).map(|own| own.bloc.short_name.clone()).collect(),
        }
    }

    /// Returns whether something would be lost by closing the program.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved().is_empty()
    }

    /// Returns the blocs that are half made or half changed, the one on the page last, without what was only looked for.
    #[must_use]
    pub fn drafts(&self) -> Vec<BlocDraft> {
        let open = self.work.draft.iter().filter(|draft| self.is_begun(draft));
        self.work.left.iter().chain(open).map(BlocDraft::kept).collect()
    }

    /// Returns whether anything was done in a draft.
    #[must_use]
    pub fn is_begun(&self, draft: &BlocDraft) -> bool {
        let changed = draft.changes.as_ref();
        let changed = changed.and_then(|id| self.document.own_blocs.iter().find(|own| own.bloc.id == *id));
        draft.kept() != changed.map(BlocDraft::changing).unwrap_or_default()
    }
}
