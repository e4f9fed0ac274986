use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::charts::fonts::Fallback;
use crate::charts::note_missing_glyphs;
use crate::data::open::{Mapping, MemberNames, OpenError, OpenOptions, Opened, Progress, look, open, open_mapped};
use crate::data::{embedded, is_bloc_file, read_bloc_file};
use crate::export::{Recipe, recipe_in};
use crate::session::{FoundBlocs, Workspace, WorkspaceDataset, needs_mapping};

/// What is to be read.
#[derive(Debug, Clone)]
pub enum Job {
    /// What a path names: a table, a folder, a workspace or a picture.
    Path(PathBuf),
    /// A file with the mappings given, by the sheet's name.
    Mapped { path: PathBuf, mapped: BTreeMap<String, Mapping> },
    /// A file that is open, again, with the mappings it was read by.
    Again { path: PathBuf, mapped: BTreeMap<String, Mapping> },
}

/// Whether a dataset that was read is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// It is.
    Yes,
    /// Only the first of the files opened together is.
    FirstOfSeveral,
    /// What is on screen stays.
    No,
}

/// What came of reading.
pub enum Found {
    /// A dataset.
    Opened { opened: Box<Opened>, show: Show },
    /// A file whose columns a person must map.
    Unmapped(Box<crate::data::open::LookedAt>),
    /// The recipe of a picture.
    Recipe { path: PathBuf, recipe: Box<Recipe> },
    /// Blocs.
    Blocs(FoundBlocs),
    /// A workspace with its datasets.
    Workspace(Box<FoundWorkspace>),
    /// Nothing, and why.
    Failed { path: PathBuf, problem: String, is_over_limit: bool },
    /// Nothing, as was wished.
    Cancelled,
}

/// A workspace, with its datasets as they are now.
pub struct FoundWorkspace {
    pub path: PathBuf,
    pub workspace: Workspace,
    pub opened: Vec<Opened>,
    /// Datasets that are not what they were: file, and whether they are there at all.
    pub troubles: Vec<Trouble>,
    pub absent: Vec<WorkspaceDataset>,
}

/// What is to be said of a dataset of a workspace.
pub enum Trouble {
    /// Its content is another than when the workspace was saved.
    Changed { path: PathBuf },
    /// It could not be opened.
    Absent { path: PathBuf, problem: String },
}

impl Job {
    /// Returns the file that is read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Path(path) | Self::Mapped { path, .. } | Self::Again { path, .. } => path,
        }
    }
}

/// Reads what a job names.
pub fn read(job: &Job, options: &OpenOptions, progress: &Progress) -> Found {
    let path = job.path();
    let found = match job {
        Job::Path(_) => read_path(path, options, progress),
        Job::Mapped { mapped, .. } => {
            open_mapped(path, mapped, options, progress).map(|opened| shown(opened, Show::Yes))
        }
        Job::Again { mapped, .. } => open_mapped(path, mapped, options, progress).map(|opened| shown(opened, Show::No)),
    };
    found.unwrap_or_else(|problem| match problem {
        OpenError::Cancelled => Found::Cancelled,
        other => Found::Failed {
            path: path.to_path_buf(),
            is_over_limit: matches!(other, OpenError::OverLimit { .. }),
            problem: other.to_string(),
        },
    })
}

fn shown(mut opened: Opened, show: Show) -> Found {
    // Here and not in the window: the computer's fonts may have to be found first.
    note_missing_glyphs(&mut opened, &Fallback::system());
    Found::Opened { opened: Box::new(opened), show }
}

fn read_path(path: &Path, options: &OpenOptions, progress: &Progress) -> Result<Found, OpenError> {
    if Workspace::is_named_by(path) {
        return Ok(workspace(path, options, progress));
    }
    if let Some(found) = picture(path, options)? {
        return Ok(found);
    }
    if let Some(found) = blocs(path, options)? {
        return Ok(found);
    }
    let looked = look(path, options, progress)?;
    if needs_mapping(&looked) {
        return Ok(Found::Unmapped(Box::new(looked)));
    }
    Ok(shown(open(path, options, progress)?, Show::FirstOfSeveral))
}

