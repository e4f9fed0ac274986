//! What blocs do, where a country in two of them counts, and what switching corrections off takes back.

use std::collections::BTreeSet;

use jiff::civil::date;
use lodescope::analysis::{Counted, Figures, answer, chain, opening_question};
use lodescope::charts::shares;
use lodescope::charts::table::Cell;
use lodescope::data::{Dataset, Tables, embedded};
use lodescope::model::{
    Amount, Bloc, BlocId, BlocKind, Bound, CommodityId, Confidence, Denominator, EditionChoice, EditionId, FormId,
    Iso3, Member, Membership, Mode, Overlap, PartialDate, Question, Stage,
};
use proptest::prelude::*;

use crate::made_up::World;

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

/// A world of countries with these tonnes, each in the blocs of its mask, and "Other countries".
fn world(countries: &[(f64, u8)], other: f64) -> World {
    let mut world = World::default();
    for (index, (tonnes, _)) in countries.iter().enumerate() {
        world = world.country(&format!("C{index:02}"), *tonnes);
    }
    for bloc in 0..3_u8 {
        let members: Vec<usize> = (0..countries.len()).filter(|index| countries[*index].1 & (1 << bloc) != 0).collect();
        world = world.bloc(&format!("Bloc {bloc}"), &members);
    }
    world.other(Amount::Exact(other))
}

fn figures(dataset: &Dataset, question: &Question) -> Figures {
    answer(dataset, question).figures.unwrap()
}

fn asked(world: &World, mode: Mode, overlap: Overlap) -> Figures {
    figures(&world.dataset(), &Question { mode, overlap, ..world.question() })
}

/// The embedded data with one more bloc, of one country.
fn with_bloc_of(iso3: &str) -> (Dataset, BlocId) {
    let mut tables: Tables = (*embedded().unwrap()).clone();
    let id = BlocId::new("alone").unwrap();
    tables.bundled.blocs.push(Bloc {
        id: id.clone(),
        name: "Alone".to_owned(),
        short_name: "Alone".to_owned(),
        kind: BlocKind::Political,
        about: String::new(),
    });
    tables.bundled.memberships.push(Membership {
        bloc: id.clone(),
        member: Member::Country(Iso3::new(iso3).unwrap()),
        joined: Some(PartialDate::Day(date(2000, 1, 1))),
        left: None,
        confidence: Confidence::Confirmed,
        source: String::new(),
    });
    (Dataset::new(tables), id)
}

#[test]
fn without_china_the_rare_earths_of_2024_are_what_the_worked_values_say() {
    let (dataset, alone) = with_bloc_of("CHN");
    let like = Question { year: 2024, blocs: vec![alone], mode: Mode::Withhold, ..opening_question(&dataset).unwrap() };
    let found = figures(&dataset, &like);
    let scenario = found.scenario.as_ref().unwrap();
    assert_near(scenario.share.value, 0.703, 0.0005);
    assert_near(scenario.quantity.value, 270_000.0, 0.5);
    let left = found.after.as_ref().unwrap();
    assert_near(left.hhi.lower, 2820.0, 0.5);
    assert_eq!(left.largest[0].name.text(), "United States");
    assert_near(left.cr1, 0.399, 0.0005);
}

#[test]
fn the_edition_of_2025_gives_its_own_worked_values() {
    let (dataset, alone) = with_bloc_of("CHN");
    let edition = EditionChoice::Of(EditionId::new("mcs2025").unwrap());
    let like = Question {
        year: 2024,
        blocs: vec![alone],
        mode: Mode::Withhold,
        edition,
        // With its blanks as printed, as the values were worked.
        uncorrected: dataset.corrections.iter().map(|correction| correction.id.clone()).collect(),
        ..opening_question(&dataset).unwrap()
    };
    for (denominator, china, hhi, rest, left) in
        [(Denominator::Printed, 0.692, 5024.0, 0.375, 2439.0), (Denominator::Sum, 0.685, 4924.0, 0.363, 2286.0)]
    {
        let found = figures(&dataset, &Question { denominator, ..like.clone() });
        assert_near(found.suppliers[0].share.value, china, 0.0005);
        assert_near(found.before.hhi.lower, hhi, 0.5);
        let after = found.after.unwrap();
        assert_eq!(after.largest[0].name.text(), "United States");
        assert_near(after.cr1, rest, 0.0005);
        assert_near(after.hhi.lower, left, 0.5);
    }
}

