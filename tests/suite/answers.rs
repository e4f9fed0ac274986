//! The answers: the design's worked values on the bundle, and what must hold for any table.

use std::collections::BTreeMap;

use jiff::civil::date;
use lodescope::analysis::{
    Answer, Figures, Fixed, all_questions, answer, bloc_share, members, opening_question, placed, reserves_beside,
};
use lodescope::data::{Dataset, embedded};
use lodescope::model::{
    Amount, BlocId, CommodityId, ConfidenceLevel, Denominator, EditionChoice, EditionId, FormId, Question, Stage,
};
use proptest::prelude::*;

use super::made_up::{World, bloc_id, code};

fn question(dataset: &Dataset, mineral: &str, stage: Stage, year: i16, blocs: &[&str]) -> Question {
    let commodity = CommodityId::new(mineral).unwrap();
    let edition = EditionChoice::Of(EditionId::new("mcs2026").unwrap());
    let like = Question { commodity, edition, stage, ..opening_question(dataset).unwrap() };
    let form = dataset.tables_of(&like).into_iter().find(|table| table.key.stage == stage);
    Question {
        form: form.unwrap().key.form.clone(),
        year,
        blocs: blocs.iter().map(|id| BlocId::new(*id).unwrap()).collect(),
        ..like
    }
}

fn figures(dataset: &Dataset, mineral: &str, stage: Stage, year: i16, blocs: &[&str]) -> Figures {
    answer(dataset, &question(dataset, mineral, stage, year, blocs)).figures.unwrap()
}

fn share_of(figures: &Figures, iso3: &str) -> f64 {
    figures.suppliers.iter().find(|supplier| supplier.iso3.as_str() == iso3).unwrap().share.value
}

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

#[test]
fn worked_values_of_mcs_2026() {
    let dataset = embedded().unwrap();
    for (mineral, stage, hhi, largest, share) in [
        ("cobalt", Stage::Mine, 5554.0, "COD", Some(73.1)),
        ("rare-earths", Stage::Mine, 5072.0, "CHN", Some(69.4)),
        ("gallium", Stage::Production, 9804.0, "CHN", None),
        ("nickel", Stage::Mine, 4594.0, "IDN", Some(66.9)),
        ("copper", Stage::Mine, 1036.0, "CHL", None),
        ("copper", Stage::Refinery, 2537.0, "CHN", None),
        ("lithium", Stage::Mine, 2047.0, "AUS", None),
        ("graphite", Stage::Mine, 6447.0, "CHN", None),
    ] {
        let found = figures(&dataset, mineral, stage, 2025, &[]);
        assert_near(found.before.hhi.lower, hhi, 0.5);
        assert_eq!(found.suppliers[0].iso3.as_str(), largest, "{mineral}");
        if let Some(share) = share {
            assert_near(found.suppliers[0].share.value * 100.0, share, 0.05);
        }
    }
}

#[test]
fn worked_values_of_blocs() {
    let dataset = embedded().unwrap();
    let earths = figures(&dataset, "rare-earths", Stage::Mine, 2025, &["china_green_minerals", "forge"]);
    let shares: Vec<f64> = earths.blocs.iter().map(|bloc| bloc.share.value * 100.0).collect();
    assert_near(shares[0], 75.4, 0.05);
    assert_near(shares[1], 21.3, 0.05);
    assert_near(earths.after.unwrap().hhi.lower, 6140.0, 0.5);
    let graphite = figures(&dataset, "graphite", Stage::Mine, 2025, &["brics"]);
    assert_near(graphite.after.unwrap().hhi.lower, 7443.0, 0.5);
}

#[test]
fn worked_values_of_2024_in_the_edition_of_2026() {
    let dataset = embedded().unwrap();
    assert_near(share_of(&figures(&dataset, "rare-earths", Stage::Mine, 2024, &[]), "CHN") * 100.0, 70.3, 0.05);
}

