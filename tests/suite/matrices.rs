//! The Matrix: the numbers of its cells are those of the answers, rows sum, and nothing missing is a zero.

use std::sync::OnceLock;

use lodescope::analysis::{answer, opening_question};
use lodescope::charts::matrix::{
    BlocCells, ColumnKey, Columns, CountryCells, Detail, Group, MatrixChart, Measure, Order, RowKey, chart,
};
use lodescope::charts::table::Cell;
use lodescope::charts::{ChartKind, ChartOptions, Word};
use lodescope::data::{Dataset, embedded};
use lodescope::export::Recipe;
use lodescope::model::{Amount, BlocId, Mode, Question, Stage};

use super::made_up::World;

fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| embedded().unwrap())
}

fn asked() -> Question {
    opening_question(dataset()).unwrap()
}

/// Returns options with these choices.
fn choosing(choices: &[(&str, &str)]) -> ChartOptions {
    let mut options = ChartOptions::default();
    for (choice, value) in choices {
        assert!(options.choices.choose(ChartKind::Matrix, choice, value), "{choice}={value}");
    }
    options
}

fn of(question: &Question, choices: &[(&str, &str)]) -> MatrixChart {
    chart(dataset(), question, &choosing(choices), &mut None)
}

/// Returns the place of a mineral's row.
#[track_caller]
fn row(chart: &MatrixChart, name: &str) -> usize {
    chart.grid.rows.iter().position(|row| row.name == name).unwrap()
}

/// Returns the place of a column.
#[track_caller]
fn column(chart: &MatrixChart, name: &str) -> usize {
    chart.grid.columns.iter().position(|column| column.name == name).unwrap()
}

#[test]
fn rare_earths_of_china_are_what_their_own_chart_says() {
    let chart = of(&asked(), &[]);
    let cell = chart.grid.cell(row(&chart, "Rare earths"), column(&chart, "China")).unwrap();
    // 270,000 t of 389,310 t.
    assert!((cell.value.unwrap() - 270_000.0 / 389_310.0).abs() < 1e-12);
    assert_eq!((cell.text.as_str(), cell.step), ("69", Some(5)));
    let Detail::Country(of) = &cell.detail else { panic!("{:?}", cell.detail) };
    assert_eq!(of.rank, Some(1));
    let (heading, pairs) = chart.grid.hover(&chart.grid.rows[row(&chart, "Rare earths")], column(&chart, "China"));
    assert_eq!(heading, "Rare earths, China");
    assert_eq!(pairs[0], ("Share".to_owned(), "69.4\u{a0}%".to_owned()));
    assert!(pairs.iter().any(|(what, how)| what == "Quantity" && how == "270,000 t, estimated"), "{pairs:?}");
    assert!(pairs.iter().any(|(what, how)| what == "Figures" && how.contains("USGS MCS 2026")), "{pairs:?}");
    assert_eq!(chart.grid.rows[row(&chart, "Rare earths")].hhi, "5,072");
}

#[test]
fn the_shares_of_a_row_sum_to_one() {
    for stage in [Stage::Mine, Stage::Reserves, Stage::Refinery] {
        let chart = of(&Question { stage, ..asked() }, &[]);
        let folded = chart.grid.within(12, 7);
        assert!(folded.rows.len() == 12 && folded.supplier_count() == 7, "{stage}");
        for grid in [&chart.grid, &folded] {
            assert!(grid.supplier_count() <= 60);
            let mut seen = 0;
            for row in grid.rows.iter().filter(|row| row.words.is_none()) {
                let is_part = |place: &usize| grid.columns[*place].key != ColumnKey::Reliance;
                let sum: f64 = (0..grid.columns.len()).filter(is_part).filter_map(|place| row.cells[place].value).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{stage} {}: {sum}", row.name);
                seen += 1;
            }
            assert!(seen > 10, "{stage}");
        }
    }
}

