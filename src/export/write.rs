use std::io::Write as _;
use std::path::Path;

use super::ExportError;

/// Writes a file so that it is whole or not there: into a new file beside it, onto the disk, then under its name.
///
/// A file of that name stays as it was until the new one is complete, and for good if anything fails.
///
/// # Errors
/// [`ExportError::NoFileName`] when the path names no file, [`ExportError::Write`] with the step that failed.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    if path.file_name().is_none() {
        return Err(ExportError::NoFileName { path: path.to_owned() });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |doing: &'static str, source: std::io::Error| ExportError::Write {
        doing,
        hint: hint(&source),
        source,
        path: path.to_owned(),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".lodescope-")
        .tempfile_in(folder)
        .map_err(|source| failed("Creating a file in the folder", source))?;
    keep_readable(&file, path).map_err(|source| failed("Setting the file's permissions", source))?;
    file.write_all(bytes).map_err(|source| failed("Writing", source))?;
    file.as_file().sync_all().map_err(|source| failed("Writing to the disk", source))?;
    file.persist(path).map_err(|error| failed("Renaming the finished file", error.error))?;
    Ok(())
}

/// Gives the new file the permissions of the one it replaces, or else those a new file usually has: temporary files are
/// made for one pair of eyes.
#[cfg(unix)]
fn keep_readable(file: &tempfile::NamedTempFile, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = match std::fs::metadata(path) {
        Ok(before) => before.permissions(),
        Err(_absent) => std::fs::Permissions::from_mode(0o644),
    };
    file.as_file().set_permissions(permissions)
}

#[cfg(not(unix))]
fn keep_readable(_file: &tempfile::NamedTempFile, _path: &Path) -> std::io::Result<()> {
    Ok(())
}

fn hint(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "The folder is not there: choose another, or create it",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "You may not write there: choose another folder, or close the file in other programs"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "The disk is full: free some space, or choose another disk"
        }
        ErrorKind::IsADirectory => "A folder has that name: choose another name",
        _ => "Try again, or choose another folder",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chart.svg");
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["chart.svg"]);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_a_new_file_and_an_old_one_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chart.svg");
        let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        write_atomically(&path, b"one").unwrap();
        assert_eq!(mode(), 0o644);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(mode(), 0o600);
    }

    #[test]
    fn a_failure_leaves_everything_as_it_was_and_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("folder.svg");
        std::fs::create_dir(&taken).unwrap();
        std::fs::write(taken.join("kept"), b"kept").unwrap();
        let error = write_atomically(&taken, b"new").unwrap_err();
        assert!(error.to_string().ends_with("folder.svg"), "the path comes last: {error}");
        assert_eq!(names(folder.path()), ["folder.svg"]);
        assert_eq!(names(&taken), ["kept"]);

        let error = write_atomically(&folder.path().join("absent/chart.svg"), b"new").unwrap_err();
        assert!(error.to_string().contains("choose another, or create it"), "{error}");
        assert!(matches!(write_atomically(Path::new("/"), b"new"), Err(ExportError::NoFileName { .. })));
    }
}
