use crate::analysis::Figures;
use crate::charts::wording::{and_words, percent};
use crate::data::Dataset;
use crate::data::map::WorldMap;

use super::marks::MapMark;

/// Returns what a reader must know of a map: what it does not show, and whose borders it has.
pub(super) fn notes(dataset: &Dataset, figures: &Figures, marks: &[MapMark], map: &WorldMap) -> Vec<String> {
    let mut notes = Vec::new();
    let other = &figures.other;
    if other.share > 0.0 {
        notes.push(format!("{} is not attributed to a country and stands nowhere on the map", percent(other.share)));
    }
    let is_drawn = |mark: &MapMark| map.areas.iter().any(|area| area.code == mark.iso3);
    let absent: Vec<&str> =
        marks.iter().filter(|mark| mark.is_listed() && !is_drawn(mark)).map(|mark| mark.name.as_str()).collect();
    if !absent.is_empty() {
        let has = if absent.len() == 1 { "has no outline" } else { "have no outlines" };
        notes.push(format!("{} {has} of their own on this map; see the table", and_words(&absent)));
    }
    notes.push(borders_note(dataset, map));
    notes
}

/// Areas smaller than this, of about 1,200 km², can't be seen; in squares of the Earth's radius.
const SPECK: f64 = 3e-5;

/// Returns whose borders are drawn, and which areas have no figures because they have no code.
fn borders_note(dataset: &Dataset, map: &WorldMap) -> String {
    let without: Vec<&str> = map
        .areas
        .iter()
        .filter(|area| dataset.country(area.code).is_none() && area.size() > SPECK)
        .map(|area| area.name.as_str())
        .collect();
    let without = if without.is_empty() {
        String::new()
    } else {
        format!("; {} have no country code and no figures", and_words(&without))
    };
    format!("Borders are those of the map’s source and no statement on any claim{without}")
}
