use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Cursor;

use csv::StringRecord;
use polars::prelude::{
    Column, CsvReadOptions, CsvWriter, DataFrame, NamedFrom, PlSmallStr, QuoteStyle, SerReader, SerWriter, Series,
};

use super::DataError;

/// A table of text, as read: no type is guessed.
pub(super) struct TextFrame {
    file: String,
    frame: DataFrame,
    /// The number of each row, where rows were taken out above or between them.
    numbers: Vec<u64>,
}

/// One row of a [`TextFrame`].
#[derive(Clone, Copy)]
pub(super) struct TextRow<'a> {
    table: &'a TextFrame,
    index: usize,
}

/// Returns the text of a file: by its byte-order mark, else UTF-8, else Windows-1252, in which the publisher writes.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0, Cow::Borrowed)
}

impl TextFrame {
    /// Returns the table in `bytes`.
    pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Self, DataError> {
        let text = decoded(bytes).into_owned();
        let frame = CsvReadOptions::default()
            .with_has_header(true)
            .with_infer_schema_length(Some(0))
            .into_reader_with_file_handle(Cursor::new(text.into_bytes()))
            .finish()
            .map_err(|problem| {
                let said = problem.to_string();
                DataError::NotATable {
                    file: file.to_owned(),
                    detail: said.lines().next().unwrap_or_default().to_owned(),
                }
            })?;
        Ok(Self { file: file.to_owned(), frame, numbers: Vec::new() })
    }

    /// Returns the table that rows of cells make up under a header, each row with its number in the file.
    ///
    /// Of several columns with one name, the first has it; rows may be shorter or longer than the header.
    pub(super) fn of_rows(file: &str, header: &[String], rows: &[(u64, StringRecord)]) -> Result<Self, DataError> {
        let mut taken = BTreeSet::new();
        let columns = header.iter().enumerate().filter(|(_, name)| taken.insert(name.as_str())).map(|(index, name)| {
            let cells: Vec<Option<&str>> =
                rows.iter().map(|(_, row)| row.get(index).filter(|cell| !cell.is_empty())).collect();
            Column::from(Series::new(name.as_str().into(), cells))
        });
        let frame = DataFrame::new_infer_height(columns.collect())
            .map_err(|problem| DataError::NotATable { file: file.to_owned(), detail: problem.to_string() })?;
        Ok(Self { file: file.to_owned(), frame, numbers: rows.iter().map(|(number, _)| *number).collect() })
    }

    /// Returns an error when one of the columns is missing.
    pub(super) fn require(&self, columns: &[&str]) -> Result<(), DataError> {
        let missing = columns.iter().find(|column| self.frame.column(column).is_err());
        missing.map_or(Ok(()), |column| Err(self.missing(column)))
    }

    /// Returns the error that says a column is missing.
    pub(super) fn missing(&self, column: &str) -> DataError {
        DataError::MissingColumn {
            file: self.file.clone(),
            column: column.to_owned(),
            found: self.columns().collect::<Vec<_>>().join(", "),
        }
    }

    /// Returns the error that says the columns are those of no known layout.
    pub(super) fn unknown_layout(&self) -> DataError {
        DataError::UnknownLayout { file: self.file.clone(), found: self.columns().collect::<Vec<_>>().join(", ") }
    }

    /// Returns the names of the columns in order.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.frame.get_column_names().into_iter().map(PlSmallStr::as_str)
    }

    /// Returns the rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = TextRow<'_>> {
        (0..self.frame.height()).map(|index| TextRow { table: self, index })
    }
}

impl<'a> TextRow<'a> {
    /// Returns the row's number in the file, the header being row 1.
    pub(super) fn number(self) -> usize {
        let number = self.table.numbers.get(self.index);
        number.and_then(|number| usize::try_from(*number).ok()).unwrap_or(self.index + 2)
    }

