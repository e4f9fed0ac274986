//! The steps in which cells are coloured.

use crate::charts::wording::NO_BREAK;
use crate::model::whole_text;

use super::Measure;

/// Steps that suit what most countries have little of and one or two have much of: narrow ones at the small end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Where the second step and each further one begins.
    bounds: [f64; Scale::STEPS - 1],
    is_share: bool,
}

impl Scale {
    /// How many steps there are.
    pub const STEPS: usize = crate::charts::style::STEPS;

    /// Returns the scale of a measure. Both name what is spoken of elsewhere: 30 and 50 %, and the 100 points from which
    /// the United States Merger Guidelines of December 2023 (guideline 1) speak of a significant increase.
    #[must_use]
    pub fn of(measure: Measure) -> Self {
        match measure {
            Measure::Share | Measure::Lost => Self { bounds: [0.01, 0.05, 0.15, 0.30, 0.50, 0.75], is_share: true },
            Measure::Change => Self { bounds: [10.0, 50.0, 100.0, 250.0, 500.0, 1000.0], is_share: false },
        }
    }

    /// Returns the step of a value, from 0; nothing for what is not above zero.
    #[must_use]
    pub fn step(&self, value: f64) -> Option<usize> {
        (value > 0.0).then(|| self.bounds.iter().filter(|bound| value >= **bound).count())
    }

    /// Returns what stands beside the colour of each step, from the smallest.
    #[must_use]
    pub fn labels(&self) -> [String; Self::STEPS] {
        let number = |bound: f64| if self.is_share { whole_text(bound * 100.0) } else { whole_text(bound) };
        std::array::from_fn(|step| {
            let begin = step.checked_sub(1).and_then(|place| self.bounds.get(place));
            let label = match (begin, self.bounds.get(step)) {
                (None, Some(end)) => format!("under {}", number(*end)),
                (Some(begin), Some(end)) => format!("{}–{}", number(*begin), number(*end)),
                (Some(begin), None) => format!("{} and more", number(*begin)),
                (None, None) => String::new(),
            };
            let unit = if self.is_share && step + 1 == Self::STEPS { format!("{NO_BREAK}%") } else { String::new() };
            label.replace(" and more", &format!("{unit} and more"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_falls_into_the_step_that_names_it() {
        let scale = Scale::of(Measure::Share);
        let labels = scale.labels();
        let named = |value: f64| scale.step(value).map(|step| labels[step].as_str());
        assert_eq!(named(0.0), None);
        assert_eq!(named(-0.01), None);
        assert_eq!(named(0.0099), Some("under 1"));
        assert_eq!(named(0.01), Some("1–5"));
        assert_eq!(named(0.6935), Some("50–75"));
        assert_eq!(named(1.0), Some("75\u{a0}% and more"));
        let change = Scale::of(Measure::Change);
        assert_eq!(change.step(1000.0).map(|step| change.labels()[step].clone()), Some("1,000 and more".to_owned()));
    }
}
