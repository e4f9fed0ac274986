use std::cmp::Reverse;

use crate::analysis::{Figures, ShareInterval};
use crate::charts::shares::{BarRow, LEAST_COUNTRIES, Mark, RowKey, ShareChart, fold_silent, fold_small, is_none_of};
use crate::charts::wording::shown_bound;
use crate::model::{BlocId, Bound, Iso3};

use super::difference::{Difference, NOT_KNOWN, of_blocs};
use super::ends::{seen_ends, share_with_ends};
use super::same_supply::is_same_supply;

/// How the blocs of a supplier differ, or of so many suppliers in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is in the same.
    None,
    /// It is in a bloc in B alone.
    Joins,
    /// It is in a bloc in A alone.
    Leaves,
    /// It is in a bloc on both sides, and in another one.
    Moves,
    /// So many of the row's suppliers do one of these.
    Several(usize),
}

impl Change {
    fn of(a: &[BlocId], b: &[BlocId]) -> Self {
        match (a, b) {
            _ if a == b => Self::None,
            ([], _) => Self::Joins,
            (_, []) => Self::Leaves,
            _ => Self::Moves,
        }
    }

    /// Returns the change as its column shows it.
    fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Joins => "joins".to_owned(),
            Self::Leaves => "leaves".to_owned(),
            Self::Moves => "moves".to_owned(),
            Self::Several(count) => format!("{count}\u{a0}change"),
        }
    }
}

/// One supplier in A and in B.
#[derive(Debug, Clone, PartialEq)]
pub struct PairRow {
    /// Its bar in A and in B, or what stands in its place.
    pub halves: [BarRow; 2],
    /// What it has more in B; nothing where one of the two is no number.
    pub difference: Option<Difference>,
    /// Whether it is in another bloc in B, where figures are the same on both sides.
    pub change: Option<Change>,
}

impl PairRow {
    /// Returns what the row is of.
    #[must_use]
    pub fn key(&self) -> &RowKey {
        let [a, _] = &self.halves;
        &a.key
    }

    /// Returns its name.
    #[must_use]
    pub fn label(&self) -> &str {
        let [a, _] = &self.halves;
        &a.label
    }

    /// Returns the difference as it is read aloud, or nothing.
    #[must_use]
    pub fn difference_spoken(&self) -> String {
        let text = self.difference_text();
        match self.why_not_known() {
            Some(why) => format!("B − A {text}: {why}"),
            None if text.is_empty() || self.change.is_some() => text,
            None => format!("B − A {text} points"),
        }
    }

    /// Returns the longer of its bars, as a share.
    #[must_use]
    pub fn share(&self) -> f64 {
        let [a, b] = &self.halves;
        a.share().max(b.share())
    }

    /// Returns the difference as its column shows it: where figures are the same, whether it joins a bloc; nothing for a bloc
    /// that is off on a side.
    #[must_use]
    pub fn difference_text(&self) -> String {
        match (self.change, self.difference) {
            (Some(change), _) => change.text(),
            (None, Some(difference)) => difference.text(),
            (None, None) if matches!(self.key(), RowKey::Bloc(_)) => String::new(),
            (None, None) => NOT_KNOWN.to_owned(),
        }
    }

    /// Returns why nobody knows by how much B has more, where that is so.
    #[must_use]
    pub fn why_not_known(&self) -> Option<String> {
        if self.difference_text() != NOT_KNOWN {
            return None;
        }
        let [a, b] = &self.halves;
        let sides = |is_it: &dyn Fn(&BarRow) -> bool| match (is_it(a), is_it(b)) {
            (true, true) => Some("A and B"),
            (true, false) => Some("A"),
            (false, true) => Some("B"),
            (false, false) => None,
        };
        let silent = sides(&|half| matches!(half.mark, Mark::Words(_)));
        Some(match (silent, self.difference, self.key()) {
            (Some(sides), ..) => format!("no number is published in {sides}"),
            (None, Some(_), _) => "what is not published could be all of it or nothing".to_owned(),
            (None, None, RowKey::Folded(_)) => "of some of them no number is published".to_owned(),
            (None, None, _) => "no number is published".to_owned(),
        })
    }
}

/// Returns the blocs and suppliers of two charts on common lines: blocs, suppliers in the order of A, then those that have a number in B alone,
/// largest first, "Other countries", and those without a number.
pub(super) fn aligned(a: &ShareChart, b: &ShareChart) -> Vec<PairRow> {
    let figures = [a, b].map(|chart| chart.answer().figures.as_ref().ok());
    let [Some(in_a), Some(in_b)] = figures else { return Vec::new() };
    let same_supply = is_same_supply(a.answer(), b.answer());
    let same_blocs = a.answer().question.blocs == b.answer().question.blocs;
    let of = |chart: &ShareChart, key: &RowKey| chart.rows.iter().find(|row| row.key == *key).cloned();
    let only_b = b.rows.iter().filter(|row| of(a, &row.key).is_none());
    let mut rows: Vec<PairRow> = a
        .rows
        .iter()
        .chain(only_b)
        .map(|row| {
            let halves = [(a, in_a), (b, in_b)].map(|(chart, figures)| {
                of(chart, &row.key).map_or_else(|| not_named(row), |row| with_ends(row, figures))
            });
            // What is only switched off has left nothing.
            let is_supplier = !matches!(row.key, RowKey::Bloc(_));
            let change = (same_supply && is_supplier).then(|| {
                if same_blocs { Change::of(blocs_of(&row.key, in_a), blocs_of(&row.key, in_b)) } else { Change::None }
            });
            PairRow { difference: difference(&row.key, in_a, in_b, same_supply), change, halves }
        })
        .collect();
    // Stable: what is equal stays in the order of A.
    rows.sort_by_key(rank);
    rows
}

