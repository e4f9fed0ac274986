use crate::analysis::{Apart, Trend};
use crate::charts::wording::bound_mark;
use crate::model::{Bound, whole_text};

use super::series::{Reading, TrendPoint};

/// What an index is in its first year.
pub(super) const BASE: f64 = 100.0;

/// The number of a year, measured against another year of the same series.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Indexed {
    /// The number, [`BASE`] in the year it is measured against.
    pub(super) point: TrendPoint,
    /// The year it is measured against.
    pub(super) base: i16,
}

/// Returns the index of each number: a hundred times its part of the series' first number above zero. Beyond a year from
/// which on other things are counted or weighed it begins anew. Nothing where there is no number above zero.
pub(super) fn indexed(trend: &Trend, points: &[TrendPoint]) -> Vec<Option<Indexed>> {
    let stretch = |year: i16| starts_anew(trend).filter(|start| *start <= year).last();
    points
        .iter()
        .map(|point| {
            let own = stretch(point.year);
            let base = points.iter().find(|other| stretch(other.year) == own && other.value > 0.0)?;
            Some(Indexed { point: against(point, base), base: base.year })
        })
        .collect()
}

/// Returns the years from which on other things are counted or weighed than before, ascending.
pub(super) fn starts_anew(trend: &Trend) -> impl Iterator<Item = i16> {
    let others = trend.breaks.iter().filter(|between| matches!(between.apart, Some(Apart::Unit | Apart::Basis)));
    others.map(|between| between.to)
}

/// Returns a number as an index of another one. It can be less where the number can be less or the other one more, and
/// more likewise; the other one itself is the index' first by definition, whatever is known of it.
fn against(point: &TrendPoint, base: &TrendPoint) -> TrendPoint {
    let index = |part: f64, whole: f64| part / whole * BASE;
    if point.year == base.year {
        let text = whole_text(BASE);
        return TrendPoint { year: point.year, value: BASE, ends: None, reach: None, bound: Bound::Exact, text };
    }
    let value = index(point.value, base.value);
    let less = can_be_less(point.bound) || can_be_more(base.bound);
    let more = can_be_more(point.bound) || can_be_less(base.bound);
    let bound = match (less, more) {
        (false, false) => Bound::Exact,
        (true, false) => Bound::AtMost,
        (false, true) => Bound::AtLeast,
        (true, true) => Bound::Range,
    };
    let ends = match (known_ends(point), known_ends(base)) {
        (Some((low, high)), Some((least, most))) if bound == Bound::Range && least > 0.0 => {
            Some((index(low, most), index(high, least)))
        }
        _ => None,
    };
    let text = if point.value == 0.0 && point.bound != Bound::Exact {
        point.text.clone()
    } else if bound == Bound::Range && ends.is_none() {
        format!("{} of published", index_text(value))
    } else {
        format!("{}{}", bound_mark(bound), index_text(value))
    };
    TrendPoint { year: point.year, value, ends, reach: None, bound, text }
}

fn can_be_less(bound: Bound) -> bool {
    matches!(bound, Bound::AtMost | Bound::Range)
}

fn can_be_more(bound: Bound) -> bool {
    matches!(bound, Bound::AtLeast | Bound::Range)
}

/// Returns the ends that a number lies between; nothing for one that is open.
fn known_ends(point: &TrendPoint) -> Option<(f64, f64)> {
    if point.bound == Bound::Exact { Some((point.value, point.value)) } else { point.ends }
}

/// Returns readings as an index; a year against which is measured is named where it is not the trend's first one.
pub(super) fn as_index(trend: &Trend, readings: Vec<(i16, Reading)>) -> Vec<(i16, Reading)> {
    let points: Vec<TrendPoint> = readings.iter().filter_map(|(_, reading)| reading.point().cloned()).collect();
    let mut found = points.iter().zip(indexed(trend, &points));
    let first = trend.years.first().map(|year| year.year);
    let named = |of: Indexed| {
        if Some(of.base) == first {
            return of.point;
        }
        let text = if of.point.year == of.base {
            format!("{} (first year)", of.point.text)
        } else {
            format!("{} ({} = {})", of.point.text, of.base, whole_text(BASE))
        };
        TrendPoint { text, ..of.point }
    };
    readings
        .into_iter()
        .map(|(year, reading)| match reading {
            Reading::Words(words) => (year, Reading::Words(words)),
            Reading::Number(_) => match found.next() {
                Some((_, Some(of))) => (year, Reading::Number(named(of))),
                Some((point, None)) => (year, Reading::Words(words_of_none(point))),
                None => (year, Reading::Words(String::new())),
            },
        })
        .collect()
}

/// Returns what stands in place of a number that has no place among others.
pub(super) fn words_of_none(point: &TrendPoint) -> String {
    if point.text.starts_with('0') { ZERO.to_owned() } else { point.text.clone() }
}

/// What stands in place of a zero.
pub(super) const ZERO: &str = "zero";

