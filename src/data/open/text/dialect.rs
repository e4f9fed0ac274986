use crate::data::open::LineEnds;
use crate::data::open::interpret::Cells;

use super::quotes::is_line_end;
use super::rows::{Rows, Text, Widths};

/// How a text is parted into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The sign between cells.
    pub(super) delimiter: u8,
    /// The sign around cells that hold others; nothing where there is none.
    pub(super) quote: Option<u8>,
    /// Whether the first line only says what the sign between cells is.
    pub(super) skips_line: bool,
}

/// Signs between cells, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows that are looked at.
const ROWS: usize = 200;

/// Columns that are looked at.
const WIDTHS: Widths = Widths { columns: 1_000, cell_bytes: 1_000 };

/// Cells in single quotation marks that show these to be the sign around cells.
const QUOTED_CELLS: usize = 3;

/// Rows that show a habit of parting columns by blanks.
const BLANK_ROWS: usize = 3;

/// How well a sign between cells fits a text.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Fit {
    score: f64,
    columns: usize,
}

impl Dialect {
    /// Returns the dialect of a text by its first rows.
    pub(super) fn detect(head: &str) -> Self {
        if let Some(delimiter) = named_delimiter(head) {
            return Self { delimiter, quote: Some(b'"'), skips_line: true };
        }
        let mut best = Self { delimiter: b',', quote: Some(b'"'), skips_line: false };
        let mut best_fit = Fit { score: 0.0, columns: 0 };
        for delimiter in DELIMITERS {
            let dialect = Self { delimiter, quote: Some(b'"'), skips_line: false };
            let fit = dialect.fit(head);
            if fit > best_fit {
                (best, best_fit) = (dialect, fit);
            }
        }
        if best.has_single_quotes(head) {
            best.quote = Some(b'\'');
        }
        best
    }

    /// Returns whether the columns of a text are parted by runs of blanks, which is no way to read it safely.
    pub(super) fn is_aligned(head: &str) -> bool {
        let dialect = Self::detect(head);
        let widest = dialect.counts(head).into_iter().max().unwrap_or(0);
        let gaps = |line: &str| line.trim().split("  ").filter(|part| !part.trim().is_empty()).count();
        let lines = || head.lines().filter(|line| !line.trim().is_empty()).take(ROWS);
        let parted = lines().filter(|line| gaps(line) >= 3).count();
        widest < 2 && parted >= BLANK_ROWS && parted * 2 > lines().count()
    }

    /// Returns how well the dialect fits: most rows have the same number of cells, and the cells look whole.
    fn fit(self, head: &str) -> Fit {
        let counts = self.counts(head);
        let mut sorted: Vec<usize> = counts.iter().copied().filter(|count| *count > 1).collect();
        sorted.sort_unstable();
        let usual = sorted.chunk_by(|one, other| one == other).max_by_key(|of| (of.len(), of.first().copied()));
        let Some(columns) = usual.and_then(|of| of.first().copied()) else { return Fit { score: 0.0, columns: 0 } };
        // Ragged rows still speak for the sign, if less than even ones.
        let (even, parted) = (share(usual.map_or(0, <[usize]>::len), counts.len()), share(sorted.len(), counts.len()));
        let score = (even + 0.5 * parted) * self.whole_cells(head) * (1.0 - 0.5 / share(columns, 1));
        Fit { score, columns }
    }

    /// Returns the share of cells that hold no other sign between cells, or stand in quotation marks, which speak for the
    /// sign beside them.
    fn whole_cells(self, head: &str) -> f64 {
        let others: Vec<char> = DELIMITERS
            .iter()
            .filter(|sign| **sign != self.delimiter && **sign != b',')
            .map(|sign| char::from(*sign))
            .collect();
        let (mut whole, mut cells) = (0, 0);
        self.for_each_row(head, |row| {
            for column in 0..row.count() {
                let cell = row.cell(column);
                if !cell.trim().is_empty() {
                    cells += 1;
                    whole += usize::from(!cell.contains(others.as_slice()) || row.is_quoted(column, self.quote));
                }
            }
        });
        share(whole, cells)
    }

    /// Returns how many cells each row has, but for empty rows and comments.
    fn counts(self, head: &str) -> Vec<usize> {
        let mut counts = Vec::new();
        self.for_each_row(head, |row| {
            let is_empty = (0..row.count()).all(|column| row.cell(column).trim().is_empty());
            if !is_empty && !row.cell(0).starts_with('#') {
                counts.push(row.count());
            }
        });
        counts
    }

