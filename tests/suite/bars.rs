//! What is chosen of the bars of Shares: what stands at them, their order, how many there are, and what the table has then.

mod changes;

use lodescope::analysis::{answer, edition_beside, reserves_beside};
use lodescope::charts::shares::{BarRow, Beside, Chosen, Mark, RowKey, ShareChart, Show, Sort, Values};
use lodescope::charts::shares::{chart, chart_chosen};
use lodescope::charts::table::Cell;
use lodescope::data::{Dataset, embedded};
use lodescope::model::{Amount, Cap, CapLimit, EditionId, Overlap, Question};

use super::command_line::{exported, run};
use super::made_up::{World, code};
use super::questions::of_mineral;

const QUANTITY: Chosen = Chosen { values: Values::Quantity, ..Chosen::USUAL };
const BY_NAME: Chosen = Chosen { sort: Sort::Name, ..Chosen::USUAL };
const BY_BLOC: Chosen = Chosen { sort: Sort::Bloc, ..Chosen::USUAL };
const BY_CHANGE: Chosen = Chosen { sort: Sort::Change, ..Chosen::USUAL };

fn drawn(dataset: &Dataset, question: &Question, chosen: Chosen) -> ShareChart {
    chart_chosen(dataset, &answer(dataset, question), None, chosen)
}

fn of_world(world: &World, chosen: Chosen) -> ShareChart {
    drawn(&world.dataset(), &world.question(), chosen)
}

fn labels(rows: &[BarRow]) -> Vec<&str> {
    rows.iter().map(|row| row.label.as_str()).collect()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn text(row: &BarRow) -> String {
    let (Mark::Bar { text, .. } | Mark::Band { text, .. } | Mark::Words(text)) = &row.mark;
    plain(text)
}

fn row<'a>(chart: &'a ShareChart, label: &str) -> &'a BarRow {
    chart.rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("{label}: {:?}", labels(&chart.rows)))
}

/// Returns what stands at the bar of a row about its change.
fn change(chart: &ShareChart, label: &str) -> String {
    plain(&row(chart, label).change.as_ref().unwrap_or_else(|| panic!("{label} has none")).whole())
}

#[track_caller]
fn column(chart: &ShareChart, name: &str) -> usize {
    let at = chart.table.columns.iter().position(|column| column == name);
    at.unwrap_or_else(|| panic!("{name} is none of {:?}", chart.table.columns))
}

/// Returns the cells of a column of the table, from the top.
#[track_caller]
fn cells(chart: &ShareChart, name: &str) -> Vec<Cell> {
    let at = column(chart, name);
    chart.table.rows.iter().map(|row| row[at].clone()).collect()
}

#[track_caller]
fn assert_near(cell: &Cell, expected: f64) {
    let Cell::Number(found) = cell else { panic!("{cell:?} is no number") };
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn all_as_usual_is_the_plain_chart() {
    let dataset = embedded().unwrap();
    for mineral in ["cobalt", "lithium", "rare-earths"] {
        let answered = answer(&dataset, &of_mineral(&dataset, mineral, &["brics"]));
        assert_eq!(chart_chosen(&dataset, &answered, None, Chosen::USUAL), chart(&dataset, &answered, None));
    }
}

#[test]
fn quantities_stand_at_bars_as_published() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "rare-earths", &[]), QUANTITY);
    assert_eq!(text(row(&chart, "China")), "270,000 t");
    assert_eq!(text(row(&chart, "Other countries")), "550 t");
    assert_eq!(
        plain(&chart.subtitle),
        "World mine production by country, 389,310 t rare-earth-oxide equivalent in all, 2025, estimated"
    );
    assert!(plain(&chart.description).contains("Bars, largest first: China 270,000 t, "), "{}", chart.description);
    // Who has nothing, and who is one of several small ones, is added up.
    let folded = chart.rows_within(4);
    assert_eq!(labels(&folded), ["China", "United States", "14 more", "Other countries"]);
    assert_eq!(text(&folded[2]), "67,760 t", "389,310 less 270,000, 51,000 and 550");
    let none = chart.rows_with_zeros_folded().iter().find(|row| row.label == "4 with none").unwrap();
    assert_eq!(text(none), "0 t");
    // The length stays the share of the whole.
    assert!((row(&chart, "China").share() - 270_000.0 / 389_310.0).abs() < 1e-12);
}

