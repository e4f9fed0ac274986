//! What becomes of the rows of a person's table: each has one fate, and what is left out is an issue with its place.

use std::collections::BTreeMap;

use lodescope::data::open::{
    Given, Header, Limits, Mapping, Numbers, OpenError, OpenOptions, Opened, Progress, Repeats, Totals, ValueColumn,
    open_mapped,
};
use lodescope::data::{DataIssue, IssueKind, Row};
use lodescope::model::{Amount, Stage, Unit};
use proptest::prelude::*;

/// Returns a mapping of country, mineral, year, unit and value, in this order, below one header row.
fn tidy() -> Mapping {
    Mapping {
        header: Header { above: 0, rows: 1 },
        country: Given::Column(0),
        mineral: Given::Column(1),
        stage: Given::Same("mine".to_owned()),
        year: Given::Column(2),
        unit: Given::Column(3),
        measure: None,
        note: None,
        values: vec![ValueColumn::plain(4)],
        numbers: Numbers::default(),
        missing: vec!["-".to_owned()],
        repeats: Repeats::Judge,
        estimated: Vec::new(),
        totals: Totals::OfTable,
    }
}

fn opened_within(text: &str, mapping: &Mapping, limits: Limits) -> Result<Opened, OpenError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text).unwrap();
    let mapped = BTreeMap::from([(String::new(), mapping.clone())]);
    let options = OpenOptions { limits, ..OpenOptions::default() };
    open_mapped(&path, &mapped, &options, &Progress::default())
}

fn opened(text: &str, mapping: &Mapping) -> Opened {
    let opened = opened_within(text, mapping, Limits::default()).unwrap();
    assert_adds_up(&opened);
    opened
}

/// Fails unless kept and dropped rows are all that were seen.
fn assert_adds_up(opened: &Opened) {
    let seen: u64 = opened.sheets.iter().map(|sheet| sheet.rows_seen).sum();
    let used: u64 = opened.sheets.iter().map(|sheet| sheet.rows_used).sum();
    let of = |count: fn(&lodescope::data::IntakeLine) -> u32| -> u64 {
        opened.intake.iter().map(|line| u64::from(count(line))).sum()
    };
    assert_eq!(of(|line| line.rows_seen), seen);
    assert_eq!(of(|line| line.observations + line.totals), used);
    assert_eq!(of(|line| line.observations + line.totals + line.notes + line.left_out), seen, "{:?}", opened.intake);
}

/// Returns how many rows met each fate, by its reason.
fn fates(opened: &Opened) -> BTreeMap<&str, u32> {
    opened.intake.iter().map(|line| (line.reason.as_str(), line.rows_seen)).collect()
}

fn issues(opened: &Opened, kind: IssueKind) -> Vec<&DataIssue> {
    opened.issues.list.iter().filter(|issue| issue.kind == kind).collect()
}

/// Returns the rows of the only year of the only table.
fn only(opened: &Opened) -> &[Row] {
    assert_eq!((opened.tables.len(), opened.tables[0].years.len()), (1, 1), "{:?}", opened.tables);
    &opened.tables[0].years[0].countries
}

fn value(opened: &Opened, country: &str) -> Option<f64> {
    let row = only(opened).iter().find(|row| row.country.as_str() == country);
    row.and_then(|row| row.statement.quantity.value())
}

const HEADER: &str = "country,mineral,year,unit,value\n";

