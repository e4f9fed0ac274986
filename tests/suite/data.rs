//! The published tables and the bundle made of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lodescope::data::{AS_OF, DataError, Dataset, TableKey, build, embedded, from_package};
use lodescope::model::{Amount, CommodityId, EditionId, FormId, Iso3, Member, Stage};
use polars::prelude::{CsvReadOptions, DataFrame, SerReader};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn reader(folder: &Path) -> impl Fn(&str) -> Result<Vec<u8>, DataError> {
    move |name| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|source| DataError::Read { path, source })
    }
}

fn frame(name: &str) -> DataFrame {
    frame_at(&folder().join(name))
}

pub(crate) fn frame_at(path: &Path) -> DataFrame {
    CsvReadOptions::default()
        .with_infer_schema_length(Some(0))
        .try_into_reader_with_file_path(Some(path.to_owned()))
        .unwrap()
        .finish()
        .unwrap()
}

pub(crate) fn column(frame: &DataFrame, name: &str) -> Vec<String> {
    frame.column(name).unwrap().str().unwrap().iter().map(|cell| cell.unwrap_or("").to_owned()).collect()
}

fn numbers(frame: &DataFrame, name: &str) -> Vec<usize> {
    column(frame, name).iter().map(|cell| cell.parse().unwrap()).collect()
}

fn key(commodity: &str, form: &str, stage: Stage) -> TableKey {
    TableKey {
        commodity: CommodityId::new(commodity).unwrap(),
        form: FormId::new(form).unwrap(),
        stage,
        edition: EditionId::new("mcs2026").unwrap(),
    }
}

fn amount(dataset: &Dataset, key: &TableKey, year: i16, country: &str) -> Amount {
    let year = dataset.table(key).unwrap().year(year).unwrap();
    let statement = match country {
        "world" => year.world.as_ref().unwrap(),
        "other" => year.other.as_ref().unwrap(),
        code => {
            let code = Iso3::new(code).unwrap();
            &year.countries.iter().find(|row| row.country == code).unwrap().statement
        }
    };
    statement.quantity.amount.clone()
}

#[test]
fn the_bundle_is_the_published_tables() {
    let dataset = embedded().unwrap();
    let tables = from_package(&reader(&folder())).unwrap();
    assert_eq!(dataset.fingerprint, tables.fingerprint, "run: lodescope bundle --from DIR --out data");
    assert_eq!(*dataset, tables);
    assert_eq!(dataset.as_of, AS_OF);
}

#[test]
fn worked_figures_are_as_printed() {
    let dataset = embedded().unwrap();
    let mine = key("rare-earths", "rare-earths", Stage::Mine);
    assert_eq!(amount(&dataset, &mine, 2025, "CHN"), Amount::Exact(270_000.0));
    assert_eq!(amount(&dataset, &mine, 2025, "world"), Amount::Exact(390_000.0));
    let lithium = key("lithium", "lithium", Stage::Mine);
    assert_eq!(amount(&dataset, &lithium, 2025, "USA"), Amount::Withheld);
    let vanadium = key("vanadium", "vanadium", Stage::Reserves);
    assert_eq!(amount(&dataset, &vanadium, 2025, "world"), Amount::Exact(21e6));
}

#[test]
fn australias_reserves_of_rare_earths_are_not_read_with_a_footnote_glued_on() {
    let reserves = key("rare-earths", "rare-earths", Stage::Reserves);
    let Amount::Exact(tonnes) = amount(&embedded().unwrap(), &reserves, 2025, "AUS") else { panic!() };
    assert!((1e6..10e6).contains(&tonnes), "{tonnes}");
}

