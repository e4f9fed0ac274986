//! Stacked bars of 100 %: what is drawn of a mineral's stages, or a stage's years, by its numbers and words.

use std::collections::BTreeMap;

use egui::{Frame, Margin};
use lodescope::analysis::{all_questions, opening_question};
use lodescope::charts::groups::Groups;
use lodescope::charts::palette::Theme;
use lodescope::charts::shares::{BarOf, Picture, SegmentKey, ShareChart, Stacked, StackedBar};
use lodescope::charts::style::Style;
use lodescope::charts::table::Cell;
use lodescope::charts::{Chart, ChartKind, ChartOptions, Compare, Fit, Looking, Scope, chart};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Page, paint};
use lodescope::model::{Amount, BlocId, Bound, Denominator, EditionId, Mode, Overlap, Question, Stage};

use super::made_up::{Past, World, code};
use super::questions::of_mineral;

fn options(over: &str) -> ChartOptions {
    let mut options = ChartOptions::default();
    assert!(options.choices.choose(ChartKind::Shares, "form", "stacked"));
    assert!(options.choices.choose(ChartKind::Shares, "over", over));
    options
}

fn drawn_with(dataset: &Dataset, question: &Question, options: &ChartOptions) -> ShareChart {
    match chart(dataset, question, ChartKind::Shares, options) {
        Chart::Shares(chart) => *chart,
        other => unreachable!("{other:?}"),
    }
}

fn drawn(dataset: &Dataset, question: &Question, over: &str) -> ShareChart {
    drawn_with(dataset, question, &options(over))
}

fn stacked(chart: &ShareChart) -> &Stacked {
    let Picture::Stacked(stacked) = &chart.picture else { panic!("{:?}", chart.picture) };
    stacked
}

fn bar<'a>(chart: &'a ShareChart, label: &str) -> &'a StackedBar {
    let bars = &stacked(chart).bars;
    let labels: Vec<&str> = bars.iter().map(|bar| bar.label.as_str()).collect();
    bars.iter().find(|bar| bar.label == label).unwrap_or_else(|| panic!("{label} is none of {labels:?}"))
}

fn texts(bar: &StackedBar) -> Vec<String> {
    bar.segments.iter().map(|segment| segment.full_text().replace('\u{a0}', " ")).collect()
}

fn labels(chart: &ShareChart) -> Vec<&str> {
    stacked(chart).bars.iter().map(|bar| bar.label.as_str()).collect()
}

#[test]
fn cobalt_of_two_blocs_stands_bloc_by_bloc_in_every_stage() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "cobalt", &["brics", "forge"]), "stages");
    assert_eq!(labels(&chart), ["Reserves 2025", "Mine 2025", "Refinery 2024"]);
    // MCS 2026, of the sum of all rows, 314,600 t: China 2,000, Indonesia 44,000, Russia 7,700; Australia 3,700, Canada and
    // the United States 3,800; DR Congo 230,000, Cuba 2,000; Madagascar, New Guinea, the Philippines and Türkiye 12,300;
    // others 9,100.
    let mine = bar(&chart, "Mine 2025");
    let expected = [
        "China 0.6 % (BRICS)",
        "Indonesia 14.0 % (BRICS)",
        "Russia 2.4 % (BRICS)",
        "Australia 1.2 % (FORGE)",
        "2 more 1.2 % (FORGE)",
        "DR Congo 73.1 %",
        "Cuba 0.6 %",
        "4 more 3.9 %",
        "Other countries 2.9 %",
    ];
    assert_eq!(texts(mine), expected);
    assert_eq!((mine.total.as_str(), mine.basis.as_str()), ("314,600\u{a0}t", "cobalt content, estimated"));
    assert_eq!(mine.about, ["USGS MCS 2026"]);
    // 6,000,000 of 11,525,000 t; IEA: 196.14 of 250.14 thousand t.
    assert!(texts(bar(&chart, "Reserves 2025")).contains(&"DR Congo 52.1 %".to_owned()));
    let refinery = bar(&chart, "Refinery 2024");
    assert_eq!(texts(refinery)[0], "China 78.4 % (BRICS)");
    assert_eq!(
        (refinery.total.as_str(), refinery.about.as_slice()),
        ("250,140\u{a0}t", &["IEA CMDE 2025".to_owned()][..])
    );
    // Nothing is said of them there, which is no zero.
    assert_eq!(refinery.gaps, ["Not listed: Russia, Australia, DR Congo, Cuba"]);
    for bar in &stacked(&chart).bars {
        assert!((bar.length() - 1.0).abs() < 1e-9, "{}: {}", bar.label, bar.length());
    }
    let legend: Vec<&str> = chart.legend.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(legend, ["BRICS", "FORGE", "in none of them"]);
    assert!(chart.notes[0].starts_with("Stages weigh different things"), "{:?}", chart.notes);
    assert!(chart.source_line.contains("2026 (reserves, mine); International Energy Agency"), "{}", chart.source_line);
    assert!(
        chart.description.contains("Mine 2025, 314,600\u{a0}t cobalt content, estimated: China"),
        "{}",
        chart.description
    );
    let notes: std::collections::BTreeSet<&String> = chart.notes.iter().collect();
    assert_eq!(notes.len(), chart.notes.len(), "{:?}", chart.notes);
}

