use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::data::open::{LookedAt, Mapping, Opened, SheetLook};

use super::{Dialog, Effect, Session};

/// What a person is deciding about the columns of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct MappingDraft {
    /// The file: its sheets, their first rows, what was guessed and why.
    pub looked: LookedAt,
    /// The sheet that the page shows.
    pub sheet: usize,
    /// The meaning of the columns as decided so far, by the sheet's name; it begins as guessed.
    pub mappings: BTreeMap<String, Mapping>,
    /// Whether the mapping is kept for files with the same header.
    pub remember: bool,
}

/// What came of a mapping tried on the first rows of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The mappings tried, by the sheet's name.
    pub mappings: BTreeMap<String, Mapping>,
    /// What was understood, or why nothing was.
    pub result: Result<Opened, String>,
}

impl Trial {
    /// How many rows of a sheet are read.
    pub const ROWS: u64 = 5_000;
}

impl MappingDraft {
    /// Returns the draft that a file begins with: what was guessed.
    #[must_use]
    pub fn of(looked: LookedAt) -> Self {
        let mappings = looked.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.guess.mapping.clone())).collect();
        Self { looked, sheet: 0, mappings, remember: true }
    }

    /// Returns the sheet that the page shows, with its mapping.
    #[must_use]
    pub fn shown(&self) -> Option<(&SheetLook, &Mapping)> {
        let sheet = self.looked.sheets.get(self.sheet)?;
        Some((sheet, self.mappings.get(&sheet.name)?))
    }
}

impl Session {
    /// Shows the page on which columns are mapped.
    pub(super) fn edit_mapping(&mut self, draft: &MappingDraft) {
        self.mapping = Some(draft.clone());
        self.dialog = (!self.presenting).then_some(Dialog::Mapping);
    }

    /// Opens the file with the mappings decided, and keeps them for the same headers where that is wished. The draft stays
    /// until the file is open: should that fail, nothing that was decided is lost.
    pub(super) fn apply_mapping(&mut self) -> Option<Effect> {
        let draft = self.mapping.as_ref()?;
        if draft.remember {
            for sheet in &draft.looked.sheets {
                if let Some(mapping) = draft.mappings.get(&sheet.name).filter(|mapping| mapping.header.rows > 0) {
                    let header = sheet.header(mapping);
                    let key = Mapping::header_key(header.iter().map(String::as_str));
                    self.options.mappings.insert(key, mapping.clone());
                }
            }
        }
        self.dialog = None;
        Some(Effect::OpenMapped { path: draft.looked.path.clone(), mapped: draft.mappings.clone() })
    }

    /// Assigns a name of a country to what it stands for, and has the file whose issues are shown read again.
    pub(super) fn assign_name(&mut self, name: &str, subject: &str) -> Option<Effect> {
        let key = crate::data::open::assigned_key(name);
        if subject.is_empty() {
            self.options.names.remove(&key);
        } else {
            self.options.names.insert(key, subject.to_owned());
        }
        self.issues_of.clone().map(|path: PathBuf| Effect::Reread { path })
    }
}