    /// Returns whether cells stand in single quotation marks, and none in double ones.
    fn has_single_quotes(self, head: &str) -> bool {
        if head.contains('"') {
            return false;
        }
        let (mut quoted, mut cells) = (0, 0);
        self.for_each_row(head, |row| {
            for cell in (0..row.count()).map(|column| row.cell(column).trim()).filter(|cell| !cell.is_empty()) {
                cells += 1;
                quoted += usize::from(cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\''));
            }
        });
        quoted >= QUOTED_CELLS && quoted * 5 > cells
    }

    fn for_each_row(self, head: &str, mut act: impl FnMut(&super::rows::Row<'_>)) {
        let text = Text { letters: head, first_line: 1, is_broken: false, is_cut: false };
        let mut rows = Rows::new(text, self, WIDTHS);
        let mut seen = 0;
        while let Some(row) = rows.next() {
            act(&row);
            seen += 1;
            if seen == ROWS {
                break;
            }
        }
    }

    /// Returns the sign between cells, where the first rows have one, and what they end with.
    pub(super) fn written(self, head: &str) -> (Option<char>, Option<LineEnds>) {
        let text = Text { letters: head, first_line: 1, is_broken: false, is_cut: false };
        let mut rows = Rows::new(text, self, WIDTHS);
        let (mut has_several, mut line_ends) = (false, None);
        while let Some(row) = rows.next() {
            has_several |= row.count() > 1;
            line_ends = rows.line_end().map_or(line_ends, |next| Some(LineEnds::and(line_ends, next)));
        }
        (has_several.then(|| char::from(self.delimiter)), line_ends)
    }

    /// Returns whether a byte is white space that may stand beside a quotation mark.
    pub(super) fn is_blank(self, byte: u8) -> bool {
        byte == b' ' || (byte == b'\t' && self.delimiter != b'\t')
    }

    /// Returns the position after the blanks at `at`.
    pub(super) fn after_blanks(self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|byte| self.is_blank(**byte)).count()
    }

    /// Returns whether nothing but blanks stand between the start of a cell and `at`.
    pub(super) fn begins_cell(self, bytes: &[u8], at: usize) -> bool {
        let before = bytes.get(..at).unwrap_or_default().iter().rev().find(|byte| !self.is_blank(**byte));
        before.is_none_or(|byte| *byte == self.delimiter || is_line_end(*byte))
    }
}

/// Returns the sign between cells that the first line names, as spreadsheets write it.
fn named_delimiter(head: &str) -> Option<u8> {
    let line = head.split(['\n', '\r']).next()?.trim_matches('"');
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))?;
    match sign.as_bytes() {
        [sign] if sign.is_ascii() && !sign.is_ascii_alphanumeric() && *sign != b'"' => Some(*sign),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few rows")]
fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(head: &str) -> char {
        char::from(Dialect::detect(head).delimiter)
    }

    #[test]
    fn the_sign_between_cells_is_found() {
        assert_eq!(delimiter("country,year,value\nChile,2024,5\nPeru,2024,6\n"), ',');
        assert_eq!(delimiter("land;jahr;wert\nChile;2024;5,3\nPeru;2024;6,1\n"), ';');
        assert_eq!(delimiter("land;jahr;wert;anteil\nChile;2024;5,3;1,2\nPeru;2024;6,1;2,2\n"), ';');
        assert_eq!(delimiter("country\tvalue\nKorea, South\t5\nCongo, D.R.\t6\n"), '\t');
        assert_eq!(delimiter("country|value\nChile|5\nPeru|6\n"), '|');
        assert_eq!(
            delimiter("Production, by country; all figures in t\n\ncountry,value\nChile,5\nPeru,6\nChina,7\n"),
            ','
        );
        assert_eq!(delimiter("# a; b; c; d\n# e; f; g\ncountry,value\nChile,5\n"), ',');
        assert_eq!(delimiter("country,value,note\nChile,5,\"a; b\"\nPeru,6,\"c; d; e\"\n"), ',');
        let quoted = "\"a; b\",5,\"c; d\",\"e; f\"\n";
        assert_eq!(delimiter(&format!("one,two,three,four\n{}", quoted.repeat(9))), ',');
        assert_eq!(delimiter("a,b\n1,2\n3\n4,5,6\n7,8\n"), ',');
        assert_eq!(delimiter(""), ',');
        assert_eq!(delimiter("value\n5\n6\n"), ',');
    }

    #[test]
    fn a_named_sign_holds() {
        assert_eq!(
            Dialect::detect("sep=;\na,b;c,d\n"),
            Dialect { delimiter: b';', quote: Some(b'"'), skips_line: true }
        );
        assert_eq!(Dialect::detect("\"sep=|\"\r\na\n").delimiter, b'|');
        assert!(!Dialect::detect("sep=x\na,b\n").skips_line);
        assert!(!Dialect::detect("separate,b\nx,y\n").skips_line);
    }

    #[test]
    fn single_quotation_marks_only_where_they_are_the_habit() {
        assert_eq!(Dialect::detect("'a','b'\n'c','d'\n").quote, Some(b'\''));
        assert_eq!(Dialect::detect("name,value\nCôte d'Ivoire,1'234\n'x',5\n").quote, Some(b'"'));
        assert_eq!(Dialect::detect("'a','b',\"c\"\n'd','e',f\n").quote, Some(b'"'));
    }

    #[test]
    fn columns_parted_by_blanks_are_seen() {
        assert!(Dialect::is_aligned("country   year  value\nChile     2024  5\nPeru      2024  6\n"));
        assert!(!Dialect::is_aligned("country,year,value\nChile,   2024,  5\n"));
        assert!(!Dialect::is_aligned("value\n5\n6\n7\n"));
    }
}
