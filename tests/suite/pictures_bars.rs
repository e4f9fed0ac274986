//! What is chosen of the bars of Shares as SVG, held to pictures that a person has looked at: `pictures_bars/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, embedded};
use lodescope::export::Recipe;
use lodescope::model::{Amount, Question};

use super::made_up::{Past, World};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};
use super::questions::of_mineral;

/// Holds the picture of a question with these choices to the one on file.
#[track_caller]
fn assert_picture(
    name: &str,
    dataset: &Dataset,
    question: Question,
    chosen: &[(&str, &str)],
    change: impl FnOnce(&mut Recipe),
) {
    let mut recipe = Recipe { compare_reserves: false, ..small_slide(dataset, question) };
    for (choice, value) in chosen {
        assert!(recipe.choices.choose(ChartKind::Shares, choice, value));
    }
    change(&mut recipe);
    assert_recipe("pictures_bars", name, dataset, &recipe);
}

#[test]
fn cobalt_by_bloc() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &["brics", "forge"]);
    assert_picture("cobalt_by_bloc", &dataset, question, &[("sort", "bloc")], |_| {});
}

#[test]
fn quantities_of_rare_earths() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &["china_green_minerals"]);
    assert_picture("quantities_of_rare_earths", &dataset, question, &[("values", "quantity")], |_| {});
}

#[test]
fn quantities_beside_reserves() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &[]);
    let chosen = [("values", "quantity"), ("sort", "name")];
    assert_picture("quantities_beside_reserves", &dataset, question, &chosen, |recipe| {
        (recipe.width_px, recipe.height_px, recipe.theme) = (800, 450, Theme::Dark);
        recipe.compare_reserves = true;
    });
}

#[test]
fn change_of_lithium() {
    let dataset = embedded().unwrap();
    assert_picture("change_of_lithium", &dataset, of_mineral(&dataset, "lithium", &[]), &[("sort", "change")], |_| {});
}

#[test]
fn the_five_largest_of_copper_in_print() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "copper", &["brics"]);
    assert_picture("the_five_largest_of_copper_in_print", &dataset, question, &[("show", "5")], |recipe| {
        recipe.theme = Theme::Print;
    });
}

#[test]
fn bounds_at_250_per_cent() {
    let world = World::of_long_names()
        .stating("Ruritania", Amount::AtLeast(250.0))
        .stating("Shangri-La", Amount::Range { low: 10.0, high: 30.0 })
        .stating("Thule", Amount::Withheld)
        .past(Past::exact(2020, 2026, &[500.0, 300.0, 200.0, 100.0]).but(1, Amount::NotAvailable))
        .bloc("Treaty Organization of Places with Names that Do Not Fit a Row", &[0, 3]);
    let chosen = [("values", "quantity"), ("sort", "change")];
    assert_picture("bounds_at_250_per_cent", &world.dataset(), world.question(), &chosen, |recipe| {
        recipe.text_scale = 2.5;
    });
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures_bars", include_str!("pictures_bars.rs"), "assert_picture");
}
