use super::words::share_text;
use super::*;
use crate::analysis::{Fixed, opening_question, placed};
use crate::charts::{ChartKind, ChartOptions, Compare, chart};
use crate::data::embedded;
use crate::model::{CommodityId, EditionChoice, EditionId, Stage};

fn of(text: &str, status: Option<Status>, sort: Option<(&str, bool)>) -> Choice {
    let sort = sort.map(|(column, descending)| Sort { column: column.to_owned(), descending });
    Choice { text: text.to_owned(), status, sort }
}

/// Returns a listing of a made-up table, with numbers, texts and gaps.
fn made_up() -> Listing {
    let number = |value: f64| Cell::Number(value);
    let row =
        |name: &str, value: Cell, share: Cell, status: &str| vec![Cell::text(name), value, share, Cell::text(status)];
    let table = ChartTable {
        columns: ["Country", "Value (t)", "Share", "Status"].map(str::to_owned).to_vec(),
        rows: vec![
            row("peru", number(9.0), number(0.5), "estimated"),
            row("Chile", number(1000.0), number(0.125), "reported"),
            row("Zambia", Cell::Empty, Cell::Empty, "withheld"),
            row("Australia", number(-2.5), Cell::Empty, "reported"),
            row("Bolivia", number(9.0), Cell::Empty, "not_available"),
        ],
        context: vec![("Year".to_owned(), number(2025.0))],
    };
    let heads: Vec<Head> = (0..).zip(&table.columns).map(|(at, name)| Head::of_chart(&table, at, name)).collect();
    Listing::new(Rows::Chart(table), heads, STATUSES.into(), "nothing drawn".to_owned())
}

fn column(listing: &Listing, name: &str) -> Vec<String> {
    let column = listing.heads().iter().position(|head| head.name == name).unwrap();
    (0..listing.len()).map(|row| listing.heads()[column].text(&listing.cell(row, column))).collect()
}

fn chosen(listing: &Listing, choice: &Choice) -> Listing {
    let mut listing = listing.clone();
    listing.choose(choice);
    listing
}

#[test]
fn numbers_sort_as_numbers_and_what_is_missing_comes_last_either_way() {
    let all = made_up();
    let sorted = |name: &str, descending| column(&chosen(&all, &of("", None, Some((name, descending)))), "Country");
    assert_eq!(sorted("Value (t)", false), ["Australia", "peru", "Bolivia", "Chile", "Zambia"]);
    // Equal ones stay in the table's order.
    assert_eq!(sorted("Value (t)", true), ["Chile", "peru", "Bolivia", "Australia", "Zambia"]);
    assert_eq!(sorted("Country", false), ["Australia", "Bolivia", "Chile", "peru", "Zambia"]);
    assert_eq!(sorted("a column of another table", false), ["peru", "Chile", "Zambia", "Australia", "Bolivia"]);
}

#[test]
fn each_click_on_a_head_goes_on_and_the_third_brings_the_first_order_back() {
    let mut choice = Choice::default();
    let mut seen = Vec::new();
    for _ in 0..3 {
        choice.sort = choice.sort_after_click("Share");
        seen.push(choice.sort.as_ref().map(|sort| sort.descending));
    }
    assert_eq!(seen, [Some(false), Some(true), None]);
    choice.sort = choice.sort_after_click("Share");
    assert_eq!(choice.sort_after_click("Country"), Some(Sort { column: "Country".to_owned(), descending: false }));
}

#[test]
fn every_word_stands_in_a_row_in_any_column_as_shown_or_as_written() {
    let all = made_up();
    let found = |text: &str| column(&chosen(&all, &of(text, None, None)), "Country");
    assert_eq!(found("CHI"), ["Chile"]);
    assert_eq!(found("1,000"), ["Chile"]);
    assert_eq!(found("1000 reported"), ["Chile"]);
    assert_eq!(found("12.50"), ["Chile"]);
    assert_eq!(found("not available"), ["Bolivia"]);
    assert_eq!(found("9"), ["peru", "Bolivia"]);
    assert_eq!(found("  "), ["peru", "Chile", "Zambia", "Australia", "Bolivia"]);
    let none = chosen(&all, &of("gold", Some(Status::Withheld), None));
    assert!(none.is_empty());
    assert_eq!(none.empty_words(), "No row that is “withheld” holds “gold”: change the filter");
}

