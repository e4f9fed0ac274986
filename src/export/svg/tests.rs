use std::sync::Arc;

use egui::epaint::{ColorMode, PaintCallback, PathShape, PathStroke, StrokeKind};
use egui::{Color32, Rect, Shape, TextureId, pos2, vec2};
use resvg::usvg::{self, Node};

use super::*;
use crate::charts::fonts::{Weight, font};
use crate::export::{scene, tree};

fn svg(picture: &Picture) -> String {
    to_svg(picture, &scene::labels(), SvgOptions::default()).unwrap()
}

fn texts(group: &usvg::Group) -> Vec<&usvg::Text> {
    let mut found = Vec::new();
    for node in group.children() {
        match node {
            Node::Group(group) => found.extend(texts(group)),
            Node::Text(text) => found.push(&**text),
            _ => {}
        }
    }
    found
}

#[test]
fn every_shape_has_its_element() {
    insta::assert_snapshot!(svg(&scene::picture()));
}

#[test]
fn the_same_drawing_is_the_same_bytes() {
    assert_eq!(svg(&scene::picture()), svg(&scene::picture()));
}

#[test]
fn readers_of_svg_take_it() {
    let svg = svg(&scene::picture());
    let document = usvg::roxmltree::Document::parse(&svg).unwrap();
    let named = |name: &str| {
        document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name))).unwrap()
    };
    assert_eq!(named("title").text(), Some(scene::labels().title.as_str()));
    assert_eq!(named("desc").text(), Some(scene::labels().description.as_str()));
    assert_eq!(recipe_in_svg(&svg), Some(scene::labels().recipe_json));
    let tree = tree::parse(&svg, &crate::charts::fonts::Faces::default()).unwrap();
    assert_eq!((tree.size().width(), tree.size().height()), (scene::PAGE.width_pt, scene::PAGE.height_pt));
    let chart = document.descendants().find(|node| node.attribute("id") == Some("chart")).unwrap();
    let inside: Vec<_> = chart.children().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(inside, ["bars", "country-chn"]);
}

#[test]
fn text_stands_where_it_was_drawn_and_is_as_wide() {
    let long = "Differentiated AVATAR: Türkiye’s 1,234,567 tonnes of waste offal, To Ye We. ";
    for (weight, size) in [(Weight::Regular, 12.0), (Weight::Medium, 14.0), (Weight::Bold, 20.0), (Weight::Bold, 33.0)]
    {
        let text = long.repeat(2);
        let picture = scene::picture_of(|ui| {
            let galley = ui.painter().layout_no_wrap(text.clone(), font(weight, size), Color32::BLACK);
            ui.painter().galley(pos2(10.0, 20.0), galley, Color32::BLACK);
        });
        let Shape::Text(shape) = &picture.shapes[0].shape else { panic!() };
        let drawn = shape.galley.rect.translate(shape.pos.to_vec2());
        // The trailing space is not written.
        let space = shape.galley.rows[0].glyphs.last().unwrap().advance_width;
        for text in [TextAs::Text, TextAs::Outlines] {
            let svg = to_svg(&picture, &Labels::default(), SvgOptions { text }).unwrap();
            // Also without `textLength`, so that the fonts' own widths are measured.
            let natural = svg.split_once(" textLength=\"").map_or(svg.clone(), |(before, after)| {
                format!("{before} fill{}", after.split_once(" fill").unwrap().1)
            });
            for svg in [svg, natural] {
                let tree = tree::parse(&svg, &crate::charts::fonts::Faces::default()).unwrap();
                let found = tree.root().abs_bounding_box();
                let right = drawn.right() - space;
                let tolerance = if text == TextAs::Text { 0.6 } else { 0.12 * size };
                assert!((found.left() - drawn.left()).abs() < tolerance, "{weight:?} {size}: {found:?} {drawn:?}");
                assert!((found.right() - right).abs() < tolerance, "{weight:?} {size}: {found:?} {drawn:?}");
            }
        }
    }
}

#[test]
fn runs_keep_to_their_row_and_format() {
    let picture = scene::picture();
    let svg = svg(&picture);
    let tree = tree::parse(&svg, &crate::charts::fonts::Faces::default()).unwrap();
    let runs: Vec<String> =
        texts(tree.root()).iter().map(|text| text.chunks().iter().map(usvg::TextChunk::text).collect()).collect();
    assert_eq!(
        runs,
        [
            "Côte d’Ivoire mined K₂O → 69 %",
            "<&>\"' hostile",
            "text",
            "Share of mine production",
            "Two words",
            "bold and",
            "blue",
            "and then so many",
            "that a new row begins",
            "and one more",
            "at its end",
            "Cut short …",
            "lined"
        ]
    );
}

#[test]
fn what_a_file_cannot_show_is_an_error() {
    let by_code =
        PathStroke { width: 1.0, color: ColorMode::UV(Arc::new(|_, _| Color32::RED)), kind: StrokeKind::Middle };
    let points = vec![pos2(0.0, 0.0), pos2(9.0, 9.0)];
    let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(9.0, 9.0));
    for shape in [
        Shape::Path(PathShape { points, closed: false, fill: Color32::TRANSPARENT, stroke: by_code }),
        Shape::Callback(PaintCallback { rect: area, callback: Arc::new(()) }),
        Shape::image(TextureId::User(7), area, area, Color32::WHITE),
    ] {
        let picture = scene::picture_of(|ui| {
            ui.painter().add(shape.clone());
        });
        let error = to_svg(&picture, &Labels::default(), SvgOptions::default()).unwrap_err();
        assert!(matches!(error, ExportError::Untranslatable { .. } | ExportError::UnknownImage { .. }), "{error}");
    }
}

#[test]
fn an_image_is_embedded() {
    let picture = scene::picture_of(|ui| {
        // Kept by the context as long as it lives, as an app's texture is.
        let texture = ui.ctx().data(|data| data.get_temp(egui::Id::NULL)).unwrap_or_else(|| {
            let image = egui::ColorImage::new([2, 1], vec![Color32::RED, Color32::BLUE]);
            let manager = ui.ctx().tex_manager();
            let id = manager.write().alloc("two".into(), image.into(), egui::TextureOptions::NEAREST);
            ui.ctx().data_mut(|data| data.insert_temp(egui::Id::NULL, id));
            id
        });
        let area = Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 10.0));
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture, area, whole, Color32::WHITE);
    });
    let svg = svg(&picture);
    assert!(svg.contains("<image x=\"10\" y=\"10\" width=\"20\" height=\"10\""), "{svg}");
    let tree = tree::parse(&svg, &crate::charts::fonts::Faces::default()).unwrap();
    let mut pixels = resvg::tiny_skia::Pixmap::new(400, 300).unwrap();
    resvg::render(&tree, resvg::tiny_skia::Transform::default(), &mut pixels.as_mut());
    assert_eq!(pixels.pixel(11, 15).unwrap().red(), 255);
    assert_eq!(pixels.pixel(28, 15).unwrap().blue(), 255);
}
