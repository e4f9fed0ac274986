//! The forms of Shares other than bars: areas and small charts have the numbers of the answers, and nothing missing is a
//! zero.

use std::sync::OnceLock;

use lodescope::analysis::{Fixed, answer, chain, opening_question, placed};
use lodescope::charts::shares::multiples::{Multiples, Panel, PanelRow};
use lodescope::charts::shares::treemap::{Treemap, TreemapTile};
use lodescope::charts::shares::{Picture, RowKey, ShareChart};
use lodescope::charts::shift::shift;
use lodescope::charts::table::Cell;
use lodescope::charts::{Chart, ChartKind, ChartOptions, chart};
use lodescope::data::{Dataset, embedded};
use lodescope::model::{
    Amount, BlocId, Bound, Cap, CapLimit, CommodityId, Denominator, Mode, Overlap, Question, Stage,
};

use super::command_line::exported;
use super::made_up::{World, code, commodity};

fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| embedded().unwrap())
}

fn of_mineral(mineral: &str, blocs: &[&str]) -> Question {
    let blocs = blocs.iter().map(|bloc| BlocId::new(*bloc).unwrap()).collect();
    let commodity = CommodityId::new(mineral).unwrap();
    let wished = Question { commodity, blocs, ..opening_question(dataset()).unwrap() };
    placed(dataset(), &wished, Fixed::Nothing).unwrap()
}

fn choosing(choices: &[(&str, &str)]) -> ChartOptions {
    let mut options = ChartOptions::default();
    for (choice, value) in choices {
        assert!(options.choices.choose(ChartKind::Shares, choice, value), "{choice}={value}");
    }
    options
}

fn drawn(dataset: &Dataset, question: &Question, choices: &[(&str, &str)]) -> ShareChart {
    match chart(dataset, question, ChartKind::Shares, &choosing(choices)) {
        Chart::Shares(chart) => *chart,
        other => unreachable!("{other:?}"),
    }
}

const TREEMAP: &[(&str, &str)] = &[("form", "treemap")];
const MINERALS: &[(&str, &str)] = &[("form", "multiples")];
const BLOCS: &[(&str, &str)] = &[("form", "multiples"), ("of", "bloc")];

#[track_caller]
fn map(chart: &ShareChart) -> &Treemap {
    let Picture::Treemap(map) = &chart.picture else { panic!("{:?}", chart.picture) };
    map
}

#[track_caller]
fn multiples(chart: &ShareChart) -> &Multiples {
    let Picture::Multiples(multiples) = &chart.picture else { panic!("{:?}", chart.picture) };
    multiples
}

#[track_caller]
fn tile<'a>(map: &'a Treemap, name: &str) -> &'a TreemapTile {
    map.tiles().find(|tile| tile.row.label == name).unwrap_or_else(|| panic!("{name} has no area"))
}

#[track_caller]
fn panel<'a>(multiples: &'a Multiples, name: &str) -> &'a Panel {
    multiples.panels.iter().find(|panel| panel.name == name).unwrap_or_else(|| panic!("{name} has no chart"))
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// Returns the rows of a table by the name of a column.
fn column<'a>(chart: &'a ShareChart, name: &str) -> Vec<&'a Cell> {
    let place = chart.table.columns.iter().position(|known| known.starts_with(name)).unwrap();
    chart.table.rows.iter().map(|row| &row[place]).collect()
}

