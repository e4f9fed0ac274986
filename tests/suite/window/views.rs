use egui::Key;
use egui::accesskit::Role;
use lodescope::charts::trend::{By, Measure, Shape};
use lodescope::charts::{ChartKind, Marked};
use lodescope::model::{EditionChoice, Iso3, Mode, Overlap};

use super::TestWindow;

#[test]
fn the_view_strip_changes_the_chart_and_undo_brings_it_back() {
    let mut window = TestWindow::open();
    window.click_button("Trend");
    assert_eq!(window.session().document.view, ChartKind::Trend);
    window.assert_says("China’s share of mined rare earths");
    // The tiles speak of one year; a trend has its own concentration below.
    window.assert_silent("HHI along the chain");
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document.view, ChartKind::Shares);
    assert!(window.chart().starts_with("China mined 69\u{a0}%"));
    window.assert_says("HHI along the chain");
}

#[test]
fn a_trend_is_of_shares_or_quantities_of_countries_or_blocs() {
    let mut window = TestWindow::open();
    window.click_button("Trend");
    for button in ["Quantity", "Blocs", "Stacked"] {
        window.click_button(button);
        assert!(window.is_on(Role::Button, button), "{button}");
    }
    let trend = window.session().document.trend;
    assert_eq!((trend.measure, trend.by, trend.shape), (Measure::Quantity, By::Bloc, Shape::Stacked));
    window.pick_from_menu("Edit", "Switch all blocs off");
    assert!(window.is_disabled(Role::Button, "Blocs"));
}

#[test]
fn a_trend_is_an_index_or_ranks_and_says_when_blocs_changed() {
    let mut window = TestWindow::open();
    window.click_button("Trend");
    window.click_button("Stacked");
    window.click_button("Index");
    assert!(window.chart().starts_with("China’s share of mined rare earths rose to 120 in 2025"), "{}", window.chart());
    assert!(window.is_disabled(Role::Button, "Stacked"), "an index is drawn as lines");
    window.click_button("Log");
    assert!(window.chart().contains("log scale"), "{}", window.chart());
    window.click_button("Rank");
    assert!(
        window.chart().starts_with("China ranked 1st in mined rare earths from 2021 to 2025"),
        "{}",
        window.chart()
    );
    window.click_button("Shown");
    let said = "23 Nov 2025: Green minerals initiative begins with 9 countries";
    assert!(window.chart().contains(said), "{}", window.chart());
    window.press_ctrl(Key::Z);
    assert!(!window.chart().contains(said), "{}", window.chart());
}

#[test]
fn concentration_is_shown_by_what_is_chosen_and_its_years_lead_to_themselves() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::Num5);
    window.assert_says("Effective suppliers");
    window.assert_silent("HHI along the chain");
    // Every year of every stage is a button that says its number.
    let year = window.text_from("Mine 2023: ");
    window.click_button(&year);
    assert_eq!(window.question().year, 2023);
    window.click_button("Contributions");
    assert!(window.chart().contains("HHI points of the world’s rare earths mined in 2023"), "{}", window.chart());
    window.press_ctrl(Key::Z);
    window.assert_says("Mine 2024: ");
}

#[test]
fn choices_that_are_wider_than_the_centre_stand_in_a_list() {
    let mut window = TestWindow::open_at(640.0, 700.0);
    window.press_ctrl(Key::Num5);
    assert!(window.has(Role::ComboBox, "Shows, Stages and years"), "{:?}", window.chart_rect());
    let mut wide = TestWindow::open_at(1440.0, 900.0);
    wide.press_ctrl(Key::Num5);
    assert!(wide.has(Role::Button, "Lorenz curve"));
}

#[test]
fn each_view_has_a_key() {
    let mut window = TestWindow::open();
    for (key, view) in [
        (Key::Num2, ChartKind::Trend),
        (Key::Num4, ChartKind::Stages),
        (Key::Num3, ChartKind::Map),
        (Key::Num6, ChartKind::Matrix),
        (Key::Num7, ChartKind::Scatter),
        (Key::Num5, ChartKind::Concentration),
        (Key::I, ChartKind::Editions),
        (Key::Num8, ChartKind::Shift),
        (Key::Num9, ChartKind::Pair),
        (Key::Num1, ChartKind::Shares),
    ] {
        let blocs = window.question().blocs.clone();
        window.press_ctrl(key);
        assert_eq!(window.session().document.view, view);
        assert_eq!(window.question().blocs, blocs, "no bloc is switched by it");
    }
}

