use std::sync::Arc;

use egui::{Color32, Galley, Rect, Ui, pos2};

use crate::charts::frame::{one_line, one_line_to_the_left};
use crate::charts::style::{Style, TextRank};

use crate::charts::Looking;
use crate::charts::trend::model::TrendChart;
use crate::charts::trend::series::TrendSeries;

/// Where everything stands between head and foot, and the texts whose sizes decide it.
pub(super) struct Layout {
    pub(super) style: Style,
    /// The main plot, from the first to the last year and from zero to the axis' top.
    pub(super) main: Rect,
    /// The row below it for what has no number, without height where there is none.
    pub(super) absent: Rect,
    /// The row of years.
    pub(super) years: Rect,
    /// The row of what changed in blocs, without height where that is not shown.
    pub(super) events: Rect,
    /// The row of editions, without height where one edition says all.
    pub(super) editions: Rect,
    /// The heading of the picture of concentration.
    pub(super) heading: Rect,
    /// The plot of concentration.
    pub(super) hhi: Rect,
    /// Where labels at the ends of lines begin.
    pub(super) labels_x: f32,
    /// The room for them.
    pub(super) labels_width: f32,
    /// Whether they name blocs.
    pub(super) with_bloc: bool,
    pub(super) small: f32,
    pub(super) body: f32,
    /// The years at the plots' left and right edges.
    pub(super) x_range: (f64, f64),
    /// What a person marked, where a series of the chart is of it.
    pub(super) marking: Option<Looking>,
}

/// Heights of text rows, by rank.
fn row_height(ui: &Ui, style: Style, rank: TextRank) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)))
}

/// Labels take at most this part of the width.
const MOST_OF_LABELS: f32 = 0.44;

/// Returns the least height between head and foot at which nothing touches.
pub(super) fn least_height(ui: &Ui, chart: &TrendChart, style: Style) -> f32 {
    let (small, body) = (row_height(ui, style, TextRank::Small), row_height(ui, style, TextRank::Body));
    #[expect(clippy::cast_precision_loss, reason = "a dozen labels")]
    let labels = chart.series.len() as f32 * body * 1.02;
    // Labels may stand beside the rows below the plot too.
    let main = (labels - below_main(chart, small)).max(body * 5.0);
    rows_height(chart, small) + main + small * LEAST_OF_HHI
}

/// The plot of concentration is at least so many small rows high.
const LEAST_OF_HHI: f32 = 3.4;

/// The height of the rows of text between and above the plots.
fn rows_height(chart: &TrendChart, small: f32) -> f32 {
    below_main(chart, small) + small * (0.5 + 0.6 + 1.3 + 0.3 + 0.6)
}

/// The height of the rows of text below the main plot.
fn below_main(chart: &TrendChart, small: f32) -> f32 {
    let absent = if chart.absent.is_empty() { 0.0 } else { 1.25 };
    let editions = if chart.editions.is_empty() { 0.0 } else { 1.15 };
    small * (absent + 1.3 + events_rows(chart) + editions)
}

/// Returns the height of the row of what changed in blocs, in small rows.
fn events_rows(chart: &TrendChart) -> f32 {
    if chart.events.is_empty() { 0.0 } else { 1.15 }
}

impl Layout {
    pub(super) fn new(ui: &Ui, chart: &TrendChart, style: Style, rect: Rect) -> Self {
        let (small, body) = (row_height(ui, style, TextRank::Small), row_height(ui, style, TextRank::Body));
        let gap = style.length(6.0);
        let left = rect.left() + widest_tick(ui, chart, style) + gap;
        let full = widest_label(ui, chart, style, true);
        // Names of blocs stand in the legend too, but for print; they give way before the plots get narrow.
        let with_bloc = full <= rect.width() * if style.theme.has_patterns() { MOST_OF_LABELS } else { 0.34 };
        let labels_width = if with_bloc { full } else { widest_label(ui, chart, style, false) };
        let labels_width = labels_width.min(rect.width() * MOST_OF_LABELS);
        let right = (rect.right() - labels_width - gap).max(left + 1.0);
        // One year is no line: its marks stand beside their names.
        let right = if chart.years.len() == 1 { right.min(left + style.length(150.0)) } else { right };
        let free = (rect.height() - rows_height(chart, small)).max(2.0);
        let hhi_height = (free * 0.27).max((small * LEAST_OF_HHI).min(free * 0.4));
        let row = |top: f32, height: f32| Rect::from_min_max(pos2(left, top), pos2(right, top + height));
        let main = row(rect.top() + small * 0.5, free - hhi_height);
        let absent = row(main.bottom(), if chart.absent.is_empty() { 0.0 } else { small * 1.25 });
        let years = row(absent.bottom() + small * 0.1, small * 1.2);
        let events = row(years.bottom(), small * events_rows(chart));
        let editions = row(events.bottom(), if chart.editions.is_empty() { 0.0 } else { small * 1.15 });
        let heading = row(editions.bottom() + small * 0.6, small * 1.3);
        let hhi = row(heading.bottom() + small * 0.3, hhi_height);
        Self {
            style,
            main,
            absent,
            years,
            events,
            editions,
            heading: Rect::from_min_max(pos2(rect.left(), heading.top()), pos2(rect.right(), heading.bottom())),
            hhi,
            labels_x: right + gap,
            labels_width,
            with_bloc,
            small,
            body,
            x_range: x_range(chart, main.width(), style),
            marking: None,
        }
    }