#[test]
fn a_status_narrows_and_files_hold_what_all_rows_have_in_common() {
    let listing = chosen(&made_up(), &of("", Some(Status::Reported), Some(("Value (t)", false))));
    assert_eq!(
        listing.to_tsv(),
        "Country\tValue (t)\tShare\tStatus\tYear\nAustralia\t-2.5\t\treported\t2025\nChile\t1000\t0.125\treported\t2025\n"
    );
}

#[test]
fn numbers_are_read_as_they_stand_and_never_become_zero() {
    for (value, text) in [
        (0.0, "0"),
        (1_234_567.0, "1,234,567"),
        (-1_234.5, "−1,234.5"),
        (0.123_456_7, "0.1235"),
        (0.999_999_9, "1"),
        (0.000_01, "0.00001"),
        (0.000_012_345, "0.0000123"),
        (1e-30, "1e-30"),
        (-0.000_01, "−0.00001"),
        (f64::NAN, "NaN"),
    ] {
        assert_eq!(number_text(value, 4), text, "{value}");
    }
    for (part, text) in
        [(0.693_54, "69.35"), (0.131, "13.10"), (0.5, "50.00"), (0.0, "0.00"), (1e-7, "0.00001"), (12.0, "1,200.00")]
    {
        assert_eq!(share_text(part), text, "{part}");
    }
}

fn question_of(mineral: &str) -> Question {
    let dataset = embedded().unwrap();
    let question = Question { commodity: CommodityId::new(mineral).unwrap(), ..opening_question(&dataset).unwrap() };
    placed(&dataset, &question, Fixed::Nothing).unwrap()
}

#[test]
fn all_figures_are_as_many_as_the_tables_hold_and_each_is_told_as_it_is() {
    let dataset = embedded().unwrap();
    let question = question_of("cobalt");
    let all = Listing::of_figures(&dataset, &question, false);
    let withdrawn: usize = dataset
        .tables
        .iter()
        .filter(|table| dataset.corrections_of(table).any(|of| of.effect == crate::data::Effect::Withdrawn))
        .flat_map(|table| &table.years)
        .map(|year| year.countries.len() + usize::from(year.other.is_some()) + usize::from(year.world.is_some()))
        .sum();
    assert_eq!(all.total() + withdrawn, dataset.observation_counts().values().sum::<usize>());
    let cobalt = Listing::of_figures(&dataset, &question, true);
    assert_eq!(chosen(&all, &of("", None, Some(("Mineral", false)))).total(), all.total());
    let only = column(&cobalt, "Mineral");
    assert!(only.len() > 100 && only.iter().all(|name| name == "Cobalt"));

    // What the search finds is what the cells say, whatever is searched once a table.
    for text in ["congo mine", "2024 estimated", "at least", "kt", "withheld w", "mcs 2025 reserves", "1,0"] {
        let found = chosen(&all, &of(text, None, None));
        let holds_it = |row: usize, word: &str| {
            all.heads().iter().enumerate().any(|(column, head)| {
                let cell = all.cell(row, column);
                let written = if let Cell::Number(value) = cell { value.to_string() } else { String::new() };
                holds(&head.text(&cell), word) || (written.contains(&word.replace(',', "")) && !written.is_empty())
            })
        };
        let expected: Vec<usize> =
            (0..all.len()).filter(|row| text.split(' ').all(|word| holds_it(*row, word))).collect();
        let rows: Vec<usize> = found.shown.iter().map(|row| *row as usize).collect();
        assert_eq!(rows, expected, "{text}");
    }
}

