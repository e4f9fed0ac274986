use std::collections::BTreeMap;

use crate::analysis::{Figures, KeptStage, MineralAtStage, Supply};
use crate::charts::wording::{capitalised, estimates_words};
use crate::data::Dataset;
use crate::model::{Commodity, Question};

use super::suppliers::{Acting, hover};
use super::{Multiples, Panel};
use crate::charts::shares::MultiplesOf;

/// A mineral with its figures.
#[derive(Clone, Copy)]
pub(super) struct Mineral<'a> {
    pub(super) commodity: &'a Commodity,
    pub(super) supply: &'a Supply,
    pub(super) figures: &'a Figures,
}

/// A mineral without shares, and why.
pub(super) struct Refused<'a> {
    pub(super) commodity: &'a Commodity,
    pub(super) supply: Option<&'a Supply>,
    pub(super) reason: String,
}

/// All minerals at a stage.
pub(super) struct Minerals<'a> {
    /// Those with shares, the one with the largest first.
    pub(super) shared: Vec<Mineral<'a>>,
    /// The others, by name.
    pub(super) refused: Vec<Refused<'a>>,
}

impl<'a> Minerals<'a> {
    pub(super) fn of(dataset: &'a Dataset, question: &Question, kept: &'a KeptStage) -> Self {
        let (mut shared, mut refused) = (Vec::new(), Vec::new());
        for mineral in &kept.minerals {
            let Some(commodity) = dataset.commodity(&mineral.commodity) else { continue };
            match known(mineral, kept) {
                Some((supply, Ok(figures))) => shared.push(Mineral { commodity, supply, figures }),
                Some((supply, Err(reason))) => refused.push(Refused { commodity, supply: Some(supply), reason }),
                None => {
                    let reason = format!("No {} published", question.stage.in_sentence());
                    refused.push(Refused { commodity, supply: None, reason });
                }
            }
        }
        let largest = |of: &Mineral<'_>| of.figures.suppliers.first().map_or(0.0, |first| first.share.value);
        let name = |of: &Commodity| of.name.to_lowercase();
        shared.sort_by(|one, other| {
            largest(other).total_cmp(&largest(one)).then_with(|| name(one.commodity).cmp(&name(other.commodity)))
        });
        refused.sort_by_key(|of| name(of.commodity));
        Self { shared, refused }
    }

    /// Returns a chart for each mineral with shares, and the others by the reason why not.
    pub(super) fn multiples(&self, dataset: &Dataset, question: &Question, acting: &Acting) -> Multiples {
        let mut without: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for of in &self.refused {
            without.entry(of.reason.clone()).or_default().push(of.commodity.name.clone());
        }
        let mut without: Vec<(String, Vec<String>)> = without.into_iter().collect();
        // What most have in common first.
        without.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        let panels = self.shared.iter().map(|mineral| mineral.panel(dataset, question, acting)).collect();
        Multiples { of: MultiplesOf::Mineral, panels, without }
    }
}

fn known<'a>(mineral: &'a MineralAtStage, kept: &'a KeptStage) -> Option<(&'a Supply, Result<&'a Figures, String>)> {
    let known = mineral.known.as_ref()?;
    let supply = kept.supplies.list().get(known.place)?;
    Some((supply, known.answer.figures.as_ref().map_err(ToString::to_string)))
}

impl Mineral<'_> {
    fn panel(&self, dataset: &Dataset, question: &Question, acting: &Acting) -> Panel {
        let Self { commodity, supply, figures } = *self;
        let id = format!("mineral-{}", commodity.id);
        let told = supply.told.stated().map_or("stage not stated", |stage| stage.short_name());
        let of = capitalised(&format!("{told} {}{}", supply.year, estimates_words(figures.estimates)));
        let edition = supply.edition.as_ref().and_then(|id| dataset.edition(id));
        let edition = edition.map_or_else(String::new, |edition| format!(", {}", edition.short_name));
        let mut pairs = vec![("Figures".to_owned(), format!("{of}{edition}"))];
        pairs.extend(hover(figures));
        Panel {
            name: commodity.name.clone(),
            aside: self.otherwise(question),
            opens: Some(commodity.id.clone()),
            rows: acting.rows(&id, figures),
            hover: pairs,
            id,
        }
    }

    /// Returns what of its figures is otherwise than asked: its stage, its year.
    fn otherwise(&self, question: &Question) -> String {
        let supply = self.supply;
        let stage = (supply.stage != question.stage).then(|| supply.told.in_sentence().to_owned());
        let year = (supply.year != question.year).then(|| supply.year.to_string());
        stage.into_iter().chain(year).collect::<Vec<_>>().join(", ")
    }
}
