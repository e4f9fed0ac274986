use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use lodescope::model::{BlocId, Confidence, OwnBloc};

use super::TestWindow;
use super::open::write;

fn id(text: &str) -> BlocId {
    BlocId::new(text).unwrap()
}

/// Opens the menu of a bloc and picks one of its entries.
#[track_caller]
pub fn pick(window: &mut TestWindow, bloc: &str, entry: &str) {
    window.click_button(&format!("Menu of {bloc}"));
    window.click_button(entry);
}

#[track_caller]
pub fn begin(window: &mut TestWindow) {
    window.click_button("New bloc…");
    window.click_button("Make one…");
}

/// Makes a bloc of Chile and Peru, called "Andes".
pub fn with_andes() -> TestWindow {
    let mut window = TestWindow::open();
    window.show("Copper");
    begin(&mut window);
    window.fill("Name", "Andes");
    window.click(Role::CheckBox, "Chile");
    window.click(Role::CheckBox, "Peru");
    window.click_button("Save bloc");
    window
}

fn own<'a>(window: &'a TestWindow, name: &str) -> &'a OwnBloc {
    let blocs = &window.session().document.own_blocs;
    blocs.iter().find(|own| own.bloc.short_name == name).unwrap_or_else(|| panic!("{name}: {blocs:#?}"))
}

fn members(own: &OwnBloc) -> Vec<String> {
    own.members.iter().map(|of| of.member.to_string()).collect()
}

#[test]
fn a_bloc_is_made_ticked_saved_switched_on_and_taken_back() {
    let mut window = TestWindow::open();
    window.show("Copper");
    begin(&mut window);
    assert!(window.is_disabled(Role::Button, "Save bloc"));
    window.assert_says("The bloc has no name yet · The bloc has no members yet; tick some or paste a list");
    window.fill("Name", "Andean states");
    window.fill("Short name", "Andes");
    window.click(Role::CheckBox, "Chile");
    // 5,300 of 23,000 thousand tonnes; the share follows each tick.
    let alone = window.text_from("1 country on 24 Nov 2026");
    assert!(alone.contains("confirmed and reported members"), "{alone}");
    window.click(Role::CheckBox, "Peru");
    window.assert_says("2 countries on 24 Nov 2026");
    window.click_button("Save bloc");
    assert_eq!(members(own(&window, "Andes")), ["CHL", "PER"]);
    assert_eq!(own(&window, "Andes").bloc.id, id("own_andes"));
    window.click(Role::CheckBox, "Andes");
    assert!(window.question().blocs.contains(&id("own_andes")));
    let chart = window.chart();
    assert!(chart.contains("Andes"), "{chart}");
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert!(window.session().document.own_blocs.is_empty());
    window.assert_silent("Menu of Andes");
    window.press_ctrl(Key::Y);
    assert!(window.has(Role::CheckBox, "Andes"));
    assert_eq!(window.session().history().undo_label(), Some("make Andes"));
}

#[test]
fn a_change_of_members_is_drawn_at_once_and_undone_by_name() {
    let mut window = with_andes();
    window.click(Role::CheckBox, "Andes");
    let before = window.chart();
    pick(&mut window, "Andes", "Edit…");
    window.fill("Search countries", "Zambia");
    window.press(Key::Enter);
    assert!(window.is_on(Role::CheckBox, "Zambia"), "Enter ticks the first that is found");
    window.click_button("Save bloc");
    assert_eq!(members(own(&window, "Andes")), ["CHL", "PER", "ZMB"]);
    assert_ne!(window.chart(), before);
    assert_eq!(window.session().history().undo_label(), Some("change Andes"));
    window.press_ctrl(Key::Z);
    assert_eq!(window.chart(), before);
}

#[test]
fn a_list_is_pasted_and_what_is_not_matched_waits_for_a_click() {
    let mut window = TestWindow::open();
    begin(&mut window);
    window.fill("Name", "Pasted");
    window.click(Role::MultilineTextInput, "Paste members");
    window.paste("CHN, Korea, Republic of; AU\nEuropean Union\tChlie\nPeru\t2020-01\t2024\treported\tsaid\nAtlantis\n");
    window.click_button("Add these");
    window.assert_says("2 names are in no list");
    assert!(window.is_disabled(Role::Button, "Add these"));
    window.click_button("Take Chlie for Chile");
    window.assert_says("1 name is in no list");
    window.click_button("Leave Atlantis out");
    window.assert_silent("in no list");
    assert!(window.is_on(Role::CheckBox, "European Union (as a member)"));
    window.click_button("Save bloc");
    let own = own(&window, "Pasted");
    assert_eq!(members(own), ["CHN", "KOR", "AUS", "X-EU", "PER", "CHL"]);
    let peru = &own.members[4];
    assert_eq!((peru.confidence, peru.source.as_str()), (Confidence::Reported, "said"));
    assert_eq!(peru.joined.unwrap().to_string(), "2020-01");
}

