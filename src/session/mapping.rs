use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::data::open::{Layout, LookedAt, Mapping, OpenOptions, Opened, Preview, SheetLook, guess_under};

use super::history::{Assignment, assign};
use super::mapping_roles::keep_set;
use super::{Dialog, Effect, Session};

/// What a person is deciding about the columns of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct MappingDraft {
    /// The file: its sheets, their first rows, what was guessed and why.
    pub looked: Arc<LookedAt>,
    /// The sheet that the page shows.
    pub sheet: usize,
    /// The meaning of the columns as decided so far, by the sheet's name; it begins as guessed.
    pub mappings: BTreeMap<String, Mapping>,
    /// The sheets that are not read.
    pub left_out: BTreeSet<String>,
    /// Whether the mapping is kept for files with the same header.
    pub remember: bool,
}

/// What came of a mapping tried on a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The file.
    pub path: PathBuf,
    /// The sheet that the page showed.
    pub sheet: String,
    /// What was tried, by the sheet's name.
    pub mappings: BTreeMap<String, Mapping>,
    /// What the first rows of the sheet say, or why that is not known.
    pub preview: Result<Preview, String>,
    /// What the whole file says, or why it can't be read; nothing where it says nothing, or is too large to be tried.
    pub opened: Option<Result<Opened, String>>,
    /// Whether the whole file was tried and says nothing.
    pub is_empty: bool,
}

impl Trial {
    /// Up to how many bytes a file is tried as a whole whenever its mapping changes.
    pub const WHOLE_FILE_BYTES: u64 = 4 << 20;

    /// Returns why there is no use in opening the file with what was tried, as a sentence that says what to do.
    #[must_use]
    pub fn obstacle(&self) -> Option<String> {
        self.is_empty.then(|| "No row is understood like this; say otherwise what the columns are".to_owned())
    }

    /// Returns whether it is of what the page shows now.
    #[must_use]
    pub fn is_of(&self, draft: &MappingDraft) -> bool {
        let name = draft.shown().map_or("", |(sheet, _)| sheet.name.as_str());
        self.path == draft.looked.path && self.sheet == name && self.mappings == draft.decided()
    }
}

impl MappingDraft {
    /// Returns the draft that a file begins with: what was guessed.
    #[must_use]
    pub fn of(looked: LookedAt) -> Self {
        let mappings = looked.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.guess.mapping.clone())).collect();
        let was_left_out =
            |sheet: &&SheetLook| sheet.guess.layout == Layout::Mapped && sheet.guess.mapping.values.is_empty();
        let left_out = looked.sheets.iter().filter(was_left_out).map(|sheet| sheet.name.clone()).collect();
        Self { looked: Arc::new(looked), sheet: 0, mappings, left_out, remember: true }
    }

    /// Returns the sheet that the page shows, with its mapping.
    #[must_use]
    pub fn shown(&self) -> Option<(&SheetLook, &Mapping)> {
        let sheet = self.looked.sheets.get(self.sheet)?;
        Some((sheet, self.mappings.get(&sheet.name)?))
    }

    /// Returns the mappings to read the file with: of a sheet that is left out, one without values.
    #[must_use]
    pub fn decided(&self) -> BTreeMap<String, Mapping> {
        let mut decided = self.mappings.clone();
        for name in &self.left_out {
            if let Some(mapping) = decided.get_mut(name) {
                mapping.values.clear();
            }
        }
        decided
    }

    /// Guesses again what the columns of the sheet shown mean, where another header was pointed to. What was set by hand
    /// stays.
    fn guess_anew(&mut self, before: &Self, options: &OpenOptions) {
        let Some((sheet, mapping)) = self.shown() else { return };
        let Some(mapping_before) = before.mappings.get(&sheet.name) else { return };
        if before.looked.path != self.looked.path || mapping.header == mapping_before.header {
            return;
        }
        let Ok(guess) = guess_under(&self.looked.path, sheet, mapping.header, options) else { return };
        let mut next = guess.mapping.clone();
        keep_set(&mut next, mapping, &sheet.guess.mapping);
        let name = sheet.name.clone();
        let mut looked = (*self.looked).clone();
        if let Some(sheet) = looked.sheets.get_mut(self.sheet) {
            sheet.guess = guess;
        }
        self.looked = Arc::new(looked);
        self.mappings.insert(name, next);
    }

    /// Returns why the file can't be opened like this, as a sentence that says what to do.
    #[must_use]
    pub fn obstacle(&self) -> Option<String> {
        let read = || self.looked.sheets.iter().filter(|sheet| !self.left_out.contains(&sheet.name));
        if read().next().is_none() {
            return Some("Every sheet is left out; read at least one".to_owned());
        }
        let has_values =
            |sheet: &SheetLook| self.mappings.get(&sheet.name).is_some_and(|mapping| !mapping.values.is_empty());
        if read().any(has_values) {
            return None;
        }
        Some("No column has values; say which one has".to_owned())
    }
}

