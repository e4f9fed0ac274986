//! Files that the program writes are opened again, with the same figures.

use std::collections::BTreeSet;
use std::path::Path;

use lodescope::analysis::{Fixed, opening_question, placed};
use lodescope::charts::listing::Listing;
use lodescope::charts::table::Cell;
use lodescope::charts::{ChartKind, ChartOptions, Compare, chart};
use lodescope::data::open::{Layout, OpenError, OpenOptions, Opened, Progress, look, open};
use lodescope::data::{Dataset, RowSubject, Statement, Table, embedded};
use lodescope::export::{FileFormat, TableFile};
use lodescope::model::{Amount, CommodityId, EditionChoice, Quantity, Question, Stage, Unit};

/// Figures with their place: mineral, form, stage, edition, who, year, and what is said in which unit.
type Figures = BTreeSet<(String, String)>;

/// As the window opens, with reserves beside production.
fn options() -> ChartOptions {
    ChartOptions { compare: Compare::Reserves, ..ChartOptions::default() }
}

fn read(path: &Path) -> Opened {
    let looked = look(path, &OpenOptions::default(), &Progress::default()).unwrap();
    assert_eq!(looked.sheets[0].guess.layout, Layout::ChartTable, "{:?}", looked.sheets[0].rows.first());
    open(path, &OpenOptions::default(), &Progress::default()).unwrap_or_else(|fault| panic!("{path:?}: {fault}"))
}

fn statements(table: &Table) -> impl Iterator<Item = (i16, RowSubject, &Statement)> {
    table.years.iter().flat_map(|year| {
        let countries = year.countries.iter().map(|row| (RowSubject::Country(row.country), &row.statement));
        let other = year.other.iter().map(|statement| (RowSubject::Other, statement));
        let world = year.world.iter().map(|statement| (RowSubject::World, statement));
        countries.chain(other).chain(world).map(|(who, statement)| (year.year, who, statement))
    })
}

/// Returns what is said, in the unit that others of its kind are parts of: editions are compared in one unit.
fn said(quantity: &Quantity, unit: Unit) -> String {
    let of = quantity.scaled(unit.factor());
    let amount = match &of.amount {
        Amount::Exact(value) => format!("{value:.6e}"),
        Amount::AtLeast(value) => format!("> {value:.6e}"),
        Amount::AtMost(value) => format!("< {value:.6e}"),
        Amount::Range { low, high } => format!("{low:.6e} to {high:.6e}"),
        other => format!("{other:?}"),
    };
    format!("{amount} {:?} {}", unit.base(), of.estimated)
}

/// Returns the figures of tables; what they are of, and what they say.
fn figures<'a>(tables: impl IntoIterator<Item = &'a Table>, edition: impl Fn(&Table) -> String) -> Figures {
    let of = |table: &'a Table| {
        let key = format!("{} {} {} {}", table.key.commodity, table.key.form, table.key.stage, edition(table));
        statements(table)
            .map(move |(year, who, statement)| (format!("{key} {year} {who}"), said(&statement.quantity, table.unit)))
    };
    tables.into_iter().flat_map(of).collect()
}

fn published(dataset: &Dataset) -> Figures {
    figures(&dataset.tables, |table| table.key.edition.to_string())
}

/// Returns an opened file's figures under the names of the editions that they came from.
fn opened_figures(dataset: &Dataset, opened: &Opened) -> Figures {
    figures(&opened.tables, |table| {
        let own = opened.editions.iter().find(|edition| edition.id == table.key.edition).unwrap();
        let name = own.short_name.trim_end_matches(" (your file)");
        let known = dataset.editions.iter().find(|edition| edition.short_name == name);
        known.unwrap_or_else(|| panic!("{name}")).id.to_string()
    })
}

fn asked(dataset: &Dataset, mineral: &str, stage: Stage) -> Question {
    let question = opening_question(dataset).unwrap();
    let question = Question { commodity: CommodityId::new(mineral).unwrap(), stage, ..question };
    let placed = placed(dataset, &question, Fixed::Nothing).unwrap();
    Question { stage, ..placed }
}

/// Writes a table in both formats and returns what is read back, which is the same.
fn written_back(dataset: &Dataset, listing: &Listing) -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let [csv, xlsx] = [("table.csv", FileFormat::Csv), ("table.xlsx", FileFormat::Xlsx)].map(|(name, format)| {
        let path = folder.path().join(name);
        TableFile::new(dataset, "A table", listing.clone()).write(&path, format).unwrap();
        read(&path)
    });
    assert_eq!(opened_figures(dataset, &csv), opened_figures(dataset, &xlsx));
    assert_eq!((csv.issues.total(), xlsx.issues.total()), (0, 0), "{:?}", csv.issues.list);
    csv
}

