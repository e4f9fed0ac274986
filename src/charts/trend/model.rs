use crate::analysis::{Apart, Figures, Trend, TrendYear};
use crate::charts::bloc_words::rest_entry;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::table::ChartTable;
use crate::data::Dataset;
use crate::model::{BlocId, Unit, whole_text};

use super::events::{EventMark, events};
use super::form::{As, AxisScale, TrendForm};
use super::form_words;
use super::hhi::{HhiPanel, panel};
use super::index::{BASE, ZERO, as_index, words_of_none};
use super::notes::notes;
use super::options::{By, Shape, TrendOptions};
use super::pick::{Picked, pick};
use super::scale::{Scale, Tick};
use super::series::{Absent, Band, Marker, Reader, Reading, SeriesKey, TrendPoint, TrendSeries, runs};
use super::table::{table, table_context};
use super::words;

/// The Trend chart: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendChart {
    /// What is shown, as far as it can be drawn.
    pub options: TrendOptions,
    /// As what figures are shown.
    pub shown_as: As,
    /// What the data say.
    pub title: String,
    /// Stage, unit, years, estimated or not.
    pub subtitle: String,
    /// Switched-on blocs with their colour, where lines of countries are coloured by them.
    pub legend: Vec<(Series, String)>,
    /// The years, ascending; at least one where there is a picture.
    pub years: Vec<YearMark>,
    /// The editions that years are taken from, as stretches of years.
    pub editions: Vec<EditionSpan>,
    /// Where another edition begins to speak, between two years.
    pub divides: Vec<f64>,
    /// The value axis.
    pub scale: Scale,
    /// What series are measured against, as a mark of the axis.
    pub reference: Option<Tick>,
    /// Lines or areas, in order: areas from the bottom up.
    pub series: Vec<TrendSeries>,
    /// What stands below a year in place of numbers.
    pub absent: Vec<AbsentMark>,
    /// When members of the switched-on blocs joined and left, where that is shown.
    pub events: Vec<EventMark>,
    /// Concentration, below.
    pub hhi: Option<HhiPanel>,
    /// What a hover over a year says.
    pub cards: Vec<YearCard>,
    /// The sentence in place of a picture, where no year has figures.
    pub empty: Option<String>,
    /// Source, editions, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

/// A year below the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMark {
    /// The year.
    pub year: i16,
    /// What is written: the year, with a dagger where a figure of it is corrected.
    pub text: String,
    /// What its button is called.
    pub spoken: String,
}

/// A stretch of years that one edition speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionSpan {
    /// Its first year.
    pub first: i16,
    /// Its last year.
    pub last: i16,
    /// Its name, from the longest wording to the shortest.
    pub names: Vec<String>,
}

/// What has no number in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsentMark {
    /// The year.
    pub year: i16,
    /// The signs of the series without a number.
    pub signs: Vec<(Series, Marker)>,
    /// What stands in place of their numbers.
    pub words: String,
}

/// What a hover over a year says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearCard {
    /// The year.
    pub year: i16,
    /// Year and edition.
    pub heading: String,
    /// Its rows.
    pub rows: Vec<CardRow>,
}

/// A row of what a hover says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// The sign of a series that is drawn.
    pub sign: Option<(Series, Marker)>,
    /// What it is of.
    pub what: String,
    /// How much.
    pub value: String,
}

/// The mark of a year with a corrected figure.
pub(super) const CORRECTED: char = '†';

/// Returns the chart of a trend.
#[must_use]
pub fn chart(dataset: &Dataset, trend: &Trend, form: impl Into<TrendForm>) -> TrendChart {
    let chosen = form.into();
    let form = chosen.drawn();
    let options = form.options;
    let slots = bloc_slots(dataset, &trend.question.blocs);
    let picked = pick(trend, options, &slots);
    let unit = trend.newest().map_or(Unit::Tonnes, |(_, figures)| figures.unit);
    let by_bloc = options.by == By::Bloc && !slots.is_empty();
    let drawn = picked.iter().map(|picked| picked.key.clone()).collect();
    let reader = Reader { trend, measure: options.measure, unit, drawn, by_bloc };
    let mut series: Vec<TrendSeries> = picked.into_iter().map(|picked| read(&reader, form, picked)).collect();
    match options.shape {
        Shape::Lines => reach(&reader, &mut series),
        Shape::Stacked => stack(&reader, &mut series),
    }
    let events = events(dataset, trend, form.events, &slots);
    let mut chart = TrendChart {
        options,
        shown_as: form.shown_as,
        title: match form.shown_as {
            As::Values => words::title(&reader),
            As::Index => form_words::index_title(&reader),
            As::Rank => form_words::rank_title(&reader),
        },
        subtitle: words::subtitle(&reader, form),
        legend: legend(trend, &slots, by_bloc, &series),
        years: trend.years.iter().map(year_mark).collect(),
        editions: editions(trend),
        divides: divides(trend),
        scale: form_words::scale(&reader, form, &series),
        reference: (form.shown_as == As::Index).then(|| Tick { value: BASE, text: whole_text(BASE) }),
        absent: absent(&reader, &series),
        hhi: panel(trend),
        cards: Vec::new(),
        empty: words::empty(trend),
        source_line: words::source_line(trend),
        notes: form_words::notes(&reader, chosen, &series, &events)
            .into_iter()
            .chain(notes(&reader, form, &series))
            .collect(),
        description: String::new(),
        table: table(&reader, form),
        events: events.marks,
        series,
    };
    chart.cards = trend.years.iter().map(|year| words::card(&reader, &chart, year)).collect();
    chart.description = words::description(&chart);
    chart.table.context = table_context(trend, &chart.source_line, &chart.events);
    chart
}

