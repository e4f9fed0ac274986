//! Stacked bars as SVG in their hard cases, held to pictures that a person has looked at: `pictures_stacked/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, embedded};
use lodescope::export::Recipe;
use lodescope::model::{Amount, Overlap, Question};

use super::made_up::World;
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};
use super::questions::of_mineral;

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(name: &str, dataset: &Dataset, question: Question, change: impl FnOnce(&mut Recipe)) {
    let mut recipe = small_slide(dataset, question);
    assert!(recipe.choices.choose(ChartKind::Shares, "form", "stacked"));
    change(&mut recipe);
    assert_recipe("pictures_stacked", name, dataset, &recipe);
}

fn of_years(recipe: &mut Recipe) {
    assert!(recipe.choices.choose(ChartKind::Shares, "over", "years"));
}

#[test]
fn cobalt_of_two_blocs() {
    let dataset = embedded().unwrap();
    assert_picture("cobalt_of_two_blocs", &dataset, of_mineral(&dataset, "cobalt", &["brics", "forge"]), |_| {});
}

#[test]
fn years_of_rare_earths_in_print() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &["china_green_minerals", "forge"]);
    assert_picture("years_of_rare_earths_in_print", &dataset, question, |recipe| {
        of_years(recipe);
        recipe.theme = Theme::Print;
    });
}

#[test]
fn stages_missing() {
    let dataset = embedded().unwrap();
    assert_picture("stages_missing", &dataset, of_mineral(&dataset, "gallium", &[]), |recipe| {
        (recipe.width_px, recipe.height_px) = (540, 960);
    });
}

#[test]
fn years_of_lithium_withheld_on_a_small_page() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "lithium", &[]);
    assert_picture("years_of_lithium_withheld_on_a_small_page", &dataset, question, |recipe| {
        of_years(recipe);
        (recipe.width_px, recipe.height_px, recipe.theme) = (800, 450, Theme::Dark);
    });
}

#[test]
fn long_names_split_between_blocs_at_250_per_cent() {
    let world = World::of_long_names()
        .country("Grand Union of the Four Northern and Two Southern Archipelagoes", 60.0)
        .stating("Principality of the Upper and the Lower Reaches of the Great River", Amount::Withheld)
        .bloc("Treaty Organization of Places with Names that Do Not Fit a Row", &[0, 2])
        .bloc("Other Treaty", &[2, 3]);
    let question = Question { overlap: Overlap::Split, ..world.question() };
    assert_picture("long_names_split_between_blocs_at_250_per_cent", &world.dataset(), question, |recipe| {
        recipe.text_scale = 2.5;
    });
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures_stacked", include_str!("pictures_stacked.rs"), "assert_picture");
}
