use crate::analysis::{KeptStage, Shift, members};
use crate::charts::bloc_words::words_for_none;
use crate::charts::palette::Series;
use crate::data::Dataset;
use crate::model::{Bloc, BlocId, Mode, Question};

use super::cells::{Detail, MatrixCell, change_cell};
use super::lines::Shared;
use super::{ColumnKey, MatrixColumn, Measure, Scale};

/// Returns of how many minerals a bloc has much: over half and over 30 % as a share; 100 and 500 points of the HHI or more.
fn counts(cells: &[MatrixCell], measure: Measure) -> (usize, usize) {
    let count =
        |is_much: &dyn Fn(f64) -> bool| cells.iter().filter_map(|cell| cell.value).filter(|of| is_much(*of)).count();
    match measure {
        Measure::Share | Measure::Lost => (count(&|share| share > 0.5), count(&|share| share > 0.3)),
        Measure::Change => (count(&|change| change >= 100.0), count(&|change| change >= 500.0)),
    }
}

/// A bloc with its cells.
struct Drafted<'a> {
    bloc: &'a Bloc,
    cells: Vec<MatrixCell>,
    counts: (usize, usize),
    sum: f64,
}

/// Returns a column for each bloc that has a number of any mineral, by what it has much of, and the cells of each mineral
/// under them; and the names of the blocs that have members but no number.
pub(super) fn blocs(
    (dataset, question): (&Dataset, &Question),
    kept: &KeptStage,
    minerals: &[Option<Shared<'_>>],
    measure: Measure,
    on: &[(BlocId, Series)],
) -> (Vec<MatrixColumn>, Vec<Vec<MatrixCell>>, Vec<String>) {
    let scale = Scale::of(measure);
    let mode = if measure == Measure::Change { Mode::One } else { Mode::Withhold };
    let mut drafted: Vec<Drafted<'_>> = Vec::new();
    let mut without = Vec::new();
    for bloc in dataset.blocs() {
        let acting = kept.supplies.acting_alone(dataset, question, &bloc.id);
        if acting.member_count() == 0 {
            continue;
        }
        let cell = |shared: &Option<Shared<'_>>| {
            let shift = shared.and_then(|of| kept.supplies.shift(of.supply, &acting, mode));
            shift.map_or_else(MatrixCell::default, |shift| cell(&shift, measure, &scale))
        };
        let cells: Vec<MatrixCell> = minerals.iter().map(cell).collect();
        if !cells.iter().any(|cell| cell.value.is_some_and(|value| value > 0.0)) {
            if !members(dataset, &bloc.id, question.as_of, question.confidence).countries.is_empty() {
                without.push(bloc.short_name.clone());
            }
            continue;
        }
        let (counts, sum) = (counts(&cells, measure), cells.iter().filter_map(|cell| cell.value).sum());
        drafted.push(Drafted { bloc, cells, counts, sum });
    }
    drafted.sort_by(|one, other| {
        let order = other.counts.0.cmp(&one.counts.0).then(other.sum.total_cmp(&one.sum));
        order.then_with(|| one.bloc.short_name.cmp(&other.bloc.short_name))
    });
    let column = |(rank, of): (usize, &Drafted<'_>)| MatrixColumn {
        key: ColumnKey::Bloc(of.bloc.id.clone()),
        name: of.bloc.short_name.clone(),
        series: on.iter().find(|(id, _)| *id == of.bloc.id).map(|(_, series)| *series),
        rank,
        counts: Some(of.counts),
    };
    let columns = drafted.iter().enumerate().map(column).collect();
    let row = |(place, shared): (usize, &Option<Shared<'_>>)| {
        let of = |drafted: &Drafted<'_>| drafted.cells.get(place).cloned().unwrap_or_default();
        if shared.is_some() { drafted.iter().map(of).collect() } else { Vec::new() }
    };
    let cells = minerals.iter().enumerate().map(row).collect();
    (columns, cells, without)
}

fn cell(shift: &Shift, measure: Measure, scale: &Scale) -> MatrixCell {
    let detail = Detail::Bloc(Box::new(*shift));
    if shift.producers == 0 {
        return match words_for_none(shift.unpublished > 0, shift.other_share) {
            Some("none named") => MatrixCell { detail, ..MatrixCell::default() },
            Some(_) => MatrixCell::without_number("?", detail),
            None => MatrixCell::of_share(crate::analysis::ShareInterval::ZERO, None, detail),
        };
    }
    match measure {
        Measure::Share | Measure::Lost => MatrixCell::of_share(shift.share, scale.step(shift.share.value), detail),
        Measure::Change => match change_cell(shift) {
            None => MatrixCell { detail, ..MatrixCell::default() },
            Some((change, bound, text)) => {
                let change = if change.abs() < 1e-6 { 0.0 } else { change };
                MatrixCell {
                    value: Some(change),
                    bound: Some(bound),
                    text,
                    step: scale.step(change),
                    is_without_number: false,
                    detail,
                }
            }
        },
    }
}
