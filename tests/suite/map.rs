//! The Map: which country is filled how, what it says, and what a file of it holds.

use lodescope::analysis::{all_questions, opening_question, overlapping};
use lodescope::charts::ChartKind;
use lodescope::charts::map::{MapChart, MapMark, Shows, Step, chart};
use lodescope::charts::palette::Theme;
use lodescope::charts::table::Cell;
use lodescope::data::map::{MapSource, world_map};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
use lodescope::model::{BlocId, Iso3, Mode, Question, Stage};

use super::made_up::World;

fn asked(dataset: &Dataset, commodity: &str, stage: Stage) -> Question {
    let like = opening_question(dataset).unwrap();
    let of = |asked: &&Question| asked.commodity.as_str() == commodity && asked.stage == stage;
    all_questions(dataset, &like).iter().rfind(of).unwrap().clone()
}

fn mark<'a>(chart: &'a MapChart, code: &str) -> &'a MapMark {
    chart.marks.iter().find(|mark| mark.iso3.as_str() == code).unwrap()
}

fn with_blocs(question: Question, blocs: &[&str]) -> Question {
    Question { blocs: blocs.iter().map(|id| BlocId::new(*id).unwrap()).collect(), ..question }
}

#[test]
fn shares_fill_countries_in_fixed_steps() {
    let dataset = embedded().unwrap();
    let chart = chart(&dataset, &asked(&dataset, "rare-earths", Stage::Mine), Shows::Share);
    assert!(chart.title.starts_with("China mined 69"), "{}", chart.title);
    let first = &chart.marks[0];
    assert_eq!((first.iso3.as_str(), first.step, first.text.as_str()), ("CHN", Step::Above(4), "69.4\u{a0}%"));
    assert_eq!(mark(&chart, "USA").step, Step::Above(2), "13.1 %");
    assert_eq!(mark(&chart, "MYS").step, Step::Above(0));
    let chad = mark(&chart, "TCD");
    assert_eq!((chad.step, chad.is_listed()), (Step::NotListed, false));
    assert!(chad.text.starts_with("not listed"), "{}", chad.text);
    let steps: Vec<Step> = chart.key.iter().map(|(step, _)| *step).collect();
    assert!(steps.starts_with(&[0, 1, 2, 3, 4].map(Step::Above)) && steps.ends_with(&[Step::NotListed]), "{steps:?}");
    assert!(chart.description.contains("Equal Earth") && chart.description.contains("China: 69.4"));
    assert!(chart.notes.iter().any(|note| note.contains("Somaliland")), "{:?}", chart.notes);
}

#[test]
fn what_is_withheld_is_no_zero_and_a_zero_no_gap() {
    let dataset = embedded().unwrap();
    let lithium = chart(&dataset, &asked(&dataset, "lithium", Stage::Mine), Shows::Share);
    assert_eq!(mark(&lithium, "USA").step, Step::NoNumber);
    assert!(mark(&lithium, "USA").spoken().contains("withheld"));
    assert!(lithium.key.contains(&(Step::NoNumber, "no number published".to_owned())), "{:?}", lithium.key);
    let like = opening_question(&dataset).unwrap();
    let mut zeros = 0;
    for question in all_questions(&dataset, &like).iter().rev().step_by(25) {
        for mark in chart(&dataset, question, Shows::Share).marks {
            zeros += usize::from(mark.step == Step::Zero);
            assert_eq!(mark.step == Step::Zero, mark.text == "0\u{a0}%", "{question:?} {mark:?}");
        }
    }
    assert!(zeros > 0);
}

#[test]
fn quantities_have_steps_of_their_own_and_the_same_order() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "rare-earths", Stage::Mine);
    let (shares, quantities) = (chart(&dataset, &question, Shows::Share), chart(&dataset, &question, Shows::Quantity));
    let order = |chart: &MapChart| chart.marks.iter().map(|mark| mark.iso3).collect::<Vec<_>>();
    assert_eq!(order(&shares), order(&quantities));
    assert_eq!(quantities.marks[0].text, "270,000\u{a0}t");
    assert_eq!(quantities.key[4].1, "200,000\u{a0}t and more");
    assert!(quantities.subtitle.starts_with("Quantity by country: world mine production"), "{}", quantities.subtitle);
}

