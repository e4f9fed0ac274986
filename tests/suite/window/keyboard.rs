use egui::Key;
use egui::accesskit::Role;

use super::TestWindow;

#[test]
fn the_palette_finds_a_mineral() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::K);
    window.type_text("cob");
    window.press(Key::Enter);
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    assert!(!window.has(Role::TextInput, "Mineral, bloc or command"), "it closes when it has found");
}

#[test]
fn the_palette_switches_a_bloc() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::K);
    window.type_text("forge");
    window.assert_says("FORGE bloc, switch off");
    window.press(Key::Enter);
    assert!(!window.is_on(Role::CheckBox, "FORGE"));
}

#[test]
fn the_palette_runs_commands_and_is_steered_by_arrows() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::K);
    window.type_text("platinum");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.question().commodity.as_str(), "platinum-group-metals");
    window.press_ctrl(Key::K);
    window.type_text("about");
    window.press(Key::Enter);
    window.assert_says("It works without a network and sends nothing");
    window.press_ctrl(Key::K);
    window.type_text("no such thing");
    window.assert_says("Nothing has that name");
    window.press(Key::Enter);
    assert!(window.has(Role::TextInput, "Mineral, bloc or command"));
}

#[test]
fn the_palette_begins_empty_each_time() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::K);
    window.type_text("cob");
    window.press(Key::Escape);
    window.press_ctrl(Key::K);
    window.type_text("lithium");
    window.press(Key::Enter);
    assert_eq!(window.question().commodity.as_str(), "lithium");
}

#[test]
fn esc_closes_a_menu_and_a_choice_before_the_dialog_behind() {
    let mut window = TestWindow::open();
    window.open_menu("View");
    window.assert_says("Larger text");
    window.press(Key::Escape);
    window.assert_silent("Larger text");
    window.press_ctrl(Key::E);
    window.click(Role::ComboBox, "Size");
    window.assert_says("4K 3840 × 2160");
    window.press(Key::Escape);
    window.assert_silent("4K 3840 × 2160");
    assert!(window.has(Role::Button, "Save as…"), "the dialog stays open");
    window.press(Key::Escape);
    assert!(!window.has(Role::Button, "Save as…"));
}

#[test]
fn keys_for_the_list_do_nothing_behind_a_dialog() {
    let mut window = TestWindow::open();
    window.press(Key::F1);
    window.assert_says("Blank the screen, and back");
    let before = window.question().clone();
    for key in [Key::PageDown, Key::ArrowUp, Key::Num3] {
        window.press(key);
    }
    assert_eq!(window.question(), &before);
    window.press(Key::Escape);
    window.assert_silent("Blank the screen, and back");
}

#[test]
fn the_help_menu_says_where_the_figures_come_from() {
    let mut window = TestWindow::open();
    window.pick_from_menu("Help", "Data and sources");
    window.assert_says("Licence: ");
    window.click_button("Close");
    window.assert_silent("Licence: ");
}
