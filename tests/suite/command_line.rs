//! The built program, run as a person or a script runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use lodescope::data::{Effect, Table, embedded};
use lodescope::export::{Recipe, make, recipe_in_png, recipe_in_svg};
use lodescope::model::Denominator;
use serde_json::Value;

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub error: String,
}

/// Returns the program without a screen to open a window on.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lodescope"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "LODESCOPE_LOG"] {
        command.env_remove(name);
    }
    // Names that whoever runs the tests assigned are no part of them.
    for name in ["XDG_DATA_HOME", "APPDATA"] {
        command.env(name, Path::new(env!("CARGO_TARGET_TMPDIR")).join("nothing-kept"));
    }
    command
}

/// Runs the program with arguments parted by spaces; `~` stands for a space inside one.
pub fn run(arguments: &str) -> Run {
    run_with(arguments.split_whitespace().map(|word| word.replace('~', " ")))
}

pub fn run_with(arguments: impl IntoIterator<Item = String>) -> Run {
    let output = program().args(arguments).output().unwrap();
    Run {
        code: output.status.code().expect("ended by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

#[track_caller]
fn succeeded(arguments: &str) -> String {
    let run = run(arguments);
    assert_eq!((run.code, run.error.as_str()), (0, ""), "lodescope {arguments}");
    run.out
}

#[track_caller]
fn json(arguments: &str) -> Value {
    serde_json::from_str(&succeeded(arguments)).unwrap()
}

/// Runs an export into a folder and returns the file.
#[track_caller]
pub fn exported(folder: &Path, name: &str, arguments: &str) -> Vec<u8> {
    let path = folder.join(name);
    let words = arguments.split_whitespace().map(|word| word.replace('~', " "));
    let out = ["--out".to_owned(), path.to_str().unwrap().to_owned()];
    let run = run_with(std::iter::once("export".to_owned()).chain(words).chain(out));
    assert_eq!((run.code, run.error.as_str(), run.out.as_str()), (0, "", ""), "export {arguments} to {name}");
    std::fs::read(path).unwrap()
}

#[track_caller]
fn near(value: &Value, expected: f64, within: f64) {
    let found = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

/// What may stand in a field.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Flag,
    /// A number or `null`.
    MaybeNumber,
    /// A text or `null`.
    MaybeText,
    Texts,
    List(&'static [(&'static str, Kind)]),
    Object(&'static [(&'static str, Kind)]),
    /// An object or `null`.
    MaybeObject(&'static [(&'static str, Kind)]),
}

