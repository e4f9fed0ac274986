use crate::charts::{ChartKind, Choices, choice};

use super::options::{Measure, Shape, TrendOptions};

choice! {
    /// As what figures are shown.
    As: "as", "As" {
        /// As they are.
        Values: "value", "Values", "Shares or quantities as they are";
        /// As a hundred times their part of the first one.
        Index: "index", "Index", "Each one’s first year above zero = 100: who grew, and how much";
        /// As places among all named suppliers.
        Rank: "rank", "Rank", "Who was the largest supplier, the second, and so on, in each year";
    }
}

choice! {
    /// How values lie along the axis.
    AxisScale: "scale", "Scale" {
        /// Each step is as much more.
        Linear: "linear", "Linear", "Each step is as much more: lengths compare";
        /// Each step is as many times as much.
        Log: "log", "Log", "Each step is as many times as much: small suppliers are told apart, equal slopes are equal growth";
    }
}

choice! {
    /// Whether the years say when members joined and left.
    BlocEvents: "events", "Bloc events" {
        /// They don't.
        Hidden: "hidden", "Hidden", "Years alone";
        /// They do.
        Shown: "shown", "Shown", "When members joined or left the blocs that are on, below the years";
    }
}

/// All that can be chosen of a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendForm {
    /// Shares or quantities, of whom, and how they are drawn.
    pub options: TrendOptions,
    /// As what figures are shown.
    pub shown_as: As,
    /// How values lie along the axis.
    pub scale: AxisScale,
    /// Whether the years say when members joined and left.
    pub events: BlocEvents,
}

impl From<TrendOptions> for TrendForm {
    fn from(options: TrendOptions) -> Self {
        Self { options, shown_as: As::Values, scale: AxisScale::Linear, events: BlocEvents::Hidden }
    }
}

impl TrendForm {
    /// Returns what was chosen.
    #[must_use]
    pub fn chosen(options: TrendOptions, choices: &Choices) -> Self {
        Self {
            options,
            shown_as: choices.of::<As>(ChartKind::Trend),
            scale: choices.of::<AxisScale>(ChartKind::Trend),
            events: choices.of::<BlocEvents>(ChartKind::Trend),
        }
    }

    /// Returns what can be drawn of it: what only values have gives way to what figures are shown as.
    pub(super) fn drawn(self) -> Self {
        let shape = if self.shown_as == As::Values { self.options.shape } else { Shape::Lines };
        // Places are the same by share and by quantity.
        let measure = if self.shown_as == As::Rank { Measure::Share } else { self.options.measure };
        let is_linear = self.shown_as == As::Rank || shape == Shape::Stacked;
        let scale = if is_linear { AxisScale::Linear } else { self.scale };
        Self { options: TrendOptions { measure, shape, ..self.options }, scale, ..self }
    }

    /// Says what was chosen and can't be drawn, and why.
    pub(super) fn given_way(self) -> Vec<String> {
        let (drawn, mut notes) = (self.drawn(), Vec::new());
        if drawn.options.shape != self.options.shape {
            notes.push(
                match self.shown_as {
                    As::Rank => "Ranks are drawn as lines: they don’t add up",
                    _ => "An index is drawn as lines: indices don’t add up",
                }
                .to_owned(),
            );
        }
        if drawn.scale != self.scale {
            notes.push(
                match self.shown_as {
                    As::Rank => "Ranks have no log scale",
                    _ => "The scale is linear: areas on top of each other have no log scale",
                }
                .to_owned(),
            );
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_gives_way_and_says_so() {
        let stacked = TrendOptions { shape: Shape::Stacked, measure: Measure::Quantity, ..TrendOptions::default() };
        let form = TrendForm { scale: AxisScale::Log, ..stacked.into() };
        assert_eq!(form.drawn(), stacked.into());
        assert_eq!(form.given_way().len(), 1);
        let index = TrendForm { shown_as: As::Index, ..form };
        assert_eq!((index.drawn().options.shape, index.drawn().scale), (Shape::Lines, AxisScale::Log));
        assert_eq!(index.given_way(), ["An index is drawn as lines: indices don’t add up"]);
        let rank = TrendForm { shown_as: As::Rank, ..form };
        assert_eq!((rank.drawn().options.measure, rank.drawn().scale), (Measure::Share, AxisScale::Linear));
        assert_eq!(rank.given_way().len(), 2);
        assert!(TrendForm::from(stacked).given_way().is_empty());
    }
}