#[test]
fn quantities_keep_their_bounds_and_what_is_no_number_stays_words() {
    let world = World::default()
        .country("Atlantis", 500.0)
        .stating("Brobdingnag", Amount::AtLeast(300.0))
        .stating("Cockaigne", Amount::Range { low: 10.0, high: 30.0 })
        .stating("Dystopia", Amount::AtMost(8.0))
        .country("Erewhon", 6.0)
        .estimated()
        .stating("Freedonia", Amount::Withheld)
        .stating("Genovia", Amount::Qualitative("Large".to_owned()));
    let chart = of_world(&world, QUANTITY);
    let texts: Vec<String> = chart.rows.iter().map(text).collect();
    assert_eq!(
        texts,
        ["500 t", "more than 300 t", "10 t to 30 t", "less than 8 t", "6 t, estimated", "withheld", "“Large”"]
    );
    assert!(chart.subtitle.ends_with("2025, partly estimated"), "{}", chart.subtitle);
    // At most 8 and between 10 and 30 are about 28; with an estimate, 34.
    let folded = chart.rows_within(4);
    assert_eq!((labels(&folded)[2], text(&folded[2]).as_str()), ("3 more", "≈ 34 t"));
}

#[test]
fn a_bloc_that_is_not_sure_has_a_range_of_quantities() {
    let world = World::default().country("Atlantis", 100.0).country("Brobdingnag", 300.0).country("Cockaigne", 600.0);
    let chart = of_world(&world.bloc("Guild", &[0, 1]).unsure(0, 1), QUANTITY);
    let guild = row(&chart, "Guild");
    assert_eq!(text(guild), "100 t to 400 t");
    assert_eq!(plain(guild.bloc.as_ref().unwrap()), "100 t confirmed, 400 t with reported");
}

#[test]
fn what_a_limit_leaves_is_a_quantity_too() {
    let world = World::default().country("Atlantis", 600.0).country("Brobdingnag", 400.0);
    let question = world.question();
    let cap = Cap {
        country: code(0),
        commodity: question.commodity.clone(),
        stage: question.stage,
        limit: CapLimit::Tonnes(150.0),
    };
    let chart = drawn(&world.dataset(), &Question { caps: vec![cap], ..question }, QUANTITY);
    assert_eq!(text(row(&chart, "Atlantis")), "600 t → 150 t");
    assert!(chart.subtitle.starts_with("HYPOTHETICAL: 450\u{a0}t lost. World mine production"), "{}", chart.subtitle);
}

#[test]
fn beside_another_total_the_subtitle_says_what_the_length_of_a_bar_is() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &[]);
    let reserves = reserves_beside(&dataset, &question).unwrap();
    let chart = chart_chosen(&dataset, &answer(&dataset, &question), Some(&reserves), QUANTITY);
    let beside = |label: &str| row(&chart, label).beside.clone();
    let Some(Beside::Bar { text: of_china, what, share, .. }) = beside("China") else {
        panic!("{:?}", beside("China"))
    };
    assert_eq!((plain(&of_china).as_str(), what.as_str()), ("44 million t", "reserves"));
    assert!((share - 44.0 / 85.3).abs() < 5e-3, "{share}");
    assert!(
        plain(&chart.subtitle).ends_with(
            "; thin bars: reserves, 85.3 million t in all; each bar is as long as its share of its own total"
        ),
        "{}",
        chart.subtitle
    );
    // Brazil has most reserves of those who are folded on a small page.
    let folded = chart.rows_within(4);
    let Some(Beside::Bar { text, .. }) = &folded[2].beside else { panic!("{:?}", folded[2]) };
    assert!(text.ends_with("million\u{a0}t") || text.ends_with("million t"), "{text}");

    let edition = edition_beside(&dataset, &question, &EditionId::new("mcs2025").unwrap()).unwrap();
    let chart = chart_chosen(&dataset, &answer(&dataset, &question), Some(&edition), QUANTITY);
    let Some(Beside::Bar { text, what, .. }) = &row(&chart, "Myanmar").beside else { panic!("it is in both") };
    assert_eq!((plain(text).as_str(), what.as_str()), ("31,000 t", "2024:"));
    assert!(chart.subtitle.contains("thin bars: of 393,950\u{a0}t in 2024 after USGS MCS 2025"), "{}", chart.subtitle);
}

