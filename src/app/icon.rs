use egui::{Color32, IconData, Rect, pos2};

use crate::charts::palette::Theme;

/// The icon's side, in pixels.
const SIDE: u16 = 64;

/// Returns the program's icon: three ranked bars, in the colours of the chart.
pub fn icon() -> IconData {
    let colours = Theme::Light.colours();
    let [first, second, ..] = colours.blocs;
    let bar =
        |top: f32, right: f32, colour: Color32| (Rect::from_min_max(pos2(12.0, top), pos2(right, top + 10.0)), colour);
    let bars = [bar(12.0, 54.0, first), bar(27.0, 40.0, second), bar(42.0, 24.0, colours.non_member)];
    let pixel = |x: u16, y: u16| {
        let at = pos2(f32::from(x) + 0.5, f32::from(y) + 0.5);
        bars.iter().find(|(bar, _)| bar.contains(at)).map_or(colours.background, |(_, colour)| *colour)
    };
    let rgba = (0..SIDE).flat_map(|y| (0..SIDE).flat_map(move |x| pixel(x, y).to_array())).collect();
    IconData { rgba, width: u32::from(SIDE), height: u32::from(SIDE) }
}
