use crate::analysis::{Answer, answer, stages as answers_of_stages};
use crate::charts::Asked;
use crate::charts::palette::bloc_slots;
use crate::charts::shares::model::ShareChart;
use crate::charts::shares::picture::Picture;
use crate::charts::stages::{self, Actor, Of, Stage, pick, read_actors};

use super::segments::{Segment, Suppliers};
use super::table::table;
use super::{Over, words, years};

/// Stacked bars of 100 %: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacked {
    /// What bars are of.
    pub over: Over,
    /// The bars from the top down; those without shares say why.
    pub bars: Vec<StackedBar>,
    /// What the longest bar is of its whole: 1, or more where rows exceed a printed total.
    pub longest: f64,
}

/// A stage or a year: its suppliers, and what stands around them.
#[derive(Debug, Clone, PartialEq)]
pub struct StackedBar {
    /// Its stable name in files.
    pub id: String,
    /// What it is of.
    pub of: BarOf,
    /// The stage and its year, or the year.
    pub label: String,
    /// Under that: form and edition.
    pub about: Vec<String>,
    /// What shares are of, with its unit.
    pub total: String,
    /// What is weighed, and whether it is estimated.
    pub basis: String,
    /// The suppliers from the left.
    pub segments: Vec<Segment>,
    /// Who has no number, or is not listed.
    pub gaps: Vec<String>,
    /// Why there are no shares.
    pub missing: Option<String>,
    /// Whether another edition speaks from here on than of the bar above.
    pub is_of_other_edition: bool,
    /// All of it in words.
    pub spoken: String,
}

/// What a bar is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarOf {
    /// A stage.
    Stage,
    /// A year, which a click on it shows.
    Year(i16),
    /// Years between two bars of which nothing is published: a row of words.
    YearsBetween,
}

impl StackedBar {
    /// Returns the year that a click on it shows.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        if let BarOf::Year(year) = self.of { Some(year) } else { None }
    }

    /// Returns what its pieces are of the whole together.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.segments.last().map_or(0.0, |last| last.left + last.share)
    }
}

impl Stacked {
    /// Returns the picture of bars, told in words.
    pub(super) fn of(over: Over, bars: Vec<StackedBar>) -> Self {
        let bars: Vec<StackedBar> =
            bars.into_iter().map(|bar| StackedBar { spoken: words::spoken(&bar), ..bar }).collect();
        let longest = bars.iter().map(StackedBar::length).fold(1.0, f64::max);
        Self { over, bars, longest }
    }
}

/// Returns the chart of what is asked, with a stacked bar for each stage or year.
pub(in crate::charts::shares) fn chart(asked: Asked<'_>, over: Over) -> ShareChart {
    let answer = answer(asked.dataset, &asked.of_its_mineral());
    match over {
        Over::Stages => of_stages(asked, &answer),
        Over::Years => years::chart(asked, &answer),
    }
}

/// Returns a chart whose picture and words are to be filled in.
pub(super) fn begun(asked: Asked<'_>, answer: &Answer) -> ShareChart {
    let mut chart = crate::charts::shares::chart(asked.dataset, answer, None);
    chart.rows.clear();
    chart.legend.clear();
    chart.notes.clear();
    chart.empty = None;
    chart
}

fn of_stages(asked: Asked<'_>, own: &Answer) -> ShareChart {
    let dataset = asked.dataset;
    let question = stages::as_published(asked);
    let answers = answers_of_stages(dataset, &question);
    let read: Vec<Stage<'_>> = answers.iter().map(|(step, answer)| Stage::of(*step, answer.as_ref())).collect();
    let slots = bloc_slots(dataset, &question.blocs);
    let picked = pick(&read, Of::Countries, &slots);
    let actors = read_actors(dataset, &read, &picked, &slots);
    let (name, subject) = dataset.commodity(&question.commodity).map_or_else(
        || (question.commodity.to_string(), question.commodity.to_string()),
        |commodity| (commodity.name.clone(), commodity.in_sentence.clone()),
    );
    let suppliers = Suppliers { picked: &picked, slots: &slots };
    let bars = read.iter().enumerate().map(|(place, stage)| stage_bar(stage, &suppliers, (&actors, place), &subject));
    let stacked = Stacked::of(Over::Stages, bars.collect());
    let mut chart = begun(asked, own);
    chart.title = stages::title(&read, &actors, &name);
    chart.subtitle = stages::subtitle(&read);
    chart.legend = stages::legend(&read, &slots, Of::Countries);
    chart.empty = stages::empty(&read, &subject);
    if chart.empty.is_some() {
        "Reserves, mining and refining".clone_into(&mut chart.subtitle);
    } else {
        chart.notes = words::notes_of_stages(&stacked, &read);
    }
    chart.notes.extend(stages::supposed_note(asked.question));
    chart.source_line = stages::source_line(&question, &read);
    chart.description = words::description(&chart, &stacked);
    chart.table = table(&stacked, &read);
    chart.table.context = stages::table_context(&name, &question, &read, &chart.source_line);
    chart.picture = Picture::Stacked(stacked);
    chart
}

/// Returns the bar of a stage, `subject` being what the mineral is called: another form is named.
fn stage_bar(
    stage: &Stage<'_>,
    suppliers: &Suppliers<'_>,
    (actors, place): (&[Actor], usize),
    subject: &str,
) -> StackedBar {
    let Some(answer) = stage.answer else {
        let label = stages::step_name(stage.step);
        let id =
            format!("stage-{}", stage.step.map_or("none", |step| step.stages().first().map_or("none", |of| of.id())));
        return without(BarOf::Stage, id, label.to_owned(), stages::no_table_words(stage.step));
    };
    let mut bar = bar(stage, answer, suppliers);
    bar.id = format!("stage-{}", answer.question.stage.id());
    bar.label = format!("{} {}", stages::stage_name(answer), answer.question.year);
    bar.about = words::form_and_edition(answer, subject);
    bar.gaps = stage.figures.map_or_else(Vec::new, stages::gaps);
    bar.gaps.extend(not_listed(stage, actors, place));
    bar
}

/// Returns who has a piece in another bar and is not listed here.
pub(super) fn not_listed(stage: &Stage<'_>, actors: &[Actor], place: usize) -> Option<String> {
    stage.figures.and_then(|_| stages::not_listed(actors, place))
}

/// Returns a bar of an answer, which has no name yet.
pub(super) fn bar(stage: &Stage<'_>, answer: &Answer, suppliers: &Suppliers<'_>) -> StackedBar {
    let (total, basis) = stage.figures.map_or_else(Default::default, words::total);
    StackedBar {
        id: String::new(),
        of: BarOf::Stage,
        label: String::new(),
        about: Vec::new(),
        total,
        basis,
        segments: suppliers.segments(stage),
        gaps: Vec::new(),
        missing: answer.figures.as_ref().err().map(ToString::to_string),
        is_of_other_edition: false,
        spoken: String::new(),
    }
}

/// Returns a row of words where nothing is published.
pub(super) fn without(of: BarOf, id: String, label: String, words: String) -> StackedBar {
    StackedBar {
        id,
        of,
        label,
        about: Vec::new(),
        total: String::new(),
        basis: String::new(),
        segments: Vec::new(),
        gaps: Vec::new(),
        missing: Some(words),
        is_of_other_edition: false,
        spoken: String::new(),
    }
}
