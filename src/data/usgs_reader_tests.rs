use super::*;
use crate::data::usgs::{self, SourceFile};
use crate::data::{DataError, Severity};
use crate::model::Amount;

fn fixture() -> EditionRead {
    let bytes = include_bytes!("../../tests/fixtures/mcs2026/commodities.csv").to_vec();
    let file = SourceFile { name: "usgs/MCS2026_Commodities_Data.csv".to_owned(), bytes };
    usgs::read(&[file], &Curated::embedded().unwrap()).unwrap()
}

fn head<'a>(read: &'a EditionRead, path: &str) -> &'a TableHead {
    read.heads.iter().find(|head| format!("{} {}", head.key.form, head.key.stage) == path).unwrap()
}

#[test]
fn rows_become_observations_with_their_state_and_note() {
    let read = fixture();
    let statement = |path| {
        let of = read.find(path);
        (of.statement.quantity.amount.clone(), of.statement.quantity.estimated, of.statement.note.as_str())
    };
    assert_eq!(statement("rare-earths mine USA 2025"), (Amount::Exact(51_000.0), true, ""));
    assert_eq!(
        statement("rare-earths mine CHN 2025"),
        (Amount::Exact(270_000.0), true, "Production quota; does not include undocumented production.")
    );
    assert_eq!(statement("rare-earths mine MMR 2025"), (Amount::Exact(0.0), false, ""));
    assert_eq!(statement("rare-earths mine GRL 2025"), (Amount::Withheld, false, ""));
    assert_eq!(statement("rare-earths mine CIV 2025"), (Amount::NotAvailable, false, ""));
    assert_eq!(statement("rare-earths mine other 2025"), (Amount::Exact(100.0), true, ""));
    assert_eq!(statement("rare-earths mine world 2025"), (Amount::Exact(350_000.0), true, ""));
    assert_eq!(statement("rare-earths reserves world 2025").0, Amount::AtLeast(85e6));
    assert_eq!(statement("rare-earths reserves BRA 2025").0, Amount::Qualitative("Moderate to large".to_owned()));
    let australia = statement("rare-earths reserves AUS 2025");
    assert_eq!((australia.0, australia.1), (Amount::Exact(6.3e6), false));
    assert!(australia.2.starts_with("For Australia, Joint Ore Reserves Committee"));
    let less_than_half = Amount::Range { low: 0.0, high: 0.5 };
    assert_eq!(statement("helium production ZAF 2025"), (less_than_half, true, "Less than ½ unit."));
    assert_eq!(
        statement("peat reserves DEU 2025"),
        (Amount::IncludedElsewhere, false, "Included with “Other countries.”")
    );
    assert_eq!(statement("gemstones mine AGO 2025"), (Amount::Exact(68.0), false, ""));
    assert_eq!(read.find("rare-earths mine MMR 2025").printed, "—");
}

#[test]
fn tables_have_a_unit_a_label_and_the_note_that_all_rows_share() {
    let read = fixture();
    let rare_earths = head(&read, "rare-earths mine");
    assert_eq!(rare_earths.unit, Unit::Tonnes);
    assert_eq!(rare_earths.source_label, "RARE EARTHS, Mine production");
    assert_eq!(rare_earths.basis, "rare-earth-oxide equivalent");
    assert_eq!(rare_earths.note, "Measured twice.");
    assert_eq!(head(&read, "gemstones mine").unit, Unit::ThousandCarats);
    // The label is that of the main rows although others come first.
    assert_eq!(head(&read, "talc mine").source_label, "TALC AND PYROPHYLLITE, Mine production");
}

#[test]
fn a_country_stands_twice_only_where_the_table_tells_its_rows_apart() {
    let read = fixture();
    let india: Vec<_> = read
        .observations
        .iter()
        .filter(|of| of.key.form.as_str() == "talc" && of.subject.to_string() == "IND")
        .map(|of| of.statement.note.as_str())
        .collect();
    assert_eq!(india, ["Steatite. Includes pyrophyllite.", "Crude."]);
}

