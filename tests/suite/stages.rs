//! Stages: what is drawn of a mineral from reserves to mine to refinery, by its numbers and words.

use lodescope::analysis::{Fixed, Step, answer, chain, opening_question, placed, steps};
use lodescope::charts::stages::{ActorKey, At, Of, Shape, StagesChart};
use lodescope::charts::table::Cell;
use lodescope::charts::{Chart, ChartKind, ChartOptions, chart};
use lodescope::data::{Dataset, embedded};
use lodescope::model::{
    Amount, BlocId, Bound, Cap, CapLimit, Denominator, EditionChoice, EditionId, Mode, Overlap, Question, Stage,
};

use super::command_line::{Run, exported, run_with};
use super::made_up::{World, code};
use super::questions::of_mineral;

fn drawn(dataset: &Dataset, question: &Question, of: Of) -> StagesChart {
    let mut options = ChartOptions::default();
    let word = if of == Of::Blocs { "blocs" } else { "countries" };
    assert!(options.choices.choose(ChartKind::Stages, "of", word));
    match chart(dataset, question, ChartKind::Stages, &options) {
        Chart::Stages(chart) => *chart,
        other => unreachable!("{other:?}"),
    }
}

/// Returns the text of what is named so at each stage.
fn texts<'a>(chart: &'a StagesChart, name: &str) -> Vec<&'a str> {
    let actor = chart.actors.iter().find(|actor| actor.label == name);
    actor.unwrap_or_else(|| panic!("{name} is not drawn")).at.iter().map(At::text).collect()
}

fn sum(chart: &StagesChart, stage: usize) -> f64 {
    chart.actors.iter().map(|actor| actor.share(stage)).sum()
}

#[test]
fn control_of_rare_earths_grows_downstream() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "rare-earths", &[]), Of::Countries);
    assert_eq!(
        chart.title,
        "China held at most 52\u{a0}% of the world’s reserves of rare earths, mined 69\u{a0}% of rare earths in 2025 and \
         refined 91\u{a0}% of magnet rare earths in 2024"
    );
    // 44 of 85.3 million t, 270,000 of 389,310 t and 73.76 of 80.81 thousand t.
    assert_eq!(texts(&chart, "China"), ["≤\u{a0}51.6\u{a0}%", "69.4\u{a0}%", "91.3\u{a0}%"]);
    let heads: Vec<&str> = chart.columns.iter().map(|column| column.head.as_str()).collect();
    assert_eq!(heads, ["Reserves 2025", "Mine 2025", "Refinery 2024"]);
    assert_eq!(chart.columns[1].foot[..2], ["HHI\u{a0}5,072", "Largest: China 69.4\u{a0}%"]);
    // The form, the year and the source of each stage stand over it.
    assert_eq!(chart.columns[1].under[1], "USGS MCS 2026");
    assert_eq!(chart.columns[2].under[1], "Magnet rare earths, IEA CMDE 2025");
    assert!(chart.source_line.contains("2026 (reserves, mine); International Energy Agency"), "{}", chart.source_line);
    assert!(chart.notes[0].contains("no flow of material"), "{:?}", chart.notes);
    assert!(chart.notes[1].starts_with("Stages weigh different things"), "{:?}", chart.notes);
}

#[test]
fn what_is_withheld_or_not_listed_is_said_under_its_stage() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "lithium", &[]), Of::Countries);
    let mine = &chart.columns[1].foot;
    assert_eq!(mine[0], "HHI\u{a0}2,047 of published producers");
    assert!(mine.contains(&"Withheld by the publisher: United States".to_owned()), "{mine:?}");
    let states = chart.actors.iter().find(|actor| actor.label == "United States").unwrap();
    assert!(matches!(&states.at[1], At::Words(words) if words == "withheld"), "{:?}", states.at);
    assert_eq!(states.at[2], At::NotListed);
    let refinery = &chart.columns[2].foot;
    assert!(
        refinery.iter().any(|line| line.starts_with("Not listed: ") && line.contains("United States")),
        "{refinery:?}"
    );
    // What is at most says so, in its text and by a bound that is drawn.
    let australia = chart.actors.iter().find(|actor| actor.label == "Australia").unwrap();
    assert_eq!(australia.at[1].part().map(|part| part.bound), Some(Bound::AtMost));
    assert!(chart.notes.contains(&"≤ at most".to_owned()), "{:?}", chart.notes);
}

