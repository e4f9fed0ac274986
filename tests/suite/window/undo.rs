use egui::accesskit::Role;
use egui::{Key, Modifiers};
use lodescope::session::Command;

use super::TestWindow;

#[test]
fn a_choice_is_undone_and_redone_by_its_keys() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "FORGE");
    let without = window.hhi_tile();
    for redo in [(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z), (Modifiers::COMMAND, Key::Y)] {
        window.press_ctrl(Key::Z);
        assert!(window.hhi_tile().contains("5,072 to 6,140"), "{}", window.hhi_tile());
        window.press_with(redo.0, redo.1);
        assert_eq!(window.hhi_tile(), without);
    }
}

#[test]
fn the_edit_menu_names_what_it_takes_back() {
    let mut window = TestWindow::open();
    window.open_menu("Edit");
    assert!(window.is_disabled(Role::Button, &window.menu_entry("Undo")), "there is nothing to undo yet");
    window.press(Key::Escape);
    window.click(Role::CheckBox, "BRICS");
    window.pick_from_menu("Edit", "Undo switch BRICS on");
    assert!(!window.is_on(Role::CheckBox, "BRICS"));
    window.pick_from_menu("Edit", "Redo switch BRICS on");
    assert!(window.is_on(Role::CheckBox, "BRICS"));
    window.click_button("Undo");
    assert!(!window.is_on(Role::CheckBox, "BRICS"));
}

#[test]
fn every_choice_of_what_is_shown_can_be_taken_back_in_turn() {
    let mut window = TestWindow::open();
    let opening = window.session().document.clone();
    window.click_mineral("Lithium");
    window.click_button("Reserves");
    window.click_button("Battery");
    window.pick_from_menu("View", "Dark");
    window.pick_from_menu("View", "Take shares of the printed total");
    window.choose("Members", "confirmed");
    let end = window.session().document.clone();
    let mut labels = Vec::new();
    while let Some(label) = window.session().history().undo_label() {
        labels.push(label.to_owned());
        window.press_ctrl(Key::Z);
    }
    assert_eq!(
        labels,
        [
            "count confirmed members only",
            "take shares of the printed total",
            "dark",
            "list Battery",
            "look at reserves",
            "show Lithium"
        ]
    );
    assert_eq!(window.session().document, opening);
    for _ in labels {
        window.press_ctrl(Key::Y);
    }
    assert_eq!(window.session().document, end);
}

#[test]
fn a_drag_is_one_step() {
    let mut window = TestWindow::open();
    let dataset = TestWindow::dataset();
    for scale in [1.1, 1.2, 1.3] {
        window.session_mut().update(dataset, &Command::PickTextScale(scale));
    }
    window.session_mut().settle();
    assert_eq!(window.session().history().undo_label(), Some("text at 130 %"));
    window.session_mut().update(dataset, &Command::Undo);
    assert!((window.session().document.text_scale - 1.0).abs() < f32::EPSILON);
    assert_eq!(window.session().history().undo_label(), None);
}

#[test]
fn a_key_held_through_the_list_is_one_step() {
    let mut window = TestWindow::open();
    window.hold(Key::ArrowDown, 5);
    assert_ne!(window.question().commodity.as_str(), "rare-earths");
    window.press_ctrl(Key::Z);
    assert_eq!(window.question().commodity.as_str(), "rare-earths");
    // Presses apart are steps apart.
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press_ctrl(Key::Z);
    assert_eq!(window.question().commodity.as_str(), "rhenium");
}

#[test]
fn choices_of_two_kinds_stay_two_steps_even_while_a_key_is_down() {
    let mut window = TestWindow::open();
    let dataset = TestWindow::dataset();
    window.session_mut().update(dataset, &Command::ToggleBlocAt(3));
    window.session_mut().update(dataset, &Command::ToggleBlocAt(4));
    window.session_mut().settle();
    window.session_mut().update(dataset, &Command::Undo);
    assert_eq!(window.session().history().undo_label(), Some("switch BRICS on"));
}

#[test]
fn while_a_text_is_typed_undo_is_for_the_text() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "BRICS");
    window.press_ctrl(Key::E);
    window.fill("Title", "My own");
    window.press_ctrl(Key::Z);
    assert!(window.session().question().blocs.iter().any(|bloc| bloc.as_str() == "brics"), "the chart behind stays");
}
