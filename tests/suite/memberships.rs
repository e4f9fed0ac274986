//! Who is in a bloc over time.

use std::collections::BTreeSet;

use jiff::civil::Date;
use lodescope::analysis::{
    MembershipChange, all_questions, answer, bloc_shares, members, membership_changes, opening_question,
};
use lodescope::data::{Dataset, embedded};
use lodescope::model::{
    Bloc, BlocId, BlocKind, Confidence, ConfidenceLevel, Denominator, Iso3, Member, Membership, OwnBloc, PartialDate,
    Question, Territories, parse_date,
};
use proptest::prelude::*;

fn id(id: &str) -> BlocId {
    BlocId::new(id).unwrap()
}

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn counted(dataset: &Dataset, bloc: &BlocId, date: Date, level: ConfidenceLevel) -> BTreeSet<Iso3> {
    members(dataset, bloc, date, level).countries.into_keys().collect()
}

/// Holds the changes against the members of every day from `first` to `last`.
fn assert_every_day(dataset: &Dataset, bloc: &BlocId, level: ConfidenceLevel, first: Date, last: Date) {
    let changes = membership_changes(dataset, std::slice::from_ref(bloc), level);
    let mut before = counted(dataset, bloc, first.yesterday().unwrap(), level);
    for date in first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last) {
        let now = counted(dataset, bloc, date, level);
        let said: Vec<&MembershipChange> = changes.iter().filter(|change| change.date == date).collect();
        let joined: Vec<Iso3> = now.difference(&before).copied().collect();
        let left: Vec<Iso3> = before.difference(&now).copied().collect();
        if joined.is_empty() && left.is_empty() {
            assert!(said.is_empty(), "{bloc} on {date} at {level:?}: {said:?}");
        } else {
            assert_eq!(said.len(), 1, "{bloc} on {date} at {level:?}");
            assert_eq!((&said[0].joined, &said[0].left, said[0].members), (&joined, &left, now.len()));
        }
        before = now;
    }
}

#[test]
fn on_4_february_2026_forge_begins_and_the_partnership_ends() {
    let dataset = embedded().unwrap();
    let changes = membership_changes(&dataset, &[id("forge"), id("msp")], ConfidenceLevel::Reported);
    let on_day: Vec<_> = changes.iter().filter(|change| change.date == day("2026-02-04")).collect();
    let [forge, msp] = on_day.as_slice() else { panic!("{on_day:?}") };
    assert!(forge.begins() && !forge.ends() && msp.ends() && !msp.begins());
    assert_eq!((forge.bloc.as_str(), msp.bloc.as_str()), ("forge", "msp"));
    // The 27 of the Union, and Australia, Canada, India, Japan, South Korea, Norway, the United Kingdom and the United States.
    assert_eq!((msp.left.len(), msp.joined.len(), msp.members), (35, 0, 0));
    assert_eq!(forge.joined.len(), forge.members);
    assert_eq!(changes.last().unwrap().date, day("2026-02-04"), "nothing came after that day");
    assert!(members(&dataset, &id("msp"), day("2026-02-04"), ConfidenceLevel::Unknown).countries.is_empty());
    assert!(members(&dataset, &id("forge"), day("2026-02-03"), ConfidenceLevel::Unknown).countries.is_empty());
}

#[test]
fn the_union_as_a_member_brings_its_own_days() {
    let dataset = embedded().unwrap();
    let changes = membership_changes(&dataset, &[id("g20")], ConfidenceLevel::Reported);
    let croatia = Iso3::new("HRV").unwrap();
    let joining = changes.iter().find(|change| change.joined.contains(&croatia)).unwrap();
    assert_eq!(joining.date, day("2013-07-01"));
    // The United Kingdom left the Union and stays in the G20 of its own right.
    assert!(changes.iter().all(|change| change.left.is_empty()), "{changes:?}");
}

#[test]
fn a_bloc_without_any_date_never_changes() {
    let dataset = embedded().unwrap();
    assert_eq!(membership_changes(&dataset, &[id("sadc")], ConfidenceLevel::Unknown), []);
}

#[test]
fn between_two_changes_nobody_comes_or_goes() {
    let dataset = embedded().unwrap();
    for bloc in ["forge", "msp", "pax_silica", "china_green_minerals"] {
        for level in ConfidenceLevel::ALL {
            assert_every_day(&dataset, &id(bloc), level, day("2025-10-01"), day("2026-06-30"));
        }
    }
    assert_every_day(&dataset, &id("eu"), ConfidenceLevel::Reported, day("2019-12-01"), day("2020-03-01"));
    assert_every_day(&dataset, &id("brics"), ConfidenceLevel::Reported, day("2023-12-01"), day("2025-02-01"));
}