#[test]
fn all_figures_sort_by_amount_whatever_the_unit_and_by_every_other_column() {
    let dataset = embedded().unwrap();
    let all = Listing::of_figures(&dataset, &question_of("cobalt"), false);
    let names: Vec<String> = all.heads().iter().map(|head| head.name.clone()).collect();
    for name in &names {
        for descending in [false, true] {
            let sorted = chosen(&all, &of("", None, Some((name, descending))));
            assert_eq!(sorted.len(), all.len(), "{name}");
            let mut rows = sorted.shown.to_vec();
            rows.sort_unstable();
            assert!(rows.into_iter().eq(0..u32::try_from(all.len()).unwrap()), "{name}: each row once");
            // What is missing is last.
            let at = names.iter().position(|of| of == name).unwrap();
            let is_missing = |row: &usize| match sorted.cell(*row, at) {
                Cell::Empty => true,
                Cell::Text(_) => name == "Value",
                Cell::Number(_) => false,
            };
            let first_missing = (0..sorted.len()).find(is_missing).unwrap_or(sorted.len());
            assert!((first_missing..sorted.len()).all(|row| is_missing(&row)), "{name} {descending}");
        }
    }
    let tonnes = |listing: &Listing| -> Vec<f64> {
        let (value, unit) = (column(listing, "Value"), column(listing, "Unit"));
        let with_number = value.iter().zip(&unit).filter(|(value, _)| !value.is_empty() && !value.starts_with('“'));
        with_number
            .map(|(value, unit)| {
                value.replace(',', "").parse::<f64>().unwrap() * unit.parse::<crate::model::Unit>().unwrap().factor()
            })
            .collect()
    };
    let mut sorted = chosen(&all, &of("", None, Some(("Value", true))));
    assert!(
        column(&sorted, "Unit").iter().take(20).all(|unit| unit == "Mm3" || unit == "ML"),
        "one kind of unit together"
    );
    sorted = chosen(&all, &of("mcs", None, Some(("Value", false))));
    let of_tonnes = tonnes(&sorted).into_iter().take(500).collect::<Vec<f64>>();
    assert!(of_tonnes.is_sorted(), "{of_tonnes:?}");
    let mut stages = column(&chosen(&all, &of("cobalt", None, Some(("Stage", false)))), "Stage");
    stages.dedup();
    assert_eq!(stages.first().map(String::as_str), Some(Stage::Reserves.id()));
    assert!(stages.len() <= Stage::ALL.len(), "{stages:?}");
}

#[test]
fn figures_are_of_the_editions_asked_and_as_printed_where_corrections_are_off() {
    let dataset = embedded().unwrap();
    let question = question_of("zinc");
    let edition = EditionChoice::Of(EditionId::new("mcs2023").unwrap());
    let question = Question { edition, stage: Stage::Reserves, ..question };
    let australia = |question: &Question| {
        let found = chosen(&Listing::of_figures(&dataset, question, true), &of("australia reserves", None, None));
        assert!(column(&found, "Edition").iter().all(|edition| edition == "USGS MCS 2023"));
        column(&found, "Value")
    };
    let corrected = australia(&question);
    let correction = dataset.corrections.iter().find(|of| of.id.as_str() == "mcs2023-zinc-reserves-australia").unwrap();
    let uncorrected = [correction.id.clone()].into();
    assert_ne!(australia(&Question { uncorrected, ..question.clone() }), corrected);

    let nothing = Question {
        commodity: CommodityId::new("helium").unwrap(),
        edition: EditionChoice::Of(EditionId::new("iea2025").unwrap()),
        ..question
    };
    let empty = Listing::of_figures(&dataset, &nothing, true);
    assert!(
        empty.is_empty() && empty.empty_words().ends_with("has no figures of helium: choose another edition"),
        "{}",
        empty.empty_words()
    );
}

#[test]
fn a_charts_table_is_the_charts_own_and_says_why_it_is_empty() {
    let dataset = embedded().unwrap();
    let question = question_of("cobalt");
    let options = ChartOptions { compare: Compare::Reserves, ..ChartOptions::default() };
    for &kind in ChartKind::ALL {
        let chart = chart(&dataset, &question, kind, &options);
        let listing = Listing::of_chart(&chart);
        assert_eq!(listing.to_tsv(), chart.table().to_tsv(), "{kind:?}");
        if kind == ChartKind::Concentration {
            // Rows are of the HHI of stages and years, which is no share and has no publisher's status.
            assert!(listing.heads().iter().any(|head| head.kind == HeadKind::Number), "{:?}", listing.heads());
            continue;
        }
        // A shift is of sums, which have a bound and no status.
        assert!(kind == ChartKind::Shift || !listing.statuses().is_empty(), "{kind:?}");
        let is_share = |head: &&Head| head.kind == HeadKind::Share;
        assert!(listing.heads().iter().any(|head| is_share(&head)), "{kind:?}: {:?}", listing.heads());
    }
    let never = Question { year: 1900, ..question };
    let chart = chart(&dataset, &never, ChartKind::Shares, &options);
    let empty = Listing::of_chart(&chart);
    assert_eq!((empty.total(), Some(empty.empty_words().as_str())), (0, chart.empty()));
}
