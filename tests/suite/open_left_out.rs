//! Rows of a person's file of which no country has a figure are in the shares as far as they are known, and said.

use std::collections::BTreeMap;

use lodescope::analysis::{Answer, Fixed, answer, opening_question, placed};
use lodescope::charts::listing::Listing;
use lodescope::charts::table::Cell;
use lodescope::charts::{ChartKind, ChartOptions, chart};
use lodescope::data::open::{OpenOptions, Opened, Progress, assigned_key, keep_assigned_names, open};
use lodescope::data::{Dataset, IssueKind, embedded};
use lodescope::export::{FileFormat, TableFile};
use lodescope::model::{Amount, Bound, EditionChoice, Question};

use super::command_line::program;

const HEADER: &str = "country,mineral,stage,year,unit,value\n";

fn opened(text: &str) -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("purchases.csv");
    std::fs::write(&path, text).unwrap();
    open(&path, &OpenOptions::default(), &Progress::default()).unwrap()
}

/// Returns a dataset with a file, and the question about cobalt in it.
fn asked(text: &str) -> (Dataset, Question) {
    let opened = opened(text);
    let dataset = embedded().unwrap().with([&opened]);
    let question = Question {
        edition: EditionChoice::Of(opened.editions[0].id.clone()),
        commodity: opened.tables[0].key.commodity.clone(),
        ..opening_question(&dataset).unwrap()
    };
    let question = placed(&dataset, &question, Fixed::Nothing).unwrap();
    (dataset, question)
}

fn answered(text: &str) -> Answer {
    let (dataset, question) = asked(text);
    answer(&dataset, &question)
}

fn rows(rows: &[(&str, &str)]) -> String {
    let row = |(country, value): &(&str, &str)| format!("{country},cobalt,mine,2024,t,{value}\n");
    format!("{HEADER}{}", rows.iter().map(row).collect::<String>())
}

/// Returns the share of a country and how it is bounded.
fn share(answer: &Answer, country: &str) -> (f64, Bound) {
    let figures = answer.figures.as_ref().unwrap();
    let of = figures.suppliers.iter().find(|supplier| supplier.iso3.as_str() == country).unwrap();
    ((of.share.value * 1e4).round() / 1e4, of.share.bound())
}

#[test]
fn a_country_that_is_not_recognised_counts_in_other_countries() {
    let answer = answered(&rows(&[("DR Congo", "60"), ("Chile", "20"), ("Zaïre-Kongo", "15"), ("Freedonia", "5")]));
    assert_eq!(share(&answer, "COD"), (0.6, Bound::Exact));
    let figures = answer.figures.as_ref().unwrap();
    assert_eq!(figures.other.quantity.as_ref().unwrap().value(), Some(20.0));
    let hhi = figures.before.hhi;
    assert!(hhi.lower < hhi.upper.unwrap() - 100.0, "whose the rest is makes an interval: {hhi:?}");
    let words = "2 rows of purchases.csv name no country that is recognised (Zaïre-Kongo, Freedonia): their amounts count \
        in “Other countries” and in no country’s share";
    assert_eq!(answer.left_out, [words]);
    assert!(answer.problems.contains(&words.to_owned()));
}

#[test]
fn an_amount_in_another_unit_counts_converted_and_beside_the_files_own_row() {
    let text = format!(
        "{HEADER}DR Congo,cobalt,mine,2024,t,3000\nChile,cobalt,mine,2024,t,1000\nFreedonia,cobalt,mine,2024,kt,1\n\
         Other countries,cobalt,mine,2024,t,500\nFreedonia,cobalt,mine,2024,barrels,9\n"
    );
    let answer = answered(&text);
    assert_eq!(answer.figures.as_ref().unwrap().other.quantity.as_ref().unwrap().value(), Some(1500.0));
    assert_eq!(answer.left_out.len(), 2, "{:?}", answer.left_out);
    assert!(answer.left_out[1].contains("1 row of purchases.csv was left out (country not recognised"));
}

