use crate::charts::wording::{NO_BREAK, quantity_in_sentence};
use crate::model::Unit;

/// How many steps of filling there are above zero.
pub const STEPS: usize = 5;

/// The shares at which a new step begins: fixed, so that maps can be compared, and close together where most countries are.
const SHARES: [f64; STEPS - 1] = [0.01, 0.05, 0.2, 0.5];

/// The steps of a map's legend above zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    /// The numbers at which a new step begins, ascending.
    breaks: Vec<f64>,
    /// What each step holds.
    pub texts: Vec<String>,
}

impl Steps {
    /// Returns the steps of shares.
    #[must_use]
    pub fn of_shares() -> Self {
        Self::new(SHARES.to_vec(), |share| format!("{:.0}{NO_BREAK}%", share * 100.0))
    }

    /// Returns the steps of quantities in a unit, as far apart as the numbers want it: each begins at 1, 2 or 5 times a
    /// power of ten, the uppermost at or below the largest number, and each is as many of these above the one before it,
    /// at most three, ten times as much.
    #[must_use]
    pub fn of_quantities(numbers: &[f64], unit: Unit) -> Self {
        let above_zero = || numbers.iter().copied().filter(|number| *number > 0.0 && number.is_finite());
        let (least, most) = above_zero().fold((f64::INFINITY, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        if most <= 0.0 {
            return Self::default();
        }
        let (bottom, top) = (rung_below(least), rung_below(most));
        let apart = ((top - bottom + 3) / 4).clamp(1, 3);
        let breaks = (0..4).rev().map(|down| rung(top - apart * down)).collect();
        Self::new(breaks, |number| quantity_in_sentence(number, unit))
    }

    fn new(breaks: Vec<f64>, text: impl Fn(f64) -> String) -> Self {
        let mut texts = Vec::with_capacity(breaks.len() + 1);
        let mut before: Option<String> = None;
        for &at in &breaks {
            let to = text(at);
            texts.push(match &before {
                None => format!("under {to}"),
                Some(from) => format!("{}–{to}", without_unit_of(from, &to)),
            });
            before = Some(to);
        }
        texts.extend(before.map(|from| format!("{from} and more")));
        Self { breaks, texts }
    }

    /// Returns the step that a number above zero belongs to, from 0 up.
    #[must_use]
    pub fn step(&self, number: f64) -> usize {
        // A share that was computed is a hair off the number that it is.
        const HAIR: f64 = 1e-9;
        self.breaks.iter().filter(|from| number >= **from * (1.0 - HAIR)).count()
    }
}

/// Returns a number without its unit where that of another one says it too.
fn without_unit_of<'a>(number: &'a str, other: &str) -> &'a str {
    let parts = |text: &'a str| text.split_once(NO_BREAK);
    match (parts(number), other.split_once(NO_BREAK)) {
        (Some((digits, unit)), Some((_, of_other))) if unit == of_other => digits,
        _ => number,
    }
}

/// Returns the number on a rung of the ladder 1, 2, 5, 10, 20, …, 1 being rung 0.
fn rung(place: i32) -> f64 {
    let factor = match place.rem_euclid(3) {
        0 => 1.0,
        1 => 2.0,
        _ => 5.0,
    };
    factor * 10.0_f64.powi(place.div_euclid(3))
}

/// Returns the highest rung at or below a number above zero.
fn rung_below(number: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "powers of ten of tonnes on Earth")]
    let decade = number.log10().floor() as i32;
    let mut place = decade * 3 + 3;
    while rung(place) > number * (1.0 + 1e-9) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fall_into_fixed_steps() {
        let steps = Steps::of_shares();
        assert_eq!(steps.texts, ["under 1\u{a0}%", "1–5\u{a0}%", "5–20\u{a0}%", "20–50\u{a0}%", "50\u{a0}% and more"]);
        let found = [1e-9, 0.0099, 0.01, 0.0499, 0.05, 0.2, 0.499, 0.5, 1.0].map(|share| steps.step(share));
        assert_eq!(found, [0, 0, 1, 1, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn quantities_fall_into_steps_of_1_2_5() {
        let steps = Steps::of_quantities(&[270_000.0, 51_000.0, 10.0, 0.0], Unit::Tonnes);
        assert_eq!(
            steps.texts,
            [
                "under 200\u{a0}t",
                "200–2,000\u{a0}t",
                "2,000–20,000\u{a0}t",
                "20,000–200,000\u{a0}t",
                "200,000\u{a0}t and more"
            ]
        );
        assert_eq!([10.0, 51_000.0, 200_000.0, 270_000.0].map(|of| steps.step(of)), [0, 3, 4, 4]);
        let close = Steps::of_quantities(&[30.0, 22.0, 11.0], Unit::Tonnes);
        assert_eq!(close.texts.len(), STEPS);
        assert_eq!([22.0, 11.0, 4.0, 2.5, 1.0].map(|of| close.step(of)), [4, 3, 1, 1, 0]);
        assert!(Steps::of_quantities(&[0.0], Unit::Tonnes).texts.is_empty());
    }
}
