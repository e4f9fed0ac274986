use std::collections::BTreeMap;

use crate::analysis::{Answer, Figures};
use crate::charts::palette::Series;
use crate::charts::wording::{bound_mark, bound_of_sum, percent};
use crate::model::{Bound, Iso3, quantity_text};

use super::rows::{BarRow, Beside, Limited, Mark, RowKey};

/// What a share of what stands beside weighs against one of the stage that is shown, when rows are folded.
const WEIGHT_BESIDE: f64 = 0.2;

/// So many rows are left to countries before blocs have rows of their own.
pub(in crate::charts) const LEAST_COUNTRIES: usize = 4;

/// Returns at most `count` rows: when there are more, the smallest suppliers become one row that says how many they are
/// and what they have together, and those without a number become one row that names them. Nothing disappears.
#[must_use]
pub fn folded(rows: &[BarRow], count: usize, answer: &Answer) -> Vec<BarRow> {
    let Ok(figures) = &answer.figures else { return rows.to_vec() };
    if rows.len() <= count {
        return rows.to_vec();
    }
    let is_bloc = |row: &&BarRow| matches!(row.key, RowKey::Bloc(_));
    let blocs = rows.iter().filter(is_bloc).count();
    // Countries come first where there is room for few rows: what blocs have stands in the legend too.
    let blocs = if count < blocs + LEAST_COUNTRIES { 0 } else { blocs };
    let rows: Vec<&BarRow> = rows.iter().filter(|row| blocs > 0 || !is_bloc(row)).collect();
    let of = |part: Part| rows.iter().copied().filter(move |row| part_of(row) == part);
    let others = of(Part::Other).count() + of(Part::Silent).count().min(1);
    let room = count.saturating_sub(blocs + others);
    // Who is folded already comes out of the fold no more.
    let is_fold = |row: &&BarRow| matches!(row.key, RowKey::Folded(_));
    let (folds, numbered): (Vec<&BarRow>, Vec<&BarRow>) = of(Part::Numbered).partition(is_fold);
    let all_fit = numbered.len() + folds.len() <= room;
    let kept = if all_fit { numbered.len() } else { room.saturating_sub(1).max(1) };
    // Who has much of what stands beside stays before those who produce little.
    let weight = |row: &BarRow| match row.beside {
        Some(Beside::Bar { share, .. }) => row.share().max(share * WEIGHT_BESIDE),
        _ => row.share(),
    };
    let mut weights: Vec<f64> = numbered.iter().map(|row| weight(row)).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let least = weights.get(kept.saturating_sub(1)).copied().unwrap_or(0.0);
    let mut left = kept;
    let mut small: Vec<&BarRow> = numbered
        .into_iter()
        .filter(|row| {
            let stays = weight(row) >= least && left > 0;
            left -= usize::from(stays);
            !stays
        })
        .collect();
    small.extend(folds);
    with_folds(&rows, &small, figures)
}

/// What a row stands for, in the order in which rows with folds are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Bloc,
    Numbered,
    Other,
    Silent,
}

fn part_of(row: &BarRow) -> Part {
    match (&row.key, &row.mark) {
        (RowKey::Bloc(_), _) => Part::Bloc,
        (RowKey::Other, _) => Part::Other,
        (RowKey::Country(_) | RowKey::Folded(_), Mark::Bar { .. }) => Part::Numbered,
        (RowKey::Country(_) | RowKey::Folded(_), _) => Part::Silent,
    }
}

/// Returns the rows with `small` in one row, named in that order, behind the others that have a number, and those without
/// a number in one at the end.
pub(super) fn with_folds(rows: &[&BarRow], small: &[&BarRow], figures: &Figures) -> Vec<BarRow> {
    let fold = match small {
        [] => None,
        [only] if matches!(only.key, RowKey::Folded(_)) => Some((*only).clone()),
        several => Some(fold_small(several, "more", figures)),
    };
    let of = |part: Part| rows.iter().copied().filter(move |row| part_of(row) == part);
    let silent: Vec<&BarRow> = of(Part::Silent).collect();
    let silent = match silent.as_slice() {
        [] => None,
        [only] => Some((*only).clone()),
        several => Some(fold_silent(several)),
    };
    let is_small = |row: &BarRow| small.iter().any(|of| of.key == row.key);
    let kept = of(Part::Numbered).filter(|row| !is_small(row));
    of(Part::Bloc).chain(kept).cloned().chain(fold).chain(of(Part::Other).cloned()).chain(silent).collect()
}

/// Returns the rows with suppliers of nothing in one row, when there are several.
#[must_use]
pub fn with_zeros_folded(rows: &[BarRow], answer: &Answer) -> Vec<BarRow> {
    let Ok(figures) = &answer.figures else { return rows.to_vec() };
    let is_zero = |row: &&BarRow| is_none_of(row);
    let zeros: Vec<&BarRow> = rows.iter().filter(is_zero).collect();
    if zeros.len() < 2 {
        return rows.to_vec();
    }
    // One fold is enough.
    if rows.iter().any(|row| matches!(row.key, RowKey::Folded(_))) {
        return rows.to_vec();
    }
    let folded = fold_small(&zeros, "with none", figures);
    let first = rows.iter().position(|row| is_zero(&row)).unwrap_or(0);
    let last = rows.iter().rposition(|row| matches!(row.key, RowKey::Country(_)) && row.share() > 0.0);
    // Where they do not stand together, as they do by size, they follow those who have something.
    let at = last.map_or(first, |last| first.max(last + 1));
    let (before, after) = rows.split_at(at);
    let [before, after] = [before, after].map(|part| part.iter().filter(|row| !is_zero(row)));
    before.chain(std::iter::once(&folded)).chain(after).cloned().collect()
}