/// Returns a supplier's bar with the ends that its difference is worked out from.
fn with_ends(mut row: BarRow, figures: &Figures) -> BarRow {
    let share = share(&row.key, figures);
    if let (Mark::Bar { text, .. }, Some(share)) = (&mut row.mark, share.filter(|share| share.value != 0.0)) {
        *text = share_with_ends(share);
    }
    row
}

/// Returns the blocs that a country counts in.
fn blocs_of<'a>(key: &RowKey, figures: &'a Figures) -> &'a [BlocId] {
    let RowKey::Country(iso3) = key else { return &[] };
    let with_number = figures.suppliers.iter().map(|of| (of.iso3, &of.counted));
    let mut all = with_number.chain(figures.unpublished.iter().map(|of| (of.iso3, &of.counted)));
    all.find(|(of, _)| of == iso3).map_or(&[], |(_, counted)| counted.blocs())
}

/// Returns where a row stands: blocs, suppliers with a bar in A, with one in B alone, the residual, and those without a bar.
fn rank(row: &PairRow) -> (u8, Reverse<u64>) {
    let [a, b] = &row.halves;
    let is_bar = |row: &BarRow| matches!(row.mark, Mark::Bar { .. });
    // Shares are 0 to 1, so that their bits are ordered as they are.
    let by = |share: f64| Reverse(share.max(0.0).to_bits());
    match row.key() {
        RowKey::Bloc(_) => (0, by(0.0)),
        RowKey::Country(_) if is_bar(a) => (1, by(a.share())),
        RowKey::Country(_) if is_bar(b) => (2, by(b.share())),
        RowKey::Other | RowKey::Folded(_) => (3, by(0.0)),
        RowKey::Country(_) => (4, by(0.0)),
    }
}

/// Returns what stands for a supplier on the side that does not name it.
fn not_named(row: &BarRow) -> BarRow {
    // Of other countries there is one figure, or none.
    let words = if row.key == RowKey::Other { "not given" } else { "not named" };
    BarRow {
        mark: Mark::Words(words.to_owned()),
        bloc: None,
        taken_out: None,
        limited: None,
        beside: None,
        change: None,
        hover: vec![("Published".to_owned(), words.to_owned())],
        ..row.clone()
    }
}

pub(super) fn difference(key: &RowKey, a: &Figures, b: &Figures, same_supply: bool) -> Option<Difference> {
    if let RowKey::Bloc(id) = key {
        return Some(of_blocs((a, a.bloc(id)?), (b, b.bloc(id)?), same_supply));
    }
    let shares = (share(key, a)?, share(key, b)?);
    // The same figure, however uncertain, is the same.
    let shares = if same_supply { (exact(shares.0.value), exact(shares.1.value)) } else { shares };
    Some(Difference::of_shares(shares.0, shares.1))
}

fn exact(value: f64) -> ShareInterval {
    ShareInterval { value, low: value, high: value }
}

/// Returns the share of a supplier, or of what is not attributed to one, where that is a number.
pub(super) fn share(key: &RowKey, figures: &Figures) -> Option<ShareInterval> {
    let of = |iso3: Iso3| figures.suppliers.iter().find(|of| of.iso3 == iso3).map(|of| of.share);
    match key {
        RowKey::Country(iso3) => of(*iso3),
        RowKey::Other => {
            let other = &figures.other;
            let value = other.share;
            let (low, high) = match other.bound {
                Bound::Exact => (value, value),
                Bound::AtLeast => (value, 1.0),
                Bound::AtMost => (0.0, value),
                Bound::Range => (0.0, 1.0),
            };
            (other.value != 0.0).then_some(ShareInterval { value, low, high })
        }
        RowKey::Folded(_) | RowKey::Bloc(_) => None,
    }
}