#[test]
fn membership_only_grows_in_a_bloc_that_nobody_left() {
    let dataset = embedded().unwrap();
    let mut found = 0;
    for bloc in dataset.blocs() {
        let of_union = |of: &Membership| of.member == Member::EuropeanUnion;
        if dataset.memberships_of(&bloc.id).any(|of| of.left.is_some() || of_union(of)) {
            continue;
        }
        found += 1;
        for level in ConfidenceLevel::ALL {
            let changes = membership_changes(&dataset, std::slice::from_ref(&bloc.id), level);
            assert!(changes.iter().all(|change| change.left.is_empty()), "{}: {changes:?}", bloc.id);
            assert!(changes.windows(2).all(|pair| pair[0].members < pair[1].members && pair[0].date < pair[1].date));
        }
    }
    assert!(found > 20, "{found}");
}

fn made_up(spells: &[Spell]) -> OwnBloc {
    let own = id(&format!("{}made-up", BlocId::OWN));
    let first = day("2020-01-20");
    let days = |days: i64| PartialDate::Day(first.checked_add(jiff::Span::new().days(days)).unwrap());
    let member = |of: &Spell| Membership {
        bloc: own.clone(),
        member: match of.who {
            0 => Member::EuropeanUnion,
            who => Member::Country(Iso3::new(["GBR", "FRA", "CHL", "PER"][who - 1]).unwrap()),
        },
        joined: match of.joined {
            // A month and a year stand for their first days.
            Some(0) => Some(PartialDate::Month(2020, 2)),
            Some(1) => Some(PartialDate::Year(2020)),
            other => other.map(days),
        },
        left: of.lasts.map(|lasts| days(of.joined.unwrap_or(0).max(20) + lasts)),
        confidence: Confidence::ALL[of.confidence],
        source: String::new(),
    };
    OwnBloc {
        bloc: Bloc {
            id: own.clone(),
            name: "Made up".to_owned(),
            short_name: "Made up".to_owned(),
            kind: BlocKind::Own,
            about: String::new(),
        },
        members: spells.iter().map(member).collect(),
        slot: None,
    }
}

#[derive(Debug, Clone)]
struct Spell {
    who: usize,
    joined: Option<i64>,
    lasts: Option<i64>,
    confidence: usize,
}

fn spell() -> impl Strategy<Value = Spell> {
    (0..5_usize, prop::option::of(0..30_i64), prop::option::of(1..20_i64), 0..3_usize)
        .prop_map(|(who, joined, lasts, confidence)| Spell { who, joined, lasts, confidence })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The United Kingdom leaves the Union in these days, so that the Union's own days are among them.
    #[test]
    fn the_changes_of_any_spells_are_those_of_the_days(spells in prop::collection::vec(spell(), 0..7)) {
        let own = made_up(&spells);
        let dataset = embedded().unwrap().with_blocs(std::slice::from_ref(&own));
        for level in ConfidenceLevel::ALL {
            assert_every_day(&dataset, &own.bloc.id, level, day("2019-12-30"), day("2020-03-20"));
        }
    }
}

#[test]
fn the_share_of_a_bloc_by_itself_is_that_of_the_answer_with_it_alone() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let blocs: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let (mut with, mut without) = (0, 0);
    for (index, asked) in all_questions(&dataset, &opening).into_iter().enumerate().step_by(23) {
        let denominator = Denominator::ALL[index % 2];
        let territories = Territories::ALL[index / 2 % 2];
        let asked = Question { denominator, territories, ..asked };
        let found = bloc_shares(&dataset, &asked, &blocs);
        for bloc in blocs.iter().step_by(5) {
            let alone = Question { blocs: vec![bloc.clone()], ..asked.clone() };
            let expected = answer(&dataset, &alone).figures.ok().and_then(|figures| figures.bloc(bloc).cloned());
            with += usize::from(expected.is_some());
            without += usize::from(expected.is_none());
            assert_eq!(found.get(bloc), expected.as_ref(), "{bloc} of {asked:?}");
        }
    }
    assert!(with > 100 && without > 10, "{with} {without}");
}
