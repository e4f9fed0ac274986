//! Limits on countries, what fills the gap, and territories that count with their states.

use lodescope::analysis::{
    Answer, Figures, LimitEffect, ScenarioKind, answer, opening_question, revisions, trend as trend_of,
};
use lodescope::charts::table::Cell;
use lodescope::charts::{Chart, ChartKind, ChartOptions, chart, shares};
use lodescope::data::{Dataset, RowSubject, embedded};
use lodescope::model::{
    Amount, BlocId, Bound, Cap, CapLimit, CommodityId, Denominator, EditionChoice, EditionId, FormId, Iso3, Mode,
    Question, Stage, Territories,
};
use proptest::prelude::*;

use crate::made_up::{World, code};

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

fn figures(dataset: &Dataset, question: &Question) -> Figures {
    answer(dataset, question).figures.unwrap()
}

/// The question with these limits on countries of a made-up world, by their place.
fn limited(question: Question, limits: &[(usize, CapLimit)]) -> Question {
    let cap = |(place, limit): &(usize, CapLimit)| cap_of(&question, code(*place), *limit);
    Question { caps: limits.iter().map(cap).collect(), ..question }
}

fn cap_of(question: &Question, country: Iso3, limit: CapLimit) -> Cap {
    Cap { country, commodity: question.commodity.clone(), stage: question.stage, limit }
}

fn iso3(code: &str) -> Iso3 {
    Iso3::new(code).unwrap()
}

/// The question about a mineral in the edition of 2026, with no bloc on.
fn of(dataset: &Dataset, mineral: &str, stage: Stage) -> Question {
    Question {
        commodity: CommodityId::new(mineral).unwrap(),
        form: FormId::new(mineral).unwrap(),
        stage,
        year: 2025,
        edition: EditionChoice::Of(EditionId::new("mcs2026").unwrap()),
        blocs: Vec::new(),
        ..opening_question(dataset).unwrap()
    }
}

fn problem(answered: &Answer, part: &str) -> bool {
    answered.problems.iter().any(|problem| problem.contains(part))
}

#[test]
fn a_limit_on_the_congos_cobalt_gives_the_worked_values() {
    let dataset = embedded().unwrap();
    let cobalt = of(&dataset, "cobalt", Stage::Mine);
    let before = figures(&dataset, &cobalt);
    let limit = cap_of(&cobalt, iso3("COD"), CapLimit::Tonnes(100_000.0));
    let asked = Question { caps: vec![limit], ..cobalt };
    assert!(asked.is_hypothetical());
    let found = figures(&dataset, &asked);
    // 230,000 t of 314,600 t are published; 9,100 t are of other countries.
    let lost = found.scenario.as_ref().unwrap();
    assert_eq!(lost.kind, ScenarioKind::Lost);
    assert_near(lost.quantity.value, 130_000.0, 1e-6);
    assert_near(lost.share.value, 130_000.0 / 314_600.0, 1e-12);
    assert_eq!((lost.share.bound(), lost.quantity.bound()), (Bound::Exact, Bound::Exact));
    let left = 314_600.0 - 130_000.0;
    let squares = 100_000.0_f64.powi(2)
        + before.suppliers.iter().filter(|of| of.iso3 != iso3("COD")).map(|of| of.value.powi(2)).sum::<f64>();
    let after = found.after.as_ref().unwrap();
    assert_near(after.hhi.lower, 1e4 * squares / left / left, 1e-6);
    assert_near(after.hhi.lower, 3542.0, 0.5);
    assert_near(after.cr1, 100_000.0 / left, 1e-12);
    assert_eq!(before.before, found.before, "what is published stays");
    // The eleven others have 75,500 t; the DR Congo is limited and is not asked.
    let gap = lost.gap.as_ref().unwrap();
    assert_near(gap.growth.unwrap().value, 130_000.0 / 75_500.0, 1e-12);
    assert_eq!((gap.suppliers.len(), gap.suppliers[0].name.as_str()), (11, "Indonesia"));
    assert_near(gap.suppliers[0].factor.value, 1.0 + 130_000.0 / 44_000.0, 1e-12);
    assert_near(gap.suppliers.iter().map(|of| of.more.value).sum(), 130_000.0, 1e-6);
    let chart = shares::chart(&dataset, &answer(&dataset, &asked), None);
    assert_eq!(
        chart.title,
        "With the DR Congo limited to 100,000\u{a0}t, 41\u{a0}% of the world’s cobalt mined in 2025 would be lost"
    );
    assert!(chart.subtitle.starts_with("HYPOTHETICAL: 130,000\u{a0}t lost"), "{}", chart.subtitle);
}