/// Returns whether a row is of a country that has nothing for sure.
pub(in crate::charts) fn is_none_of(row: &BarRow) -> bool {
    matches!(row.key, RowKey::Country(_))
        && matches!(row.mark, Mark::Bar { share, bound: Bound::Exact, .. } if share == 0.0)
}

/// Returns what the mode does to all of the rows, where it is the same.
fn all_taken_out(rows: &[&BarRow]) -> Option<&'static str> {
    let first = rows.first().and_then(|row| row.taken_out);
    first.filter(|_| rows.iter().all(|row| row.taken_out == first))
}

/// Returns what limits leave of the rows together, where one of them is limited.
fn folded_limits(rows: &[&BarRow]) -> Option<Limited> {
    let limited = rows.iter().filter(|row| row.limited.is_some()).count();
    let left = |row: &&BarRow| row.limited.as_ref().map_or_else(|| row.share(), |limited| limited.share);
    let words = if limited == rows.len() { "limited".to_owned() } else { format!("{limited} limited") };
    let share = rows.iter().map(left).sum();
    (limited > 0).then(|| Limited { share, text: percent(share), words })
}

fn countries_of(rows: &[&BarRow]) -> Vec<Iso3> {
    let of_row = |row: &&BarRow| match &row.key {
        RowKey::Country(iso3) => vec![*iso3],
        RowKey::Folded(countries) => countries.clone(),
        RowKey::Other | RowKey::Bloc(_) => Vec::new(),
    };
    rows.iter().flat_map(of_row).collect()
}

/// What the names of folded countries are called in a hover.
const NAMES: &str = "Countries";

/// Returns the name of a row's country, or the names of those that it stands for.
pub(super) fn names_of(row: &BarRow) -> &str {
    let names = row.hover.iter().find(|(what, _)| matches!(row.key, RowKey::Folded(_)) && what == NAMES);
    names.map_or(&row.label, |(_, names)| names)
}

/// Returns the row that several countries without a number become.
pub(in crate::charts) fn fold_silent(rows: &[&BarRow]) -> BarRow {
    let words = |row: &BarRow| if let Mark::Words(words) = &row.mark { words.clone() } else { String::new() };
    let mut by_words: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in rows {
        by_words.entry(words(row)).or_default().push(&row.label);
    }
    let texts: Vec<String> = by_words.iter().map(|(words, names)| format!("{words}: {}", names.join(", "))).collect();
    BarRow {
        key: RowKey::Folded(countries_of(rows)),
        label: format!("{} countries", rows.len()),
        mark: Mark::Words(texts.join("; ")),
        bloc: None,
        taken_out: all_taken_out(rows),
        limited: None,
        beside: folded_beside(rows),
        change: None,
        hover: by_words.into_iter().map(|(words, names)| (words, names.join(", "))).collect(),
    }
}

/// Returns the row that several small suppliers become.
pub(in crate::charts) fn fold_small(rows: &[&BarRow], what: &str, figures: &Figures) -> BarRow {
    let share: f64 = rows.iter().map(|row| row.share()).sum();
    let names: Vec<&str> = rows.iter().map(|row| names_of(row)).collect();
    let countries = countries_of(rows);
    let bound = bound_of_sum(rows.iter().filter_map(|row| match row.mark {
        Mark::Bar { bound, .. } => Some(bound),
        Mark::Band { .. } | Mark::Words(_) => None,
    }));
    let text = format!("{}{}", bound_mark(bound), percent(share));
    BarRow {
        label: format!("{} {what}", countries.len()),
        key: RowKey::Folded(countries),
        bloc: None,
        taken_out: all_taken_out(rows),
        limited: folded_limits(rows),
        beside: folded_beside(rows),
        change: None,
        hover: vec![
            (NAMES.to_owned(), names.join(", ")),
            ("Share".to_owned(), format!("{text} of {}", quantity_text(figures.total, figures.unit))),
        ],
        mark: Mark::Bar { share, text, bound, parts: folded_parts(rows) },
    }
}

/// Returns what each bloc, and the rest, has of the folded rows, so that the fold hides no member.
fn folded_parts(rows: &[&BarRow]) -> Vec<(Series, f64)> {
    let mut parts: BTreeMap<Series, f64> = BTreeMap::new();
    for row in rows {
        if let Mark::Bar { parts: of_row, .. } = &row.mark {
            for (series, share) in of_row {
                *parts.entry(*series).or_insert(0.0) += share;
            }
        }
    }
    parts.into_iter().collect()
}

/// Returns what stands beside the folded rows together.
fn folded_beside(rows: &[&BarRow]) -> Option<Beside> {
    let what = rows.iter().find_map(|row| match &row.beside {
        Some(Beside::Bar { what, .. }) => Some(what.clone()),
        _ => None,
    })?;
    let bars: Vec<(f64, Bound)> = rows
        .iter()
        .filter_map(|row| match row.beside {
            Some(Beside::Bar { share, bound, .. }) => Some((share, bound)),
            _ => None,
        })
        .collect();
    let share: f64 = bars.iter().map(|(share, _)| share).sum();
    let bound = bound_of_sum(bars.into_iter().map(|(_, bound)| bound));
    let text = format!("{}{}", bound_mark(bound), percent(share));
    (share > 0.0).then_some(Beside::Bar { what, share, text, bound })
}
