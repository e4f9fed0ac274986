use egui::Key;
use egui::accesskit::Role;

use super::TestWindow;
use super::open::write;
use super::own_blocs::{begin, pick, with_andes};

/// Begins a bloc called "Half" of Chile and leaves its page on screen.
fn with_half() -> TestWindow {
    let mut window = TestWindow::open();
    window.show("Copper");
    begin(&mut window);
    window.fill("Name", "Half");
    window.click(Role::CheckBox, "Chile");
    window
}

#[test]
fn a_half_made_bloc_is_asked_about_before_the_window_closes() {
    let mut window = with_half();
    assert!(!window.closes());
    window.assert_says("“Half” is half made and not saved");
    // Staying leads back to where the work was.
    window.click_button("Stay here");
    assert_eq!(window.node(Role::TextInput, "Name").value().as_deref(), Some("Half"));
    // Left, it is no less there.
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(window.session().dialog.is_none());
    assert!(!window.closes());
    window.click_button("Stay here");
    window.click_button("New bloc…");
    window.click_button("Go on with “Half”…");
    assert!(window.is_on(Role::CheckBox, "Chile"));
    window.click_button("Discard changes");
    assert!(window.closes(), "nothing is left to be lost");
}

#[test]
fn a_half_made_bloc_is_kept_in_the_workspace_and_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("half.lodescope");
    let mut window = with_half();
    window.fill("Joined, Chile", "20");
    assert!(!window.closes());
    window.click_button("Save a workspace first…");
    window.fill("Or save at a path of your own", path.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");
    assert!(!window.session().has_unsaved());
    let mut again = TestWindow::open();
    again.drop_files(&[&path]);
    again.wait_for("Opened half.lodescope");
    assert!(!again.session().has_unsaved());
    again.assert_says("“Half” is half made");
    again.run();
    again.click_button("Go on with it…");
    assert_eq!(again.node(Role::TextInput, "Joined, Chile").value().as_deref(), Some("20"));
    assert!(!again.session().has_unsaved(), "it stands in the workspace like that");
    again.fill("Joined, Chile", "2020");
    assert!(again.session().has_unsaved());
    assert!(!again.closes());
    again.assert_says("The workspace half.lodescope was changed since it was saved");
}

#[test]
fn a_half_made_bloc_is_asked_about_before_a_workspace_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let empty = lodescope::session::Workspace::of(TestWindow::open().session(), folder.path());
    let path = write(folder.path(), "empty.lodescope", &empty.to_json().unwrap());
    let mut window = with_half();
    window.drop_files(&[&path]);
    window.assert_says("“Half” is half made and not saved");
    window.click_button("Go on without saving");
    window.wait_for("Opened empty.lodescope");
    assert!(window.session().drafts().is_empty());
    assert!(window.closes());
}

#[test]
fn a_bloc_of_no_workspace_and_no_library_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = with_andes();
    window.read_library(&folder.path().join("blocs.json"));
    assert!(!window.closes());
    window.assert_says("Andes stands in no workspace and not in your library");
    window.click_button("Save a workspace first…");
    window.press(Key::Escape);
    assert!(window.session().leaving.is_none(), "a later save is no wish to quit");
    pick(&mut window, "Andes", "Keep in my library");
    window.wait_for("Andes is in your library");
    assert!(window.closes());
}

#[test]
fn beginning_another_bloc_loses_none_that_is_half_made() {
    let mut window = with_half();
    window.press(Key::Escape);
    window.press(Key::Escape);
    pick(&mut window, "Quad", "Duplicate…");
    window.click_button("Save bloc");
    begin(&mut window);
    window.click_button("Go on with “Half”");
    assert!(window.is_on(Role::CheckBox, "Chile"));
    // A look at another dialog leads back to it.
    window.press_ctrl(Key::E);
    window.press(Key::Escape);
    assert_eq!(window.node(Role::TextInput, "Name").value().as_deref(), Some("Half"));
}