/// The stable interface, as the README describes it.
const ANSWER: &[(&str, Kind)] = &[
    ("mineral", Kind::Text),
    ("name", Kind::Text),
    ("form", Kind::Text),
    ("stage", Kind::Text),
    ("year", Kind::Number),
    ("edition", Kind::Text),
    ("mode", Kind::Text),
    ("overlap", Kind::Text),
    ("territories", Kind::Text),
    ("hypothetical", Kind::Flag),
    ("supposed", Kind::MaybeText),
    ("unit", Kind::MaybeText),
    ("basis", Kind::MaybeText),
    ("source_label", Kind::MaybeText),
    ("assumed", Kind::MaybeText),
    ("total", Kind::MaybeNumber),
    ("printed_total", Kind::MaybeNumber),
    ("printed_bound", Kind::MaybeText),
    ("shares", Kind::List(SHARE)),
    ("other_share", Kind::MaybeNumber),
    ("withheld", Kind::Texts),
    ("not_available", Kind::Texts),
    ("hhi", Kind::MaybeObject(HHI)),
    ("cr1", Kind::MaybeNumber),
    ("cr3", Kind::MaybeNumber),
    ("cr5", Kind::MaybeNumber),
    ("effective_suppliers", Kind::MaybeObject(EFFECTIVE)),
    ("blocs", Kind::List(BLOC)),
    ("limits", Kind::List(LIMIT)),
    ("lost_share", Kind::MaybeNumber),
    ("lost_share_low", Kind::MaybeNumber),
    ("lost_share_high", Kind::MaybeNumber),
    ("lost_quantity", Kind::MaybeNumber),
    ("lost_quantity_low", Kind::MaybeNumber),
    ("lost_quantity_high", Kind::MaybeNumber),
    ("gap", Kind::MaybeObject(GAP)),
    ("coverage", Kind::MaybeNumber),
    ("coverage_quantity", Kind::MaybeNumber),
    ("as_blocs", Kind::MaybeObject(AFTER)),
    ("after", Kind::MaybeObject(AFTER)),
    ("by_confidence", Kind::List(LEVEL)),
    ("problems", Kind::Texts),
];
const SHARE: &[(&str, Kind)] = &[
    ("iso3", Kind::Text),
    ("name", Kind::Text),
    ("value", Kind::Number),
    ("upper", Kind::MaybeNumber),
    ("bound", Kind::Text),
    ("status", Kind::Text),
    ("share", Kind::Number),
    ("share_low", Kind::Number),
    ("share_high", Kind::Number),
    ("bloc", Kind::MaybeText),
    ("contested", Kind::Flag),
];
const LIMIT: &[(&str, Kind)] = &[
    ("iso3", Kind::Text),
    ("name", Kind::Text),
    ("tonnes", Kind::MaybeNumber),
    ("percent", Kind::MaybeNumber),
    ("left", Kind::MaybeNumber),
    ("left_share", Kind::MaybeNumber),
];
const GAP: &[(&str, Kind)] = &[
    ("growth", Kind::MaybeNumber),
    ("growth_low", Kind::MaybeNumber),
    ("growth_high", Kind::MaybeNumber),
    ("suppliers", Kind::List(FILLER)),
];
const FILLER: &[(&str, Kind)] = &[
    ("iso3", Kind::Text),
    ("more", Kind::Number),
    ("more_low", Kind::Number),
    ("more_high", Kind::MaybeNumber),
    ("factor", Kind::Number),
    ("factor_low", Kind::Number),
    ("factor_high", Kind::MaybeNumber),
];
const BLOC: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("members_counted", Kind::Number),
    ("share", Kind::Number),
    ("share_low", Kind::Number),
    ("share_high", Kind::Number),
    ("quantity", Kind::Number),
    ("lost", Kind::MaybeNumber),
];
const LEVEL: &[(&str, Kind)] = &[
    ("level", Kind::Text),
    ("blocs", Kind::List(BLOC)),
    ("after", Kind::MaybeObject(AFTER)),
    ("scenario_share", Kind::MaybeNumber),
];
const LARGEST: &[(&str, Kind)] =
    &[("name", Kind::Text), ("share", Kind::Number), ("share_low", Kind::Number), ("share_high", Kind::Number)];
const HHI: &[(&str, Kind)] = &[("lower", Kind::Number), ("upper", Kind::MaybeNumber), ("published_only", Kind::Flag)];
const EFFECTIVE: &[(&str, Kind)] = &[("hhi", Kind::Number), ("shannon", Kind::Number)];
const AFTER: &[(&str, Kind)] = &[
    ("hhi", Kind::Object(HHI)),
    ("cr1", Kind::Number),
    ("cr3", Kind::Number),
    ("cr5", Kind::Number),
    ("effective_suppliers", Kind::Object(EFFECTIVE)),
    ("largest", Kind::MaybeObject(LARGEST)),
];

/// Fails unless the object has these fields, of these kinds, and no other.
#[track_caller]
fn assert_fields(value: &Value, fields: &[(&str, Kind)], place: &str) {
    let object = value.as_object().unwrap_or_else(|| panic!("{place} is no object: {value}"));
    let found: BTreeSet<&str> = object.keys().map(String::as_str).collect();
    assert_eq!(found, fields.iter().map(|(name, _)| *name).collect(), "{place}");
    for (name, kind) in fields {
        let (value, place) = (&object[*name], format!("{place}.{name}"));
        let fits = match kind {
            Kind::Text => value.is_string(),
            Kind::Number => value.is_number(),
            Kind::Flag => value.is_boolean(),
            Kind::MaybeNumber => value.is_number() || value.is_null(),
            Kind::MaybeText => value.is_string() || value.is_null(),
            Kind::Texts => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
            Kind::List(fields) => {
                let all = value.as_array().unwrap_or_else(|| panic!("{place} is no list: {value}"));
                for item in all {
                    assert_fields(item, fields, &place);
                }
                true
            }
            Kind::MaybeObject(_) if value.is_null() => true,
            Kind::Object(fields) | Kind::MaybeObject(fields) => {
                assert_fields(value, fields, &place);
                true
            }
        };
        assert!(fits, "{place} is {value}");
    }
}

