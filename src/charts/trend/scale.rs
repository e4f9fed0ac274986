use crate::charts::wording::NO_BREAK;
use crate::model::{Unit, quantity_text, whole_text};

/// A value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// How values lie along it.
    pub mapping: Mapping,
    /// Where it begins, at the bottom: zero on most, above zero on a log scale, below the last rank on one of ranks.
    pub bottom: f64,
    /// Where it ends.
    pub top: f64,
    /// Its marks, from the bottom up.
    pub ticks: Vec<Tick>,
}

/// How values lie along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping {
    /// Each step is as much more.
    Linear,
    /// Each step is as many times as much.
    Log,
}

/// A mark of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub value: f64,
    /// What it says.
    pub text: String,
}

impl Tick {
    /// Returns whether it stands at a power of ten.
    #[must_use]
    pub fn is_power_of_ten(&self) -> bool {
        let power = self.value.log10();
        (power - power.round()).abs() < 1e-9
    }
}

impl Scale {
    /// Returns an axis from zero to `top`, on which each step is as much more.
    #[must_use]
    pub fn linear(top: f64, ticks: Vec<Tick>) -> Self {
        Self { mapping: Mapping::Linear, bottom: 0.0, top, ticks }
    }

    /// Returns an axis of ranks from 1, at the top, to `last`.
    #[must_use]
    pub fn of_ranks(last: f64) -> Self {
        let last = last.max(1.0);
        let step = if last <= MOST_RANKS { 1.0 } else { round_step(last / MOST_RANKS).max(5.0) };
        let mut ticks = vec![Tick { value: 1.0, text: whole_text(1.0) }];
        let mut value = if step > 1.0 { step } else { 2.0 };
        while value <= last {
            ticks.push(Tick { value, text: whole_text(value) });
            value += step;
        }
        ticks.reverse();
        Self { mapping: Mapping::Linear, bottom: last + 0.5, top: 0.5, ticks }
    }

    /// Returns a log axis that holds what is above zero from `least` to `largest`, and goes no further than `limit`.
    #[must_use]
    pub fn log(least: f64, largest: f64, limit: f64, text: impl Fn(f64) -> String) -> Self {
        let largest = if largest > 0.0 { largest } else { 1.0_f64.min(limit) };
        let least = if least > 0.0 { least.min(largest) } else { largest };
        let mut ends = LogStep::around(least, largest, &LogStep::COARSE);
        if ends.1.value() / ends.0.value() < NARROW {
            ends = LogStep::around(least, largest, &LogStep::FINE);
        }
        let (bottom, end) = ends;
        let mut steps = vec![bottom];
        while let Some(next) = steps.last().map(|step| step.after()).filter(|step| !step.is_above(end)) {
            steps.push(next);
        }
        let top = end.value().min(limit);
        let ticks = thinned(&steps).into_iter().map(LogStep::value).filter(|value| *value <= top * (1.0 + 1e-9));
        let ticks = ticks.map(|value| Tick { value, text: text(value) }).collect();
        Self { mapping: Mapping::Log, bottom: bottom.value(), top, ticks }
    }

    /// Returns whether a value has a place: zero and below have none on a log scale.
    #[must_use]
    pub fn has_place_for(&self, value: f64) -> bool {
        self.mapping == Mapping::Linear || value > 0.0
    }

    /// Returns where a value lies: 0 at the bottom of the axis, 1 at its top. What has no place on a log scale lies at its
    /// bottom, as the end of a band that begins at zero does.
    #[must_use]
    pub fn part(&self, value: f64) -> f64 {
        match self.mapping {
            Mapping::Linear => (value - self.bottom) / (self.top - self.bottom),
            Mapping::Log if value <= self.bottom => 0.0,
            Mapping::Log => (value / self.bottom).log10() / (self.top / self.bottom).log10(),
        }
    }

    /// Returns a round axis that holds `largest`, with four to six steps, and no further than `limit`.
    #[must_use]
    pub fn holding(largest: f64, limit: f64, text: impl Fn(f64) -> String) -> Self {
        let largest = if largest > 0.0 { largest.min(limit) } else { 1.0_f64.min(limit) };
        let step = round_step(largest / 5.0);
        let count = (largest / step - 1e-9).ceil().max(1.0);
        let top = (count * step).min(limit);
        let mut ticks = Vec::new();
        let mut number = 0.0;
        while number * step <= top * (1.0 + 1e-9) {
            ticks.push(Tick { value: number * step, text: text(number * step) });
            number += 1.0;
        }
        Self::linear(top, ticks)
    }
}

/// More ranks than so many are not all marked.
const MOST_RANKS: f64 = 12.0;

/// A log axis has about so many marks.
const MOST_LOG_MARKS: usize = 10;

/// A log axis whose end is less than so many times its beginning has finer steps.
const NARROW: f64 = 5.5;