#[test]
fn a_limit_that_takes_nothing_away_says_so() {
    let world = World::default().country("A", 60.0).country("B", 10.0).other(Amount::Exact(30.0));
    let dataset = world.dataset();
    let high = limited(world.question(), &[(0, CapLimit::Tonnes(60.0))]);
    let answered = answer(&dataset, &high);
    assert!(problem(&answered, "The limit of 60 t on A changes nothing: published is 60 t"), "{:?}", answered.problems);
    let found = answered.figures.unwrap();
    assert_near(found.scenario.as_ref().unwrap().share.value, 0.0, 0.0);
    assert!(found.scenario.as_ref().unwrap().gap.is_none());
    assert_eq!(found.after.as_ref(), Some(&found.before));
    // The third country is only in the list of names.
    let hidden = World::default().country("A", 60.0).other(Amount::Exact(40.0)).country("B", 1.0);
    let absent =
        Question { caps: vec![cap_of(&hidden.question(), iso3("ZZZ"), CapLimit::Tonnes(25.0))], ..hidden.question() };
    let answered = answer(&hidden.dataset(), &absent);
    assert!(problem(&answered, "“Other countries” may hold it"), "{:?}", answered.problems);
    let lost = answered.figures.unwrap().scenario.unwrap();
    assert_eq!(lost.share.bound(), Bound::AtLeast);
    assert_near(lost.quantity.high, 40.0 - 25.0, 1e-12);
    let alone = World::default().country("A", 60.0).country("B", 40.0);
    let absent =
        Question { caps: vec![cap_of(&alone.question(), iso3("ZZZ"), CapLimit::Percent(1.0))], ..alone.question() };
    assert!(problem(&answer(&alone.dataset(), &absent), "it has no row here"));
}

#[test]
fn a_limit_in_tonnes_on_carats_is_refused_and_one_in_per_cent_is_not() {
    let dataset = embedded().unwrap();
    let table = dataset
        .tables
        .iter()
        .find(|table| table.unit.base() == lodescope::model::BaseUnit::Carats && table.not_additive.is_none())
        .unwrap();
    let (year, country) = table
        .years
        .iter()
        .find_map(|year| {
            let row =
                year.countries.iter().find(|row| row.statement.quantity.value().is_some_and(|value| value > 0.0))?;
            Some((year.year, row.country))
        })
        .unwrap();
    let asked = Question {
        commodity: table.key.commodity.clone(),
        form: table.key.form.clone(),
        year,
        edition: EditionChoice::Of(table.key.edition.clone()),
        ..of(&dataset, "cobalt", table.key.stage)
    };
    let with = |limit| Question { caps: vec![cap_of(&asked, country, limit)], ..asked.clone() };
    let refused = answer(&dataset, &with(CapLimit::Tonnes(1.0)));
    assert!(problem(&refused, "is no mass; give it in per cent"), "{:?}", refused.problems);
    let found = refused.figures.unwrap();
    assert_eq!(found.limits[0].effect, LimitEffect::NoMass);
    assert_near(found.scenario.unwrap().share.value, 0.0, 0.0);
    let halved = figures(&dataset, &with(CapLimit::Percent(50.0)));
    let share = halved.suppliers.iter().find(|of| of.iso3 == country).unwrap().share.value;
    assert_near(halved.scenario.unwrap().share.value, share / 2.0, 1e-12);
}

