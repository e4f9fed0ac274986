use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use lodescope::data::IssueKind;
use lodescope::data::open::{
    Field, Given, Guess, Header, Layout, LookedAt, Mapping, Numbers, OpenOptions, Progress, Reason, Repeats, Totals,
    look,
};
use lodescope::session::{Command, Dialog, MappingDraft};

use super::TestWindow;

/// Two lines above a German header, semicolons, decimal commas, a country that is none, a word in place of a number.
pub fn odd_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/odd-german.csv")
}

/// Returns what is seen of the odd file, with all columns known but the one with values.
pub fn odd_draft(path: &Path) -> MappingDraft {
    let looked = look(path, &OpenOptions::default(), &Progress::default()).unwrap();
    let mut sheet = looked.sheets[0].clone();
    let land = sheet.rows.iter().position(|row| row.cells[0] == "Land").unwrap();
    let mapping = Mapping {
        header: Header { above: land, rows: 1 },
        country: Given::Column(0),
        mineral: Given::Column(1),
        stage: Given::Same("mine".to_owned()),
        year: Given::Column(2),
        unit: Given::Same("t".to_owned()),
        measure: None,
        note: Some(5),
        values: Vec::new(),
        numbers: Numbers { decimal: '.', thousands: Some(',') },
        missing: vec!["k.A.".to_owned()],
        repeats: Repeats::Judge,
        estimated: Vec::new(),
        totals: Totals::OfTable,
    };
    let text = "22 of 24 cells are names of countries".to_owned();
    let reasons = vec![Reason { field: Field::Country, text }];
    sheet.guess = Guess { layout: Layout::Guessed, mapping, reasons, doubt: None };
    MappingDraft::of(LookedAt { sheets: vec![sheet], ..looked })
}

/// Returns a window with the page for the odd file.
fn mapping() -> TestWindow {
    let mut window = TestWindow::open();
    show(&mut window, odd_draft(&odd_file()));
    window
}

fn show(window: &mut TestWindow, draft: MappingDraft) {
    window.session_mut().mapping = Some(draft);
    window.session_mut().dialog = Some(Dialog::Mapping);
    window.run();
}

fn give_role(window: &mut TestWindow, head: &str, role: &str) {
    window.click_button(head);
    window.click_button(role);
}

/// Returns a window with the odd file open as a person mapped it.
pub fn with_odd_file_open() -> TestWindow {
    let mut window = mapping();
    give_role(&mut window, "Column D, Förderung (t): Not used", "Values");
    window.click_button("Comma 1,5");
    window.click_button("Open with this mapping");
    window.wait_for("Opened odd-german.csv");
    window
}

#[test]
fn the_page_shows_the_rows_as_they_are_and_why_each_field_is_guessed() {
    let window = mapping();
    window.assert_says("Rohstoffbericht der Muster GmbH");
    window.assert_says("Kongo, Demokratische Republik | Kobalt | 2022 | ");
    window.assert_says("22 of 24 cells are names of countries");
    window.assert_says("Layout: Guessed from header and cells. File: CSV, ");
    assert!(window.has(Role::Button, "Column A, Land: Country"));
    window.assert_says("No column has values; say which one has");
    assert!(window.is_disabled(Role::Button, "Open with this mapping"));
}

#[test]
fn what_is_understood_follows_each_change_and_the_file_opens_as_mapped() {
    let mut window = mapping();
    give_role(&mut window, "Column D, Förderung (t): Not used", "Values");
    window.assert_says("Column D, Förderung (t): Values");
    // With a decimal point no number of the file is one.
    window.wait_for("Value not understood: ");
    window.click_button("Comma 1,5");
    // 24 rows of figures and a note below them: a name that is no country twice, a word for a number once, a missing one.
    window.wait_for("21 of 25 rows understood");
    window.assert_says("Country not recognised: 2");
    window.assert_says("Value not understood: 1");
    window.assert_says("Russia, Cobalt, Mine, 2022, ");
    window.click_button("Open with this mapping");
    window.wait_for("Opened odd-german.csv");
    assert_eq!(window.session().dialog, None);
    assert_eq!(window.session().opened.len(), 1);
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    let header = ["Land", "Rohstoff", "Jahr", "Förderung (t)", "Anteil", "Bemerkung"];
    let saved = &window.session().options.mappings[&Mapping::header_key(header)];
    assert_eq!(saved.values.len(), 1, "it is kept for files with the same header");
}

