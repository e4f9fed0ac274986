use std::path::Path;

use crate::model::Edition;

use super::bundle::bytes_of;
use super::curated::Curated;
use super::figure::Found;
use super::frame::TextFrame;
use super::spelling::tidy;
use super::usgs_reader::{EditionRead, Reader};
use super::usgs_wide::WideFile;
use super::{DataError, usgs_long, usgs_wide};

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

/// Returns what the files of one edition of the Mineral Commodity Summaries say; layout and edition are recognised by
/// header, first rows and name of each file.
pub(super) fn read(files: &[SourceFile], curated: &Curated) -> Result<EditionRead, DataError> {
    let mut reader: Option<Reader<'_>> = None;
    for file in files {
        let frame = TextFrame::read(&file.name, &file.bytes)?;
        let edition = edition(file, &frame, curated)?;
        let found = figures(file, &frame, edition, curated)?;
        reader.get_or_insert_with(|| Reader::new(curated, edition)).file(&file.name, &file.bytes, found);
    }
    Ok(reader.map(Reader::finish).unwrap_or_default())
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
fn edition_in(text: &str) -> Option<String> {
    let text = tidy(text).to_lowercase().replace(' ', "");
    let year = text.split_once("mcs")?.1.get(..4)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("mcs{year}"))
}

fn figures(
    file: &SourceFile,
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
    let name = file.bare_name();
    let slug = name.strip_suffix(WORLD).unwrap_or(&name);
    let wide = WideFile {
        chapter: slug.strip_prefix(edition.id.as_str()).unwrap_or(slug).trim_start_matches('-'),
        edition_year: edition.id.as_str().trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().unwrap_or(0),
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