#[test]
fn a_revision_of_another_year_leads_to_it() {
    let mut window = TestWindow::open();
    // 2025 stands in one edition: the view opens on the newest year that has two.
    window.press_ctrl(Key::I);
    assert_eq!(window.question().year, 2024);
    window.click_button("2025");
    window.assert_says("nothing can have been revised yet");
    window.click_button("2024");
    window.assert_says(
        "Rare earths 2024: China’s figure is unchanged, Australia’s is revised from 13,000\u{a0}t to 29,000\u{a0}t",
    );
}

#[test]
fn a_rung_of_the_shift_switches_its_bloc_and_stays() {
    let mut window = TestWindow::open();
    window.click_button("Shift");
    window.assert_says("Every bloc by itself as one supplier");
    assert_eq!(window.question().blocs.len(), 2);
    let name = window.text_from("BRICS: ");
    assert!(!window.is_on(Role::CheckBox, &name), "{name}");
    window.click(Role::CheckBox, &name);
    assert_eq!(window.question().blocs.last().unwrap().as_str(), "brics");
    assert!(window.is_on(Role::CheckBox, &name), "{name}");
    window.press_ctrl(Key::Z);
    assert_eq!(window.question().blocs.len(), 2);
    for (button, first) in [("Name", "Africa minerals group"), ("Share", "APEC")] {
        window.click_button(button);
        assert!(window.is_on(Role::Button, button), "{button}");
        assert!(window.chart().contains(&format!("Rows in order: {first}")), "{}", window.chart());
    }
}

#[test]
fn a_mineral_of_the_shift_leads_to_its_shares() {
    let mut window = TestWindow::open();
    window.click_button("Shift");
    window.click_button("All minerals");
    window.assert_says("Most shifted by Green minerals initiative and FORGE");
    assert!(window.is_disabled(Role::Button, "Quantity"));
    let name = window.text_from("Talc and pyrophyllite: ");
    window.click(Role::Link, &name);
    assert_eq!((window.question().commodity.as_str(), window.session().document.view), ("talc", ChartKind::Shares));
    window.press_ctrl(Key::Z);
    assert_eq!(window.session().document.view, ChartKind::Shift);
    window.pick_from_menu("Edit", "Switch all blocs off");
    window.assert_says("No bloc is on");
}

#[test]
fn shares_have_forms_and_a_small_chart_opens_its_mineral() {
    let mut window = TestWindow::open();
    window.assert_says("Compare with");
    window.click_button("Treemap");
    window.assert_says("Each area is a share of world mine production");
    // What stands beside bars has no place here.
    window.assert_silent("Compare with");
    assert!(window.chart().contains("Areas, largest first: Green minerals initiative"), "{}", window.chart());
    window.click_button("Small multiples");
    window.assert_says("The three largest suppliers of each mineral");
    window.assert_silent("HHI along the chain");
    let name = window.text_from("Niobium: ");
    window.click(Role::Link, &name);
    assert_eq!(window.question().commodity.as_str(), "niobium");
    assert!(window.chart().contains("Bars, largest first"), "{}", window.chart());
    // As from other views of all minerals, a step back leads to where one was.
    window.press_ctrl(Key::Z);
    window.assert_says("The three largest suppliers of each mineral");
    window.click_button("Bloc");
    window.assert_says("Members’ shares of world mine production");
    window.assert_says("HHI along the chain");
}

#[test]
fn a_mineral_stays_in_the_view_it_is_looked_at() {
    let mut window = TestWindow::open();
    window.click_button("Trend");
    window.press(Key::ArrowDown);
    assert_eq!(window.session().document.view, ChartKind::Trend);
    window.press(Key::F5);
    window.assert_silent("HHI along the chain");
}

#[test]
fn what_blocs_do_is_a_choice_that_says_it_is_hypothetical() {
    let mut window = TestWindow::open();
    window.click_button("Withhold");
    assert_eq!(window.question().mode, Mode::Withhold);
    window.assert_says("Without the Green minerals initiative and FORGE, 97\u{a0}%");
    window.assert_says("HYPOTHETICAL: 376,400\u{a0}t lost");
    window.assert_says("Lost, hypothetically: 96.7\u{a0}%");
    window.assert_says("China 69.4\u{a0}%, Green minerals initiative, lost");
    window.click_button("Only from");
    window.assert_says("Members of the Green minerals initiative and FORGE alone cover 97\u{a0}%");
    window.assert_says("Thailand 1.2\u{a0}%, left out");
    window.click_button("One supplier");
    assert!(window.hhi_tile().contains("5,072 to 6,140"));
    window.assert_silent("HYPOTHETICAL");
}

#[test]
fn a_country_in_two_blocs_counts_where_the_rule_says() {
    let mut window = TestWindow::open();
    window.click(Role::CheckBox, "BRICS");
    window.choose("In two blocs", "counts in neither");
    assert_eq!(window.question().overlap, Overlap::Contested);
    window.assert_says("China 69.4\u{a0}%, contested");
    window.assert_says("a country in two blocs counts in neither");
    window.choose("In two blocs", "counts in equal parts");
    window.assert_says("China 69.4\u{a0}%, Green minerals initiative and BRICS");
}

