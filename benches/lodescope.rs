//! Times what a person waits for: `cargo bench`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run must stop")]

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use lodescope::analysis::{Supplies, all_questions, answer, chain, opening_question, reserves_beside, shift_matrix};
use lodescope::app::Shell;
use lodescope::charts::groups::Groups;
use lodescope::charts::ladder::{self, LadderOf, LadderOptions};
use lodescope::charts::palette::Theme;
use lodescope::charts::style::Style;
use lodescope::charts::{Chart, ChartKind, ChartOptions, Compare, Fit, Looking, chart, fonts, matrix, shares, shift};
use lodescope::data::open::{OpenOptions, Progress, open};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
use lodescope::model::Question;
use lodescope::session::{Command, Results, Session};

fn main() {
    divan::main();
}

fn dataset() -> Dataset {
    embedded().unwrap()
}

#[divan::bench]
fn bundle_load() -> Dataset {
    dataset()
}

#[divan::bench]
fn answer_one(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    bencher.bench(|| answer(black_box(&dataset), black_box(&question)));
}

#[divan::bench]
fn answer_all(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let like = opening_question(&dataset).unwrap();
    bencher.bench(|| {
        let questions = all_questions(&dataset, &like);
        questions.iter().map(|question| answer(&dataset, question)).filter(|answer| answer.figures.is_ok()).count()
    });
}

/// A tidy table of a person's own, 200,000 rows, from the file to typed tables.
#[divan::bench(sample_count = 10)]
fn own_table_open(bencher: Bencher<'_, '_>) {
    const COUNTRIES: [&str; 8] = ["Chile", "Peru", "China", "Zambia", "Mexico", "Canada", "Poland", "Iran"];
    const MINERALS: [&str; 5] = ["Copper", "Cobalt", "Nickel", "Lithium", "Zinc"];
    let mut text = String::from("country,commodity,year,stage,measure,value\n");
    for (row, country) in (0..200_000_usize).zip(COUNTRIES.iter().cycle()) {
        let mineral = MINERALS.get(row / 8 % 5).unwrap();
        let measure = if row % 5 == 0 { "price" } else { "production" };
        let (year, whole) = (2000 + row / 40 % 25, row % 9973);
        writeln!(text, "{country},{mineral},{year},mine,{measure},{whole}.5").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tidy.csv");
    std::fs::write(&path, text).unwrap();
    let options = OpenOptions::default();
    bencher.bench_local(|| open(black_box(&path), &options, &Progress::default()).unwrap());
}

#[divan::bench]
fn results_after_a_toggle(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let mut session = Session::opening(&dataset).unwrap();
    let mut results = Results::of(&dataset, &session);
    bencher.bench_local(|| {
        session.update(&dataset, &Command::ToggleBlocAt(3));
        results.refresh(&dataset, &session);
    });
}

/// The date moved, as while its slider is dragged: all that a frame shows is computed anew.
#[divan::bench]
fn results_after_a_date(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let mut session = Session::opening(&dataset).unwrap();
    let mut results = Results::of(&dataset, &session);
    let (mut now, other) = (jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 3, 1));
    let mut next = other;
    bencher.bench_local(|| {
        std::mem::swap(&mut now, &mut next);
        session.update(&dataset, &Command::PickDate(now));
        results.refresh(&dataset, &session);
    });
}

/// A screen that frames are drawn on, laid out and tessellated.
struct Screen {
    context: egui::Context,
    width_pt: f32,
    height_pt: f32,
}

impl Screen {
    /// Returns a screen of a size, in points, with nothing set up.
    fn bare(width_pt: f32, height_pt: f32) -> Self {
        Self { context: egui::Context::default(), width_pt, height_pt }
    }

    /// Returns the usual window's screen, with fonts and looks for charts alone.
    fn usual() -> Self {
        Self::of_charts(1440.0, 900.0)
    }

