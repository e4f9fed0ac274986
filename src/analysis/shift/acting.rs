use crate::analysis::members;
use crate::data::Dataset;
use crate::model::{BlocId, Iso3, Overlap, Question};

/// Blocs that act, with every country's part in each of them at its place.
#[derive(Debug, Clone)]
pub struct Acting {
    blocs: Vec<ActingBloc>,
    /// What part of a country counts in any of them, 0 or 1, by its place.
    counted: Vec<f64>,
    /// 1 for members of any of them, wherever they count, by place.
    is_member: Vec<f64>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct ActingBloc {
    /// What part of a country counts in it, 0 to 1, by its place.
    parts: Vec<f64>,
    /// Its members, a bit for each place.
    members: Vec<u64>,
    /// How many members have a place.
    count: u32,
    /// How many have none: no table ever named them.
    unplaced: usize,
}

impl Acting {
    pub(super) fn of(
        dataset: &Dataset,
        question: &Question,
        blocs: &[BlocId],
        overlap: Overlap,
        countries: &[Iso3],
    ) -> Self {
        let words = countries.len().div_ceil(64);
        let mut acting: Vec<(&BlocId, ActingBloc)> = Vec::with_capacity(blocs.len());
        for id in blocs {
            if dataset.bloc(id).is_none() || acting.iter().any(|(known, _)| *known == id) {
                continue;
            }
            let mut bloc = ActingBloc { parts: Vec::new(), members: vec![0; words], count: 0, unplaced: 0 };
            for iso3 in members(dataset, id, question.as_of, question.confidence).countries.keys() {
                match countries.binary_search(iso3) {
                    Ok(place) => bloc.insert(place),
                    Err(_) => bloc.unplaced += 1,
                }
            }
            acting.push((id, bloc));
        }
        let mut blocs: Vec<ActingBloc> = acting.into_iter().map(|(_, bloc)| bloc).collect();
        let all: Vec<Vec<f64>> = (0..countries.len()).map(|place| parts_at(&blocs, place, overlap)).collect();
        for (index, bloc) in blocs.iter_mut().enumerate() {
            bloc.parts = all.iter().map(|parts| parts.get(index).copied().unwrap_or(0.0)).collect();
        }
        Self {
            counted: all.iter().map(|parts| parts.iter().sum::<f64>().min(1.0)).collect(),
            is_member: (0..countries.len())
                .map(|place| if blocs.iter().any(|bloc| bloc.has(place)) { 1.0 } else { 0.0 })
                .collect(),
            blocs,
        }
    }

    /// Returns how many countries are members, at least in one of the blocs.
    #[must_use]
    pub fn member_count(&self) -> usize {
        let unplaced = self.blocs.iter().map(|bloc| bloc.unplaced).sum::<usize>();
        self.is_member.iter().filter(|part| **part > 0.0).count() + unplaced
    }

    pub(super) fn blocs(&self) -> &[ActingBloc] {
        &self.blocs
    }

    /// Returns what part of a country counts in any of the blocs: 0 or 1.
    pub(super) fn counted(&self, country: u16) -> f64 {
        at(&self.counted, country)
    }

    /// Returns whether a country is a member of any bloc, wherever it counts.
    pub(super) fn is_member(&self, country: u16) -> bool {
        at(&self.is_member, country) > 0.0
    }
}

impl ActingBloc {
    fn insert(&mut self, place: usize) {
        if let Some(word) = self.members.get_mut(place / 64) {
            *word |= 1 << (place % 64);
            self.count += 1;
        }
    }

    fn has(&self, place: usize) -> bool {
        self.members.get(place / 64).is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// Returns what part of a country counts in it, 0 to 1.
    pub(super) fn part(&self, country: u16) -> f64 {
        at(&self.parts, country)
    }

    /// Returns whether some of its members are none of these countries.
    pub(super) fn has_others_than(&self, countries: impl Iterator<Item = u16>) -> bool {
        if self.unplaced > 0 {
            return true;
        }
        let mut named = 0;
        for country in countries {
            named += u32::from(self.has(usize::from(country)));
        }
        named < self.count
    }
}

fn at(column: &[f64], country: u16) -> f64 {
    column.get(usize::from(country)).copied().unwrap_or(0.0)
}

/// Returns the part of the country at a place in each bloc, under an overlap rule.
fn parts_at(blocs: &[ActingBloc], place: usize, overlap: Overlap) -> Vec<f64> {
    let having = blocs.iter().filter(|bloc| bloc.has(place)).count();
    let first = blocs.iter().position(|bloc| bloc.has(place));
    #[expect(clippy::cast_precision_loss, reason = "a handful of blocs")]
    let equal = 1.0 / having.max(1) as f64;
    let part = |(index, bloc): (usize, &ActingBloc)| match overlap {
        _ if !bloc.has(place) => 0.0,
        _ if having == 1 => 1.0,
        Overlap::First if first == Some(index) => 1.0,
        Overlap::Split => equal,
        Overlap::First | Overlap::Contested => 0.0,
    };
    blocs.iter().enumerate().map(part).collect()
}
