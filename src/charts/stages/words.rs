use crate::analysis::{Figures, gap_words};
use crate::charts::shares::{supply_words, whole_words};
use crate::charts::wording::{and_words, known_words, percent_that_holds, sentence_name, uncapitalised};
use crate::model::Stage as Of;

use super::actors::{Actor, ActorKey, At};
use super::columns::{GAPS, stage_name, step_in_sentence};
use super::model::StagesChart;
use super::parts::{OF_PUBLISHED, Stage};
use super::{Of as By, Shape};

/// Returns the actor of the title: who has most at the last stage with shares.
fn leading<'a>(stages: &[Stage<'_>], actors: &'a [Actor]) -> Option<&'a Actor> {
    let last = stages.iter().rposition(|stage| stage.figures.is_some())?;
    let suppliers = actors.iter().filter(|actor| actor.key.is_supplier());
    suppliers.rev().max_by(|a, b| a.share(last).total_cmp(&b.share(last)))
}

/// Returns the stages that a title speaks of: capacity makes nothing, and is told of only where nothing else has shares.
fn without_capacity<'a, 'b>(stages: &'b [Stage<'a>]) -> &'b [Stage<'a>] {
    match stages {
        [steps @ .., Stage { step: None, .. }] if steps.iter().any(|stage| stage.figures.is_some()) => steps,
        _ => stages,
    }
}

