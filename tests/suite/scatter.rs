//! What Scatter places, what it lists with which reason, and what it says, by worked values and made-up worlds.

use lodescope::analysis::production_and_reserves;
use lodescope::charts::scatter::{PointKey, Scale, ScatterChart, chart};
use lodescope::charts::table::Cell;
use lodescope::charts::{Chart, ChartKind, ChartOptions};
use lodescope::data::embedded;
use lodescope::export::Recipe;
use lodescope::model::{Amount, BlocId, CommodityId, FormId, Mode, Question, Stage};

use super::made_up::{World, bloc_id, code};

fn asked(mineral: &str) -> Question {
    let dataset = embedded().unwrap();
    let opening = lodescope::analysis::opening_question(&dataset).unwrap();
    let commodity = CommodityId::new(mineral).unwrap();
    Question { commodity, form: FormId::new(mineral).unwrap(), blocs: Vec::new(), ..opening }
}

/// Returns the question with the two alliances on.
fn acting(mineral: &str) -> Question {
    let blocs = ["china_green_minerals", "forge"].map(|id| BlocId::new(id).unwrap()).to_vec();
    Question { blocs, ..asked(mineral) }
}

fn point<'a>(chart: &'a ScatterChart, name: &str) -> &'a lodescope::charts::scatter::Point {
    chart.points.iter().find(|point| point.name == name).unwrap()
}

fn reason<'a>(chart: &'a ScatterChart, name: &str) -> &'a str {
    &chart.unplaced.iter().find(|of| of.name == name).unwrap().reason
}

#[test]
fn the_dr_congo_stands_where_the_survey_puts_it() {
    let chart = chart(&embedded().unwrap(), &asked("cobalt"), Scale::Log);
    // Mineral Commodity Summaries 2026: 230,000 of 314,600 t mined, 6,000,000 t of reserves.
    let congo = point(&chart, "DR Congo");
    assert_eq!((congo.production.quantity.value, congo.production.unit.factor()), (230_000.0, 1.0));
    assert!((congo.production.share.value - 0.7311).abs() < 1e-3, "{congo:?}");
    assert!((congo.reserves.quantity.value - 6_000_000.0).abs() < 1.0, "{congo:?}");
    assert!((congo.years.unwrap().value - 6_000_000.0 / 230_000.0).abs() < 1e-6);
    // Both of its shares, and the world's years, tell its own.
    let world = chart.lines[0].years;
    let told = congo.reserves.share.value / congo.production.share.value * world;
    assert!((told - congo.years.unwrap().value).abs() < 1e-6, "{told}");
    assert!(chart.title.starts_with("The DR Congo mined 73\u{a0}%"), "{}", chart.title);
}

#[test]
fn the_source_names_the_tables_of_both_and_their_printed_totals() {
    // Mineral Commodity Summaries 2026, graphite: world totals (rounded) 1,800,000 t mined, 310,000,000 t of reserves.
    let line = chart(&embedded().unwrap(), &asked("graphite"), Scale::Log).source_line;
    for words in [
        "Mineral Commodity Summaries 2026 (GRAPHITE (NATURAL), Mine production). Reserves: the same edition (GRAPHITE \
         (NATURAL), Reserves). Shares",
        "printed world total 1.8 million t (",
        ", of reserves 310 million t (",
    ] {
        assert!(line.contains(words), "{line}");
    }
}

#[test]
fn ends_that_are_known_stand_on_the_axis_and_no_share_passes_the_whole() {
    let question = acting("copper");
    for scale in [Scale::Log, Scale::Linear] {
        let chart = chart(&embedded().unwrap(), &question, scale);
        let mut known = 0;
        for point in &chart.points {
            for (held, axis) in [(&point.reserves, &chart.across), (&point.production, &chart.upward)] {
                let Some((_, high)) = held.ends().filter(|(_, high)| high.is_finite()) else { continue };
                known += 1;
                assert!(axis.place(high.min(1.0)).unwrap() <= 1.0 + 1e-9, "{}: {high} on {axis:?}", point.name);
            }
        }
        // Both blocs may hold what no country is named for, of both.
        assert_eq!(known, 4);
        let whiskers = chart.notes.iter().find(|note| note.starts_with("Whiskers")).unwrap();
        assert!(!whiskers.contains("arrow"), "{whiskers}");
        assert!(chart.subtitle.ends_with("; hollow squares are whole blocs"), "{}", chart.subtitle);
    }
}