fn documented(fields: &[(&str, Kind)], words: &BTreeSet<&str>) {
    for (name, kind) in fields {
        assert!(words.contains(name), "README does not tell of '{name}'");
        if let Kind::List(inner) | Kind::Object(inner) | Kind::MaybeObject(inner) = kind {
            documented(inner, words);
        }
    }
}

#[test]
fn a_stage_without_a_table_is_asked_of_a_year_that_there_is() {
    let run = run("answer --mineral gallium --stage reserves --json");
    assert_eq!(run.code, 1);
    let answered: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answered["stage"], "reserves");
    let production = json("answer --mineral gallium --json");
    assert_eq!(answered["year"], production["year"]);
    assert!(run.error.contains("no table of reserves"), "{}", run.error);
}

#[test]
fn the_readme_tells_of_every_field() {
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("### The JSON of an answer").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let words: BTreeSet<&str> = section.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').collect();
    documented(ANSWER, &words);
}

#[test]
fn an_answer_is_printed_for_people() {
    let text = succeeded("answer --mineral rare-earths --bloc china_green_minerals --bloc forge");
    for part in [
        "China mined 69\u{a0}% of the world’s rare earths in 2025\n",
        "389,310\u{a0}t rare-earth-oxide equivalent",
        "How concentrated (HHI): from 5,072 to 6,140, +1,068",
        "\nSource: U.S. Geological Survey, Mineral Commodity Summaries 2026 (RARE EARTHS, Mine production)",
        "Green minerals initiative, FORGE as of 24 Nov 2026",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    let row = text.lines().find(|line| line.starts_with("China  ")).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells[..6], ["China", "CHN", "270000", "69.35", "%", "exact"]);
}

#[test]
fn an_answer_as_json_has_every_field() {
    let answer = json("answer --mineral rare-earths --bloc china_green_minerals --bloc forge --json");
    assert_fields(&answer, ANSWER, "answer");
    for (field, text) in [
        ("mineral", "rare-earths"),
        ("name", "Rare earths"),
        ("form", "rare-earths"),
        ("stage", "mine"),
        ("edition", "mcs2026"),
        ("unit", "t"),
        ("source_label", "RARE EARTHS, Mine production"),
    ] {
        assert_eq!(answer[field], text, "{field}");
    }
    assert_eq!(answer["year"], 2025);
    near(&answer["total"], 389_310.0, 0.5);
    near(&answer["printed_total"], 390_000.0, 0.5);
    let shares = answer["shares"].as_array().unwrap();
    assert_eq!((&shares[0]["iso3"], &shares[0]["bloc"]), (&"CHN".into(), &"china_green_minerals".into()));
    near(&shares[0]["value"], 270_000.0, 0.0);
    near(&shares[0]["share"], 270_000.0 / 389_310.0, 1e-12);
    let fractions: Vec<f64> = shares.iter().map(|share| share["share"].as_f64().unwrap()).collect();
    assert!(fractions.is_sorted_by(|one, next| one >= next), "{fractions:?}");
    near(&answer["other_share"], 550.0 / 389_310.0, 1e-9);
    near(&answer["hhi"]["lower"], 5072.0, 0.5);
    near(&answer["after"]["hhi"]["lower"], 6140.0, 0.5);
    near(&answer["blocs"][0]["share"], 0.754, 5e-4);
    near(&answer["blocs"][1]["share"], 0.213, 5e-4);
    assert_eq!(answer["after"]["largest"]["name"], "Green minerals initiative");
    near(&answer["after"]["largest"]["share"], 0.754, 5e-4);
    near(&answer["after"]["cr1"], 0.754, 5e-4);
}

