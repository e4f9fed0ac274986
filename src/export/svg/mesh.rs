use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, ColorImage, Pos2, Stroke, TextureId};

use super::markup::Markup;
use super::path::PathData;
use super::{gradient, image};
use crate::export::ExportError;

/// A gradient is cut until neighbouring facets differ by about this much of a channel, or this often.
const FACET_STEP: u8 = 8;
const MAX_FACETS_A_SIDE: u8 = 16;

/// Facets overlap by this much, so that no seam shows between them.
const SEAM_PT: f32 = 0.3;

/// Writes a mesh: an image, one path a colour, a gradient where two colours run into each other, facets where three do.
pub(super) fn write(
    markup: &mut Markup,
    mesh: &Mesh,
    images: &BTreeMap<TextureId, Arc<ColorImage>>,
) -> Result<(), ExportError> {
    let triangles: Vec<[Vertex; 3]> = mesh.indices.as_chunks().0.iter().filter_map(|of| corners(mesh, *of)).collect();
    if triangles.iter().flatten().any(|vertex| vertex.uv != WHITE_UV) {
        return image::quad(markup, mesh, images);
    }
    // In the order colours first appear, which is the order of painting for parts that don't overlap.
    let mut parts: Vec<(Color32, Vec<[Pos2; 3]>)> = Vec::new();
    let mut place_of: BTreeMap<[u8; 4], usize> = BTreeMap::new();
    let mut gradients = Vec::new();
    for triangle in triangles {
        let [a, b, c] = triangle;
        if a.color != b.color || b.color != c.color {
            gradients.push(triangle);
            continue;
        }
        let place = *place_of.entry(a.color.to_array()).or_insert_with(|| {
            parts.push((a.color, Vec::new()));
            parts.len() - 1
        });
        if let Some((_, part)) = parts.get_mut(place) {
            part.push([a.pos, b.pos, c.pos]);
        }
    }
    for (color, part) in parts.iter().filter(|(color, _)| color.a() > 0) {
        let data = outline(part);
        if !data.is_empty() {
            markup.start("path").attribute("d", data.as_str()).fill(*color).close();
        }
    }
    let (shaded, others) = gradient::shaded(gradients);
    for ramp in &shaded {
        gradient::write(markup, ramp);
    }
    for triangle in &others {
        facets(markup, triangle);
    }
    Ok(())
}

fn corners(mesh: &Mesh, indices: [u32; 3]) -> Option<[Vertex; 3]> {
    let [a, b, c] = indices.map(|index| usize::try_from(index).ok().and_then(|i| mesh.vertices.get(i)).copied());
    let corners = [a?, b?, c?];
    corners.iter().all(|vertex| vertex.pos.is_finite()).then_some(corners)
}

/// A point as its bits, so that it can be looked up; minus zero is zero.
type Key = (u32, u32);

fn key(point: Pos2) -> Key {
    ((point.x + 0.0).to_bits(), (point.y + 0.0).to_bits())
}

/// Returns the outline of triangles as closed lines: every edge that another triangle doesn't run back along.
///
/// All triangles are turned the same way round first. Then the lines wind round a point as often as triangles cover it,
/// so the usual non-zero rule fills exactly what they cover, with holes, and also where triangles overlap.
pub(super) fn outline(triangles: &[[Pos2; 3]]) -> PathData {
    let mut edges: BTreeMap<(Key, Key), i32> = BTreeMap::new();
    let mut points: BTreeMap<Key, Pos2> = BTreeMap::new();
    let mut order: Vec<(Key, Key)> = Vec::new();
    for &[a, b, c] in triangles {
        let area = (b - a).x * (c - a).y - (c - a).x * (b - a).y;
        if area == 0.0 {
            continue;
        }
        let [a, b, c] = if area > 0.0 { [a, b, c] } else { [a, c, b] };
        for (from, to) in [(a, b), (b, c), (c, a)] {
            points.insert(key(from), from);
            *edges.entry((key(from), key(to))).or_default() += 1;
            *edges.entry((key(to), key(from))).or_default() -= 1;
            order.push((key(from), key(to)));
        }
    }
    let mut onward: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for ((from, to), count) in edges {
        for _ in 0..count {
            onward.entry(from).or_default().push(to);
        }
    }
    let mut data = PathData::default();
    // Lines start where painting did, which keeps the file in the drawing's own order.
    for (start, _) in order {
        while let Some(line) = take_line(&mut onward, start) {
            let corners: Vec<Pos2> = line.iter().filter_map(|key| points.get(key).copied()).collect();
            data.polyline(without_straight_corners(&corners), true);
        }
    }
    data
}