#[test]
fn a_treemap_of_rare_earths_has_the_members_of_each_bloc_together() {
    let chart = drawn(dataset(), &of_mineral("rare-earths", &["china_green_minerals", "forge"]), TREEMAP);
    let map = map(&chart);
    // 270,000, 22,000, 51,000 and 29,000 of 389,310 t.
    for (name, tonnes) in [("China", 270_000.0), ("Myanmar", 22_000.0), ("United States", 51_000.0)] {
        near(tile(map, name).share, tonnes / 389_310.0);
    }
    assert_eq!(tile(map, "China").quantity.as_deref(), Some("270,000 t"));
    let headings: Vec<_> = map.groups.iter().map(|group| group.heading.clone()).collect();
    let heading = |name: &str, share: &str| Some((name.to_owned(), share.to_owned()));
    assert_eq!(headings[0], heading("Green minerals initiative", "75.4\u{a0}%"));
    assert_eq!(headings[1], heading("FORGE", "21.3\u{a0}%"));
    assert_eq!(headings[2].as_ref().unwrap().0, "In none of them");
    // What is not attributed may be of a member: it stands by itself, without a heading.
    assert_eq!((headings[3].as_ref(), map.groups[3].tiles[0].row.label.as_str()), (None, "Other countries"));
    let names: Vec<&str> = map.groups[1].tiles.iter().map(|tile| tile.row.label.as_str()).collect();
    assert_eq!(names[..2], ["United States", "Australia"]);
    assert!(chart.subtitle.starts_with("Each area is a share of world mine production, 389,310\u{a0}t"));
    assert!(chart.description.contains("Areas, largest first: Green minerals initiative, 75.4\u{a0}%: China 69.4"));
}

#[test]
fn areas_of_every_mineral_are_the_whole_whoever_acts() {
    let opening = opening_question(dataset()).unwrap();
    let all: Vec<BlocId> = dataset().blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let blocs = [Vec::new(), opening.blocs.clone(), all];
    let mut maps = 0;
    for (place, commodity) in dataset().commodities.iter().enumerate() {
        let wished = Question { commodity: commodity.id.clone(), ..opening.clone() };
        let Some(question) = placed(dataset(), &wished, Fixed::Nothing) else { continue };
        let (blocs, overlap) = (blocs[place % 3].clone(), Overlap::ALL[place / 3 % Overlap::ALL.len()]);
        let question = Question { blocs, overlap, ..question };
        let chart = drawn(dataset(), &question, TREEMAP);
        let answered = answer(dataset(), &question);
        let Ok(figures) = &answered.figures else {
            assert_eq!((&chart.picture, chart.empty.is_some()), (&Picture::Bars, true), "{}", commodity.id);
            continue;
        };
        let map = map(&chart);
        near(map.tiles().map(|tile| tile.share).sum(), 1.0);
        for bloc in &figures.blocs {
            let group = map.groups.iter().find(|group| group.id == format!("group-{}", bloc.id));
            near(group.map_or(0.0, lodescope::charts::shares::treemap::TreemapGroup::share), bloc.share.value);
        }
        for supplier in &figures.suppliers {
            let own = map.tiles().filter(|tile| tile.row.key == RowKey::Country(supplier.iso3));
            near(own.map(|tile| tile.share).sum(), supplier.share.value);
        }
        let words = map.without.join(". ");
        assert!(figures.unpublished.iter().all(|of| words.contains(&format!("{}, ", of.name))), "{words}");
        maps += 1;
    }
    assert!(maps > 60, "{maps}");
}

#[test]
fn what_has_no_number_has_no_area_and_stands_below_in_words() {
    let chart = drawn(dataset(), &of_mineral("lithium", &[]), TREEMAP);
    assert_eq!(map(&chart).without[0], "No number: United States, withheld");
    assert!(map(&chart).tiles().all(|tile| tile.row.label != "United States"));
    assert_eq!(tile(map(&chart), "Australia").text, "≤\u{a0}31.9\u{a0}%");
    assert!(chart.notes.iter().all(|note| !note.starts_with("Withheld by the publisher")), "{:?}", chart.notes);

    let world = World::default()
        .country("A", 60.0)
        .country("B", 0.0)
        .stating("C", Amount::NotAvailable)
        .stating("D", Amount::Qualitative("Large".to_owned()))
        .other(Amount::Exact(40.0));
    let chart = drawn(&world.dataset(), &world.question(), TREEMAP);
    assert_eq!(map(&chart).without, ["No number: C, not available; D, “Large”", "Zero: B"]);
    near(tile(map(&chart), "Other countries").share, 0.4);
    let names = column(&chart, "Country");
    assert_eq!(names, ["A", "Other countries", "B", "C", "D"].map(Cell::text).iter().collect::<Vec<_>>());
}

