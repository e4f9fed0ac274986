//! The Shares chart as SVG in its hard cases, held to pictures that a person has looked at: `pictures/*.svg`.

use lodescope::charts::palette::Theme;
use lodescope::export::{A4_LANDSCAPE_PX, A4_PORTRAIT_PX, Recipe};
use lodescope::model::{Amount, Cap, CapLimit, Denominator, Mode};

use super::made_up::{World, code};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

/// Names of countries for worlds that need no special ones.
const NAMES: [&str; 12] = [
    "Atlantis",
    "Brobdingnag",
    "Cockaigne",
    "Dystopia",
    "Erewhon",
    "Freedonia",
    "Genovia",
    "Hyperborea",
    "Illyria",
    "Laputa",
    "Narnia",
    "Ruritania",
];

/// Holds the picture of a world to the one on file.
#[track_caller]
fn assert_picture(name: &str, world: &World, change: impl FnOnce(&mut Recipe)) {
    let dataset = world.dataset();
    let mut recipe = small_slide(&dataset, world.question());
    change(&mut recipe);
    assert_recipe("pictures", name, &dataset, &recipe);
}

fn same(_: &mut Recipe) {}

/// Returns a world of the named countries with falling shares.
fn falling(count: usize) -> World {
    NAMES.iter().take(count).enumerate().fold(World::default(), |world, (place, name)| {
        world.country(name, 4000.0 / f64::from(u32::try_from(place + 1).unwrap()))
    })
}

#[test]
fn one_supplier() {
    assert_picture("one_supplier", &World::default().country("Atlantis", 500.0).printed(500.0), same);
}

#[test]
fn a_bloc_of_ones_own() {
    let world = falling(5).bloc("Guild", &[0, 3]).own_bloc("Islands", &[1, 2], 6);
    assert_picture("a_bloc_of_ones_own", &world, |recipe| assert_eq!(recipe.own_blocs.len(), 1));
}

#[test]
fn all_equal() {
    let world = NAMES.iter().take(8).fold(World::default(), |world, name| world.country(name, 125.0));
    assert_picture("all_equal", &world.printed(1000.0), same);
}

#[test]
fn withheld_and_not_available() {
    let world = falling(4)
        .stating("Oz", Amount::Withheld)
        .stating("Shangri-La", Amount::NotAvailable)
        .stating("Thule", Amount::NotApplicable)
        .stating("Utopia", Amount::IncludedElsewhere)
        .stating("Xanadu", Amount::Qualitative("Large".to_owned()))
        .country("Zembla", 0.0)
        .bloc("Magic pact", &[1, 4]);
    assert_picture("withheld_and_not_available", &world, same);
}

#[test]
fn bounds_and_estimates() {
    let world = World::default()
        .stating("Atlantis", Amount::AtLeast(1000.0))
        .stating("Brobdingnag", Amount::Range { low: 400.0, high: 800.0 })
        .country("Cockaigne", 300.0)
        .estimated()
        .stating("Dystopia", Amount::AtMost(50.0))
        .country("Erewhon", 0.4);
    assert_picture("bounds_and_estimates", &world.printed(2000.0), same);
}

#[test]
fn a_residual_that_is_not_available() {
    assert_picture("a_residual_that_is_not_available", &falling(5).other(Amount::NotAvailable), same);
}

#[test]
fn a_negative_residual() {
    assert_picture("a_negative_residual", &falling(5).other(Amount::Exact(100.0)).printed(9000.0), |recipe| {
        recipe.question.denominator = Denominator::Printed;
    });
}

#[test]
fn names_of_sixty_letters() {
    let world = World::of_long_names()
        .stating("United Principalities of the Outer Archipelago and Dependencies", Amount::Withheld)
        .bloc("Treaty Organization of Places with Names that Do Not Fit a Row", &[0, 2]);
    assert_picture("names_of_sixty_letters", &world, same);
}

#[test]
fn a_title_that_wraps_and_a_note() {
    assert_picture("a_title_that_wraps_and_a_note", &falling(5), |recipe| {
        recipe.title = Some(
            "Atlantis mines nearly half of the world’s unobtainium, and the four suppliers after it together hardly \
             more: what would happen if it stopped selling for a year, and who could step in? <Part 1 & 2>"
                .to_owned(),
        );
        recipe.note = Some("Drawn for the third lesson; figures as of the yearbook".to_owned());
    });
}

#[test]
fn more_blocs_than_colours() {
    let world = (0..10).fold(falling(12).other(Amount::Exact(300.0)), |world, place| {
        world.bloc(&format!("Alliance no. {}", place + 1), &[place, (place + 5) % 12])
    });
    assert_picture("more_blocs_than_colours", &world, same);
}

#[test]
fn no_countries() {
    assert_picture("no_countries", &World::default().printed(1200.0), same);
}

#[test]
fn rows_that_cannot_be_added() {
    let world = falling(6).stating("Oz", Amount::Withheld);
    let world = world.not_additive("Countries report ore, concentrate and metal, so the publisher gives no total");
    assert_picture("rows_that_cannot_be_added", &world, same);
}

#[test]
fn dark() {
    let world = falling(7).other(Amount::Exact(800.0)).stating("Oz", Amount::Withheld);
    let world = world.bloc("Northern pact", &[0, 3]).bloc("Southern pact", &[1, 4]).bloc("Eastern pact", &[2]);
    assert_picture("dark", &world, |recipe| recipe.theme = Theme::Dark);
}

#[test]
fn print() {
    let world = with_reserves(2).other(Amount::Exact(150.0));
    let world = world.bloc("Northern pact", &[0, 3]).bloc("Southern pact", &[1, 4]);
    assert_picture("print", &world, |recipe| recipe.theme = Theme::Print);
}

