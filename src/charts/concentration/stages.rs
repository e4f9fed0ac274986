use crate::analysis::{Concentration, Fixed, Guidelines, Hhi, ScenarioKind, Trend, TrendYear, answer, placed, trend};
use crate::charts::trend::{Scale, Tick};
use crate::data::Dataset;
use crate::model::{Question, Stage, whole_text};

use super::setting::{BEFORE_NAME, after, after_name};

/// The HHI of stages and years.
#[derive(Debug, Clone, PartialEq)]
pub struct StagesPicture {
    /// The stages that have figures in any year, in the order of the supply chain.
    pub stages: Vec<StageLine>,
    /// The axis of the HHI.
    pub scale: Scale,
    /// The two thresholds.
    pub thresholds: (f64, f64),
    /// What the zones between them are called, from the top down.
    pub zones: [&'static str; 3],
    /// What stands above, from the longest wording to the shortest.
    pub headings: Vec<String>,
    /// What countries by themselves are called.
    pub before_name: &'static str,
    /// What it is called once blocs act, where that makes a difference anywhere.
    pub after_name: Option<&'static str>,
    /// Short names of the editions that the years are taken from.
    pub editions: Vec<String>,
}

/// A stage over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct StageLine {
    /// The stage.
    pub stage: Stage,
    /// What stands above it.
    pub name: String,
    /// What it is of, where that is another form than the question's.
    pub other_form: Option<String>,
    /// Whether it is the one that the question is about.
    pub is_asked: bool,
    /// Its years, ascending.
    pub years: Vec<StageYear>,
}

/// One year of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageYear {
    /// The year.
    pub year: i16,
    /// The edition that says it.
    pub edition: String,
    /// Countries by themselves.
    pub before: Option<HhiMark>,
    /// Once blocs act, where that makes a difference in any stage and year.
    pub after: Option<HhiMark>,
    /// What is called so here.
    pub after_name: &'static str,
    /// Why there is no number, or none once blocs act.
    pub words: Option<String>,
    /// Whether the question is about it.
    pub is_asked: bool,
    /// Whether a line may run here from the year before.
    pub is_joined: bool,
    /// Whether another edition speaks from here on.
    pub is_break: bool,
    /// All of it in words.
    pub spoken: String,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

/// One HHI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HhiMark {
    /// The lower end.
    pub lower: f64,
    /// The upper end, where an interval can be claimed.
    pub upper: Option<f64>,
    /// Whether it is of published producers alone: its mark is hollow.
    pub published_only: bool,
    /// Whether its upper end takes what is not attributed to a country for a part of a bloc.
    pub is_joined: bool,
}

impl HhiMark {
    fn of(concentration: &Concentration) -> Self {
        let Hhi { lower, upper, published_only } = concentration.hhi;
        Self { lower, upper, published_only, is_joined: concentration.residual.joined > 0.0 }
    }

    /// Returns the upper end where it is told apart from the lower one.
    #[must_use]
    pub fn seen_upper(&self) -> Option<f64> {
        self.upper.filter(|upper| upper - self.lower >= 0.5)
    }

    /// Returns it in short, with both ends where it has two.
    #[must_use]
    pub fn range_text(&self) -> String {
        let lower = whole_text(self.lower);
        self.seen_upper().map_or_else(|| lower.clone(), |upper| format!("{lower}–{}", whole_text(upper)))
    }

    /// Returns it in words, with its interval.
    #[must_use]
    pub fn text(&self) -> String {
        let lower = whole_text(self.lower);
        match self.seen_upper() {
            Some(upper) => format!("{lower} to {}", whole_text(upper)),
            None if self.published_only => format!("{lower} of published producers"),
            None => lower,
        }
    }
}

/// What blocs do in any stage and year.
#[derive(Debug, Default)]
struct Acting {
    /// What is supposed of them.
    scenario: Option<ScenarioKind>,
    /// Whether they make a difference.
    differs: bool,
}

/// Returns the HHI of every stage and year of a question's mineral, with its blocs and rules. Nothing where no stage has
/// figures.
pub(super) fn stages_picture(dataset: &Dataset, question: &Question, guidelines: Guidelines) -> Option<StagesPicture> {
    let mut acting = Acting::default();
    let mut editions: Vec<String> = Vec::new();
    let mut stages = Vec::new();
    for stage in Stage::ALL {
        let Some(asked) = placed(dataset, &Question { stage, ..question.clone() }, Fixed::Stage) else { continue };
        let asked = Question { year: question.year, ..asked };
        let trend = trend(dataset, &asked);
        editions.extend(trend.editions().into_iter().map(|edition| edition.short_name.clone()));
        let line = stage_line(dataset, question, &asked, &trend, &mut acting);
        if line.years.iter().any(|year| year.before.is_some()) {
            stages.push(line);
        }
    }
    if stages.is_empty() {
        return None;
    }
    // Where blocs make a difference in one year they are drawn in all: an end that stays must not look as if there were none.
    if !acting.differs {
        for line in &mut stages {
            line.years.iter_mut().for_each(|year| year.leave_blocs_out(&line.name));
        }
    }
    // Short names end in their years.
    editions.sort_unstable();
    editions.dedup();
    let years = || stages.iter().flat_map(|line| &line.years);
    let has_after = years().any(|year| year.after.is_some());
    let marks = years().flat_map(|year| [year.before, year.after]).flatten();
    let largest = marks.map(|mark| mark.upper.unwrap_or(mark.lower)).fold(guidelines.thresholds().1, f64::max);
    Some(StagesPicture {
        scale: scale(largest),
        thresholds: guidelines.thresholds(),
        zones: ["high", "moderate", "low"],
        headings: headings(guidelines),
        before_name: BEFORE_NAME,
        after_name: has_after.then(|| name_of_after(question, acting.scenario)),
        editions,
        stages,
    })
}