#[test]
fn the_table_is_what_is_drawn_in_its_order() {
    let dataset = embedded().unwrap();
    let chart = chart(&dataset, &asked(&dataset, "cobalt", Stage::Mine), Shows::Share);
    let at = chart.table.columns.iter().position(|column| column == "Step on the map").unwrap();
    let listed: Vec<&MapMark> = chart.marks.iter().filter(|mark| mark.is_listed()).collect();
    let rows: Vec<&Vec<Cell>> =
        chart.table.rows.iter().filter(|row| matches!(row.get(1), Some(Cell::Text(_)))).collect();
    assert_eq!(rows.len(), listed.len());
    for (row, mark) in rows.iter().zip(&listed) {
        assert_eq!(row[1], Cell::text(mark.iso3.as_str()));
        let key = chart.key.iter().find(|(step, _)| *step == mark.step).unwrap();
        assert_eq!(row[at], Cell::text(&key.1));
        assert_eq!(row.len(), chart.table.columns.len());
    }
    assert_eq!(rows[0][at], Cell::text("50\u{a0}% and more"));
}

#[test]
fn blocs_fill_all_their_members_whatever_they_have() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "rare-earths", Stage::Mine);
    let none = chart(&dataset, &with_blocs(question.clone(), &[]), Shows::Blocs);
    assert!(none.empty.as_ref().unwrap().contains("No bloc is switched on"));
    let both = with_blocs(question, &["brics", "forge"]);
    let blocs = chart(&dataset, &both, Shows::Blocs);
    assert_eq!(blocs.empty, None);
    let members = blocs.marks.iter().filter(|mark| !mark.blocs.is_empty()).count();
    assert!(blocs.title.starts_with(&format!("{members} countries are in BRICS or FORGE")), "{}", blocs.title);
    let ethiopia = mark(&blocs, "ETH");
    assert_eq!((ethiopia.step, ethiopia.blocs.len()), (Step::NotListed, 1));
    let row = blocs.table.rows.iter().find(|row| row[1] == Cell::text("ETH")).unwrap();
    assert_eq!(row.len(), blocs.table.columns.len());
    assert!(row.contains(&Cell::text("brics")), "{row:?}");
}

#[test]
fn contested_are_those_in_more_than_one_bloc() {
    let dataset = embedded().unwrap();
    let question = with_blocs(asked(&dataset, "rare-earths", Stage::Mine), &["brics", "bri", "g20"]);
    let contested = chart(&dataset, &question, Shows::Contested);
    let mut found: Vec<Iso3> = contested.marks.iter().filter(|of| of.blocs.len() > 1).map(|of| of.iso3).collect();
    let mut expected: Vec<Iso3> = overlapping(&dataset, &question).into_iter().map(|(iso3, _)| iso3).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert!(contested.title.contains("in more than one of"), "{}", contested.title);
    let one = chart(&dataset, &with_blocs(question, &["brics"]), Shows::Contested);
    assert!(one.empty.unwrap().contains("switch on two or more"));
}

#[test]
fn every_country_with_a_figure_has_an_outline_or_is_told() {
    let dataset = embedded().unwrap();
    let like = opening_question(&dataset).unwrap();
    let drawn = |iso3: Iso3| world_map().unwrap().areas.iter().any(|area| area.code == iso3);
    let mut absent = std::collections::BTreeSet::new();
    for question in all_questions(&dataset, &like).iter().rev().step_by(7) {
        let chart = chart(&dataset, question, Shows::Share);
        for mark in chart.marks.iter().filter(|mark| mark.is_listed() && !drawn(mark.iso3)) {
            assert!(chart.notes.iter().any(|note| note.contains(&mark.name)), "{question:?} {}", mark.name);
            absent.insert(mark.name.clone());
        }
    }
    assert!(absent.len() < 3, "{absent:?}");
}

#[test]
fn a_made_up_country_is_told_and_a_refusal_is_words() {
    let world = World::default().country("Atlantis", 3.0).country("Brobdingnag", 1.0);
    let chart_of = |world: &World| chart(&world.dataset(), &world.question(), Shows::Share);
    let chart = chart_of(&world);
    let note = chart.notes.iter().find(|note| note.contains("outline")).unwrap();
    assert!(note.starts_with("Atlantis and Brobdingnag have no outlines"), "{note}");
    let refused = chart_of(&world.not_additive("Products differ"));
    assert!(refused.empty.unwrap().contains("Products differ"));
    assert!(refused.marks.is_empty());
}

#[test]
fn the_outlines_on_file_are_what_the_bundle_writes() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/map.json");
    let on_file = std::fs::read(path).unwrap();
    // What was made simpler once is not made simpler again: whoever edits the file by hand is found out.
    let again = MapSource::read("data/map.json", &on_file).unwrap().publish().unwrap();
    assert!(on_file == again, "run: lodescope bundle --from DIR --out data");
    let source = embedded().unwrap();
    let source = source.sources.iter().find(|source| source.id.as_str() == "natural-earth").unwrap();
    assert!(source.licence.contains("Public domain") && source.attribution.contains("Natural Earth"));
}