/// Returns what the years say of a series, as figures.
pub(super) fn readings_of(reader: &Reader<'_>, key: &SeriesKey) -> Vec<(i16, Reading)> {
    reader.trend.years.iter().filter_map(|year| Some((year.year, reader.reading(year, key)?))).collect()
}

fn read(reader: &Reader<'_>, form: TrendForm, picked: Picked) -> TrendSeries {
    let published = readings_of(reader, &picked.key);
    let has_number: Vec<bool> = published.iter().map(|(_, reading)| reading.point().is_some()).collect();
    let readings = match form.shown_as {
        As::Values => published,
        As::Index => as_index(reader.trend, published),
        As::Rank => reader.as_ranks(published, &picked.key),
    };
    let years: Vec<String> = readings.iter().map(|(year, reading)| format!("{year} {}", reading.text())).collect();
    let end_text = readings.last().map(|(_, reading)| reading.text().to_owned()).unwrap_or_default();
    let (mut points, mut absent): (Vec<TrendPoint>, Vec<Absent>) = (Vec::new(), Vec::new());
    for ((year, reading), has_number) in readings.into_iter().zip(has_number) {
        match reading {
            Reading::Words(words) => absent.push(Absent { year, words, is_zero: has_number }),
            Reading::Number(point) if form.scale == AxisScale::Log && point.value <= 0.0 => {
                absent.push(Absent { year, words: words_of_none(&point), is_zero: true });
            }
            Reading::Number(point) => points.push(point),
        }
    }
    let places = points.iter().map(|point| (point.year, [f64::from(point.year), point.value]));
    let bloc = picked.bloc.as_ref().map_or_else(String::new, |bloc| format!(" ({bloc})"));
    TrendSeries {
        spoken: format!("{}{bloc}: {}{}", picked.label, years.join(", "), reach_spoken(reader, &picked.key)),
        bloc: picked.bloc,
        runs: runs(reader.trend, places),
        key: picked.key,
        label: picked.label,
        end_text,
        absent,
        member_of: picked.member_of,
        series: picked.series,
        marker: picked.marker,
        points,
        bands: Vec::new(),
        reach: Vec::new(),
    }
}

/// An area of a year that joins no other is this much of a year wide to both sides, within the years shown.
const LONE: f64 = 0.12;

/// Returns what a bloc has at each confidence level in the years in which that differs, behind its numbers.
fn reach_spoken(reader: &Reader<'_>, key: &SeriesKey) -> String {
    let SeriesKey::Bloc(id) = key else { return String::new() };
    let levels =
        |(year, figures): (&TrendYear, &Figures)| Some(format!("{} {}", year.year, reader.levels(figures, id)?));
    let years: Vec<String> = reader.trend.with_figures().filter_map(levels).collect();
    if years.is_empty() {
        return String::new();
    }
    format!("; as memberships that are not sure count: {}", years.join(", "))
}

/// Returns the first and the last year.
fn ends(reader: &Reader<'_>) -> (f64, f64) {
    let year = |year: Option<&TrendYear>| year.map_or(0.0, |year| f64::from(year.year));
    (year(reader.trend.years.first()), year(reader.trend.years.last()))
}

/// Lays out how far blocs reach over confidence levels, around their lines.
fn reach(reader: &Reader<'_>, series: &mut [TrendSeries]) {
    for series in series.iter_mut().filter(|series| series.points.iter().any(|point| point.reach.is_some())) {
        let places = series.points.iter().map(|point| {
            let (low, high) = point.reach.unwrap_or((point.value, point.value));
            (point.year, [f64::from(point.year), low, high])
        });
        let runs = runs(reader.trend, places).into_iter();
        let reaching = runs.filter(|run| run.iter().any(|[_, low, high]| high > low));
        series.reach = reaching.map(|run| widened(run, ends(reader))).collect();
    }
}

