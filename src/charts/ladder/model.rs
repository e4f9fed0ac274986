use crate::analysis::KeptSteps;
use crate::charts::palette::Series;
use crate::charts::table::ChartTable;
use crate::data::Dataset;
use crate::model::{BlocId, Question};

use super::rows::{LadderRow, folded};
use super::{LadderOf, LadderOptions, blocs, minerals};

/// The Shift chart: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LadderChart {
    /// What it shows.
    pub options: LadderOptions,
    /// What the data say.
    pub title: String,
    /// What blocs do, the measure, stage, unit and year.
    pub subtitle: String,
    /// Switched-on blocs with their colour.
    pub legend: Vec<(Series, String)>,
    /// The blocs that are on and have a colour here.
    pub on: Vec<(BlocId, Series)>,
    /// The columns.
    pub columns: Vec<LadderColumn>,
    /// The rows, in order.
    pub rows: Vec<LadderRow>,
    /// The sentence in place of rows, where there are none.
    pub empty: Option<String>,
    /// Source, edition, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

/// A column of the ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderColumn {
    /// What stands over it.
    pub head: String,
    /// Whether rows are ranked by it.
    pub is_ranked_by: bool,
    /// The least and the most that its bars show, 0 between them; nothing for a column without bars.
    pub scale: Option<(f64, f64)>,
}

/// Returns the chart of a question; the steps of minerals are taken from `kept` and kept there.
#[must_use]
pub fn chart(
    dataset: &Dataset,
    question: &Question,
    options: LadderOptions,
    kept: &mut Option<KeptSteps>,
) -> LadderChart {
    let mut chart = match options.of {
        LadderOf::Blocs => blocs::chart(dataset, question, options),
        LadderOf::Minerals => minerals::chart(dataset, question, options, KeptSteps::of(kept, dataset, question)),
    };
    chart.description = description(&chart);
    chart
}

impl LadderChart {
    /// Returns the rows for a page that has room for `count`, the others folded into one row.
    #[must_use]
    pub fn rows_within(&self, count: usize) -> Vec<LadderRow> {
        let noun = match self.options.of {
            LadderOf::Blocs => "blocs",
            LadderOf::Minerals => "minerals",
        };
        folded(&self.rows, count, noun)
    }

    /// Returns the heads of the columns.
    #[must_use]
    pub fn heads(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.head.clone()).collect()
    }
}

/// Returns the least and the most of bars, 0 among them.
pub(super) fn scale_of(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((0.0, 0.0), |(least, most): (f64, f64), value| (least.min(value), most.max(value)))
}

/// Returns the chart in words: title, subtitle, the first rows, and how many have no number.
fn description(chart: &LadderChart) -> String {
    const MOST: usize = 8;
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let heads = chart.heads();
    let with: Vec<&LadderRow> = chart.rows.iter().filter(|row| row.has_number()).collect();
    let rows: Vec<String> = with.iter().take(MOST).map(|row| row.spoken(&heads)).collect();
    let more = with.len().saturating_sub(MOST);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let without = chart.rows.len() - with.len();
    let without = if without > 0 { format!(" {without} without a number.") } else { String::new() };
    format!("{}. {}. Rows in order: {}{more}.{without}", chart.title, chart.subtitle, rows.join("; "))
}
