use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::analysis::{edition_beside, revisable_year};
use crate::charts::{ChartKind, ChartOptions, Choice, Choices, chart};
use crate::data::Dataset;
use crate::export::{FileFormat, Recipe, make, write_atomically};
use crate::model::{Edition, EditionChoice, EditionId, Question};
use crate::session::arriving;

use super::arguments::{ExportArguments, KindArguments, LookArguments, QuestionArguments};
use super::question::{question, rules, unknown};
use super::second::SecondArguments;
use super::{CliError, export_all, recipe};

/// Draws what the arguments ask for: the chart of a question, of every mineral, or of a recipe.
///
/// # Errors
/// An argument that names nothing, a question without an answer (nothing is written), or a file that cannot be written.
pub fn run(dataset: &Dataset, arguments: &ExportArguments) -> Result<(), CliError> {
    if arguments.all {
        return export_all::run(dataset, arguments);
    }
    if let Some(word) = arguments.many.given() {
        return Err(CliError::argument(
            format!("{word} is for --all"),
            "add --all in place of --mineral, or leave it out",
        ));
    }
    let format = FileFormat::of_path(&arguments.out).ok_or_else(|| {
        CliError::argument(
            format!("the ending of '{}' names no format", arguments.out.display()),
            "use .png, .svg, .pdf, .csv or .xlsx",
        )
    })?;
    let mut dataset = dataset.clone();
    let recipe = if let Some(file) = &arguments.recipe {
        let recipe;
        (recipe, dataset) = again(&dataset, file)?;
        recipe
    } else {
        let dataset = &dataset;
        let look = checked_look(dataset, &arguments.kind, &arguments.second, &arguments.look)?;
        let asked = asked(dataset, &arguments.question, &arguments.kind)?;
        let recipe = look.recipe(dataset, asked, &arguments.question)?;
        if let Some(edition) = &recipe.compare_edition {
            edition_beside(dataset, &recipe.question, edition).map_err(|reason| CliError::NoAnswer { reason })?;
        }
        recipe
    };
    if let Some(reason) = nothing_to_draw(&dataset, &recipe) {
        return Err(CliError::NoAnswer { reason });
    }
    let made = make(&dataset, &recipe).context("the picture could not be made").map_err(CliError::failed)?;
    let bytes = made.bytes(format).map_err(CliError::failed)?;
    write_atomically(&arguments.out, &bytes).map_err(CliError::failed)
}

/// Returns the question that the arguments ask; a chart of all minerals needs none to be named.
///
/// # Errors
/// As [`question`].
pub fn asked(dataset: &Dataset, words: &QuestionArguments, kind: &KindArguments) -> Result<Question, CliError> {
    if words.mineral.is_some() || !is_of_all_minerals(kind)? {
        return question(dataset, words);
    }
    let opening = rules(dataset, words)?;
    let (stage, year) = (words.stage.unwrap_or(opening.stage), words.year.unwrap_or(opening.year));
    Ok(Question { stage, year, ..opening })
}

/// Returns the recipe of a file, to be drawn by this program from this dataset; says so when it was another one.
fn again(dataset: &Dataset, file: &Path) -> Result<(Recipe, Dataset), CliError> {
    let mut recipe = recipe::read(file)?;
    let dataset = &with_blocs_of(dataset, &mut recipe)?;
    if let EditionChoice::Of(edition) = &recipe.question.edition
        && edition.is_own()
        && dataset.edition(edition).is_none()
    {
        return Err(CliError::argument(
            format!("the recipe draws figures of your own file ({edition}), which is not given as it was then"),
            "name that file with --data",
        ));
    }
    if recipe.dataset != dataset.fingerprint {
        let warning = "warning: the recipe was drawn from other data than this program has, so that figures may differ";
        // Nothing is left to do when even the standard error is closed.
        let _closed = writeln!(std::io::stderr(), "{warning}");
    }
    Ok((recipe.made_here(dataset), dataset.clone()))
}