#[test]
fn a_country_in_two_blocs_has_a_part_in_each() {
    let world = World::default().country("A", 60.0).country("B", 30.0).country("C", 10.0);
    let world = world.bloc("One", &[0, 1]).bloc("Two", &[1, 2]);
    let of = |overlap| drawn(&world.dataset(), &Question { overlap, ..world.question() }, TREEMAP);
    let split = of(Overlap::Split);
    let parts: Vec<(&str, f64)> =
        map(&split).tiles().filter(|tile| tile.row.label == "B").map(|tile| (tile.text.as_str(), tile.share)).collect();
    assert_eq!(parts, [("15.0\u{a0}% of 30.0\u{a0}%", 0.15); 2]);
    let contested = of(Overlap::Contested);
    let group = map(&contested).groups.iter().find(|group| group.id == "group-rest").unwrap();
    assert_eq!((group.tiles[0].row.label.as_str(), group.tiles[0].remark.as_deref()), ("B", Some("contested")));
}

#[test]
fn what_is_taken_out_is_an_outline_and_a_limit_leaves_a_part() {
    let world = World::default().country("A", 60.0).country("B", 30.0).country("C", 10.0).bloc("One", &[1]);
    let cap = Cap { commodity: commodity(), stage: Stage::Mine, country: code(0), limit: CapLimit::Percent(25.0) };
    let question = Question { mode: Mode::Withhold, caps: vec![cap], ..world.question() };
    let chart = drawn(&world.dataset(), &question, TREEMAP);
    assert!(chart.subtitle.starts_with("HYPOTHETICAL: "), "{}", chart.subtitle);
    let filled = ["A", "B", "C"].map(|name| tile(map(&chart), name).filled);
    near(filled[0], 0.25);
    assert_eq!(filled[1..], [0.0, 1.0]);
    assert_eq!(tile(map(&chart), "B").remark.as_deref(), Some("lost"));
    assert_eq!(tile(map(&chart), "A").remark.as_deref(), Some("limited to 25\u{a0}%"));
}

#[test]
fn over_a_printed_total_what_is_below_zero_is_said() {
    let world = World::default().country("A", 70.0).country("B", 60.0).printed(100.0);
    let question = Question { denominator: Denominator::Printed, ..world.question() };
    let chart = drawn(&world.dataset(), &question, TREEMAP);
    assert_eq!(map(&chart).without, ["Below zero: Not attributed, −30.0\u{a0}%"]);
    near(map(&chart).tiles().map(|tile| tile.share).sum(), 1.3);
}

#[test]
fn the_table_of_a_treemap_is_in_its_order() {
    let chart = drawn(dataset(), &of_mineral("copper", &["brics", "forge"]), TREEMAP);
    let drawn: Vec<&str> = map(&chart).tiles().map(|tile| tile.row.label.as_str()).collect();
    let listed = column(&chart, "Country");
    let shares = column(&chart, "Share");
    for (place, tile) in map(&chart).tiles().enumerate() {
        assert_eq!(listed[place], &Cell::text(drawn[place]));
        assert_eq!(shares[place], &Cell::Number(tile.share));
    }
    assert!(listed.len() > drawn.len(), "those with none follow");
}

