use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::TestWindow;

#[test]
fn a_bloc_is_found_by_its_name_and_by_a_country_in_it() {
    let mut window = TestWindow::open();
    assert!(!window.has(Role::CheckBox, "African Union"), "it is among the others");
    window.type_into("Find a bloc", "zambia");
    assert!(window.has(Role::CheckBox, "African Union"));
    window.assert_says("with Zambia; ");
    assert!(!window.has(Role::CheckBox, "Quad") && !window.has(Role::CheckBox, "FORGE"));
    window.type_into("Find a bloc", "security");
    assert!(window.has(Role::CheckBox, "MSP (until Feb 2026)"), "its full name has it");
    window.type_into("Find a bloc", "zzz");
    window.assert_says("No bloc has that name, nor a member on this date");
    window.click_button("Show all blocs");
    assert!(window.has(Role::CheckBox, "FORGE"));
    window.type_into("Find a bloc", "zzz");
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(window.has(Role::CheckBox, "FORGE"), "Esc takes the search away");
}

#[test]
fn a_bloc_that_is_on_stays_in_view_whatever_is_folded() {
    let mut window = TestWindow::open_at(1440.0, 1600.0);
    window.type_into("Find a bloc", "NATO");
    window.click(Role::CheckBox, "NATO");
    window.click_button("Show all blocs");
    assert!(window.is_on(Role::CheckBox, "NATO"));
    assert!(!window.has(Role::CheckBox, "African Union"));
    window.click(Role::DisclosureTriangle, "More blocs (38)");
    assert!(window.has(Role::CheckBox, "African Union"));
}

#[test]
fn moving_a_bloc_by_keys_changes_where_a_country_in_two_counts() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "BRICS");
    window.assert_says("India 0.7\u{a0}%, FORGE");
    window.focus(Role::Button, "Move BRICS");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    window.assert_says("India 0.7\u{a0}%, FORGE");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    window.assert_says("India 0.7\u{a0}%, BRICS");
    let on: Vec<String> = window.question().blocs.iter().map(ToString::to_string).collect();
    assert_eq!(on, ["china_green_minerals", "brics", "forge"]);
    assert_eq!(window.question().commodity.as_str(), "rare-earths", "the keys did not go to the list");
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    window.assert_says("India 0.7\u{a0}%, FORGE");
    window.press_ctrl(Key::Z);
    window.assert_says("India 0.7\u{a0}%, BRICS");
}

#[test]
fn a_bloc_is_moved_by_dragging_and_by_its_menu() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "BRICS");
    let from = window.node(Role::Button, "Move BRICS").rect().center();
    let to = window.node(Role::Button, "Move FORGE").rect().center_top();
    window.drag(&[from, from - egui::vec2(0.0, 20.0), to]);
    window.assert_says("India 0.7\u{a0}%, BRICS");
    assert_eq!(window.session().history().undo_label(), Some("move a bloc"));
    window.click_button("Move FORGE");
    window.click_button(&window.menu_entry_with("Move to the top"));
    assert_eq!(window.question().blocs[0].as_str(), "forge");
    // Let go beside the panel, it stays where it is.
    let from = window.node(Role::Button, "Move BRICS").rect().center();
    window.drag(&[from, egui::pos2(600.0, 400.0)]);
    assert_eq!(window.question().blocs[0].as_str(), "forge");
}

#[test]
fn a_card_opens_the_source_of_a_membership() {
    let mut window = TestWindow::open();
    window.click_button("Members of FORGE");
    window.assert_says("Forum on Resource Geostrategic Engagement (FORGE)");
    window.assert_says("Mineral alliance; first members joined 4 Feb 2026");
    window.assert_says("United States 13.1\u{a0}%, since 4 Feb 2026");
    let link = window.link_after_click("Source of United States").unwrap();
    assert!(link.starts_with("https://"), "{link}");
    window.assert_says("Members exist that are not named in public; they count in no sum");
}

#[test]
fn the_whole_card_has_every_member_and_who_left() {
    let mut window = TestWindow::open_at(1440.0, 1600.0);
    window.click_button("Members of MSP (until Feb 2026)");
    window.click_button("Show all of MSP (until Feb 2026)");
    window.assert_says("No country is in it on this date");
    window.assert_says("Left (15)");
    window.assert_says("Australia, since 14 Jun 2022, until 4 Feb 2026");
    window.assert_says("European Union with its members, since 14 Jun 2022, until 4 Feb 2026");
    window.press(Key::Escape);
    window.click_button("Members of MSP (until Feb 2026)");
    window.type_into("Find a bloc", "African Union");
    window.click_button("Members of African Union");
    window.assert_says("and 43 more");
    window.click_button("Show all of African Union");
    window.assert_says("Zimbabwe, since ");
    window.assert_says("Confirmed (55)");
}

#[test]
fn the_name_of_no_bloc_is_cut_or_covered() {
    for (width, height, scale) in
        [(1366.0, 900.0, 1.0), (1024.0, 768.0, 1.0), (1440.0, 900.0, 2.5), (1024.0, 768.0, 2.5)]
    {
        let mut window = TestWindow::open_at(width, height);
        window.session_mut().document.text_scale = scale;
        window.run();
        let name = window.node(Role::Button, "Members of Green minerals initiative").rect();
        let switch = window.node(Role::CheckBox, "Green minerals initiative").rect();
        let menu = window.node(Role::Button, "Menu of Green minerals initiative").rect();
        assert!(name.right() <= width && name.width() > 60.0 * scale, "{name:?} at {width}, {scale}");
        assert!(
            !name.intersects(switch) && !name.intersects(menu),
            "{name:?}, {switch:?}, {menu:?} at {width}, {scale}"
        );
        let share = window.node(Role::Label, "75.4\u{a0}%").rect().shrink(1.0);
        assert!(!share.intersects(switch) && !share.intersects(name), "{share:?}, {switch:?} at {width}, {scale}");
    }
}

#[test]
fn a_country_in_a_bloc_is_found_by_any_name() {
    let mut window = TestWindow::open();
    for (text, shown) in [("zaire", "with DR Congo"), ("burma", "with Myanmar"), ("BR", "with Brazil")] {
        window.type_into("Find a bloc", text);
        assert!(window.says(shown), "{text}: {:#?}", window.texts());
    }
}

#[test]
fn a_bloc_is_switched_on_alone_in_one_step() {
    let mut window = TestWindow::open();
    let before = window.question().blocs.clone();
    assert!(before.len() > 1);
    window.click_button("Menu of BRICS");
    window.click_button("Switch on alone");
    assert_eq!(window.question().blocs, [lodescope::model::BlocId::new("brics").unwrap()]);
    assert_eq!(window.session().history().undo_label(), Some("switch BRICS on alone"));
    window.press_ctrl(Key::Z);
    assert_eq!(window.question().blocs, before);
}