#[test]
fn a_withheld_producer_leaves_no_upper_end() {
    let answer = json("answer --mineral lithium --json");
    assert_fields(&answer, ANSWER, "answer");
    near(&answer["hhi"]["lower"], 2047.0, 0.5);
    assert_eq!(answer["hhi"]["published_only"], true);
    assert_eq!(answer["hhi"]["upper"], Value::Null);
    assert_eq!(answer["withheld"], serde_json::json!(["USA"]));
    assert_eq!(answer["after"], Value::Null);
    assert!(answer["shares"].as_array().unwrap().iter().all(|share| share["iso3"] != "USA"));
    let first = &answer["shares"][0];
    assert_eq!((&first["iso3"], &first["share_high"]), (&"AUS".into(), &first["share"]));
    near(&first["share_low"], 0.0, 0.0);
}

#[test]
fn every_answer_is_a_line_of_json_that_adds_up() {
    let text = succeeded("answer --all --jsonl");
    let dataset = embedded().unwrap();
    // Two publications may have a table of the same refineries: one of them answers. A table taken out gives none.
    let is_taken_out = |table: &Table| dataset.corrections_of(table).any(|of| of.effect == Effect::Withdrawn);
    let questions: BTreeSet<_> = dataset
        .tables
        .iter()
        .filter(|table| !is_taken_out(table))
        .flat_map(|table| {
            let key = &table.key;
            table.years.iter().map(move |year| (&key.commodity, &key.form, key.stage, year.year))
        })
        .collect();
    assert_eq!(text.lines().count(), questions.len());
    let (mut with_figures, mut seen) = (0, BTreeSet::new());
    for line in text.lines() {
        let answer: Value = serde_json::from_str(line).unwrap();
        let place = format!("{} {} {} {}", answer["mineral"], answer["form"], answer["stage"], answer["year"]);
        assert_fields(&answer, ANSWER, &place);
        assert!(seen.insert(place.clone()), "{place} twice");
        let shares: Vec<f64> =
            answer["shares"].as_array().unwrap().iter().map(|share| share["share"].as_f64().unwrap()).collect();
        if answer["hhi"].is_null() {
            assert!(shares.is_empty() && answer["cr1"].is_null() && answer["total"].is_null(), "{place}");
            assert!(!answer["problems"].as_array().unwrap().is_empty(), "{place} says not why");
            continue;
        }
        with_figures += 1;
        // Nothing where "Other countries" are withheld or not available: the rows are all there is.
        let other = answer["other_share"].as_f64().unwrap_or_default();
        let sum: f64 = shares.iter().sum::<f64>() + other;
        assert!((sum - 1.0).abs() < 1e-9, "{place} adds up to {sum}");
        let squares: f64 = shares.iter().map(|share| share * share).sum();
        near(&answer["hhi"]["lower"], 1e4 * squares, 1e-6);
        near(&answer["cr3"], shares.iter().take(3).sum(), 1e-9);
        if answer["hhi"]["published_only"] == true {
            assert!(answer["hhi"]["upper"].is_null(), "{place}");
        } else {
            near(&answer["hhi"]["upper"], 1e4 * (squares + other * other), 1e-6);
        }
    }
    assert!(with_figures * 10 > questions.len() * 8, "only {with_figures} of {} have figures", questions.len());
}

#[test]
fn shares_of_the_printed_total_are_a_choice() {
    let answer = json("answer --mineral rare-earths --denominator printed --json");
    near(&answer["total"], 390_000.0, 0.0);
    near(&answer["shares"][0]["share"], 270_000.0 / 390_000.0, 1e-12);
    assert_eq!(answer["hhi"]["upper"], Value::Null, "no interval is claimed");
    let named: f64 = answer["shares"].as_array().unwrap().iter().map(|share| share["share"].as_f64().unwrap()).sum();
    near(&answer["other_share"], 1.0 - named, 1e-9);
}

