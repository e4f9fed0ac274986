//! How far blocs reach over the confidence of memberships, in Trend and Compare: what is said, and pictures that a person
//! has looked at: `reach/*.svg`.

use lodescope::analysis::{answer, trend};
use lodescope::charts::ChartKind;
use lodescope::charts::pair::{self, PairChart};
use lodescope::charts::palette::Theme;
use lodescope::charts::shares::{Mark, RowKey};
use lodescope::charts::table::Cell;
use lodescope::charts::trend::{By, Measure, Shape, TrendChart, TrendOptions, chart};
use lodescope::export::Recipe;
use lodescope::model::{Amount, ConfidenceLevel, Question};

use super::made_up::{Past, World};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

const LINES: TrendOptions = TrendOptions { measure: Measure::Share, by: By::Bloc, shape: Shape::Lines };

/// Two blocs over three years: the largest country is in the one for sure, and said to be in the other, which comes first.
fn world() -> World {
    World::default()
        .country("Atlantis", 500.0)
        .country("Brobdingnag", 240.0)
        .country("Cockaigne", 130.0)
        .country("Dystopia", 66.0)
        .country("Erewhon", 0.0)
        .country("Freedonia", 0.0)
        .other(Amount::Exact(30.0))
        .past(Past::exact(2024, 2026, &[400.0, 250.0, 140.0, 70.0, 0.0, 0.0]).other(40.0))
        .past(Past::exact(2023, 2025, &[300.0, 260.0, 150.0, 80.0, 0.0, 0.0]).other(50.0))
        .bloc("Magic pact", &[0, 3])
        .bloc("Iron club", &[0, 1])
        .unsure(0, 0)
}

fn at(world: &World, confidence: ConfidenceLevel) -> Question {
    Question { confidence, ..world.question() }
}

fn trend_of(world: &World, confidence: ConfidenceLevel, options: TrendOptions) -> TrendChart {
    let dataset = world.dataset();
    chart(&dataset, &trend(&dataset, &at(world, confidence)), options)
}

#[test]
fn a_line_has_a_band_from_the_least_to_the_most() {
    let world = world();
    let chart = trend_of(&world, ConfidenceLevel::Confirmed, LINES);
    let series = |label: &str| chart.series.iter().find(|series| series.label == label).unwrap();
    let magic = series("Magic pact");
    let newest = magic.points.last().unwrap();
    assert!((newest.value - 66.0 / 966.0).abs() < 1e-9, "{}", newest.value);
    let (low, high) = newest.reach.unwrap();
    assert!((low - 66.0 / 966.0).abs() < 1e-9 && (high - 566.0 / 966.0).abs() < 1e-9, "{low} to {high}");
    assert_eq!(magic.reach.iter().map(Vec::len).collect::<Vec<_>>(), [3], "one band over three years");
    // What one bloc takes another one loses: it is in the first.
    let (low, high) = series("Iron club").points.last().unwrap().reach.unwrap();
    assert!((low - 240.0 / 966.0).abs() < 1e-9 && (high - 740.0 / 966.0).abs() < 1e-9, "{low} to {high}");
    assert!(magic.spoken.contains("2025 6.8\u{a0}% confirmed, 58.6\u{a0}% with reported"), "{}", magic.spoken);
    assert!(chart.description.contains(&magic.spoken));
    let said = "Magic pact 6.8\u{a0}% confirmed, 58.6\u{a0}% with reported; Iron club";
    assert!(chart.notes.iter().any(|note| note.starts_with("Bands reach from") && note.contains(said)));
    let card = chart.cards.last().unwrap();
    let row = card.rows.iter().find(|row| row.what == "Magic pact").unwrap();
    assert!(row.value.ends_with("58.6\u{a0}% with reported"), "{}", row.value);
}

#[test]
fn a_line_of_nothing_is_drawn_where_its_band_has_something() {
    let world = World::default()
        .country("Atlantis", 500.0)
        .country("Brobdingnag", 240.0)
        .past(Past::exact(2024, 2026, &[400.0, 250.0]))
        .bloc("Word of mouth", &[0])
        .unsure(0, 0);
    let lines = trend_of(&world, ConfidenceLevel::Confirmed, LINES);
    let series = lines.series.iter().find(|series| series.label == "Word of mouth").unwrap();
    assert_eq!(series.end_text, "no members");
    assert!(series.points.iter().all(|point| point.value == 0.0 && point.reach.is_some()));
    let stacked = trend_of(&world, ConfidenceLevel::Confirmed, TrendOptions { shape: Shape::Stacked, ..LINES });
    assert!(stacked.series.iter().all(|series| series.label != "Word of mouth" && series.reach.is_empty()));
    assert!(
        stacked.notes.iter().any(|note| note.contains("Word of mouth no members confirmed")),
        "{:?}",
        stacked.notes
    );
}

#[test]
fn sure_memberships_have_no_band_and_no_word_of_it() {
    let world = World::default().country("Atlantis", 5.0).country("Brobdingnag", 2.0).bloc("Magic pact", &[0]);
    let chart = trend_of(&world, ConfidenceLevel::Reported, LINES);
    assert!(chart.series.iter().all(|series| series.reach.is_empty()));
    assert!(chart.notes.iter().all(|note| !note.contains("not sure")), "{:?}", chart.notes);
    assert!(chart.table.columns.iter().all(|column| !column.starts_with("Share with")));
}

