use crate::charts::wording::uncapitalised;
use crate::data::{BlocFormat, Dataset, own_id};
use crate::model::{BlocId, OwnBloc};

use super::{
    BlocCommand, BlocDraft, BlocExport, Command, Dialog, Document, Effect, FoundBlocs, OwnBlocCommand, Session,
};

/// What is under way with blocs of a person's own; undo covers none of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BlocWork {
    /// The bloc that is made or changed.
    pub draft: Option<BlocDraft>,
    /// Drafts that were left, the last one last: they go on there the next time.
    pub left: Vec<BlocDraft>,
    /// How a bloc is exported.
    pub export: Option<BlocExport>,
    /// The blocs of the person's library.
    pub library: Vec<OwnBloc>,
    /// A file of blocs with rows that can't be used, until it is decided about.
    pub found: Option<FoundBlocs>,
}

/// What the shell is asked to do with blocs.
#[derive(Debug, Clone, PartialEq)]
pub enum BlocEffect {
    /// Write a bloc into the library.
    KeepInLibrary(Box<OwnBloc>),
    /// Take a bloc out of the library.
    ForgetInLibrary(BlocId),
    /// Ask the system where a bloc is exported to, then export it.
    BrowseExport(Box<OwnBloc>, BlocFormat),
    /// Export a bloc to the path typed by hand.
    Export(Box<OwnBloc>, BlocFormat, String),
}

/// What becomes of a bloc that comes from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    New,
    /// The same is there already.
    Known,
    /// Another one has its identifier: it gets this one.
    Renamed(BlocId),
}

/// A bloc that comes from outside, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivedBloc {
    /// The bloc as it is taken.
    pub own: OwnBloc,
    /// The identifier under which it came.
    pub came_as: BlocId,
    /// What becomes of it.
    pub fate: Fate,
}

impl Document {
    /// Returns what becomes of blocs that come from outside: a picture, a file, the library. None takes the place of
    /// another one.
    #[must_use]
    pub fn arriving(&self, dataset: &Dataset, blocs: &[OwnBloc]) -> Vec<ArrivedBloc> {
        arriving(dataset, &self.own_blocs, blocs)
    }

    /// Takes blocs that come from outside.
    pub(super) fn take_blocs(&mut self, arrived: &[ArrivedBloc]) {
        for of in arrived {
            if self.own_blocs.iter().all(|known| known.bloc.id != of.own.bloc.id) {
                self.own_blocs.push(of.own.clone());
            }
        }
    }
}

/// Returns what becomes of blocs that come from outside beside those that are known: none takes the place of another one.
#[must_use]
pub fn arriving(dataset: &Dataset, known: &[OwnBloc], blocs: &[OwnBloc]) -> Vec<ArrivedBloc> {
    let mut known: Vec<OwnBloc> = known.to_vec();
    let mut arrived = Vec::new();
    for own in blocs {
        let of = arrival(dataset, &known, own);
        if known.iter().all(|other| other.bloc.id != of.own.bloc.id) {
            known.push(of.own.clone());
        }
        arrived.push(of);
    }
    arrived
}

fn arrival(dataset: &Dataset, known: &[OwnBloc], own: &OwnBloc) -> ArrivedBloc {
    let came_as = own.bloc.id.clone();
    let is_bundled = |id: &BlocId| dataset.bundled.blocs.iter().any(|bloc| bloc.id == *id);
    let holder = known.iter().find(|other| other.bloc.id == came_as);
    if holder.is_some_and(|other| is_same(other, own)) {
        return ArrivedBloc { own: own.clone(), came_as, fate: Fate::Known };
    }
    if holder.is_none() && came_as.is_own() && !is_bundled(&came_as) {
        return ArrivedBloc { own: own.clone(), came_as, fate: Fate::New };
    }
    // Restored once, it is not added again each time.
    let before = known.iter().find(|other| is_like(&other.bloc.id, &came_as) && is_same(other, own));
    let is_taken = |id: &BlocId| is_bundled(id) || known.iter().any(|of| of.bloc.id == *id);
    let id = before.map_or_else(|| own_id(came_as.as_str(), is_taken), |before| before.bloc.id.clone());
    let mut own = own.clone();
    own.rename(&id);
    ArrivedBloc { own, came_as, fate: Fate::Renamed(id) }
}

