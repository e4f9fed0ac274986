//! From a path to the rows in it: each format gives the same table, and what is no table gives a sentence.

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use lodescope::data::open::{Limits, LookedAt, OpenError, OpenOptions, Progress, look, open};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TABLE: [[&str; 5]; 3] = [
    ["Country", "Commodity", "Year", "Stage", "Value"],
    ["Chile", "Copper", "2023", "mine", "5250"],
    ["Peru", "Copper", "2023", "mine", "2760.5"],
];

/// Returns the path of a fixture.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/formats").join(name)
}

/// Writes a file of a name into a folder of its own.
fn placed(name: &str, content: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn looked(path: &Path) -> Result<LookedAt, OpenError> {
    look(path, &OpenOptions::default(), &Progress::default())
}

/// Looks at content under a name.
fn looked_at(name: &str, content: &[u8]) -> Result<LookedAt, OpenError> {
    let (_folder, path) = placed(name, content);
    looked(&path)
}

/// Looks at content with narrow limits.
fn narrowly(name: &str, content: &[u8], narrow: impl FnOnce(&mut Limits)) -> Result<LookedAt, OpenError> {
    let (_folder, path) = placed(name, content);
    let mut options = OpenOptions::default();
    narrow(&mut options.limits);
    look(&path, &options, &Progress::default())
}

/// Returns the sheets with their rows.
fn rows(seen: &LookedAt) -> Vec<(&str, Vec<Vec<&str>>)> {
    seen.sheets
        .iter()
        .map(|sheet| {
            let rows = sheet.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
            (sheet.name.as_str(), rows)
        })
        .collect()
}

fn table() -> Vec<Vec<&'static str>> {
    TABLE.iter().map(|row| row.to_vec()).collect()
}

fn csv() -> Vec<u8> {
    TABLE.iter().map(|row| row.join(",") + "\n").collect::<String>().into_bytes()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn json_lines() -> Vec<u8> {
    TABLE[1..]
        .iter()
        .map(|row| {
            let fields: Vec<String> = TABLE[0]
                .iter()
                .zip(row)
                .map(|(key, value)| match value.parse::<f64>() {
                    Ok(_) => format!("\"{key}\": {value}"),
                    Err(_) => format!("\"{key}\": \"{value}\""),
                })
                .collect();
            format!("{{{}}}\n", fields.join(", "))
        })
        .collect::<String>()
        .into_bytes()
}

fn json_list() -> Vec<u8> {
    let lines = String::from_utf8(json_lines()).unwrap();
    format!("[\n{}\n]", lines.trim().replace('\n', ",\n")).into_bytes()
}

fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Production").unwrap();
    for (row, cells) in (0_u32..).zip(TABLE) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

const OFFICE: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

/// Returns an `OpenDocument` spreadsheet with a table of these rows.
fn ods_of(start: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>{start}<office:document-content {OFFICE}><office:body>\
         <office:spreadsheet><table:table table:name=\"Production\">{rows}</table:table></office:spreadsheet>\
         </office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods() -> Vec<u8> {
    let cell = |cell: &str| match cell.parse::<f64>() {
        Ok(_) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{cell}\"><text:p>{cell}.00</text:p></table:table-cell>"
        ),
        Err(_) => format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"),
    };
    let row = |row: [&str; 5]| format!("<table:table-row>{}</table:table-row>", row.map(cell).concat());
    ods_of("", &TABLE.map(row).concat())
}

/// Returns a workbook of XML with these parts for its sheet and shared texts.
fn raw_xlsx(sheet_data: &str, shared: &str) -> Vec<u8> {
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{TYPES}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book_rels = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{TYPES}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{TYPES}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns:r=\"{TYPES}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet><sheetData>{sheet_data}</sheetData></worksheet>");
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
    ])
}

fn refusal(seen: Result<LookedAt, OpenError>) -> String {
    seen.expect_err("it was opened").to_string()
}