#[test]
fn a_row_called_total_becomes_that_of_the_world_as_a_person_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    let rows = "Chile,copper,mine,2024,t,5 e\nPeru,copper,mine,2024,t,6\nTotal,copper,mine,2024,t,20\n";
    std::fs::write(&path, format!("country,mineral,stage,year,unit,value\n{rows}")).unwrap();
    // So tall that the list of fields need not be scrolled.
    let mut window = TestWindow::open_at(1366.0, 1300.0);
    show(&mut window, MappingDraft::of(look(&path, &OpenOptions::default(), &Progress::default()).unwrap()));
    window.wait_for("Row 4 is called “Total”; nothing says that the table lists the whole world");
    window.wait_for("Chile, Copper, Mine, 2024, 5 t, estimated");
    assert!(!window.has(Role::Label, "Row 4: World total, Copper, Mine, 2024, 20 t"));
    window.choose("Rows called only “Total”", "The total of the whole world");
    window.wait_for("Row 4: World total, Copper, Mine, 2024, 20 t");
    window.click_button("Open with this mapping");
    window.wait_for("Opened own.csv");
    let world = window.session().opened[0].tables[0].years[0].world.clone().unwrap();
    assert_eq!(world.quantity.value(), Some(20.0));
}

#[test]
fn a_mapping_of_which_nothing_would_come_cannot_be_opened_and_says_why() {
    let mut window = mapping();
    give_role(&mut window, "Column D, Förderung (t): Not used", "Values");
    window.click_button("Comma 1,5");
    window.wait_for("21 of 25 rows understood");
    assert!(!window.is_disabled(Role::Button, "Open with this mapping"));
    // No country stands in that column.
    give_role(&mut window, "Column B, Rohstoff: Mineral", "Country");
    window.wait_for("No row is understood like this; say otherwise what the columns are");
    assert!(window.is_disabled(Role::Button, "Open with this mapping"));
    window.press(Key::Enter);
    assert_eq!(window.session().dialog, Some(Dialog::Mapping), "Enter does not open it either");
    window.click_button("Back to the guess");
    window.wait_for("No column has values; say which one has");
}

#[test]
fn a_mapping_is_not_kept_where_that_is_not_wished() {
    let mut window = mapping();
    give_role(&mut window, "Column D, Förderung (t): Not used", "Values");
    window.click(Role::CheckBox, "Remember for files with the same header");
    window.click_button("Comma 1,5");
    window.press(Key::Enter);
    window.wait_for("Opened odd-german.csv");
    assert!(window.session().options.mappings.is_empty());
}

#[test]
fn a_role_moves_from_column_to_column_and_back_to_the_guess() {
    let mut window = mapping();
    give_role(&mut window, "Column E, Anteil: Not used", "Year");
    assert!(window.has(Role::Button, "Column C, Jahr: Not used"));
    assert!(window.has(Role::Button, "Column E, Anteil: Year"));
    window.assert_says("Set by you");
    window.click_button("Back to the guess");
    assert!(window.has(Role::Button, "Column C, Jahr: Year"));
    window.assert_silent("Set by you");
}

#[test]
fn fields_take_columns_words_of_their_own_and_missing_words() {
    let mut window = mapping();
    window.choose("Unit", "Bemerkung column F");
    assert!(window.has(Role::Button, "Column F, Bemerkung: Unit"));
    window.choose("Unit", "The same for all rows");
    window.choose("Unit of all rows", "Thousand tonnes kt");
    window.choose("Stage of all rows", "Smelter");
    window.fill("Words that mean missing", "k.A., geheim,");
    window.choose("Add a column of values", "Förderung (t) column D");
    window.fill("Year of Förderung (t)", "2021");
    let draft = window.session().mapping.clone().unwrap();
    let mapping = draft.shown().unwrap().1;
    assert_eq!(mapping.unit, Given::Same("kt".to_owned()));
    assert_eq!(mapping.stage, Given::Same("smelter".to_owned()));
    assert_eq!(mapping.missing, ["k.A.", "geheim"]);
    assert_eq!(mapping.values.iter().map(|value| (value.column, value.year)).collect::<Vec<_>>(), [(3, Some(2021))]);
}