#[test]
fn small_charts_of_minerals_have_the_three_largest_and_the_rest() {
    let question = of_mineral("rare-earths", &["china_green_minerals", "forge"]);
    let chart = drawn(dataset(), &question, MINERALS);
    let all = multiples(&chart);
    let rare = panel(all, "Rare earths");
    let texts: Vec<(&str, &str)> = rare.rows.iter().map(|row| (row.label.as_str(), row.text.as_str())).collect();
    // 270,000, 51,000 and 29,000 of 389,310 t.
    let shares = [("China", "69.4\u{a0}%"), ("United States", "13.1\u{a0}%"), ("Australia", "7.4\u{a0}%")];
    assert_eq!(texts[..3], shares);
    assert_eq!(texts[3], ("Rest", "10.1\u{a0}%"));
    assert_eq!((rare.rows[0].aside.as_str(), rare.rows[1].aside.as_str()), ("Green minerals initiative", "FORGE"));
    assert_eq!(rare.opens, Some(CommodityId::new("rare-earths").unwrap()));
    for panel in &all.panels {
        near(panel.rows.iter().map(PanelRow::share).sum(), 1.0);
        assert!(panel.rows.len() <= 4, "{}", panel.name);
    }
    let largest: Vec<f64> = all.panels.iter().map(|panel| panel.rows[0].share()).collect();
    assert!(largest.is_sorted_by(|one, next| one >= next), "{largest:?}");
    let sure = |panel: &&Panel| panel.rows[0].share() > 0.5 && panel.rows[0].bound == Some(Bound::Exact);
    let half = all.panels.iter().filter(sure).count();
    assert!(
        chart.title.starts_with(&format!("Of at least {half} of {} minerals, one country mined", all.panels.len())),
        "{}",
        chart.title
    );
    assert!(all.without_count() > 5 && all.panels.len() + all.without_count() > 60);
    let lithium = panel(all, "Lithium");
    assert_eq!((lithium.rows[3].label.as_str(), lithium.rows[3].aside.as_str()), ("Rest", "1 withheld"));
}

#[test]
fn a_mineral_without_shares_is_told_with_the_reason() {
    let chart = drawn(dataset(), &of_mineral("rare-earths", &[]), MINERALS);
    let all = multiples(&chart);
    let of = |name: &str| all.without.iter().find(|(_, names)| names.iter().any(|of| of == name));
    let (reason, _) = of("Kyanite and related minerals").unwrap();
    assert!(
        reason.starts_with("Shares of mine production of kyanite and related minerals cannot be taken"),
        "{reason}"
    );
    assert_eq!(of("Gallium").unwrap().0, "No mine production published");
    assert!(all.panels.iter().all(|panel| panel.name != "Gallium"));
    let (minerals, remarks) = (column(&chart, "Mineral"), column(&chart, "Remark"));
    let place = minerals.iter().position(|name| **name == Cell::text("Gallium")).unwrap();
    assert_eq!(remarks[place], &Cell::text("No mine production published"));
}

#[test]
fn small_charts_of_minerals_follow_stage_blocs_and_mode() {
    let question = of_mineral("rare-earths", &["brics"]);
    let reserves = drawn(dataset(), &Question { stage: Stage::Reserves, ..question.clone() }, MINERALS);
    let rare = panel(multiples(&reserves), "Rare earths");
    assert_eq!(rare.rows[0].spoken(), "China ≤\u{a0}51.6\u{a0}%, BRICS");
    let lost = drawn(dataset(), &Question { mode: Mode::Withhold, ..question }, MINERALS);
    let china = &panel(multiples(&lost), "Rare earths").rows[0];
    assert!(china.pieces.iter().all(|piece| !piece.is_filled) && china.aside == "lost, BRICS", "{china:?}");
    assert!(lost.subtitle.starts_with("HYPOTHETICAL: ") && lost.notes[0].starts_with("Only supposed: "));
    assert!(ChartKind::Shares.has_tiles(&choosing(BLOCS)) && !ChartKind::Shares.has_tiles(&choosing(MINERALS)));
    assert!(
        !ChartKind::Shares.scope(&choosing(MINERALS)).mineral && ChartKind::Shares.scope(&choosing(TREEMAP)).mineral
    );
}

