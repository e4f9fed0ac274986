use crate::analysis::Answer;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shares::{self, MOST_BLOC_ROWS, RowKey, ShareChart, is_uncertain};
use crate::charts::table::ChartTable;
use crate::data::Dataset;
use crate::model::BlocId;

use super::bloc_rows::bloc_rows;
use super::facts::{Fact, blocs_of_either, facts, legend, pair_blocs};
use super::rows::{PairRow, aligned, folded, with_zeros_folded};
use super::same_supply::is_same_supply;
use super::setting::{differing, headers, is_of_one_mineral};
use super::table::table;
use super::words::Said;

/// Two settings side by side: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct PairChart {
    /// What the data say.
    pub title: String,
    /// What differs, and what the bars are shares of.
    pub subtitle: String,
    /// The blocs that are on in A or in B, with what they have in each.
    pub legend: Vec<(Series, String)>,
    /// What is said over A and over B: what differs; empty where nothing does.
    pub headers: [String; 2],
    /// What is said under that, of a side alone.
    pub details: [String; 2],
    /// A and B, each as a chart of its own.
    pub halves: [ShareChart; 2],
    /// The suppliers of both on common lines; empty where each side has a list of its own: of two minerals, or where one
    /// side has no figures.
    pub rows: Vec<PairRow>,
    /// The numbers written out under the bars.
    pub facts: Vec<Fact>,
    /// The sentence in place of bars, where neither side has any.
    pub empty: Option<String>,
    /// Source, edition, denominator, blocs and date of both.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
    rows_with_zeros_folded: Vec<PairRow>,
    /// The supplier that the title names.
    headline: Option<RowKey>,
}

/// Returns the chart of two answers, A and B.
#[must_use]
pub fn chart(dataset: &Dataset, a: &Answer, b: &Answer) -> PairChart {
    // A bloc has one colour on both sides.
    let either = blocs_of_either(a, b);
    let slots = bloc_slots(dataset, &either);
    let series =
        |id: &BlocId| slots.iter().find(|(slot, _)| slot == id).map_or(Series::NonMember, |(_, series)| *series);
    // What blocs have stands in the legend; how far that is unsure, in rows of both sides.
    let has_bloc_rows = either.len() <= MOST_BLOC_ROWS && [a, b].into_iter().any(is_uncertain);
    let of_blocs = if has_bloc_rows { either.as_slice() } else { &[] };
    let halves = [a, b].map(|side| {
        let mut half = shares::chart_coloured(dataset, side, None, &either);
        half.set_bloc_rows(bloc_rows(dataset, side, of_blocs, &|id| id.map_or(Series::NonMember, series)));
        half
    });
    let [in_a, in_b] = &halves;
    let differing = differing(dataset, a, b);
    let (headers, facts) = (headers(&differing), facts(a, b));
    let rows = if is_of_one_mineral(&a.question, &b.question) { aligned(in_a, in_b) } else { Vec::new() };
    let same_supply = is_same_supply(a, b);
    let blocs = pair_blocs(&either, a, b);
    let said =
        Said { answers: [a, b], halves: [in_a, in_b], differing: &differing, rows: &rows, blocs: &blocs, same_supply };
    let (title, subtitle, headline) = (said.title(), said.subtitle(), said.headline());
    let empty = match (&a.figures, &b.figures) {
        (Err(one), Err(other)) if one == other => Some(one.to_string()),
        (Err(one), Err(other)) => Some(format!("A: {one}. B: {other}")),
        _ => None,
    };
    PairChart {
        description: said.description(&title, &subtitle, &headers, &facts),
        details: said.details(),
        notes: said.notes(),
        source_line: said.source_line(),
        table: table(in_a, in_b, &blocs, same_supply),
        legend: legend(&blocs, a, b, series),
        title,
        subtitle,
        headers,
        facts,
        empty,
        rows_with_zeros_folded: with_zeros_folded(&rows, [a, b].map(|side| side.figures.as_ref().ok())),
        rows,
        halves,
        headline,
    }
}

impl PairChart {
    /// Returns the common lines with suppliers that have nothing on either side in one line, when there are several.
    #[must_use]
    pub fn rows_with_zeros_folded(&self) -> &[PairRow] {
        &self.rows_with_zeros_folded
    }

    /// Returns the common lines for a page that has room for `count`, the smallest suppliers folded into one; whom the title
    /// names keeps a line.
    #[must_use]
    pub fn rows_within(&self, count: usize) -> Vec<PairRow> {
        let [a, b] = self.halves.each_ref().map(|half| half.answer().figures.as_ref().ok());
        match (a, b) {
            (Some(a), Some(b)) => folded(&self.rows, count, self.headline.as_ref(), [a, b]),
            _ => self.rows.clone(),
        }
    }
}