/// Returns what stages are called once blocs act; limits on countries are of one stage alone.
fn name_of_after(question: &Question, scenario: Option<ScenarioKind>) -> &'static str {
    let is_of_blocs = question.mode.is_hypothetical() && !question.blocs.is_empty();
    if scenario.is_some() && !is_of_blocs { "With limits and blocs, HYPOTHETICAL" } else { after_name(scenario) }
}

fn stage_line(
    dataset: &Dataset,
    question: &Question,
    asked: &Question,
    trend: &Trend,
    acting: &mut Acting,
) -> StageLine {
    let is_asked = asked.stage == question.stage;
    let short = asked.stage.short_name();
    let other_form = (asked.form != question.form).then(|| trend.subject.in_sentence.clone());
    let name = other_form.as_ref().map_or_else(|| short.to_owned(), |form| format!("{short}: {form}"));
    let mut years: Vec<StageYear> = Vec::with_capacity(trend.years.len());
    for year in &trend.years {
        let of = Question { year: year.year, ..asked.clone() };
        // A trend takes blocs for one supplier each; what is only supposed is asked for by itself.
        let supposed = of.is_hypothetical().then(|| answer(dataset, &of));
        let mut found = stage_year(&name, year, supposed.as_ref(), acting);
        if let Some(last) = years.last() {
            found.is_joined = trend.joins(last.year, year.year);
            let between =
                |of: &&crate::analysis::YearBreak| of.from == last.year && of.to == year.year && of.edition_changes;
            found.is_break = trend.breaks.iter().any(|of| between(&of));
        }
        found.is_asked = is_asked && year.year == question.year;
        years.push(found);
    }
    StageLine { stage: asked.stage, name, other_form, is_asked, years }
}

fn stage_year(
    name: &str,
    year: &TrendYear,
    supposed: Option<&crate::analysis::Answer>,
    acting: &mut Acting,
) -> StageYear {
    let answer = supposed.unwrap_or(&year.answer);
    let edition = year.edition().map(|edition| edition.short_name.clone()).unwrap_or_default();
    let figures = answer.figures.as_ref();
    let before = figures.ok().map(|figures| HhiMark::of(&figures.before));
    let with_blocs = figures.ok().and_then(|figures| figures.after.as_ref()).map(HhiMark::of);
    acting.differs |= figures.ok().and_then(after).is_some();
    let kind = figures.ok().and_then(|figures| figures.scenario.as_ref()).map(|of| of.kind);
    acting.scenario = acting.scenario.or(kind);
    let words = match figures {
        Err(refusal) => Some(refusal.to_string()),
        Ok(_) if kind.is_some() && with_blocs.is_none() => Some("Nothing is left".to_owned()),
        Ok(_) => None,
    };
    let after_name = after_name(kind);
    let mut hover: Vec<(String, String)> = Vec::new();
    hover.extend(before.map(|mark| (format!("HHI, {}", BEFORE_NAME.to_lowercase()), mark.text())));
    hover.extend(with_blocs.map(|mark| (after_name.to_owned(), mark.text())));
    hover.extend(words.clone().map(|words| ("No number".to_owned(), words)));
    if !edition.is_empty() {
        hover.push(("Edition".to_owned(), edition.clone()));
    }
    StageYear {
        year: year.year,
        edition,
        before,
        after: with_blocs,
        after_name,
        words,
        is_asked: false,
        is_joined: false,
        is_break: false,
        spoken: spoken(name, year.year, &hover),
        hover,
    }
}

impl StageYear {
    /// Leaves out what blocs do in a year of the stage of this name.
    fn leave_blocs_out(&mut self, name: &str) {
        self.after = None;
        self.hover.retain(|(what, _)| what != self.after_name);
        self.spoken = spoken(name, self.year, &self.hover);
    }
}

fn spoken(name: &str, year: i16, hover: &[(String, String)]) -> String {
    let said: Vec<String> = hover.iter().map(|(what, value)| format!("{what} {value}")).collect();
    format!("{name} {year}: {}", said.join(", "))
}

/// Returns an axis of whole thousands with few marks: the thresholds are marks too.
fn scale(largest: f64) -> Scale {
    let top = (largest / 1000.0).ceil() * 1000.0;
    let step = if top > 4000.0 { 2000.0 } else { 1000.0 };
    let mut ticks = Vec::new();
    let mut value = 0.0;
    while value <= top {
        ticks.push(Tick { value, text: whole_text(value) });
        value += step;
    }
    Scale::linear(top, ticks)
}

fn headings(guidelines: Guidelines) -> Vec<String> {
    let (moderate, high) = guidelines.thresholds();
    let (moderate, high) = (whole_text(moderate), whole_text(high));
    let year = guidelines.year();
    vec![
        format!("HHI, 0 to 10,000; lines at {moderate} and {high}: thresholds of the US merger guidelines of {year}"),
        format!("HHI; lines at {moderate} and {high}: US merger guidelines of {year}"),
        format!("HHI; lines: US merger guidelines {year}"),
    ]
}
