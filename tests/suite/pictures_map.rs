//! The Map as SVG in its hard cases, held to pictures that a person has looked at, but for the outlines themselves:
//! `pictures_map/*.svg`.

use lodescope::analysis::{all_questions, opening_question};
use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
use lodescope::model::{BlocId, Question};

use super::made_up::World;
use super::pictures_on_file::{assert_none_is_left_over, assert_on_file, show, small_slide};

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(name: &str, dataset: &Dataset, question: Question, change: impl FnOnce(&mut Recipe)) {
    let mut recipe = Recipe { chart: ChartKind::Map, ..small_slide(dataset, question) };
    change(&mut recipe);
    let made = make(dataset, &recipe).unwrap();
    show(name, || made.png().unwrap());
    assert_on_file("pictures_map", name, &without_outlines(made.svg()));
}

/// Returns an SVG in which each long outline is a line from its first to its last point: the outlines of the world would
/// take more room than all other pictures together.
fn without_outlines(svg: &str) -> String {
    let mut shown = String::with_capacity(svg.len() / 4);
    let mut rest = svg;
    while let Some(at) = rest.find(" d=\"") {
        let (before, data) = rest.split_at(at + 4);
        let (data, after) = data.split_once('"').unwrap();
        let points: Vec<&str> = data.split(['M', 'L', 'Z']).filter(|point| !point.is_empty()).collect();
        shown.push_str(before);
        match points.as_slice() {
            [first, .., last] if points.len() > 9 => {
                shown.push_str(&format!("M{first}L{last}\" data-points=\"{}", points.len()));
            }
            _ => shown.push_str(data),
        }
        shown.push('"');
        rest = after;
    }
    shown + rest
}

fn asked(dataset: &Dataset, commodity: &str, blocs: &[&str]) -> Question {
    let like = opening_question(dataset).unwrap();
    let all = all_questions(dataset, &like);
    let found =
        all.iter().rfind(|asked| asked.commodity.as_str() == commodity && asked.stage == lodescope::model::Stage::Mine);
    let blocs = blocs.iter().map(|id| BlocId::new(*id).unwrap()).collect();
    Question { blocs, ..found.unwrap().clone() }
}

#[test]
fn what_is_withheld_is_hatched() {
    let dataset = embedded().unwrap();
    assert_picture("withheld", &dataset, asked(&dataset, "lithium", &[]), |recipe| {
        (recipe.width_px, recipe.height_px) = (800, 450);
    });
}

#[test]
fn members_of_several_blocs_are_striped() {
    let dataset = embedded().unwrap();
    assert_picture("blocs_in_print", &dataset, asked(&dataset, "nickel", &["brics", "forge", "asean"]), |recipe| {
        recipe.theme = Theme::Print;
        assert!(recipe.choices.choose(ChartKind::Map, "shows", "blocs"));
    });
}

#[test]
fn quantities_stand_on_a_dark_page() {
    let dataset = embedded().unwrap();
    assert_picture("quantities_dark", &dataset, asked(&dataset, "cobalt", &[]), |recipe| {
        recipe.theme = Theme::Dark;
        assert!(recipe.choices.choose(ChartKind::Map, "shows", "quantity"));
    });
}

#[test]
fn a_tall_page_has_a_list_below_the_map() {
    let dataset = embedded().unwrap();
    assert_picture("tall_page", &dataset, asked(&dataset, "graphite", &[]), |recipe| {
        (recipe.width_px, recipe.height_px) = (900, 1273);
        recipe.theme = Theme::Print;
    });
}

#[test]
fn no_bloc_is_words_in_place_of_a_map() {
    let world = World::default().country("Atlantis", 3.0).country("Brobdingnag", 1.0);
    let question = Question { blocs: Vec::new(), ..world.question() };
    assert_picture("no_bloc", &world.dataset(), question, |recipe| {
        assert!(recipe.choices.choose(ChartKind::Map, "shows", "blocs"));
    });
}

#[test]
fn every_picture_on_file_belongs_to_a_test() {
    assert_none_is_left_over("pictures_map", include_str!("pictures_map.rs"), "assert_picture");
}
