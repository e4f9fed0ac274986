use egui::Key;
use egui::accesskit::Role;

use super::TestWindow;

#[test]
fn the_window_opens_on_rare_earths_with_two_blocs_on() {
    let window = TestWindow::open();
    assert!(
        window.chart().starts_with("China mined 69\u{a0}% of the world’s rare earths in 2025. "),
        "{}",
        window.chart()
    );
    assert!(
        window.hhi_tile().starts_with("How concentrated (HHI): from 5,072 to 6,140, +1,068. "),
        "{}",
        window.hhi_tile()
    );
    assert!(window.is_on(Role::CheckBox, "Green minerals initiative"));
    assert!(window.is_on(Role::CheckBox, "FORGE"));
    assert!(!window.is_on(Role::CheckBox, "BRICS"));
    assert!(window.is_on(Role::Button, "Rare earths, China 69\u{a0}%"));
    window.assert_says("United States 13.1\u{a0}%, FORGE, reserves ≤\u{a0}2.2\u{a0}%");
    let source = window.text_from("Source: U.S. Geological Survey, Mineral Commodity Summaries 2026");
    assert!(
        source.contains("Blocs, each as one supplier: Green minerals initiative, FORGE as of 24 Nov 2026"),
        "{source}"
    );
}

#[test]
fn a_click_on_a_mineral_shows_it() {
    let mut window = TestWindow::open();
    window.click_mineral("Lithium");
    assert!(
        window.chart().starts_with("Australia mined at most 32\u{a0}% of the world’s lithium in 2025"),
        "{}",
        window.chart()
    );
    assert!(window.is_chosen("Lithium"));
    assert!(!window.is_chosen("Rare earths"));
    assert_eq!(window.session().history().undo_label(), Some("show Lithium"));
}

#[test]
fn up_and_down_go_through_the_list_and_keep_the_row_in_view() {
    let mut window = TestWindow::open();
    window.press(Key::ArrowDown);
    assert_eq!(window.question().commodity.as_str(), "rhenium");
    window.press(Key::ArrowUp);
    window.press(Key::ArrowUp);
    assert_eq!(window.question().commodity.as_str(), "pumice");
    // Auto-repeat goes on through the list, to its end and no further.
    window.hold(Key::ArrowDown, 30);
    assert_eq!(window.question().commodity, TestWindow::dataset().commodities.last().unwrap().id);
    assert!(window.is_chosen("Zirconium"), "the row is not in view among {:?}", window.listed());
}

#[test]
fn typing_in_the_filter_narrows_the_list() {
    let mut window = TestWindow::open();
    window.type_into("Minerals", "cob");
    assert_eq!(window.listed(), ["Cobalt"]);
    assert!(!window.has(Role::Button, "All 89"), "the chip does not claim all");
    // The chart stays until another mineral is asked for; the list follows the keys from the field.
    assert_eq!(window.question().commodity.as_str(), "rare-earths");
    window.press(Key::ArrowDown);
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    window.fill("Minerals", "rutile");
    assert_eq!(window.listed(), ["Titanium"], "a mineral is found by its forms");
    window.fill("Minerals", "unobtainium");
    window.assert_says("No mineral of this group has that name");
    window.click_button("Show all");
    assert!(window.has(Role::Button, "All 89"));
    assert!(window.listed().len() > 10, "{:?}", window.listed());
}

#[test]
fn enter_in_the_filter_shows_the_first_and_esc_clears_it() {
    let mut window = TestWindow::open();
    window.type_into("Minerals", "cob");
    window.press(Key::Enter);
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    assert_eq!(window.listed(), ["Cobalt"]);
    window.press(Key::Escape);
    assert!(window.has(Role::Button, "All 89"));
    assert_eq!(window.question().commodity.as_str(), "cobalt");
}

#[test]
fn a_chip_narrows_the_list_to_a_group_and_back() {
    let mut window = TestWindow::open();
    window.click_button("Battery");
    assert_eq!(window.listed(), ["Cobalt", "Graphite", "Lithium", "Manganese", "Nickel", "Vanadium"]);
    assert!(window.is_on(Role::Button, "Battery"));
    window.click_button("Battery");
    assert!(window.has(Role::Button, "All 89"));
    window.click_button("US list");
    assert!(window.listed().contains(&"Niobium".to_owned()), "{:?}", window.listed());
    assert!(!window.listed().contains(&"Peat".to_owned()));
    window.click_button("All");
    assert!(window.has(Role::Button, "All 89"));
}

#[test]
fn the_other_groups_are_under_more() {
    let mut window = TestWindow::open();
    window.click_button("More…");
    window.click_button("Precious");
    assert_eq!(window.listed(), ["Gold", "Palladium", "Platinum", "Platinum-group metals", "Silver"]);
    assert!(window.has(Role::Button, "Precious"), "the button says which group is shown");
    assert!(!window.has(Role::Button, "More…"));
    window.press(Key::PageDown);
    window.press(Key::PageDown);
    assert_eq!(window.question().commodity.as_str(), "palladium", "the keys step within the group");
}