#[test]
fn a_limit_on_a_country_without_a_number_bounds_it() {
    let world = World::default().country("A", 60.0).country("B", 40.0).stating("C", Amount::Withheld);
    let found = figures(&world.dataset(), &limited(world.question(), &[(2, CapLimit::Tonnes(10.0))]));
    let LimitEffect::Leaves { quantity, .. } = &found.limits[0].effect else { panic!("{:?}", found.limits) };
    assert_eq!((quantity.value, quantity.low, quantity.high), (0.0, 0.0, 10.0));
    let lost = found.scenario.as_ref().unwrap();
    assert_eq!((lost.quantity.value, lost.quantity.low), (0.0, 0.0));
    assert!(lost.quantity.high.is_infinite());
    assert!(found.after.unwrap().hhi.published_only, "what is left of it is still not published");
    // An open one above its limit is exactly at it, and what is lost is at least.
    let open = World::default().stating("A", Amount::AtLeast(60.0)).country("B", 40.0);
    let found = figures(&open.dataset(), &limited(open.question(), &[(0, CapLimit::Tonnes(30.0))]));
    let lost = found.scenario.unwrap();
    assert_eq!(lost.quantity.bound(), Bound::AtLeast);
    let left = lost.left_of(code(0)).unwrap();
    assert_eq!((left.quantity.low, left.quantity.high), (30.0, 30.0));
    assert_eq!(lost.gap.unwrap().growth.unwrap().bound(), Bound::AtLeast);
}

#[test]
fn growth_beside_a_withheld_producer_is_at_most() {
    let world =
        World::default().country("A", 50.0).country("B", 50.0).stating("C", Amount::Withheld).bloc("Pact", &[0]);
    let lost = figures(&world.dataset(), &Question { mode: Mode::Withhold, ..world.question() }).scenario.unwrap();
    let growth = lost.gap.unwrap().growth.unwrap();
    assert_near(growth.value, 1.0, 1e-12);
    assert_eq!((growth.low, growth.bound()), (0.0, Bound::AtMost));
}

#[test]
fn nobody_is_left_to_fill_the_gap() {
    let world = World::default().country("A", 60.0).country("B", 40.0).bloc("Pact", &[0]);
    let asked = limited(Question { mode: Mode::Withhold, ..world.question() }, &[(1, CapLimit::Tonnes(40.0))]);
    let answered = answer(&world.dataset(), &asked);
    assert!(problem(&answered, "No named supplier is left"), "{:?}", answered.problems);
    let gap = answered.figures.unwrap().scenario.unwrap().gap.unwrap();
    assert_eq!((gap.growth, gap.suppliers.len()), (None, 0));
}

#[test]
fn limits_and_blocs_work_in_every_mode() {
    let world = World::default().country("A", 50.0).country("B", 30.0).country("C", 20.0).bloc("Pact", &[0, 1]);
    let dataset = world.dataset();
    let with = |mode| {
        limited(Question { mode, ..world.question() }, &[(0, CapLimit::Percent(20.0)), (2, CapLimit::Tonnes(5.0))])
    };
    // Merged: of 10 + 30 + 5, the pact has 40.
    let one = figures(&dataset, &with(Mode::One));
    assert_near(one.scenario.as_ref().unwrap().share.value, 0.55, 1e-12);
    assert_near(one.after.unwrap().hhi.lower, 1e4 * (40.0_f64.powi(2) + 25.0) / 45.0_f64.powi(2), 1e-9);
    let withheld = figures(&dataset, &with(Mode::Withhold));
    assert_near(withheld.scenario.unwrap().share.value, 0.95, 1e-12);
    assert_eq!(withheld.limits[0].effect, LimitEffect::Gone);
    let only = figures(&dataset, &with(Mode::Only));
    let covered = only.scenario.unwrap();
    assert_eq!(covered.kind, ScenarioKind::Covered);
    assert_near(covered.share.value, 0.4, 1e-12);
    assert_near(only.after.unwrap().hhi.lower, 1e4 * (100.0 + 900.0) / 1600.0, 1e-9);
    assert_eq!(only.limits[1].effect, LimitEffect::Gone);
}