#[test]
fn a_row_that_is_the_sum_of_the_others_counts_nowhere() {
    let text = rows(&[("DR Congo", "60"), ("Chile", "40"), ("Zwischensumme alles", "100")]);
    let answer = answered(&text);
    assert_eq!(share(&answer, "COD"), (0.6, Bound::Exact));
    assert_eq!(answer.figures.as_ref().unwrap().other.quantity, None);
    assert!(answer.left_out[0].starts_with("1 row of purchases.csv was left out (country not recognised: Zw"));
    let opened = opened(&text);
    assert_eq!(opened.issues.list[0].done, "Left out: it is the sum of the others.");
}

#[test]
fn a_number_that_is_not_understood_is_not_available() {
    let answer = answered(&rows(&[("DR Congo", "60"), ("Chile", "40"), ("Peru", "12x"), ("Cuba", "-3")]));
    assert_eq!(share(&answer, "COD"), (0.6, Bound::AtMost));
    let unpublished: Vec<&str> =
        answer.figures.as_ref().unwrap().unpublished.iter().map(|of| of.iso3.as_str()).collect();
    assert_eq!(unpublished, ["CUB", "PER"]);
    assert_eq!(
        answer.left_out,
        [
            "2 rows of purchases.csv were left out (value not understood: 12x; value below zero: -3); shares are of the rest"
        ]
    );
}

#[test]
fn a_row_whose_place_is_not_known_may_belong_to_any_table_of_the_file() {
    let text = format!(
        "{HEADER}DR Congo,cobalt,mine,2023,t,50\nChile,cobalt,mine,2023,t,50\nDR Congo,cobalt,mine,2024,t,60\n\
         Chile,cobalt,mine,2024,t,40\nPeru,cobalt,mine,20x4,t,5\nPeru,cobalt,elsewhere,2023,t,5\n\
         Atlantis,cobalt,mine,2023,t,many\nPeru,copper,mine,20x4,t,7\n"
    );
    let (dataset, question) = asked(&text);
    let of = |year| answer(&dataset, &Question { year, ..question.clone() }).left_out;
    let year = "1 row of purchases.csv was left out (year not recognised: 20x4) and may belong here";
    assert_eq!(of(2024), [year], "copper's row and those of 2023 are not of this table");
    assert_eq!(
        of(2023),
        [
            "1 row of purchases.csv was left out (country not recognised: Atlantis); shares are of the rest",
            "2 rows of purchases.csv were left out (year not recognised: 20x4; table not recognised: elsewhere) and may \
             belong here",
        ]
    );
}

#[test]
fn a_blank_is_not_available_where_a_row_was_written_for_the_country() {
    let answer = answered(&rows(&[("DR Congo", "60"), ("Chile", "40"), ("Peru", "")]));
    assert_eq!(share(&answer, "COD"), (0.6, Bound::AtMost));
    assert!(answer.problems.contains(&"Not available: Peru".to_owned()), "{:?}", answer.problems);
    assert!(answer.left_out.is_empty(), "nothing was left out");
}

#[test]
fn blanks_of_a_form_that_lists_all_countries_say_nothing() {
    let answer = answered(&rows(&[("DR Congo", "60"), ("Chile", "40"), ("Peru", ""), ("Cuba", ""), ("Fiji", "")]));
    assert_eq!(share(&answer, "COD"), (0.6, Bound::Exact));
    assert_eq!(answer.figures.unwrap().unpublished, []);
}

#[test]
fn a_blank_between_years_is_not_available_and_one_beside_another_stage_says_nothing() {
    let wide = "country,mineral,stage,unit,2022,2023,2024\nDR Congo,cobalt,mine,t,50,60,60\nChile,cobalt,mine,t,30,,40\n\
        Peru,cobalt,mine,t,,,\n";
    let (dataset, question) = asked(wide);
    let of = |year| share(&answer(&dataset, &Question { year, ..question.clone() }), "COD");
    assert_eq!(of(2022).1, Bound::AtMost, "Peru has a row and no number");
    let answer_of_2023 = answer(&dataset, &Question { year: 2023, ..question.clone() });
    assert!(!answer_of_2023.problems.is_empty());
    let stages = "country,mineral,year,unit,mine,refinery\nDR Congo,cobalt,2024,t,60,5\nChile,cobalt,2024,t,40,\n";
    let opened = opened(stages);
    let refinery = opened.tables.iter().find(|table| table.key.stage == lodescope::model::Stage::Refinery).unwrap();
    assert_eq!(refinery.years[0].countries.len(), 1, "Chile mines, and is not said to refine");
}