#[test]
fn only_members_and_only_others_make_up_the_whole() {
    let dataset = embedded().unwrap();
    let question = opening_question(&dataset).unwrap();
    let lost = figures(&dataset, &Question { mode: Mode::Withhold, ..question.clone() }).scenario.unwrap();
    let covered = figures(&dataset, &Question { mode: Mode::Only, ..question.clone() });
    let scenario = covered.scenario.as_ref().unwrap();
    assert_near(scenario.share.value, lost.share.value, 1e-12);
    assert_near(scenario.share.value, covered.blocs.iter().map(|bloc| bloc.share.value).sum(), 1e-12);
    // Two blocs that have all of what is covered: (b₁² + b₂²) / L².
    let squares: f64 = covered.blocs.iter().map(|bloc| bloc.share.value.powi(2)).sum();
    assert_near(scenario.as_blocs.as_ref().unwrap().hhi.lower, 1e4 * squares / scenario.share.value.powi(2), 1e-6);
}

#[test]
fn when_everything_is_lost_nothing_is_left_to_be_concentrated() {
    let found = asked(&world(&[(60.0, 1), (40.0, 2)], 0.0), Mode::Withhold, Overlap::First);
    assert_near(found.scenario.unwrap().share.value, 1.0, 1e-12);
    assert!(found.after.is_none());
    let nothing = asked(&world(&[(60.0, 0), (40.0, 0)], 0.0), Mode::Only, Overlap::First);
    assert_near(nothing.scenario.unwrap().share.value, 0.0, 1e-12);
    assert!(nothing.after.is_none());
}

#[test]
fn a_withheld_member_makes_the_loss_at_least() {
    let world =
        World::default().country("A", 50.0).country("B", 50.0).stating("C", Amount::Withheld).bloc("Pact", &[0, 2]);
    let found = asked(&world, Mode::Withhold, Overlap::First);
    let scenario = found.scenario.unwrap();
    assert_near(scenario.share.value, 0.5, 1e-12);
    assert!(scenario.share.can_be_more() && scenario.quantity.high.is_infinite());
    let left = found.after.unwrap();
    assert!(!left.hhi.published_only, "the withheld one is gone with its bloc");
    let beside =
        World::default().country("A", 50.0).country("B", 50.0).stating("C", Amount::Withheld).bloc("Pact", &[0]);
    let left = asked(&beside, Mode::Withhold, Overlap::First).after.unwrap();
    assert!(left.hhi.published_only && left.hhi.upper.is_none());
}

#[test]
fn over_the_printed_total_the_loss_is_taken_from_it_too() {
    let world = World::default().country("A", 50.0).country("B", 30.0).printed(100.0).bloc("Pact", &[0]);
    let question = Question { mode: Mode::Withhold, denominator: Denominator::Printed, ..world.question() };
    let found = figures(&world.dataset(), &question);
    assert_near(found.scenario.as_ref().unwrap().share.value, 0.5, 1e-12);
    let left = found.after.unwrap();
    assert_near(left.cr1, 30.0 / 50.0, 1e-12);
    assert_near(left.hhi.lower, 1e4 * 0.36, 1e-6);
    assert!(left.hhi.upper.is_none());
}

#[test]
fn a_contested_country_stays_by_itself_and_is_marked() {
    let world = world(&[(50.0, 0b11), (30.0, 0b01), (20.0, 0b10)], 0.0);
    let found = asked(&world, Mode::One, Overlap::Contested);
    assert!(matches!(&found.suppliers[0].counted, Counted::Contested(blocs) if blocs.len() == 2));
    assert_near(found.after.unwrap().hhi.lower, 2500.0 + 900.0 + 400.0, 1e-6);
    let answered = answer(&world.dataset(), &Question { overlap: Overlap::Contested, ..world.question() });
    assert!(answered.problems.iter().any(|problem| problem.starts_with("Contested") && problem.contains("C00")));
    // It is a member all the same: when all members stop selling, it does.
    let lost = asked(&world, Mode::Withhold, Overlap::Contested);
    assert_near(lost.scenario.unwrap().share.value, 1.0, 1e-12);
    assert!(lost.after.is_none());
    let covered = asked(&world, Mode::Only, Overlap::Contested).scenario.unwrap();
    assert_near(covered.as_blocs.unwrap().hhi.lower, 2500.0 + 900.0 + 400.0, 1e-6);
}

