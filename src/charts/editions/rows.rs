use crate::analysis::{Change, EditionColumn, RevisedRow, Revisions};
use crate::charts::wording::quantity_in_sentence;
use crate::data::{RowSubject, Statement};
use crate::model::{Amount, Iso3};

use super::words::{cell_words, change_kind, change_words, status_and_note};

/// One figure in every edition.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionRow {
    /// What the row is of.
    pub key: RowKey,
    /// Its name.
    pub label: String,
    /// What each edition says, in the order of the columns.
    pub cells: Vec<String>,
    /// The numbers on the axis, oldest first; none for a row of words and for the total.
    pub dots: Vec<DotMark>,
    /// What changed, in words.
    pub change: String,
    /// Whether the publisher says something else than before.
    pub is_revised: bool,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
    /// The numbers that a fold adds up, one a column; nothing where there is no exact one.
    sums: Vec<Option<f64>>,
    /// What decides whether the row stays when there is no room for all: its size, and what was revised.
    weight: f64,
}

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// A country.
    Country(Iso3),
    /// The publisher's "Other countries".
    Other,
    /// The printed world total.
    World,
    /// Small figures that did not fit, folded into one row.
    Folded(Vec<Iso3>),
}

/// A number on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DotMark {
    /// The number, in the chart's unit.
    pub value: f64,
    /// How it is drawn.
    pub dot: Dot,
}

/// How a number of an edition is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dot {
    /// A ring: the oldest edition.
    Oldest,
    /// A small ring: an edition between.
    Between,
    /// A disc: the newest edition.
    Newest,
}

/// Returns how the number of a column is drawn.
pub fn dot_of(place: usize, count: usize) -> Dot {
    if place + 1 == count {
        Dot::Newest
    } else if place == 0 {
        Dot::Oldest
    } else {
        Dot::Between
    }
}

/// What a revised figure counts more than its size when rows fold.
const REVISED_WEIGHT: f64 = 3.0;

/// Returns a row of the chart. In a column whose numbers are not all estimates, those that are say so.
pub fn row(of: &RevisedRow, revisions: &Revisions, all_estimated: &[bool]) -> EditionRow {
    let columns = &revisions.columns;
    let statements = || of.statements.iter().zip(columns).enumerate();
    let cells = statements()
        .map(|(place, (statement, column))| {
            let words = cell_words(statement.as_ref(), column.unit, of.subject);
            let is_marked = statement.as_ref().is_some_and(|statement| {
                let quantity = &statement.quantity;
                quantity.estimated && quantity.value().is_some_and(|value| value != 0.0)
            });
            if is_marked && all_estimated.get(place) == Some(&false) { format!("{words} est.") } else { words }
        })
        .collect();
    let compared = |column: &EditionColumn| column.apart.is_none();
    let numbers = statements()
        .filter(|(_, (_, column))| compared(column))
        .filter_map(|(place, (statement, _))| Some((place, statement.as_ref()?.quantity.value()?)));
    let dots: Vec<DotMark> =
        numbers.map(|(place, value)| DotMark { value, dot: dot_of(place, columns.len()) }).collect();
    let largest = dots.iter().map(|mark| mark.value).fold(0.0, f64::max);
    let is_world = of.subject == RowSubject::World;
    EditionRow {
        key: match of.subject {
            RowSubject::Country(iso3) => RowKey::Country(iso3),
            RowSubject::Other => RowKey::Other,
            RowSubject::World => RowKey::World,
        },
        label: of.name.clone(),
        cells,
        change: change_words(&of.change, of.subject),
        is_revised: of.change.is_revision(),
        hover: hover(of, revisions),
        sums: of.statements.iter().map(|statement| statement.as_ref().and_then(exact)).collect(),
        weight: largest + REVISED_WEIGHT * of.change.size(),
        dots: if is_world { Vec::new() } else { dots },
    }
}

fn exact(statement: &Statement) -> Option<f64> {
    if let Amount::Exact(value) = statement.quantity.amount { Some(value) } else { None }
}

