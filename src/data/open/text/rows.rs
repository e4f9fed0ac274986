use memchr::{Memchr2, memchr, memchr2_iter, memchr3};

use crate::data::open::LineEnds;
use crate::data::open::interpret::Cells;
use crate::data::open::sheet::Repair;

use super::dialect::Dialect;
use super::quotes::{Quoted, is_line_end, quoted};

/// How much of a row is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    pub(super) columns: usize,
    pub(super) cell_bytes: usize,
}

/// A text of whole rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) letters: &'t str,
    /// The number of its first line.
    pub(super) first_line: u64,
    /// Whether some of it was replaced.
    pub(super) is_broken: bool,
    /// Whether its last row goes on, and the rest of it is not read.
    pub(super) is_cut: bool,
}

/// The rows of a text, one after the other.
pub(in crate::data::open) struct Rows<'t> {
    text: Text<'t>,
    bytes: &'t [u8],
    dialect: Dialect,
    widths: Widths,
    at: usize,
    line: u64,
    /// The signs between cells and the line feeds, where these are all that part the text.
    signs: Option<Memchr2<'t>>,
    spans: Vec<Span>,
    scratch: String,
    repair: Option<Repair>,
}

/// Where a cell stands.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    is_in_scratch: bool,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(in crate::data::open) struct Row<'r> {
    /// The line on which it begins.
    pub(in crate::data::open) number: u64,
    /// What had to be done so that it could be read.
    pub(in crate::data::open) repair: Option<Repair>,
    text: &'r str,
    scratch: &'r str,
    spans: &'r [Span],
}

impl Cells for Row<'_> {
    #[inline]
    fn count(&self) -> usize {
        self.spans.len()
    }

    #[inline]
    fn cell(&self, column: usize) -> &str {
        let Some(span) = self.spans.get(column) else { return "" };
        let text = if span.is_in_scratch { self.scratch } else { self.text };
        text.get(span.start..span.end).unwrap_or("")
    }
}

impl Row<'_> {
    /// Returns whether a cell stands in quotation marks.
    pub(super) fn is_quoted(&self, column: usize, quote: Option<u8>) -> bool {
        let before = |span: &Span| span.start.checked_sub(1).and_then(|at| self.text.as_bytes().get(at).copied());
        let is = |span: &Span| span.is_in_scratch || quote.is_some() && before(span) == quote;
        self.spans.get(column).is_some_and(is)
    }
}

impl<'t> Rows<'t> {
    /// Returns the rows of a text.
    pub(super) fn new(text: Text<'t>, dialect: Dialect, widths: Widths) -> Self {
        let bytes = text.letters.as_bytes();
        let has_quotes = dialect.quote.is_some_and(|quote| memchr(quote, bytes).is_some());
        let is_plain = !has_quotes && !has_lone_returns(bytes);
        let signs = is_plain.then(|| memchr2_iter(dialect.delimiter, b'\n', bytes));
        let (spans, scratch) = (Vec::new(), String::new());
        Self { text, bytes, dialect, widths, at: 0, line: text.first_line, signs, spans, scratch, repair: None }
    }

