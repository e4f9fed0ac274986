use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use lodescope::model::EditionChoice;
use lodescope::session::Command;

use super::TestWindow;

/// A tidy table: cobalt, three countries, two years.
pub const PURCHASES: &str = "country,commodity,stage,year,unit,value\n\
    DR Congo,cobalt,mine,2024,t,20\nIndonesia,cobalt,mine,2024,t,5\nAustralia,cobalt,mine,2024,t,1\n\
    DR Congo,cobalt,mine,2023,t,15\nIndonesia,cobalt,mine,2023,t,5\n";

/// Writes a file and returns its path.
pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Opens a file through the dialog and waits until it is open.
pub fn open_by_path(window: &mut TestWindow, path: &Path) {
    window.press_ctrl(Key::O);
    window.fill("Or a path of your own", path.to_str().unwrap());
    window.click_button("Open");
}

/// Returns a window with a file of purchases open.
fn with_purchases(folder: &Path) -> (TestWindow, PathBuf) {
    let path = write(folder, "purchases.csv", PURCHASES);
    let mut window = TestWindow::open();
    open_by_path(&mut window, &path);
    window.wait_for("Opened purchases.csv");
    window.run();
    (window, path)
}

#[track_caller]
fn is_own(window: &TestWindow) -> bool {
    matches!(&window.question().edition, EditionChoice::Of(edition) if edition.is_own())
}

#[test]
fn a_file_opens_by_its_path_and_shows_its_mineral() {
    let folder = tempfile::tempdir().unwrap();
    let (window, _) = with_purchases(folder.path());
    window.assert_says("Opened purchases.csv: 5 of ");
    assert!(is_own(&window));
    assert_eq!((window.question().commodity.as_str(), window.question().year), ("cobalt", 2024));
    let worked = [20.0_f64, 5.0, 1.0].map(|tonnes| (100.0 * tonnes / 26.0).powi(2)).iter().sum::<f64>();
    assert!(window.hhi_tile().contains(&lodescope::model::whole_text(worked)), "{}", window.hhi_tile());
    assert_eq!(window.listed(), ["Cobalt"], "the list has what the file has");
}

#[test]
fn a_dropped_file_opens_and_one_held_over_the_window_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "purchases.csv", PURCHASES);
    let mut window = TestWindow::open();
    window.hold_files(1);
    window.assert_says("Drop to open");
    window.drop_files(&[&path]);
    window.wait_for("Opened purchases.csv");
    assert!(is_own(&window));
}

#[test]
fn several_files_open_and_the_first_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let first = write(folder.path(), "first.csv", PURCHASES);
    let second = write(folder.path(), "second.csv", &PURCHASES.replace("cobalt", "nickel"));
    let mut window = TestWindow::open();
    window.drop_files(&[&first, &second]);
    window.wait_for("Opened second.csv");
    assert_eq!(window.session().opened.len(), 2);
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    window.open_menu("View");
    window.click_button("Edition");
    window.click_button("second.csv");
    assert_eq!(window.question().commodity.as_str(), "nickel", "the file has no cobalt");
}

#[test]
fn what_is_chosen_while_a_file_is_read_holds_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "purchases.csv", PURCHASES);
    let mut window = TestWindow::open();
    window.drop_files(&[&path]);
    // Whether it has arrived by now or not, it leads to the same.
    window.press(Key::Num3);
    window.press(Key::Num4);
    let blocs = window.question().blocs.clone();
    window.wait_for("Opened purchases.csv");
    window.run();
    assert!(is_own(&window));
    assert_eq!(window.question().blocs, blocs);
    let dataset = TestWindow::dataset().with(window.session().opened.iter().map(AsRef::as_ref));
    let figures = lodescope::analysis::answer(&dataset, window.question()).figures.unwrap();
    let whole = lodescope::model::whole_text;
    assert!(window.hhi_tile().contains(&whole(figures.before.hhi.lower)), "{}", window.hhi_tile());
    assert!(window.hhi_tile().contains(&whole(figures.after.unwrap().hhi.lower)), "{}", window.hhi_tile());
}

#[test]
fn what_cannot_be_opened_says_why_and_the_data_on_screen_stay() {
    let folder = tempfile::tempdir().unwrap();
    let empty = write(folder.path(), "notes.csv", "");
    let mut window = TestWindow::open();
    let before = (window.chart(), window.session().document.clone());
    for (path, words) in
        [(folder.path().join("absent.csv"), "absent.csv could not be opened"), (empty, "notes.csv could not be opened")]
    {
        open_by_path(&mut window, &path);
        window.wait_for(words);
        window.assert_says(path.to_str().unwrap());
    }
    assert_eq!((window.chart(), window.session().document.clone()), before);
    assert!(window.session().opened.is_empty());
    // Each stays until it has been read.
    window.click_first("Dismiss");
    window.assert_says("notes.csv could not be opened");
    window.assert_silent("absent.csv could not be opened");
    window.click_first("Dismiss");
    window.assert_silent("could not be opened");
}

#[test]
fn closing_goes_back_to_the_bundled_data_and_undo_says_that_the_file_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = with_purchases(folder.path());
    window.open_menu("View");
    window.click_button("Edition");
    window.click_button("Close purchases.csv");
    window.wait_for("Closed purchases.csv");
    assert_eq!(window.question().edition, EditionChoice::Newest);
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    assert!(window.session().opened.is_empty());
    assert!(window.listed().len() > 20);
    window.pick_from_menu("Edit", "Undo close purchases.csv");
    window.assert_says("purchases.csv is closed");
    window.press_ctrl(Key::Y);
    assert_eq!(window.question().edition, EditionChoice::Newest);
    // It can be opened again from the list.
    window.press_ctrl(Key::O);
    let name = format!("purchases.csv {}", path.parent().unwrap().display());
    window.click_button(&name);
    window.wait_until("the file", |window| window.session().opened.len() == 1);
    assert!(is_own(&window));
}

