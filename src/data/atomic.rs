use std::io::{BufWriter, Error, ErrorKind, Write};
use std::path::Path;

/// Writes a file so that it is whole or not there: into a new file beside it, onto the disk, then under its name.
///
/// A file of that name stays as it was until the new one is complete, and for good if anything fails.
///
/// # Errors
/// The system's error; a path that names no file is [`ErrorKind::InvalidInput`].
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    stream_atomically(path, |file| file.write_all(bytes))
}

/// Writes a file as [`write_atomically`] does, piece by piece: for content that need not stand in memory as a whole.
///
/// # Errors
/// As [`write_atomically`], and what `content` gives.
pub fn stream_atomically(path: &Path, content: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<(), Error> {
    if path.file_name().is_none() {
        return Err(Error::new(ErrorKind::InvalidInput, "the path names no file"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".lodescope-").tempfile_in(folder)?;
    keep_readable(&file, path)?;
    let mut buffer = BufWriter::new(&mut file);
    content(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|problem| problem.error)
}

/// Gives the new file the permissions of the one it replaces, or else those a new file usually has: temporary files are
/// made for one pair of eyes.
#[cfg(unix)]
fn keep_readable(file: &tempfile::NamedTempFile, path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = match std::fs::metadata(path) {
        Ok(before) => before.permissions(),
        Err(_absent) => std::fs::Permissions::from_mode(0o644),
    };
    file.as_file().set_permissions(permissions)
}

#[cfg(not(unix))]
fn keep_readable(_file: &tempfile::NamedTempFile, _path: &Path) -> Result<(), Error> {
    Ok(())
}