    /// Returns a screen of a size, in points, with fonts and looks for charts alone.
    fn of_charts(width_pt: f32, height_pt: f32) -> Self {
        let screen = Self::bare(width_pt, height_pt);
        screen.context.set_fonts(fonts::definitions());
        STYLE.apply(&screen.context);
        screen
    }

    /// Draws a frame and returns how many meshes it has.
    fn frame(&self, draw: impl FnMut(&mut egui::Ui)) -> usize {
        self.frame_with(egui::RawInput::default(), draw)
    }

    /// Draws a frame with events and a time.
    fn frame_with(&self, input: egui::RawInput, draw: impl FnMut(&mut egui::Ui)) -> usize {
        let size = egui::vec2(self.width_pt, self.height_pt);
        let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size));
        let output = self.context.run_ui(egui::RawInput { screen_rect, ..input }, draw);
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        output.drop_without_applying_deltas();
        self.context.tessellate(shapes, pixels_per_point).len()
    }
}

const STYLE: Style = Style { theme: Theme::Light, text_scale: 1.0, foot_scale: 1.0 };

/// Returns the question that the app opens on, and for Compare the same a year before.
fn asked(dataset: &Dataset, kind: ChartKind) -> (Question, ChartOptions) {
    let question = opening_question(dataset).unwrap();
    let before = Question { as_of: jiff::civil::date(2025, 11, 20), ..question.clone() };
    let other = (kind == ChartKind::Pair).then(|| Box::new(before));
    (question, ChartOptions { other, compare: Compare::Reserves, ..ChartOptions::default() })
}

#[divan::bench]
fn chart_model_and_draw_one_frame(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let screen = Screen::usual();
    bencher.bench_local(|| {
        let answered = answer(&dataset, &question);
        let reserves = reserves_beside(&dataset, &question).ok();
        let chart = shares::chart(&dataset, &answered, reserves.as_ref());
        let tiles = shift::shift(&answered, &chain(&dataset, &question));
        screen.frame(|ui| {
            let height = shift::least_height(ui, &tiles, STYLE, ui.available_width());
            let size = egui::vec2(ui.available_width(), ui.available_height() - height);
            ui.allocate_ui(size, |ui| {
                shares::draw(ui, &chart, &Looking::default(), STYLE, Fit::Scroll, &mut Groups::new())
            });
            shift::draw(ui, &tiles, STYLE, &mut Groups::new());
        })
    });
}

/// Every kind of chart as it is built once a change, nothing kept from the one before.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn model_of(bencher: Bencher<'_, '_>, kind: ChartKind) {
    let dataset = dataset();
    let (question, options) = asked(&dataset, kind);
    bencher.bench(|| chart(&dataset, black_box(&question), kind, &options));
}

/// A frame of every kind of chart in a window, its model made before; of a map the outlines too.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn draw_one_frame_of(bencher: Bencher<'_, '_>, kind: ChartKind) {
    let dataset = dataset();
    let (question, options) = asked(&dataset, kind);
    let chart = chart(&dataset, &question, kind, &options);
    draw_frames(bencher, &Screen::usual(), &chart, question.year);
}

/// A frame of each other form of Shares and Trend.
#[divan::bench(args = [
    (ChartKind::Shares, "form", "stacked"),
    (ChartKind::Shares, "form", "treemap"),
    (ChartKind::Shares, "form", "multiples"),
    (ChartKind::Trend, "as", "index"),
    (ChartKind::Trend, "as", "rank"),
])]
fn draw_one_frame_of_a_form(bencher: Bencher<'_, '_>, (kind, choice, value): (ChartKind, &'static str, &'static str)) {
    let dataset = dataset();
    let (question, mut options) = asked(&dataset, kind);
    assert!(options.choices.choose(kind, choice, value));
    let chart = chart(&dataset, &question, kind, &options);
    draw_frames(bencher, &Screen::usual(), &chart, question.year);
}

