use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Edition, EditionId, Source, SourceId};

use super::curated::Curated;
use super::frame::TextFrame;
use super::usgs_reader::{EditionRead, Reader};
use super::{DataError, blanks, usgs, usgs_long, usgs_wide};

/// The publication that the editions belong to.
const SERIES: &str = "usgs-mcs";

/// A person's file that may be one of the Mineral Commodity Summaries.
pub(super) struct UsgsFile {
    /// Its name, with the folders or the archive's member that matter to a person.
    pub(super) name: String,
    pub(super) frame: TextFrame,
    pub(super) sha256: String,
}

/// What a person's files of the Mineral Commodity Summaries say.
pub(super) struct UsgsRead {
    pub(super) read: EditionRead,
    /// The editions met, newest first, each with the source it belongs to.
    pub(super) editions: Vec<(Edition, Source)>,
    /// For each file, in order, the edition that it is of and the numbers of the rows that figures were taken from.
    pub(super) files: Vec<(EditionId, BTreeSet<usize>)>,
}

/// Returns the year of the edition that a file is, or nothing when it is no file of the publication's world tables.
///
/// The layout is told by the header. The edition is told by the column that names it, by the file's name, and in the long
/// layout by the newest year of its figures, which is always the year before.
pub(super) fn edition_year(name: &str, frame: &TextFrame) -> Option<i16> {
    let is_long = usgs_long::is_long(frame) && usgs_long::is_whole(frame);
    if !is_long && !usgs_wide::is_wide(frame) {
        return None;
    }
    let source = frame.columns().find(|column| column.trim().eq_ignore_ascii_case("source"));
    let in_rows = source.and_then(|column| frame.rows().find_map(|row| usgs::edition_in(row.text(column))));
    let named = in_rows.or_else(|| usgs::edition_in(&bare(name)));
    let newest = || frame.rows().filter_map(|row| row.text("Year").trim().parse::<i16>().ok()).max();
    match named {
        Some(named) => named.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok(),
        None if is_long => newest().map(|year| year.saturating_add(1)),
        None => None,
    }
}

/// Returns what a person's files say, each with the year of its edition.
pub(super) fn read(files: &[(UsgsFile, i16)], curated: &Curated) -> Result<UsgsRead, DataError> {
    let mut editions: BTreeMap<i16, (Edition, Source)> = BTreeMap::new();
    for (_, year) in files {
        if !editions.contains_key(year) {
            editions.insert(*year, edition(*year, curated)?);
        }
    }
    let mut readers: BTreeMap<i16, Reader<'_>> = BTreeMap::new();
    for (year, (edition, _)) in &editions {
        let is_known = curated.edition(edition.id.as_str()).is_ok();
        let reader = if is_known {
            Reader::new(curated, edition)
        } else {
            Reader::of_unknown(curated, edition, headings(*year, curated))
        };
        readers.insert(*year, reader);
    }
    let mut of_files = Vec::new();
    for (file, year) in files {
        let (Some((edition, _)), Some(reader)) = (editions.get(year), readers.get_mut(year)) else { continue };
        let found = usgs::figures(&bare(&file.name), &file.frame, edition, curated)?;
        let used = reader.file(&file.name, &file.sha256, found);
        of_files.push((edition.id.clone(), used));
    }
    let mut read = EditionRead::default();
    for reader in readers.into_values().rev() {
        read.append(reader.finish());
    }
    let editions: Vec<(Edition, Source)> = editions.into_values().rev().collect();
    let of_series: Vec<Edition> = editions.iter().map(|(edition, _)| edition.clone()).collect();
    blanks::read_zeros(&mut read, &of_series)?;
    Ok(UsgsRead { read, editions, files: of_files })
}

/// Returns a file's name without folders, in lower case.
fn bare(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase()
}

/// Returns the editions whose headings are known, the nearest to a year first and of two as near the newer.
fn headings(year: i16, curated: &Curated) -> Vec<EditionId> {
    let mut known: Vec<(i16, EditionId)> = curated
        .headed_editions()
        .into_iter()
        .filter_map(|id| {
            let of = id.as_str().strip_prefix("mcs")?.parse::<i16>().ok()?;
            Some((of, id))
        })
        .collect();
    known.sort_by_key(|(of, _)| (of.abs_diff(year), std::cmp::Reverse(*of)));
    known.into_iter().map(|(_, id)| id).collect()
}

/// Returns the edition of a year with its source: the one that the app knows, else one made in its likeness.
fn edition(year: i16, curated: &Curated) -> Result<(Edition, Source), DataError> {
    let id = format!("mcs{year}");
    if let Ok(known) = curated.edition(&id)
        && let Some(source) = curated.sources.iter().find(|source| source.id == known.source)
    {
        return Ok((known.clone(), source.clone()));
    }
    let unknown =
        |_not_an_id| DataError::UnknownEdition { edition: id.clone(), file: "data/curated/editions.csv".to_owned() };
    let edition = Edition {
        id: EditionId::new(&id).map_err(unknown)?,
        name: format!("U.S. Geological Survey, Mineral Commodity Summaries {year}"),
        short_name: format!("USGS MCS {year}"),
        source: SourceId::new(format!("usgs-{id}")).map_err(unknown)?,
        series: SERIES.to_owned(),
    };
    let source = Source {
        id: edition.source.clone(),
        publisher: "U.S. Geological Survey".to_owned(),
        title: format!("Mineral Commodity Summaries {year} data release"),
        edition: year.to_string(),
        date: String::new(),
        licence: "US public domain".to_owned(),
        attribution: format!(
            "U.S. Geological Survey, National Minerals Information Center, Mineral Commodity Summaries {year} data \
             release. Public domain."
        ),
    };
    Ok((edition, source))
}
