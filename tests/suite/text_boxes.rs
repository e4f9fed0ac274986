//! Where the texts of real pictures stand: none over another, none cut, none off the page.

use std::collections::BTreeSet;

use egui::Rect;
use egui::epaint::ClippedShape;
use lodescope::analysis::{Fixed, all_questions, opening_question, placed};
use lodescope::charts::ChartKind;
use lodescope::charts::ladder::{LadderOf, LadderOptions, LadderSort};
use lodescope::charts::palette::Theme;
use lodescope::charts::trend::{By, Measure, Shape, TrendOptions};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{A4_LANDSCAPE_PX, A4_PORTRAIT_PX, Made, Recipe, make};
use lodescope::model::{BlocId, CommodityId, Mode, Overlap, Question, Stage};

use super::made_up::World;

/// Soft rims and rounding to pixels, in points.
const TOLERANCE_PT: f32 = 0.8;

/// One row of a text on the page.
struct Line {
    text: String,
    /// What its ink covers.
    ink: Rect,
    /// Where it may paint.
    clip: Rect,
}

fn collect(shape: &egui::Shape, clip: Rect, into: &mut Vec<Line>) {
    match shape {
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, into)),
        egui::Shape::Text(text) => {
            for row in &text.galley.rows {
                let ink = row.visuals.mesh_bounds.translate(row.pos.to_vec2());
                // Names over columns are turned.
                let ink = ink.rotate_bb(egui::emath::Rot2::from_angle(text.angle)).translate(text.pos.to_vec2());
                if ink.is_positive() && ink.is_finite() {
                    into.push(Line { text: row.text(), ink, clip });
                }
            }
        }
        _ => {}
    }
}

/// Returns what is wrong with the texts of a picture.
fn faults(made: &Made) -> Vec<String> {
    faults_among(&made.picture().shapes, made.picture().page.rect())
}

fn faults_among(shapes: &[ClippedShape], page: Rect) -> Vec<String> {
    let mut lines = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        collect(shape, *clip_rect, &mut lines);
    }
    assert!(lines.len() > 3, "a picture has a title, a subtitle and a source");
    let mut faults = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let ink = line.ink.shrink(TOLERANCE_PT);
        if !page.contains_rect(ink) {
            faults.push(format!("“{}” leaves the page: {:?}", line.text, line.ink));
        } else if !line.clip.contains_rect(ink) {
            faults.push(format!("“{}” is cut: {:?} by {:?}", line.text, line.ink, line.clip));
        }
        for other in lines.iter().skip(place + 1) {
            let both = line.ink.intersect(other.ink);
            if both.width() > TOLERANCE_PT && both.height() > TOLERANCE_PT {
                faults.push(format!("“{}” and “{}” overlap by {:?}", line.text, other.text, both.size()));
            }
        }
    }
    faults
}

/// Makes the pictures of questions, on as many threads as there are processors, and fails with what is wrong with them.
#[track_caller]
fn assert_clear(dataset: &Dataset, questions: &[Question], change: impl Fn(&mut Recipe) + Sync) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let all: Vec<String> = std::thread::scope(|scope| {
        let change = &change;
        let part = questions.len().div_ceil(threads).max(1);
        let running: Vec<_> = questions
            .chunks(part)
            .map(|part| scope.spawn(move || part.iter().flat_map(|asked| faults_of(dataset, asked, change)).collect()))
            .collect();
        running
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|_| vec!["panicked".to_owned()]))
            .collect::<Vec<String>>()
    });
    assert!(!questions.is_empty());
    assert!(all.is_empty(), "{} faults in {} pictures:\n{}", all.len(), questions.len(), all.join("\n"));
}

fn faults_of(dataset: &Dataset, question: &Question, change: impl Fn(&mut Recipe)) -> Vec<String> {
    let mut recipe = Recipe::slide(dataset, question.clone());
    change(&mut recipe);
    let made = make(dataset, &recipe).unwrap();
    let name = format!("{} {} {} {}", question.commodity, question.form, question.stage, question.year);
    faults(&made).into_iter().map(|fault| format!("{name}: {fault}")).collect()
}

