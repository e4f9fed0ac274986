use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::model::{
    CommodityId, ControlledCommodity, ExportControl, Governance, ImportReliance, ImportSource, Iso3, Jump, Question,
    Source,
};

use super::Dataset;

/// What is known of countries and commodities beside amounts by country.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Governance by country, the newest year first.
    pub governance: Vec<Governance>,
    /// Export controls, in the publisher's order.
    pub export_controls: Vec<ExportControl>,
    /// Net import reliance of the United States: figure 2 in its order, then what only the chapters state.
    pub import_reliance: Vec<ImportReliance>,
    /// Sources of imports of the United States, in the publisher's order.
    pub import_sources: Vec<ImportSource>,
    /// Large changes of large producers between years, with what is known of their reasons.
    pub jumps: Vec<Jump>,
}

impl Dataset {
    /// Returns how a country was governed in each year, the newest first.
    #[must_use]
    pub fn governance_of(&self, iso3: Iso3) -> &[Governance] {
        let all = &self.context.governance;
        let start = all.partition_point(|of| of.iso3 < iso3);
        let end = all.partition_point(|of| of.iso3 <= iso3);
        all.get(start..end).unwrap_or_default()
    }

    /// Returns how a country was governed in a year, or in the newest year before it that is known; nothing where only
    /// later years are.
    #[must_use]
    pub fn governance_in(&self, iso3: Iso3, year: i16) -> Option<&Governance> {
        let of_country = self.governance_of(iso3);
        of_country.get(of_country.partition_point(|of| Reverse(of.year) < Reverse(year)))
    }

    /// Returns the export controls that name a commodity, each with what it says of it. A control that names it twice
    /// stands twice.
    pub fn export_controls_on<'a>(
        &'a self,
        commodity: &'a CommodityId,
    ) -> impl Iterator<Item = (&'a ExportControl, &'a ControlledCommodity)> {
        self.context.export_controls.iter().flat_map(move |control| {
            control.commodities.iter().filter(|of| of.commodity == *commodity).map(move |of| (control, of))
        })
    }

    /// Returns the export controls of a country.
    pub fn export_controls_of(&self, iso3: Iso3) -> impl Iterator<Item = &ExportControl> {
        self.context.export_controls.iter().filter(move |control| control.country == iso3)
    }

    /// Returns the net import reliance of the United States on a commodity: several rows where its forms differ.
    pub fn import_reliance_of<'a>(&'a self, commodity: &'a CommodityId) -> impl Iterator<Item = &'a ImportReliance> {
        self.context.import_reliance.iter().filter(move |of| of.commodity.as_ref() == Some(commodity))
    }

    /// Returns where the imports of the United States of a commodity come from, the largest first, the others last.
    pub fn import_sources_of<'a>(&'a self, commodity: &'a CommodityId) -> impl Iterator<Item = &'a ImportSource> {
        self.context.import_sources.iter().filter(move |of| of.commodity.as_ref() == Some(commodity))
    }

    /// Returns the large changes of the figures that a question asks for, between the year before its own and its own.
    pub fn jumps_to<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Jump> {
        self.context.jumps.iter().filter(|jump| {
            jump.commodity == question.commodity
                && jump.form == question.form
                && jump.stage == question.stage
                && jump.to_year == question.year
        })
    }

    /// Returns the source of the governance of countries, for a citation.
    #[must_use]
    pub fn governance_source(&self) -> Option<&Source> {
        self.sources.iter().find(|source| source.id.as_str() == "wgi2024")
    }
}
