//! Trends of made-up worlds: what the model says, and pictures that a person has looked at: `trends/*.svg`.

use std::collections::BTreeMap;

use egui::{Frame, Margin, Ui};
use lodescope::analysis::{answer, trend};
use lodescope::charts::fonts::Faces;
use lodescope::charts::groups::Groups;
use lodescope::charts::palette::Theme;
use lodescope::charts::shares;
use lodescope::charts::style::Style;
use lodescope::charts::trend::{By, Measure, Shape, TrendChart, TrendOptions, chart, draw};
use lodescope::charts::{Clicked, Fit, Looking, Marked};
use lodescope::export::{Labels, Page, Picture, SvgOptions, paint, to_png, to_svg};
use lodescope::model::{Amount, CorrectionId, Question};

use super::made_up::{Past, World, code};
use super::pictures_on_file::{assert_none_is_left_over, assert_on_file, show};

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

fn standing_in(year: i16) -> Looking {
    Looking { year: Some(year), ..Looking::default() }
}

fn chart_of(world: &World, options: TrendOptions) -> TrendChart {
    let dataset = world.dataset();
    chart(&dataset, &trend(&dataset, &world.question()), options)
}

fn picture(chart: &TrendChart, look: Look, selected: i16) -> Picture {
    let page = Page::new(look.size.0, look.size.1, 2.0);
    paint(&page, |context| look.style.apply(context), |ui| page_ui(ui, chart, look, selected)).unwrap()
}

fn page_ui(ui: &mut Ui, chart: &TrendChart, look: Look, selected: i16) -> Vec<lodescope::charts::groups::NamedGroup> {
    let mut groups = Groups::new();
    ui.painter().rect_filled(ui.max_rect(), 0.0, look.style.colours().background);
    Frame::new().inner_margin(Margin::same(22)).show(ui, |ui| {
        draw(ui, chart, &standing_in(selected), look.style, look.fit, &mut groups);
    });
    groups.finish()
}

fn svg_of(chart: &TrendChart, picture: &Picture) -> String {
    let labels = Labels { title: chart.title.clone(), description: chart.description.clone(), ..Labels::default() };
    to_svg(picture, &labels, SvgOptions::default()).unwrap()
}

/// Holds the picture of a world to the one on file.
#[track_caller]
fn assert_trend(name: &str, world: &World, look: Look) {
    let chart = chart_of(world, look.options);
    let picture = picture(&chart, look, 2024);
    show_trend(name, &chart, &picture);
    assert_on_file("trends", name, &svg_of(&chart, &picture));
}

