//! What blocs shift over many supplies at once: the numbers of one question at a time, and what must hold of them.

use lodescope::analysis::{
    Answer, Figures, Hhi, ShareInterval, Shift, Step, Supplies, all_questions, answer, chain, opening_question,
    shift_matrix,
};
use lodescope::data::{Dataset, embedded};
use lodescope::model::{Amount, BlocId, Cap, CapLimit, ConfidenceLevel, Denominator, Mode, Overlap, Question};
use proptest::prelude::*;

use crate::made_up::World;

fn bloc(id: &str) -> BlocId {
    BlocId::new(id).unwrap()
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0) || (one.is_infinite() && other.is_infinite())
}

#[track_caller]
fn assert_same_hhi(found: Hhi, expected: Hhi, of: &str) {
    let upper = match (found.upper, expected.upper) {
        (Some(found), Some(expected)) => near(found, expected),
        (found, expected) => found == expected,
    };
    assert!(near(found.lower, expected.lower) && upper, "{of}: {found:?} is not {expected:?}");
    assert_eq!(found.published_only, expected.published_only, "{of}");
}

#[track_caller]
fn assert_same_share(found: ShareInterval, expected: ShareInterval, of: &str) {
    let ends = [(found.value, expected.value), (found.low, expected.low), (found.high, expected.high)];
    assert!(ends.iter().all(|(one, other)| near(*one, *other)), "{of}: {found:?} is not {expected:?}");
    assert_eq!(found.bound(), expected.bound(), "{of}");
}

/// Holds a shift to the answer to the same question, and returns whether there was one.
#[track_caller]
fn assert_same(found: Option<Shift>, answered: &Answer) -> bool {
    let of = format!("{:?}", answered.question);
    let Ok(figures) = &answered.figures else {
        assert_eq!(found, None, "{of}");
        return false;
    };
    let found = found.unwrap();
    assert_same_hhi(found.before, figures.before.hhi, &of);
    match (found.after, &figures.after) {
        (Some(after), Some(expected)) => assert_same_hhi(after, expected.hhi, &of),
        (after, expected) => assert_eq!(after.is_some(), expected.is_some(), "{of}"),
    }
    if let Some(scenario) = &figures.scenario {
        assert_same_share(found.share, scenario.share, &of);
        let (one, other) = (found.quantity, scenario.quantity);
        assert!(near(one.value, other.value) && near(one.low, other.low) && near(one.high, other.high), "{of}");
    } else if let [only] = figures.blocs.as_slice() {
        assert_same_share(found.share, only.share, &of);
        assert_eq!(found.producers, only.producers.len(), "{of}");
        let (one, other) = (found.quantity, only.quantity);
        assert!(near(one.value, other.value) && near(one.low, other.low) && near(one.high, other.high), "{of}");
        let members = figures.unpublished.iter().filter(|of| only.members.contains(&of.iso3));
        assert_eq!(found.unpublished, members.count(), "{of}");
    } else {
        let together = figures.blocs.iter().map(|bloc| bloc.share.value).sum::<f64>();
        assert!(near(found.share.value, together), "{of}");
    }
    true
}

#[track_caller]
fn assert_all_same(dataset: &Dataset, like: &Question) -> usize {
    let supplies = Supplies::all(dataset, like);
    let shifts = supplies.shifts(&supplies.acting(dataset, like), like.mode);
    let questions = all_questions(dataset, like);
    assert_eq!((questions.len(), shifts.len()), (supplies.list().len(), supplies.list().len()));
    let same = questions.iter().zip(shifts).filter(|(question, shift)| assert_same(*shift, &answer(dataset, question)));
    same.count()
}

#[test]
fn every_supply_shifts_as_its_answer_says() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let sets: [&[&str]; 4] =
        [&["forge"], &["china_green_minerals", "forge"], &["eu", "oecd", "g7"], &["msp", "bri", "brics", "sco"]];
    let mut counted = 0;
    for (place, blocs) in sets.into_iter().enumerate() {
        for (step, mode) in Mode::ALL.into_iter().enumerate() {
            let like = Question {
                blocs: blocs.iter().map(|id| bloc(id)).collect(),
                mode,
                overlap: Overlap::ALL[(place + step) % 3],
                confidence: ConfidenceLevel::ALL[(place + step) % 3],
                denominator: Denominator::ALL[(place + step) % 2],
                ..opening.clone()
            };
            counted += assert_all_same(&dataset, &like);
        }
    }
    assert!(counted > 5_000, "{counted} answers");
}

#[test]
fn figures_as_printed_shift_as_their_answers_say() {
    let dataset = embedded().unwrap();
    let like = Question {
        uncorrected: dataset.corrections.iter().map(|correction| correction.id.clone()).collect(),
        ..opening_question(&dataset).unwrap()
    };
    assert!(assert_all_same(&dataset, &like) > 400);
}

