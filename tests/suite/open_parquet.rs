//! Parquet files, whatever is in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lodescope::data::open::{Given, Limits, OpenError, OpenOptions, Opened, Progress, look, open, open_mapped};
use lodescope::data::{IssueKind, Table};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/parquet").join(name)
}

/// Options to read in a process of its own.
fn apart() -> OpenOptions {
    OpenOptions { program: Some(env!("CARGO_BIN_EXE_lodescope").into()), ..OpenOptions::default() }
}

fn opened(name: &str, options: &OpenOptions) -> Opened {
    open(&fixture(name), options, &Progress::default()).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// The rows of the fixtures as text.
const AS_TEXT: &str = "country,commodity,year,stage,value
Congo (Kinshasa),Cobalt,2024,mine,220000.5
Indonesia,Cobalt,2024,mine,28000
Russia,Cobalt,2024,mine,8700.25
Canada,Cobalt,2024,mine,4500
Congo (Kinshasa),Cobalt,2023,mine,175000
Indonesia,Cobalt,2023,mine,19000
Chile,Copper,2024,mine,5300000
China,Copper,2024,refinery,12000000
Peru,Copper,2024,mine,2600000
";

/// Returns a dataset's figures without the edition, which differs from file to file.
fn figures(opened: &Opened) -> Vec<String> {
    let figure = |table: &Table| {
        let key = &table.key;
        format!("{} {} {} {:?} {:?}", key.commodity, key.form, key.stage, table.unit, table.years)
    };
    opened.tables.iter().map(figure).collect()
}

fn of_text(rows: &str) -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.csv");
    std::fs::write(&path, rows).unwrap();
    open(&path, &OpenOptions::default(), &Progress::default()).unwrap()
}

#[test]
fn every_encoding_reads_like_the_same_text() {
    let wanted = figures(&of_text(AS_TEXT));
    let names = ["plain", "dictionary", "groups", "version2", "delta", "with_arrow_schema", "words", "nested"];
    for name in names.into_iter().chain(["decimals", "decimals256"]) {
        let name = format!("{name}.parquet");
        let read = opened(&name, &apart());
        assert_eq!(figures(&read), wanted, "{name}");
        assert_eq!(figures(&opened(&name, &OpenOptions::default())), wanted, "{name}, here");
        assert_eq!((read.sheets[0].rows_seen, read.sheets[0].rows_used), (10, 9), "{name}");
    }
}

#[test]
fn every_compression_and_page_size_reads_like_the_same_text() {
    let (header, rows) = AS_TEXT.split_once('\n').unwrap();
    for (name, times) in [("snappy", 20), ("zstd", 20), ("gzip", 20), ("lz4", 20), ("brotli", 20), ("pages", 40)] {
        let wanted = figures(&of_text(&format!("{header}\n{}", rows.repeat(times))));
        assert_eq!(figures(&opened(&format!("{name}.parquet"), &apart())), wanted, "{name}");
    }
}

