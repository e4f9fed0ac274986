//! `check`, `table` and `--data`: people's own files and tables without a window.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::{Value, json};

use super::command_line::{Run, exported, program, run, run_with};

const TIDY: &str = "tests/fixtures/open/tidy.csv";
const ONE_ISSUE: &str =
    "tests/fixtures/open/tidy.csv: 1 issue; 'lodescope check tests/fixtures/open/tidy.csv' shows it\n";

#[track_caller]
fn out(arguments: &str, error: &str) -> String {
    let run = run(arguments);
    assert_eq!((run.code, run.error.as_str()), (0, error), "lodescope {arguments}");
    run.out
}

#[test]
fn a_check_says_what_is_understood_and_what_is_not() {
    let said = out(&format!("check {TIDY}"), "");
    for line in [
        TIDY,
        "    Country: column 'country'",
        "    Values: column 'value'",
        "  Minerals: Cobalt",
        "  Stages: mine, refinery",
        "  Countries: CHN, COD, IDN",
        "  Years: 2024",
        "  Units: t, kt",
        "  Table: Cobalt, mine, 2024, 3 figures of 2 countries in t",
        "  Table: Cobalt, refinery, 2024, 1 figure of 1 country in kt",
        "  1 issue",
        "    Value not understood: 1",
    ] {
        assert!(said.lines().any(|of| of == line), "{line:?} is not in\n{said}");
    }
    assert!(said.lines().any(|line| line.starts_with("      row 6") && line.contains("'many'")), "{said}");
}

#[test]
fn the_json_of_a_check_is_a_stable_interface() {
    let json: Value = serde_json::from_str(&out(&format!("check {TIDY} --json"), "")).unwrap();
    assert_eq!(json["usable"], 1);
    let file = &json["files"][0];
    let keys: Vec<&String> = file.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "countries",
            "editions",
            "file",
            "fingerprint",
            "issues",
            "minerals",
            "problem",
            "rows",
            "sheets",
            "stages",
            "tables",
            "units",
            "usable",
            "years"
        ]
    );
    assert_eq!((&file["file"], &file["usable"], &file["problem"]), (&json!(TIDY), &json!(true), &Value::Null));
    assert_eq!(file["editions"][0]["name"], "tidy.csv");
    assert!(file["editions"][0]["id"].as_str().unwrap().starts_with("own-tidy-"));
    assert_eq!(file["minerals"], json!(["Cobalt"]));
    assert_eq!(file["stages"], json!(["mine", "refinery"]));
    assert_eq!(file["countries"], json!(["CHN", "COD", "IDN"]));
    assert_eq!(file["years"], json!([2024]));
    let table = &file["tables"][0];
    assert_eq!(
        (&table["stage"], &table["figures"], &table["countries"], &table["first_year"], &table["unit"]),
        (&json!("mine"), &json!(3), &json!(2), &json!(2024), &json!("t"))
    );
    let issues = &file["issues"];
    assert_eq!(issues["total"], 1);
    assert_eq!(
        issues["kinds"][0],
        json!({"kind": "value_not_understood", "title": "Value not understood", "severity": "warning", "count": 1})
    );
    let issue = &issues["list"][0];
    assert_eq!(
        (&issue["kind"], &issue["row"], &issue["value"]),
        (&json!("value_not_understood"), &json!(6), &json!("many"))
    );
    let sheet = &file["sheets"][0];
    assert_eq!(sheet["header"], json!(["country", "commodity", "year", "stage", "unit", "value"]));
    assert_eq!(sheet["rows_used"], 4);
    assert_eq!(sheet["mapping"]["country"], json!({"column": 0}));
}

#[test]
fn a_check_ends_with_0_where_any_file_is_usable_1_where_none_is_and_2_without_a_file() {
    let both = run(&format!("check Cargo.toml {TIDY} no/such/file.csv"));
    assert_eq!(both.code, 0, "{}", both.error);
    assert_eq!(both.out.matches("Cannot be used: ").count(), 2, "each is said\n{}", both.out);
    let none = run("check Cargo.toml no/such/file.csv");
    assert_eq!((none.code, none.error.as_str()), (1, "error: none of the 2 files can be used\n"));
    assert!(none.out.contains("no/such/file.csv\n  Cannot be used: "), "{}", none.out);
    let one = run("check no/such/file.csv --json");
    assert_eq!((one.code, one.error.as_str()), (1, "error: the file cannot be used: no/such/file.csv\n"));
    let json: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!((&json["usable"], &json["files"][0]["usable"]), (&json!(0), &json!(false)));
    assert_eq!(run("check").code, 2);
    assert_eq!(run(&format!("check {TIDY} --limits 0")).code, 2);
    assert_eq!(run(&format!("check {TIDY} --limits 2")).code, 0);
}

#[test]
fn a_question_is_asked_of_the_first_file_unless_an_edition_is_given() {
    let of_file: Value =
        serde_json::from_str(&out(&format!("answer --mineral cobalt --data {TIDY} --json"), ONE_ISSUE)).unwrap();
    assert_eq!(of_file["total"], 260_000.0);
    assert!(of_file["edition"].as_str().unwrap().starts_with("own-tidy-"));
    // The file by its name, and the publishers' figures beside it.
    for (edition, own) in [("tidy.csv", true), (TIDY, true), ("newest", false), ("mcs2025", false)] {
        let arguments = format!("answer --mineral cobalt --data {TIDY} --edition {edition} --year 2024 --json");
        let json: Value = serde_json::from_str(&out(&arguments, ONE_ISSUE)).unwrap();
        assert_eq!(json["edition"].as_str().unwrap().starts_with("own-"), own, "{edition}");
    }
    let all = out(&format!("answer --all --data {TIDY} --jsonl"), ONE_ISSUE);
    assert_eq!(all.lines().count(), 2, "mine and refinery of the file\n{all}");
}

