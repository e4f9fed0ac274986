//! Blocs of a person's own on the command line: files, checks, pictures that carry them.

use std::path::{Path, PathBuf};

use lodescope::export::Recipe;
use serde_json::Value;

use super::command_line::{Run, run_with};

const ANDES: &str = "bloc,name,short_name,about,colour,member,joined,left,confidence,source\n\
    andes,Andean states,Andes,,7,CHL,2020,,confirmed,a test\n\
    andes,,,,,Peru,2020,,reported,a test\n";

fn lodescope(words: &[&str]) -> Run {
    run_with(words.iter().map(|word| (*word).to_owned()))
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[track_caller]
fn json(words: &[&str]) -> Value {
    let run = lodescope(words);
    assert_eq!((run.code, run.error.as_str()), (0, ""), "{words:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_bloc_of_a_file_is_asked_by_its_names() {
    let folder = tempfile::tempdir().unwrap();
    let andes = file(folder.path(), "andes.csv", ANDES);
    for name in ["own_andes", "andes", "Andes"] {
        let words = ["answer", "--mineral", "copper", "--json", "--bloc-file", andes.to_str().unwrap(), "--bloc", name];
        let answer = json(&words);
        assert_eq!(answer["blocs"][0]["id"], "own_andes", "{name}");
        let shares = answer["shares"].as_array().unwrap();
        let of = |code: &str| shares.iter().find(|row| row["iso3"] == code).unwrap()["share"].as_f64().unwrap();
        let share = answer["blocs"][0]["share"].as_f64().unwrap();
        assert!((share - of("CHL") - of("PER")).abs() < 1e-9, "{answer}");
    }
    let confirmed = json(&[
        "answer",
        "--mineral",
        "copper",
        "--json",
        "--bloc",
        "andes",
        "--confidence",
        "confirmed",
        "--bloc-file",
        andes.to_str().unwrap(),
    ]);
    assert_eq!(confirmed["blocs"][0]["members_counted"], 1);
    let table = lodescope(&[
        "table",
        "--mineral",
        "copper",
        "--out",
        "-",
        "--bloc",
        "andes",
        "--bloc-file",
        andes.to_str().unwrap(),
    ]);
    assert!(table.code == 0 && table.out.contains("Andes"), "{} {}", table.out, table.error);
}

#[test]
fn a_file_with_a_row_that_can_not_be_used_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let faulty = file(folder.path(), "faulty.csv", &ANDES.replace("Peru", "Prue"));
    let words = ["answer", "--mineral", "copper", "--bloc", "andes", "--bloc-file", faulty.to_str().unwrap()];
    let run = lodescope(&words);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.error.contains("row 3, andes, Prue: no country has this name"), "{}", run.error);
    assert!(run.error.contains("lodescope blocs check"), "{}", run.error);
    let andes = file(folder.path(), "andes.csv", ANDES);
    for words in [vec!["answer", "--mineral", "copper", "--data"], vec!["check"]] {
        let run = lodescope(&[&words[..], &[andes.to_str().unwrap()]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.error.contains("a file of blocs and not of figures"), "{}", run.error);
    }
    let absent = lodescope(&["answer", "--mineral", "copper", "--bloc-file", "absent.csv"]);
    assert_eq!(absent.code, 1);
    assert!(absent.error.trim_end().ends_with("absent.csv"), "{}", absent.error);
    let one = file(folder.path(), "one.csv", ANDES);
    let other = file(folder.path(), "other.csv", &ANDES.replace("Peru", "Bolivia"));
    let words = ["--bloc-file", one.to_str().unwrap(), "--bloc-file", other.to_str().unwrap()];
    let run = lodescope(&[&["answer", "--mineral", "copper"][..], &words[..]].concat());
    assert_eq!(run.code, 2);
    assert!(run.error.contains("two files have a bloc 'own_andes'"), "{}", run.error);
}

#[test]
fn the_check_of_the_bundled_blocs_finds_nothing_and_that_of_a_file_all() {
    let folder = tempfile::tempdir().unwrap();
    let sound = lodescope(&["blocs", "check"]);
    assert_eq!((sound.code, sound.error.as_str()), (0, ""));
    assert!(sound.out.starts_with("The bundled blocs: 48 blocs, 895 memberships\n  Sound: "), "{}", sound.out);
    // The published table of the data package is one, too.
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/bloc_members.csv");
    let of_package = lodescope(&["blocs", "check", published.to_str().unwrap()]);
    assert!(of_package.code == 0 && of_package.out.contains("895 memberships"), "{}", of_package.out);
    let rows = "andes,,,,,Peru,2021,2020,perhaps,\nandes,,,,,CHL,2021,,,a test\n";
    let faulty = file(folder.path(), "faulty.csv", &format!("{ANDES}{rows}"));
    let run = lodescope(&["blocs", "check", faulty.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    for said in ["row 4, andes, Peru: 'perhaps' is no confidence", "row 5, andes, CHL: it is listed twice"] {
        assert!(run.out.contains(said), "{}", run.out);
    }
    let sound = file(folder.path(), "sound.csv", ANDES);
    let run = lodescope(&["blocs", "check", "--json", faulty.to_str().unwrap(), sound.to_str().unwrap(), "absent.csv"]);
    assert_eq!(run.code, 1);
    let checks: Value = serde_json::from_str(&run.out).unwrap();
    let kinds: Vec<&str> =
        checks[0]["faults"].as_array().unwrap().iter().map(|fault| fault["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"wrong_confidence") && kinds.contains(&"overlap"), "{kinds:?}");
    assert_eq!((checks[0]["faults"][0]["row"].as_u64(), checks[1]["faults"].as_array().unwrap().len()), (Some(4), 0));
    assert!(checks[2]["problem"].as_str().unwrap().contains("could not be read"), "{checks}");
    assert!(run.error.contains("2 of 3 tables of blocs are not sound"), "{}", run.error);
}

#[test]
fn blocs_are_listed_shown_and_exported_as_files_that_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let list = lodescope(&["blocs", "list"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 48));
    let shown = lodescope(&["blocs", "show", "Quad"]);
    assert!(shown.code == 0 && shown.out.contains("JPN  Japan, since 2025-07-01, confirmed"), "{}", shown.out);
    for format in ["csv", "json"] {
        let text = lodescope(&["blocs", "show", "brics", "--format", format]).out;
        let path = file(folder.path(), &format!("brics.{format}"), &text);
        let own =
            ["answer", "--mineral", "nickel", "--json", "--bloc", "own_brics", "--bloc-file", path.to_str().unwrap()];
        let (own, bundled) = (json(&own), json(&["answer", "--mineral", "nickel", "--json", "--bloc", "brics"]));
        assert_eq!(own["hhi"], bundled["hhi"]);
        assert_eq!(own["blocs"][0]["share"], bundled["blocs"][0]["share"]);
    }
    let unknown = lodescope(&["blocs", "show", "brix"]);
    assert!(unknown.code == 2 && unknown.error.contains("or brics?"), "{}", unknown.error);
}

#[test]
fn a_picture_makes_itself_again_with_the_blocs_it_carries() {
    let folder = tempfile::tempdir().unwrap();
    let andes = file(folder.path(), "andes.csv", ANDES);
    for name in ["chart.svg", "chart.png"] {
        let (first, second) = (folder.path().join(name), folder.path().join(format!("again-{name}")));
        let (first, second) = (first.to_str().unwrap(), second.to_str().unwrap());
        let words = ["export", "--mineral", "copper", "--bloc", "andes", "--bloc-file", andes.to_str().unwrap()];
        let run = lodescope(&[&words[..], &["--out", first]].concat());
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        let run = lodescope(&["export", "--recipe", first, "--out", second]);
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        assert!(std::fs::read(first).unwrap() == std::fs::read(second).unwrap(), "{name} differs");
    }
    let picture = folder.path().join("chart.svg");
    let text = lodescope(&["recipe", picture.to_str().unwrap()]).out;
    let recipe = Recipe::read(&text).unwrap();
    assert_eq!(recipe.own_blocs[0].members.len(), 2);
    // Beside another bloc under the same identifier, the picture is drawn with its own.
    let other = file(folder.path(), "other.csv", &ANDES.replace("Peru", "Zambia"));
    let again = folder.path().join("clash.svg");
    let words = ["export", "--recipe", picture.to_str().unwrap(), "--bloc-file", other.to_str().unwrap(), "--out"];
    let run = lodescope(&[&words[..], &[again.to_str().unwrap()]].concat());
    assert_eq!((run.code, run.error.as_str()), (0, ""));
    let drawn = Recipe::read(&lodescope(&["recipe", again.to_str().unwrap()]).out).unwrap();
    assert_eq!(drawn.own_blocs.len(), 1);
    assert_eq!(drawn.question.blocs, std::slice::from_ref(&drawn.own_blocs[0].bloc.id));
    let members = |recipe: &Recipe| recipe.own_blocs[0].members.iter().map(|of| of.member.clone()).collect::<Vec<_>>();
    assert_eq!(members(&drawn), members(&recipe));
}

#[test]
fn a_recipe_without_its_bloc_says_so_and_takes_it_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let andes = file(folder.path(), "andes.csv", ANDES);
    let picture = folder.path().join("chart.svg");
    let words = ["export", "--mineral", "copper", "--bloc", "andes", "--bloc-file", andes.to_str().unwrap(), "--out"];
    assert_eq!(lodescope(&[&words[..], &[picture.to_str().unwrap()]].concat()).code, 0);
    let mut recipe: Value = serde_json::from_str(&lodescope(&["recipe", picture.to_str().unwrap()]).out).unwrap();
    recipe.as_object_mut().unwrap().remove("own_blocs");
    let recipe = file(folder.path(), "recipe.json", &recipe.to_string());
    let again = folder.path().join("again.svg");
    let words = ["export", "--recipe", recipe.to_str().unwrap(), "--out", again.to_str().unwrap()];
    let run = lodescope(&words);
    assert_eq!(run.code, 2);
    assert!(run.error.contains("'own_andes'") && run.error.contains("--bloc-file"), "{}", run.error);
    let run = lodescope(&[&words[..], &["--bloc-file", andes.to_str().unwrap()]].concat());
    assert_eq!((run.code, run.error.as_str()), (0, ""));
    assert!(std::fs::read(&picture).unwrap() == std::fs::read(&again).unwrap());
}
