//! Trends as an index, as ranks, on a log scale and with bloc events: what the model says, and pictures that a person has
//! looked at: `trend_forms/*.svg`.

use lodescope::analysis::trend;
use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::charts::table::Cell;
use lodescope::charts::trend::{
    As, AxisScale, BlocEvents, By, Mapping, Measure, Shape, TrendChart, TrendForm, TrendOptions, TrendSeries, chart,
};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
use lodescope::model::{Amount, Bound, Question};

use super::made_up::{Past, World};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};
use super::questions::of_mineral;

const LINES: TrendOptions = TrendOptions { measure: Measure::Share, by: By::Country, shape: Shape::Lines };
const QUANTITIES: TrendOptions = TrendOptions { measure: Measure::Quantity, ..LINES };

fn form(options: TrendOptions, shown_as: As, scale: AxisScale) -> TrendForm {
    TrendForm { shown_as, scale, ..options.into() }
}

fn chart_of(world: &World, form: TrendForm) -> TrendChart {
    let dataset = world.dataset();
    chart(&dataset, &trend(&dataset, &world.question()), form)
}

fn series<'a>(chart: &'a TrendChart, label: &str) -> &'a TrendSeries {
    chart.series.iter().find(|series| series.label == label).unwrap()
}

fn values(chart: &TrendChart, label: &str) -> Vec<(i16, f64)> {
    series(chart, label).points.iter().map(|point| (point.year, (point.value * 10.0).round() / 10.0)).collect()
}

fn texts(chart: &TrendChart, label: &str) -> Vec<String> {
    series(chart, label).points.iter().map(|point| point.text.replace('\u{a0}', " ")).collect()
}

/// Returns the title with spaces for those that hold words together.
fn title(chart: &TrendChart) -> String {
    chart.title.replace('\u{a0}', " ")
}

fn note<'a>(chart: &'a TrendChart, start: &str) -> &'a str {
    chart.notes.iter().find(|note| note.starts_with(start)).unwrap_or_else(|| panic!("{start}: {:?}", chart.notes))
}

/// A world in which one stops, one is withheld and two are equal.
fn world() -> World {
    World::default()
        .country("Atlantis", 600.0)
        .country("Brobdingnag", 200.0)
        .country("Cockaigne", 200.0)
        .country("Dystopia", 40.0)
        .other(Amount::Exact(10.0))
        .past(Past::exact(2023, 2026, &[300.0, 400.0, 50.0, 0.0]).other(10.0))
        .past(Past::exact(2024, 2026, &[450.0, 300.0, 100.0, 20.0]).but(2, Amount::Withheld).other(10.0))
}

#[test]
fn the_title_of_an_index_says_how_far_a_series_came() {
    let index = form(QUANTITIES, As::Index, AxisScale::Linear);
    let came = |before: f64, now: f64| {
        let world = World::default().country("Genovia", now).country("Oz", 10.0);
        title(&chart_of(&world.past(Past::exact(2024, 2025, &[before, 10.0])), index))
            .split_off("Genovia’s mine production of unobtainium ".len())
    };
    assert_eq!(came(400.0, 600.0), "rose to 150 in 2025 (2024 = 100)");
    assert_eq!(came(600.0, 590.0), "stayed near 100, at 98.3 in 2025 (2024 = 100)");
    assert_eq!(came(600.0, 600.0), "stayed near 100 up to 2025 (2024 = 100)");
}

#[test]
fn each_is_measured_against_its_own_first_year() {
    let chart = chart_of(&world(), form(QUANTITIES, As::Index, AxisScale::Linear));
    assert_eq!(values(&chart, "Atlantis"), [(2023, 100.0), (2024, 150.0), (2025, 200.0)]);
    assert_eq!(values(&chart, "Cockaigne"), [(2023, 100.0), (2025, 400.0)], "withheld is a gap");
    assert_eq!(series(&chart, "Cockaigne").runs.len(), 2);
    // Zero is a number; what it is measured against is its first one above.
    assert_eq!(values(&chart, "Dystopia"), [(2023, 0.0), (2024, 100.0), (2025, 200.0)]);
    assert_eq!(texts(&chart, "Dystopia"), ["0 (2024 = 100)", "100 (first year)", "200 (2024 = 100)"]);
    assert!(note(&chart, "Measured against").ends_with("a later one: Dystopia (2024)"));
    assert_eq!(title(&chart), "Atlantis’ mine production of unobtainium rose to 200 in 2025 (2023 = 100)");
    assert!(chart.subtitle.starts_with("Index of mine production by country, first year above zero = 100"));
    assert!(chart.description.contains("Indices: Atlantis: 2023 100, 2024 150, 2025 200"), "{}", chart.description);
    let card = &chart.cards[2].rows[0];
    assert_eq!(card.value.replace('\u{a0}', " "), "Index 200; 57.1 %; 600 t");
    assert_eq!(chart.reference.as_ref().map(|mark| mark.value), Some(100.0));
}

