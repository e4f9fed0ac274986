use memchr::{memchr, memchr_iter};

use super::dialect::Dialect;

/// A quoted cell that is not closed within so many bytes is none.
const BYTES: usize = 1 << 20;

/// A quoted cell that is not closed within so many lines is none.
const LINES: usize = 100;

/// What a quotation mark at the start of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoted {
    /// It opens a cell that ends.
    Closed(Closed),
    /// It is part of its cell, as any other letter.
    Literal,
    /// It cannot be known before more is read.
    Unknown,
}

/// A quoted cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    /// Where the mark stands that closes it.
    pub(super) end: usize,
    /// Where the sign between cells, the end of the line or of the text stands.
    pub(super) after: usize,
    /// Whether marks inside it are doubled.
    pub(super) is_doubled: bool,
    /// Whether a mark inside it is not doubled.
    pub(super) is_stray: bool,
    /// How many lines end inside it.
    pub(super) lines: usize,
}

/// Returns what the quotation mark at `open`, the first sign of a cell but for blanks, is. `is_whole` says that the text
/// ends where `bytes` do.
///
/// A mark inside a cell should be doubled. One that is not is taken as a letter when the cell still ends on its line and
/// the mark does not begin another cell; so one stray mark spoils a cell and not the rest of the file.
pub(super) fn quoted(bytes: &[u8], open: usize, has_blanks: bool, dialect: Dialect, is_whole: bool) -> Quoted {
    let Some(quote) = dialect.quote else { return Quoted::Literal };
    let stop = bytes.len().min(open + 1 + BYTES);
    let is_all = is_whole || stop < bytes.len();
    let mut cell = Closed { end: open, after: open, is_doubled: false, is_stray: false, lines: 0 };
    let mut at = open + 1;
    loop {
        let window = bytes.get(at..stop).unwrap_or_default();
        let found = memchr(quote, window);
        cell.lines += line_ends(window.get(..found.unwrap_or(window.len())).unwrap_or_default());
        if cell.lines > LINES || ((cell.is_stray || has_blanks) && cell.lines > 0) {
            return Quoted::Literal;
        }
        let Some(found) = found else { return if is_all { Quoted::Literal } else { Quoted::Unknown } };
        cell.end = at + found;
        if bytes.get(cell.end + 1) == Some(&quote) {
            cell.is_doubled = true;
            at = cell.end + 2;
            continue;
        }
        cell.after = dialect.after_blanks(bytes, cell.end + 1);
        match bytes.get(cell.after) {
            None if is_whole => return Quoted::Closed(cell),
            None => return Quoted::Unknown,
            Some(byte) if *byte == dialect.delimiter || is_line_end(*byte) => return Quoted::Closed(cell),
            Some(_) if cell.lines > 0 || has_blanks || dialect.begins_cell(bytes, cell.end) => return Quoted::Literal,
            Some(_) => {}
        }
        cell.is_stray = true;
        at = cell.end + 1;
    }
}

/// Returns where the last row of a text ends, counting its line end; nothing when that is not known. The text begins
/// with a row.
pub(super) fn last_row_end(bytes: &[u8], dialect: Dialect, is_whole: bool) -> Option<usize> {
    if is_whole {
        return Some(bytes.len());
    }
    let mut end = None;
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        let quote = dialect.quote.and_then(|quote| memchr(quote, rest)).map(|found| at + found);
        let gap = bytes.get(at..quote.unwrap_or(bytes.len())).unwrap_or_default();
        if let Some(found) = last_line_end(gap, quote.is_some()) {
            end = Some(at + found);
        }
        let Some(quote) = quote else { return end };
        if !dialect.begins_cell(bytes, quote) {
            at = quote + 1;
            continue;
        }
        let has_blanks =
            quote.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|byte| dialect.is_blank(*byte));
        match quoted(bytes, quote, has_blanks, dialect, false) {
            Quoted::Closed(cell) => at = cell.after,
            Quoted::Literal => at = quote + 1,
            Quoted::Unknown => return end,
        }
    }
}

/// Returns the position after the last line end of a text without quoted cells. A carriage return that ends it may be
/// half of a line end, unless something follows.
fn last_line_end(bytes: &[u8], is_followed: bool) -> Option<usize> {
    let found = memchr::memrchr2(b'\n', b'\r', bytes)?;
    let is_half = bytes.get(found) == Some(&b'\r') && found + 1 == bytes.len() && !is_followed;
    if is_half { last_line_end(bytes.get(..found)?, true) } else { Some(found + 1) }
}

/// Returns how many lines end in some bytes: with a line feed, a carriage return, or both.
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    let feeds = memchr_iter(b'\n', bytes).count();
    if memchr(b'\r', bytes).is_none() {
        return feeds;
    }
    let alone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    feeds + alone
}

/// Returns whether a byte ends a line.
pub(super) fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"'), skips_line: false };

    fn cell(text: &str) -> Option<(&str, bool)> {
        match quoted(text.as_bytes(), 0, false, COMMA, true) {
            Quoted::Closed(cell) => Some((&text[1..cell.end], cell.is_stray)),
            _ => None,
        }
    }

    #[test]
    fn a_quoted_cell_ends_before_a_sign_between_cells() {
        assert_eq!(cell("\"a, b\",c"), Some(("a, b", false)));
        assert_eq!(cell("\"a\nb\"\r\nc"), Some(("a\nb", false)));
        assert_eq!(cell("\"say \"\"x\"\"\""), Some(("say \"\"x\"\"", false)));
        assert_eq!(cell("\"\",x"), Some(("", false)));
        assert_eq!(cell("\"a\"  ,x"), Some(("a", false)));
        assert_eq!(cell("\"say \"x\" to it\",c"), Some(("say \"x\" to it", true)));
    }

    #[test]
    fn a_stray_mark_spoils_its_own_cell_only() {
        for text in [
            "\"5 inch,3\n\"Chile\",4\n",
            "\"5 inch,3\nChile,\"4\"\n",
            "\"5 inch,\"Chile\",4\n",
            "\"5\" inch, steel\n\"Chile\",5\n",
            "\"never closed",
        ] {
            assert_eq!(cell(text), None, "{text}");
        }
        let long = format!("\"{}\",x", "\n".repeat(LINES + 1));
        assert_eq!(cell(&long), None);
        let large = format!("\"{}\",x", "a".repeat(BYTES));
        assert_eq!(cell(&large), None);
    }

    #[test]
    fn text_is_cut_between_rows_only() {
        let cut = |text: &str| last_row_end(text.as_bytes(), COMMA, false);
        assert_eq!(cut("a,b\nc"), Some(4));
        assert_eq!(cut("a,b\r\n"), Some(5));
        assert_eq!(cut("a,b\rc,d\r"), Some(4));
        assert_eq!(cut("a\n\"b\nc"), Some(2));
        assert_eq!(cut("a\n\"b\nc\"\nd"), Some(8));
        assert_eq!(cut("a\nx \"b\nc"), Some(7));
        assert_eq!(cut("a,\"b"), None);
        assert_eq!(last_row_end(b"a,\"b", COMMA, true), Some(4));
    }

    #[test]
    fn lines_end_in_three_ways() {
        assert_eq!(line_ends(b"a\nb\r\nc\rd"), 3);
        assert_eq!(line_ends(b"\r\r\n\n"), 3);
        assert_eq!(line_ends(b""), 0);
    }
}
