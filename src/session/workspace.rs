use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::data::open::{Layout, Limits, Mapping, Opened};
use crate::model::EditionId;

use super::document::Document;
use super::{BlocDraft, Session};

/// A workspace, as its file holds it: what was asked, of which files, and what was decided about reading them. Later
/// versions add to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workspace {
    /// Version of this structure.
    pub workspace_version: u32,
    /// Version of the program that wrote it.
    pub app_version: String,
    /// The question and the view.
    pub document: Document,
    /// The datasets that are open beside the bundle.
    #[serde(default)]
    pub datasets: Vec<WorkspaceDataset>,
    /// Saved mappings, by the header that they are of.
    #[serde(default)]
    pub mappings: BTreeMap<String, Mapping>,
    /// Names of countries assigned by hand.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// How much of a file is read.
    #[serde(default)]
    pub limits: Limits,
    /// Blocs that are half made or half changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<BlocDraft>,
}

/// A dataset of a workspace: where it was, what it was and how it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceDataset {
    /// Where the file was.
    pub path: PathBuf,
    /// Where it was as seen from the workspace's folder, with `/` between folders, where there is such a way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
    /// SHA-256 of its content, in hexadecimal.
    pub fingerprint: String,
    /// The editions taken from it, its own first: what the question calls them.
    pub editions: Vec<EditionId>,
    /// The mappings given by hand, by the sheet's name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub mapped: BTreeMap<String, Mapping>,
}

/// Why a workspace could not be read or written down.
#[derive(Debug, Error)]
pub enum WorkspaceError {
    /// What should be a workspace is none.
    #[error("this is no workspace of Lodescope, or it is damaged ({source}); pick another file")]
    NotOne {
        /// What the reader found.
        source: serde_json::Error,
    },
    /// It was written by a program from the future.
    #[error(
        "the workspace is of version {version}, and this program knows versions up to {known}; open it with a newer \
         Lodescope, it was saved by {app_version}"
    )]
    Newer {
        /// The workspace's version.
        version: u64,
        /// The newest version known here.
        known: u32,
        /// The program that wrote it.
        app_version: String,
    },
    /// Its version was never written.
    #[error("the workspace states version {version}, which no Lodescope wrote; pick another file")]
    NoSuchVersion {
        /// The version stated.
        version: u64,
    },
    /// It could not be written down.
    #[error("the workspace cannot be written down ({source}); a path that is not Unicode cannot be kept")]
    Write {
        /// What the writer found.
        source: serde_json::Error,
    },
}

/// What every version of a workspace states.
#[derive(Deserialize)]
struct Stated {
    workspace_version: u64,
    #[serde(default)]
    app_version: String,
}

/// Makes a workspace of one version into one of the next.
type Migration = fn(Value) -> Value;

/// One small function a version: the first makes version 1 into version 2.
const MIGRATIONS: [Migration; 2] = [unchanged, unchanged];

/// Version 2 adds a person's own blocs, the order of the panel, limits and territories to the document: what is not there
/// is as it was. Version 3 adds what is chosen of each kind of chart, and several views. The number keeps earlier programs
/// from losing them in silence.
fn unchanged(value: Value) -> Value {
    value
}

impl Workspace {
    /// The version that this program writes.
    pub const VERSION: u32 = 3;
    /// How names of workspaces end.
    pub const EXTENSION: &'static str = "lodescope";

    /// Returns the workspace of a session, to be saved in a folder.
    #[must_use]
    pub fn of(session: &Session, folder: &Path) -> Self {
        let open = session.opened.iter().map(|opened| WorkspaceDataset::of(opened, folder));
        Self {
            workspace_version: Self::VERSION,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            document: session.document.clone(),
            datasets: open.chain(session.absent.iter().cloned()).collect(),
            mappings: session.options.mappings.clone(),
            names: session.options.names.clone(),
            limits: session.options.limits,
            drafts: session.drafts(),
        }
    }

    /// Returns whether a session still is what the workspace holds, but for blocs that are half made.
    #[must_use]
    pub fn is_of(&self, session: &Session) -> bool {
        let held: BTreeSet<_> = self.datasets.iter().map(|held| (&held.path, &held.fingerprint)).collect();
        let open = session.opened.iter().map(|open| (&open.path, &open.fingerprint));
        let absent = session.absent.iter().map(|absent| (&absent.path, &absent.fingerprint));
        self.document == session.document
            && self.mappings == session.options.mappings
            && self.names == session.options.names
            && self.limits == session.options.limits
            && held == open.chain(absent).collect()
    }

    /// Returns whether a path is called like a workspace.
    #[must_use]
    pub fn is_named_by(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(Self::EXTENSION))
    }

    /// Reads a workspace of this version or an earlier one.
    ///
    /// # Errors
    /// [`WorkspaceError`] when it is none, or of a version that is not known.
    pub fn read(json: &str) -> Result<Self, WorkspaceError> {
        let not_one = |source| WorkspaceError::NotOne { source };
        let stated: Stated = serde_json::from_str(json).map_err(not_one)?;
        let value = serde_json::from_str(json).map_err(not_one)?;
        serde_json::from_value(migrated(value, &stated, &MIGRATIONS)?).map_err(not_one)
    }

    /// Returns the workspace as its file, in lines that can be compared and read.
    ///
    /// # Errors
    /// [`WorkspaceError::Write`] for a path that is not Unicode.
    pub fn to_json(&self) -> Result<String, WorkspaceError> {
        let mut json = serde_json::to_string_pretty(self).map_err(|source| WorkspaceError::Write { source })?;
        json.push('\n');
        Ok(json)
    }
}

