//! Two settings side by side: whether a reader who takes one printed number from the other finds the printed difference.

use lodescope::analysis::{Fixed, all_questions, answer, opening_question, placed};
use lodescope::charts::pair::{PairChart, PairRow, chart};
use lodescope::charts::shares::{Mark, RowKey};
use lodescope::charts::table::Cell;
use lodescope::data::{Dataset, embedded};
use lodescope::model::{BlocId, CommodityId, ConfidenceLevel, Question, Stage};

/// Numbers are printed to one decimal.
const DIGIT: f64 = 0.1;

fn pair(dataset: &Dataset, a: &Question, b: &Question) -> PairChart {
    chart(dataset, &answer(dataset, a), &answer(dataset, b))
}

fn blocs() -> Vec<BlocId> {
    ["china_green_minerals", "forge"].map(|id| BlocId::new(id).unwrap()).to_vec()
}

/// Returns production beside reserves of a mineral, with two blocs on.
fn beside_reserves(dataset: &Dataset, mineral: &str) -> PairChart {
    let like = Question {
        commodity: CommodityId::new(mineral).unwrap(),
        blocs: blocs(),
        ..opening_question(dataset).unwrap()
    };
    let a = placed(dataset, &like, Fixed::Nothing).unwrap();
    let b = placed(dataset, &Question { stage: Stage::Reserves, ..a.clone() }, Fixed::Stage).unwrap();
    pair(dataset, &a, &b)
}

/// Returns every table's newest year beside reserves and beside the year before.
fn all_pairs(dataset: &Dataset) -> Vec<(Question, Question)> {
    let like = Question { blocs: blocs(), ..opening_question(dataset).unwrap() };
    let all = all_questions(dataset, &like);
    let beside = all.iter().flat_map(|a| {
        let reserves = placed(dataset, &Question { stage: Stage::Reserves, ..a.clone() }, Fixed::Stage);
        let earlier = Question { year: a.year - 1, ..a.clone() };
        reserves.into_iter().chain([earlier]).map(|b| (a.clone(), b))
    });
    beside.filter(|(a, b)| a != b).collect()
}

fn row<'a>(chart: &'a PairChart, label: &str) -> &'a PairRow {
    chart.rows.iter().find(|row| row.label() == label).unwrap()
}

fn texts(row: &PairRow) -> [String; 2] {
    row.halves.each_ref().map(|half| {
        let (Mark::Bar { text, .. } | Mark::Band { text, .. } | Mark::Words(text)) = &half.mark;
        text.replace('\u{a0}', " ")
    })
}

fn difference(row: &PairRow) -> String {
    row.difference_text().replace('\u{a0}', " ")
}

/// Returns the least and the most that a printed share can be, in per cent; nothing for words.
fn printed_ends(text: &str) -> Option<(f64, f64)> {
    let number = |text: &str| match text.trim_end_matches(" %") {
        "under 0.1" => 0.05,
        number => number.parse::<f64>().unwrap_or_else(|_| panic!("“{text}” is a number")),
    };
    // Of a few suppliers together of which some have no number, ends are not told.
    if !text.contains('%') || text.starts_with('≈') && !text.contains('(') {
        return None;
    }
    Some(if text.ends_with("of published") {
        (0.0, 100.0)
    } else if let Some(most) = text.strip_prefix("≤ ") {
        (0.0, number(most))
    } else if let Some(least) = text.strip_prefix("≥ ") {
        (number(least), 100.0)
    } else {
        let inner = text.split_once('(').map_or(text, |(_, inner)| inner.trim_end_matches(')'));
        match inner.split_once('–') {
            Some((least, most)) => (number(least), number(most)),
            None => (number(inner), number(inner)),
        }
    })
}

/// Returns the least and the most of a printed difference, where it tells them.
fn printed_difference(text: &str) -> (Option<f64>, Option<f64>) {
    let number = |text: &str| Some(text.replace('−', "-").replace('+', "").parse::<f64>().unwrap());
    if let Some(least) = text.strip_prefix("≥ ") {
        (number(least), None)
    } else if let Some(most) = text.strip_prefix("≤ ") {
        (None, number(most))
    } else if let Some((least, most)) = text.split_once(" to ") {
        (number(least), number(most))
    } else {
        (number(text), number(text))
    }
}

