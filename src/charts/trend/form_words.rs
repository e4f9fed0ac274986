use crate::analysis::{Figures, TrendYear};
use crate::charts::wording::{and_words, bound_words, sentence_name, unbroken, uncapitalised};
use crate::model::{Bound, quantity_text, whole_text};

use super::events::Events;
use super::form::{As, AxisScale, TrendForm};
use super::index::{BASE, Indexed, index_text, indexed, starts_anew};
use super::options::{Measure, Shape};
use super::rank::{Rank, TIED, ordinal};
use super::scale::{Scale, number_tick, share_tick, small_quantity_tick, small_share_tick};
use super::series::{Absent, Reader, SeriesKey, TrendPoint, TrendSeries};
use super::words::{largest, measured, subject_words, title_without_figures, years_words};

/// Returns the axis that holds what is drawn.
pub(super) fn scale(reader: &Reader<'_>, form: TrendForm, series: &[TrendSeries]) -> Scale {
    let is_stacked = form.options.shape == Shape::Stacked;
    let stacked = series.iter().flat_map(|series| &series.bands).flatten().map(|[_, _, high]| *high);
    let points = || series.iter().flat_map(|series| &series.points);
    let ends = |point: &TrendPoint| [point.ends, point.reach].into_iter().flatten().collect::<Vec<_>>();
    let highs = points().map(|point| ends(point).into_iter().map(|(_, high)| high).fold(point.value, f64::max));
    let largest = if is_stacked { stacked.fold(0.0, f64::max) } else { highs.fold(0.0, f64::max) };
    let unit = reader.unit;
    if form.shown_as == As::Rank {
        return Scale::of_ranks(largest);
    }
    // The line of what an index is measured against is always in it.
    let largest = if form.shown_as == As::Index { largest.max(BASE) } else { largest };
    if form.scale == AxisScale::Log {
        let lows = points().flat_map(|point| ends(point).into_iter().map(|(low, _)| low).chain([point.value]));
        let least = lows.filter(|low| *low > 0.0).fold(largest, f64::min);
        return match (form.shown_as, form.options.measure) {
            (As::Index, _) => Scale::log(least, largest, f64::INFINITY, number_tick),
            (_, Measure::Share) => Scale::log(least, largest, largest.max(1.0), small_share_tick),
            (_, Measure::Quantity) => {
                Scale::log(least, largest, f64::INFINITY, |value| small_quantity_tick(value, unit))
            }
        };
    }
    match (form.shown_as, form.options.measure) {
        (As::Index, _) => Scale::holding(largest, f64::INFINITY, number_tick),
        // Over a printed total rows can add up to more than the whole.
        (_, Measure::Share) => Scale::holding(largest - 1e-9, largest.max(1.0), share_tick),
        (_, Measure::Quantity) => Scale::holding(largest, f64::INFINITY, |value| quantity_text(value, unit)),
    }
}

/// Returns how far the largest supplier of the newest year has come since the year it is measured against.
pub(super) fn index_title(reader: &Reader<'_>) -> String {
    let trend = reader.trend;
    let Some((newest, figures)) = trend.newest() else { return title_without_figures(trend) };
    let Some((key, name, _)) = largest(reader, figures) else { return trend.subject.name.clone() };
    let what = measured(reader, figures, &sentence_name(&name));
    let points: Vec<TrendPoint> = trend.years.iter().filter_map(|year| reader.point(year, &key)).collect();
    let found: Vec<Indexed> = indexed(trend, &points).into_iter().flatten().collect();
    let last = found.last().filter(|last| last.point.year == newest.year);
    let Some(last) = last else { return trend.subject.name.clone() };
    let (year, value) = (newest.year, last.point.value);
    let base = unbroken(&format!("({} = {})", last.base, whole_text(BASE)));
    if last.base == year {
        return format!("{what}, as an index that begins in {year}");
    }
    if last.point.bound != Bound::Exact {
        let number = index_text(value);
        return match (last.point.bound, last.point.ends) {
            (Bound::Range, None) => format!("{what}, of what is published, came to {number} in {year} {base}"),
            (bound, _) => format!("{what} came to {}{number} in {year} {base}", bound_words(bound)),
        };
    }
    let verb = if index_text(value) == index_text(BASE) {
        "was back at"
    } else if value > BASE {
        "rose to"
    } else {
        "fell to"
    };
    let is_level = |of: &Indexed| of.base != last.base || (of.point.value - BASE).abs() < NEAR;
    let now = index_text(value);
    match (found.iter().all(is_level), whole_text(BASE)) {
        (true, start) if now == index_text(BASE) => format!("{what} stayed near {start} up to {year} {base}"),
        (true, start) => format!("{what} stayed near {start}, at {now} in {year} {base}"),
        (false, _) => format!("{what} {verb} {now} in {year} {base}"),
    }
}