#[test]
fn over_the_printed_total_a_limit_is_taken_from_it_too() {
    let world = World::default().country("A", 50.0).country("B", 30.0).printed(100.0);
    let question = Question { denominator: Denominator::Printed, ..world.question() };
    let found = figures(&world.dataset(), &limited(question, &[(0, CapLimit::Tonnes(10.0))]));
    assert_near(found.scenario.unwrap().share.value, 0.4, 1e-12);
    assert_near(found.after.unwrap().cr1, 30.0 / 60.0, 1e-12);
}

#[test]
fn limits_of_another_mineral_or_stage_wait() {
    let dataset = embedded().unwrap();
    let cobalt = of(&dataset, "cobalt", Stage::Mine);
    let cap = cap_of(&cobalt, iso3("COD"), CapLimit::Percent(0.0));
    for asked in [of(&dataset, "copper", Stage::Mine), of(&dataset, "cobalt", Stage::Reserves)] {
        let with = Question { caps: vec![cap.clone()], ..asked.clone() };
        assert!(!with.is_hypothetical());
        assert_eq!(answer(&dataset, &with).figures, answer(&dataset, &asked).figures);
    }
}

#[test]
fn what_is_supposed_is_said_in_every_view_and_table() {
    let world = World::default().country("A", 60.0).country("B", 40.0).bloc("Pact", &[1]);
    let dataset = world.dataset();
    let asked = limited(Question { mode: Mode::Withhold, ..world.question() }, &[(0, CapLimit::Percent(50.0))]);
    let made = |kind| chart(&dataset, &asked, kind, &ChartOptions::default());
    let shares = made(ChartKind::Shares);
    let context = &shares.table().context;
    let supposed = context.iter().find(|(name, _)| name == "HYPOTHETICAL").map(|(_, cell)| cell.clone());
    assert_eq!(supposed, Some(Cell::text("all members of Pact stop selling; A sells at most 50\u{a0}%")));
    assert!(shares.table().to_csv().lines().next().unwrap().contains("HYPOTHETICAL"));
    let Chart::Shares(shares) = shares else { unreachable!() };
    assert!(shares.notes[0].starts_with("Only supposed: all members of Pact stop selling"), "{:?}", shares.notes);
    let left = shares.table.columns.iter().position(|name| name == "Left (t)").unwrap();
    assert_eq!(shares.table.rows[0][left..left + 4], [Cell::Number(30.0), Cell::Number(1.0), Cell::Empty, Cell::Empty]);
    for kind in [ChartKind::Trend, ChartKind::Editions] {
        let notes = match made(kind) {
            Chart::Trend(chart) => chart.notes,
            Chart::Editions(chart) => chart.notes,
            other => unreachable!("{other:?}"),
        };
        assert!(notes.iter().any(|note| note.starts_with("What is only supposed")), "{notes:?}");
        assert!(made(kind).table().context.iter().all(|(name, _)| name != "HYPOTHETICAL"), "{kind:?} supposes nothing");
    }
}