fn recipe(dataset: &Dataset, question: Question) -> Recipe {
    Recipe {
        width_px: 960,
        height_px: 540,
        chart: ChartKind::Map,
        app_version: "0".to_owned(),
        ..Recipe::slide(dataset, question)
    }
}

#[test]
fn a_file_has_true_outlines_in_named_groups_and_is_small() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "cobalt", Stage::Mine);
    let chart = chart(&dataset, &question, Shows::Share);
    let made = make(&dataset, &recipe(&dataset, question)).unwrap();
    let svg = made.svg();
    assert!(svg.len() < 400_000, "{} bytes", svg.len());
    let document = resvg::usvg::roxmltree::Document::parse(svg).unwrap();
    let group = |id: &str| document.descendants().find(|node| node.attribute("id") == Some(id));
    for mark in chart.marks.iter().filter(|mark| mark.is_listed()) {
        let of = group(&format!("country-{}", mark.iso3.as_str().to_lowercase())).unwrap();
        assert_eq!(of.attribute("aria-label"), Some(mark.spoken().as_str()));
    }
    let congo = group("country-cod").unwrap();
    let paths: Vec<_> = congo.children().filter(|node| node.has_tag_name("path")).collect();
    assert_eq!(paths.len(), 1, "one outline and no triangles");
    let data = paths[0].attribute("d").unwrap();
    assert_eq!(data.matches('M').count(), 1, "{data}");
    // South Africa with the hole of Lesotho, and its islands.
    let south_africa = group("country-zaf").unwrap();
    let data = south_africa.children().find_map(|node| node.attribute("d")).unwrap();
    assert!(data.matches('M').count() >= 2, "{data}");
    assert!(group("borders").is_some());
}

#[test]
fn a_tall_page_lists_every_country_with_a_figure_below_the_map() {
    let dataset = embedded().unwrap();
    let question = with_blocs(asked(&dataset, "graphite", Stage::Mine), &["forge"]);
    let chart = chart(&dataset, &question, Shows::Share);
    let (india, marks) = (mark(&chart, "IND").step, &chart.marks);
    let with_figure: Vec<&MapMark> = marks.iter().filter(|mark| matches!(mark.step, Step::Above(_))).collect();
    assert!(with_figure.len() > 15, "{}", with_figure.len());
    let sized = |width_px, height_px| Recipe { width_px, height_px, ..recipe(&dataset, question.clone()) };
    let tall = make(&dataset, &sized(900, 1273)).unwrap();
    for mark in with_figure {
        let group =
            format!("id=\"listed-{}\" aria-label=\"{}: {}", mark.iso3.as_str().to_lowercase(), mark.name, mark.text);
        assert!(tall.svg().contains(&group), "{group}");
    }
    assert!(!make(&dataset, &sized(1280, 720)).unwrap().svg().contains("id=\"listed-"));
    // The map is filled by figures alone, so nothing is said of blocs.
    assert!(!tall.svg().contains("FORGE as of"));
    // 17,600 of 1,753,000 t are printed as "1.0 %", which is not under 1 %.
    assert_eq!(india, Step::Above(1));
}

#[test]
fn the_same_map_is_the_same_bytes_in_every_theme() {
    let dataset = embedded().unwrap();
    let question = with_blocs(asked(&dataset, "nickel", Stage::Mine), &["brics", "asean", "g20"]);
    for (theme, shows) in [(Theme::Light, "share"), (Theme::Dark, "blocs"), (Theme::Print, "contested")] {
        let mut recipe = Recipe { theme, ..recipe(&dataset, question.clone()) };
        assert!(recipe.choices.choose(ChartKind::Map, "shows", shows));
        let svg = || make(&dataset, &recipe).unwrap().svg().to_owned();
        assert_eq!(svg(), svg());
        let json = serde_json::to_string(&recipe).unwrap();
        let read: Recipe = serde_json::from_str(&json).unwrap();
        assert_eq!(make(&dataset, &read).unwrap().svg(), svg(), "{shows} comes back from its recipe");
    }
}

#[test]
fn what_is_supposed_is_said_and_drawn_otherwise() {
    let dataset = embedded().unwrap();
    let question = with_blocs(asked(&dataset, "rare-earths", Stage::Mine), &["china_green_minerals"]);
    let question = Question { mode: Mode::Withhold, ..question };
    let chart = chart(&dataset, &question, Shows::Share);
    assert!(chart.subtitle.starts_with("HYPOTHETICAL"), "{}", chart.subtitle);
    assert!(mark(&chart, "CHN").is_taken_out && !mark(&chart, "USA").is_taken_out);
    assert!(mark(&chart, "CHN").spoken().ends_with("lost"), "{}", mark(&chart, "CHN").spoken());
}
