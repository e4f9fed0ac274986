use egui::accesskit::Role;
use egui::{Key, Modifiers};
use lodescope::model::{Denominator, Stage};

use super::{TestWindow, hhi_words};

#[test]
fn stage_and_year_change_the_chart() {
    let mut window = TestWindow::open();
    window.click_button("2024");
    assert!(window.chart().contains("of the world’s rare earths in 2024"), "{}", window.chart());
    assert_eq!(window.question().year, 2024);
    let (before, after) = hhi_words(window.question());
    assert!(window.hhi_tile().starts_with(&format!("How concentrated (HHI): from {before} to {after}")));
    window.click_button("Reserves");
    assert_eq!(window.question().stage, Stage::Reserves);
    assert!(window.chart().contains(" of the world’s reserves of rare earths in "), "{}", window.chart());
    window.click(Role::ComboBox, "Compare with, nothing");
    assert!(window.is_disabled(Role::Button, "reserves"), "reserves are not compared with themselves");
}

#[test]
fn the_stage_is_kept_from_mineral_to_mineral_even_past_one_that_lacks_it() {
    let mut window = TestWindow::open();
    window.click_button("Reserves");
    window.show("Steel");
    assert_eq!(window.question().stage, Stage::Production);
    window.show("Lithium");
    assert_eq!(window.question().stage, Stage::Reserves);
}

#[test]
fn forms_are_chosen_and_never_added_up() {
    let mut window = TestWindow::open();
    window.show("Titanium");
    window.assert_says("Form, Ilmenite");
    assert_eq!(window.question().form.as_str(), "ilmenite");
    window.choose("Form, Ilmenite", "Rutile");
    assert_eq!(window.question().form.as_str(), "rutile");
    assert!(window.chart().contains("of the world’s rutile in 2025"), "{}", window.chart());
    window.choose("Form, Rutile", "Sponge metal");
    assert_eq!(window.question().stage, Stage::Production, "sponge is not mined");
    assert!(window.chart().contains("titanium sponge"), "{}", window.chart());
    window.click_button("Mine");
    assert_ne!(window.question().form.as_str(), "titanium-sponge");
    assert!(window.chart().contains(" mined "), "{}", window.chart());
}

#[test]
fn the_view_menu_says_what_shares_are_taken_of() {
    let mut window = TestWindow::open();
    window.text_from("Source: ");
    window.assert_says("Shares of named countries and “Other countries”");
    window.pick_from_menu("View", "Take shares of the printed total");
    assert_eq!(window.question().denominator, Denominator::Printed);
    window.assert_says("Shares of the printed world total 390,000");
    let (before, after) = hhi_words(window.question());
    assert!(window.hhi_tile().starts_with(&format!("How concentrated (HHI): from {before} to {after}")));
    window.open_menu("View");
    assert!(window.menu_entry("Take shares of the printed total").starts_with('✓'));
    assert!(!window.menu_entry("Take shares of the rows’ sum").starts_with('✓'));
    let entry = window.menu_entry("Take shares of the rows’ sum");
    window.click_button(&entry);
    assert_eq!(window.question().denominator, Denominator::Sum);
}

#[test]
fn reserves_beside_production_come_and_go() {
    let mut window = TestWindow::open();
    window.assert_says("China 69.4\u{a0}%, Green minerals initiative, reserves ≤\u{a0}51.6\u{a0}%");
    window.choose("Compare with, reserves", "nothing");
    window.assert_silent(", reserves ≤");
    window.press_ctrl(Key::R);
    window.assert_says(", reserves ≤");
}

#[test]
fn reserves_on_another_basis_cannot_be_compared_and_the_reason_is_given() {
    let mut window = TestWindow::open();
    window.show("Manganese");
    window.assert_silent("reserves ≤");
    window.click(Role::ComboBox, "Compare with, nothing");
    assert!(window.is_disabled(Role::Button, "reserves"));
    window.hover(Role::Button, "reserves");
    window
        .assert_says("Reserves are not shown beside: they are given in gross weight, production in manganese content");
    window.press(Key::Escape);
    window.show("Lithium");
    assert!(window.has(Role::ComboBox, "Compare with, reserves"), "the choice was not lost");
}

#[test]
fn another_edition_comes_beside_and_goes_with_undo() {
    let mut window = TestWindow::open();
    window.choose("Compare with, reserves", "2024, USGS MCS 2025");
    window.assert_says("China 69.4\u{a0}%, Green minerals initiative, 2024: ");
    assert!(window.chart().contains("thin bars: share of "), "{}", window.chart());
    assert!(window.chart().contains(" in 2024 after USGS MCS 2025"), "{}", window.chart());
    window.click_button("Undo");
    window.assert_says("China 69.4\u{a0}%, Green minerals initiative, reserves ≤\u{a0}51.6\u{a0}%");
    window.click_button("Redo");
    window.click_button("2024");
    window.assert_says(", USGS MCS 2025: ");
    // A mineral that the other edition lacks keeps its bars, and the choice.
    window.press_ctrl(Key::R);
    assert!(window.has(Role::ComboBox, "Compare with, reserves"));
}

#[test]
fn the_table_is_copied_with_tabs() {
    let mut window = TestWindow::open();
    let text = window.clipboard_after(Modifiers::COMMAND, Key::T).expect("nothing was copied");
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("Country\tCode\tValue (t)\tShare\t"), "{text}");
    let china: Vec<&str> = lines.next().unwrap().split('\t').collect();
    assert_eq!(china[..3], ["China", "CHN", "270000"]);
    assert_eq!(china[6], "Green minerals initiative");
    window.run();
    window.assert_says("The table is copied");
}

#[test]
fn numbers_are_explained_where_the_pointer_rests() {
    let mut window = TestWindow::open();
    let tile = window.hhi_tile();
    window.hover(Role::Label, &tile);
    window.assert_says("Herfindahl–Hirschman index");
    window.hover(Role::Button, "China 69.4\u{a0}%, Green minerals initiative, reserves ≤\u{a0}51.6\u{a0}%");
    window.assert_says("270,000");
}
