use egui::epaint::Vertex;
use egui::{Color32, Pos2, Vec2};

use super::markup::Markup;
use super::mesh::outline;

/// Ramps whose ends are this close are one ramp.
const SAME_PT: f32 = 0.01;

/// Colours running evenly from one line to a parallel one, as across a legend.
#[derive(Debug, Clone, Copy)]
struct Ramp {
    start: Pos2,
    end: Pos2,
    colors: [Color32; 2],
}

/// Triangles that one ramp colours.
#[derive(Debug)]
pub(super) struct Shaded {
    ramp: Ramp,
    triangles: Vec<[Pos2; 3]>,
}

impl Ramp {
    /// Returns the ramp of a triangle with two corners of one colour; with three colours there is none.
    fn of(corners: &[Vertex; 3]) -> Option<Self> {
        let [a, b, c] = *corners;
        let (along, apex) = if a.color == b.color {
            ([a, b], c)
        } else if b.color == c.color {
            ([b, c], a)
        } else if c.color == a.color {
            ([c, a], b)
        } else {
            return None;
        };
        let base = along[0].pos;
        let side = (along[1].pos - base).normalized();
        if side == Vec2::ZERO {
            return None;
        }
        // The colour is the same all along the base, so it runs straight up from it.
        let foot = base + side * (apex.pos - base).dot(side);
        let (start, end, colors) = (foot, apex.pos, [along[0].color, apex.color]);
        // One direction for both triangles of a rectangle.
        if colors[0].to_array() <= colors[1].to_array() {
            Some(Self { start, end, colors })
        } else {
            Some(Self { start: end, end: start, colors: [colors[1], colors[0]] })
        }
    }

    /// Returns whether both ramps colour every point alike.
    fn is_same(&self, other: &Self) -> bool {
        let (own, others) = (self.end - self.start, other.end - other.start);
        let shift = other.start - self.start;
        self.colors == other.colors && (own - others).length() < SAME_PT && shift.dot(own.normalized()).abs() < SAME_PT
    }
}

/// Sorts triangles by ramp and returns those that have none.
pub(super) fn shaded(triangles: Vec<[Vertex; 3]>) -> (Vec<Shaded>, Vec<[Vertex; 3]>) {
    let mut shaded: Vec<Shaded> = Vec::new();
    let mut others = Vec::new();
    for triangle in triangles {
        let Some(ramp) = Ramp::of(&triangle) else {
            others.push(triangle);
            continue;
        };
        let points = triangle.map(|vertex| vertex.pos);
        match shaded.last_mut().filter(|last| last.ramp.is_same(&ramp)) {
            Some(last) => last.triangles.push(points),
            None => shaded.push(Shaded { ramp, triangles: vec![points] }),
        }
    }
    (shaded, others)
}

/// Writes triangles of one ramp as their outline, filled with a gradient.
pub(super) fn write(markup: &mut Markup, shaded: &Shaded) {
    let Ramp { start, end, colors } = shaded.ramp;
    let data = outline(&shaded.triangles);
    if data.is_empty() {
        return;
    }
    let id = markup.next_id("gradient");
    markup
        .start("linearGradient")
        .attribute("id", &id)
        .attribute("gradientUnits", "userSpaceOnUse")
        .number("x1", start.x)
        .number("y1", start.y)
        .number("x2", end.x)
        .number("y2", end.y)
        .open_block();
    let [first, last] = colors;
    for (offset, color, other) in [(0.0, first, last), (1.0, last, first)] {
        let stop = markup.start("stop").number("offset", offset);
        // SVG mixes hues apart from opacities, so what fades out fades in its own hue and not through black.
        if color.a() == 0 {
            stop.stop_color(other.to_opaque()).number("stop-opacity", 0.0).close();
        } else {
            stop.stop_color(color).close();
        }
    }
    markup.end("linearGradient");
    markup.start("path").attribute("d", data.as_str()).attribute("fill", &format!("url(#{id})")).close();
}

#[cfg(test)]
mod tests {
    use egui::epaint::Mesh;
    use egui::pos2;

    use super::*;

    #[test]
    fn what_fades_out_keeps_its_hue() {
        let mut mesh = Mesh::default();
        let red = Color32::from_rgb(200, 0, 0);
        for (x, color) in [(0.0, Color32::TRANSPARENT), (9.0, red)] {
            mesh.colored_vertex(pos2(x, 0.0), color);
            mesh.colored_vertex(pos2(x, 9.0), color);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(1, 2, 3);
        let mut markup = Markup::default();
        super::super::mesh::write(&mut markup, &mesh, &std::collections::BTreeMap::new()).unwrap();
        let text = markup.into_string();
        assert!(text.contains("<stop offset=\"0\" stop-color=\"#c80000\" stop-opacity=\"0\"/>"), "{text}");
        assert!(text.contains("<stop offset=\"1\" stop-color=\"#c80000\"/>"), "{text}");
    }
}