#[test]
fn another_bloc_never_lowers_what_is_lost_or_covered() {
    let world = world(&[(50.0, 0b11), (30.0, 0b01), (20.0, 0b00)], 10.0);
    let dataset = world.dataset();
    for (mode, overlap) in
        [Mode::Withhold, Mode::Only].into_iter().flat_map(|mode| Overlap::ALL.map(|rule| (mode, rule)))
    {
        let question = Question { mode, overlap, ..world.question() };
        let of = |count: usize| {
            let blocs = question.blocs[..count].to_vec();
            figures(&dataset, &Question { blocs, ..question.clone() }).scenario.unwrap().share.value
        };
        assert!(of(2) >= of(1), "{mode:?} {overlap:?}");
    }
}

#[test]
fn members_without_a_row_may_be_among_the_others() {
    // The third country has no row of its own.
    let world = World::default().country("A", 60.0).country("B", 10.0).other(Amount::Exact(30.0)).bloc("Pact", &[1, 2]);
    let found = asked(&world, Mode::One, Overlap::First);
    let bloc = &found.blocs[0];
    assert!(bloc.may_hide);
    assert_near(bloc.share.value, 0.1, 1e-12);
    assert_near(bloc.share.high, 0.4, 1e-12);
    // With all of the others in the bloc: 60² + 40².
    assert_near(found.after.unwrap().hhi.upper.unwrap(), 3600.0 + 1600.0, 1e-6);
    let lost = asked(&world, Mode::Withhold, Overlap::First).scenario.unwrap();
    assert_eq!(lost.share.bound(), Bound::AtLeast);
    assert_near(lost.quantity.high, 40.0, 1e-9);
}

