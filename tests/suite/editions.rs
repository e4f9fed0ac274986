//! The older editions of the Mineral Commodity Summaries in the published tables, and what changes between editions.

use std::collections::{BTreeMap, BTreeSet};

use lodescope::analysis::{answer, opening_question, trend};
use lodescope::data::{Dataset, Effect, Statement, Table, TableKey, TableYear, embedded, read_usgs};
use lodescope::model::{
    Amount, Bound, CommodityId, CorrectionId, EditionChoice, EditionId, FormId, Iso3, Question, Stage,
};

const SERIES: &str = "usgs-mcs";

fn table<'a>(dataset: &'a Dataset, edition: &str, path: &str) -> &'a Table {
    let [commodity, form, stage] = path.split(' ').collect::<Vec<_>>()[..] else { panic!("{path}") };
    let key = TableKey {
        commodity: CommodityId::new(commodity).unwrap(),
        form: FormId::new(form).unwrap(),
        stage: stage.parse().unwrap(),
        edition: EditionId::new(edition).unwrap(),
    };
    dataset.table(&key).unwrap_or_else(|| panic!("{edition} {path}"))
}

fn statement<'a>(year: &'a TableYear, whom: &str) -> &'a Statement {
    match whom {
        "world" => year.world.as_ref().unwrap(),
        "other" => year.other.as_ref().unwrap(),
        code => {
            let code = Iso3::new(code).unwrap();
            &year.countries.iter().find(|row| row.country == code).unwrap().statement
        }
    }
}

/// Returns the sum of a table's rows in a year, in the table's unit, and each country's part of it.
fn parts(year: &TableYear) -> (f64, BTreeMap<Iso3, f64>) {
    let mut of: BTreeMap<Iso3, f64> = BTreeMap::new();
    for row in &year.countries {
        if let Some(value) = row.statement.quantity.value() {
            *of.entry(row.country).or_default() += value;
        }
    }
    let other = year.other.as_ref().and_then(|other| other.quantity.value()).unwrap_or(0.0);
    (of.values().sum::<f64>() + other, of)
}

#[test]
fn worked_figures_of_each_edition_are_as_printed_or_as_corrected() {
    let dataset = embedded().unwrap();
    for (edition, path, year, whom, value, is_estimate) in [
        ("mcs2023", "zinc zinc reserves", 2022, "AUS", 66e3, false),
        ("mcs2023", "chromium chromium mine", 2021, "ZAF", 18.6e6, false),
        ("mcs2023", "vanadium vanadium reserves", 2022, "world", 26e6, false),
        ("mcs2023", "rhenium rhenium reserves", 2022, "USA", 400e3, false),
        ("mcs2023", "cobalt cobalt mine", 2021, "COD", 119e3, true),
        ("mcs2023", "cobalt cobalt mine", 2021, "AUS", 5295.0, false),
        ("mcs2023", "abrasives fused-aluminum-oxide capacity", 2022, "other", 140e3, true),
        ("mcs2024", "selenium selenium reserves", 2023, "CHN", 5000.0, false),
        ("mcs2024", "talc talc reserves", 2023, "USA", 140e6, false),
        ("mcs2024", "perlite perlite production", 2022, "TUR", 1400.0, true),
        ("mcs2024", "sand-and-gravel-industrial sand-and-gravel-industrial mine", 2022, "CHN", 87_700.0, true),
        ("mcs2024", "lithium lithium mine", 2023, "ZWE", 3400.0, true),
        ("mcs2024", "rare-earths rare-earths mine", 2023, "CHN", 240e3, true),
        ("mcs2024", "potash potash reserves", 2023, "CAN", 1.1e6, false),
        ("mcs2024", "potash recoverable-ore reserves", 2023, "CAN", 4.5e6, false),
        ("mcs2025", "lithium lithium mine", 2023, "ZWE", 14_900.0, true),
        ("mcs2025", "rare-earths rare-earths mine", 2024, "NGA", 13e3, true),
        ("mcs2025", "clays kaolin mine", 2024, "world", 44e3, true),
        ("mcs2025", "iron-ore crude-ore reserves", 2024, "AUS", 58e6, false),
        ("mcs2025", "molybdenum molybdenum reserves", 2024, "CHN", 5.9e6, false),
        ("mcs2025", "titanium ilmenite-and-rutile mine", 2024, "world", 9.4e6, true),
        ("mcs2025", "magnesium-metal magnesium-metal capacity", 2024, "CHN", 1800.0, true),
        ("mcs2026", "rare-earths rare-earths mine", 2024, "NGA", 1500.0, true),
    ] {
        let of = statement(table(&dataset, edition, path).year(year).unwrap(), whom);
        assert_eq!(of.quantity.amount, Amount::Exact(value), "{edition} {path} {year} {whom}");
        assert_eq!(of.quantity.estimated, is_estimate, "{edition} {path} {year} {whom}");
    }
}

