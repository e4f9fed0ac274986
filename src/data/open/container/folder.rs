use std::fs::FileType;
use std::path::{Path, PathBuf};

use super::{Found, Part, Place, Reading, Unread, Within, checked, of_file, package};
use crate::data::open::{Limits, OpenError, OpenOptions};

/// Endings of files that may hold a table.
const ENDINGS: [&str; 17] = [
    "csv", "tsv", "tab", "psv", "txt", "dat", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xlsb", "xls", "ods",
    "parquet", "gz", "zip",
];
/// How deep folders are gone into.
const DEPTH: usize = 16;

/// A file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data::open) struct Member {
    /// Its path within the folder, parted by `/`; empty for a file by itself.
    pub(in crate::data::open) name: String,
    /// Where it is.
    pub(in crate::data::open) path: PathBuf,
}

/// Returns the files that are read for a path: itself, or those of a folder or data package.
///
/// # Errors
/// [`OpenError`] when it is neither a file nor a folder, or cannot be looked into.
pub(in crate::data::open) fn files(path: &Path, options: &OpenOptions) -> Result<Vec<Member>, OpenError> {
    let by_itself = Member { name: String::new(), path: path.to_path_buf() };
    let (package, is_folder) = match checked(path)? {
        Place::Folder => (path.join(package::FILE), true),
        Place::File => (path.to_path_buf(), false),
    };
    if package::is_package(&package)
        && let Some(resources) = package::resources(&package, &options.limits)?
    {
        let described = Member { name: package::FILE.to_owned(), path: package };
        return Ok(std::iter::once(described).chain(resources.members).collect());
    }
    if is_folder { Ok(walked(path, &options.limits)?.members) } else { Ok(vec![by_itself]) }
}

/// Returns what is in a folder.
pub(super) fn found(path: &Path, reading: Reading<'_>) -> Result<Found, OpenError> {
    let description = path.join(package::FILE);
    if package::is_package(&description)
        && let Some(found) = package::found(&description, reading)?
    {
        return Ok(found);
    }
    let walked = walked(path, &reading.options.limits)?;
    let mut found = Found { unread: walked.unread, ..Found::default() };
    for member in walked.members {
        let part = Part { name: member.name.clone(), label: member.path.clone(), within: Within::Folder };
        found.add(&member.name, of_file(&member.path, part, reading))?;
    }
    Ok(found)
}

/// The files of a folder, by name, and what is not gone into.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) members: Vec<Member>,
    pub(super) unread: Vec<Unread>,
}

/// Returns the files of a folder and of those in it that may hold a table. A link is followed to a file only, and only
/// within the folder.
fn walked(folder: &Path, limits: &Limits) -> Result<Walked, OpenError> {
    let fault = |path: &Path| {
        let path = path.to_path_buf();
        |source| OpenError::Read { path, source }
    };
    let over = |what: &str, limit: usize| OpenError::OverLimit {
        path: folder.to_path_buf(),
        what: format!("the number of files {what}"),
        limit: limit.to_string(),
    };
    let root = folder.canonicalize().map_err(fault(folder))?;
    let mut walked = Walked::default();
    let mut folders = vec![(folder.to_path_buf(), String::new(), 0_usize)];
    let mut seen = 0_usize;
    while let Some((path, prefix, depth)) = folders.pop() {
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(problem) if depth == 0 => return Err(fault(&path)(problem)),
            Err(problem) => {
                walked.unread.push(Unread { name: prefix, reason: fault(&path)(problem) });
                continue;
            }
        };
        for entry in entries {
            let entry = entry.map_err(fault(&path))?;
            seen += 1;
            if seen > limits.members() {
                return Err(over("in the folder", limits.members()));
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(fault(&entry.path()))?;
            if name.starts_with(['.', '~']) || name == "__MACOSX" {
                continue;
            }
            if kind.is_dir() && depth < DEPTH {
                folders.push((entry.path(), format!("{prefix}{name}/"), depth + 1));
            } else if may_hold_a_table(&name) && is_wanted(&entry.path(), kind, &root) {
                walked.members.push(Member { name: format!("{prefix}{name}"), path: entry.path() });
            }
        }
    }
    if walked.members.len() > limits.sheets {
        return Err(over("with tables", limits.sheets));
    }
    walked.members.sort_by(|one, other| one.name.cmp(&other.name));
    walked.unread.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(walked)
}

/// Returns whether a file of this name may hold a table.
pub(super) fn may_hold_a_table(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let Some((_, ending)) = file.rsplit_once('.') else { return false };
    file != package::FILE && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Returns whether an entry of a folder is taken: no folder, and no link that leads out.
fn is_wanted(path: &Path, kind: FileType, root: &Path) -> bool {
    !kind.is_dir()
        && (!kind.is_symlink() || path.canonicalize().is_ok_and(|real| real.starts_with(root) && real.is_file()))
}
