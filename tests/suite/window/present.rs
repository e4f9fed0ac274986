use egui::Key;
use egui::accesskit::Role;
use lodescope::analysis::{Fixed, answer, placed};
use lodescope::model::{CommodityId, Question};

use super::TestWindow;

fn presenting() -> TestWindow {
    let mut window = TestWindow::open();
    window.press(Key::F5);
    window
}

#[test]
fn f5_shows_chart_and_shift_alone_in_full_screen_and_esc_leaves() {
    let mut window = TestWindow::open();
    assert_eq!(window.full_screen_after(Key::F5), Some(true));
    window.run();
    for (role, name) in [(Role::TextInput, "Minerals"), (Role::CheckBox, "FORGE"), (Role::Button, "Export…")] {
        assert!(!window.has(role, name), "{name} is still there");
    }
    assert!(window.chart().starts_with("China mined 69\u{a0}%"));
    assert!(window.hhi_tile().contains("5,072 to 6,140"));
    window.press(Key::PageDown);
    assert_eq!(window.full_screen_after(Key::Escape), Some(false));
    window.run();
    assert!(window.has(Role::TextInput, "Minerals"));
    assert_eq!(window.question().commodity.as_str(), "rhenium", "the mineral shown last stays");
}

#[test]
fn the_menu_and_the_palette_start_presenting() {
    let mut window = TestWindow::open();
    window.pick_from_menu("Present", "Start presenting");
    assert!(window.session().presenting);
    window.press(Key::Escape);
    window.press_ctrl(Key::K);
    window.type_text("present");
    window.press(Key::Enter);
    assert!(window.session().presenting);
    assert_eq!(window.question().commodity.as_str(), "rare-earths", "the key that began it is not a step");
}

#[test]
fn a_clicker_steps_once_a_press() {
    let mut window = presenting();
    let title = window.chart();
    window.press(Key::PageDown);
    assert_eq!(window.question().commodity.as_str(), "rhenium");
    assert_ne!(window.chart(), title);
    window.press(Key::PageUp);
    assert_eq!(window.chart(), title);
    window.hold(Key::PageDown, 9);
    assert_eq!(window.question().commodity.as_str(), "rhenium", "a button held down counts once");
    // Rubidium is passed over, either way: there is nothing to show of it.
    for (key, shown) in [(Key::ArrowRight, "salt"), (Key::ArrowLeft, "rhenium"), (Key::Space, "salt")] {
        window.press(key);
        assert_eq!(window.question().commodity.as_str(), shown);
    }
}

#[test]
fn a_clicker_stays_within_the_list_that_was_chosen() {
    let mut window = TestWindow::open();
    window.click_button("Battery");
    window.press(Key::F5);
    let mut shown = Vec::new();
    for _ in 0..8 {
        window.press(Key::PageDown);
        shown.push(window.question().commodity.to_string());
    }
    assert_eq!(shown, ["cobalt", "graphite", "lithium", "manganese", "nickel", "vanadium", "vanadium", "vanadium"]);
}

#[test]
fn b_blanks_the_screen_and_brings_it_back() {
    let mut window = presenting();
    window.press(Key::B);
    assert_eq!(window.texts(), Vec::<String>::new());
    window.press(Key::B);
    assert!(window.chart().starts_with("China mined"));
    window.press(Key::B);
    window.press(Key::Escape);
    window.press(Key::F5);
    assert!(window.chart().starts_with("China mined"), "the next talk does not begin with a blank screen");
}

#[test]
fn digits_switch_blocs_before_an_audience() {
    let mut window = presenting();
    window.press(Key::Num2);
    assert!(window.hhi_tile().contains("5,072 to 5,914"), "{}", window.hhi_tile());
    window.hold(Key::Num2, 6);
    assert!(window.hhi_tile().contains("5,072 to 6,140"), "{}", window.hhi_tile());
    window.press_ctrl(Key::Z);
    assert!(window.hhi_tile().contains("5,072 to 5,914"), "{}", window.hhi_tile());
}

#[test]
fn every_mineral_with_figures_is_presented_and_no_other() {
    let mut window = TestWindow::open_at(1280.0, 720.0);
    let minerals = &TestWindow::dataset().commodities;
    window.show(&minerals[0].name);
    window.press(Key::F5);
    let mut presented = vec![window.question().commodity.clone()];
    loop {
        window.tap(Key::PageDown);
        if presented.last() == Some(&window.question().commodity) {
            break;
        }
        window.hhi_tile();
        assert!(!window.chart().is_empty());
        presented.push(window.question().commodity.clone());
    }
    assert_eq!(presented.last(), minerals.last().map(|mineral| &mineral.id));
    let passed_over: Vec<&str> =
        minerals.iter().filter(|mineral| !presented.contains(&mineral.id)).map(|mineral| mineral.id.as_str()).collect();
    assert!(passed_over.contains(&"boron") && passed_over.contains(&"yttrium"), "{passed_over:?}");
    for id in passed_over {
        let like = Question { commodity: CommodityId::new(id).unwrap(), ..window.question().clone() };
        let question = placed(TestWindow::dataset(), &like, Fixed::Nothing).unwrap();
        assert!(answer(TestWindow::dataset(), &question).figures.is_err(), "{id} has something to show");
    }
}
