use crate::model::{Stage, Unit};

/// Years that figures can be of.
pub(in crate::data::open) const YEARS: std::ops::RangeInclusive<i16> = 1500..=2100;

/// Where a figure belongs: country and mineral as [`Codes`](super::codes::Codes) gives them out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data::open) struct Place {
    pub(in crate::data::open) country: u32,
    pub(in crate::data::open) mineral: u32,
    pub(in crate::data::open) stage: Stage,
    /// Within [`YEARS`].
    pub(in crate::data::open) year: i16,
    pub(in crate::data::open) unit: Unit,
}

/// The units in the order of their numbers in a [`Key`].
const UNITS: [Unit; 9] = [
    Unit::Kilograms,
    Unit::Tonnes,
    Unit::ThousandTonnes,
    Unit::MillionTonnes,
    Unit::ThousandDryTonnes,
    Unit::ThousandCarats,
    Unit::MillionCarats,
    Unit::MillionLitres,
    Unit::MillionCubicMetres,
];

/// A place as one number: by mineral, stage, year, country and unit, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u64);

const UNIT_BITS: u32 = 5;
const COUNTRY_BITS: u32 = 20;
const YEAR_BITS: u32 = 10;
const STAGE_BITS: u32 = 3;

impl Place {
    /// Returns the place as one number.
    #[inline]
    pub(super) fn key(self) -> Key {
        let year = u64::from(self.year.saturating_sub(*YEARS.start()).unsigned_abs());
        let mut key = u64::from(self.mineral);
        key = (key << STAGE_BITS) | stage_number(self.stage);
        key = (key << YEAR_BITS) | year;
        key = (key << COUNTRY_BITS) | u64::from(self.country);
        Key((key << UNIT_BITS) | unit_number(self.unit))
    }
}

impl Key {
    /// Returns the place.
    pub(super) fn place(self) -> Place {
        let mut rest = self.0;
        let mut low = |bits: u32| {
            let part = rest & ((1 << bits) - 1);
            rest >>= bits;
            usize::try_from(part).unwrap_or_default()
        };
        let unit = UNITS.get(low(UNIT_BITS)).copied().unwrap_or(Unit::Tonnes);
        let country = u32::try_from(low(COUNTRY_BITS)).unwrap_or_default();
        let year = i16::try_from(low(YEAR_BITS)).unwrap_or_default() + *YEARS.start();
        let stage = Stage::ALL.get(low(STAGE_BITS)).copied().unwrap_or(Stage::Production);
        Place { country, mineral: u32::try_from(rest).unwrap_or_default(), stage, year, unit }
    }

    /// Returns which of so many parts the place is in.
    #[inline]
    pub(super) fn part(self, parts: usize) -> usize {
        // Fibonacci hashing: the highest bits of the product depend on all bits of the key.
        let mixed = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
        usize::try_from(mixed).unwrap_or_default() % parts.max(1)
    }

    /// Returns the same for whatever unit.
    pub(super) fn without_unit(self) -> Self {
        Self(self.0 >> UNIT_BITS << UNIT_BITS)
    }
}

fn stage_number(stage: Stage) -> u64 {
    match stage {
        Stage::Reserves => 0,
        Stage::Mine => 1,
        Stage::Smelter => 2,
        Stage::Refinery => 3,
        Stage::Production => 4,
        Stage::Capacity => 5,
    }
}

/// Returns where a unit stands in [`UNITS`].
fn unit_number(unit: Unit) -> u64 {
    match unit {
        Unit::Kilograms => 0,
        Unit::Tonnes => 1,
        Unit::ThousandTonnes => 2,
        Unit::MillionTonnes => 3,
        Unit::ThousandDryTonnes => 4,
        Unit::ThousandCarats => 5,
        Unit::MillionCarats => 6,
        Unit::MillionLitres => 7,
        Unit::MillionCubicMetres => 8,
    }
}

/// What the plain numbers of a place come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    high: f64,
    /// What was lost in rounding `high`, so that the order in which threads meet the rows does not show.
    low: f64,
    first: f64,
    /// The number of the first row, and in the low bits how many rows there are.
    row_and_rows: u64,
}

const ROWS_BITS: u32 = 24;
const MOST_ROWS: u64 = (1 << ROWS_BITS) - 1;

impl Sum {
    /// Returns the sum of one number.
    #[inline]
    pub(super) fn of(value: f64, row: u64) -> Self {
        Self { high: value, low: 0.0, first: value, row_and_rows: (row << ROWS_BITS) | 1 }
    }

    /// Adds another.
    #[inline]
    pub(super) fn add(&mut self, other: Self) {
        let high = self.high + other.high;
        let of_other = high - self.high;
        self.low += (self.high - (high - of_other)) + (other.high - of_other) + other.low;
        self.high = high;
        let rows = self.rows().saturating_add(other.rows()).min(MOST_ROWS);
        let row = if other.row() < self.row() {
            self.first = other.first;
            other.row()
        } else {
            self.row()
        };
        self.row_and_rows = (row << ROWS_BITS) | rows;
    }

    /// Returns the sum.
    pub(super) fn total(&self) -> f64 {
        self.high + self.low
    }

    /// Returns the number of the first row.
    pub(super) fn first(&self) -> f64 {
        self.first
    }

    /// Returns which row is the first.
    pub(super) fn row(&self) -> u64 {
        self.row_and_rows >> ROWS_BITS
    }

    /// Returns how many rows there are, as far as they can be counted here.
    pub(super) fn rows(&self) -> u64 {
        self.row_and_rows & MOST_ROWS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_number_and_back() {
        for (index, unit) in UNITS.into_iter().enumerate() {
            assert_eq!(unit_number(unit), u64::try_from(index).unwrap());
            for (index, stage) in Stage::ALL.into_iter().enumerate() {
                assert_eq!(stage_number(stage), u64::try_from(index).unwrap());
                for (country, mineral, year) in [(0, 0, 1500), (299, 19_999, 2100), (7, 1, 2024)] {
                    let place = Place { country, mineral, stage, year, unit };
                    assert_eq!(place.key().place(), place);
                }
            }
        }
    }

    #[test]
    fn sums_do_not_depend_on_the_order() {
        let values = [0.1, 1e15, 0.2, -1e15, 0.3, 7.0, 1e-9];
        let total = |order: &[usize]| {
            let mut sum = Sum::of(values[order[0]], u64::try_from(order[0]).unwrap());
            for index in &order[1..] {
                sum.add(Sum::of(values[*index], u64::try_from(*index).unwrap()));
            }
            (sum.total(), sum.first(), sum.row(), sum.rows())
        };
        let one = total(&[0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(one, total(&[6, 5, 4, 3, 2, 1, 0]));
        assert_eq!(one, total(&[3, 0, 6, 1, 5, 2, 4]));
        assert_eq!((one.1, one.2, one.3), (0.1, 0, 7));
    }
}