fn show_trend(name: &str, chart: &TrendChart, picture: &Picture) {
    show(&format!("trend_{name}"), || {
        to_png(&svg_of(chart, picture), &picture.faces, &picture.page, 1.5, &Labels::default()).unwrap()
    });
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
    let world = World::of_long_names().past(Past::exact(2024, 2025, &[500.0, 350.0, 90.0]));
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

#[test]
fn print() {
    let look = Look::page(LINES);
    assert_trend("print", &with_blocs(), Look { style: Style::new(Theme::Print, 1.0), ..look });
}

#[test]
fn print_stacked() {
    let look = Look::page(STACKED);
    assert_trend("print_stacked", &with_blocs(), Look { style: Style::new(Theme::Print, 1.0), ..look });
}

/// Returns the years that a series' lines run through, run by run.
fn runs_of(chart: &TrendChart, label: &str) -> Vec<Vec<f64>> {
    let series = chart.series.iter().find(|series| series.label == label).unwrap();
    series.runs.iter().map(|run| run.iter().map(|[year, _]| *year).collect()).collect()
}

#[test]
fn a_line_stops_where_a_figure_is_withheld_and_zero_is_a_number() {
    let chart = chart_of(&five_years(), LINES);
    assert_eq!(runs_of(&chart, "Dystopia"), [[2021.0, 2022.0, 2023.0, 2024.0, 2025.0]], "zero in 2022 is a number");
    assert_eq!(runs_of(&chart, "Erewhon"), [[2021.0, 2022.0], [2024.0, 2025.0]], "not listed in 2023");
    let world = World::default()
        .country("Atlantis", 600.0)
        .country("Brobdingnag", 300.0)
        .country("Cockaigne", 100.0)
        .past(Past::exact(2023, 2026, &[500.0, 200.0, 90.0]))
        .past(Past::exact(2024, 2026, &[550.0, 0.0, 95.0]).but(1, Amount::Withheld));
    let chart = chart_of(&world, LINES);
    assert_eq!(runs_of(&chart, "Brobdingnag"), [[2023.0], [2025.0]]);
    let series = &chart.series[1];
    assert!(series.points.iter().all(|point| point.value > 0.0), "withheld is no zero");
    assert_eq!((chart.absent[0].year, chart.absent[0].words.as_str()), (2024, "withheld"));
    assert!(chart.divides.is_empty(), "one edition says all");
}

#[test]
fn editions_and_breaks_are_marked() {
    let chart = chart_of(&five_years(), LINES);
    assert_eq!(chart.divides, [2021.5, 2022.5, 2023.5]);
    let spans: Vec<_> = chart.editions.iter().map(|span| (span.first, span.last, span.names[0].as_str())).collect();
    let expected = [
        (2021, 2021, "Yearbook 2023"),
        (2022, 2022, "Yearbook 2024"),
        (2023, 2023, "Yearbook 2025"),
        (2024, 2025, "Yearbook 2026"),
    ];
    assert_eq!(spans, expected);
    assert!(chart.source_line.contains("Yearbook 2023 to 2026"), "{}", chart.source_line);
    assert!(chart.source_line.contains("each year from the newest edition that has it"));
}

#[test]
fn years_that_weigh_different_things_are_not_joined() {
    let world = World::default()
        .country("Atlantis", 600.0)
        .country("Brobdingnag", 300.0)
        .past(Past { basis: "gross weight".to_owned(), ..Past::exact(2024, 2025, &[500.0, 400.0]) })
        .past(Past { basis: "gross weight".to_owned(), ..Past::exact(2022, 2025, &[450.0, 400.0]) });
    let chart = chart_of(&world, LINES);
    assert_eq!(runs_of(&chart, "Atlantis"), [[2022.0], [2024.0], [2025.0]]);
    assert!(chart.title.contains(" was "), "{}", chart.title);
    let notes = chart.notes.join("; ");
    assert!(notes.contains("2024 and 2025 are not joined: different things are weighed"), "{notes}");
    assert!(notes.contains("2022 and 2024 are not joined: years between them are not published"), "{notes}");
}

#[test]
fn the_title_says_what_the_data_say() {
    let title = |world: &World, options| chart_of(world, options).title.replace('\u{a0}', " ");
    let world = five_years();
    let expected = "Atlantis’ share of mined unobtainium rose from 52 % in 2021 to 68 % in 2025";
    assert_eq!(title(&world, LINES), expected);
    let quantity = TrendOptions { measure: Measure::Quantity, ..LINES };
    let expected = "Atlantis’ mine production of unobtainium rose from 4,000 t in 2021 to 6,900 t in 2025";
    assert_eq!(title(&world, quantity), expected);
    let near = World::default().country("Genovia", 604.0).country("Brobdingnag", 396.0).past(Past::exact(
        2024,
        2025,
        &[600.0, 400.0],
    ));
    assert_eq!(title(&near, LINES), "Genovia’s share of mined unobtainium stayed near 60 % from 2024 to 2025");
    let withheld = World::default()
        .country("Genovia", 700.0)
        .country("Illyria", 300.0)
        .stating("Oz", Amount::Withheld)
        .past(Past::exact(2024, 2025, &[500.0, 500.0]));
    let expected = "Genovia’s share of mined unobtainium was 50 % in 2024 and at most 70 % in 2025";
    assert_eq!(title(&withheld, LINES), expected);
    let blocs = with_blocs();
    let expected = "The Northern pact’s share of mined unobtainium rose from 61 % in 2021 to 72 % in 2025";
    assert_eq!(title(&blocs, TrendOptions { by: By::Bloc, ..LINES }), expected);
    let one = World::default().country("Genovia", 700.0).country("Illyria", 300.0);
    assert_eq!(title(&one, LINES), "Genovia’s share of mined unobtainium was 70 % in 2025");
}

#[test]
fn areas_add_up_to_the_whole_in_every_year() {
    for by in By::ALL {
        let chart = chart_of(&with_blocs(), TrendOptions { by, ..STACKED });
        for year in 2021..=2025 {
            // A lone year has its edges beside it.
            let at = |[x, ..]: &&[f64; 3]| (*x - f64::from(year)).abs() < 0.2;
            let bands = chart.series.iter().flat_map(|series| &series.bands);
            let sum: f64 = bands.filter_map(|band| band.iter().find(at)).map(|[_, low, high]| high - low).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{by:?} {year}: {sum}");
        }
    }
}

#[test]
fn a_legend_names_the_blocs_that_have_a_line_and_a_heading_what_is_drawn() {
    let world = five_years().bloc("Northern pact", &[0]).bloc("Idle pact", &[]);
    let chart = chart_of(&world, LINES);
    let names: Vec<&str> = chart.legend.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Northern pact", "in none of them"]);
    let heading = |mineral: &str| {
        let dataset = lodescope::data::embedded().unwrap();
        let question = super::questions::of_mineral(&dataset, mineral, &["china_green_minerals", "forge"]);
        chart_of_question(&dataset, &question).hhi.unwrap().headings[0].clone()
    };
    // Of copper "Other countries" have 13 %, which as one supplier are 169 points more; of helium nothing is left over.
    assert!(heading("copper").contains("shaded up to its upper end"), "{}", heading("copper"));
    assert!(!heading("helium").contains("shaded"), "{}", heading("helium"));
}

fn chart_of_question(dataset: &lodescope::data::Dataset, question: &Question) -> TrendChart {
    chart(dataset, &trend(dataset, question), LINES)
}

#[test]
fn a_year_without_figures_keeps_its_reason() {
    let world = World::default()
        .country("Atlantis", 600.0)
        .country("Brobdingnag", 300.0)
        .past(Past::exact(2023, 2026, &[500.0, 400.0]))
        .past(Past::exact(2024, 2026, &[0.0, 0.0]).but(0, Amount::Withheld).but(1, Amount::Withheld));
    let chart = chart_of(&world, LINES);
    assert_eq!(runs_of(&chart, "Atlantis"), [[2023.0], [2025.0]]);
    assert_eq!(chart.absent[0].words, "no figures");
    assert!(chart.notes.iter().any(|note| note.starts_with("2024: ")), "{:?}", chart.notes);
    assert!(chart.cards[1].rows.iter().any(|row| row.what == "No figures"));
    assert_eq!(chart.table.rows.iter().filter(|row| row.len() != chart.table.columns.len()).count(), 0);
}

#[test]
fn a_trend_says_that_corrections_are_off() {
    let world = five_years();
    let dataset = world.dataset();
    let off = [CorrectionId::new("some-correction").unwrap()].into();
    let question = Question { uncorrected: off, ..world.question() };
    let source = chart(&dataset, &trend(&dataset, &question), LINES).source_line;
    assert!(source.contains("Some corrections of published figures are switched off"), "{source}");
    assert!(!chart_of(&world, LINES).source_line.contains("switched off"));
}

#[test]
fn a_bloc_whose_member_is_withheld_is_not_said_to_name_none() {
    let world = World::default()
        .country("Atlantis", 600.0)
        .country("Brobdingnag", 300.0)
        .stating("Oz", Amount::Withheld)
        .other(Amount::Exact(50.0))
        .bloc("Of Oz", &[2])
        .bloc("Elsewhere", &[7]);
    let dataset = world.dataset();
    let legend = shares::chart(&dataset, &answer(&dataset, &world.question()), None).legend;
    let words: Vec<&str> = legend.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["Of Oz, not published", "Elsewhere, none named", "in none of them"]);
}

