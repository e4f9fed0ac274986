//! The Shift chart as SVG in its hard cases, held to pictures that a person has looked at: `pictures_ladder/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::ladder::{self, LadderOf, LadderOptions, LadderSort};
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, Table, TableYear, Tables};
use lodescope::export::Recipe;
use lodescope::model::{Amount, Cap, CapLimit, Commodity, CommodityId, Form, FormId, Mode, Overlap, Question, Stage};

use super::made_up::{World, bloc_id, code};
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(name: &str, dataset: &Dataset, question: Question, change: impl FnOnce(&mut Recipe)) {
    let mut recipe = Recipe { chart: ChartKind::Shift, ..small_slide(dataset, question) };
    change(&mut recipe);
    assert_recipe("pictures_ladder", name, dataset, &recipe);
}

fn of_minerals(recipe: &mut Recipe) {
    recipe.ladder.of = LadderOf::Minerals;
}

/// A world with blocs of every sort: large and small ones, one of a single producer, one without a number, one that no
/// member of is named, and one without members.
fn world() -> World {
    World::default()
        .country("Atlantis", 4000.0)
        .country("Brobdingnag", 2500.0)
        .country("Cockaigne", 1200.0)
        .country("Dystopia", 900.0)
        .country("Erewhon", 300.0)
        .stating("Freedonia", Amount::NotApplicable)
        .other(Amount::Exact(700.0))
        .bloc("Northern pact", &[0, 3])
        .bloc("Southern pact", &[1, 2, 4])
        .bloc("Atlantic union", &[0])
        .bloc("League of small suppliers", &[3, 4])
        .bloc("Word of Freedonia", &[5])
        .bloc("Forum of the unnamed", &[40])
        .bloc("Treaty of nobody", &[])
        .bloc("Everyone", &[0, 1, 2, 3, 4])
}

/// Returns a question with the blocs at these places on.
fn with_on(world: &World, on: &[usize]) -> Question {
    Question { blocs: on.iter().map(|place| bloc_id(*place)).collect(), ..world.question() }
}

/// A dataset of so many minerals more, with another order of countries each, some of them without shares or a stage.
fn many_minerals(world: &World, count: usize) -> Dataset {
    let mut tables: Tables = (*world.dataset()).clone();
    let first: Vec<Table> = tables.tables.clone();
    for place in 0..count {
        let id = format!("mineral-{place:02}");
        let (commodity, form) = (CommodityId::new(id.clone()).unwrap(), FormId::new(id).unwrap());
        let name = format!("Mineral {:02}", place + 1);
        for (table, stage) in first.iter().zip([Stage::Mine, Stage::Reserves]) {
            if place % 5 == 3 && stage == Stage::Reserves {
                continue;
            }
            let mut table = table.clone();
            table.key.commodity = commodity.clone();
            table.key.form = form.clone();
            table.key.stage = if place % 3 == 1 && stage == Stage::Mine { Stage::Refinery } else { stage };
            if place % 7 == 6 {
                table.not_additive = Some("Ore and metal are counted".to_owned());
            }
            table.years.iter_mut().for_each(|year| turn(year, place));
            tables.tables.push(table);
        }
        tables.commodities.push(Commodity {
            id: commodity.clone(),
            name: name.clone(),
            in_sentence: name.to_lowercase(),
            ..tables.commodities[0].clone()
        });
        tables.forms.push(Form { commodity, id: form, name: name.clone(), in_sentence: name.to_lowercase() });
    }
    tables.tables.sort_by(|one, next| one.key.cmp(&next.key));
    Dataset::new(tables)
}

/// Gives the countries each other's numbers.
fn turn(year: &mut TableYear, by: usize) {
    let said: Vec<_> = year.countries.iter().map(|row| row.statement.clone()).collect();
    let count = said.len();
    for (place, row) in year.countries.iter_mut().enumerate() {
        row.statement = said[(place + by) % count].clone();
    }
}

fn world_with_reserves() -> World {
    World::default()
        .country("Atlantis", 900.0)
        .holding(Amount::Exact(1000.0))
        .country("Brobdingnag", 300.0)
        .holding(Amount::Exact(9000.0))
        .country("Cockaigne", 200.0)
        .holding(Amount::NotAvailable)
        .country("Dystopia", 100.0)
        .holding(Amount::Exact(2500.0))
        .country("Erewhon", 0.0)
        .holding(Amount::Exact(40.0))
        .bloc("Northern pact", &[0, 3])
        .bloc("Southern pact", &[1, 2, 3])
}

#[test]
fn every_bloc_of_a_mineral() {
    let world = world();
    assert_picture("every_bloc_of_a_mineral", &world.dataset(), with_on(&world, &[0, 3]), |_| {});
}

#[test]
fn every_bloc_stops_selling_in_print() {
    let world = world();
    let question = Question { mode: Mode::Withhold, ..with_on(&world, &[0, 1]) };
    assert_picture("every_bloc_stops_selling_in_print", &world.dataset(), question, |recipe| {
        recipe.theme = Theme::Print;
    });
}

