use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::cells::push_number;
use super::{check_sheets, damaged, inside, parts};
use crate::data::open::container::directory;
use crate::data::open::sheet::{RowSink, Sheet};
use crate::data::open::sparse::SparseRows;
use crate::data::open::{FileForm, FileFormat, Limits, OpenError, Progress};

/// What these are called in messages.
const KIND: &str = "an OpenDocument spreadsheet";
/// The part with the tables.
const CONTENT: &str = "content.xml";
/// Rows and columns that a sheet has at most: those of most programs. Repeats to fill a sheet go no further.
const ROWS: u64 = 1_048_576;
const COLUMNS: u64 = 16_384;

/// A table of an `OpenDocument` spreadsheet.
struct OdsSheet {
    name: String,
    label: PathBuf,
    /// Which of the tables it is.
    index: usize,
    bytes: Rc<[u8]>,
    limits: Limits,
}

type Events<'a> = Reader<BufReader<zip::read::ZipFile<'a, Cursor<&'a [u8]>>>>;

/// Returns the tables of an `OpenDocument` spreadsheet.
pub(in crate::data::open) fn ods(
    name: &str,
    label: &Path,
    bytes: Vec<u8>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Box<dyn Sheet>>, OpenError> {
    parts::check(&bytes, label, limits, progress)?;
    let mut archive = directory(&bytes, label, limits)?;
    if is_locked(&mut archive) {
        return Err(OpenError::Locked { path: label.to_path_buf(), what: "the workbook" });
    }
    let names = names(&mut archive, label, progress)?;
    check_sheets(names.len(), label, limits)?;
    let bytes: Rc<[u8]> = bytes.into();
    let sheet = |(index, inner): (usize, String)| {
        let name = inside(name, &inner);
        let (label, bytes) = (label.to_path_buf(), Rc::clone(&bytes));
        Box::new(OdsSheet { name, label, index, bytes, limits: *limits }) as Box<dyn Sheet>
    };
    Ok(names.into_iter().enumerate().map(sheet).collect())
}

/// Returns whether a part is encrypted, by the list of parts.
fn is_locked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut manifest = Vec::new();
    archive.by_name("META-INF/manifest.xml").is_ok_and(|mut part| {
        // One that is damaged says nothing of encryption; what was read of it is looked at.
        let _read = std::io::Read::read_to_end(&mut part, &mut manifest);
        memmem::find(&manifest, b"encryption-data").is_some()
    })
}

fn events<'a>(archive: &'a mut ZipArchive<Cursor<&'a [u8]>>, label: &Path) -> Result<Events<'a>, OpenError> {
    let part = archive.by_name(CONTENT).map_err(|fault| damaged(label, KIND, &fault.to_string()))?;
    let mut events = Reader::from_reader(BufReader::new(part));
    let config = events.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    Ok(events)
}

/// Returns the names of the tables, in the order of the file.
fn names(archive: &mut ZipArchive<Cursor<&[u8]>>, label: &Path, progress: &Progress) -> Result<Vec<String>, OpenError> {
    let mut archive = archive.clone();
    let mut events = events(&mut archive, label)?;
    let mut buffer = Vec::new();
    let mut names = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        match events.read_event_into(&mut buffer).map_err(|fault| damaged(label, KIND, &fault.to_string()))? {
            Event::Start(start) if start.name().as_ref() == "table:table" => {
                if depth == 0 {
                    names.push(attribute(&start, "table:name").unwrap_or_default());
                }
                depth += 1;
                if progress.is_cancelled() {
                    return Err(OpenError::Cancelled);
                }
            }
            Event::End(end) if end.name().as_ref() == "table:table" => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(names),
            _ => {}
        }
    }
}

/// Returns an attribute of an element as text.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).filter_map(Result::ok).find(|found| found.key.as_ref() == name)?;
    let written = found.value.as_ref();
    Some(quick_xml::escape::unescape(written).map_or_else(|_unknown| written.to_owned(), std::borrow::Cow::into_owned))
}