#[test]
fn views_that_do_not_draw_what_is_supposed_say_so() {
    let dataset = embedded().unwrap();
    let brics = BlocId::new("brics").unwrap();
    let plain = Question { blocs: vec![brics], ..of(&dataset, "cobalt", Stage::Mine) };
    let cap = cap_of(&plain, iso3("COD"), CapLimit::Percent(5.0));
    let limited = Question { caps: vec![cap], ..plain.clone() };
    // A scatter and all stages are of mining too where reserves are asked about.
    let of_reserves = Question { stage: Stage::Reserves, ..limited.clone() };
    let withheld = Question { mode: Mode::Withhold, ..plain.clone() };
    let only = Question { mode: Mode::Only, ..plain.clone() };
    for kind in [ChartKind::Stages, ChartKind::Matrix, ChartKind::Scatter] {
        let said = |question: &Question| {
            let notes = match chart(&dataset, question, kind, &ChartOptions::default()) {
                Chart::Stages(chart) => chart.notes,
                Chart::Matrix(chart) => chart.notes,
                Chart::Scatter(chart) => chart.notes,
                other => unreachable!("{other:?}"),
            };
            let words = ["not drawn", "left out here", "makes no difference here"];
            notes.iter().filter(|note| words.iter().any(|words| note.contains(words))).count()
        };
        assert_eq!(said(&plain), 0, "{kind:?} has nothing to say");
        for supposed in [&limited, &of_reserves, &withheld, &only] {
            assert_eq!(said(supposed), 1, "{kind:?} {:?} {:?}", supposed.mode, supposed.stage);
        }
    }
}

#[test]
fn new_caledonia_counts_with_france_where_that_is_chosen() {
    let dataset = embedded().unwrap();
    let own = Question { blocs: vec![BlocId::new("eu").unwrap()], ..of(&dataset, "nickel", Stage::Mine) };
    let parent = Question { territories: Territories::Parent, ..own.clone() };
    let (by_itself, with_state) = (answer(&dataset, &own), answer(&dataset, &parent));
    let (own_figures, found) = (by_itself.figures.unwrap(), with_state.figures.clone().unwrap());
    let of_country = |figures: &Figures, code: &str| figures.suppliers.iter().find(|of| of.iso3 == iso3(code)).cloned();
    let (caledonia, france) = (of_country(&own_figures, "NCL").unwrap(), of_country(&found, "FRA").unwrap());
    assert!(of_country(&own_figures, "FRA").is_none() && of_country(&found, "NCL").is_none());
    assert_eq!((france.value, france.quantity.estimated), (caledonia.value, caledonia.quantity.estimated));
    assert!(france.note.contains("New Caledonia (140,000 t)"), "{}", france.note);
    assert_near(found.total, own_figures.total, 1e-9);
    assert_near(found.before.hhi.lower, own_figures.before.hhi.lower, 1e-9);
    // France is in the European Union, New Caledonia is not.
    assert_near(found.blocs[0].share.value - own_figures.blocs[0].share.value, caledonia.share.value, 1e-12);
    let chart = shares::chart(&dataset, &with_state, None);
    assert!(chart.source_line.contains("Dependent territories count with their states"), "{}", chart.source_line);
    assert!(chart.table.context.iter().any(|(name, _)| name == "Territories"));
    let newest = Question { edition: EditionChoice::Newest, ..parent.clone() };
    for year in trend_of(&dataset, &newest).years {
        assert!(year.answer.figures.unwrap().suppliers.iter().all(|of| of.iso3 != iso3("NCL")));
    }
    let rows = revisions(&dataset, &newest).countries;
    assert!(rows.iter().any(|row| row.subject == RowSubject::Country(iso3("FRA"))));
    assert!(rows.iter().all(|row| row.subject != RowSubject::Country(iso3("NCL"))));
}

