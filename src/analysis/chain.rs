use crate::data::Dataset;
use crate::model::{Question, Stage};

use super::{Answer, Figures, Fixed, answer, placed};

/// The stages that are looked at side by side.
const STAGES: [Stage; 3] = [Stage::Reserves, Stage::Mine, Stage::Refinery];

/// What a mineral's supply is like at one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainStep {
    /// The answer at this stage: of the question's form where it has the stage, else of another, and of the nearest year.
    pub answer: Answer,
    /// Its figures.
    pub figures: Figures,
}

/// Returns a mineral's reserves, mining and refining side by side, with the question's blocs and rules: the stages that
/// have figures, in the order of the supply chain. Stages are never added up.
#[must_use]
pub fn chain(dataset: &Dataset, question: &Question) -> Vec<ChainStep> {
    let step = |stage: Stage| {
        let asked = placed(dataset, &Question { stage, ..question.clone() }, Fixed::Stage)?;
        let answer = answer(dataset, &asked);
        let figures = answer.figures.clone().ok()?;
        Some(ChainStep { answer, figures })
    };
    STAGES.into_iter().filter_map(step).collect()
}
