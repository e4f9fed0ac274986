use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use lodescope::model::EditionChoice;

use super::TestWindow;
use super::open::{PURCHASES, open_by_path, write};

/// Returns a window in which a file of purchases is open and a workspace of it is saved, and both paths.
fn saved(folder: &Path) -> (TestWindow, PathBuf, PathBuf) {
    let data = write(folder, "purchases.csv", PURCHASES);
    let workspace = folder.join("study.lodescope");
    let mut window = TestWindow::open();
    open_by_path(&mut window, &data);
    window.wait_for("Opened purchases.csv");
    window.press_ctrl(Key::Num2);
    save_as(&mut window, &workspace);
    (window, data, workspace)
}

fn save_as(window: &mut TestWindow, path: &Path) {
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.fill("Or save at a path of your own", path.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");
}

#[track_caller]
fn reopened(workspace: &Path) -> TestWindow {
    let mut window = TestWindow::open();
    window.drop_files(&[workspace]);
    window.wait_for("Opened study.lodescope");
    window
}

#[test]
fn a_workspace_brings_back_question_view_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let (window, data, workspace) = saved(folder.path());
    let again = reopened(&workspace);
    assert_eq!(again.session().document, window.session().document);
    assert_eq!(again.session().opened.len(), 1);
    assert_eq!(again.session().opened[0].path, data);
    assert_eq!(again.chart(), window.chart());
    assert!(!again.session().has_unsaved());
    assert_eq!(again.session().title(), "study – Lodescope");
}

#[test]
fn a_workspace_moved_with_its_files_finds_them() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("before"), folder.path().join("after"));
    std::fs::create_dir(&before).unwrap();
    drop(saved(&before));
    std::fs::rename(&before, &after).unwrap();
    let window = reopened(&after.join("study.lodescope"));
    assert_eq!(window.session().opened[0].path, after.join("purchases.csv"));
    assert!(matches!(&window.question().edition, EditionChoice::Of(edition) if edition.is_own()));
    window.assert_silent("not open");
}

#[test]
fn changes_show_in_the_title_and_are_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _, workspace) = saved(folder.path());
    assert_eq!(window.session().title(), "study – Lodescope");
    window.press_ctrl(Key::Num1);
    assert_eq!(window.session().title(), "• study – Lodescope");
    assert!(!window.closes());
    window.assert_says("The workspace study.lodescope was changed since it was saved");
    window.click_button("Stay here");
    window.press_ctrl(Key::S);
    window.wait_for("Saved ");
    assert_eq!(window.session().title(), "study – Lodescope");
    assert!(window.closes());
    assert_eq!(reopened(&workspace).session().document, window.session().document);
}

#[test]
fn what_was_held_up_goes_on_after_saving_or_without() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _, workspace) = saved(folder.path());
    for (button, view) in [("Save first", Key::I), ("Go on without saving", Key::Num1)] {
        window.press_ctrl(view);
        window.drop_files(&[&workspace]);
        window.assert_says("was changed since it was saved");
        let changed = window.session().document.clone();
        window.click_button(button);
        window.wait_until("the workspace", |window| window.session().history().undo_label().is_none());
        assert_eq!(window.session().document == changed, button == "Save first");
    }
}

#[test]
fn a_file_that_changed_is_said_and_the_question_follows_it() {
    let folder = tempfile::tempdir().unwrap();
    let (_, data, workspace) = saved(folder.path());
    std::fs::write(&data, PURCHASES.replace("2024,t,20", "2024,t,40")).unwrap();
    let window = reopened(&workspace);
    window.assert_says("purchases.csv has changed since the workspace was saved");
    assert_eq!(window.question().edition, EditionChoice::Of(window.session().opened[0].editions[0].id.clone()));
    window.assert_silent("not open");
}

#[test]
fn a_file_that_is_gone_is_named_the_rest_opens_and_saving_forgets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, data, workspace) = saved(folder.path());
    let second = write(folder.path(), "second.csv", &PURCHASES.replace("cobalt", "nickel"));
    window.drop_files(&[&second]);
    window.wait_for("Opened second.csv");
    window.press_ctrl(Key::S);
    window.wait_for("Saved ");
    std::fs::remove_file(&data).unwrap();
    let mut again = reopened(&workspace);
    again.assert_says("purchases.csv of the workspace could not be opened");
    again.assert_says(data.to_str().unwrap());
    assert_eq!(again.session().opened.len(), 1);
    assert_eq!(again.question().commodity.as_str(), "nickel");
    again.press_ctrl(Key::Num1);
    again.press_ctrl(Key::S);
    again.wait_for("Saved ");
    // Found elsewhere, it takes its place again.
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let found = write(&elsewhere, "purchases.csv", PURCHASES);
    let mut third = reopened(&workspace);
    assert_eq!(third.session().absent.len(), 1);
    third.drop_files(&[&found]);
    third.wait_for("Opened purchases.csv");
    assert!(third.session().absent.is_empty());
}

#[test]
fn a_workspace_from_the_future_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "next.lodescope", "{\"workspace_version\": 9, \"app_version\": \"8.0.0\"}");
    let mut window = TestWindow::open();
    let before = window.session().document.clone();
    window.drop_files(&[&path]);
    window.wait_for("next.lodescope could not be opened");
    window.assert_says("open it with a newer Lodescope");
    assert_eq!(window.session().document, before);
}

#[test]
fn a_workspace_whose_file_is_gone_names_it_and_opens_it_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let (_, data, workspace) = saved(folder.path());
    let away = folder.path().join("away.csv");
    std::fs::rename(&data, &away).unwrap();
    let mut window = reopened(&workspace);
    window.run();
    window.assert_says("purchases.csv could not be opened with the workspace");
    window.assert_silent("own-purchases");
    window.click_button("Open purchases.csv again");
    window.wait_for("purchases.csv could not be opened");
    assert!(window.session().opened.is_empty());
    std::fs::rename(&away, &data).unwrap();
    window.click_button("Open purchases.csv again");
    window.wait_for("Opened purchases.csv");
    window.run();
    assert!(window.session().absent.is_empty());
    assert!(window.chart().contains("DR Congo"), "{}", window.chart());
}