#[test]
fn an_index_begins_anew_where_other_things_are_weighed() {
    let world = World::default()
        .country("Atlantis", 660.0)
        .country("Brobdingnag", 300.0)
        .past(Past { basis: "gross weight".to_owned(), ..Past::exact(2022, 2025, &[400.0, 400.0]) })
        .past(Past { basis: "gross weight".to_owned(), ..Past::exact(2023, 2025, &[500.0, 400.0]) })
        .past(Past::exact(2024, 2026, &[600.0, 400.0]));
    let chart = chart_of(&world, form(QUANTITIES, As::Index, AxisScale::Linear));
    assert_eq!(values(&chart, "Atlantis"), [(2022, 100.0), (2023, 125.0), (2024, 100.0), (2025, 110.0)]);
    assert_eq!(series(&chart, "Atlantis").end_text, "110 (2024 = 100)");
    assert!(note(&chart, "From 2024 on").ends_with("so indices begin anew at 100"));
    assert!(note(&chart, "2023 and 2024 are not joined").contains("different things are weighed"));
    assert!(title(&chart).ends_with("rose to 110 in 2025 (2024 = 100)"), "{}", chart.title);
}

#[test]
fn ranks_count_all_named_suppliers_and_equals_share_one() {
    let chart = chart_of(&world(), form(LINES, As::Rank, AxisScale::Linear));
    assert_eq!(values(&chart, "Atlantis"), [(2023, 2.0), (2024, 1.0), (2025, 1.0)]);
    assert_eq!(texts(&chart, "Brobdingnag"), ["1", "2", "2="]);
    assert_eq!(texts(&chart, "Cockaigne"), ["3", "2="], "withheld has no rank");
    assert_eq!(values(&chart, "Dystopia"), [(2024, 3.0), (2025, 4.0)], "the third rank of 2025 is left out");
    assert_eq!(chart.title, "Atlantis ranked 1st in mined unobtainium in 2025, 2nd in 2023");
    assert_eq!(note(&chart, "Zero has"), "Zero has no rank: Dystopia in 2023");
    assert!(note(&chart, "Ranks count all named suppliers").contains("those marked = have equal amounts"));
    assert_eq!(note(&chart, "“Other countries”"), "“Other countries” has no rank");
    note(&chart, "What is withheld or not available has no rank");
    let absent: Vec<(i16, &str)> = chart.absent.iter().map(|mark| (mark.year, mark.words.as_str())).collect();
    assert_eq!(absent, [(2023, "zero"), (2024, "withheld")]);
    // 1 is on top.
    assert!(chart.scale.part(1.0) > chart.scale.part(4.0) && chart.scale.part(4.0) > 0.0);
}

#[test]
fn a_supplier_without_a_line_counts_in_ranks() {
    // Ten countries above the last one, of which seven have a line.
    let mut world = World::default();
    for (place, name) in ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"].into_iter().enumerate() {
        world = world.country(name, if place == 0 { 200.0 } else { 100.0 - f64::from(u8::try_from(place).unwrap()) });
    }
    let tonnes = [5.0, 99.0, 98.0, 97.0, 96.0, 95.0, 94.0, 93.0, 92.0, 91.0];
    let chart = chart_of(&world.past(Past::exact(2024, 2026, &tonnes)), form(LINES, As::Rank, AxisScale::Linear));
    assert_eq!(chart.series.len(), 7);
    assert_eq!(values(&chart, "A"), [(2024, 10.0), (2025, 1.0)]);
}

