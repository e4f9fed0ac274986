use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::data::write_atomically;

use super::assigned_key;

/// The file in the program's folder that holds the names of countries assigned in the window, for the command line.
const FILE: &str = "names.json";

/// Returns where names of countries assigned in the window are kept: beside the window's own preferences; nothing where
/// the system names no folder for that.
#[must_use]
pub fn assigned_names_file() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = if cfg!(windows) {
        absolute("APPDATA")?.join("lodescope").join("data")
    } else if cfg!(target_os = "macos") {
        std::env::home_dir()?.join("Library").join("Application Support").join("lodescope")
    } else {
        let home = || Some(std::env::home_dir()?.join(".local").join("share"));
        absolute("XDG_DATA_HOME").or_else(home)?.join("lodescope")
    };
    Some(folder.join(FILE))
}

/// Writes assigned names, unless the file has them.
///
/// # Errors
/// As the file system's own.
pub fn keep_assigned_names(file: &Path, names: &BTreeMap<String, String>) -> std::io::Result<()> {
    let known = std::fs::read_to_string(file).ok().and_then(|text| read_assigned_names(&text).ok());
    if known.unwrap_or_default() == *names {
        return Ok(());
    }
    let text = serde_json::to_string_pretty(&serde_json::json!({ "names": names }))?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_atomically(file, text.as_bytes())
}

/// Returns the names that a text assigns: this file's, a workspace's, or an object of names and what they stand for.
///
/// # Errors
/// What is wrong with a text that is none of these.
pub fn read_assigned_names(text: &str) -> serde_json::Result<BTreeMap<String, String>> {
    let mut value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    if let Some(names) = value.get_mut("names") {
        value = names.take();
    }
    let names: BTreeMap<String, String> = serde_json::from_value(value)?;
    Ok(names.into_iter().map(|(name, subject)| (assigned_key(&name), subject)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lodescope").join(FILE);
        let names = BTreeMap::from([(assigned_key("Kongo-Léo"), "COD".to_owned())]);
        keep_assigned_names(&file, &BTreeMap::new()).unwrap();
        assert!(!file.exists(), "nothing to keep");
        keep_assigned_names(&file, &names).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(read_assigned_names(&text).unwrap(), names);
        assert_eq!(read_assigned_names("{\"Kongo-Léo\": \"COD\"}").unwrap(), names);
        assert!(read_assigned_names("[]").is_err() && read_assigned_names("{\"names\": 7}").is_err());
        keep_assigned_names(&file, &BTreeMap::new()).unwrap();
        assert_eq!(read_assigned_names(&std::fs::read_to_string(&file).unwrap()).unwrap(), BTreeMap::new());
    }
}