#[test]
fn dates_that_can_not_be_are_said_and_nothing_is_lost() {
    let mut window = with_andes();
    pick(&mut window, "Andes", "Edit…");
    window.fill("Joined, Chile", "2022");
    window.fill("Left, Chile", "2021");
    window.assert_says("Chile left before or on the day it joined");
    assert!(window.is_disabled(Role::Button, "Save bloc"));
    window.fill("Left, Chile", "soon");
    window.assert_says("Chile: left “soon” is not a date");
    window.fill("Left, Chile", "2024-06");
    window.click_button("Another spell, Chile");
    window.assert_says("Chile is listed twice for the same days");
    // Left and opened again, it goes on there.
    window.press(Key::Escape);
    window.press(Key::Escape);
    pick(&mut window, "Andes", "Edit…");
    window.fill("Joined, Chile, spell 2", "2025");
    window.choose("Confidence, Chile, spell 2", "reported");
    window.click_button("Save bloc");
    let spells: Vec<(String, Confidence)> =
        own(&window, "Andes").members[..2].iter().map(|of| (of.joined.unwrap().to_string(), of.confidence)).collect();
    assert_eq!(spells, [("2022".to_owned(), Confidence::Confirmed), ("2025".to_owned(), Confidence::Reported)]);
}

#[test]
fn changes_can_be_given_up() {
    let mut window = with_andes();
    let before = window.session().document.clone();
    pick(&mut window, "Andes", "Edit…");
    window.fill("Name", "Another");
    window.click_button("Discard changes");
    assert_eq!(window.session().document, before);
    pick(&mut window, "Andes", "Edit…");
    assert_eq!(window.node(Role::TextInput, "Name").value().as_deref(), Some("Andes"));
}

#[test]
fn any_bloc_is_duplicated_with_its_members_and_can_be_deleted() {
    let mut window = TestWindow::open();
    window.click_button("Menu of Quad");
    window.assert_silent("Edit…");
    window.click_button("Duplicate…");
    window.click_button("Save bloc");
    let quad = id("quad_cmi");
    let copy = own(&window, "Quad (copy)");
    let bundled: Vec<_> = TestWindow::dataset().memberships_of(&quad).collect();
    assert_eq!(copy.members.len(), bundled.len());
    assert!(copy.members.iter().zip(&bundled).all(|(one, other)| one.source == other.source));
    window.click(Role::CheckBox, "Quad (copy)");
    let with = window.session().document.clone();
    pick(&mut window, "Quad (copy)", "Delete");
    assert!(window.session().document.own_blocs.is_empty() && !window.question().blocs.iter().any(BlocId::is_own));
    assert_eq!(window.session().history().undo_label(), Some("delete Quad (copy)"));
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document, with);
}

#[test]
fn colours_say_who_has_them() {
    let mut window = with_andes();
    window.click(Role::CheckBox, "Andes");
    pick(&mut window, "Andes", "Edit…");
    window.assert_says("Taken by blocs that are on: ");
    window.click_button("Colour 7, brown, free");
    window.click_button("Save bloc");
    assert_eq!(own(&window, "Andes").slot, Some(6));
    window.press_ctrl(Key::Z);
    assert_eq!(own(&window, "Andes").slot, None);
}

fn exported(window: &mut TestWindow, path: &std::path::Path, format: &str) {
    pick(window, "Andes", "Export bloc…");
    window.click_button(format);
    window.fill("Or save at a path of your own", path.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");
}

#[test]
fn a_bloc_goes_into_a_file_and_comes_back_from_it() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["CSV", "JSON"] {
        let path: PathBuf = folder.path().join(format!("andes.{}", format.to_lowercase()));
        let mut window = with_andes();
        exported(&mut window, &path, format);
        let mut other = TestWindow::open();
        other.drop_files(&[&path]);
        other.wait_for("Andes stands in the panel now");
        assert_eq!(own(&other, "Andes"), own(&window, "Andes"));
        assert_eq!(other.session().history().undo_label(), Some("add Andes"));
        assert!(other.session().opened.is_empty(), "a file of blocs is no dataset");
        other.drop_files(&[&path]);
        other.wait_for("Andes is here already");
        // Another one under its identifier takes no other's place.
        pick(&mut window, "Andes", "Edit…");
        window.click(Role::CheckBox, "Peru");
        window.click_button("Save bloc");
        window.drop_files(&[&path]);
        window.wait_for("own_andes is here with other members, so that it is now own_andes_2");
        assert_eq!(window.session().document.own_blocs.len(), 2);
    }
}

#[test]
fn rows_that_can_not_be_used_are_listed_and_the_rest_is_taken_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "mine.csv", "bloc,member,joined\nmine,CHL,2020\nmine,Chlie,2020\nmine,PER,soon\n");
    let mut window = TestWindow::open();
    window.drop_files(&[&path]);
    window.wait_for("1 of 3 rows of mine.csv can be used");
    window.assert_says("Row 3, mine, Chlie: no country has this name; did you mean Chile");
    window.assert_says("Row 4, mine, PER: joined 'soon' is not a date");
    assert!(window.session().document.own_blocs.is_empty());
    window.press(Key::Escape);
    assert!(window.session().document.own_blocs.is_empty());
    window.drop_files(&[&path]);
    window.wait_for("1 of 3 rows of mine.csv can be used");
    window.click_button("Take the blocs without these rows");
    assert_eq!(members(own(&window, "mine")), ["CHL"]);
}

