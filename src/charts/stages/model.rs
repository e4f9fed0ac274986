use crate::analysis::{Answer, Step};
use crate::charts::bloc_words::rest_entry;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::table::ChartTable;
use crate::data::Dataset;
use crate::model::{BlocId, Question};

use super::actors::{Actor, ActorKey, At, Picked, pick};
use super::columns::{Column, column};
use super::parts::{Stage, is_folded};
use super::source::source_line;
use super::table::{table, table_context};
use super::words;
use super::{Of, Shape};

/// The Stages chart: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct StagesChart {
    /// How shares are drawn.
    pub shape: Shape,
    /// Who is a supplier here: countries where no bloc is on.
    pub of: Of,
    /// What the data say.
    pub title: String,
    /// What shares are of, and of which years.
    pub subtitle: String,
    /// Switched-on blocs with their colour, where countries are coloured by them.
    pub legend: Vec<(Series, String)>,
    /// The stages, in the order of the supply chain; those without shares say why.
    pub columns: Vec<Column>,
    /// The suppliers, top down.
    pub actors: Vec<Actor>,
    /// What the tallest stack is of the whole: 1, or more where rows exceed a printed total.
    pub tallest: f64,
    /// The sentence in place of a picture, where no stage has shares.
    pub empty: Option<String>,
    /// Sources, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

/// Returns the chart of the answers to a question at every step.
#[must_use]
pub fn chart(
    dataset: &Dataset,
    question: &Question,
    steps: &[(Step, Option<Answer>); 3],
    (shape, of): (Shape, Of),
) -> StagesChart {
    let stages = steps.each_ref().map(|(step, answer)| Stage::of(Some(*step), answer.as_ref()));
    let slots = bloc_slots(dataset, &question.blocs);
    let picked = pick(&stages, of, &slots);
    let actors = read_actors(dataset, &stages, &picked, &slots);
    let commodity = dataset.commodity(&question.commodity);
    let (name, subject) = commodity.map_or_else(
        || (question.commodity.to_string(), question.commodity.to_string()),
        |commodity| (commodity.name.clone(), commodity.in_sentence.clone()),
    );
    let of_stage = |(place, stage)| column(stage, &actors, place, &subject);
    let shown = if slots.is_empty() { Of::Countries } else { of };
    let mut chart = StagesChart {
        shape,
        of: shown,
        title: words::title(&stages, &actors, &name),
        subtitle: words::subtitle(&stages),
        legend: legend(&stages, &slots, shown),
        columns: stages.iter().enumerate().map(of_stage).collect(),
        tallest: tallest(&actors, stages.len()),
        empty: words::empty(&stages, &subject),
        source_line: source_line(question, &stages),
        notes: Vec::new(),
        description: String::new(),
        table: table(&stages, &actors, &picked),
        actors,
    };
    if chart.empty.is_some() {
        "Reserves, mining and refining".clone_into(&mut chart.subtitle);
    }
    chart.notes = words::notes(&chart, &stages, (shape, of));
    chart.description = words::description(&chart);
    chart.table.context = table_context(&name, question, &stages, &chart.source_line);
    chart
}

impl StagesChart {
    /// Returns the place of the first column with shares and that of the last.
    #[must_use]
    pub fn ends(&self) -> Option<(usize, usize)> {
        let has_shares = |column: &Column| column.missing.is_none();
        Some((self.columns.iter().position(has_shares)?, self.columns.iter().rposition(has_shares)?))
    }

    /// Returns whether two neighbouring stages have shares, so that something joins them.
    #[must_use]
    pub fn joins(&self) -> bool {
        self.columns.windows(2).any(|pair| pair.iter().all(|column| column.missing.is_none()))
    }
}

/// Returns the suppliers with what they have at every stage, and what is left of each: others, and what no country has.
pub(in crate::charts) fn read_actors(
    dataset: &Dataset,
    stages: &[Stage<'_>],
    picked: &[Picked],
    slots: &[(BlocId, Series)],
) -> Vec<Actor> {
    let read = |key: &ActorKey| stages.iter().map(|stage| stage.at(key, picked)).collect::<Vec<At>>();
    let own = |picked: &Picked| Actor {
        key: picked.key.clone(),
        label: picked.label.clone(),
        bloc: picked.bloc.as_ref().and_then(|id| Some(dataset.bloc(id)?.short_name.clone())),
        in_bloc: picked.bloc.clone(),
        series: picked.series,
        at: read(&picked.key),
    };
    let mut actors: Vec<Actor> = picked.iter().map(own).collect();
    // Others of a bloc stand behind its members, those in none at the end.
    for (place, group) in slots.iter().map(Some).chain([None]).enumerate() {
        let bloc = group.map(|(id, _)| id);
        if !is_folded(stages, picked, bloc) {
            continue;
        }
        let key = ActorKey::Others(bloc.cloned());
        let others = Actor {
            at: read(&key),
            key,
            label: if group.is_some() { "Other members" } else { "Others" }.to_owned(),
            bloc: bloc.and_then(|id| Some(dataset.bloc(id)?.short_name.clone())),
            in_bloc: bloc.cloned(),
            series: group.map_or(Series::NonMember, |(_, series)| *series),
        };
        let is_behind = |actor: &Actor| {
            let bloc = actor.in_bloc.as_ref();
            !matches!(actor.key, ActorKey::Bloc(_))
                && bloc.is_none_or(|bloc| slots.iter().position(|(id, _)| id == bloc) > Some(place))
        };
        let at = actors.iter().position(is_behind).filter(|_| group.is_some()).unwrap_or(actors.len());
        actors.insert(at, others);
    }
    let at = read(&ActorKey::Residual);
    if at.iter().any(|at| matches!(at, At::Share(_))) {
        let mut names = stages.iter().filter_map(|stage| stage.figures).map(|figures| figures.other.name());
        let label = names.next().filter(|first| names.all(|name| name == *first)).unwrap_or("Not attributed");
        let (key, series) = (ActorKey::Residual, Series::Residual);
        actors.push(Actor { key, label: label.to_owned(), bloc: None, in_bloc: None, series, at });
    }
    stack(&mut actors, stages.len());
    actors
}

/// Puts shares below each other.
fn stack(actors: &mut [Actor], stages: usize) {
    for stage in 0..stages {
        let mut above = 0.0;
        for actor in actors.iter_mut() {
            if let Some(At::Share(part)) = actor.at.get_mut(stage) {
                part.above = above;
                above += part.share;
            }
        }
    }
}

fn tallest(actors: &[Actor], stages: usize) -> f64 {
    let height = |stage: usize| actors.iter().map(|actor| actor.share(stage)).sum::<f64>();
    (0..stages).map(height).fold(1.0, f64::max)
}

pub(in crate::charts) fn legend(stages: &[Stage<'_>], slots: &[(BlocId, Series)], of: Of) -> Vec<(Series, String)> {
    // Blocs that are drawn are named where they are drawn.
    if of == Of::Blocs {
        return Vec::new();
    }
    let Some(figures) = stages.iter().find_map(|stage| stage.figures) else { return Vec::new() };
    let name = |id: &BlocId| figures.bloc_name(id).map(str::to_owned);
    let mut legend: Vec<(Series, String)> =
        slots.iter().filter_map(|(id, series)| Some((*series, name(id)?))).collect();
    if !legend.is_empty() {
        legend.push(rest_entry(legend.len()));
    }
    legend
}
