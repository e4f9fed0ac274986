//! A drawing with every kind of shape, for the tests of this room.

use std::f32::consts::FRAC_PI_2;

use egui::epaint::{
    BandPoint, BandShape, CubicBezierShape, EllipseShape, Mesh, PathStroke, QuadraticBezierShape, TextShape,
};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::svg::Labels;
use super::{Page, Picture, paint};
use crate::charts::fonts::{Weight, font};
use crate::charts::groups::{Groups, NamedGroup};

pub(super) const PAGE: Page = Page::new(400.0, 300.0, 2.0);

const INK: Color32 = Color32::from_rgb(20, 30, 40);
const BLUE: Color32 = Color32::from_rgb(0, 114, 178);
const PALE: Color32 = Color32::from_rgb(200, 210, 220);

pub(super) fn labels() -> Labels {
    Labels {
        title: "Every <shape> & \"text\"".to_owned(),
        description: "A drawing with one of each.".to_owned(),
        recipe_json: "{\"question\":\"<rare-earths> & 'K₂O'\"}".to_owned(),
    }
}

pub(super) fn picture() -> Picture {
    paint(&PAGE, |_| {}, draw).unwrap()
}

/// Draws with a closure that has no groups.
pub(super) fn picture_of(draw: impl Fn(&Ui)) -> Picture {
    paint(
        &PAGE,
        |_| {},
        |ui| {
            draw(ui);
            Vec::new()
        },
    )
    .unwrap()
}

fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(left, top), vec2(width, height))
}

fn draw(ui: &mut Ui) -> Vec<NamedGroup> {
    let mut groups = Groups::new();
    ui.painter().rect_filled(ui.max_rect(), 0.0, Color32::WHITE);
    let chart = groups.begin(ui);
    let bars = groups.begin(ui);
    rects(ui);
    groups.end(ui, bars, "bars", "Bars <of> \"each\" kind");
    let hatch = groups.begin(ui);
    hatching(ui);
    groups.end(ui, hatch, "country-chn", "China 69.4 %");
    groups.end(ui, chart, "chart", "Chart");
    curves(ui);
    mesh(ui);
    texts(ui);
    groups.finish()
}

fn rects(ui: &Ui) {
    let painter = ui.painter();
    let stroke = Stroke::new(3.0, INK);
    painter.rect_filled(rect(10.3, 10.2, 40.0, 20.0), 0.0, BLUE);
    painter.rect(rect(60.0, 10.0, 40.0, 20.0), 4.0, PALE, stroke, StrokeKind::Inside);
    painter.rect(rect(110.0, 10.0, 40.0, 20.0), 0.0, PALE, stroke, StrokeKind::Middle);
    painter.rect(rect(160.0, 10.0, 40.0, 20.0), 4.0, PALE, stroke, StrokeKind::Outside);
    let rounding = CornerRadius { nw: 8, ne: 0, sw: 0, se: 8 };
    painter.rect_filled(rect(210.0, 10.0, 40.0, 20.0), rounding, BLUE.gamma_multiply(0.5));
    // Not to be seen: no colour, off the page, outside its clip.
    painter.rect_filled(rect(0.0, 0.0, 9.0, 9.0), 0.0, Color32::TRANSPARENT);
    painter.rect_filled(rect(500.0, 10.0, 9.0, 9.0), 0.0, INK);
    painter.with_clip_rect(rect(0.0, 0.0, 5.0, 5.0)).rect_filled(rect(50.0, 50.0, 9.0, 9.0), 0.0, INK);
    // Half of it, without a clip.
    painter.with_clip_rect(rect(260.0, 10.0, 20.0, 20.0)).rect_filled(rect(250.0, 5.0, 20.0, 50.0), 0.0, INK);
    painter.add(egui::epaint::RectShape::filled(rect(300.0, 10.0, 30.0, 10.0), 0.0, BLUE).with_angle(0.5));
}

fn hatching(ui: &Ui) {
    let area = rect(10.0, 40.0, 60.0, 40.0);
    let painter = ui.painter().with_clip_rect(area);
    for step in 0_u8..12 {
        let x = 10.0 * f32::from(step) - 40.0;
        painter.line_segment([pos2(x, 80.0), pos2(x + 40.0, 40.0)], Stroke::new(1.5, INK));
    }
    // A clip inside the clip.
    painter.with_clip_rect(rect(60.0, 40.0, 10.0, 20.0)).circle_filled(pos2(65.0, 60.0), 8.0, BLUE);
    painter.rect_stroke(area, 0.0, Stroke::new(1.0, INK), StrokeKind::Inside);
    let dashes = Stroke::new(1.0, BLUE.gamma_multiply(0.5));
    ui.painter().extend(Shape::dashed_line(&[pos2(80.0, 45.3), pos2(140.0, 45.3)], dashes, 6.0, 4.0));
}