fn cell<'a>(chart: &'a ShareChart, row: &'a [Cell], column: &str) -> &'a Cell {
    let place = chart.table.columns.iter().position(|name| name == column);
    &row[place.unwrap_or_else(|| panic!("no column {column}: {:?}", chart.table.columns))]
}

fn number(cell: &Cell) -> f64 {
    if let Cell::Number(number) = cell { *number } else { panic!("{cell:?}") }
}

#[test]
fn the_table_has_what_is_drawn_in_its_order() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "cobalt", &["brics", "forge"]), "stages");
    let of_mine = || chart.table.rows.iter().filter(|row| *cell(&chart, row, "Stage") == Cell::text("mine"));
    let row = |row: &Vec<Cell>| {
        let text = |column| if let Cell::Text(text) = cell(&chart, row, column) { text.clone() } else { String::new() };
        let drawn = text("Drawn as").replace('\u{a0}', " ");
        (text("Code"), number(cell(&chart, row, "Value")), text("Bloc"), drawn, text("Status"))
    };
    let line = |code: &str, value: f64, bloc: &str, drawn: &str| {
        (code.to_owned(), value, bloc.to_owned(), drawn.to_owned(), "estimated".to_owned())
    };
    let expected = [
        line("CHN", 2_000.0, "BRICS", "China"),
        line("IDN", 44_000.0, "BRICS", "Indonesia"),
        line("RUS", 7_700.0, "BRICS", "Russia"),
        line("AUS", 3_700.0, "FORGE", "Australia"),
        line("CAN", 3_500.0, "FORGE", "2 more"),
        line("USA", 300.0, "FORGE", "2 more"),
        line("COD", 230_000.0, "", "DR Congo"),
        line("CUB", 2_000.0, "", "Cuba"),
        line("MDG", 3_900.0, "", "4 more"),
        line("PHL", 3_700.0, "", "4 more"),
        line("PNG", 2_800.0, "", "4 more"),
        line("TUR", 1_900.0, "", "4 more"),
        line("", 9_100.0, "", "Other countries"),
    ];
    assert_eq!(of_mine().map(row).collect::<Vec<_>>(), expected);
    for row in of_mine() {
        assert_eq!(cell(&chart, row, "Total"), &Cell::Number(314_600.0));
        let share = number(cell(&chart, row, "Value")) / 314_600.0;
        assert!((number(cell(&chart, row, "Share drawn")) - share).abs() < 1e-12, "{row:?}");
    }
    // Refinery figures are in thousand tonnes there.
    let china = chart.table.rows.iter().find(|row| *cell(&chart, row, "Value") == Cell::Number(196.14)).unwrap();
    assert_eq!(
        (cell(&chart, china, "Unit"), cell(&chart, china, "Edition")),
        (&Cell::text("kt"), &Cell::text("iea2025"))
    );
}

