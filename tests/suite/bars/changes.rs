//! Bars by the change of their shares since an earlier year.

use lodescope::charts::shares::{BarRow, Chosen, RowKey, Show, Since};
use lodescope::charts::table::Cell;
use lodescope::data::embedded;
use lodescope::model::Amount;

use super::{BY_CHANGE, assert_near, cells, change, drawn, labels, of_mineral, of_world, row, text};
use crate::made_up::{Past, World};

#[test]
fn by_change_the_largest_gain_stands_first() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "cobalt", &[]), BY_CHANGE);
    // 2,700 of 164,826 t and 44,000 of 314,600 t: 1.6 and 14.0 %; 119,000 and 230,000 t: 72.2 and 73.1 %.
    assert_eq!(labels(&chart.rows)[..2], ["Indonesia", "DR Congo"]);
    assert_eq!(change(&chart, "Indonesia"), "+12.4 pp since 2021");
    assert_eq!(change(&chart, "DR Congo"), "+0.9 pp since 2021");
    // 8,000 and 7,700 t: 4.9 and 2.4 %, the largest loss.
    let numbered: Vec<&BarRow> = chart.rows.iter().filter(|row| matches!(row.key, RowKey::Country(_))).collect();
    assert_eq!(numbered.last().unwrap().label, "Russia");
    assert_eq!(change(&chart, "Russia"), "−2.5 pp since 2021");
    // 4,567 and 9,100 t.
    assert_eq!(change(&chart, "Other countries"), "+0.1 pp since 2021");
    let subtitle = "; change of share in percentage points (pp) since 2021, as 2020 has no figures";
    assert!(chart.subtitle.ends_with(subtitle), "{}", chart.subtitle);
    assert!(chart.notes.iter().any(|note| note.starts_with("Figures of 2021 are after USGS MCS 2023")));
    assert!(chart.notes.contains(&"Named for 2021 and not for 2025: Morocco (1.4\u{a0}%)".to_owned()));
    let hover = &row(&chart, "DR Congo").hover;
    assert!(hover.contains(&("In 2021".to_owned(), "72.2\u{a0}%".to_owned())), "{hover:?}");
    assert!(hover.contains(&("Change".to_owned(), "+0.9\u{a0}pp since\u{a0}2021".to_owned())), "{hover:?}");

    assert_near(&cells(&chart, "Share, 2021")[1], 119_000.0 / 164_826.0);
    assert_near(&cells(&chart, "Change of share since 2021")[1], 230_000.0 / 314_600.0 - 119_000.0 / 164_826.0);
    assert_eq!(cells(&chart, "Bound of change")[1], Cell::text("exact"));
    assert_eq!(cells(&chart, "Country")[..2], ["Indonesia", "DR Congo"].map(Cell::text));
}

#[test]
fn the_year_of_comparison_is_the_one_chosen_where_it_has_figures() {
    let dataset = embedded().unwrap();
    let question = of_mineral(&dataset, "cobalt", &[]);
    let since = |since| drawn(&dataset, &question, Chosen { since, ..BY_CHANGE });
    // 35,000 of 301,590 t and 44,000 of 314,600 t: 11.6 and 14.0 %.
    let one = since(Since::One);
    assert_eq!(change(&one, "Indonesia"), "+2.4 pp since 2024");
    assert!(one.subtitle.ends_with("(pp) since 2024"), "{}", one.subtitle);
    assert!(!one.notes.iter().any(|note| note.contains("strictly")), "both years are of one edition: {:?}", one.notes);
    let first = since(Since::First);
    assert!(first.subtitle.ends_with("since 2021, the first year with figures"), "{}", first.subtitle);
    assert_eq!(change(&first, "Indonesia"), "+12.4 pp since 2021");
    assert!(since(Since::Ten).subtitle.ends_with("since 2021, as 2015 has no figures"));
    // What a choice that is not offered holds makes no difference.
    let by_size = drawn(&dataset, &question, Chosen { since: Since::One, ..Chosen::USUAL });
    assert!(by_size.rows.iter().all(|row| row.change.is_none()));
}

#[test]
fn beside_a_withheld_producer_a_change_is_one_of_what_is_published() {
    let dataset = embedded().unwrap();
    let chart = drawn(&dataset, &of_mineral(&dataset, "lithium", &[]), BY_CHANGE);
    // 710 of 106,880 t and 28,000 of 288,380 t: 0.7 and 9.7 %; 14,000 and 62,000 t: 13.1 and 21.5 %; 55,300 and
    // 92,000 t: 51.7 and 31.9 %.
    assert_eq!(labels(&chart.rows)[..2], ["Zimbabwe", "China"]);
    assert_eq!(change(&chart, "Zimbabwe"), "+9.0 pp of what is published since 2021");
    assert_eq!(change(&chart, "China"), "+8.4 pp of what is published since 2021");
    assert_eq!(change(&chart, "Australia"), "−19.8 pp of what is published since 2021");
    // Mali was not named in 2021: it says so, behind all that have a change.
    let names = labels(&chart.rows);
    assert_eq!(names[names.len() - 3..], ["Australia", "Mali", "United States"]);
    assert_eq!(change(&chart, "Mali"), "not named in 2021");
    assert_eq!(
        (text(row(&chart, "United States")).as_str(), &row(&chart, "United States").change),
        ("withheld", &None)
    );
    let changes = cells(&chart, "Change of share since 2021");
    assert_eq!(changes[8], Cell::text("not named in 2021"));
    assert_eq!(changes[10], Cell::Empty);
    assert_eq!(cells(&chart, "Bound of change")[0], Cell::text("range"));
}