/// Returns what the data say: how the share of who leads at the last stage changes from stage to stage.
pub(in crate::charts) fn title(stages: &[Stage<'_>], actors: &[Actor], name: &str) -> String {
    let is_single = stages.iter().filter(|stage| stage.figures.is_some()).count() == 1;
    let stages = without_capacity(stages);
    let with: Vec<&Stage<'_>> = stages.iter().filter(|stage| stage.figures.is_some()).collect();
    let Some(actor) = leading(stages, actors) else { return format!("{name} from reserves to refinery") };
    // Where one stage is of another form, the others say theirs too.
    let forms = with.iter().filter_map(|stage| Some(&stage.answer?.subject.in_sentence));
    let differ = forms.clone().any(|form| forms.clone().next() != Some(form));
    let mut years = with.iter().filter_map(|stage| Some(stage.answer?.question.year));
    let first_year = years.next();
    let is_of_one_year = years.all(|year| Some(year) == first_year);
    let mut clauses: Vec<(String, i16)> = Vec::new();
    let mut form = None;
    for (stage, at) in stages.iter().zip(&actor.at) {
        let (Some(answer), Some(figures), At::Share(part)) = (stage.answer, stage.figures, at) else { continue };
        let verb = answer.subject.stage.stated().map_or("has", Of::verb);
        let share = if part.share > 0.0 { share_words(figures, &actor.key) } else { "none".to_owned() };
        let subject = &answer.subject.in_sentence;
        let of = match &form {
            None => format!(" of {}", whole_words(answer, figures, &supply_words(answer.question.stage, subject))),
            Some(_) if differ => format!(" of {subject}"),
            Some(_) => String::new(),
        };
        form = Some(subject.clone());
        clauses.push((format!("{verb} {share}{of}"), answer.question.year));
    }
    // A year is said once for the clauses in a row that it is of.
    let next_years = clauses.iter().skip(1).map(|(_, year)| Some(*year)).chain([None]);
    let said: Vec<String> = clauses
        .iter()
        .zip(next_years)
        .map(
            |((clause, year), next)| {
                if is_of_one_year || next == Some(*year) { clause.clone() } else { format!("{clause} in {year}") }
            },
        )
        .collect();
    let clauses = and_words(&said.iter().map(String::as_str).collect::<Vec<_>>());
    let when = first_year.filter(|_| is_of_one_year).map_or_else(String::new, |year| format!(" in {year}"));
    let alone = if is_single { without_shares(stages) } else { String::new() };
    format!("{} {clauses}{when}{alone}", sentence_name(&actor.label))
}

/// Says which steps have no shares, for the end of a title.
fn without_shares(stages: &[Stage<'_>]) -> String {
    let steps = stages.iter().filter(|stage| stage.figures.is_none()).filter_map(|stage| stage.step);
    let names: Vec<&str> = steps.map(step_in_sentence).collect();
    if names.is_empty() { String::new() } else { format!("; for {} there are no shares", and_words(&names)) }
}

/// Returns the share of a supplier in words, as far as it is known.
fn share_words(figures: &Figures, key: &ActorKey) -> String {
    let share = match key {
        ActorKey::Country(iso3) => {
            figures.suppliers.iter().find(|supplier| supplier.iso3 == *iso3).map(|supplier| supplier.share)
        }
        ActorKey::Bloc(id) => figures.bloc(id).map(|bloc| bloc.share),
        ActorKey::Others(_) | ActorKey::Residual => None,
    };
    share.map_or_else(String::new, |share| known_words(share, percent_that_holds))
}

/// Returns what shares are of, and of which years.
pub(in crate::charts) fn subtitle(stages: &[Stage<'_>]) -> String {
    let of = |stage: &Stage<'_>| {
        let answer = stage.answer.filter(|_| stage.figures.is_some())?;
        Some(format!("{} in {}", answer.subject.stage.in_sentence(), answer.question.year))
    };
    let stages: Vec<String> = stages.iter().filter_map(of).collect();
    format!("Shares of each stage’s own total: {}", stages.join(", "))
}

/// Returns the reason in place of a picture, where no stage has shares.
pub(in crate::charts) fn empty(stages: &[Stage<'_>], name: &str) -> Option<String> {
    if stages.iter().any(|stage| stage.figures.is_some()) {
        return None;
    }
    let refusals = stages.iter().filter_map(|stage| stage.answer?.figures.as_ref().err());
    let refusals: Vec<String> = refusals.map(ToString::to_string).collect();
    Some(if refusals.is_empty() {
        format!("No reserves, mining, refining, smelting or plants of {name} are published here")
    } else {
        refusals.join(". ")
    })
}

/// Returns what a reader must know.
pub(super) fn notes(chart: &StagesChart, stages: &[Stage<'_>], (shape, of): (Shape, By)) -> Vec<String> {
    let with: Vec<&Stage<'_>> = stages.iter().filter(|stage| stage.figures.is_some()).collect();
    let mut notes = Vec::new();
    if with.is_empty() {
        return notes;
    }
    if of == By::Blocs && chart.of == By::Countries {
        notes.push("No bloc is on, so countries are shown".to_owned());
    }
    if chart.joins() {
        let mark = if shape == Shape::Alluvial { "ribbon" } else { "line" };
        notes.push(format!(
            "A {mark} joins the same supplier’s shares at two stages; it is no flow of material, as no trade is in it"
        ));
    }
    if weigh_different(&with) {
        notes.push("Stages weigh different things, as told over each: compare shares, not quantities".to_owned());
    }
    if shape == Shape::Slopes {
        notes.extend(without_lines(chart));
    }
    notes.extend(bounds(chart));
    notes.extend(problems(&with));
    notes
}

/// Returns whether stages differ in their form, or in what is weighed.
pub(in crate::charts) fn weigh_different(with: &[&Stage<'_>]) -> bool {
    let differ = |what: &dyn Fn(&Stage<'_>) -> Option<String>| {
        let mut all: Vec<String> = with.iter().filter_map(|stage| what(stage)).collect();
        all.sort_unstable();
        all.dedup();
        all.len() > 1
    };
    let basis = |stage: &Stage<'_>| stage.figures.map(|of| format!("{} {}", of.unit.base().symbol(), of.basis));
    let form = |stage: &Stage<'_>| stage.answer.map(|answer| answer.subject.in_sentence.clone());
    differ(&basis) || differ(&form)
}

/// Says who has no line.
fn without_lines(chart: &StagesChart) -> Option<String> {
    let others = chart.actors.iter().filter(|actor| !actor.key.is_supplier());
    let names: Vec<String> = others.map(|actor| uncapitalised(&actor.full_name())).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let words = and_words(&names);
    (!names.is_empty()).then(|| format!("Without a line: {words}, which the table has"))
}

/// Explains the signs at numbers.
fn bounds(chart: &StagesChart) -> Option<String> {
    let in_marks = chart.actors.iter().flat_map(|actor| &actor.at).map(At::text);
    let in_feet = chart.columns.iter().flat_map(|column| &column.foot).map(String::as_str);
    signs_words(&in_marks.chain(in_feet).collect::<Vec<_>>())
}

/// Explains the signs that stand at numbers in texts; nothing where there are none.
pub(in crate::charts) fn signs_words(texts: &[&str]) -> Option<String> {
    let said = [("≤", "≤ at most"), ("≥", "≥ at least"), ("≈", "≈ about")];
    let signs = said.iter().filter(|(sign, _)| texts.iter().any(|text| text.contains(sign))).map(|(_, words)| *words);
    let star = texts.iter().any(|text| text.ends_with(OF_PUBLISHED));
    let said: Vec<&str> = signs.chain(star.then_some("* of what is published, and can be more or less")).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// Returns what the answers say, each once, with its stage where it is not said of all. Who has no number stands under the
/// stage.
pub(in crate::charts) fn problems(with: &[&Stage<'_>]) -> Vec<String> {
    let is_gap = |problem: &&String| {
        GAPS.into_iter()
            .any(|status| problem.strip_prefix(gap_words(status)).is_some_and(|rest| rest.starts_with(": ")))
    };
    let mut found: Vec<(&String, Vec<&str>)> = Vec::new();
    for answer in with.iter().filter_map(|stage| stage.answer) {
        for problem in answer.problems.iter().filter(|problem| !is_gap(problem)) {
            match found.iter_mut().find(|(known, _)| *known == problem) {
                Some((_, stages)) => stages.push(stage_name(answer)),
                None => found.push((problem, vec![stage_name(answer)])),
            }
        }
    }
    let words = |(problem, stages): (&String, Vec<&str>)| {
        if stages.len() == with.len() { problem.clone() } else { format!("{}: {problem}", stages.join(", ")) }
    };
    found.into_iter().map(words).collect()
}

/// Returns the chart in words.
pub(super) fn description(chart: &StagesChart) -> String {
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let column = |(place, column): (usize, &super::Column)| {
        if let Some(missing) = &column.missing {
            return format!("{}: {missing}.", column.head);
        }
        let part = |actor: &Actor| {
            let part = actor.at.get(place)?.part().filter(|part| part.share > 0.0)?;
            Some(format!("{} {}", actor.full_name_at(place), part.text))
        };
        let parts: Vec<String> = chart.actors.iter().filter_map(part).collect();
        format!("{}: {}; {}.", column.head, parts.join(", "), column.foot.join("; "))
    };
    let columns: Vec<String> = chart.columns.iter().enumerate().map(column).collect();
    format!("{}. {}. {}", chart.title, chart.subtitle, columns.join(" "))
}
