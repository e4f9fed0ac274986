//! Times what a person waits for: `cargo bench`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run must stop")]

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use lodescope::analysis::{
    Supplies, all_questions, answer, chain, opening_question, reserves_beside, revisions, shift_matrix,
    trend as trend_of,
};
use lodescope::app::Shell;
use lodescope::charts::groups::Groups;
use lodescope::charts::ladder::{self, LadderOf, LadderOptions};
use lodescope::charts::palette::Theme;
use lodescope::charts::style::Style;
use lodescope::charts::trend::TrendOptions;
use lodescope::charts::{
    ChartKind, ChartOptions, Drawn, Fit, Looking, editions, fonts, map, matrix, pair, shares, shift, trend,
};
use lodescope::data::open::{OpenOptions, Progress, open};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
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

#[divan::bench]
fn chart_model_and_draw_one_frame(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let style = Style::new(Theme::Light, 1.0);
    style.apply(&context);
    bencher.bench_local(|| {
        let answered = answer(&dataset, &question);
        let reserves = reserves_beside(&dataset, &question).ok();
        let chart = shares::chart(&dataset, &answered, reserves.as_ref());
        let tiles = shift::shift(&answered, &chain(&dataset, &question));
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| {
            let height = shift::least_height(ui, &tiles, style, ui.available_width());
            let size = egui::vec2(ui.available_width(), ui.available_height() - height);
            ui.allocate_ui(size, |ui| {
                shares::draw(ui, &chart, &Looking::default(), style, Fit::Scroll, &mut Groups::new())
            });
            shift::draw(ui, &tiles, style, &mut Groups::new());
        });
        let pixels_per_point = output.pixels_per_point;
        let shapes = output.shapes.clone();
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    });
}

/// A frame of the map in a window: the whole world, whose outlines are made before.
#[divan::bench]
fn map_one_frame(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let chart = map::chart(&dataset, &opening_question(&dataset).unwrap(), map::Shows::Share);
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let style = Style::new(Theme::Light, 1.0);
    style.apply(&context);
    bencher.bench_local(|| {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| {
            chart.draw_ui(ui, &Looking::default(), style, Fit::Scroll, &mut Groups::new());
        });
        let pixels_per_point = output.pixels_per_point;
        let shapes = output.shapes.clone();
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    });
}

/// Compare, as it is built once a change.
#[divan::bench]
fn pair_model(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let b = opening_question(&dataset).unwrap();
    let a = lodescope::model::Question { as_of: jiff::civil::date(2025, 11, 20), ..b.clone() };
    bencher.bench(|| {
        let (a, b) = (answer(&dataset, black_box(&a)), answer(&dataset, black_box(&b)));
        pair::chart(&dataset, &a, &b)
    });
}

#[divan::bench]
fn pair_draw_one_frame(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let b = opening_question(&dataset).unwrap();
    let a = lodescope::model::Question { as_of: jiff::civil::date(2025, 11, 20), ..b.clone() };
    let chart = pair::chart(&dataset, &answer(&dataset, &a), &answer(&dataset, &b));
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let style = Style::new(Theme::Light, 1.0);
    style.apply(&context);
    bencher.bench_local(|| {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| {
            pair::draw(ui, &chart, &Looking::default(), style, Fit::Scroll, &mut Groups::new());
        });
        let pixels_per_point = output.pixels_per_point;
        let shapes = output.shapes.clone();
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    });
}

#[divan::bench]
fn trend_model(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    bencher.bench(|| trend::chart(&dataset, &trend_of(&dataset, black_box(&question)), TrendOptions::default()));
}

#[divan::bench]
fn trend_draw_one_frame(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    let chart = trend::chart(&dataset, &trend_of(&dataset, &question), TrendOptions::default());
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let style = Style::new(Theme::Light, 1.0);
    style.apply(&context);
    let looking = Looking { year: Some(question.year), ..Looking::default() };
    bencher.bench_local(|| {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| {
            trend::draw(ui, &chart, &looking, style, Fit::Scroll, &mut Groups::new());
        });
        let pixels_per_point = output.pixels_per_point;
        let shapes = output.shapes.clone();
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    });
}