/// An index so near to its first year is said to have stayed there.
const NEAR: f64 = 2.0;

/// Returns since when the largest supplier of the newest year is the largest.
pub(super) fn rank_title(reader: &Reader<'_>) -> String {
    let trend = reader.trend;
    let Some((newest, figures)) = trend.newest() else { return title_without_figures(trend) };
    let Some((key, name, _)) = largest(reader, figures) else { return trend.subject.name.clone() };
    let ranks: Vec<(i16, Rank)> = trend
        .with_figures()
        .filter_map(|(year, figures)| Some((year.year, Rank::of(&key, &reader.standings(figures))?)))
        .collect();
    let name = sentence_name(&name);
    let subject = subject_words(trend, figures);
    let among = if has_unranked(figures) { " among published suppliers" } else { "" };
    let ends = ranks.first().zip(ranks.last()).filter(|(_, (year, _))| *year == newest.year);
    let Some((first, (last, now))) = ends else { return trend.subject.name.clone() };
    let place =
        if now.is_tied { format!("shared the {} rank", in_order(*now)) } else { format!("ranked {}", in_order(*now)) };
    let what = format!("{name} {place} in {subject}{among}");
    let years: Vec<i16> = ranks.iter().map(|(year, _)| *year).collect();
    if ranks.iter().all(|(_, rank)| rank == now) {
        let years = years_words(&years);
        return if years.contains(" to ") { format!("{what} from {years}") } else { format!("{what} in {years}") };
    }
    // Of the first year, or where that is the same, of the first one that is another.
    let other = [first].into_iter().chain(&ranks).find(|(_, rank)| in_order(*rank) != in_order(*now));
    let before = other.map_or_else(String::new, |(year, rank)| format!(", {} in {year}", in_order(*rank)));
    format!("{what} in {last}{before}")
}

/// Returns a rank in a sentence: "1st", or "1st to 3rd" where it is open.
fn in_order(Rank { place, ends: (best, worst), .. }: Rank) -> String {
    match worst.saturating_sub(best) {
        0 => ordinal(place),
        1 => format!("{} or {}", ordinal(best), ordinal(worst)),
        _ => format!("{} to {}", ordinal(best), ordinal(worst)),
    }
}

/// Returns whether suppliers are named whose place nobody knows.
fn has_unranked(figures: &Figures) -> bool {
    figures.before.hhi.published_only
}

/// Returns what is drawn, for the subtitle: of `whole`, for example "world mine production", by `by`.
pub(super) fn shown_words(form: TrendForm, whole: &str, by: &str, usual: String) -> String {
    let what = match (form.shown_as, form.options.measure) {
        (As::Values, _) => usual,
        (As::Index, Measure::Share) => format!("Index of the share of {whole} by {by}, first year above zero = 100"),
        (As::Index, Measure::Quantity) => format!("Index of {}, first year above zero = 100", uncapitalised(&usual)),
        (As::Rank, _) if by == "bloc" => format!("Rank of blocs and other countries in {whole}, 1 = largest"),
        (As::Rank, _) => format!("Rank of countries in {whole}, 1 = largest"),
    };
    if form.scale == AxisScale::Log { format!("{what}, log scale") } else { what }
}

/// Returns what a reader must know of the form that was chosen.
pub(super) fn notes(reader: &Reader<'_>, chosen: TrendForm, series: &[TrendSeries], events: &Events) -> Vec<String> {
    let trend = reader.trend;
    if trend.newest().is_none() {
        return Vec::new();
    }
    let form = chosen.drawn();
    let mut notes = chosen.given_way();
    match form.shown_as {
        As::Values => {}
        As::Index => {
            notes.extend(starts_anew(trend).map(|year| {
                format!("From {year} on other things are counted or weighed, so indices begin anew at 100")
            }));
            notes.extend(later_bases(reader, series));
            // A log scale says the same of any zero.
            let zeros = zeros(series).filter(|_| form.scale == AxisScale::Linear);
            notes.extend(zeros.map(|zeros| format!("No number above zero to measure against: {zeros}")));
        }
        As::Rank => {
            let has_ties = series.iter().flat_map(|series| &series.points).any(|point| point.text.contains(TIED));
            let ties = if has_ties {
                format!("; those marked {TIED} have equal amounts and share the better rank")
            } else {
                String::new()
            };
            notes.push(format!("Ranks count all named suppliers, with a line or without{ties}"));
            if trend.with_figures().any(|(_, figures)| has_unranked(figures)) {
                notes
                    .push("What is withheld or not available has no rank, and could stand before any other".to_owned());
            }
            if trend.with_figures().any(|(_, figures)| figures.other.value > 0.0) {
                notes.push("“Other countries” has no rank".to_owned());
            }
            notes.extend(zeros(series).map(|zeros| format!("Zero has no rank: {zeros}")));
        }
    }
    if form.scale == AxisScale::Log {
        notes.extend(zeros(series).map(|zeros| format!("Zero cannot be shown on a log scale: {zeros}")));
        if series.iter().any(reaches_zero) {
            notes.push("Bands and bars that reach the lower end of the axis go down to zero".to_owned());
        }
    }
    notes.extend(events.notes(trend));
    notes
}

