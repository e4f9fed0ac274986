//! The Editions chart as SVG in its hard cases, held to pictures that a person has looked at: `pictures_editions/*.svg`.

use egui::vec2;
use lodescope::analysis::revisions;
use lodescope::charts::groups::Groups;
use lodescope::charts::palette::Theme;
use lodescope::charts::style::Style;
use lodescope::charts::{Fit, Looking, editions};
use lodescope::data::Dataset;
use lodescope::export::{Labels, Page, SvgOptions, paint, to_svg};
use lodescope::model::{Amount, Quantity, Question, Stage};

use super::made_up::question;
use super::made_up_editions::{Yearbooks, estimate, exact, words};
use super::pictures_on_file::{assert_none_is_left_over, assert_on_file};

/// How a picture is drawn.
struct Look {
    size: (f32, f32),
    style: Style,
    fit: Fit,
}

impl Default for Look {
    fn default() -> Self {
        Self { size: (960.0, 540.0), style: Style::new(Theme::Light, 1.0), fit: Fit::Page }
    }
}

fn svg(dataset: &Dataset, question: &Question, look: &Look) -> String {
    let chart = editions::chart(dataset, &revisions(dataset, question), question);
    let page = Page::new(look.size.0, look.size.1, 2.0);
    let style = look.style;
    let picture = paint(
        &page,
        |context| style.apply(context),
        |ui| {
            let mut groups = Groups::new();
            ui.painter().rect_filled(ui.max_rect(), 0.0, style.colours().background);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            egui::Frame::new().inner_margin(20.0).show(ui, |ui| {
                editions::draw(ui, &chart, &Looking::default(), style, look.fit, &mut groups);
            });
            groups.finish()
        },
    )
    .unwrap();
    let labels = Labels { title: chart.title, description: chart.description, recipe_json: "{}".to_owned() };
    to_svg(&picture, &labels, SvgOptions::default()).unwrap()
}

#[track_caller]
fn assert_picture(name: &str, yearbooks: &Yearbooks, question: &Question, look: &Look) {
    let svg = svg(&yearbooks.dataset(), question, look);
    assert_on_file("pictures_editions", name, &svg);
}

/// A publication with a figure of every kind, in three editions.
fn every_kind() -> Yearbooks {
    Yearbooks::default()
        .mines(
            2024,
            2023,
            &[("Atlantis", estimate(240_000.0)), ("Genovia", estimate(43_000.0)), ("Illyria", estimate(7_000.0))],
        )
        .mines(2025, 2023, &[("Atlantis", exact(255_000.0)), ("Genovia", exact(41_600.0)), ("Illyria", exact(7_200.0))])
        .mines(
            2025,
            2024,
            &[
                ("Atlantis", estimate(270_000.0)),
                ("Genovia", estimate(45_000.0)),
                ("Freedonia", estimate(31_000.0)),
                ("Illyria", estimate(13_000.0)),
                ("Laputa", estimate(13_000.0)),
                ("Narnia", estimate(2_900.0)),
                ("Oz", words(Amount::Withheld)),
                ("Ruritania", estimate(2_500.0)),
                ("Shangri-La", words(Amount::NotAvailable)),
                ("Zembla", exact(20.0)),
            ],
        )
        .other(estimate(1_100.0))
        .world(390_000.0)
        .mines(
            2026,
            2024,
            &[
                ("Atlantis", exact(270_000.0)),
                ("Genovia", exact(45_500.0)),
                ("Freedonia", exact(32_000.0)),
                ("Illyria", exact(1_500.0)),
                ("Laputa", exact(2_100.0)),
                ("Narnia", exact(2_900.0)),
                ("Oz", exact(6_000.0)),
                ("Ruritania", words(Amount::Withheld)),
                ("Shangri-La", words(Amount::NotAvailable)),
                ("Thule", estimate(900.0)),
            ],
        )
        .other(exact(1_500.0))
        .world(380_000.0)
        .mines(
            2026,
            2025,
            &[("Atlantis", estimate(270_000.0)), ("Genovia", estimate(51_000.0)), ("Oz", words(Amount::Withheld))],
        )
        .other(estimate(2_000.0))
        .world(390_000.0)
}

