use crate::analysis::{Band as Threshold, Concentration, Figures, Trend};
use crate::charts::trend::scale::{Scale, Tick};
use crate::model::whole_text;

use super::series::runs;

/// The smaller picture below: concentration over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct HhiPanel {
    /// What stands above it, from the longest wording to the shortest.
    pub headings: Vec<String>,
    /// Its axis, with the thresholds as marks.
    pub scale: Scale,
    /// Where the thresholds are, with what they say.
    pub thresholds: Vec<(f64, String)>,
    /// Countries by themselves.
    pub before: HhiSeries,
    /// With each switched-on bloc as one supplier, where that changes it.
    pub after: Option<HhiSeries>,
}

/// One line of concentration.
#[derive(Debug, Clone, PartialEq)]
pub struct HhiSeries {
    /// Its name.
    pub label: String,
    /// What it is in the newest year.
    pub end_text: String,
    /// Its numbers, ascending by year.
    pub points: Vec<HhiPoint>,
    /// Places that a line joins: year, lower and upper end.
    pub runs: Vec<Vec<[f64; 3]>>,
    /// All of it in words.
    pub spoken: String,
}

impl HhiSeries {
    /// Returns its name where others stand beside it: "HHI, with blocs".
    #[must_use]
    pub fn name(&self) -> String {
        series_name(&self.label)
    }
}

fn series_name(label: &str) -> String {
    if label == ALONE { ALONE.to_owned() } else { format!("{ALONE}, {}", label.to_lowercase()) }
}

/// What the only line is called.
const ALONE: &str = "HHI";

/// One number of concentration.
#[derive(Debug, Clone, PartialEq)]
pub struct HhiPoint {
    /// The year.
    pub year: i16,
    /// The lower end.
    pub lower: f64,
    /// The upper end, where an interval can be claimed.
    pub upper: Option<f64>,
    /// Whether producers exist whose figures are not published: its mark is hollow.
    pub published_only: bool,
}

impl HhiPoint {
    fn of(year: i16, concentration: &Concentration) -> Self {
        let hhi = concentration.hhi;
        Self { year, lower: hhi.lower, upper: hhi.upper, published_only: hhi.published_only }
    }

    /// Returns whether its interval is seen in a picture that reaches up to `most`.
    fn is_seen_open(&self, most: f64) -> bool {
        self.upper.is_some_and(|upper| upper - self.lower >= most * 0.01)
    }

    /// Returns the number in words.
    #[must_use]
    pub fn text(&self) -> String {
        match self.upper {
            Some(upper) if upper - self.lower >= 0.5 => format!("{} to {}", whole_text(self.lower), whole_text(upper)),
            _ if self.published_only => format!("{}, published producers", whole_text(self.lower)),
            _ => whole_text(self.lower),
        }
    }
}

/// Returns the concentration of a trend, or nothing where no year has figures.
pub(super) fn panel(trend: &Trend) -> Option<HhiPanel> {
    let before = points(trend, |figures| Some(&figures.before));
    let after = points(trend, |figures| figures.after.as_ref());
    before.last()?;
    let differs = after
        .iter()
        .any(|point| before.iter().any(|other| other.year == point.year && (other.lower - point.lower).abs() >= 0.5));
    let largest = before.iter().chain(&after).map(|point| point.upper.unwrap_or(point.lower)).fold(0.0, f64::max);
    let (moderate, high) = Threshold::THRESHOLDS;
    let names = if differs { ("Countries", "With blocs") } else { (ALONE, "") };
    Some(HhiPanel {
        headings: headings(differs, before.iter().chain(&after).any(|point| point.is_seen_open(largest)), &before),
        scale: scale(largest.max(high)),
        thresholds: [moderate, high].map(|value| (value, whole_text(value))).to_vec(),
        after: differs.then(|| series(trend, names.1, after)),
        before: series(trend, names.0, before),
    })
}

/// Returns an axis of whole thousands with few marks: the thresholds are marks too.
fn scale(largest: f64) -> Scale {
    let top = (largest / 1000.0).ceil() * 1000.0;
    let middle = (top >= 8000.0).then_some(5000.0);
    let ticks = [Some(0.0), middle, Some(top)].into_iter().flatten();
    Scale::linear(top, ticks.map(|value| Tick { value, text: whole_text(value) }).collect())
}

fn headings(with_blocs: bool, has_band: bool, points: &[HhiPoint]) -> Vec<String> {
    let open = points.iter().filter(|point| point.published_only).count();
    let what = match open {
        0 => "How concentrated: HHI",
        count if count == points.len() => "How concentrated: HHI of published producers",
        _ => "How concentrated: HHI (hollow marks: of published producers)",
    };
    let blocs = if with_blocs { ", and with each bloc as one supplier" } else { "" };
    let band = if has_band { ", shaded up to its upper end" } else { "" };
    let (moderate, high) = Threshold::THRESHOLDS;
    let (moderate, high) = (whole_text(moderate), whole_text(high));
    let lines = format!("thin lines: {moderate} and {high}, US merger guidelines 2023");
    let short = match open {
        0 => "HHI",
        count if count == points.len() => "HHI of published producers",
        _ => "HHI (hollow: of published producers)",
    };
    let bounds = if has_band { ", shaded to its upper end" } else { "" };
    vec![
        format!("{what}{blocs}{band}; {lines}"),
        format!("{what}{blocs}; {lines}"),
        format!("{what}; {lines}"),
        format!("{short}{bounds}; {lines}"),
        format!("{short}; {lines}"),
        format!("{short}; lines at {moderate} and {high}"),
        what.to_owned(),
        "How concentrated: HHI".to_owned(),
        "HHI".to_owned(),
    ]
}

fn points(trend: &Trend, of: impl Fn(&Figures) -> Option<&Concentration>) -> Vec<HhiPoint> {
    trend.with_figures().filter_map(|(year, figures)| Some(HhiPoint::of(year.year, of(figures)?))).collect()
}

fn series(trend: &Trend, label: &str, points: Vec<HhiPoint>) -> HhiSeries {
    let places = points
        .iter()
        .map(|point| (point.year, [f64::from(point.year), point.lower, point.upper.unwrap_or(point.lower)]));
    let years: Vec<String> = points.iter().map(|point| format!("{} {}", point.year, point.text())).collect();
    HhiSeries {
        label: label.to_owned(),
        end_text: points.last().map(|point| whole_text(point.lower)).unwrap_or_default(),
        runs: runs(trend, places),
        spoken: format!("{}: {}", series_name(label), years.join("; ")),
        points,
    }
}