#[test]
fn every_row_has_one_fate() {
    let text = "Mine production\nSource: a survey\n\ncountry,mineral,year,unit,value\n\
        Chile,Copper,2024,kt,5300\n\
        Peru,Copper,2024,kt,\n\
        ,,,,\n\
        country,mineral,year,unit,value\n\
        World total,Copper,2024,kt,23000\n\
        Other countries,Copper,2024,kt,100\n\
        Atlantis,Copper,2024,kt,5\n\
        China,Copper,2024,kt,many\n\
        China,Copper,in 2024,kt,5\n\
        China,Copper,2024,barrels,5\n\
        China,Copper,2024,kt,-5\n\
        e Estimated.\n";
    let mapping = Mapping { header: Header { above: 3, rows: 1 }, ..tidy() };
    let opened = opened(text, &mapping);
    let meant = BTreeMap::from([
        ("above the header", 3),
        ("header", 2),
        ("rows with figures", 2),
        ("printed world totals", 1),
        ("no value stated", 1),
        ("empty rows", 1),
        ("notes: neither a country nor a number", 1),
        ("country not recognised", 1),
        ("value not understood", 1),
        ("year not recognised", 1),
        ("unit not recognised", 1),
        ("value below zero", 1),
    ]);
    assert_eq!(fates(&opened), meant);
    assert_eq!(opened.issues.total(), 5);
    let year = &opened.tables[0].years[0];
    assert_eq!(year.world.as_ref().unwrap().quantity.value(), Some(23_000.0));
    assert_eq!(year.other.as_ref().unwrap().quantity.value(), Some(105.0), "a country that is not recognised has it");
    assert_eq!(value(&opened, "CHL"), Some(5300.0));
    let state = |country: &str| {
        let row = year.countries.iter().find(|row| row.country.as_str() == country);
        row.map(|row| &row.statement.quantity.amount)
    };
    assert_eq!(state("PER"), Some(&Amount::NotAvailable), "a row without a number is never zero");
    assert_eq!(state("CHN"), Some(&Amount::NotAvailable), "nor is one whose number is not understood");
    let issue = issues(&opened, IssueKind::UnknownValue)[0];
    assert_eq!((issue.row, issue.column.as_str(), issue.value.as_str()), (12, "value", "many"));
    assert_eq!(issue.line, ["China", "Copper", "2024", "kt", "many"]);
    assert!(issue.file.ends_with("table.csv") && !issue.done.is_empty() && !issue.mend.is_empty(), "{issue:?}");
}

#[test]
fn what_is_said_of_an_amount_stays_what_it_is() {
    let rows = "Chile,Copper,2024,kt,0\nPeru,Copper,2024,kt,NA\nChina,Copper,2024,kt,W\nMexico,Copper,2024,kt,\">1,000\"\n\
        Canada,Copper,2024,kt,<5\nPoland,Copper,2024,kt,10–20\nZambia,Copper,2024,kt,\"e5,000\"\nIran,Copper,2024,kt,-\n\
        Kazakhstan,Copper,2024,kt,1.2e3\n";
    let opened = opened(&format!("{HEADER}{rows}"), &tidy());
    let amounts: Vec<(&str, &Amount)> =
        only(&opened).iter().map(|row| (row.country.as_str(), &row.statement.quantity.amount)).collect();
    let meant = [
        ("CHL", Amount::Exact(0.0)),
        ("PER", Amount::NotAvailable),
        ("CHN", Amount::Withheld),
        ("MEX", Amount::AtLeast(1000.0)),
        ("CAN", Amount::AtMost(5.0)),
        ("POL", Amount::Range { low: 10.0, high: 20.0 }),
        ("ZMB", Amount::Exact(5000.0)),
        ("IRN", Amount::NotAvailable),
        ("KAZ", Amount::Exact(1200.0)),
    ];
    assert_eq!(amounts, meant.each_ref().map(|(country, amount)| (*country, amount)));
    let estimated: Vec<&str> =
        only(&opened).iter().filter(|row| row.statement.quantity.estimated).map(|row| row.country.as_str()).collect();
    assert_eq!(estimated, ["ZMB"]);
    assert_eq!(opened.issues.total(), 0);
}

#[test]
fn no_number_is_made_of_what_is_none() {
    let cells = ["1e400", "NaN", "inf", "-1", "(5)", "5 t", "5k", "\"1,23\"", "1.2.3", "2023/24", "#REF!", "9e99"];
    let rows: String = cells.map(|cell| format!("China,Copper,2024,kt,{cell}\n")).concat();
    let opened = opened(&format!("{HEADER}Chile,Copper,2024,kt,7\n{rows}"), &tidy());
    assert_eq!(only(&opened).iter().filter_map(|row| row.statement.quantity.value()).collect::<Vec<_>>(), [7.0]);
    assert_eq!(opened.issues.total(), u64::try_from(cells.len()).unwrap());
    assert_eq!(issues(&opened, IssueKind::NegativeValue).len(), 2);
    assert!(opened.issues.list.iter().all(|issue| !issue.mend.is_empty()), "{:?}", opened.issues.list);
}

#[test]
fn a_decimal_comma_is_read_only_where_it_is_said() {
    let rows = "Chile;Copper;2024;kt;5.300,5\nPeru;Copper;2024;kt;0,5\nChina;Copper;2024;kt;1 234,5\nIran;Copper;2024;kt;2.5\n";
    let text = format!("{}{rows}", HEADER.replace(',', ";"));
    let mapping = Mapping { numbers: Numbers { decimal: ',', thousands: Some('.') }, ..tidy() };
    let opened = opened(&text, &mapping);
    assert_eq!(
        ["CHL", "PER", "CHN", "IRN"].map(|country| value(&opened, country)),
        [Some(5300.5), Some(0.5), Some(1234.5), None]
    );
    assert!(issues(&opened, IssueKind::UnknownValue)[0].mend.contains("decimal sign"));
}