#[test]
fn every_mark_of_copper_has_its_name_or_a_line_to_it_on_a_tall_page() {
    let dataset = embedded().unwrap();
    let question = acting("copper");
    let points = chart(&dataset, &question, Scale::Log).points;
    let slide = Recipe::slide(&dataset, question);
    let recipe = Recipe { chart: ChartKind::Scatter, width_px: 900, height_px: 1273, ..slide };
    let made = lodescope::export::make(&dataset, &recipe).unwrap();
    assert!(!made.svg().contains("No room to name"));
    for point in points {
        assert!(made.svg().contains(&format!("id=\"label-{}\"", point.key.id())), "{}", point.name);
    }
}

#[test]
fn other_units_of_reserves_and_none_are_words_in_place_of_marks() {
    let dataset = embedded().unwrap();
    let chart = chart(&dataset, &asked("gallium"), Scale::Log);
    assert_eq!(chart.empty.as_deref(), Some("No reserves are published for this form"));
    assert!(chart.points.is_empty() && chart.lines.is_empty() && chart.table.rows.is_empty());
    let mut refused = 0;
    let like = lodescope::analysis::opening_question(&dataset).unwrap();
    for question in lodescope::analysis::all_questions(&dataset, &like) {
        let found = production_and_reserves(&dataset, &question);
        if let (Ok(production), Ok(reserves)) = (&found.production.figures, &found.reserves) {
            let reserves = reserves.figures.as_ref().unwrap();
            assert_eq!(production.unit.base(), reserves.unit.base());
            assert_eq!(production.basis, reserves.basis);
        } else {
            refused += 1;
        }
    }
    assert!(refused > 0);
}

/// Every sort of figure on either side.
fn world() -> World {
    World::default()
        .country("Atlantis", 900.0)
        .holding(Amount::Exact(1000.0))
        .country("Brobdingnag", 300.0)
        .holding(Amount::AtLeast(9000.0))
        .country("Cockaigne", 200.0)
        .holding(Amount::NotAvailable)
        .country("Dystopia", 100.0)
        .holding(Amount::Range { low: 2000.0, high: 3000.0 })
        .country("Erewhon", 0.0)
        .holding(Amount::Exact(40.0))
        .stating("Freedonia", Amount::Withheld)
        .holding(Amount::Exact(60.0))
        .country("Genovia", 50.0)
        .holding(Amount::Exact(0.0))
        .country("Hyperborea", 30.0)
        .bloc("Northern pact", &[0, 3])
        .bloc("Treaty of nobody", &[])
}

#[test]
fn what_cannot_be_placed_is_listed_with_the_reason() {
    let world = world();
    let question = Question { blocs: vec![bloc_id(0), bloc_id(1)], ..world.question() };
    let log = chart(&world.dataset(), &question, Scale::Log);
    let names: Vec<&str> = log.points.iter().map(|point| point.name.as_str()).collect();
    assert_eq!(names, ["Northern pact", "Atlantis", "Brobdingnag", "Dystopia"]);
    for (name, why) in [
        ("Cockaigne", "reserves not available"),
        ("Erewhon", "production of zero, which a log scale does not have"),
        ("Freedonia", "production withheld"),
        ("Genovia", "reserves of zero, which a log scale does not have"),
        ("Hyperborea", "no reserves named"),
        ("Treaty of nobody", "no members"),
    ] {
        assert_eq!(reason(&log, name), why, "{name}");
        assert!(log.unplaced_words.contains(name), "{}", log.unplaced_words);
    }
    // Each name is in the table once, with its reason or without.
    assert_eq!(log.table.rows.len(), log.points.len() + log.unplaced.len());
    let silent = log.table.rows.iter().filter(|row| row.last() == Some(&Cell::Empty)).count();
    assert_eq!(silent, log.points.len());
    let linear = chart(&world.dataset(), &question, Scale::Linear);
    assert_eq!(point(&linear, "Erewhon").years, None);
    assert!(point(&linear, "Genovia").reserves.share.value.abs() < 1e-12);
    assert!(linear.unplaced.iter().all(|of| !of.reason.contains("zero")));
}

