//! Which theme a picture has and which series a mark belongs to: the colours' names, not the colours.

use serde::{Deserialize, Serialize};

use crate::data::Dataset;
use crate::model::BlocId;

/// Light, dark or for paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark marks on white: the usual one, and the better one on a projector.
    #[default]
    Light,
    /// Light marks on near-black.
    Dark,
    /// Black on white, blocs told apart by patterns: for paper and copiers. Pictures have it, the window does not.
    Print,
}

impl Theme {
    /// All themes, those of the window first.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];
    /// The themes of the window.
    pub const OF_WINDOW: [Self; 2] = [Self::Light, Self::Dark];

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }

    /// Returns its name as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Print => "Print",
        }
    }

    /// Returns the theme that the window has for this one.
    #[must_use]
    pub fn of_window(self) -> Self {
        match self {
            Self::Light | Self::Print => Self::Light,
            Self::Dark => Self::Dark,
        }
    }

    /// Returns whether series are told apart by patterns and not by colours.
    #[must_use]
    pub fn has_patterns(self) -> bool {
        self == Self::Print
    }
}

/// How many blocs have a colour of their own at once.
pub const BLOC_COLOURS: usize = 7;

/// What the colours of blocs are called, for those who don't see them.
pub const BLOC_COLOUR_NAMES: [&str; BLOC_COLOURS] = ["orange", "blue", "green", "purple", "ochre", "sky blue", "brown"];

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// A supplier in a switched-on bloc: the bloc's place among the colours, 0 to [`BLOC_COLOURS`] − 1.
    Bloc(usize),
    /// The same with stripes: for a bloc that is on while all colours are taken.
    StripedBloc(usize),
    /// A supplier in none of them.
    NonMember,
    /// What is not attributed to a country.
    Residual,
    /// What stands beside the bars: hatched, without a colour.
    Beside,
    /// What is not marked, where something is: only a window has it.
    Faded,
}

/// Returns the colour place of a bloc by itself: the one that a person gave it, or its order among all, so that it keeps
/// its colour across toggles.
#[must_use]
pub fn home_slot(dataset: &Dataset, bloc: &BlocId) -> usize {
    if let Some(slot) = dataset.slot(bloc) {
        return usize::from(slot) % BLOC_COLOURS;
    }
    dataset.blocs().iter().position(|known| known.id == *bloc).unwrap_or(0) % BLOC_COLOURS
}

/// Returns the series of each switched-on bloc: its own colour, the next free one when an earlier bloc has it, or its own
/// with stripes when none is free.
#[must_use]
pub fn bloc_slots(dataset: &Dataset, active: &[BlocId]) -> Vec<(BlocId, Series)> {
    let mut taken = [false; BLOC_COLOURS];
    active
        .iter()
        .map(|bloc| {
            let home = home_slot(dataset, bloc);
            let mut slots = (0..BLOC_COLOURS).map(|step| (home + step) % BLOC_COLOURS);
            let Some(free) = slots.find(|slot| taken.get(*slot) == Some(&false)) else {
                return (bloc.clone(), Series::StripedBloc(home));
            };
            if let Some(slot) = taken.get_mut(free) {
                *slot = true;
            }
            (bloc.clone(), Series::Bloc(free))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;

    #[test]
    fn a_bloc_keeps_its_colour_until_another_has_it_and_then_gets_stripes() {
        let dataset = embedded().unwrap();
        let ids: Vec<BlocId> = dataset.blocs().iter().map(|bloc| bloc.id.clone()).collect();
        let alone = |index: usize| bloc_slots(&dataset, &ids[index..=index])[0].1;
        assert_eq!(alone(0), Series::Bloc(0));
        assert_eq!(alone(3), Series::Bloc(3));
        assert_eq!(alone(BLOC_COLOURS), Series::Bloc(0), "by itself it has the colour it shares with the first");
        let two = bloc_slots(&dataset, &[ids[0].clone(), ids[BLOC_COLOURS].clone()]);
        assert_eq!((two[0].1, two[1].1), (Series::Bloc(0), Series::Bloc(1)), "together they differ");
        let eight = bloc_slots(&dataset, &ids[..=BLOC_COLOURS]);
        assert_eq!(eight[BLOC_COLOURS].1, Series::StripedBloc(0));
        let different: std::collections::BTreeSet<Series> = eight.iter().map(|(_, series)| *series).collect();
        assert_eq!(different.len(), eight.len());
    }
}