#[test]
fn the_table_of_a_trend_has_the_share_at_every_level() {
    let table = trend_of(&world(), ConfidenceLevel::Reported, LINES).table;
    let column = |name: &str| table.columns.iter().position(|column| column == name).unwrap();
    let levels = ConfidenceLevel::ALL.map(|level| column(&format!("Share with {}", level.in_sentence())));
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    let (name, year) = (column("Name"), column("Year"));
    let row = |of: &str| {
        table.rows.iter().find(|row| row[name] == Cell::text(of) && row[year] == Cell::Number(2023.0)).unwrap()
    };
    let shares = |of: &str| levels.map(|level| row(of)[level].clone());
    let total = 840.0;
    assert_eq!(shares("Magic pact"), [80.0, 380.0, 380.0].map(|tonnes| Cell::Number(tonnes / total)));
    assert_eq!(shares("Atlantis"), [Cell::Empty, Cell::Empty, Cell::Empty]);
}

fn pair_of(world: &World, a: &Question, b: &Question) -> PairChart {
    let dataset = world.dataset();
    pair::chart(&dataset, &answer(&dataset, a), &answer(&dataset, b))
}

#[test]
fn bars_of_blocs_stand_over_those_of_suppliers_on_both_sides() {
    let world = world();
    let chart = pair_of(&world, &at(&world, ConfidenceLevel::Confirmed), &at(&world, ConfidenceLevel::Reported));
    let is_bloc = |key: &RowKey| matches!(key, RowKey::Bloc(_));
    let blocs: Vec<_> = chart.rows.iter().take_while(|row| is_bloc(row.key())).collect();
    assert_eq!(blocs.iter().map(|row| row.label()).collect::<Vec<_>>(), ["Magic pact", "Iron club"]);
    assert!(chart.rows.iter().skip(2).all(|row| !is_bloc(row.key())));
    let texts = blocs[0].halves.each_ref().map(|half| match &half.mark {
        Mark::Band { text, low, high, .. } => {
            assert!((low - 66.0 / 966.0).abs() < 1e-9 && (high - 566.0 / 966.0).abs() < 1e-9);
            text.replace('\u{a0}', " ")
        }
        other => panic!("{other:?}"),
    });
    assert_eq!(texts, ["6.8 %", "58.6 %"]);
    assert_eq!((blocs[0].difference_text().as_str(), blocs[0].change), ("+51.8", None));
    assert!(chart.description.contains("Blocs, as memberships that are not sure count: Magic pact: A 6.8"));
    assert!(chart.description.contains("Suppliers: Atlantis"), "{}", chart.description);
    // The table has one line for each bloc, and what it is at each level with the rest of both sides.
    let lines = chart.table.rows.iter().filter(|row| row[0] == Cell::text("Magic pact"));
    assert_eq!(lines.count(), 1);
    let named = |name: &str| chart.table.context.iter().any(|(known, _)| known == name);
    assert!(named("Magic pact with confirmed members only A"), "{:?}", chart.table.context);
}

#[test]
fn suppliers_of_nothing_on_both_sides_share_a_line() {
    let world = world();
    let question = at(&world, ConfidenceLevel::Reported);
    let chart = pair_of(&world, &question, &Question { year: 2024, ..question.clone() });
    let folded = chart.rows_with_zeros_folded();
    assert_eq!(folded.len() + 1, chart.rows.len());
    let line = folded.iter().find(|row| matches!(row.key(), RowKey::Folded(_))).unwrap();
    assert_eq!(line.label(), "2 with none");
}

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(name: &str, confidence: ConfidenceLevel, change: impl FnOnce(&World, &mut Recipe)) {
    let (world, dataset) = (world(), world().dataset());
    let mut recipe = small_slide(&dataset, at(&world, confidence));
    (recipe.chart, recipe.trend) = (ChartKind::Trend, LINES);
    change(&world, &mut recipe);
    assert_recipe("reach", name, &dataset, &recipe);
}

#[test]
fn picture_of_lines() {
    assert_picture("lines", ConfidenceLevel::Confirmed, |_, _| ());
}

#[test]
fn picture_of_quantities_in_print() {
    assert_picture("quantities_in_print", ConfidenceLevel::Reported, |_, recipe| {
        recipe.trend.measure = Measure::Quantity;
        recipe.theme = Theme::Print;
    });
}

#[test]
fn picture_of_areas() {
    assert_picture("areas", ConfidenceLevel::Reported, |_, recipe| recipe.trend.shape = Shape::Stacked);
}

fn levels_compared(world: &World, recipe: &mut Recipe) {
    *recipe = recipe.clone().compared_with(&world.dataset(), at(world, ConfidenceLevel::Reported));
}

#[test]
fn picture_of_two_levels() {
    assert_picture("two_levels", ConfidenceLevel::Confirmed, levels_compared);
}

#[test]
fn picture_of_two_levels_on_a_narrow_page() {
    assert_picture("two_levels_on_a_narrow_page", ConfidenceLevel::Confirmed, |world, recipe| {
        levels_compared(world, recipe);
        (recipe.width_px, recipe.height_px) = (540, 760);
    });
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("reach", include_str!("reach.rs"), "assert_picture");
}