#[test]
fn bounds_have_ends() {
    let world = world();
    let chart = chart(&world.dataset(), &world.question(), Scale::Log);
    assert_eq!(point(&chart, "Atlantis").reserves.ends(), None);
    let (least, most) = point(&chart, "Brobdingnag").reserves.ends().unwrap();
    assert!((least - point(&chart, "Brobdingnag").reserves.share.value).abs() < 1e-12 && most.is_infinite());
    let dystopia = &point(&chart, "Dystopia").reserves;
    let (least, most) = dystopia.ends().unwrap();
    assert!((least / dystopia.share.value - 0.8).abs() < 1e-9 && (most / dystopia.share.value - 1.2).abs() < 1e-9);
    assert!(chart.notes.iter().any(|note| note.contains("Brobdingnag, Dystopia)")), "{:?}", chart.notes);
    // 9,000 and more over 300 a year.
    let spoken = &point(&chart, "Brobdingnag").spoken;
    assert!(spoken.ends_with("at least 30\u{a0}years of reserves"), "{spoken}");
}

#[test]
fn a_country_in_a_bloc_says_so_and_nothing_supposed_is_drawn() {
    let world = world();
    let plain = Question { blocs: vec![bloc_id(0)], ..world.question() };
    let one = chart(&world.dataset(), &plain, Scale::Log);
    let supposed = Question { mode: Mode::Withhold, ..plain };
    let withheld = chart(&world.dataset(), &supposed, Scale::Log);
    assert_eq!(one.points, withheld.points);
    assert!(withheld.notes[0].contains("left out here"), "{:?}", withheld.notes);
    assert_eq!(point(&one, "Atlantis").bloc.as_deref(), Some("Northern pact"));
    assert_ne!(point(&one, "Atlantis").series, point(&one, "Brobdingnag").series);
    let bloc = one.points.iter().find(|point| point.key == PointKey::Bloc(bloc_id(0))).unwrap();
    let members = point(&one, "Atlantis").production.share.value + point(&one, "Dystopia").production.share.value;
    assert!((bloc.production.share.value - members).abs() < 1e-12);
    assert!(one.points.iter().any(|point| point.key == PointKey::Country(code(0))));
}

#[test]
fn the_stage_on_screen_makes_no_difference() {
    let dataset = embedded().unwrap();
    let at = |stage| chart(&dataset, &Question { stage, ..asked("cobalt") }, Scale::Log);
    let mine = at(Stage::Mine);
    assert_eq!(at(Stage::Reserves).points, mine.points);
    assert_eq!(at(Stage::Refinery).points, mine.points);
}

#[test]
fn a_recipe_keeps_the_scale() {
    let dataset = embedded().unwrap();
    let mut recipe = Recipe { chart: ChartKind::Scatter, ..Recipe::slide(&dataset, asked("cobalt")) };
    assert!(recipe.choices.choose(ChartKind::Scatter, "scale", "linear"));
    let read: Recipe = serde_json::from_str(&serde_json::to_string(&recipe).unwrap()).unwrap();
    let options = ChartOptions { choices: read.choices, ..ChartOptions::default() };
    let drawn = lodescope::charts::chart(&dataset, &recipe.question, ChartKind::Scatter, &options);
    let Chart::Scatter(drawn) = drawn else { panic!("another kind") };
    assert_eq!(drawn.across.scale, Scale::Linear);
    assert!(drawn.points.iter().all(|point| point.key != PointKey::Bloc(BlocId::new("brics").unwrap())));
}
