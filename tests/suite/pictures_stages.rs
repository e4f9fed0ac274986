//! The Stages chart as SVG in its hard cases, held to pictures that a person has looked at: `pictures_stages/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, embedded};
use lodescope::export::Recipe;
use lodescope::model::{Amount, Question};

use super::made_up::World;
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};
use super::questions::of_mineral;

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(name: &str, dataset: &Dataset, question: Question, change: impl FnOnce(&mut Recipe)) {
    let mut recipe = Recipe { chart: ChartKind::Stages, ..small_slide(dataset, question) };
    change(&mut recipe);
    assert_recipe("pictures_stages", name, dataset, &recipe);
}

fn as_slopes(recipe: &mut Recipe) {
    assert!(recipe.choices.choose(ChartKind::Stages, "shape", "slopes"));
}

fn of_blocs(recipe: &mut Recipe) {
    assert!(recipe.choices.choose(ChartKind::Stages, "of", "blocs"));
}

#[test]
fn rare_earths() {
    let dataset = embedded().unwrap();
    assert_picture("rare_earths", &dataset, of_mineral(&dataset, "rare-earths", &[]), |_| {});
}

#[test]
fn slopes_of_cobalt() {
    let dataset = embedded().unwrap();
    assert_picture("slopes_of_cobalt", &dataset, of_mineral(&dataset, "cobalt", &[]), as_slopes);
}

#[test]
fn copper_of_two_blocs() {
    let dataset = embedded().unwrap();
    assert_picture("copper_of_two_blocs", &dataset, of_mineral(&dataset, "copper", &["brics", "forge"]), of_blocs);
}

#[test]
fn members_of_two_blocs_in_print() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "nickel", &["brics", "forge"]);
    assert_picture("members_of_two_blocs_in_print", &dataset, question, |recipe| recipe.theme = Theme::Print);
}

#[test]
fn slopes_of_two_blocs_in_print() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "copper", &["brics", "forge"]);
    assert_picture("slopes_of_two_blocs_in_print", &dataset, question, |recipe| {
        as_slopes(recipe);
        of_blocs(recipe);
        recipe.theme = Theme::Print;
    });
}

#[test]
fn lithium_withheld_on_a_small_page() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "lithium", &[]);
    assert_picture("lithium_withheld_on_a_small_page", &dataset, question, |recipe| {
        (recipe.width_px, recipe.height_px, recipe.theme) = (800, 450, Theme::Dark);
    });
}

#[test]
fn one_stage_only() {
    let dataset = embedded().unwrap();
    assert_picture("one_stage_only", &dataset, of_mineral(&dataset, "gallium", &[]), |_| {});
}

#[test]
fn a_stage_missing_between() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "helium", &[]);
    assert_picture("a_stage_missing_between", &dataset, question, |recipe| {
        (recipe.width_px, recipe.height_px) = (540, 960);
    });
}

#[test]
fn names_of_sixty_letters_at_250_per_cent() {
    let world = World::default()
        .country("Grand Duchy of Lower Saint Barnabas and the Windward Shallows", 600.0)
        .holding(Amount::Exact(100.0))
        .country("Democratic People’s Federation of the Seventeen Inland Islands", 300.0)
        .holding(Amount::AtLeast(500.0))
        .country("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochland", 100.0)
        .holding(Amount::Withheld)
        .bloc("Treaty Organization of Places with Names that Do Not Fit a Row", &[0, 2]);
    assert_picture("names_of_sixty_letters_at_250_per_cent", &world.dataset(), world.question(), |recipe| {
        recipe.text_scale = 2.5;
    });
}

#[test]
fn no_stage_has_shares() {
    let world = World::default().country("A", 60.0).country("B", 40.0).not_additive("Ore and metal are counted");
    assert_picture("no_stage_has_shares", &world.dataset(), world.question(), |_| {});
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures_stages", include_str!("pictures_stages.rs"), "assert_picture");
}