#[test]
fn every_format_gives_the_same_table() {
    let expected = table();
    let (gz, zip) = (gzipped(&csv()), zipped(&[("data/copper.csv", &csv())]));
    for (name, content, sheet) in [
        ("t.csv", csv(), ""),
        ("t.csv.gz", gz, ""),
        ("t.zip", zip, "data/copper.csv"),
        ("t.jsonl", json_lines(), ""),
        ("t.json", json_list(), ""),
        ("t.json.gz", gzipped(&json_list()), ""),
        ("t.xlsx", xlsx(), "Production"),
        ("t.ods", ods(), "Production"),
    ] {
        let seen = looked_at(name, &content).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(rows(&seen), [(sheet, expected.clone())], "{name}");
    }
    for name in ["excel95.xls", "excel97.xls", "opendocument.ods", "table.ods", "table.xlsx"] {
        let seen = looked(&fixture(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let (sheet, rows) = &rows(&seen)[0];
        assert_eq!((*sheet, &rows[..3]), ("Production", &expected[..]), "{name}");
    }
}

#[test]
fn each_file_says_what_it_is() {
    let (gz, zip) = (gzipped(&csv()), zipped(&[("data/copper.csv", &csv()), ("book.xlsx", &xlsx())]));
    for (name, content, words) in [
        ("t.csv", csv(), vec!["CSV, ASCII, comma between cells"]),
        ("t.csv.gz", gz, vec!["CSV, compressed with gzip, ASCII, comma between cells"]),
        ("t.zip", zip, vec!["Workbook (XLSX) in a ZIP archive", "CSV in a ZIP archive, ASCII, comma between cells"]),
        ("t.jsonl", json_lines(), vec!["JSON lines"]),
        ("t.json", json_list(), vec!["JSON"]),
        ("t.json.gz", gzipped(&json_list()), vec!["JSON, compressed with gzip"]),
        ("t.xlsx", xlsx(), vec!["Workbook (XLSX)"]),
        ("t.csv", ods(), vec!["Workbook (ODS)"]),
    ] {
        let seen = looked_at(name, &content).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let mut said: Vec<String> = seen.sheets.iter().map(|sheet| sheet.file_form.words()).collect();
        said.sort_by_key(|words| !words.starts_with("Workbook"));
        assert_eq!(said, words, "{name}");
    }
    assert_eq!(looked(&fixture("excel95.xls")).unwrap().sheets[0].file_form.words(), "Workbook (XLS)");
}

#[test]
fn content_counts_more_than_the_ending() {
    for (name, content) in
        [("t.csv", xlsx()), ("t.xlsx", csv()), ("t", gzipped(&csv())), ("t.txt", json_list()), ("t.csv", ods())]
    {
        let seen = looked_at(name, &content).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(rows(&seen)[0].1, table(), "{name}");
    }
}

#[test]
fn members_written_one_after_another_are_one_file() {
    let mut content = gzipped(b"Country,Year\n");
    content.extend(gzipped(b"Chile,2023\n"));
    assert_eq!(
        rows(&looked_at("t.csv.gz", &content).unwrap()),
        [("", vec![vec!["Country", "Year"], vec!["Chile", "2023"]])]
    );
}

#[test]
fn cells_of_a_workbook_are_shown_as_a_person_sees_them() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(0, 0, 2024.0).unwrap();
    sheet.write(0, 1, 0.1).unwrap();
    sheet.write(0, 2, true).unwrap();
    sheet.write_with_format(0, 3, ExcelDateTime::from_ymd(2024, 1, 31).unwrap(), &date).unwrap();
    sheet.write(0, 4, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(0, 5, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.merge_range(1, 0, 1, 2, "Mine production", &Format::new()).unwrap();
    sheet.write(3, 1, "Côte d’Ivoire").unwrap();
    workbook.add_worksheet().set_name("Away").unwrap().set_hidden(true).write(4, 0, "hidden").unwrap();
    let seen = looked_at("t.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    let numbers: Vec<u64> = seen.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4], "a blank row between others is a row");
    assert_eq!(
        rows(&seen)[0].1,
        [
            vec!["2024", "0.1", "TRUE", "2024-01-31", "2", "#N/A"],
            vec!["Mine production"],
            vec![],
            vec!["", "Côte d’Ivoire"]
        ]
    );
    assert_eq!((rows(&seen)[1].clone(), seen.sheets[1].rows[0].number), (("Away", vec![vec!["hidden"]]), 5));
}

#[test]
fn cells_of_an_old_workbook_are_shown_as_a_person_sees_them() {
    let seen = looked(&fixture("excel97.xls")).unwrap();
    let sheets = rows(&seen);
    assert_eq!(sheets[0].1[5], ["2024-01-31", "TRUE", "0.1", "-3", "Côte d’Ivoire 中"]);
    assert_eq!(sheets[0].1[6][..2], ["123456789.25", "#N/A"]);
    let (name, hidden) = &sheets[1];
    assert_eq!((*name, hidden[0][0]), ("Hidden", "x".repeat(9_000).as_str()), "texts go on in the next record");
    assert_eq!((hidden[1][0], hidden[2][0]), (("y".repeat(9_000) + "中").as_str(), "last"));
}

#[test]
fn cells_of_a_binary_workbook_are_shown_as_a_person_sees_them() {
    let seen = looked(&fixture("binary.xlsb")).unwrap();
    let sheets = rows(&seen);
    assert_eq!(
        sheets[0],
        (
            "Sheet1",
            vec![vec![
                "String",
                "1",
                "1.1",
                "TRUE",
                "FALSE",
                "2010-10-10",
                "2010-10-10T10:10:10",
                "10:10:10",
                "10:10:10",
                "255:10:10"
            ]]
        )
    );
    assert_eq!((sheets[2].0, &sheets[2].1[2][..2]), ("Sheet3", &["", "line3"][..]));
}

#[test]
fn a_binary_workbook_that_would_lose_cells_is_refused() {
    let refused = refusal(looked(&fixture("short_records.xlsb")));
    assert!(refused.contains("its cells are written in a short form that is not read"), "{refused}");
}

#[test]
fn fields_of_json_are_columns_as_they_first_appear() {
    let lines = br#"{"a": 1, "big": 123456789012345678901234567890.10, "text": "x\ty \u00e9"}

{"late": {"of": [1, 2]}, "a": null, "big": 1e400}
{"a": tru
{"a": true, "late": "]"}
"#;
    let seen = looked_at("t.jsonl", lines).unwrap();
    assert_eq!(
        rows(&seen)[0].1,
        [
            vec!["a", "big", "text", "late"],
            vec!["1", "123456789012345678901234567890.10", "x\ty é"],
            vec![],
            vec!["", "1e400", "", r#"{"of": [1, 2]}"#],
            vec![r#"{"a": tru"#],
            vec!["true", "", "", "]"],
        ]
    );
    let numbers: Vec<u64> = seen.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5], "names, then the lines of the file");
}

#[test]
fn json_of_another_shape_is_refused_with_its_line() {
    for (content, said) in [
        ("[{\"a\": 1},\n {\"a\": 2}", "line 2: the list does not end"),
        ("[{\"a\": 1}\n {\"a\": 2}]", "line 2: there is no comma between two objects"),
        ("[[1, 2], [3, 4]]", "line 1: something that is no object"),
        ("{\n\"a\": {\n", "line 3: an object does not end"),
        ("[]", "no object in it has a field"),
        ("[{}, {}]", "no object in it has a field"),
    ] {
        let refusal = refusal(looked_at("t.json", content.as_bytes()));
        assert!(refusal.contains(said), "{content}: {refusal}");
    }
    let deep = format!("[{{\"a\": {}}}]", "[".repeat(300_000));
    assert!(refusal(looked_at("t.json", deep.as_bytes())).contains("does not end"));
    let deep = format!("[{{\"a\": {}{}}}]", "[".repeat(300_000), "]".repeat(300_000));
    assert_eq!(rows(&looked_at("t.json", deep.as_bytes()).unwrap())[0].1.len(), 2);
}

#[test]
fn a_folder_gives_its_files() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    std::fs::write(folder.path().join("b.csv"), csv()).unwrap();
    std::fs::write(folder.path().join("sub/a.csv.gz"), gzipped(&csv())).unwrap();
    std::fs::write(folder.path().join("c.xlsx"), xlsx()).unwrap();
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    std::fs::write(folder.path().join("notes.md"), "# Notes").unwrap();
    let seen = looked(folder.path()).unwrap();
    let names: Vec<&str> = seen.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["b.csv", "c.xlsx/Production", "sub/a.csv.gz"]);
    assert!(seen.sheets.iter().all(|sheet| sheet.rows.len() == 3));
    let opened = open(folder.path(), &OpenOptions::default(), &Progress::default()).unwrap();
    let issue = opened.issues.list.iter().find(|issue| issue.sheet == "empty.csv").unwrap();
    assert!(issue.done.contains("the file is empty"), "{issue:?}");
    let before = opened.fingerprint;
    std::fs::write(folder.path().join("notes.md"), "# Others").unwrap();
    let again = open(folder.path(), &OpenOptions::default(), &Progress::default()).unwrap();
    assert_eq!(again.fingerprint, before, "a file that is not read does not count");
    std::fs::rename(folder.path().join("b.csv"), folder.path().join("bb.csv")).unwrap();
    let again = open(folder.path(), &OpenOptions::default(), &Progress::default()).unwrap();
    assert_ne!(again.fingerprint, before);
}

#[test]
fn a_data_package_gives_its_resources_and_nothing_from_outside() {
    let folder = TempDir::new().unwrap();
    let package = folder.path().join("package");
    std::fs::create_dir_all(package.join("data")).unwrap();
    std::fs::write(package.join("data/one.csv"), csv()).unwrap();
    std::fs::write(package.join("other.csv"), csv()).unwrap();
    std::fs::write(folder.path().join("outside.csv"), csv()).unwrap();
    let described = r#"{"name": "p", "resources": [
        {"name": "one", "path": "data/one.csv"},
        {"name": "two", "path": ["../outside.csv", "/etc/hostname", "https://example.org/a.csv", "gone.csv"]}]}"#;
    std::fs::write(package.join("datapackage.json"), described).unwrap();
    for path in [package.clone(), package.join("datapackage.json")] {
        let opened = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
        let names: Vec<&str> = opened.sheets.iter().map(|sheet| sheet.look.name.as_str()).collect();
        assert_eq!(names, ["data/one.csv"]);
        let left_out: Vec<(&str, bool)> = opened
            .issues
            .list
            .iter()
            .map(|issue| (issue.sheet.as_str(), issue.done.contains("not followed")))
            .collect();
        let expected = [
            ("../outside.csv", true),
            ("/etc/hostname", true),
            ("https://example.org/a.csv", true),
            ("gone.csv", false),
        ];
        assert_eq!(left_out[..4], expected, "{:?}", opened.issues.list);
    }
    std::fs::write(package.join("datapackage.json"), "{\"resources\": [").unwrap();
    assert!(refusal(looked(&package)).contains("a description of a data package"));
}

#[test]
fn what_is_no_file_is_refused_before_it_is_opened() {
    let folder = TempDir::new().unwrap();
    assert!(refusal(looked(folder.path())).contains("there is no file with a table in it"));
    assert!(refusal(looked(&folder.path().join("gone.csv"))).contains("the file cannot be read"));
    assert!(refusal(looked_at("t.csv", b"")).contains("the file is empty"));
    #[cfg(unix)]
    {
        let pipe = folder.path().join("pipe.csv");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(refusal(looked(&pipe)).contains("this is a pipe"));
        let opened = open(&pipe, &OpenOptions::default(), &Progress::default());
        assert!(opened.unwrap_err().to_string().contains("this is a pipe"));
        assert!(refusal(looked(Path::new("/dev/zero"))).contains("this is a device"));
        let socket = folder.path().join("socket.csv");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(refusal(looked(&socket)).contains("this is a socket"));
        let circle = folder.path().join("circle.csv");
        std::os::unix::fs::symlink(&circle, &circle).unwrap();
        assert!(refusal(looked(&circle)).contains("the file cannot be read"));
        // In a folder, what is no file is left out; a link is followed to a file within the folder only.
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        std::fs::write(inner.join("a.csv"), csv()).unwrap();
        std::fs::write(folder.path().join("out.csv"), csv()).unwrap();
        std::os::unix::fs::symlink(inner.join("a.csv"), inner.join("b.csv")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("out.csv"), inner.join("c.csv")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", inner.join("d.csv")).unwrap();
        std::os::unix::fs::symlink(&inner, inner.join("again")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(inner.join("e.csv")).status().unwrap().success());
        let names: Vec<String> = looked(&inner).unwrap().sheets.into_iter().map(|sheet| sheet.name).collect();
        assert_eq!(names, ["a.csv", "b.csv"]);
        open(&inner, &OpenOptions::default(), &Progress::default()).unwrap();
    }
}

#[test]
fn what_holds_no_table_is_called_by_its_name() {
    let word = zipped(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]);
    for (content, said) in [
        (&b"%PDF-1.7 ..."[..], "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b" <!DOCTYPE HTML><html>", "a web page"),
        (b"<?xml version=\"1.0\"?><a/>", "an XML document"),
        (b"7z\xBC\xAF\x27\x1C\0\0", "a 7-Zip archive"),
        (b"SQLite format 3\0...", "an SQLite database"),
        (&word, "a Word document"),
        (&gzipped(&gzipped(b"a,b\n1,2\n")), "an archive within another"),
    ] {
        let refusal = refusal(looked_at("t.csv", content));
        assert!(refusal.contains(said), "{refusal}");
    }
}

#[test]
fn archives_are_measured_before_they_are_inflated() {
    let nested = zipped(&[("inner.zip", &zipped(&[("a.csv", &csv())]))]);
    assert!(refusal(looked_at("t.zip", &nested)).contains("an archive within another"));
    let many: Vec<(String, Vec<u8>)> = (0..300).map(|index| (format!("{index}.dat"), b"a".to_vec())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
    let refused = narrowly("t.zip", &zipped(&many), |limits| limits.sheets = 1);
    assert!(refusal(refused).contains("the number of files in the archive is over the limit of 256"));
    let refused = narrowly("t.zip", &zipped(&many), |limits| limits.sheets = 200);
    assert!(refusal(refused).contains("the number of files with tables in the archive is over the limit of 200"));

    let zeros = vec![0; 4 << 20];
    let bomb = zipped(&[("a.csv", &zeros), ("b.csv", &zeros)]);
    let refused = narrowly("t.zip", &bomb, |limits| limits.inflated_bytes = 6 << 20);
    assert!(refusal(refused).contains(
        "the inflated size, 8 MB, is over the limit of 6 MB; take out what is not needed, or raise the limits"
    ));
    let refused = narrowly("t.zip", &bomb, |limits| limits.whole_file_bytes = 1 << 20);
    assert!(refusal(refused).contains("the inflated size, 4 MB, is over the limit of 1 MB"));
    let refused = narrowly("t.csv.gz", &gzipped(&zeros), |limits| limits.inflated_bytes = 1 << 20);
    assert!(refusal(refused).contains("the inflated size is over the limit of 1 MB"));
    let refused = narrowly("t.xlsx", &xlsx(), |limits| limits.inflated_bytes = 1 << 10);
    assert!(refusal(refused).contains("over the limit of 1 KB"));

    // An archive that says less than there is.
    let mut lying = zipped(&[("a.csv", &zeros)]);
    for (magic, at) in [(&b"PK\x03\x04"[..], 22), (b"PK\x01\x02", 24)] {
        let start = (0..lying.len()).find(|start| lying[*start..].starts_with(magic)).unwrap() + at;
        lying[start..start + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let refused = refusal(looked_at("t.zip", &lying));
    assert!(refused.contains("larger than its declared"), "{refused}");
}

#[test]
fn a_long_compressed_text_streams_by_way_of_a_file() {
    let mut long = csv();
    while long.len() < 3 << 20 {
        long.extend_from_slice(b"Peru,Copper,2023,mine,2760.5\n");
    }
    let (_folder, path) = placed("t.csv.gz", &gzipped(&long));
    let mut options = OpenOptions::default();
    options.limits.whole_file_bytes = 1 << 20;
    let seen = look(&path, &options, &Progress::default()).unwrap();
    assert_eq!(rows(&seen)[0].1[..3], table());
    options.limits.inflated_bytes = 2 << 20;
    let refused = look(&path, &options, &Progress::default());
    assert!(refusal(refused).contains("the inflated size is over the limit of 2 MB"));
}

#[test]
fn members_of_an_archive_are_labels_and_no_paths() {
    let hostile = zipped(&[("../../etc/evil.csv", &csv()), ("C:\\a\u{7}.csv", &csv()), ("__MACOSX/._a.csv", b"x")]);
    let seen = looked_at("t.zip", &hostile).unwrap();
    let names: Vec<&str> = seen.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["../../etc/evil.csv", "C:\\a\u{FFFD}.csv"]);
    let mut locked = zipped(&[("a.csv", &csv())]);
    for (magic, at) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let start = (0..locked.len()).find(|start| locked[*start..].starts_with(magic)).unwrap() + at;
        locked[start] |= 1;
    }
    assert!(refusal(looked_at("t.zip", &locked)).contains("protected with a password"));
}

#[test]
fn two_cells_in_opposite_corners_take_no_more_room_than_two_others() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "first").unwrap();
    sheet.write(1_048_575, 16_383, "last").unwrap();
    let corners = workbook.save_to_buffer().unwrap();
    let (_folder, path) = placed("t.xlsx", &corners);
    for (path, height, width) in [(path, 1_048_576, 16_384), (fixture("corners.xls"), 65_536, 256)] {
        let seen = looked(&path).unwrap();
        let rows = &seen.sheets[0].rows;
        assert!(rows.len() < 200, "{} rows", rows.len());
        let last = rows.last().unwrap();
        assert_eq!((rows[0].number, last.number, last.cells.len()), (1, height, width));
        assert_eq!((rows[0].cells[0].as_str(), last.cells.last().unwrap().as_str()), ("first", "last"));
    }
    // A cell in the last column of each row: what lies between them is counted.
    let far: String = (1..=200).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let refused = narrowly("t.xlsx", &raw_xlsx(&far, "<sst/>"), |limits| limits.gap_cells = 100_000);
    assert!(refusal(refused).contains("the number of empty or repeated cells is over the limit of 100000"));
    let seen = narrowly("t.xlsx", &raw_xlsx(&far, "<sst/>"), |limits| limits.columns = 100).unwrap();
    assert!(seen.sheets[0].rows.iter().all(|row| row.cells.is_empty()), "what lies beyond the columns is cut");
}

#[test]
fn repeats_and_spaces_of_a_spreadsheet_are_bounded() {
    let cell = |attributes: &str, text: &str| {
        format!(
            "<table:table-cell {attributes} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let all = format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>",
        cell("table:number-columns-repeated=\"4294967295\"", "x")
    );
    let refused = narrowly("t.ods", &ods_of("", &all), |limits| limits.gap_cells = 100_000);
    assert!(refusal(refused).contains("the number of empty or repeated cells"));
    let spaces = format!("<table:table-row>{}</table:table-row>", cell("", "a<text:s text:c=\"4000000000\"/>b"));
    let seen = looked_at("t.ods", &ods_of("", &spaces)).unwrap();
    assert_eq!(seen.sheets[0].rows[0].cells[0].len(), 1 << 20, "a long cell is cut");
    let blank = format!(
        "<table:table-row>{0}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"999999999999\"><table:table-cell/></table:table-row>",
        cell("", "x")
    );
    assert_eq!(rows(&looked_at("t.ods", &ods_of("", &blank)).unwrap())[0].1, [vec!["x"]]);
}

#[test]
fn entities_are_never_expanded() {
    let mut doctype = "<!DOCTYPE x [<!ENTITY a0 \"bomb\">".to_owned();
    for level in 1..30 {
        doctype.push_str(&format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10)));
    }
    doctype.push_str("<!ENTITY file SYSTEM \"file:///etc/hostname\">]>");
    let shared = format!("{doctype}<sst><si><t>&a29;&file;</t></si></sst>");
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    assert!(refusal(looked_at("t.xlsx", &raw_xlsx(cell, &shared))).contains("cannot be read as an Excel workbook"));
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>&a29;&file;&amp;</text:p></table:table-cell></table:table-row>";
    let seen = looked_at("t.ods", &ods_of(&doctype, row)).unwrap();
    assert_eq!(rows(&seen)[0].1, [vec!["&a29;&file;&"]]);
}

