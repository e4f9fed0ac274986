//! Trends of made-up worlds: what the model says, and pictures that a person has looked at: `trends/*.svg`.

use egui::{Frame, Margin, Ui};
use lodescope::analysis::trend;
use lodescope::charts::Fit;
use lodescope::charts::groups::Groups;
use lodescope::charts::palette::Theme;
use lodescope::charts::style::Style;
use lodescope::charts::trend::{By, Measure, Shape, TrendChart, TrendOptions, chart, draw};
use lodescope::export::{Labels, Page, Picture, SvgOptions, paint, to_png, to_svg};
use lodescope::model::Amount;

use super::made_up::{Past, World};

const LINES: TrendOptions = TrendOptions { measure: Measure::Share, by: By::Country, shape: Shape::Lines };
const STACKED: TrendOptions = TrendOptions { shape: Shape::Stacked, ..LINES };

/// How a picture is drawn.
#[derive(Clone, Copy)]
struct Look {
    options: TrendOptions,
    style: Style,
    fit: Fit,
    size: (f32, f32),
}

impl Look {
    fn page(options: TrendOptions) -> Self {
        Self { options, style: Style::new(Theme::Light, 1.0), fit: Fit::Page, size: (960.0, 540.0) }
    }
}

fn chart_of(world: &World, options: TrendOptions) -> TrendChart {
    let dataset = world.dataset();
    chart(&dataset, &trend(&dataset, &world.question()), options)
}

fn picture(chart: &TrendChart, look: Look, selected: i16) -> Picture {
    let page = Page { width_pt: look.size.0, height_pt: look.size.1, pixels_per_point: 2.0 };
    paint(&page, |context| look.style.apply(context), |ui| page_ui(ui, chart, look, selected)).unwrap()
}

fn page_ui(ui: &mut Ui, chart: &TrendChart, look: Look, selected: i16) -> Vec<lodescope::charts::groups::NamedGroup> {
    let mut groups = Groups::new();
    ui.painter().rect_filled(ui.max_rect(), 0.0, look.style.colours().background);
    Frame::new().inner_margin(Margin::same(22)).show(ui, |ui| {
        draw(ui, chart, selected, look.style, look.fit, &mut groups);
    });
    groups.finish()
}

fn svg_of(chart: &TrendChart, picture: &Picture) -> String {
    let labels = Labels { title: chart.title.clone(), description: chart.description.clone(), ..Labels::default() };
    to_svg(picture, &labels, SvgOptions::default()).unwrap()
}

/// Holds the picture of a world to the one on file. The version is taken out, so that it outlives releases.
#[track_caller]
fn assert_trend(name: &str, world: &World, look: Look) {
    let chart = chart_of(world, look.options);
    let picture = picture(&chart, look, 2024);
    let svg = svg_of(&chart, &picture);
    if let Some(folder) = std::env::var_os("LODESCOPE_PICTURES") {
        let labels = Labels::default();
        let png = to_png(&svg, &picture.page, 1.5, &labels).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("trend_{name}.png")), png).unwrap();
    }
    let mut svg = svg;
    for space in ['\u{a0}', ' '] {
        let version = env!("CARGO_PKG_VERSION");
        svg = svg.replace(&format!("Lodescope{space}{version}"), &format!("Lodescope{space}VERSION"));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("trends");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_binary_snapshot!(&format!("{name}.svg"), svg.into_bytes()));
}

