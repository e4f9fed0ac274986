use egui::accesskit::Role;
use egui::{Key, Modifiers};
use lodescope::model::BlocId;

use super::{TestWindow, hhi_words};

#[test]
fn a_switch_turns_a_bloc_into_one_supplier_and_the_tile_says_so() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "FORGE");
    // Without FORGE: (293,500² + 51,000² + 29,000² + …) / 389,310² × 10,000.
    assert!(
        window.hhi_tile().starts_with("How concentrated (HHI): from 5,072 to 5,914, +842. "),
        "{}",
        window.hhi_tile()
    );
    assert_eq!(hhi_words(window.question()), ("5,072".to_owned(), "5,914".to_owned()));
    window.assert_says("United States 13.1\u{a0}%, reserves");

    window.click(Role::CheckBox, "BRICS");
    let (before, after) = hhi_words(window.question());
    assert!(window.hhi_tile().starts_with(&format!("How concentrated (HHI): from {before} to {after}, ")));
    window.assert_says("Russia 0.7\u{a0}%, BRICS");
    window.assert_says("China 69.4\u{a0}%, Green minerals initiative");

    window.click(Role::CheckBox, "Green minerals initiative");
    assert!(
        window.hhi_tile().starts_with("How concentrated (HHI): from 5,072 to 5,342, +270. "),
        "{}",
        window.hhi_tile()
    );
    window.pick_from_menu("Edit", "Switch all blocs off");
    assert!(window.hhi_tile().starts_with("How concentrated (HHI): 5,072. "), "{}", window.hhi_tile());
}

#[test]
fn a_digit_switches_the_bloc_at_that_place() {
    let mut window = TestWindow::open();
    window.press(Key::Num4);
    assert!(window.is_on(Role::CheckBox, "BRICS"));
    window.press(Key::Num1);
    assert!(!window.is_on(Role::CheckBox, "Green minerals initiative"));
    // In a field it is a digit.
    window.type_into("Minerals", "2");
    assert!(window.is_on(Role::CheckBox, "FORGE"));
    window.press_with(Modifiers::NONE, Key::Escape);
    window.press(Key::Num2);
    assert!(!window.is_on(Role::CheckBox, "FORGE"));
}

#[test]
fn a_digit_held_down_switches_once() {
    let mut window = TestWindow::open();
    window.hold(Key::Num4, 6);
    assert!(window.is_on(Role::CheckBox, "BRICS"));
}

#[test]
fn a_click_on_a_name_shows_the_members_with_their_dates() {
    let mut window = TestWindow::open();
    window.click_button("Members of Quad");
    let members: Vec<String> = window.texts().into_iter().filter(|said| said.contains(", since 1 Jul 2025")).collect();
    assert_eq!(members.len(), 4, "{members:?} of {:#?}", window.texts());
    window.click_button("Members of Quad");
    window.assert_silent(", since 1 Jul 2025");
}

#[test]
fn the_date_decides_who_is_a_member() {
    let mut window = TestWindow::open();
    window.type_into("As of", "2025-01-01");
    window.press(Key::Enter);
    assert_eq!(window.question().as_of.to_string(), "2025-01-01");
    assert!(window.hhi_tile().starts_with("How concentrated (HHI): 5,072. "), "{}", window.hhi_tile());
    window.assert_says("FORGE have no members on 1 Jan 2025 among confirmed and reported members");
    window.assert_silent("United States 13.1\u{a0}%, FORGE");
    window.press_ctrl(Key::Z);
    assert!(window.hhi_tile().contains("5,072 to 6,140"), "{}", window.hhi_tile());
    assert_eq!(window.node(Role::TextInput, "As of").value().as_deref(), Some("2026-11-24"));
}

#[test]
fn a_month_is_taken_for_its_first_day_when_the_field_is_left() {
    let mut window = TestWindow::open();
    window.type_into("As of", "2026-01");
    assert_eq!(window.question().as_of.to_string(), "2026-11-24", "a date half typed is no date yet");
    window.press(Key::Enter);
    assert_eq!(window.question().as_of.to_string(), "2026-01-01");
}