/// Returns whether two blocs are the same but for their identifiers.
pub(super) fn is_same(one: &OwnBloc, other: &OwnBloc) -> bool {
    let mut renamed = other.clone();
    renamed.rename(&one.bloc.id);
    renamed == *one
}

/// Returns whether an identifier is another one with a number behind it.
fn is_like(id: &BlocId, came_as: &BlocId) -> bool {
    let number = id.as_str().strip_prefix(came_as.as_str()).and_then(|rest| rest.strip_prefix('_'));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Session {
    /// Applies what a person does with blocs of their own.
    pub(super) fn update_own_blocs(&mut self, dataset: &Dataset, command: &OwnBlocCommand) -> Option<Effect> {
        match command {
            OwnBlocCommand::New => self.begin(BlocDraft::default()),
            OwnBlocCommand::Edit(id) => {
                let draft = self.document.own_blocs.iter().find(|own| own.bloc.id == *id).map(BlocDraft::changing);
                self.begin(draft?);
            }
            OwnBlocCommand::Duplicate(id) => {
                let copy = BlocDraft::copy_of(dataset, id)?;
                self.begin(copy);
            }
            OwnBlocCommand::GoOn(place) => {
                let left = self.work.left.get(*place).cloned()?;
                self.begin(left);
            }
            OwnBlocCommand::ChangeDraft(draft) => self.work.draft = Some((**draft).clone()),
            OwnBlocCommand::Save => self.save_draft(dataset),
            OwnBlocCommand::Discard => {
                self.work.draft = None;
                self.close(Dialog::Bloc);
            }
            OwnBlocCommand::Export(id) => {
                let format = self.work.export.as_ref().map(|export| export.format).unwrap_or_default();
                let path = format!("{}.{}", id.as_str().trim_start_matches(BlocId::OWN), format.extension());
                self.work.export = Some(BlocExport { bloc: id.clone(), format, path });
                self.dialog = (!self.presenting).then_some(Dialog::BlocExport);
            }
            OwnBlocCommand::EditExport(export) => self.work.export = Some(export.clone()),
            OwnBlocCommand::BrowseExport | OwnBlocCommand::ExportTyped => return self.export(dataset, command),
            OwnBlocCommand::KeepInLibrary(id) => {
                let own = self.document.own_blocs.iter().find(|own| own.bloc.id == *id)?;
                return Some(Effect::Blocs(BlocEffect::KeepInLibrary(Box::new(own.clone()))));
            }
            OwnBlocCommand::ForgetInLibrary(id) => {
                return Some(Effect::Blocs(BlocEffect::ForgetInLibrary(id.clone())));
            }
            OwnBlocCommand::TakeFromLibrary(id) => {
                let own = self.work.library.iter().find(|own| own.bloc.id == *id)?.clone();
                self.take_from_outside(dataset, std::slice::from_ref(&own), command);
            }
            OwnBlocCommand::LibraryIs(library) => self.work.library.clone_from(library),
            OwnBlocCommand::Found(found) if found.file.grave().next().is_some() => {
                self.work.found = Some((**found).clone());
                self.dialog = (!self.presenting).then_some(Dialog::BlocsFound);
            }
            OwnBlocCommand::Found(found) => self.take_from_outside(dataset, &found.file.blocs, command),
            OwnBlocCommand::TakeFound => {
                let found = self.work.found.take()?;
                self.close(Dialog::BlocsFound);
                self.take_from_outside(dataset, &found.file.blocs, command);
            }
        }
        None
    }

    /// Shows the page on which a bloc is made or changed; goes on with a change of the same bloc that was left.
    fn begin(&mut self, draft: BlocDraft) {
        self.leave_draft();
        let is_meant = |left: &BlocDraft| {
            if draft.changes.is_some() { left.changes == draft.changes } else { *left == draft.kept() }
        };
        let left = self.work.left.iter().rposition(is_meant).map(|place| self.work.left.remove(place));
        self.work.draft = Some(left.unwrap_or(draft));
        self.dialog = (!self.presenting).then_some(Dialog::Bloc);
    }

    /// Keeps a draft that is left, unless nothing was done in it.
    pub(super) fn leave_draft(&mut self) {
        if let Some(draft) = self.work.draft.take().filter(|draft| self.is_begun(draft)) {
            self.work.left.push(draft.kept());
        }
    }

    /// Closes a dialog if it is the one that is open; a bloc on which work is under way comes into view again.
    pub(super) fn close(&mut self, dialog: Dialog) {
        if self.dialog == Some(dialog) {
            self.dialog = self.work.draft.as_ref().map(|_| Dialog::Bloc);
        }
    }

    fn save_draft(&mut self, dataset: &Dataset) {
        let Some(draft) = self.work.draft.take_if(|draft| draft.faults().is_empty()) else { return };
        let is_taken = |id: &BlocId| dataset.bloc(id).is_some();
        let id = draft.changes.clone().unwrap_or_else(|| own_id(draft.shown_name(), is_taken));
        let own = draft.made(&id);
        self.close(Dialog::Bloc);
        let label = if draft.changes.is_some() { "change" } else { "make" };
        let label = format!("{label} {}", own.bloc.short_name);
        let mut next = self.document.clone();
        let command = BlocCommand::Keep(Box::new(own));
        next.change_blocs(dataset, &command);
        self.replace(next, &Command::Bloc(command), label);
    }

    fn export(&mut self, dataset: &Dataset, command: &OwnBlocCommand) -> Option<Effect> {
        let export = self.work.export.clone()?;
        let own = whole(dataset, &export.bloc)?;
        Some(Effect::Blocs(match command {
            OwnBlocCommand::BrowseExport => BlocEffect::BrowseExport(Box::new(own), export.format),
            _ => BlocEffect::Export(Box::new(own), export.format, export.path),
        }))
    }

    /// Takes blocs that come from outside, as a step that can be undone.
    fn take_from_outside(&mut self, dataset: &Dataset, blocs: &[OwnBloc], command: &OwnBlocCommand) {
        let arrived = self.document.arriving(dataset, blocs);
        let mut next = self.document.clone();
        next.take_blocs(&arrived);
        let label = match arrived.as_slice() {
            [one] => format!("add {}", one.own.bloc.short_name),
            _ => format!("add {} blocs", arrived.len()),
        };
        self.replace(next, &Command::OwnBloc(command.clone()), uncapitalised(&label));
    }

    fn replace(&mut self, next: Document, command: &Command, label: String) {
        if next != self.document {
            self.history.record(command, label, &self.document);
            self.document = next;
        }
    }
}

/// Returns a bloc with all that it is, as one that can be passed on.
#[must_use]
pub fn whole(dataset: &Dataset, id: &BlocId) -> Option<OwnBloc> {
    let bloc = dataset.bloc(id)?.clone();
    let members = dataset.memberships_of(id).cloned().collect();
    Some(OwnBloc { bloc, members, slot: dataset.slot(id) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;

    #[test]
    fn no_bloc_takes_the_place_of_another() {
        let dataset = embedded().unwrap();
        let mut document = Session::opening(&dataset).unwrap().document;
        let brics = BlocId::new("brics").unwrap();
        let mut own = whole(&dataset, &brics).unwrap();
        own.rename(&BlocId::new("own_mine").unwrap());
        let arrived = document.arriving(&dataset, std::slice::from_ref(&own));
        assert_eq!(arrived[0].fate, Fate::New);
        document.take_blocs(&arrived);
        assert_eq!(document.arriving(&dataset, std::slice::from_ref(&own))[0].fate, Fate::Known);
        let mut other = own.clone();
        other.members.truncate(2);
        for _ in 0..2 {
            let arrived = document.arriving(&dataset, std::slice::from_ref(&other));
            let second = BlocId::new("own_mine_2").unwrap();
            assert_eq!((&arrived[0].fate, &arrived[0].came_as), (&Fate::Renamed(second.clone()), &own.bloc.id));
            assert!(arrived[0].own.members.iter().all(|of| of.bloc == second));
            document.take_blocs(&arrived);
            assert_eq!(document.own_blocs.len(), 2, "the second time it is there already");
        }
        // A bundled identifier is never taken.
        let arrived = document.arriving(&dataset, &[whole(&dataset, &brics).unwrap()]);
        assert_eq!(arrived[0].fate, Fate::Renamed(BlocId::new("own_brics").unwrap()));
    }
}