#[test]
fn zero_is_said_in_words_on_a_log_scale() {
    let chart = chart_of(&world(), form(QUANTITIES, As::Values, AxisScale::Log));
    assert_eq!(chart.scale.mapping, Mapping::Log);
    assert_eq!(values(&chart, "Dystopia"), [(2024, 20.0), (2025, 40.0)]);
    assert_eq!(series(&chart, "Dystopia").runs, [vec![[2024.0, 20.0], [2025.0, 40.0]]]);
    assert_eq!(note(&chart, "Zero cannot"), "Zero cannot be shown on a log scale: Dystopia in 2023");
    assert_eq!((chart.absent[0].year, chart.absent[0].words.as_str()), (2023, "zero"));
    let row = chart.cards[0].rows.iter().find(|row| row.what == "Dystopia").unwrap();
    assert_eq!(row.value.replace('\u{a0}', " "), "0 %; 0 t; not on a log scale");
    assert!(chart.scale.bottom > 0.0 && chart.scale.bottom <= 20.0 && chart.scale.top >= 600.0);
    // Twice as much is as far up wherever it begins.
    let step = |from: f64| chart.scale.part(2.0 * from) - chart.scale.part(from);
    assert!((step(20.0) - step(300.0)).abs() < 1e-9);
    assert!(chart.subtitle.contains("log scale"), "{}", chart.subtitle);
    let linear = chart_of(&world(), QUANTITIES.into());
    assert!(linear.notes.iter().all(|note| !note.contains("log scale")));
    assert_eq!(values(&linear, "Dystopia")[0], (2023, 0.0));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let stacked = TrendOptions { shape: Shape::Stacked, ..LINES };
    let chart = chart_of(&world(), form(stacked, As::Values, AxisScale::Log));
    assert_eq!((chart.options.shape, chart.scale.mapping), (Shape::Stacked, Mapping::Linear));
    note(&chart, "The scale is linear: areas on top of each other have no log scale");
    for (shown_as, words) in [(As::Index, "An index is drawn as lines"), (As::Rank, "Ranks are drawn as lines")] {
        let chart = chart_of(&world(), form(stacked, shown_as, AxisScale::Linear));
        assert_eq!(chart.options.shape, Shape::Lines);
        note(&chart, words);
    }
}

#[test]
fn shares_of_what_is_published_give_an_index_of_it() {
    let world = World::default()
        .country("Genovia", 700.0)
        .country("Illyria", 300.0)
        .stating("Oz", Amount::Withheld)
        .past(Past::exact(2024, 2025, &[500.0, 500.0]));
    let chart = chart_of(&world, form(LINES, As::Index, AxisScale::Linear));
    let point = &series(&chart, "Genovia").points[1];
    assert_eq!((point.bound, point.text.replace('\u{a0}', " ").as_str()), (Bound::AtMost, "≤ 140"));
    assert!(title(&chart).ends_with("came to at most 140 in 2025 (2024 = 100)"), "{}", chart.title);
}

/// Returns the cells of a column in the rows of one name, by year.
fn column(chart: &TrendChart, name: &str, column: &str) -> Vec<Cell> {
    let table = &chart.table;
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    let at = table.columns.iter().position(|known| known == column).unwrap();
    table.rows.iter().filter(|row| row[3] == Cell::text(name)).map(|row| row[at].clone()).collect()
}

#[test]
fn the_table_has_what_is_drawn() {
    let chart = chart_of(&world(), form(QUANTITIES, As::Index, AxisScale::Linear));
    assert_eq!(column(&chart, "Atlantis", "Index of quantity"), [100.0, 150.0, 200.0].map(Cell::Number));
    assert_eq!(column(&chart, "Dystopia", "Index is 100 in"), [2024.0; 3].map(Cell::Number));
    assert_eq!(
        column(&chart, "Cockaigne", "Index of quantity"),
        [Cell::Number(100.0), Cell::Empty, Cell::Number(400.0)]
    );
    assert_eq!(column(&chart, "Cockaigne", "Status")[1], Cell::text("withheld"));
    assert_eq!(column(&chart, "Other countries", "Index of quantity"), [Cell::Empty, Cell::Empty, Cell::Empty]);
    let chart = chart_of(&world(), form(LINES, As::Rank, AxisScale::Linear));
    assert_eq!(column(&chart, "Brobdingnag", "Rank"), [1.0, 2.0, 2.0].map(Cell::Number));
    assert_eq!(column(&chart, "Dystopia", "Rank"), [Cell::Empty, Cell::Number(3.0), Cell::Number(4.0)]);
    assert!(chart.table.columns.iter().all(|name| !name.contains("Index")));
    // Of blocs: a bloc is one supplier, and its members are none.
    let options = TrendOptions { by: By::Bloc, ..LINES };
    let chart = chart_of(&world().bloc("Pact", &[1, 2]), form(options, As::Rank, AxisScale::Linear));
    assert_eq!(column(&chart, "Pact", "Rank"), [1.0, 2.0, 2.0].map(Cell::Number));
    assert_eq!(column(&chart, "Brobdingnag", "Rank"), [Cell::Empty, Cell::Empty, Cell::Empty]);
    assert_eq!(column(&chart, "Dystopia", "Rank"), [Cell::Empty, Cell::Number(3.0), Cell::Number(3.0)]);
    let usual = chart_of(&world(), LINES.into()).table;
    assert!(usual.columns.iter().all(|name| !name.contains("Index") && !name.contains("ank")), "{:?}", usual.columns);
}

