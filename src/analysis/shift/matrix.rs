use crate::data::Dataset;
use crate::model::{BlocId, Question};

use super::{Shift, Supplies};

/// What every bloc by itself does to every supply.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftMatrix {
    /// The blocs, in the order of the dataset.
    pub blocs: Vec<BlocId>,
    /// A row for each bloc: its shift of each supply, nothing for supplies without shares.
    pub rows: Vec<Vec<Option<Shift>>>,
}

/// Returns what every bloc of a dataset by itself does to supplies, on a question's date and in its mode.
#[must_use]
pub fn shift_matrix(dataset: &Dataset, question: &Question, supplies: &Supplies) -> ShiftMatrix {
    let row = |bloc: &BlocId| supplies.shifts(&supplies.acting_alone(dataset, question, bloc), question.mode);
    let blocs: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
    ShiftMatrix { rows: blocs.iter().map(row).collect(), blocs }
}
