//! Marks beside years and figures: estimated, preliminary, revised, and those whose meaning nothing says.

use std::path::Path;

use lodescope::data::open::{Layout, OpenOptions, Opened, Progress, SheetLook, look, open};
use lodescope::data::{DataIssue, IssueKind, Statement, Table};
use lodescope::model::{Amount, Iso3, Quantity, Stage};

fn at(path: &Path) -> (Opened, SheetLook) {
    let options = OpenOptions::default();
    let looked = look(path, &options, &Progress::default()).unwrap();
    let opened = open(path, &options, &Progress::default()).unwrap_or_else(|fault| panic!("{fault}"));
    (opened, looked.sheets[0].clone())
}

fn written(text: &str) -> (Opened, SheetLook) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::write(&path, text).unwrap();
    at(&path)
}

fn fixture(name: &str) -> (Opened, SheetLook) {
    at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/layouts/bgs").join(name))
}

fn table(opened: &Opened, stage: Stage) -> &Table {
    opened.tables.iter().find(|table| table.key.stage == stage).unwrap()
}

fn quantity<'a>(table: &'a Table, year: i16, iso3: &str) -> &'a Quantity {
    let iso3 = Iso3::new(iso3).unwrap();
    let rows = &table.year(year).unwrap_or_else(|| panic!("{year}")).countries;
    let Statement { quantity, .. } = &rows.iter().find(|row| row.country == iso3).unwrap().statement;
    quantity
}

fn said(value: f64, estimated: bool) -> Quantity {
    Quantity { amount: Amount::Exact(value), estimated }
}

fn marks(opened: &Opened) -> Vec<&DataIssue> {
    opened.issues.list.iter().filter(|issue| issue.kind == IssueKind::Marked).collect()
}

const HEADER: &str = "country,mineral,stage,year,unit,value\n";

#[test]
fn a_year_in_a_cell_is_read_with_its_mark() {
    for (mark, is_estimated) in [
        ("e", true),
        (" e", true),
        ("E", true),
        ("ᵉ", true),
        (" (est.)", true),
        (" (e)", true),
        ("p", false),
        ("r", false),
        ("*", false),
        ("¹", false),
    ] {
        let (opened, look) = written(&format!(
            "{HEADER}Chile,copper,mine,2023,t,4\nChile,copper,mine,2024{mark},t,5\nPeru,copper,mine,2024{mark},t,<6\n"
        ));
        assert_eq!(look.guess.layout, Layout::Tidy, "{mark}");
        let mine = table(&opened, Stage::Mine);
        assert_eq!(*quantity(mine, 2023, "CHL"), said(4.0, false), "{mark}");
        assert_eq!(*quantity(mine, 2024, "CHL"), said(5.0, is_estimated), "{mark}");
        let bound = Quantity { amount: Amount::AtMost(6.0), estimated: is_estimated };
        assert_eq!(*quantity(mine, 2024, "PER"), bound, "{mark}");
        let [issue] = marks(&opened)[..] else { panic!("{mark}: {:?}", opened.issues.list) };
        assert_eq!((issue.row, issue.column.as_str(), &issue.value), (3, "year", &format!("2024{mark}")));
        assert!(issue.done.contains("2 figures"), "{}", issue.done);
        assert_eq!(opened.issues.total(), 1, "{:?}", opened.issues.list);
        assert_eq!(opened.sheets[0].rows_used, 3);
    }
}

#[test]
fn each_mark_of_a_column_is_one_issue_and_says_what_it_means() {
    let (opened, _) = written(&format!(
        "{HEADER}Chile,copper,mine,2022r,t,3\nChile,copper,mine,2023r,t,4\nChile,copper,mine,2024p,t,5\n\
         Chile,copper,mine,2025*,t,6\nChile,copper,mine,2026f,t,7\n"
    ));
    let done: Vec<&str> = marks(&opened).iter().map(|issue| issue.done.as_str()).collect();
    assert_eq!(done.len(), 3, "{done:?}");
    assert!(done.iter().any(|done| done.contains("“r”") && done.contains("revised") && done.contains("2 figures")));
    assert!(done.iter().any(|done| done.contains("“p”") && done.contains("preliminary")));
    assert!(done.iter().any(|done| done.contains("“*”") && done.contains("not being said")));
    let mine = table(&opened, Stage::Mine);
    assert!([2022, 2023, 2024, 2025].into_iter().all(|year| !quantity(mine, year, "CHL").estimated));
    let unread = opened.issues.list.iter().find(|issue| issue.kind == IssueKind::UnknownYear).unwrap();
    assert_eq!(unread.value, "2026f", "a forecast is no figure");
}