#[test]
fn what_is_wrong_with_own_data_is_said_with_what_to_do() {
    let missing = run("answer --mineral cobalt --data no/such.csv");
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.error.contains("'lodescope check no/such.csv' says what was understood"), "{}", missing.error);
    let unknown = run(&format!("answer --mineral cobalt --data {TIDY} --edition tidy.xlsx"));
    assert_eq!(unknown.code, 2, "{}", unknown.error);
    let map = run("answer --mineral cobalt --map Cargo.toml");
    assert_eq!(map.code, 2, "{}", map.error);
    let map = run(&format!("answer --mineral cobalt --data {TIDY} --map Cargo.toml"));
    assert!(map.code == 1 && map.error.contains("there is no mapping in Cargo.toml"), "{}", map.error);
}

#[test]
fn the_mapping_that_a_check_prints_can_be_changed_and_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let json: Value = serde_json::from_str(&out(&format!("check {TIDY} --json"), "")).unwrap();
    let mut mapping = json["files"][0]["sheets"][0]["mapping"].clone();
    mapping["unit"] = json!({"same": "kt"});
    mapping["stage"] = json!({"same": "reserves"});
    let file = folder.path().join("map.json");
    std::fs::write(&file, mapping.to_string()).unwrap();
    let arguments = ["check", TIDY, "--json", "--map", file.to_str().unwrap()].map(str::to_owned);
    let run = run_with(arguments);
    assert_eq!((run.code, run.error.as_str()), (0, ""));
    let mapped: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(mapped["files"][0]["stages"], json!(["reserves"]));
    assert_eq!(mapped["files"][0]["sheets"][0]["layout"], "mapped");
}

#[test]
fn a_table_is_the_charts_numbers_or_all_figures_on_the_output_or_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let chart = out("table --mineral cobalt --out -", "");
    assert_eq!(chart.into_bytes(), exported(folder.path(), "cobalt.csv", "--mineral cobalt"));
    let all = out("table --mineral cobalt --all-figures --out -", "");
    assert!(all.starts_with("Mineral,Form,Stage,Country,Year,Value,Unit,Status,"), "{all}");
    assert!(all.lines().skip(1).all(|line| line.starts_with("Cobalt,")) && all.lines().count() > 100);
    let narrow =
        out("table --mineral cobalt --all-figures --stage mine --year 2024 --edition mcs2026 --out - --tsv", "");
    assert!(narrow.lines().skip(1).all(|line| line.contains("\tmine\t") && line.contains("\t2024\t")), "{narrow}");
    let own = out(&format!("table --all-figures --data {TIDY} --out -"), ONE_ISSUE);
    assert_eq!(own.lines().count(), 5, "{own}");

    let path = folder.path().join("all.xlsx");
    let written = run_with(["table", "--all-figures", "--out", path.to_str().unwrap()].map(str::to_owned));
    assert_eq!((written.code, written.error.as_str(), written.out.as_str()), (0, "", ""));
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    assert!(exported(folder.path(), "cobalt.xlsx", "--mineral cobalt").starts_with(b"PK"));
}

#[test]
fn a_table_that_cannot_be_is_refused_and_nothing_is_written() {
    let is = |arguments: &str, code: i32, words: &str| {
        let Run { code: found, out, error } = run(arguments);
        assert_eq!((found, out.as_str()), (code, ""), "{arguments}");
        assert!(error.contains(words), "{arguments}: {error}");
    };
    is("table --mineral cobalt --out chart.png", 2, "use .csv or .xlsx, or - for the standard output");
    is("table --mineral cobaltt --out -", 2, "did you mean cobalt?");
    is("table --mineral cobalt --chart pie --out -", 2, "no chart 'pie'");
    is("table --all-figures --form ilmenite --out -", 2, "add --mineral");
    is("table --all-figures --chart trend --out -", 2, "cannot be used with");
    is("table --all-figures --mineral cobalt --year 1900 --out -", 1, "no figure is of this form, stage and year");
    is("table --all-figures --mineral helium --edition iea2025 --out -", 1, "choose another edition");
    is("table --mineral cobalt --year 1900 --out -", 1, "no answer: ");
    is("table --mineral cobalt --out no/such/folder/a.csv", 1, "choose another, or create it");
}

#[test]
fn a_reader_that_has_enough_ends_the_table_in_peace() {
    let mut child = program()
        .args(["table", "--all-figures", "--out", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let mut error = String::new();
    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
    assert_eq!((child.wait().unwrap().code(), error.as_str()), (Some(0), ""));
}

#[test]
fn a_recipe_of_own_data_is_drawn_again_from_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("a.svg").to_str().unwrap().to_owned();
    let again = folder.path().join("b.svg").to_str().unwrap().to_owned();
    let drawn = run(&format!("export --mineral cobalt --data {TIDY} --out {first}"));
    assert_eq!((drawn.code, drawn.error.as_str()), (0, ONE_ISSUE));
    let without = run(&format!("export --recipe {first} --out {again}"));
    assert_eq!(without.code, 2);
    assert!(without.error.contains("name that file with --data"), "{}", without.error);
    let with = run(&format!("export --recipe {first} --data {TIDY} --out {again}"));
    assert_eq!((with.code, with.error.as_str()), (0, ONE_ISSUE));
    assert_eq!(std::fs::read(first).unwrap(), std::fs::read(again).unwrap());
}