#[test]
fn cells_are_shown_with_all_their_digits() {
    let looked = look(&fixture("types.parquet"), &apart(), &Progress::default()).unwrap();
    let rows: Vec<Vec<&str>> =
        looked.sheets[0].rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
    let wanted = [
        "date second world nano time flag small large half single double money bytes nothing",
        "2024-02-29 2024-02-29T12:30:05.25 2024-02-29T12:30:05.25Z 1970-01-01T00:00:00.000000001 01:02:03 true -128 \
         18446744073709551615 0.5 0.1 0.1 -0.05 plain ",
        "1969-12-31  2024-02-29T12:30:05.25Z 1969-12-31T23:59:59.999999999 00:00:00 false 127 0 1.5 1e-30 NaN 123.40 \
         \u{fffd}\u{fffd} ",
        " 1900-01-01 2024-02-29T12:30:05.25Z 1970-01-01 23:59:59.000001  0  -2 3e38 -1e300   ",
    ];
    assert_eq!(rows, wanted.map(|row| row.split(' ').collect::<Vec<_>>()));
    assert_eq!(looked.sheets[0].rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn files_without_rows_or_columns_say_so() {
    for name in ["no_rows.parquet", "no_columns.parquet"] {
        for options in [apart(), OpenOptions::default()] {
            let problem = open(&fixture(name), &options, &Progress::default()).unwrap_err();
            assert!(matches!(problem, OpenError::NothingUsable { .. }), "{name}: {problem}");
        }
    }
}

#[test]
fn nulls_are_counted_and_none_is_a_zero() {
    let read = opened("nulls.parquet", &apart());
    let figures = figures(&read).concat();
    assert!(!figures.contains("Exact(0.0)"), "{figures}");
    assert_eq!(read.sheets[0].rows_seen, 10);
    assert_eq!(figures.matches("Exact(").count(), 4, "{figures}");
    assert_eq!(read.sheets[0].rows_used, 4);
    let wanted = ["", "Cobalt", "2024", "mine", "28000"];
    let unknown = read.issues.list.iter().find(|issue| issue.row == 3).unwrap();
    assert_eq!(
        (unknown.kind, unknown.line.as_slice()),
        (IssueKind::UnknownCountry, wanted.map(str::to_owned).as_slice())
    );
}

#[test]
fn an_issue_shows_the_whole_row_where_the_mapping_names_some_columns() {
    let mut mapping = opened("nulls.parquet", &apart()).sheets[0].look.guess.mapping.clone();
    mapping.stage = Given::Same("mine".to_owned());
    let mapped = BTreeMap::from([(String::new(), mapping)]);
    let read = open_mapped(&fixture("nulls.parquet"), &mapped, &apart(), &Progress::default()).unwrap();
    let unknown = read.issues.list.iter().find(|issue| issue.row == 3).unwrap();
    assert_eq!(unknown.line, ["", "Cobalt", "2024", "mine", "28000"]);
}

#[test]
fn limits_are_named() {
    let options = OpenOptions { limits: Limits { columns: 4, ..Limits::default() }, ..apart() };
    let problem = open(&fixture("groups.parquet"), &options, &Progress::default()).unwrap_err().to_string();
    assert!(problem.contains("the number of columns (5) is over the limit of 4"), "{problem}");
    let options = OpenOptions { limits: Limits { rows: 8, ..Limits::default() }, ..apart() };
    let read = opened("groups.parquet", &options);
    assert_eq!(read.sheets[0].rows_used, 7);
    let issue = &read.issues.list[0];
    assert_eq!((issue.kind, issue.done.as_str()), (IssueKind::Overflow, "Rows beyond number 8 were not read."));
}

#[test]
fn columns_that_hold_no_single_values_are_issues() {
    let read = opened("nested.parquet", &apart());
    let left_out: Vec<(IssueKind, &str, &str)> = read
        .issues
        .list
        .iter()
        .filter(|issue| issue.kind != IssueKind::Assumed)
        .map(|issue| (issue.kind, issue.column.as_str(), issue.value.as_str()))
        .collect();
    let wanted = [("notes", "lists"), ("place", "nested values"), ("tags", "nested values")];
    assert_eq!(left_out, wanted.map(|(column, holds)| (IssueKind::UnreadPart, column, holds)));
}

#[test]
fn dates_give_years_and_short_floats_their_printed_numbers() {
    let wanted = figures(&of_text(AS_TEXT));
    let mapping = opened("plain.parquet", &apart()).sheets[0].look.guess.mapping.clone();
    let mapped = BTreeMap::from([(String::new(), mapping)]);
    let read = open_mapped(&fixture("country_dates.parquet"), &mapped, &apart(), &Progress::default()).unwrap();
    assert_eq!(figures(&read), wanted);
    let read = figures(&opened("singles.parquet", &apart())).concat();
    // 32 bits of 8,700.35 print as that, and are 8700.349609375.
    assert!(read.contains("Exact(8700.35)"), "{read}");
}

#[test]
fn a_cancelled_reading_stops() {
    let progress = Progress::default();
    progress.cancel();
    for options in [apart(), OpenOptions::default()] {
        let problem = look(&fixture("groups.parquet"), &options, &progress).unwrap_err();
        assert!(matches!(problem, OpenError::Cancelled), "{problem}");
    }
}

#[test]
#[cfg(unix)]
fn a_process_without_memory_is_a_message() {
    let options = OpenOptions { limits: Limits { process_bytes: 1 << 20, ..Limits::default() }, ..apart() };
    let problem = look(&fixture("groups.parquet"), &options, &Progress::default()).unwrap_err();
    let is_named = matches!(problem, OpenError::OverLimit { .. } | OpenError::Damaged { .. });
    assert!(is_named, "{problem}");
}

#[test]
#[cfg(unix)]
fn a_process_that_does_not_answer_is_a_message() {
    for (program, wanted) in [
        ("/bin/false", "code 1"),
        // It answers with nonsense.
        ("/bin/ls", "broke down"),
        ("/nowhere/lodescope", "could not start itself"),
    ] {
        let options = OpenOptions { program: Some(program.into()), ..OpenOptions::default() };
        let problem = look(&fixture("plain.parquet"), &options, &Progress::default()).unwrap_err().to_string();
        assert!(problem.contains(wanted), "{program}: {problem}");
    }
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

/// Returns a file with some damage: bytes changed, left out or put in twice, in the end as often as anywhere.
fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(3) {
        let footer = bytes.len().saturating_sub(bytes.len() / 3).max(4);
        let from = if chance.below(2) == 0 { footer } else { 4 };
        let place = from + chance.below(bytes.len().saturating_sub(from));
        let end = bytes.len().min(place + 1 + chance.below(16));
        match chance.below(6) {
            0 | 1 => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << chance.below(8)),
            2 => bytes.iter_mut().take(end).skip(place).for_each(|byte| *byte = 0xff),
            3 => {
                let piece = bytes.get(place..end).unwrap_or_default().to_vec();
                bytes.splice(place..place, piece);
            }
            4 => {
                bytes.drain(place.min(end)..end);
            }
            _ => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte = u8::try_from(chance.below(256)).unwrap()),
        }
    }
    bytes
}