/// Returns what is wrong with a row's difference.
fn fault(row: &PairRow) -> Option<String> {
    let ([a, b], text) = (texts(row), difference(row));
    let said = format!("{}: {a} and {b}, difference {text}", row.label());
    let [Some(in_a), Some(in_b)] = [&a, &b].map(|text| printed_ends(text)) else {
        // "No members" are none; other words are no number, from which nothing can be taken.
        let has_words = [&a, &b].iter().any(|text| printed_ends(text).is_none() && *text != "no members");
        return (has_words && text != "not known" && matches!(row.key(), RowKey::Country(_))).then_some(said);
    };
    if text == "not known" {
        let is_open = |(least, most): (f64, f64)| least <= DIGIT && most >= 100.0 - DIGIT;
        let is_folded = matches!(row.key(), RowKey::Folded(_));
        return (!is_open(in_a) && !is_open(in_b) && !is_folded).then_some(said);
    }
    let (least, most) = (in_b.0 - in_a.1, in_b.1 - in_a.0);
    let (told_least, told_most) = printed_difference(&text);
    let is_near = |told: Option<f64>, found: f64| told.is_none_or(|told| (told - found).abs() < DIGIT + 1e-6);
    // An end is left out where a side can be nothing, or everything.
    let nothing = |end: f64| end <= DIGIT;
    let everything = |end: f64| end >= 100.0 - DIGIT;
    let is_left_out = told_least.is_none() && !nothing(in_b.0) && !everything(in_a.1)
        || told_most.is_none() && !nothing(in_a.0) && !everything(in_b.1);
    (is_left_out || !is_near(told_least, least) || !is_near(told_most, most)).then_some(said)
}