#[test]
fn membership_is_read_on_the_date_given() {
    let then = json("answer --mineral cobalt --bloc msp --as-of 2025-01-01 --json");
    assert!(then["blocs"][0]["members_counted"].as_u64().unwrap() > 10);
    assert!(then["blocs"][0]["share"].as_f64().unwrap() > 0.02);
    let problem = then["problems"][0].as_str().unwrap();
    assert!(problem.starts_with("Members without a row may be among “Other countries”"), "{problem}");
    assert!(then["blocs"][0]["share_high"].as_f64() > then["blocs"][0]["share"].as_f64());
    let now = json("answer --mineral cobalt --bloc msp --json");
    assert_eq!(now["blocs"][0]["members_counted"], 0);
    assert_eq!(now["hhi"], now["after"]["hhi"]);
    let problem = now["problems"][0].as_str().unwrap();
    assert!(problem.contains("MSP") && problem.contains("has no members on 24 Nov 2026"), "{problem}");
}

#[test]
fn confidence_decides_who_counts() {
    let members = |level: &str| {
        let answer = json(&format!("answer --mineral cobalt --bloc forge --confidence {level} --json"));
        answer["blocs"][0]["members_counted"].as_u64().unwrap()
    };
    let counts = ["confirmed", "reported", "unknown"].map(members);
    assert!(counts.is_sorted() && counts[0] < counts[1], "{counts:?}");
}

#[test]
fn a_mineral_is_found_by_id_name_and_symbol() {
    let by_id = succeeded("answer --mineral rare-earths");
    assert_eq!(succeeded("answer --mineral Rare~Earths"), by_id);
    assert_eq!(succeeded("answer --mineral Co"), succeeded("answer --mineral cobalt"));
}

#[test]
fn a_limit_is_answered_with_what_is_lost_and_who_would_grow() {
    let found = json("answer --mineral cobalt --edition mcs2026 --cap dr~congo=100,000~t --json");
    assert_eq!(
        (&found["hypothetical"], &found["supposed"]),
        (&Value::from(true), &Value::from("DR Congo sells at most 100,000\u{a0}t"),)
    );
    near(&found["lost_quantity"], 130_000.0, 1e-6);
    near(&found["lost_share_low"], 0.41322, 1e-5);
    near(&found["limits"][0]["left"], 100_000.0, 1e-6);
    near(&found["gap"]["growth"], 1.7219, 1e-4);
    near(&found["gap"]["suppliers"][0]["factor"], 3.9545, 1e-4);
    near(&found["after"]["hhi"]["lower"], 3542.0, 0.5);
    let text = succeeded("answer --mineral cobalt --edition mcs2026 --cap COD=100000t");
    for part in ["HYPOTHETICAL", "Lost, hypothetically: 41.3", "To fill the gap, hypothetically\n  Indonesia: 75,762"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let csv = succeeded("table --mineral cobalt --cap COD=50% --out -");
    assert!(csv.lines().next().unwrap().contains("HYPOTHETICAL"), "{csv}");
    let parent = json("answer --mineral nickel --edition mcs2026 --territories parent --json");
    let names: Vec<&Value> = parent["shares"].as_array().unwrap().iter().map(|share| &share["iso3"]).collect();
    assert!(names.contains(&&Value::from("FRA")) && !names.contains(&&Value::from("NCL")), "{names:?}");
}

#[test]
fn a_wrong_argument_is_answered_with_the_right_ones() {
    for (arguments, expected) in [
        ("answer --mineral cobolt", &["no mineral 'cobolt'", "did you mean cobalt?"] as &[&str]),
        ("answer --mineral cobalt --cap Indonesa=5t", &["no country 'Indonesa'", "did you mean Indonesia (IDN)"]),
        ("answer --mineral cobalt --cap COD", &["--cap COD has no limit", "--cap COD=100000t"]),
        ("answer --mineral cobalt --cap COD=-5t", &["'-5t' is not a limit", "100,000 t"]),
        ("answer --mineral cobalt --cap COD=101%", &["'101%' is not a limit", "0 % to 100 %"]),
        ("answer --mineral cobalt --cap COD=5t --cap dr~congo=6t", &["limits DR Congo twice"]),
        ("answer --all --cap COD=5t", &["--cap"]),
        ("answer --mineral nickel --territories france", &["own", "parent"]),
        ("answer --mineral copper --bloc nafto", &["no bloc 'nafto'", "nato"]),
        ("answer --mineral copper --bloc zzzzzz", &["no bloc 'zzzzzz'", "the valid ones are", "china_green_minerals"]),
        ("answer --mineral copper --edition mcs1999", &["no edition 'mcs1999'", "mcs2026"]),
        (
            "answer --mineral copper --stage mien",
            &["'mien'", "reserves, mine, smelter, refinery, production, capacity"],
        ),
        ("answer --mineral titanium --form gold", &["no form 'gold'", "the valid ones are", "ilmenite", "rutile"]),
        ("answer --mineral copper --as-of 2025-02-30", &["2025-02-30", "YYYY-MM-DD"]),
        ("answer --mineral copper --as-of yesterday", &["yesterday", "YYYY-MM-DD"]),
        ("answer --mineral copper --confidence sure", &["'sure'", "confirmed, reported, unknown"]),
        ("answer --mineral copper --denominator half", &["'half'", "sum, printed"]),
        ("answer", &["--mineral is missing", "--all"]),
        ("answer --all --mineral copper", &["--all", "--mineral"]),
        ("export --mineral cobalt --out x.gif", &["x.gif", ".png, .svg, .pdf, .csv or .xlsx"]),
        ("export --mineral cobalt --out x", &["'x'", ".png, .svg, .pdf, .csv or .xlsx"]),
        ("export --mineral cobalt --out x.svg --chart pie", &["no chart 'pie'", "shares"]),
        ("export --mineral cobalt --out x.svg --size large", &["large", "1920x1080"]),
        ("export --mineral cobalt --out x.svg --size 1920x0", &["1920x0", "200 to 16000"]),
        ("export --mineral cobalt --out x.svg --theme blue", &["blue", "light, dark or print"]),
        ("export --mineral cobalt --out x.svg --scale 99", &["--scale 99", "0.1 to 8"]),
        ("export --mineral cobalt --out x.svg --text NaN", &["--text NaN", "0.5 to 4"]),
        ("export --mineral cobalt", &["--out <FILE>"]),
        ("paint", &["'paint'"]),
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "lodescope {arguments}: {}", run.error);
        for part in expected {
            assert!(run.error.contains(part), "lodescope {arguments} says not {part:?}:\n{}", run.error);
        }
    }
    assert!(!Path::new("x.svg").exists());
}

