use std::collections::HashMap;

use super::biff_text::{Letters, Record, Records, shared_texts};
use super::cells::{push_number, push_serial, truth};
use super::compound::{u16_at, u32_at};

/// What is wrong with a workbook, inside a sentence.
type Fault = &'static str;

/// A workbook up to Excel 2003: the stream with its records (MS-XLS), and what its cells refer to.
pub(super) struct Workbook {
    stream: Vec<u8>,
    pub(super) sheets: Vec<BoundSheet>,
    texts: Vec<String>,
    /// What the numbers of cells with a format are, by the number of the format.
    formats: Vec<Shown>,
    is_1904: bool,
}

/// A worksheet and where in the stream it begins.
pub(super) struct BoundSheet {
    pub(super) name: String,
    start: usize,
    letters: Letters,
}

/// What a number is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Number,
    Date,
    Duration,
}

/// A cell with its place.
pub(super) struct Placed {
    pub(super) row: u16,
    pub(super) column: u16,
    value: Value,
}

enum Value {
    Number(f64, u16),
    Shared(u32),
    /// A text of its own: where in the stream its record's data begin, and how long they are.
    Own(usize, usize, usize),
    Bool(bool),
    Error(u8),
}

/// What a workbook says before its sheets.
#[derive(Default)]
struct Globals {
    texts: Vec<String>,
    formats: HashMap<u16, Shown>,
    cell_formats: Vec<u16>,
    is_1904: bool,
    bound: Vec<(usize, String)>,
}

impl Workbook {
    /// Returns the workbook in a stream of records.
    pub(super) fn new(stream: Vec<u8>) -> Result<Self, Fault> {
        let mut letters = Letters { is_unicode: true, encoding: Letters::of_code_page(1252) };
        let mut globals = Globals::default();
        let mut is_first = true;
        for record in Records::new(&stream) {
            if std::mem::take(&mut is_first) {
                if record.kind & 0x00FF != 0x09 {
                    return Err("it does not begin as one");
                }
                letters.is_unicode = u16_at(record.data, 0).unwrap_or(0) >= 0x0600;
                continue;
            }
            match record.kind {
                0x002F if u16_at(record.data, 0) != Some(0) || !letters.is_unicode => {
                    return Err("it is protected with a password");
                }
                0x0042 => letters.encoding = Letters::of_code_page(u16_at(record.data, 0).unwrap_or(0)),
                0x000A => break,
                _ => globals.note(record, letters),
            }
        }
        let sheets = globals.bound.into_iter().map(|(start, name)| BoundSheet { name, start, letters }).collect();
        let shown = |number: u16| globals.formats.get(&number).copied().unwrap_or_else(|| built_in(number));
        Ok(Self {
            sheets,
            texts: globals.texts,
            formats: globals.cell_formats.into_iter().map(shown).collect(),
            is_1904: globals.is_1904,
            stream,
        })
    }

    /// Returns the cells of a worksheet, by row and column.
    pub(super) fn cells(&self, sheet: &BoundSheet) -> Result<Vec<Placed>, Fault> {
        let part =
            self.stream.get(sheet.start..).filter(|part| !part.is_empty()).ok_or("a sheet lies beyond its end")?;
        let mut cells = Vec::new();
        let (mut formula, mut nested, mut has_begun) = ((0, 0), 0_u32, false);
        for record in Records::new(part) {
            match record.kind {
                0x0009 | 0x0209 | 0x0409 | 0x0809 if !has_begun => has_begun = true,
                0x0809 => nested += 1,
                0x000A if nested == 0 => break,
                0x000A => nested -= 1,
                // Charts within a sheet have records like cells.
                _ if nested > 0 => {}
                0x0207 => cells.push(Placed { row: formula.0, column: formula.1, value: self.own(record, 0) }),
                _ => {
                    let Some((row, column)) = u16_at(record.data, 0).zip(u16_at(record.data, 2)) else { continue };
                    if record.kind & 0x00FF == 0x06 {
                        formula = (row, column);
                    }
                    // A record that is too short for what it says has no value.
                    let _found = self.push_cells(record, row, column, &mut cells);
                }
            }
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Ok(cells)
    }

    fn own(&self, record: Record<'_>, at: usize) -> Value {
        let start = record.data.as_ptr().addr() - self.stream.as_ptr().addr();
        Value::Own(start, record.data.len(), at)
    }

    /// Adds the cells of a record.
    fn push_cells(&self, record: Record<'_>, row: u16, column: u16, cells: &mut Vec<Placed>) -> Option<()> {
        let data = record.data;
        let format = u16_at(data, 4)?;
        let value = match record.kind {
            0x0203 => Value::Number(f64_at(data, 6)?, format),
            0x027E => Value::Number(compact(u32_at(data, 6)?), format),
            0x00FD => Value::Shared(u32_at(data, 6)?),
            0x0204 | 0x00D6 => self.own(record, 6),
            0x0205 => flag(*data.get(6)?, *data.get(7)?),
            0x0006 | 0x0206 | 0x0406 => saved(data.get(6..14)?, format)?,
            0x00BD => {
                for (index, number) in data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6).enumerate() {
                    let column = column.checked_add(u16::try_from(index).ok()?)?;
                    let value = Value::Number(compact(u32_at(number, 2)?), u16_at(number, 0)?);
                    cells.push(Placed { row, column, value });
                }
                return Some(());
            }
            _ => return None,
        };
        cells.push(Placed { row, column, value });
        Some(())
    }