/// Puts the series on top of each other. What has no number in a year takes no room in it, and no area runs to or from
/// there: the wedge stays blank.
fn stack(reader: &Reader<'_>, series: &mut [TrendSeries]) {
    let ends = ends(reader);
    let mut heights: Vec<(i16, f64)> = reader.trend.years.iter().map(|year| (year.year, 0.0)).collect();
    for series in series {
        let mut places = Vec::new();
        for point in &series.points {
            let Some((_, height)) = heights.iter_mut().find(|(year, _)| *year == point.year) else { continue };
            let low = *height;
            *height += point.value;
            places.push((point.year, [f64::from(point.year), low, *height]));
        }
        series.bands = runs(reader.trend, places).into_iter().map(|run| widened(run, ends)).collect();
    }
}

fn widened(run: Band, (first, last): (f64, f64)) -> Band {
    let [[year, low, high]] = run.as_slice() else { return run };
    let (left, right) =
        if first < last { ((year - LONE).max(first), (year + LONE).min(last)) } else { (year - LONE, year + LONE) };
    vec![[left, *low, *high], [right, *low, *high]]
}

/// Returns the blocs of which a member is drawn: one that has no line needs no colour.
fn legend(trend: &Trend, slots: &[(BlocId, Series)], by_bloc: bool, series: &[TrendSeries]) -> Vec<(Series, String)> {
    if by_bloc {
        return Vec::new();
    }
    let Some((_, figures)) = trend.newest() else { return Vec::new() };
    let name = |id: &BlocId| figures.bloc_name(id).map(str::to_owned);
    let is_drawn = |id: &BlocId| series.iter().any(|series| series.member_of.as_ref() == Some(id));
    let mut legend: Vec<(Series, String)> =
        slots.iter().filter(|(id, _)| is_drawn(id)).filter_map(|(id, series)| Some((*series, name(id)?))).collect();
    if !slots.is_empty() {
        legend.push(rest_entry(slots.len()));
    }
    legend
}

pub(in crate::charts) fn year_mark(year: &TrendYear) -> YearMark {
    let text = if year.corrections.is_empty() { year.year.to_string() } else { format!("{}{CORRECTED}", year.year) };
    YearMark { year: year.year, text, spoken: format!("{}: show this year in the other views", year.year) }
}

fn editions(trend: &Trend) -> Vec<EditionSpan> {
    let mut spans: Vec<EditionSpan> = Vec::new();
    for year in &trend.years {
        let Some(edition) = year.edition() else { continue };
        let names = words::edition_names(edition);
        match spans.last_mut().filter(|span| span.names == names) {
            Some(span) => span.last = year.year,
            None => spans.push(EditionSpan { first: year.year, last: year.year, names }),
        }
    }
    spans
}

fn divides(trend: &Trend) -> Vec<f64> {
    let changes = trend.breaks.iter().filter(|between| between.edition_changes);
    changes.map(|between| f64::midpoint(f64::from(between.from), f64::from(between.to))).collect()
}

/// Returns what stands below the years in place of numbers.
fn absent(reader: &Reader<'_>, series: &[TrendSeries]) -> Vec<AbsentMark> {
    let mark = |year: &TrendYear| {
        if year.figures().is_none() {
            return Some(AbsentMark { year: year.year, signs: Vec::new(), words: "no figures".to_owned() });
        }
        let without = |series: &TrendSeries| {
            let absent = series.absent.iter().find(|absent| absent.year == year.year && series.key != SeriesKey::Other);
            absent.map(|absent| ((series.series, series.marker), absent.words.clone()))
        };
        let (signs, mut words): (Vec<_>, Vec<String>) = series.iter().filter_map(without).unzip();
        words.sort_unstable();
        words.dedup();
        let words = match words.as_slice() {
            [] => return None,
            [only] => only.clone(),
            [.., last] if last == ZERO => "zero or no figures".to_owned(),
            _ => "no figures".to_owned(),
        };
        Some(AbsentMark { year: year.year, signs, words })
    };
    reader.trend.years.iter().filter_map(mark).collect()
}

/// Returns why a line is interrupted, in words.
pub(super) fn apart_words(apart: Apart) -> Option<&'static str> {
    match apart {
        // Said year by year, with its reason.
        Apart::NoFigures => None,
        Apart::YearsMissing => Some("years between them are not published"),
        Apart::Unit => Some("they are counted in different units"),
        Apart::Basis => Some("different things are weighed"),
    }
}