/// Returns the newest year of every table, with the blocs on that are on when the app opens.
fn newest(dataset: &Dataset) -> Vec<Question> {
    let like = opening_question(dataset).unwrap();
    let mut all = all_questions(dataset, &like);
    all.reverse();
    let mut seen = BTreeSet::new();
    all.retain(|asked| seen.insert((asked.commodity.clone(), asked.form.clone(), asked.stage)));
    assert!(all.len() > 100, "{} tables", all.len());
    all
}

#[test]
fn texts_stand_clear_on_a_slide() {
    let dataset = embedded().unwrap();
    // The layout follows the ratio: 1920 × 1080 is laid out as this is.
    assert_clear(&dataset, &newest(&dataset), |recipe| (recipe.width_px, recipe.height_px) = (960, 540));
}

#[test]
fn texts_stand_clear_on_a_small_page() {
    let dataset = embedded().unwrap();
    assert_clear(&dataset, &newest(&dataset), |recipe| (recipe.width_px, recipe.height_px) = (800, 450));
}

#[test]
fn texts_stand_clear_at_250_per_cent() {
    let dataset = embedded().unwrap();
    assert_clear(&dataset, &newest(&dataset), |recipe| {
        (recipe.width_px, recipe.height_px, recipe.text_scale) = (960, 540, 2.5);
    });
}

#[test]
fn quantities_and_changes_at_bars_stand_clear() {
    let dataset = embedded().unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().take(6).map(|bloc| bloc.id.clone()).collect();
    for (place, (size, text_scale)) in [((800, 450), 1.0), ((960, 540), 2.5)].into_iter().enumerate() {
        // Every other one with blocs on, and of these the others with reserves beside.
        let questions = newest(&dataset).into_iter().enumerate().map(|(nth, asked)| {
            let blocs = if (nth + place) % 2 == 0 { all.clone() } else { Vec::new() };
            Question { blocs, ..asked }
        });
        let questions: Vec<Question> = questions.collect();
        for sort in ["size", "change"] {
            assert_clear(&dataset, &questions, |recipe| {
                (recipe.width_px, recipe.height_px) = size;
                recipe.text_scale = text_scale;
                recipe.compare_reserves = recipe.question.blocs.is_empty() == (sort == "size");
                for (choice, value) in [("values", "quantity"), ("sort", sort)] {
                    assert!(recipe.choices.choose(ChartKind::Shares, choice, value));
                }
            });
        }
    }
}

#[test]
fn texts_stand_clear_with_every_bloc_on() {
    let dataset = embedded().unwrap();
    let questions: Vec<Question> = newest(&dataset)
        .into_iter()
        .step_by(4)
        .map(|asked| Question { blocs: dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect(), ..asked })
        .collect();
    assert_clear(&dataset, &questions, |recipe| (recipe.width_px, recipe.height_px) = (960, 540));
}

#[test]
fn texts_stand_clear_on_a_tall_page() {
    let dataset = embedded().unwrap();
    let questions: Vec<Question> = newest(&dataset).into_iter().step_by(4).collect();
    assert_clear(&dataset, &questions, |recipe| (recipe.width_px, recipe.height_px) = (540, 960));
}

#[test]
fn texts_stand_clear_on_paper() {
    let dataset = embedded().unwrap();
    let questions: Vec<Question> = newest(&dataset).into_iter().step_by(6).collect();
    for size in [A4_LANDSCAPE_PX, A4_PORTRAIT_PX] {
        assert_clear(&dataset, &questions, |recipe| {
            (recipe.width_px, recipe.height_px) = size;
            recipe.theme = Theme::Print;
        });
    }
}

/// The ways to draw a trend.
fn trends() -> impl Iterator<Item = TrendOptions> {
    let by = |by| Shape::ALL.map(|shape| TrendOptions { by, shape, measure: Measure::Share });
    let quantity = |options: TrendOptions| TrendOptions { measure: Measure::Quantity, ..options };
    By::ALL.into_iter().flat_map(by).flat_map(move |options| [options, quantity(options)])
}

#[test]
fn texts_of_trends_stand_clear_on_a_slide() {
    let dataset = embedded().unwrap();
    for options in trends() {
        assert_clear(&dataset, &newest(&dataset), |recipe| {
            (recipe.width_px, recipe.height_px) = (960, 540);
            (recipe.chart, recipe.trend) = (ChartKind::Trend, options);
        });
    }
}