#[test]
fn an_asterisk_is_an_estimate_where_a_note_says_so() {
    let rows = format!("{HEADER}Chile,copper,mine,2024*,t,5\nPeru,copper,mine,2024,t,6\n");
    for text in [format!("{rows}* = estimate,,,,,\n"), format!("Copper (* estimated)\n{rows}\"* Estimated\"\n")] {
        let (opened, look) = written(&text);
        assert_eq!(look.guess.mapping.estimated, ["*"], "{text}");
        let mine = table(&opened, Stage::Mine);
        assert_eq!(*quantity(mine, 2024, "CHL"), said(5.0, true));
        assert_eq!(*quantity(mine, 2024, "PER"), said(6.0, false));
    }
}

#[test]
fn the_years_of_a_wide_table_keep_their_marks() {
    let (opened, look) = written(
        "country,mineral,stage,unit,2021,2022r,2023 (est.),2024e\nChile,copper,mine,t,1,2,3,4\nPeru,copper,mine,t,5,6,<7,W\n",
    );
    assert_eq!(look.guess.layout, Layout::WideYears);
    let mine = table(&opened, Stage::Mine);
    assert_eq!(*quantity(mine, 2021, "CHL"), said(1.0, false));
    assert_eq!(*quantity(mine, 2022, "CHL"), said(2.0, false));
    assert_eq!(*quantity(mine, 2023, "CHL"), said(3.0, true));
    assert_eq!(*quantity(mine, 2024, "CHL"), said(4.0, true));
    assert_eq!(*quantity(mine, 2024, "PER"), Quantity { amount: Amount::Withheld, estimated: false });
    let columns: Vec<(&str, usize)> = marks(&opened).iter().map(|issue| (issue.column.as_str(), issue.row)).collect();
    assert_eq!(columns, [("2022r", 1), ("2023 (est.)", 1), ("2024e", 1)]);
}

#[test]
fn one_wide_column_of_estimates_is_read_as_such() {
    let (opened, _) = written("country,mineral,stage,Production 2024e (kt)\nChile,copper,mine,4\nPeru,copper,mine,5\n");
    assert!(quantity(table(&opened, Stage::Mine), 2024, "CHL").estimated);
}

#[test]
fn a_column_of_marks_says_what_figures_are() {
    let (opened, look) = written(
        "country,mineral,stage,year,unit,value,flag\nChile,copper,mine,2024,t,5,e\nPeru,copper,mine,2024,t,6,\n\
         China,copper,mine,2024,t,7,r\nZambia,copper,mine,2024,t,8,x\nAustralia,copper,mine,2024,t,,W\nIndia,copper,mine,2024,t,9,x\n",
    );
    assert_eq!(look.guess.mapping.values[0].status, Some(6));
    let mine = table(&opened, Stage::Mine);
    assert_eq!(*quantity(mine, 2024, "CHL"), said(5.0, true));
    assert_eq!(*quantity(mine, 2024, "PER"), said(6.0, false));
    assert_eq!(*quantity(mine, 2024, "CHN"), said(7.0, false));
    assert_eq!(*quantity(mine, 2024, "ZMB"), said(8.0, false));
    assert_eq!(quantity(mine, 2024, "AUS").amount, Amount::Withheld);
    let found: Vec<(&str, bool)> =
        marks(&opened).iter().map(|issue| (issue.value.as_str(), issue.done.contains("2 figures"))).collect();
    assert_eq!(found, [("r", false), ("x", true)], "{:?}", opened.issues.list);
}

#[test]
fn columns_of_marks_beside_years_are_no_years() {
    for header in ["2019,flag,2020,flag", "2019,2019 flag,2020,2020 flag", "2019,,2020,", "2019,2019,2020,2020"] {
        let (opened, look) = written(&format!(
            "country,mineral,stage,unit,{header}\nChile,copper,mine,t,1,e,2,\nPeru,copper,mine,t,3,,4,r\n"
        ));
        assert_eq!(look.guess.layout, Layout::WideYears, "{header}");
        let statuses: Vec<_> = look.guess.mapping.values.iter().map(|of| (of.column, of.year, of.status)).collect();
        assert_eq!(statuses, [(4, Some(2019), Some(5)), (6, Some(2020), Some(7))], "{header}");
        let mine = table(&opened, Stage::Mine);
        assert_eq!(*quantity(mine, 2019, "CHL"), said(1.0, true), "{header}");
        assert_eq!(*quantity(mine, 2020, "CHL"), said(2.0, false));
        assert_eq!(*quantity(mine, 2020, "PER"), said(4.0, false));
        assert_eq!(marks(&opened).len(), 1, "{:?}", opened.issues.list);
        assert_eq!(opened.issues.total(), 1, "{:?}", opened.issues.list);
    }
}

