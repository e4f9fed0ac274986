//! Two editions or datasets side by side in one chart of shares.

use std::path::Path;

use lodescope::analysis::{Fixed, answer, comparables, edition_beside, opening_question, placed};
use lodescope::charts::palette::Series;
use lodescope::charts::shares::{Beside, Mark, ShareChart, chart};
use lodescope::charts::table::Cell;
use lodescope::charts::{ChartKind, Compare};
use lodescope::data::open::{OpenOptions, Opened, Progress, open};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
use lodescope::model::{CommodityId, EditionChoice, EditionId, Question, Stage};

use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

fn purchases() -> Opened {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/purchases.csv");
    open(&path, &OpenOptions::default(), &Progress::default()).unwrap()
}

fn bundle_and_purchases() -> (Dataset, EditionId) {
    let opened = purchases();
    let id = opened.editions[0].id.clone();
    (embedded().unwrap().with([&opened]), id)
}

fn edition(id: &str) -> EditionId {
    EditionId::new(id).unwrap()
}

/// Returns the question about mining cobalt in a year.
fn cobalt(dataset: &Dataset, year: i16) -> Question {
    let question = Question {
        commodity: CommodityId::new("cobalt").unwrap(),
        stage: Stage::Mine,
        blocs: Vec::new(),
        ..opening_question(dataset).unwrap()
    };
    Question { year, ..placed(dataset, &question, Fixed::Stage).unwrap() }
}

fn compared(dataset: &Dataset, question: &Question, with: &EditionId) -> ShareChart {
    let beside = edition_beside(dataset, question, with).unwrap();
    chart(dataset, &answer(dataset, question), Some(&beside))
}

/// Holds the picture of cobalt beside another edition to the one on file.
#[track_caller]
fn assert_compared(name: &str, dataset: &Dataset, question: Question, with: &EditionId) {
    let recipe =
        Recipe { dataset: String::new(), compare_edition: Some(with.clone()), ..small_slide(dataset, question) };
    assert_recipe("comparing", name, dataset, &recipe);
}

#[test]
fn an_edition_beside_another() {
    let dataset = embedded().unwrap();
    assert_compared("editions", &dataset, cobalt(&dataset, 2025), &edition("mcs2025"));
}

#[test]
fn purchases_of_ones_own_beside_the_world() {
    let (dataset, purchases) = bundle_and_purchases();
    let question = Question { blocs: opening_question(&dataset).unwrap().blocs, ..cobalt(&dataset, 2024) };
    assert_compared("own_data", &dataset, question, &purchases);
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("comparing", include_str!("comparing.rs"), "assert_compared");
}

#[test]
fn each_bar_is_a_share_of_its_own_total_and_the_chart_says_so() {
    let (dataset, purchases) = bundle_and_purchases();
    let chart = compared(&dataset, &cobalt(&dataset, 2025), &purchases);
    let beside = |name: &str| chart.rows.iter().find(|row| row.label == name).unwrap().beside.clone();
    let Some(Beside::Bar { share, what, .. }) = beside("DR Congo") else { panic!("{:?}", beside("DR Congo")) };
    assert!((share - 1200.0 / 2350.0).abs() < 1e-9, "{share}");
    assert_eq!(what, "2024:");
    assert!(chart.legend.contains(&(Series::Beside, "2024, purchases.csv".to_owned())), "{:?}", chart.legend);
    assert!(
        chart.subtitle.ends_with("thin bars: share of 2,350\u{a0}t in 2024 after purchases.csv"),
        "{}",
        chart.subtitle
    );
    let total = "Each bar is a share of its own total: ";
    let note = chart.notes.iter().find(|note| note.starts_with(total)).unwrap();
    assert!(note.ends_with("and 2,350\u{a0}t in 2024 by purchases.csv"), "{note}");
    assert!(chart.source_line.contains("Thin bars: purchases.csv"), "{}", chart.source_line);
    assert!(chart.source_line.starts_with("Source: U.S. Geological Survey, Mineral Commodity Summaries 2026"));
}

#[test]
fn countries_of_only_one_of_them_have_a_row_that_says_so() {
    let (dataset, purchases) = bundle_and_purchases();
    let chart = compared(&dataset, &cobalt(&dataset, 2024), &purchases);
    let row = |name: &str| chart.rows.iter().find(|row| row.label == name).unwrap();
    assert_eq!(row("Finland").mark, Mark::Words("not in USGS MCS 2026".to_owned()));
    assert!(matches!(row("Finland").beside, Some(Beside::Bar { .. })));
    assert_eq!(row("Russia").beside, Some(Beside::Words("not in purchases.csv".to_owned())));
    let said: Vec<&str> = row("Finland").hover.iter().map(|(what, _)| what.as_str()).collect();
    assert!(said.contains(&"purchases.csv"), "{said:?}");
}