/// Returns those of the steps of a log axis that are marked: all, or powers of ten, or every other of them and so on.
fn thinned(steps: &[LogStep]) -> Vec<LogStep> {
    if steps.len() <= MOST_LOG_MARKS {
        return steps.to_vec();
    }
    let decades: Vec<LogStep> = steps.iter().copied().filter(|step| step.digit == 0).collect();
    let each = decades.len().div_ceil(MOST_LOG_MARKS);
    decades.into_iter().step_by(each.max(1)).collect()
}

/// A round digit times a power of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
struct LogStep {
    digits: &'static [f64],
    /// The place of its digit among them.
    digit: usize,
    power: i32,
}

impl LogStep {
    const COARSE: [f64; 3] = [1.0, 2.0, 5.0];
    const FINE: [f64; 10] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];

    /// Returns the steps nearest around two values, at least one step apart: an axis of equal values has no length.
    fn around(least: f64, largest: f64, digits: &'static [f64]) -> (Self, Self) {
        let (mut bottom, top) = (Self::at_most(least, digits), Self::at_least(largest, digits));
        while !top.is_above(bottom) {
            bottom = bottom.before();
        }
        (bottom, top)
    }

    fn value(self) -> f64 {
        self.digits.get(self.digit).copied().unwrap_or(1.0) * 10.0_f64.powi(self.power)
    }

    fn is_above(self, other: Self) -> bool {
        (self.power, self.digit) > (other.power, other.digit)
    }

    /// Returns the largest one that is not above a value.
    fn at_most(value: f64, digits: &'static [f64]) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a power of ten of f64 is a small number")]
        let power = value.log10().floor() as i32;
        // One more than the logarithm says, as it may be rounded.
        let mut step = Self { digits, digit: 0, power: power + 1 };
        while step.value() > value * (1.0 + 1e-9) {
            step = step.before();
        }
        step
    }

    /// Returns the least one that is not below a value.
    fn at_least(value: f64, digits: &'static [f64]) -> Self {
        let step = Self::at_most(value, digits);
        if step.value() >= value * (1.0 - 1e-9) { step } else { step.after() }
    }

    fn after(self) -> Self {
        if self.digit + 1 < self.digits.len() {
            Self { digit: self.digit + 1, ..self }
        } else {
            Self { power: self.power + 1, digit: 0, ..self }
        }
    }

    fn before(self) -> Self {
        match self.digit.checked_sub(1) {
            Some(digit) => Self { digit, ..self },
            None => Self { power: self.power - 1, digit: self.digits.len().saturating_sub(1), ..self },
        }
    }
}

