use crate::analysis::{Fixed, placed};
use crate::data::Dataset;
use crate::model::{Commodity, CommodityId, Question, Stage};

use super::Supplies;

/// A step from the ground to a metal or compound, whatever a publisher counts at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What is in the ground.
    Reserves,
    /// Mining.
    Mine,
    /// Refining; where none is published, smelting or what plants make.
    Refining,
}

impl Step {
    /// All of them, in the order of the supply chain.
    pub const ALL: [Self; 3] = [Self::Reserves, Self::Mine, Self::Refining];

    /// Returns the stages that stand for it, the first that has shares.
    #[must_use]
    pub fn stages(self) -> &'static [Stage] {
        match self {
            Self::Reserves => &[Stage::Reserves],
            Self::Mine => &[Stage::Mine],
            Self::Refining => &[Stage::Refinery, Stage::Smelter, Stage::Production],
        }
    }

    /// Returns its name at the head of a column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reserves => "Reserves",
            Self::Mine => "Mine",
            Self::Refining => "Refinery or plant",
        }
    }
}

/// Where the supplies of a mineral stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MineralSteps {
    /// The mineral.
    pub commodity: CommodityId,
    /// The place of the supply at each step; nothing where no table speaks of it.
    pub places: [Option<usize>; 3],
}

impl MineralSteps {
    /// Takes the steps of a mineral in. Nothing for a mineral that the edition does not have.
    pub(super) fn of(dataset: &Dataset, like: &Question, commodity: &Commodity, into: &mut Supplies) -> Option<Self> {
        let asked = Question { commodity: commodity.id.clone(), ..like.clone() };
        if dataset.tables_of(&asked).is_empty() {
            return None;
        }
        let places = Step::ALL.map(|step| best(dataset, &asked, step.stages(), Fixed::Stage, into));
        Some(Self { commodity: commodity.id.clone(), places })
    }
}

/// Takes the first supply with shares among stages in, else the first there is, and returns its place.
pub(super) fn best(
    dataset: &Dataset,
    asked: &Question,
    stages: &[Stage],
    fixed: Fixed,
    into: &mut Supplies,
) -> Option<usize> {
    let at = |stage: &Stage| placed(dataset, &Question { stage: *stage, ..asked.clone() }, fixed);
    let possible: Vec<Question> = stages.iter().filter_map(at).collect();
    for question in &possible {
        let place = into.push(dataset, question);
        if into.list().get(place).is_some_and(|supply| supply.before.is_ok()) {
            return Some(place);
        }
        into.pop();
    }
    possible.first().map(|question| into.push(dataset, question))
}
