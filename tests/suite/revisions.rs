//! What one edition says of a figure, and what the next one makes of it.

use lodescope::analysis::{Change, Compared, RevisedRow, Revisions, biggest_revisions, revisions};
use lodescope::charts::editions::chart;
use lodescope::model::{Amount, EditionChoice, EditionId, Question, Stage, Unit};

use super::made_up::question;
use super::made_up_editions::{Yearbooks, estimate, exact, words};

/// Yearbooks of three years, with a figure of every kind.
fn yearbooks() -> Yearbooks {
    Yearbooks::default()
        .mines(2025, 2023, &[("Atlantis", exact(240.0)), ("Illyria", exact(7.0))])
        .mines(
            2025,
            2024,
            &[("Atlantis", estimate(270.0)), ("Illyria", estimate(13.0)), ("Oz", words(Amount::Withheld))],
        )
        .other(exact(4.0))
        .world(290.0)
        .mines(
            2026,
            2024,
            &[("Atlantis", exact(270.0)), ("Illyria", exact(1.5)), ("Oz", exact(20.0)), ("Thule", exact(3.0))],
        )
        .other(exact(1.0))
        .world(300.0)
        .mines(2026, 2025, &[("Atlantis", estimate(280.0))])
        .mines(2024, 2023, &[("Atlantis", estimate(200.0)), ("Illyria", estimate(7.0)), ("Laputa", estimate(9.0))])
}

fn row<'a>(found: &'a Revisions, name: &str) -> &'a RevisedRow {
    found.countries.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn a_figure_stands_in_every_edition_that_prints_its_year() {
    let dataset = yearbooks().dataset();
    let found = revisions(&dataset, &question(2024));
    let editions: Vec<&str> = found.columns.iter().map(|column| column.edition.short_name.as_str()).collect();
    assert_eq!(editions, ["Yearbook 2025", "Yearbook 2026"], "oldest first");
    assert_eq!(found.compared, Compared::SameYear);
    let names: Vec<&str> = found.countries.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Atlantis", "Oz", "Thule", "Illyria"], "largest newest number first");
    assert_eq!(row(&found, "Atlantis").change, Change::Settled);
    assert_eq!(row(&found, "Oz").change, Change::NewlyPublished { new: 20.0 });
    assert_eq!(row(&found, "Thule").change, Change::NewlyNamed { new: Some(3.0) });
    let Change::Number { old, new, share: Some(share) } = row(&found, "Illyria").change else { panic!() };
    assert_eq!((old, new), (13.0, 1.5));
    assert!((share - (1.5 / 295.5 - 13.0 / 287.0)).abs() < 1e-12);
    assert!(found.other.is_some_and(|row| row.change.is_revision()));
    assert!(found.world.is_some_and(|row| row.change.is_revision()));
    let an_older_edition = EditionChoice::Of(EditionId::new("yearbook-2025").unwrap());
    let asked_of_it = revisions(&dataset, &Question { edition: an_older_edition, ..question(2024) });
    assert_eq!(asked_of_it.countries, found.countries, "whatever edition is chosen");
}

#[test]
fn revisions_of_all_years_stand_biggest_first() {
    let dataset = yearbooks().dataset();
    let found = revisions(&dataset, &question(2024));
    let all: Vec<(i16, &str)> = found.all_years.iter().map(|of| (of.year, of.name.as_str())).collect();
    // 40 of 247; 20, 11.5 and 3 of 295.5; 9 of 247.
    assert_eq!(all, [(2023, "Atlantis"), (2024, "Oz"), (2024, "Illyria"), (2023, "Laputa"), (2024, "Thule")]);
    assert!((found.all_years[0].of_world - 40.0 / 247.0).abs() < 1e-12);
    let of_year: Vec<&str> = found.of_year().map(|of| of.name.as_str()).collect();
    assert_eq!(of_year, ["Oz", "Illyria", "Thule"]);
    assert_eq!(biggest_revisions(&dataset, &question(2024)), found.all_years);
    let dropped = &found.all_years[3];
    assert_eq!(dropped.change, Change::NoLongerNamed { old: Some(9.0) });
    assert_eq!(dropped.to.statement, None);
}