#[test]
fn a_chart_that_was_saved_as_a_table_opens_with_the_same_figures() {
    let dataset = embedded().unwrap();
    let published = published(&dataset);
    let mut amounts = BTreeSet::new();
    for (mineral, stage) in [
        ("cobalt", Stage::Mine),
        ("lithium", Stage::Mine),
        ("lithium", Stage::Reserves),
        ("nickel", Stage::Reserves),
        ("rare-earths", Stage::Reserves),
        ("tellurium", Stage::Refinery),
        ("vermiculite", Stage::Mine),
        ("chromium", Stage::Reserves),
        ("graphite", Stage::Reserves),
        ("barite", Stage::Reserves),
        ("boron", Stage::Production),
        ("strontium", Stage::Reserves),
        ("perlite", Stage::Reserves),
    ] {
        let question = asked(&dataset, mineral, stage);
        for kind in [ChartKind::Shares, ChartKind::Trend, ChartKind::Editions] {
            let chart = chart(&dataset, &question, kind, &options());
            let listing = Listing::of_chart(&chart);
            // Forms that are not added up have no trend, only the reason why.
            let is_value =
                |(name, cell): (&String, &Cell)| name.starts_with("Value") && matches!(cell, Cell::Number(_));
            let table = chart.table();
            if !table.rows.iter().any(|row| table.columns.iter().zip(row).any(is_value)) {
                continue;
            }
            let names = listing.names();
            let opened = written_back(&dataset, &listing);
            let read = opened_figures(&dataset, &opened);
            for figure in &read {
                assert!(published.contains(figure), "{kind:?} {mineral} {stage}: {figure:?}\n{names:?}");
            }
            amounts.extend(
                opened.tables.iter().flat_map(statements).map(|(_, _, statement)| kind_of(&statement.quantity.amount)),
            );
            if kind == ChartKind::Shares {
                // Every country of the table and year that was asked for.
                let of = dataset.tables.iter().filter(|table| {
                    table.key.commodity == question.commodity
                        && table.key.form == question.form
                        && table.key.stage == stage
                });
                let rows = of.filter_map(|table| table.year(question.year)).map(|year| year.countries.len()).max();
                let own = opened
                    .tables
                    .iter()
                    .flat_map(statements)
                    .filter(|(_, who, _)| matches!(who, RowSubject::Country(_)));
                assert_eq!(own.count(), rows.unwrap(), "{mineral} {stage}");
            }
        }
    }
    let all: Vec<&str> = amounts.into_iter().collect();
    for kind in ["exact", "at least", "range", "withheld", "not available", "word"] {
        assert!(all.contains(&kind), "{kind} is in none of the tables: {all:?}");
    }
}

fn kind_of(amount: &Amount) -> &'static str {
    match amount {
        Amount::Exact(_) => "exact",
        Amount::AtLeast(_) => "at least",
        Amount::AtMost(_) => "at most",
        Amount::Range { .. } => "range",
        Amount::Withheld => "withheld",
        Amount::NotAvailable => "not available",
        Amount::NotApplicable => "not applicable",
        Amount::IncludedElsewhere => "included elsewhere",
        Amount::Qualitative(_) => "word",
    }
}

#[test]
fn all_figures_that_were_saved_open_with_the_same_figures_edition_by_edition() {
    let dataset = embedded().unwrap();
    let question = Question { edition: EditionChoice::Newest, ..opening_question(&dataset).unwrap() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all-figures.csv");
    let listing = Listing::of_figures(&dataset, &question, false);
    let written = listing.total();
    TableFile::new(&dataset, "All", listing).write(&path, FileFormat::Csv).unwrap();
    let opened = read(&path);
    assert_eq!(opened.issues.total(), 0, "{:?}", opened.issues.list.first());
    let (read, published) = (opened_figures(&dataset, &opened), published(&dataset));
    let more: Vec<_> = read.difference(&published).take(5).collect();
    assert!(more.is_empty(), "{more:?}");
    // Corrections take some figures out before they are written.
    assert_eq!(opened.tables.iter().flat_map(statements).count(), written);
    assert_eq!(opened.commodities.len() + opened.forms.len(), 0, "{:?}", opened.forms);
}

#[test]
fn notes_around_a_written_table_are_no_rows_of_it() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "cobalt", Stage::Mine);
    let listing = Listing::of_chart(&chart(&dataset, &question, ChartKind::Shares, &options()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    TableFile::new(&dataset, "Cobalt", listing).write(&path, FileFormat::Csv).unwrap();
    let before = read(&path);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("Cobalt in 2025\r\n\r\n{text}\r\nSource: USGS\r\n")).unwrap();
    let after = read(&path);
    assert_eq!(opened_figures(&dataset, &before), opened_figures(&dataset, &after));
    assert_eq!(after.issues.total(), 0, "{:?}", after.issues.list);
}

