use crate::charts::wording::NO_BREAK;

/// A value axis that begins at zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Where it ends.
    pub top: f64,
    /// Its marks, from zero up.
    pub ticks: Vec<Tick>,
}

/// A mark of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub value: f64,
    /// What it says.
    pub text: String,
}

impl Scale {
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
        Self { top, ticks }
    }
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
    fn an_axis_of_nothing_is_still_an_axis() {
        assert!(Scale::holding(0.0, f64::INFINITY, |value| value.to_string()).top > 0.0);
    }
}