#[test]
fn the_table_has_the_values_and_shares_of_both() {
    let (dataset, purchases) = bundle_and_purchases();
    let table = compared(&dataset, &cobalt(&dataset, 2024), &purchases).table;
    let column = |name: &str| table.columns.iter().position(|column| column == name).unwrap();
    let value = column("Value (t), 2024, purchases.csv");
    let share = column("Share, 2024, purchases.csv");
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    let row = |name: &str| table.rows.iter().find(|row| row[0] == Cell::text(name)).unwrap();
    assert_eq!(row("Finland")[value], Cell::Number(300.0));
    assert_eq!(row("Finland")[column("Value (t)")], Cell::Empty);
    assert_eq!(row("Other countries")[value], Cell::Number(100.0));
    assert_eq!((&row("Russia")[value], &row("Russia")[share]), (&Cell::Empty, &Cell::Empty));
    let sum: f64 =
        table.rows.iter().filter_map(|row| if let Cell::Number(share) = row[share] { Some(share) } else { None }).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn what_cannot_stand_beside_says_why() {
    let (dataset, purchases) = bundle_and_purchases();
    let choices = comparables(&dataset, &cobalt(&dataset, 2025));
    let ids: Vec<&str> = choices.iter().map(|choice| choice.edition.as_str()).collect();
    assert_eq!(ids, ["mcs2025", "mcs2024", "mcs2023", "iea2025", purchases.as_str()], "all but the shown one");
    let year = |id: &str| choices.iter().find(|choice| choice.edition.as_str() == id).unwrap().year.clone();
    assert_eq!(year("mcs2025"), Ok(2024));
    assert_eq!(year(purchases.as_str()), Ok(2024));
    assert_eq!(year("iea2025"), Err("IEA CMDE 2025 has no mine production of cobalt".to_owned()));
    let shown = edition_beside(&dataset, &cobalt(&dataset, 2025), &edition("mcs2026"));
    assert_eq!(shown, Err("USGS MCS 2026 is the one that is shown".to_owned()));
    let unknown = edition_beside(&dataset, &cobalt(&dataset, 2025), &edition("own-gone"));
    assert_eq!(unknown, Err("There is no edition or dataset 'own-gone' to compare with".to_owned()));
}

#[test]
fn the_world_stands_beside_ones_own_data_too() {
    let (dataset, purchases) = bundle_and_purchases();
    let question = Question { edition: EditionChoice::Of(purchases), ..cobalt(&dataset, 2024) };
    let chart = compared(&dataset, &question, &edition("mcs2026"));
    assert_eq!(chart.title, "The DR Congo mined 51\u{a0}% of the cobalt in purchases.csv in 2024");
    assert!(
        chart.rows.iter().any(|row| row.label == "Russia" && row.mark == Mark::Words("not in purchases.csv".into()))
    );
}

#[test]
fn a_picture_that_cannot_compare_says_why_and_keeps_its_bars() {
    let dataset = embedded().unwrap();
    let recipe =
        Recipe { compare_edition: Some(edition("iea2025")), ..Recipe::slide(&dataset, cobalt(&dataset, 2025)) };
    let svg = make(&dataset, &recipe).unwrap().svg().to_owned();
    assert!(svg.contains("IEA CMDE 2025 has no mine production of cobalt"), "the note is drawn");
    assert!(svg.contains("id=\"country-cod\""));
}

#[test]
fn recipes_from_before_are_read_and_an_edition_goes_before_reserves() {
    let dataset = embedded().unwrap();
    let recipe = Recipe::slide(&dataset, cobalt(&dataset, 2025));
    let json = serde_json::to_string(&recipe).unwrap();
    assert!(!json.contains("compare_edition"), "as programs before it wrote it: {json}");
    assert_eq!(Recipe::read(&json).unwrap().chart_options().compare, Compare::Reserves);
    let other = Recipe { compare_edition: Some(edition("mcs2025")), ..recipe };
    let read = Recipe::read(&serde_json::to_string(&other).unwrap()).unwrap();
    assert_eq!((read.chart, read.chart_options().compare), (ChartKind::Shares, Compare::Edition(edition("mcs2025"))));
}