/// Returns a dataset with the blocs that a recipe carries. One whose identifier another bloc has gets a new one; the
/// picture is drawn with the bloc of the recipe.
fn with_blocs_of(dataset: &Dataset, recipe: &mut Recipe) -> Result<Dataset, CliError> {
    let mut own = dataset.own_blocs().to_vec();
    for of in arriving(dataset, &own, &recipe.all_own_blocs()) {
        recipe.for_each_view(&mut |view| {
            let on = view.questions_mut().flat_map(|question| &mut question.blocs);
            on.filter(|id| **id == of.came_as).for_each(|id| id.clone_from(&of.own.bloc.id));
        });
        if own.iter().all(|known| known.bloc.id != of.own.bloc.id) {
            own.push(of.own);
        }
    }
    let dataset = dataset.with_blocs(&own);
    let views = recipe.views();
    let mut on = views.iter().flat_map(|view| view.questions()).flat_map(|question| &question.blocs);
    match on.find(|id| dataset.bloc(id).is_none()) {
        Some(absent) => Err(CliError::argument(
            format!("the recipe switches on a bloc '{absent}', which it does not carry and this program does not have"),
            "name a file that has it with --bloc-file",
        )),
        None => Ok(dataset),
    }
}

/// Returns why there is nothing to draw by a recipe, in the chart's own words, or nothing where there is: a trend lives on
/// other years, and editions can be compared where no share can be taken. A page of several views is drawn where any of
/// them can be.
fn nothing_to_draw(dataset: &Dataset, recipe: &Recipe) -> Option<String> {
    if recipe.beside.iter().any(|view| nothing_to_draw(dataset, view).is_none()) {
        return None;
    }
    let chart = chart(dataset, &recipe.question, recipe.chart, &recipe.chart_options());
    chart.empty().map(str::to_owned)
}

/// Returns the kind of chart that the arguments name.
///
/// # Errors
/// An argument error for one that is none.
pub fn picked_kind(arguments: &KindArguments) -> Result<ChartKind, CliError> {
    let kinds: Vec<&str> = ChartKind::ALL.iter().map(|kind| kind.id()).collect();
    arguments.chart.parse().map_err(|_unknown| unknown("chart", &arguments.chart, &kinds))
}

/// Returns what the arguments choose of a kind of chart besides its question.
///
/// # Errors
/// An argument error for a choice or a value that the kind does not offer, with those that it does.
pub fn picked_choices(arguments: &KindArguments, kind: ChartKind) -> Result<Choices, CliError> {
    let mut choices = Choices::default();
    for text in &arguments.set {
        if !choose(&mut choices, kind, text) {
            let offered = offered_words(kind);
            let hint = if offered.is_empty() { format!("the chart {kind} has none") } else { format!("use {offered}") };
            return Err(CliError::argument(format!("'{text}' is no choice of the chart {kind}"), hint));
        }
    }
    Ok(choices)
}

/// Chooses what a text such as `order=name` says of a kind of chart. Returns whether the kind offers that.
pub fn choose(choices: &mut Choices, kind: ChartKind, text: &str) -> bool {
    text.split_once('=').is_some_and(|(choice, value)| choices.choose(kind, choice, value))
}

/// Returns what a kind of chart lets one choose, as it is typed; empty where it offers nothing.
pub fn offered_words(kind: ChartKind) -> String {
    let one = |choice: Choice| {
        let values: Vec<&str> = choice.values.iter().map(|value| value.id).collect();
        format!("{}={}", choice.id, values.join("|"))
    };
    (kind.about().choices)().into_iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Returns a question as a kind of chart asks it: editions are looked at in a year that can have been revised, unless one
/// was given.
pub fn of_revisable_year(dataset: &Dataset, question: Question, kind: ChartKind, has_year: bool) -> Question {
    let year = match kind {
        ChartKind::Editions if !has_year => revisable_year(dataset, &question),
        _ => question.year,
    };
    Question { year, ..question }
}

/// Returns whether the chart is of all minerals at once.
///
/// # Errors
/// As [`picked_kind`] and [`picked_choices`].
pub fn is_of_all_minerals(arguments: &KindArguments) -> Result<bool, CliError> {
    let kind = picked_kind(arguments)?;
    let (trend, ladder, choices) = (arguments.trend(), arguments.ladder(), picked_choices(arguments, kind)?);
    Ok(!kind.scope(&ChartOptions { trend, ladder, choices, ..ChartOptions::default() }).mineral)
}

/// A look whose every word is known and in range.
pub struct Look<'a> {
    chart: ChartKind,
    compare: Option<EditionId>,
    choices: Choices,
    kind: &'a KindArguments,
    second: &'a SecondArguments,
    arguments: &'a LookArguments,
}