#[test]
fn texts_of_trends_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let questions: Vec<Question> = newest(&dataset).into_iter().step_by(3).collect();
    for (size, text_scale, theme) in [
        ((800, 450), 1.0, Theme::Light),
        ((960, 540), 2.5, Theme::Dark),
        ((540, 960), 1.0, Theme::Light),
        (A4_PORTRAIT_PX, 1.0, Theme::Print),
    ] {
        assert_clear(&dataset, &questions, |recipe| {
            (recipe.width_px, recipe.height_px) = size;
            (recipe.text_scale, recipe.theme) = (text_scale, theme);
            recipe.chart = ChartKind::Trend;
        });
    }
}

#[test]
fn texts_of_trends_stand_clear_with_every_bloc_on() {
    let dataset = embedded().unwrap();
    let questions: Vec<Question> = newest(&dataset)
        .into_iter()
        .step_by(6)
        .map(|asked| Question { blocs: dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect(), ..asked })
        .collect();
    for options in trends() {
        assert_clear(&dataset, &questions, |recipe| {
            (recipe.width_px, recipe.height_px) = (960, 540);
            (recipe.chart, recipe.trend) = (ChartKind::Trend, options);
        });
    }
}

/// What a trend can show besides shares and quantities as they are, a line each: its choices, and whether of blocs.
const TREND_FORMS: [(&[(&str, &str)], TrendOptions); 4] = [
    (&[("as", "index"), ("events", "shown")], LINES),
    (&[("as", "rank")], TrendOptions { by: By::Bloc, ..LINES }),
    (&[("scale", "log"), ("events", "shown")], TrendOptions { measure: Measure::Quantity, ..LINES }),
    (&[("as", "index"), ("scale", "log")], TrendOptions { by: By::Bloc, measure: Measure::Quantity, ..LINES }),
];
const LINES: TrendOptions = TrendOptions { measure: Measure::Share, by: By::Country, shape: Shape::Lines };

#[test]
fn texts_of_indices_ranks_and_log_scales_stand_clear_for_every_mineral() {
    let dataset = embedded().unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let with_events: Vec<BlocId> =
        ["brics", "china_green_minerals", "nato"].map(|id| BlocId::new(id).unwrap()).to_vec();
    // One table a mineral.
    let mut questions = newest(&dataset);
    questions.dedup_by(|one, next| one.commodity == next.commodity);
    let questions: Vec<Question> = questions
        .into_iter()
        .enumerate()
        .map(|(place, asked)| match place % 4 {
            0 => Question { blocs: all.clone(), ..asked },
            1 => Question { blocs: Vec::new(), ..asked },
            _ => Question { blocs: with_events.clone(), ..asked },
        })
        .collect();
    // The layout follows the ratio: 1920 × 1080 is laid out as 960 × 540 is.
    for (size, text_scale, theme) in
        [((800, 450), 1.0, Theme::Light), ((1920, 1080), 1.0, Theme::Print), ((1920, 1080), 2.5, Theme::Dark)]
    {
        for (choices, options) in TREND_FORMS {
            assert_clear(&dataset, &questions, |recipe| {
                (recipe.width_px, recipe.height_px) = size;
                (recipe.text_scale, recipe.theme) = (text_scale, theme);
                (recipe.chart, recipe.trend) = (ChartKind::Trend, options);
                for (choice, value) in choices {
                    assert!(recipe.choices.choose(ChartKind::Trend, choice, value));
                }
            });
        }
    }
}

#[test]
fn texts_of_a_scatter_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let all: Vec<_> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    for (place, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
        let questions = newest(&dataset).into_iter().filter(|asked| asked.stage == Stage::Reserves);
        let mut questions: Vec<Question> = questions.skip(place % 2).step_by(2).collect();
        if let Some(first) = questions.first_mut() {
            first.blocs.clone_from(&all);
        }
        assert_clear(&dataset, &questions, |recipe| {
            (recipe.width_px, recipe.height_px) = size;
            (recipe.text_scale, recipe.theme, recipe.chart) = (text_scale, theme, ChartKind::Scatter);
            assert!(recipe.choices.choose(ChartKind::Scatter, "scale", ["log", "linear"][place % 2]));
        });
    }
}