#[test]
fn damaged_files_give_a_result_or_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.parquet");
    let mut chance = Chance(20_260_101);
    let mut results: BTreeMap<&str, usize> = BTreeMap::new();
    let names = ["plain", "groups", "snappy", "zstd", "gzip", "lz4", "brotli", "delta", "version2", "nested", "nulls"];
    for name in names.into_iter().chain(["types", "decimals256", "words", "with_arrow_schema", "pages"]) {
        let good = std::fs::read(fixture(&format!("{name}.parquet"))).unwrap();
        for _ in 0..MUTANTS_OF_A_FILE {
            std::fs::write(&path, damaged(&good, &mut chance)).unwrap();
            let result = match open(&path, &apart(), &Progress::default()) {
                Ok(read) => {
                    assert!(read.sheets.iter().all(|sheet| sheet.rows_used <= sheet.rows_seen));
                    "opened"
                }
                Err(OpenError::Damaged { detail, .. }) => {
                    assert!(!detail.contains("nothing was heard"), "{name}: {detail}");
                    "damaged"
                }
                Err(OpenError::OverLimit { .. }) => "over a limit",
                Err(OpenError::NothingUsable { .. }) => "nothing usable",
                Err(problem) => panic!("{name}: {problem}"),
            };
            *results.entry(result).or_default() += 1;
        }
    }
    assert!(results.contains_key("opened") && results.contains_key("damaged"), "{results:?}");
}

/// Each is a process of its own, twice.
const MUTANTS_OF_A_FILE: usize = 5;

#[test]
fn a_file_in_a_folder_or_an_archive_reads_like_one_alone() {
    let wanted = figures(&of_text(AS_TEXT));
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("folder");
    std::fs::create_dir(&inside).unwrap();
    std::fs::copy(fixture("plain.parquet"), inside.join("plain.parquet")).unwrap();
    let read = open(&inside, &apart(), &Progress::default()).unwrap();
    assert_eq!(figures(&read), wanted);
    let packed = folder.path().join("plain.parquet.gz");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, &std::fs::read(fixture("nested.parquet")).unwrap()).unwrap();
    std::fs::write(&packed, encoder.finish().unwrap()).unwrap();
    let read = open(&packed, &apart(), &Progress::default()).unwrap();
    assert_eq!(figures(&read), wanted);
    assert_eq!(read.issues.list[0].kind, IssueKind::UnreadPart);
}
