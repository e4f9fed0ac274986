use crate::analysis::{Answer, answer};
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shares;
use crate::charts::table::ChartTable;
use crate::data::Dataset;
use crate::model::Question;

use super::choices::{Shows, Thresholds};
use super::contributions::{Contributions, contributions};
use super::lorenz::{LorenzPicture, lorenz_picture};
use super::readings::{Reading, readings};
use super::setting::Setting;
use super::stages::{StagesPicture, stages_picture};
use super::{table, words};

/// The Concentration chart: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcentrationChart {
    /// What the data say.
    pub title: String,
    /// Stage, unit, year, estimated or not.
    pub subtitle: String,
    /// Switched-on blocs with their colour, where the picture has colours of blocs.
    pub legend: Vec<(Series, String)>,
    /// The picture.
    pub picture: Picture,
    /// What stands above the measures in words.
    pub heading: String,
    /// The measures in words, the first ones first where there is little room.
    pub readings: Vec<Reading>,
    /// What stands in place of measures, where the stage and year have none.
    pub no_readings: Option<String>,
    /// The sentence in place of a picture, where there is none.
    pub empty: Option<String>,
    /// Source, edition, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// The HHI of stages and years.
    Stages(StagesPicture),
    /// Lorenz curves.
    Lorenz(LorenzPicture),
    /// What suppliers contribute.
    Contributions(Contributions),
    /// Nothing: the reason stands in its place.
    Nothing,
}

/// Returns the chart of a question.
pub(super) fn chart(
    dataset: &Dataset,
    question: &Question,
    shows: Shows,
    thresholds: Thresholds,
) -> ConcentrationChart {
    let guidelines = thresholds.guidelines();
    let answer = answer(dataset, question);
    // Source, gaps and what is supposed are said as Shares says them.
    let shared = shares::chart(dataset, &answer, None);
    let setting = Setting::of(&answer);
    let (picture, empty) = picture(dataset, &answer, shows, guidelines);
    let readings = setting.map(|setting| readings(dataset, setting, guidelines)).unwrap_or_default();
    let is_empty = empty.is_some();
    let mut chart = ConcentrationChart {
        title: words::title(&answer, setting, &picture, guidelines),
        subtitle: words::subtitle(setting, &shared.subtitle),
        legend: if matches!(picture, Picture::Contributions(_) | Picture::Lorenz(_)) {
            shared.legend
        } else {
            Vec::new()
        },
        heading: words::readings_heading(setting),
        no_readings: if readings.is_empty() && !is_empty { words::no_readings(&answer) } else { None },
        readings: if is_empty { Vec::new() } else { readings },
        empty,
        source_line: words::source_line(&answer, &picture),
        notes: words::notes(setting, &picture, shared.notes),
        description: String::new(),
        table: ChartTable::default(),
        picture,
    };
    chart.description = words::description(&chart);
    chart.table = table::table(&chart, &answer);
    chart.table.context = table::context(&chart, &shared.table.context);
    chart
}

/// Returns the picture, or the sentence in its place.
fn picture(
    dataset: &Dataset,
    answer: &Answer,
    shows: Shows,
    guidelines: crate::analysis::Guidelines,
) -> (Picture, Option<String>) {
    let slots = bloc_slots(dataset, &answer.question.blocs);
    let refusal = || answer.figures.as_ref().err().map(ToString::to_string);
    match (shows, Setting::of(answer)) {
        (Shows::Stages, _) => match stages_picture(dataset, &answer.question, guidelines) {
            Some(picture) => (Picture::Stages(picture), None),
            None => (Picture::Nothing, refusal().or_else(|| Some("No stage of it has figures for an HHI".to_owned()))),
        },
        (_, None) => (Picture::Nothing, refusal()),
        (Shows::Lorenz, Some(setting)) => match lorenz_picture(setting, &slots) {
            Ok(picture) => (Picture::Lorenz(picture), None),
            Err(reason) => (Picture::Nothing, Some(reason)),
        },
        (Shows::Contributions, Some(setting)) => match contributions(setting, &slots) {
            Some(picture) => (Picture::Contributions(picture), None),
            None => (Picture::Nothing, Some(words::nothing_left(setting))),
        },
    }
}
