use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::charts::frame::one_line;
use crate::charts::shares::treemap::{Area, Part, Treemap, TreemapGroup, TreemapTile, grouped, squarify};
use crate::charts::style::{Style, TextRank};

/// A heading that has less room than this, in points of the usual text, says nothing.
const LEAST_OF_HEADING: f32 = 60.0;
/// A group is at least so many times as high as its heading.
const LEAST_OF_GROUP: f32 = 2.6;

/// A group, placed.
pub(super) struct PlacedGroup<'a> {
    pub(super) group: &'a TreemapGroup,
    /// All of it, with its heading.
    pub(super) rect: Rect,
    /// The heading, where it has room.
    pub(super) heading: Option<(Pos2, Arc<Galley>)>,
    pub(super) tiles: Vec<(&'a TreemapTile, Rect)>,
}

/// Returns where the groups of a map stand in `rect`, with all rectangles on one scale: the same share is the same area,
/// whatever room headings take.
pub(super) fn groups<'a>(ui: &Ui, map: &'a Treemap, rect: Rect, style: Style) -> Vec<PlacedGroup<'a>> {
    let frame = area_of(rect);
    let height = ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Strong))) + style.length(3.0);
    let part = |group: &TreemapGroup, heading: f32| Part { size: group.share(), heading: f64::from(heading) };
    let plain: Vec<Part> = map.groups.iter().map(|group| part(group, 0.0)).collect();
    let first = grouped(&plain, frame);
    let has_room = |area: &Area| {
        let Vec2 { x, y } = rect_of(*area).size();
        y >= height * LEAST_OF_GROUP && x >= style.length(LEAST_OF_HEADING)
    };
    let headed: Vec<bool> =
        map.groups.iter().zip(&first).map(|(group, area)| group.heading.is_some() && has_room(area)).collect();
    let parts: Vec<Part> =
        map.groups.iter().zip(&headed).map(|(group, headed)| part(group, if *headed { height } else { 0.0 })).collect();
    let areas = grouped(&parts, frame);
    let place = |((group, area), headed): ((&'a TreemapGroup, Area), bool)| {
        let rect = rect_of(area);
        let heading = group.heading.as_ref().filter(|_| headed);
        let heading = heading.and_then(|heading| laid_out(ui, heading, rect.width(), style));
        let heading = heading.map(|galley| (rect.min + vec2(style.length(5.0), style.length(1.5)), galley));
        let body = if headed { Rect::from_min_max(pos2(rect.left(), rect.top() + height), rect.max) } else { rect };
        let sizes: Vec<f64> = group.tiles.iter().map(|tile| tile.share).collect();
        let tiles = group.tiles.iter().zip(squarify(&sizes, area_of(body)).into_iter().map(rect_of)).collect();
        PlacedGroup { group, rect, heading, tiles }
    };
    map.groups.iter().zip(areas).zip(headed).map(place).collect()
}

/// Returns a heading in one row: with its share where both have room, else its name, shortened if need be.
fn laid_out(ui: &Ui, (name, share): &(String, String), width: f32, style: Style) -> Option<Arc<Galley>> {
    let room = width - style.length(10.0);
    let line = |text: &str, room: f32| one_line(ui, text, style.font(TextRank::Strong), style.colours().text, room);
    let whole = line(&format!("{name}  {share}"), f32::INFINITY);
    if whole.size().x <= room {
        return Some(whole);
    }
    (room >= style.length(LEAST_OF_HEADING) * 0.8).then(|| line(name, room))
}

fn area_of(rect: Rect) -> Area {
    let [x, y, width, height] = [rect.left(), rect.top(), rect.width(), rect.height()].map(f64::from);
    Area { x, y, width, height }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
fn rect_of(area: Area) -> Rect {
    let at = pos2(area.x as f32, area.y as f32);
    Rect::from_min_max(at, pos2((area.x + area.width) as f32, (area.y + area.height) as f32))
}
