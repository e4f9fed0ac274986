//! Two settings side by side: what is said, what is drawn, and what is kept of them.

use egui::Shape;
use jiff::civil::date;
use lodescope::analysis::{Fixed, answer, opening_question, placed};
use lodescope::charts::pair::{Change, PairChart, chart};
use lodescope::charts::palette::Theme;
use lodescope::charts::shares::{Mark, RowKey};
use lodescope::charts::table::Cell;
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make, recipe_in};
use lodescope::model::{Amount, BlocId, CommodityId, ConfidenceLevel, Mode, Question, Stage};

use super::made_up::{Past, World};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

fn pair(dataset: &Dataset, a: &Question, b: &Question) -> PairChart {
    chart(dataset, &answer(dataset, a), &answer(dataset, b))
}

/// Returns the question that the app opens on, before and after the blocs of 2025 and 2026 began.
fn before_and_after(dataset: &Dataset) -> (Question, Question) {
    let after = opening_question(dataset).unwrap();
    (Question { as_of: date(2025, 11, 20), ..after.clone() }, after)
}

fn of_mineral(dataset: &Dataset, id: &str) -> Question {
    let question = Question { commodity: CommodityId::new(id).unwrap(), ..opening_question(dataset).unwrap() };
    placed(dataset, &question, Fixed::Nothing).unwrap()
}

/// Returns a world of six countries in two blocs, with "Other countries".
fn world() -> World {
    World::default()
        .country("Atlantis", 500.0)
        .country("Brobdingnag", 240.0)
        .country("Cockaigne", 130.0)
        .country("Dystopia", 60.0)
        .country("Erewhon", 30.0)
        .country("Freedonia", 10.0)
        .other(Amount::Exact(30.0))
        .printed(1000.0)
        .bloc("Magic pact", &[0, 3])
        .bloc("Iron club", &[1, 4])
}

/// Returns the world's question before its blocs had members, and after.
fn two_dates(world: &World) -> (Question, Question) {
    let after = world.question();
    (Question { as_of: date(2019, 1, 1), ..after.clone() }, after)
}

#[test]
fn what_a_date_changes_is_written_out() {
    let dataset = embedded().unwrap();
    let (a, b) = before_and_after(&dataset);
    let chart = pair(&dataset, &a, &b);
    assert_eq!(chart.headers, ["20 Nov 2025", "24 Nov 2026"], "what differs and nothing else");
    assert_eq!(
        chart.title,
        "From 20 Nov 2025 to 24 Nov 2026 the Green minerals initiative gains 75.4\u{a0}percentage points of the world’s \
         rare earths, and HHI rises from 5,072 to 6,140"
    );
    assert!(chart.subtitle.starts_with("A and B differ in date of membership. Share of world mine production"));
    let hhi = &chart.facts[0];
    assert_eq!((hhi.halves.each_ref().map(String::as_str), hhi.difference.as_str()), (["5,072", "6,140"], "+1,068"));
    // No figure differs: which countries join is the difference.
    let of = |code: &str| {
        let is_it = |row: &&lodescope::charts::pair::PairRow| matches!(row.key(), RowKey::Country(iso3) if iso3.as_str() == code);
        chart.rows.iter().find(is_it).unwrap()
    };
    assert_eq!(of("CHN").change, Some(Change::Joins));
    assert_eq!((of("THA").change, of("THA").difference.unwrap().value), (Some(Change::None), 0.0));
    assert!(chart.description.contains("China: A 69.4\u{a0}%, B 69.4\u{a0}%, joins"), "{}", chart.description);
    // The source is told once, the dates of both.
    assert_eq!(chart.source_line.matches("Source:").count(), 1, "{}", chart.source_line);
    for part in [
        "A: Blocs, each as one supplier: Green",
        "as of 20 Nov 2025",
        "B: Blocs, each as one supplier: Green",
        "as of 24 Nov 2026",
    ] {
        assert!(chart.source_line.contains(part), "{part}: {}", chart.source_line);
    }
}

#[test]
fn what_is_the_same_says_so() {
    let dataset = embedded().unwrap();
    let (_, question) = before_and_after(&dataset);
    let chart = pair(&dataset, &question, &question);
    assert_eq!(chart.headers, [String::new(), String::new()]);
    assert!(chart.subtitle.starts_with("A and B are the same. Share of world mine production"), "{}", chart.subtitle);
    assert!(chart.facts.iter().all(|fact| fact.difference.starts_with('0')), "{:?}", chart.facts);
    let legend: Vec<&str> = chart.legend.iter().map(|(_, text)| text.as_str()).collect();
    assert!(legend.iter().all(|text| !text.contains('→')), "{legend:?}");
}

