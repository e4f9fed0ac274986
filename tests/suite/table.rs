//! Tables as files: what is written is read back by another program's reader.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use lodescope::analysis::{Fixed, opening_question, placed};
use lodescope::charts::listing::{Choice, Listing, Of, Sort};
use lodescope::charts::table::Cell;
use lodescope::charts::{ChartKind, ChartOptions};
use lodescope::data::open::{OpenOptions, Progress, open};
use lodescope::data::{Dataset, Row, Statement, TableYear, embedded};
use lodescope::export::{ExportError, FileFormat, SOFTWARE, TableFile, make, table_stem, to_xlsx};
use lodescope::model::{CommodityId, EditionChoice, Quantity, Question};
use lodescope::session::{Command, Results, Session};

fn question_of(dataset: &Dataset, mineral: &str) -> Question {
    let question = Question { commodity: CommodityId::new(mineral).unwrap(), ..opening_question(dataset).unwrap() };
    placed(dataset, &question, Fixed::Nothing).unwrap()
}

/// Returns the cells of a sheet, row by row.
fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    assert_eq!(workbook.sheet_names(), ["Table", "About"]);
    assert!(workbook.worksheet_formula(name).unwrap().is_empty(), "no formula");
    workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// Returns the text of a part of a workbook.
fn part(bytes: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(path).unwrap()).unwrap()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    }
}