#[test]
fn a_question_without_an_answer_says_why() {
    for (arguments, expected) in [
        ("answer --mineral boron", "Countries report different boron products"),
        ("answer --mineral copper --year 1850", "for 2021, 2022, 2023, 2024, 2025, not for 1850"),
        ("answer --mineral copper --stage capacity", "it has reserves of copper, mine production of copper"),
    ] {
        let said = run(arguments);
        assert_eq!(said.code, 1, "lodescope {arguments}");
        assert!(said.error.starts_with("no answer: ") && said.error.contains(expected), "{arguments}: {}", said.error);
        assert!(!said.out.contains("HHI"), "{}", said.out);
        let answered = run(&format!("{arguments} --json"));
        assert_eq!(answered.code, 1, "lodescope {arguments} --json");
        let answer: Value = serde_json::from_str(&answered.out).unwrap();
        assert_fields(&answer, ANSWER, arguments);
        assert!(answer["problems"][0].as_str().unwrap().contains(expected), "{answer}");
    }
}

#[test]
fn what_has_no_shares_can_still_be_compared_between_editions() {
    let folder = tempfile::tempdir().unwrap();
    let svg = exported(folder.path(), "boron.svg", "--mineral boron --chart editions");
    assert!(String::from_utf8(svg).unwrap().contains("Turkey"), "the rows are drawn");
    let path = folder.path().join("trend.svg");
    let said = run(&format!("export --mineral boron --chart trend --out {}", path.display()));
    assert_eq!(said.code, 1);
    assert!(said.error.contains("Countries report different boron products") && !path.exists(), "{}", said.error);
}

fn png_info(bytes: &[u8]) -> png::Info<'static> {
    png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap().info().clone()
}

