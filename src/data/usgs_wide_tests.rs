use crate::data::curated::Curated;
use crate::data::observation::TableHead;
use crate::data::usgs::{self, SourceFile};
use crate::data::usgs_reader::EditionRead;
use crate::data::{DataIssue, IntakeLine, IssueKind, Severity};
use crate::model::{Amount, Unit};

macro_rules! file {
    ($name:literal) => {
        SourceFile { name: $name.to_owned(), bytes: include_bytes!(concat!("../../tests/fixtures/", $name)).to_vec() }
    };
}

fn read(files: &[SourceFile]) -> EditionRead {
    usgs::read(files, &Curated::embedded().unwrap()).unwrap()
}

fn of_2023() -> EditionRead {
    read(&[file!("mcs2023/mcs2023-titan_world.csv"), file!("mcs2023/mcs2023-zinc_world.csv")])
}

fn of_2024() -> EditionRead {
    read(&[file!("mcs2024/mcs2024-perli_world.csv"), file!("mcs2024/MCS2024-sandi_world.csv")])
}

fn of_2025() -> EditionRead {
    read(&[file!("mcs2025/MCS2025_World_Data.csv")])
}

/// Returns amount, whether it is an estimate, and note.
fn said<'a>(read: &'a EditionRead, path: &str) -> (Amount, bool, &'a str) {
    let of = read.find(path);
    (of.statement.quantity.amount.clone(), of.statement.quantity.estimated, of.statement.note.as_str())
}

fn warnings(read: &EditionRead) -> Vec<(usize, IssueKind, &str, &str)> {
    let is_warning = |issue: &&DataIssue| issue.severity() == Severity::Warning;
    let place = |issue: &DataIssue| (issue.row, issue.kind);
    let words = read.issues.iter().filter(is_warning).map(|issue| (issue.column.as_str(), issue.value.as_str()));
    let places = read.issues.iter().filter(is_warning).map(place);
    places.zip(words).map(|((row, kind), (column, value))| (row, kind, column, value)).collect()
}

const BLANK: &str = "Left blank by the publisher: zero or not available.";

#[test]
fn a_file_of_one_commodity_is_read_by_its_name_and_headers() {
    let read = of_2024();
    let path = |rest: &str| format!("perlite {rest}");
    let said = |rest| said(&read, &path(rest));
    assert_eq!(said("production USA 2022"), (Amount::Exact(430.0), false, "Processed ore sold and used by producers."));
    assert_eq!(said("production USA 2023"), (Amount::Exact(440.0), true, "Processed ore sold and used by producers."));
    assert_eq!(said("reserves USA 2023"), (Amount::Exact(51_000.0), false, ""));
    // An "e" glued to the name or the figure marks an estimate.
    assert_eq!(said("production CHN 2022"), (Amount::Exact(1300.0), true, ""));
    assert_eq!(said("production GRC 2022"), (Amount::Exact(1100.0), true, ""));
    assert_eq!(said("production TUR 2022"), (Amount::Exact(1200.0), true, ""));
    assert_eq!(read.find("perlite production TUR 2022").printed, "e1,200");
    // Reserves have no column that is an estimate, and the mark at the name is that of production.
    assert_eq!(said("reserves CHN 2023"), (Amount::Exact(31_000.0), false, "For Australia, nothing."));
    assert_eq!(said("reserves GRC 2023"), (Amount::NotAvailable, false, "Considered to be large."));
    assert_eq!(said("reserves TUR 2023"), (Amount::NotAvailable, false, ""));
    assert_eq!(said("production HUN 2022"), (Amount::Withheld, false, ""));
    let half = Amount::Range { low: 0.0, high: 0.5 };
    assert_eq!(said("production HUN 2023"), (half, true, ""));
    assert_eq!(said("reserves HUN 2023"), (Amount::Qualitative("Large".to_owned()), false, ""));
    assert_eq!(said("production SVK 2023"), (Amount::Exact(0.0), false, ""));
    assert_eq!(said("reserves SVK 2023"), (Amount::IncludedElsewhere, false, ""));
    assert_eq!(said("production MEX 2023"), (Amount::Range { low: 10.0, high: 20.0 }, true, ""));
    assert_eq!(said("reserves MEX 2023"), (Amount::AtLeast(30_000.0), false, ""));
    let total = "Excludes U.S. production. Data may not add.";
    assert_eq!(said("production world 2022"), (Amount::Exact(4940.0), false, total));
    assert!(read.find("sand-and-gravel-industrial mine ARG 2022").statement.quantity.estimated);
    assert!(read.observations.iter().all(|of| of.unit == Unit::ThousandTonnes && of.key.edition.as_str() == "mcs2024"));
}

