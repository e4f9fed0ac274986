use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::marking::row_ui;
use crate::charts::palette::Series;
use crate::charts::pattern::{fill_residual, fill_series, outline_series};
use crate::charts::shares::treemap::TreemapTile;
use crate::charts::shares::{mark_of, stands_out};
use crate::charts::style::Style;
use crate::charts::{Clicked, Emphasis};

use super::labels::{Label, has_room_for_large};
use super::layout::PlacedGroup;

const CARD: CardWidths = CardWidths { sign: 0.0, what: 76.0, value: 300.0 };

/// How rectangles look.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) style: Style,
    pub(super) fit: Fit,
    /// What stands out: all else is faded.
    emphasis: Emphasis<'a>,
    /// Labels of larger shares are in large type.
    pub(super) large_above: f64,
}

impl<'a> Look<'a> {
    /// Returns the look of rectangles: the largest ones have large type as long as it fits, so that none has larger type
    /// than one of a larger share.
    pub(super) fn new(ui: &Ui, groups: &[PlacedGroup<'_>], emphasis: Emphasis<'a>, style: Style, fit: Fit) -> Self {
        let mut tiles: Vec<&(&TreemapTile, Rect)> = groups.iter().flat_map(|group| &group.tiles).collect();
        tiles.sort_by(|(one, _), (other, _)| other.share.total_cmp(&one.share));
        let is_small = |(tile, rect): &&&(&TreemapTile, Rect)| !has_room_for_large(ui, tile, rect.size(), style);
        let large_above = tiles.iter().find(is_small).map_or(0.0, |(tile, _)| tile.share);
        Self { style, fit, emphasis, large_above }
    }
}

/// Draws a rectangle with its label, gives it its name and its card, and returns what a click on it marks.
pub(super) fn draw_ui(
    ui: &mut Ui,
    tile: &TreemapTile,
    rect: Rect,
    look: Look<'_>,
    groups: &mut Groups,
) -> Option<Clicked> {
    let Look { style, fit, emphasis, large_above } = look;
    let name = spoken(tile);
    let own = mark_of(&tile.row);
    let marking = (own.as_ref(), emphasis.is_itself(own.as_ref()));
    let response = row_ui(ui, (rect, ("tile", &tile.id)), marking, &name, (style, fit));
    let mark = groups.begin(ui);
    let is_faded = emphasis.is_on() && !stands_out(&tile.row, emphasis);
    let faded = is_faded.then(|| TreemapTile { series: Series::Faded, ..tile.clone() });
    let tile = faded.as_ref().unwrap_or(tile);
    let inner = inner_of(rect, style);
    fill(ui, tile, inner, style);
    if let Some(label) = label(ui, tile, rect, large_above, style) {
        label.draw(ui, inner.min, style);
    }
    if response.hovered() && fit == Fit::Scroll || response.has_focus() {
        let stroke = Stroke::new(2.0, style.colours().accent);
        ui.painter().rect_stroke(inner, 0.0, stroke, StrokeKind::Inside);
    }
    groups.end(ui, mark, &tile.id, &name);
    let is_clicked = response.clicked();
    show_card(ui, response, &tile.row.label, &tile.row.hover, CARD, style, fit);
    own.filter(|_| is_clicked).map(Clicked::Mark)
}

/// Returns what is filled of a rectangle: a hair of the background between rectangles tells equal ones apart.
fn inner_of(rect: Rect, style: Style) -> Rect {
    rect.shrink((rect.width().min(rect.height()) * 0.25).min(style.length(0.6)))
}

fn label(ui: &Ui, tile: &TreemapTile, rect: Rect, large_above: f64, style: Style) -> Option<Label> {
    let is_large = tile.share > large_above;
    Label::fitting(ui, tile, inner_of(rect, style).size(), (ground(tile, style), is_large), style)
}

/// Returns the rectangles that have no room for a label, each in words, with its bloc where no heading names that.
pub(super) fn without_label(ui: &Ui, groups: &[PlacedGroup<'_>], look: Look<'_>) -> Vec<String> {
    let of_group = |placed: &PlacedGroup<'_>| -> Vec<(f64, String)> {
        let is_bare =
            |(tile, rect): &&(&TreemapTile, Rect)| label(ui, tile, *rect, look.large_above, look.style).is_none();
        let words = |(tile, _): &(&TreemapTile, Rect)| {
            let bloc = tile.row.bloc.as_ref().filter(|_| placed.heading.is_none());
            let bloc = bloc.map_or_else(String::new, |bloc| format!(" ({bloc})"));
            (tile.share, format!("{} {}{bloc}", tile.row.label, tile.text))
        };
        placed.tiles.iter().filter(is_bare).map(words).collect()
    };
    let mut found: Vec<(f64, String)> = groups.iter().flat_map(of_group).collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.into_iter().map(|(_, words)| words).collect()
}

/// Returns a rectangle as it is read aloud.
fn spoken(tile: &TreemapTile) -> String {
    let bloc = tile.row.bloc.as_ref().filter(|bloc| Some(*bloc) != tile.remark.as_ref());
    let told = format!("{} {}", tile.row.label, tile.text);
    std::iter::once(&told).chain(bloc).chain(&tile.remark).cloned().collect::<Vec<_>>().join(", ")
}

/// Fills what is left of a rectangle, and outlines what is not.
fn fill(ui: &Ui, tile: &TreemapTile, rect: Rect, style: Style) {
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let filled = tile.filled as f32;
    if tile.series == Series::Residual && filled > 0.0 {
        return fill_residual(ui, rect, style);
    }
    if filled >= 1.0 {
        return fill_series(ui, rect, tile.series, style);
    }
    let left = if rect.width() > rect.height() {
        Rect::from_min_size(rect.min, vec2(rect.width() * filled, rect.height()))
    } else {
        Rect::from_min_max(pos2(rect.left(), rect.bottom() - rect.height() * filled), rect.max)
    };
    if filled > 0.0 {
        fill_series(ui, left, tile.series, style);
    }
    outline_series(ui, rect, tile.series, style);
}

/// What a label lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The page, or what is as pale.
    Page,
    /// One colour.
    Plain(Series),
    /// Stripes, a pattern, or partly the page: it lies on a plate then.
    Busy,
}

fn ground(tile: &TreemapTile, style: Style) -> Ground {
    let is_bloc = matches!(tile.series, Series::Bloc(_) | Series::StripedBloc(_));
    let is_busy = is_bloc && style.theme.has_patterns() || matches!(tile.series, Series::StripedBloc(_));
    if tile.filled <= 0.0 || tile.series == Series::Residual {
        Ground::Page
    } else if tile.filled < 1.0 || is_busy {
        Ground::Busy
    } else {
        Ground::Plain(tile.series)
    }
}
