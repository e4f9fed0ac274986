//! The forms of Shares other than bars as SVG in their hard cases, held to pictures that a person has looked at:
//! `pictures_forms/*.svg`.

use lodescope::charts::ChartKind;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, embedded};
use lodescope::export::{A4_PORTRAIT_PX, Recipe};
use lodescope::model::{Amount, Cap, CapLimit, Iso3, Mode, Overlap, Question, Stage};

use super::made_up::World;
use super::pictures_on_file::{assert_none_is_left_over, assert_recipe, small_slide};
use super::questions::of_mineral;

/// Holds the picture of a question to the one on file.
#[track_caller]
fn assert_picture(name: &str, dataset: &Dataset, question: Question, change: impl FnOnce(&mut Recipe)) {
    let mut recipe = Recipe { chart: ChartKind::Shares, show_shift: false, ..small_slide(dataset, question) };
    change(&mut recipe);
    assert_recipe("pictures_forms", name, dataset, &recipe);
}

fn as_treemap(recipe: &mut Recipe) {
    assert!(recipe.choices.choose(ChartKind::Shares, "form", "treemap"));
}

fn as_multiples(recipe: &mut Recipe) {
    assert!(recipe.choices.choose(ChartKind::Shares, "form", "multiples"));
}

fn of_blocs(recipe: &mut Recipe) {
    as_multiples(recipe);
    assert!(recipe.choices.choose(ChartKind::Shares, "of", "bloc"));
}

#[test]
fn treemap_of_rare_earths_and_two_blocs() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &["china_green_minerals", "forge"]);
    assert_picture("treemap_of_rare_earths_and_two_blocs", &dataset, question, |recipe| {
        as_treemap(recipe);
        recipe.show_shift = true;
    });
}

#[test]
fn treemap_of_cobalt_in_print() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &["china_green_minerals", "forge", "brics"]);
    assert_picture("treemap_of_cobalt_in_print", &dataset, question, |recipe| {
        as_treemap(recipe);
        recipe.theme = Theme::Print;
    });
}

#[test]
fn treemap_of_lithium_with_one_withheld() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "lithium", &[]);
    assert_picture("treemap_of_lithium_with_one_withheld", &dataset, question, |recipe| {
        as_treemap(recipe);
        (recipe.width_px, recipe.height_px, recipe.theme) = (800, 450, Theme::Dark);
    });
}

#[test]
fn treemap_of_what_is_supposed() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &["brics"]);
    let country = Iso3::new("COD").unwrap();
    let cap =
        Cap { commodity: question.commodity.clone(), stage: Stage::Mine, country, limit: CapLimit::Percent(40.0) };
    let question = Question { mode: Mode::Withhold, caps: vec![cap], ..question };
    assert_picture("treemap_of_what_is_supposed", &dataset, question, as_treemap);
}

#[test]
fn treemap_of_split_members_at_250_per_cent() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "copper", &["brics", "quad_cmi", "forge"]);
    let question = Question { overlap: Overlap::Split, ..question };
    assert_picture("treemap_of_split_members_at_250_per_cent", &dataset, question, |recipe| {
        as_treemap(recipe);
        recipe.text_scale = 2.5;
    });
}

#[test]
fn treemap_that_is_refused() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "kyanite", &[]);
    assert_picture("treemap_that_is_refused", &dataset, question, as_treemap);
}

#[test]
fn treemap_of_every_kind_of_number() {
    let world = World::default()
        .stating("Atlantis", Amount::AtLeast(1000.0))
        .stating("Brobdingnag", Amount::Range { low: 400.0, high: 800.0 })
        .country("Cockaigne", 300.0)
        .country("Dystopia", 0.0)
        .stating("Erewhon", Amount::Withheld)
        .stating("Freedonia", Amount::Qualitative("Large".to_owned()))
        .country("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochland", 40.0)
        .other(Amount::Exact(150.0))
        .bloc("Treaty Organization of Places with Names that Do Not Fit a Row", &[0, 4])
        .bloc("Pact", &[6]);
    assert_picture("treemap_of_every_kind_of_number", &world.dataset(), world.question(), as_treemap);
}

#[test]
fn multiples_of_minerals() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &["china_green_minerals", "forge"]);
    assert_picture("multiples_of_minerals", &dataset, question, as_multiples);
}

#[test]
fn multiples_of_minerals_on_paper() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "rare-earths", &["brics", "eu"]);
    assert_picture("multiples_of_minerals_on_paper", &dataset, question, |recipe| {
        as_multiples(recipe);
        (recipe.width_px, recipe.height_px) = A4_PORTRAIT_PX;
        recipe.theme = Theme::Print;
    });
}

#[test]
fn multiples_of_blocs() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "lithium", &["china_green_minerals", "forge", "brics"]);
    assert_picture("multiples_of_blocs", &dataset, question, |recipe| {
        of_blocs(recipe);
        recipe.theme = Theme::Dark;
    });
}

#[test]
fn multiples_of_every_bloc_by_itself() {
    let dataset = embedded().unwrap();
    assert_picture("multiples_of_every_bloc_by_itself", &dataset, of_mineral(&dataset, "copper", &[]), of_blocs);
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures_forms", include_str!("pictures_forms.rs"), "assert_picture");
}