#[test]
fn printed_differences_are_those_of_the_printed_shares() {
    let dataset = embedded().unwrap();
    let (mut rows, mut faults) = (0, Vec::new());
    for (a, b) in all_pairs(&dataset) {
        let chart = pair(&dataset, &a, &b);
        // Where figures are the same, membership alone is compared.
        let compared = chart.rows.iter().cloned().chain(chart.rows_within(6)).filter(|row| row.change.is_none());
        for row in compared {
            rows += 1;
            let of = |fault| format!("{} {} {} and {} {}: {fault}", a.commodity, a.stage, a.year, b.stage, b.year);
            faults.extend(fault(&row).map(of));
        }
    }
    assert!(rows > 3000, "{rows} rows");
    assert!(faults.is_empty(), "{} of {rows}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn who_is_named_in_the_title_has_a_line() {
    let dataset = embedded().unwrap();
    let mut named = 0;
    for (a, b) in all_pairs(&dataset) {
        let chart = pair(&dataset, &a, &b);
        let is_named = |row: &&PairRow| {
            [" has ", " gains ", " loses "].iter().any(|verb| chart.title.contains(&format!("{}{verb}", row.label())))
        };
        let Some(row) = chart.rows.iter().find(is_named) else { continue };
        for count in 6..9 {
            let rows = chart.rows_within(count);
            assert!(rows.iter().any(|shown| shown.key() == row.key()), "{}: not among {count} rows", chart.title);
            named += 1;
        }
    }
    assert!(named > 100, "{named}");
}

#[test]
fn less_of_reserves_than_of_production_is_no_loss() {
    let dataset = embedded().unwrap();
    // Australia: 0.73 of 22.72 million t mined, and 100 of 978 million t of reserves.
    let title = beside_reserves(&dataset, "copper").title.replace('\u{a0}', " ");
    assert_eq!(
        title,
        "Of the world’s copper, Australia has 7.0 percentage points more in reserves than in mine production; whether \
         HHI rises, 1,181–1,653 then 996–2,282, is not known"
    );
}

#[test]
fn indices_of_all_and_of_published_producers_are_not_compared() {
    let dataset = embedded().unwrap();
    let chart = beside_reserves(&dataset, "graphite");
    assert!(
        chart
            .title
            .ends_with("; HHI is not comparable: 6,449 of all mine production, 2,002 of published reserves only"),
        "{}",
        chart.title
    );
    assert_eq!(chart.facts[0].difference, "not comparable");
}

#[test]
fn an_index_tells_both_ends_where_its_difference_needs_them() {
    let dataset = embedded().unwrap();
    let hhi = &beside_reserves(&dataset, "copper").facts[0];
    // 996 − 1,653 and 2,282 − 1,181.
    assert_eq!(hhi.halves, ["1,181–1,653", "996–2,282"]);
    assert_eq!(hhi.difference.replace('\u{a0}', " "), "−657 to +1,101");
}

#[test]
fn a_difference_that_is_known_better_than_its_indices_says_so() {
    let dataset = embedded().unwrap();
    let like = Question {
        commodity: CommodityId::new("cobalt").unwrap(),
        blocs: blocs(),
        ..opening_question(&dataset).unwrap()
    };
    let a = placed(&dataset, &like, Fixed::Nothing).unwrap();
    let chart = pair(&dataset, &a, &Question { confidence: ConfidenceLevel::Confirmed, ..a.clone() });
    assert_eq!(chart.facts[0].halves, ["5,575–5,668", "5,554–5,566"]);
    // Within 5,554 − 5,668 and 5,566 − 5,575.
    assert_eq!(chart.facts[0].difference.replace('\u{a0}', " "), "−105 to −17");
    let is_said =
        |chart: &PairChart| chart.notes.iter().any(|note| note.contains("the difference of HHI is known better"));
    assert!(is_said(&chart), "{:?}", chart.notes);
    assert!(!is_said(&beside_reserves(&dataset, "copper")));
}

#[test]
fn who_may_be_the_largest_supplier_is_named() {
    let dataset = embedded().unwrap();
    // Members of FORGE have 11.6 % of what is named, and may be all of the 13.0 % of "Other countries".
    let largest = &beside_reserves(&dataset, "copper").facts[1];
    let halves = largest.halves.each_ref().map(|half| half.replace('\u{a0}', " "));
    assert_eq!(halves, ["Chile 23.0 %; FORGE may have 24.6 %", "FORGE 19.3–40.7 %"]);
    assert_eq!(largest.difference.replace('\u{a0}', " "), "−5.3 to +17.7 points", "19.3 − 24.6 and 40.7 − 23.0");
}

#[test]
fn blocs_tell_their_bounds() {
    let dataset = embedded().unwrap();
    let graphite = beside_reserves(&dataset, "graphite");
    // China is the only member that mines, and reserves of two members of FORGE are not published.
    assert_eq!(texts(row(&graphite, "Green minerals initiative")), ["79.9 %", "≤ 33.5 %"]);
    assert_eq!(difference(row(&graphite, "Green minerals initiative")), "≤ −46.4");
    assert_eq!(texts(row(&graphite, "FORGE"))[1], "5.7 % of published");
    assert_eq!(difference(row(&graphite, "FORGE")), "not known");
    // 0.109 of named members, and "Other countries" with 0.130.
    let copper = beside_reserves(&dataset, "copper");
    let green = row(&copper, "Green minerals initiative");
    assert_eq!(texts(green), ["10.9–23.9 %", "6.3–27.7 %"]);
    assert_eq!(difference(green), "−17.6 to +16.8");
    assert_eq!(
        green.halves.each_ref().map(|half| half.bloc.clone().unwrap().replace('\u{a0}', " ")),
        ["≥ 7.8 % confirmed", "≥ 4.2 % confirmed"]
    );
}

#[test]
fn a_change_is_no_more_than_its_figures() {
    let dataset = embedded().unwrap();
    let helium = beside_reserves(&dataset, "helium");
    // 81 of 185.25 million m³, of which South Africa has from 0 to 0.5: 43.7 % as it is shown.
    let states = row(&helium, "United States");
    assert_eq!((texts(states), difference(states).as_str()), (["43.7 %".into(), "≤ 68.4 %".into()], "−43.7 to +24.7"));
    let qatar = row(&helium, "Qatar");
    assert_eq!(difference(qatar), "not known");
    assert_eq!(qatar.why_not_known().unwrap(), "no number is published in B");
}

#[test]
fn blocs_stay_where_room_is_short() {
    let dataset = embedded().unwrap();
    for mineral in ["copper", "helium", "graphite", "rare-earths"] {
        let chart = beside_reserves(&dataset, mineral);
        for count in 5..9 {
            let rows = chart.rows_within(count);
            let blocs = rows.iter().filter(|row| matches!(row.key(), RowKey::Bloc(_))).count();
            assert_eq!(blocs, 2, "{mineral}: {count} rows");
            assert!(rows.iter().filter(|row| matches!(row.key(), RowKey::Country(_))).count() > 0);
        }
    }
}

#[test]
fn what_is_not_published_in_two_years_need_not_be_the_same() {
    let dataset = embedded().unwrap();
    // Both years say the same of all, and of some producers nothing.
    let like = Question {
        commodity: CommodityId::new("feldspar").unwrap(),
        stage: Stage::Reserves,
        blocs: blocs(),
        ..opening_question(&dataset).unwrap()
    };
    let a = Question { year: 2024, ..placed(&dataset, &like, Fixed::Stage).unwrap() };
    let chart = pair(&dataset, &a, &Question { year: 2025, ..a.clone() });
    assert_eq!(texts(row(&chart, "FORGE")), ["22.7 % of published", "22.7 % of published"]);
    assert_eq!(difference(row(&chart, "FORGE")), "not known");
}

#[test]
fn the_table_says_why_a_difference_is_not_known() {
    let dataset = embedded().unwrap();
    let table = beside_reserves(&dataset, "helium").table;
    let at = |name: &str| table.columns.iter().position(|column| column == name).unwrap();
    let of = |supplier: &str| table.rows.iter().find(|row| row[0] == Cell::text(supplier)).unwrap();
    let forge = of("FORGE");
    assert_eq!(forge[at("Share, B − A")], Cell::Empty);
    assert_eq!(
        forge[at("Status of B − A")],
        Cell::text("not known: what is not published could be all of it or nothing")
    );
    assert_eq!(of("Qatar")[at("Status of B − A")], Cell::text("not known: no number is published on both sides"));
    assert_eq!(of("United States")[at("Status of B − A")], Cell::text("at_most"), "+24.7 or less");
}