#[test]
fn a_group_of_countries_counts_with_other_countries() {
    let read = of_2024();
    let other = read.find("perlite production other 2022");
    assert_eq!(other.statement.quantity.amount, Amount::Exact(21.0));
    assert!(other.statement.quantity.estimated);
    assert_eq!(other.printed, "7 + 14");
    assert_eq!(other.statement.note, "Includes United States and Canada: 7.");
}

#[test]
fn what_the_wide_files_get_wrong_is_an_issue_with_its_place() {
    assert_eq!(
        warnings(&of_2024()),
        [(9, IssueKind::UnknownValue, "Prod_kt_2022", "2,0"), (4, IssueKind::UnknownCountry, "Country", ""),]
    );
    assert_eq!(warnings(&of_2023()), []);
    assert_eq!(
        warnings(&of_2025()),
        [
            (21, IssueKind::UnknownTable, "TYPE", "Mine production"),
            (21, IssueKind::UnknownTable, "TYPE", "Mine production"),
        ]
    );
}

#[test]
fn columns_of_two_products_stay_apart_and_blanks_are_no_zeros() {
    let read = of_2023();
    let said = |path| said(&read, path);
    assert_eq!(said("titanium-sponge production USA 2021"), (Amount::Withheld, false, ""));
    assert_eq!(said("titanium-sponge production AUS 2021"), (Amount::NotAvailable, false, BLANK));
    assert_eq!(said("titanium-sponge production other 2022"), (Amount::NotAvailable, false, BLANK));
    assert_eq!(read.find("titanium-sponge production AUS 2021").printed, "(blank)");
    assert_eq!(said("titanium-sponge production CHN 2021"), (Amount::Exact(140_000.0), false, ""));
    assert_eq!(said("titanium-sponge production CHN 2022"), (Amount::Exact(150_000.0), true, ""));
    assert_eq!(said("titanium-sponge capacity CHN 2021"), (Amount::Exact(181_000.0), false, ""));
    assert_eq!(said("titanium-pigment capacity CHN 2021"), (Amount::Exact(5e6), false, ""));
    let label = |path: &str| {
        let is_it = |head: &&TableHead| format!("{} {}", head.key.form, head.key.stage) == path;
        read.heads.iter().find(is_it).unwrap().source_label.clone()
    };
    assert!(label("titanium-pigment capacity").starts_with("Titanium, Capacity pigment (Sponge Metal Production"));
    assert_eq!(label("zinc mine"), "Zinc, Mine production, zinc content of concentrates and direct shipping ores");
}

