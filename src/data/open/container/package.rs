use std::fs::File;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::folder::{Member, Walked};
use super::{Found, Part, Place, Reading, Unread, Within, checked, counted, of_file};
use crate::data::open::limits::in_words;
use crate::data::open::{Limits, OpenError, Progress};

/// The name of the file that describes a data package.
pub(super) const FILE: &str = "datapackage.json";
/// How long a description may be.
const DESCRIPTION_BYTES: u64 = 16 << 20;

/// Returns whether a path is that of a description of a data package.
pub(super) fn is_package(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(FILE)) && path.is_file()
}

/// Returns what is in the resources of a data package; nothing when it names none.
pub(super) fn found(description: &Path, reading: Reading<'_>) -> Result<Option<Found>, OpenError> {
    let Some(resources) = resources(description, &reading.options.limits)? else { return Ok(None) };
    let mut found = Found { unread: resources.unread, ..Found::default() };
    for member in resources.members {
        let part = Part { name: member.name.clone(), label: member.path.clone(), within: Within::Folder };
        found.add(&member.name, of_file(&member.path, part, reading))?;
    }
    Ok(Some(found))
}

/// Returns the files that a data package names, and what it names but is not read; nothing when it names no resource.
pub(super) fn resources(description: &Path, limits: &Limits) -> Result<Option<Walked>, OpenError> {
    let damaged = |detail: String| OpenError::Damaged {
        path: description.to_path_buf(),
        kind: "a description of a data package",
        detail,
    };
    checked(description)?;
    let fault = |source| OpenError::Read { path: description.to_path_buf(), source };
    let mut bytes = Vec::new();
    let file = File::open(description).map_err(fault)?;
    if counted(file, DESCRIPTION_BYTES, &mut bytes, &Progress::default(), fault)? {
        return Err(damaged(format!("it is longer than {}", in_words(DESCRIPTION_BYTES))));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let package: Value = serde_json::from_slice(text).map_err(|problem| damaged(problem.to_string()))?;
    let Some(Value::Array(resources)) = package.get("resources") else { return Ok(None) };
    let folder = description.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let root = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let root = root.canonicalize().map_err(fault)?;
    let mut walked = Walked::default();
    for resource in resources {
        for path in paths(resource) {
            let label = folder.join(path);
            match within(&root, path) {
                Ok(place) if walked.members.len() < limits.sheets => {
                    walked.members.push(Member { name: path.to_owned(), path: place });
                }
                Ok(_) => {
                    return Err(OpenError::OverLimit {
                        path: description.to_path_buf(),
                        what: "the number of resources".to_owned(),
                        limit: limits.sheets.to_string(),
                    });
                }
                Err(reason) => {
                    let reason = OpenError::NothingUsable { path: label, reason: reason.to_owned() };
                    walked.unread.push(Unread { name: path.to_owned(), reason });
                }
            }
        }
    }
    let names_some = !walked.members.is_empty() || !walked.unread.is_empty();
    Ok(names_some.then_some(walked))
}

/// Returns the paths of a resource: one, or several whose contents follow each other.
fn paths(resource: &Value) -> Vec<&str> {
    match resource.get("path") {
        Some(Value::String(path)) => vec![path],
        Some(Value::Array(paths)) => paths.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Returns where a resource is, if that is a file within the package's folder.
fn within(root: &Path, path: &str) -> Result<PathBuf, &'static str> {
    if path.contains("://") {
        return Err("the package names it by an address, which is not followed; put the file beside datapackage.json");
    }
    let relative = Path::new(path);
    if !relative.components().all(|component| matches!(component, Component::Normal(_) | Component::CurDir)) {
        return Err(
            "the package names a file outside its folder, which is not followed; put it beside datapackage.json",
        );
    }
    let Ok(place) = root.join(relative).canonicalize() else {
        return Err("the package names a file that is not there; put it beside datapackage.json");
    };
    if !place.starts_with(root) {
        return Err("the package names a link that leads out of its folder, which is not followed; put the file there");
    }
    match checked(&place) {
        Ok(Place::File) => Ok(place),
        _ => Err("the package names something that is no file; name the file itself"),
    }
}
