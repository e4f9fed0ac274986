use std::sync::Arc;

use egui::{
    Color32, CursorIcon, FontId, Galley, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::charts::Emphasis;
use crate::charts::frame::{Fit, one_line, place, read_aloud};
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::palette::Series;
use crate::charts::style::{Style, TextRank};

const CARD: CardWidths = CardWidths { sign: 0.0, what: 150.0, value: 260.0 };

/// How a picture looks, and what a person has marked in it.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) style: Style,
    pub(super) fit: Fit,
    pub(super) emphasis: Emphasis<'a>,
}

/// The two settings that a picture shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Countries by themselves: a disc.
    Before,
    /// Once blocs act: a square on its corner.
    After,
    /// What would be if all were equal: dashes.
    Equal,
}

impl Look<'_> {
    /// Returns the colour of a setting: in print both are ink, told apart by their signs.
    pub(super) fn colour(&self, sign: Sign) -> Color32 {
        let colours = self.style.colours();
        match sign {
            Sign::Before | Sign::Equal if self.style.theme.has_patterns() => colours.line,
            Sign::Before | Sign::Equal => colours.series(Series::NonMember),
            Sign::After => colours.accent,
        }
    }

    /// Paints the sign of a setting, hollow where its number is of published producers alone.
    pub(super) fn sign(&self, ui: &Ui, at: Pos2, sign: Sign, is_hollow: bool) {
        let radius = self.style.length(4.0);
        let colour = self.colour(sign);
        let fill = if is_hollow { self.style.colours().background } else { colour };
        let stroke = Stroke::new(self.style.length(1.4), colour);
        match sign {
            Sign::Before => {
                ui.painter().circle(at, radius, fill, stroke);
            }
            Sign::After => {
                let reach = radius * 1.25;
                let corners = [vec2(0.0, -reach), vec2(reach, 0.0), vec2(0.0, reach), vec2(-reach, 0.0)];
                let corners = corners.map(|by| at + by).to_vec();
                ui.painter().add(Shape::convex_polygon(corners, fill, stroke));
            }
            Sign::Equal => {
                let half = vec2(self.style.length(7.0), 0.0);
                self.dashed(ui, [at - half, at + half]);
            }
        }
    }

    /// Paints a dashed line.
    pub(super) fn dashed(&self, ui: &Ui, ends: [Pos2; 2]) {
        let stroke = Stroke::new(self.style.length(1.0), self.style.colours().axis);
        ui.painter().extend(Shape::dashed_line(&ends, stroke, self.style.length(4.0), self.style.length(3.0)));
    }

    pub(super) fn row_height(&self, ui: &Ui, rank: TextRank) -> f32 {
        row_height(ui, self.style, rank)
    }

    /// Gives a mark a place among what is read and clicked, and its card; returns whether it was clicked in a window.
    pub(super) fn mark_ui(
        &self,
        ui: &Ui,
        rect: Rect,
        id: &str,
        spoken: &str,
        (heading, hover): (&str, &[(String, String)]),
    ) -> bool {
        let leads = self.fit == Fit::Scroll;
        let sense = if leads { Sense::click() } else { Sense::hover() };
        let response: Response = ui.interact(rect, ui.scope_id().with(("concentration", id)), sense);
        let role = if leads { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, spoken));
        if response.has_focus() {
            let stroke = Stroke::new(1.5, self.style.colours().accent);
            ui.painter().rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Outside);
        }
        let response = if leads { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
        let is_clicked = leads && response.clicked();
        show_card(ui, response, heading, hover, CARD, self.style, self.fit);
        is_clicked
    }
}

pub(super) fn row_height(ui: &Ui, style: Style, rank: TextRank) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)))
}

/// Lays out a text of second rank in one line.
pub(super) fn small(ui: &Ui, text: &str, style: Style, width: f32) -> Arc<Galley> {
    one_line(ui, text, style.font(TextRank::Small), style.colours().text_muted, width)
}

/// Lays out a number of second rank in bold.
pub(super) fn small_strong(ui: &Ui, text: &str, style: Style, colour: Color32) -> Arc<Galley> {
    let font = FontId::new(style.font(TextRank::Small).size, style.font(TextRank::Strong).family);
    one_line(ui, text, font, colour, f32::INFINITY)
}

/// Signs with what they stand for, in rows.
pub(super) struct Key {
    rows: Vec<Vec<(Sign, Arc<Galley>)>>,
    style: Style,
    height: f32,
}

impl Key {
    pub(super) fn new(ui: &Ui, entries: &[(Sign, String)], style: Style, width: f32) -> Self {
        let height = row_height(ui, style, TextRank::Small) * 1.2;
        let mut rows: Vec<Vec<(Sign, Arc<Galley>)>> = Vec::new();
        let mut used = f32::INFINITY;
        for (sign, text) in entries {
            let galley = small(ui, text, style, width - Self::sign_width(style));
            let needs = Self::sign_width(style) + galley.size().x + Self::between(style);
            if let Some(row) = rows.last_mut().filter(|_| used + needs - Self::between(style) <= width) {
                row.push((*sign, galley));
            } else {
                rows.push(vec![(*sign, galley)]);
                used = 0.0;
            }
            used += needs;
        }
        Self { rows, style, height }
    }

    fn sign_width(style: Style) -> f32 {
        style.length(20.0)
    }

    fn between(style: Style) -> f32 {
        style.length(16.0)
    }

    pub(super) fn height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let rows = self.rows.len() as f32;
        rows * self.height
    }

    pub(super) fn draw(&self, ui: &Ui, look: Look<'_>, at: Pos2) {
        let mut y = at.y;
        for (number, row) in self.rows.iter().enumerate() {
            let mut x = at.x;
            for (place_of, (sign, galley)) in row.iter().enumerate() {
                let middle = y + self.height / 2.0;
                look.sign(ui, pos2(x + self.style.length(8.0), middle), *sign, false);
                x += Self::sign_width(self.style);
                let corner = pos2(x, middle - galley.size().y / 2.0);
                let rect = Rect::from_min_size(corner, galley.size());
                read_aloud(ui, rect, ("concentration key", number, place_of), galley.text());
                x += place(ui, corner, Arc::clone(galley)).x + Self::between(self.style);
            }
            y += self.height;
        }
    }
}

/// Returns places near the wished ones, which ascend, at least `apart` from each other and between the ends where that is
/// possible.
pub(super) fn apart(wished: &[f32], apart: f32, (top, bottom): (f32, f32)) -> Vec<f32> {
    let mut places: Vec<f32> = Vec::with_capacity(wished.len());
    let mut free = top;
    for wish in wished {
        let place = wish.max(free);
        places.push(place);
        free = place + apart;
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - apart;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_order_and_distance_while_there_is_room() {
        assert_eq!(apart(&[10.0, 12.0, 80.0], 10.0, (0.0, 100.0)), [10.0, 20.0, 80.0]);
        assert_eq!(apart(&[95.0, 99.0], 10.0, (0.0, 100.0)), [90.0, 100.0]);
        proptest::proptest!(|(mut wished in proptest::collection::vec(0.0_f32..300.0, 0..12))| {
            wished.sort_by(f32::total_cmp);
            let places = apart(&wished, 20.0, (0.0, 300.0));
            proptest::prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 19.99));
            proptest::prop_assert!(places.iter().all(|place| (-0.01..=300.01).contains(place)));
        });
    }
}