#[test]
fn withheld_producers_leave_an_index_of_published_producers() {
    let dataset = embedded().unwrap();
    let lithium = figures(&dataset, "lithium", Stage::Mine, 2025, &[]);
    assert!(lithium.before.hhi.published_only);
    assert_eq!(lithium.before.hhi.upper, None);
    assert_eq!(lithium.unpublished.iter().map(|row| row.iso3.as_str()).collect::<Vec<_>>(), ["USA"]);
    assert!(lithium.suppliers.iter().all(|supplier| supplier.share.high <= supplier.share.value));
}

#[test]
fn the_printed_total_gives_no_interval_and_leaves_a_residual() {
    let dataset = embedded().unwrap();
    let asked =
        Question { denominator: Denominator::Printed, ..question(&dataset, "rare-earths", Stage::Mine, 2025, &[]) };
    let found = answer(&dataset, &asked).figures.unwrap();
    assert_near(found.total, 390_000.0, 0.0);
    assert_near(share_of(&found, "CHN"), 270_000.0 / 390_000.0, 1e-12);
    assert_eq!(found.before.hhi.upper, None);
    let named: f64 = found.suppliers.iter().map(|supplier| supplier.value).sum();
    assert_near(found.other.value, 390_000.0 - named, 1e-6);
}

#[test]
fn membership_is_read_on_its_date_and_at_its_level() {
    let dataset = embedded().unwrap();
    let count = |bloc: &str, day, level| members(&dataset, &BlocId::new(bloc).unwrap(), day, level).countries.len();
    let reported = ConfidenceLevel::Reported;
    assert_eq!(count("msp", date(2026, 2, 4), reported), 0, "left is exclusive");
    assert!(count("msp", date(2026, 2, 3), reported) > 30, "the Union stands for its members");
    assert_eq!(count("eu", date(2019, 1, 1), reported), 28);
    assert_eq!(count("eu", date(2026, 11, 24), reported), 27);
    assert_eq!(count("china_green_minerals", date(2026, 11, 24), ConfidenceLevel::Confirmed), 5);
    assert_eq!(count("china_green_minerals", date(2026, 11, 24), reported), 9);
    assert_eq!(count("china_green_minerals", date(2025, 11, 22), reported), 0);
    let nickel = |level| {
        let asked = Question {
            confidence: level,
            ..question(&dataset, "nickel", Stage::Mine, 2025, &["china_green_minerals"])
        };
        answer(&dataset, &asked).figures.unwrap().blocs[0].share.value
    };
    assert_near(nickel(ConfidenceLevel::Confirmed) * 100.0, 3.1, 0.1);
    assert_near(nickel(reported) * 100.0, 70.0, 0.1);
}

#[test]
fn reserves_stand_beside_production_only_on_the_same_basis() {
    let dataset = embedded().unwrap();
    assert!(reserves_beside(&dataset, &question(&dataset, "cobalt", Stage::Mine, 2025, &[])).is_ok());
    let manganese = reserves_beside(&dataset, &question(&dataset, "manganese", Stage::Mine, 2025, &[])).unwrap_err();
    assert!(manganese.contains("gross weight") && manganese.contains("manganese content"), "{manganese}");
}

#[test]
fn nothing_fails_in_silence() {
    let dataset = embedded().unwrap();
    let refused = |asked: &Question| answer(&dataset, asked).figures.unwrap_err().to_string();
    let cobalt = question(&dataset, "cobalt", Stage::Mine, 2025, &[]);
    let no_year = refused(&Question { year: 1999, ..cobalt.clone() });
    assert!(no_year.contains("2024, 2025") && no_year.contains("1999"), "{no_year}");
    let no_table = refused(&Question { stage: Stage::Refinery, ..cobalt.clone() });
    assert!(no_table.contains("mine production of cobalt") && no_table.contains("reserves of cobalt"), "{no_table}");
    let no_commodity = refused(&Question { commodity: CommodityId::new("unobtainium").unwrap(), ..cobalt });
    assert!(no_commodity.contains("unobtainium"), "{no_commodity}");
    let boron = refused(&question(&dataset, "boron", Stage::Production, 2025, &[]));
    assert!(boron.contains("different boron products"), "{boron}");
    let yttrium = refused(&question(&dataset, "yttrium", Stage::Mine, 2025, &[]));
    assert!(yttrium.contains("names no country") && yttrium.contains("10,000 t to 15,000 t"), "{yttrium}");
}

