use egui::Key;
use egui::accesskit::Role;
use lodescope::charts::ChartKind;
use lodescope::model::ConfidenceLevel;
use lodescope::session::Side;

use super::TestWindow;

fn comparing() -> TestWindow {
    let mut window = TestWindow::open();
    window.click_button("Compare");
    window
}

#[test]
fn the_first_time_b_is_a_copy_that_whatever_is_chosen_changes() {
    let mut window = comparing();
    assert_eq!(window.session().document.side(), Some(Side::B));
    window.assert_says("Change anything: it changes side B");
    assert!(window.is_disabled(Role::Button, "Swap") && window.is_on(Role::Button, "B"));
    window.choose("Members", "confirmed");
    assert!(window.is_on(Role::Button, "B: confirmed members only"));
    assert!(window.has(Role::Button, "A: confirmed and reported members"));
    window.assert_says("A and B differ in members that count");
    window.assert_silent("Change anything");
    window.press_ctrl(Key::Z);
    window.assert_says("Change anything: it changes side B");
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document.view, ChartKind::Shares);
}

#[test]
fn the_controls_change_the_side_that_is_clicked() {
    let mut window = comparing();
    window.fill("As of", "2025-11-20");
    window.press(Key::Enter);
    assert!(window.chart().starts_with("From 24 Nov 2026 to 20 Nov 2025 the Green minerals initiative loses"));
    window.click_button("A: 24 Nov 2026");
    assert_eq!(window.session().document.side(), Some(Side::A));
    assert_eq!(window.question().as_of.to_string(), "2026-11-24");
    window.choose("Members", "confirmed");
    assert!(window.is_on(Role::Button, "A: 24 Nov 2026, confirmed members only"));
    // The key goes back to B, where nothing has changed.
    window.press_ctrl(Key::B);
    assert_eq!(window.question().confidence, ConfidenceLevel::Reported);
    assert!(window.is_on(Role::Button, "B: 20 Nov 2025, confirmed and reported members"));
}

#[test]
fn sides_are_swapped_and_copied_and_undone() {
    let mut window = comparing();
    window.click(Role::CheckBox, "FORGE");
    let before = window.session().document.clone();
    assert!(window.is_on(Role::Button, "B: Green minerals initiative"));
    window.click_button("Swap");
    // What is being changed stays so, under its new letter.
    assert!(window.is_on(Role::Button, "A: Green minerals initiative"));
    assert!(window.has(Role::Button, "B: Green minerals initiative and FORGE"));
    window.click_button("Copy A to B");
    window.assert_says("A and B are the same");
    assert_eq!(window.session().history().undo_label(), Some("compare: copy A to B"));
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document, before);
    window.click_button("Copy A to B");
    assert!(window.is_on(Role::CheckBox, "FORGE"), "the side being changed is the one copied to");
}

#[test]
fn another_view_shows_the_side_being_changed_alone() {
    let mut window = comparing();
    window.show("Cobalt");
    window.assert_says("is more concentrated than");
    window.click_button("Shares");
    assert!(window.chart().starts_with("The DR Congo mined"), "{}", window.chart());
    window.press_ctrl(Key::Num9);
    window.assert_says("A: Rare earths");
    window.press_ctrl(Key::D);
    assert!(window.session().document.shows_table);
    window.assert_says("Share, B − A");
}

#[test]
fn a_clicker_steps_both_sides_of_one_mineral() {
    let mut window = comparing();
    window.choose("Members", "confirmed");
    window.press(Key::F5);
    window.press(Key::PageDown);
    let other = window.session().document.other.clone().unwrap();
    assert_eq!(window.question().commodity.as_str(), "rhenium");
    assert_eq!(other.question.commodity, window.question().commodity);
}

#[test]
fn both_sides_are_within_reach_in_the_smallest_window_and_at_the_largest_text() {
    for (width, height, scale) in [(1024.0, 768.0, None), (1440.0, 900.0, Some("Text at 250 %"))] {
        let mut window = TestWindow::open_at(width, height);
        window.press_ctrl(Key::Num9);
        if let Some(scale) = scale {
            window.pick_from_menu("View", scale);
        }
        window.choose("Members", "confirmed");
        let rim = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height)).expand(1.0);
        for name in ["A: confirmed and reported members", "B: confirmed members only", "Swap", "Copy A to B"] {
            let rect = window.node(Role::Button, name).rect();
            assert!(rim.contains_rect(rect), "{name} at {rect:?} is outside {width} × {height}");
        }
    }
}