#[test]
fn an_edition_is_chosen_and_the_newest_again() {
    let mut window = TestWindow::open();
    let newest = window.question().clone();
    window.choose("Edition, Newest: USGS MCS 2026", "USGS MCS 2026");
    assert!(matches!(&window.question().edition, EditionChoice::Of(edition) if edition.as_str() == "mcs2026"));
    window.press_ctrl(Key::Z);
    assert_eq!(window.question(), &newest);
}

#[test]
fn a_correction_is_switched_off_and_the_source_line_says_so() {
    let mut window = TestWindow::open();
    window.show("Vanadium");
    window.click_button("Reserves");
    window.assert_says("21.5\u{a0}million\u{a0}t");
    window.pick_from_menu("Help", "Corrections…");
    let name = window.text_from("Correction: Vanadium, reserves, USGS MCS 2026");
    window.click(Role::CheckBox, &name);
    window.press(Key::Escape);
    window.assert_says("21,464\u{a0}t");
    window.assert_says("Some corrections of published figures are switched off");
    window.pick_from_menu("Help", "Corrections…");
    window.click_button("All on");
    window.press(Key::Escape);
    window.assert_silent("Some corrections of published figures are switched off");
}

#[test]
fn stages_are_chosen_and_a_supplier_is_marked_by_pointer_or_key() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::Num4);
    assert!(window.chart().starts_with("China held at most 52\u{a0}%"), "{}", window.chart());
    // It is about every stage: none is left to choose.
    let china = "China (Green minerals initiative), Mine 2025: 69.4\u{a0}%";
    window.assert_says("Refinery 2024; 80,810");
    window.click(Role::Button, china);
    let marked = Some(Marked::Country(Iso3::new("CHN").unwrap()));
    assert_eq!(window.session().marked, marked);
    assert!(window.is_on(Role::Button, china));
    window.press(Key::Escape);
    assert_eq!(window.session().marked, None);
    window.focus(Role::Button, china);
    window.press(Key::Enter);
    assert_eq!(window.session().marked, marked);
    window.click_button("Slopes");
    window.click_button("Blocs");
    assert_eq!(window.session().document.choices.chosen(ChartKind::Stages, "shape"), Some("slopes"));
    window.assert_says("FORGE, Mine 2025: ");
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert!(window.is_on(Role::Button, "Alluvial"));
}

#[test]
fn stacked_shares_are_of_stages_or_years_and_a_year_is_shown_by_pointer_or_key() {
    let mut window = TestWindow::open();
    window.assert_says("HHI along the chain");
    window.click_button("Stacked");
    // The bars are of all stages: none is left to choose, nothing stands beside them, and no tiles are of one stage.
    window.assert_silent("HHI along the chain");
    window.assert_silent("Compare with");
    let china = "Mine 2025: China 69.4\u{a0}% (Green minerals initiative)";
    window.click(Role::Button, china);
    assert_eq!(window.session().marked, Some(Marked::Country(Iso3::new("CHN").unwrap())));
    assert!(window.is_on(Role::Button, china));
    window.press(Key::Escape);
    window.click_button("Years");
    assert_eq!(window.session().document.choices.chosen(ChartKind::Shares, "over"), Some("years"));
    assert!(window.is_on(Role::Button, "2025: show this year in the other views"));
    window.click(Role::Label, "2021: China 57.8\u{a0}% (Green minerals initiative)");
    assert_eq!(window.question().year, 2021);
    assert!(window.is_on(Role::Button, "2021: show this year in the other views"));
    window.focus(Role::Button, "2022: show this year in the other views");
    window.press(Key::Enter);
    assert_eq!(window.question().year, 2022);
    window.click_button("Bars");
    assert!(window.chart().contains("in 2022"), "{}", window.chart());
    window.press_ctrl(Key::Z);
    window.assert_says("A bar of 100\u{a0}% for each year");
}

