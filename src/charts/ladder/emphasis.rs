use crate::charts::palette::Series;
use crate::charts::{Emphasis, Marked};

use super::model::LadderChart;
use super::rows::{LadderKey, LadderRow};

/// What stands out in a ladder where something is marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    emphasis: Emphasis<'a>,
    /// The series of the bloc that is marked, where rows of minerals have bars of it.
    series: Option<Series>,
}

impl<'a> Standing<'a> {
    /// Returns what stands out: the rows of the bloc that is marked, or of the blocs that the country that is marked is in; in
    /// rows of minerals the bars of the bloc that is marked. Nothing where the ladder has none of these.
    pub(super) fn of(chart: &LadderChart, emphasis: Emphasis<'a>) -> Self {
        let series = chart.on.iter().find(|(id, _)| emphasis.has_bloc(id)).map(|(_, series)| *series);
        let is_bloc = |row: &LadderRow| matches!(&row.key, LadderKey::Bloc(id) if emphasis.touches_bloc(id));
        let is_here = series.is_some() || chart.rows.iter().any(is_bloc);
        Self { emphasis: emphasis.where_it(is_here), series }
    }

    /// Returns whether a row stands out as a whole.
    pub(super) fn has(&self, row: &LadderRow) -> bool {
        matches!(&row.key, LadderKey::Bloc(id) if self.emphasis.touches_bloc(id))
    }

    /// Returns whether a row is just of what is marked.
    pub(super) fn is_itself(&self, row: &LadderRow) -> bool {
        matches!(&row.key, LadderKey::Bloc(id) if self.emphasis.is_itself(Some(&Marked::Bloc(id.clone()))))
    }

    /// Returns how a part of a row's bar is seen.
    pub(super) fn seen(&self, row: &LadderRow, series: Series) -> Series {
        let is_part = matches!(row.key, LadderKey::Mineral(_)) && self.series == Some(series);
        if !self.emphasis.is_on() || self.has(row) || is_part { series } else { Series::Faded }
    }
}