#[test]
fn an_extract_of_the_british_geological_survey_is_known() {
    let (opened, look) = fixture("world-mineral-statistics.csv");
    assert_eq!(look.guess.layout, Layout::BritishGeologicalSurvey);
    let find = |commodity: &str, stage: Stage| {
        let is = |table: &&Table| table.key.commodity.as_str() == commodity && table.key.stage == stage;
        opened.tables.iter().find(is).unwrap_or_else(|| panic!("{commodity} {stage}"))
    };
    let mine = find("cobalt", Stage::Mine);
    assert_eq!(*quantity(mine, 2022, "AUS"), said(5784.0, false));
    assert_eq!(*quantity(mine, 2022, "COD"), said(115_371.0, true));
    assert_eq!(*quantity(mine, 2022, "CUB"), said(3331.0, false));
    assert_eq!(*quantity(find("cobalt", Stage::Refinery), 2022, "FIN"), said(12_500.0, false));
    assert_eq!(*quantity(find("bauxite", Stage::Production), 2022, "GIN"), said(102e6, false));
    let lithium = opened.tables.iter().find(|of| of.key.commodity.as_str().contains("lithium")).unwrap();
    assert_ne!(lithium.key.commodity.as_str(), "lithium", "minerals weigh more than the lithium in them");
    assert_eq!(*quantity(lithium, 2022, "PRT"), said(24_000.0, true), "different goods are never added up");
    let kinds: Vec<(IssueKind, &str)> = opened.issues.list.iter().map(|of| (of.kind, of.value.as_str())).collect();
    assert!(kinds.contains(&(IssueKind::Duplicate, "1000")), "{kinds:?}");
    assert!(kinds.contains(&(IssueKind::Marked, "Rounded")), "{kinds:?}");
    assert!(kinds.contains(&(IssueKind::Marked, "Revised")), "{kinds:?}");
    assert!(opened.intake.iter().any(|line| line.reason == "another measure: Imports" && line.notes == 1));
}

#[test]
fn a_wide_table_of_the_british_geological_survey_keeps_its_marks() {
    let (opened, look) = fixture("cobalt-mine-production.csv");
    assert_eq!(look.guess.layout, Layout::WideYears, "{:?}", look.guess);
    assert_eq!(look.guess.mapping.estimated, ["a", "*"]);
    let mine = table(&opened, Stage::Mine);
    assert_eq!(*quantity(mine, 2019, "AUS"), said(5746.0, false));
    assert_eq!(*quantity(mine, 2019, "COD"), said(95_375.0, true));
    assert_eq!(*quantity(mine, 2020, "COD"), said(98_000.0, true));
    assert_eq!(*quantity(mine, 2021, "COD"), said(93_011.0, false));
    assert_eq!(*quantity(mine, 2021, "PHL"), said(3600.0, true));
    assert_eq!(quantity(mine, 2019, "NCL").amount, Amount::Withheld);
    let [unknown] = marks(&opened)[..] else { panic!("{:?}", opened.issues.list) };
    assert_eq!(unknown.value, "(b)");
    assert_eq!(opened.issues.total(), 1, "{:?}", opened.issues.list);
}

#[test]
fn a_mark_glued_to_a_figure_is_read_as_what_it_says() {
    for (cell, amount, estimated, told) in [
        ("5000e", Amount::Exact(5000.0), true, None),
        ("5000 e", Amount::Exact(5000.0), true, None),
        ("e 5000", Amount::Exact(5000.0), true, None),
        ("~5000", Amount::Exact(5000.0), true, Some("estimated")),
        ("5000r/", Amount::Exact(5000.0), false, Some("revised")),
        ("5000 p", Amount::Exact(5000.0), false, Some("preliminary")),
        ("5*", Amount::Exact(5.0), false, Some("not being said")),
        ("5000 1/", Amount::Exact(5000.0), false, Some("not being said")),
        ("5000 a", Amount::Exact(5000.0), false, Some("not being said")),
        ("<5 e", Amount::AtMost(5.0), true, None),
        (">100", Amount::AtLeast(100.0), false, None),
        ("W r", Amount::Withheld, false, Some("revised")),
        ("5e3", Amount::Exact(5000.0), false, None),
    ] {
        let (opened, _) = written(&format!("{HEADER}Chile,copper,mine,2024,t,{cell}\nPeru,copper,mine,2024,t,6\n"));
        let mine = table(&opened, Stage::Mine);
        assert_eq!(*quantity(mine, 2024, "CHL"), Quantity { amount, estimated }, "{cell}");
        match (told, &marks(&opened)[..]) {
            (None, []) => {}
            (Some(words), [issue]) => {
                assert_eq!((issue.row, issue.column.as_str(), issue.value.as_str()), (2, "value", cell));
                assert!(issue.done.contains("one figure") && issue.done.contains(words), "{cell}: {}", issue.done);
            }
            (_, issues) => panic!("{cell}: {issues:?}"),
        }
        assert_eq!(opened.sheets[0].rows_used, 2, "{cell}");
    }
    for cell in ["5000k", "5M", "5 000 t", "5000 (t)", "5 1/2", "R 5000", "5000 W"] {
        let (opened, _) = written(&format!("{HEADER}Chile,copper,mine,2024,t,{cell}\nPeru,copper,mine,2024,t,6\n"));
        assert!(marks(&opened).is_empty(), "{cell}");
        let issue = opened.issues.list.iter().find(|issue| issue.kind == IssueKind::UnknownValue).unwrap();
        assert_eq!(issue.value, cell);
    }
}

