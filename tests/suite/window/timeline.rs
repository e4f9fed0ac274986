use egui::accesskit::Role;
use egui::{Key, Modifiers};

use super::TestWindow;

/// The slider of the date.
const SLIDER: &str = "Date of membership";

impl TestWindow {
    fn as_of(&self) -> String {
        self.question().as_of.to_string()
    }

    /// Lets time pass until playing stops, and returns the dates shown, each with how many frames it stood for.
    fn played(&mut self) -> Vec<(String, usize)> {
        let mut shown: Vec<(String, usize)> = Vec::new();
        for _ in 0..60 {
            if !self.session().playing {
                break;
            }
            let date = self.as_of();
            match shown.last_mut() {
                Some((last, frames)) if *last == date => *frames += 1,
                _ => shown.push((date, 1)),
            }
            self.pass_frame();
        }
        assert!(!self.session().playing, "it never stops: {shown:?}");
        shown
    }
}

#[test]
fn the_keys_of_the_slider_go_from_change_to_change() {
    let mut window = TestWindow::open();
    window.focus(Role::Slider, SLIDER);
    let mut reached = Vec::new();
    for key in [Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowRight, Key::End, Key::Home] {
        window.press(key);
        reached.push(window.as_of());
    }
    let before = "2025-11-22";
    assert_eq!(reached, ["2026-02-04", "2025-11-23", before, before, "2025-11-23", "2026-11-24", before]);
    assert_eq!(window.node(Role::Slider, SLIDER).value().as_deref(), Some("22 Nov 2025"));
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(window.as_of(), "2025-11-23");
    window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(window.as_of(), before);
    assert_eq!(window.question().commodity.as_str(), "rare-earths", "no key went to the list");
}

#[test]
fn buttons_go_to_the_next_change_and_say_what_it_was() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "MSP (until Feb 2026)");
    assert!(window.is_disabled(Role::Button, "Next change"));
    window.assert_says("4 Feb 2026: FORGE begins with 36 countries; MSP (until Feb 2026) ends");
    window.click_button("Previous change");
    window.click_button("Previous change");
    assert_eq!(window.as_of(), "2025-11-23");
    window.assert_says("23 Nov 2025: Green minerals initiative begins with 9 countries");
    window.assert_says("no members on this date");
    window.click_button("Next change");
    assert_eq!(window.as_of(), "2026-02-04");
    window.press_ctrl(Key::Z);
    assert_eq!(window.as_of(), "2025-11-23");
}

#[test]
fn a_drag_over_the_rail_is_one_step_and_takes_a_mark_that_is_near() {
    let mut window = TestWindow::open();
    let rail = window.node(Role::Slider, SLIDER).rect();
    let days = |date: &str| {
        let of = |text: &str| lodescope::model::parse_date(text).unwrap();
        f64::from(of("2025-11-22").until(of(date)).unwrap().get_days())
    };
    let (left, right) = (rail.left() + 7.0, rail.right() - 7.0);
    let part = days("2026-02-04") / days("2026-11-24");
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let mark = egui::lerp(left..=right, part as f32);
    let at = |x: f32| egui::pos2(x, rail.center().y);
    window.drag(&[at(right), at(mark + 60.0), at(mark + 30.0), at(mark + 2.5)]);
    assert_eq!(window.as_of(), "2026-02-04");
    window.press_ctrl(Key::Z);
    assert_eq!(window.as_of(), "2026-11-24");
    assert_eq!(window.session().history().undo_label(), None);
}

#[test]
fn playing_steps_through_the_changes_about_one_a_second_and_is_one_step() {
    let mut window = TestWindow::open();
    window.click_only(Role::Button, "Play membership changes");
    assert!(window.session().playing);
    let shown = window.played();
    let dates: Vec<&str> = shown.iter().map(|(date, _)| date.as_str()).collect();
    assert_eq!(dates, ["2025-11-22", "2025-11-23"]);
    assert_eq!(window.as_of(), "2026-02-04", "it ends on the last change");
    // A frame is a quarter of a second.
    assert!((3..=6).contains(&shown[0].1) && (3..=5).contains(&shown[1].1), "{shown:?}");
    window.run();
    assert_eq!(window.session().history().undo_label(), Some("play membership changes"));
    window.press_ctrl(Key::Z);
    assert_eq!(window.as_of(), "2026-11-24");
    assert_eq!(window.session().history().undo_label(), None);
}

#[test]
fn space_and_esc_stop_playing_and_a_choice_of_the_date_does() {
    let mut window = TestWindow::open();
    for key in [Key::Space, Key::Escape] {
        window.click_button("Play membership changes");
        window.press(key);
        assert!(!window.session().playing, "{key:?}");
        let date = window.as_of();
        for _ in 0..8 {
            window.pass_frame();
        }
        assert_eq!(window.as_of(), date);
        window.press_ctrl(Key::Z);
        assert_eq!(window.as_of(), "2026-11-24");
    }
    window.click_button("Play membership changes");
    window.click_button("Next change");
    assert!(!window.session().playing);
    window.click_button("Play membership changes");
    window.press_ctrl(Key::Z);
    assert!(!window.session().playing, "what is taken back does not go on");
}

#[test]
fn before_an_audience_m_plays() {
    let mut window = TestWindow::open();
    window.press(Key::F5);
    window.press(Key::M);
    assert!(window.session().playing);
    window.press(Key::Space);
    assert!(!window.session().playing);
    assert_eq!(window.question().commodity.as_str(), "rare-earths", "Space stops and shows no other mineral");
    window.press(Key::M);
    window.press(Key::Escape);
    assert!(!window.session().playing && window.session().presenting);
    window.press(Key::M);
    window.played();
    assert_eq!(window.as_of(), "2026-02-04");
    window.press(Key::Escape);
    assert!(!window.session().presenting);
}

#[test]
fn with_no_bloc_on_the_rail_has_the_days_of_all() {
    let mut window = TestWindow::open();
    window.pick_from_menu("Edit", "Switch all blocs off");
    window.focus(Role::Slider, SLIDER);
    window.press(Key::Home);
    assert_eq!(window.as_of(), "1949-04-03", "the day before NATO began");
}

#[test]
fn a_bloc_without_dates_has_no_slider_and_says_why() {
    let mut window = TestWindow::open();
    window.pick_from_menu("Edit", "Switch all blocs off");
    window.type_into("Find a bloc", "SADC");
    window.click(Role::CheckBox, "SADC");
    assert!(!window.has(Role::Slider, SLIDER));
    window.assert_says("No date of joining or leaving is known for what is on");
    assert!(window.is_disabled(Role::Button, "Play membership changes"));
}