#[test]
fn texts_of_concentration_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    for (place, shows) in ["stages", "lorenz", "contributions"].into_iter().enumerate() {
        for (turn, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
            let mode = Mode::ALL[(place + turn) % 3];
            let questions = newest(&dataset).into_iter().skip(place + 2 * turn).step_by(17);
            let questions = questions.enumerate().map(|(nth, asked)| {
                let blocs = if nth % 3 == 0 { all.clone() } else { asked.blocs.clone() };
                Question { mode, blocs, ..asked }
            });
            assert_clear(&dataset, &questions.collect::<Vec<_>>(), |recipe| {
                (recipe.width_px, recipe.height_px) = size;
                (recipe.text_scale, recipe.theme, recipe.chart) = (text_scale, theme, ChartKind::Concentration);
                assert!(recipe.choices.choose(ChartKind::Concentration, "shows", shows));
            });
        }
    }
}

/// The sizes, scales of text and themes that a shift is drawn in.
const LOOKS_OF_A_SHIFT: [((u32, u32), f32, Theme); 6] = [
    ((960, 540), 1.0, Theme::Light),
    ((800, 450), 1.0, Theme::Light),
    ((960, 540), 2.5, Theme::Dark),
    ((1024, 768), 1.5, Theme::Light),
    ((540, 960), 1.0, Theme::Light),
    (A4_PORTRAIT_PX, 1.0, Theme::Print),
];

#[test]
fn texts_of_a_shift_of_blocs_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    for (place, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
        let mode = Mode::ALL[place % 3];
        let questions = newest(&dataset).into_iter().skip(place).step_by(4);
        let questions: Vec<Question> = questions.map(|asked| Question { mode, ..asked }).collect();
        assert_clear(&dataset, &questions, |recipe| {
            (recipe.width_px, recipe.height_px) = size;
            (recipe.text_scale, recipe.theme, recipe.chart) = (text_scale, theme, ChartKind::Shift);
        });
    }
}

#[test]
fn texts_of_a_shift_of_minerals_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    for (size, text_scale, theme) in LOOKS_OF_A_SHIFT {
        for mode in Mode::ALL {
            let all = dataset.blocs().iter().map(|bloc| bloc.id.clone());
            let blocs = [opening.blocs.clone(), opening.blocs[..1].to_vec(), Vec::new(), all.collect()];
            let questions = blocs.map(|blocs| Question { blocs, mode, ..opening.clone() });
            for sort in [LadderSort::Hhi, LadderSort::Share] {
                assert_clear(&dataset, &questions, |recipe| {
                    (recipe.width_px, recipe.height_px) = size;
                    (recipe.text_scale, recipe.theme, recipe.chart) = (text_scale, theme, ChartKind::Shift);
                    recipe.ladder = LadderOptions { of: LadderOf::Minerals, sort: Some(sort) };
                });
            }
        }
    }
}

#[test]
fn texts_of_maps_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    for (place, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
        for (shift, shows) in ["share", "quantity", "blocs", "contested"].into_iter().enumerate() {
            let questions: Vec<Question> = newest(&dataset).into_iter().skip(place + 5 * shift).step_by(36).collect();
            assert_clear(&dataset, &questions, |recipe| {
                (recipe.width_px, recipe.height_px) = size;
                (recipe.text_scale, recipe.theme, recipe.chart) = (text_scale, theme, ChartKind::Map);
                assert!(recipe.choices.choose(ChartKind::Map, "shows", shows));
            });
        }
    }
}

/// Makes B of the question of A.
type MakeB = fn(&Dataset, &Question) -> Question;

/// The ways in which B differs from A: a date, a stage, an earlier year, blocs, what blocs do, and a mineral.
const PAIRS: [MakeB; 6] = [
    |_, a| Question { as_of: jiff::civil::date(2025, 11, 20), ..a.clone() },
    |dataset, a| {
        let other = |stage: &Stage| *stage != a.stage && dataset.tables_of(a).iter().any(|of| of.key.stage == *stage);
        let stage = Stage::ALL.into_iter().find(other).unwrap_or(Stage::Capacity);
        let b = Question { stage, ..a.clone() };
        placed(dataset, &b, Fixed::Stage).unwrap_or(b)
    },
    |_, a| Question { year: a.year - 1, ..a.clone() },
    |dataset, a| Question { blocs: dataset.blocs().iter().take(9).map(|bloc| bloc.id.clone()).collect(), ..a.clone() },
    |_, a| Question { mode: Mode::Withhold, ..a.clone() },
    |dataset, a| {
        let b = Question { commodity: CommodityId::new("cobalt").unwrap(), ..a.clone() };
        placed(dataset, &b, Fixed::Nothing).unwrap()
    },
];

