use std::sync::Arc;

use egui::Ui;

use crate::charts::map::outlines::Outlines;
use crate::charts::map::{MapChart, MapMark, Shows, Step};
use crate::charts::palette::Series;
use crate::charts::style::Style;
use crate::model::{BlocId, Iso3};

use super::labels::{Label, Standing, labels, standings};
use super::spots::Spot;
use super::view::MapView;

/// Where labels stand, kept from frame to frame: to find places for them takes longer than all else of a map.
struct Kept {
    view: MapView,
    style: Style,
    shows: Shows,
    told: Vec<Told>,
    pixels_per_point: f32,
    standings: Vec<Standing>,
}

/// What decides about a country's label: its colour does not.
#[derive(PartialEq)]
struct Told {
    iso3: Iso3,
    step: Step,
    name: String,
    text: String,
    is_taken_out: bool,
    blocs: Vec<(BlocId, Series)>,
}

impl Told {
    fn is_of(&self, mark: &MapMark, chart: &MapChart) -> bool {
        self.iso3 == mark.iso3
            && self.step == mark.step
            && self.name == mark.name
            && self.text == mark.text
            && self.is_taken_out == mark.is_taken_out
            && self.blocs == blocs_of(mark, chart)
    }
}

/// Returns the blocs of a country where the map shows blocs: else a bloc that is switched on moves no label.
fn blocs_of<'a>(mark: &'a MapMark, chart: &MapChart) -> &'a [(BlocId, Series)] {
    if chart.is_of_blocs() { &mark.blocs } else { &[] }
}

impl Kept {
    fn is_of(&self, ui: &Ui, chart: &MapChart, view: &MapView, style: Style) -> bool {
        self.view == *view
            && self.style == style
            && self.shows == chart.shows
            && self.pixels_per_point.to_bits() == ui.pixels_per_point().to_bits()
            && self.told.len() == chart.marks.len()
            && self.told.iter().zip(&chart.marks).all(|(told, mark)| told.is_of(mark, chart))
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
            told: chart
                .marks
                .iter()
                .map(|mark| Told {
                    iso3: mark.iso3,
                    step: mark.step,
                    name: mark.name.clone(),
                    text: mark.text.clone(),
                    is_taken_out: mark.is_taken_out,
                    blocs: blocs_of(mark, chart).to_vec(),
                })
                .collect(),
            pixels_per_point: ui.pixels_per_point(),
            standings: standings(ui, chart, (outlines, spots), view, style),
        });
        ui.data_mut(|data| data.insert_temp(id, Arc::clone(&kept)));
        kept
    });
    labels(ui, chart, spots, &kept.standings, view, style)
}
