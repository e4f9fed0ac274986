use egui::{Pos2, Rect, Vec2};

use crate::charts::map::outlines::{Anchor, AreaShape, Outlines, anchors};
use crate::charts::map::{MapChart, MapMark, Step};
use crate::charts::style::Style;

use super::view::MapView;

/// A country as it lies on the page or screen.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The country.
    pub(super) mark: &'a MapMark,
    /// Its outline.
    pub(super) area: &'a AreaShape,
    /// Where its name stands.
    pub(super) at: Pos2,
    /// How far from there its edge is, in points.
    pub(super) reach: f32,
    /// The dot that it is shown by where its own shape is too small to be seen.
    pub(super) dot: Option<Rect>,
}

/// A country whose outline leaves no room for a circle of this radius, in points, gets a dot.
const LEAST_REACH: f32 = 2.6;

/// Returns the countries that the map has, in the order of the chart.
pub(super) fn spots<'a>(chart: &'a MapChart, outlines: &'a Outlines, view: &MapView, style: Style) -> Vec<Spot<'a>> {
    let find = |mark: &'a MapMark| {
        let at = anchors().binary_search_by_key(&mark.iso3, |anchor| anchor.code).ok()?;
        let area = outlines.areas.binary_search_by_key(&mark.iso3, |area| area.code).ok()?;
        let (Anchor { at, radius, .. }, area) = (*anchors().get(at)?, outlines.areas.get(area)?);
        let (at, reach) = (view.to_screen(at), radius * view.scale);
        let least = match mark.step {
            Step::Above(_) => LEAST_REACH,
            Step::NoNumber if !chart.is_of_blocs() => LEAST_REACH,
            // Of a member without a figure only that it is there is to be seen.
            _ if chart.is_of_blocs() && !mark.blocs.is_empty() => LEAST_REACH / 3.0,
            _ => 0.0,
        };
        let dot = (reach < least).then(|| Rect::from_center_size(at, Vec2::splat(dot_side(style))));
        Some(Spot { mark, area, at, reach, dot })
    };
    chart.marks.iter().filter_map(find).collect()
}

/// Returns the width of a dot.
fn dot_side(style: Style) -> f32 {
    style.length(7.0)
}
