use egui::accesskit::Role;
use egui::{Key, Modifiers};

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
        (Role::CheckBox, "Green minerals initiative"),
    ]
    .into_iter()
    .chain(choices)
    .chain([(Role::TextInput, "As of"), (Role::ComboBox, "Members")])
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

#[test]
fn nothing_of_the_centre_is_hidden_under_the_blocs_at_the_largest_text() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    window.pick_from_menu("View", "Text at 250 %");
    let blocs = window.node(Role::Label, "Blocs").rect().left();
    for (key, controls) in [
        (Key::Num1, vec!["Form, Rare earths", "Stage, Mine", "Year, 2025", "Compare with, reserves"]),
        (Key::Num9, vec!["Form, Rare earths", "Stage, Mine", "Year, 2025"]),
        (Key::Num2, vec!["Form, Rare earths", "Measure, Share", "Of, Countries", "Shape, Lines"]),
        (Key::D, vec!["Table, Chart’s table", "Shape, Lines", "Status, Any status"]),
    ] {
        window.press_ctrl(key);
        for name in controls {
            assert!(window.has(Role::ComboBox, name), "{name} is not among {:#?}", window.texts());
            let rect = window.node(Role::ComboBox, name).rect();
            assert!(rect.right() <= blocs, "{name} at {rect:?} reaches under the blocs, which begin at {blocs}");
        }
        if key != Key::D {
            let chart = window.chart_rect();
            assert!(chart.right() <= blocs, "{key:?}: the chart at {chart:?} reaches under the blocs at {blocs}");
        }
    }
    // What the figures are from is said even here.
    let edition = window.node(Role::ComboBox, "Edition, Newest: USGS MCS 2026").rect();
    let export = window.node(Role::Button, "Export…").rect();
    assert!(edition.right() <= export.left(), "{edition:?} and {export:?}");
}

#[test]
fn notices_stand_above_the_tiles_and_below_a_dialog_and_go_by_a_key() {
    for scale in [1.0, 2.5] {
        let mut window = TestWindow::open_at(1024.0, 768.0);
        window.session_mut().document.text_scale = scale;
        window.press_ctrl(Key::T);
        window.run();
        let notice = window.node(Role::Label, "The table is copied").rect();
        let (tiles, chart) = (window.tiles_top(), window.chart_rect());
        assert!(notice.bottom() <= tiles, "at {scale}, {notice:?} covers the tiles, which begin at {tiles}");
        assert!(notice.left() < chart.center().x, "at {scale}, {notice:?} is not at the left of {chart:?}");
        window.press(Key::Escape);
        window.assert_silent("The table is copied");
        // Over a dialog that takes the whole window, it has its own strip.
        window.press_ctrl(Key::T);
        window.session_mut().dialog = Some(lodescope::session::Dialog::Issues);
        window.run();
        let notice = window.node(Role::Label, "The table is copied").rect();
        let dialog = window.dialog_bottom();
        assert!(dialog <= notice.top(), "at {scale}, {notice:?} covers the dialog, which ends at {dialog}");
        window.press_with(Modifiers::SHIFT, Key::Escape);
        window.assert_silent("The table is copied");
        assert!(window.session().dialog.is_some(), "the dialog stays");
    }
}