#[test]
fn a_number_parted_at_its_own_separator_is_not_read() {
    let opened = opened(
        &format!("{HEADER}Chile,Copper,2024,kt,5,300\nPeru,Copper,2024,kt,7,see note\nChina,Copper,2024,kt,8,,\n"),
        &tidy(),
    );
    assert_eq!((value(&opened, "CHL"), value(&opened, "PER"), value(&opened, "CHN")), (None, Some(7.0), Some(8.0)));
    assert_eq!(issues(&opened, IssueKind::UnknownValue)[0].value, "5 | 300");
    assert_eq!(issues(&opened, IssueKind::ShiftedCells).len(), 1);
}

#[test]
fn few_repeats_are_faults_and_many_are_parts() {
    let place = |country: &str, year: i32, value: i32| format!("{country},Copper,{year},kt,{value}\n");
    let many: String = (2000..2024).map(|year| place("Chile", year, 1)).collect();
    let few = opened(&format!("{HEADER}{many}{}{}", place("Chile", 2024, 5), place("Chile", 2024, 7)), &tidy());
    let last = few.tables[0].years.last().unwrap();
    assert_eq!(last.countries[0].statement.quantity.value(), Some(5.0));
    assert_eq!(fates(&few)["stands twice in a table and year"], 1);
    let twice = issues(&few, IssueKind::Duplicate);
    assert_eq!((twice.len(), twice[0].row, twice[0].value.as_str(), twice[0].line.len()), (1, 27, "7", 5));

    let parts: String = (2020..2025).flat_map(|year| [1, 2, 3].map(|value| place("Chile", year, value))).collect();
    let added = opened(&format!("{HEADER}{parts}"), &tidy());
    assert!(added.tables[0].years.iter().all(|year| year.countries[0].statement.quantity.value() == Some(6.0)));
    let note = issues(&added, IssueKind::AddedUp);
    assert_eq!((note.len(), note[0].value.as_str()), (1, "10"));
    assert_eq!(fates(&added)["rows with figures"], 15);

    let first = opened(&format!("{HEADER}{parts}"), &Mapping { repeats: Repeats::First, ..tidy() });
    assert!(first.tables[0].years.iter().all(|year| year.countries[0].statement.quantity.value() == Some(1.0)));
    assert_eq!(issues(&first, IssueKind::Duplicate).len(), 10);
}

#[test]
fn a_number_counts_before_a_word() {
    let rows = "Chile,Copper,2024,kt,W\nChile,Copper,2024,kt,5\nPeru,Copper,2024,kt,NA\nPeru,Copper,2024,kt,W\n";
    let opened = opened(&format!("{HEADER}{rows}"), &tidy());
    let amounts: Vec<&Amount> = only(&opened).iter().map(|row| &row.statement.quantity.amount).collect();
    assert_eq!(amounts, [&Amount::Exact(5.0), &Amount::NotAvailable]);
    let left_out: Vec<usize> = issues(&opened, IssueKind::Duplicate).iter().map(|issue| issue.row).collect();
    assert_eq!(left_out, [2, 5]);
}

#[test]
fn units_are_converted_and_never_mixed() {
    let rows = "Chile,Copper,2024,kt,5.3\nPeru,Copper,2024,t,2600\nChina,Copper,2024,kt,1.7\nIran,Copper,2024,kct,9\n";
    let opened = opened(&format!("{HEADER}{rows}"), &tidy());
    assert_eq!(opened.tables[0].unit, Unit::ThousandTonnes);
    assert_eq!(
        ["CHL", "PER", "CHN", "IRN"].map(|country| value(&opened, country)),
        [Some(5.3), Some(2.6), Some(1.7), None]
    );
    let mixed = issues(&opened, IssueKind::MixedUnits);
    assert_eq!((mixed.len(), mixed[0].row, mixed[0].line.first().map(String::as_str)), (1, 5, Some("Iran")));
}