#[test]
fn rare_earths_have_a_bar_for_each_year_and_say_where_editions_change() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "rare-earths", &[]), "years");
    assert_eq!(labels(&chart), ["2021", "2022", "2023†", "2024", "2025"]);
    assert_eq!(chart.title, "China’s share of mined rare earths rose from 58\u{a0}% in 2021 to 69\u{a0}% in 2025");
    let years: Vec<_> = stacked(&chart).bars.iter().map(|bar| bar.year().unwrap()).collect();
    assert_eq!(years, [2021, 2022, 2023, 2024, 2025]);
    let other: Vec<bool> = stacked(&chart).bars.iter().map(|bar| bar.is_of_other_edition).collect();
    assert_eq!(other, [false, true, true, true, false]);
    assert_eq!(bar(&chart, "2021").about, ["MCS 2023"]);
    // MCS 2023: 168,000, 42,000, 35,000 and 24,000 of 290,660 t.
    let first = texts(bar(&chart, "2021"));
    for text in ["China 57.8 %", "United States 14.4 %", "Myanmar 12.0 %", "Australia 8.3 %"] {
        assert!(first.contains(&text.to_owned()), "{first:?}");
    }
    assert_eq!(bar(&chart, "2021").total, "290,660\u{a0}t");
    assert!(chart.notes[0].starts_with("Dashed lines between years: another edition"), "{:?}", chart.notes);
    assert!(chart.notes.iter().any(|note| note.starts_with("† 2023")), "{:?}", chart.notes);
    // With no bloc on, colours tell countries apart: each keeps its own through the years.
    let mut colours = BTreeMap::new();
    for segment in stacked(&chart).bars.iter().flat_map(|bar| &bar.segments) {
        let SegmentKey::Country(iso3) = segment.key else { continue };
        assert_eq!(*colours.entry(iso3).or_insert(segment.series), segment.series, "{iso3}");
    }
    assert!(colours.len() >= 7, "{colours:?}");
}

#[test]
fn suppliers_stand_in_one_order_in_all_bars_of_every_mineral() {
    let dataset = embedded().unwrap();
    let blocs: Vec<BlocId> = dataset.blocs().iter().take(4).map(|bloc| bloc.id.clone()).collect();
    let like = Question { blocs, ..opening_question(&dataset).unwrap() };
    let mut minerals = std::collections::BTreeSet::new();
    for question in all_questions(&dataset, &like) {
        if !minerals.insert((question.commodity.clone(), question.form.clone())) {
            continue;
        }
        for over in ["stages", "years"] {
            let chart = drawn(&dataset, &question, over);
            let bars = &stacked(&chart).bars;
            let place = |bar: &StackedBar, id: &str| bar.segments.iter().position(|of| of.id() == id);
            for (one, next) in bars.iter().zip(bars.iter().skip(1)) {
                let both = one.segments.iter().map(lodescope::charts::shares::Segment::id);
                let places: Vec<usize> = both.filter_map(|id| place(next, &id)).collect();
                // Countries that are folded in another bar may come last in their stretch.
                let named = places.iter().filter(|place| next.segments[**place].key != SegmentKey::More);
                assert!(named.is_sorted(), "{} {over}: {:?} {:?}", question.commodity, texts(one), texts(next));
            }
            for bar in bars {
                assert_eq!(bar.segments.is_empty(), bar.missing.is_some(), "{} {}", question.commodity, bar.label);
                let blocs: Vec<_> = bar.segments.iter().map(|segment| segment.in_bloc.clone()).collect();
                let mut stretches = blocs.clone();
                stretches.dedup();
                let mut different = stretches.clone();
                different.sort();
                different.dedup();
                assert_eq!(stretches.len(), different.len(), "members stand together: {blocs:?}");
                assert!(bar.missing.is_some() || (bar.length() - 1.0).abs() < 1e-6, "{}: {}", bar.label, bar.length());
            }
        }
    }
    assert!(minerals.len() > 60, "{}", minerals.len());
}

