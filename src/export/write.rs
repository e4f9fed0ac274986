use std::io::Write;
use std::path::Path;

use crate::data;

use super::ExportError;

/// Writes a picture or table whole or not at all, as [`data::write_atomically`] does.
///
/// # Errors
/// [`ExportError::NoFileName`] when the path names no file, [`ExportError::Write`] with what to do.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    stream_atomically(path, |file| file.write_all(bytes))
}

/// Writes a file in the same way, piece by piece.
///
/// # Errors
/// As [`write_atomically`].
pub(super) fn stream_atomically(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), ExportError> {
    if path.file_name().is_none() {
        return Err(ExportError::NoFileName { path: path.to_owned() });
    }
    data::stream_atomically(path, content).map_err(|source| ExportError::Write {
        hint: hint(&source),
        detail: without_path(&source),
        path: path.to_owned(),
    })
}

/// Returns what the system said, without the path of the temporary file, which is none of the reader's.
fn without_path(error: &std::io::Error) -> String {
    if error.get_ref().is_some() { error.kind().to_string() } else { error.to_string() }
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
        assert!(!error.to_string().contains(".lodescope-"), "no temporary file is spoken of: {error}");
        assert!(matches!(write_atomically(Path::new("/"), b"new"), Err(ExportError::NoFileName { .. })));
    }
}
