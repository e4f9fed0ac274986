//! What is marked in one view stands out in all of them: its rows and those of its members are as they were, all else is
//! faded.

use egui::Key;
use egui::accesskit::Role;
use lodescope::charts::Marked;
use lodescope::charts::palette::Theme;
use lodescope::model::{BlocId, Iso3};

use super::TestWindow;

fn country(code: &str) -> Marked {
    Marked::Country(Iso3::new(code).unwrap())
}

fn bloc(id: &str) -> Marked {
    Marked::Bloc(BlocId::new(id).unwrap())
}

/// Marks what the view on screen, which the key shows, offers no click for.
fn mark(window: &mut TestWindow, marked: Marked, view: Key) {
    window.session_mut().marked = Some(marked);
    window.press_ctrl(view);
}

/// Returns how many marks are faded.
fn faded(window: &TestWindow) -> usize {
    window.places_of(Theme::Light.colours().faded).len()
}

/// Returns whether a mark within what has this beginning of a name is faded.
#[track_caller]
fn is_faded(window: &TestWindow, role: Role, beginning: &str) -> bool {
    let name = window.text_from(beginning);
    let row = window.node(role, &name).rect();
    window.places_of(Theme::Light.colours().faded).iter().any(|place| row.contains(place.center()))
}

const ROWS: Role = Role::Button;

#[test]
fn a_country_that_is_clicked_in_shares_stands_out_there_and_in_a_trend_until_esc() {
    let mut window = TestWindow::open();
    assert_eq!(faded(&window), 0);
    let china = window.text_from("China 69.4");
    window.click(ROWS, &china);
    assert_eq!(window.session().marked, Some(country("CHN")));
    assert!(window.is_on(ROWS, &china), "it is told");
    assert!(!is_faded(&window, ROWS, "China 69.4"));
    for other in ["United States 13.1", "Australia 7.4", "Brazil 0.5"] {
        assert!(is_faded(&window, ROWS, other), "{other}");
    }
    window.press_ctrl(Key::Num2);
    window.assert_says("China’s share of mined rare earths");
    assert!(faded(&window) > 10, "lines of others");
    window.press(Key::Escape);
    assert_eq!(window.session().marked, None);
    assert_eq!(faded(&window), 0);
}

#[test]
fn a_second_click_and_a_key_take_the_mark_away_and_set_it() {
    let mut window = TestWindow::open();
    let china = window.text_from("China 69.4");
    window.click(ROWS, &china);
    window.click(ROWS, &china);
    assert_eq!((window.session().marked.clone(), faded(&window)), (None, 0));
    window.focus(ROWS, &china);
    window.press(Key::Enter);
    assert_eq!(window.session().marked, Some(country("CHN")));
}

#[test]
fn what_is_no_supplier_of_its_own_marks_nothing() {
    let window = TestWindow::open();
    let other = window.text_from("Other countries 0.1");
    assert!(window.has(Role::Label, &other) && !window.has(ROWS, &other));
    let small = TestWindow::open_at(1024.0, 640.0);
    let folded = small.texts().into_iter().find(|said| said.contains(" with none")).unwrap();
    assert!(small.has(Role::Label, &folded) && !small.has(ROWS, &folded), "{folded}");
}

/// The Quad, which is off when the app opens: Australia, India, Japan and the United States.
#[test]
fn members_of_a_marked_bloc_stand_out_though_it_is_off() {
    let mut window = TestWindow::open();
    assert!(!window.question().blocs.iter().any(|id| id.as_str() == "quad_cmi"));
    mark(&mut window, bloc("quad_cmi"), Key::Num1);
    for member in ["United States 13.1", "Australia 7.4", "India 0.7"] {
        assert!(!is_faded(&window, ROWS, member), "{member}");
    }
    for other in ["China 69.4", "Myanmar 5.7", "Russia 0.7"] {
        assert!(is_faded(&window, ROWS, other), "{other}");
    }
    // On a day before it began it has no members, so that nothing fades.
    window.fill("As of", "1990-01-01");
    window.press(Key::Enter);
    assert_eq!(window.question().as_of.to_string(), "1990-01-01");
    assert_eq!(faded(&window), 0);
}

#[test]
fn what_has_no_place_in_a_chart_fades_nothing() {
    let mut window = TestWindow::open();
    mark(&mut window, country("LUX"), Key::Num1);
    assert_eq!(faded(&window), 0);
}