/// Times frames of a chart.
fn draw_frames(bencher: Bencher<'_, '_>, screen: &Screen, chart: &Chart, year: i16) {
    let looking = Looking { year: Some(year), ..Looking::default() };
    bencher.bench_local(|| {
        screen.frame(|ui| {
            chart.draw(ui, &looking, STYLE, Fit::Scroll, &mut Groups::new());
        })
    });
}

/// The rows of every mineral, form, stage and year as columns: done once for an edition.
#[divan::bench]
fn supplies_as_columns(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let like = opening_question(&dataset).unwrap();
    bencher.bench(|| Supplies::all(black_box(&dataset), &like).row_count());
}

/// One bloc switched: members, and the shift of every mineral, form, stage and year.
#[divan::bench]
fn shift_of_one_toggle_everywhere(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let like = opening_question(&dataset).unwrap();
    let supplies = Supplies::all(&dataset, &like);
    let bloc = like.blocs.first().unwrap();
    bencher.bench(|| supplies.shifts(&supplies.acting_alone(black_box(&dataset), &like, bloc), like.mode));
}

/// Every bloc by itself, the reserves, mining and refining of every mineral in the newest edition.
#[divan::bench]
fn shift_of_every_bloc_and_mineral(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let like = opening_question(&dataset).unwrap();
    let (supplies, _) = Supplies::of_steps(&dataset, &like);
    bencher.bench(|| shift_matrix(black_box(&dataset), &like, &supplies));
}

const OF_MINERALS: LadderOptions = LadderOptions { of: LadderOf::Minerals, sort: None };

#[divan::bench]
fn shift_model_of_blocs(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    bencher.bench(|| ladder::chart(&dataset, black_box(&question), LadderOptions::default(), &mut None));
}

/// The supplies kept, as they are while blocs are switched.
#[divan::bench]
fn shift_model_of_minerals(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let mut kept = None;
    bencher.bench_local(|| ladder::chart(&dataset, black_box(&question), OF_MINERALS, &mut kept));
}

/// The same with the supplies read anew, as they are for another year.
#[divan::bench]
fn shift_model_of_minerals_anew(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    bencher.bench(|| ladder::chart(&dataset, black_box(&question), OF_MINERALS, &mut None));
}

/// Every mineral against countries, what is known of minerals kept, as it is while blocs are switched.
#[divan::bench]
fn matrix_model(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let (options, mut kept) = (ChartOptions::default(), None);
    bencher.bench_local(|| matrix::chart(&dataset, black_box(&question), &options, &mut kept));
}

/// The same with the answers of all minerals found anew, as they are for another year or stage.
#[divan::bench]
fn matrix_model_anew(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let options = ChartOptions::default();
    bencher.bench(|| matrix::chart(&dataset, black_box(&question), &options, &mut None));
}

/// Every mineral against every bloc, clustered.
#[divan::bench]
fn matrix_model_of_blocs_clustered(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let (mut options, mut kept) = (ChartOptions::default(), None);
    for (choice, value) in [("columns", "blocs"), ("bloc-cells", "change"), ("order", "clustered")] {
        options.choices.choose(ChartKind::Matrix, choice, value);
    }
    bencher.bench_local(|| matrix::chart(&dataset, black_box(&question), &options, &mut kept));
}

/// The matrix so large that no cell is out of sight: all minerals × 60 countries.
#[divan::bench]
fn matrix_draw_one_frame_whole(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let (question, options) = asked(&dataset, ChartKind::Matrix);
    let chart = chart(&dataset, &question, ChartKind::Matrix, &options);
    draw_frames(bencher, &Screen::of_charts(3000.0, 2400.0), &chart, question.year);
}

/// The whole window, laid out and tessellated, with a bloc switched by its key in every frame.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn window_frame_while_toggling(bencher: Bencher<'_, '_>, kind: ChartKind) {
    window_frames(bencher, kind, true);
}