#[test]
fn two_stages_stand_on_common_lines_and_their_quantities_are_not_compared() {
    let dataset = embedded().unwrap();
    let a = of_mineral(&dataset, "copper");
    let b = placed(&dataset, &Question { stage: Stage::Refinery, ..a.clone() }, Fixed::Stage).unwrap();
    let chart = pair(&dataset, &a, &b);
    let china = chart.rows.iter().find(|row| row.label() == "China").unwrap();
    let [Mark::Bar { share: mined, .. }, Mark::Bar { share: refined, .. }] =
        china.halves.each_ref().map(|half| &half.mark)
    else {
        panic!("China mines and refines copper")
    };
    let difference = china.difference.unwrap();
    assert!((difference.exact - (refined - mined)).abs() < 1e-12);
    assert!(chart.notes.iter().any(|note| note == "Quantities of two stages are not compared, only shares"));
    let total = chart.facts.iter().find(|fact| fact.label == "Total").unwrap();
    assert_eq!(total.difference, "not compared");
    // In the order of A: those with a number there first, the largest before others.
    let shares: Vec<f64> = chart.rows.iter().map(|row| row.halves[0].share()).collect();
    let countries: Vec<f64> = shares
        .iter()
        .zip(&chart.rows)
        .filter(|(_, row)| matches!((row.key(), &row.halves[0].mark), (RowKey::Country(_), Mark::Bar { .. })))
        .map(|(share, _)| *share)
        .collect();
    assert!(countries.is_sorted_by(|one, next| one >= next), "{countries:?}");
}

#[test]
fn two_minerals_have_a_list_each() {
    let dataset = embedded().unwrap();
    let (a, b) = (of_mineral(&dataset, "rare-earths"), of_mineral(&dataset, "copper"));
    let chart = pair(&dataset, &a, &b);
    assert!(chart.rows.is_empty() && chart.halves.iter().all(|half| half.rows.len() > 5));
    assert!(
        chart.title.starts_with("Mine production of rare earths is more concentrated than mine production of copper"),
        "{}",
        chart.title
    );
    assert!(chart.notes.iter().any(|note| note.contains("two minerals or forms are not compared")));
}

#[test]
fn a_side_without_figures_leaves_the_other_as_it_is() {
    let dataset = embedded().unwrap();
    let (_, a) = before_and_after(&dataset);
    let b = Question { year: 1900, ..a.clone() };
    let chart = pair(&dataset, &a, &b);
    assert_eq!(chart.empty, None);
    assert_eq!(chart.title, "China mined 69\u{a0}% of the world’s rare earths in 2025; B has no shares to compare");
    assert!(chart.halves[1].empty.is_some() && chart.facts[0].halves[1] == "no figures");
    assert!(chart.description.contains("B cannot be drawn: "), "{}", chart.description);
    let neither = pair(&dataset, &b, &b);
    assert!(neither.empty.is_some() && neither.facts.is_empty());
}

#[test]
fn what_is_not_sure_gets_no_sign() {
    // 2024: from 100 to 400 of 1,000 or less; 2025: 300.
    let world = World::default()
        .country("Atlantis", 300.0)
        .country("Brobdingnag", 700.0)
        .past(Past::exact(2024, 2026, &[0.0, 700.0]).but(0, Amount::Range { low: 100.0, high: 400.0 }));
    let dataset = world.dataset();
    let b = world.question();
    let chart = pair(&dataset, &Question { year: 2024, ..b.clone() }, &b);
    let atlantis = chart.rows.iter().find(|row| row.label() == "Atlantis").unwrap();
    let difference = atlantis.difference.unwrap();
    assert_eq!(difference.sign(), None);
    assert!(difference.text().contains("to"), "{}", difference.text());
    assert!(difference.low < 0.0 && difference.high > 0.0);
    assert!(!chart.title.contains("Atlantis"), "{}", chart.title);
}

#[test]
fn what_is_supposed_on_one_side_is_said() {
    let world = world();
    let dataset = world.dataset();
    let a = world.question();
    let b = Question { mode: Mode::Withhold, ..a.clone() };
    let chart = pair(&dataset, &a, &b);
    assert!(chart.subtitle.starts_with("HYPOTHETICAL: B. A and B differ in what blocs do"), "{}", chart.subtitle);
    assert!(chart.title.starts_with("B: without the Magic pact and Iron club, 83\u{a0}%"), "{}", chart.title);
    assert!(chart.details[1].starts_with("HYPOTHETICAL: 830\u{a0}t lost"), "{:?}", chart.details);
    let supposed = chart.facts.iter().find(|fact| fact.label == "Supposed").unwrap();
    assert_eq!(supposed.halves[0], "nothing supposed");
    let both = pair(&dataset, &Question { blocs: a.blocs[..1].to_vec(), ..b.clone() }, &b);
    assert!(both.subtitle.starts_with("HYPOTHETICAL: A and B. "), "{}", both.subtitle);
    let lost = both.facts.iter().find(|fact| fact.label == "Lost, hypothetically").unwrap();
    assert_eq!(lost.difference, "+27.0\u{a0}points");
    assert!(
        both.title.contains("what is lost of the world’s unobtainium rises from 56.0\u{a0}% to 83.0\u{a0}%"),
        "{}",
        both.title
    );
}

