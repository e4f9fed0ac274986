//! The chart as a table: the numbers drawn, in the order drawn.

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

impl ChartTable {
    /// Returns the table as comma-separated values (RFC 4180). A text that a spreadsheet would run as a formula is
    /// written with an apostrophe in front; numbers stay numbers.
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.to_text(',', "\r\n", |text| {
            if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
        })
    }

    /// Returns the table as tab-separated values, for pasting into a spreadsheet.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        self.to_text('\t', "\n", |text| text.replace(['\t', '\n', '\r'], " "))
    }

    fn to_text(&self, separator: char, line_end: &str, quote: impl Fn(String) -> String) -> String {
        let names = self.columns.iter().chain(self.context.iter().map(|(name, _)| name));
        let header: Vec<String> = names.map(|name| quote(name.clone())).collect();
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().chain(self.context.iter().map(|(_, cell)| cell));
            cells.map(|cell| quote(cell_text(cell))).collect::<Vec<_>>()
        });
        let mut text = String::new();
        for row in std::iter::once(header).chain(rows) {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    text.push(separator);
                }
                text.push_str(cell);
            }
            text.push_str(line_end);
        }
        text
    }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(value) => value.to_string(),
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
    }
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
        assert_eq!(table.to_tsv(), "Name\tShare\tYear\n'=HYPERLINK(\"x\")\t-0.25\t2025\na, \"b\"\t\t2025\n");
    }
}