fn hover(of: &RevisedRow, revisions: &Revisions) -> Vec<(String, String)> {
    let mut hover: Vec<(String, String)> = of
        .statements
        .iter()
        .zip(&revisions.columns)
        .map(|(statement, column)| {
            let words = cell_words(statement.as_ref(), column.unit, of.subject);
            let apart = column.apart.as_ref().map_or_else(String::new, |why| format!(" (not compared: {why})"));
            let what = format!("{words}{}{apart}", status_and_note(statement.as_ref()));
            (format!("{} of {}", column.edition.short_name, column.year), what)
        })
        .collect();
    if let Change::Number { old, new, share } = of.change {
        let difference = quantity_in_sentence((new - old).abs(), revisions.unit);
        let more = if new < old { "less" } else { "more" };
        let share = share.filter(|_| of.subject != RowSubject::World).map_or_else(String::new, |share| {
            let sign = if share < 0.0 { '−' } else { '+' };
            format!("; its share of the editions’ sums: {sign}{:.1} percentage points", share.abs() * 100.0)
        });
        let change = change_words(&of.change, of.subject);
        hover.push(("Change".to_owned(), format!("{difference} {more}, {change}{share}")));
    } else if of.change != Change::NotCompared {
        hover.push(("Change".to_owned(), change_kind(&of.change).to_owned()));
    }
    hover
}

/// Returns at most `count` rows: when there are more, the smallest become one row that says how many of them were
/// revised. Large ones and large revisions stay; nothing disappears.
pub fn folded(rows: &[EditionRow], count: usize, format: impl Fn(f64) -> String) -> Vec<EditionRow> {
    if rows.len() <= count {
        return rows.to_vec();
    }
    let is_country = |row: &&EditionRow| matches!(row.key, RowKey::Country(_));
    let others = rows.iter().filter(|row| !is_country(row)).count();
    let kept = count.saturating_sub(others + 1).max(1);
    let mut weights: Vec<f64> = rows.iter().filter(is_country).map(|row| row.weight).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let enough = weights.get(kept - 1).copied().unwrap_or(0.0);
    let mut left = kept;
    let mut stays = |row: &EditionRow| {
        let stays = row.weight >= enough && left > 0;
        left -= usize::from(stays);
        stays
    };
    let (kept, small): (Vec<&EditionRow>, Vec<&EditionRow>) =
        rows.iter().partition(|row| !is_country(row) || stays(row));
    let small = (!small.is_empty()).then(|| fold(&small, format));
    let (countries, last): (Vec<&EditionRow>, Vec<&EditionRow>) = kept.into_iter().partition(is_country);
    countries.into_iter().cloned().chain(small).chain(last.into_iter().cloned()).collect()
}

/// Returns the row that several become.
fn fold(rows: &[&EditionRow], format: impl Fn(f64) -> String) -> EditionRow {
    let columns = rows.first().map_or(0, |row| row.cells.len());
    // Sums are compared only of rows that all have exact numbers in every edition, or in none.
    let is_whole = |row: &&EditionRow| row.sums.iter().all(Option::is_some);
    let is_wordy = |row: &&EditionRow| row.sums.iter().all(Option::is_none) && row.dots.is_empty();
    let can_add = rows.iter().all(|row| is_whole(row) || is_wordy(row)) && rows.iter().any(is_whole);
    let sums: Vec<Option<f64>> = (0..columns)
        .map(|place| can_add.then(|| rows.iter().filter_map(|row| row.sums.get(place).copied().flatten()).sum()))
        .collect();
    let revised = rows.iter().filter(|row| row.is_revised).count();
    let change = match revised {
        _ if columns < 2 => String::new(),
        0 => "unchanged".to_owned(),
        _ => format!("{revised} changed"),
    };
    let mut hover = Vec::new();
    for (what, is_revised) in [("Changed", true), ("Unchanged", false)] {
        let names: Vec<&str> =
            rows.iter().filter(|row| row.is_revised == is_revised).map(|row| row.label.as_str()).collect();
        if !names.is_empty() {
            hover.push((what.to_owned(), names.join(", ")));
        }
    }
    EditionRow {
        key: RowKey::Folded(
            rows.iter().filter_map(|row| if let RowKey::Country(iso3) = row.key { Some(iso3) } else { None }).collect(),
        ),
        label: format!("{} more", rows.len()),
        cells: sums.iter().map(|sum| sum.map_or_else(String::new, &format)).collect(),
        dots: Vec::new(),
        change,
        is_revised: revised > 0,
        hover,
        weight: 0.0,
        sums,
    }
}

impl EditionRow {
    /// Returns the row as it is read aloud.
    #[must_use]
    pub fn spoken(&self, heads: &[String]) -> String {
        let cells = self.cells.iter().zip(heads).filter(|(cell, _)| !cell.is_empty());
        let cells: Vec<String> = cells.map(|(cell, head)| format!("{cell} in {head}")).collect();
        let change = if self.change.is_empty() { String::new() } else { format!(", {}", self.change) };
        format!("{} {}{change}", self.label, cells.join(", "))
    }
}