#[test]
fn a_stage_that_is_missing_is_an_empty_column_with_the_reason() {
    let dataset = embedded().unwrap();
    let gallium = drawn(&dataset, &of_mineral(&dataset, "gallium", &[]), Of::Countries);
    assert_eq!(gallium.columns.len(), 3);
    let missing: Vec<Option<&str>> = gallium.columns.iter().map(|column| column.missing.as_deref()).collect();
    let none = ["No figures of reserves are published here", "No figures of mine production are published here"];
    assert_eq!(missing, [Some(none[0]), Some(none[1]), None]);
    assert!(gallium.title.ends_with("; for reserves and mine production there are no shares"), "{}", gallium.title);
    assert_eq!((gallium.ends(), gallium.joins()), (Some((2, 2)), false));
    assert!(gallium.notes.iter().all(|note| !note.contains("ribbon")), "nothing is joined: {:?}", gallium.notes);

    // A table that can't be put into shares says why.
    let world = World::default().country("A", 60.0).country("B", 40.0).not_additive("Ore and metal are counted");
    let refused = drawn(&world.dataset(), &world.question(), Of::Countries);
    assert!(refused.empty.as_ref().is_some_and(|words| words.contains("Ore and metal")), "{:?}", refused.empty);
    assert!(refused.actors.is_empty());
}

#[test]
fn forms_are_chosen_as_the_chain_does_and_plants_stand_for_refining() {
    let dataset = embedded().unwrap();
    let titanium = drawn(&dataset, &of_mineral(&dataset, "titanium", &[]), Of::Countries);
    let forms: Vec<&str> = titanium.columns.iter().filter_map(|column| Some(column.under.get(1)?.as_str())).collect();
    assert_eq!(forms, ["Ilmenite, USGS MCS 2026", "Ilmenite, USGS MCS 2026", "Titanium sponge, USGS MCS 2026"]);
    assert!(
        titanium.title.contains("of ilmenite, mined 34\u{a0}% of ilmenite and produced 71\u{a0}% of titanium sponge")
    );
    for commodity in &dataset.commodities {
        let Some(question) = placed(
            &dataset,
            &Question { commodity: commodity.id.clone(), ..opening_question(&dataset).unwrap() },
            Fixed::Nothing,
        ) else {
            continue;
        };
        let steps = steps(&dataset, &question);
        assert_eq!(steps.each_ref().map(|(step, _)| *step), Step::ALL);
        for link in chain(&dataset, &question) {
            let is_told = steps.iter().any(|(_, answer)| answer.as_ref() == Some(&link.answer));
            assert!(is_told, "{} {}", commodity.id, link.answer.question.stage);
        }
    }
}

#[test]
fn every_stack_is_the_whole_whoever_acts() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let blocs = [Vec::new(), opening.blocs.clone(), all];
    let mut stacks = 0;
    for (place, commodity) in dataset.commodities.iter().enumerate() {
        let wished = Question { commodity: commodity.id.clone(), ..opening.clone() };
        let Some(question) = placed(&dataset, &wished, Fixed::Nothing) else { continue };
        let (blocs, overlap) = (blocs[place % 3].clone(), Overlap::ALL[place % Overlap::ALL.len()]);
        let question = Question { blocs, overlap, ..question };
        for of in [Of::Countries, Of::Blocs] {
            let chart = drawn(&dataset, &question, of);
            assert!(!chart.title.is_empty() && !chart.description.is_empty());
            assert!(chart.actors.len() <= 11, "{}: {}", commodity.id, chart.actors.len());
            for (stage, column) in chart.columns.iter().enumerate().filter(|(_, column)| column.missing.is_none()) {
                let whole = sum(&chart, stage);
                assert!((whole - 1.0).abs() < 1e-9, "{} {}: {whole}", commodity.id, column.head);
                stacks += 1;
            }
        }
    }
    assert!(stacks > 200, "{stacks}");
}