fn assert_pairs_clear(questions: &[Question], change: impl Fn(&mut Recipe) + Sync) {
    let dataset = embedded().unwrap();
    for make_b in PAIRS {
        assert_clear(&dataset, questions, |recipe| {
            let b = make_b(&dataset, &recipe.question);
            *recipe = recipe.clone().compared_with(&dataset, b);
            change(recipe);
        });
    }
}

#[test]
fn texts_of_pairs_stand_clear_on_a_slide() {
    let questions: Vec<Question> = newest(&embedded().unwrap()).into_iter().step_by(3).collect();
    assert_pairs_clear(&questions, |recipe| (recipe.width_px, recipe.height_px) = (960, 540));
}

#[test]
fn no_text_of_production_beside_reserves_is_shortened() {
    let dataset = embedded().unwrap();
    let blocs: Vec<BlocId> = ["china_green_minerals", "forge"].map(|id| BlocId::new(id).unwrap()).to_vec();
    for mineral in ["copper", "gallium", "graphite", "helium", "rare-earths"] {
        let like = Question {
            commodity: CommodityId::new(mineral).unwrap(),
            blocs: blocs.clone(),
            ..opening_question(&dataset).unwrap()
        };
        let a = placed(&dataset, &like, Fixed::Nothing).unwrap();
        let b = Question { stage: Stage::Reserves, ..a.clone() };
        for (size, theme) in [((1280, 720), Theme::Light), ((1024, 768), Theme::Dark), ((900, 1273), Theme::Print)] {
            let mut recipe = Recipe::slide(&dataset, a.clone()).compared_with(&dataset, b.clone());
            ((recipe.width_px, recipe.height_px), recipe.theme) = (size, theme);
            let made = make(&dataset, &recipe).unwrap();
            let mut lines = Vec::new();
            for ClippedShape { clip_rect, shape, .. } in &made.picture().shapes {
                collect(shape, *clip_rect, &mut lines);
            }
            let shortened: Vec<&str> =
                lines.iter().map(|line| line.text.as_str()).filter(|of| of.ends_with('…')).collect();
            assert!(shortened.is_empty(), "{mineral} {size:?}: {shortened:?}");
            assert_eq!(faults(&made), Vec::<String>::new(), "{mineral} {size:?}");
        }
    }
}

#[test]
fn texts_of_pairs_stand_clear_with_every_bloc_on() {
    let dataset = embedded().unwrap();
    let questions: Vec<Question> = newest(&dataset).into_iter().step_by(6).collect();
    assert_clear(&dataset, &questions, |recipe| {
        let blocs = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
        let b = Question { blocs, ..recipe.question.clone() };
        *recipe = recipe.clone().compared_with(&dataset, b);
        (recipe.width_px, recipe.height_px) = (960, 540);
    });
}

#[test]
fn texts_of_pairs_stand_clear_at_any_size() {
    let questions: Vec<Question> = newest(&embedded().unwrap()).into_iter().step_by(9).collect();
    for (size, text_scale, theme) in [
        ((800, 450), 1.0, Theme::Light),
        ((960, 540), 2.5, Theme::Dark),
        ((540, 960), 1.0, Theme::Light),
        (A4_PORTRAIT_PX, 1.0, Theme::Print),
    ] {
        assert_pairs_clear(&questions, |recipe| {
            (recipe.width_px, recipe.height_px) = size;
            (recipe.text_scale, recipe.theme) = (text_scale, theme);
        });
    }
}