#[test]
fn a_workbook_that_claims_too_much_is_refused() {
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let claims = "<sst uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>";
    assert!(refusal(looked_at("t.xlsx", &raw_xlsx(cell, claims))).contains("claims more shared texts"));
    let good = "<sst uniqueCount=\"1\"><si><t>a</t></si></sst>";
    assert_eq!(rows(&looked_at("t.xlsx", &raw_xlsx(cell, good)).unwrap())[0].1, [vec!["a"]]);
    // The same long text in every cell takes nothing in the file, but much in memory.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let all: String = (0..200).map(|_cell| "<c t=\"s\"><v>0</v></c>").collect();
    let row = format!("<row r=\"1\">{all}</row>");
    let refused = narrowly("t.xlsx", &raw_xlsx(&row, &long), |limits| limits.whole_file_bytes = 32 << 20);
    assert!(refusal(refused).contains("the text of a row is over the limit of 8 MB"));
    let huge = format!("<row r=\"1\"><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(65 << 20));
    assert!(refusal(looked_at("t.xlsx", &raw_xlsx(&huge, "<sst/>"))).contains("over the limit of 64 MB"));
    let long = format!("<row r=\"1\"><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(3 << 20));
    let seen = looked_at("t.xlsx", &raw_xlsx(&long, "<sst/>")).unwrap();
    assert_eq!(seen.sheets[0].rows[0].cells[0].len(), 1 << 20, "a long cell is cut");
}

#[test]
fn a_workbook_behind_a_password_is_named_as_such() {
    let mut locked = std::fs::read(fixture("excel97.xls")).unwrap();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let name = wide("Workbook\0");
    let start = (0..locked.len()).find(|start| locked[*start..].starts_with(&name)).unwrap();
    let other = wide("EncryptedPackage\0");
    locked[start..start + other.len()].copy_from_slice(&other);
    locked[start + 64] = u8::try_from(other.len()).unwrap();
    assert!(refusal(looked_at("t.xlsx", &locked)).contains("the workbook is protected with a password"));
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let locked = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"noise"),
    ]);
    assert!(refusal(looked_at("t.ods", &locked)).contains("the workbook is protected with a password"));
}

#[test]
fn a_hundred_thousand_fields_are_cut_to_the_limit() {
    let fields: Vec<String> = (0..100_000).map(|field| format!("\"f{field}\": {field}")).collect();
    let seen = looked_at("t.json", format!("[{{{}}}]", fields.join(",")).as_bytes()).unwrap();
    assert_eq!(seen.sheets[0].rows.iter().map(|row| row.cells.len()).collect::<Vec<_>>(), [16_384, 16_384]);
}

#[test]
fn reading_stops_when_it_is_no_longer_wanted() {
    let progress = Progress::default();
    progress.cancel();
    for (name, content) in
        [("t.xlsx", xlsx()), ("t.zip", zipped(&[("a.csv", &csv())])), ("t.json", json_list()), ("t.ods", ods())]
    {
        let (_folder, path) = placed(name, &content);
        let seen = look(&path, &OpenOptions::default(), &progress);
        assert!(matches!(seen, Err(OpenError::Cancelled)), "{name}: {seen:?}");
    }
}

#[test]
fn an_opened_file_is_not_changed() {
    let (_folder, path) = placed("t.xlsx", &xlsx());
    let before = std::fs::read(&path).unwrap();
    let mut permissions = File::open(&path).unwrap().metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