/// Returns how often something stands, 1 where nothing is said.
fn repeats(start: &BytesStart<'_>, name: &str, most: u64) -> u64 {
    let Some(said) = attribute(start, name) else { return 1 };
    said.trim()
        .parse()
        .unwrap_or(if said.trim().bytes().all(|sign| sign.is_ascii_digit()) { most } else { 1 })
        .min(most)
}

impl Sheet for OdsSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        FileForm::of(FileFormat::Ods)
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let mut archive = directory(&self.bytes, &self.label, &self.limits)?;
        let mut table = Table {
            events: events(&mut archive, &self.label)?,
            label: &self.label,
            progress,
            buffer: Vec::new(),
            cell_bytes: self.limits.cell_bytes,
        };
        if !table.find(self.index)? {
            return Err(damaged(&self.label, KIND, "a table is gone"));
        }
        let mut rows = SparseRows::new(sink, &self.limits, progress, &self.label);
        table.read(&mut rows)
    }
}

/// A table that is being read.
struct Table<'a> {
    events: Events<'a>,
    label: &'a Path,
    progress: &'a Progress,
    buffer: Vec<u8>,
    cell_bytes: usize,
}

/// A cell with how often it stands, side by side.
struct OdsCell {
    text: String,
    repeats: u64,
}

/// What comes next in a table.
enum Next {
    Start(BytesStart<'static>),
    End(String),
    Text(String),
    Nothing,
}

impl Table<'_> {
    fn next(&mut self) -> Result<Next, OpenError> {
        self.buffer.clear();
        let fault = |fault: quick_xml::Error| damaged(self.label, KIND, &fault.to_string());
        loop {
            return Ok(match self.events.read_event_into(&mut self.buffer).map_err(fault)? {
                Event::Start(start) => Next::Start(start.into_owned()),
                Event::End(end) => Next::End(end.name().as_ref().to_owned()),
                Event::Text(text) => Next::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Next::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Next::Text(resolved(&entity)),
                Event::Eof => Next::Nothing,
                _ => {
                    self.buffer.clear();
                    continue;
                }
            });
        }
    }

    fn cut_off(&self) -> OpenError {
        damaged(self.label, KIND, "it ends within a table")
    }

    /// Goes to the table of a number; returns whether there is one.
    fn find(&mut self, index: usize) -> Result<bool, OpenError> {
        let (mut seen, mut depth) = (0, 0_usize);
        loop {
            match self.next()? {
                Next::Start(start) if start.name().as_ref() == "table:table" => {
                    if depth == 0 && seen == index {
                        return Ok(true);
                    }
                    seen += usize::from(depth == 0);
                    depth += 1;
                }
                Next::End(name) if name == "table:table" => depth = depth.saturating_sub(1),
                Next::Nothing => return Ok(false),
                _ => {}
            }
        }
    }

    /// Hands out the rows of the table.
    fn read(&mut self, rows: &mut SparseRows<'_>) -> Result<(), OpenError> {
        let (mut number, mut depth) = (0_u64, 0_usize);
        loop {
            match self.next()? {
                Next::Start(start) if start.name().as_ref() == "table:table-row" && depth == 0 => {
                    let most = ROWS.saturating_sub(number);
                    let times = repeats(&start, "table:number-rows-repeated", most);
                    let cells = self.row()?;
                    let is_blank = cells.iter().all(|cell| cell.text.is_empty());
                    let handed_out = if is_blank { 0 } else { times };
                    for copy in 1..=handed_out {
                        if rows.begin(number + copy)? == ControlFlow::Break(()) {
                            return Ok(());
                        }
                        put(&cells, copy > 1, rows)?;
                    }
                    number += times;
                }
                // A table within a cell is no part of this one.
                Next::Start(start) if start.name().as_ref() == "table:table" => depth += 1,
                Next::End(name) if name == "table:table" => {
                    if depth == 0 {
                        return rows.end().map(|_last| ());
                    }
                    depth -= 1;
                }
                Next::Nothing => return Err(self.cut_off()),
                _ => {}
            }
            if self.progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
        }
    }

