use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::kind::Kind;
use super::{BLOCK_BYTES, Found, HEAD_BYTES, Kept, Part, Reading, Renamed, Within, counted, nested, of_bytes};
use crate::data::open::limits::in_words;
use crate::data::open::sheet::Sheet;
use crate::data::open::text::TextSheet;
use crate::data::open::{OpenError, json::JsonSheet};

/// Returns what is in a file compressed with gzip, of one member or several.
pub(super) fn found(path: &Path, part: Part, reading: Reading<'_>) -> Result<Found, OpenError> {
    if part.within == Within::Archive {
        return Err(nested(part.label));
    }
    let limits = reading.options.limits;
    let file = File::open(path).map_err(|source| OpenError::Read { path: path.to_path_buf(), source })?;
    let mut inflated = MultiGzDecoder::new(BufReader::with_capacity(BLOCK_BYTES, file));
    let fault = |problem: std::io::Error| OpenError::Damaged {
        path: path.to_path_buf(),
        kind: "a file compressed with gzip",
        detail: problem.to_string(),
    };
    let mut bytes = Vec::new();
    (&mut inflated).take(HEAD_BYTES as u64).read_to_end(&mut bytes).map_err(fault)?;
    let kind = Kind::of(&bytes);
    let is_streamed = matches!(kind, Kind::Text | Kind::Json);
    let held = limits.whole_file_bytes.min(limits.inflated_bytes);
    let part = Part { within: Within::Archive, ..part };
    if !counted(&mut inflated, held, &mut bytes, reading.progress, fault)? {
        return of_bytes(kind, bytes, part, reading);
    }
    let over = |limit: u64| OpenError::OverLimit {
        path: path.to_path_buf(),
        what: "the inflated size".to_owned(),
        limit: in_words(limit),
    };
    if !is_streamed {
        return Err(over(held));
    }
    // Too long to be held: it goes to a file for this time only, so that reading streams.
    let copy = |source| OpenError::Read { path: std::env::temp_dir(), source };
    let mut kept = Kept { file: tempfile::NamedTempFile::new().map_err(copy)?, label: path.to_path_buf() };
    let mut written = bytes.len() as u64;
    kept.file.write_all(&bytes).map_err(copy)?;
    loop {
        bytes.clear();
        let has_more = counted(&mut inflated, BLOCK_BYTES as u64 * 16, &mut bytes, reading.progress, fault)?;
        kept.file.write_all(&bytes).map_err(copy)?;
        written += bytes.len() as u64;
        if written > limits.inflated_bytes {
            return Err(over(limits.inflated_bytes));
        }
        if !has_more {
            break;
        }
    }
    kept.file.flush().map_err(copy)?;
    drop(bytes);
    of_kept(kind, kept, part, reading)
}

/// Returns the table in a file for this time only.
fn of_kept(kind: Kind, kept: Kept, part: Part, reading: Reading<'_>) -> Result<Found, OpenError> {
    let Reading { options, progress } = reading;
    let path = kept.file.path();
    let sheet: Result<Box<dyn Sheet>, OpenError> = if kind == Kind::Json {
        JsonSheet::of_file(String::new(), path, &options.limits, progress).map(|sheet| Box::new(sheet) as _)
    } else {
        TextSheet::open(path, &options.limits).map(|sheet| Box::new(sheet) as _)
    };
    let sheet = sheet.map_err(|fault| fault.moved(path, &kept.label))?;
    Ok(Found::of(vec![Box::new(Renamed { name: part.name, sheet, kept: Some(kept), packed: None })]))
}