    /// Returns the layout with what is marked, which fades what else is drawn; of what has no series nothing is faded.
    pub(super) fn marking(self, chart: &TrendChart, looking: Option<&Looking>) -> Self {
        let is_here = |looking: &&Looking| chart.series.iter().any(|series| series.stands_out(looking));
        Self { marking: looking.filter(is_here).cloned(), ..self }
    }

    /// Returns whether a series is what is marked, or of a member of it.
    pub(super) fn is_marked(&self, series: &TrendSeries) -> bool {
        self.marking.as_ref().is_some_and(|looking| series.stands_out(looking))
    }

    /// Returns the colour of a series, which is `own` unless another one is marked.
    pub(super) fn faded(&self, series: &TrendSeries, own: Color32) -> Color32 {
        if self.marking.is_none() || self.is_marked(series) { own } else { self.style.colours().faded }
    }

    /// Returns where a year stands.
    pub(super) fn x_of(&self, year: f64) -> f32 {
        let (first, last) = self.x_range;
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let part = ((year - first) / (last - first)) as f32;
        self.main.left() + part * self.main.width()
    }

    /// Returns the stretch around a year that belongs to it, half-way to its neighbours, within the plots.
    pub(super) fn column(&self, chart: &TrendChart, year: i16) -> (f32, f32) {
        let at = f64::from(year);
        let years = || chart.years.iter().map(|mark| f64::from(mark.year));
        let before = years().filter(|other| *other < at).fold(f64::NEG_INFINITY, f64::max);
        let after = years().filter(|other| *other > at).fold(f64::INFINITY, f64::min);
        let left = if before.is_finite() { self.x_of(f64::midpoint(before, at)) } else { self.main.left() };
        let right = if after.is_finite() { self.x_of(f64::midpoint(at, after)) } else { self.main.right() };
        (left, right)
    }
}

/// Returns the years at the plots' edges: marks of the first and last one keep their room.
fn x_range(chart: &TrendChart, width: f32, style: Style) -> (f64, f64) {
    let year = |mark: Option<&crate::charts::trend::YearMark>| mark.map_or(0.0, |mark| f64::from(mark.year));
    let (first, last) = (year(chart.years.first()), year(chart.years.last()));
    if last <= first {
        return (first - 0.5, first + 0.5);
    }
    let pad = style.length(26.0).min(width * 0.12);
    let pad = f64::from(pad / (width - 2.0 * pad).max(1.0)) * (last - first);
    (first - pad, last + pad)
}

fn widest_tick(ui: &Ui, chart: &TrendChart, style: Style) -> f32 {
    let hhi = chart.hhi.iter().flat_map(|hhi| {
        hhi.scale.ticks.iter().map(|tick| &tick.text).chain(hhi.thresholds.iter().map(|(_, text)| text))
    });
    let texts = chart.scale.ticks.iter().map(|tick| &tick.text).chain(hhi);
    texts.map(|text| tick_text(ui, text, style).size().x).fold(0.0, f32::max)
}

/// Lays out a text beside an axis.
pub(super) fn tick_text(ui: &Ui, text: &str, style: Style) -> Arc<Galley> {
    one_line_to_the_left(ui, text, style.font(TextRank::Small), style.colours().text_muted, f32::INFINITY)
}

/// Lays out the name of a bloc behind a label.
pub(super) fn bloc_text(ui: &Ui, bloc: &str, style: Style, width: f32) -> Arc<Galley> {
    one_line(ui, bloc, style.font(TextRank::Small), style.colours().text_muted, width)
}

/// The sign before a label, with its gap.
pub(super) fn sign_width(style: Style) -> f32 {
    style.length(15.0)
}

/// The gap between the name and the number of a label.
pub(super) fn label_gap(style: Style) -> f32 {
    style.length(5.0)
}

/// Returns the width of the widest label, with or without the name of its bloc.
fn widest_label(ui: &Ui, chart: &TrendChart, style: Style, with_bloc: bool) -> f32 {
    let bloc = |bloc: Option<&String>| {
        let bloc = bloc.filter(|_| with_bloc);
        bloc.map_or(0.0, |bloc| label_gap(style) + bloc_text(ui, bloc, style, f32::INFINITY).size().x)
    };
    let width = |text: &str, rank| one_line(ui, text, style.font(rank), style.colours().text, f32::INFINITY).size().x;
    let hhi = chart.hhi.iter().flat_map(|hhi| [Some(&hhi.before), hhi.after.as_ref()]).flatten();
    let hhi = hhi.map(|series| (&series.label, &series.end_text, None));
    let labels = chart.series.iter().map(|series| (&series.label, &series.end_text, series.bloc.as_ref())).chain(hhi);
    let widths =
        labels.map(|(name, number, of)| width(name, TextRank::Body) + width(number, TextRank::Strong) + bloc(of));
    widths.fold(0.0, f32::max) + sign_width(style) + label_gap(style) + style.length(2.0)
}