#[test]
fn blocs_say_when_members_joined() {
    let dataset = embedded().unwrap();
    let of = |blocs: &[&str], events| {
        let question = of_mineral(&dataset, "nickel", blocs);
        chart(&dataset, &trend(&dataset, &question), TrendForm { events, ..LINES.into() })
    };
    let shown = of(&["brics", "nato", "forge"], BlocEvents::Shown);
    // Of data/bloc_members.csv: Finland and Sweden joined in 2023 and 2024, four countries on 1 Jan 2024 (of a fifth it is
    // unclear), Indonesia in 2025. FORGE began in 2026.
    let marks: Vec<(i16, &str)> = shown.events.iter().map(|event| (event.year, event.texts[0].as_str())).collect();
    assert_eq!(marks, [(2023, "NATO +1"), (2024, "BRICS +4; NATO +1"), (2025, "BRICS +1")]);
    assert_eq!(shown.events[1].texts[1..], ["2 blocs".to_owned(), String::new()]);
    let four = "1 Jan 2024: Egypt, Ethiopia, Iran and United Arab Emirates join BRICS";
    assert!(shown.cards[3].rows.iter().any(|row| row.what == "Blocs" && row.value == four), "{:?}", shown.cards[3]);
    assert!(shown.description.contains(four) && note(&shown, "Flags: ").contains(four));
    assert!(note(&shown, "Flags: ").contains("of the members on 24 Nov 2026 in every year"));
    assert!(note(&shown, "Bloc events after").contains("4 Feb 2026: FORGE begins with"));
    let context = shown.table.context.iter().find(|(name, _)| name == "Bloc events").map(|(_, cell)| cell.clone());
    assert!(matches!(context, Some(Cell::Text(words)) if words.contains(four)));
    let hidden = of(&["brics", "nato", "forge"], BlocEvents::Hidden);
    assert!(
        hidden.events.is_empty() && !hidden.notes.iter().any(|note| note.contains("BRICS: ") || note.contains("join"))
    );
    assert_eq!(note(&of(&[], BlocEvents::Shown), "No bloc"), "No bloc is on, so there are no bloc events");
    note(
        &of(&["five_eyes"], BlocEvents::Shown),
        "In the years shown no member of the blocs that are on joined or left",
    );
}

#[test]
fn the_steps_that_recipes_keep_make_the_chart() {
    let dataset = embedded().unwrap();
    let mut recipe = Recipe { chart: ChartKind::Trend, ..Recipe::slide(&dataset, of_mineral(&dataset, "cobalt", &[])) };
    assert!(recipe.choices.choose(ChartKind::Trend, "as", "rank"));
    let json = serde_json::to_string(&recipe).unwrap();
    assert!(json.contains(r#""as":"rank""#), "{json}");
    let made = make(&dataset, &serde_json::from_str::<Recipe>(&json).unwrap()).unwrap();
    let said = made.svg().replace("&#160;", " ");
    assert!(said.contains("The DR Congo ranked 1st in mined cobalt from 2021 to 2025"), "the title is another one");
}

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(
    name: &str,
    dataset: &Dataset,
    question: Question,
    choices: &[(&str, &str)],
    change: impl FnOnce(&mut Recipe),
) {
    let mut recipe = Recipe { chart: ChartKind::Trend, ..small_slide(dataset, question) };
    for (choice, value) in choices {
        assert!(recipe.choices.choose(ChartKind::Trend, choice, value));
    }
    change(&mut recipe);
    assert_recipe("trend_forms", name, dataset, &recipe);
}

#[test]
fn index_of_rare_earths() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &[]);
    assert_picture("index_of_rare_earths", &dataset, question, &[("as", "index")], |recipe| recipe.trend = QUANTITIES);
}

#[test]
fn ranks_of_cobalt_in_print() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &[]);
    assert_picture("ranks_of_cobalt_in_print", &dataset, question, &[("as", "rank")], |recipe| {
        recipe.theme = Theme::Print;
    });
}

#[test]
fn lithium_on_a_log_scale_with_what_is_withheld() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "lithium", &[]);
    let choices = [("scale", "log")];
    assert_picture("lithium_on_a_log_scale_with_what_is_withheld", &dataset, question, &choices, |_| {});
}

#[test]
fn events_of_blocs() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "nickel", &["brics", "nato", "china_green_minerals"]);
    let choices = [("events", "shown"), ("scale", "log")];
    assert_picture("events_of_blocs", &dataset, question, &choices, |recipe| {
        recipe.theme = Theme::Dark;
        recipe.trend = TrendOptions { by: By::Bloc, ..LINES };
    });
}

#[test]
fn zero_on_a_log_scale_at_250_per_cent() {
    let world = world();
    let choices = [("scale", "log")];
    assert_picture("zero_on_a_log_scale_at_250_per_cent", &world.dataset(), world.question(), &choices, |recipe| {
        recipe.text_scale = 2.5;
    });
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("trend_forms", include_str!("trend_forms.rs"), "assert_picture");
}