#[test]
fn the_table_of_small_charts_says_as_what_each_supplier_is_drawn() {
    let chart = drawn(dataset(), &of_mineral("lithium", &[]), MINERALS);
    let (minerals, drawn_as) = (column(&chart, "Mineral"), column(&chart, "Drawn as"));
    let (shares, statuses) = (column(&chart, "Share"), column(&chart, "Status"));
    for panel in &multiples(&chart).panels {
        let of = |row: &PanelRow| -> f64 {
            let is_of = |place: &usize| {
                *minerals[*place] == Cell::text(&panel.name) && *drawn_as[*place] == Cell::text(&row.label)
            };
            let number = |place: usize| if let Cell::Number(share) = shares[place] { *share } else { 0.0 };
            (0..minerals.len()).filter(is_of).map(number).sum()
        };
        for row in &panel.rows {
            near(of(row), row.share());
        }
    }
    let of_lithium: Vec<usize> =
        (0..minerals.len()).filter(|place| *minerals[*place] == Cell::text("Lithium")).collect();
    let last = of_lithium[of_lithium.len() - 1];
    assert_eq!((statuses[last], shares[last]), (&Cell::text("withheld"), &Cell::Empty));
}

#[test]
fn a_scale_ends_at_the_next_round_share_and_one_producer_is_named() {
    let blocs = ["china_green_minerals", "forge"];
    // The longest bars: China's 7.8 % of copper, 43.7 % of the helium for the United States, 79.9 % of graphite for China.
    for (mineral, end) in [("copper", "0\u{a0}to\u{a0}10\u{a0}%"), ("helium", "60\u{a0}%"), ("graphite", "80\u{a0}%")] {
        let chart = drawn(dataset(), &of_mineral(mineral, &blocs), BLOCS);
        assert!(chart.subtitle.ends_with(end), "{}", chart.subtitle);
        let rows = multiples(&chart).panels.iter().flat_map(|panel| &panel.rows);
        assert!(rows.map(PanelRow::share).all(|share| share <= multiples(&chart).scale_end()));
    }
    let graphite = drawn(dataset(), &of_mineral("graphite", &blocs), BLOCS);
    assert!(graphite.title.starts_with("Of members of the Green minerals initiative, China alone mined 80\u{a0}%"));
}

#[test]
fn what_is_too_small_for_a_label_in_a_treemap_is_told_below_it() {
    let question = of_mineral("gallium", &["china_green_minerals", "forge"]);
    let mut recipe = lodescope::export::Recipe::slide(dataset(), question);
    (recipe.width_px, recipe.height_px) = (1280, 720);
    assert!(recipe.choices.choose(ChartKind::Shares, "form", "treemap"));
    let svg = lodescope::export::make(dataset(), &recipe).unwrap().svg().to_owned();
    assert!(
        svg.contains("Too small to label: Russia 0.7\u{a0}%, Japan 0.3\u{a0}% (FORGE, reported). Zero: United States")
    );
}

#[test]
fn tiles_name_who_may_be_the_largest_and_say_how_far_each_stage_is_known() {
    let copper = of_mineral("copper", &["china_green_minerals", "forge"]);
    let tiles = shift(&answer(dataset(), &copper), &chain(dataset(), &copper)).tiles;
    let tile = |label: &str| tiles.iter().find(|tile| tile.label == label).unwrap();
    // FORGE's members have 11.6 % for sure, and may have the 13.0 % that no country is named for.
    assert_eq!(tile("Largest supplier").note, "Chile; FORGE may have 24.6\u{a0}%");
    let graphite = of_mineral("graphite", &["china_green_minerals", "forge"]);
    let tiles = shift(&answer(dataset(), &graphite), &chain(dataset(), &graphite)).tiles;
    let along = tiles.iter().find(|tile| tile.label == "HHI along the chain").unwrap();
    let now: Vec<&str> = along.lines.iter().map(|line| line.now.as_str()).collect();
    assert_eq!(now, ["2,002*", "6,449", "≥\u{a0}9,167"]);
    assert!(along.note.ends_with("* of published producers"), "{}", along.note);
    let bare = shift(&answer(dataset(), &graphite), &chain(dataset(), &graphite)).without_notes();
    assert_eq!(bare.tiles.last().unwrap().label, "HHI along the chain (* of published)");
}