/// Returns the recipe of a picture, or why it has none; nothing for other files.
fn picture(path: &Path, options: &OpenOptions) -> Result<Option<Found>, OpenError> {
    // Nothing is read of what may have no end: what a table reader makes of it is said there.
    if !std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    let fault = |source| OpenError::Read { path: path.to_path_buf(), source };
    let mut head = Vec::new();
    File::open(path).map_err(fault)?.take(1024).read_to_end(&mut head).map_err(fault)?;
    let is_svg = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if !is_svg && !head.starts_with(b"\x89PNG") && !head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(fault)?.take(options.limits.whole_file_bytes).read_to_end(&mut bytes).map_err(fault)?;
    let failed = |problem: String| Found::Failed { path: path.to_path_buf(), problem, is_over_limit: false };
    let Some(json) = recipe_in(&bytes) else {
        return Ok(Some(failed(
            "this picture carries no recipe: it was not made by Lodescope, or another program has saved it since"
                .to_owned(),
        )));
    };
    Ok(Some(match Recipe::read(&json) {
        Ok(recipe) => Found::Recipe { path: path.to_path_buf(), recipe: Box::new(recipe) },
        Err(problem) => failed(problem.to_string()),
    }))
}

/// How much of a file shows whether it is one of blocs.
const HEAD_OF_BLOCS: u64 = 16 << 10;
/// The largest file of blocs that is read.
const MOST_OF_BLOCS: u64 = 16 << 20;

/// Returns the blocs of a file of blocs; nothing for other files.
fn blocs(path: &Path, options: &OpenOptions) -> Result<Option<Found>, OpenError> {
    if !std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    let fault = |source| OpenError::Read { path: path.to_path_buf(), source };
    let mut head = Vec::new();
    File::open(path).map_err(fault)?.take(HEAD_OF_BLOCS).read_to_end(&mut head).map_err(fault)?;
    if !is_bloc_file(&head) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(fault)?.take(MOST_OF_BLOCS).read_to_end(&mut bytes).map_err(fault)?;
    let failed = |problem: String| Found::Failed { path: path.to_path_buf(), problem, is_over_limit: false };
    // Which countries there are does not depend on what is open.
    let read = || -> Result<_, String> {
        let dataset = embedded().map_err(|problem| problem.to_string())?;
        let names = MemberNames::new(&options.names).map_err(|problem| problem.to_string())?;
        read_bloc_file(&bytes, &dataset, &names).map_err(|problem| problem.to_string())
    };
    Ok(Some(match read() {
        Ok(file) => Found::Blocs(FoundBlocs { path: path.to_path_buf(), file }),
        Err(problem) => failed(problem),
    }))
}

/// The largest workspace that is read.
const MOST_OF_WORKSPACE: u64 = 64 << 20;

fn workspace(path: &Path, options: &OpenOptions, progress: &Progress) -> Found {
    let failed = |problem: String| Found::Failed { path: path.to_path_buf(), problem, is_over_limit: false };
    match read_text(path) {
        Err(problem) => failed(format!("the workspace cannot be read ({problem}); check that the file is there")),
        Ok(json) => match Workspace::read(&json) {
            Err(problem) => failed(problem.to_string()),
            Ok(workspace) => datasets(path, workspace, options, progress),
        },
    }
}

fn read_text(path: &Path) -> std::io::Result<String> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("not a file"));
    }
    let mut text = String::new();
    File::open(path)?.take(MOST_OF_WORKSPACE).read_to_string(&mut text)?;
    Ok(text)
}

/// Opens the datasets of a workspace.
fn datasets(path: &Path, workspace: Workspace, options: &OpenOptions, progress: &Progress) -> Found {
    let mut options = options.clone();
    options.mappings.extend(workspace.mappings.clone());
    options.names.extend(workspace.names.clone());
    options.limits = workspace.limits;
    let folder = path.parent().unwrap_or(path);
    let mut found = FoundWorkspace {
        path: path.to_path_buf(),
        opened: Vec::new(),
        troubles: Vec::new(),
        absent: Vec::new(),
        workspace,
    };
    for held in &found.workspace.datasets {
        let places = held.places(folder);
        let place = places.iter().find(|place| place.exists()).unwrap_or(&held.path);
        match open_mapped(place, &held.mapped, &options, progress) {
            Ok(mut opened) => {
                note_missing_glyphs(&mut opened, &Fallback::system());
                if opened.fingerprint != held.fingerprint {
                    found.troubles.push(Trouble::Changed { path: place.clone() });
                }
                found.opened.push(opened);
            }
            Err(OpenError::Cancelled) => return Found::Cancelled,
            Err(problem) => {
                found.troubles.push(Trouble::Absent { path: place.clone(), problem: problem.to_string() });
                found.absent.push(held.clone());
            }
        }
    }
    Found::Workspace(Box::new(found))
}