#[test]
fn a_date_that_does_not_exist_is_refused_and_loses_nothing() {
    let mut window = TestWindow::open();
    let before = window.question().clone();
    window.type_into("As of", "2026-02-30");
    window.hover(Role::TextInput, "As of");
    window.assert_says("2026-02-30");
    assert_eq!(window.node(Role::TextInput, "As of").value().as_deref(), Some("2026-02-30"), "it can be corrected");
    assert_eq!(window.question(), &before);
    window.press(Key::Enter);
    assert_eq!(window.question(), &before);
    assert_eq!(window.node(Role::TextInput, "As of").value().as_deref(), Some("2026-02-30"));
    window.assert_says("'2026-02-30' is not a date");
    assert_eq!(window.session().history().undo_label(), None);
    window.type_into("As of", "2026-02-28");
    window.press(Key::Enter);
    assert_eq!(window.question().as_of.to_string(), "2026-02-28");
    window.assert_silent("is not a date");
}

#[test]
fn the_level_of_confidence_decides_whether_indonesia_counts() {
    let mut window = TestWindow::open();
    window.show("Nickel");
    assert_eq!(window.question().blocs.first(), Some(&BlocId::new("china_green_minerals").unwrap()));
    // China and Indonesia: 2,720,000 of 3,885,000 t; China alone 120,000.
    window.assert_says("70.0\u{a0}%");
    window.assert_says("Indonesia 66.9\u{a0}%, Green minerals initiative");
    window.choose("Members", "confirmed");
    window.assert_says("3.1\u{a0}%");
    window.assert_silent("Indonesia 66.9\u{a0}%, Green minerals initiative");
    window.assert_says("confirmed members only");
}

/// Writes a limit into the form of the panel.
fn limit(window: &mut TestWindow, country: &str, number: &str) {
    window.click_button("Limit a country…");
    window.choose_by_search("Country to limit", country);
    window.fill("At most", number);
    window.click_button("Limit");
}

#[test]
fn a_country_is_limited_in_the_panel_and_undo_has_its_name() {
    let mut window = TestWindow::open();
    window.click_button("Limit a country…");
    assert!(window.is_disabled(Role::Button, "Limit"));
    window.fill("At most", "many");
    window.assert_says("'many' is not a limit: write tonnes such as 100,000 t, or 0 % to 100 %");
    window.click_button("Cancel");
    limit(&mut window, "China", "90,000");
    assert_eq!(window.question().caps.len(), 1);
    window.assert_says(
        "With China limited to 90,000\u{a0}t, 46\u{a0}% of the world’s rare earths mined in 2025 would be lost",
    );
    window.assert_says("HYPOTHETICAL: 180,000\u{a0}t lost");
    window.assert_says("To fill the gap: +152\u{a0}% each of the others. or alone United States ×4.5");
    window.assert_says("China 69.4\u{a0}% → 23.1\u{a0}%, Green minerals initiative, limited to 90,000\u{a0}t");
    window.open_menu("Edit");
    assert!(window.menu_entry("Undo limit China to 90,000 t").starts_with("Undo limit China"));
    window.press(Key::Escape);
    // Of another mineral it waits, and is told.
    window.click_mineral("Nickel");
    window.assert_silent("HYPOTHETICAL");
    window.assert_says("1 limit on another mineral or stage");
    window.click_mineral("Rare earths");
    window.click_button("Lift the limit on China");
    assert!(window.question().caps.is_empty());
    window.assert_silent("HYPOTHETICAL");
    window.press_ctrl(Key::Z);
    assert_eq!(window.question().caps.len(), 1);
}

#[test]
fn territories_count_with_their_states_at_a_tick() {
    let mut window = TestWindow::open();
    window.click_mineral("Nickel");
    window.assert_says("New Caledonia");
    window.click(Role::CheckBox, "Territories with their states");
    window.assert_says("Dependent territories count with their states");
    assert_eq!(window.question().territories, lodescope::model::Territories::Parent);
    assert!(!window.texts().iter().any(|text| text.starts_with("New Caledonia")));
}

#[test]
fn limits_are_in_reach_of_the_largest_text_too() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    limit(&mut window, "China", "50%");
    window.pick_from_menu("View", "Text at 250 %");
    window.assert_says("Lost, hypothetically: 34.7\u{a0}%");
    assert!(window.has(Role::Button, "Lift the limit on China"));
}