    /// Returns what stands in a column; an empty text where nothing does.
    pub(super) fn text(self, column: &str) -> &'a str {
        self.table
            .frame
            .column(column)
            .ok()
            .and_then(|of| of.str().ok())
            .and_then(|of| of.get(self.index))
            .unwrap_or("")
    }

    /// Returns what stands in a column, read by `parse`.
    pub(super) fn parse<T, E: Display>(
        self,
        column: &str,
        parse: impl FnOnce(&'a str) -> Result<T, E>,
    ) -> Result<T, DataError> {
        parse(self.text(column)).map_err(|reason| self.fault(column, &reason))
    }

    /// Returns what stands in a column, read by `parse`, and nothing for an empty cell.
    pub(super) fn optional<T, E: Display>(
        self,
        column: &str,
        parse: impl FnOnce(&'a str) -> Result<T, E>,
    ) -> Result<Option<T>, DataError> {
        if self.text(column).is_empty() { Ok(None) } else { self.parse(column, parse).map(Some) }
    }

    /// Returns the texts of a cell that holds several, parted by semicolons.
    pub(super) fn list(self, column: &str) -> Vec<String> {
        self.text(column).split(';').map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    /// Returns the error that says what is wrong with a cell.
    pub(super) fn fault(self, column: &str, reason: &dyn Display) -> DataError {
        DataError::BadCell {
            file: self.table.file.clone(),
            row: self.number(),
            column: column.to_owned(),
            value: self.text(column).to_owned(),
            reason: reason.to_string(),
        }
    }
}

/// Returns rows as comma-separated values: UTF-8, line feeds, quotes only where needed, nothing in an empty cell.
pub(super) fn csv_bytes(file: &str, columns: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, DataError> {
    let fault = |source| DataError::WriteTable { file: file.to_owned(), source };
    let columns: Vec<Column> = columns
        .iter()
        .enumerate()
        .map(|(index, name)| {
            // Nothing instead of an empty text: polars would write the latter as a pair of quotes.
            let cells: Vec<Option<&str>> =
                rows.iter().map(|row| row.get(index).map(String::as_str).filter(|text| !text.is_empty())).collect();
            Series::new((*name).into(), cells).into()
        })
        .collect();
    let mut frame = DataFrame::new_infer_height(columns).map_err(fault)?;
    let mut bytes = Vec::new();
    CsvWriter::new(&mut bytes)
        .with_quote_style(QuoteStyle::Necessary)
        .n_threads(1)
        .finish(&mut frame)
        .map_err(fault)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(bytes: &[u8], column: &str) -> String {
        TextFrame::read("test.csv", bytes).unwrap().rows().next().unwrap().text(column).to_owned()
    }

    #[test]
    fn the_publishers_encodings_are_read() {
        assert_eq!(first(b"a,b\n\x97,\"C\xf4te d\x92Ivoire\"\n", "b"), "Côte d’Ivoire");
        assert_eq!(first(b"a,b\n\x97,x\n", "a"), "—");
        assert_eq!(first("\u{feff}a,b\r\n½,x\r\n".as_bytes(), "a"), "½");
        assert_eq!(first(b"a,b\n\"226,000\",\"say \"\"x\"\"\"\n", "a"), "226,000");
        assert_eq!(first(b"a,b\n\"226,000\",\"say \"\"x\"\"\"\n", "b"), "say \"x\"");
        assert_eq!(first(b"a,b\n007,\n", "a"), "007");
        assert_eq!(first(b"a,b\n007,\n", "b"), "");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = vec![
            vec!["1".to_owned(), "a, \"b\"".to_owned(), String::new()],
            vec![String::new(), "two\nlines".to_owned(), "é".to_owned()],
        ];
        let bytes = csv_bytes("test.csv", &["x", "y", "z"], &rows).unwrap();
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), "x,y,z\n1,\"a, \"\"b\"\"\",\n,\"two\nlines\",é\n");
        let back = TextFrame::read("test.csv", &bytes).unwrap();
        let read: Vec<Vec<String>> =
            back.rows().map(|row| ["x", "y", "z"].map(|column| row.text(column).to_owned()).to_vec()).collect();
        assert_eq!(read, rows);
    }

    #[test]
    fn a_missing_column_is_named() {
        let frame = TextFrame::read("test.csv", b"a,b\n1,2\n").unwrap();
        let error = frame.require(&["a", "c"]).unwrap_err().to_string();
        assert!(error.contains("'c'") && error.contains("a, b") && error.ends_with("test.csv"), "{error}");
    }
}
