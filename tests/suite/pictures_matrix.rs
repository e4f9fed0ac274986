//! The Matrix as SVG in its hard cases, held to pictures that a person has looked at: `pictures_matrix/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, Table, Tables};
use lodescope::export::Recipe;
use lodescope::model::{Amount, Commodity, CommodityId, Form, FormId, Question};

use super::made_up::World;
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(
    name: &str,
    dataset: &Dataset,
    question: Question,
    choices: &[(&str, &str)],
    change: impl FnOnce(&mut Recipe),
) {
    let mut recipe = Recipe { chart: ChartKind::Matrix, ..small_slide(dataset, question) };
    for (choice, value) in choices {
        assert!(recipe.choices.choose(ChartKind::Matrix, choice, value), "{choice}={value}");
    }
    change(&mut recipe);
    assert_recipe("pictures_matrix", name, dataset, &recipe);
}

fn world() -> World {
    World::default()
        .country("Atlantis", 4000.0)
        .country("Brobdingnag", 2500.0)
        .country("Cockaigne", 1200.0)
        .country("Dystopia", 900.0)
        .country("Erewhon", 300.0)
        .country("Freedonia", 0.0)
        .other(Amount::Exact(700.0))
        .bloc("Northern pact", &[0, 3])
        .bloc("Southern pact", &[1, 2, 4])
        .bloc("Everyone", &[0, 1, 2, 3, 4])
}

/// Returns a dataset of so many minerals more, in each of which the countries have the numbers of the next one; every
/// fifth has no shares.
fn many_minerals(world: &World, count: usize) -> Dataset {
    let mut tables: Tables = (*world.dataset()).clone();
    let first: Table = tables.tables[0].clone();
    for place in 0..count {
        let id = format!("mineral-{place:02}");
        let (commodity, form) = (CommodityId::new(id.clone()).unwrap(), FormId::new(id).unwrap());
        let name = format!("Mineral {:02}", place + 1);
        let mut table = first.clone();
        (table.key.commodity, table.key.form) = (commodity.clone(), form.clone());
        if place % 5 == 4 {
            table.not_additive = Some("Ore and metal are counted".to_owned());
        }
        for year in &mut table.years {
            let said: Vec<_> = year.countries.iter().map(|row| row.statement.clone()).collect();
            for (at, row) in year.countries.iter_mut().enumerate() {
                row.statement = said[(at + place) % said.len()].clone();
            }
        }
        tables.tables.push(table);
        let like = tables.commodities[0].clone();
        let in_sentence = name.to_lowercase();
        tables.commodities.push(Commodity { id: commodity.clone(), name: name.clone(), in_sentence, ..like });
        tables.forms.push(Form { commodity, id: form, name: name.clone(), in_sentence: name.to_lowercase() });
    }
    tables.tables.sort_by(|one, next| one.key.cmp(&next.key));
    Dataset::new(tables)
}

#[test]
fn minerals_by_countries() {
    let world = world();
    assert_picture("minerals_by_countries", &many_minerals(&world, 8), world.question(), &[], |_| {});
}

#[test]
fn minerals_by_blocs_in_the_dark() {
    let world = world();
    let choices = [("columns", "blocs"), ("bloc-cells", "change"), ("order", "clustered")];
    assert_picture("minerals_by_blocs_in_the_dark", &many_minerals(&world, 8), world.question(), &choices, |recipe| {
        recipe.theme = Theme::Dark;
    });
}

#[test]
fn what_is_withheld_in_print() {
    let world = World::default()
        .stating("Atlantis", Amount::AtLeast(1000.0))
        .stating("Brobdingnag", Amount::Range { low: 400.0, high: 800.0 })
        .country("Cockaigne", 300.0)
        .stating("Dystopia", Amount::Withheld)
        .stating("Erewhon", Amount::NotAvailable)
        .bloc("Northern pact", &[0, 1])
        .bloc("Southern pact", &[2, 3]);
    let choices = [("cells", "lost"), ("order", "name")];
    assert_picture("what_is_withheld_in_print", &many_minerals(&world, 4), world.question(), &choices, |recipe| {
        recipe.theme = Theme::Print;
    });
}

#[test]
fn more_than_has_room() {
    let world = (0..70).fold(World::default(), |world, place| {
        world.country(&format!("Country no. {}", place + 1), 1000.0 / f64::from(place + 1))
    });
    assert_picture("more_than_has_room", &many_minerals(&world, 60), world.question(), &[], |recipe| {
        (recipe.width_px, recipe.height_px) = (800, 450);
    });
}

#[test]
fn names_of_sixty_letters_at_250_per_cent() {
    let world = World::of_long_names();
    let (dataset, question) = (world.dataset(), world.question());
    assert_picture("names_of_sixty_letters_at_250_per_cent", &dataset, question, &[], |recipe| {
        recipe.text_scale = 2.5;
    });
}

#[test]
fn one_supplier() {
    let world = World::default().country("Atlantis", 5.0);
    assert_picture("one_supplier", &world.dataset(), world.question(), &[], |_| {});
}

#[test]
fn no_shares_of_anything() {
    let world = World::default().country("Atlantis", 5.0).not_additive("Ore and metal are counted");
    assert_picture("no_shares_of_anything", &world.dataset(), world.question(), &[], |_| {});
}

#[test]
fn no_picture_is_left_over() {
    assert_none_is_left_over("pictures_matrix", include_str!("pictures_matrix.rs"), "assert_picture");
}
