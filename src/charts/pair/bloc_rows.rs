use crate::analysis::{Answer, AtLevel, BlocShare, Certainty, Figures};
use crate::charts::bloc_words::{level_word, no_number_words};
use crate::charts::palette::Series;
use crate::charts::shares::{BarRow, Mark, RowKey, rows_of_blocs};
use crate::charts::wording::{bound_mark, percent, shown_bound};
use crate::data::Dataset;
use crate::model::{BlocId, ConfidenceLevel};

use super::ends::share_with_ends;

/// Returns a row for each of these blocs, in their order: what it has at the level asked about, with the ends that its
/// difference is worked out from, and behind that what it has at levels where that is another number.
pub(super) fn bloc_rows(
    dataset: &Dataset,
    answer: &Answer,
    blocs: &[BlocId],
    series_of: &dyn Fn(Option<&BlocId>) -> Series,
) -> Vec<BarRow> {
    let rows = rows_of_blocs(dataset, answer, blocs, series_of);
    let Ok(figures) = &answer.figures else { return rows };
    rows.into_iter().map(|row| with_ends(row, figures, answer.question.confidence)).collect()
}

fn with_ends(mut row: BarRow, figures: &Figures, asked: ConfidenceLevel) -> BarRow {
    let RowKey::Bloc(id) = &row.key else { return row };
    let Some(bloc) = figures.bloc(id) else { return row };
    let number = share_with_ends(bloc.share);
    let levels = figures.certainty.as_ref().map(|certainty| levels_beside(certainty, bloc, figures, asked));
    let Mark::Band { share, low, high, text, series } = &mut row.mark else { return row };
    if low < high {
        *text = number;
        row.bloc = levels.filter(|levels| !levels.is_empty());
    } else {
        // Nothing is unsure, so that there is no end to draw.
        let parts = vec![(*series, *share)];
        row.mark = Mark::Bar { share: *share, text: number, bound: shown_bound(bloc.share), parts };
        row.bloc = None;
    }
    row
}

/// Returns what a bloc has at the other levels where it is shown as another number, for example "7.8 % confirmed".
fn levels_beside(certainty: &Certainty, bloc: &BlocShare, figures: &Figures, asked: ConfidenceLevel) -> String {
    let words = |at: &AtLevel| {
        let found = at.blocs.iter().find(|of| of.id == bloc.id)?;
        let level = level_word(at.level);
        if found.members.is_empty() {
            return Some(format!("no members {level}"));
        }
        if let Some(words) = no_number_words(found, figures) {
            return Some(format!("{words} {level}"));
        }
        let number = percent(found.share.value);
        (number != percent(bloc.share.value))
            .then(|| format!("{}{number} {level}", bound_mark(shown_bound(found.share))))
    };
    let others = certainty.levels.iter().filter(|at| at.level != asked);
    others.filter_map(words).collect::<Vec<_>>().join(", ")
}