#[test]
fn texts_of_stages_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    // One question a mineral: stages are all in one picture.
    let mut questions = newest(&dataset);
    questions.dedup_by(|one, next| one.commodity == next.commodity);
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    for (place, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
        for (shape, of) in
            [("alluvial", "countries"), ("slopes", "countries"), ("alluvial", "blocs"), ("slopes", "blocs")]
        {
            let questions: Vec<Question> = questions
                .iter()
                .skip(place % 4)
                .step_by(4)
                .enumerate()
                .map(|(place, asked)| match place % 3 {
                    0 => Question { blocs: all.clone(), ..asked.clone() },
                    1 if of == "countries" => Question { blocs: Vec::new(), ..asked.clone() },
                    _ => asked.clone(),
                })
                .collect();
            assert_clear(&dataset, &questions, |recipe| {
                (recipe.width_px, recipe.height_px) = size;
                (recipe.text_scale, recipe.theme, recipe.chart) = (text_scale, theme, ChartKind::Stages);
                assert!(recipe.choices.choose(ChartKind::Stages, "shape", shape));
                assert!(recipe.choices.choose(ChartKind::Stages, "of", of));
            });
        }
    }
}

#[test]
fn texts_of_stacked_bars_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let mut minerals = newest(&dataset);
    minerals.dedup_by(|one, next| one.commodity == next.commodity);
    let sizes = [((1920, 1080), 1.0, Theme::Light), ((800, 450), 1.0, Theme::Dark), ((960, 540), 2.5, Theme::Light)];
    for over in ["stages", "years"] {
        for (place, (size, text_scale, theme)) in
            sizes.into_iter().chain(LOOKS_OF_A_SHIFT.into_iter().skip(3)).enumerate()
        {
            // The sizes asked for, of all minerals; others of some.
            let step = if place < sizes.len() { 1 } else { 9 };
            let questions: Vec<Question> = minerals
                .iter()
                .step_by(step)
                .enumerate()
                .map(|(nth, asked)| match nth % 3 {
                    0 => Question { blocs: all.clone(), ..asked.clone() },
                    1 => Question { blocs: Vec::new(), ..asked.clone() },
                    _ => Question { overlap: Overlap::Split, ..asked.clone() },
                })
                .collect();
            assert_clear(&dataset, &questions, |recipe| {
                (recipe.width_px, recipe.height_px) = size;
                (recipe.text_scale, recipe.theme) = (text_scale, theme);
                assert!(recipe.choices.choose(ChartKind::Shares, "form", "stacked"));
                assert!(recipe.choices.choose(ChartKind::Shares, "over", over));
            });
        }
    }
}

#[test]
fn texts_of_matrices_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let like = opening_question(&dataset).unwrap();
    let questions: Vec<Question> =
        [("rare-earths", Stage::Mine), ("cobalt", Stage::Refinery), ("copper", Stage::Reserves)]
            .into_iter()
            .filter_map(|(id, stage)| {
                let asked = Question { commodity: CommodityId::new(id).unwrap(), stage, ..like.clone() };
                placed(&dataset, &asked, Fixed::Stage)
            })
            .collect();
    let chosen: [&[(&str, &str)]; 3] =
        [&[], &[("columns", "blocs"), ("order", "name")], &[("columns", "blocs"), ("bloc-cells", "change")]];
    for (size, text_scale, theme) in [
        ((800, 450), 1.0, Theme::Light),
        ((960, 540), 2.5, Theme::Dark),
        ((1920, 1080), 1.0, Theme::Light),
        ((540, 960), 1.0, Theme::Light),
        (A4_PORTRAIT_PX, 1.0, Theme::Print),
    ] {
        for choices in chosen {
            assert_clear(&dataset, &questions, |recipe| {
                recipe.chart = ChartKind::Matrix;
                (recipe.width_px, recipe.height_px) = size;
                (recipe.text_scale, recipe.theme) = (text_scale, theme);
                for (choice, value) in choices {
                    assert!(recipe.choices.choose(ChartKind::Matrix, choice, value));
                }
            });
        }
    }
}

#[test]
fn texts_of_treemaps_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    for (place, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
        // All tables at the sizes that matter most.
        let step = if place < 3 { 1 } else { 6 };
        let questions = newest(&dataset).into_iter().step_by(step).enumerate().map(|(nth, asked)| {
            match (nth + place) % 3 {
                // Titles and notes that name every bloc would leave no page.
                0 => Question { blocs: all.clone(), ..asked },
                1 => Question { blocs: Vec::new(), ..asked },
                _ => Question { overlap: Overlap::ALL[nth / 3 % 3], mode: Mode::ALL[nth / 9 % 3], ..asked },
            }
        });
        assert_clear(&dataset, &questions.collect::<Vec<_>>(), |recipe| {
            (recipe.width_px, recipe.height_px) = size;
            (recipe.text_scale, recipe.theme) = (text_scale, theme);
            assert!(recipe.choices.choose(ChartKind::Shares, "form", "treemap"));
        });
    }
}

