use crate::analysis::{Figures, KeptStage, Supply};
use crate::data::Dataset;
use crate::model::{Commodity, Question, Stage};

use super::options::Group;
use crate::charts::Word;

/// A mineral with what is known of it at the stage.
pub(super) struct Line<'a> {
    pub(super) commodity: &'a Commodity,
    pub(super) known: Known<'a>,
}

/// What is known of a mineral at the stage.
pub(super) enum Known<'a> {
    /// No table speaks of it.
    NoTable,
    /// It cannot be put into shares.
    NoShares(&'a Supply, String),
    /// Shares.
    Shares(Shared<'a>),
}

/// A mineral's shares.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a> {
    pub(super) supply: &'a Supply,
    pub(super) figures: &'a Figures,
}

impl<'a> Line<'a> {
    /// Returns the shares, where there are any.
    pub(super) fn shares(&self) -> Option<Shared<'a>> {
        if let Known::Shares(shared) = self.known { Some(shared) } else { None }
    }

    /// Returns the words in place of shares.
    pub(super) fn words(&self, stage: Stage) -> Option<String> {
        match &self.known {
            Known::NoTable => Some(format!("no {} published", stage.in_sentence())),
            Known::NoShares(_, reason) => Some(reason.clone()),
            Known::Shares(_) => None,
        }
    }
}

impl Group {
    /// Returns whether a mineral belongs to it.
    fn has(self, commodity: &Commodity) -> bool {
        self == Self::All || commodity.groups.iter().chain(&commodity.critical_lists).any(|name| name == self.name())
    }
}

/// Returns the minerals of a group by name.
pub(super) fn lines<'a>(dataset: &'a Dataset, kept: &'a KeptStage, group: Group) -> Vec<Line<'a>> {
    let line = |mineral: &'a crate::analysis::MineralAtStage| {
        let commodity = dataset.commodity(&mineral.commodity).filter(|commodity| group.has(commodity))?;
        let Some(known) = &mineral.known else { return Some(Line { commodity, known: Known::NoTable }) };
        let supply = kept.supplies.list().get(known.place)?;
        let known = match &known.answer.figures {
            Ok(figures) => Known::Shares(Shared { supply, figures }),
            Err(refusal) => Known::NoShares(supply, refusal.to_string()),
        };
        Some(Line { commodity, known })
    };
    let mut lines: Vec<Line<'a>> = kept.minerals.iter().filter_map(line).collect();
    lines.sort_by_key(|line| line.commodity.name.to_lowercase());
    lines
}

/// Returns what of a mineral's figures is otherwise than asked: its stage, its year.
pub(super) fn otherwise(shared: Shared<'_>, question: &Question) -> String {
    let stage = (shared.supply.stage != question.stage).then(|| shared.supply.told.in_sentence().to_owned());
    let year = (shared.supply.year != question.year).then(|| shared.supply.year.to_string());
    stage.into_iter().chain(year).collect::<Vec<_>>().join(", ")
}
