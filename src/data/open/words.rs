use std::collections::BTreeMap;

use crate::data::curated::Curated;
use crate::data::observation::RowSubject;
use crate::data::spelling::{folded, folded_country};
use crate::data::usgs_words;
use crate::model::{Commodity, CommodityId, Form, FormId, Stage, Unit};

/// What the words in people's tables stand for: matched exactly after folding, never by likeness.
pub(super) struct Words<'a> {
    curated: &'a Curated,
    assigned: BTreeMap<String, RowSubject>,
    minerals: BTreeMap<String, (CommodityId, FormId)>,
}

impl<'a> Words<'a> {
    /// Returns the words that the app knows and those that a person assigned.
    pub(super) fn new(curated: &'a Curated, assigned: &BTreeMap<String, String>) -> Self {
        let assigned = assigned
            .iter()
            .filter_map(|(name, subject)| Some((name.clone(), RowSubject::read(subject).ok()?)))
            .collect();
        let mut minerals = BTreeMap::new();
        for form in &curated.forms {
            let of = (form.commodity.clone(), form.id.clone());
            for name in [form.name.as_str(), form.in_sentence.as_str(), form.id.as_str()] {
                minerals.entry(folded(name)).or_insert_with(|| of.clone());
            }
        }
        for commodity in &curated.commodities {
            let Some(form) = main_form(&curated.forms, commodity) else { continue };
            let of = (commodity.id.clone(), form.id.clone());
            let names = [commodity.id.as_str(), commodity.name.as_str(), commodity.in_sentence.as_str()];
            for name in names.into_iter().chain(commodity.symbol.as_deref()) {
                minerals.insert(folded(name), of.clone());
            }
        }
        Self { curated, assigned, minerals }
    }

    /// Returns who a name speaks of.
    pub(super) fn subject(&self, name: &str) -> Option<RowSubject> {
        self.assigned.get(&folded_country(name)).copied().or_else(|| self.curated.subject(name))
    }

    /// Returns the mineral that a name stands for, in the form that it means.
    pub(super) fn mineral(&self, name: &str) -> Option<(CommodityId, FormId)> {
        self.minerals.get(&folded(name)).cloned()
    }

    /// Returns the stage that a word stands for.
    pub(super) fn stage(&self, word: &str) -> Option<Stage> {
        let word = folded(word);
        Stage::ALL.into_iter().find(|stage| {
            [stage.id(), stage.in_sentence()].contains(&word.as_str()) || stage.short_name().to_lowercase() == word
        })
    }

    /// Returns the unit that a word stands for.
    pub(super) fn unit(&self, word: &str) -> Option<Unit> {
        usgs_words::unit(word.trim())
    }

    /// Returns what is kept by hand of minerals, forms and countries.
    pub(super) fn curated(&self) -> &Curated {
        self.curated
    }
}

/// Returns the form that bears its commodity's name, else its first.
fn main_form<'a>(forms: &'a [Form], commodity: &Commodity) -> Option<&'a Form> {
    let mut of = forms.iter().filter(|form| form.commodity == commodity.id);
    let first = of.next()?;
    if first.id.as_str() == commodity.id.as_str() {
        return Some(first);
    }
    Some(of.find(|form| form.id.as_str() == commodity.id.as_str()).unwrap_or(first))
}