#[test]
fn a_bloc_that_is_off_on_one_side_gains_nothing() {
    let world = world();
    let dataset = world.dataset();
    let b = world.question();
    let a = Question { blocs: b.blocs[..1].to_vec(), ..b.clone() };
    let chart = pair(&dataset, &a, &b);
    assert_eq!(chart.headers, ["Magic pact", "Magic pact and Iron club"]);
    assert!(chart.rows.iter().all(|row| row.difference_text().is_empty()), "who is switched off has not left");
    assert_eq!(chart.legend[1].1, "Iron club, off → 27.0\u{a0}%");
    assert!(
        chart.title.starts_with("From Magic pact to Magic pact and Iron club the HHI of the world’s unobtainium rises"),
        "{}",
        chart.title
    );
}

#[test]
fn rows_that_are_folded_hide_nothing() {
    let dataset = embedded().unwrap();
    let a = of_mineral(&dataset, "copper");
    let b = placed(&dataset, &Question { stage: Stage::Refinery, ..a.clone() }, Fixed::Stage).unwrap();
    let chart = pair(&dataset, &a, &b);
    let sum = |rows: &[lodescope::charts::pair::PairRow], side: usize| {
        // Blocs are made of the suppliers below them, and give way to those.
        let suppliers = rows.iter().filter(|row| !matches!(row.key(), RowKey::Bloc(_)));
        suppliers.map(|row| row.halves[side].share()).sum::<f64>()
    };
    for count in 3..chart.rows.len() {
        let rows = chart.rows_within(count);
        assert!(rows.len() <= count.max(5), "{count}: {}", rows.len());
        for side in [0, 1] {
            assert!((sum(&rows, side) - sum(&chart.rows, side)).abs() < 1e-9, "{count} rows, side {side}");
        }
    }
}

#[test]
fn the_table_has_both_sides_and_their_difference() {
    let dataset = embedded().unwrap();
    let a = of_mineral(&dataset, "copper");
    let b = placed(&dataset, &Question { stage: Stage::Refinery, ..a.clone() }, Fixed::Stage).unwrap();
    let table = pair(&dataset, &a, &b).table;
    let at = |name: &str| table.columns.iter().position(|column| column == name).unwrap();
    let number = |row: &[Cell], name: &str| if let Cell::Number(value) = row[at(name)] { Some(value) } else { None };
    let mut compared = 0;
    for row in &table.rows {
        let (a, b) = (number(row, "Share A"), number(row, "Share B"));
        let Some(difference) = number(row, "Share, B − A") else { continue };
        assert!((b.unwrap() - a.unwrap() - difference).abs() < 1e-12, "{row:?}");
        let (least, most) = (number(row, "Share, least B − A").unwrap(), number(row, "Share, most B − A").unwrap());
        assert!(least <= difference + 1e-12 && difference <= most + 1e-12, "{row:?}");
        compared += 1;
    }
    assert!(compared > 5);
    let context = |name: &str| table.context.iter().find(|(known, _)| known == name).map(|(_, cell)| cell.clone());
    let hhi = answer(&dataset, &b).figures.unwrap().after.unwrap().hhi.lower;
    assert_eq!(context("HHI B"), Some(Cell::Number(hhi)));
    assert_eq!(context("Stage A"), Some(Cell::text("mine")));
    assert_eq!(context("Stage B"), Some(Cell::text("refinery")));
}

#[test]
fn a_picture_carries_both_questions_and_makes_itself_again() {
    let dataset = embedded().unwrap();
    let (a, b) = before_and_after(&dataset);
    let recipe = Recipe::slide(&dataset, a.clone()).compared_with(&dataset, b.clone());
    let made = make(&dataset, &recipe).unwrap();
    let read = Recipe::read(&recipe_in(made.svg().as_bytes()).unwrap()).unwrap();
    assert_eq!((&read.question, read.other.as_deref()), (&a, Some(&b)));
    assert!(make(&dataset, &read).unwrap().svg() == made.svg());
    // A recipe from before there was a second question compares nothing.
    let older = Recipe::slide(&dataset, a);
    assert!(!older.to_pretty_json().unwrap().contains("\"other\""));
}

