use crate::analysis::{all_questions, opening_question};
use crate::charts::fonts;
use crate::charts::map::chart;
use crate::charts::map::draw::kept_labels::kept_labels;
use crate::charts::map::draw::spots::spots;
use crate::charts::map::draw::view::Camera;
use crate::charts::map::outlines::outlines;
use crate::charts::palette::Theme;
use crate::data::embedded;
use crate::model::Stage;

use super::*;

#[test]
fn text_on_every_step_is_read() {
    for theme in Theme::ALL {
        let style = Style::new(theme, 1.0);
        for step in (0..5).map(Step::Above).chain([Step::Zero, Step::NotListed]) {
            let ground = Fill::of_step(step, style).ground;
            let found = contrast(readable_on(ground, style), ground);
            assert!(found >= 4.5, "{theme:?} {step:?}: {found}");
        }
    }
}

#[test]
fn neighbouring_steps_differ_in_lightness_alone() {
    for theme in Theme::ALL {
        let style = Style::new(theme, 1.0);
        let grounds: Vec<Color32> = (0..5).map(|step| Fill::of_step(Step::Above(step), style).ground).collect();
        for pair in grounds.windows(2) {
            let found = contrast(pair[0], pair[1]);
            assert!(found >= 1.3, "{theme:?}: {found}");
        }
    }
}

/// A label and the countries that it lies over.
struct Found {
    words: String,
    rect: Rect,
    /// The line that leads to it.
    leader: Option<[Pos2; 2]>,
    /// How many of 120 points of it lie over countries with labels of their own.
    over_others: usize,
    /// Others whose middle it hides.
    hides: Vec<String>,
}

/// Returns the labels of a mineral's map in a room.
fn found(commodity: &str, room: Vec2, text_scale: f32) -> Vec<Found> {
    let dataset = embedded().unwrap();
    let all = all_questions(&dataset, &opening_question(&dataset).unwrap());
    let is_asked = |stage| all.iter().rfind(|asked| asked.commodity.as_str() == commodity && asked.stage == stage);
    let chart = chart(&dataset, is_asked(Stage::Mine).unwrap(), Shows::Share);
    let style = Style::new(Theme::Light, text_scale);
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let mut all = Vec::new();
    let output = context.run_ui(egui::RawInput::default(), |ui| {
        let view = MapView::new(Rect::from_min_size(Pos2::ZERO, room), Camera::default());
        let outlines = outlines(view.detail()).unwrap();
        let spots = spots(&chart, outlines, &view, style);
        let standings = standings(ui, &chart, (outlines, &spots), &view, style);
        let labels = labels(ui, &chart, &spots, &standings, &view, style);
        let own = |label: &Label, spot: &Spot<'_>| label.id == format!("label-{}", marked_id(spot.mark));
        let labelled: Vec<&Spot<'_>> =
            spots.iter().filter(|spot| labels.iter().any(|label| own(label, spot))).collect();
        all = labels
            .iter()
            .map(|label| {
                let others = || labelled.iter().filter(|spot| !own(label, spot));
                let points = (0_u8..20).flat_map(|x| (0_u8..6).map(move |y| vec2(f32::from(x), f32::from(y))));
                let points =
                    points.map(|at| label.rect.min + label.rect.size() * (at + vec2(0.5, 0.5)) / vec2(20.0, 6.0));
                let over = points.filter(|at| others().any(|spot| holds(spot.area, &view, *at))).count();
                let hidden = others().filter(|spot| label.has_plate && label.rect.contains(spot.at));
                Found {
                    words: label.words.clone(),
                    rect: label.rect,
                    leader: label.leader,
                    over_others: over,
                    hides: hidden.map(|spot| spot.mark.name.clone()).collect(),
                }
            })
            .collect();
    });
    output.drop_without_applying_deltas();
    all
}

const MINERALS: [&str; 8] = ["cobalt", "nickel", "rare-earths", "lithium", "copper", "bauxite", "zinc", "graphite"];

/// Returns what is wrong with a label among others.
fn faults(label: &Found, all: &[Found], text_scale: f32) -> Vec<String> {
    let mut faults = Vec::new();
    if !label.hides.is_empty() {
        faults.push(format!("hides {:?}", label.hides));
    }
    if label.over_others >= 24 {
        faults.push(format!("lies over others by {} of 120", label.over_others));
    }
    if label.leader.is_some_and(|[from, to]| from.distance(to) > 60.0 * text_scale) {
        faults.push("is far away".to_owned());
    }
    for other in all.iter().filter(|other| other.words != label.words) {
        if other.rect.intersects(label.rect) {
            faults.push(format!("lies over {}", other.words));
        }
        if other.leader.is_some_and(|line| crosses(line, label.rect)) {
            faults.push(format!("lies over the line to {}", other.words));
        }
    }
    faults
}

#[test]
fn labels_hide_little_of_other_countries_with_labels() {
    let mut all = Vec::new();
    for (room, text_scale) in [(vec2(880.0, 380.0), 1.0), (vec2(760.0, 300.0), 1.0), (vec2(880.0, 260.0), 2.5)] {
        for commodity in MINERALS {
            let labels = found(commodity, room, text_scale);
            assert!(labels.len() >= 5, "{commodity}: {}", labels.len());
            for label in &labels {
                let told = |fault: String| format!("{commodity} {room:?}: {} {fault}", label.words);
                all.extend(faults(label, &labels, text_scale).into_iter().map(told));
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn labels_that_are_kept_stand_where_those_found_anew_do() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let all = all_questions(&dataset, &opening);
    let charts = ["cobalt", "nickel"].map(|id| {
        let asked = all.iter().rfind(|asked| asked.commodity.as_str() == id && asked.stage == Stage::Mine).unwrap();
        chart(&dataset, asked, Shows::Share)
    });
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    let output = context.run_ui(egui::RawInput::default(), |ui| {
        let rooms = [
            (vec2(900.0, 480.0), 1.0),
            (vec2(900.0, 480.0), 1.0),
            (vec2(500.0, 300.0), 1.0),
            (vec2(900.0, 480.0), 1.5),
        ];
        // Of what comes after something else, and of what comes again.
        for (chart, (room, text_scale)) in charts.iter().flat_map(|chart| rooms.map(|room| (chart, room))) {
            let style = Style::new(Theme::Light, text_scale);
            let view = MapView::new(Rect::from_min_size(Pos2::ZERO, room), Camera::default());
            let outlines = outlines(view.detail()).unwrap();
            let spots = spots(chart, outlines, &view, style);
            let standings = standings(ui, chart, (outlines, &spots), &view, style);
            let told =
                |labels: Vec<Label>| labels.into_iter().map(|of| (of.words, of.rect, of.leader)).collect::<Vec<_>>();
            let anew = told(labels(ui, chart, &spots, &standings, &view, style));
            assert!(!anew.is_empty());
            assert_eq!(told(kept_labels(ui, chart, (outlines, &spots), &view, style)), anew);
        }
    });
    output.drop_without_applying_deltas();
}
