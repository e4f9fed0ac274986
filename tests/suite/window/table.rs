use egui::accesskit::Role;
use egui::{Key, Modifiers};
use lodescope::charts::ChartKind;
use lodescope::charts::listing::Of;
use lodescope::export::FileFormat;
use lodescope::model::Status;

use super::TestWindow;

/// Returns the window with the table of the chart it opens on.
fn open_table() -> TestWindow {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::D);
    window
}

/// Returns the texts in the rows on screen after the head, as they are read.
fn said(window: &TestWindow, texts: &[&str]) -> Vec<usize> {
    let all = window.texts();
    texts.iter().filter_map(|text| all.iter().rposition(|said| said == text)).collect()
}

#[test]
fn the_table_of_the_last_chart_stands_in_its_place_and_undo_brings_the_chart_back() {
    let mut window = open_table();
    assert!(window.session().document.shows_table);
    for text in ["Share of reserves", "270,000", "69.35 %", "Green minerals initiative", "17 rows"] {
        window.assert_says(text);
    }
    window.assert_silent("HHI along the chain");
    window.assert_says("estimated: the publisher’s estimate");
    window.press_ctrl(Key::Num2);
    assert_eq!(window.session().document.view, ChartKind::Trend);
    window.press_ctrl(Key::D);
    window.assert_says("HHI lower");
    window.press_ctrl(Key::Z);
    assert!(!window.session().document.shows_table);
    window.assert_says("China’s share of mined rare earths");
    window.pick_from_menu("Edit", "Undo view: Trend");
    assert!(window.session().document.shows_table);
}

#[test]
fn a_click_on_a_head_sorts_and_says_so() {
    let mut window = open_table();
    window.click_button("Country");
    assert!(window.has(Role::Button, "Country, sorted from the smallest"));
    let places = said(&window, &["Australia", "Brazil", "Canada", "China"]);
    assert!(places.len() == 4 && places.is_sorted(), "{places:?} in {:#?}", window.texts());
    window.click_button("Country, sorted from the smallest");
    let places = said(&window, &["Vietnam", "United States", "Thailand", "Tanzania"]);
    assert!(places.len() == 4 && places.is_sorted(), "{places:?}");
    window.click_button("Country, sorted from the largest");
    assert!(window.has(Role::Button, "Country"));
    let places = said(&window, &["China", "United States", "Australia"]);
    assert!(places.len() == 3 && places.is_sorted(), "as printed: {places:?}");
}

#[test]
fn words_and_a_status_narrow_the_rows_and_escape_shows_all() {
    let mut window = open_table();
    window.type_into("Filter", "forge");
    window.assert_says("4 of 17 rows");
    window.choose("Status, Any status", "Reported");
    assert_eq!(window.session().table.choice().status, Some(Status::Reported));
    window.assert_says("1 of 17 rows");
    window.type_into("Filter", "gold");
    window.assert_says("No row that is “reported” holds “gold”: change the filter");
    assert!(window.is_disabled(Role::Button, "Copy"));
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.assert_says("17 rows");
    assert!(window.session().document.shows_table);
}

#[test]
fn all_figures_scroll_without_being_laid_out() {
    let mut window = open_table();
    window.click_button("All figures");
    assert_eq!(window.session().table.of, Of::Everything);
    let rows = window.text_from("13,");
    assert!(rows.ends_with(" rows"), "{rows}");
    assert!(window.texts().len() < 1_500, "{} texts", window.texts().len());
    window.assert_says("Abrasives (manufactured)");
    window.press(Key::End);
    window.assert_says("Zirconium");
    assert!(window.texts().len() < 1_500, "{} texts", window.texts().len());
    let mineral = window.question().commodity.clone();
    window.press(Key::PageUp);
    assert_eq!(window.question().commodity, mineral, "pages are the table's");
    window.press(Key::Home);
    window.assert_says("Abrasives (manufactured)");
    window.press(Key::ArrowDown);
    assert_ne!(window.question().commodity, mineral, "arrows still step through the minerals");
    window.type_into("Filter", "zirconium mine south africa 2024");
    window.assert_says("South Africa");
    window.assert_says(" of 13,");
}