#[test]
fn chinas_rare_earths_in_2024_are_less_of_the_rows_than_of_the_printed_total() {
    let dataset = embedded().unwrap();
    let year = table(&dataset, "mcs2025", "rare-earths rare-earths mine").year(2024).unwrap();
    let (sum, of) = parts(year);
    let china = of[&Iso3::new("CHN").unwrap()];
    let world = year.world.as_ref().unwrap().quantity.value().unwrap();
    assert_eq!(format!("{:.1} {:.1}", 100.0 * china / world, 100.0 * china / sum), "69.2 68.5");
}

#[test]
fn blank_and_withheld_stay_apart_in_every_edition() {
    let dataset = embedded().unwrap();
    for edition in ["mcs2023", "mcs2024", "mcs2025", "mcs2026"] {
        let lithium = table(&dataset, edition, "lithium lithium mine");
        for year in &lithium.years {
            assert_eq!(statement(year, "USA").quantity.amount, Amount::Withheld, "{edition} {}", year.year);
        }
    }
}

/// Returns whether other editions of a table print a zero for a country and year, and nothing else.
fn others_print_zero(dataset: &Dataset, key: &TableKey, year: i16, country: Iso3) -> bool {
    let is_of_another = |of: &&Table| {
        of.key.edition != key.edition && TableKey { edition: key.edition.clone(), ..of.key.clone() } == *key
    };
    let years = dataset.tables.iter().filter(is_of_another).filter_map(|of| of.year(year));
    let rows: Vec<_> = years.flat_map(|of| &of.countries).filter(|of| of.country == country).collect();
    !rows.is_empty() && rows.iter().all(|of| of.statement.quantity.amount == Amount::Exact(0.0))
}

/// What the note says of a blank that is taken for a zero.
const BLANK_IS_ZERO: &str = "Left blank by the publisher; the ";

#[test]
fn the_2025_edition_has_no_zeros_but_blanks_that_others_print_as_zero() {
    let dataset = embedded().unwrap();
    let off: BTreeSet<_> =
        dataset.corrections.iter().filter(|of| of.effect == Effect::Blanks).map(|of| of.id.clone()).collect();
    let (mut zeros, mut counted) = (0, 0);
    for correction in dataset.corrections.iter().filter(|of| of.effect == Effect::Blanks) {
        assert_eq!(correction.edition.as_str(), "mcs2025", "{correction:?}");
        counted += correction.rows;
    }
    for table in dataset.tables.iter().filter(|table| table.key.edition.as_str() == "mcs2025") {
        let printed = dataset.shown(table, &off);
        for (year, as_printed) in table.years.iter().zip(&printed.years) {
            for (row, as_printed) in year.countries.iter().zip(&as_printed.countries) {
                let is_zero = row.statement.quantity.amount == Amount::Exact(0.0);
                assert_eq!(is_zero, row.statement.note.starts_with(BLANK_IS_ZERO), "{row:?}");
                if !is_zero {
                    assert_eq!(row, as_printed);
                    continue;
                }
                zeros += 1;
                let printed = &as_printed.statement;
                assert_eq!(printed.quantity.amount, Amount::NotAvailable, "{:?} {as_printed:?}", table.key);
                assert_eq!(printed.note, "Left blank by the publisher: zero or not available.");
                assert!(others_print_zero(&dataset, &table.key, year.year, row.country), "{:?} {row:?}", table.key);
            }
        }
    }
    assert_eq!((zeros, off.len()), (105, 30));
    assert_eq!(counted, zeros);
}

