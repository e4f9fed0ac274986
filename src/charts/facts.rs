//! What is known of a country or a mineral beside its figures: governance, export controls, reliance on imports.

use crate::data::Dataset;
use crate::model::{CommodityId, FormId, GovernanceDimension, Iso3};

use super::table::Cell;
use super::wording::uncapitalised;

/// The dimensions that a card has room for; the table has all of them.
const ON_CARD: [GovernanceDimension; 3] =
    [GovernanceDimension::Stability, GovernanceDimension::Law, GovernanceDimension::Corruption];

/// Returns what is known of a country as a supplier of a mineral, as pairs of what and how much, for a hover card.
#[must_use]
pub fn country_facts(dataset: &Dataset, iso3: Iso3, commodity: &CommodityId, year: i16) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    if let Some(governance) = dataset.governance_in(iso3, year) {
        let score = |dimension: GovernanceDimension| {
            let words = dimension.short().to_lowercase();
            governance.score(dimension).map(|score| format!("{words} {}", score.text()))
        };
        let scores: Vec<String> = ON_CARD.into_iter().filter_map(score).collect();
        if !scores.is_empty() {
            let text = format!("{} (World Bank {}, −2.5 to 2.5)", scores.join(", "), governance.year);
            facts.push(("Governance".to_owned(), text));
        }
    }
    if let Some(words) = control_words(dataset, iso3, commodity) {
        facts.push(("Control".to_owned(), words));
    }
    facts
}

/// Returns how a country restricts its exports of a mineral, or nothing where no control is known.
fn control_words(dataset: &Dataset, iso3: Iso3, commodity: &CommodityId) -> Option<String> {
    let controls: Vec<String> = dataset
        .export_controls_on(commodity)
        .filter(|(control, _)| control.country == iso3)
        .map(|(control, of)| uncapitalised(&control.line(of)))
        .collect();
    (!controls.is_empty()).then(|| controls.join("; "))
}

/// Returns what is known of a mineral, as pairs of what and how much, for a hover card.
#[must_use]
pub fn mineral_facts(dataset: &Dataset, commodity: &CommodityId) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    if let Some(words) = reliance_words(dataset, commodity, None) {
        facts.push(("US net import reliance".to_owned(), words));
    }
    let controls: Vec<String> = dataset
        .export_controls_on(commodity)
        .map(|(control, of)| {
            format!("{}, {} ({})", dataset.country_name(control.country), uncapitalised(control.kind.name()), of.year)
        })
        .collect();
    if !controls.is_empty() {
        facts.push(("Export controls".to_owned(), controls.join("; ")));
    }
    facts
}

/// Returns the reliance of the United States on imports of a mineral, each form by itself, or nothing where none is
/// published; of one form alone where one is given.
#[must_use]
pub fn reliance_words(dataset: &Dataset, commodity: &CommodityId, form: Option<&FormId>) -> Option<String> {
    let of_form = |known: &Option<FormId>| form.is_none() || known.is_none() || known.as_ref() == form;
    let rows: Vec<String> = dataset
        .import_reliance_of(commodity)
        .filter(|row| of_form(&row.form))
        .map(|row| {
            let from = if row.major_sources.is_empty() {
                String::new()
            } else {
                format!(", mainly from {}", row.major_sources.join(", "))
            };
            format!("{} in {}{from} ({})", row.reliance.text(), row.year, row.name.to_lowercase())
        })
        .collect();
    (!rows.is_empty()).then(|| rows.join("; "))
}

/// Returns the columns that a table has of countries as suppliers, and the cells of a country.
pub struct CountryColumns<'a> {
    /// The data.
    pub dataset: &'a Dataset,
    /// The mineral.
    pub commodity: &'a CommodityId,
    /// The year.
    pub year: i16,
}

impl CountryColumns<'_> {
    /// Returns the names of the columns.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let dimensions = GovernanceDimension::ALL.map(|dimension| format!("{} (WGI)", dimension.short()));
        dimensions.into_iter().chain(["WGI year".to_owned(), "Export control".to_owned()]).collect()
    }

    /// Returns the cells of a country; empty ones for what is no country.
    #[must_use]
    pub fn cells(&self, iso3: Option<Iso3>) -> Vec<Cell> {
        let governance = iso3.and_then(|iso3| self.dataset.governance_in(iso3, self.year));
        let score = |dimension: GovernanceDimension| {
            let score = governance.and_then(|governance| governance.score(dimension));
            score.map_or(Cell::Empty, |score| Cell::Number(score.value()))
        };
        let year = governance.map_or(Cell::Empty, |governance| Cell::Number(f64::from(governance.year)));
        let control = iso3.and_then(|iso3| control_words(self.dataset, iso3, self.commodity));
        let control = control.map_or(Cell::Empty, Cell::text);
        GovernanceDimension::ALL.map(score).into_iter().chain([year, control]).collect()
    }
}
