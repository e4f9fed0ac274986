use std::collections::BTreeSet;

use crate::charts::ChartKind;
use crate::cli::CliError;
use crate::cli::arguments::{ExportArguments, QuestionArguments};
use crate::cli::export::{Look, asked, checked_look, is_of_all_minerals, picked_kind};
use crate::cli::question::{commodity, question, rules, unknown};
use crate::data::Dataset;
use crate::export::{ContactSheet, Recipe, SheetContent};
use crate::model::{Commodity, CommodityId, EditionChoice, Question, date_text};

use super::kinds::{KindWords, kinds};

/// A picture to draw.
pub struct Job {
    /// What it is of, where it is of one mineral.
    pub mineral: Option<String>,
    /// Which kind of chart.
    pub kind: ChartKind,
    /// How it is made.
    pub recipe: Recipe,
    /// Its place on the contact sheet.
    pub cell: Option<usize>,
}

/// What there is to draw.
pub struct Plan {
    /// The pictures, in the order of the sheet.
    pub jobs: Vec<Job>,
    /// The contact sheet, where one is wished for.
    pub sheet: Option<ContactSheet>,
    /// Whether kinds of charts were named: a picture is then told by its kind too.
    pub names_kinds: bool,
}

impl Plan {
    /// Returns what a picture is called where it is spoken of.
    pub fn name(&self, job: &Job) -> String {
        match &job.mineral {
            None => job.kind.name().to_owned(),
            Some(mineral) if self.names_kinds => format!("{mineral}, {}", job.kind.name()),
            Some(mineral) => mineral.clone(),
        }
    }
}

/// A kind to draw, its words checked.
struct Picked<'a> {
    kind: ChartKind,
    words: &'a KindWords,
    look: Look<'a>,
}

/// Returns the pictures there are to draw.
///
/// # Errors
/// An argument that names nothing: nothing is drawn yet.
pub fn plan(dataset: &Dataset, arguments: &ExportArguments) -> Result<Plan, CliError> {
    let names_kinds = !arguments.many.charts.is_empty();
    let words = kinds(arguments)?;
    let (mut whole, mut single) = (Vec::new(), Vec::new());
    for words in &words {
        let look = checked_look(dataset, &words.kind, &words.second, &arguments.look)?;
        let picked = Picked { kind: picked_kind(&words.kind)?, words, look };
        if is_of_all_minerals(&words.kind)? { whole.push(picked) } else { single.push(picked) }
    }
    if !names_kinds && !whole.is_empty() {
        return Err(CliError::argument(
            "this chart is one picture of all minerals",
            "leave --all and --format out, and name a file with --out",
        ));
    }
    // What is wrong with the words of the question is said once.
    let rules = rules(dataset, &arguments.question)?;
    let mut jobs = Vec::new();
    for (column, picked) in whole.iter().enumerate() {
        let asked = asked(dataset, &arguments.question, &picked.words.kind)?;
        let recipe = picked.look.recipe(dataset, asked, &arguments.question)?;
        jobs.push(Job { mineral: None, kind: picked.kind, recipe, cell: Some(column) });
    }
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for commodity in minerals(dataset, &arguments.many.minerals)? {
        let of_mineral = QuestionArguments { mineral: Some(commodity.id.to_string()), ..arguments.question.clone() };
        let asked = question(dataset, &of_mineral)?;
        let row = (!dataset.tables_of(&asked).is_empty()).then_some(rows.len());
        for (column, picked) in single.iter().enumerate() {
            let recipe = picked.look.recipe(dataset, asked.clone(), &of_mineral)?;
            let cell = row.map(|row| whole.len() + row * single.len() + column);
            jobs.push(Job { mineral: Some(commodity.name.clone()), kind: picked.kind, recipe, cell });
        }
        match row {
            Some(_) if !single.is_empty() => rows.push(commodity.name.clone()),
            Some(_) => {}
            None => left_out += 1,
        }
    }
    let name = |picked: &Picked<'_>| picked.kind.name().to_owned();
    let content = SheetContent {
        title: "Contact sheet".to_owned(),
        note: note(dataset, &rules, left_out),
        whole: whole.iter().map(name).collect(),
        columns: single.iter().map(name).collect(),
        rows,
    };
    let sheet =
        jobs.first().filter(|_| arguments.many.contact_sheet).map(|job| ContactSheet::new(content, &job.recipe));
    Ok(Plan { jobs, sheet, names_kinds })
}

/// Returns the minerals that words name: each one, or all of a group or critical-minerals list; every mineral for no word.
fn minerals<'a>(dataset: &'a Dataset, words: &[String]) -> Result<Vec<&'a Commodity>, CliError> {
    if words.is_empty() {
        return Ok(dataset.commodities.iter().collect());
    }
    let mut wanted: BTreeSet<&CommodityId> = BTreeSet::new();
    for word in words {
        let of_group = group(dataset, word);
        if !of_group.is_empty() {
            wanted.extend(of_group);
        } else if let Ok(one) = commodity(dataset, word) {
            wanted.insert(&one.id);
        } else {
            let ids = dataset.commodities.iter().map(|commodity| commodity.id.to_string());
            let groups = dataset.commodities.iter().flat_map(groups_of).map(|group| as_typed(group));
            let known: BTreeSet<String> = ids.chain(groups).collect();
            return Err(unknown("mineral or group", word, &known.iter().map(String::as_str).collect::<Vec<_>>()));
        }
    }
    Ok(dataset.commodities.iter().filter(|commodity| wanted.contains(&commodity.id)).collect())
}

fn group<'a>(dataset: &'a Dataset, word: &str) -> Vec<&'a CommodityId> {
    let wanted = as_typed(word.trim());
    let belongs = |commodity: &&Commodity| groups_of(commodity).any(|group| as_typed(group) == wanted);
    dataset.commodities.iter().filter(belongs).map(|commodity| &commodity.id).collect()
}

fn groups_of(commodity: &Commodity) -> impl Iterator<Item = &String> {
    commodity.groups.iter().chain(&commodity.critical_lists)
}

/// Returns a group's name as it is typed: "US 2025" is `us-2025`.
fn as_typed(group: &str) -> String {
    group.to_lowercase().replace([' ', '_'], "-")
}

/// Returns what all pictures of a sheet have in common, in a line.
fn note(dataset: &Dataset, rules: &Question, left_out: usize) -> String {
    let edition = match &rules.edition {
        EditionChoice::Newest => "Newest edition of each table".to_owned(),
        EditionChoice::Of(id) => dataset.edition(id).map_or_else(|| id.to_string(), |of| of.short_name.clone()),
    };
    let name = |id| dataset.bloc(id).map(|bloc| bloc.short_name.as_str());
    let blocs: Vec<&str> = rules.blocs.iter().filter_map(name).collect();
    let mut parts = vec![edition];
    if !blocs.is_empty() {
        parts.push(format!("blocs {}, members as of {}", blocs.join(", "), date_text(rules.as_of)));
    }
    match left_out {
        0 => {}
        1 => parts.push("1 mineral without a table there left out".to_owned()),
        count => parts.push(format!("{count} minerals without a table there left out")),
    }
    parts.join("; ")
}