#[test]
fn print_with_more_blocs_than_patterns() {
    let world = (0..10).fold(falling(12).other(Amount::Exact(300.0)), |world, place| {
        world.bloc(&format!("Alliance no. {}", place + 1), &[place, (place + 5) % 12])
    });
    assert_picture("print_with_more_blocs_than_patterns", &world, |recipe| recipe.theme = Theme::Print);
}

#[test]
fn print_of_what_is_withheld() {
    let world = with_reserves(2).bloc("Northern pact", &[0, 3]).bloc("Southern pact", &[1]);
    assert_picture("print_of_what_is_withheld", &world, |recipe| {
        (recipe.theme, recipe.question.mode) = (Theme::Print, Mode::Withhold);
    });
}

/// Two countries limited, one of them a member, and a bloc that withholds.
fn limited(recipe: &mut Recipe) {
    let caps = [(0, CapLimit::Percent(40.0)), (2, CapLimit::Tonnes(300.0))].map(|(place, limit)| Cap {
        country: code(place),
        commodity: recipe.question.commodity.clone(),
        stage: recipe.question.stage,
        limit,
    });
    recipe.question.caps = caps.to_vec();
}

#[test]
fn limits_on_countries() {
    let world = falling(6).other(Amount::Exact(300.0)).bloc("Northern pact", &[0, 3]);
    assert_picture("limits_on_countries", &world, limited);
}

#[test]
fn dark_limits_beside_what_is_withheld() {
    let world = falling(6).other(Amount::Exact(300.0)).bloc("Southern pact", &[1, 4]);
    assert_picture("dark_limits_beside_what_is_withheld", &world, |recipe| {
        limited(recipe);
        (recipe.theme, recipe.question.mode) = (Theme::Dark, Mode::Withhold);
    });
}

#[test]
fn print_of_limits_on_countries() {
    let world = with_reserves(3).bloc("Northern pact", &[0, 3]);
    assert_picture("print_of_limits_on_countries", &world, |recipe| {
        limited(recipe);
        recipe.theme = Theme::Print;
    });
}

#[test]
fn print_on_a4_portrait_at_250_per_cent() {
    let world = falling(7).other(Amount::Exact(800.0)).stating("Oz", Amount::Withheld).bloc("Northern pact", &[0, 3]);
    assert_picture("print_on_a4_portrait_at_250_per_cent", &world, |recipe| {
        (recipe.width_px, recipe.height_px) = A4_PORTRAIT_PX;
        (recipe.theme, recipe.text_scale) = (Theme::Print, 2.5);
    });
}

#[test]
fn a4_landscape() {
    let world = with_reserves(6).bloc("Northern pact", &[0, 4]);
    assert_picture("a4_landscape", &world, |recipe| (recipe.width_px, recipe.height_px) = A4_LANDSCAPE_PX);
}

#[test]
fn text_at_250_per_cent() {
    let world = falling(7).other(Amount::Exact(800.0)).stating("Oz", Amount::Withheld).bloc("Northern pact", &[0, 3]);
    assert_picture("text_at_250_per_cent", &world, |recipe| recipe.text_scale = 2.5);
}

#[test]
fn forty_countries() {
    let world = (0..40_u32).fold(World::default(), |world, place| {
        world.country(&format!("Country {:02}", place + 1), 1000.0 / f64::from(place + 1))
    });
    let world = world.stating("Oz", Amount::Withheld).other(Amount::Exact(200.0));
    assert_picture("forty_countries", &world.bloc("Odd ones", &[0, 2, 20, 30]).bloc("Even ones", &[1, 25]), same);
}

fn with_reserves(count: usize) -> World {
    let world = World::default()
        .country("Atlantis", 900.0)
        .holding(Amount::Exact(1000.0))
        .country("Brobdingnag", 300.0)
        .holding(Amount::Exact(9000.0))
        .country("Cockaigne", 200.0)
        .holding(Amount::NotAvailable)
        .country("Dystopia", 100.0)
        .country("Erewhon", 0.0)
        .holding(Amount::Exact(2500.0))
        .stating("Freedonia", Amount::Withheld)
        .holding(Amount::Exact(40.0));
    NAMES.iter().skip(6).take(count).fold(world, |world, name| world.country(name, 30.0).holding(Amount::Exact(300.0)))
}

#[test]
fn reserves_beside_production() {
    assert_picture("reserves_beside_production", &with_reserves(0).bloc("Northern pact", &[0, 4]), same);
}

#[test]
fn reserves_beside_many_rows() {
    assert_picture("reserves_beside_many_rows", &with_reserves(6).bloc("Northern pact", &[0, 4]), same);
}

#[test]
fn square() {
    let world = with_reserves(2).bloc("Northern pact", &[0, 4]).bloc("Southern pact", &[1, 2]);
    assert_picture("square", &world, |recipe| (recipe.width_px, recipe.height_px) = (1080, 1080));
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures", include_str!("pictures.rs"), "assert_picture");
}

#[test]
fn members_that_are_not_sure() {
    let world = falling(6)
        .bloc("Fellowship", &[0, 1, 3])
        .bloc("Guild", &[4])
        .unsure(0, 1)
        .unsure(1, 4)
        .other(Amount::Exact(400.0));
    assert_picture("members_that_are_not_sure", &world, same);
    assert_picture("print_of_members_that_are_not_sure", &world, |recipe| {
        recipe.theme = Theme::Print;
        recipe.question.mode = Mode::Withhold;
    });
}