/// A figure in every edition, with the biggest revisions of the mineral.
#[divan::bench]
fn editions_model(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    bencher.bench(|| {
        let found = revisions(black_box(&dataset), black_box(&question));
        editions::chart(&dataset, &found, &question)
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

/// All minerals and sixty countries in a window of 1440 × 900, laid out and tessellated.
#[divan::bench]
fn matrix_draw_one_frame(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    matrix_frames(bencher, &matrix::chart(&dataset, &question, &ChartOptions::default(), &mut None), (1440.0, 900.0));
}

/// The same so large that no cell is out of sight: all minerals × 60 countries.
#[divan::bench]
fn matrix_draw_one_frame_whole(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let question = opening_question(&dataset).unwrap();
    matrix_frames(bencher, &matrix::chart(&dataset, &question, &ChartOptions::default(), &mut None), (3000.0, 2400.0));
}

/// Times frames of a matrix in a window of a size.
fn matrix_frames(bencher: Bencher<'_, '_>, chart: &matrix::MatrixChart, (width, height): (f32, f32)) {
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let style = Style::new(Theme::Light, 1.0);
    style.apply(&context);
    bencher.bench_local(|| {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height))),
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| {
            chart.draw_ui(ui, &Looking::default(), style, Fit::Scroll, &mut Groups::new());
        });
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    });
}

/// The whole window with the matrix, a bloc switched in every frame.
#[divan::bench]
fn window_frame_with_matrix_while_toggling(bencher: Bencher<'_, '_>) {
    window_frames(bencher, egui::Key::Num6, true);
}

/// The whole window with the shift of every bloc, a bloc switched in every frame.
#[divan::bench]
fn window_frame_with_shift_while_toggling(bencher: Bencher<'_, '_>) {
    window_frames(bencher, egui::Key::Num5, true);
}

/// The whole window, laid out and tessellated, with a bloc switched by its key in every frame.
#[divan::bench]
fn window_frame_while_toggling(bencher: Bencher<'_, '_>) {
    window_frames(bencher, egui::Key::Num1, true);
}

/// The whole window while the date is dragged to and fro: another date in every frame.
#[divan::bench]
fn window_frame_while_dragging_the_date(bencher: Bencher<'_, '_>) {
    let context = egui::Context::default();
    let dataset = dataset();
    let mut shell = Shell::new(&context, dataset.clone()).unwrap();
    let mut time = 0.0;
    let mut day = 0_i32;
    let mut frame = |shell: &mut Shell| {
        time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            time: Some(time),
            // A key that leaves nothing: the shell looks after every command.
            events: stroke(egui::Key::Escape, egui::Modifiers::NONE),
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| shell.frame_ui(ui));
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    };
    frame(&mut shell);
    bencher.bench_local(|| {
        day = (day + 7) % 360;
        let date = jiff::civil::date(2025, 12, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        shell.session.update(&dataset, &Command::PickDate(date));
        frame(&mut shell)
    });
}

/// The whole window with a trend, laid out and tessellated.
#[divan::bench]
fn window_frame_with_trend(bencher: Bencher<'_, '_>) {
    window_frames(bencher, egui::Key::Num2, false);
}

/// The same with a bloc switched by its key in every frame.
#[divan::bench]
fn window_frame_with_trend_while_toggling(bencher: Bencher<'_, '_>) {
    window_frames(bencher, egui::Key::Num2, true);
}

/// The whole window with a figure in every edition, a bloc switched in every frame.
#[divan::bench]
fn window_frame_with_editions_while_toggling(bencher: Bencher<'_, '_>) {
    window_frames(bencher, egui::Key::Num3, true);
}

/// Times frames of the window in the view that Ctrl and a digit show.
fn window_frames(bencher: Bencher<'_, '_>, view: egui::Key, toggling: bool) {
    let context = egui::Context::default();
    let mut shell = Shell::new(&context, dataset()).unwrap();
    let mut time = 0.0;
    let mut frame = |events: Vec<egui::Event>| {
        time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            time: Some(time),
            events,
            ..egui::RawInput::default()
        };
        let output = context.run_ui(input, |ui| shell.frame_ui(ui));
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        output.drop_without_applying_deltas();
        context.tessellate(shapes, pixels_per_point).len()
    };
    frame(stroke(view, egui::Modifiers::COMMAND));
    frame(Vec::new());
    bencher.bench_local(|| frame(if toggling { stroke(egui::Key::Num4, egui::Modifiers::NONE) } else { Vec::new() }));
}

/// Returns a key pressed and let go.
fn stroke(key: egui::Key, modifiers: egui::Modifiers) -> Vec<egui::Event> {
    let event = |pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![event(true), event(false)]
}

#[divan::bench]
fn svg(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let recipe = Recipe::slide(&dataset, opening_question(&dataset).unwrap());
    bencher.bench(|| make(&dataset, &recipe).unwrap().svg().len());
}

#[divan::bench]
fn png_1080p(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let recipe = Recipe::slide(&dataset, opening_question(&dataset).unwrap());
    bencher.bench(|| make(&dataset, &recipe).unwrap().png().unwrap().len());
}

#[divan::bench]
fn pdf(bencher: Bencher<'_, '_>) {
    let dataset = dataset();
    let recipe = Recipe::slide(&dataset, opening_question(&dataset).unwrap());
    bencher.bench(|| make(&dataset, &recipe).unwrap().pdf().unwrap().len());
}