/// Returns an index as it is said: whole from a hundred up, else with one decimal.
pub(super) fn index_text(value: f64) -> String {
    if value == 0.0 {
        return whole_text(0.0);
    }
    if value < 0.05 {
        return "under 0.1".to_owned();
    }
    if value >= 99.95 {
        return whole_text(value);
    }
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Fixed, opening_question, placed, trend};
    use crate::charts::trend::series::SeriesKey;
    use crate::charts::trend::{As, Measure, TrendChart, TrendForm, TrendOptions, chart};
    use crate::data::embedded;
    use crate::model::{CommodityId, Iso3, Question};

    fn point(year: i16, value: f64, bound: Bound, ends: Option<(f64, f64)>) -> TrendPoint {
        TrendPoint { year, value, ends, reach: None, bound, text: "text".to_owned() }
    }

    fn of(mineral: &str, measure: Measure) -> TrendChart {
        let dataset = embedded().unwrap();
        let commodity = CommodityId::new(mineral).unwrap();
        let asked = Question { commodity, blocs: Vec::new(), ..opening_question(&dataset).unwrap() };
        let asked = placed(&dataset, &asked, Fixed::Nothing).unwrap();
        let options = TrendOptions { measure, ..TrendOptions::default() };
        chart(&dataset, &trend(&dataset, &asked), TrendForm { shown_as: As::Index, ..options.into() })
    }

    fn points_of(chart: &TrendChart, country: &str) -> Vec<(i16, f64)> {
        let key = SeriesKey::Country(Iso3::new(country).unwrap());
        let series = chart.series.iter().find(|series| series.key == key).unwrap();
        series.points.iter().map(|point| (point.year, (point.value * 10.0).round() / 10.0)).collect()
    }

    #[test]
    fn quantities_are_measured_against_each_ones_first_year() {
        let chart = of("rare-earths", Measure::Quantity);
        // data/observations.csv: 168,000 t in 2021 (mcs2023), 210,000 (mcs2024), 255,000 (mcs2025), 270,000 twice (mcs2026).
        let china = [(2021, 100.0), (2022, 125.0), (2023, 151.8), (2024, 160.7), (2025, 160.7)];
        assert_eq!(points_of(&chart, "CHN"), china);
        // 42,000 t, 42,000, 41,600, 45,500 and 51,000.
        let states = [(2021, 100.0), (2022, 100.0), (2023, 99.0), (2024, 108.3), (2025, 121.4)];
        assert_eq!(points_of(&chart, "USA"), states);
        // First listed in 2023: 7,200 t, then 1,500 twice.
        assert_eq!(points_of(&chart, "NGA"), [(2023, 100.0), (2024, 20.8), (2025, 20.8)]);
        let nigeria = chart.series.iter().find(|series| series.label == "Nigeria").unwrap();
        assert_eq!(nigeria.end_text, "20.8 (2023 = 100)");
        assert!(nigeria.spoken.contains("2023 100 (first year)"), "{}", nigeria.spoken);
        assert!(chart.title.ends_with("rose to 161 in 2025 (2021\u{a0}=\u{a0}100)"), "{}", chart.title);
    }

    #[test]
    fn shares_are_measured_against_the_share_of_the_first_year() {
        // 168,000 of 290,660 t named and other in 2021; 270,000 of 389,310 in 2025.
        let expected = (270_000.0 / 389_310.0) / (168_000.0 / 290_660.0) * 100.0;
        let china = points_of(&of("rare-earths", Measure::Share), "CHN");
        assert!((china[4].1 - expected).abs() < 0.06, "{china:?} against {expected}");
    }

    #[test]
    fn an_index_is_bounded_as_both_its_numbers_are() {
        let exact = point(2021, 50.0, Bound::Exact, None);
        let index = |now: TrendPoint, base: &TrendPoint| against(&now, base);
        let now = |bound, ends| point(2022, 60.0, bound, ends);
        let of = index(now(Bound::Exact, None), &exact);
        assert_eq!((of.value, of.bound, of.text.as_str()), (120.0, Bound::Exact, "120"));
        assert_eq!(index(now(Bound::AtLeast, None), &exact).text, "≥\u{a0}120");
        let at_least = point(2021, 50.0, Bound::AtLeast, None);
        assert_eq!(index(now(Bound::Exact, None), &at_least).text, "≤\u{a0}120", "of more it is less");
        assert_eq!(index(now(Bound::AtLeast, None), &at_least).text, "120 of published");
        let near = point(2021, 50.0, Bound::Range, Some((40.0, 60.0)));
        let of = index(now(Bound::Range, Some((54.0, 66.0))), &near);
        assert_eq!((of.bound, of.ends), (Bound::Range, Some((90.0, 165.0))));
        let of = against(&at_least, &at_least);
        assert_eq!((of.value, of.bound), (100.0, Bound::Exact), "the first is 100 whatever it is");
    }

    #[test]
    fn an_index_has_three_digits() {
        let texts = [0.0, 0.01, 4.25, 20.0, 99.94, 99.96, 160.7, 12_345.6].map(index_text);
        assert_eq!(texts, ["0", "under 0.1", "4.2", "20", "99.9", "100", "161", "12,346"]);
    }
}
