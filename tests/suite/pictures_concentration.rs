//! The Concentration chart as SVG in its hard cases, held to pictures that a person has looked at:
//! `pictures_concentration/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::Dataset;
use lodescope::export::Recipe;
use lodescope::model::{Amount, Mode, Question};

use super::made_up::{Past, World};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

/// Holds the picture of a question that shows so to the one on file.
#[track_caller]
fn assert_picture(
    name: &str,
    (dataset, question): (&Dataset, Question),
    shows: &str,
    change: impl FnOnce(&mut Recipe),
) {
    let mut recipe = Recipe { chart: ChartKind::Concentration, ..small_slide(dataset, question) };
    assert!(recipe.choices.choose(ChartKind::Concentration, "shows", shows));
    change(&mut recipe);
    assert_recipe("pictures_concentration", name, dataset, &recipe);
}

/// A world over five years and two editions, with a year without figures, one of published producers, and reserves.
fn world() -> World {
    World::default()
        .country("Atlantis", 4000.0)
        .holding(Amount::Exact(900.0))
        .country("Brobdingnag", 2500.0)
        .holding(Amount::Exact(700.0))
        .country("Cockaigne", 1200.0)
        .holding(Amount::Exact(650.0))
        .country("Dystopia", 900.0)
        .holding(Amount::Exact(600.0))
        .country("Erewhon", 300.0)
        .holding(Amount::Withheld)
        .other(Amount::Exact(1700.0))
        .past(Past::exact(2024, 2026, &[3000.0, 2600.0, 1300.0, 900.0, 300.0]).other(900.0))
        .past(Past::exact(2023, 2025, &[2000.0, 2700.0, 1300.0, 900.0, 300.0]).but(2, Amount::Withheld))
        .past(Past::exact(2022, 2025, &[0.0, 0.0, 0.0, 0.0, 0.0]))
        .past(Past::exact(2021, 2025, &[900.0, 900.0, 900.0, 900.0, 900.0]))
        .bloc("Northern pact", &[0, 3])
        .bloc("Southern pact", &[1, 4])
}

fn alone(world: &World) -> (Dataset, Question) {
    (world.dataset(), Question { blocs: Vec::new(), ..world.question() })
}

#[test]
fn stages_and_years_with_two_blocs() {
    let world = world();
    assert_picture("stages_and_years_with_two_blocs", (&world.dataset(), world.question()), "stages", |_| {});
}

#[test]
fn blocs_stop_selling_on_a_tall_page_in_print() {
    let world = world();
    let question = Question { mode: Mode::Withhold, ..world.question() };
    assert_picture("blocs_stop_selling_on_a_tall_page_in_print", (&world.dataset(), question), "stages", |recipe| {
        (recipe.width_px, recipe.height_px, recipe.theme) = (540, 960, Theme::Print);
    });
}

#[test]
fn two_lorenz_curves() {
    let world = world();
    assert_picture("two_lorenz_curves", (&world.dataset(), world.question()), "lorenz", |recipe| {
        recipe.theme = Theme::Dark;
    });
}

#[test]
fn equal_suppliers() {
    let names = ["Atlantis", "Brobdingnag", "Cockaigne", "Dystopia", "Erewhon"];
    let world = names.iter().fold(World::default(), |world, name| world.country(name, 100.0));
    let (dataset, question) = alone(&world);
    assert_picture("equal_suppliers", (&dataset, question), "lorenz", |_| {});
}

#[test]
fn one_supplier() {
    let (dataset, question) = alone(&World::default().country("Atlantis", 100.0));
    assert_picture("one_supplier", (&dataset, question), "contributions", |_| {});
}

#[test]
fn one_supplier_has_no_curve() {
    let (dataset, question) = alone(&World::default().country("Atlantis", 100.0));
    assert_picture("one_supplier_has_no_curve", (&dataset, question), "lorenz", |_| {});
}

#[test]
fn contributions_with_what_is_not_attributed() {
    let world = world();
    let of = (&world.dataset(), world.question());
    assert_picture("contributions_with_what_is_not_attributed", of, "contributions", |recipe| {
        (recipe.width_px, recipe.height_px) = (800, 450);
    });
}

#[test]
fn contributions_of_published_producers_folded_in_print() {
    let world = (0..20).fold(World::default().stating("Utopia", Amount::Withheld), |world, place| {
        world.country(&format!("Country {place:02}"), f64::from(1000 / (place + 1)))
    });
    let (dataset, question) = alone(&world.other(Amount::Exact(150.0)));
    let name = "contributions_of_published_producers_folded_in_print";
    assert_picture(name, (&dataset, question), "contributions", |recipe| recipe.theme = Theme::Print);
}

#[test]
fn names_of_sixty_letters_at_250_per_cent() {
    let world = World::of_long_names().bloc("Treaty Organization of Places with Names that Do Not Fit", &[0, 2]);
    let of = (&world.dataset(), world.question());
    assert_picture("names_of_sixty_letters_at_250_per_cent", of, "contributions", |recipe| recipe.text_scale = 2.5);
}

#[test]
fn rows_that_are_no_shares() {
    let world = world().not_additive("Countries report ore, concentrate and metal");
    assert_picture("rows_that_are_no_shares", (&world.dataset(), world.question()), "contributions", |_| {});
}

#[test]
fn no_picture_on_file_is_left_over() {
    // One name is too long for a line of its own.
    let source = include_str!("pictures_concentration.rs").replace("let name = \"", "assert_picture(\"");
    assert_none_is_left_over("pictures_concentration", &source, "assert_picture");
}
