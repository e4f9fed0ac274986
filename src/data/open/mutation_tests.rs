//! Damaged files of every format: rows or a clean error, and soon.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::sheet::{RowSink, SheetRow};
use super::{Limits, OpenError, OpenOptions, Progress, container};

/// How many mutants of each file are tried.
const MUTANTS: u64 = 200;
/// Far beyond what a mutant takes, so that a busy machine is no fault.
const PATIENCE: Duration = Duration::from_secs(10);

/// Numbers that look like chance, the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }
}

/// Returns a file with some of its bytes changed, cut out, written twice or cut off.
fn mutant(good: &[u8], seed: u64) -> Vec<u8> {
    let mut numbers = Numbers(seed);
    let mut bytes = good.to_vec();
    for _change in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        let end = (at + 1 + numbers.below(64)).min(bytes.len());
        match numbers.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            3 => bytes[at..end].fill(0xFF),
            _ if bytes.is_empty() => {}
            _ => bytes[at] ^= 1 << numbers.below(8),
        }
    }
    bytes
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/formats").join(name)
}

/// Counts the rows of a sheet and the bytes in them.
#[derive(Default)]
struct Counted {
    rows: u64,
    bytes: usize,
}

impl RowSink for Counted {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        self.rows += 1;
        self.bytes += row.cells.as_slice().len();
        ControlFlow::Continue(())
    }
}

/// Reads all rows of a file, from the top twice as opening does; returns how many there are.
fn read(path: &Path, limits: Limits) -> Result<u64, OpenError> {
    let options = OpenOptions { limits, ..OpenOptions::default() };
    let found = container::found(path, &options, &Progress::default())?;
    let mut rows = 0;
    for sheet in &found.sheets {
        for _time in 0..2 {
            let mut counted = Counted::default();
            sheet.read(&mut counted, &Progress::default())?;
            assert!(counted.bytes as u64 <= limits.inflated_bytes * 4);
            rows += counted.rows;
        }
    }
    Ok(rows)
}

/// Reads one mutant, written to a path.
fn survive(path: &Path, mutant: &[u8], says: &str) -> Result<u64, OpenError> {
    std::fs::write(path, mutant).unwrap();
    let start = Instant::now();
    let read = catch_unwind(AssertUnwindSafe(|| read(path, Limits::default())));
    let Ok(read) = read else { panic!("{says}: a panic") };
    assert!(start.elapsed() < PATIENCE, "{says}: {:?}", start.elapsed());
    if let Err(fault) = &read {
        let said = fault.to_string();
        assert!(said.contains(&path.display().to_string()), "{says}: {said}");
    }
    read
}

/// Reads mutants of the bytes of a fixture.
fn survive_all(name: &str) {
    let good = std::fs::read(fixture(name)).unwrap();
    assert!(read(&fixture(name), Limits::default()).unwrap() > 0, "{name}");
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    let refused = (0..MUTANTS)
        .filter(|seed| survive(&path, &mutant(&good, *seed), &format!("{name}, seed {seed}")).is_err())
        .count();
    assert!(refused > 0, "{name}: no mutant is damaged");
}

/// Reads mutants of the parts of a fixture that is an archive, whose sums are right again.
fn survive_within(name: &str) {
    let mut archive = ZipArchive::new(Cursor::new(std::fs::read(fixture(name)).unwrap())).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    for seed in 0..MUTANTS {
        let mut numbers = Numbers(seed);
        let damaged = numbers.below(parts.len());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, (part, content)) in parts.iter().enumerate() {
            writer.start_file(part, SimpleFileOptions::default()).unwrap();
            let content = if index == damaged { mutant(content, numbers.next()) } else { content.clone() };
            writer.write_all(&content).unwrap();
        }
        let written = writer.finish().unwrap().into_inner();
        let _outcome = survive(&path, &written, &format!("{name}, part {}, seed {seed}", parts[damaged].0));
    }
}

#[test]
fn damaged_archives_give_rows_or_an_error() {
    survive_all("table.csv.gz");
    survive_all("table.zip");
    survive_within("table.zip");
}

#[test]
fn damaged_json_gives_rows_or_an_error() {
    survive_all("table.jsonl");
    survive_all("table.json");
}

#[test]
fn damaged_xlsx_gives_rows_or_an_error() {
    survive_all("table.xlsx");
    survive_within("table.xlsx");
}

#[test]
fn damaged_xlsb_gives_rows_or_an_error() {
    survive_all("binary.xlsb");
    survive_within("binary.xlsb");
}

#[test]
fn damaged_ods_gives_rows_or_an_error() {
    survive_all("table.ods");
    survive_within("table.ods");
    survive_within("opendocument.ods");
}

#[test]
fn damaged_xls_gives_rows_or_an_error() {
    survive_all("excel95.xls");
    survive_all("excel97.xls");
}

#[test]
fn a_file_that_vanishes_or_shrinks_while_it_is_read_is_an_error() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("t.json");
    std::fs::copy(fixture("table.json"), &path).unwrap();
    let options = OpenOptions::default();
    let found = container::found(&path, &options, &Progress::default()).unwrap();
    let read = || found.sheets[0].read(&mut Counted::default(), &Progress::default());
    read().unwrap();
    let content = std::fs::read(&path).unwrap();
    std::fs::write(&path, &content[..content.len() / 2]).unwrap();
    assert!(matches!(read(), Err(OpenError::Damaged { .. })));
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(read(), Err(OpenError::Read { .. })));
}
