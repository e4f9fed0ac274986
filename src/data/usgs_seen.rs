use std::collections::{BTreeMap, BTreeSet};

use super::TableKey;
use super::observation::{Observation, RowSubject};
use super::spelling::sentence;
use super::usgs_groups::together;

/// Fewer rows than this do not show that a sentence is meant for the table and not for each row.
const ROWS_THAT_SHARE_A_NOTE: usize = 3;

/// A figure that was understood.
pub(super) struct Seen {
    pub(super) observation: Observation,
    /// Its notes, one sentence each, what the app adds first and last.
    pub(super) sentences: Vec<String>,
    pub(super) row_note: String,
    /// Whether it is of a group of countries, to be counted with "Other countries".
    pub(super) is_group: bool,
}

/// Counts "Other countries" and a group of countries together, where one of them was seen before; gives anything else
/// back.
pub(super) fn counted_together(figures: &mut [Seen], new: Seen) -> Option<Seen> {
    let of = &new.observation;
    if of.subject != RowSubject::Other {
        return Some(new);
    }
    let is_same = |seen: &Observation| seen.subject == of.subject && seen.year == of.year && seen.key == of.key;
    let before = figures.iter_mut().find(|seen| is_same(&seen.observation));
    let Some(before) = before.filter(|before| before.is_group || new.is_group) else { return Some(new) };
    let statement = &mut before.observation.statement;
    statement.quantity = together(&statement.quantity, &of.statement.quantity);
    before.observation.printed = format!("{} + {}", before.observation.printed, of.printed);
    before.sentences.extend(new.sentences);
    before.is_group = false;
    None
}

/// Returns for each table the sentences that all its rows carry, in the order of the first row.
pub(super) fn shared_sentences(seen: &[Seen]) -> BTreeMap<TableKey, Vec<String>> {
    let mut tables: BTreeMap<&TableKey, (usize, Vec<String>)> = BTreeMap::new();
    for row in seen {
        let notes: BTreeSet<&String> = row.sentences.iter().collect();
        tables
            .entry(&row.observation.key)
            .and_modify(|(rows, shared)| {
                *rows += 1;
                shared.retain(|sentence| notes.contains(sentence));
            })
            .or_insert_with(|| {
                let own = row.sentences.iter().filter(|text| !text.is_empty() && **text != sentence(&row.row_note));
                (1, own.cloned().collect())
            });
    }
    tables
        .into_iter()
        .filter(|(_, (rows, _))| *rows >= ROWS_THAT_SHARE_A_NOTE)
        .map(|(key, (_, shared))| (key.clone(), shared))
        .collect()
}

/// Returns a figure with what is noted of it alone.
pub(super) fn noted(seen: Seen, shared: &BTreeMap<TableKey, Vec<String>>) -> Observation {
    let mut observation = seen.observation;
    let of_table = shared.get(&observation.key).map(Vec::as_slice).unwrap_or_default();
    let mut own: Vec<String> = Vec::new();
    for sentence in seen.sentences {
        if !sentence.is_empty() && !of_table.contains(&sentence) && !own.contains(&sentence) {
            own.push(sentence);
        }
    }
    observation.statement.note = own.join(" ");
    observation
}
