use egui::Key;
use egui::accesskit::Role;
use lodescope::charts::map::Shows;
use lodescope::charts::{ChartKind, Marked};

use super::TestWindow;

/// A window that shows the map of rare earths.
fn open() -> TestWindow {
    let mut window = TestWindow::open();
    window.click_button("Map");
    assert_eq!(window.session().document.view, ChartKind::Map);
    window
}

fn marked(window: &TestWindow) -> Option<String> {
    match &window.session().marked {
        Some(Marked::Country(iso3)) => Some(iso3.to_string()),
        _ => None,
    }
}

/// The place of a country's name on the screen.
fn place_of(window: &TestWindow, beginning: &str) -> egui::Rect {
    let name = window.text_from(beginning);
    window.node(Role::Button, &name).rect()
}

#[test]
fn countries_are_reached_by_pointer_and_by_keyboard() {
    let mut window = open();
    assert_eq!(marked(&window), None);
    let china = place_of(&window, "China: 69.4");
    // Beside its name's place, in the middle of the country's own shape.
    window.click_at(china.center().x - china.width(), china.center().y);
    assert_eq!(marked(&window).as_deref(), Some("CHN"));
    let name = window.text_from("Australia: 7.4");
    window.focus(Role::Button, &name);
    window.press(Key::Enter);
    assert_eq!(marked(&window).as_deref(), Some("AUS"));
    window.hover(Role::Button, &name);
    window.assert_says("World Bank");
}

#[test]
fn the_map_comes_nearer_and_shows_the_world_again() {
    let mut window = open();
    assert!(window.is_disabled(Role::Button, "Zoom out"));
    let apart = |window: &TestWindow| {
        let (one, other) = (place_of(window, "Nigeria: "), place_of(window, "Madagascar: "));
        one.center().distance(other.center())
    };
    let whole = apart(&window);
    for _ in 0..2 {
        window.click_button("Zoom in");
    }
    let near = apart(&window);
    assert!((near / whole - 1.6 * 1.6).abs() < 0.05, "{whole} {near}");
    window.click_button("Zoom out");
    assert!((apart(&window) / whole - 1.6).abs() < 0.05);
    window.focus(Role::Image, "World map");
    window.press(Key::Home);
    assert!((apart(&window) - whole).abs() < 0.5);
    assert!(window.is_disabled(Role::Button, "Show the whole world"));
}

#[test]
fn what_fills_countries_is_chosen_and_undone() {
    let mut window = open();
    window.click_button("Blocs");
    window.assert_says("countries are in");
    let shows = |window: &TestWindow| window.session().document.choices.of::<Shows>(ChartKind::Map);
    assert_eq!(shows(&window), Shows::Blocs);
    window.press_ctrl(Key::Z);
    assert_eq!(shows(&window), Shows::Share);
    window.click_button("Contested");
    window.pick_from_menu("Edit", "Switch all blocs off");
    window.assert_says("switch on two or more");
}
