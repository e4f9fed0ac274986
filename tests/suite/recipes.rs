//! A picture's recipe read back, and the same picture made from it.

use std::path::Path;

use lodescope::export::Recipe;
use serde_json::Value;

use super::command_line::{Run, exported, run_with};

fn lodescope(words: &[&str]) -> Run {
    run_with(words.iter().map(|word| (*word).to_owned()))
}

#[track_caller]
fn recipe_of(file: &Path) -> String {
    let run = lodescope(&["recipe", file.to_str().unwrap()]);
    assert_eq!((run.code, run.error.as_str()), (0, ""));
    run.out
}

/// Makes a picture from a recipe's file and returns its bytes and what was said.
#[track_caller]
fn again(recipe: &Path, out: &Path) -> (Vec<u8>, String) {
    let run = lodescope(&["export", "--recipe", recipe.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.error);
    (std::fs::read(out).unwrap(), run.error)
}

#[test]
fn each_picture_makes_itself_again() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = "--mineral nickel --bloc brics --theme print --size a4 --text 1.1 --title Côte~d’Ivoire~(<b>~&~\\)";
    for name in ["chart.png", "chart.svg", "chart.pdf"] {
        let first = exported(folder.path(), name, arguments);
        let picture = folder.path().join(name);
        let (second, said) = again(&picture, &folder.path().join(format!("again-{name}")));
        assert_eq!(said, "");
        assert!(first == second, "{name} differs");
        // The recipe as a file of its own does too, and a picture's ending does not matter.
        let json = folder.path().join("recipe.json");
        std::fs::write(&json, recipe_of(&picture)).unwrap();
        assert!(again(&json, &folder.path().join(format!("third-{name}"))).0 == first, "{name} from JSON differs");
        let hidden = folder.path().join("no-ending");
        std::fs::rename(&picture, &hidden).unwrap();
        assert!(recipe_of(&hidden).contains("\"nickel\""));
    }
}

#[test]
fn a_recipe_is_printed_for_people_and_programs() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path(), "chart.svg", "--mineral cobalt --theme dark");
    let text = recipe_of(&folder.path().join("chart.svg"));
    assert!(text.lines().count() > 10 && text.ends_with("}\n"), "{text}");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["recipe_version"], Recipe::VERSION);
    assert_eq!((json["question"]["commodity"].as_str(), json["theme"].as_str()), (Some("cobalt"), Some("dark")));
}

#[test]
fn other_data_are_said_and_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let first = exported(folder.path(), "chart.svg", "--mineral cobalt");
    let mut recipe: Value = serde_json::from_str(&recipe_of(&folder.path().join("chart.svg"))).unwrap();
    recipe["dataset"] = "0123".into();
    recipe["app_version"] = "0.0.1".into();
    let json = folder.path().join("recipe.json");
    std::fs::write(&json, recipe.to_string()).unwrap();
    let (second, said) = again(&json, &folder.path().join("again.svg"));
    assert!(said.starts_with("warning: ") && said.contains("other data"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(first == second, "it states the data and program that it was drawn with");
}

#[test]
fn what_carries_no_recipe_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    let cases: [(&[u8], &str); 6] = [
        (b"", "there is no recipe in"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "there is no recipe in"),
        (b"%PDF-1.4 of another program", "there is no recipe in"),
        (b"{\"name\": \"other JSON\"}", "This is no recipe"),
        (b"{\"recipe_version\": 99, \"app_version\": \"7.0.0\"}", "newer Lodescope"),
        (b"{\"recipe_version\": 1}", "missing field"),
    ];
    for (bytes, expected) in cases {
        std::fs::write(&file, bytes).unwrap();
        for words in [vec!["recipe"], vec!["export", "--out", "x.svg", "--recipe"]] {
            let words: Vec<&str> = words.into_iter().chain([file.to_str().unwrap()]).collect();
            let run = lodescope(&words);
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{words:?}");
            assert!(run.error.contains(expected), "{words:?}: {}", run.error);
        }
    }
    let absent = lodescope(&["recipe", "absent.png"]);
    assert_eq!(absent.code, 1);
    assert!(absent.error.trim_end().ends_with("absent.png"), "the path comes last: {}", absent.error);
}

#[test]
fn a_recipe_leaves_nothing_else_to_say() {
    for more in [["--mineral", "cobalt"], ["--theme", "dark"], ["--size", "a4"], ["--confidence", "reported"]] {
        let run = lodescope(&["export", "--recipe", "a.png", "--out", "b.png", more[0], more[1]]);
        assert_eq!(run.code, 2, "{more:?}");
        assert!(run.error.contains("--recipe") && run.error.contains(more[0]), "{}", run.error);
    }
}

#[test]
fn several_views_stand_on_one_page_and_make_themselves_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut recipes = ["shares", "map", "stages"].map(|kind| {
        let name = format!("{kind}.svg");
        exported(folder.path(), &name, &format!("--mineral cobalt --chart {kind}"));
        serde_json::from_str::<Value>(&recipe_of(&folder.path().join(name))).unwrap()
    });
    let beside = recipes[1..].to_vec();
    recipes[0]["beside"] = Value::Array(beside);
    let json = folder.path().join("page.json");
    std::fs::write(&json, recipes[0].to_string()).unwrap();
    let page = folder.path().join("page.svg");
    let (first, said) = again(&json, &page);
    assert_eq!(said, "");
    let text = String::from_utf8(first.clone()).unwrap();
    // The axis of bars keeps its numbers, small as they are.
    for part in ["id=\"title-3\"", "Natural Earth", "Refinery 2024", ">20\u{a0}%<"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(again(&page, &folder.path().join("again.svg")).0 == first, "the page differs");
    // A page of too many is refused, as every other number out of range is.
    let many = vec![recipes[1].clone(); Recipe::MOST_BESIDE + 1];
    recipes[0]["beside"] = Value::Array(many);
    std::fs::write(&json, recipes[0].to_string()).unwrap();
    let run = lodescope(&["export", "--recipe", json.to_str().unwrap(), "--out", page.to_str().unwrap()]);
    assert_ne!(run.code, 0);
    assert!(run.error.contains("views beside it"), "{}", run.error);
}