#[test]
fn what_is_withheld_has_no_piece_and_is_said() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "lithium", &[]);
    let states = lodescope::model::Iso3::new("USA").unwrap();
    for over in ["stages", "years"] {
        let chart = drawn(&dataset, &question, over);
        let mine = bar(&chart, if over == "stages" { "Mine 2025" } else { "2025" });
        assert!(mine.segments.iter().all(|segment| !segment.countries.contains(&states)));
        // 92,000 of 288,380 t published, at most.
        let australia = mine.segments.iter().find(|segment| segment.label == "Australia").unwrap();
        assert_eq!((australia.text.as_str(), australia.bound), ("≤\u{a0}31.9\u{a0}%", Bound::AtMost));
        let said = mine
            .gaps
            .iter()
            .chain(&chart.notes)
            .any(|text| text.starts_with("Withheld by the publisher: United States"));
        assert!(said, "{over}: {:?} {:?}", mine.gaps, chart.notes);
        assert!(chart.notes.iter().any(|note| note == "≤ at most"), "{:?}", chart.notes);
        let withheld = chart.table.rows.iter().find(|row| {
            *cell(&chart, row, "Code") == Cell::text("USA")
                && *cell(&chart, row, "Stage") == Cell::text("mine")
                && *cell(&chart, row, "Year") == Cell::Number(2025.0)
        });
        let withheld = withheld.unwrap();
        assert_eq!(cell(&chart, withheld, "Status"), &Cell::text("withheld"));
        for column in ["Value", "Share", "Share drawn"] {
            assert_eq!(cell(&chart, withheld, column), &Cell::Empty, "{column}");
        }
    }
}

#[test]
fn a_stage_without_shares_is_a_row_of_words() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "gallium", &[]), "stages");
    assert_eq!(labels(&chart), ["Reserves", "Mine", "Production 2025", "Capacity 2025"]);
    let mine = bar(&chart, "Mine");
    assert_eq!(mine.missing.as_deref(), Some("No figures of mine production are published here"));
    assert!(mine.segments.is_empty() && mine.total.is_empty());
    // Capacity makes nothing: the title is of what is made.
    assert_eq!(chart.title, "China produced 99\u{a0}% of the world’s primary low-purity gallium in 2025");
    let without = chart.table.rows.iter().find(|row| *cell(&chart, row, "Stage") == Cell::text("Mine")).unwrap();
    assert_eq!(
        cell(&chart, without, "Without shares"),
        &Cell::text("No figures of mine production are published here")
    );
    assert_eq!(cell(&chart, without, "Value"), &Cell::Empty);
}

#[test]
fn where_nothing_has_shares_a_sentence_says_why() {
    let world = World::default().country("A", 60.0).country("B", 40.0).not_additive("Ore and metal are counted");
    for over in ["stages", "years"] {
        let chart = drawn(&world.dataset(), &world.question(), over);
        let empty = chart.empty.clone().unwrap();
        assert!(empty.contains("Ore and metal are counted"), "{empty}");
        assert!(stacked(&chart).bars.iter().all(|bar| bar.segments.is_empty()));
        assert!(chart.description.contains("Ore and metal are counted"));
    }
}

