use crate::data::Dataset;
use crate::model::{Question, Stage};

use super::{Answer, Figures, Fixed, Step, answer, placed};

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
        let answer = at_stage(dataset, question, stage)?;
        let figures = answer.figures.clone().ok()?;
        Some(ChainStep { answer, figures })
    };
    STAGES.into_iter().filter_map(step).collect()
}

/// Returns the answers to a question at every step from the ground to a metal or compound, in the order of the supply
/// chain, those that refuse included: at the first stage of a step that has shares, else the first that has a table.
/// Nothing for a step that no table speaks of. Forms and years are chosen as [`chain`] does.
#[must_use]
pub fn steps(dataset: &Dataset, question: &Question) -> [(Step, Option<Answer>); 3] {
    Step::ALL.map(|step| {
        let mut first = None;
        for stage in step.stages() {
            match at_stage(dataset, question, *stage) {
                Some(answer) if answer.figures.is_ok() => return (step, Some(answer)),
                found => first = first.or(found),
            }
        }
        (step, first)
    })
}

/// Returns the answers to a question at every stage that a table speaks of, in the order of the supply chain, those that
/// refuse included, each with the step that it stands for: capacity stands for none. A step that no table speaks of has no
/// answer. Forms and years are chosen as [`chain`] does.
#[must_use]
pub fn stages(dataset: &Dataset, question: &Question) -> Vec<(Option<Step>, Option<Answer>)> {
    let mut found = Vec::new();
    for step in Step::ALL {
        let of_step = Stage::ALL.into_iter().filter(|stage| step.stages().contains(stage));
        let answers: Vec<Answer> = of_step.filter_map(|stage| at_stage(dataset, question, stage)).collect();
        if answers.is_empty() {
            found.push((Some(step), None));
        }
        found.extend(answers.into_iter().map(|answer| (Some(step), Some(answer))));
    }
    found.extend(at_stage(dataset, question, Stage::Capacity).map(|answer| (None, Some(answer))));
    found
}

/// Returns the answer at a stage, of the question's form where it has the stage, else of another, and of the nearest year;
/// nothing where no table speaks of the stage.
fn at_stage(dataset: &Dataset, question: &Question, stage: Stage) -> Option<Answer> {
    let asked = placed(dataset, &Question { stage, ..question.clone() }, Fixed::Stage)?;
    Some(answer(dataset, &asked))
}
