use crate::model::Iso3;

use super::{Concentration, ShareInterval, Span};

/// What follows from what is supposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What `share` and `quantity` are of.
    pub kind: ScenarioKind,
    /// Share of the whole as published that is lost or covered.
    pub share: ShareInterval,
    /// The same as a quantity, in the figures' unit.
    pub quantity: Span,
    /// For what is covered: its concentration with each bloc as one supplier.
    pub as_blocs: Option<Concentration>,
    /// What is left of countries' rows, in the publisher's order; those of which nothing is left are not among them.
    pub left: Vec<LeftShare>,
    /// Who would have to grow by how much to fill what is lost; nothing where nothing is.
    pub gap: Option<Gap>,
}

impl Scenario {
    /// Returns what is left of a country's row.
    #[must_use]
    pub fn left_of(&self, iso3: Iso3) -> Option<&LeftShare> {
        self.left.iter().find(|left| left.iso3 == iso3)
    }

    /// Returns what a country would have to do to fill the gap.
    #[must_use]
    pub fn filler(&self, iso3: Iso3) -> Option<&GapFiller> {
        self.gap.as_ref()?.suppliers.iter().find(|filler| filler.iso3 == iso3)
    }
}

/// What a scenario is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScenarioKind {
    /// What nobody sells any more.
    Lost,
    /// What those sell who are bought from alone.
    Covered,
}

/// What is left of a country's row.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftShare {
    /// The country.
    pub iso3: Iso3,
    /// How much, in the figures' unit.
    pub quantity: Span,
    /// Its share of what is left in all.
    pub share: ShareInterval,
}

/// Who would have to grow by how much to fill what is lost.
///
/// Named suppliers alone are asked, and of these none that is limited: with L lost and R what they sell, each grows by
/// L / R of what it sells, or one of them alone sells 1 + L / rᵢ times as much. Where nothing is limited and all are named,
/// L / R is L / (1 − L) of shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// By what part of what it sells each would grow; nothing where no supplier is left that could.
    pub growth: Option<Span>,
    /// Those who would grow, largest first.
    pub suppliers: Vec<GapFiller>,
}

/// What one supplier would have to do to fill the gap.
#[derive(Debug, Clone, PartialEq)]
pub struct GapFiller {
    /// The country.
    pub iso3: Iso3,
    /// Its name.
    pub name: String,
    /// How much more it would sell where all grow by the same part, in the figures' unit.
    pub more: Span,
    /// How many times as much it would sell where it grows alone.
    pub factor: Span,
}