#[test]
fn blocs_are_one_supplier_each() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "copper", &["brics", "forge"]);
    let chart = drawn(&dataset, &question, Of::Blocs);
    assert_eq!(chart.of, Of::Blocs);
    assert_eq!(texts(&chart, "BRICS"), ["≥\u{a0}14.7\u{a0}%", "≥\u{a0}16.7\u{a0}%", "≥\u{a0}55.1\u{a0}%"]);
    assert!(chart.actors.iter().all(|actor| actor.label != "China" && actor.label != "Australia"));
    let foot = &chart.columns[2].foot;
    assert_eq!(foot[0], "HHI\u{a0}2,537 to\u{a0}2,589");
    assert_eq!(foot[2..4], ["Blocs as one: HHI\u{a0}3,450 to\u{a0}4,302", "Largest then: BRICS ≥\u{a0}55.1\u{a0}%"]);
    assert!(chart.title.starts_with("BRICS held at least 14.7\u{a0}%"), "{}", chart.title);
    // With no bloc on there is none to draw.
    let none = drawn(&dataset, &of_mineral(&dataset, "copper", &[]), Of::Blocs);
    assert_eq!(none.of, Of::Countries);
    assert_eq!(none.notes[0], "No bloc is on, so countries are shown");
}

#[test]
fn small_members_of_a_bloc_are_folded_into_their_bloc_and_counted_at_each_stage() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "graphite", &["china_green_minerals", "forge"]), Of::Countries);
    let forge = ActorKey::Others(Some(BlocId::new("forge").unwrap()));
    let others = chart.actors.iter().find(|actor| actor.key == forge).unwrap();
    assert_eq!((others.bloc.as_deref(), others.full_name_at(2)), (Some("FORGE"), "2 others (FORGE)".to_owned()));
    // Japan and South Korea are the only ones besides China that the IEA names: all of theirs is FORGE's.
    let mut question = of_mineral(&dataset, "graphite", &["forge"]);
    question.stage = Stage::Refinery;
    let question = placed(&dataset, &question, Fixed::Stage).unwrap();
    let figures = answer(&dataset, &question).figures.unwrap();
    let members = figures.suppliers.iter().filter(|of| of.value > 0.0 && of.name != "China").map(|of| of.share.value);
    assert!((others.share(2) - members.sum::<f64>()).abs() < 1e-12, "{others:?}");
    // What is folded stands between who is drawn of its bloc and who is in none.
    let place = chart.actors.iter().position(|actor| actor.key == forge).unwrap();
    assert!(chart.actors[..place].iter().all(|actor| actor.in_bloc.is_some()));
    assert!(chart.actors[place + 1..].iter().all(|actor| actor.in_bloc.is_none()));
}

#[test]
fn members_of_a_bloc_stand_together_and_the_smallest_are_folded() {
    let world = (0..30).fold(World::default(), |world, place| {
        world.country(&format!("Land {place:02}"), f64::from(60 - place)).holding(Amount::Exact(f64::from(10 + place)))
    });
    let world = world.bloc("Odd", &[1, 3, 29]).bloc("Even", &[0, 28]);
    let chart = drawn(&world.dataset(), &world.question(), Of::Countries);
    let blocs: Vec<Option<&str>> = chart.actors.iter().map(|actor| actor.bloc.as_deref()).collect();
    let first_without = blocs.iter().position(Option::is_none).unwrap();
    assert!(blocs[..first_without].is_sorted_by_key(|bloc| *bloc != Some("Odd")), "{blocs:?}");
    assert!(blocs[first_without..].iter().all(Option::is_none), "{blocs:?}");
    // The seven with most reserves, 23 to 29, and 0, which would be folded alone of its bloc; 1 and 3 are folded.
    let others = |bloc: Option<&str>| {
        let found = chart.actors.iter().find(|of| matches!(of.key, ActorKey::Others(_)) && of.bloc.as_deref() == bloc);
        found.unwrap().name_at(0).to_owned()
    };
    assert_eq!((others(None), others(Some("Odd"))), ("20 others".to_owned(), "2 others".to_owned()));
    assert!((sum(&chart, 0) - 1.0).abs() < 1e-9 && (sum(&chart, 1) - 1.0).abs() < 1e-9);
}

#[test]
fn what_is_supposed_is_not_drawn_and_that_is_said() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &["brics"]);
    let plain = drawn(&dataset, &question, Of::Blocs);
    let country = lodescope::model::Iso3::new("COD").unwrap();
    let cap = Cap { commodity: question.commodity.clone(), stage: Stage::Mine, country, limit: CapLimit::Percent(5.0) };
    let supposed = Question { mode: Mode::Withhold, caps: vec![cap], ..question };
    let chart = drawn(&dataset, &supposed, Of::Blocs);
    assert_eq!((&chart.actors, &chart.columns), (&plain.actors, &plain.columns));
    let said = chart.notes.iter().filter(|note| note.starts_with("What is only supposed")).count();
    assert_eq!((said, plain.notes.iter().filter(|note| note.contains("supposed")).count()), (1, 0));
}