#[test]
fn a_matrix_marks_countries_and_leads_to_minerals_by_pointer_and_keys() {
    let mut window = TestWindow::open();
    window.press_ctrl(Key::Num6);
    window.assert_says("China mined more of");
    let china = window.text_from("China: largest supplier of");
    window.click(Role::CheckBox, &china);
    assert!(window.is_on(Role::CheckBox, &china));
    let iso3 = lodescope::model::Iso3::new("CHN").unwrap();
    assert_eq!(window.session().marked, Some(Marked::Country(iso3)));
    window.press(Key::Escape);
    assert_eq!(window.session().marked, None);
    // One stop of the Tab key, then arrows: from the name of the first mineral to the cell of China, and the one below.
    let first = window.text_from("Mercury: HHI");
    window.focus(Role::Link, &first);
    window.press(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some("Mercury, China: ≤94\u{a0}%"));
    window.press(Key::ArrowDown);
    let below = window.focused().unwrap();
    assert!(below.contains(", China: "), "{below}");
    window.press(Key::Enter);
    assert_eq!(window.session().document.view, ChartKind::Shares);
    let mineral = below.split(',').next().unwrap();
    let name = &TestWindow::dataset().commodity(&window.question().commodity).unwrap().name;
    assert_eq!(name, mineral);
}

#[test]
fn the_centre_is_split_into_views_of_one_question_or_of_several() {
    let mut window = TestWindow::open();
    window.click_button("Split…");
    window.click_button("Two views side by side");
    // Both are drawn, and the one with the controls is told.
    assert!(window.is_on(Role::Button, "View 1, Shares") && !window.is_on(Role::Button, "View 2, Trend"));
    window.assert_says("China mined 69");
    window.assert_says("China’s share of mined rare earths");
    window.show("Cobalt");
    window.assert_says("DR Congo mined");
    window.assert_says("DR Congo’s share of mined cobalt");
    window.tap(Key::F6);
    assert_eq!(window.session().document.view, ChartKind::Trend);
    window.click_button("Own question");
    assert!(window.is_on(Role::Button, "View 2, Trend, own question"));
    window.show("Nickel");
    window.assert_says("DR Congo mined");
    window.assert_says("Indonesia’s share of mined nickel");
    window.click_button("View 1, Shares");
    assert_eq!(window.question().commodity.as_str(), "cobalt");
    window.click_button("Split…");
    window.click_button("One view");
    window.assert_silent("share of mined nickel");
    assert_eq!(window.session().document.view, ChartKind::Shares);
}

#[test]
fn a_table_stands_beside_a_chart() {
    let mut window = TestWindow::open();
    window.click_button("Split…");
    window.click_button("Two views side by side");
    window.press_ctrl(Key::D);
    // The view with the controls has the table, the other one its chart.
    assert!(window.is_on(Role::Button, "View 1, Table of Shares"));
    window.assert_says("Copy");
    window.assert_says("China’s share of mined rare earths");
    window.tap(Key::F6);
    assert!(!window.is_on(Role::Button, "View 1, Table of Shares"));
    window.assert_silent("Copy");
    window.assert_says("Myanmar");
    // It follows the question as charts do.
    window.show("Cobalt");
    window.assert_says("Madagascar");
    window.assert_silent("Myanmar");
    window.click_button("View 1, Table of Shares");
    window.click_button("Shares");
    window.assert_says("DR Congo mined");
}

#[test]
fn a_mark_of_the_scatter_is_emphasised_by_a_click() {
    let mut window = TestWindow::open();
    window.click_button("Scatter");
    window.assert_says("Share of reserves");
    let name = window.text_from("Australia, FORGE");
    assert!(window.is_on(Role::Button, "Log"));
    window.click_button("Linear");
    assert!(window.chart().contains("linear scale"), "{}", window.chart());
    window.click(Role::Button, &name);
    assert!(window.is_on(Role::Button, &name), "{name}");
}

#[test]
fn a_page_of_several_views_dropped_on_the_window_shows_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("page.svg");
    let mut window = TestWindow::open();
    window.show("Cobalt");
    window.click_button("Split…");
    window.click_button("Two views side by side");
    window.tap(Key::F6);
    window.press_ctrl(Key::Num4);
    window.click_button("Own question");
    window.show("Nickel");
    window.press_ctrl(Key::E);
    window.click_button("SVG");
    window.click_button("All on one page");
    window.fill("Or save at a path of your own", picture.to_str().unwrap());
    window.click_button("Save");
    window.wait_for("Saved ");

    let mut other = TestWindow::open();
    other.drop_files(&[&picture]);
    other.wait_for("These are the views of page.svg");
    assert!(other.is_on(Role::Button, "View 1, Shares"));
    assert!(other.has(Role::Button, "View 2, Stages, own question"));
    other.assert_says("DR Congo mined");
    assert_eq!(other.question().commodity.as_str(), "cobalt");
    other.tap(Key::F6);
    assert_eq!(other.question().commodity.as_str(), "nickel");
    assert_eq!(other.session().document.view, ChartKind::Stages);
    other.press_ctrl(Key::Z);
    other.press_ctrl(Key::Z);
    assert!(other.session().document.panes.is_one());
    assert_eq!(other.question().commodity.as_str(), "rare-earths");
}
