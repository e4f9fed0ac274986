use std::collections::BTreeMap;

use crate::analysis::{Answer, Concentration, Figures, Step, gap_words};
use crate::charts::bloc_words::no_number_words;
use crate::charts::wording::{NO_BREAK, capitalised, estimates_words, quantity_in_sentence};
use crate::model::{Stage as Of, Status, whole_text};

use super::actors::{Actor, At};
use super::parts::{Stage, short_share};

/// A stage: what stands over and under its shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The stage and its year.
    pub head: String,
    /// What shares are of there: total, basis, form and source.
    pub under: Vec<String>,
    /// Under the shares: how concentrated, and what has no number.
    pub foot: Vec<String>,
    /// Why there are no shares.
    pub missing: Option<String>,
}

/// Returns the column of a stage, `subject` being what the mineral is called: another form is named.
pub(super) fn column(stage: &Stage<'_>, actors: &[Actor], place: usize, subject: &str) -> Column {
    let Some(answer) = stage.answer else {
        return Column {
            head: step_name(stage.step).to_owned(),
            under: Vec::new(),
            foot: Vec::new(),
            missing: Some(no_table_words(stage.step)),
        };
    };
    Column {
        head: format!("{} {}", stage_name(answer), answer.question.year),
        under: under(answer, stage.figures, subject),
        foot: stage.figures.map_or_else(Vec::new, |figures| foot(figures, actors, place)),
        missing: answer.figures.as_ref().err().map(ToString::to_string),
    }
}

/// Returns the name of a step that no table speaks of.
pub(in crate::charts) fn step_name(step: Option<Step>) -> &'static str {
    step.map_or("Stage", Step::name)
}

/// Returns what a step is called in a sentence.
pub(super) fn step_in_sentence(step: Step) -> &'static str {
    match step.stages() {
        [only] => only.in_sentence(),
        _ => "refining",
    }
}

/// Says that no table speaks of a step.
pub(in crate::charts) fn no_table_words(step: Option<Step>) -> String {
    match step.map(Step::stages) {
        Some([only]) => format!("No figures of {} are published here", only.in_sentence()),
        _ => "No figures of refining, smelting or plants are published here".to_owned(),
    }
}

/// Returns the short name of a stage, as far as its source states it.
pub(in crate::charts) fn stage_name(answer: &Answer) -> &'static str {
    answer.subject.stage.stated().map_or("Stage not stated,", Of::short_name)
}

fn under(answer: &Answer, figures: Option<&Figures>, subject: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(figures) = figures {
        let basis = if figures.basis.is_empty() { String::new() } else { format!(" {}", figures.basis) };
        let total = quantity_in_sentence(figures.total, figures.unit);
        lines.push(format!("{total}{basis}{}", estimates_words(figures.estimates)));
    }
    let form = Some(&answer.subject.in_sentence).filter(|form| *form != subject).map(|form| capitalised(form));
    let edition = answer.subject.edition.as_ref().map(|edition| edition.short_name.clone());
    let of: Vec<String> = form.into_iter().chain(edition).collect();
    if !of.is_empty() {
        lines.push(of.join(", "));
    }
    lines
}

/// Whose concentration it is, where others exist.
const PUBLISHED: &str = " of published producers";

/// Returns a concentration with the ends of its interval: "HHI 745 to 1,204".
pub(super) fn hhi_words(of: &Concentration) -> String {
    let lower = whole_text(of.hhi.lower);
    match of.hhi.upper {
        Some(upper) if upper - of.hhi.lower >= 0.5 => {
            format!("HHI{NO_BREAK}{lower} to{NO_BREAK}{}", whole_text(upper))
        }
        _ if of.hhi.published_only => format!("HHI{NO_BREAK}{lower}{PUBLISHED}"),
        _ => format!("HHI{NO_BREAK}{lower}"),
    }
}

fn largest_words(of: &Concentration) -> Option<String> {
    of.largest.first().map(|largest| format!("{} {}", largest.name.text(), short_share(largest.share)))
}

fn foot(figures: &Figures, actors: &[Actor], place: usize) -> Vec<String> {
    let mut lines = vec![hhi_words(&figures.before)];
    lines.extend(largest_words(&figures.before).map(|words| format!("Largest: {words}")));
    if let Some(after) = &figures.after {
        let lead = match figures.blocs.as_slice() {
            [only] => format!("{} as one", only.name),
            _ => "Blocs as one".to_owned(),
        };
        // Said of the first one already.
        let words = hhi_words(after).replace(PUBLISHED, "");
        lines.push(format!("{lead}: {words}"));
        lines.extend(largest_words(after).map(|words| format!("Largest then: {words}")));
    }
    lines.extend(gaps(figures));
    lines.extend(not_listed(actors, place));
    lines
}

/// Returns names as far as there is room for them.
fn short_list(names: &[&str]) -> String {
    const MOST: usize = 4;
    match names.len().saturating_sub(MOST) {
        0 | 1 => names.join(", "),
        more => format!("{} and {more} more, told in the table", names.get(..MOST).unwrap_or_default().join(", ")),
    }
}

/// What stands in place of numbers.
pub(super) const GAPS: [Status; 5] =
    [Status::Withheld, Status::NotAvailable, Status::NotApplicable, Status::IncludedElsewhere, Status::Qualitative];

/// Says who is named without a number, and blocs of whose members none has one.
pub(in crate::charts) fn gaps(figures: &Figures) -> Vec<String> {
    let of_status = |status: Status| {
        let rows = figures.unpublished.iter().filter(move |row| row.status() == status);
        let mut names: Vec<&str> = rows.map(|row| row.name.as_str()).collect();
        if figures.other.quantity.as_ref().is_some_and(|of| of.value().is_none() && of.status() == status) {
            names.push("other countries");
        }
        (!names.is_empty()).then(|| format!("{}: {}", gap_words(status), short_list(&names)))
    };
    GAPS.into_iter().filter_map(of_status).chain(blocs_without(figures)).collect()
}

/// Says which blocs have members of whom none has a number, by what stands in its place.
fn blocs_without(figures: &Figures) -> Vec<String> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for bloc in &figures.blocs {
        if let Some(words) = no_number_words(bloc, figures) {
            found.entry(words).or_default().push(&bloc.name);
        }
    }
    found.into_iter().map(|(words, names)| format!("{}: {}", capitalised(words), short_list(&names))).collect()
}

/// Says which of those that are drawn the publisher does not list at a stage: nothing is known of them there.
pub(in crate::charts) fn not_listed(actors: &[Actor], place: usize) -> Option<String> {
    let is_absent = |actor: &&Actor| actor.key.is_supplier() && actor.at.get(place) == Some(&At::NotListed);
    let names: Vec<&str> = actors.iter().filter(is_absent).map(|actor| actor.label.as_str()).collect();
    (!names.is_empty()).then(|| format!("Not listed: {}", short_list(&names)))
}