/// Returns the look that the arguments ask for.
///
/// # Errors
/// An argument error for a chart that is none, or a scale that no picture has.
pub fn checked_look<'a>(
    dataset: &Dataset,
    kind: &'a KindArguments,
    second: &'a SecondArguments,
    arguments: &'a LookArguments,
) -> Result<Look<'a>, CliError> {
    let chart = picked_kind(kind)?;
    second.check(chart)?;
    for (name, factor, (least, most)) in
        [("--scale", arguments.scale, Recipe::SCALES), ("--text", arguments.text_scale, Recipe::TEXT_SCALES)]
    {
        if !(least..=most).contains(&factor) {
            return Err(CliError::argument(
                format!("{name} {factor} is out of range"),
                format!("use {least} to {most}"),
            ));
        }
    }
    let compare = kind.compare.as_deref().map(|name| comparable(dataset, chart, name)).transpose()?;
    let choices = picked_choices(kind, chart)?;
    Ok(Look { chart, compare, choices, kind, second, arguments })
}

/// Returns the edition to compare with by its identifier or short name, in any case.
pub fn comparable(dataset: &Dataset, chart: ChartKind, name: &str) -> Result<EditionId, CliError> {
    if chart != ChartKind::Shares {
        return Err(CliError::argument(
            "--compare is for the chart shares".to_owned(),
            "leave it out, or the other --chart",
        ));
    }
    let is_meant = |edition: &&Edition| {
        edition.id.as_str().eq_ignore_ascii_case(name) || edition.short_name.to_lowercase() == name.to_lowercase()
    };
    let names: Vec<&str> = dataset.editions.iter().map(|edition| edition.id.as_str()).collect();
    let found = dataset.editions.iter().find(is_meant);
    found.map(|edition| edition.id.clone()).ok_or_else(|| unknown("edition", name, &names))
}

impl Look<'_> {
    /// Returns the recipe of a question in this look; `words` are those it was asked with.
    ///
    /// # Errors
    /// An argument error for what names nothing in B.
    pub fn recipe(&self, dataset: &Dataset, question: Question, words: &QuestionArguments) -> Result<Recipe, CliError> {
        let question = of_revisable_year(dataset, question, self.chart, words.year.is_some());
        let other =
            (self.chart == ChartKind::Pair).then(|| self.second.question(dataset, &question, words)).transpose()?;
        let arguments = self.arguments;
        let (width_px, height_px) = arguments.size;
        let recipe = Recipe {
            chart: self.chart,
            trend: self.kind.trend(),
            ladder: self.kind.ladder(),
            choices: self.choices.clone(),
            compare_reserves: !self.kind.no_reserves,
            compare_edition: self.compare.clone(),
            show_shift: !arguments.no_shift,
            title: own_text(arguments.title.as_ref()),
            note: own_text(arguments.note.as_ref()),
            width_px,
            height_px,
            scale: arguments.scale,
            text_scale: arguments.text_scale,
            theme: arguments.theme,
            ..Recipe::slide(dataset, question)
        };
        Ok(match other {
            Some(other) => recipe.compared_with(dataset, other),
            None => recipe,
        })
    }
}

/// Returns a text of one's own, or nothing for an empty one: the chart's own then stays.
fn own_text(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