/// Returns at most `count` rows: when there are more, the suppliers that are small on both sides become one row, but for the
/// one in the title, and those without a number another.
pub(super) fn folded(
    rows: &[PairRow],
    count: usize,
    headline: Option<&RowKey>,
    figures: [&Figures; 2],
) -> Vec<PairRow> {
    if rows.len() <= count {
        return rows.to_vec();
    }
    let (blocs, rows): (Vec<&PairRow>, Vec<&PairRow>) =
        rows.iter().partition(|row| matches!(row.key(), RowKey::Bloc(_)));
    // Countries come first where there is hardly room: what blocs have stands in the legend too.
    let blocs = if count + 1 < blocs.len() + LEAST_COUNTRIES { Vec::new() } else { blocs };
    let count = count - blocs.len();
    let has_bar = |row: &&PairRow| row.halves.iter().any(|half| matches!(half.mark, Mark::Bar { .. }));
    let (countries, other): (Vec<&PairRow>, Vec<&PairRow>) =
        rows.into_iter().partition(|row| matches!(row.key(), RowKey::Country(_)));
    let (numbered, silent): (Vec<&PairRow>, Vec<&PairRow>) = countries.into_iter().partition(has_bar);
    let silent = fold(&silent, "countries", figures);
    let room = count.saturating_sub(other.len() + usize::from(silent.is_some())).max(2);
    let kept = if numbered.len() <= room { numbered.len() } else { room - 1 };
    let is_headline = |row: &PairRow| headline == Some(row.key());
    let mut by_size: Vec<(usize, &PairRow)> = numbered.iter().copied().enumerate().collect();
    by_size.sort_by(|(_, one), (_, next)| {
        is_headline(next).cmp(&is_headline(one)).then(next.share().total_cmp(&one.share()))
    });
    let kept: Vec<usize> = by_size.into_iter().take(kept).map(|(at, _)| at).collect();
    let is_kept = |(at, _): &(usize, &PairRow)| kept.contains(at);
    let small: Vec<&PairRow> =
        numbered.iter().copied().enumerate().filter(|row| !is_kept(row)).map(|(_, row)| row).collect();
    let kept = numbered.iter().copied().enumerate().filter(is_kept).map(|(_, row)| row.clone());
    blocs
        .into_iter()
        .cloned()
        .chain(kept)
        .chain(fold(&small, "more", figures))
        .chain(other.into_iter().cloned())
        .chain(silent)
        .collect()
}

/// Returns the rows with suppliers that have nothing on either side in one row, when there are several.
pub(super) fn with_zeros_folded(rows: &[PairRow], figures: [Option<&Figures>; 2]) -> Vec<PairRow> {
    let [Some(a), Some(b)] = figures else { return rows.to_vec() };
    let is_zero = |row: &&PairRow| row.halves.iter().all(is_none_of);
    let zeros: Vec<&PairRow> = rows.iter().filter(is_zero).collect();
    let Some(folded) = fold(&zeros, "with none", [a, b]).filter(|_| zeros.len() > 1) else { return rows.to_vec() };
    let at = rows.iter().position(|row| is_zero(&row)).unwrap_or(0);
    let (before, after) = rows.split_at(at);
    before.iter().chain(std::iter::once(&folded)).chain(after.iter().filter(|row| !is_zero(row))).cloned().collect()
}

/// Returns the row that several become; the only one stays as it is.
fn fold(rows: &[&PairRow], what: &str, [a, b]: [&Figures; 2]) -> Option<PairRow> {
    let (first, rest) = rows.split_first()?;
    if rest.is_empty() {
        return Some((*first).clone());
    }
    let half = |side: usize, figures: &Figures, sum: Option<ShareInterval>| {
        let halves: Vec<&BarRow> = rows.iter().filter_map(|row| row.halves.get(side)).collect();
        let has_number = halves.iter().any(|half| matches!(half.mark, Mark::Bar { .. }));
        let mut row = if has_number { fold_small(&halves, what, figures) } else { fold_silent(&halves) };
        if let (Mark::Bar { text, bound, .. }, Some(sum)) = (&mut row.mark, sum) {
            (*text, *bound) = (share_with_ends(sum), shown_bound(sum));
        }
        BarRow { label: format!("{} {what}", rows.len()), ..row }
    };
    let is_same = first.change.is_some();
    let sums = [a, b].map(|figures| sum(rows, figures));
    let [of_a, of_b] = sums;
    let difference = match (of_a, of_b) {
        (Some(_), Some(_)) if is_same => Some(Difference::NONE),
        (Some(of_a), Some(of_b)) => Some(Difference::of_shares(of_a, of_b)),
        _ => None,
    };
    let changed = rows.iter().filter(|row| !matches!(row.change, None | Some(Change::None))).count();
    let change = first.change.map(|_| if changed == 0 { Change::None } else { Change::Several(changed) });
    Some(PairRow { halves: [half(0, a, of_a), half(1, b, of_b)], difference, change })
}

/// Returns what the suppliers of several rows have together, where each of them has a number.
fn sum(rows: &[&PairRow], figures: &Figures) -> Option<ShareInterval> {
    let shares: Option<Vec<ShareInterval>> = rows.iter().map(|row| share(row.key(), figures)).collect();
    let sum = shares?.into_iter().map(seen_ends).fold(ShareInterval::ZERO, |sum, of| ShareInterval {
        value: sum.value + of.value,
        low: sum.low + of.low,
        high: sum.high + of.high,
    });
    Some(ShareInterval { high: sum.high.min(sum.value.max(1.0)), ..sum })
}
