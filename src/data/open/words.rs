use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::data::curated::Curated;
use crate::data::observation::RowSubject;
use crate::data::spelling::{folded, folded_country, tidy};
use crate::model::{Commodity, CommodityId, Form, FormId, Iso3, Stage, Unit};

use super::LEFT_OUT;
use super::words_fold::{plain, runs, without_brackets};
use super::words_lists::{ColumnWord, Lists, MineralName};

/// What the words in people's tables stand for: matched exactly after folding, never by likeness.
pub(super) struct Words<'a> {
    curated: &'a Curated,
    assigned: BTreeMap<String, RowSubject>,
    /// Names that a person said stand for no country.
    left_out: BTreeSet<String>,
    /// Spellings without accents and signs; those that stand for two countries are not in it.
    countries: &'static BTreeMap<String, Iso3>,
    minerals: &'static BTreeMap<String, MineralName>,
    lists: &'static Lists,
}

/// The words that the app knows, folded once: all that is kept by hand stands in the program.
struct Known {
    countries: BTreeMap<String, Iso3>,
    minerals: BTreeMap<String, MineralName>,
    lists: Lists,
}

static KNOWN: OnceLock<Known> = OnceLock::new();

/// Words shorter than this are taken for a mineral only where they stand alone: "or" is French for gold.
const LETTERS_IN_A_SENTENCE: usize = 4;
/// Shorter words that mean nothing but a mineral.
const SHORT_BUT_CLEAR: [&str; 6] = ["tin", "ree", "pgm", "reo", "lce", "zinc"];
/// Longest name of a mineral or stage, in words.
const LONGEST_NAME: usize = 6;

impl<'a> Words<'a> {
    /// Returns the words that the app knows and those that a person assigned.
    pub(super) fn new(curated: &'a Curated, assigned: &BTreeMap<String, String>) -> Self {
        let left_out = assigned.iter().filter(|(_, subject)| *subject == LEFT_OUT).map(|(name, _)| name.clone());
        let left_out = left_out.collect();
        let assigned = assigned
            .iter()
            .filter_map(|(name, subject)| Some((name.clone(), RowSubject::read(subject).ok()?)))
            .collect();
        let known = KNOWN.get_or_init(|| {
            let lists = Lists::embedded();
            Known { countries: countries(curated), minerals: minerals(curated, &lists), lists }
        });
        Self {
            curated,
            assigned,
            left_out,
            countries: &known.countries,
            minerals: &known.minerals,
            lists: &known.lists,
        }
    }

    /// Returns who a name speaks of.
    pub(super) fn subject(&self, name: &str) -> Option<RowSubject> {
        if self.is_left_out(name) {
            return None;
        }
        if let Some(subject) = self.assigned.get(&folded_country(name)).copied().or_else(|| self.curated.subject(name))
        {
            return Some(subject);
        }
        let written = name.trim();
        if let Some(iso3) = self.lists.codes.get(written).filter(|_| !is_ambiguous_code(written)) {
            return Some(RowSubject::Country(*iso3));
        }
        // Our World in Data writes codes of its own; "OWID_KOS" is Kosovo.
        if written == "OWID_KOS" {
            return self.curated.subject("Kosovo");
        }
        let mut key = plain(name);
        loop {
            let country = self.countries.get(&key).copied().map(RowSubject::Country);
            if let Some(subject) = country.or_else(|| self.lists.subjects.get(&key).copied()) {
                return Some(subject);
            }
            // A footnote's number behind the name.
            let (head, tail) = key.rsplit_once(' ')?;
            if tail.len() > 2 || !tail.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            key.truncate(head.len());
        }
    }

    /// Returns whether a name is that of a total which does not say of what: "Total", "Summe".
    pub(super) fn is_total(&self, name: &str) -> bool {
        // "Total (rounded)" is one, "Total (world)" says of what.
        let (outside, _) = without_brackets(name);
        self.lists.totals.contains(&plain(&outside)) && !self.is_left_out(name) && self.subject(name).is_none()
    }

    /// Returns what a person assigned a name to.
    pub(super) fn assigned_to(&self, name: &str) -> Option<String> {
        if self.assigned.is_empty() && self.left_out.is_empty() {
            return None;
        }
        if self.is_left_out(name) {
            return Some(LEFT_OUT.to_owned());
        }
        self.assigned.get(&folded_country(name)).map(|subject| match subject {
            RowSubject::Country(iso3) => iso3.to_string(),
            RowSubject::Other => "other".to_owned(),
            RowSubject::World => "world".to_owned(),
        })
    }

    /// Returns whether a person said that a name stands for no country.
    pub(super) fn is_left_out(&self, name: &str) -> bool {
        !self.left_out.is_empty() && self.left_out.contains(&folded_country(name))
    }

    /// Returns whether a name is that of a continent, a group of countries or of incomes: a sum over countries that must
    /// not be added to them.
    pub(super) fn is_group(&self, name: &str) -> bool {
        let name = plain(name);
        self.lists.groups.contains(&name)
            || name
                .strip_prefix("total ")
                .or_else(|| name.strip_suffix(" total"))
                .is_some_and(|group| self.lists.groups.contains(group))
            || name.starts_with("owid ") && name != "owid wrl" && name != "owid kos"
    }