#[test]
fn a_workbook_holds_numbers_as_numbers_and_texts_that_nothing_runs() {
    let rows = vec![
        vec![Cell::text("=HYPERLINK(\"http://example.org\")"), Cell::Number(-0.25)],
        vec![Cell::text("2024-01-01"), Cell::Number(1e21)],
        vec![Cell::text("007"), Cell::Empty],
        vec![Cell::text("é ".repeat(40_000)), Cell::Number(f64::INFINITY)],
    ];
    let about = [("Source".to_owned(), "=1+1".to_owned())];
    let bytes = to_xlsx(&["=Name", "Share"], rows.into_iter(), &about).unwrap();
    let table = sheet(&bytes, "Table");
    assert_eq!(table[0], [Data::String("=Name".to_owned()), Data::String("Share".to_owned())]);
    assert_eq!(table[1], [Data::String("=HYPERLINK(\"http://example.org\")".to_owned()), Data::Float(-0.25)]);
    assert_eq!(table[2], [Data::String("2024-01-01".to_owned()), Data::Float(1e21)]);
    assert_eq!(table[3], [Data::String("007".to_owned()), Data::Empty]);
    assert!(text(&table[4][0]).ends_with('…') && text(&table[4][0]).chars().count() < 32_768);
    assert_eq!(table[4][1], Data::String("inf".to_owned()), "what is no number is said, not made one");
    assert_eq!(sheet(&bytes, "About"), [[Data::String("Source".to_owned()), Data::String("=1+1".to_owned())]]);

    let first = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(first.contains(r#"ySplit="1""#) && first.contains(r#"state="frozen""#), "the header stays in view");
    assert!(first.contains(r#"<autoFilter ref="A1:B5"/>"#), "{}", &first[first.len() - 300..]);
    assert!(part(&bytes, "xl/styles.xml").contains("<b/>"), "the header is bold");
}

#[test]
fn a_table_without_rows_or_columns_is_still_a_workbook_and_one_too_long_says_what_to_do() {
    let none = to_xlsx(&[], std::iter::empty::<Vec<Cell>>(), &[]).unwrap();
    assert!(sheet(&none, "Table").is_empty());
    let rows = (0..1_048_576).map(|_| Vec::<Cell>::new());
    let error = to_xlsx(&["A"], rows, &[]).unwrap_err();
    assert!(matches!(error, ExportError::TooManyRows { rows: 1_048_576, .. }));
    assert!(error.to_string().contains("save it as CSV"), "{error}");
}

#[test]
fn all_figures_come_back_from_a_workbook_and_from_csv_as_they_are_narrowed_and_sorted() {
    let dataset = embedded().unwrap();
    let mut listing = Listing::of_figures(&dataset, &question_of(&dataset, "cobalt"), true);
    let sort = Some(Sort { column: "Value".to_owned(), descending: true });
    listing.choose(&Choice { text: "mine 2024".to_owned(), status: None, sort });
    assert!(listing.len() > 20 && listing.len() < listing.total());
    let file = TableFile::new(&dataset, "Figures of cobalt in every edition", listing.clone());
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    file.write(&path("a.xlsx"), FileFormat::Xlsx).unwrap();
    file.write(&path("a.csv"), FileFormat::Csv).unwrap();

    let bytes = std::fs::read(path("a.xlsx")).unwrap();
    let table = sheet(&bytes, "Table");
    assert_eq!(table[0].iter().map(text).collect::<Vec<_>>(), listing.names());
    assert_eq!(table.len(), listing.len() + 1);
    let mut csv = csv::Reader::from_path(path("a.csv")).unwrap();
    for ((cells, written), record) in table[1..].iter().zip(listing.whole_rows()).zip(csv.records()) {
        let record = record.unwrap();
        for ((read, cell), field) in cells.iter().zip(&written).zip(&record) {
            match cell {
                Cell::Number(value) => {
                    assert_eq!(*read, Data::Float(*value));
                    assert_eq!(field.parse::<f64>().unwrap().to_bits(), value.to_bits(), "no digit is lost");
                }
                Cell::Text(said) => assert_eq!((text(read).as_str(), field), (said.as_str(), said.as_str())),
                Cell::Empty => assert_eq!((text(read).as_str(), field), ("", "")),
            }
        }
    }
    let about: Vec<(String, String)> =
        sheet(&bytes, "About").iter().map(|row| (text(&row[0]), text(&row[1]))).collect();
    let about = |what: &str| about.iter().find(|(name, _)| name == what).map_or("", |(_, how)| how.as_str());
    assert_eq!(about("Table"), "Figures of cobalt in every edition");
    assert_eq!(about("Rows"), format!("{} of {}", listing.len(), listing.total()));
    assert_eq!((about("Rows that hold"), about("Sorted by")), ("mine 2024", "Value, largest first"));
    assert!(about("USGS MCS 2026").contains("U.S. Geological Survey"), "{}", about("USGS MCS 2026"));
    assert_eq!((about("Dataset"), about("Program")), (dataset.fingerprint.as_str(), SOFTWARE));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left over");
}

#[test]
fn a_chart_is_exported_as_a_workbook_with_its_recipe() {
    let dataset = embedded().unwrap();
    let recipe = lodescope::export::Recipe::slide(&dataset, question_of(&dataset, "nickel"));
    let made = make(&dataset, &recipe).unwrap();
    let bytes = made.bytes(FileFormat::Xlsx).unwrap();
    let table = sheet(&bytes, "Table");
    assert_eq!(table.len(), made.chart.table().rows.len() + 1);
    assert_eq!(table[0].iter().map(text).collect::<Vec<_>>(), made.chart.table().names().collect::<Vec<_>>());
    let about = sheet(&bytes, "About");
    let recipe_cell = about.iter().find(|row| text(&row[0]) == "Recipe").map(|row| text(&row[1])).unwrap();
    assert_eq!(lodescope::export::Recipe::read(&recipe_cell).unwrap(), recipe);
}

#[test]
fn figures_of_a_persons_own_are_all_figures_of_that_file_alone() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/tidy.csv");
    let opened = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    let dataset = embedded().unwrap().with([&opened]);
    let question =
        Question { edition: EditionChoice::Of(opened.editions[0].id.clone()), ..opening_question(&dataset).unwrap() };
    let listing = Listing::of_figures(&dataset, &question, false);
    assert_eq!(listing.total(), 4);
    let left_out = "1 row of tidy.csv was left out (value not understood: many)";
    let sources = [("tidy.csv", "tidy.csv (own data)"), ("Left out", left_out)];
    assert_eq!(listing.sources(), sources.map(|(name, words)| (name.to_owned(), words.to_owned())));
    // Nothing of it stands among the publishers' figures.
    let newest = Listing::of_figures(&dataset, &Question { edition: EditionChoice::Newest, ..question.clone() }, false);
    assert!(newest.sources().iter().all(|(name, _)| name != "tidy.csv"));
    let stem = table_stem(&question, ChartKind::Shares, &ChartOptions::default(), Of::Everything);
    assert!(stem.starts_with("all-figures_own-tidy-"), "{stem}");
}

/// Returns the bundled dataset with a table of one mineral so long that no frame could sort it.
fn with_a_long_table(mineral: &str) -> Dataset {
    let mut tables = (*embedded().unwrap()).clone();
    let countries: Vec<_> = tables.countries.iter().map(|country| country.iso3).collect();
    let table = tables.tables.iter_mut().find(|table| table.key.commodity.as_str() == mineral).unwrap();
    let row = |year: i16, place: usize, country| Row {
        country,
        statement: Statement {
            quantity: Quantity::exact(f64::from(year) * f64::from(u32::try_from(place).unwrap() * 7919 % 1000)),
            note: String::new(),
        },
    };
    table.years = (1700..2000)
        .map(|year| TableYear {
            year,
            countries: countries.iter().enumerate().map(|(place, iso3)| row(year, place, *iso3)).collect(),
            other: None,
            world: None,
        })
        .collect();
    Dataset::new(tables)
}

#[test]
fn a_long_table_is_sorted_beside_the_frames_and_shown_when_it_is_ready() {
    let dataset = with_a_long_table("cobalt");
    let mut session = Session::opening(&dataset).unwrap();
    let mut results = Results::of(&dataset, &session);
    let choice = Choice {
        text: "cobalt".to_owned(),
        status: None,
        sort: Some(Sort { column: "Value".to_owned(), descending: true }),
    };
    for command in
        [Command::ShowTable, Command::PickTable(Of::Everything), Command::ChooseRows(Box::new(choice.clone()))]
    {
        session.update(&dataset, &command);
        results.refresh(&dataset, &session);
    }
    let table = results.table.as_mut().unwrap();
    assert!(!table.is_listed() && table.listing.total() == 0, "the rows wait");
    assert_eq!(table.listing.empty_words(), "Listing the figures…");
    let made = table.behind(&dataset, &session).unwrap().done();
    let old = table.show(&dataset, made.clone());
    assert!(!old.is_listed() && table.is_listed() && table.listing.total() > 50_000);
    assert_eq!(table.listing.choice(), &choice);
    assert!(table.behind(&dataset, &session).is_none() && table.listing.len() < table.listing.total());
    // What is listed is sorted anew as it stands, and the same is made where nothing waits.
    session.update(&dataset, &Command::ChooseRows(Box::default()));
    results.refresh(&dataset, &session);
    let table = results.table.as_mut().unwrap();
    assert!(table.listing.len() < table.listing.total(), "the rows wait");
    let all = table.behind(&dataset, &session).unwrap().done();
    assert!(all.listing.is_same_table(&made.listing));
    drop(table.show(&dataset, all));
    assert_eq!(table.listing.len(), table.listing.total());
    let at_once = Results::of(&dataset, &session).table.unwrap();
    assert!(at_once.is_listed() && at_once.behind(&dataset, &session).is_none());
    assert_eq!(at_once.listing.to_tsv(), table.listing.to_tsv());
    // Rows of other data are not shown.
    let elsewhere = with_a_long_table("nickel");
    let of_other = Results::of(&elsewhere, &session).table.unwrap();
    let returned = table.show(&dataset, of_other.clone());
    assert!(returned.listing.is_same_table(&of_other.listing) && !table.listing.is_same_table(&of_other.listing));
    // Rows of a table that is left by then are not shown.
    session.update(&dataset, &Command::PickTable(Of::Chart));
    results.refresh(&dataset, &session);
    let table = results.table.as_mut().unwrap();
    drop(table.show(&dataset, made.clone()));
    assert!(table.listing.len() < 100 && !table.listing.is_same_table(&made.listing));
}
