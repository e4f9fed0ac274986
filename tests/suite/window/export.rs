use std::path::Path;

use egui::accesskit::Role;
use egui::{Color32, Key, Modifiers};
use lodescope::charts::palette::Theme;
use lodescope::session::Command;

use super::TestWindow;

fn exporting() -> TestWindow {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::E);
    window
}

fn save(window: &mut TestWindow, path: &Path) {
    window.fill("Or save at a path of your own", path.to_str().unwrap());
    window.click_button("Save");
}

#[test]
fn the_dialog_opens_with_a_preview_and_esc_closes_it_alone() {
    let mut window = exporting();
    assert!(window.has(Role::Button, "Save as…"));
    window.wait_for("Preview of the picture");
    window.press(Key::Escape);
    assert!(!window.has(Role::Button, "Save as…"));
    assert!(window.chart().starts_with("China mined"));
    assert!(!window.session().presenting);
}

#[test]
fn a_chart_is_saved_at_a_typed_path_in_each_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = exporting();
    for (format, beginning) in
        [("PNG", &b"\x89PNG\r\n"[..]), ("SVG", b"<?xml"), ("PDF", b"%PDF"), ("CSV", b"Country,Code,")]
    {
        window.click_button(format);
        let path = folder.path().join(format!("chart.{}", format.to_lowercase()));
        save(&mut window, &path);
        window.wait_for(&format!("Saved {}", path.display()));
        let bytes = std::fs::read(&path).unwrap();
        let svg_without_declaration = format == "SVG" && bytes.starts_with(b"<svg");
        assert!(bytes.starts_with(beginning) || svg_without_declaration, "{format}: {:?}", &bytes[..20]);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4, "nothing else was left there");
}

#[test]
fn a_file_is_replaced_only_when_save_is_pressed_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.svg");
    std::fs::write(&path, "kept").unwrap();
    let mut window = exporting();
    save(&mut window, &path);
    window.assert_says("A file of that name is there already");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "kept");
    window.click_button("Save");
    window.wait_for("Saved ");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("<svg"));
}

#[test]
fn a_picture_says_what_was_typed_into_the_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.svg");
    let mut window = exporting();
    window.click_button("SVG");
    window.fill("Title", "Who mines what magnets need");
    window.fill("Note", "For the course of 2026");
    window.choose("Size", "Square 1080 × 1080");
    save(&mut window, &path);
    window.wait_for("Saved ");
    let svg = std::fs::read_to_string(&path).unwrap();
    for wanted in ["Who mines what magnets need", "For the course of 2026", "Source: U.S. Geological Survey", "1080"] {
        assert!(svg.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_name_without_an_ending_gets_one_and_an_ending_decides_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = exporting();
    save(&mut window, &folder.path().join("figure 2.1"));
    window.wait_for("figure 2.1.png");
    assert!(std::fs::read(folder.path().join("figure 2.1.png")).unwrap().starts_with(b"\x89PNG"));
    save(&mut window, &folder.path().join("figure.svg"));
    window.wait_for("figure.svg");
    let text = String::from_utf8_lossy(&std::fs::read(folder.path().join("figure.svg")).unwrap()).into_owned();
    assert!(text.contains("<svg"), "a PNG was written under the name of an SVG");
}

#[test]
fn a_folder_that_is_not_there_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = exporting();
    save(&mut window, &folder.path().join("absent").join("chart.png"));
    window.wait_for("The file could not be saved");
    window.assert_says("The folder is not there: choose another, or create it");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert!(window.has(Role::Button, "Save as…"), "the dialog stays, so that the path can be corrected");
}

#[test]
fn a_click_beside_the_dialog_loses_nothing_and_its_lists_lie_above_it() {
    let mut window = exporting();
    window.fill("Title", "My own");
    window.click_at(4.0, 450.0);
    assert_eq!(window.node(Role::TextInput, "Title").value().as_deref(), Some("My own"));
    window.choose("Size", "4K 3840 × 2160");
    assert_eq!((window.session().export.width, window.session().export.height), (3840, 2160));
}

#[test]
fn the_picture_is_copied_as_the_dialog_would_save_it() {
    let mut window = TestWindow::open();
    let image = window.picture_after(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    assert_eq!(image.size, [1920, 1080]);
    assert_eq!(image.pixels[0], Color32::WHITE);
    let dark = image.pixels.iter().filter(|pixel| pixel.intensity() < 0.3).count();
    assert!(dark > 5000, "{dark} dark pixels are no chart");
    window.run();
    window.assert_says("The picture is copied");
    window.press_ctrl(Key::E);
    window.choose("Size", "Square 1080 × 1080");
    window.click_button("Print");
    let image = window.picture_after(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    assert_eq!(image.size, [1080, 1080]);
    assert!(image.pixels.iter().all(|pixel| pixel.r() == pixel.g() && pixel.g() == pixel.b()), "print has no colour");
}

#[test]
fn paper_is_offered_for_pictures_and_not_for_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.svg");
    let mut window = exporting();
    window.click_button("SVG");
    window.click_button("Print");
    window.choose("Size", "A4 portrait at 300 dpi");
    save(&mut window, &path);
    window.wait_for("Saved ");
    assert!(std::fs::read_to_string(&path).unwrap().contains("width=\"793.6\" height=\"1122.56\""));
    window.press(Key::Escape);
    assert_eq!(window.session().document.theme, Theme::Light);
    window.click_button("View");
    assert!(window.says("Dark") && !window.says("Print"));
    // Whoever asks for it, the window has a theme for screens.
    window.session_mut().update(TestWindow::dataset(), &Command::PickTheme(Theme::Print));
    assert_eq!(window.session().document.theme, Theme::Light);
}

#[test]
fn without_a_path_there_is_nothing_to_save_to() {
    let window = exporting();
    assert!(window.is_disabled(Role::Button, "Save"));
}

#[test]
fn a_question_without_an_answer_can_be_exported_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("boron.svg");
    let mut window = TestWindow::open();
    window.show("Boron");
    window.press_ctrl(Key::E);
    window.wait_for("Preview of the picture");
    window.click_button("SVG");
    save(&mut window, &path);
    window.wait_for("Saved ");
    assert!(std::fs::read_to_string(&path).unwrap().contains("cannot be taken"));
}

#[test]
fn a_shift_of_every_mineral_is_saved_as_it_is_looked_at_and_brings_that_view_back() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("all.svg");
    let mut window = TestWindow::open();
    window.click_button("Shift");
    window.click_button("All minerals");
    window.click_button("Name");
    let session = window.session();
    let offered = session.export.file_name(&session.document);
    assert!(offered.starts_with("all-minerals_2025_shift_"), "{offered}");
    window.press_ctrl(Key::E);
    window.click_button("SVG");
    save(&mut window, &picture);
    window.wait_for("Saved ");
    assert!(std::fs::read_to_string(&picture).unwrap().contains("Most shifted by Green minerals initiative"));
    let mut other = TestWindow::open();
    other.drop_files(&[&picture]);
    other.wait_for("This is the view of all.svg");
    assert_eq!(other.session().document.ladder, window.session().document.ladder);
    assert_eq!(other.chart(), window.chart());
}
