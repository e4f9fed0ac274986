use super::model::ShareChart;
use super::rows::{BarRow, Mark};

/// Returns the chart in words: title, subtitle, the first rows, in which order they are, and what is not published.
pub(super) fn description(chart: &ShareChart, order: &str) -> String {
    let words: Vec<String> = chart
        .rows
        .iter()
        .filter_map(
            |row| if let Mark::Words(words) = &row.mark { Some(format!("{} {words}", row.label)) } else { None },
        )
        .collect();
    if let Some(empty) = &chart.empty {
        let listed = if words.is_empty() { String::new() } else { format!(" Published: {}.", words.join("; ")) };
        return format!("{}. {empty}.{listed}", chart.title);
    }
    let bars: Vec<String> = chart
        .rows
        .iter()
        .filter_map(|row| match &row.mark {
            Mark::Bar { text, .. } => {
                let change = row.change.as_ref().map_or_else(String::new, |change| format!(", {}", change.whole()));
                let bloc = row.bloc.as_ref().map_or_else(String::new, |bloc| format!(" ({bloc})"));
                Some(format!("{} {text}{change}{bloc}", row.label))
            }
            Mark::Band { .. } | Mark::Words(_) => None,
        })
        .take(8)
        .collect();
    let without = if words.is_empty() { String::new() } else { format!(" Without a number: {}.", words.join(", ")) };
    let bands: Vec<String> = chart.rows.iter().filter_map(band_words).collect();
    let more = chart.rows.len() - words.len() - bars.len() - bands.len();
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let bands = if bands.is_empty() { String::new() } else { format!(" By confidence: {}.", bands.join("; ")) };
    let bars = bars.join(", ");
    format!("{}. {}.{bands} Bars, {order}: {bars}{more}.{without}", chart.title, chart.subtitle)
}

/// Returns how far a bloc's share reaches by confidence, in words; nothing for rows of countries.
fn band_words(row: &BarRow) -> Option<String> {
    let Mark::Band { text, .. } = &row.mark else { return None };
    let levels = row.bloc.as_ref().map_or_else(String::new, |levels| format!(" ({levels})"));
    Some(format!("{} {text}{levels}", row.label))
}