#[test]
fn small_charts_of_blocs_have_their_members_and_their_sum() {
    let chart = drawn(dataset(), &of_mineral("rare-earths", &["china_green_minerals", "forge"]), BLOCS);
    let all = multiples(&chart);
    assert_eq!(
        chart.title,
        "Members of the Green minerals initiative together mined 75\u{a0}% of the world’s rare earths in 2025"
    );
    let names: Vec<(&str, &str)> = all.panels.iter().map(|of| (of.name.as_str(), of.aside.as_str())).collect();
    assert_eq!(
        names,
        [("Green minerals initiative", "75.4\u{a0}%"), ("FORGE", "13.1\u{a0}% confirmed, 21.3\u{a0}% with reported")]
    );
    let members: Vec<&str> = all.panels[0].rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(members[..2], ["China", "Myanmar"]);
    let sums = column(&chart, "Share");
    let is_sum: Vec<usize> =
        (0..sums.len()).filter(|place| *column(&chart, "Member")[*place] == Cell::text("All members")).collect();
    assert_eq!(is_sum.len(), 2);
    let Cell::Number(sum) = sums[is_sum[1]] else { panic!() };
    near(all.panels[1].rows.iter().map(PanelRow::share).sum(), *sum);
    // 51,000 t, 29,000 t and what else members have, of 389,310 t: by the answer.
    let answered = answer(dataset(), &of_mineral("rare-earths", &["china_green_minerals", "forge"]));
    near(*sum, answered.figures.unwrap().blocs[1].share.value);
}

#[test]
fn with_no_bloc_on_every_bloc_is_shown_by_itself() {
    let question = of_mineral("copper", &[]);
    let chart = drawn(dataset(), &question, BLOCS);
    let all = multiples(&chart);
    assert!(all.panels.len() > 4, "{}", all.panels.len());
    assert_eq!(all.panels.len() + all.without_count(), dataset().blocs().len());
    assert!(chart.notes.iter().any(|note| note.starts_with("No bloc is on, so each is shown by itself")));
    for bloc in dataset().blocs() {
        let alone = answer(dataset(), &Question { blocs: vec![bloc.id.clone()], ..question.clone() });
        let share = alone.figures.unwrap().blocs[0].share.value;
        let own = all.panels.iter().find(|panel| panel.id == format!("bloc-{}", bloc.id));
        near(own.map_or(0.0, |panel| panel.rows.iter().map(PanelRow::share).sum()), share);
    }
    assert!(chart.source_line.contains(" as of 24 Nov 2026"), "{}", chart.source_line);
}

#[test]
fn members_without_a_number_are_words_in_the_chart_of_their_bloc() {
    let chart = drawn(dataset(), &of_mineral("lithium", &["forge"]), BLOCS);
    let forge = panel(multiples(&chart), "FORGE");
    let states = forge.rows.iter().find(|row| row.label == "United States").unwrap();
    assert_eq!((states.text.as_str(), states.share(), states.bound), ("withheld", 0.0, None));
    // A refusal is a sentence, whatever the form.
    let refused = drawn(dataset(), &of_mineral("kyanite", &["forge"]), BLOCS);
    assert!(refused.empty.as_ref().is_some_and(|words| words.contains("cannot be taken")), "{:?}", refused.empty);
}

#[test]
fn a_recipe_keeps_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let words = "--bloc brics --set form=multiples --set of=mineral";
    let first = exported(folder.path(), "minerals.svg", words);
    let file = folder.path().join("minerals.svg");
    let again = exported(folder.path(), "again.svg", &format!("--recipe {}", file.to_str().unwrap()));
    assert!(first == again);
    let text = String::from_utf8(first).unwrap();
    assert!(text.contains("mineral-cobalt") && !text.contains("How concentrated"));
}
