use crate::analysis::{Gap, GapFiller, Scenario};
use crate::charts::supposed::{growth_text, times_text};

use super::model::Tile;

/// Returns the tile of what would fill what is lost; nothing where nothing is.
pub(super) fn gap_tile(scenario: &Scenario) -> Option<Tile> {
    let gap = scenario.gap.as_ref()?;
    Some(Tile {
        label: "To fill the gap".to_owned(),
        before: None,
        now: gap.growth.map_or_else(|| "–".to_owned(), growth_text),
        unit: match (gap.growth, gap.suppliers.len()) {
            (None, _) => String::new(),
            (Some(_), 1) => "the only other one".to_owned(),
            (Some(_), _) => "each of the others".to_owned(),
        },
        change: None,
        lines: Vec::new(),
        note: note(gap),
        gloss: "By how much each supplier would have to grow that is left and not limited, so that together they sell as \
                much more as is lost; and how many times as much the largest of them alone would have to sell. \
                Hypothetical: no mine or refinery grows at will",
    })
}

/// Returns what the largest would have to do alone.
fn note(gap: &Gap) -> String {
    const NAMED: usize = 2;
    let alone = |filler: &GapFiller| format!("{} {}", filler.name, times_text(filler.factor));
    let largest: Vec<String> = gap.suppliers.iter().take(NAMED).map(alone).collect();
    match largest.as_slice() {
        [] => "no named supplier is left that could".to_owned(),
        several => format!("or alone {}", several.join(", or ")),
    }
}