#[test]
fn every_answer_of_the_bundle_holds_together() {
    let dataset = embedded().unwrap();
    let like = Question {
        blocs: dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect(),
        ..opening_question(&dataset).unwrap()
    };
    let questions = all_questions(&dataset, &like);
    assert!(questions.len() > 250);
    let mut answered = 0;
    for asked in questions {
        let found = answer(&dataset, &asked);
        match &found.figures {
            Ok(figures) => {
                answered += 1;
                check(figures);
            }
            Err(refusal) => assert!(!refusal.to_string().is_empty() && !found.problems.is_empty()),
        }
    }
    assert!(answered > 200);
}

/// What holds for every answer over the rows' own sum.
fn check(figures: &Figures) {
    let named: f64 = figures.suppliers.iter().map(|supplier| supplier.share.value).sum();
    assert_near(named + figures.other.share, 1.0, 1e-9);
    for share in figures.suppliers.iter().map(|supplier| supplier.share) {
        assert!(
            0.0 <= share.low
                && share.low <= share.value + 1e-12
                && share.value <= share.high + 1e-12
                && share.high <= 1.0
        );
    }
    let blocs: f64 = figures.blocs.iter().map(|bloc| bloc.share.value).sum();
    assert!(blocs <= 1.0 + 1e-9, "blocs push a sum to {blocs}");
    for concentration in std::iter::once(&figures.before).chain(&figures.after) {
        let hhi = concentration.hhi;
        assert!(hhi.lower > 0.0 && hhi.lower <= 1e4 + 1e-6);
        if let Some(upper) = hhi.upper {
            assert!(hhi.lower <= upper && upper <= 1e4 + 1e-6, "{hhi:?}");
        }
        assert!(concentration.cr1 <= concentration.cr3 && concentration.cr3 <= concentration.cr5);
        assert!(concentration.cr5 <= 1.0 + 1e-9);
        assert!(concentration.effective_suppliers.hhi >= 1.0 - 1e-9);
    }
    if let Some(after) = &figures.after {
        assert!(after.hhi.lower >= figures.before.hhi.lower - 1e-6, "disjoint blocs never lower the HHI");
    }
}

/// Returns a dataset with one table of countries `AAA`, `AAB`, …, and blocs of the given members.
fn made_up(amounts: &[Amount], other: Option<f64>, blocs: &[Vec<usize>]) -> Dataset {
    let mut world = World::default();
    for (place, amount) in amounts.iter().enumerate() {
        world = world.stating(code(place).as_str(), amount.clone());
    }
    if let Some(tonnes) = other {
        world = world.other(Amount::Exact(tonnes));
    }
    for (place, members) in blocs.iter().enumerate() {
        world = world.bloc(&format!("B{place}"), members);
    }
    world.dataset()
}

fn ask(dataset: &Dataset, blocs: impl IntoIterator<Item = usize>) -> Answer {
    let blocs = blocs.into_iter().map(bloc_id).collect();
    answer(dataset, &Question { blocs, ..opening_question(dataset).unwrap() })
}

/// Values, a residual, and each country's bloc: 0 to 3, or 4 for none, so that the blocs are disjoint.
fn disjoint_world() -> impl Strategy<Value = (Vec<f64>, f64, Vec<usize>)> {
    (2_usize..30).prop_flat_map(|count| {
        (proptest::collection::vec(0.0..1e6_f64, count), 0.0..1e6_f64, proptest::collection::vec(0_usize..5, count))
    })
}