#[test]
fn corrections_reach_the_wide_files() {
    let read = of_2023();
    assert_eq!(said(&read, "zinc reserves AUS 2022").0, Amount::Exact(66_000.0));
    assert_eq!(read.find("zinc reserves AUS 2022").printed, "1,166,000");
    assert_eq!(said(&read, "zinc mine MEX 2021"), (Amount::Exact(720.0), true, ""));
    let of_2025 = of_2025();
    let read = |path| said(&of_2025, path).0;
    assert_eq!(read("ilmenite mine CHN 2023"), Amount::Exact(3.3e6));
    assert_eq!(read("ilmenite-and-rutile mine world 2024"), Amount::Exact(9.4e6));
    assert_eq!(read("rutile mine SLE 2023"), Amount::Exact(110_000.0));
    assert_eq!(read("rutile reserves SLE 2024"), Amount::Exact(2.8e6));
    assert_eq!(read("indium reserves CHN 2024"), Amount::Exact(1100.0));
    let rows = |id: &str| of_2025.corrections.iter().find(|of| of.id.as_str() == id).unwrap().rows;
    assert_eq!(rows("mcs2025-indium-reserves-withdrawn"), 1);
    assert_eq!(rows("mcs2025-titanium-rutile-production-unit"), 2);
    assert_eq!(rows("mcs2025-titanium-rutile-production-unit-sierra-leone"), 2);
    // Only what was opened can be stale.
    let stale: Vec<_> = of_2025.issues.iter().filter(|issue| issue.kind == IssueKind::StaleCorrection).collect();
    assert!(stale.iter().all(|issue| !issue.mend.contains("Molybdenum")), "{stale:?}");
}

#[test]
fn the_blanks_of_2025_mean_what_their_notes_say() {
    let read = of_2025();
    let said = |path| said(&read, path);
    assert_eq!(said("barite mine USA 2023"), (Amount::Withheld, false, ""));
    assert_eq!(read.find("barite mine USA 2023").printed, "(blank: W for 23-24)");
    assert_eq!(said("barite reserves USA 2024"), (Amount::NotAvailable, false, ""));
    // The heading says estimated, the note reported: of the year whose column does not say estimated.
    assert_eq!(said("barite mine CHN 2023"), (Amount::Exact(2000.0), true, ""));
    assert_eq!(said("barite mine TUR 2023"), (Amount::Exact(216.0), false, ""));
    assert_eq!(said("barite mine TUR 2024"), (Amount::Exact(220.0), true, ""));
    assert_eq!(said("barite mine world 2024").2, "Excludes U.S. production.");
    assert_eq!(said("rare-earths mine CAN 2024"), (Amount::NotAvailable, false, BLANK));
    assert_eq!(said("rare-earths mine MDG 2023"), (Amount::Exact(2100.0), true, ""));
    assert_eq!(said("rare-earths mine PER 2023"), (Amount::NotAvailable, false, ""));
    assert_eq!(said("rare-earths mine PER 2024"), (Amount::Exact(30.0), true, ""));
    assert_eq!(said("rare-earths reserves PER 2024").0, Amount::IncludedElsewhere);
    assert_eq!(said("cobalt mine USA 2024").0, Amount::Exact(300.0));
    assert_eq!(said("cobalt reserves RUS 2024").0, Amount::AtLeast(250_000.0));
    assert_eq!(said("gallium capacity other 2024"), (Amount::Exact(88_000.0), false, ""));
    let half = Amount::Range { low: 0.0, high: 0.5 };
    assert_eq!(said("helium production ZAF 2024"), (half, true, "Less than 1/2 unit."));
    let united_states: Vec<_> = read
        .observations
        .iter()
        .filter(|of| format!("{} {}", of.key.stage, of.subject) == "production USA" && of.year == 2024)
        .map(|of| of.statement.note.as_str())
        .collect();
    assert_eq!(united_states, ["", "From Cliffside Field."]);
}

#[test]
fn every_cell_is_accounted_for() {
    for (read, cells) in [(of_2023(), 3 * 3 + 5 * 4), (of_2024(), 10 * 3 + 2 * 3 + 1), (of_2025(), 20 * 5)] {
        let sum = |count: fn(&IntakeLine) -> u32| read.intake.iter().map(count).sum::<u32>() as usize;
        assert_eq!(sum(|line| line.rows_seen), cells);
        for line in &read.intake {
            assert_eq!(line.rows_seen, line.observations + line.totals + line.notes + line.left_out, "{line:?}");
        }
        assert_eq!(sum(|line| line.observations) + sum(|line| line.totals), read.observations.len());
        // What is left out for good has a sentence for its reason, what is faulty a few words.
        let faulty = |line: &IntakeLine| if line.reason.len() < 40 { line.left_out } else { 0 };
        assert_eq!(sum(faulty), warnings(&read).len());
    }
}