/// Follows edges from a point until they come back to it. As many edges enter a point as leave it, so they always do.
fn take_line(onward: &mut BTreeMap<Key, Vec<Key>>, start: Key) -> Option<Vec<Key>> {
    let mut line = vec![start];
    let mut here = onward.get_mut(&start)?.pop()?;
    while here != start {
        line.push(here);
        here = onward.get_mut(&here)?.pop()?;
    }
    Some(line)
}

/// Leaves out points in the middle of a straight side, which triangulation adds by the hundred.
fn without_straight_corners(line: &[Pos2]) -> impl Iterator<Item = Pos2> {
    let count = line.len();
    line.iter().enumerate().filter_map(move |(place, &here)| {
        let before = line.get((place + count - 1) % count)?;
        let after = line.get((place + 1) % count)?;
        let (arriving, leaving) = (here - *before, *after - here);
        let turn = arriving.x * leaving.y - arriving.y * leaving.x;
        (turn != 0.0 || arriving.dot(leaving) < 0.0).then_some(here)
    })
}

/// Writes a triangle whose corners differ in colour as small ones of one colour each.
fn facets(markup: &mut Markup, corners: &[Vertex; 3]) {
    let [first, second, third] = corners.map(|corner| corner.pos);
    let colors = corners.map(|corner| corner.color);
    let sides = facets_a_side(colors);
    // A place is so many steps of `sides` from the first corner towards the second and towards the third.
    let share = |steps: u8| f32::from(steps) / f32::from(sides);
    let at = |(to_second, to_third): (u8, u8)| {
        first + (second - first) * share(to_second) + (third - first) * share(to_third)
    };
    for row in 0..sides {
        for column in 0..sides - row {
            let upright = [(row, column), (row + 1, column), (row, column + 1)];
            let inverted = [(row + 1, column), (row + 1, column + 1), (row, column + 1)];
            let has_inverted = column + 1 < sides - row;
            for facet in [Some(upright), has_inverted.then_some(inverted)].into_iter().flatten() {
                let of_second = facet.iter().map(|(steps, _)| share(*steps)).sum::<f32>() / 3.0;
                let of_third = facet.iter().map(|(_, steps)| share(*steps)).sum::<f32>() / 3.0;
                let color = mix(colors, [1.0 - of_second - of_third, of_second, of_third]);
                let mut data = PathData::default();
                data.polyline(facet.map(at), true);
                let seam = if color.is_opaque() { Stroke::new(SEAM_PT, color) } else { Stroke::NONE };
                markup.start("path").attribute("d", data.as_str()).fill(color).stroke(seam.width, seam.color).close();
            }
        }
    }
}

fn facets_a_side([first, second, third]: [Color32; 3]) -> u8 {
    let difference = |one: Color32, other: Color32| {
        let pairs = one.to_array().into_iter().zip(other.to_array());
        pairs.map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
    };
    let widest = difference(first, second).max(difference(second, third)).max(difference(third, first));
    widest.div_ceil(FACET_STEP).clamp(1, MAX_FACETS_A_SIDE)
}

