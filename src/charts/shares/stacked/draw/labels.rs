use std::sync::Arc;

use egui::{Color32, Galley, Rect, Ui, Vec2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::palette::Series;
use crate::charts::shares::stacked::{Segment, SegmentKey};
use crate::charts::style::{Style, TextRank, ink_on};

/// The text in a piece of a bar, laid out.
pub(super) struct PieceText {
    /// Rows of texts that stand side by side.
    rows: Vec<Vec<Arc<Galley>>>,
    between: f32,
}

/// The room between a piece's text and its edges, in points of the usual text.
const RIM: Vec2 = vec2(5.0, 2.0);

/// Returns whether text stands on a plate: it could not be read on a pattern.
fn has_plate(segment: &Segment, style: Style) -> bool {
    segment.key != SegmentKey::Residual
        && (style.theme.has_patterns() || matches!(segment.series, Series::StripedBloc(_)))
}

/// Returns the colour of text in a piece.
fn ink(segment: &Segment, is_faded: bool, style: Style) -> Color32 {
    let colours = style.colours();
    if is_faded || segment.key == SegmentKey::Residual || has_plate(segment, style) {
        colours.text
    } else {
        ink_on(colours.series(segment.series))
    }
}

/// Returns the height of a bar in which two rows of small text have room.
pub(super) fn least_bar(ui: &Ui, style: Style) -> f32 {
    let small = ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Small)));
    2.0 * small + style.length(2.0 * RIM.y)
}

impl PieceText {
    /// Returns the fullest text that fits into a piece of a width: name, number and bloc in a row; name and number; one above
    /// the other. Nothing where none does: a number without a name says nothing. A plate leaves a rim of the pattern that it
    /// covers.
    pub(super) fn fitting(ui: &Ui, segment: &Segment, width: f32, is_faded: bool, style: Style) -> Option<Self> {
        let rim = RIM.x + if has_plate(segment, style) { 4.0 } else { 0.0 };
        let room = width - style.length(2.0 * rim);
        let colour = ink(segment, is_faded, style);
        let set = |text: &str, rank: TextRank| one_line(ui, text, style.font(rank), colour, f32::INFINITY);
        let number = &segment.text;
        let full = segment.bloc.as_ref().map(|bloc| {
            vec![vec![set(&segment.label, TextRank::Body), set(number, TextRank::Strong), set(bloc, TextRank::Small)]]
        });
        let short = || vec![vec![set(&segment.label, TextRank::Body), set(number, TextRank::Strong)]];
        let high = || vec![vec![set(&segment.label, TextRank::Small)], vec![set(number, TextRank::Small)]];
        let between = style.length(5.0);
        let text_of = |rows: Vec<Vec<Arc<Galley>>>| Some(Self { rows, between }).filter(|text| text.size().x <= room);
        full.and_then(text_of).or_else(|| text_of(short())).or_else(|| text_of(high()))
    }

    fn size(&self) -> Vec2 {
        self.rows
            .iter()
            .map(|row| self.row_size(row))
            .fold(Vec2::ZERO, |size, row| vec2(size.x.max(row.x), size.y + row.y))
    }

    fn row_size(&self, row: &[Arc<Galley>]) -> Vec2 {
        #[expect(clippy::cast_precision_loss, reason = "three texts")]
        let between = self.between * row.len().saturating_sub(1) as f32;
        let size = row.iter().fold(Vec2::ZERO, |size, text| vec2(size.x + text.size().x, size.y.max(text.size().y)));
        size + vec2(between, 0.0)
    }

    /// Paints the text in the middle of a piece.
    pub(super) fn paint(&self, ui: &Ui, segment: &Segment, piece: Rect, style: Style) {
        let whole = Rect::from_center_size(piece.center(), self.size());
        if has_plate(segment, style) {
            let plate = whole.expand2(vec2(style.length(RIM.x - 2.0), style.length(1.0))).intersect(piece.shrink(1.0));
            ui.painter().rect_filled(plate, style.length(2.0), style.colours().background);
        }
        let mut top = whole.top();
        for row in &self.rows {
            let size = self.row_size(row);
            let mut x = whole.center().x - size.x / 2.0;
            for text in row {
                let at = egui::pos2(x, top + (size.y - text.size().y) / 2.0);
                x += place(ui, at, Arc::clone(text)).x + self.between;
            }
            top += size.y;
        }
    }
}
