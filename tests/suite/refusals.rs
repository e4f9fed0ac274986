//! Where there is nothing to draw, no kind of chart writes a file, and each says why in its own words.

use std::path::Path;

use lodescope::analysis::{Fixed, placed};
use lodescope::charts::{ChartKind, ChartOptions, chart};
use lodescope::data::embedded;
use lodescope::export::{Recipe, make};
use lodescope::model::{CommodityId, Question, Stage};

use super::command_line::{Run, run};

fn exported_or_not(folder: &Path, words: &str) -> (Run, bool) {
    let path = folder.join("picture.svg");
    let said = run(&format!("export {words} --out {}", path.display()));
    let is_there = path.exists();
    let _absent = std::fs::remove_file(&path);
    (said, is_there)
}

/// Returns the question that the command line asks of a mineral.
fn asked(mineral: &str) -> Question {
    let dataset = embedded().unwrap();
    let like = lodescope::analysis::opening_question(&dataset).unwrap();
    let commodity = CommodityId::new(mineral).unwrap();
    let question = Question { commodity, year: i16::MAX, blocs: Vec::new(), ..like };
    placed(&dataset, &question, Fixed::Nothing).unwrap()
}

#[test]
fn a_picture_with_words_in_place_of_marks_is_not_written_whatever_its_kind() {
    let (folder, dataset) = (tempfile::tempdir().unwrap(), embedded().unwrap());
    // Boron has figures but no shares, gallium no reserves.
    for (mineral, refused_at_least) in [("boron", 7), ("gallium", 1)] {
        let question = asked(mineral);
        let mut refused = 0;
        for &kind in ChartKind::ALL.iter().filter(|kind| **kind != ChartKind::Pair) {
            let reason = chart(&dataset, &question, kind, &ChartOptions::default()).empty().map(str::to_owned);
            let (said, is_there) = exported_or_not(folder.path(), &format!("--mineral {mineral} --chart {kind}"));
            assert_eq!(is_there, reason.is_none(), "{mineral} {kind}");
            match reason {
                None => assert_eq!((said.code, said.error.as_str()), (0, ""), "{mineral} {kind}"),
                Some(reason) => {
                    refused += 1;
                    assert_eq!((said.code, said.error), (1, format!("no answer: {reason}\n")), "{mineral} {kind}");
                }
            }
        }
        assert!(refused >= refused_at_least, "{mineral}: {refused}");
    }
}

#[test]
fn what_says_it_is_empty_draws_its_reason_and_what_does_not_draws_marks() {
    let dataset = embedded().unwrap();
    for mineral in ["boron", "gallium", "cobalt"] {
        for &kind in ChartKind::ALL.iter().filter(|kind| **kind != ChartKind::Pair) {
            let recipe = Recipe { chart: kind, show_shift: false, ..Recipe::slide(&dataset, asked(mineral)) };
            let made = make(&dataset, &recipe).unwrap();
            let has_reason = made.picture().groups.iter().any(|group| group.id == "empty");
            assert_eq!(has_reason, made.chart.empty().is_some(), "{mineral} {kind}");
        }
    }
}

#[test]
fn where_no_edition_has_a_table_none_is_named_as_its_source() {
    let dataset = embedded().unwrap();
    let question = Question { stage: Stage::Reserves, ..asked("gallium") };
    for &kind in ChartKind::ALL {
        let options = ChartOptions { other: Some(Box::new(question.clone())), ..ChartOptions::default() };
        let chart = chart(&dataset, &question, kind, &options);
        let made = make(&dataset, &Recipe { chart: kind, ..Recipe::slide(&dataset, question.clone()) }).unwrap();
        let said = format!("{:?} {}", chart.table().context, made.svg());
        assert!(!said.contains("Source: newest"), "{kind}: {said}");
    }
}

#[test]
fn a_recipe_of_nothing_is_refused_as_its_question_is() {
    let (folder, dataset) = (tempfile::tempdir().unwrap(), embedded().unwrap());
    let json = folder.path().join("recipe.json");
    let recipe = Recipe { chart: ChartKind::Scatter, ..Recipe::slide(&dataset, asked("gallium")) };
    std::fs::write(&json, recipe.to_pretty_json().unwrap()).unwrap();
    let (said, is_there) = exported_or_not(folder.path(), &format!("--recipe {}", json.display()));
    let expected = "no answer: No reserves are published for this form\n";
    assert_eq!((said.code, said.error.as_str(), is_there), (1, expected, false));
    // A page is drawn where any of its views can be.
    let page = Recipe { beside: vec![Recipe::slide(&dataset, asked("gallium"))], ..recipe };
    std::fs::write(&json, page.to_pretty_json().unwrap()).unwrap();
    let (said, is_there) = exported_or_not(folder.path(), &format!("--recipe {}", json.display()));
    assert_eq!((said.code, said.error.as_str(), is_there), (0, "", true));
}

#[test]
fn a_matrix_is_of_the_stage_asked_though_no_mineral_is_named() {
    for (words, expected) in [("", "Share of mine production"), ("--stage refinery", "Share of refin")] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("matrix.svg");
        let said = run(&format!("export --chart matrix {words} --out {}", path.display()));
        assert_eq!((said.code, said.error.as_str()), (0, ""));
        let svg = std::fs::read_to_string(&path).unwrap();
        assert!(svg.contains(expected), "{words}");
    }
}