    /// Returns the names nearest to one that is in no list, for a person to choose from: never applied.
    pub(super) fn countries_like(&self, name: &str) -> Vec<&str> {
        let name_of = |iso3: &Iso3| self.curated.countries.iter().find(|country| country.iso3 == *iso3);
        self.near(name).iter().filter_map(name_of).map(|country| country.name.as_str()).collect()
    }

    /// Returns the countries that [`Words::countries_like`] names, by code.
    pub(super) fn near(&self, name: &str) -> Vec<Iso3> {
        let name = plain(name);
        if name.len() < LETTERS_IN_A_SENTENCE {
            return Vec::new();
        }
        let likeness = |spelling: &str| strsim::jaro_winkler(&name, spelling);
        let mut near: Vec<(f64, Iso3)> = Vec::new();
        for (spelling, iso3) in self.countries {
            let likeness = likeness(spelling);
            if likeness < 0.88 {
                continue;
            }
            match near.iter_mut().find(|(_, known)| known == iso3) {
                Some(known) => known.0 = known.0.max(likeness),
                None => near.push((likeness, *iso3)),
            }
        }
        near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        near.into_iter().take(2).map(|(_, iso3)| iso3).collect()
    }

    /// Returns the country of a code of two or three letters, one that means something else in most tables included.
    pub(super) fn coded(&self, code: &str) -> Option<Iso3> {
        let of_three = Iso3::new(code).ok().filter(|iso3| self.curated.countries.iter().any(|of| of.iso3 == *iso3));
        of_three.or_else(|| self.lists.codes.get(code).copied())
    }

    /// Returns the mineral that a name stands for, in the form that it means.
    pub(super) fn mineral(&self, name: &str) -> Option<(CommodityId, FormId)> {
        self.mineral_name(name).map(|name| (name.commodity.clone(), name.form.clone()))
    }

    /// Returns the mineral that a name stands for, with what the name says is weighed.
    pub(super) fn mineral_name(&self, name: &str) -> Option<&MineralName> {
        let known = self.lists.symbols.get(name.trim()).or_else(|| self.minerals.get(&plain(name)));
        // "cobalt, mine": the stage stands behind the name.
        known.or_else(|| {
            let (mineral, stage) = name.rsplit_once(',')?;
            self.lists.stages.get(&plain(stage)).and_then(|_| self.minerals.get(&plain(mineral)))
        })
    }

    /// Returns the one mineral that a title, a file's name or a header names, as it is written there.
    pub(super) fn mineral_in(&self, text: &str) -> Option<String> {
        let mut found: Option<(String, &MineralName)> = None;
        let mut rest = plain(text);
        for run in runs(&rest.clone(), LONGEST_NAME) {
            let may_stand =
                run.len() >= LETTERS_IN_A_SENTENCE || !run.is_ascii() || SHORT_BUT_CLEAR.contains(&run.as_str());
            let Some(mineral) = self.minerals.get(&run).filter(|_| may_stand && has_words(&rest, &run)) else {
                continue;
            };
            match &found {
                Some((_, known)) if known.commodity != mineral.commodity => return None,
                Some(_) => {}
                None => found = Some((run.clone(), mineral)),
            }
            // "iron" in "iron ore" is no second mineral.
            rest = without_words(&rest, &run);
        }
        found.map(|(name, _)| name)
    }

    /// Returns the stage that a word stands for.
    pub(super) fn stage(&self, word: &str) -> Option<Stage> {
        if let Some(stage) = self.lists.stages.get(&plain(word)) {
            return Some(*stage);
        }
        // "cobalt, mine": behind the name of a mineral.
        if let Some((mineral, stage)) = word.rsplit_once(',')
            && self.minerals.contains_key(&plain(mineral))
        {
            return self.lists.stages.get(&plain(stage)).copied();
        }
        let word = folded(word);
        Stage::ALL.into_iter().find(|stage| {
            [stage.id(), stage.in_sentence()].contains(&word.as_str()) || stage.short_name().to_lowercase() == word
        })
    }

    /// Returns the one stage that a title, a file's name or a header names. "Production" alone says no stage.
    pub(super) fn stage_in(&self, text: &str) -> Option<Stage> {
        let mut found: Option<Stage> = None;
        let mut rest = plain(text);
        for run in runs(&rest.clone(), LONGEST_NAME) {
            let Some(stage) = self.lists.stages.get(&run).filter(|_| has_words(&rest, &run)) else { continue };
            rest = without_words(&rest, &run);
            if *stage == Stage::Production {
                continue;
            }
            if found.is_some_and(|known| known != *stage) {
                return None;
            }
            found = Some(*stage);
        }
        found
    }

    /// Returns the unit that a word stands for, where it is one that figures are kept in.
    pub(super) fn unit(&self, word: &str) -> Option<Unit> {
        self.measured(word).filter(|(_, factor)| (factor - 1.0).abs() < f64::EPSILON).map(|(unit, _)| unit)
    }