#[test]
fn by_name_countries_stand_in_the_order_of_names_and_those_without_a_number_last() {
    let world = World::default()
        .country("Laputa", 100.0)
        .country("atlantis", 200.0)
        .country("Cockaigne", 700.0)
        .other(Amount::Exact(50.0))
        .stating("Zembla", Amount::Withheld)
        .stating("Dystopia", Amount::NotAvailable)
        .bloc("Guild", &[0, 1])
        .unsure(0, 1);
    let chart = of_world(&world, BY_NAME);
    let expected = ["Guild", "atlantis", "Cockaigne", "Laputa", "Other countries", "Dystopia", "Zembla"];
    assert_eq!(labels(&chart.rows), expected);
    assert!(chart.description.contains("Bars, by name: atlantis "), "{}", chart.description);
    let names = expected[1..].iter().map(|name| Cell::text(*name)).collect::<Vec<_>>();
    assert_eq!(cells(&chart, "Country"), names, "the table stands in the same order");
    assert_eq!(chart.title, of_world(&world, Chosen::USUAL).title);
}

#[test]
fn suppliers_of_nothing_follow_the_others_in_one_row_whatever_the_order() {
    let world =
        World::default().country("Narnia", 100.0).country("Atlantis", 0.0).country("Laputa", 0.0).country("Oz", 50.0);
    let chart = of_world(&world, BY_NAME);
    assert_eq!(labels(&chart.rows), ["Atlantis", "Laputa", "Narnia", "Oz"]);
    assert_eq!(labels(chart.rows_with_zeros_folded()), ["Narnia", "Oz", "2 with none"]);
}

#[test]
fn by_bloc_members_of_the_first_bloc_stand_first_each_bloc_by_size() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &["brics", "forge"]);
    let chart = drawn(&dataset, &question, BY_BLOC);
    // 44,000, 7,700 and 2,000 t; 3,700, 3,500 and 300 t; then 230,000 t and less.
    assert_eq!(
        labels(&chart.rows),
        [
            "BRICS",
            "FORGE",
            "Indonesia",
            "Russia",
            "China",
            "Australia",
            "Canada",
            "United States",
            "DR Congo",
            "Madagascar",
            "Philippines",
            "Papua New Guinea",
            "Cuba",
            "Turkey",
            "Other countries"
        ]
    );
    let turned = drawn(&dataset, &of_mineral(&dataset, "cobalt", &["forge", "brics"]), BY_BLOC);
    assert_eq!(labels(&turned.rows)[2..6], ["Australia", "Canada", "United States", "Indonesia"]);
    let none = drawn(&dataset, &of_mineral(&dataset, "cobalt", &[]), BY_BLOC);
    assert_eq!(none.rows, drawn(&dataset, &of_mineral(&dataset, "cobalt", &[]), Chosen::USUAL).rows);
    assert!(none.notes.contains(&"No bloc is on, so bars stand by size".to_owned()), "{:?}", none.notes);
}

#[test]
fn who_is_in_several_blocs_stands_between_them_and_the_rest() {
    let world = World::default()
        .country("Atlantis", 500.0)
        .country("Brobdingnag", 400.0)
        .country("Cockaigne", 300.0)
        .country("Dystopia", 200.0)
        .stating("Erewhon", Amount::Withheld)
        .stating("Freedonia", Amount::Withheld)
        .bloc("Guild", &[2, 1, 5])
        .bloc("League", &[3, 1]);
    for overlap in [Overlap::Split, Overlap::Contested] {
        let question = Question { overlap, ..world.question() };
        let chart = drawn(&world.dataset(), &question, BY_BLOC);
        let expected = ["Cockaigne", "Dystopia", "Brobdingnag", "Atlantis", "Freedonia", "Erewhon"];
        assert_eq!(labels(&chart.rows), expected, "{overlap:?}");
    }
    let first = of_world(&world, BY_BLOC);
    assert_eq!(labels(&first.rows)[..3], ["Brobdingnag", "Cockaigne", "Dystopia"], "both in Guild, the larger first");
}