#[test]
fn texts_of_small_multiples_stand_clear_at_any_size() {
    let dataset = embedded().unwrap();
    let all: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let opening = opening_question(&dataset).unwrap();
    let stages = [("rare-earths", Stage::Mine), ("cobalt", Stage::Refinery), ("copper", Stage::Reserves)];
    let of_stage = |(id, stage): (&str, Stage)| {
        let asked = Question { commodity: CommodityId::new(id).unwrap(), stage, ..opening.clone() };
        placed(&dataset, &asked, Fixed::Stage)
    };
    let minerals: Vec<Question> = stages.into_iter().filter_map(of_stage).collect();
    assert_eq!(minerals.len(), 3);
    for (place, (size, text_scale, theme)) in LOOKS_OF_A_SHIFT.into_iter().enumerate() {
        let look = |recipe: &mut Recipe, of: &str| {
            (recipe.width_px, recipe.height_px) = size;
            (recipe.text_scale, recipe.theme) = (text_scale, theme);
            assert!(recipe.choices.choose(ChartKind::Shares, "form", "multiples"));
            assert!(recipe.choices.choose(ChartKind::Shares, "of", of));
        };
        let of_minerals = minerals.iter().enumerate().map(|(nth, asked)| {
            let blocs = [all.clone(), Vec::new(), asked.blocs.clone()][(nth + place) % 3].clone();
            Question { blocs, mode: Mode::ALL[nth], ..asked.clone() }
        });
        assert_clear(&dataset, &of_minerals.collect::<Vec<_>>(), |recipe| look(recipe, "mineral"));
        let of_blocs = newest(&dataset).into_iter().skip(place).step_by(4).enumerate().map(|(nth, asked)| {
            let blocs = [all.clone(), Vec::new(), asked.blocs.clone()][nth % 3].clone();
            Question { blocs, overlap: Overlap::ALL[nth / 3 % 3], mode: Mode::ALL[nth % 3], ..asked }
        });
        assert_clear(&dataset, &of_blocs.collect::<Vec<_>>(), |recipe| look(recipe, "bloc"));
    }
}

#[test]
fn texts_stand_clear_with_every_bloc_on_at_250_per_cent() {
    let dataset = embedded().unwrap();
    let blocs: Vec<_> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    let questions = newest(&dataset).into_iter().step_by(12);
    let questions: Vec<Question> = questions.map(|asked| Question { blocs: blocs.clone(), ..asked }).collect();
    let look = |recipe: &mut Recipe| (recipe.width_px, recipe.height_px, recipe.text_scale) = (960, 540, 2.5);
    assert_clear(&dataset, &questions, look);
    // Of another year, and of another mineral: common lines, and a list each.
    for make_b in [PAIRS[2], PAIRS[5]] {
        assert_clear(&dataset, &questions, |recipe| {
            let b = make_b(&dataset, &recipe.question);
            *recipe = recipe.clone().compared_with(&dataset, b);
            look(recipe);
        });
    }
}

#[test]
fn a_text_over_another_is_seen() {
    let world = World::default().country("Atlantis", 1.0).country("Brobdingnag", 1.0);
    let dataset = world.dataset();
    let made = make(&dataset, &Recipe::slide(&dataset, world.question())).unwrap();
    assert_eq!(faults(&made), Vec::<String>::new());
    let mut shapes = made.picture().shapes.clone();
    let moved: Vec<ClippedShape> = shapes
        .iter()
        .map(|clipped| {
            let mut moved = clipped.clone();
            moved.shape.translate(egui::vec2(3.0, 2.0));
            moved
        })
        .collect();
    shapes.extend(moved);
    let seen = faults_among(&shapes, made.picture().page.rect());
    assert!(seen.iter().any(|fault| fault.starts_with("“Atlantis” and “Atlantis” overlap")), "{seen:?}");
    for clipped in &mut shapes {
        clipped.shape.translate(egui::vec2(500.0, 0.0));
    }
    let seen = faults_among(&shapes, made.picture().page.rect());
    assert!(seen.iter().any(|fault| fault.contains("leaves the page")), "{seen:?}");
}
