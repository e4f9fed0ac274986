use egui::accesskit::Role;
use egui::{Key, Modifiers};
use lodescope::session::{Command, Dialog};

use super::TestWindow;
use super::mapping::with_odd_file_open;
use super::open::{PURCHASES, open_by_path, write};

fn show_issues(window: &mut TestWindow) {
    let path = window.session().opened[0].path.clone();
    let dataset = TestWindow::dataset().clone();
    window.session_mut().update(&dataset, &Command::ShowIssues(path));
    window.run();
}

#[test]
fn issues_are_counted_by_kind_and_narrowed() {
    let mut window = with_odd_file_open();
    show_issues(&mut window);
    window.assert_says("3 issues");
    for chip in ["All 3", "Country not recognised 2", "Value not understood 1"] {
        assert!(window.has(Role::Button, chip), "{chip}");
    }
    window.click_button("Value not understood 1");
    window.assert_says("Value not understood: “geheim”, row 14");
    window.assert_silent("Country not recognised: “Mittelerde”");
    window.click_button("All 3");
    window.fill("Find in issues", "mittel");
    window.assert_says("Country not recognised: “Mittelerde”, row 11");
    window.assert_silent("Value not understood: “geheim”");
    window.fill("Find in issues", "nothing has this");
    window.assert_says("No issue has that text");
}

#[test]
fn one_issue_shows_its_row_as_written_what_was_done_and_how_to_mend_it() {
    let mut window = with_odd_file_open();
    show_issues(&mut window);
    window.assert_says("What was understood");
    window.press(Key::ArrowDown);
    window.assert_says("Row 11 as written");
    window.assert_says("To mend it");
    for text in ["Rohstoff", "Kobalt", "Förderung (t)"] {
        window.assert_says(text);
    }
    window.press(Key::ArrowDown);
    window.assert_says("Row 14 as written");
    window.press(Key::Home);
    window.assert_says("Row 11 as written");
    window.press(Key::Escape);
    assert_eq!(window.session().dialog, None);
}

#[test]
fn a_file_without_issues_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "purchases.csv", PURCHASES);
    let mut window = TestWindow::open();
    open_by_path(&mut window, &path);
    window.wait_for("Opened purchases.csv");
    show_issues(&mut window);
    assert_eq!(window.session().dialog, Some(Dialog::Issues));
    window.assert_says("Every row was understood");
    window.assert_says("rows with figures");
}

#[test]
fn without_a_file_the_panel_says_what_to_do() {
    let mut window = TestWindow::open();
    window.session_mut().dialog = Some(Dialog::Issues);
    window.run();
    window.assert_says("No file of your own is open");
}

#[test]
fn an_assigned_name_is_undone_and_redone_where_it_was_assigned_and_from_the_menu() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "purchases.csv", &format!("{PURCHASES}Nowhere land,cobalt,mine,2024,t,3\n"));
    let mut window = TestWindow::open();
    open_by_path(&mut window, &path);
    window.wait_for("Opened purchases.csv");
    show_issues(&mut window);
    window.click_button("Country not recognised 1");
    let issues = |window: &TestWindow| window.session().opened[0].issues.total();
    let is_assigned = |window: &TestWindow| window.session().options.names.contains_key("nowhere land");
    window.choose_by_search("Assign Nowhere land", "Chile");
    window.wait_until("the file is read again", |window| issues(window) == 0);
    assert!(is_assigned(&window));
    window.press_ctrl(Key::Z);
    window.wait_until("the file is read again", |window| issues(window) == 1);
    assert!(!is_assigned(&window));
    window.click_button("Redo assign Nowhere land");
    window.wait_until("the file is read again", |window| issues(window) == 0);
    assert!(is_assigned(&window));
    window.click_button("Undo assign Nowhere land");
    window.wait_until("the file is read again", |window| issues(window) == 1);
    // The question behind the panel is not undone from in front of it.
    let shown = window.session().document.clone();
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document, shown);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.press(Key::Escape);
    window.pick_from_menu("Edit", "Undo assign Nowhere land");
    assert!(!is_assigned(&window));
    window.pick_from_menu("Edit", "Undo open purchases.csv");
    window.press_ctrl(Key::Y);
    window.press_ctrl(Key::Y);
    window.wait_until("the file is read again", |window| issues(window) == 0);
    assert!(is_assigned(&window));
}

#[test]
fn the_list_beside_a_name_and_the_one_beside_its_issue_both_assign() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "purchases.csv", &format!("{PURCHASES}Nowhere land,cobalt,mine,2024,t,3\n"));
    for which in [0, 1] {
        let mut window = TestWindow::open();
        open_by_path(&mut window, &path);
        window.wait_for("Opened purchases.csv");
        show_issues(&mut window);
        window.click_button("Country not recognised 1");
        window.press(Key::ArrowDown);
        window.click_nth(Role::ComboBox, "Assign Nowhere land", which);
        window.type_text("peru");
        window.press(Key::Enter);
        window.wait_until("the file is read again", |window| window.session().opened[0].issues.total() == 0);
        assert_eq!(window.session().options.names["nowhere land"], "PER");
    }
}

#[test]
fn a_file_with_rows_left_out_is_marked_beside_its_name_as_long_as_it_is_on_screen() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 768.0)] {
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), "purchases.csv", &format!("{PURCHASES}Freedonia,cobalt,mine,2024,t,2\n"));
        let mut window = TestWindow::open_at(width, height);
        assert!(!window.has(Role::Button, "1 issue"));
        open_by_path(&mut window, &path);
        window.wait_for("Opened purchases.csv");
        window.run();
        window.assert_says("names no country that is recognised (Freedonia)");
        window.click_button("1 issue");
        window.assert_says("Country not recognised: “Freedonia”");
    }
}

#[test]
fn a_file_opens_on_the_mineral_that_it_has_most_figures_of() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "country,commodity,stage,year,unit,value\nChina,rare earths,mine,2024,t,9\n{}",
        PURCHASES.split_once('\n').unwrap().1
    );
    let path = write(folder.path(), "purchases.csv", &text);
    let mut window = TestWindow::open();
    assert_eq!(window.question().commodity.as_str(), "rare-earths");
    open_by_path(&mut window, &path);
    window.wait_for("Opened purchases.csv");
    window.run();
    assert_eq!(window.question().commodity.as_str(), "cobalt");
}
