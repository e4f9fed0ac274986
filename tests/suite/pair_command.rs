//! Two settings side by side from the command line.

use lodescope::charts::ChartKind;
use lodescope::export::{Recipe, recipe_in};
use lodescope::model::Stage;

use super::command_line::{exported, run};

fn recipe(bytes: &[u8]) -> Recipe {
    Recipe::read(&recipe_in(bytes).unwrap()).unwrap()
}

#[test]
fn what_is_not_given_for_b_is_as_in_a() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = "--mineral nickel --bloc forge --bloc brics --confidence confirmed --chart compare --b-stage refinery --b-bloc brics";
    let recipe = recipe(&exported(folder.path(), "pair.svg", arguments));
    let (a, b) = (&recipe.question, recipe.other.as_deref().unwrap());
    assert_eq!(recipe.chart, ChartKind::Pair);
    assert_eq!((a.stage, b.stage), (Stage::Mine, Stage::Refinery));
    assert_eq!((a.blocs.len(), b.blocs.len()), (2, 1));
    assert_eq!((&a.commodity, a.as_of, a.confidence), (&b.commodity, b.as_of, b.confidence));
}

#[test]
fn b_can_have_no_bloc_another_date_and_another_year() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = "--mineral cobalt --bloc forge --chart compare --b-bloc none --b-as-of 2025-11-20 --b-year 2024 --b-edition mcs2025";
    let b = *recipe(&exported(folder.path(), "pair.svg", arguments)).other.unwrap();
    assert!(b.blocs.is_empty());
    assert_eq!(
        (b.as_of.to_string(), b.year, b.edition.to_string()),
        ("2025-11-20".to_owned(), 2024, "mcs2025".to_owned())
    );
}

#[test]
fn the_numbers_of_both_are_a_table() {
    let run = run("table --mineral cobalt --chart compare --b-mineral nickel --out -");
    assert_eq!((run.code, run.error.as_str()), (0, ""));
    let head = run.out.lines().next().unwrap();
    for column in ["Share A", "Share B", "\"Share, B − A\"", "HHI A", "Mineral A", "Mineral B"] {
        assert!(head.contains(column), "{column}: {head}");
    }
}

#[test]
fn what_is_missing_or_too_much_is_said() {
    for (arguments, message, hint) in [
        ("--mineral cobalt --chart compare", "needs what is different in B", "--b-as-of"),
        ("--mineral cobalt --b-year 2024", "for --chart compare", "add --chart compare"),
        ("--mineral cobalt --chart compare --b-mineral cobolt", "no mineral 'cobolt'", "did you mean cobalt?"),
        ("--mineral cobalt --chart compare --b-mode withhold", "supposes something of blocs", "add --bloc"),
    ] {
        let run = run(&format!("export {arguments} --out never.svg"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments}: {}", run.error);
        assert!(run.error.contains(message) && run.error.contains(hint), "{arguments}: {}", run.error);
    }
    assert!(!std::path::Path::new("never.svg").exists());
}
