use std::collections::BTreeMap;

use crate::charts::palette::Series;
use crate::charts::shares::MultiplesOf;
use crate::charts::wording::{bound_mark, bound_of_sum, percent};
use crate::model::{Bound, CommodityId, Iso3};

/// A chart on a page has at least so many rows, if there are as many.
pub(super) const LEAST_ROWS: usize = 4;

/// Small charts on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// What each is of.
    pub of: MultiplesOf,
    /// The charts, the one with the largest share first.
    pub panels: Vec<Panel>,
    /// Names of what has no chart, by the reason.
    pub without: Vec<(String, Vec<String>)>,
}

/// A small chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// A stable name for programs.
    pub id: String,
    /// Its heading.
    pub name: String,
    /// What stands behind the heading: of a mineral what of its figures is otherwise than asked, of a bloc its share.
    pub aside: String,
    /// The mineral that a click on it opens.
    pub opens: Option<CommodityId>,
    /// The bars, in order.
    pub rows: Vec<PanelRow>,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelRow {
    /// A stable name for programs.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its pieces, from left to right; none where only words stand there.
    pub pieces: Vec<Piece>,
    /// Its text: the share, or words in place of one.
    pub text: String,
    /// How the number is bounded; nothing for words.
    pub bound: Option<Bound>,
    /// What is said besides: its bloc, what is taken out, what has no number.
    pub aside: String,
    /// The countries that are in it.
    pub countries: Vec<Iso3>,
}

/// A piece of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Its colour.
    pub series: Series,
    /// Its length as a share, above 0.
    pub share: f64,
    /// Whether it is filled: what is taken out or lost is an outline.
    pub is_filled: bool,
}

impl PanelRow {
    /// Returns the share that its bar ends at, 0 for words.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.share).sum()
    }

    /// Returns it as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let aside = if self.aside.is_empty() { String::new() } else { format!(", {}", self.aside) };
        format!("{} {}{aside}", self.label, self.text)
    }
}

impl Panel {
    /// Returns it as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let aside = if self.aside.is_empty() { String::new() } else { format!(", {}", self.aside) };
        let rows: Vec<String> = self.rows.iter().map(PanelRow::spoken).collect();
        format!("{}{aside}: {}", self.name, rows.join("; "))
    }

    /// Returns at most `count` rows, at least one: where there are more, those with the least become one, which says how
    /// many they are.
    #[must_use]
    pub fn rows_within(&self, count: usize) -> Vec<PanelRow> {
        if self.rows.len() <= count.max(1) {
            return self.rows.clone();
        }
        let (kept, folded) = self.rows.split_at(count.max(1) - 1);
        let mut pieces: BTreeMap<(Series, bool), f64> = BTreeMap::new();
        for piece in folded.iter().flat_map(|row| &row.pieces) {
            *pieces.entry((piece.series, piece.is_filled)).or_insert(0.0) += piece.share;
        }
        let pieces: Vec<Piece> =
            pieces.into_iter().map(|((series, is_filled), share)| Piece { series, share, is_filled }).collect();
        let share: f64 = pieces.iter().map(|piece| piece.share).sum();
        let bound = bound_of_sum(folded.iter().filter_map(|row| row.bound));
        let silent = folded.iter().filter(|row| row.bound.is_none()).count();
        let row = PanelRow {
            id: format!("{}-folded", self.id),
            label: format!("{} more", folded.len()),
            text: if pieces.is_empty() {
                "no number".to_owned()
            } else {
                format!("{}{}", bound_mark(bound), percent(share))
            },
            bound: (!pieces.is_empty()).then_some(bound),
            aside: if silent > 0 && !pieces.is_empty() { format!("{silent} without a number") } else { String::new() },
            pieces,
            countries: folded.iter().flat_map(|row| row.countries.iter().copied()).collect(),
        };
        kept.iter().cloned().chain([row]).collect()
    }
}

impl Multiples {
    /// Returns what its charts are of, for a number of them.
    #[must_use]
    pub fn noun(&self, count: usize) -> &'static str {
        match (self.of, count) {
            (MultiplesOf::Mineral, 1) => "mineral",
            (MultiplesOf::Mineral, _) => "minerals",
            (MultiplesOf::Bloc, 1) => "bloc",
            (MultiplesOf::Bloc, _) => "blocs",
        }
    }

    /// Returns where the scale of all charts ends, as a share: at the least of a few round ones that holds the longest bar,
    /// that of the smallest suppliers included, which a page folds into one.
    #[must_use]
    pub fn scale_end(&self) -> f64 {
        /// Their halves are round too.
        const ENDS: [f64; 5] = [0.1, 0.2, 0.4, 0.6, 0.8];
        let rows = self.panels.iter().flat_map(|panel| &panel.rows).map(PanelRow::share);
        let folded = |panel: &Panel| panel.rows.iter().skip(LEAST_ROWS - 1).map(PanelRow::share).sum::<f64>();
        let longest = rows.chain(self.panels.iter().map(folded)).fold(0.0, f64::max);
        ENDS.into_iter().find(|end| longest <= *end).unwrap_or(1.0)
    }

    /// Returns how many have no chart.
    #[must_use]
    pub fn without_count(&self) -> usize {
        self.without.iter().map(|(_, names)| names.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, share: f64, bound: Option<Bound>) -> PanelRow {
        let pieces =
            if share > 0.0 { vec![Piece { series: Series::NonMember, share, is_filled: true }] } else { vec![] };
        PanelRow {
            id: label.to_owned(),
            label: label.to_owned(),
            pieces,
            text: String::new(),
            bound,
            aside: String::new(),
            countries: Vec::new(),
        }
    }

    #[test]
    fn rows_that_have_no_room_are_one_that_keeps_their_sum() {
        let exact = Some(Bound::Exact);
        let rows = vec![
            row("A", 0.5, exact),
            row("B", 0.25, exact),
            row("C", 0.125, Some(Bound::AtMost)),
            row("D", 0.0625, exact),
            row("E", 0.0, None),
        ];
        let panel = Panel {
            id: "x".to_owned(),
            name: "X".to_owned(),
            aside: String::new(),
            opens: None,
            rows,
            hover: Vec::new(),
        };
        let folded = panel.rows_within(3);
        assert_eq!(folded.len(), 3);
        assert_eq!((folded[2].label.as_str(), folded[2].share()), ("3 more", 0.1875));
        assert_eq!(folded[2].text, "≤\u{a0}18.8\u{a0}%");
        assert_eq!(folded[2].aside, "1 without a number");
        assert_eq!(panel.rows_within(5), panel.rows);
        let sum = |rows: &[PanelRow]| rows.iter().map(PanelRow::share).sum::<f64>();
        for count in 0..6 {
            assert!((sum(&panel.rows_within(count)) - sum(&panel.rows)).abs() < 1e-12, "{count}");
        }
    }
}