    /// Returns the unit in which figures in a unit are kept, and how many of it one is: an ounce is 0.0311 kg.
    ///
    /// "mt" and "MT" stand for metric tons with some and for million tonnes with others: they are no unit.
    pub(super) fn measured(&self, word: &str) -> Option<(Unit, f64)> {
        let word = tidy(word);
        let written = word.trim_matches(['(', ')', '[', ']', '.', ' ']);
        match written {
            "Mt" => return Some((Unit::MillionTonnes, 1.0)),
            "ML" => return Some((Unit::MillionLitres, 1.0)),
            _ => {}
        }
        self.lists.units.get(&plain(written)).copied()
    }

    /// Returns the unit that a header or title names, as it is written there: in brackets, after "in", behind the last
    /// comma, or as a word between underscores.
    pub(super) fn unit_in(&self, text: &str) -> Option<String> {
        let is_unit = |text: &str| self.measured(text).is_some();
        let (outside, inside) = without_brackets(text);
        if let Some(unit) =
            inside.iter().flat_map(|text| text.split([',', ';'])).map(str::trim).find(|text| is_unit(text))
        {
            return Some(unit.to_owned());
        }
        if let Some(unit) = inside.iter().filter_map(|text| text.strip_prefix("in ")).find(|text| is_unit(text)) {
            return Some(unit.to_owned());
        }
        let after = [" in ", ", ", " – ", " - ", ": "].iter().filter_map(|mark| outside.rsplit_once(mark));
        if let Some((_, unit)) = after.into_iter().find(|(_, text)| is_unit(text)) {
            return Some(unit.trim().to_owned());
        }
        let whole = is_unit(&outside).then(|| outside.clone());
        let part = || outside.split(['_', ' ', '-', '/']).skip(1).find(|word| is_unit(word)).map(str::to_owned);
        whole.or_else(part)
    }

    /// Returns what the header of a column says that stands in it.
    pub(super) fn column(&self, header: &str) -> Option<ColumnWord> {
        let (outside, _) = without_brackets(header);
        self.lists.columns.get(&plain(&outside)).copied()
    }

    /// Returns the commodity and form of a mineral that the app knows but has no figures of, for its definition.
    pub(super) fn more_mineral(&self, commodity: &CommodityId, form: &FormId) -> Option<&(Commodity, Form)> {
        self.lists.more_minerals.iter().find(|(of, known)| of.id == *commodity && known.id == *form)
    }

    /// Returns the stages at which the publications that the app knows count a mineral.
    pub(super) fn usual_stages(&self, mineral: &str) -> BTreeSet<Stage> {
        self.mineral(mineral).map(|(commodity, _)| self.curated.stages_of(&commodity)).unwrap_or_default()
    }

    /// Returns what is kept by hand of minerals, forms and countries.
    /// Returns the names that a person assigned, folded, with what they speak of.
    pub(super) fn assigned(&self) -> &BTreeMap<String, RowSubject> {
        &self.assigned
    }

    pub(super) fn curated(&self) -> &'a Curated {
        self.curated
    }
}

/// Returns whether a code means something else in most tables: "NA" says that a value is not available.
fn is_ambiguous_code(code: &str) -> bool {
    code == "NA"
}

fn has_words(text: &str, run: &str) -> bool {
    format!(" {text} ").contains(&format!(" {run} "))
}

fn without_words(text: &str, run: &str) -> String {
    // The mark keeps words apart that did not stand side by side.
    format!(" {text} ").replace(&format!(" {run} "), " | ").trim().to_owned()
}

/// Returns the spellings of countries, folded; one that stands for two countries is left out.
fn countries(curated: &Curated) -> BTreeMap<String, Iso3> {
    let mut countries = BTreeMap::new();
    let mut ambiguous = BTreeSet::new();
    for name in &curated.country_names {
        let key = plain(&name.spelling);
        if countries.insert(key.clone(), name.iso3).is_some_and(|before| before != name.iso3) {
            ambiguous.insert(key);
        }
    }
    countries.retain(|name, _| !ambiguous.contains(name));
    countries
}

/// Returns the names of minerals: those of the app's own lists of commodities and forms, then all other spellings.
fn minerals(curated: &Curated, lists: &Lists) -> BTreeMap<String, MineralName> {
    let mut minerals = lists.minerals.clone();
    let name =
        |form: &Form| MineralName { commodity: form.commodity.clone(), form: form.id.clone(), basis: String::new() };
    for commodity in &curated.commodities {
        let Some(form) = main_form(&curated.forms, commodity) else { continue };
        for spelling in [commodity.id.as_str(), &commodity.name, &commodity.in_sentence] {
            minerals.entry(plain(spelling)).or_insert_with(|| name(form));
        }
    }
    for form in curated.forms.iter().chain(lists.more_minerals.iter().map(|(_, form)| form)) {
        for spelling in [form.id.as_str(), &form.name, &form.in_sentence] {
            minerals.entry(plain(spelling)).or_insert_with(|| name(form));
        }
    }
    minerals
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

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