#[test]
fn corrections_are_applied_and_counted() {
    let read = fixture();
    let amount = |path| read.find(path).statement.quantity.amount.clone();
    assert_eq!(amount("vanadium reserves CHN 2025"), Amount::Exact(4.1e6));
    assert_eq!(amount("vanadium reserves world 2025"), Amount::Exact(21e6));
    assert_eq!(read.find("vanadium reserves world 2025").printed, "21,000");
    assert_eq!(amount("chromium reserves TUR 2025"), Amount::Exact(27_000.0));
    assert_eq!(amount("yttrium mine world 2025"), Amount::Range { low: 1e4, high: 1.5e4 });
    let rows = |commodity: &str, field: &str| {
        let of =
            |correction: &&Correction| correction.table.commodity.as_str() == commodity && correction.field == field;
        read.corrections.iter().find(of).unwrap().rows
    };
    assert_eq!((rows("vanadium", "unit"), rows("chromium", "year"), rows("yttrium", "notes")), (2, 1, 1));
    assert_eq!(rows("manganese", "value"), 0);
    let stale = |issue: &&DataIssue| issue.kind == IssueKind::StaleCorrection;
    // A correction is stale where its chapter was read; the fixture has not all chapters.
    let untouched = |chapter: &str| {
        let is_it = |of: &&Correction| of.rows == 0 && of.commodity == chapter;
        read.corrections.iter().filter(is_it).count()
    };
    assert!(untouched("MANGANESE") > 0 && untouched("HELIUM AND RARE GASES") > 0);
    assert_eq!(read.issues.iter().filter(stale).count(), untouched("HELIUM AND RARE GASES"));
}

#[test]
fn what_cannot_be_read_is_an_issue_with_its_place() {
    let read = fixture();
    let found: Vec<_> = read
        .issues
        .iter()
        .filter(|issue| issue.severity() == Severity::Warning)
        .map(|issue| (issue.row, issue.kind, issue.column.as_str(), issue.value.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (26, IssueKind::UnknownValue, "Value", "2,9,00"),
            (27, IssueKind::BlankValue, "Value", ""),
            (28, IssueKind::UnknownValue, "Value", "s"),
            (29, IssueKind::UnknownCountry, "Country", "Atlantis"),
            (30, IssueKind::UnknownUnit, "Unit", "short tons"),
            (31, IssueKind::MixedUnits, "Unit", "thousand metric tons"),
            (32, IssueKind::UnknownYear, "Year", "2021–24"),
            (33, IssueKind::Duplicate, "Country", "China"),
            (34, IssueKind::Duplicate, "Country", "World total"),
            (35, IssueKind::UnknownTable, "Statistics_detail", "Separation"),
            (36, IssueKind::UnknownSection, "Section", "Events, Trends, and Issues"),
        ]
    );
    let shifted: Vec<_> = read.issues.iter().filter(|issue| issue.kind == IssueKind::ShiftedCells).collect();
    assert_eq!(shifted.len(), 1);
    assert_eq!((shifted[0].row, shifted[0].value.as_str()), (22, "Yes"));
    assert_eq!(read.find("yttrium mine world 2024").statement.note, "");
}

#[test]
fn every_row_is_accounted_for() {
    let read = fixture();
    let lines = include_bytes!("../../tests/fixtures/mcs2026/commodities.csv").split(|byte| *byte == b'\n').count() - 2;
    let sum = |count: fn(&IntakeLine) -> u32| read.intake.iter().map(count).sum::<u32>() as usize;
    assert_eq!(sum(|line| line.rows_seen), lines);
    for line in &read.intake {
        assert_eq!(line.rows_seen, line.observations + line.totals + line.notes + line.left_out, "{line:?}");
    }
    assert_eq!(sum(|line| line.observations) + sum(|line| line.totals), read.observations.len());
    assert_eq!(sum(|line| line.notes), 2);
    assert_eq!(
        sum(|line| line.left_out),
        read.issues.iter().filter(|issue| issue.severity() == Severity::Warning).count()
    );
}

#[test]
fn a_file_of_another_layout_is_refused_with_its_columns() {
    let file = |bytes: &[u8]| SourceFile { name: "MCS2026_other.csv".to_owned(), bytes: bytes.to_vec() };
    let read = |bytes: &[u8]| usgs::read(&[file(bytes)], &Curated::embedded().unwrap()).err().unwrap();
    let error = read(b"Country,Tonnes\nChile,5\n");
    assert!(matches!(error, DataError::UnknownLayout { .. }), "{error}");
    assert!(error.to_string().contains("Country, Tonnes"), "{error}");
    let error = read(b"MCS chapter,Section,Commodity\nCOBALT,World,Cobalt\n");
    assert!(matches!(error, DataError::MissingColumn { .. }), "{error}");
}

#[test]
fn the_edition_is_told_by_the_rows_or_the_name() {
    let curated = Curated::embedded().unwrap();
    let read = |name: &str, bytes: &[u8]| {
        usgs::read(&[SourceFile { name: name.to_owned(), bytes: bytes.to_vec() }], &curated).err().unwrap().to_string()
    };
    let wide = b"Source,Country,Type,Prod_t_2030\nMCS 2031,Chile,Mine production,5\n";
    assert!(read("mcs2024-tin_world.csv", wide).contains("'mcs2031'"));
    let nameless = b"Country,Type,Prod_t_2030\nChile,Mine production,5\n";
    assert!(read("folder/MCS2032-tin_world.csv", nameless).contains("'mcs2032'"));
    assert!(read("mcs2032/tin.csv", nameless).starts_with("the edition cannot be told"));
}