#[test]
fn what_only_a_correction_tells_apart_is_no_revision() {
    let wrong = Yearbooks::default().mines(2025, 2024, &[("Atlantis", exact(500.0))]).corrected("Atlantis", 5.0).mines(
        2026,
        2024,
        &[("Atlantis", exact(500.0))],
    );
    assert_eq!(revisions(&wrong.dataset(), &question(2024)).countries[0].change, Change::Unchanged);
    let mut as_printed = question(2024);
    as_printed.uncorrected = wrong.dataset().corrections.iter().map(|correction| correction.id.clone()).collect();
    let found = revisions(&wrong.dataset(), &as_printed);
    assert!(matches!(found.countries[0].change, Change::Number { .. }), "as printed the two editions differ");
    let source =
        |question: &Question| chart(&wrong.dataset(), &revisions(&wrong.dataset(), question), question).source_line;
    assert!(source(&as_printed).contains("corrections of published figures are switched off"));
    assert!(!source(&question(2024)).contains("switched off"));

    let in_one_only = Yearbooks::default()
        .mines(2025, 2024, &[("Atlantis", exact(500.0)), ("Oz", exact(3.0))])
        .corrected("Atlantis", 450.0)
        .mines(2026, 2024, &[("Atlantis", exact(450.0)), ("Oz", exact(4.0))]);
    let dataset = in_one_only.dataset();
    let found = revisions(&dataset, &question(2024));
    assert_eq!(row(&found, "Atlantis").change, Change::CorrectedHere);
    assert_eq!(found.all_years.len(), 1, "the other row’s");
    let notes = chart(&dataset, &found, &question(2024)).notes;
    assert!(notes.iter().any(|note| note.contains("correction") && note.contains("Atlantis")), "{notes:?}");
}

#[test]
fn another_unit_is_converted_and_another_basis_is_not_compared() {
    let in_kilograms = Yearbooks::default()
        .mines(2025, 2024, &[("Atlantis", exact(500_000.0)), ("Oz", exact(7_000.0))])
        .unit(Unit::Kilograms)
        .mines(2026, 2024, &[("Atlantis", exact(500.0)), ("Oz", exact(8.0))]);
    let found = revisions(&in_kilograms.dataset(), &question(2024));
    assert_eq!(row(&found, "Atlantis").change, Change::Unchanged);
    assert!((row(&found, "Oz").change.size() - 1.0).abs() < 1e-9);

    let dataset = Yearbooks::default()
        .mines(2025, 2024, &[("Atlantis", exact(500.0))])
        .basis("gross weight")
        .mines(2026, 2024, &[("Atlantis", exact(300.0))])
        .basis("metal content")
        .dataset();
    let found = revisions(&dataset, &question(2024));
    assert_eq!(found.countries[0].change, Change::NotCompared);
    assert!(found.all_years.is_empty());
    let drawn = chart(&dataset, &found, &question(2024));
    assert!(drawn.title.contains("cannot be compared"), "{}", drawn.title);
    assert!(drawn.notes[0].contains("gross weight"), "{:?}", drawn.notes);
}

#[test]
fn reserves_are_statements_of_their_own_years_and_no_revisions() {
    let dataset = yearbooks()
        .print(2025, Stage::Reserves, 2024, &[("Atlantis", exact(900.0))])
        .print(2026, Stage::Reserves, 2025, &[("Atlantis", exact(600.0))])
        .dataset();
    let asked = Question { stage: Stage::Reserves, ..question(2025) };
    let found = revisions(&dataset, &asked);
    assert_eq!(found.compared, Compared::Statements);
    assert_eq!(found.columns.iter().map(|column| column.year).collect::<Vec<_>>(), [2024, 2025]);
    assert!(found.all_years.is_empty());
    assert!(biggest_revisions(&dataset, &asked).iter().all(|revision| revision.stage == Stage::Mine));
    let drawn = chart(&dataset, &found, &asked);
    assert!(!drawn.title.contains("revised"), "{}", drawn.title);
    assert!(drawn.subtitle.contains("no revisions"), "{}", drawn.subtitle);
}