/// Says which series are measured against a later year than the first one; nothing where figures begin anew anyway.
fn later_bases(reader: &Reader<'_>, series: &[TrendSeries]) -> Option<String> {
    let trend = reader.trend;
    let first = trend.years.first().map(|year| year.year);
    let base = |series: &TrendSeries| {
        let points: Vec<TrendPoint> = trend.years.iter().filter_map(|year| reader.point(year, &series.key)).collect();
        indexed(trend, &points).into_iter().flatten().next().map(|of| of.base).filter(|base| Some(*base) != first)
    };
    let later: Vec<String> =
        series.iter().filter_map(|series| Some(format!("{} ({})", series.label, base(series)?))).collect();
    let later: Vec<&str> = later.iter().map(String::as_str).collect();
    (!later.is_empty())
        .then(|| format!("Measured against the first year above zero, which is a later one: {}", and_words(&later)))
}

fn reaches_zero(series: &TrendSeries) -> bool {
    let ends = series.points.iter().flat_map(|point| [point.ends, point.reach]).flatten();
    ends.into_iter().any(|(low, _)| low <= 0.0)
}

/// Returns the series that are zero in years, with these; nothing where none is.
fn zeros(series: &[TrendSeries]) -> Option<String> {
    let of_series = |series: &TrendSeries| {
        let years: Vec<i16> = series.absent.iter().filter(|absent| absent.is_zero).map(|absent| absent.year).collect();
        (!years.is_empty()).then(|| format!("{} in {}", series.label, years_words(&years)))
    };
    let all: Vec<String> = series.iter().filter_map(of_series).collect();
    (!all.is_empty()).then(|| and_words(&all.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Returns what a hover says of a series in a year, `published` being share and quantity.
pub(super) fn in_card(form: (As, &Scale), series: &TrendSeries, year: &TrendYear, published: String) -> String {
    let (shown_as, scale) = form;
    let point = series.points.iter().find(|point| point.year == year.year);
    let is_zero = |absent: &&Absent| absent.year == year.year && absent.is_zero;
    let has_no_place = series.absent.iter().any(|absent| is_zero(&absent));
    match (shown_as, point) {
        (As::Index, Some(point)) => format!("Index {}; {published}", point.text),
        (As::Rank, Some(point)) => format!("Rank {}; {published}", point.text),
        (As::Rank, None) if has_no_place => format!("{published}; no rank"),
        (As::Index, None) if has_no_place && scale.has_place_for(0.0) => format!("{published}; no index"),
        _ if has_no_place => format!("{published}; not on a log scale"),
        _ => published,
    }
}

/// Returns the years in which a supplier has an index or a place, for the table.
pub(super) fn in_table(reader: &Reader<'_>, form: TrendForm, key: &SeriesKey) -> Vec<(i16, Placed)> {
    let points: Vec<TrendPoint> = reader.trend.years.iter().filter_map(|year| reader.point(year, key)).collect();
    match form.shown_as {
        As::Values => Vec::new(),
        As::Index => {
            let found = indexed(reader.trend, &points).into_iter().flatten();
            found
                .map(|of| {
                    (
                        of.point.year,
                        Placed { value: of.point.value, bound: of.point.bound, base: Some(of.base), ends: None },
                    )
                })
                .collect()
        }
        As::Rank => {
            let rank = |year: &TrendYear| {
                let rank = Rank::of(key, &reader.standings(year.figures()?))?;
                #[expect(clippy::cast_precision_loss, reason = "a place among some hundred countries at most")]
                let [value, best, worst] = [rank.place, rank.ends.0, rank.ends.1].map(|rank| rank as f64);
                let is_open = rank.ends.0 != rank.ends.1;
                let bound = if is_open { Bound::Range } else { Bound::Exact };
                Some((year.year, Placed { value, bound, base: None, ends: is_open.then_some((best, worst)) }))
            };
            reader.trend.years.iter().filter_map(rank).collect()
        }
    }
}

/// An index or a place, for the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) value: f64,
    pub(super) bound: Bound,
    /// The year an index is measured against.
    pub(super) base: Option<i16>,
    /// The best and the worst place, where it is open.
    pub(super) ends: Option<(f64, f64)>,
}
