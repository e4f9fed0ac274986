use std::sync::Arc;

use egui::Ui;

use crate::charts::map::outlines::Outlines;
use crate::charts::map::{MapChart, MapMark, Shows};
use crate::charts::style::Style;

use super::labels::{Label, Standing, labels, standings};
use super::spots::Spot;
use super::view::MapView;

/// Where labels stand, kept from frame to frame: to find places for them takes longer than all else of a map.
struct Kept {
    view: MapView,
    style: Style,
    shows: Shows,
    marks: Vec<MapMark>,
    pixels_per_point: f32,
    standings: Vec<Standing>,
}

impl Kept {
    fn is_of(&self, ui: &Ui, chart: &MapChart, view: &MapView, style: Style) -> bool {
        self.view == *view
            && self.style == style
            && self.shows == chart.shows
            && self.pixels_per_point.to_bits() == ui.pixels_per_point().to_bits()
            && self.marks == chart.marks
    }
}

/// Returns the labels of a map, from the places of the frame before where nothing has moved.
pub(super) fn kept_labels(
    ui: &Ui,
    chart: &MapChart,
    (outlines, spots): (&Outlines, &[Spot<'_>]),
    view: &MapView,
    style: Style,
) -> Vec<Label> {
    let id = ui.scope_id().with("map labels");
    let known = ui.data(|data| data.get_temp::<Arc<Kept>>(id));
    let kept = known.filter(|kept| kept.is_of(ui, chart, view, style)).unwrap_or_else(|| {
        let kept = Arc::new(Kept {
            view: *view,
            style,
            shows: chart.shows,
            marks: chart.marks.clone(),
            pixels_per_point: ui.pixels_per_point(),
            standings: standings(ui, chart, (outlines, spots), view, style),
        });
        ui.data_mut(|data| data.insert_temp(id, Arc::clone(&kept)));
        kept
    });
    labels(ui, chart, spots, &kept.standings, view, style)
}