    /// Returns the cells of a row.
    fn row(&mut self) -> Result<Vec<OdsCell>, OpenError> {
        let mut cells = Vec::new();
        loop {
            match self.next()? {
                Next::Start(start)
                    if ["table:table-cell", "table:covered-table-cell"].contains(&start.name().as_ref()) =>
                {
                    let repeats = repeats(&start, "table:number-columns-repeated", COLUMNS);
                    let value = value(&start);
                    let shown = self.shown()?;
                    cells.push(OdsCell { text: value.unwrap_or(shown), repeats });
                }
                Next::End(name) if name == "table:table-row" => return Ok(cells),
                Next::Nothing => return Err(self.cut_off()),
                _ => {}
            }
        }
    }

    /// Returns what is shown in a cell, and goes to its end. Notes on it are left out.
    fn shown(&mut self) -> Result<String, OpenError> {
        let mut shown = String::new();
        let (mut depth, mut within_note, mut paragraphs) = (0_usize, None, 0);
        loop {
            match self.next()? {
                Next::Start(start) => {
                    let room = (self.cell_bytes + 1).saturating_sub(shown.len());
                    match start.name().as_ref() {
                        _ if within_note.is_some() => {}
                        "office:annotation" | "draw:frame" | "table:table" => within_note = Some(depth),
                        "text:p" => {
                            if paragraphs > 0 {
                                shown.push('\n');
                            }
                            paragraphs += 1;
                        }
                        "text:s" => {
                            let spaces = repeats(&start, "text:c", room as u64);
                            shown.extend(std::iter::repeat_n(' ', usize::try_from(spaces).unwrap_or(0)));
                        }
                        "text:tab" => shown.push('\t'),
                        "text:line-break" => shown.push('\n'),
                        _ => {}
                    }
                    depth += 1;
                }
                Next::End(_) if depth == 0 => return Ok(shown),
                Next::End(_) => {
                    depth -= 1;
                    if within_note == Some(depth) {
                        within_note = None;
                    }
                }
                Next::Text(text) if within_note.is_none() && paragraphs > 0 => {
                    if shown.len() <= self.cell_bytes {
                        shown.push_str(&text);
                    }
                }
                Next::Text(_) => {}
                Next::Nothing => return Err(self.cut_off()),
            }
        }
    }
}

/// Puts the cells of a row where they belong.
fn put(cells: &[OdsCell], is_copy: bool, rows: &mut SparseRows<'_>) -> Result<(), OpenError> {
    let mut column = 0_u64;
    for cell in cells {
        let end = (column + cell.repeats).min(COLUMNS);
        if !cell.text.is_empty() {
            rows.count_free((end - column).saturating_sub(u64::from(!is_copy)))?;
            for place in column..end {
                rows.put(usize::try_from(place).unwrap_or(usize::MAX), &cell.text)?;
            }
        }
        column = end;
    }
    Ok(())
}

/// Returns the value of a cell that is no text: what it holds, rather than what is shown of it.
fn value(start: &BytesStart<'_>) -> Option<String> {
    match attribute(start, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let written = attribute(start, "office:value")?;
            let mut text = String::new();
            match written.parse::<f64>() {
                Ok(number) if number.is_finite() => push_number(number, &mut text),
                _ => text = written,
            }
            Some(text)
        }
        "date" => attribute(start, "office:date-value"),
        "time" => attribute(start, "office:time-value").map(|time| duration(&time).unwrap_or(time)),
        "boolean" => attribute(start, "office:boolean-value").map(|value| value.to_ascii_uppercase()),
        "string" => attribute(start, "office:string-value").filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// Returns a duration such as `PT12H30M00S` as hours, minutes and seconds.
fn duration(written: &str) -> Option<String> {
    let (hours, rest) = written.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    Some(format!("{hours}:{minutes}:{seconds}"))
}

/// Returns what an entity stands for: one of XML itself or of a sign; any other is left as written, never looked up.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    let name: &str = entity;
    if let Some(known) = quick_xml::escape::resolve_xml_entity(name) {
        return known.to_owned();
    }
    match entity.resolve_char_ref() {
        Ok(Some(sign)) => sign.to_string(),
        _ => format!("&{name};"),
    }
}
