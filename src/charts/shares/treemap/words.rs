use std::collections::BTreeMap;

use crate::analysis::{Answer, Figures, gap_words};
use crate::charts::bloc_words::{bloc_share_words, level_words};
use crate::charts::shares::model::{scenario_words, share_of_words};
use crate::charts::shares::{MOST_BLOC_ROWS, RowKey};
use crate::charts::table::{Cell, ChartTable};

use super::{Treemap, TreemapGroup};

/// Returns what the areas are: stage, total, basis and year.
pub(super) fn subtitle(answer: &Answer, figures: &Figures) -> String {
    let words = share_of_words(answer, figures);
    let of = words.strip_prefix("Share of ").unwrap_or(&words);
    format!("{}Each area is a share of {of}", scenario_words(figures))
}

/// Returns the notes without those that only list what stands below the map in words, and with what blocs have at other
/// levels of confidence, which no area shows.
pub(super) fn notes(notes: &[String], figures: &Figures) -> Vec<String> {
    let listed: Vec<String> = figures.unpublished.iter().map(|of| format!("{}: ", gap_words(of.status()))).collect();
    let is_kept = |note: &&String| !listed.iter().any(|listed| note.starts_with(listed));
    let mut notes: Vec<String> = notes.iter().filter(is_kept).cloned().collect();
    let Some(certainty) = figures.certainty.as_ref().filter(|_| figures.blocs.len() <= MOST_BLOC_ROWS) else {
        return notes;
    };
    for bloc in figures.blocs.iter().filter(|bloc| certainty.share_of(&bloc.id).is_some()) {
        let at_level = level_words(certainty, |at| {
            let found = at.blocs.iter().find(|of| of.id == bloc.id)?;
            Some(bloc_share_words(found, figures))
        });
        notes.push(format!("{}: {at_level}", bloc.name));
    }
    notes
}

/// Returns the treemap in words: title, subtitle, its groups and the largest in each, what has no area.
pub(super) fn description(title: &str, subtitle: &str, map: &Treemap) -> String {
    const MOST: usize = 8;
    let group = |group: &TreemapGroup| {
        let tiles: Vec<String> =
            group.tiles.iter().take(MOST).map(|tile| format!("{} {}", tile.row.label, tile.text)).collect();
        let more = group.tiles.len() - tiles.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let heading = group.heading.as_ref().map_or_else(String::new, |(name, share)| format!("{name}, {share}: "));
        format!("{heading}{}{more}", tiles.join(", "))
    };
    let groups: Vec<String> = map.groups.iter().map(group).collect();
    let without = if map.without.is_empty() { String::new() } else { format!(" {}.", map.without.join(". ")) };
    format!("{title}. {subtitle}. Areas, largest first: {}.{without}", groups.join("; "))
}

/// Puts the rows of a table into the order of the rectangles; those without one stay behind them.
pub(super) fn put_in_order(table: &mut ChartTable, map: &Treemap) {
    let Some(code) = table.columns.iter().position(|name| name == "Code") else { return };
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    for (place, tile) in map.tiles().enumerate() {
        let id = if let RowKey::Country(iso3) = &tile.row.key { iso3.as_str() } else { "" };
        order.entry(id.to_owned()).or_insert(place);
    }
    let place = |row: &Vec<Cell>| {
        let id = if let Some(Cell::Text(id)) = row.get(code) { id.as_str() } else { "" };
        order.get(id).copied().unwrap_or(usize::MAX)
    };
    table.rows.sort_by_key(place);
}