    /// Returns the next row.
    #[inline]
    pub(in crate::data::open) fn next(&mut self) -> Option<Row<'_>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        self.spans.clear();
        self.repair = None;
        let number = self.line;
        let start = self.at;
        if self.signs.is_some() {
            self.plain_row();
        } else {
            self.scratch.clear();
            self.any_row();
        }
        if self.text.is_broken && self.text.letters.get(start..self.at).is_some_and(|row| row.contains('\u{fffd}')) {
            self.repair(Repair::BrokenText);
        }
        if self.text.is_cut && self.at >= self.bytes.len() {
            self.repair(Repair::CutRow);
        }
        Some(Row { number, repair: self.repair, text: self.text.letters, scratch: &self.scratch, spans: &self.spans })
    }

    /// Returns what the last row ended with; nothing where the text ends with it, or may.
    pub(super) fn line_end(&self) -> Option<LineEnds> {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.bytes.get(at));
        match (before(2), before(1)) {
            (Some(b'\r'), Some(b'\n')) => Some(LineEnds::Crlf),
            (_, Some(b'\n')) => Some(LineEnds::Lf),
            (_, Some(b'\r')) if self.at < self.bytes.len() => Some(LineEnds::Cr),
            _ => None,
        }
    }

    /// Reads a row of a text without quotation marks.
    #[inline]
    fn plain_row(&mut self) {
        let mut start = self.at;
        loop {
            let sign = self.signs.as_mut().and_then(Iterator::next);
            let end = sign.unwrap_or(self.bytes.len());
            let ends_row = sign.is_none_or(|sign| self.bytes.get(sign) == Some(&b'\n'));
            // The carriage return before a line feed, or before the end of the text.
            let is_return = ends_row && end > start && self.bytes.get(end - 1) == Some(&b'\r');
            self.keep(Span { start, end: end - usize::from(is_return), is_in_scratch: false });
            start = end + 1;
            if ends_row {
                break;
            }
        }
        self.at = start;
        self.line += 1;
    }

    /// Reads a row of any text.
    fn any_row(&mut self) {
        let mut start = self.at;
        loop {
            let end = self.any_cell(start);
            match self.bytes.get(end) {
                Some(byte) if is_line_end(*byte) => {
                    let is_pair = *byte == b'\r' && self.bytes.get(end + 1) == Some(&b'\n');
                    self.at = end + 1 + usize::from(is_pair);
                    break;
                }
                Some(_) => start = end + 1,
                None => {
                    self.at = end;
                    break;
                }
            }
        }
        self.line += 1;
    }

    /// Reads the cell that begins at `start` and returns where the sign after it stands.
    fn any_cell(&mut self, start: usize) -> usize {
        let open = self.dialect.after_blanks(self.bytes, start);
        if self.dialect.quote.is_some() && self.bytes.get(open) == self.dialect.quote.as_ref() {
            match quoted(self.bytes, open, open > start, self.dialect, true) {
                Quoted::Closed(cell) => {
                    if cell.is_stray {
                        self.repair(Repair::StrayQuote);
                    }
                    self.line += u64::try_from(cell.lines).unwrap_or(0);
                    self.keep_quoted(open + 1, cell.end, cell.is_doubled);
                    return cell.after;
                }
                Quoted::Literal | Quoted::Unknown => {}
            }
        }
        let rest = self.bytes.get(start..).unwrap_or_default();
        let end = memchr3(self.dialect.delimiter, b'\n', b'\r', rest).map_or(self.bytes.len(), |found| start + found);
        let cell = self.bytes.get(start..end).unwrap_or_default();
        if self.dialect.quote.is_some_and(|quote| memchr(quote, cell).is_some()) {
            self.repair(Repair::StrayQuote);
        }
        self.keep(Span { start, end, is_in_scratch: false });
        end
    }

    fn keep_quoted(&mut self, start: usize, end: usize, is_doubled: bool) {
        let quote = self.dialect.quote.map_or('"', char::from);
        if !is_doubled {
            return self.keep(Span { start, end, is_in_scratch: false });
        }
        let from = self.scratch.len();
        let mut letters = self.text.letters.get(start..end).unwrap_or("").chars().peekable();
        while let Some(letter) = letters.next() {
            self.scratch.push(letter);
            if letter == quote && letters.peek() == Some(&quote) {
                letters.next();
            }
        }
        self.keep(Span { start: from, end: self.scratch.len(), is_in_scratch: true });
    }

    #[inline]
    fn keep(&mut self, mut span: Span) {
        if self.spans.len() >= self.widths.columns {
            if span.end > span.start {
                self.repair(Repair::CutRow);
            }
            return;
        }
        if span.end - span.start > self.widths.cell_bytes {
            let text = if span.is_in_scratch { &self.scratch } else { self.text.letters };
            span.end = text.floor_char_boundary(span.start + self.widths.cell_bytes).max(span.start);
            self.repair(Repair::CutCell);
        }
        self.spans.push(span);
    }

    /// Notes what was done to the row; of several things the one that loses most.
    #[cold]
    fn repair(&mut self, repair: Repair) {
        self.repair = self.repair.max(Some(repair));
    }
}

/// Returns whether a carriage return stands without a line feed after it, but for one at the end.
fn has_lone_returns(bytes: &[u8]) -> bool {
    let is_lone = |at: usize| bytes.get(at + 1).is_some_and(|next| *next != b'\n');
    memchr::memchr_iter(b'\r', bytes).any(is_lone)
}