#[test]
fn a_png_has_the_pixels_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, width, height, per_metre) in [
        ("--mineral cobalt", 1920, 1080, 5669),
        ("--mineral cobalt --size 960x540 --scale 2", 1920, 1080, 5669),
        // A square of the same area: 720 × 720 points.
        ("--mineral cobalt --size 1080x1080", 1080, 1080, 4252),
        ("--mineral cobalt --size 480x270 --scale 0.5", 240, 135, 709),
    ] {
        let info = png_info(&exported(folder.path(), "chart.png", arguments));
        assert_eq!((info.width, info.height), (width, height), "{arguments}");
        assert_eq!(info.pixel_dims.unwrap().xppu, per_metre, "{arguments}: the page keeps its size on paper");
    }
}

#[test]
fn every_picture_carries_the_recipe_that_makes_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = "--mineral nickel --year 2024 --bloc brics --bloc eu --as-of 2025-06-01 --confidence confirmed \
                     --denominator printed --size 1200x900 --text 1.25 --theme dark --no-shift --title A~<title>~&~more \
                     --note Mind~this";
    let svg = String::from_utf8(exported(folder.path(), "chart.svg", arguments)).unwrap();
    let png = exported(folder.path(), "chart.png", arguments);
    let pdf = exported(folder.path(), "chart.pdf", arguments);
    let written = recipe_in_svg(&svg).unwrap();
    assert_eq!(recipe_in_png(&png).as_ref(), Some(&written));
    let recipe: Recipe = serde_json::from_str(&written).unwrap();
    let question = &recipe.question;
    assert_eq!((question.commodity.as_str(), question.year), ("nickel", 2024));
    assert_eq!(question.blocs.iter().map(ToString::to_string).collect::<Vec<_>>(), ["brics", "eu"]);
    assert_eq!((question.as_of.to_string().as_str(), question.confidence.id()), ("2025-06-01", "confirmed"));
    assert_eq!(question.denominator, Denominator::Printed);
    assert_eq!((recipe.width_px, recipe.height_px, recipe.show_shift), (1200, 900, false));
    assert_eq!(recipe.title.as_deref(), Some("A <title> & more"));
    let dataset = embedded().unwrap();
    assert_eq!(recipe.dataset, dataset.fingerprint);
    let again = make(&dataset, &recipe).unwrap();
    assert!(again.svg() == svg, "the recipe makes the same SVG");
    assert!(again.png().unwrap() == png, "the recipe makes the same PNG");
    assert!(again.pdf().unwrap() == pdf, "the recipe makes the same PDF");
}

#[test]
fn an_svg_says_what_it_shows_in_text() {
    let folder = tempfile::tempdir().unwrap();
    let svg = String::from_utf8(exported(folder.path(), "a.svg", "--mineral cobalt --note Mind~this")).unwrap();
    for part in [
        "<title id=\"lodescope-title\">The DR Congo mined 73\u{a0}% of the world’s cobalt in 2025</title>",
        "<desc id=\"lodescope-description\">",
        "id=\"country-cod\"",
        ">Indonesia</text>",
        "Mind this",
        "Source: U.S. Geological Survey, Mineral Commodity Summaries 2026",
    ] {
        assert!(svg.contains(part), "{part} is not in the SVG");
    }
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["chart.svg", "chart.png", "chart.pdf", "chart.csv"] {
        let arguments = "--mineral graphite --bloc brics --size 900x600";
        let first = exported(folder.path(), name, arguments);
        assert!(first == exported(folder.path(), name, arguments), "{name}");
        assert!(!first.is_empty());
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 4, "nothing but the four files is left: {left:?}");
}

#[test]
fn a_csv_holds_the_numbers_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let csv = String::from_utf8(exported(folder.path(), "a.csv", "--mineral lithium --bloc brics")).unwrap();
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0][..7], ["Country", "Code", "Value (t)", "Share", "Bound of share", "Status", "Bloc"]);
    let by_code: BTreeMap<&str, &Vec<&str>> = rows.iter().map(|row| (row[1], row)).collect();
    let australia = by_code["AUS"];
    assert_eq!((australia[0], australia[2], australia[6]), ("Australia", "92000", ""));
    assert!((australia[3].parse::<f64>().unwrap() - 0.319).abs() < 5e-4);
    assert_eq!(by_code["BRA"][6], "BRICS");
    let withheld = by_code["USA"];
    assert_eq!((withheld[2], withheld[3], withheld[5]), ("", "", "withheld"), "withheld is no zero");
}

