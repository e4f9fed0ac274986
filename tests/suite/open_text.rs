//! Delimited text of any damage, read as a person sees it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lodescope::data::open::{
    Limits, LineEnds, LookedAt, OpenError, OpenOptions, Progress, TextEncoding, TextForm, look, open,
};
use proptest::prelude::*;

/// A file with this content, for as long as it is held.
struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn written(bytes: &[u8]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, bytes).unwrap();
    Written { _folder: folder, path }
}

fn looked(bytes: &[u8]) -> Result<LookedAt, OpenError> {
    look(&written(bytes).path, &OpenOptions::default(), &Progress::default())
}

/// Returns the rows of a text with their numbers.
fn numbered(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    let looked = looked(bytes).unwrap();
    looked.sheets[0].rows.iter().map(|row| (row.number, row.cells.clone())).collect()
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    numbered(bytes).into_iter().map(|(_, cells)| cells).collect()
}

fn texts(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

#[test]
fn the_files_of_csv_spectrum_are_read_as_they_mean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/csv-spectrum");
    let mut read = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let meant: serde_json::Value =
            serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
        // Of a single row there is the row alone.
        let meant = meant.as_array().cloned().unwrap_or_else(|| vec![meant]);
        let rows = rows(&std::fs::read(&path).unwrap());
        let (header, rows) = rows.split_first().unwrap();
        assert_eq!(rows.len(), meant.len(), "{}", path.display());
        for (row, meant) in rows.iter().zip(&meant) {
            assert_eq!(row.len(), meant.as_object().unwrap().len(), "{}", path.display());
            for (name, cell) in header.iter().zip(row) {
                // The JSON beside that file has another telephone number than the file.
                if name != "Contact Phone Number" {
                    assert_eq!(meant[name.as_str()].as_str(), Some(cell.as_str()), "{}, {name}", path.display());
                }
            }
        }
        read += 1;
    }
    assert_eq!(read, 12);
}

#[test]
fn encodings_do_not_change_what_is_read() {
    let text = "country;value\nCôte d’Ivoire;5\n\"Åland; Islands\";½\n—;7\n";
    let meant = texts(&[&["country", "value"], &["Côte d’Ivoire", "5"], &["Åland; Islands", "½"], &["—", "7"]]);
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        [mark, &text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()].concat()
    };
    let western: Vec<u8> = text
        .chars()
        .map(|letter| match letter {
            '’' => 0x92,
            '—' => 0x97,
            letter => u8::try_from(u32::from(letter)).unwrap(),
        })
        .collect();
    for bytes in [
        text.as_bytes().to_vec(),
        [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
        utf16(&[0xff, 0xfe], u16::to_le_bytes),
        utf16(&[0xfe, 0xff], u16::to_be_bytes),
        utf16(&[], u16::to_le_bytes),
        utf16(&[], u16::to_be_bytes),
        western,
    ] {
        assert_eq!(rows(&bytes), meant, "{:?}", &bytes[..8]);
    }
}

