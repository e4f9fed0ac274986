use egui::Key;
use egui::accesskit::Role;

use super::TestWindow;

/// What must be within reach, whatever the size: one control of each panel.
fn assert_within_reach(window: &TestWindow, width: f32, height: f32) {
    // Where text is large, choices are lists that open.
    let is_large = window.session().document.text_scale > 1.5;
    let choices = if is_large {
        [(Role::ComboBox, "Stage, Mine"), (Role::ComboBox, "Year, 2025")]
    } else {
        [(Role::Button, "Mine"), (Role::Button, "2025")]
    };
    for (role, name) in [
        (Role::Button, "File"),
        (Role::Button, "Edit"),
        (Role::Button, "View"),
        (Role::Button, "Help"),
        (Role::Button, "Export…"),
        (Role::TextInput, "Minerals"),
        (Role::Button, "All 89"),
        (Role::Button, "More…"),
        (Role::ComboBox, "Compare with, reserves"),
        (Role::TextInput, "As of"),
        (Role::ComboBox, "Members"),
        (Role::CheckBox, "Green minerals initiative"),
    ]
    .into_iter()
    .chain(choices)
    {
        let rect = window.node(role, name).rect();
        let window_rect = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height)).expand(1.0);
        assert!(window_rect.contains_rect(rect), "{name} at {rect:?} is outside {width} × {height}");
    }
    assert!(window.chart().starts_with("China mined 69\u{a0}%"));
    assert!(window.hhi_tile().contains("5,072 to 6,140"));
}

#[test]
fn the_smallest_window_has_all_controls() {
    let window = TestWindow::open_at(1024.0, 768.0);
    assert_within_reach(&window, 1024.0, 768.0);
    assert!(window.has(Role::Button, "Battery"));
}

#[test]
fn the_largest_text_has_all_controls_in_a_usual_window() {
    let mut window = TestWindow::open();
    window.pick_from_menu("View", "Text at 250 %");
    assert!((window.session().document.text_scale - 2.5).abs() < f32::EPSILON);
    assert_within_reach(&window, 1440.0, 900.0);
    window.choose("Year, 2025", "2021");
    assert_eq!(window.question().year, 2021);
    // The groups leave the list its room and stand in the menu.
    assert!(!window.has(Role::Button, "Battery"));
    window.pick_from_menu("More…", "Battery");
    assert_eq!(window.session().document.group.as_deref(), Some("Battery"));
}

#[test]
fn the_largest_text_works_in_the_smallest_window_and_in_the_dark() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    window.pick_from_menu("View", "Dark");
    window.pick_from_menu("View", "Text at 250 %");
    assert_within_reach(&window, 1024.0, 768.0);
    window.press_ctrl(Key::E);
    assert!(window.has(Role::Button, "Save as…"));
    window.press(Key::Escape);
    window.press(Key::F5);
    assert!(window.chart().starts_with("China mined"));
    window.press(Key::Escape);
    // Even there the way back is in reach.
    window.pick_from_menu("View", "Text at 100 %");
    assert!((window.session().document.text_scale - 1.0).abs() < f32::EPSILON);
}

#[test]
fn the_size_of_text_follows_its_keys() {
    let mut window = TestWindow::open();
    let scale = |window: &TestWindow| (window.session().document.text_scale * 100.0).round();
    for (key, expected) in [(Key::Equals, 115.0), (Key::Plus, 130.0), (Key::Minus, 115.0), (Key::Num0, 100.0)] {
        window.press_ctrl(key);
        assert!((scale(&window) - expected).abs() < f32::EPSILON, "{key:?}: {} %", scale(&window));
    }
}

#[test]
fn every_mineral_is_shown_at_the_smallest_size() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    let minerals = &TestWindow::dataset().commodities;
    window.show(&minerals[0].name);
    for mineral in minerals {
        assert_eq!(window.question().commodity, mineral.id);
        assert!(!window.chart().is_empty());
        window.tap(Key::ArrowDown);
    }
}