#[test]
fn a_change_of_bounded_shares_is_bounded_and_one_that_nobody_can_tell_says_why() {
    let world = World::default()
        .stating("Atlantis", Amount::AtLeast(500.0))
        .country("Brobdingnag", 300.0)
        .country("Cockaigne", 200.0)
        .past(Past::exact(2024, 2026, &[400.0, 400.0, 200.0]));
    let chart = of_world(&world, BY_CHANGE);
    // At least 50 % after 40 %; at most 30 and 20 % after 40 and 20 %.
    assert_eq!(change(&chart, "Atlantis"), "≥ +10.0 pp since 2024");
    assert_eq!(change(&chart, "Brobdingnag"), "≤ −10.0 pp since 2024");
    assert_eq!(change(&chart, "Cockaigne"), "≤ 0 pp since 2024");
    assert!(chart.subtitle.ends_with("since 2024, as 2020 has no figures"), "{}", chart.subtitle);

    // Who is not told of before is in no sum.
    let names = ["Dystopia", "Erewhon", "Freedonia", "Genovia"];
    let five = Chosen { show: Show::Five, ..BY_CHANGE };
    let past = Past::exact(2020, 2026, &[400.0, 300.0, 200.0, 50.0, 40.0, 30.0, 20.0]);
    let world = |past: Past| {
        let world =
            World::default().country("Atlantis", 400.0).country("Brobdingnag", 300.0).country("Cockaigne", 200.0);
        names.iter().fold(world, |world, name| world.country(name, 10.0)).past(past)
    };
    assert_eq!(change(&of_world(&world(past.clone()), five), "2 more"), "−2.7 pp since 2020");
    assert_eq!(change(&of_world(&world(past.clone().but(6, None)), five), "2 more"), "not all told in 2020");
    let neither = past.but(5, None).but(6, None);
    assert_eq!(change(&of_world(&world(neither), five), "2 more"), "not named in 2020");

    let silent = World::default()
        .country("Atlantis", 500.0)
        .country("Brobdingnag", 300.0)
        .country("Cockaigne", 200.0)
        .country("Dystopia", 100.0)
        .past(Past::exact(2020, 2026, &[500.0, 300.0, 200.0, 100.0]).but(0, Amount::Withheld).but(1, None));
    let chart = of_world(&silent, BY_CHANGE);
    // What was 33.3 and 66.7 % of what was published is 9.1 and 18.2 %.
    assert_eq!(labels(&chart.rows), ["Dystopia", "Cockaigne", "Atlantis", "Brobdingnag"]);
    // What Atlantis had may have left it anything down to nothing before.
    assert_eq!(change(&chart, "Dystopia"), "≥ −24.2 pp since 2020");
    assert_eq!(change(&chart, "Atlantis"), "withheld in 2020");
    assert_eq!(change(&chart, "Brobdingnag"), "not named in 2020");
    assert!(chart.subtitle.ends_with("(pp) since 2020"), "{}", chart.subtitle);
}

#[test]
fn years_that_weigh_different_things_are_not_compared() {
    let past = Past { basis: "gross weight".to_owned(), ..Past::exact(2020, 2021, &[400.0, 600.0]) };
    let world = World::default().country("Atlantis", 300.0).country("Brobdingnag", 700.0).past(past);
    let chart = of_world(&world, BY_CHANGE);
    assert_eq!(labels(&chart.rows), ["Brobdingnag", "Atlantis"], "by size, as no change is known");
    assert_eq!(change(&chart, "Atlantis"), "not comparable with 2020");
    let note = "2020 and 2025 are not compared: different things are weighed".to_owned();
    assert!(chart.notes.contains(&note), "{:?}", chart.notes);

    let alone = of_world(&World::default().country("Atlantis", 300.0).country("Brobdingnag", 700.0), BY_CHANGE);
    assert!(alone.subtitle.ends_with("; no earlier year has figures to tell a change by"), "{}", alone.subtitle);
    assert!(alone.rows.iter().all(|row| row.change.is_none()));
    assert!(!alone.table.columns.iter().any(|column| column.contains("hange")), "{:?}", alone.table.columns);
}

#[test]
fn equal_changes_stand_by_size() {
    let world = World::default()
        .country("Atlantis", 300.0)
        .country("Brobdingnag", 500.0)
        .country("Cockaigne", 200.0)
        .past(Past::exact(2020, 2026, &[300.0, 500.0, 200.0]));
    let chart = of_world(&world, BY_CHANGE);
    assert_eq!(labels(&chart.rows), ["Brobdingnag", "Atlantis", "Cockaigne"]);
    assert_eq!(change(&chart, "Atlantis"), "0 pp since 2020");
}