fn rows(count: u32, factor: impl Fn(u32) -> f64) -> Vec<(String, Quantity)> {
    (0..count)
        .map(|place| {
            (format!("Country {:02}", place + 1), exact((9000.0 / f64::from(place + 1)).round() * factor(place)))
        })
        .collect()
}

/// A publication of many countries, every fifth of them revised.
fn many(count: u32) -> Yearbooks {
    let print = |books: Yearbooks, edition, rows: Vec<(String, Quantity)>| {
        let rows: Vec<_> = rows.iter().map(|(name, quantity)| (name.as_str(), quantity.clone())).collect();
        books.mines(edition, 2024, &rows).other(exact(500.0)).world(40_000.0)
    };
    let older = rows(count, |place| if place % 5 == 3 { 1.5 } else { 1.0 });
    print(print(Yearbooks::default(), 2025, older), 2026, rows(count, |_| 1.0))
}

fn reserves() -> (Yearbooks, Question) {
    let million = |number: f64| exact(number * 1e6);
    let books = every_kind();
    let books = [(2023, 44.0, 22.0), (2024, 44.0, 22.0), (2025, 44.0, 3.5), (2026, 44.0, 3.5)].into_iter().fold(
        books,
        |books, (edition, atlantis, genovia)| {
            let rows = [
                ("Atlantis", million(atlantis)),
                ("Genovia", million(genovia)),
                ("Illyria", words(Amount::NotAvailable)),
            ];
            books.print(edition, Stage::Reserves, edition - 1, &rows).world(90e6)
        },
    );
    (books, Question { stage: Stage::Reserves, ..question(2025) })
}

#[test]
fn every_kind_of_change() {
    assert_picture("every_kind_of_change", &every_kind(), &question(2024), &Look::default());
}

#[test]
fn one_edition_only() {
    assert_picture("one_edition_only", &every_kind(), &question(2025), &Look::default());
}

#[test]
fn no_edition() {
    assert_picture("no_edition", &every_kind(), &question(1999), &Look::default());
}

#[test]
fn nothing_revised() {
    let same = [("Atlantis", exact(500.0)), ("Genovia", exact(80.0))];
    let books = Yearbooks::default().mines(2025, 2024, &same).world(600.0).mines(2026, 2024, &same).world(600.0);
    assert_picture("nothing_revised", &books, &question(2024), &Look::default());
}

#[test]
fn statements_of_reserves() {
    let (books, question) = reserves();
    assert_picture("statements_of_reserves", &books, &question, &Look::default());
}

#[test]
fn another_basis() {
    let books = Yearbooks::default()
        .mines(2025, 2024, &[("Atlantis", exact(500.0)), ("Genovia", exact(80.0))])
        .basis("gross weight")
        .mines(2026, 2024, &[("Atlantis", exact(300.0)), ("Genovia", exact(40.0))])
        .basis("metal content");
    assert_picture("another_basis", &books, &question(2024), &Look::default());
}

#[test]
fn forty_countries_on_a_page() {
    assert_picture("forty_countries_on_a_page", &many(40), &question(2024), &Look::default());
}

#[test]
fn forty_countries_scrolled() {
    let look = Look { fit: Fit::Scroll, ..Look::default() };
    assert_picture("forty_countries_scrolled", &many(40), &question(2024), &look);
}

#[test]
fn in_a_small_window() {
    let look = Look { size: (560.0, 420.0), fit: Fit::Scroll, ..Look::default() };
    assert_picture("in_a_small_window", &every_kind(), &question(2024), &look);
}

#[test]
fn dark() {
    let look = Look { style: Style::new(Theme::Dark, 1.0), ..Look::default() };
    assert_picture("dark", &every_kind(), &question(2024), &look);
}

#[test]
fn text_at_250_per_cent_on_a_page() {
    let look = Look { style: Style::new(Theme::Light, 2.5), ..Look::default() };
    assert_picture("text_at_250_per_cent_on_a_page", &every_kind(), &question(2024), &look);
}

#[test]
fn text_at_250_per_cent_scrolled() {
    let look = Look { size: (1024.0, 768.0), style: Style::new(Theme::Light, 2.5), fit: Fit::Scroll };
    assert_picture("text_at_250_per_cent_scrolled", &every_kind(), &question(2024), &look);
}

#[test]
fn no_picture_on_file_is_left_over() {
    assert_none_is_left_over("pictures_editions", include_str!("pictures_editions.rs"), "assert_picture");
}