#[test]
fn a_text_says_how_it_is_written() {
    let form = |bytes: &[u8]| looked(bytes).unwrap().sheets[0].file_form.text.unwrap();
    let utf16: Vec<u8> = "\u{feff}a;b\r\nö;5\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding, mark, delimiter, line_ends) in [
        (b"a,b\nx,5\n".as_slice(), TextEncoding::Ascii, false, Some(','), Some(LineEnds::Lf)),
        ("a;b\r\nö;5\r\n".as_bytes(), TextEncoding::Utf8, false, Some(';'), Some(LineEnds::Crlf)),
        (b"\xef\xbb\xbfa\tb\rx\t5\rz\t6", TextEncoding::Utf8, true, Some('\t'), Some(LineEnds::Cr)),
        (b"a|b\n\xd6|5\r\nc|6\n", TextEncoding::Windows1252, false, Some('|'), Some(LineEnds::Mixed)),
        (&utf16, TextEncoding::Utf16Little, true, Some(';'), Some(LineEnds::Crlf)),
        (b"value\n5\n", TextEncoding::Ascii, false, None, Some(LineEnds::Lf)),
        (b"a,b", TextEncoding::Ascii, false, Some(','), None),
        // A line that ends within a cell is no other end of a row.
        (b"a,b\r\n\"x\ny\",5\r\n", TextEncoding::Ascii, false, Some(','), Some(LineEnds::Crlf)),
    ] {
        let said = form(bytes);
        let meant = TextForm { encoding, byte_order_mark: mark, delimiter, line_ends };
        assert_eq!(said, meant, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_encoding_that_shows_late_is_said_once_all_is_read() {
    let mut bytes = b"country,mineral,stage,year,unit,value\n".to_vec();
    for _ in 0..4_000 {
        bytes.extend(b"Chile,copper,mine,2024,t,5\n");
    }
    bytes.extend(b"C\xf4te d'Ivoire,copper,mine,2024,t,6\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::write(&path, &bytes).unwrap();
    let opened = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    let text = opened.sheets[0].look.file_form.text.unwrap();
    assert_eq!(text.encoding, TextEncoding::Windows1252);
}

#[test]
fn ragged_and_empty_rows_keep_their_place() {
    let meant: Vec<(u64, Vec<String>)> = [1, 2, 3, 4, 5]
        .into_iter()
        .zip(texts(&[&["a", "b", "c"], &["1", "2"], &[""], &["3", "4", "5", "6"], &["7", "8", "9"]]))
        .collect();
    assert_eq!(numbered(b"a,b,c\n1,2\n\n3,4,5,6\n7,8,9"), meant);
    assert_eq!(numbered(b"a,b,c\r\n1,2\r\n\r\n3,4,5,6\r\n7,8,9\r\n"), meant);
    assert_eq!(numbered(b"a,b,c\r1,2\r\r3,4,5,6\r7,8,9\r"), meant);
    assert_eq!(numbered(b"a,b,c\n1,2\r\n\r3,4,5,6\n7,8,9\r\n"), meant, "line ends of every kind");
}

#[test]
fn a_row_has_the_number_of_the_line_it_begins_on() {
    let read = numbered(b"a,b\n\"two\nlines\",1\nc,2\n");
    assert_eq!(read.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 4]);
}

#[test]
fn stray_quotation_marks_spoil_no_other_row() {
    for (bytes, meant) in [
        ("a,b\n\"5 inch,1\nx,2\ny,3\n", texts(&[&["a", "b"], &["\"5 inch", "1"], &["x", "2"], &["y", "3"]])),
        ("a,b\n5\" pipe,1\n6\" pipe,2\n", texts(&[&["a", "b"], &["5\" pipe", "1"], &["6\" pipe", "2"]])),
        ("a,b\n\"say \"x\" to\",1\ny,2\n", texts(&[&["a", "b"], &["say \"x\" to", "1"], &["y", "2"]])),
        ("a,b\n\"say \"\"x\"\"\",1\n\"\"\"y\"\"\",2\n", texts(&[&["a", "b"], &["say \"x\"", "1"], &["\"y\"", "2"]])),
        ("a,b\n\"x\",1\n\"y\"z,2\n\"w\",3\n", texts(&[&["a", "b"], &["x", "1"], &["\"y\"z", "2"], &["w", "3"]])),
        ("a,b\nx, \"y, z\" \nv,w\n", texts(&[&["a", "b"], &["x", "y, z"], &["v", "w"]])),
    ] {
        assert_eq!(rows(bytes.as_bytes()), meant, "{bytes}");
    }
}

#[test]
fn dialects_are_found() {
    let meant = texts(&[&["land", "jahr", "wert"], &["Chile", "2024", "5,3"], &["Peru", "2023", "1.200,5"]]);
    for bytes in [
        "land;jahr;wert\nChile;2024;5,3\nPeru;2023;1.200,5\n",
        "land\tjahr\twert\nChile\t2024\t5,3\nPeru\t2023\t1.200,5\n",
        "land|jahr|wert\nChile|2024|5,3\nPeru|2023|1.200,5\n",
        "land,jahr,wert\nChile,2024,\"5,3\"\nPeru,2023,\"1.200,5\"\n",
        "'land','jahr','wert'\n'Chile','2024','5,3'\n'Peru','2023','1.200,5'\n",
    ] {
        assert_eq!(rows(bytes.as_bytes()), meant, "{bytes}");
    }
    let named = numbered(b"sep=;\r\nland;jahr\r\nChile, Peru;2024\r\n");
    assert_eq!(
        named,
        [(2, vec!["land".to_owned(), "jahr".to_owned()]), (3, vec!["Chile, Peru".to_owned(), "2024".to_owned()])]
    );
    let message =
        looked(b"land    jahr  wert\nChile   2024  5\nPeru    2023  6\nChina   2022  7\n").unwrap_err().to_string();
    assert!(message.contains("parted by blanks"), "{message}");
}

#[test]
fn what_is_no_text_is_said() {
    assert!(matches!(looked(b""), Err(OpenError::Empty { .. })));
    assert!(matches!(looked(b" \n\n"), Err(OpenError::Empty { .. })));
    let zeros = vec![0; 100_000];
    assert!(matches!(looked(&zeros), Err(OpenError::Damaged { .. })));
    let noise: Vec<u8> =
        (0..100_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    assert!(matches!(looked(&noise), Err(OpenError::Damaged { .. })));
    let nul = rows(b"country,value\nChile is long enough to be a text,1\x002\n");
    assert_eq!(nul[1][1], "1\u{fffd}2");
}

#[test]
fn rows_and_cells_without_end_are_cut() {
    let columns = "x,".repeat(100_000);
    let read = rows(format!("{columns}\n1,2\n").as_bytes());
    assert_eq!((read[0].len(), read[1].len()), (Limits::default().columns, 2));
    let cell = "x".repeat(20 << 20);
    let read = rows(format!("a,b\n{cell},1\nc,2\n").as_bytes());
    assert_eq!(read[1][0].len(), Limits::default().cell_bytes);
    assert_eq!(read.last().unwrap(), &["c", "2"]);
    let cell = "x".repeat(64 << 20);
    let read = rows(format!("a,b\n\"{cell}\",1\nc,2\n").as_bytes());
    assert_eq!(read[1][0].len(), Limits::default().cell_bytes);
    assert_eq!(read.last().unwrap(), &["c", "2"]);
}

#[test]
fn a_text_larger_than_a_block_is_read_whole() {
    let mut bytes = String::from("country,commodity,year,stage,unit,value,note\n");
    let rows = 60_000_u32;
    for row in 0..rows {
        let note = if row.is_multiple_of(3) { "\"two\nlines, \"\"quoted\"\"\"" } else { "" };
        write!(bytes, "Chile,Copper,{},mine,t,{row},{note}\r\n", 1900 + row % 120).unwrap();
    }
    assert!(bytes.len() > 2 << 20);
    let options = OpenOptions::default();
    let opened = open(&written(bytes.as_bytes()).path, &options, &Progress::default()).unwrap();
    assert_eq!(opened.sheets[0].rows_seen, u64::from(rows) + 1);
    assert_eq!(opened.sheets[0].rows_used, u64::from(rows));
    let total: f64 = opened.tables[0]
        .years
        .iter()
        .flat_map(|year| &year.countries)
        .filter_map(|row| row.statement.quantity.value())
        .sum();
    assert!((total - f64::from(rows) * f64::from(rows - 1) / 2.0).abs() < 0.5, "{total}");
}

#[test]
fn reading_stops_when_it_is_given_up() {
    let progress = Progress::default();
    progress.cancel();
    let file = written(b"country,value\nChile,5\n");
    assert!(matches!(open(&file.path, &OpenOptions::default(), &progress), Err(OpenError::Cancelled)));
}

/// How a table is written.
#[derive(Debug, Clone)]
struct Style {
    delimiter: char,
    line_end: &'static str,
    quotes_all: bool,
    ends_last_line: bool,
    encoding: usize,
}

fn style() -> impl Strategy<Value = Style> {
    let delimiter = prop::sample::select(vec![',', ';', '\t', '|']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (delimiter, line_end, any::<bool>(), any::<bool>(), 0..4_usize).prop_map(
        |(delimiter, line_end, quotes_all, ends_last_line, encoding)| Style {
            delimiter,
            line_end,
            quotes_all,
            ends_last_line,
            encoding,
        },
    )
}

impl Style {
    fn write(&self, rows: &[Vec<String>]) -> Vec<u8> {
        let mut text = String::new();
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                text.push_str(self.line_end);
            }
            let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            text.push_str(&cells.join(&self.delimiter.to_string()));
        }
        if self.ends_last_line {
            text.push_str(self.line_end);
        }
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        match self.encoding {
            0 => text.into_bytes(),
            1 => [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
            2 => [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat(),
            _ => [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat(),
        }
    }

    fn cell(&self, cell: &str) -> String {
        let needs = cell.contains([self.delimiter, '"', '\n', '\r']) || cell.trim() != cell;
        if needs || self.quotes_all { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
    }
}

/// Cells that say by themselves what they are: words, numbers, and some that hold what parts cells and rows.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-z]{1,12}( [a-zé中]{1,8})?",
        4 => "[0-9]{1,6}(\\.[0-9]{1,3})?",
        1 => "[A-Z][a-z ]{0,5}[,;|\"\n\r\t'][a-z\"]{0,5}",
        1 => "[ ]{0,2}[a-z]{0,3}[ ]{0,2}",
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    (3..7_usize, 4..20_usize).prop_flat_map(|(columns, rows)| {
        let header = prop::collection::vec("[a-z]{2,10}", columns);
        let body = prop::collection::vec(prop::collection::vec(cell(), columns), rows);
        (header, body).prop_map(|(header, mut body)| {
            body.insert(0, header);
            body
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_table_in_any_dialect_is_read_as_it_was_written(style in style(), table in table()) {
        let bytes = style.write(&table);
        prop_assert_eq!(rows(&bytes), table, "{}", String::from_utf8_lossy(&bytes));
    }
}
