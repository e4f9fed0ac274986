use crate::analysis::{AtLevel, Figures};
use crate::charts::bloc_words::level_words;
use crate::charts::wording::percent;
use crate::model::{BlocId, quantity_text};

use super::form::{As, TrendForm};
use super::options::{Measure, Shape};
use super::series::{Reader, TrendSeries};

/// Blocs beyond so many are counted in a note.
const MOST_NAMED: usize = 3;

impl Reader<'_> {
    /// Returns the least and the most that a bloc has over all confidence levels, as the chart measures it; nothing where
    /// it is the same at all of them.
    pub(super) fn reach(&self, figures: &Figures, bloc: &BlocId) -> Option<(f64, f64)> {
        let certainty = figures.certainty.as_ref()?;
        match self.measure {
            Measure::Share => certainty.share_of(bloc).map(|ends| (ends.low, ends.high)),
            Measure::Quantity => {
                let factor = figures.unit.factor() / self.unit.factor();
                certainty.quantity_of(bloc).map(|ends| (ends.low * factor, ends.high * factor))
            }
        }
    }

    /// Returns what a bloc has at each confidence level, in words; nothing where it is the same at all of them.
    pub(super) fn levels(&self, figures: &Figures, bloc: &BlocId) -> Option<String> {
        self.reach(figures, bloc)?;
        let words = |at: &AtLevel| {
            let found = at.blocs.iter().find(|of| of.id == *bloc)?;
            Some(match self.measure {
                _ if found.members.is_empty() => "no members".to_owned(),
                Measure::Share => percent(found.share.value),
                Measure::Quantity => quantity_text(found.quantity.value, figures.unit),
            })
        };
        Some(level_words(figures.certainty.as_ref()?, words))
    }
}

/// Says how far blocs reach as memberships that are not sure count, in the newest year; nothing where they are sure.
pub(super) fn reach_note(reader: &Reader<'_>, form: TrendForm, series: &[TrendSeries]) -> Option<String> {
    let (year, figures) = reader.trend.newest().filter(|_| reader.by_bloc)?;
    let of_newest: Vec<String> = figures
        .blocs
        .iter()
        .filter_map(|bloc| Some(format!("{} {}", bloc.name, reader.levels(figures, &bloc.id)?)))
        .collect();
    let has_bands = form.options.shape == Shape::Lines && series.iter().any(|series| !series.reach.is_empty());
    let lead = if has_bands {
        "Bands reach from the least to the most that a bloc has as memberships that are not sure count".to_owned()
    } else if of_newest.is_empty() {
        return None;
    } else {
        let members = reader.trend.question.confidence.in_sentence();
        let what = match form.shown_as {
            As::Values => "Areas are",
            As::Index => "Indices are",
            As::Rank => "Ranks are",
        };
        format!("{what} of {members}; blocs have more or less as memberships that are not sure count")
    };
    let more = of_newest.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let named: Vec<String> = of_newest.into_iter().take(MOST_NAMED).collect();
    let numbers =
        if named.is_empty() { String::new() } else { format!(", in {}: {}{more}", year.year, named.join("; ")) };
    Some(format!("{lead}{numbers}"))
}