#[test]
fn every_row_of_every_source_is_accounted_for() {
    let intake = frame("intake.csv");
    let [seen, observed, totals, notes, left_out] =
        ["rows_seen", "observations", "totals", "notes", "left_out"].map(|name| numbers(&intake, name));
    let editions = column(&intake, "edition");
    let mut of_edition: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in 0..seen.len() {
        assert_eq!(seen[line], observed[line] + totals[line] + notes[line] + left_out[line], "line {line}");
        let sums = of_edition.entry(&editions[line]).or_default();
        sums.0 += observed[line];
        sums.1 += totals[line];
    }
    let observations = frame("observations.csv");
    let (countries, printed_in) = (column(&observations, "country"), column(&observations, "edition"));
    for (edition, (observed, totals)) in of_edition.into_iter().filter(|(edition, _)| !edition.is_empty()) {
        let rows = countries.iter().zip(&printed_in).filter(|(_, of)| *of == edition);
        let (worlds, others): (Vec<_>, Vec<_>) = rows.partition(|(country, _)| *country == "world");
        assert_eq!((others.len(), worlds.len()), (observed, totals), "{edition}");
        let counts = embedded().unwrap().observation_counts();
        assert_eq!(counts[&EditionId::new(edition).unwrap()], observed + totals);
    }
    let dataset = embedded().unwrap();
    let files = column(&intake, "file");
    // Rows of no edition are memberships, or stand beside the tables by country.
    let of_file = |name: &str| {
        let lines = (0..files.len()).filter(|line| files[*line].contains(name) && editions[*line].is_empty());
        lines.map(|line| observed[line]).sum::<usize>()
    };
    let estimates = dataset.context.governance.iter().flat_map(|of| of.dimensions).flatten().count();
    let in_figure = dataset.context.import_reliance.iter().filter(|of| of.table == "Figure 2").count();
    let counted = [
        ("blocs/", dataset.memberships().len()),
        ("wgi/", estimates),
        ("_T4_", dataset.context.export_controls.len()),
        ("_Fig2_", in_figure),
        ("_Fig3_", dataset.context.import_sources.len()),
    ];
    for (name, rows) in counted {
        assert!(rows > 0);
        assert_eq!(of_file(name), rows, "{name}");
    }
    let of_none: usize = editions.iter().zip(&observed).filter(|(edition, _)| edition.is_empty()).map(|(_, n)| n).sum();
    assert_eq!(of_none, counted.iter().map(|(_, rows)| rows).sum::<usize>());
}

#[test]
fn the_intake_of_every_file_closes() {
    let intake = frame("intake.csv");
    let [files, editions, hashes, reasons] = ["file", "edition", "sha256", "reason"].map(|name| column(&intake, name));
    let left_out = numbers(&intake, "left_out");
    let mut of_file: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in 0..files.len() {
        of_file.entry(&files[line]).or_default().insert(&hashes[line]);
        assert_eq!(hashes[line].len(), 64, "line {line}");
        // What is left out of a summary is left out on purpose, and the reason is a sentence.
        let is_purpose = left_out[line] == 0 || !editions[line].starts_with("mcs") || reasons[line].len() > 40;
        assert!(is_purpose, "{}: {}", files[line], reasons[line]);
    }
    assert!(of_file.values().all(|hashes| hashes.len() == 1));
    let of_folder = |folder: &str| of_file.keys().filter(|file| file.starts_with(folder)).count();
    assert_eq!([2023, 2024].map(|year| of_folder(&format!("usgs/mcs{year}/world/"))), [77, 77]);
}

#[test]
fn every_name_resolves() {
    let dataset = embedded().unwrap();
    assert!(dataset.tables.is_sorted_by(|one, next| one.key < next.key));
    for table in &dataset.tables {
        assert!(dataset.commodity(&table.key.commodity).is_some(), "{:?}", table.key);
        assert!(dataset.form(&table.key.commodity, &table.key.form).is_some(), "{:?}", table.key);
        assert!(dataset.edition(&table.key.edition).is_some(), "{:?}", table.key);
        assert!(table.years.is_sorted_by(|one, next| one.year < next.year), "{:?}", table.key);
        for row in table.years.iter().flat_map(|year| &year.countries) {
            assert!(dataset.country(row.country).is_some(), "{:?} {}", table.key, row.country);
        }
    }
    for membership in dataset.memberships() {
        assert!(dataset.bloc(&membership.bloc).is_some(), "{membership:?}");
        if let Member::Country(iso3) = membership.member {
            assert!(dataset.country(iso3).is_some(), "{membership:?}");
        }
    }
    for edition in &dataset.editions {
        assert!(dataset.sources.iter().any(|source| source.id == edition.source), "{edition:?}");
    }
    for correction in &dataset.corrections {
        assert!(dataset.table(&correction.table).is_some(), "{correction:?}");
        assert!(correction.rows > 0, "{correction:?}");
    }
}

