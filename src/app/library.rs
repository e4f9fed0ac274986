use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::data::open::MemberNames;
use crate::data::{BlocFormat, Dataset, bloc_text, read_bloc_file, write_atomically};
use crate::model::{BlocId, OwnBloc};

/// The file of a person's library, in the folder of the program's data.
const FILE: &str = "blocs.json";

/// Returns where the library is: a file in the folder in which the program keeps its data. Nothing on a system without
/// such a folder.
pub fn usual_place() -> Option<PathBuf> {
    eframe::storage_dir("lodescope").map(|folder| folder.join(FILE))
}

/// Returns the blocs of a library; none where there is no file yet.
///
/// # Errors
/// Why it can't be read, in words; the file stays as it is.
pub fn read(path: &Path, dataset: &Dataset) -> Result<Vec<OwnBloc>, String> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(problem) if problem.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(problem) => return Err(format!("{problem}: {}", path.display())),
    };
    let names = MemberNames::new(&BTreeMap::new()).map_err(|problem| problem.to_string())?;
    let file = read_bloc_file(&bytes, dataset, &names).map_err(|problem| format!("{problem}: {}", path.display()))?;
    // What can't be used must not be lost by writing the rest.
    if let Some(fault) = file.grave().next() {
        return Err(format!("{fault}: {}", path.display()));
    }
    Ok(file.blocs)
}

/// Puts a bloc into a library, in place of one with its identifier.
///
/// # Errors
/// Why it can't be read or written, in words; the file stays as it is.
pub fn keep(path: &Path, dataset: &Dataset, own: &OwnBloc) -> Result<Vec<OwnBloc>, String> {
    let mut blocs = read(path, dataset)?;
    match blocs.iter_mut().find(|known| known.bloc.id == own.bloc.id) {
        Some(known) => *known = own.clone(),
        None => blocs.push(own.clone()),
    }
    write(path, blocs)
}

/// Takes a bloc out of a library.
///
/// # Errors
/// Why it can't be read or written, in words; the file stays as it is.
pub fn forget(path: &Path, dataset: &Dataset, id: &BlocId) -> Result<Vec<OwnBloc>, String> {
    let mut blocs = read(path, dataset)?;
    blocs.retain(|known| known.bloc.id != *id);
    if blocs.is_empty() {
        let gone = std::fs::remove_file(path);
        return match gone {
            Err(problem) if problem.kind() != std::io::ErrorKind::NotFound => {
                Err(format!("{problem}: {}", path.display()))
            }
            _ => Ok(blocs),
        };
    }
    write(path, blocs)
}

fn write(path: &Path, blocs: Vec<OwnBloc>) -> Result<Vec<OwnBloc>, String> {
    let said = |problem: std::io::Error| format!("{problem}: {}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(said)?;
    }
    write_atomically(path, bloc_text(&blocs, BlocFormat::Json).as_bytes()).map_err(said)?;
    Ok(blocs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;
    use crate::session::whole;

    #[test]
    fn a_library_that_can_not_be_read_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let (dataset, path) = (embedded().unwrap(), folder.path().join("new/blocs.json"));
        let mut own = whole(&dataset, &BlocId::new("brics").unwrap()).unwrap();
        own.rename(&BlocId::new("own_mine").unwrap());
        own.bloc.kind = crate::model::BlocKind::Own;
        assert_eq!(read(&path, &dataset).unwrap(), []);
        assert_eq!(keep(&path, &dataset, &own).unwrap(), std::slice::from_ref(&own));
        assert_eq!(keep(&path, &dataset, &own).unwrap().len(), 1, "kept again, it takes its own place");
        assert_eq!(read(&path, &dataset).unwrap(), std::slice::from_ref(&own));
        let damaged = std::fs::read_to_string(&path).unwrap().replace("BRA", "QQQ");
        std::fs::write(&path, &damaged).unwrap();
        assert!(keep(&path, &dataset, &own).unwrap_err().contains("no country"));
        assert!(forget(&path, &dataset, &own.bloc.id).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
        std::fs::write(&path, damaged.replace("QQQ", "BRA")).unwrap();
        assert_eq!(forget(&path, &dataset, &own.bloc.id).unwrap(), []);
        assert!(!path.exists());
    }
}