#[test]
fn leaving_by_esc_loses_nothing_that_was_decided() {
    let mut window = mapping();
    give_role(&mut window, "Column D, Förderung (t): Not used", "Values");
    window.press(Key::Escape);
    assert_eq!(window.session().dialog, None);
    let kept = window.session().draft_of((*odd_draft(&odd_file()).looked).clone());
    assert_eq!(kept.shown().unwrap().1.values.len(), 1);
    let mut other = (*kept.looked).clone();
    other.path = PathBuf::from("another.csv");
    assert!(window.session().draft_of(other).shown().unwrap().1.values.is_empty(), "another file begins anew");
}

#[test]
fn a_sheet_that_is_left_out_is_not_read() {
    let mut draft = odd_draft(&odd_file());
    let mut looked = (*draft.looked).clone();
    let mut second = looked.sheets[0].clone();
    second.name = "second".to_owned();
    looked.sheets.push(second);
    draft = MappingDraft::of(looked);
    let mut window = TestWindow::open();
    show(&mut window, draft);
    window.choose("Sheet", "second Guessed from header and cells");
    window.click(Role::CheckBox, "Read this sheet");
    window.assert_says("This sheet is left out");
    let draft = window.session().mapping.clone().unwrap();
    assert!(draft.left_out.contains("second"));
    assert!(draft.decided()["second"].values.is_empty());
}

#[test]
fn the_page_can_be_used_in_a_small_window_and_in_large_text() {
    for scale in [1.0, 2.5] {
        let mut window = TestWindow::open_at(1024.0, 768.0);
        window.session_mut().document.text_scale = scale;
        show(&mut window, odd_draft(&odd_file()));
        assert!(window.has(Role::Button, "Column A, Land: Country"), "{scale}");
        give_role(&mut window, "Column A, Land: Country", "Note");
        assert!(window.has(Role::Button, "Column A, Land: Note"), "{scale}");
        assert!(window.has(Role::ComboBox, "Mineral"), "{scale}");
    }
}

#[test]
fn a_name_is_assigned_once_and_the_file_read_again() {
    let mut window = with_odd_file_open();
    let path = window.session().opened[0].path.clone();
    assert_eq!(unknown_countries(&window), 2);
    open_issues(&mut window, &path);
    window.click_button("Country not recognised 2");
    window.assert_says("One name is in no list of countries");
    window.choose_by_search("Assign Mittelerde", "New Zea");
    window.wait_until("the file is read again", |window| unknown_countries(window) == 0);
    assert!(window.session().options.names.values().any(|subject| subject == "NZL"));
    window.assert_silent("Country not recognised");
    window.assert_says("“mittelerde”: New Zealand");
    // Taken back, it is an issue again.
    window.click_button("Forget mittelerde");
    window.wait_until("the file is read again", |window| unknown_countries(window) == 2);
    window.click_button("Country not recognised 2");
    window.choose_by_search("Assign Mittelerde", "Not a country");
    window.wait_until("the file is read again", |window| unknown_countries(window) == 0);
    window.assert_says("names that stand for no country, as you said");
}

fn unknown_countries(window: &TestWindow) -> u64 {
    let counts = &window.session().opened[0].issues.counts;
    counts.iter().find(|of| of.kind == IssueKind::UnknownCountry).map_or(0, |of| of.count)
}

fn open_issues(window: &mut TestWindow, path: &Path) {
    let dataset = TestWindow::dataset().clone();
    window.session_mut().update(&dataset, &Command::ShowIssues(path.to_path_buf()));
    window.run();
}
