use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use lodescope::analysis::{Refusal, all_questions, answer};
use lodescope::model::Question;

use super::TestWindow;

/// Returns the reason the chart gives in place of bars.
fn reason(window: &TestWindow) -> String {
    let refusal = answer(TestWindow::dataset(), window.question()).figures.unwrap_err();
    let reason = refusal.to_string();
    assert!(window.has(Role::Label, &reason), "{reason:?} is not among {:#?}", window.texts());
    assert!(window.chart().contains(&reason), "{}", window.chart());
    window.assert_silent("How concentrated (HHI)");
    reason
}

#[test]
fn rows_that_count_different_things_are_not_added_up() {
    let mut window = TestWindow::open();
    window.show("Boron");
    assert_eq!(
        reason(&window),
        "Shares of production of boron minerals cannot be taken. Countries report different boron products, so the publisher \
         calculates no world total"
    );
    window.assert_silent("69.4\u{a0}%");
}

#[test]
fn a_mineral_without_countries_says_so() {
    let mut window = TestWindow::open();
    window.show("Yttrium");
    assert!(reason(&window).contains("names no country for mine production of yttrium in 2025"));
}

#[test]
fn an_answer_without_rows_has_no_table_to_copy() {
    let mut window = TestWindow::open();
    window.show("Yttrium");
    assert_eq!(window.clipboard_after(Modifiers::COMMAND, Key::T), None, "the clipboard keeps what was on it");
    window.run();
    window.assert_says("There is no table to copy");
    window.assert_silent("The table is copied");
}

#[test]
fn a_printed_total_that_is_missing_is_refused_with_a_way_out() {
    let mut window = TestWindow::open();
    let dataset = TestWindow::dataset();
    window.pick_from_menu("View", "Take shares of the printed total");
    let like = window.question().clone();
    let asked = all_questions(dataset, &like)
        .into_iter()
        .find(|question| matches!(answer(dataset, question).figures, Err(Refusal::NoPrintedTotal { .. })))
        .expect("some table has no printed total");
    ask(&mut window, &asked);
    assert!(reason(&window).contains("choose the sum of the rows instead"));
    window.pick_from_menu("View", "Take shares of the rows’ sum");
    window.hhi_tile();
}

#[test]
fn every_kind_of_refusal_in_the_edition_shows_its_reason() {
    let mut window = TestWindow::open();
    let dataset = TestWindow::dataset();
    let like = window.question().clone();
    let mut first_of_kind = BTreeMap::new();
    for question in all_questions(dataset, &like) {
        let kind = match answer(dataset, &question).figures {
            Ok(_) => continue,
            Err(Refusal::NotAdditive { .. }) => "not additive",
            Err(Refusal::NoCountries { .. }) => "no countries",
            Err(Refusal::NoNumbers { .. }) => "no numbers",
            Err(Refusal::OnlyOne { .. }) => "only one number",
            Err(other) => panic!("{other}"),
        };
        first_of_kind.entry(kind).or_insert(question);
    }
    assert_eq!(first_of_kind.len(), 4);
    for question in first_of_kind.values() {
        ask(&mut window, question);
        reason(&window);
    }
}

/// Asks a question with the controls of the window.
fn ask(window: &mut TestWindow, question: &Question) {
    let dataset = TestWindow::dataset();
    window.show(&dataset.commodity(&question.commodity).unwrap().name);
    if window.question().form != question.form {
        let name = |id| dataset.form(&question.commodity, id).unwrap().name.clone();
        let now = format!("Form, {}", name(&window.question().form));
        window.choose(&now, &name(&question.form));
    }
    if window.question().stage != question.stage {
        window.click_button(question.stage.short_name());
    }
    if window.question().year != question.year {
        window.click_button(&question.year.to_string());
    }
    assert_eq!(window.question(), question);
}