/// Returns a workspace made into one of the newest version, step by step.
fn migrated(mut value: Value, stated: &Stated, migrations: &[Migration]) -> Result<Value, WorkspaceError> {
    let version = stated.workspace_version;
    let done = usize::try_from(version).ok().and_then(|version| version.checked_sub(1));
    let Some(done) = done else { return Err(WorkspaceError::NoSuchVersion { version }) };
    let Some(ahead) = migrations.get(done..) else {
        return Err(WorkspaceError::Newer {
            version,
            known: u32::try_from(migrations.len()).unwrap_or(u32::MAX).saturating_add(1),
            app_version: format!("Lodescope {}", stated.app_version),
        });
    };
    for (migration, next) in ahead.iter().zip(version + 1..) {
        value = migration(value);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("workspace_version".to_owned(), next.into());
        }
    }
    Ok(value)
}

impl WorkspaceDataset {
    pub(super) fn of(opened: &Opened, folder: &Path) -> Self {
        Self {
            path: opened.path.clone(),
            relative: relative(folder, &opened.path),
            fingerprint: opened.fingerprint.clone(),
            editions: opened.editions.iter().map(|edition| edition.id.clone()).collect(),
            mapped: mapped_by_hand(opened),
        }
    }

    /// Returns where the file may be, the likeliest place first: where it was as seen from the workspace, which may have
    /// been moved with it, then where it was.
    #[must_use]
    pub fn places(&self, folder: &Path) -> Vec<PathBuf> {
        let beside = self.relative.as_ref().map(|relative| plain(&folder.join(relative)));
        let mut places: Vec<PathBuf> = beside.into_iter().chain([self.path.clone()]).collect();
        places.dedup();
        places
    }
}

/// Returns the mappings of a dataset that a person gave, by the sheet's name.
#[must_use]
pub fn mapped_by_hand(opened: &Opened) -> BTreeMap<String, Mapping> {
    let by_hand = opened.sheets.iter().filter(|sheet| sheet.look.guess.layout == Layout::Mapped);
    by_hand.map(|sheet| (sheet.look.name.clone(), sheet.look.guess.mapping.clone())).collect()
}

/// Returns the way from a folder to a file, with `/` between folders; nothing where none leads from the one to the other.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let common = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    if common == 0 {
        return None;
    }
    let up = folder.components().skip(common).map(|_| Some(".."));
    let down = file.components().skip(common).map(|component| component.as_os_str().to_str());
    Some(up.chain(down).collect::<Option<Vec<_>>>()?.join("/"))
}

/// Returns a path without steps up that can be taken back.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, component| {
        match component {
            Component::ParentDir if plain.file_name().is_some() => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(version: u64) -> Stated {
        Stated { workspace_version: version, app_version: "9.1.0".to_owned() }
    }

    #[test]
    fn each_version_takes_only_the_steps_ahead_of_it() {
        fn second(mut value: Value) -> Value {
            value["renamed"] = value["name"].take();
            value
        }
        fn third(mut value: Value) -> Value {
            value["added"] = 3.into();
            value
        }
        let steps: [Migration; 2] = [second, third];
        let first = serde_json::json!({"workspace_version": 1, "name": "study"});
        let from_first = migrated(first, &stated(1), &steps).unwrap();
        assert_eq!(
            from_first,
            serde_json::json!({"workspace_version": 3, "name": null, "renamed": "study", "added": 3})
        );
        let second = serde_json::json!({"workspace_version": 2, "renamed": "study"});
        assert_eq!(migrated(second, &stated(2), &steps).unwrap()["added"], 3);
        let third = serde_json::json!({"workspace_version": 3});
        assert_eq!(migrated(third.clone(), &stated(3), &steps).unwrap(), third);
        let future = migrated(third.clone(), &stated(4), &steps).unwrap_err().to_string();
        for part in ["version 4", "up to 3", "newer Lodescope", "Lodescope 9.1.0"] {
            assert!(future.contains(part), "{future}");
        }
        assert!(matches!(migrated(third, &stated(0), &steps), Err(WorkspaceError::NoSuchVersion { version: 0 })));
    }

    #[test]
    fn versions_and_steps_agree() {
        assert_eq!(usize::try_from(Workspace::VERSION).unwrap(), MIGRATIONS.len() + 1);
    }

    #[test]
    fn a_way_leads_from_folder_to_file_and_back() {
        for (folder, file, way) in [
            ("/work/study", "/work/study/a.csv", "a.csv"),
            ("/work/study", "/work/data/deep/a.csv", "../data/deep/a.csv"),
            ("/", "/a.csv", "a.csv"),
        ] {
            let (folder, file) = (Path::new(folder), Path::new(file));
            assert_eq!(relative(folder, file).as_deref(), Some(way));
            assert_eq!(plain(&folder.join(way)), file);
        }
        assert_eq!(relative(Path::new("study"), Path::new("/a.csv")), None);
    }

    #[test]
    fn what_is_no_workspace_is_refused() {
        for other in ["", "[]", "{}", "{\"workspace_version\": 1}", "{\"workspace_version\": -1}", "\u{0}"] {
            assert!(matches!(Workspace::read(other), Err(WorkspaceError::NotOne { .. })), "{other}");
        }
        let future = "{\"workspace_version\": 99, \"hologram\": true}";
        assert!(matches!(Workspace::read(future), Err(WorkspaceError::Newer { version: 99, known: 2, .. })));
    }
}