#[test]
fn a_state_and_its_territory_become_one_supplier_and_follow_the_state() {
    let world = World::default()
        .country("State", 30.0)
        .stating("Territory", Amount::Withheld)
        .country("C", 70.0)
        .bloc("Of the territory", &[1])
        .belonging(1, 0);
    let dataset = world.dataset();
    let asked = Question { territories: Territories::Parent, ..world.question() };
    let found = figures(&dataset, &asked);
    let state = found.suppliers.iter().find(|of| of.iso3 == code(0)).unwrap();
    assert_eq!(state.quantity.amount, Amount::AtLeast(30.0));
    assert!(state.note.starts_with("Includes Territory (withheld)"), "{}", state.note);
    assert!(found.unpublished.is_empty());
    assert!(found.blocs[0].members.is_empty(), "a member that counts with its state is in what its state is in");
    let capped = answer(&dataset, &limited(asked, &[(1, CapLimit::Tonnes(1.0))]));
    assert!(problem(&capped, "it counts with its state here"), "{:?}", capped.problems);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn limits_are_what_their_formulas_say(
        countries in proptest::collection::vec((1.0..1e6_f64, proptest::bool::ANY, 0.0..2.0_f64), 2..16),
        other in 0.0..1e6_f64,
    ) {
        let mut world = World::default();
        for (place, (tonnes, ..)) in countries.iter().enumerate() {
            world = world.country(&format!("C{place:02}"), *tonnes);
        }
        let members: Vec<usize> = (0..countries.len()).filter(|place| countries[*place].1).collect();
        let world = world.other(Amount::Exact(other)).bloc("Pact", &members);
        let dataset = world.dataset();
        let alone = Question { blocs: Vec::new(), ..world.question() };
        let total: f64 = countries.iter().map(|(tonnes, ..)| tonnes).sum::<f64>() + other;

        // Each limited to a part of what it has, or above it.
        let limits: Vec<(usize, CapLimit)> = countries.iter().enumerate()
            .map(|(place, (tonnes, _, part))| (place, CapLimit::Tonnes(tonnes * part))).collect();
        let found = figures(&dataset, &limited(alone.clone(), &limits));
        let lost: f64 = countries.iter().map(|(tonnes, _, part)| tonnes * (1.0 - part.min(1.0))).sum();
        let scenario = found.scenario.unwrap();
        prop_assert!((scenario.share.value - lost / total).abs() < 1e-9);
        prop_assert!((scenario.quantity.value - lost).abs() < 1e-3);
        prop_assert!(scenario.share.low <= scenario.share.value + 1e-12 && scenario.share.value <= scenario.share.high + 1e-12);
        let shares: f64 = scenario.left.iter().map(|left| left.share.value).sum();
        if total - lost > 1.0 {
            prop_assert!((shares + other / (total - lost) - 1.0).abs() < 1e-6, "{shares}");
        }

        // All members limited to nothing is what withholding them is; to all they have, nothing.
        let at = |percent| -> Vec<(usize, CapLimit)> {
            members.iter().map(|place| (*place, CapLimit::Percent(percent))).collect()
        };
        let withheld = figures(&dataset, &Question { mode: Mode::Withhold, ..world.question() });
        if !members.is_empty() {
            let nothing = figures(&dataset, &limited(alone.clone(), &at(0.0)));
            let (one, other) = (nothing.scenario.unwrap(), withheld.scenario.as_ref().unwrap());
            prop_assert!((one.share.value - other.share.value).abs() < 1e-12);
            prop_assert!((one.quantity.value - other.quantity.value).abs() < 1e-6);
            prop_assert_eq!(one.gap, other.gap.clone());
            prop_assert_eq!(nothing.after.map(|of| of.hhi), withheld.after.as_ref().map(|of| of.hhi));
            let all = figures(&dataset, &limited(alone.clone(), &at(100.0)));
            prop_assert!(all.scenario.unwrap().share.value.abs() < 1e-12);
            prop_assert_eq!(all.after, Some(all.before));
        }

        // What members sell and what is lost with them is the whole, and those left make up for it by L / R.
        let only = figures(&dataset, &Question { mode: Mode::Only, ..world.question() });
        let without = withheld.scenario.unwrap();
        prop_assert!((only.scenario.unwrap().share.value - without.share.value).abs() < 1e-9);
        if let Some(growth) = without.gap.and_then(|gap| gap.growth) {
            let named = total - other - without.quantity.value;
            prop_assert!((growth.value - without.quantity.value / named).abs() < 1e-6 * growth.value);
            if other <= 0.0 {
                prop_assert!((growth.value - without.share.value / (1.0 - without.share.value)).abs() < 1e-6);
            }
        }
    }
}
