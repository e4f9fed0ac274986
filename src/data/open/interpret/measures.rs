use crate::data::open::words::Words;
use crate::data::spelling::{folded, tidy};
use crate::model::Stage;

/// What a table's column of measures says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data::open) enum Measure {
    /// An amount of the stage that the row has.
    Amount,
    /// An amount of this stage, whatever stage the row has.
    Of(Stage),
    /// An amount of this stage, unless the row has another.
    Else(Stage),
    /// Something that is no amount of a stage, as written.
    Other(String),
}

/// Words for amounts, of whatever stage.
const AMOUNTS: [&str; 16] = [
    "production",
    "output",
    "produced",
    "quantity",
    "volume",
    "amount",
    "tonnage",
    "weight",
    "mass",
    "production quantity",
    "production volume",
    "annual production",
    "total production",
    "production, estimated",
    "estimated production",
    "production (t)",
];

/// Words for stocks in the ground and for capacities, which are stages by themselves.
const STAGES: [(&str, Stage); 8] = [
    ("reserve", Stage::Reserves),
    ("economic reserves", Stage::Reserves),
    ("proven reserves", Stage::Reserves),
    ("proved reserves", Stage::Reserves),
    ("capacities", Stage::Capacity),
    ("annual capacity", Stage::Capacity),
    ("nameplate capacity", Stage::Capacity),
    ("installed capacity", Stage::Capacity),
];

/// Letters kept of the name of another measure.
const NAME_LETTERS: usize = 60;

/// Returns whether a cell of a column of measures names a stage, or is of no amount at all.
pub(in crate::data::open) fn says_stage(text: &str, words: &Words<'_>) -> bool {
    measure(text, words) != Measure::Amount
}

/// Returns what a cell of a column of measures says.
pub(super) fn measure(text: &str, words: &Words<'_>) -> Measure {
    let word = folded(text);
    if AMOUNTS.contains(&word.as_str()) {
        return Measure::Amount;
    }
    let named = STAGES.iter().find(|(name, _)| *name == word).map(|(_, stage)| *stage);
    match named.or_else(|| words.stage(text)) {
        Some(Stage::Production) => Measure::Amount,
        Some(stage) if stage.is_flow() => Measure::Else(stage),
        Some(stage) => Measure::Of(stage),
        None if word.is_empty() => Measure::Other("none named".to_owned()),
        None => Measure::Other(tidy(text).chars().take(NAME_LETTERS).collect()),
    }
}
