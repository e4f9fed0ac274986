use serde::Serialize;

/// What a file is, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FileForm {
    /// The format.
    pub format: FileFormat,
    /// What it is packed in.
    pub packed: Option<Packing>,
    /// How it is written, where it is delimited text.
    pub text: Option<TextForm>,
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Text with a sign between cells.
    Csv,
    /// A JSON object on each line.
    JsonLines,
    /// A list of JSON objects.
    Json,
    /// A workbook of XML.
    Xlsx,
    /// A binary workbook.
    Xlsb,
    /// A workbook up to Excel 2003.
    Xls,
    /// An `OpenDocument` spreadsheet.
    Ods,
    /// Columns, packed.
    Parquet,
}

/// What a file is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// It is compressed with gzip.
    Gzip,
    /// It is a member of a ZIP archive.
    Zip,
}

/// How delimited text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TextForm {
    /// How letters are kept as bytes, as far as the text was read.
    pub encoding: TextEncoding,
    /// Whether a mark at the start says the encoding.
    pub byte_order_mark: bool,
    /// The sign between cells; nothing where a row has one cell only.
    pub delimiter: Option<char>,
    /// What lines end with, by the first 64 KB; nothing where there is one line only.
    pub line_ends: Option<LineEnds>,
}

/// How letters are kept as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum TextEncoding {
    /// No letter but those of ASCII was met.
    #[serde(rename = "ascii")]
    Ascii,
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Little,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Big,
}

/// What lines end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnds {
    /// A line feed.
    Lf,
    /// A carriage return and a line feed.
    Crlf,
    /// A carriage return.
    Cr,
    /// Not all with the same.
    Mixed,
}

impl FileForm {
    /// Returns that of a file that is no text, and not packed.
    pub(super) fn of(format: FileFormat) -> Self {
        Self { format, packed: None, text: None }
    }

    /// Returns it in words, the beginning of a line: "CSV in a ZIP archive, UTF-8, semicolon between cells".
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = self.format.words().to_owned();
        match self.packed {
            Some(Packing::Gzip) => words.push_str(", compressed with gzip"),
            Some(Packing::Zip) => words.push_str(" in a ZIP archive"),
            None => {}
        }
        let Some(text) = self.text else { return words };
        words.push_str(", ");
        words.push_str(text.encoding.words());
        // UTF-16 is seldom without; of UTF-8 it explains odd first cells in other programs.
        if text.byte_order_mark {
            words.push_str(" with a byte order mark");
        }
        words.push_str(", ");
        words.push_str(&delimiter_words(text.delimiter));
        if text.line_ends == Some(LineEnds::Mixed) {
            words.push_str(", line ends mixed");
        }
        words
    }
}

impl FileFormat {
    fn words(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonLines => "JSON lines",
            Self::Json => "JSON",
            Self::Xlsx => "Workbook (XLSX)",
            Self::Xlsb => "Workbook (XLSB)",
            Self::Xls => "Workbook (XLS)",
            Self::Ods => "Workbook (ODS)",
            Self::Parquet => "Parquet",
        }
    }
}

impl TextEncoding {
    fn words(self) -> &'static str {
        match self {
            Self::Ascii => "ASCII",
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16Little => "UTF-16 LE",
            Self::Utf16Big => "UTF-16 BE",
        }
    }
}

impl LineEnds {
    /// Returns what lines end with, one of which ends with `next`.
    pub(super) fn and(before: Option<Self>, next: Self) -> Self {
        match before {
            Some(before) if before != next => Self::Mixed,
            _ => next,
        }
    }
}

fn delimiter_words(delimiter: Option<char>) -> String {
    match delimiter {
        None => "one column".to_owned(),
        Some(',') => "comma between cells".to_owned(),
        Some(';') => "semicolon between cells".to_owned(),
        Some('\t') => "tab between cells".to_owned(),
        Some('|') => "vertical bar between cells".to_owned(),
        Some(sign) => format!("“{sign}” between cells"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_described_as_far_as_it_helps() {
        let text = TextForm {
            encoding: TextEncoding::Utf16Little,
            byte_order_mark: true,
            delimiter: Some('\t'),
            line_ends: Some(LineEnds::Mixed),
        };
        let csv = FileForm { format: FileFormat::Csv, packed: Some(Packing::Zip), text: Some(text) };
        assert_eq!(
            csv.words(),
            "CSV in a ZIP archive, UTF-16 LE with a byte order mark, tab between cells, line ends mixed"
        );
        let plain = TextForm {
            encoding: TextEncoding::Utf8,
            byte_order_mark: false,
            delimiter: None,
            line_ends: Some(LineEnds::Crlf),
        };
        let csv = FileForm { packed: Some(Packing::Gzip), text: Some(plain), ..csv };
        assert_eq!(csv.words(), "CSV, compressed with gzip, UTF-8, one column");
        assert_eq!(FileForm::of(FileFormat::Xlsx).words(), "Workbook (XLSX)");
    }
}
