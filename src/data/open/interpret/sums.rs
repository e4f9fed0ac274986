use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::place::{Key, Sum};

/// Parts that the places are in: of a table with a million of them, one part still fits a processor's own memory.
const PARTS: usize = 64;

/// Figures that wait for their part at most.
const WAITING: usize = 2_048;

/// What the plain numbers of each place come to.
///
/// In a large table each figure belongs somewhere else, and to fetch its place from main memory takes longer than all
/// else. So figures wait by parts of the places, and are added to a part when there are many for it.
pub(super) struct Sums(Vec<Part>);

struct Part {
    sums: HashMap<Key, Sum, FixedState>,
    waiting: Vec<(Key, f64, u64)>,
}

impl Sums {
    /// Returns one with nothing in it.
    pub(super) fn new() -> Self {
        let part = || Part { sums: HashMap::with_hasher(FixedState::default()), waiting: Vec::new() };
        Self(std::iter::repeat_with(part).take(PARTS).collect())
    }

    /// Adds the number of a row to a place.
    #[inline]
    pub(super) fn add(&mut self, key: Key, value: f64, row: u64) {
        let Some(part) = self.0.get_mut(key.part(PARTS)) else { return };
        part.waiting.push((key, value, row));
        if part.waiting.len() >= WAITING {
            part.settle();
        }
    }

    /// Adds what waits.
    pub(super) fn settle(&mut self) {
        self.0.iter_mut().for_each(Part::settle);
    }

    /// Returns how many places there are, but for those that wait.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|part| part.sums.len()).sum()
    }

    /// Adds those of other rows.
    pub(super) fn merge(&mut self, other: Self) {
        for (part, mut other) in self.0.iter_mut().zip(other.0) {
            part.settle();
            other.settle();
            if other.sums.len() > part.sums.len() {
                std::mem::swap(&mut part.sums, &mut other.sums);
            }
            other.sums.into_iter().for_each(|(key, sum)| {
                part.sums.entry(key).and_modify(|before| before.add(sum)).or_insert(sum);
            });
        }
    }

    /// Returns them by place.
    pub(super) fn sorted(mut self) -> Vec<(Key, Sum)> {
        self.settle();
        let mut sorted = Vec::with_capacity(self.len());
        for part in self.0 {
            sorted.extend(part.sums);
        }
        sorted.sort_unstable_by_key(|(key, _)| *key);
        sorted
    }
}

impl Part {
    fn settle(&mut self) {
        for (key, value, row) in self.waiting.drain(..) {
            let sum = Sum::of(value, row);
            self.sums.entry(key).and_modify(|before| before.add(sum)).or_insert(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::Place;
    use super::*;
    use crate::model::{Stage, Unit};

    #[test]
    fn sums_are_those_of_all_figures_however_they_were_joined() {
        let key = |country: u32| {
            Place { country, mineral: country % 7, stage: Stage::Mine, year: 2024, unit: Unit::Tonnes }.key()
        };
        let (mut one, mut other) = (Sums::new(), Sums::new());
        let places = 5_000_u32;
        for row in 0..60_000_u32 {
            let sums = if row % 3 == 0 { &mut one } else { &mut other };
            sums.add(key(row % places), f64::from(row), u64::from(row));
        }
        one.merge(other);
        one.settle();
        assert_eq!(one.len(), 5_000);
        let sorted = one.sorted();
        assert!(sorted.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (key, sum) in sorted {
            let country = key.place().country;
            let total = (0..12).map(|turn| f64::from(country + turn * places)).sum::<f64>();
            assert!((sum.total() - total).abs() < 1e-9 && sum.rows() == 12 && sum.row() == u64::from(country));
        }
    }
}
