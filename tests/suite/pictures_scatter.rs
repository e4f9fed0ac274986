//! The Scatter chart as SVG in its hard cases, held to pictures that a person has looked at: `pictures_scatter/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::export::Recipe;
use lodescope::model::{Amount, Question};

use super::made_up::{World, bloc_id};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

/// Holds the picture of a world with the first so many of its blocs on to the one on file.
#[track_caller]
fn assert_picture(name: &str, world: &World, blocs: usize, change: impl FnOnce(&mut Recipe)) {
    let dataset = world.dataset();
    let question = Question { blocs: (0..blocs).map(bloc_id).collect(), ..world.question() };
    let mut recipe = Recipe { chart: ChartKind::Scatter, ..small_slide(&dataset, question) };
    change(&mut recipe);
    assert_recipe("pictures_scatter", name, &dataset, &recipe);
}

fn same(_: &mut Recipe) {}

fn linear(recipe: &mut Recipe) {
    assert!(recipe.choices.choose(ChartKind::Scatter, "scale", "linear"));
}

/// Bounds, ranges, zeros, and figures without a number on either side.
fn hard() -> World {
    World::default()
        .country("Atlantis", 900.0)
        .holding(Amount::Exact(1000.0))
        .country("Brobdingnag", 300.0)
        .holding(Amount::AtLeast(9000.0))
        .country("Cockaigne", 200.0)
        .holding(Amount::NotAvailable)
        .stating("Dystopia", Amount::Range { low: 60.0, high: 140.0 })
        .holding(Amount::Exact(2500.0))
        .country("Erewhon", 0.0)
        .holding(Amount::Exact(40.0))
        .stating("Freedonia", Amount::Withheld)
        .holding(Amount::Exact(60.0))
        .stating("Genovia", Amount::AtMost(20.0))
        .holding(Amount::Exact(300.0))
        .other(Amount::Exact(70.0))
        .bloc("Northern pact", &[0, 3])
        .bloc("Small suppliers", &[6])
        .bloc("Treaty of nobody", &[])
}

#[test]
fn every_sort_of_figure() {
    assert_picture("every_sort_of_figure", &hard(), 0, same);
}

#[test]
fn blocs_on_a_linear_scale() {
    assert_picture("blocs_on_a_linear_scale", &hard(), 3, linear);
}

#[test]
fn blocs_in_print() {
    assert_picture("blocs_in_print", &hard(), 2, |recipe| recipe.theme = Theme::Print);
}

#[test]
fn one_supplier() {
    let world = World::default().country("Atlantis", 500.0).holding(Amount::Exact(9000.0));
    assert_picture("one_supplier", &world, 0, same);
}

#[test]
fn all_equal() {
    let world = ["Atlantis", "Brobdingnag", "Cockaigne", "Dystopia"]
        .iter()
        .fold(World::default(), |world, name| world.country(name, 125.0).holding(Amount::Exact(500.0)));
    assert_picture("all_equal", &world, 0, same);
}

#[test]
fn no_reserves() {
    let world = World::default().country("Atlantis", 500.0).country("Brobdingnag", 100.0);
    assert_picture("no_reserves", &world, 0, same);
}

#[test]
fn long_names() {
    let name = "The United Counties of the Upper and Lower Northern Marshlands";
    let names = ["East", "West", "South"].map(|part| format!("{name} {part}"));
    let world = names.iter().zip([700.0, 200.0, 100.0]).fold(World::default(), |world, (name, tonnes)| {
        world.country(name, tonnes).holding(Amount::Exact(1000.0 - tonnes))
    });
    assert_picture("long_names", &world, 0, same);
}

#[test]
fn no_picture_is_left_over() {
    assert_none_is_left_over("pictures_scatter", include_str!("pictures_scatter.rs"), "assert_picture");
}