#[test]
fn a_measure_says_what_counts() {
    let text = "country,mineral,year,measure,stage,value\n\
        Chile,Copper,2024,production,refinery,1\nChile,Copper,2024,reserves,,2\nChile,Copper,2024,capacity,refinery,3\n\
        Chile,Copper,2024,price,refinery,4\nChile,Copper,2024,imports,refinery,5\nChile,Copper,2024,price,mine,6\n\
        Chile,Copper,2024,production,,7\n";
    let mapping = Mapping {
        stage: Given::Column(4),
        unit: Given::Same("kt".to_owned()),
        measure: Some(3),
        values: vec![ValueColumn::plain(5)],
        ..tidy()
    };
    let opened = opened(text, &mapping);
    let read: BTreeMap<Stage, Option<f64>> = opened
        .tables
        .iter()
        .map(|table| (table.key.stage, table.years[0].countries[0].statement.quantity.value()))
        .collect();
    let meant = BTreeMap::from([
        (Stage::Refinery, Some(1.0)),
        (Stage::Reserves, Some(2.0)),
        (Stage::Capacity, Some(3.0)),
        (Stage::Production, Some(7.0)),
    ]);
    assert_eq!(read, meant);
    assert_eq!((fates(&opened)["another measure: price"], fates(&opened)["another measure: imports"]), (2, 1));
}

#[test]
fn minerals_of_a_persons_own_become_theirs() {
    let rows = "Chile,Unobtainium,2024,t,1\nPeru,unobtainium ,2024,t,2\nChile,Прочее,2024,t,3\nChile,Copper/ö,2024,t,4\nChile,,2024,t,5\n";
    let opened = opened(&format!("{HEADER}{rows}"), &tidy());
    let names: Vec<&str> = opened.commodities.iter().map(|commodity| commodity.name.as_str()).collect();
    assert_eq!(names, ["Unobtainium", "Прочее", "Copper/ö"]);
    assert_eq!(opened.commodities[0].id.as_str(), "unobtainium");
    assert_ne!(opened.commodities[2].id.as_str(), "copper");
    assert_eq!(opened.forms.len(), 3);
    assert_eq!(issues(&opened, IssueKind::NewMineral).iter().map(|issue| issue.row).collect::<Vec<_>>(), [2, 4, 5]);
    assert_eq!(fates(&opened)["table not recognised"], 1);
    let table = opened.tables.iter().find(|table| table.key.commodity == opened.commodities[0].id).unwrap();
    assert_eq!(table.years[0].countries.len(), 2);
}

#[test]
fn a_column_a_year_is_a_figure_a_cell() {
    let text = "Copper\ncountry,2022,2023,2023,note\nChile,1,2,9,\nPeru,,x,9,Estimated.\nAtlantis,5,6,9,\n";
    let years = [2022, 2023, 2023].into_iter().zip(1..);
    let mapping = Mapping {
        header: Header { above: 1, rows: 1 },
        mineral: Given::Same("Copper".to_owned()),
        year: Given::Nowhere,
        unit: Given::Same("kt".to_owned()),
        note: Some(4),
        values: years.map(|(year, column)| ValueColumn { year: Some(year), ..ValueColumn::plain(column) }).collect(),
        ..tidy()
    };
    let opened = opened(text, &mapping);
    let read: Vec<(i16, usize)> = opened.tables[0].years.iter().map(|year| (year.year, year.countries.len())).collect();
    assert_eq!(read, [(2022, 2), (2023, 2)]);
    let peru = |year: usize| &opened.tables[0].years[year].countries[1].statement.quantity.amount;
    assert_eq!((peru(0), peru(1)), (&Amount::NotAvailable, &Amount::NotAvailable), "a blank, and one not understood");
    assert_eq!(opened.tables[0].years[1].countries[0].statement.quantity.value(), Some(2.0));
    assert_eq!(issues(&opened, IssueKind::UnknownCountry).len(), 1, "one for the row, not one a year");
    assert_eq!(issues(&opened, IssueKind::Duplicate)[0].column, "2023");
    assert_eq!(issues(&opened, IssueKind::UnknownValue)[0].value, "x");
}

#[test]
fn several_header_rows_are_one_header() {
    let text = "country,mineral,year,unit,value\n,,,,thousand t\nChile,Copper,2024,kt,5x\nPeru,Copper,2024,kt,6\n";
    let opened = opened(text, &Mapping { header: Header { above: 0, rows: 2 }, ..tidy() });
    assert_eq!(issues(&opened, IssueKind::UnknownValue)[0].column, "value thousand t");
    assert_eq!(value(&opened, "PER"), Some(6.0));
}

