use crate::analysis::{AtLevel, BlocShare, Certainty, SupplierShare};
use crate::charts::bloc_words::{bloc_share_words, level_words};
use crate::charts::wording::{NO_BREAK, percent};
use crate::model::{ConfidenceLevel, Mode};

use super::rows::{BarRow, Mark, RowKey, RowSource};

impl RowSource<'_> {
    /// Returns a row for each switched-on bloc, in the order of the panel, where memberships that are not sure make a
    /// difference: a bar to what is least, and a band to what is most.
    pub(super) fn bloc_rows(&self) -> Vec<BarRow> {
        /// More rows than this would leave countries no room; legend and tiles say the same of all blocs.
        const MOST: usize = 4;
        let Some(certainty) = self.figures.certainty.as_ref().filter(|_| self.figures.blocs.len() <= MOST) else {
            return Vec::new();
        };
        self.figures.blocs.iter().map(|bloc| self.bloc_row(bloc, certainty)).collect()
    }

    fn bloc_row(&self, bloc: &BlocShare, certainty: &Certainty) -> BarRow {
        let at_level = |at: &AtLevel| {
            let found = at.blocs.iter().find(|of| of.id == bloc.id)?;
            Some(bloc_share_words(found, self.figures))
        };
        let spoken = level_words(certainty, at_level);
        // Beside the bar without "at least", which the legend says: the row has little room.
        let short = |at: &AtLevel| {
            let found = at.blocs.iter().find(|of| of.id == bloc.id)?;
            Some(if found.members.is_empty() { "no members".to_owned() } else { percent(found.share.value) })
        };
        let levels = level_words(certainty, short);
        let ends = certainty.share_of(&bloc.id);
        let (low, high) = ends.map_or((bloc.share.value, bloc.share.value), |ends| (ends.low, ends.high));
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
            mark: Mark::Band {
                share: bloc.share.value,
                low,
                high,
                text: if ends.is_some() { range_text(low, high) } else { percent(low) },
                series: (self.series_of)(Some(&bloc.id)),
            },
            bloc: ends.is_some().then_some(levels),
            taken_out: (self.question.mode == Mode::Withhold).then_some("lost"),
            limited: None,
            beside: None,
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

/// Returns two shares as a range with one sign, for example "3.1–70.0 %".
fn range_text(low: f64, high: f64) -> String {
    let sign = format!("{NO_BREAK}%");
    let first = percent(low);
    format!("{}–{}", first.strip_suffix(&sign).unwrap_or(&first), percent(high))
}