#[test]
fn no_commodity_or_form_stands_without_a_table() {
    let dataset = embedded().unwrap();
    let with_tables: BTreeSet<_> = dataset.tables.iter().map(|table| (&table.key.commodity, &table.key.form)).collect();
    for form in &dataset.forms {
        assert!(with_tables.contains(&(&form.commodity, &form.id)), "{} {}", form.commodity, form.id);
    }
    for commodity in &dataset.commodities {
        assert!(with_tables.iter().any(|(of, _)| **of == commodity.id), "{}", commodity.id);
    }
}

#[test]
fn a_bundle_is_built_over_a_stale_one_and_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let (from, out) = (folder.path().join("from"), folder.path().join("out"));
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let trends = "usgs/mcs2026/trends/MCS2026";
    for (fixture, name) in [
        ("mcs2026/commodities.csv", "usgs/mcs2026/MCS2026_Commodities_Data.csv"),
        ("mcs2025/MCS2025_World_Data.csv", "usgs/mcs2025/world_data/MCS2025_World_Data.csv"),
        ("mcs2024/mcs2024-perli_world.csv", "usgs/mcs2024/world/mcs2024-perli_world.csv"),
        ("mcs2024/MCS2024-sandi_world.csv", "usgs/mcs2024/world/MCS2024-sandi_world.csv"),
        ("mcs2023/mcs2023-zinc_world.csv", "usgs/mcs2023/world/mcs2023-zinc_world.csv"),
        ("mcs2023/mcs2023-titan_world.csv", "usgs/mcs2023/world/mcs2023-titan_world.csv"),
        ("blocs.csv", "blocs/blocs.csv"),
        ("map.json", "map/50m.json"),
        ("iea.json", "refining/iea.json"),
        ("wgi.csv", "wgi/wgidataset.csv"),
        ("mcs2026/export_controls.csv", &format!("{trends}_T4_Country_Export_Control.csv")),
        ("mcs2026/import_reliance.csv", &format!("{trends}_Fig2_Net_Import_Reliance.csv")),
        ("mcs2026/import_sources.csv", &format!("{trends}_Fig3_Major_Import_Sources.csv")),
    ] {
        let path = from.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(fixtures.join(fixture), path).unwrap();
    }
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("bundle.bin"), "stale").unwrap();
    let report = build(&from, &out).unwrap();
    let bytes = |name: &str| std::fs::read(out.join(name)).unwrap();
    let first: Vec<_> = report.files.iter().map(|(name, ..)| bytes(name)).collect();
    build(&from, &out).unwrap();
    let second: Vec<_> = report.files.iter().map(|(name, ..)| bytes(name)).collect();
    assert!(first == second);
    assert!(bytes("bundle.bin").starts_with(b"LODE"));
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), report.files.len(), "a temporary file was left behind");
    assert_eq!(from_package(&reader(&out)).unwrap().fingerprint, report.fingerprint);
}

#[test]
fn a_missing_source_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = build(folder.path(), &folder.path().join("out")).unwrap_err();
    assert!(error.to_string().ends_with("MCS2026_Commodities_Data.csv"), "{error}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_damaged_table_is_named_with_row_and_column() {
    let folder = folder();
    let read = reader(&folder);
    let damaged = |name: &str| {
        let bytes = read(name)?;
        if name != "observations.csv" {
            return Ok(bytes);
        }
        let text = String::from_utf8(bytes).unwrap();
        Ok(text.replacen(",exact,estimated,", ",about,estimated,", 1).into_bytes())
    };
    let error = from_package(&damaged).unwrap_err().to_string();
    assert!(error.starts_with("row 3, column 'bound': 'about'"), "{error}");
}