#[test]
fn mended_rows_are_used_and_told() {
    let text = format!("{HEADER}\"Chile,Copper,2024,kt,5\nPeru,Copper,2024,kt,6\n\"China\",\"Cop\"per\",2024,kt,7\n");
    let opened = opened(&text, &tidy());
    assert_eq!(issues(&opened, IssueKind::Repaired).iter().map(|issue| issue.row).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(opened.tables[0].years[0].countries.len(), 1);
}

#[test]
fn what_no_column_says_is_one_issue() {
    let text = format!("{HEADER}Chile,Copper,2024,kt,5\nPeru,Copper,2024,kt,6\n");
    let nothing = opened_within(&text, &Mapping { year: Given::Nowhere, ..tidy() }, Limits::default());
    assert!(matches!(nothing, Err(OpenError::NothingUsable { .. })), "{nothing:?}");
}

#[test]
fn limits_are_met_with_words() {
    let rows: Vec<String> = (1900..2000).map(|year| format!("Chile,Copper,{year},kt,5\n")).collect();
    let text = format!("{HEADER}{}", rows.concat());
    let few = opened_within(&text, &tidy(), Limits { rows: 11, ..Limits::default() }).unwrap();
    assert_eq!((few.sheets[0].rows_seen, few.sheets[0].rows_used), (11, 10));
    assert_eq!(issues(&few, IssueKind::Overflow).len(), 1);
    let message = opened_within(&text, &tidy(), Limits { places: 50, ..Limits::default() }).unwrap_err().to_string();
    assert!(message.contains("over the limit of 50"), "{message}");
}

/// How numbers, the table's surroundings and its parts look.
#[derive(Debug, Clone)]
struct Look {
    delimiter: char,
    decimal: char,
    thousands: Option<char>,
    line_end: &'static str,
    above: usize,
    below: usize,
}

fn look() -> impl Strategy<Value = Look> {
    let numbers = prop::sample::select(vec![
        ('.', Some(',')),
        ('.', None),
        ('.', Some(' ')),
        (',', Some('.')),
        (',', Some('\u{a0}')),
        (',', Some('\'')),
    ]);
    let delimiter = prop::sample::select(vec![',', ';', '\t', '|']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (delimiter, numbers, line_end, 0..4_usize, 0..3_usize).prop_map(|(delimiter, numbers, line_end, above, below)| {
        Look { delimiter, decimal: numbers.0, thousands: numbers.1, line_end, above, below }
    })
}

impl Look {
    /// Returns a number of thousandths as it looks here.
    fn number(&self, thousandths: u64) -> String {
        let whole = (thousandths / 1000).to_string();
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.extend(self.thousands);
            }
            text.push(digit);
        }
        let text = format!("{text}{}{:03}", self.decimal, thousandths % 1000);
        if text.contains(self.delimiter) { format!("\"{text}\"") } else { text }
    }

    fn write(&self, rows: &[(usize, i16, u64)], countries: &[&str]) -> String {
        let delimiter = self.delimiter.to_string();
        let mut lines = vec!["A title of the table".to_owned(); self.above];
        lines.push(["country", "mineral", "year", "unit", "value"].join(&delimiter));
        for (country, year, thousandths) in rows {
            let cells = [countries[*country], "Copper", &year.to_string(), "kt", &self.number(*thousandths)];
            lines.push(cells.join(&delimiter));
        }
        lines.extend(vec!["e Estimated by the publisher".to_owned(); self.below]);
        lines.join(self.line_end)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn figures_in_any_dialect_are_those_that_were_written(
        look in look(),
        rows in prop::collection::btree_map((0..4_usize, 2000..2025_i16), 0..10_000_000_000_u64, 5..30),
    ) {
        let rows: Vec<(usize, i16, u64)> = rows.into_iter().map(|((country, year), value)| (country, year, value)).collect();
        let text = look.write(&rows, &["Chile", "Peru", "China", "Zambia"]);
        let mapping = Mapping {
            header: Header { above: look.above, rows: 1 },
            numbers: Numbers { decimal: look.decimal, thousands: look.thousands },
            ..tidy()
        };
        let opened = opened(&text, &mapping);
        prop_assert_eq!(opened.issues.total(), 0, "{}\n{:?}", text, opened.issues.list);
        prop_assert_eq!(opened.sheets[0].rows_used, u64::try_from(rows.len()).unwrap());
        for (country, year, thousandths) in rows {
            let code = ["CHL", "PER", "CHN", "ZMB"][country];
            let of_year = opened.tables[0].years.iter().find(|known| known.year == year).unwrap();
            let row = of_year.countries.iter().find(|row| row.country.as_str() == code).unwrap();
            let written: f64 = format!("{}.{:03}", thousandths / 1000, thousandths % 1000).parse().unwrap();
            prop_assert_eq!(row.statement.quantity.value(), Some(written));
        }
    }
}