#[test]
fn one_edition_alone_says_what_it_lacks() {
    let dataset = embedded().unwrap();
    let edition = EditionChoice::Of(EditionId::new("mcs2026").unwrap());
    let question = Question { edition, ..of_mineral(&dataset, "cobalt", &[]) };
    let chart = drawn(&dataset, &question, Of::Countries);
    assert!(chart.columns[2].missing.is_some(), "{:?}", chart.columns[2]);
    assert!(chart.title.starts_with("The DR Congo held 52\u{a0}%"), "{}", chart.title);
}

#[test]
fn over_a_printed_total_nothing_is_higher_than_the_picture() {
    let world = World::default().country("A", 70.0).country("B", 60.0).printed(100.0);
    let question = Question { denominator: Denominator::Printed, ..world.question() };
    let chart = drawn(&world.dataset(), &question, Of::Countries);
    assert!((chart.tallest - 1.3).abs() < 1e-9, "{}", chart.tallest);
    assert!(chart.notes.iter().any(|note| note.contains("the rest is negative")), "{:?}", chart.notes);
}

#[test]
fn the_table_has_every_row_in_the_order_drawn() {
    let world = (0..12).fold(World::default(), |world, place| world.country(&format!("Land {place:02}"), 40.0));
    let world = world.country("None", 0.0).stating("Silent", Amount::Withheld).other(Amount::Exact(20.0));
    let chart = drawn(&world.dataset(), &world.question(), Of::Countries);
    let column = |name: &str| chart.table.columns.iter().position(|known| known == name).unwrap();
    let [step, drawn_as, name, status] = ["Step", "Drawn as", "Name", "Status"].map(column);
    let mine: Vec<&Vec<Cell>> = chart.table.rows.iter().filter(|row| row[step] == Cell::text("Mine")).collect();
    assert_eq!(mine.len(), 15, "twelve, one with nothing, one withheld, other countries");
    let labels: Vec<&str> = chart.actors.iter().map(|actor| actor.label.as_str()).collect();
    let mut places = mine.iter().filter_map(|row| match &row[drawn_as] {
        Cell::Text(label) => labels.iter().position(|known| known == label),
        _ => None,
    });
    assert!(places.by_ref().is_sorted());
    assert_eq!((&mine[14][name], &mine[14][status]), (&Cell::text("Silent"), &Cell::text("withheld")));
    let steps: Vec<&Cell> = chart.table.rows.iter().map(|row| &row[step]).collect();
    assert_eq!((steps[0], steps[steps.len() - 1]), (&Cell::text("Reserves"), &Cell::text("Refinery or plant")));
}

#[test]
fn equal_suppliers_and_one_alone_are_drawn_too() {
    let equal = (0..4).fold(World::default(), |world, place| world.country(&format!("Land {place}"), 25.0));
    let chart = drawn(&equal.dataset(), &equal.question(), Of::Countries);
    assert_eq!(chart.columns[1].foot[0], "HHI\u{a0}2,500");
    let one = World::default().country("Only", 25.0);
    let chart = drawn(&one.dataset(), &one.question(), Of::Countries);
    assert!(chart.title.starts_with("Only mined 100\u{a0}% of"), "{}", chart.title);
    assert_eq!(chart.actors[0].key, ActorKey::Country(code(0)));
}

#[test]
fn a_recipe_keeps_what_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let words = "--mineral nickel --bloc brics --chart stages --set shape=slopes --set of=blocs";
    let first = exported(folder.path(), "stages.svg", words);
    let file = folder.path().join("stages.svg");
    let again = folder.path().join("again.svg");
    let Run { code, error, .. } =
        run_with(["export", "--recipe", file.to_str().unwrap(), "--out", again.to_str().unwrap()].map(str::to_owned));
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(first == std::fs::read(&again).unwrap());
    let other = exported(folder.path(), "other.svg", "--mineral nickel --bloc brics --chart stages");
    assert!(first != other);
    assert_eq!(Shape::Alluvial, ChartOptions::default().choices.of::<Shape>(ChartKind::Stages));
}