#[test]
fn a_list_of_purchases_is_added_up_and_a_copied_row_is_not() {
    let list = opened(&rows(&[("DR Congo", "10"), ("Chile", "5"), ("DR Congo", "20"), ("Chile", "7")]));
    let amounts: Vec<&Amount> =
        list.tables[0].years[0].countries.iter().map(|row| &row.statement.quantity.amount).collect();
    assert_eq!(amounts, [&Amount::Exact(30.0), &Amount::Exact(12.0)]);
    assert_eq!(list.issues.counts.iter().map(|of| of.kind).collect::<Vec<_>>(), [IssueKind::AddedUp]);
    let copied = answered(&rows(&[("DR Congo", "60"), ("Chile", "40"), ("Chile", "40")]));
    assert_eq!(share(&copied, "COD"), (0.6, Bound::Exact));
    let words = "1 row of purchases.csv was left out (stands twice in a table and year); shares are of the rest";
    assert_eq!(copied.left_out, [words]);
}

#[test]
fn pictures_and_tables_say_what_was_left_out() {
    let (dataset, question) = asked(&rows(&[("DR Congo", "60"), ("Chile", "40"), ("Peru", "12x")]));
    let words = "1 row of purchases.csv was left out (value not understood: 12x); shares are of the rest";
    for kind in [ChartKind::Shares, ChartKind::Trend, ChartKind::Shift] {
        let made = chart(&dataset, &question, kind, &ChartOptions::default());
        assert!(made.table().to_csv().contains(words), "{kind:?}");
        let notes = made.notes();
        assert!(notes.iter().any(|note| note.contains(words)), "{kind:?}: {notes:?}");
    }
}