#[test]
fn a_page_knows_no_selected_year() {
    let chart = chart_of(&with_blocs(), LINES);
    let look = Look::page(LINES);
    let svg = |selected| svg_of(&chart, &picture(&chart, look, selected));
    assert_eq!(svg(2021), svg(2025));
    let window = Look { fit: Fit::Scroll, ..look };
    let svg = |selected| svg_of(&chart, &picture(&chart, window, selected));
    assert_ne!(svg(2021), svg(2025));
}

#[test]
fn every_series_is_a_named_group() {
    for options in [LINES, STACKED] {
        let chart = chart_of(&with_blocs(), options);
        let picture = picture(&chart, Look::page(options), 2025);
        let ids: Vec<&str> = picture.groups.iter().map(|group| group.id.as_str()).collect();
        for series in &chart.series {
            assert!(ids.contains(&series.key.id().as_str()), "{} is not in {ids:?}", series.key.id());
        }
        for id in ["hhi-before", "hhi-after", "years", "editions", "title", "source"] {
            assert!(ids.contains(&id), "{id} is not in {ids:?}");
        }
    }
}

/// What a window says of a chart over some frames.
struct Window {
    context: egui::Context,
    time: f64,
    shapes: Vec<egui::epaint::ClippedShape>,
}

impl Window {
    const SIZE: egui::Vec2 = egui::vec2(900.0, 700.0);

