/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// There is nothing in it.
    Empty,
    /// Compressed with gzip.
    Gzip,
    /// A ZIP archive: a workbook, or an archive of files.
    Zip,
    /// A compound file: a workbook up to Excel 2003, among others.
    Compound,
    /// Parquet.
    Parquet,
    /// JSON: objects one a line, or a list of them.
    Json,
    /// Something known that holds no table, or none that is read.
    Other(&'static str),
    /// Anything else: delimited text.
    Text,
}

/// What a ZIP archive is, by the names in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zipped {
    /// An Excel workbook of XML.
    Xlsx,
    /// A binary Excel workbook.
    Xlsb,
    /// An `OpenDocument` spreadsheet.
    Ods,
    /// Something known that holds no table.
    Other(&'static str),
    /// An archive of files.
    Archive,
}

/// First bytes of what is not read, and what that is.
const OTHERS: [(&[u8], &str); 20] = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"BZh", "a file compressed with bzip2"),
    (b"\xFD7zXZ\0", "a file compressed with xz"),
    (b"\x28\xB5\x2F\xFD", "a file compressed with Zstandard"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"Obj\x01", "an Avro file"),
    (b"\x89HDF\r\n", "an HDF5 file"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"$FL2", "an SPSS file"),
];

/// Where a tar archive says that it is one.
const TAR: (usize, &[u8]) = (257, b"ustar");

impl Kind {
    /// Returns what a file is that begins with these bytes.
    pub(super) fn of(head: &[u8]) -> Self {
        if head.is_empty() {
            return Self::Empty;
        }
        if head.starts_with(b"\x1F\x8B") {
            return Self::Gzip;
        }
        if [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| head.starts_with(*magic)) {
            return Self::Zip;
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Self::Compound;
        }
        if head.starts_with(b"PAR1") || head.starts_with(b"PARE") {
            return Self::Parquet;
        }
        if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Self::Other(what);
        }
        if head.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)) {
            return Self::Other("a tar archive");
        }
        Self::of_text(head)
    }

    fn of_text(head: &[u8]) -> Self {
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let begins =
            |start: &str| text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start.as_bytes()));
        if ["<!doctype html", "<html", "<table", "<head"].iter().any(|start| begins(start)) {
            return Self::Other("a web page");
        }
        if begins("<?xml") {
            return Self::Other("an XML document");
        }
        let after = |sign: u8| text.strip_prefix(&[sign]).map(|rest| rest.trim_ascii_start().first().copied());
        match (after(b'{'), after(b'[')) {
            (Some(Some(b'"' | b'}')), _) | (_, Some(Some(b'{' | b'[' | b']'))) => Self::Json,
            _ => Self::Text,
        }
    }
}