#[test]
fn a_split_country_counts_in_equal_parts_and_the_hhi_may_fall() {
    let world = world(&[(80.0, 0b11), (20.0, 0)], 0.0);
    let found = asked(&world, Mode::One, Overlap::Split);
    for bloc in &found.blocs[..2] {
        assert_near(bloc.share.value, 0.4, 1e-12);
        assert_near(bloc.quantity.value, 40.0, 1e-12);
    }
    assert!(found.after.unwrap().hhi.lower < found.before.hhi.lower);
    assert_near(asked(&world, Mode::Withhold, Overlap::Split).scenario.unwrap().share.value, 0.8, 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn every_mode_and_rule_is_what_its_formula_says(
        countries in proptest::collection::vec((1.0..1e6_f64, 0_u8..8), 2..20),
        other in 0.0..1e6_f64,
        overlap in proptest::sample::select(Overlap::ALL.to_vec()),
    ) {
        let world = world(&countries, other);
        let total: f64 = countries.iter().map(|(tonnes, _)| tonnes).sum::<f64>() + other;
        let is_contested = |mask: u8| overlap == Overlap::Contested && mask.count_ones() > 1;
        let squares_of = |is_meant: &dyn Fn(u8) -> bool| {
            let of = countries.iter().filter(|(_, mask)| is_meant(*mask));
            1e4 * of.map(|(tonnes, _)| (tonnes / total).powi(2)).sum::<f64>()
        };
        let lost = countries.iter().filter(|(_, mask)| *mask != 0).map(|(tonnes, _)| tonnes).sum::<f64>() / total;
        let squares = |members: bool| squares_of(&|mask| (mask != 0) == members);
        let contested = countries.iter().filter(|(_, mask)| is_contested(*mask)).map(|(tonnes, _)| tonnes).sum::<f64>() / total;

        let withheld = asked(&world, Mode::Withhold, overlap);
        prop_assert!((withheld.scenario.as_ref().unwrap().share.value - lost).abs() < 1e-9);
        let of_blocs = withheld.blocs.iter().map(|bloc| bloc.share.value).sum::<f64>();
        prop_assert!((of_blocs + contested - lost).abs() < 1e-9);
        match &withheld.after {
            Some(left) => {
                let scale = (1.0 - lost).powi(2);
                prop_assert!((left.hhi.lower - squares(false) / scale).abs() < 1e-6);
                let upper = left.hhi.lower + 1e4 * (other / total).powi(2) / scale;
                prop_assert!((left.hhi.upper.unwrap() - upper).abs() < 1e-6);
            }
            None => prop_assert!(squares(false) < 1e-9),
        }

        let covered = asked(&world, Mode::Only, overlap);
        prop_assert!((covered.scenario.as_ref().unwrap().share.value - lost).abs() < 1e-9);
        if let Some(members) = &covered.after {
            prop_assert!((members.hhi.lower - squares(true) / lost.powi(2)).abs() < 1e-6);
            let blocs: f64 = covered.blocs.iter().map(|bloc| bloc.share.value.powi(2)).sum();
            let as_blocs = covered.scenario.as_ref().unwrap().as_blocs.as_ref().unwrap();
            let own = squares_of(&is_contested);
            prop_assert!((as_blocs.hhi.lower - (1e4 * blocs + own) / lost.powi(2)).abs() < 1e-6);
        }

        let one = asked(&world, Mode::One, overlap);
        let blocs: f64 = one.blocs.iter().map(|bloc| bloc.share.value.powi(2)).sum();
        let own = squares(false) + squares_of(&is_contested);
        prop_assert!((one.after.unwrap().hhi.lower - (1e4 * blocs + own)).abs() < 1e-6);
    }
}

fn of(dataset: &Dataset, mineral: &str, stage: Stage, year: i16, edition: &str) -> Question {
    Question {
        commodity: CommodityId::new(mineral).unwrap(),
        form: FormId::new(mineral).unwrap(),
        stage,
        year,
        edition: EditionChoice::Of(EditionId::new(edition).unwrap()),
        blocs: Vec::new(),
        ..opening_question(dataset).unwrap()
    }
}

#[test]
fn a_correction_switched_off_gives_the_printed_figures_back() {
    let dataset = embedded().unwrap();
    let corrected = of(&dataset, "vanadium", Stage::Reserves, 2025, "mcs2026");
    let off: BTreeSet<_> = dataset
        .corrections
        .iter()
        .filter(|correction| correction.table.commodity.as_str() == "vanadium")
        .map(|correction| correction.id.clone())
        .collect();
    assert!(!off.is_empty());
    let printed = figures(&dataset, &Question { uncorrected: off, ..corrected.clone() });
    let corrected = figures(&dataset, &corrected);
    assert_near(corrected.total / printed.total, 1000.0, 1e-6);
    assert_near(corrected.before.hhi.lower, printed.before.hhi.lower, 1e-6);
}

#[test]
fn a_corrected_year_is_asked_for_as_printed_once_the_correction_is_off() {
    let dataset = embedded().unwrap();
    let corrected = of(&dataset, "chromium", Stage::Reserves, 2025, "mcs2026");
    let off = dataset.corrections.iter().filter(|correction| correction.field == "year").map(|of| of.id.clone());
    let printed = Question { uncorrected: off.collect(), year: 2024, ..corrected.clone() };
    assert_near(figures(&dataset, &printed).total, figures(&dataset, &corrected).total, 1e-6);
    assert!(answer(&dataset, &Question { year: 2025, ..printed }).figures.is_err());
}

#[test]
fn the_chain_has_each_stage_by_itself() {
    let dataset = embedded().unwrap();
    let like = of(&dataset, "copper", Stage::Mine, 2025, "mcs2026");
    let steps = chain(&dataset, &like);
    let stages: Vec<Stage> = steps.iter().map(|step| step.answer.question.stage).collect();
    assert_eq!(stages, [Stage::Reserves, Stage::Mine, Stage::Refinery]);
    assert_near(steps[1].figures.before.hhi.lower, 1036.0, 0.5);
    assert_near(steps[2].figures.before.hhi.lower, 2537.0, 0.5);
}

#[test]
fn every_correction_that_changes_figures_changes_some() {
    let dataset = embedded().unwrap();
    for correction in dataset.corrections.iter().filter(|correction| correction.changes_figures()) {
        let table = dataset.table(&correction.table).unwrap();
        let shown = dataset.shown(table, &BTreeSet::from([correction.id.clone()]));
        let withdrawn = correction.effect == lodescope::data::Effect::Withdrawn;
        assert!(withdrawn || *shown != *table, "{} changes nothing", correction.id);
    }
}

#[test]
fn other_countries_have_a_bound_of_their_own_and_no_zero_for_a_word() {
    let world = || World::default().country("A", 60.0).country("B", 20.0);
    let other = |world: World| figures(&world.dataset(), &world.question()).other;
    assert_eq!(other(world().other(Amount::Exact(20.0))).bound, Bound::Exact);
    assert_eq!(other(world().other(Amount::AtLeast(20.0))).bound, Bound::AtLeast);
    assert_eq!(other(world().stating("C", Amount::Withheld).other(Amount::Exact(20.0))).bound, Bound::AtMost);
    let withheld = world().other(Amount::Withheld);
    let dataset = withheld.dataset();
    let table = shares::chart(&dataset, &answer(&dataset, &withheld.question()), None).table;
    let row = table.rows.iter().find(|row| row[0] == Cell::text("Other countries")).unwrap();
    assert_eq!((&row[2], &row[3], &row[5]), (&Cell::Empty, &Cell::Empty, &Cell::text("withheld")));
}

#[test]
fn two_rows_of_one_country_are_one_supplier() {
    // Of helium, the United States have a row from natural gas, 68, and one from the Cliffside Field, 13.
    let (dataset, china) = with_bloc_of("CHN");
    let alone = of(&dataset, "helium", Stage::Production, 2024, "mcs2025");
    let states = Iso3::new("USA").unwrap();
    let found = figures(&dataset, &alone);
    let rows: Vec<_> = found.suppliers.iter().filter(|of| of.iso3 == states).collect();
    let [row] = rows.as_slice() else { panic!("{} rows", rows.len()) };
    assert_near(row.value, 81.0, 1e-9);
    assert!(row.quantity.estimated && row.note.contains("(From Cliffside Field)"), "{}", row.note);
    let squares: f64 = [81.0, 64.0, 17.0, 11.0, 6.0, 3.0, 3.0].iter().map(|value: &f64| value.powi(2)).sum();
    let rest = found.total - 185.0;
    assert!((0.0..=0.5).contains(&rest), "South Africa has less than half a unit, not {rest}");
    assert_near(found.before.hhi.lower, 1e4 * (squares + rest * rest) / found.total.powi(2), 1e-6);

    let withheld = figures(&dataset, &Question { blocs: vec![china], mode: Mode::Withhold, ..alone });
    let scenario = withheld.scenario.unwrap();
    assert_near(scenario.left_of(states).unwrap().quantity.value, 81.0, 1e-9);
    assert_near(scenario.left_of(states).unwrap().share.value, 81.0 / (withheld.total - 3.0), 1e-9);
    let filler = scenario.filler(states).unwrap();
    assert_near(filler.factor.value, 1.0 + 3.0 / 81.0, 1e-9);
    assert_near(filler.more.value, 3.0 * 81.0 / (withheld.total - 3.0), 1e-9);
    let named = scenario.gap.unwrap().suppliers;
    assert_eq!(named.iter().filter(|of| of.iso3 == states).count(), 1);
}

#[test]
fn bounds_of_a_loss_are_said() {
    let world = World::default().stating("A", Amount::AtLeast(50.0)).country("B", 50.0).bloc("Pact", &[0]);
    let scenario = asked(&world, Mode::Withhold, Overlap::First).scenario.unwrap();
    assert_eq!(scenario.share.bound(), Bound::AtLeast);
    assert_eq!(scenario.quantity.bound(), Bound::AtLeast);
    let beside_withheld =
        World::default().country("A", 50.0).country("B", 50.0).stating("C", Amount::Withheld).bloc("Pact", &[0]);
    let scenario = asked(&beside_withheld, Mode::Withhold, Overlap::First).scenario.unwrap();
    assert_eq!(scenario.share.bound(), Bound::AtMost);
    assert_eq!(scenario.quantity.bound(), Bound::Exact, "what its members sell is published");
}