    fn new() -> Self {
        let context = egui::Context::default();
        context.set_fonts(lodescope::charts::fonts::definitions());
        Style::new(Theme::Light, 1.0).apply(&context);
        Self { context, time: 0.0, shapes: Vec::new() }
    }

    /// Shows the chart with these events and returns what it says was clicked.
    fn show(&mut self, chart: &TrendChart, events: Vec<egui::Event>) -> Option<Clicked> {
        self.show_marked(chart, events, None)
    }

    fn show_marked(&mut self, chart: &TrendChart, events: Vec<egui::Event>, marked: Option<Marked>) -> Option<Clicked> {
        let looking = Looking { marked, ..standing_in(2025) };
        // Long enough for a pointer to rest, short enough for a click.
        self.time += 0.6;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, Self::SIZE)),
            time: Some(self.time),
            events,
            ..egui::RawInput::default()
        };
        let mut clicked = None;
        let style = Style::new(Theme::Light, 1.0);
        let mut output = self.context.run_ui(input, |ui| {
            clicked = draw(ui, chart, &looking, style, Fit::Scroll, &mut Groups::new());
        });
        self.shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        clicked
    }

    /// Clicks at a place and returns what the chart says was clicked.
    fn click(&mut self, chart: &TrendChart, at: egui::Pos2) -> Option<Clicked> {
        let button = |pressed| egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        };
        self.show(chart, vec![egui::Event::PointerMoved(at)]);
        self.show(chart, vec![button(true)]);
        self.show(chart, vec![button(false)])
    }

    /// Returns the middle of a text.
    fn label(&self, words: &str) -> egui::Pos2 {
        let at = |shape: &egui::Shape| match shape {
            egui::Shape::Text(text) if text.galley.text() == words => Some(text.visual_bounding_rect().center()),
            _ => None,
        };
        self.shapes.iter().find_map(|clipped| at(&clipped.shape)).unwrap()
    }

    fn texts(&self) -> Vec<String> {
        fn collect(shape: &egui::Shape, into: &mut Vec<String>) {
            match shape {
                egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, into)),
                egui::Shape::Text(text) => into.push(text.galley.text().to_owned()),
                _ => {}
            }
        }
        let mut texts = Vec::new();
        self.shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut texts));
        texts
    }
}