impl Session {
    /// Returns the draft to show for a file: the one that was left on the page, where it is of the same rows.
    #[must_use]
    pub fn draft_of(&self, looked: LookedAt) -> MappingDraft {
        let rows = |looked: &LookedAt| -> Vec<_> {
            looked.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.rows.clone())).collect()
        };
        let kept = self.left_mapping.as_ref().filter(|draft| draft.looked.path == looked.path);
        match kept.filter(|draft| rows(&draft.looked) == rows(&looked)) {
            Some(draft) => draft.clone(),
            None => MappingDraft::of(looked),
        }
    }

    /// Shows the page on which columns are mapped.
    pub(super) fn edit_mapping(&mut self, draft: &MappingDraft) {
        let mut next = draft.clone();
        if let Some(before) = &self.mapping {
            next.guess_anew(before, &self.options);
        }
        self.mapping = Some(next);
        self.dialog = (!self.presenting).then_some(Dialog::Mapping);
    }

    /// Opens the file with the mappings decided, and keeps them for the same headers where that is wished. The draft stays
    /// until the file is open: should that fail, nothing that was decided is lost.
    pub(super) fn apply_mapping(&mut self) -> Option<Effect> {
        let draft = self.mapping.as_ref().filter(|draft| draft.obstacle().is_none())?;
        if draft.remember {
            for sheet in draft.looked.sheets.iter().filter(|sheet| !draft.left_out.contains(&sheet.name)) {
                let has_header = |mapping: &&Mapping| mapping.header.rows > 0 && !mapping.values.is_empty();
                if let Some(mapping) = draft.mappings.get(&sheet.name).filter(has_header) {
                    let header = sheet.header(mapping);
                    let key = Mapping::header_key(header.iter().map(String::as_str));
                    self.options.mappings.insert(key, mapping.clone());
                }
            }
        }
        self.dialog = None;
        Some(Effect::OpenMapped { path: draft.looked.path.clone(), mapped: draft.decided() })
    }

    /// Returns whether undo takes back something done in the open dialog: a name assigned among the issues.
    #[must_use]
    pub fn undoes_in_dialog(&self) -> bool {
        self.dialog == Some(Dialog::Issues) && self.history.undoes_assignment()
    }

    /// Returns whether redo does something again that was done in the open dialog.
    #[must_use]
    pub fn redoes_in_dialog(&self) -> bool {
        self.dialog == Some(Dialog::Issues) && self.history.redoes_assignment()
    }

    /// Assigns a name of a country to what it stands for, as a step that can be undone, and has the file whose issues are
    /// shown read again.
    pub(super) fn assign_name(&mut self, name: &str, subject: &str) -> Option<Effect> {
        let key = crate::data::open::assigned_key(name);
        let subject = (!subject.is_empty()).then(|| subject.to_owned());
        if self.options.names.get(&key) == subject.as_ref() {
            return None;
        }
        let label = format!("{} {name}", if subject.is_some() { "assign" } else { "forget" });
        let stands_for = assign(&mut self.options.names, &key, subject);
        // The panel shows the last file where none was chosen.
        let shown = self.issues_of.clone().filter(|path| self.dataset_of(path).is_some());
        let of = shown.or_else(|| self.opened.last().map(|opened| opened.path.clone()));
        self.history.record_assignment(label, &self.document, Assignment { key, stands_for, of: of.clone() });
        of.map(|path| Effect::Reread { path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::open::{Header, Progress, look};

    #[test]
    fn another_header_is_guessed_anew_but_for_what_was_set_by_hand() {
        let path =
            PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/open/copper-mine-two-headers.csv"));
        let options = OpenOptions::default();
        let looked = look(&path, &options, &Progress::default()).unwrap();
        let draft = MappingDraft::of(looked);
        let under = |before: &MappingDraft, header: Header| {
            let mut next = before.clone();
            next.mappings.values_mut().for_each(|mapping| mapping.header = header);
            next.guess_anew(before, &options);
            next
        };
        let value = |draft: &MappingDraft| {
            let (_, mapping) = draft.shown().unwrap();
            let value = &mapping.values[0];
            (mapping.header, value.year, value.unit.clone())
        };
        let first = under(&draft, Header { above: 0, rows: 1 });
        assert_eq!(value(&first), (Header { above: 0, rows: 1 }, Some(2023), Some("t".to_owned())));
        let mut set = first.clone();
        set.mappings.values_mut().for_each(|mapping| (mapping.note, mapping.numbers.decimal) = (None, ','));
        let second = under(&set, Header { above: 1, rows: 1 });
        assert_eq!(value(&second), (Header { above: 1, rows: 1 }, Some(2024), Some("kt".to_owned())));
        let (sheet, mapping) = second.shown().unwrap();
        assert_eq!((mapping.note, mapping.numbers.decimal), (None, ','), "set by hand");
        assert_eq!(sheet.guess.mapping.note, Some(2), "guessed again");
        assert!(sheet.guess.reasons.iter().any(|reason| reason.text.contains("Production 2024")));
        let mut same = second.clone();
        same.guess_anew(&second, &options);
        assert_eq!(same, second, "without another header nothing is guessed");
    }
}
