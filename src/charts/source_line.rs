//! What the source lines of all charts say in the same words.

use crate::analysis::{Answer, Figures};
use crate::model::{BlocId, Bound, Denominator, Edition, EditionChoice, Question, date_text, quantity_words};

use super::wording::{NO_BREAK, percent};

/// Returns where in a source a table stands, in brackets; nothing where its name says that already.
#[must_use]
pub fn label_words(label: &str, source: &str) -> String {
    // Of a person's own file the source says the name already; the sheet and the columns are left to say.
    let file = source.split(", own data").next().unwrap_or(source);
    let label = label.strip_prefix(file).map_or(label, |rest| rest.trim_start_matches(", "));
    if label.is_empty() || source.starts_with(label) { String::new() } else { format!(" ({label})") }
}

/// Returns what is asked where no edition answers: nothing where it may be any.
#[must_use]
pub fn asked_edition(question: &Question) -> Option<String> {
    (question.edition != EditionChoice::Newest).then(|| question.edition.to_string())
}

/// Returns the sentence that says where the figures of an answer are from: the edition and its table. Nothing where no
/// edition has such a table.
#[must_use]
pub fn source_of(answer: &Answer) -> Option<String> {
    let edition = answer.subject.edition.as_ref().map(|edition| edition.name.clone());
    let edition = edition.or_else(|| asked_edition(&answer.question))?;
    let label = match (&answer.figures, &answer.listing) {
        (Ok(figures), _) => Some(&figures.source_label),
        (Err(_), listing) => listing.as_ref().map(|listing| &listing.source_label),
    };
    let table = label.map_or_else(String::new, |label| label_words(label, &edition));
    Some(format!("Source: {edition}{table}"))
}

/// Returns the sentence that says where figures beside those of `answer` are from, `what` being what they are called: their
/// edition where it is another one, and their table. Nothing where no edition has such a table.
#[must_use]
pub fn source_beside(what: &str, beside: &Answer, answer: &Answer) -> Option<String> {
    let edition = beside.subject.edition.as_ref()?;
    let figures = beside.figures.as_ref().ok()?;
    let table = label_words(&figures.source_label, &edition.name);
    let is_same = answer.subject.edition.as_ref().is_some_and(|of| of.id == edition.id);
    let name = if is_same { "the same edition" } else { &edition.name };
    Some(format!("{what}: {name}{table}"))
}

/// Returns the name of the file that figures are from, for one of a person's own that states no world total: shares are
/// then of what is in it and not of the world.
#[must_use]
pub fn own_file<'a>(edition: Option<&'a Edition>, figures: &Figures) -> Option<&'a str> {
    // A publisher's edition keeps the series of the publication, whoever opens it.
    let own = edition.filter(|edition| edition.id.is_own() && edition.series == edition.id.as_str());
    own.filter(|_| figures.printed.is_none()).map(|edition| edition.short_name.as_str())
}

/// Returns the word before a stage that says whose shares are of, with its space: of the world, of what is published, or
/// of no more than a person's file.
#[must_use]
pub fn published_word(edition: Option<&Edition>, figures: &Figures) -> &'static str {
    if own_file(edition, figures).is_some() {
        ""
    } else if figures.before.hhi.published_only {
        "published "
    } else {
        "world "
    }
}

/// Returns who is in the switched-on blocs, `lead` being what they are called; nothing where none is on.
#[must_use]
pub fn membership_words(lead: &str, question: &Question, figures: &Figures) -> Option<String> {
    let names: Vec<String> = figures.blocs.iter().map(|bloc| bloc_name(&bloc.id, &bloc.name)).collect();
    membership_of(lead, question, &names)
}

/// Returns what a source line calls a bloc: who reads a picture must not take one of a person's own for one that exists.
#[must_use]
pub fn bloc_name(id: &BlocId, name: &str) -> String {
    if id.is_own() { format!("{name} (a bloc of one’s own)") } else { name.to_owned() }
}

/// Returns who is in the blocs of these names as [`membership_words`] does.
#[must_use]
pub fn membership_of(lead: &str, question: &Question, names: &[String]) -> Option<String> {
    let overlap = if names.len() > 1 { format!("; {}", question.overlap.in_sentence()) } else { String::new() };
    let (as_of, confidence) = (date_text(question.as_of), question.confidence.in_sentence());
    (!names.is_empty()).then(|| format!("{lead}: {} as of {as_of}, {confidence}{overlap}", names.join(", ")))
}

/// Returns that figures are as printed, where corrections are switched off.
#[must_use]
pub fn uncorrected_words(question: &Question) -> Option<String> {
    let words = "Some corrections of published figures are switched off";
    (!question.uncorrected.is_empty()).then(|| words.to_owned())
}

/// Returns what shares are of, for a source line.
#[must_use]
pub fn shares_words(denominator: Denominator) -> &'static str {
    match denominator {
        Denominator::Sum => "Shares of named countries and “Other countries”",
        Denominator::Printed => "Shares of the printed world total",
    }
}

/// Returns the printed world total with how far the rows are from it; nothing where none is printed.
#[must_use]
pub fn printed_words(figures: &Figures) -> Option<String> {
    let printed = figures.printed.as_ref()?;
    Some(format!("{}{}", quantity_words(&printed.quantity, figures.unit), gap(figures)))
}

/// Returns by how much the rows differ from the printed total, in brackets, or nothing when they agree to 0.05 %.
fn gap(figures: &Figures) -> String {
    let printed = figures.printed.as_ref().filter(|printed| printed.quantity.bound() == Some(Bound::Exact));
    let Some(printed) = printed.and_then(|printed| printed.quantity.value()).filter(|printed| *printed > 0.0) else {
        return String::new();
    };
    let difference = figures.own_sum / printed - 1.0;
    if difference.abs() < 5e-4 {
        return String::new();
    }
    let sign = if difference > 0.0 { "more" } else { "less" };
    format!(" (the rows add up to {} {sign})", percent(difference.abs()))
}

/// Returns the program and its version.
#[must_use]
pub fn program_words() -> String {
    format!("Lodescope{NO_BREAK}{}", env!("CARGO_PKG_VERSION"))
}