/// Returns a number as a mark of an axis says it, with the decimals that it needs.
pub(super) fn number_tick(value: f64) -> String {
    if value >= 1.0 && (value - value.round()).abs() < 1e-9 {
        return whole_text(value);
    }
    if value <= 0.0 {
        return whole_text(0.0);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count of decimals")]
    let decimals = (-(value * (1.0 + 1e-9)).log10().floor()).max(0.0) as usize + 1;
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns a share as a mark of a log axis says it, however small.
pub(super) fn small_share_tick(share: f64) -> String {
    format!("{}{NO_BREAK}%", number_tick(share * 100.0))
}

/// Returns a quantity as a mark of a log axis says it, however small.
pub(super) fn small_quantity_tick(value: f64, unit: Unit) -> String {
    let text = quantity_text(value, unit);
    let base = value * unit.factor();
    // Two decimals say no more of it.
    if base < 0.01 && value > 0.0 && unit != Unit::Kilograms {
        return format!("{} {}", number_tick(base), unit.base().symbol());
    }
    text
}

/// Returns the least of 1, 2, 2.5 and 5 times a power of ten that is not below `least`.
fn round_step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

/// Returns a share as a mark of an axis says it.
pub(super) fn share_tick(share: f64) -> String {
    let value = share * 100.0;
    let decimals = usize::from((value - value.round()).abs() > 1e-6);
    format!("{value:.decimals$}{NO_BREAK}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_round_and_holds_what_is_drawn() {
        let texts = |largest: f64, limit: f64| -> Vec<String> {
            Scale::holding(largest, limit, share_tick).ticks.into_iter().map(|tick| tick.text).collect()
        };
        let percents = |values: &[&str]| values.iter().map(|text| format!("{text}\u{a0}%")).collect::<Vec<_>>();
        assert_eq!(texts(1.0, 1.0), percents(&["0", "20", "40", "60", "80", "100"]));
        assert_eq!(texts(0.72, 1.0), percents(&["0", "20", "40", "60", "80"]));
        assert_eq!(texts(0.97, 1.0), percents(&["0", "20", "40", "60", "80", "100"]));
        assert_eq!(texts(0.11, 1.0), percents(&["0", "2.5", "5", "7.5", "10", "12.5"]));
        for largest in [1e-6, 0.013, 1.0, 37.0, 512.0, 98_765.0] {
            let scale = Scale::holding(largest, f64::INFINITY, |value| value.to_string());
            assert!(scale.top >= largest && scale.top <= largest * 1.7, "{largest}: {}", scale.top);
            assert!((4..=7).contains(&scale.ticks.len()), "{largest}: {}", scale.ticks.len());
        }
    }

    #[test]
    fn a_log_axis_holds_what_is_drawn_and_has_few_marks() {
        for (least, largest) in
            [(1e-6, 1e9), (1e-6, 2e-6), (0.002, 0.69), (3.0, 3.0), (1.0, 1000.0), (42.0, 97_000.0), (7e8, 1e9)]
        {
            let scale = Scale::log(least, largest, f64::INFINITY, number_tick);
            assert!(scale.bottom <= least * 1.000_001 && scale.top >= largest * 0.999_999, "{scale:?}");
            assert!(scale.bottom > least / 10.0 && scale.top < largest * 10.0, "{scale:?}");
            assert!((2..=11).contains(&scale.ticks.len()), "{scale:?}");
            let values: Vec<f64> = scale.ticks.iter().map(|tick| tick.value).collect();
            assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{scale:?}");
            let mut texts: Vec<&str> = scale.ticks.iter().map(|tick| tick.text.as_str()).collect();
            texts.dedup();
            assert_eq!(texts.len(), scale.ticks.len(), "{scale:?}");
            let parts: Vec<f64> =
                [scale.bottom, (scale.bottom * scale.top).sqrt(), scale.top].map(|at| scale.part(at)).to_vec();
            for (part, expected) in parts.into_iter().zip([0.0, 0.5, 1.0]) {
                assert!((part - expected).abs() < 1e-9, "{part} is not {expected} of {scale:?}");
            }
        }
        let texts = |least, largest, limit| -> Vec<String> {
            Scale::log(least, largest, limit, number_tick).ticks.into_iter().map(|tick| tick.text).collect()
        };
        assert_eq!(texts(3.0, 150.0, f64::INFINITY), ["2", "5", "10", "20", "50", "100", "200"]);
        assert_eq!(texts(85.6, 170.0, f64::INFINITY), ["80", "100", "120", "150", "200"], "finer where it is narrow");
        assert_eq!(texts(0.0006, 0.8, 1.0), ["0.001", "0.01", "0.1", "1"]);
        let wide = ["0.000001", "0.0001", "0.01", "1", "100", "10,000", "1,000,000", "100,000,000"];
        assert_eq!(texts(1e-6, 1e9, f64::INFINITY), wide);
    }

    #[test]
    fn a_log_axis_of_shares_ends_at_the_whole() {
        let scale = Scale::log(0.0004, 0.97, 1.0, small_share_tick);
        assert!((scale.top - 1.0).abs() < 1e-12 && (scale.bottom - 0.0002).abs() < 1e-12, "{scale:?}");
        let texts: Vec<&str> = scale.ticks.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(texts, ["0.1\u{a0}%", "1\u{a0}%", "10\u{a0}%", "100\u{a0}%"]);
        assert!(!scale.has_place_for(0.0) && scale.has_place_for(1e-9));
        assert!(scale.part(0.0).abs() < 1e-12, "a band that begins at zero ends at the axis");
    }

    #[test]
    fn small_marks_say_what_they_are() {
        assert_eq!(small_quantity_tick(0.002, Unit::Tonnes), "0.002 t");
        assert_eq!(small_quantity_tick(2e6, Unit::Tonnes), "2 million t");
        assert_eq!(small_share_tick(2e-7), "0.00002\u{a0}%");
        assert_eq!(small_share_tick(0.5), "50\u{a0}%");
        assert_eq!(
            (number_tick(0.0), number_tick(62.5), number_tick(2500.0)),
            ("0".into(), "62.5".into(), "2,500".into())
        );
    }

    #[test]
    fn the_first_rank_is_on_top() {
        let scale = Scale::of_ranks(4.0);
        let texts: Vec<&str> = scale.ticks.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(texts, ["4", "3", "2", "1"]);
        assert!((scale.part(1.0) - 0.875).abs() < 1e-12 && (scale.part(4.0) - 0.125).abs() < 1e-12);
        let many: Vec<f64> = Scale::of_ranks(23.0).ticks.into_iter().map(|tick| tick.value).collect();
        assert_eq!(many, [20.0, 15.0, 10.0, 5.0, 1.0]);
        assert_eq!(Scale::of_ranks(0.0).ticks.len(), 1);
    }

    #[test]
    fn an_axis_of_nothing_is_still_an_axis() {
        assert!(Scale::holding(0.0, f64::INFINITY, |value| value.to_string()).top > 0.0);
    }
}