#[test]
fn opening_is_a_step_that_can_be_undone_while_the_file_stays_open() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = with_purchases(folder.path());
    window.pick_from_menu("Edit", "Undo open purchases.csv");
    assert_eq!(window.question().commodity.as_str(), "rare-earths");
    assert_eq!(window.session().opened.len(), 1);
    window.press_ctrl(Key::Y);
    assert!(is_own(&window));
}

#[test]
fn a_file_that_changed_is_read_again_and_the_question_follows_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = with_purchases(folder.path());
    let before = window.question().edition.clone();
    std::fs::write(&path, format!("{PURCHASES}Australia,cobalt,mine,2023,t,80\nNowhere land,cobalt,mine,2023,t,1\n"))
        .unwrap();
    window.pick_from_menu("File", "Datasets…");
    window.assert_says("rows used, no issues");
    window.click_button("Reload");
    window.wait_for("rows used, 1 issue");
    assert!(is_own(&window) && window.question().edition != before);
    window.press(Key::Escape);
    window.click_button("2023");
    assert!(window.chart().starts_with("Australia mined 79"), "{}", window.chart());
    // Undo goes back to the year, not to data that are gone.
    window.press_ctrl(Key::Z);
    window.assert_silent("not open");
    // A name is assigned once, and the file read again with it.
    window.session_mut().update(TestWindow::dataset(), &Command::ShowIssues(path.clone()));
    window.run();
    window.assert_says("Nowhere land");
}

#[test]
fn a_mineral_that_only_a_file_has_is_not_listed_under_the_bundled_data() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = with_purchases(folder.path());
    let listed = |window: &TestWindow| window.session().listed(TestWindow::dataset()).len();
    let all = listed(&TestWindow::open());
    assert_ne!(listed(&window), all);
    window.open_menu("View");
    window.click_button("Edition");
    window.click_button("Newest edition of each figure");
    assert_eq!(listed(&window), all);
    assert!(window.has(Role::ComboBox, "Edition, Newest: USGS MCS 2026"));
}

#[test]
fn a_file_while_it_is_read_can_be_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..400_000).map(|row| format!("DR Congo,cobalt,mine,{},t,{row}\n", 1900 + row % 100)).collect();
    let path = write(folder.path(), "large.csv", &format!("country,commodity,stage,year,unit,value\n{rows}"));
    let mut window = TestWindow::open();
    open_by_path(&mut window, &path);
    window.wait_for("Reading large.csv");
    window.click_button("Cancel");
    window.wait_for("Reading was cancelled");
    assert!(window.session().opened.is_empty());
}

#[test]
fn a_picture_restores_its_view_and_one_of_own_data_names_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = with_purchases(folder.path());
    let picture = folder.path().join("chart.svg");
    window.press_ctrl(Key::E);
    window.click_button("SVG");
    window.fill("Or save at a path of your own", picture.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");
    window.press(Key::Escape);
    let svg = std::fs::read_to_string(&picture).unwrap();
    assert!(svg.contains("purchases.csv, own data"), "the source line names the file");
    let shown = window.question().clone();
    window.press_ctrl(Key::Z);
    assert_ne!(*window.question(), shown);
    window.drop_files(&[&picture]);
    window.wait_for("This is the view of chart.svg");
    assert_eq!(*window.question(), shown);
    window.pick_from_menu("Edit", "Undo show chart.svg");
    assert_ne!(*window.question(), shown);

    let mut other = TestWindow::open();
    other.drop_files(&[&picture]);
    other.wait_for("The view of chart.svg could not be shown");
    other.assert_says("“purchases.csv”, which is not open");
    assert_eq!(other.question().commodity.as_str(), "rare-earths");
}

#[test]
fn a_picture_of_another_program_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let picture = write(folder.path(), "drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let mut window = TestWindow::open();
    window.drop_files(&[&picture]);
    window.wait_for("drawing.svg could not be opened");
    window.assert_says("this picture carries no recipe");
}

#[test]
fn undo_after_closing_names_the_file_and_opens_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = with_purchases(folder.path());
    let shown = window.session().document.clone();
    window.session_mut().update(TestWindow::dataset(), &Command::PickYear(2023));
    window.run();
    window.pick_from_menu("File", "Datasets…");
    window.click_button("Close dataset");
    window.wait_for("Closed purchases.csv");
    window.press(Key::Escape);
    window.press_ctrl(Key::Z);
    for said in ["purchases.csv is closed", path.to_str().unwrap()] {
        window.assert_says(said);
    }
    window.assert_silent("own-purchases");
    window.assert_silent("No edition");
    window.click_button("Open purchases.csv again");
    // That it was opened the first time may be said still.
    window.wait_until("the file is open again", |window| !window.says("is closed"));
    window.assert_says("Opened purchases.csv");
    assert!(is_own(&window));
    assert_eq!(window.question().year, 2023);
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document, shown, "what was undone before closing is undone after it");
}

#[test]
fn a_file_that_is_closed_and_has_changed_is_still_where_undo_leads() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = with_purchases(folder.path());
    window.pick_from_menu("File", "Datasets…");
    window.click_button("Close dataset");
    window.wait_for("Closed purchases.csv");
    window.press(Key::Escape);
    std::fs::write(&path, PURCHASES.replace("2024,t,20", "2024,t,40")).unwrap();
    open_by_path(&mut window, &path);
    window.wait_for("Opened purchases.csv");
    window.run();
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert!(is_own(&window));
    window.assert_silent("is closed");
}