#[test]
fn one_bloc_never_makes_a_supply_less_concentrated() {
    let dataset = embedded().unwrap();
    let like = opening_question(&dataset).unwrap();
    let supplies = Supplies::all(&dataset, &like);
    let matrix = shift_matrix(&dataset, &like, &supplies);
    let cells = || matrix.rows.iter().flatten().flatten();
    assert!(cells().count() > 10_000);
    assert!(cells().all(|shift| shift.change().is_some_and(|(change, _)| change > -1e-6)));
}

#[test]
fn the_matrix_has_each_bloc_by_itself_at_each_step() {
    let dataset = embedded().unwrap();
    let like = opening_question(&dataset).unwrap();
    let (supplies, minerals) = Supplies::of_steps(&dataset, &like);
    let matrix = shift_matrix(&dataset, &like, &supplies);
    assert_eq!(matrix.blocs.len(), dataset.blocs().len());
    for (bloc, row) in matrix.blocs.iter().zip(&matrix.rows).step_by(9) {
        for (supply, shift) in supplies.list().iter().zip(row).step_by(5) {
            let alone = Question {
                commodity: supply.commodity.clone(),
                form: supply.form.clone(),
                stage: supply.stage,
                year: supply.year,
                blocs: vec![bloc.clone()],
                ..like.clone()
            };
            assert_same(*shift, &answer(&dataset, &alone));
        }
    }
    let of = |id: &str| minerals.iter().find(|mineral| mineral.commodity.as_str() == id).unwrap();
    let stages = |id: &str| of(id).places.map(|place| place.map(|place| supplies.list()[place].stage.id()));
    assert_eq!(stages("copper"), [Some("reserves"), Some("mine"), Some("refinery")]);
    assert_eq!(stages("aluminum"), [None, None, Some("smelter")]);
    assert_eq!(stages("gallium"), [None, None, Some("production")]);
    // The chain under a chart and the row of the mineral speak of the same supplies.
    for step in chain(&dataset, &like) {
        let asked = &step.answer.question;
        let place = Step::ALL.iter().position(|step| step.stages().contains(&asked.stage)).unwrap();
        let supply = &supplies.list()[of(asked.commodity.as_str()).places[place].unwrap()];
        assert_eq!((&supply.form, supply.stage, supply.year), (&asked.form, asked.stage, asked.year));
    }
}

/// Limits on the two largest countries of an answer: a part of the one, and an amount of the other.
fn limits(figures: &Figures, question: &Question) -> Vec<Cap> {
    let cap = |place: usize, limit: CapLimit| {
        let country = figures.suppliers.get(place)?.iso3;
        Some(Cap { commodity: question.commodity.clone(), stage: question.stage, country, limit })
    };
    let silent = figures.unpublished.first().map(|of| Cap {
        commodity: question.commodity.clone(),
        stage: question.stage,
        country: of.iso3,
        limit: CapLimit::Tonnes(50.0),
    });
    [cap(0, CapLimit::Percent(40.0)), cap(1, CapLimit::Tonnes(900.0))].into_iter().flatten().chain(silent).collect()
}

#[test]
fn what_limits_leave_shifts_as_its_answer_says() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let (mut counted, mut felt) = (0, 0);
    for (place, asked) in all_questions(&dataset, &opening).into_iter().enumerate().step_by(5) {
        let asked = Question { denominator: Denominator::ALL[place % 2], blocs: Vec::new(), ..asked };
        let Ok(figures) = answer(&dataset, &asked).figures else { continue };
        let asked = Question { caps: limits(&figures, &asked), ..asked };
        let limited = answer(&dataset, &asked).figures.unwrap();
        felt += limited.limits.iter().filter(|limit| limit.is_felt()).count();
        let Some(before) = limited.after else { continue };
        let supplies = Supplies::one(&dataset, &asked);
        assert_same_hhi(supplies.list()[0].before.clone().unwrap(), before.hhi, &format!("{asked:?}"));
        for (id, mode) in ["brics", "forge", "eu"].into_iter().zip(Mode::ALL) {
            let alone = Question { blocs: vec![bloc(id)], mode, ..asked.clone() };
            let acting = supplies.acting_alone(&dataset, &alone, &bloc(id));
            let shift = supplies.shift(&supplies.list()[0], &acting, mode).unwrap();
            let expected = answer(&dataset, &alone).figures.unwrap().after;
            match (shift.after, expected) {
                (Some(after), Some(expected)) => assert_same_hhi(after, expected.hhi, &format!("{alone:?}")),
                (after, expected) => assert_eq!(after.is_some(), expected.is_some(), "{alone:?}"),
            }
            counted += 1;
        }
    }
    assert!(counted > 200 && felt > 100, "{counted} shifts, {felt} limits");
}

#[test]
fn a_supply_without_shares_says_why() {
    let world = World::default().country("A", 4.0).not_additive("Ore and metal are counted");
    let (dataset, question) = (world.dataset(), world.question());
    let supplies = Supplies::one(&dataset, &question);
    let refusal = supplies.list()[0].before.clone().unwrap_err();
    assert_eq!(Err(refusal), answer(&dataset, &question).figures.map(|_| ()));
    assert_eq!(supplies.shifts(&supplies.acting(&dataset, &question), Mode::One), [None]);
}

