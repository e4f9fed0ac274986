//! The chart as a table: the numbers drawn, in the order drawn.

use std::io::{self, Write};

/// Signs at which a spreadsheet takes a text for a formula, or skips what stands before one; those of full width too,
/// which spreadsheets in East Asia read alike.
const RUN_BY_SPREADSHEETS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The column that says which rows of a person's file are not in a table.
pub const LEFT_OUT: &str = "Left out";

/// One cell of a table: a text or a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number, written with as many digits as it has.
    Number(f64),
    /// Nothing.
    Empty,
}

/// The numbers of a chart, with the header that says their units.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChartTable {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// What all rows have in common, by name: columns of a file, so that a row taken out of it still tells what it is.
    pub context: Vec<(String, Cell)>,
}

impl Cell {
    /// Returns a text cell, or an empty one for an empty text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// A way to write a table as lines of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separated {
    /// Comma-separated values (RFC 4180).
    Commas,
    /// Tab-separated values, for pasting into a spreadsheet.
    Tabs,
}

impl Separated {
    /// Writes a header and rows. A text that a spreadsheet would run as a formula is written with an apostrophe in front;
    /// numbers stay numbers.
    ///
    /// # Errors
    /// As the writer's own.
    pub fn write<'a>(
        self,
        names: impl IntoIterator<Item = &'a str>,
        rows: impl IntoIterator<Item = Vec<Cell>>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        self.write_line(names.into_iter().map(safe), to)?;
        rows.into_iter().try_for_each(|row| self.write_line(row.iter().map(cell_text), to))
    }

    /// Returns a header and rows as one text, as [`Separated::write`] writes them.
    #[must_use]
    pub fn text<'a>(
        self,
        names: impl IntoIterator<Item = &'a str>,
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) -> String {
        let mut bytes = Vec::new();
        // Memory takes all that is written, and what is written is text.
        let _never = self.write(names, rows, &mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn write_line(self, cells: impl Iterator<Item = String>, to: &mut dyn Write) -> io::Result<()> {
        let (separator, line_end): (&[u8], &[u8]) = match self {
            Self::Commas => (b",", b"\r\n"),
            Self::Tabs => (b"\t", b"\n"),
        };
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                to.write_all(separator)?;
            }
            to.write_all(self.quote(cell).as_bytes())?;
        }
        to.write_all(line_end)
    }

    fn quote(self, text: String) -> String {
        match self {
            Self::Commas if text.contains([',', '"', '\n', '\r']) => quoted(&text),
            Self::Commas => text,
            Self::Tabs => {
                let text = text.replace(['\t', '\n', '\r'], " ");
                // A quotation mark at the start would be taken for one around the cell, and let a formula out.
                if text.contains('"') { quoted(&text) } else { text }
            }
        }
    }
}

impl ChartTable {
    /// Returns the names of all columns, those of what the rows have in common last.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().chain(self.context.iter().map(|(name, _)| name)).map(String::as_str)
    }

    /// Returns the rows with what they have in common, as many cells each as there are [`ChartTable::names`].
    #[must_use]
    pub fn whole_rows(&self) -> impl ExactSizeIterator<Item = Vec<Cell>> {
        self.rows.iter().map(|row| row.iter().chain(self.context.iter().map(|(_, cell)| cell)).cloned().collect())
    }

    /// Returns the table as comma-separated values, as [`Separated::write`] does.
    #[must_use]
    pub fn to_csv(&self) -> String {
        Separated::Commas.text(self.names(), self.whole_rows())
    }

    /// Returns the table as tab-separated values, for pasting into a spreadsheet.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        Separated::Tabs.text(self.names(), self.whole_rows())
    }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(value) => value.to_string(),
        Cell::Text(text) => safe(text),
    }
}

/// Returns a text so that no spreadsheet runs it.
fn safe(text: &str) -> String {
    // Spaces in front are dropped by some.
    let run = text.trim_start_matches(' ').starts_with(RUN_BY_SPREADSHEETS);
    if run { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_nothing_and_numbers_stay_numbers() {
        let table = ChartTable {
            columns: vec!["Name".to_owned(), "Share".to_owned()],
            rows: vec![
                vec![Cell::text("=HYPERLINK(\"x\")"), Cell::Number(-0.25)],
                vec![Cell::text("a, \"b\""), Cell::Empty],
            ],
            context: vec![("Year".to_owned(), Cell::Number(2025.0))],
        };
        assert_eq!(
            table.to_csv(),
            "Name,Share,Year\r\n\"'=HYPERLINK(\"\"x\"\")\",-0.25,2025\r\n\"a, \"\"b\"\"\",,2025\r\n"
        );
        assert_eq!(
            table.to_tsv(),
            "Name\tShare\tYear\n\"'=HYPERLINK(\"\"x\"\")\"\t-0.25\t2025\n\"a, \"\"b\"\"\"\t\t2025\n"
        );
    }

    /// Returns the cells of one column as a spreadsheet reads them.
    fn read(text: &str, separator: char) -> Vec<String> {
        let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                '"' if is_quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
                '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
                '\n' if !is_quoted => cells.push(std::mem::take(&mut cell)),
                '\r' if !is_quoted && signs.peek() == Some(&'\n') => {}
                _ if sign == separator && !is_quoted => panic!("{text:?} has a second column"),
                _ => cell.push(sign),
            }
        }
        cells
    }

    #[test]
    fn no_name_becomes_a_formula() {
        for name in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =cmd|' /C calc'!A0",
            "\"=1+1\"",
            "\",=1\r\n=2",
            "＝1+1",
            "=\"a\tb\"",
        ] {
            let table =
                ChartTable { columns: vec![name.to_owned()], rows: vec![vec![Cell::text(name)]], context: Vec::new() };
            for (text, separator) in [(table.to_csv(), ','), (table.to_tsv(), '\t')] {
                let cells = read(&text, separator);
                assert_eq!(cells.len(), 2, "{text:?}");
                for cell in cells {
                    assert!(!cell.trim_start().starts_with(RUN_BY_SPREADSHEETS), "{name:?}: {cell:?}");
                    assert!(cell.contains(name.trim_start()) || separator == '\t', "{name:?}: {cell:?}");
                }
            }
        }
    }

    #[test]
    fn numbers_and_other_words_stay_as_they_are() {
        let cells = [
            (Cell::Number(-3.5), "-3.5"),
            (Cell::Number(1e21), "1000000000000000000000"),
            (Cell::text("− 0.1 %"), "− 0.1 %"),
            (Cell::text("Côte d’Ivoire"), "Côte d’Ivoire"),
            (Cell::text("'quoted"), "'quoted"),
            (Cell::text("a=b"), "a=b"),
        ];
        for (cell, text) in cells {
            let table = ChartTable { columns: vec!["A".to_owned()], rows: vec![vec![cell]], context: Vec::new() };
            assert_eq!(table.to_csv(), format!("A\r\n{text}\r\n"));
        }
    }
}