#[test]
fn a_failed_export_leaves_the_file_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.png");
    std::fs::write(&path, "precious").unwrap();
    for (arguments, code, expected) in [
        ("--mineral boron", 1, "different boron products"),
        ("--mineral cobolt", 2, "did you mean cobalt?"),
        ("--mineral cobalt --size 16000x16000 --scale 8", 1, "choose a smaller size or scale"),
    ] {
        let words = format!("export {arguments} --out {}", path.display());
        let run = run_with(words.split(' ').map(str::to_owned));
        assert_eq!(run.code, code, "{arguments}");
        assert!(run.error.contains(expected), "{arguments}: {}", run.error);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious", "{arguments}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half file is left");
}

#[test]
fn a_folder_that_is_not_there_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("absent").join("chart.svg");
    let run = run_with(["export", "--mineral", "cobalt", "--out", path.to_str().unwrap()].map(str::to_owned));
    assert_eq!(run.code, 1);
    assert!(run.error.contains("choose another, or create it"), "{}", run.error);
    assert!(run.error.trim_end().ends_with("chart.svg"), "the path comes last: {}", run.error);
    assert_eq!(run.error.matches("chart.svg").count(), 1, "{}", run.error);
}

#[test]
fn help_is_a_page_with_examples() {
    let help = succeeded("--help");
    for part in ["Examples:", "lodescope answer --mineral", "lodescope export --mineral", "Exit codes:"] {
        assert!(help.contains(part), "{part}");
    }
    let export = succeeded("export --help");
    for option in [
        "--out", "--size", "--scale", "--text", "--theme", "--title", "--note", "--bloc", "--as-of", "--all",
        "--recipe",
    ] {
        assert!(export.contains(option), "{option}");
    }
    assert_eq!(succeeded("--version"), format!("lodescope {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_examples_of_the_help_run() {
    let help = succeeded("--help");
    let examples: Vec<&str> =
        help.lines().map(str::trim).filter(|line| line.starts_with("lodescope answer ")).collect();
    assert!(examples.len() >= 3, "{examples:?}");
    for example in examples {
        // Files of the reader's own.
        let words = example.trim_start_matches("lodescope ").replace("purchases.csv", "tests/fixtures/open/tidy.csv");
        let ran = run(&words.replace("mine.csv", "tests/fixtures/own_blocs.csv"));
        assert!(ran.code == 0 && !ran.out.is_empty(), "{example}: {}", ran.error);
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let mut child =
        program().args(["answer", "--all", "--jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

// Elsewhere these variables do not say whether there is a screen, and a window would open.
#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn without_a_screen_the_window_points_to_export() {
    let run = run("");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.error.contains("There is no screen"), "{}", run.error);
    assert!(run.error.contains("'lodescope export' writes charts"), "{}", run.error);
    assert!(!run.error.contains("panicked") && !run.error.contains("RUST_BACKTRACE"), "{}", run.error);
}

#[test]
fn a_shift_of_minerals_needs_no_mineral_and_is_one_picture() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("forge.csv");
    let words = "--chart shift --shift-of minerals --bloc forge";
    let said = run(&format!("export {words} --out {}", path.display()));
    assert_eq!(said.code, 0, "{}", said.error);
    let table = std::fs::read_to_string(&path).unwrap();
    assert!(table.starts_with("Mineral,Id,Step,Stage,Form,Year,Edition,Unit,"), "{table}");
    // What has no table and what cannot be put into shares is in it, with its reason.
    for part in [",no table,", "Shares of ", "Gallium,gallium,Refinery or plant,production,"] {
        assert!(table.contains(part), "{part}");
    }
    let said = run(&format!("export {words} --all --format svg --out {}", folder.path().display()));
    assert_eq!(said.code, 2);
    assert!(said.error.contains("one picture of all minerals"), "{}", said.error);
    let said = run("table --chart shift --mineral cobalt --sort name --out -");
    assert!(said.out.lines().nth(1).unwrap().starts_with("Africa minerals group (AMSG),amsg,no,"), "{}", said.out);
}