/// A world of nine countries over five years in four editions, with much that goes wrong.
fn five_years() -> World {
    let world = World::default()
        .country("Atlantis", 6900.0)
        .estimated()
        .country("Brobdingnag", 1300.0)
        .country("Cockaigne", 800.0)
        .country("Dystopia", 420.0)
        .country("Erewhon", 260.0)
        .country("Freedonia", 210.0)
        .country("Genovia", 90.0)
        .country("Hyperborea", 60.0)
        .country("Illyria", 5.0);
    world
        .other(Amount::Exact(150.0))
        .past(Past::exact(2021, 2023, &[4000.0, 1700.0, 600.0, 700.0, 100.0, 200.0, 20.0, 90.0, 4.0]).other(300.0))
        .past(Past::exact(2022, 2024, &[4700.0, 1600.0, 650.0, 0.0, 120.0, 190.0, 30.0, 80.0, 4.0]).other(280.0))
        .past(
            Past::exact(2023, 2025, &[5600.0, 1500.0, 700.0, 500.0, 0.0, 180.0, 40.0, 70.0, 4.0])
                .but(4, None)
                .other(240.0),
        )
        .past(
            Past::exact(2024, 2026, &[6400.0, 1400.0, 750.0, 450.0, 250.0, 200.0, 60.0, 60.0, 5.0])
                .but(6, Amount::Withheld)
                .other(200.0),
        )
}

fn with_blocs() -> World {
    five_years().bloc("Northern pact", &[0, 3]).bloc("Southern pact", &[1, 4])
}

#[test]
fn lines_by_country() {
    assert_trend("lines_by_country", &five_years(), Look::page(LINES));
}

#[test]
fn lines_with_blocs_on() {
    assert_trend("lines_with_blocs_on", &with_blocs(), Look::page(LINES));
}

#[test]
fn lines_by_bloc() {
    assert_trend("lines_by_bloc", &with_blocs(), Look::page(TrendOptions { by: By::Bloc, ..LINES }));
}

#[test]
fn stacked_by_country() {
    assert_trend("stacked_by_country", &with_blocs(), Look::page(STACKED));
}

#[test]
fn quantities_stacked_by_bloc() {
    let options = TrendOptions { by: By::Bloc, measure: Measure::Quantity, ..STACKED };
    assert_trend("quantities_stacked_by_bloc", &with_blocs(), Look::page(options));
}

#[test]
fn dark() {
    let look = Look::page(TrendOptions { measure: Measure::Quantity, ..LINES });
    assert_trend("dark", &with_blocs(), Look { style: Style::new(Theme::Dark, 1.0), ..look });
}

#[test]
fn text_at_250_per_cent() {
    let look = Look::page(LINES);
    assert_trend("text_at_250_per_cent", &with_blocs(), Look { style: Style::new(Theme::Light, 2.5), ..look });
}

#[test]
fn one_year() {
    let world = World::default().country("Atlantis", 600.0).country("Brobdingnag", 400.0).other(Amount::Exact(100.0));
    assert_trend("one_year", &world, Look::page(LINES));
}

#[test]
fn no_year_with_figures() {
    let world = World::default().printed(1200.0).past(Past::exact(2024, 2026, &[]));
    assert_trend("no_year_with_figures", &world, Look::page(LINES));
}

#[test]
fn in_the_window_the_selected_year_stands_out() {
    let look = Look { fit: Fit::Scroll, size: (760.0, 560.0), ..Look::page(LINES) };
    assert_trend("in_the_window_the_selected_year_stands_out", &with_blocs(), look);
}

#[test]
fn names_of_sixty_letters() {
    let world = World::default()
        .country("Grand Duchy of Lower Saint Barnabas and the Windward Shallows", 600.0)
        .country("Democratic People’s Federation of the Seventeen Inland Islands", 300.0)
        .country("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochland", 100.0)
        .past(Past::exact(2024, 2025, &[500.0, 350.0, 90.0]));
    assert_trend("names_of_sixty_letters", &world, Look::page(LINES));
}

#[test]
fn bounds_and_another_basis() {
    let world = World::default()
        .stating("Atlantis", Amount::Range { low: 500.0, high: 700.0 })
        .country("Brobdingnag", 300.0)
        .stating("Cockaigne", Amount::AtMost(90.0))
        .past(Past::exact(2024, 2026, &[560.0, 310.0, 90.0]))
        .past(Past { basis: "gross weight".to_owned(), ..Past::exact(2023, 2025, &[400.0, 380.0, 90.0]) })
        .past(Past { basis: "gross weight".to_owned(), ..Past::exact(2022, 2025, &[420.0, 350.0, 70.0]) });
    assert_trend("bounds_and_another_basis", &world, Look::page(LINES));
}