#[test]
fn a_hover_says_a_year_and_a_click_returns_it() {
    let chart = chart_of(&with_blocs(), LINES);
    let mut window = Window::new();
    assert_eq!(window.show(&chart, Vec::new()), None);
    // Over the first year.
    let at = egui::pos2(70.0, 250.0);
    window.show(&chart, vec![egui::Event::PointerMoved(at)]);
    // A card waits for the pointer to rest, and is measured before it is shown.
    for _ in 0..3 {
        assert_eq!(window.show(&chart, Vec::new()), None);
    }
    let texts = window.texts();
    assert!(texts.iter().any(|text| text == "2021, Yearbook 2023"), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("4,000 t")), "{texts:?}");
    let page = Page::new(Window::SIZE.x, Window::SIZE.y, 2.0);
    let shapes = window.shapes.clone();
    show_trend(
        "hover",
        &chart,
        &Picture { page, shapes, groups: Vec::new(), images: BTreeMap::new(), faces: Faces::default() },
    );
    assert_eq!(window.click(&chart, at), Some(Clicked::Year(2021)));
}

#[test]
fn a_click_on_a_line_or_its_label_marks_what_it_is_of() {
    let chart = chart_of(&with_blocs(), LINES);
    let mut window = Window::new();
    window.show(&chart, Vec::new());
    let label = window.label("Erewhon");
    assert_eq!(window.click(&chart, label), Some(Clicked::Mark(Marked::Country(code(4)))));
    // The largest is named first, with discs, and highest in the newest year.
    let circles = window.shapes.iter().filter_map(|clipped| match &clipped.shape {
        egui::Shape::Circle(circle) => Some(circle.center),
        _ => None,
    });
    let highest = circles.filter(|centre| centre.y > 80.0 && centre.x < label.x - 40.0);
    let highest = highest.min_by(|a, b| a.y.total_cmp(&b.y)).unwrap();
    assert_eq!(window.click(&chart, highest), Some(Clicked::Mark(Marked::Country(code(0)))));
}

#[test]
fn a_marked_bloc_is_its_line_or_those_of_its_members() {
    let series_of = |by, marked: &Marked| -> Vec<String> {
        let series = chart_of(&with_blocs(), TrendOptions { by, ..LINES }).series;
        series.into_iter().filter(|series| series.is_of(marked)).map(|series| series.label).collect()
    };
    let pact = Marked::Bloc(with_blocs().question().blocs[0].clone());
    assert_eq!(series_of(By::Country, &pact), ["Atlantis", "Dystopia"]);
    assert_eq!(series_of(By::Bloc, &pact), ["Northern pact"]);
    assert_eq!(series_of(By::Country, &Marked::Country(code(1))), ["Brobdingnag"]);
    assert!(series_of(By::Bloc, &Marked::Country(code(1))).is_empty(), "it has no line of its own");
}

#[test]
fn what_is_marked_stands_out_in_a_window_and_nothing_else_does() {
    let chart = chart_of(&with_blocs(), LINES);
    let drawn = |marked| {
        let mut window = Window::new();
        window.show_marked(&chart, Vec::new(), marked);
        format!("{:?}", window.shapes)
    };
    let faded = |shapes: &str| {
        let line = format!("{:?}", Style::new(Theme::Light, 1.0).colours().faded);
        shapes.matches(&line).count()
    };
    let (plain, marked) = (drawn(None), drawn(Some(Marked::Country(code(1)))));
    assert!(faded(&marked) > faded(&plain) + 20, "{} and {}", faded(&marked), faded(&plain));
    assert_eq!(drawn(Some(Marked::Country(code(25)))), plain, "what has no line fades nothing");
}

#[test]
fn no_trend_on_file_is_left_over() {
    assert_none_is_left_over("trends", include_str!("trends.rs"), "assert_trend");
}