#[test]
fn both_sides_have_one_scale() {
    let world = world().past(Past::exact(2024, 2026, &[200.0, 240.0, 130.0, 60.0, 30.0, 10.0]));
    let dataset = world.dataset();
    let b = world.question();
    for (width_px, height_px) in [(960, 540), (440, 700)] {
        let a = Question { year: 2024, ..b.clone() };
        let recipe = Recipe { width_px, height_px, ..Recipe::slide(&dataset, a).compared_with(&dataset, b.clone()) };
        let made = make(&dataset, &recipe).unwrap();
        let picture = made.picture();
        let length = |id: &str| {
            let group = picture.groups.iter().find(|group| group.id == id).unwrap();
            let shapes = &picture.shapes[group.shapes.clone()];
            let rects =
                shapes.iter().filter_map(|of| if let Shape::Rect(rect) = &of.shape { Some(rect.rect) } else { None });
            f64::from(rects.map(|rect| rect.width()).fold(0.0, f32::max))
        };
        let scale = |id: &str, share: f64| length(id) / share;
        let (of_a, of_b) = (scale("a-country-aaa", 200.0 / 670.0), scale("b-country-aaa", 0.5));
        assert!((of_a / of_b - 1.0).abs() < 1e-3, "{of_a} and {of_b} points for the whole");
    }
}

/// Holds the picture of a pair to the one on file.
#[track_caller]
fn assert_pair(name: &str, dataset: &Dataset, (a, b): (Question, Question), change: impl FnOnce(&mut Recipe)) {
    let mut recipe = Recipe { dataset: String::new(), ..small_slide(dataset, a).compared_with(dataset, b) };
    change(&mut recipe);
    assert_recipe("pair", name, dataset, &recipe);
}

fn same(_: &mut Recipe) {}

#[test]
fn picture_of_two_dates() {
    let world = world();
    assert_pair("two_dates", &world.dataset(), two_dates(&world), same);
}

#[test]
fn picture_of_two_dates_in_print() {
    let world = world();
    assert_pair("print", &world.dataset(), two_dates(&world), |recipe| recipe.theme = Theme::Print);
}

#[test]
fn picture_of_two_stages() {
    let dataset = embedded().unwrap();
    let a = of_mineral(&dataset, "copper");
    let b = placed(&dataset, &Question { stage: Stage::Refinery, ..a.clone() }, Fixed::Stage).unwrap();
    assert_pair("two_stages", &dataset, (a, b), same);
}

#[test]
fn picture_of_two_minerals() {
    let dataset = embedded().unwrap();
    let (a, b) = (of_mineral(&dataset, "rare-earths"), of_mineral(&dataset, "cobalt"));
    assert_pair("two_minerals", &dataset, (a, b), same);
}

#[test]
fn picture_of_two_minerals_on_a_narrow_page() {
    let dataset = embedded().unwrap();
    let (a, b) = (of_mineral(&dataset, "rare-earths"), of_mineral(&dataset, "cobalt"));
    assert_pair("two_minerals_narrow", &dataset, (a, b), |recipe| {
        (recipe.width_px, recipe.height_px, recipe.theme) = (480, 720, Theme::Dark);
    });
}

#[test]
fn picture_of_a_side_that_is_refused() {
    let world = world();
    let b = world.question();
    assert_pair("a_refused_side", &world.dataset(), (b.clone(), Question { year: 1999, ..b }), same);
}

#[test]
fn picture_of_many_blocs() {
    let dataset = embedded().unwrap();
    let (_, b) = before_and_after(&dataset);
    let blocs: Vec<BlocId> = dataset.blocs().iter().take(9).map(|bloc| bloc.id.clone()).collect();
    let b = Question { blocs, ..b };
    let a = Question { confidence: ConfidenceLevel::Confirmed, ..b.clone() };
    assert_pair("many_blocs", &dataset, (a, b), same);
}

#[test]
fn picture_at_250_per_cent() {
    let world = world();
    assert_pair("text_at_250_per_cent", &world.dataset(), two_dates(&world), |recipe| recipe.text_scale = 2.5);
}

#[test]
fn picture_of_two_years_on_a_small_page() {
    let past = Past::exact(2024, 2026, &[200.0, 240.0, 130.0, 60.0, 30.0, 10.0])
        .but(2, Amount::Withheld)
        .but(4, None)
        .other(20.0);
    let world = world().past(past);
    let b = world.question();
    assert_pair("two_years_small", &world.dataset(), (Question { year: 2024, ..b.clone() }, b), |recipe| {
        (recipe.width_px, recipe.height_px) = (800, 450);
    });
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pair", include_str!("pair.rs"), "assert_pair");
}