    /// Returns the text of a cell; what is not held as text is written to `buffer`.
    pub(super) fn text<'a>(&'a self, cell: &Placed, sheet: &BoundSheet, buffer: &'a mut String) -> &'a str {
        match cell.value {
            Value::Shared(index) => {
                return usize::try_from(index).ok().and_then(|index| self.texts.get(index)).map_or("", String::as_str);
            }
            Value::Own(start, length, at) => {
                let data = self.stream.get(start..start + length).unwrap_or_default();
                *buffer = sheet.letters.text(data, at, false).unwrap_or_default();
            }
            Value::Number(number, format) => match self.formats.get(usize::from(format)) {
                Some(Shown::Date) => push_serial(number, false, self.is_1904, buffer),
                Some(Shown::Duration) => push_serial(number, true, self.is_1904, buffer),
                _ => push_number(number, buffer),
            },
            Value::Bool(is_true) => return truth(is_true),
            Value::Error(code) => return error(code),
        }
        buffer
    }
}

impl Globals {
    /// Takes what a record says of the workbook; one that is too short says nothing.
    fn note(&mut self, record: Record<'_>, letters: Letters) {
        let data = record.data;
        match record.kind {
            0x0022 => self.is_1904 = u16_at(data, 0) == Some(1),
            0x041E => {
                if let Some((number, code)) = u16_at(data, 0).zip(letters.text(data, 2, !letters.is_unicode)) {
                    self.formats.insert(number, shown_by(&code));
                }
            }
            0x00E0 => self.cell_formats.push(u16_at(data, 2).unwrap_or(0)),
            0x0085 => {
                let name = letters.text(data, 6, true);
                if let (Some(start), Some(0), Some(name)) = (u32_at(data, 0), data.get(5), name) {
                    self.bound.push((start as usize, name.replace('\0', "")));
                }
            }
            0x00FC => self.texts = shared_texts(record).unwrap_or_default(),
            _ => {}
        }
    }
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// Returns a number in four bytes: the upper half of one in eight, or a whole one; in hundredths if so marked.
fn compact(bits: u32) -> f64 {
    let number =
        if bits & 2 != 0 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

fn flag(value: u8, is_error: u8) -> Value {
    if is_error == 0 { Value::Bool(value != 0) } else { Value::Error(value) }
}

/// Returns the value saved with a formula; none when it is a text, which has a record of its own.
fn saved(value: &[u8], format: u16) -> Option<Value> {
    if u16_at(value, 6)? != 0xFFFF {
        return Some(Value::Number(f64_at(value, 0)?, format));
    }
    match *value.first()? {
        1 => Some(Value::Bool(*value.get(2)? != 0)),
        2 => Some(Value::Error(*value.get(2)?)),
        _ => None,
    }
}

/// Returns an error as a spreadsheet shows it.
fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}

/// Returns what numbers in a format that every workbook has are shown as.
fn built_in(number: u16) -> Shown {
    match number {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Duration,
        _ => Shown::Number,
    }
}

/// Returns what numbers in a format are shown as, by the signs of its code outside quotes and brackets.
fn shown_by(code: &str) -> Shown {
    let (mut in_quotes, mut is_escaped, mut bracket) = (false, false, None::<String>);
    for sign in code.chars() {
        match (sign, &mut bracket) {
            _ if is_escaped => is_escaped = false,
            ('"', _) => in_quotes = !in_quotes,
            _ if in_quotes => {}
            (']', Some(inner)) => {
                if ["h", "hh", "m", "mm", "s", "ss"].contains(&inner.to_lowercase().as_str()) {
                    return Shown::Duration;
                }
                bracket = None;
            }
            (sign, Some(inner)) => inner.push(sign),
            ('[', None) => bracket = Some(String::new()),
            ('\\' | '_' | '*', None) => is_escaped = true,
            (';', None) => return Shown::Number,
            ('d' | 'D' | 'y' | 'Y' | 'm' | 'M' | 'h' | 'H' | 's' | 'S', None) => {
                return if code.eq_ignore_ascii_case("general") { Shown::Number } else { Shown::Date };
            }
            _ => {}
        }
    }
    Shown::Number
}