#[test]
fn all_figures_say_what_was_left_out_and_what_is_assumed() {
    let rows = ["DR Congo,2024,60", "Chile,2024,40", "Peru,2024,12x", "Peru,2023,13x", "Chile,2023,39"];
    let text = format!("country,year,amount\n{}\n", rows.join("\n"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cobalt.csv");
    std::fs::write(&path, text).unwrap();
    let own = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    let dataset = embedded().unwrap().with([&own]);
    let question = Question {
        edition: EditionChoice::Of(own.editions[0].id.clone()),
        commodity: own.tables[0].key.commodity.clone(),
        ..opening_question(&dataset).unwrap()
    };
    let listing = Listing::of_figures(&dataset, &question, true);
    assert_eq!(listing.left_out(), ["2 rows of cobalt.csv were left out (value not understood: 13x, 12x)"]);
    let columns = listing.names();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let whole: Vec<Vec<Cell>> = listing.whole_rows().collect();
    for row in &whole {
        assert_eq!(row.len(), columns.len());
        assert_eq!((&row[at("Stage")], &row[at("Unit")]), (&Cell::text("mine (assumed)"), &Cell::text("t (assumed)")));
        let of_year = if row[at("Year")] == Cell::Number(2023.0) { "13x" } else { "12x" };
        let Cell::Text(left_out) = &row[at("Left out")] else { panic!("{row:?}") };
        assert!(left_out.starts_with("1 row of cobalt.csv was left out") && left_out.contains(of_year), "{left_out}");
    }
    assert!(listing.sources().iter().any(|(name, words)| name == "Left out" && words.starts_with("2 rows")));
    let newest = Question { edition: EditionChoice::Newest, ..question };
    let bundled = Listing::of_figures(&dataset, &newest, true);
    assert!(bundled.left_out().is_empty() && !bundled.names().iter().any(|name| name == "Left out"));
}

#[test]
fn all_figures_with_assumed_words_come_back_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cobalt.csv");
    std::fs::write(&path, "country,year,amount\nDR Congo,2024,60\nChile,2024,40\n").unwrap();
    let own = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    let dataset = embedded().unwrap().with([&own]);
    let question = Question {
        edition: EditionChoice::Of(own.editions[0].id.clone()),
        commodity: own.tables[0].key.commodity.clone(),
        ..opening_question(&dataset).unwrap()
    };
    let listing = Listing::of_figures(&dataset, &question, true);
    let written = folder.path().join("figures.csv");
    TableFile::new(&dataset, "All", listing).write(&written, FileFormat::Csv).unwrap();
    assert!(std::fs::read_to_string(&written).unwrap().contains("mine (assumed)"));
    let again = open(&written, &OpenOptions::default(), &Progress::default()).unwrap();
    assert_eq!(again.issues.total(), 0, "{:?}", again.issues.list);
    assert_eq!(again.tables[0].years, own.tables[0].years);
}

#[test]
fn editions_say_that_a_file_of_ones_own_is_none() {
    let (dataset, question) = asked(&rows(&[("DR Congo", "60"), ("Chile", "40")]));
    let notes = |question: &Question| -> Vec<String> {
        let made = chart(&dataset, question, ChartKind::Editions, &ChartOptions::default());
        made.notes().iter().map(ToString::to_string).collect()
    };
    let words = "purchases.csv is a file of your own and not an edition: the figures are the publishers’";
    assert_eq!(notes(&question).first().map(String::as_str), Some(words));
    let newest = Question { edition: EditionChoice::Newest, ..question };
    assert!(!notes(&newest).iter().any(|note| note == words));
}

#[cfg(target_os = "linux")]
#[test]
fn names_assigned_in_the_window_hold_on_the_command_line_and_in_a_recipe() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("purchases.csv");
    std::fs::write(&table, rows(&[("Kongo-Léo", "60"), ("Chile", "40"), ("Atlantis", "5")])).unwrap();
    let kept = folder.path().join("lodescope");
    let names = BTreeMap::from([
        (assigned_key("Kongo-Léo"), "COD".to_owned()),
        (assigned_key("Atlantis"), "none".to_owned()),
        (assigned_key("Nowhere"), "PER".to_owned()),
    ]);
    keep_assigned_names(&kept.join("names.json"), &names).unwrap();
    let run = |arguments: &[&str]| {
        let output = program().env("XDG_DATA_HOME", folder.path()).args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert!(output.status.success(), "{}", text(output.stderr));
        (text(output.stdout), text(output.stderr))
    };
    let data = table.to_str().unwrap();
    let ask = ["answer", "--mineral", "cobalt", "--data", data];
    let (answer, said) = run(&ask);
    assert_eq!(said, "2 names assigned earlier: Atlantis → none, Kongo-Léo → COD\n");
    assert!(answer.starts_with("The DR Congo mined 60"), "{answer}");
    let (answer, _) = run(&[&ask[..], &["--names", "off"]].concat());
    assert!(!answer.contains("DR Congo") && answer.contains("Kongo-Léo"), "{answer}");
    let given = folder.path().join("mine.json");
    std::fs::write(&given, r#"{"Kongo-Léo": "ZMB"}"#).unwrap();
    let (answer, said) = run(&[&ask[..], &["--names", given.to_str().unwrap()]].concat());
    assert!(
        answer.starts_with("Zambia mined") && said.contains("1 name assigned earlier: Kongo-Léo → ZMB"),
        "{answer}"
    );
    let (first, again) = (folder.path().join("first.svg"), folder.path().join("again.svg"));
    run(&["export", "--mineral", "cobalt", "--data", data, "--out", first.to_str().unwrap()]);
    let recipe = run(&["recipe", first.to_str().unwrap()]).0;
    assert!(
        recipe.contains("Kongo-Léo") && !recipe.contains("Nowhere"),
        "a recipe has the names that it used: {recipe}"
    );
    std::fs::remove_dir_all(&kept).unwrap();
    let recipe = ["--recipe", first.to_str().unwrap(), "--data", data, "--out", again.to_str().unwrap()];
    run(&[&["export"], &recipe[..]].concat());
    assert_eq!(std::fs::read(&first).unwrap(), std::fs::read(&again).unwrap());
}