#[test]
fn what_cannot_be_read_of_a_written_table_is_an_issue_and_never_a_figure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edited.csv");
    let header = "Country,Code,Value (t),Share,Bound of share,Status,Bloc,Note,Mineral,Form,Stage,Year,Basis,Edition";
    let rows = [
        "Chile,CHL,5,0.5,exact,reported,,,Copper,Copper,mine,2025,,mcs2026",
        "Peru,PER,many,0.5,exact,reported,,,Copper,Copper,mine,2025,,mcs2026",
        "China,CHN,6,0.5,exact,perhaps,,,Copper,Copper,mine,2025,,mcs2026",
        "Atlantis,,7,0.5,exact,reported,,,Copper,Copper,mine,2025,,mcs2026",
        "Chile,CHL,8,0.5,exact,reported,,,Copper,Copper,mine,2025,,mcs2026",
        "Zambia,ZMB,9,0.5,exact,reported,,,Copper,Copper,mine,soon,,mcs2026",
    ];
    std::fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let opened = read(&path);
    assert_eq!(opened.tables.iter().flat_map(statements).count(), 1);
    let values: Vec<(usize, &str)> = opened.issues.list.iter().map(|of| (of.row, of.value.as_str())).collect();
    assert_eq!(values, [(3, "many"), (4, "perhaps"), (5, "Atlantis"), (6, "8"), (7, "soon")]);
}

#[test]
fn a_table_of_shares_alone_says_that_quantities_are_needed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copper mine shares.csv");
    std::fs::write(
        &path,
        "Country,Share,Share lower,Share upper,Status\nChile,0.3,0.3,0.3,reported\nPeru,0.2,0.1,0.3,estimated\n",
    )
    .unwrap();
    let fault = open(&path, &OpenOptions::default(), &Progress::default()).unwrap_err();
    let OpenError::NothingUsable { reason, .. } = fault else { panic!("{fault}") };
    assert!(reason.contains("shares only") && reason.contains("quantities"), "{reason}");
}

#[test]
fn what_a_written_table_says_was_left_out_is_no_figure_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("purchases.csv");
    let rows = ["DR Congo,60", "Chile,40", "Peru,12x"].map(|row| {
        let (country, value) = row.split_once(',').unwrap();
        format!("{country},cobalt,mine,2024,t,{value}\n")
    });
    std::fs::write(&path, format!("country,mineral,stage,year,unit,value\n{}", rows.concat())).unwrap();
    let own = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    let dataset = embedded().unwrap().with([&own]);
    let question = Question {
        edition: EditionChoice::Of(own.editions[0].id.clone()),
        commodity: own.tables[0].key.commodity.clone(),
        ..opening_question(&dataset).unwrap()
    };
    let question = placed(&dataset, &question, Fixed::Nothing).unwrap();
    let stated = |tables: &[Table]| -> BTreeSet<(String, String)> {
        let of = tables.iter().flat_map(|table| statements(table).map(move |of| (of, table.unit)));
        of.map(|((year, who, of), unit)| (format!("{year} {who}"), said(&of.quantity, unit))).collect()
    };
    for kind in [ChartKind::Shares, ChartKind::Trend] {
        let listing = Listing::of_chart(&chart(&dataset, &question, kind, &options()));
        assert!(listing.names().iter().any(|name| name == "Left out"), "{kind:?}");
        let path = folder.path().join("table.csv");
        TableFile::new(&dataset, "A table", listing).write(&path, FileFormat::Csv).unwrap();
        let again = read(&path);
        assert_eq!(again.issues.total(), 0, "{:?}", again.issues.list);
        assert_eq!(stated(&again.tables), stated(&own.tables), "{kind:?}");
    }
}