#[test]
fn a_blank_that_another_edition_prints_as_zero_leaves_shares_exact() {
    let dataset = embedded().unwrap();
    for (commodity, country, correction) in
        [("rare-earths", "CAN", "mcs2025-rare-earths-mine-blanks"), ("copper", "DEU", "mcs2025-copper-mine-blanks")]
    {
        let asked = Question {
            commodity: CommodityId::new(commodity).unwrap(),
            form: FormId::new(commodity).unwrap(),
            stage: Stage::Mine,
            year: 2023,
            edition: EditionChoice::Newest,
            blocs: Vec::new(),
            ..opening_question(&dataset).unwrap()
        };
        let of_country = |asked: &Question| {
            let table = dataset.table_for(asked).unwrap();
            assert_eq!(table.key.edition.as_str(), "mcs2025");
            statement(table.year(2023).unwrap(), country).clone()
        };
        let zero = of_country(&asked);
        assert_eq!((zero.quantity.amount, zero.quantity.estimated), (Amount::Exact(0.0), false));
        assert_eq!(zero.note, "Left blank by the publisher; the 2024 edition prints zero for this year.");
        let figures = answer(&dataset, &asked).figures.unwrap();
        assert!(figures.suppliers.iter().all(|of| of.share.bound() == Bound::Exact), "{commodity}");

        let off = Question { uncorrected: [CorrectionId::new(correction).unwrap()].into(), ..asked };
        assert_eq!(of_country(&off).quantity.amount, Amount::NotAvailable);
        let figures = answer(&dataset, &off).figures.unwrap();
        assert!(figures.suppliers.iter().all(|of| of.share.bound() != Bound::Exact), "{commodity} as printed");
    }
}

#[test]
fn every_year_has_its_editions() {
    let dataset = embedded().unwrap();
    let mut years: BTreeMap<(bool, i16), BTreeSet<&str>> = BTreeMap::new();
    for table in &dataset.tables {
        let is_usgs = dataset.edition(&table.key.edition).is_some_and(|edition| edition.series == SERIES);
        for year in table.years.iter().filter(|_| is_usgs && table.key.stage != Stage::Capacity) {
            let is_stock = table.key.stage == Stage::Reserves;
            years.entry((is_stock, year.year)).or_default().insert(table.key.edition.as_str());
        }
    }
    let found: Vec<_> = years.iter().map(|((is_stock, year), of)| (*is_stock, *year, of.len())).collect();
    let production = [(2021, 1), (2022, 2), (2023, 2), (2024, 2), (2025, 1)].map(|(year, n)| (false, year, n));
    // The 2026 edition gives the reserves of scandium for 2023.
    let reserves = [(2022, 1), (2023, 2), (2024, 1), (2025, 1)].map(|(year, n)| (true, year, n));
    assert_eq!(found, [&production[..], &reserves[..]].concat());
}

/// A change of a country's figure between two years that follow each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Jump {
    table: String,
    country: String,
    years: (i16, i16),
    editions: (String, String),
    /// How many times as much, rounded; nothing from or to zero.
    times: Option<String>,
}

fn times(before: f64, after: f64) -> Option<String> {
    (before > 0.0 && after > 0.0).then(|| format!("{:.3}", after / before))
}

/// Returns the changes by a factor of three and more of countries with a twentieth of their table and more, and any by a
/// factor of three hundred. Each year is that of the newest edition which has it.
fn jumps(dataset: &Dataset) -> Vec<Jump> {
    let is_withdrawn = |table: &Table| dataset.corrections_of(table).any(|of| of.effect == Effect::Withdrawn);
    let mut series: BTreeMap<String, BTreeMap<i16, (&Table, &TableYear)>> = BTreeMap::new();
    // Newest first: an older edition adds only the years that no newer one has.
    for edition in dataset.editions.iter().filter(|edition| edition.series == SERIES) {
        let of_edition = dataset.tables.iter().filter(|table| table.key.edition == edition.id && !is_withdrawn(table));
        for table in of_edition {
            let name = format!("{} {} {}", table.key.commodity, table.key.form, table.key.stage);
            for year in &table.years {
                series.entry(name.clone()).or_default().entry(year.year).or_insert((table, year));
            }
        }
    }
    let mut jumps = Vec::new();
    for (name, years) in series {
        for (from, next) in years.values().zip(years.values().skip(1)).filter(|(a, b)| a.1.year + 1 == b.1.year) {
            let ((sum, of), (next_sum, next_of)) = (parts(from.1), parts(next.1));
            let factor = next.0.unit.factor() / from.0.unit.factor();
            for (country, before) in &of {
                let Some(after) = next_of.get(country) else { continue };
                let (high, low) = (before.max(after * factor), before.min(after * factor));
                let is_large = *before >= 0.05 * sum || *after >= 0.05 * next_sum;
                if high > 0.0 && (high >= 3.0 * low && is_large || low > 0.0 && high >= 300.0 * low) {
                    jumps.push(Jump {
                        table: name.clone(),
                        country: country.to_string(),
                        years: (from.1.year, next.1.year),
                        editions: (from.0.key.edition.to_string(), next.0.key.edition.to_string()),
                        times: times(*before, after * factor),
                    });
                }
            }
        }
    }
    jumps.sort();
    jumps
}

