use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::folder::may_hold_a_table;
use super::kind::{Kind, Zipped};
use super::{Found, Part, Reading, Within, counted, of_bytes};
use crate::data::open::limits::in_words;
use crate::data::open::{Limits, OpenError};

/// How a member of an archive begins in its directory.
const ENTRY: &[u8] = b"PK\x01\x02";
/// How many characters of a member's name are shown.
const NAME_CHARACTERS: usize = 200;

/// Returns what a ZIP archive is, by the names in it.
pub(super) fn kind(bytes: &[u8], label: &Path, limits: &Limits) -> Result<Zipped, OpenError> {
    let archive = directory(bytes, label, limits)?;
    let names: Vec<String> = archive.file_names_raw().map(folded).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    let has_under = |folder: &str| names.iter().any(|known| known.starts_with(folder));
    if has("[content_types].xml") {
        return Ok(if names.iter().any(|name| name.ends_with("workbook.bin")) {
            Zipped::Xlsb
        } else if has_under("word/") {
            Zipped::Other("a Word document")
        } else if has_under("ppt/") {
            Zipped::Other("a PowerPoint presentation")
        } else {
            Zipped::Xlsx
        });
    }
    if names.iter().any(|name| name.ends_with("xl/workbook.xml")) {
        return Ok(Zipped::Xlsx);
    }
    if has("mimetype") && has("content.xml") {
        return Ok(match mime(archive).as_slice() {
            mime if mime.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => Zipped::Ods,
            _ => Zipped::Other("an OpenDocument file that is no spreadsheet"),
        });
    }
    if has("index/tables/datalist.iwa") || has("index/document.iwa") {
        return Ok(Zipped::Other("a document of Apple's Numbers, Pages or Keynote"));
    }
    Ok(Zipped::Archive)
}

/// Returns a name in an archive as names are compared.
fn folded(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Returns the start of what an archive says that it is.
fn mime(mut archive: ZipArchive<Cursor<&[u8]>>) -> Vec<u8> {
    let mut mime = Vec::new();
    if let Ok(member) = archive.by_name("mimetype") {
        // A damaged one says nothing; what was read until there is compared.
        let _read = member.take(64).read_to_end(&mut mime);
    }
    mime
}

/// Returns the directory of an archive, having counted what is in it.
pub(in crate::data::open) fn directory<'a>(
    bytes: &'a [u8],
    label: &Path,
    limits: &Limits,
) -> Result<ZipArchive<Cursor<&'a [u8]>>, OpenError> {
    // Counted before it is read: each entry takes many times its bytes once read.
    if memchr::memmem::find_iter(bytes, ENTRY).take(limits.members() + 1).count() > limits.members() {
        return Err(OpenError::OverLimit {
            path: label.to_path_buf(),
            what: "the number of files in the archive".to_owned(),
            limit: limits.members().to_string(),
        });
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|problem| damaged(label, &problem))
}

/// Returns what is wrong with an archive.
fn damaged(label: &Path, problem: &ZipError) -> OpenError {
    OpenError::Damaged { path: label.to_path_buf(), kind: "a ZIP archive", detail: problem.to_string() }
}

/// A member of an archive, as the directory describes it.
struct Entry {
    index: usize,
    name: String,
    bytes: u64,
    is_locked: bool,
}

/// Returns what is in an archive of files.
pub(super) fn found(bytes: &[u8], part: &Part, reading: Reading<'_>) -> Result<Found, OpenError> {
    let limits = &reading.options.limits;
    let mut archive = directory(bytes, &part.label, limits)?;
    let entries = entries(&mut archive, &part.label)?;
    if entries.len() > limits.sheets {
        return Err(OpenError::OverLimit {
            path: part.label.clone(),
            what: "the number of files with tables in the archive".to_owned(),
            limit: limits.sheets.to_string(),
        });
    }
    let sum = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.bytes));
    if sum > limits.inflated_bytes {
        return Err(over(&part.label, sum, limits.inflated_bytes));
    }
    reading.progress.expect_bytes(sum);
    let mut found = Found::default();
    for entry in entries {
        let label = part.label.join(entry.name.trim_start_matches('/'));
        let name = if part.name.is_empty() { entry.name.clone() } else { format!("{}/{}", part.name, entry.name) };
        let member = Part { name: name.clone(), label, within: Within::Archive };
        found.add(&name, of_entry(&mut archive, &entry, member, reading))?;
    }
    Ok(found)
}

/// Returns the members of an archive that may hold a table; if none is called as if, all.
fn entries(archive: &mut ZipArchive<Cursor<&[u8]>>, label: &Path) -> Result<Vec<Entry>, OpenError> {
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|problem| damaged(label, &problem))?;
        let name = match member.name() {
            Ok(name) => name.into_owned(),
            Err(_unreadable) => String::from_utf8_lossy(member.name_raw()).into_owned(),
        };
        let shown: String = name
            .chars()
            .map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter })
            .take(NAME_CHARACTERS)
            .collect();
        let file = shown.rsplit(['/', '\\']).next().unwrap_or_default();
        let is_hidden = file.is_empty() || file.starts_with(['.', '~']) || shown.starts_with("__MACOSX/");
        if !is_hidden {
            entries.push(Entry { index, bytes: member.size(), is_locked: member.encrypted(), name: shown });
        }
    }
    if entries.iter().any(|entry| may_hold_a_table(&entry.name)) {
        entries.retain(|entry| may_hold_a_table(&entry.name));
    }
    Ok(entries)
}

/// Returns what is in a member of an archive.
fn of_entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    entry: &Entry,
    part: Part,
    reading: Reading<'_>,
) -> Result<Found, OpenError> {
    let limit = reading.options.limits.whole_file_bytes;
    if entry.is_locked {
        return Err(OpenError::Locked { path: part.label, what: "the member of the archive" });
    }
    if entry.bytes > limit {
        return Err(over(&part.label, entry.bytes, limit));
    }
    let fault =
        |detail: String| OpenError::Damaged { path: part.label.clone(), kind: "a member of an archive", detail };
    let member = archive.by_index(entry.index).map_err(|problem| fault(problem.to_string()))?;
    let mut bytes = Vec::new();
    if counted(member, entry.bytes, &mut bytes, reading.progress, |problem| fault(problem.to_string()))? {
        return Err(fault("it is longer than the archive says".to_owned()));
    }
    of_bytes(Kind::of(&bytes), bytes, part, reading)
}

/// Returns the refusal of what would inflate too far.
fn over(label: &Path, bytes: u64, limit: u64) -> OpenError {
    OpenError::OverLimit {
        path: label.to_path_buf(),
        what: format!("the inflated size, {},", in_words(bytes)),
        limit: in_words(limit),
    }
}