#[test]
fn figures_with_decimal_commas_keep_their_glued_marks() {
    let (opened, look) = written(
        "Land;Rohstoff;Stufe;Jahr;Einheit;Menge\nChile;Kupfer;mine;2024;t;1.234,5 e\nPeru;Kupfer;mine;2024;t;~2.000,25\n\
         China;Kupfer;mine;2024;t;3,5*\nBelgien;Kupfer;mine;2024;t;<1.000,5 r/\n",
    );
    assert_eq!(look.guess.mapping.numbers.decimal, ',');
    let mine = table(&opened, Stage::Mine);
    assert_eq!(*quantity(mine, 2024, "CHL"), said(1234.5, true));
    assert_eq!(*quantity(mine, 2024, "PER"), said(2000.25, true));
    assert_eq!(*quantity(mine, 2024, "CHN"), said(3.5, false));
    let bound = Quantity { amount: Amount::AtMost(1000.5), estimated: false };
    assert_eq!(*quantity(mine, 2024, "BEL"), bound);
    assert_eq!(marks(&opened).len(), 3, "{:?}", opened.issues.list);
}

#[test]
fn glued_marks_count_in_totals_and_in_rows_of_no_known_country() {
    let (opened, _) = written(&format!(
        "{HEADER}Chile,copper,mine,2024,t,4\nAtlantis,copper,mine,2024,t,6 e\nTotal,copper,mine,2024,t,99 r/\n"
    ));
    let mine = table(&opened, Stage::Mine);
    let other = mine.year(2024).unwrap().other.as_ref().unwrap();
    assert_eq!(other.quantity, said(6.0, true), "an amount of nobody known is of “Other countries”");
    let differs = opened.issues.list.iter().find(|issue| issue.kind == IssueKind::TotalDiffers).unwrap();
    assert_eq!(differs.value, "99 r/");
}

#[test]
fn a_column_in_which_each_figure_has_a_mark_is_one_of_values() {
    let (opened, _) = written(
        "country,mineral,stage,year,unit,amount\nChile,copper,mine,2024,t,\"5,000 r/\"\nPeru,copper,mine,2024,t,6 1/\n",
    );
    let mine = table(&opened, Stage::Mine);
    assert_eq!(*quantity(mine, 2024, "CHL"), said(5000.0, false));
    assert_eq!(*quantity(mine, 2024, "PER"), said(6.0, false));
}

#[test]
fn a_row_called_total_is_of_the_world_where_a_person_says_so() {
    use lodescope::data::open::{Field, Totals, open_mapped};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::write(&path, format!("{HEADER}Chile,copper,mine,2024,t,4\nTotal,copper,mine,2024,t,9\n")).unwrap();
    let (opened, look) = at(&path);
    assert!(table(&opened, Stage::Mine).year(2024).unwrap().world.is_none());
    let why: Vec<&str> =
        look.guess.reasons.iter().filter(|of| of.field == Field::Totals).map(|of| of.text.as_str()).collect();
    assert_eq!(why, ["Row 3 is called “Total”; nothing says that the table lists the whole world"]);
    let mapping = lodescope::data::open::Mapping { totals: Totals::OfWorld, ..look.guess.mapping };
    let mapped = [(String::new(), mapping)].into();
    let opened = open_mapped(&path, &mapped, &OpenOptions::default(), &Progress::default()).unwrap();
    let world = table(&opened, Stage::Mine).year(2024).unwrap().world.clone().unwrap();
    assert_eq!(world.quantity, said(9.0, false));
}
