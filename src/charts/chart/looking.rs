use crate::model::{BlocId, CommodityId, Iso3};

use super::{Belonging, Emphasis};

/// What a person stands in and has marked while they look at a chart in a window. Nothing of it reaches a picture in a
/// file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looking {
    /// The year that the question is about.
    pub year: Option<i16>,
    /// What is emphasised in every view.
    pub marked: Option<Marked>,
    /// Who belongs to it.
    pub belonging: Belonging,
}

impl Looking {
    /// Returns what stands out in the chart.
    #[must_use]
    pub fn emphasis(&self) -> Emphasis<'_> {
        let Belonging { members, blocs, .. } = &self.belonging;
        self.marked.as_ref().map(|marked| Emphasis::new(marked, members, blocs)).unwrap_or_default()
    }

    /// Returns what stands out in what is shown of the question beside it.
    #[must_use]
    pub fn emphasis_beside(&self) -> Emphasis<'_> {
        let Belonging { members_beside, blocs, .. } = &self.belonging;
        self.marked.as_ref().map(|marked| Emphasis::new(marked, members_beside, blocs)).unwrap_or_default()
    }
}

/// What a person marked, to find it again in every view.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marked {
    /// A country.
    Country(Iso3),
    /// A bloc.
    Bloc(BlocId),
}

/// What a person clicked in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clicked {
    /// A year.
    Year(i16),
    /// A mineral.
    Mineral(CommodityId),
    /// A bloc that is to be switched on or off.
    Bloc(BlocId),
    /// A country or a bloc that is to be emphasised, or no longer.
    Mark(Marked),
}