#[test]
fn the_library_offers_blocs_and_loads_none_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("data/blocs.json");
    let mut window = with_andes();
    window.read_library(&library);
    pick(&mut window, "Andes", "Keep in my library");
    window.wait_for("Andes is in your library");
    assert!(library.is_file());
    let mut other = TestWindow::open();
    other.read_library(&library);
    assert!(other.session().document.own_blocs.is_empty());
    other.click_button("New bloc…");
    other.click_button("Andes");
    assert_eq!(own(&other, "Andes"), own(&window, "Andes"));
    other.click_button("New bloc…");
    other.click_button("Forget Andes");
    assert!(!library.exists());
    assert!(!other.session().document.own_blocs.is_empty(), "it stays in the workspace");
}

#[test]
fn a_damaged_library_is_said_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let library = write(folder.path(), "blocs.json", "{ damaged");
    let mut window = with_andes();
    window.read_library(&library);
    window.assert_says("Your library of blocs could not be read; it stays as it is");
    pick(&mut window, "Andes", "Keep in my library");
    window.assert_says("The library could not be changed; it stays as it is");
    assert_eq!(std::fs::read_to_string(&library).unwrap(), "{ damaged");
}

#[test]
fn a_picture_brings_its_blocs_with_it_and_a_clash_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("andes.svg");
    let mut window = with_andes();
    window.click(Role::CheckBox, "Andes");
    window.press_ctrl(Key::E);
    window.click_button("SVG");
    window.fill("Or save at a path of your own", picture.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");
    let mut other = TestWindow::open();
    other.drop_files(&[&picture]);
    other.wait_for("This is the view of andes.svg");
    assert_eq!(own(&other, "Andes"), own(&window, "Andes"));
    assert_eq!(other.chart(), window.chart());
    // With another bloc under the same identifier, the picture's gets a new one and is the one that is on.
    let mut third = with_andes();
    pick(&mut third, "Andes", "Edit…");
    third.click(Role::CheckBox, "Zambia");
    third.click_button("Save bloc");
    third.drop_files(&[&picture]);
    third.wait_for("so that it is now own_andes_2");
    assert!(third.question().blocs.contains(&id("own_andes_2")) && !third.question().blocs.contains(&id("own_andes")));
    assert_eq!(third.session().document.own_blocs.len(), 2);
}

#[test]
fn a_workspace_that_switches_on_what_is_not_there_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = with_andes();
    window.click(Role::CheckBox, "Andes");
    let mut workspace = lodescope::session::Workspace::of(window.session(), folder.path());
    let json = workspace.to_json().unwrap();
    let whole = write(folder.path(), "whole.lodescope", &json);
    let mut again = TestWindow::open();
    again.drop_files(&[&whole]);
    again.wait_for("Opened whole.lodescope");
    assert_eq!(again.session().document, window.session().document);
    again.assert_silent("is not there");
    workspace.document.own_blocs.clear();
    let lost = write(folder.path(), "lost.lodescope", &workspace.to_json().unwrap());
    let mut again = TestWindow::open();
    again.drop_files(&[&lost]);
    again.wait_for("A bloc of the workspace is not there");
    again.assert_says("own_andes is switched on and not there; open the file of the bloc");
}

#[test]
fn the_page_has_room_at_any_size_of_text() {
    for (width, height, scale) in [(1024.0, 768.0, 2.5), (1024.0, 768.0, 1.0), (1440.0, 900.0, 1.5)] {
        let mut window = TestWindow::open_at(width, height);
        window.session_mut().document.text_scale = scale;
        window.run();
        window.press_ctrl(Key::K);
        window.paste("New bloc");
        window.press(Key::Enter);
        window.fill("Name", "Large");
        window.assert_says("The bloc has no members yet");
        window.press(Key::Escape);
    }
}

#[test]
fn a_country_is_found_by_any_name_and_code() {
    let mut window = TestWindow::open();
    window.show("Cobalt");
    begin(&mut window);
    for (text, iso3) in [("zaire", "COD"), ("cote d'iv", "CIV"), ("TR", "TUR"), ("United Kingd", "GBR")] {
        window.fill("Search countries", text);
        window.press(Key::Enter);
        let draft = window.session().work.draft.as_ref().unwrap();
        assert_eq!(draft.members.last().unwrap().member.to_string(), iso3, "{text}");
    }
    window.fill("Search countries", "zair");
    window.assert_says("COD “Zaire”");
    window.fill("Search countries", "EU27");
    assert!(window.has(Role::CheckBox, "European Union (as a member)"));
    window.fill("Search countries", "Atlantis");
    window.assert_says("No country has that name");
}
