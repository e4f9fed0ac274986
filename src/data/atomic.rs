use std::io::Write;
use std::path::Path;

use super::DataError;

/// Writes a file whole or not at all: to a temporary file in the same folder, flushed, then renamed.
///
/// # Errors
/// [`DataError::Write`] when the folder cannot be written to; the file is then as it was.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), DataError> {
    let fault = |source| DataError::Write { path: path.to_path_buf(), source };
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut builder = tempfile::Builder::new();
    // A temporary file is the owner's alone; the tables are for everybody whom the umask lets read.
    #[cfg(unix)]
    let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(everybody);
    let mut file = builder.tempfile_in(folder).map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    file.persist(path).map_err(|error| fault(error.error))?;
    Ok(())
}