#[test]
fn supplies_are_read_again_when_figures_are_read_otherwise() {
    let dataset = embedded().unwrap();
    let like = opening_question(&dataset).unwrap();
    let supplies = Supplies::one(&dataset, &like);
    assert!(supplies.are_read_like(&Question { mode: Mode::Only, blocs: Vec::new(), ..like.clone() }));
    assert!(!supplies.are_read_like(&Question { denominator: Denominator::Printed, ..like.clone() }));
    let off = dataset.corrections.iter().map(|correction| correction.id.clone()).collect();
    assert!(!supplies.are_read_like(&Question { uncorrected: off, ..like }));
}

/// A world of countries in the blocs of their masks, some without a number.
fn world(countries: &[(f64, u8, u8)], other: f64) -> World {
    let mut world = World::default();
    for (index, (tonnes, _, state)) in countries.iter().enumerate() {
        let amount = match state {
            0 => Amount::Withheld,
            1 => Amount::AtLeast(*tonnes),
            2 => Amount::Range { low: tonnes * 0.5, high: tonnes * 1.5 },
            _ => Amount::Exact(*tonnes),
        };
        world = world.stating(&format!("C{index:02}"), amount);
    }
    for place in 0..3_u8 {
        let members: Vec<usize> =
            (0..countries.len()).filter(|index| countries[*index].1 & (1 << place) != 0).collect();
        world = world.bloc(&format!("Bloc {place}"), &members);
    }
    world.other(Amount::Exact(other))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn made_up_supplies_shift_as_their_answers_say(
        countries in proptest::collection::vec((1.0..1e6_f64, 0_u8..8, 0_u8..12), 2..14),
        other in 0.0..1e6_f64,
        overlap in proptest::sample::select(Overlap::ALL.to_vec()),
        mode in proptest::sample::select(Mode::ALL.to_vec()),
    ) {
        let world = world(&countries, other);
        let dataset = world.dataset();
        let question = Question { overlap, mode, ..world.question() };
        let supplies = Supplies::one(&dataset, &question);
        let shifts = supplies.shifts(&supplies.acting(&dataset, &question), mode);
        assert_same(shifts[0], &answer(&dataset, &question));
    }

    #[test]
    fn merging_disjoint_countries_adds_twice_the_products_of_their_shares(
        countries in proptest::collection::vec(1.0..1e6_f64, 2..14),
        members in 2_usize..8,
        other in 0.0..1e6_f64,
    ) {
        let members = members.min(countries.len());
        let of = |place: usize| (countries[place], u8::from(place < members), 9);
        let world = world(&(0..countries.len()).map(of).collect::<Vec<_>>(), other);
        let (dataset, question) = (world.dataset(), world.question());
        let total: f64 = countries.iter().sum::<f64>() + other;
        let mut products = 0.0;
        for one in 0..members {
            products += (one + 1..members).map(|next| countries[one] * countries[next] / total / total).sum::<f64>();
        }
        let supplies = Supplies::one(&dataset, &question);
        let shift = supplies.shifts(&supplies.acting_alone(&dataset, &question, &question.blocs[0]), Mode::One)[0].unwrap();
        let (change, _) = shift.change().unwrap();
        prop_assert!((change - 2e4 * products).abs() < 1e-6, "{change} is not {}", 2e4 * products);
        prop_assert!(change >= 0.0);
    }

    #[test]
    fn parts_sum_to_the_whole_and_the_lost_to_the_covered(
        countries in proptest::collection::vec((1.0..1e6_f64, 0_u8..8), 2..14),
        other in 0.0..1e6_f64,
    ) {
        let countries: Vec<(f64, u8, u8)> = countries.into_iter().map(|(tonnes, mask)| (tonnes, mask, 9)).collect();
        let world = world(&countries, other);
        let dataset = world.dataset();
        let question = Question { overlap: Overlap::Split, ..world.question() };
        let supplies = Supplies::one(&dataset, &question);
        let acting = supplies.acting(&dataset, &question);
        let shift = |mode| supplies.shifts(&acting, mode)[0].unwrap();
        let total: f64 = countries.iter().map(|(tonnes, ..)| tonnes).sum::<f64>() + other;
        let together = countries.iter().filter(|(_, mask, _)| *mask != 0).map(|(tonnes, ..)| tonnes).sum::<f64>();
        // Split among blocs, members are as much as members are.
        prop_assert!(near(shift(Mode::One).share.value, together / total));
        let rest = countries.iter().filter(|(_, mask, _)| *mask == 0).map(|(tonnes, ..)| tonnes).sum::<f64>() + other;
        let lost = shift(Mode::Withhold).quantity.value;
        prop_assert!(near(lost, shift(Mode::Only).quantity.value) && near(lost + rest, total));
    }
}