#[test]
fn all_figures_of_a_mineral_follow_the_mineral_and_the_edition() {
    let mut window = open_table();
    window.click_button("All figures of rare earths");
    window.assert_says("Figures of rare earths in every edition");
    window.show("Cobalt");
    window.assert_says("Figures of cobalt in every edition");
    window.choose("Edition, Newest: USGS MCS 2026", "USGS MCS 2024");
    window.assert_says("Figures of cobalt in USGS MCS 2024");
    window.assert_silent("USGS MCS 2026");
}

#[test]
fn the_rows_shown_are_copied_and_saved() {
    let mut window = open_table();
    window.click_button("All figures of rare earths");
    window.fill("Filter", "china chn mine 2024");
    window.click_button("Value");
    let copied = window.clipboard_after(Modifiers::COMMAND, Key::T).unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert!(lines.len() >= 3, "{copied}");
    assert!(lines[1..].iter().all(|line| line.starts_with("Rare earths\t") && line.contains("\tChina\t")), "{copied}");
    window.run();
    window.assert_says(&format!("{} rows are copied", lines.len() - 1));

    let folder = tempfile::tempdir().unwrap();
    window.click_button("Save as CSV or XLSX…");
    assert_eq!(window.session().export.table_format, FileFormat::Xlsx);
    window.assert_says("as narrowed, in the order shown");
    window.click_button("CSV");
    let path = folder.path().join("rows");
    window.fill("Or save at a path of your own", path.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");
    let saved = std::fs::read_to_string(folder.path().join("rows.csv")).unwrap();
    assert_eq!(saved.lines().count(), lines.len());
    window.press(Key::Escape);
    assert_eq!(window.session().export.format, FileFormat::Png, "what a chart is exported as stays");
}

#[test]
fn a_table_too_long_for_a_frame_is_listed_in_the_background() {
    const COUNTRIES: [&str; 8] = ["Chile", "Peru", "China", "Zambia", "Mexico", "Canada", "Poland", "Iran"];
    const MINERALS: [&str; 18] = [
        "Copper",
        "Cobalt",
        "Nickel",
        "Lithium",
        "Zinc",
        "Lead",
        "Tin",
        "Gold",
        "Silver",
        "Tungsten",
        "Graphite",
        "Barite",
        "Bauxite",
        "Boron",
        "Bromine",
        "Gallium",
        "Germanium",
        "Indium",
    ];
    let mut text = "country,commodity,stage,year,unit,value\n".to_owned();
    for mineral in MINERALS {
        for stage in ["mine", "refinery", "reserves"] {
            for year in 1975..2025 {
                for (place, country) in COUNTRIES.iter().enumerate() {
                    text.push_str(&format!("{country},{mineral},{stage},{year},t,{}\n", place + 1));
                }
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = super::open::write(folder.path(), "long.csv", &text);
    let mut window = open_table();
    window.drop_files(&[&path]);
    window.wait_for("Opened long.csv");
    window.run();
    // Fifty years stand in a list.
    window.choose("Year, 2024", "1976");
    assert_eq!(window.question().year, 1976);
    window.click_only(Role::Button, "All figures");
    window.wait_for("21,600 rows");
    window.assert_says("Figures of every mineral in long.csv");
    window.assert_silent("Listing");
    window.fill("Filter", "indium poland 1999 mine");
    window.wait_for("1 of 21,600 rows");
    // Another table and back: it is listed anew.
    window.click_button("Chart’s table");
    window.click_button("All figures");
    window.wait_for("1 of 21,600 rows");
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.wait_until("every row", |window| window.says("21,600 rows") && !window.says(" of 21,600 rows"));
}

#[test]
fn what_has_no_rows_says_why() {
    let mut window = open_table();
    window.click_button("All figures of rare earths");
    window.fill("Filter", "unobtainium");
    window.assert_says("No row holds “unobtainium”: change the filter");
    window.click_button("Chart’s table");
    window.assert_says("17 rows");
}

#[test]
fn a_table_is_read_in_large_text_in_a_small_window_in_the_dark() {
    let mut window = TestWindow::open_at(1024.0, 768.0);
    window.session_mut().document.text_scale = 2.5;
    window.session_mut().document.theme = lodescope::charts::palette::Theme::Dark;
    window.press_ctrl(Key::D);
    window.assert_says("China");
    window.choose("Table, Chart’s table", "All figures");
    window.assert_says("Abrasives (manufactured)");
    // The rows come into view for the keys that scroll them.
    window.press(Key::End);
    window.assert_says("Zirconium");
    window.press(Key::ArrowRight);
    window.assert_says("Country");
}
