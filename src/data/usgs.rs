use std::collections::BTreeMap;
use std::path::Path;

use crate::model::{Edition, EditionId};

use super::bundle::bytes_of;
use super::curated::Curated;
use super::figure::Found;
use super::frame::TextFrame;
use super::intake::sha256_text;
use super::observation::{assemble, sort};
use super::spelling::tidy;
use super::usgs_reader::{EditionRead, Reader};
use super::usgs_wide::WideFile;
use super::{Correction, DataError, DataIssue, IntakeLine, Table, usgs_long, usgs_wide};

/// A publisher's file: its name, with the folders that matter to a person, and what is in it.
pub(super) struct SourceFile {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl SourceFile {
    /// Returns the file at `path` under the folder `from`, called by `path`.
    pub(super) fn at(from: &Path, path: &str) -> Result<Self, DataError> {
        Ok(Self { name: path.to_owned(), bytes: bytes_of(&from.join(path))? })
    }

    /// Returns the world tables in the folder `path` under the folder `from`, by name.
    pub(super) fn world_tables(from: &Path, path: &str) -> Result<Vec<Self>, DataError> {
        let place = from.join(path);
        let fault = |source| DataError::Read { path: place.clone(), source };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&place).map_err(fault)? {
            names.push(entry.map_err(fault)?.file_name().to_string_lossy().into_owned());
        }
        names.retain(|name| name.to_lowercase().ends_with(WORLD));
        if names.is_empty() {
            let nothing = format!("no file in the folder ends in {WORLD}");
            return Err(fault(std::io::Error::new(std::io::ErrorKind::NotFound, nothing)));
        }
        names.sort_by_key(|name| name.to_lowercase());
        names.iter().map(|name| Self::at(from, &format!("{path}/{name}"))).collect()
    }

    /// Returns the name without folders, in lower case.
    fn bare_name(&self) -> String {
        self.name.rsplit('/').next().unwrap_or_default().to_lowercase()
    }
}

/// How the names of files with one commodity's world tables end.
const WORLD: &str = "_world.csv";

/// What a person's files of the Mineral Commodity Summaries say.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedTables {
    /// Country tables, by commodity, form, stage and edition.
    pub tables: Vec<Table>,
    /// The corrections known for these editions, each with how many figures of the files it touched.
    pub corrections: Vec<Correction>,
    /// The faults met.
    pub issues: Vec<DataIssue>,
    /// What became of the rows of each file.
    pub intake: Vec<IntakeLine>,
}

/// Reads a file of the Mineral Commodity Summaries, or all world tables in a folder, as the publisher offers them.
///
/// Layout and edition are recognised by header, first rows and name.
///
/// # Errors
/// [`DataError`] when the path cannot be read, or a file there is no table, of no known layout or of no listed edition.
/// Faults of rows are no errors: they are issues.
pub fn read_usgs(path: &Path) -> Result<OpenedTables, DataError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let files =
        if path.is_dir() { SourceFile::world_tables(folder, &name)? } else { vec![SourceFile::at(folder, &name)?] };
    let mut read = read(&files, &Curated::embedded()?)?;
    sort(&mut read.heads, &mut read.observations);
    Ok(OpenedTables {
        tables: assemble(&read.heads, read.observations),
        corrections: read.corrections,
        issues: read.issues,
        intake: read.intake,
    })
}

/// Returns what files of the Mineral Commodity Summaries say.
pub(super) fn read(files: &[SourceFile], curated: &Curated) -> Result<EditionRead, DataError> {
    let mut readers: BTreeMap<&EditionId, Reader<'_>> = BTreeMap::new();
    for file in files {
        let frame = TextFrame::read(&file.name, &file.bytes)?;
        let edition = edition(file, &frame, curated)?;
        let found = figures(&file.bare_name(), &frame, edition, curated)?;
        let reader = readers.entry(&edition.id).or_insert_with(|| Reader::new(curated, edition));
        reader.file(&file.name, &sha256_text(&file.bytes), found);
    }
    let mut read = EditionRead::default();
    for reader in readers.into_values() {
        read.append(reader.finish());
    }
    Ok(read)
}

/// Returns the edition that a file says it belongs to: by its source column, else by its name.
fn edition<'a>(file: &SourceFile, frame: &TextFrame, curated: &'a Curated) -> Result<&'a Edition, DataError> {
    let source = frame.columns().find(|column| column.eq_ignore_ascii_case("source"));
    let in_rows = source.and_then(|column| frame.rows().find_map(|row| edition_in(row.text(column))));
    let Some(id) = in_rows.or_else(|| edition_in(&file.bare_name())) else {
        return Err(DataError::NoEdition { file: file.name.clone() });
    };
    curated.edition(&id)
}

/// Returns the edition named in a text, for example `mcs2024` in "MCS 2024".
pub(super) fn edition_in(text: &str) -> Option<String> {
    let text = tidy(text).to_lowercase().replace(' ', "");
    let year = text.split_once("mcs")?.1.get(..4)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("mcs{year}"))
}

/// Returns what stands in a file of an edition; `name` is the file's, without folders, in lower case.
pub(super) fn figures(
    name: &str,
    frame: &TextFrame,
    edition: &Edition,
    curated: &Curated,
) -> Result<Vec<Found>, DataError> {
    if usgs_long::is_long(frame) {
        return usgs_long::figures(frame);
    }
    if !usgs_wide::is_wide(frame) {
        return Err(frame.unknown_layout());
    }
    let slug = name.strip_suffix(WORLD).unwrap_or(name);
    // What a person or an archive puts in front of the publisher's name says nothing of the chapter.
    let chapter = slug.rsplit_once(edition.id.as_str()).map_or(slug, |(_, chapter)| chapter);
    let wide = WideFile {
        chapter: chapter.trim_start_matches('-'),
        edition_year: edition
            .id
            .as_str()
            .trim_start_matches(|letter: char| !letter.is_ascii_digit())
            .parse()
            .unwrap_or(0),
        unmarked: &|name| unmarked(name, curated),
    };
    usgs_wide::figures(frame, &wide)
}

/// Returns a country's name without the superscript "e" (estimated) that one edition glues to it: where the name is
/// known without the letter, and not as the name of another.
fn unmarked(name: &str, curated: &Curated) -> Option<String> {
    let stem = name.strip_suffix('e')?;
    let subject = curated.subject(stem)?;
    curated.subject(name).is_none_or(|of| of == subject).then(|| stem.to_owned())
}