#[test]
fn years_between_that_are_not_published_are_rows_of_words() {
    let world = World::default()
        .country("A", 60.0)
        .country("B", 40.0)
        .past(Past::exact(2020, 2021, &[30.0, 70.0]))
        .past(Past::exact(2022, 2023, &[50.0, 50.0]));
    let chart = drawn(&world.dataset(), &world.question(), "years");
    assert_eq!(labels(&chart), ["2020", "2021", "2022", "2023 and 2024", "2025"]);
    let gap = bar(&chart, "2023 and 2024");
    assert_eq!((gap.missing.as_deref(), gap.of), (Some("Not published here"), BarOf::YearsBetween));
    let years: Vec<&Cell> = chart.table.rows.iter().map(|row| cell(&chart, row, "Year")).collect();
    assert_eq!(years.len(), 8, "{years:?}");
    assert_eq!(years[2], &Cell::text("2021"));
    assert_eq!(years[7], &Cell::Number(2025.0));
}

#[test]
fn at_most_a_dozen_years_have_bars_and_the_rest_is_said() {
    let world = (2011..2025).fold(World::default().country("A", 60.0).country("B", 40.0), |world, year| {
        world.past(Past::exact(year, 2026, &[60.0, 40.0]))
    });
    let chart = drawn(&world.dataset(), &world.question(), "years");
    assert_eq!((labels(&chart).len(), labels(&chart)[0]), (12, "2014"));
    assert!(
        chart.notes.contains(&"Without a bar: 2011 to 2013, which the view Trend has".to_owned()),
        "{:?}",
        chart.notes
    );
}

#[test]
fn a_country_of_two_blocs_has_a_piece_in_each_where_it_is_split() {
    let world = World::default()
        .country("A", 50.0)
        .country("B", 30.0)
        .country("C", 20.0)
        .bloc("One", &[0, 1])
        .bloc("Two", &[1, 2]);
    let of = |overlap| {
        let question = Question { overlap, ..world.question() };
        drawn(&world.dataset(), &question, "stages")
    };
    let split = of(Overlap::Split);
    let mine = texts(bar(&split, "Mine 2025"));
    assert_eq!(mine, ["A 50.0 % (One)", "B, part 15.0 % (One)", "B, part 15.0 % (Two)", "C 20.0 % (Two)"]);
    let drawn: Vec<(&Cell, f64, f64)> = split
        .table
        .rows
        .iter()
        .filter(|row| *cell(&split, row, "Code") == Cell::text(code(1).as_str()))
        .map(|row| {
            (cell(&split, row, "Kind"), number(cell(&split, row, "Share")), number(cell(&split, row, "Share drawn")))
        })
        .collect();
    let (own, other) = (Cell::text("country"), Cell::text("country, other part"));
    assert_eq!(drawn, [(&own, 0.3, 0.15), (&other, 0.3, 0.15)]);
    assert_eq!(texts(bar(&of(Overlap::First), "Mine 2025")), ["A 50.0 % (One)", "B 30.0 % (One)", "C 20.0 % (Two)"]);
    let contested = texts(bar(&of(Overlap::Contested), "Mine 2025"));
    assert_eq!(contested, ["A 50.0 % (One)", "C 20.0 % (Two)", "B 30.0 % (contested)"]);
}

#[test]
fn a_bar_over_a_printed_total_can_be_longer_than_the_whole() {
    let world = World::default().country("A", 70.0).country("B", 40.0).printed(100.0);
    let question = Question { denominator: Denominator::Printed, ..world.question() };
    let chart = drawn(&world.dataset(), &question, "stages");
    assert!((stacked(&chart).longest - 1.1).abs() < 1e-9);
    assert_eq!(bar(&chart, "Mine 2025").total, "100\u{a0}t");
    assert!(chart.notes.iter().any(|note| note.starts_with("A bar is longer than 100")), "{:?}", chart.notes);
    // Below the printed total, what is left is not attributed.
    let world = World::default().country("A", 70.0).country("B", 20.0).printed(100.0);
    let question = Question { denominator: Denominator::Printed, ..world.question() };
    let chart = drawn(&world.dataset(), &question, "stages");
    assert_eq!(texts(bar(&chart, "Mine 2025")), ["A 70.0 %", "B 20.0 %", "Not attributed 10.0 %"]);
}