/// The whole window while nothing changes.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn window_frame(bencher: Bencher<'_, '_>, kind: ChartKind) {
    window_frames(bencher, kind, false);
}

/// The whole window while the date is dragged to and fro: another date in every frame.
#[divan::bench]
fn window_frame_while_dragging_the_date(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let mut window = Window::open(&dataset);
    let mut day = 0_i32;
    // A key that leaves nothing: the shell looks after every command.
    let quiet = || stroke(egui::Key::Escape, egui::Modifiers::NONE);
    window.frame(quiet());
    bencher.bench_local(|| {
        day = (day + 7) % 360;
        let date = jiff::civil::date(2025, 12, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        window.shell.session.update(&dataset, &Command::PickDate(date));
        window.frame(quiet())
    });
}

/// Times frames of the window in a view.
fn window_frames(bencher: Bencher<'_, '_>, kind: ChartKind, toggling: bool) {
    let dataset = dataset();
    let mut window = Window::open(&dataset);
    window.shell.session.update(&dataset, &Command::PickView(kind));
    window.frame(stroke(egui::Key::Escape, egui::Modifiers::NONE));
    window.frame(Vec::new());
    bencher.bench_local(|| {
        window.frame(if toggling { stroke(egui::Key::Num4, egui::Modifiers::NONE) } else { Vec::new() })
    });
}

/// The whole window, sixty frames a second.
struct Window {
    screen: Screen,
    shell: Shell,
    time: f64,
}

impl Window {
    fn open(dataset: &Dataset) -> Self {
        let screen = Screen::bare(1440.0, 900.0);
        let shell = Shell::new(&screen.context, dataset.clone()).unwrap();
        Self { screen, shell, time: 0.0 }
    }

    /// Draws the next frame with events and returns how many meshes it has.
    fn frame(&mut self, events: Vec<egui::Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput { time: Some(self.time), events, ..egui::RawInput::default() };
        self.screen.frame_with(input, |ui| self.shell.frame_ui(ui))
    }
}

/// Returns a key pressed and let go.
fn stroke(key: egui::Key, modifiers: egui::Modifiers) -> Vec<egui::Event> {
    let event = |pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![event(true), event(false)]
}

/// A slide of every kind of chart as SVG.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn svg(bencher: Bencher<'_, '_>, kind: ChartKind) {
    let dataset = dataset();
    let recipe = slide(&dataset, kind);
    bencher.bench(|| make(&dataset, &recipe).unwrap().svg().len());
}

/// The same as PNG of 1920 × 1080 pixels.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn png_1080p(bencher: Bencher<'_, '_>, kind: ChartKind) {
    let dataset = dataset();
    let recipe = slide(&dataset, kind);
    bencher.bench(|| make(&dataset, &recipe).unwrap().png().unwrap().len());
}

/// The same as PDF.
#[divan::bench(args = ChartKind::ALL.iter().copied())]
fn pdf(bencher: Bencher<'_, '_>, kind: ChartKind) {
    let dataset = dataset();
    let recipe = slide(&dataset, kind);
    bencher.bench(|| make(&dataset, &recipe).unwrap().pdf().unwrap().len());
}

/// The thumbnail of a slide on a contact sheet, beside the slide itself.
#[divan::bench]
fn thumbnail(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let made = make(&dataset, &slide(&dataset, ChartKind::Shares)).unwrap();
    bencher.bench(|| made.preview(480.0, 270.0).unwrap().rgba.len());
}

/// Returns the recipe of a slide of a kind.
fn slide(dataset: &Dataset, kind: ChartKind) -> Recipe {
    let (question, options) = asked(dataset, kind);
    let recipe = Recipe { chart: kind, ..Recipe::slide(dataset, question) };
    match options.other {
        Some(other) => recipe.compared_with(dataset, *other),
        None => recipe,
    }
}