fn exact(values: &[f64]) -> Vec<Amount> {
    values.iter().map(|value| Amount::Exact(*value)).collect()
}

fn blocs_of(places: &[usize]) -> Vec<Vec<usize>> {
    (0..4).map(|bloc| (0..places.len()).filter(|country| places[*country] == bloc).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn any_table_holds_together((values, other, places) in disjoint_world()) {
        prop_assume!(values.iter().any(|value| *value > 0.0));
        let dataset = made_up(&exact(&values), Some(other), &blocs_of(&places));
        check(&ask(&dataset, 0..4).figures.unwrap());
    }

    #[test]
    fn the_order_of_disjoint_blocs_changes_nothing(
        (values, other, places) in disjoint_world(),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
    ) {
        prop_assume!(values.iter().any(|value| *value > 0.0));
        let dataset = made_up(&exact(&values), Some(other), &blocs_of(&places));
        let by_id = |answer: Answer| {
            let figures = answer.figures.unwrap();
            let shares: BTreeMap<BlocId, u64> =
                figures.blocs.iter().map(|bloc| (bloc.id.clone(), bloc.share.value.to_bits())).collect();
            (shares, figures.after.unwrap().hhi.lower)
        };
        let (shares, hhi) = by_id(ask(&dataset, 0..4));
        let (shuffled, shuffled_hhi) = by_id(ask(&dataset, order));
        prop_assert_eq!(shares, shuffled);
        prop_assert!((hhi - shuffled_hhi).abs() < 1e-6);
    }

    #[test]
    fn merging_one_bloc_adds_twice_the_products_of_its_shares((values, other, places) in disjoint_world()) {
        prop_assume!(values.iter().any(|value| *value > 0.0));
        let blocs = blocs_of(&places);
        let dataset = made_up(&exact(&values), Some(other), &blocs);
        let figures = ask(&dataset, [0]).figures.unwrap();
        let total: f64 = values.iter().sum::<f64>() + other;
        let shares: Vec<f64> = blocs[0].iter().map(|country| values[*country] / total).collect();
        let products: f64 = (0..shares.len())
            .flat_map(|i| (i + 1..shares.len()).map(move |j| (i, j)))
            .map(|(i, j)| shares[i] * shares[j])
            .sum();
        let delta = figures.after.unwrap().hhi.lower - figures.before.hhi.lower;
        prop_assert!((delta - 2e4 * products).abs() < 1e-6, "{delta} is not {}", 2e4 * products);
    }

    #[test]
    fn overlapping_blocs_count_a_country_once_in_the_first(
        values in proptest::collection::vec(1.0..1e6_f64, 3..20),
        masks in proptest::collection::vec(0_u8..8, 20),
    ) {
        let blocs: Vec<Vec<usize>> =
            (0..3).map(|bloc| (0..values.len()).filter(|index| masks[*index] & (1 << bloc) != 0).collect()).collect();
        let dataset = made_up(&exact(&values), None, &blocs);
        let figures = ask(&dataset, [2, 0, 1]).figures.unwrap();
        check(&figures);
        for (index, supplier) in (0..values.len()).map(|index| (index, code(index))) {
            let first = [2, 0, 1].into_iter().find(|bloc| blocs[*bloc].contains(&index)).map(bloc_id);
            let found = figures.suppliers.iter().find(|share| share.iso3 == supplier).unwrap();
            prop_assert_eq!(found.counted.bloc().cloned(), first);
        }
    }

    #[test]
    fn whatever_a_withheld_producer_makes_lies_in_the_interval(
        values in proptest::collection::vec(1.0..1e6_f64, 2..12),
        hidden in 0.0..1e7_f64,
    ) {
        let mut amounts = exact(&values);
        amounts.push(Amount::Withheld);
        let published = ask(&made_up(&amounts, None, &[]), []).figures.unwrap();
        let mut known = exact(&values);
        known.push(Amount::Exact(hidden));
        let true_figures = ask(&made_up(&known, None, &[]), []).figures.unwrap();
        for share in &published.suppliers {
            let truth = share_of(&true_figures, share.iso3.as_str());
            prop_assert!(share.share.low <= truth + 1e-12 && truth <= share.share.high + 1e-12);
        }
        prop_assert!(published.before.hhi.published_only);
    }

    #[test]
    fn a_range_keeps_both_ends(
        low in 0.0..1e5_f64,
        width in 0.0..1e5_f64,
        part in 0.0..1.0_f64,
        rest in 1.0..1e6_f64,
    ) {
        let range = made_up(&[Amount::Range { low, high: low + width }, Amount::Exact(rest)], None, &[]);
        let share = ask(&range, []).figures.unwrap().suppliers.iter().find(|share| share.iso3 == code(0)).unwrap().share;
        let value = low + width * part;
        let truth = value / (value + rest);
        prop_assert!(share.low <= truth + 1e-12 && truth <= share.high + 1e-12);
    }
}

#[test]
fn a_bloc_with_a_withheld_member_has_at_least_its_share() {
    let dataset = made_up(&[Amount::Exact(60.0), Amount::Exact(40.0), Amount::Withheld], None, &[vec![0, 2]]);
    let figures = ask(&dataset, [0]).figures.unwrap();
    let share = figures.blocs[0].share;
    assert_near(share.value, 0.6, 1e-12);
    assert_near(share.low, 0.6, 1e-12);
    assert_near(share.high, 1.0, 1e-12);
}

#[test]
fn a_question_is_put_to_the_nearest_table() {
    let dataset = embedded().unwrap();
    let cobalt = question(&dataset, "cobalt", Stage::Mine, 2025, &[]);
    let of = |mineral: &str, form: &str, stage, fixed| {
        let asked = Question {
            commodity: CommodityId::new(mineral).unwrap(),
            form: FormId::new(form).unwrap(),
            stage,
            ..cobalt.clone()
        };
        placed(&dataset, &asked, fixed).map(|placed| (placed.form.to_string(), placed.stage, placed.year))
    };
    let titanium = |form, stage, fixed| of("titanium", form, stage, fixed).unwrap();
    // Another mineral: countries first, then the stage that was looked at.
    assert_eq!(titanium("cobalt", Stage::Mine, Fixed::Nothing), ("ilmenite".to_owned(), Stage::Mine, 2025));
    assert_eq!(titanium("cobalt", Stage::Reserves, Fixed::Nothing).1, Stage::Reserves);
    // A form keeps the stage where it has it, a stage the form.
    assert_eq!(titanium("rutile", Stage::Reserves, Fixed::Form), ("rutile".to_owned(), Stage::Reserves, 2025));
    assert_eq!(titanium("titanium-sponge", Stage::Mine, Fixed::Form).1, Stage::Production);
    assert_eq!(titanium("rutile", Stage::Mine, Fixed::Stage).0, "rutile");
    assert_eq!(titanium("rutile", Stage::Capacity, Fixed::Stage).0, "titanium-sponge");
    assert_eq!(of("cobalt", "cobalt", Stage::Smelter, Fixed::Stage), None);
}

#[test]
fn a_bloc_by_itself_is_the_same_whatever_else_is_on() {
    let dataset = embedded().unwrap();
    let with = question(&dataset, "cobalt", Stage::Mine, 2025, &["china_green_minerals", "brics"]);
    let without = Question { blocs: Vec::new(), ..with.clone() };
    let brics = BlocId::new("brics").unwrap();
    assert_eq!(bloc_share(&dataset, &with, &brics), bloc_share(&dataset, &without, &brics));
}
