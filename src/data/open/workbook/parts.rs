use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use memchr::{memchr, memmem};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{EXCEL, damaged};
use crate::data::open::container::directory;
use crate::data::open::limits::in_words;
use crate::data::open::{Limits, OpenError, Progress};

/// Shared texts that room may be made for before they are read: 240 MB.
const RESERVED_TEXTS: u64 = 10_000_000;
/// Records of binary worksheets for cells without a column of their own, blank ones left out.
const SHORT_RECORDS: std::ops::RangeInclusive<u64> = 0x000D..=0x0012;
/// The record behind the last cell of a binary worksheet.
const END_OF_CELLS: u64 = 0x0092;
/// Parts of a binary workbook that are records, by a piece of their names.
const RECORD_PARTS: [&str; 4] = ["worksheets/", "workbook.bin", "sharedstrings.bin", "styles.bin"];
/// How many bytes are inflated at once.
const BLOCK_BYTES: usize = 1 << 16;

/// Inflates the parts of a workbook through a counter, so that its reader meets none that is too long: that reader
/// inflates whatever there is, holds what lies between two tags, and makes room for as many texts as a part claims.
pub(super) fn check(bytes: &[u8], label: &Path, limits: &Limits, progress: &Progress) -> Result<(), OpenError> {
    let over = |what: &str, bytes: u64, limit: u64| OpenError::OverLimit {
        path: label.to_path_buf(),
        what: format!("the inflated size{what}, {},", in_words(bytes)),
        limit: in_words(limit),
    };
    let mut archive = directory(bytes, label, limits)?;
    let mut parts = Vec::new();
    let mut sum = 0_u64;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index_raw(index) else { continue };
        if part.encrypted() {
            return Err(OpenError::Locked { path: label.to_path_buf(), what: "the workbook" });
        }
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        sum = sum.saturating_add(part.size());
        let limit = if name.ends_with("styles.xml") || name.ends_with("styles.bin") {
            limits.style_bytes()
        } else if name.contains("worksheets/") || name.contains("media/") || name == "content.xml" {
            limits.inflated_bytes
        } else {
            limits.whole_file_bytes
        };
        if part.size() > limit {
            return Err(over(&format!(" of its part {name}"), part.size(), limit));
        }
        parts.push((index, name, part.size()));
    }
    if sum > limits.inflated_bytes {
        return Err(over("", sum, limits.inflated_bytes));
    }
    progress.expect_bytes(sum);
    for (index, name, size) in parts {
        // What cannot be inflated here cannot be inflated by the workbook's reader, which says so if it needs it.
        let Ok(part) = archive.by_index(index) else { continue };
        let Some(piece) = longest_piece(part, size, progress)? else {
            return Err(damaged(label, EXCEL, &format!("its part {name} is longer than it says")));
        };
        if ["xml", "rels"].contains(&ending(&name)) && piece > limits.piece_bytes() {
            return Err(OpenError::OverLimit {
                path: label.to_path_buf(),
                what: format!("a single text in its part {name}"),
                limit: in_words(limits.piece_bytes()),
            });
        }
        if let Ok(part) = archive.by_index(index)
            && let Some(fault) = fault(&name, part)
        {
            return Err(damaged(label, EXCEL, &fault));
        }
    }
    Ok(())
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// Returns what calamine would stumble over in a part.
fn fault(name: &str, part: impl Read) -> Option<String> {
    if name.ends_with("sharedstrings.xml") {
        let is_too_much = claimed_texts(part) > RESERVED_TEXTS;
        return is_too_much.then(|| "it claims more shared texts than a file of its size has".to_owned());
    }
    if ending(name) != "bin" || !RECORD_PARTS.iter().any(|known| name.contains(known)) {
        return None;
    }
    match records(BufReader::new(part), name.contains("worksheets/")) {
        Records::Whole => None,
        Records::Short => Some("its cells are written in a short form that is not read".to_owned()),
        Records::Broken => Some(format!("its part {name} ends within a record")),
    }
}

/// Returns the longest stretch of a part that its reader would hold at once; nothing when the part is longer than it
/// says. Between two tags there is no opening bracket but in comments and the like, which are taken as long as the part.
fn longest_piece(mut part: impl Read, size: u64, progress: &Progress) -> Result<Option<u64>, OpenError> {
    let mut block = vec![0_u8; BLOCK_BYTES];
    let (mut total, mut piece, mut longest, mut has_unparsed, mut is_after_bracket) = (0_u64, 0_u64, 0, false, false);
    loop {
        if progress.is_cancelled() {
            return Err(OpenError::Cancelled);
        }
        let read = part.read(&mut block).unwrap_or(0);
        let Some(text) = block.get(..read).filter(|text| !text.is_empty()) else { break };
        total += read as u64;
        progress.advance(read as u64, 0);
        if total > size {
            return Ok(None);
        }
        has_unparsed |= (is_after_bracket && text.first() == Some(&b'!')) || memmem::find(text, b"<!").is_some();
        is_after_bracket = text.last() == Some(&b'<');
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| memchr(b'<', rest)) {
            longest = longest.max(piece + at as u64);
            piece = 0;
            from += at + 1;
        }
        piece += (read - from) as u64;
    }
    Ok(Some(if has_unparsed { total } else { longest.max(piece) }))
}

/// What the records of a part of a binary workbook are.
enum Records {
    Whole,
    /// Cells have no column of their own (MS-XLSB, `BrtShort…`): calamine passes over them without a word.
    Short,
    /// A record is longer than what follows: calamine makes room for it first, up to 256 MB.
    Broken,
}

/// Returns what the records of a part of a binary workbook are.
fn records(mut part: impl BufRead, is_sheet: bool) -> Records {
    // A part that cannot be inflated to its end is met by its reader, too.
    while let Ok(Some((kind, length))) = record(&mut part) {
        if is_sheet && SHORT_RECORDS.contains(&kind) {
            return Records::Short;
        }
        match std::io::copy(&mut part.by_ref().take(length), &mut std::io::sink()) {
            Ok(skipped) if skipped == length => {}
            _ => return Records::Broken,
        }
        if is_sheet && kind == END_OF_CELLS {
            break;
        }
    }
    Records::Whole
}

/// Returns the kind and the length of the next record; nothing at the end.
fn record(part: &mut impl BufRead) -> std::io::Result<Option<(u64, u64)>> {
    let Some(kind) = varying(part, 2)? else { return Ok(None) };
    Ok(varying(part, 4)?.map(|length| (kind, length)))
}

/// Returns a number of up to some bytes of seven bits each; nothing at the end.
fn varying(records: &mut impl BufRead, most: u32) -> std::io::Result<Option<u64>> {
    let mut number = 0;
    for place in 0..most {
        let Some(byte) = records.fill_buf()?.first().copied() else { return Ok(None) };
        records.consume(1);
        number |= u64::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(number))
}

/// Returns how many shared texts a part says that it has.
fn claimed_texts(part: impl Read) -> u64 {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) if start.local_name().as_ref() == "sst" => {
                let attributes = start.attributes_raw();
                let counts = attributes.match_indices("uniqueCount");
                return counts.map(|(at, _)| first_number(attributes.get(at..).unwrap_or_default())).max().unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// Returns the first number in a text, the greatest there is when it is greater.
fn first_number(text: &str) -> u64 {
    let digits = text.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    match digits.get(..end) {
        None | Some("") => 0,
        Some(digits) => digits.parse().unwrap_or(u64::MAX),
    }
}