#[test]
fn blocs_of_published_producers() {
    let world = World::default()
        .stating("Atlantis", Amount::AtLeast(1000.0))
        .stating("Brobdingnag", Amount::Range { low: 400.0, high: 800.0 })
        .country("Cockaigne", 300.0)
        .stating("Dystopia", Amount::Withheld)
        .bloc("Northern pact", &[0, 1])
        .bloc("Southern pact", &[2, 3])
        .bloc("Word of Dystopia", &[3]);
    assert_picture("blocs_of_published_producers", &world.dataset(), with_on(&world, &[1]), |_| {});
}

#[test]
fn more_blocs_than_rows_by_name() {
    let world = (0..40).fold(world(), |world, place| {
        world.bloc(&format!("Alliance no. {}", place + 1), &[place % 5, (place / 3) % 5])
    });
    assert_picture("more_blocs_than_rows_by_name", &world.dataset(), with_on(&world, &[45, 2]), |recipe| {
        (recipe.width_px, recipe.height_px, recipe.theme) = (800, 450, Theme::Dark);
        recipe.ladder = LadderOptions { of: LadderOf::Blocs, sort: Some(LadderSort::Name) };
    });
}

#[test]
fn blocs_with_names_of_sixty_letters_at_250_per_cent() {
    let world = World::of_long_names()
        .bloc("Treaty Organization of Places with Names that Do Not Fit a Row", &[0, 2])
        .bloc("Union of the Others", &[1, 2]);
    let question = with_on(&world, &[0]);
    assert_picture("blocs_with_names_of_sixty_letters_at_250_per_cent", &world.dataset(), question, |recipe| {
        recipe.text_scale = 2.5;
    });
}

#[test]
fn a_mineral_without_shares() {
    let world = world().not_additive("Countries report ore, concentrate and metal");
    assert_picture("a_mineral_without_shares", &world.dataset(), with_on(&world, &[0]), |_| {});
}

#[test]
fn what_limits_leave_of_a_mineral() {
    let world = world();
    let question = with_on(&world, &[0, 1]);
    let cap = |place, limit| Cap {
        commodity: question.commodity.clone(),
        stage: question.stage,
        country: code(place),
        limit,
    };
    let caps = vec![cap(0, CapLimit::Percent(25.0)), cap(1, CapLimit::Tonnes(500.0))];
    assert_picture("what_limits_leave_of_a_mineral", &world.dataset(), Question { caps, ..question.clone() }, |_| ());
}

#[test]
fn limits_that_leave_nothing_leave_nothing_to_shift() {
    let world = World::default().country("Atlantis", 40.0).country("Brobdingnag", 60.0).bloc("Northern pact", &[0]);
    let (dataset, question) = (world.dataset(), world.question());
    let caps = [0, 1].map(|place| Cap {
        commodity: question.commodity.clone(),
        stage: question.stage,
        country: code(place),
        limit: CapLimit::Percent(0.0),
    });
    let chart = ladder::chart(
        &dataset,
        &Question { caps: caps.to_vec(), ..question },
        LadderOptions { of: LadderOf::Blocs, ..LadderOptions::default() },
        &mut None,
    );
    assert_eq!(chart.empty.as_deref(), Some("Nothing is left to shift under these limits"));
    assert!(chart.rows.is_empty());
}

#[test]
fn every_mineral_for_two_blocs() {
    let world = world_with_reserves();
    assert_picture("every_mineral_for_two_blocs", &many_minerals(&world, 9), with_on(&world, &[0, 1]), of_minerals);
}

#[test]
fn minerals_lost_in_print() {
    let world = world_with_reserves();
    let question = Question { mode: Mode::Withhold, overlap: Overlap::Contested, ..with_on(&world, &[0, 1]) };
    assert_picture("minerals_lost_in_print", &many_minerals(&world, 40), question, |recipe| {
        of_minerals(recipe);
        recipe.theme = Theme::Print;
    });
}

#[test]
fn minerals_that_lose_concentration_on_a_tall_page() {
    let world = world_with_reserves();
    let question = Question { mode: Mode::Withhold, ..with_on(&world, &[0]) };
    assert_picture("minerals_that_lose_concentration_on_a_tall_page", &many_minerals(&world, 9), question, |recipe| {
        (recipe.width_px, recipe.height_px) = (540, 960);
        recipe.ladder = LadderOptions { of: LadderOf::Minerals, sort: Some(LadderSort::Hhi) };
    });
}

#[test]
fn no_bloc_is_on() {
    let world = world_with_reserves();
    assert_picture("no_bloc_is_on", &many_minerals(&world, 3), with_on(&world, &[]), of_minerals);
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures_ladder", include_str!("pictures_ladder.rs"), "assert_picture");
}
