use crate::analysis::{Answer, AtLevel, BlocShare, Certainty, Figures, ShareInterval, SupplierShare};
use crate::charts::bloc_words::{bloc_share_words, level_words};
use crate::charts::palette::Series;
use crate::charts::wording::{NO_BREAK, bound_mark, percent, shown_bound};
use crate::data::Dataset;
use crate::model::{BlocId, ConfidenceLevel, Mode};

use super::rows::{BarRow, Mark, RowKey, RowSource};

/// More rows of blocs than this would leave countries no room; legend and tiles say the same of all blocs.
pub(in crate::charts) const MOST_BLOC_ROWS: usize = 4;

/// What the ends of bars of blocs are.
pub(in crate::charts) const BAND_NOTE: &str =
    "The hatched end of a bloc’s bar (dashed in print) is of members that are not confirmed";

/// Returns whether one of the rows has such an end.
pub(super) fn has_band(rows: &[BarRow]) -> bool {
    rows.iter().any(|row| matches!(row.mark, Mark::Band { low, high, .. } if high - low > 5e-4))
}

impl RowSource<'_> {
    /// Returns a row for each switched-on bloc, in the order of the panel, where memberships that are not sure make a
    /// difference: a bar to what is least, and a band to what is most.
    pub(super) fn bloc_rows(&self) -> Vec<BarRow> {
        if self.figures.certainty.is_none() || self.figures.blocs.len() > MOST_BLOC_ROWS {
            return Vec::new();
        }
        self.figures.blocs.iter().map(|bloc| self.bloc_row(bloc)).collect()
    }

    fn bloc_row(&self, bloc: &BlocShare) -> BarRow {
        let certainty = self.figures.certainty.as_ref();
        let at_level = |at: &AtLevel| {
            let found = at.blocs.iter().find(|of| of.id == bloc.id)?;
            Some(bloc_share_words(found, self.figures))
        };
        let one = || bloc_share_words(bloc, self.figures);
        let spoken = certainty.map_or_else(one, |certainty| level_words(certainty, at_level));
        let levels = certainty.map(|certainty| short_levels(&bloc.id, certainty));
        let ends = certainty.and_then(|certainty| certainty.share_of(&bloc.id));
        let (low, high) = ends.map_or((bloc.share.value, bloc.share.value), |ends| (ends.low, ends.high));
        let of_levels = certainty.iter().flat_map(|certainty| &certainty.levels).flat_map(|at| &at.blocs);
        let of_levels = of_levels.filter(|of| of.id == bloc.id).map(|of| of.share);
        let least = of_levels.clone().min_by(|one, other| one.value.total_cmp(&other.value)).unwrap_or(bloc.share);
        let most = of_levels.max_by(|one, other| one.value.total_cmp(&other.value)).unwrap_or(bloc.share);
        let members = match bloc.members.len() {
            1 => "1 country".to_owned(),
            count => format!("{count} countries"),
        };
        let mut hover = vec![("Share".to_owned(), spoken), ("Members".to_owned(), members)];
        if bloc.unnamed {
            hover.push((
                "Unnamed".to_owned(),
                "members exist that are not named in public; they count in no sum".into(),
            ));
        }
        BarRow {
            key: RowKey::Bloc(bloc.id.clone()),
            label: bloc.name.clone(),
            mark: if ends.is_none() && bloc.producers.is_empty() {
                // No zero where it is only not known.
                Mark::Words(one())
            } else {
                Mark::Band {
                    share: bloc.share.value,
                    low,
                    high,
                    text: if ends.is_some() { range_text(least, most) } else { marked_percent(bloc.share) },
                    series: (self.series_of)(Some(&bloc.id)),
                }
            },
            bloc: levels.filter(|_| ends.is_some()),
            taken_out: (self.question.mode == Mode::Withhold).then_some("lost"),
            limited: None,
            beside: None,
            change: None,
            hover,
        }
    }

    /// Returns the names of the blocs that a supplier counts in, and how sure that is where it is not confirmed.
    pub(super) fn bloc_names_with_doubt(&self, supplier: &SupplierShare) -> Option<String> {
        let names = self.bloc_names(&supplier.counted)?;
        let is_at = |level: ConfidenceLevel| {
            let at = self.figures.certainty.as_ref().and_then(|certainty| certainty.at(level));
            let mut blocs = at.iter().flat_map(|at| &at.blocs);
            at.is_none()
                || blocs.any(|of| supplier.counted.bloc() == Some(&of.id) && of.members.contains(&supplier.iso3))
        };
        Some(match supplier.counted.bloc() {
            Some(_) if !is_at(ConfidenceLevel::Confirmed) && is_at(ConfidenceLevel::Reported) => {
                format!("{names}, reported")
            }
            Some(_) if !is_at(ConfidenceLevel::Confirmed) => format!("{names}, unclear"),
            _ => names,
        })
    }
}

/// Returns a row for each of these blocs, in their order, whether memberships that are not sure make a difference or not:
/// one that is off says so. None where an answer has no figures.
pub(in crate::charts) fn rows_of_blocs(
    dataset: &Dataset,
    answer: &Answer,
    blocs: &[BlocId],
    series_of: &dyn Fn(Option<&BlocId>) -> Series,
) -> Vec<BarRow> {
    let Ok(figures) = &answer.figures else { return Vec::new() };
    let source = RowSource { dataset, question: &answer.question, figures, second: None, series_of };
    let row = |id: &BlocId| figures.bloc(id).map_or_else(|| off_row(dataset, id), |bloc| source.bloc_row(bloc));
    blocs.iter().map(row).collect()
}

fn off_row(dataset: &Dataset, id: &BlocId) -> BarRow {
    BarRow {
        key: RowKey::Bloc(id.clone()),
        label: dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone()),
        mark: Mark::Words("off".to_owned()),
        bloc: None,
        taken_out: None,
        limited: None,
        beside: None,
        change: None,
        hover: vec![("Share".to_owned(), "off".to_owned())],
    }
}

/// Returns whether the share of a bloc differs as memberships that are not sure count.
pub(in crate::charts) fn is_uncertain(answer: &Answer) -> bool {
    let Ok(Figures { certainty: Some(certainty), blocs, .. }) = &answer.figures else { return false };
    blocs.iter().any(|bloc| certainty.share_of(&bloc.id).is_some())
}

/// Returns what a bloc has at each confidence level, with signs for bounds.
pub(super) fn short_levels(bloc: &BlocId, certainty: &Certainty) -> String {
    level_words(certainty, |at| {
        let found = at.blocs.iter().find(|of| of.id == *bloc)?;
        Some(if found.members.is_empty() { "no members".to_owned() } else { marked_percent(found.share) })
    })
}

/// Returns a share with the sign of its bound.
fn marked_percent(share: ShareInterval) -> String {
    format!("{}{}", bound_mark(shown_bound(share)), percent(share.value))
}

/// Returns two shares as a range with one sign, for example "3.1–70.0 %"; a bound of both stands before it, as in
/// "≥ 7.8–10.9 %", and one that only the larger has at that.
fn range_text(least: ShareInterval, most: ShareInterval) -> String {
    let sign = format!("{NO_BREAK}%");
    let first = percent(least.value);
    let first = first.strip_suffix(&sign).unwrap_or(&first);
    let (of_least, of_most) = (shown_bound(least), shown_bound(most));
    // A zero is one: none of it is confirmed.
    let of_least = if least.value == 0.0 { of_most } else { of_least };
    let second = if of_least == of_most { "" } else { bound_mark(of_most) };
    format!("{}{first}–{second}{}", bound_mark(of_least), percent(most.value))
}