#[test]
fn a_column_counts_what_its_country_leads() {
    let chart = of(&asked(), &[]);
    let china = column(&chart, "China");
    let (mut leads, mut over) = (0, 0);
    for row in chart.grid.rows.iter().filter(|row| row.words.is_none()) {
        let RowKey::Mineral(id) = &row.key else { panic!() };
        let Detail::Country(of) = &row.cells[china].detail else { continue };
        let is_over = of.share.is_some_and(|share| share.value > 0.3);
        over += usize::from(is_over);
        let other = chart.grid.columns.iter().position(|column| column.key == ColumnKey::NotAttributed).unwrap();
        let other = row.cells[other].value.unwrap_or(0.0);
        leads += usize::from(of.rank == Some(1) && of.share.unwrap().value >= other);
        assert!(dataset().commodity(id).is_some());
    }
    assert_eq!(chart.grid.columns[china].counts, Some((leads, over)));
    assert!(leads > 10 && chart.title.starts_with(&format!("China mined more of {leads} of ")), "{}", chart.title);
    let order: Vec<usize> = chart.grid.columns.iter().filter_map(|column| Some(column.counts?.0)).collect();
    assert!(order.is_sorted_by(|one, next| one >= next), "{order:?}");
}

#[test]
fn the_cells_of_blocs_are_the_answers_with_that_bloc_alone() {
    let question = Question { blocs: Vec::new(), ..asked() };
    let share = of(&question, &[("columns", "blocs")]);
    let change = of(&question, &[("columns", "blocs"), ("bloc-cells", "change")]);
    let lost = of(&question, &[("columns", "blocs"), ("bloc-cells", "lost")]);
    assert!(lost.subtitle.starts_with("HYPOTHETICAL"));
    let mut seen = 0;
    for (id, name) in [("brics", "BRICS"), ("forge", "FORGE"), ("oecd", "OECD")] {
        let blocs = vec![BlocId::new(id).unwrap()];
        for place in share.grid.rows.iter().filter(|row| row.words.is_none()) {
            let RowKey::Mineral(commodity) = &place.key else { panic!() };
            let line = share.table.rows.iter().find(|row| row[1] == Cell::text(commodity.as_str())).unwrap();
            let (Cell::Text(form), Cell::Number(year)) = (&line[2], &line[4]) else { panic!("{line:?}") };
            #[expect(clippy::cast_possible_truncation, reason = "a year")]
            let asked = Question {
                commodity: commodity.clone(),
                form: lodescope::model::FormId::new(form.clone()).unwrap(),
                year: *year as i16,
                blocs: blocs.clone(),
                ..question.clone()
            };
            let figures = answer(dataset(), &asked).figures.unwrap();
            let value =
                |chart: &MatrixChart| chart.grid.cell(row(chart, &place.name), column(chart, name)).unwrap().value;
            let Some(shown) = value(&share) else { continue };
            assert!((shown - figures.blocs[0].share.value).abs() < 1e-9, "{} {name}", place.name);
            assert_eq!(value(&lost), Some(shown), "one bloc alone loses what it has");
            if let Some(shown) = value(&change) {
                let after = figures.after.as_ref().map_or(figures.before.hhi, |after| after.hhi);
                assert!((shown - (after.lower - figures.before.hhi.lower)).abs() < 1e-6, "{} {name}", place.name);
                assert!(shown >= 0.0, "a bloc that acts as one never makes a supply less concentrated");
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_is_withheld_is_marked_and_never_zero() {
    let world = World::default()
        .country("Atlantis", 600.0)
        .stating("Brobdingnag", Amount::Withheld)
        .stating("Cockaigne", Amount::NotAvailable)
        .stating("Dystopia", Amount::AtLeast(100.0))
        .country("Erewhon", 0.0)
        .bloc("Word of Brobdingnag", &[1])
        .bloc("Northern pact", &[0, 3]);
    let of = |choices: &[(&str, &str)]| chart(&world.dataset(), &world.question(), &choosing(choices), &mut None);
    let countries = of(&[]);
    let cell = |name: &str| countries.grid.cell(0, column(&countries, name)).unwrap();
    assert_eq!((cell("Brobdingnag").value, cell("Brobdingnag").text.as_str()), (None, "W"));
    assert_eq!((cell("Cockaigne").value, cell("Cockaigne").text.as_str()), (None, "NA"));
    assert_eq!((cell("Erewhon").value, cell("Erewhon").step), (Some(0.0), None));
    assert_eq!(cell("Atlantis").text, "≤86");
    assert!(cell("Dystopia").text.ends_with('*'), "{}", cell("Dystopia").text);
    let notes = countries.notes.join(". ");
    assert!(notes.contains("W: withheld; NA: not available; *"), "{notes}");
    let spoken = countries.grid.spoken(&countries.grid.rows[0], column(&countries, "Brobdingnag"));
    assert_eq!(spoken, "Unobtainium, Brobdingnag: withheld");
    let statuses: Vec<_> = countries.table.rows.iter().map(|row| (row[8].clone(), row[14].clone())).collect();
    assert!(statuses.contains(&(Cell::text("Brobdingnag"), Cell::text("withheld"))), "{statuses:?}");
    // A bloc without a number has no column, and is named.
    let blocs = of(&[("columns", "blocs")]);
    assert_eq!(blocs.grid.supplier_count(), 1);
    assert!(blocs.notes.iter().any(|note| note == "No member of Word of Brobdingnag has a number here"));
}

#[test]
fn switching_blocs_changes_colours_alone_and_what_is_kept_answers_the_same() {
    let mut kept = None;
    let question = asked();
    let first = chart(dataset(), &question, &ChartOptions::default(), &mut kept);
    let toggled = Question { blocs: vec![BlocId::new("brics").unwrap()], ..question.clone() };
    let again = chart(dataset(), &toggled, &ChartOptions::default(), &mut kept);
    assert_eq!(again, of(&toggled, &[]));
    assert_eq!(again.grid.rows, first.grid.rows);
    assert_ne!(again.grid.columns, first.grid.columns);
    let earlier = Question { year: 2023, ..question };
    assert_eq!(chart(dataset(), &earlier, &ChartOptions::default(), &mut kept), of(&earlier, &[]));
}

#[test]
fn orders_hold_the_same_numbers() {
    let total = of(&asked(), &[]);
    let key = |chart: &MatrixChart| {
        let mut rows: Vec<String> = chart.grid.rows.iter().map(|row| row.name.clone()).collect();
        let mut columns: Vec<String> = chart.grid.columns.iter().map(|column| column.name.clone()).collect();
        rows.sort();
        columns.sort();
        (rows, columns)
    };
    for order in ["name", "clustered"] {
        let chart = of(&asked(), &[("order", order)]);
        assert_eq!(key(&chart), key(&total), "{order}");
        assert_eq!(chart, of(&asked(), &[("order", order)]), "{order} is the same each time");
        for name in ["Cobalt", "Platinum", "Lithium"] {
            let of = |chart: &MatrixChart, country: &str| {
                chart.grid.cell(row(chart, name), column(chart, country)).unwrap().clone()
            };
            for country in ["China", "South Africa", "DR Congo"] {
                assert_eq!(of(&chart, country), of(&total, country), "{order} {name} {country}");
            }
        }
    }
    let clustered = of(&asked(), &[("order", "clustered")]);
    // Both come from the same two countries.
    let between = row(&clustered, "Platinum").abs_diff(row(&clustered, "Palladium"));
    assert!(between <= 3, "{between}");
}

#[test]
fn the_table_is_what_is_drawn_in_its_order() {
    for choices in [&[][..], &[("columns", "blocs"), ("bloc-cells", "change"), ("order", "name")][..]] {
        let chart = of(&asked(), choices);
        let mut rows = chart.table.rows.iter();
        for row in &chart.grid.rows {
            if row.words.is_some() {
                assert_eq!(rows.next().unwrap()[0], Cell::text(&row.name));
                continue;
            }
            for (column, cell) in chart.grid.columns.iter().zip(&row.cells) {
                if cell.text.is_empty() || column.key == ColumnKey::Reliance {
                    continue;
                }
                let line = rows.next().unwrap();
                assert_eq!((&line[0], &line[8]), (&Cell::text(&row.name), &Cell::text(&column.name)));
                assert_eq!(line[10], cell.value.map_or(Cell::Empty, Cell::Number), "{} {}", row.name, column.name);
            }
        }
        assert!(rows.next().is_none());
    }
}

#[test]
fn groups_are_those_of_the_list() {
    for group in Group::ALL.iter().filter(|group| **group != Group::All) {
        let chart = of(&asked(), &[("group", group.id())]);
        let named = |name: &String| name == group.name();
        for row in &chart.grid.rows {
            let RowKey::Mineral(id) = &row.key else { panic!() };
            let commodity = dataset().commodity(id).unwrap();
            assert!(
                commodity.groups.iter().chain(&commodity.critical_lists).any(named),
                "{} {}",
                row.name,
                group.name()
            );
        }
        assert!(chart.grid.rows.len() > 1, "{}", group.name());
    }
}

#[test]
fn what_has_no_room_is_said() {
    let chart = of(&asked(), &[("columns", "blocs")]);
    let (rows, columns) = (chart.grid.rows.len(), chart.grid.supplier_count());
    let shared = chart.grid.rows.iter().filter(|row| row.words.is_none()).count();
    let grid = chart.grid.within(10, 4);
    assert_eq!((grid.rows.len(), grid.supplier_count()), (10, 4));
    let words = grid.rows.last().unwrap().words.as_deref().unwrap();
    let expected = format!(
        "Not shown for want of room: {} more minerals; {} minerals without shares; {} more blocs",
        shared - 9,
        rows - shared,
        columns - 4
    );
    assert_eq!(words, expected);
    assert!(grid.rows.iter().any(|row| row.is_on), "the mineral on screen stays");
    assert_eq!(chart.grid.within(usize::MAX, usize::MAX), chart.grid);
}

#[test]
fn a_recipe_keeps_what_was_chosen() {
    let mut recipe = Recipe { chart: ChartKind::Matrix, ..Recipe::slide(dataset(), asked()) };
    for (choice, value) in
        [("columns", "blocs"), ("bloc-cells", "change"), ("order", "clustered"), ("group", "battery")]
    {
        assert!(recipe.choices.choose(ChartKind::Matrix, choice, value));
    }
    let read = Recipe::read(&recipe.to_pretty_json().unwrap()).unwrap();
    let choices = &read.choices;
    assert_eq!(choices.of::<Columns>(ChartKind::Matrix), Columns::Blocs);
    assert_eq!(choices.of::<BlocCells>(ChartKind::Matrix), BlocCells::Change);
    assert_eq!(choices.of::<CountryCells>(ChartKind::Matrix), CountryCells::Share);
    assert_eq!(choices.of::<Order>(ChartKind::Matrix), Order::Clustered);
    assert_eq!(choices.of::<Group>(ChartKind::Matrix), Group::Battery);
    let chart = chart(dataset(), &read.question, &read.chart_options(), &mut None);
    assert_eq!(chart.grid.measure, Measure::Change);
}

#[test]
fn what_makes_no_difference_here_is_said() {
    let question = Question { mode: Mode::Withhold, ..asked() };
    let chart = of(&question, &[]);
    assert!(chart.notes.iter().any(|note| note.starts_with("What the blocs that are on do makes no difference here")));
    assert_eq!(chart.grid.rows, of(&asked(), &[]).grid.rows);
}