#[test]
fn every_large_jump_is_explained_and_no_explanation_is_stale() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/curated/jumps.csv");
    let rows = super::data::frame_at(path.as_ref());
    let column = |name| super::data::column(&rows, name);
    let columns = [
        "commodity",
        "form",
        "stage",
        "country",
        "from_year",
        "from_edition",
        "from_value",
        "to_year",
        "to_edition",
        "to_value",
        "explanation",
    ]
    .map(column);
    let explained: Vec<Jump> = {
        let row = |line: usize| columns.each_ref().map(|column| column[line].as_str());
        let mut explained: Vec<Jump> = (0..rows.height())
            .map(|line| {
                let [commodity, form, stage, country, from, from_edition, before, to, to_edition, after, words] =
                    row(line);
                assert!(words.len() > 30, "line {line}: {words}");
                Jump {
                    table: format!("{commodity} {form} {stage}"),
                    country: country.to_owned(),
                    years: (from.parse().unwrap(), to.parse().unwrap()),
                    editions: (from_edition.to_owned(), to_edition.to_owned()),
                    times: times(before.parse().unwrap(), after.parse().unwrap()),
                }
            })
            .collect();
        explained.sort();
        explained
    };
    let found = jumps(&embedded().unwrap());
    let missing: Vec<_> = found.iter().filter(|jump| !explained.contains(jump)).collect();
    let stale: Vec<_> = explained.iter().filter(|jump| !found.contains(jump)).collect();
    assert!(missing.is_empty() && stale.is_empty(), "to explain: {missing:#?}\nstale: {stale:#?}");
}

#[test]
fn a_trend_says_why_a_figure_changed_much() {
    let dataset = embedded().unwrap();
    let antimony = CommodityId::new("antimony").unwrap();
    let form = FormId::new("antimony").unwrap();
    let asked = Question { commodity: antimony, form, ..opening_question(&dataset).unwrap() };
    let found = trend(&dataset, &asked);
    let of_2024 = &found.years.iter().find(|year| year.year == 2024).unwrap().changes;
    assert_eq!(of_2024.len(), 1, "{of_2024:?}");
    assert_eq!(of_2024[0].country, "Russia");
    assert!(of_2024[0].explanation.starts_with("Revision by the publisher"));
    let chosen = EditionChoice::Of(EditionId::new("mcs2025").unwrap());
    let of_one = trend(&dataset, &Question { edition: chosen, ..asked });
    assert!(of_one.years.iter().all(|year| year.changes.is_empty()), "explained between the newest editions alone");
}

#[test]
fn a_publishers_file_or_folder_is_opened_by_itself() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folder = read_usgs(&fixtures.join("mcs2024")).unwrap();
    let names: Vec<_> = folder.tables.iter().map(|of| format!("{} {}", of.key.form, of.key.stage)).collect();
    assert_eq!(names, ["perlite reserves", "perlite production", "sand-and-gravel-industrial mine"]);
    assert_eq!(folder.intake.iter().map(|line| line.rows_seen).sum::<u32>(), 37);
    let file = read_usgs(&fixtures.join("mcs2025/MCS2025_World_Data.csv")).unwrap();
    assert!(file.tables.iter().all(|of| of.key.edition.as_str() == "mcs2025"));
    assert_eq!(file.issues.iter().filter(|issue| issue.row > 0).count(), 2);
    let error = read_usgs(&fixtures.join("mcs2026")).unwrap_err().to_string();
    assert!(error.contains("check that it is there"), "{error}");
}
