use egui::Key;
use egui::accesskit::Role;
use lodescope::charts::ChartKind;

use super::TestWindow;

fn chosen(window: &TestWindow, choice: &str) -> Option<String> {
    window.session().document.choices.chosen(ChartKind::Shares, choice).map(str::to_owned)
}

#[test]
fn bars_are_told_sorted_and_folded_by_clicks() {
    let mut window = TestWindow::open_at(1366.0, 900.0);
    window.assert_silent("1 year before");
    // All choices have one row, so that most are lists that open.
    window.choose("Values, Share", "Quantity");
    window.assert_says("China 270,000 t");
    window.choose("Sort, Size", "Change");
    window.choose("Since, 5 years before", "1 year before");
    window.choose("Show, All countries", "5");
    assert_eq!(
        ["values", "sort", "since", "show"].map(|choice| chosen(&window, choice).unwrap()),
        ["quantity", "change", "1", "5"]
    );
    // 45,500 of 384,000 t and 51,000 of 389,310 t: 11.8 and 13.1 %.
    window.assert_says("United States 51,000 t, +1.3\u{a0}pp since\u{a0}2024");
    window.assert_says("11 more 11,960 t");
    window.press_ctrl(Key::Z);
    assert_eq!(chosen(&window, "show"), None);
    window.assert_says("Brazil 2,000 t");
    window.choose("Sort, Change", "Size");
    window.assert_silent("1 year before");
}

#[test]
fn choices_leave_the_chart_its_room_where_text_is_large() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    window.pick_from_menu("View", "Text at 250 %");
    let height = window.chart_rect().height();
    assert!(height > 90.0, "the chart is {height} points high");
    window.open_menu("Options…");
    let values = window.text_from("Values: Share");
    window.click_button(&values);
    window.click_button("Values, Quantity");
    assert_eq!(chosen(&window, "values").as_deref(), Some("quantity"));
}

#[test]
fn a_choice_that_begins_a_row_is_told_whole() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    window.choose("Form, Bars", "Small multiples");
    assert!(window.has(Role::ComboBox, "Form, Small multiples"));
    let (form, mineral) = ("Form, Small multiples", "One for each, Mineral");
    let width = |name: &str| window.node(Role::ComboBox, name).rect().width();
    assert!(width(form) > width(mineral), "{} and {}", width(form), width(mineral));
}