#[test]
fn titles_say_what_was_revised_or_that_nothing_was() {
    let dataset = yearbooks().dataset();
    let title =
        |year| chart(&dataset, &revisions(&dataset, &question(year)), &question(year)).title.replace('\u{a0}', " ");
    assert_eq!(title(2024), "Unobtainium 2024: Atlantis’ figure is unchanged, Oz’s is newly published, 20 t");
    assert_eq!(title(2023), "Unobtainium 2023: Atlantis’ figure is revised from 200 t to 240 t");
    assert_eq!(
        title(2025),
        "Unobtainium 2025 stands in one edition only, Yearbook 2026: nothing can have been revised yet"
    );
    let same = [("Atlantis", exact(5.0))];
    let dataset = Yearbooks::default().mines(2025, 2024, &same).mines(2026, 2024, &same).dataset();
    let drawn = chart(&dataset, &revisions(&dataset, &question(2024)), &question(2024));
    assert_eq!(drawn.title, "Unobtainium 2024: no country’s figure was revised");
    let asked = question(1999);
    let drawn = chart(&dataset, &revisions(&dataset, &asked), &asked);
    assert_eq!(drawn.empty.as_deref(), Some("No edition has mine production of unobtainium for 1999"));
}

#[test]
fn a_number_within_the_range_before_is_no_loss() {
    // Helium of South Africa in 2024: "less than ½ million" in the edition of 2025, zero in that of 2026.
    let embedded = lodescope::data::embedded().unwrap();
    let helium = super::questions::of_mineral(&embedded, "helium", &[]);
    let asked = Question { stage: Stage::Production, year: 2024, ..helium };
    let found = revisions(&embedded, &asked);
    let row = found.countries.iter().find(|row| row.name == "South Africa").unwrap();
    assert_eq!(row.change, Change::Bound);
    let drawn = chart(&embedded, &found, &asked);
    let row = drawn.rows.iter().find(|row| row.label == "South Africa").unwrap();
    assert_eq!(row.change, "within its bound");
    // The list of the biggest names the editions of each, and the source all of them.
    assert!(drawn.listed[0].of_world.ends_with(" to USGS MCS 2025"), "{:?}", drawn.listed[0]);
    assert!(drawn.source_line.contains("Summaries 2023, 2024, 2025 and 2026"), "{}", drawn.source_line);
}

#[test]
fn rows_fold_without_losing_a_large_revision() {
    let rows = |shift: f64| -> Vec<(String, f64)> {
        (0..12_u32)
            .map(|place| {
                (format!("Country {place:02}"), 1000.0 / f64::from(place + 1) + if place == 10 { shift } else { 0.0 })
            })
            .collect()
    };
    let print = |books: Yearbooks, edition, rows: Vec<(String, f64)>| {
        let rows: Vec<_> = rows.iter().map(|(name, value)| (name.as_str(), exact(*value))).collect();
        books.mines(edition, 2024, &rows)
    };
    let dataset = print(print(Yearbooks::default(), 2025, rows(800.0)), 2026, rows(0.0)).dataset();
    let drawn = chart(&dataset, &revisions(&dataset, &question(2024)), &question(2024));
    let folded = drawn.rows_within(6);
    let labels: Vec<&str> = folded.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["Country 00", "Country 01", "Country 02", "Country 03", "Country 10", "7 more"]);
    assert_eq!(folded[5].change, "unchanged");
    assert_eq!(drawn.rows_within(12).len(), 12);
}

#[test]
fn the_table_has_a_column_for_every_edition_and_a_row_for_every_revision() {
    let dataset = yearbooks().dataset();
    let csv = chart(&dataset, &revisions(&dataset, &question(2024)), &question(2024)).table.to_csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[0].contains("Value in Yearbook 2024") && lines[0].contains("Status in Yearbook 2026"),
        "{}",
        lines[0]
    );
    // Four countries, other, world; two revisions of 2023.
    assert_eq!(lines.len(), 1 + 6 + 2, "{csv}");
    assert!(
        lines
            .iter()
            .any(|line| line
                .starts_with("Illyria,AAB,unobtainium,mine,2024,t,,,13,estimated,1.5,reported,revised,-11.5")),
        "{csv}"
    );
    assert!(
        lines.iter().any(|line| line.starts_with("Laputa") && line.contains("2023,t,9,estimated,,no_row")),
        "{csv}"
    );
}
