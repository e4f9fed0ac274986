use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};

use super::curated::Curated;
use super::map::MapSource;
use super::package::{Package, PackageFile, from_package};
use super::usgs::SourceFile;
use super::usgs_reader::EditionRead;
use super::{
    DataError, DataIssue, Dataset, IntakeLine, Tables, blanks, blocs, collect_context, usgs, write_atomically,
};

/// The date on which the collection of blocs was closed. It is kept here because the collection does not state it in
/// a cell; the clock would make every build another bundle.
pub const AS_OF: Date = date(2026, 11, 24);

/// What a bundle starts with: a name, then the version of its format.
const MAGIC: &[u8; 4] = b"LODE";
/// Counts up whenever [`Tables`] or a type in it changes its shape.
const VERSION: u8 = 5;
const NAME: &str = "bundle.bin";
const BLOCS: &str = "blocs/blocs.csv";
/// Outlines of countries: as their publisher has them, and as they are published again.
const OUTLINES: &str = "map/50m.json";
const MAP: &str = "map.json";

/// What was built.
#[derive(Debug, Clone)]
pub struct BundleReport {
    /// The files written: name, records in it (for a table) and bytes.
    pub files: Vec<(String, Option<usize>, usize)>,
    /// What became of the rows of each file read.
    pub intake: Vec<IntakeLine>,
    /// The faults met.
    pub issues: Vec<DataIssue>,
    /// The fingerprint of the tables.
    pub fingerprint: String,
}

/// Builds the data package and the bundle in the folder `out` from the publishers' files under `from`.
///
/// Reads nothing that it writes, so that a stale or empty bundle can always be built anew. Two runs over the same files
/// write the same bytes.
///
/// # Errors
/// [`DataError`] when a file cannot be read or written, or one of the app's own tables is wrong. Faults of the
/// publishers' rows are no errors: they are in the report.
pub fn build(from: &Path, out: &Path) -> Result<BundleReport, DataError> {
    let curated = Curated::embedded()?;
    let mut issues = Vec::new();
    let package = collect(from, curated, &mut issues)?;
    let intake = package.intake.clone();
    let files = package.files()?;
    let tables = {
        let by_name: BTreeMap<&str, &PackageFile> = files.iter().map(|file| (file.name, file)).collect();
        from_package(&|name| Ok(by_name.get(name).map(|file| file.bytes.clone()).unwrap_or_default()))?
    };
    let bundle = pack(&tables)?;
    let map = MapSource::read(OUTLINES, &bytes_of(&from.join(OUTLINES))?)?.publish()?;
    std::fs::create_dir_all(out).map_err(|source| DataError::Write { path: out.to_path_buf(), source })?;
    let mut written = Vec::new();
    for file in &files {
        write(&out.join(file.name), &file.bytes)?;
        written.push((file.name.to_owned(), file.rows, file.bytes.len()));
    }
    for (name, bytes) in [(NAME, bundle), (MAP, map)] {
        write(&out.join(name), &bytes)?;
        written.push((name.to_owned(), None, bytes.len()));
    }
    Ok(BundleReport { files: written, intake, issues, fingerprint: tables.fingerprint })
}

/// Returns the dataset that is built into the program.
///
/// # Errors
/// [`DataError`] when it is empty, of another version or damaged: then the bundle must be built and the program
/// compiled again.
pub fn embedded() -> Result<Dataset, DataError> {
    unpack(include_bytes!("../../data/bundle.bin")).map(Dataset::new)
}

fn collect(from: &Path, curated: Curated, issues: &mut Vec<DataIssue>) -> Result<Package, DataError> {
    let mut read = EditionRead::default();
    for files in usgs_files(from)? {
        read.append(usgs::read(&files, &curated)?);
    }
    blanks::read_zeros(&mut read, &curated.editions)?;
    let roster = SourceFile::at(from, BLOCS)?;
    let blocs = blocs::read(&roster.name, &roster.bytes, &curated.bloc_words)?;
    let beside = collect_context::collect(from, &curated)?;
    issues.extend(read.issues);
    issues.extend(blocs.issues);
    issues.extend(beside.issues);
    let mut intake = read.intake;
    intake.extend(blocs.intake);
    intake.extend(beside.intake);
    Ok(Package {
        heads: [read.heads, beside.heads].concat(),
        observations: [read.observations, beside.observations].concat(),
        commodities: curated.commodities,
        forms: curated.forms,
        countries: curated.countries,
        country_names: curated.country_names,
        blocs: blocs.blocs,
        memberships: blocs.memberships,
        corrections: read.corrections,
        intake,
        editions: curated.editions,
        sources: curated.sources,
        context: beside.context,
    })
}

/// Returns the files of each edition, newest first.
fn usgs_files(from: &Path) -> Result<[Vec<SourceFile>; 4], DataError> {
    Ok([
        vec![SourceFile::at(from, "usgs/mcs2026/MCS2026_Commodities_Data.csv")?],
        vec![SourceFile::at(from, "usgs/mcs2025/world_data/MCS2025_World_Data.csv")?],
        SourceFile::world_tables(from, "usgs/mcs2024/world")?,
        SourceFile::world_tables(from, "usgs/mcs2023/world")?,
    ])
}

/// Returns what stands in a file.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, DataError> {
    std::fs::read(path).map_err(|source| DataError::Read { path: path.to_path_buf(), source })
}

/// Returns tables as a bundle.
fn pack(tables: &Tables) -> Result<Vec<u8>, DataError> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    postcard::to_extend(tables, bytes).map_err(|source| DataError::Pack { source })
}

/// Returns the tables in a bundle.
fn unpack(bytes: &[u8]) -> Result<Tables, DataError> {
    let Some([version, packed @ ..]) = bytes.strip_prefix(MAGIC.as_slice()) else {
        return Err(DataError::NotABundle);
    };
    if *version != VERSION {
        return Err(DataError::BundleVersion { found: *version, expected: VERSION });
    }
    postcard::from_bytes(packed).map_err(|source| DataError::Unpack { source })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), DataError> {
    write_atomically(path, bytes).map_err(|source| DataError::Write { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Tables {
        Tables {
            fingerprint: "0".to_owned(),
            as_of: AS_OF,
            commodities: Vec::new(),
            forms: Vec::new(),
            tables: Vec::new(),
            countries: Vec::new(),
            bundled: crate::data::Roster::default(),
            opened: Vec::new(),
            editions: Vec::new(),
            sources: Vec::new(),
            corrections: Vec::new(),
            context: crate::data::Context::default(),
        }
    }

    #[test]
    fn a_bundle_is_read_back() {
        assert_eq!(unpack(&pack(&empty()).unwrap()).unwrap(), empty());
    }

    #[test]
    fn a_bundle_that_is_not_one_is_refused_with_what_to_do() {
        let mut newer = pack(&empty()).unwrap();
        newer[4] = VERSION + 1;
        let mut cut = pack(&empty()).unwrap();
        cut.pop();
        for bytes in [Vec::new(), b"LOD".to_vec(), b"LODE".to_vec(), b"PNG....".to_vec(), newer, cut] {
            let error = unpack(&bytes).unwrap_err().to_string();
            assert!(error.contains("lodescope bundle"), "{error}");
        }
    }
}