#[test]
fn the_largest_have_bars_of_their_own_and_the_others_one_in_every_order() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &[]);
    let five = Chosen { show: Show::Five, ..Chosen::USUAL };
    let chart = drawn(&dataset, &question, five);
    assert_eq!(
        labels(&chart.rows),
        ["DR Congo", "Indonesia", "Russia", "Madagascar", "Australia", "7 more", "Other countries"]
    );
    // 3,700, 3,500, 2,800, 2,000, 2,000, 1,900 and 300 t.
    let more = row(&chart, "7 more");
    assert!((more.share() - 16_200.0 / 314_600.0).abs() < 1e-12);
    assert_eq!(text(more), "5.1 %");
    let (what, countries) = &more.hover[0];
    assert_eq!(what, "Countries");
    assert_eq!(countries, "Philippines, Canada, Papua New Guinea, China, Cuba, Turkey, United States");
    let by_name = drawn(&dataset, &question, Chosen { sort: Sort::Name, ..five });
    assert_eq!(
        labels(&by_name.rows),
        ["Australia", "DR Congo", "Indonesia", "Madagascar", "Russia", "7 more", "Other countries"]
    );
    // 3,600 + 4,361 + 2,953 + 2,200 + 4,000 + 2,400 + 650 = 20,164 of 164,826 t before.
    let by_change = drawn(&dataset, &question, Chosen { sort: Sort::Change, values: Values::Quantity, ..five });
    assert_eq!(text(row(&by_change, "7 more")), "16,200 t");
    let Some(RowKey::Folded(countries)) = by_change.rows.get(5).map(|row| row.key.clone()) else {
        panic!("{:?}", labels(&by_change.rows))
    };
    assert_eq!(countries.len(), 7);
    // 12.2 and 5.1 %: no bound comes from rounding seven changes.
    assert_eq!(change(&by_change, "7 more"), "−7.1 pp since 2021");
    assert_eq!(cells(&by_change, "Bound of change")[5], Cell::text("exact"));
    assert_near(&cells(&by_change, "Change of share since 2021")[5], 16_200.0 / 314_600.0 - 20_164.0 / 164_826.0);
    assert_near(&cells(&by_change, "Share, 2021")[5], 20_164.0 / 164_826.0);
}