fn curves(ui: &Ui) {
    let painter = ui.painter();
    let stroke = Stroke::new(2.0, INK);
    painter.circle(pos2(100.0, 65.0), 12.0, PALE, stroke);
    painter.add(EllipseShape::filled(pos2(140.0, 65.0), vec2(20.0, 8.0), BLUE).with_angle(0.3));
    let triangle: Vec<Pos2> = vec![pos2(170.0, 50.0), pos2(200.0, 50.0), pos2(185.0, 80.0)];
    painter.add(Shape::convex_polygon(triangle, PALE, PathStroke::new(2.0, INK).inside()));
    painter.add(Shape::line(vec![pos2(210.0, 50.0), pos2(230.0, 80.0), pos2(240.0, 55.0)], stroke));
    // A value is missing.
    let gap = vec![pos2(250.0, 50.0), pos2(260.0, 60.0), pos2(f32::NAN, 0.0), pos2(270.0, 60.0), pos2(280.0, 50.0)];
    painter.add(Shape::line(gap, stroke));
    let points = [pos2(290.0, 80.0), pos2(300.0, 40.0), pos2(320.0, 80.0)];
    painter.add(QuadraticBezierShape::from_points_stroke(points, true, PALE, stroke));
    let points = [pos2(330.0, 80.0), pos2(340.0, 40.0), pos2(350.0, 80.0), pos2(360.0, 40.0)];
    painter.add(CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke));
    let band = [(290.0, 90.0..=95.0), (310.0, 85.0..=105.0), (330.0, 92.0..=98.0)];
    painter.add(BandShape::filled(band.map(|(x, y)| BandPoint::new(x, y)).to_vec(), BLUE));
}

fn mesh(ui: &Ui) {
    let mut mesh = Mesh::default();
    for (x, y) in [(10.0, 90.0), (50.0, 90.0), (50.0, 100.0), (20.0, 100.0), (20.0, 120.0), (10.0, 120.0)] {
        mesh.colored_vertex(pos2(x, y), BLUE);
    }
    for [a, b, c] in [[0, 1, 2], [0, 2, 3], [0, 3, 4], [0, 4, 5]] {
        mesh.add_triangle(a, b, c);
    }
    ui.painter().add(mesh);
}

fn texts(ui: &Ui) {
    let painter = ui.painter();
    let set = |weight, size, text: &str| painter.layout_no_wrap(text.to_owned(), font(weight, size), INK);
    painter.galley(pos2(10.0, 130.0), set(Weight::Bold, 20.0, "Côte d’Ivoire mined K₂O → 69 %"), INK);
    painter.galley(pos2(10.0, 160.0), set(Weight::Medium, 14.0, "<&>\"' hostile \u{1} text"), INK);
    let upright = set(Weight::Regular, 12.0, "Share of mine production");
    painter.add(TextShape::new(pos2(380.0, 290.0), upright, INK).with_angle(-FRAC_PI_2));
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(150.0), ..LayoutJob::default() };
    let format = |weight, color| TextFormat { font_id: font(weight, 14.0), color, ..TextFormat::default() };
    job.append("Two words ", 0.0, format(Weight::Regular, INK));
    job.append("bold and blue", 0.0, format(Weight::Bold, BLUE));
    job.append(" and then so many that a new row begins\nand one more", 0.0, format(Weight::Regular, INK));
    painter.galley(pos2(10.0, 185.0), painter.layout_job(job), INK);
    let mut job = LayoutJob { halign: egui::Align::RIGHT, ..LayoutJob::default() };
    job.append("at its end", 0.0, format(Weight::Regular, INK));
    painter.galley(pos2(390.0, 240.0), painter.layout_job(job), INK);
    let mut short = LayoutJob::simple_singleline("Cut short at its end".into(), font(Weight::Regular, 14.0), INK);
    short.wrap = egui::text::TextWrapping::truncate_at_width(70.0);
    let faint = TextShape::new(pos2(200.0, 185.0), painter.layout_job(short), INK).with_opacity_factor(0.5);
    painter.add(faint);
    let lined = TextFormat {
        background: PALE,
        underline: Stroke::new(1.0, BLUE),
        strikethrough: Stroke::new(1.0, INK),
        ..format(Weight::Regular, INK)
    };
    painter.galley(pos2(200.0, 210.0), painter.layout_job(LayoutJob::single_section("lined".into(), lined)), INK);
}