fn mix(colors: [Color32; 3], parts: [f32; 3]) -> Color32 {
    let [mut red, mut green, mut blue, mut alpha] = [0.0; 4];
    for (color, part) in colors.into_iter().zip(parts) {
        red += f32::from(color.r()) * part;
        green += f32::from(color.g()) * part;
        blue += f32::from(color.b()) * part;
        alpha += f32::from(color.a()) * part;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of bytes is a byte")]
    let [red, green, blue, alpha] = [red, green, blue, alpha].map(|sum| sum.round() as u8);
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};

    use super::*;

    fn paths(mesh: &Mesh) -> String {
        let mut markup = Markup::default();
        write(&mut markup, mesh, &BTreeMap::new()).unwrap();
        markup.into_string()
    }

    fn rect(values: [f32; 4]) -> Rect {
        Rect::from_min_max(pos2(values[0], values[1]), pos2(values[2], values[3]))
    }

    #[test]
    fn a_concave_shape_is_one_outline() {
        // An L of two squares and their shared edge, turned both ways round.
        let mut mesh = Mesh::default();
        for (x, y) in [(0.0, 0.0), (20.0, 0.0), (20.0, 10.0), (10.0, 10.0), (10.0, 20.0), (0.0, 20.0)] {
            mesh.colored_vertex(pos2(x, y), Color32::BLACK);
        }
        for [a, b, c] in [[0, 1, 2], [0, 3, 2], [0, 3, 4], [0, 5, 4]] {
            mesh.add_triangle(a, b, c);
        }
        assert_eq!(paths(&mesh), "<path d=\"M0 0L20 0L20 10L10 10L10 20L0 20Z\" fill=\"#000000\"/>\n");
    }

    #[test]
    fn a_hole_stays_a_hole_and_an_overlap_stays_filled() {
        let mut ring = Mesh::default();
        for part in [[0.0, 0.0, 9.0, 3.0], [0.0, 6.0, 9.0, 9.0], [0.0, 3.0, 3.0, 6.0], [6.0, 3.0, 9.0, 6.0]] {
            ring.add_colored_rect(rect(part), Color32::BLACK);
        }
        ring.add_colored_rect(rect([0.0, 0.0, 2.0, 2.0]), Color32::BLACK);
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>", paths(&ring));
        let tree = crate::export::tree::parse(&svg, &crate::charts::fonts::Faces::default()).unwrap();
        let mut pixels = resvg::tiny_skia::Pixmap::new(9, 9).unwrap();
        resvg::render(&tree, resvg::tiny_skia::Transform::default(), &mut pixels.as_mut());
        assert_eq!(pixels.pixel(4, 4).unwrap().alpha(), 0, "the hole");
        assert_eq!(pixels.pixel(1, 1).unwrap().alpha(), 255, "the overlap");
        assert_eq!(pixels.pixel(4, 7).unwrap().alpha(), 255);
    }

    #[test]
    fn each_colour_is_one_path() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(rect([0.0, 0.0, 1.0, 1.0]), Color32::WHITE);
        mesh.add_colored_rect(rect([2.0, 0.0, 3.0, 1.0]), Color32::BLACK);
        mesh.add_colored_rect(rect([4.0, 0.0, 5.0, 1.0]), Color32::WHITE);
        assert_eq!(paths(&mesh).lines().count(), 2);
    }

    #[test]
    fn a_gradient_becomes_facets_between_its_ends() {
        let mut mesh = Mesh::default();
        mesh.colored_vertex(pos2(0.0, 0.0), Color32::from_gray(0));
        mesh.colored_vertex(pos2(9.0, 0.0), Color32::from_gray(16));
        mesh.colored_vertex(pos2(0.0, 9.0), Color32::from_gray(8));
        mesh.add_triangle(0, 1, 2);
        let text = paths(&mesh);
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("#040404") && text.contains("#0c0c0c") && text.contains("#080808"), "{text}");
    }

    #[test]
    fn a_legend_is_one_gradient() {
        let mut mesh = Mesh::default();
        for (x, shade) in [(10.0, 16), (30.0, 0)] {
            mesh.colored_vertex(pos2(x, 0.0), Color32::from_gray(shade));
            mesh.colored_vertex(pos2(x, 5.0), Color32::from_gray(shade));
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(1, 2, 3);
        assert_eq!(
            paths(&mesh),
            "<linearGradient id=\"lodescope-gradient-1\" gradientUnits=\"userSpaceOnUse\" x1=\"30\" y1=\"0\" x2=\"10\" \
             y2=\"0\">\n<stop offset=\"0\" stop-color=\"#000000\"/>\n<stop offset=\"1\" stop-color=\"#101010\"/>\n\
             </linearGradient>\n<path d=\"M10 0L30 0L30 5L10 5Z\" fill=\"url(#lodescope-gradient-1)\"/>\n"
        );
    }
}