#[test]
fn what_is_not_drawn_is_said() {
    let dataset = embedded().unwrap();
    let question = Question { mode: Mode::Withhold, ..of_mineral(&dataset, "cobalt", &["brics"]) };
    for over in ["stages", "years"] {
        let chart = drawn(&dataset, &question, over);
        assert!(chart.notes.iter().any(|note| note.contains("is not drawn")), "{over}: {:?}", chart.notes);
        let options = ChartOptions { compare: Compare::Edition(EditionId::new("mcs2025").unwrap()), ..options(over) };
        let chart = drawn_with(&dataset, &question, &options);
        assert!(chart.notes.iter().any(|note| note.starts_with("Another edition stands")), "{over}: {:?}", chart.notes);
    }
}

#[test]
fn stacked_bars_are_about_all_stages_or_all_years() {
    assert_eq!(ChartKind::Shares.scope(&ChartOptions::default()), Scope::ONE);
    assert_eq!(ChartKind::Shares.scope(&options("stages")), Scope { stage: false, ..Scope::ONE });
    assert_eq!(ChartKind::Shares.scope(&options("years")), Scope { year: false, ..Scope::ONE });
    // The tiles are of one stage in one year.
    assert!(ChartKind::Shares.has_tiles(&ChartOptions::default()));
    assert!(!ChartKind::Shares.has_tiles(&options("stages")));
    let offered = |options: &ChartOptions| {
        let offered = options.choices.offered(ChartKind::Shares);
        offered.iter().map(|choice| choice.id).collect::<Vec<_>>()
    };
    assert!(!offered(&ChartOptions::default()).contains(&"over"));
    assert!(offered(&options("years")).contains(&"over"));
}

#[test]
fn reserves_held_by_bounds_keep_their_signs() {
    let world = World::default()
        .country("A", 60.0)
        .holding(Amount::AtLeast(60.0))
        .country("B", 40.0)
        .holding(Amount::Exact(40.0));
    let chart = drawn(&world.dataset(), &world.question(), "stages");
    assert_eq!(texts(bar(&chart, "Reserves 2025")), ["A ≥ 60.0 %", "B ≤ 40.0 %"]);
    assert_eq!(texts(bar(&chart, "Mine 2025")), ["A 60.0 %", "B 40.0 %"]);
    assert!(chart.notes.contains(&"≤ at most, ≥ at least".to_owned()), "{:?}", chart.notes);
    let stage = chart.answer().question.stage;
    assert_eq!(stage, Stage::Mine);
}

fn collect(shape: &egui::Shape, into: &mut Vec<String>) {
    match shape {
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, into)),
        egui::Shape::Text(text) => into.push(text.galley.text().replace('\u{a0}', " ")),
        _ => {}
    }
}

#[test]
fn a_window_scrolls_large_text_and_leaves_nothing_out() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &["china_green_minerals", "forge"]);
    for over in ["stages", "years"] {
        let chart = chart(&dataset, &question, ChartKind::Shares, &options(over));
        for (width, height) in [(430.0, 400.0), (660.0, 600.0)] {
            let style = Style::new(Theme::Light, 2.5);
            let page = Page::new(width, height, 1.0);
            let picture = paint(
                &page,
                |context| style.apply(context),
                |ui| {
                    let mut groups = Groups::new();
                    Frame::new().inner_margin(Margin::same(10)).show(ui, |ui| {
                        chart.draw(ui, &Looking::default(), style, Fit::Scroll, &mut groups);
                    });
                    groups.finish()
                },
            );
            let mut texts = Vec::new();
            picture.unwrap().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
            for wanted in ["Nigeria 0.4 %", "USGS MCS 2026"] {
                let wanted = if over == "years" { wanted.trim_start_matches("USGS ") } else { wanted };
                assert!(texts.iter().any(|text| text.contains(wanted)), "{over} {width}: {wanted} in {texts:?}");
            }
        }
    }
}
