use crate::analysis::{Figures, Span, TrendYear};
use crate::model::{Bound, whole_text};

use super::index::words_of_none;
use super::series::{Reader, Reading, SeriesKey, TrendPoint};

/// A named supplier among which others have their place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    pub(super) key: SeriesKey,
    pub(super) quantity: Span,
}

/// The place of a supplier: 1 for the largest. Equals share the better place, and the next ones are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    /// The place by the numbers used.
    pub(super) place: usize,
    /// The best and the worst place that numbers known by their ends alone leave open.
    pub(super) ends: (usize, usize),
    /// Whether others have the same.
    pub(super) is_tied: bool,
}

/// Sums of the same parts differ by so much of themselves.
const ROUNDING: f64 = 1e-9;

impl Rank {
    /// Returns the place of a supplier among all; nothing where it is none of them.
    pub(super) fn of(key: &SeriesKey, standings: &[Standing]) -> Option<Self> {
        let own = standings.iter().find(|standing| standing.key == *key)?.quantity;
        let others = || standings.iter().filter(|standing| standing.key != *key).map(|standing| standing.quantity);
        let is_more = |one: f64, other: f64| one > other * (1.0 + ROUNDING);
        let before = |found: usize| found + 1;
        Some(Self {
            place: before(others().filter(|other| is_more(other.value, own.value)).count()),
            ends: (
                before(others().filter(|other| is_more(other.low, own.high)).count()),
                before(others().filter(|other| is_more(other.high, own.low)).count()),
            ),
            is_tied: others().any(|other| !is_more(other.value, own.value) && !is_more(own.value, other.value)),
        })
    }

    /// Returns the place as it is said: "3", "3=" of equals, "3 (2 to 4)" where it may be another.
    pub(super) fn text(self) -> String {
        let Self { place, ends: (best, worst), is_tied } = self;
        let tie = if is_tied { TIED } else { "" };
        let open = if best == worst { String::new() } else { format!(" ({best} to {worst})") };
        format!("{place}{tie}{open}")
    }
}

/// Behind a place that several share.
pub(super) const TIED: &str = "=";

impl Reader<'_> {
    /// Returns all that have a place in a year: what has more than zero, blocs in place of their members where those are
    /// one supplier each.
    pub(super) fn standings(&self, figures: &Figures) -> Vec<Standing> {
        let countries = figures
            .suppliers
            .iter()
            .filter(|supplier| !(self.by_bloc && supplier.counted.is_member()))
            .map(|supplier| (SeriesKey::Country(supplier.iso3), Span::of(&supplier.quantity), supplier.value));
        let blocs = figures
            .blocs
            .iter()
            .filter(|bloc| self.by_bloc && !bloc.producers.is_empty())
            .map(|bloc| (SeriesKey::Bloc(bloc.id.clone()), bloc.quantity, bloc.quantity.value));
        let has_some = |(key, quantity, value): (SeriesKey, Span, f64)| {
            (value > 0.0).then_some(Standing { key, quantity: Span { value, ..quantity } })
        };
        blocs.chain(countries).filter_map(has_some).collect()
    }

    /// Returns readings as places among all named suppliers of each year.
    pub(super) fn as_ranks(&self, readings: Vec<(i16, Reading)>, key: &SeriesKey) -> Vec<(i16, Reading)> {
        let figures = |year: i16| self.trend.years.iter().find(|of| of.year == year).and_then(TrendYear::figures);
        readings
            .into_iter()
            .map(|(year, reading)| {
                let Reading::Number(point) = &reading else { return (year, reading) };
                let rank = figures(year).and_then(|figures| Rank::of(key, &self.standings(figures)));
                let words = || Reading::Words(words_of_none(point));
                (year, rank.map_or_else(words, |rank| Reading::Number(point_of(year, rank))))
            })
            .collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place among some hundred countries at most")]
fn point_of(year: i16, rank: Rank) -> TrendPoint {
    let (best, worst) = rank.ends;
    let is_open = best != worst;
    TrendPoint {
        year,
        value: rank.place as f64,
        ends: is_open.then_some((best as f64, worst as f64)),
        reach: None,
        bound: if is_open { Bound::Range } else { Bound::Exact },
        text: rank.text(),
    }
}

/// Returns a place in a sentence: "1st", "22nd", "13th".
pub(super) fn ordinal(rank: usize) -> String {
    let end = match (rank % 10, rank % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    #[expect(clippy::cast_precision_loss, reason = "a place among some hundred countries at most")]
    let number = whole_text(rank as f64);
    format!("{number}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Iso3;

    fn of(letters: &str) -> SeriesKey {
        SeriesKey::Country(Iso3::new(letters).unwrap())
    }

    fn exact(letters: &str, value: f64) -> Standing {
        Standing { key: of(letters), quantity: Span { value, low: value, high: value } }
    }

    #[test]
    fn equals_share_the_better_place_and_the_next_is_left_out() {
        // Cobalt mined in 2025, in tonnes, from data/observations.csv.
        let mined = [
            ("COD", 230_000.0),
            ("IDN", 44_000.0),
            ("RUS", 7700.0),
            ("MDG", 3900.0),
            ("AUS", 3700.0),
            ("PHL", 3700.0),
            ("CAN", 3500.0),
            ("PNG", 2800.0),
            ("CUB", 2000.0),
            ("CHN", 2000.0),
            ("TUR", 1900.0),
            ("USA", 300.0),
        ];
        let standings = mined.map(|(letters, value)| exact(letters, value));
        let texts = mined.map(|(letters, _)| Rank::of(&of(letters), &standings).unwrap().text());
        assert_eq!(texts, ["1", "2", "3", "4", "5=", "5=", "7", "8", "9=", "9=", "11", "12"]);
        assert_eq!(Rank::of(&of("ZAF"), &standings), None, "withheld or not listed: no place");
    }

    #[test]
    fn a_place_is_open_as_far_as_numbers_are() {
        let between = Standing { key: of("CHN"), quantity: Span { value: 30.0, low: 20.0, high: 45.0 } };
        let at_least = Standing { key: of("USA"), quantity: Span { value: 25.0, low: 25.0, high: f64::INFINITY } };
        let standings = [exact("AUS", 40.0), between, exact("IND", 10.0), at_least];
        let text = |letters| Rank::of(&of(letters), &standings).unwrap().text();
        assert_eq!(text("AUS"), "1 (1 to 3)");
        assert_eq!(text("CHN"), "2 (1 to 3)");
        assert_eq!(text("USA"), "3 (1 to 3)");
        assert_eq!(text("IND"), "4");
    }

    #[test]
    fn sums_that_differ_by_rounding_are_equal() {
        let standings = [exact("AUS", 0.1 + 0.2), exact("CHN", 0.3)];
        assert_eq!(Rank::of(&of("CHN"), &standings).unwrap().text(), "1=");
        assert_eq!(Rank::of(&of("AUS"), &standings).unwrap().text(), "1=");
    }

    #[test]
    fn places_are_said_in_order() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 22, 103].map(ordinal),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "22nd", "103rd"]
        );
    }
}
