//! Throws damaged tables and any mapping at the reader: the answer is always figures that add up or a clean error.
//!
//! Seeded, so that a failure comes again: it names its seed. Runs for two seconds; `LODESCOPE_FUZZ_SECONDS` sets more, and
//! `LODESCOPE_FUZZ_SEED` where to begin.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::interpret::{RowClass, interpret};
use super::sheet::{Head, Sheet};
use super::text::TextSheet;
use super::words::Words;
use super::{Given, Header, Limits, Mapping, Numbers, Progress, Repeats, Totals, ValueColumn};
use crate::data::curated::Curated;

/// Numbers that look random and are the same for a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

const CELLS: [&str; 40] = [
    "Chile",
    "Peru",
    "China",
    "Other countries",
    "World total",
    "Atlantis",
    "",
    " ",
    "Copper",
    "Cobalt",
    "Unobtainium",
    "2024",
    "2023",
    "2024.0",
    "20x4",
    "t",
    "kt",
    "kct",
    "kg",
    "mine",
    "reserves",
    "refinery",
    "production",
    "price",
    "5",
    "1,234.5",
    "1.234,5",
    "1 234",
    "-5",
    "1e400",
    "NaN",
    "W",
    "NA",
    "—",
    ">5",
    "10 - 20",
    "5 t",
    "\"",
    "a\"b",
    "é中\u{feff}",
];
const SIGNS: [&str; 12] = [",", ";", "\t", "|", "\n", "\r\n", "\r", "\"", "'", "\u{0}", "  ", "#"];

/// Returns a table by a grammar that keeps to no rule for long.
fn table(dice: &mut Dice) -> Vec<u8> {
    let (sign, line) = (*dice.one_of(&SIGNS[..4]), *dice.one_of(&SIGNS[4..7]));
    let (rows, columns) = (1 + dice.below(30), 1 + dice.below(8));
    let mut text = String::new();
    for _ in 0..rows {
        for column in 0..columns {
            if column > 0 {
                text.push_str(if dice.below(40) == 0 { dice.one_of::<&str>(&SIGNS) } else { sign });
            }
            let cell = *dice.one_of(&CELLS);
            match dice.below(8) {
                0 => text.extend(["\"", &cell.replace('"', "\"\""), "\""]),
                1 if dice.below(6) == 0 => text.extend(["\"", cell]),
                _ => text.push_str(cell),
            }
        }
        text.push_str(if dice.below(30) == 0 { dice.one_of::<&str>(&SIGNS) } else { line });
    }
    match dice.below(6) {
        0 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        _ => text.into_bytes(),
    }
}

/// Flips, cuts, doubles and inserts bytes.
fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..dice.below(6) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => {
                let end = (at + dice.below(60)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let times = dice.below(50);
                bytes.splice(at..at, part.repeat(times));
            }
            3 => {
                let end = (at + dice.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => bytes.insert(at, u8::try_from(dice.below(256)).unwrap()),
        }
    }
}

fn mapping(dice: &mut Dice) -> Mapping {
    let given = |dice: &mut Dice, words: &[&str]| match dice.below(6) {
        0 => Given::Nowhere,
        1 => Given::Same((*dice.one_of(words)).to_owned()),
        _ => Given::Column(dice.below(9)),
    };
    let values = 1 + dice.below(3);
    Mapping {
        header: Header { above: dice.below(3), rows: dice.below(3) },
        country: given(dice, &["Chile", "nowhere"]),
        mineral: given(dice, &["Copper", "something"]),
        stage: given(dice, &["mine", "?"]),
        year: given(dice, &["2024", "x"]),
        unit: given(dice, &["t", "kt", "?"]),
        measure: (dice.below(3) == 0).then(|| dice.below(9)),
        note: (dice.below(3) == 0).then(|| dice.below(9)),
        values: (0..values)
            .map(|_| ValueColumn {
                status: (dice.below(3) == 0).then(|| dice.below(9)),
                year: (dice.below(3) == 0).then(|| i16::try_from(dice.below(4000)).unwrap()),
                ..ValueColumn::plain(if dice.below(50) == 0 { usize::MAX } else { dice.below(9) })
            })
            .collect(),
        numbers: Numbers {
            decimal: *dice.one_of(&['.', ',']),
            thousands: *dice.one_of(&[None, Some(','), Some('.'), Some(' '), Some('\'')]),
        },
        missing: vec!["-".to_owned(), "na".to_owned()],
        repeats: *dice.one_of(&[Repeats::Judge, Repeats::Add, Repeats::First]),
        estimated: if dice.below(2) == 0 { vec!["*".to_owned()] } else { Vec::new() },
        totals: *dice.one_of(&[Totals::OfTable, Totals::OfWorld]),
    }
}

fn read(seed: u64, words: &Words<'_>) {
    let mut dice = Dice(seed);
    let mut bytes = table(&mut dice);
    damage(&mut dice, &mut bytes);
    let limits = Limits {
        columns: *dice.one_of(&[3, 16_384]),
        cell_bytes: *dice.one_of(&[4, 1 << 20]),
        rows: *dice.one_of(&[10, 1_000_000]),
        ..Limits::default()
    };
    let progress = Progress::default();
    let Ok(sheet) = TextSheet::of_bytes(String::new(), PathBuf::from("fuzz.csv"), bytes, &limits) else { return };
    let head = Head::of(&sheet, &progress).unwrap();
    assert!(head.rows.windows(2).all(|pair| pair[0].0 < pair[1].0), "seed {seed}: rows out of order");
    let mapping = mapping(&mut dice);
    let read = interpret(&sheet as &dyn Sheet, &mapping, words, &limits, &progress).unwrap();
    let rows = |class: &[RowClass]| -> u64 {
        read.fates.iter().filter(|fate| class.contains(&fate.class)).map(|fate| fate.rows).sum()
    };
    assert_eq!(rows(&[RowClass::Used, RowClass::Total]), read.rows_used, "seed {seed}");
    let all = [RowClass::Used, RowClass::Total, RowClass::Aside, RowClass::LeftOut];
    assert_eq!(rows(&all), read.rows_seen, "seed {seed}");
    if !head.has_more && limits.rows > 10 {
        assert_eq!(read.rows_seen, u64::try_from(head.rows.len()).unwrap(), "seed {seed}");
    }
    assert!(rows(&[RowClass::LeftOut]) == 0 || read.issues.total() > 0, "seed {seed}: left out without a word");
    for figure in read.tables.iter().flat_map(|table| &table.figures) {
        let is_amount = figure.quantity.value().is_none_or(|value| value.is_finite() && value >= 0.0);
        assert!(is_amount, "seed {seed}: {figure:?}");
    }
}

#[test]
fn any_bytes_and_any_mapping_give_figures_or_words() {
    let number = |name: &str, or: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let time = Duration::from_secs(number("LODESCOPE_FUZZ_SECONDS", 2));
    let first = number("LODESCOPE_FUZZ_SEED", 1);
    let curated = Curated::embedded().unwrap();
    let words = Words::new(&curated, &std::collections::BTreeMap::new());
    let start = Instant::now();
    let mut seed = first;
    while start.elapsed() < time || seed < first + 50 {
        read(seed, &words);
        seed += 1;
    }
    println!("{} tables from seed {first} on", seed - first);
}