#[test]
fn a_page_with_less_room_folds_on_in_the_order_chosen() {
    let dataset = embedded().unwrap();
    let chosen = Chosen { show: Show::Five, sort: Sort::Name, values: Values::Quantity, ..Chosen::USUAL };
    let chart = drawn(&dataset, &of_mineral(&dataset, "cobalt", &[]), chosen);
    assert_eq!(chart.rows_within(7), chart.rows, "all of them fit");
    let folded = chart.rows_within(4);
    assert_eq!(labels(&folded), ["DR Congo", "Indonesia", "10 more", "Other countries"]);
    // 7,700 + 3,900 + 3,700 + 16,200.
    assert_eq!(text(&folded[2]), "31,500 t");
    let (_, names) = &folded[2].hover[0];
    assert!(names.contains("Russia") && names.ends_with("Turkey, United States"), "{names}");
    let sum: f64 = folded.iter().map(BarRow::share).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn one_country_too_many_keeps_its_name_and_those_without_a_number_share_a_row() {
    let world = |count: usize| {
        let names = ["Atlantis", "Brobdingnag", "Cockaigne", "Dystopia", "Erewhon", "Freedonia", "Genovia"];
        let countries = names.iter().take(count).fold(World::default(), |world, name| world.country(name, 100.0));
        countries.stating("Oz", Amount::Withheld).stating("Thule", Amount::NotAvailable)
    };
    let five = Chosen { show: Show::Five, ..Chosen::USUAL };
    let six = of_world(&world(6), five);
    assert_eq!(six.rows, of_world(&world(6), Chosen::USUAL).rows);
    let seven = of_world(&world(7), five);
    assert_eq!(labels(&seven.rows)[5..], ["2 more", "2 countries"]);
    assert_eq!(text(&seven.rows[6]), "not available: Thule; withheld: Oz");
    let first: Vec<Cell> = cells(&seven, "Country")[5..].to_vec();
    assert_eq!(
        first,
        ["2 more: Freedonia, Genovia", "2 countries: not available: Thule; withheld: Oz"].map(Cell::text)
    );
}

#[test]
fn a_fold_in_the_table_has_the_sums_and_names_its_countries() {
    let dataset = embedded().unwrap();
    let ten = Chosen { show: Show::Ten, ..Chosen::USUAL };
    let question = of_mineral(&dataset, "cobalt", &["brics"]);
    let chart = drawn(&dataset, &question, ten);
    let table = &chart.table;
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    let drawn_rows = chart.rows.iter().filter(|row| !matches!(row.key, RowKey::Bloc(_))).count();
    assert_eq!((table.rows.len(), drawn_rows), (12, 12), "ten countries, a fold and the others");
    let fold = &table.rows[10];
    assert_eq!(fold[column(&chart, "Country")], Cell::text("2 more: Turkey, United States"));
    assert_eq!(fold[column(&chart, "Code")], Cell::text("TUR; USA"));
    assert_eq!(fold[column(&chart, "Value (t)")], Cell::Number(2200.0));
    assert_near(&fold[column(&chart, "Share")], 2200.0 / 314_600.0);
    assert_eq!(fold[column(&chart, "Bound of share")], Cell::text("exact"));
    assert_eq!(fold[column(&chart, "Status")], Cell::text("estimated"));
    let values: f64 = cells(&chart, "Value (t)")
        .iter()
        .map(|cell| if let Cell::Number(value) = cell { *value } else { panic!("{cell:?}") })
        .sum();
    assert!((values - 314_600.0).abs() < 1e-6, "nothing is lost: {values}");
    // In the order drawn.
    let codes: Vec<String> = chart
        .rows
        .iter()
        .filter_map(|row| if let RowKey::Country(iso3) = &row.key { Some(iso3.to_string()) } else { None })
        .collect();
    assert_eq!(cells(&chart, "Code")[..10], codes.iter().map(Cell::text).collect::<Vec<_>>());
}

#[test]
fn figures_that_cannot_be_added_up_are_not_folded() {
    let world = World::default().country("B", 60.0).country("A", 40.0).not_additive("Ore and metal are counted");
    let all = Chosen { show: Show::Five, ..BY_NAME };
    let chart = of_world(&world, all);
    assert_eq!(labels(&chart.rows), ["A", "B"]);
    assert_eq!(cells(&chart, "Country"), ["A", "B"].map(Cell::text));
    let note = "Figures that cannot be put into shares stand as published, none folded".to_owned();
    assert!(chart.notes.contains(&note), "{:?}", chart.notes);
}

#[test]
fn the_command_line_takes_the_choices_and_writes_what_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = "--mineral cobalt --set show=10 --set sort=name --set values=quantity";
    let csv = String::from_utf8(exported(folder.path(), "cobalt.csv", arguments)).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let first: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(
        first,
        [
            "Australia",
            "Canada",
            "China",
            "Cuba",
            "DR Congo",
            "Indonesia",
            "Madagascar",
            "Papua New Guinea",
            "Philippines",
            "Russia",
            "2 more: Turkey, United States",
            "Other countries"
        ]
    );
    let wrong = run("export --mineral cobalt --set sort=colour --out /dev/null/x.png");
    assert_ne!(wrong.code, 0);
    assert!(wrong.error.contains("sort=size|name|bloc|change"), "{}", wrong.error);
}