#[test]
fn both_sides_of_a_comparison_show_what_is_marked_and_mark_it() {
    let mut window = TestWindow::open();
    window.click_button("Compare");
    let china = window.text_from("B: China 69.4");
    window.click(ROWS, &china);
    assert_eq!(window.session().marked, Some(country("CHN")));
    for side in ["A", "B"] {
        assert!(!is_faded(&window, ROWS, &format!("{side}: China 69.4")));
        assert!(is_faded(&window, ROWS, &format!("{side}: United States 13.1")));
    }
    // BRICS took Indonesia in in 2025: each side has the members of its own day.
    window.show("Nickel");
    window.press_ctrl(Key::B);
    window.show("Nickel");
    window.fill("As of", "2024-06-01");
    window.press(Key::Enter);
    mark(&mut window, bloc("brics"), Key::Num9);
    let (now, then) = ("B: Indonesia 66.9", "A: Indonesia 66.9");
    assert!(!is_faded(&window, ROWS, now) && is_faded(&window, ROWS, then));
    assert!(!is_faded(&window, ROWS, "A: Russia 5.1") && !is_faded(&window, ROWS, "B: Russia 5.1"));
}

#[test]
fn a_ladder_shows_the_blocs_of_a_marked_country_and_its_rows_still_switch_blocs() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::Num8);
    mark(&mut window, country("JPN"), Key::Num8);
    let row = Role::CheckBox;
    assert!(!is_faded(&window, row, "Quad: "), "Japan is in it");
    assert!(is_faded(&window, row, "BRICS: "), "and not in this one");
    window.assert_silent(", marked");
    mark(&mut window, bloc("brics"), Key::Num8);
    assert!(!is_faded(&window, row, "BRICS: ") && is_faded(&window, row, "Quad: "));
    let brics = window.text_from("BRICS: ");
    assert!(brics.ends_with(", marked"), "{brics}");
    window.click(row, &brics);
    assert!(window.question().blocs.iter().any(|id| id.as_str() == "brics"), "a click switches it on");
    assert_eq!(window.session().marked, Some(bloc("brics")));
}

#[test]
fn editions_mark_countries() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::I);
    let china = window.text_from("China 270,000");
    window.click(ROWS, &china);
    assert_eq!(window.session().marked, Some(country("CHN")));
    assert!(!is_faded(&window, ROWS, "China 270,000"));
    assert!(is_faded(&window, ROWS, "United States 45,000"));
    window.press(Key::Escape);
    assert_eq!(faded(&window), 0);
}

#[test]
fn a_slide_offers_no_click() {
    let mut window = TestWindow::open();
    let china = window.text_from("China 69.4");
    mark(&mut window, country("CHN"), Key::Num1);
    window.press(Key::F5);
    assert!(window.has(Role::Label, &china) && !window.has(ROWS, &china));
}

#[test]
fn members_of_a_marked_bloc_are_outlined_on_the_map() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::Num3);
    let outlines = |window: &TestWindow| window.places_of(Theme::Light.colours().text).len();
    let before = outlines(&window);
    mark(&mut window, bloc("quad_cmi"), Key::Num3);
    // Australia, India, Japan and the United States, all with islands.
    assert!(outlines(&window) >= before + 8, "{before} and {}", outlines(&window));
    window.press(Key::Escape);
    assert_eq!(outlines(&window), before);
}

#[test]
fn pieces_of_stacked_bars_fade_but_for_members_of_a_marked_bloc_that_is_off() {
    let mut window = TestWindow::open();
    window.click_button("Stacked");
    mark(&mut window, bloc("quad_cmi"), Key::Num1);
    let mined = "Mine 2025: ";
    assert!(!is_faded(&window, ROWS, &format!("{mined}United States 13.1")), "it is in the Quad");
    assert!(is_faded(&window, ROWS, &format!("{mined}China 69.4")));
}

#[test]
fn a_tile_that_is_clicked_stands_out_and_its_country_does_among_small_charts() {
    let mut window = TestWindow::open();
    window.click_button("Treemap");
    let australia = window.text_from("Australia 7.4");
    window.click(ROWS, &australia);
    assert_eq!(window.session().marked, Some(country("AUS")));
    assert!(window.is_on(ROWS, &australia), "it is told");
    assert!(!is_faded(&window, ROWS, "Australia 7.4"));
    assert!(is_faded(&window, ROWS, "China 69.4"));
    window.click_button("Small multiples");
    assert!(faded(&window) > 10, "bars of others");
    window.press(Key::Escape);
    assert_eq!(faded(&window), 0);
}
