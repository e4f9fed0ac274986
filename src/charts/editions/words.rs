use crate::analysis::{Change, Compared, EditionColumn, RevisedRow, Revision, Revisions};
use crate::charts::wording::{NO_BREAK, and_words, percent};
use crate::data::{RowSubject, Statement};
use crate::model::{Edition, Unit, quantity_text, quantity_words, status_words};

/// Returns what an edition says, or that it has no such row.
pub fn cell_words(statement: Option<&Statement>, unit: Unit, subject: RowSubject) -> String {
    match (statement, subject) {
        (Some(statement), _) => unbroken(&quantity_words(&statement.quantity, unit)),
        (None, RowSubject::Country(_)) => "not named".to_owned(),
        (None, RowSubject::Other | RowSubject::World) => "not printed".to_owned(),
    }
}

/// Returns a number with its unit on one line.
pub fn number_words(value: f64, unit: Unit) -> String {
    unbroken(&quantity_text(value, unit))
}

fn unbroken(words: &str) -> String {
    words.replace(' ', &NO_BREAK.to_string())
}

/// Returns what changed, in as few words as a row has room for.
pub fn change_words(change: &Change, subject: RowSubject) -> String {
    let words = match change {
        Change::Unchanged => "unchanged",
        Change::Settled => "unchanged, now reported",
        Change::Number { old, new, .. } => return number_change_words(*old, *new),
        Change::Bound => "other bound",
        Change::NewlyPublished { .. } => "newly published",
        Change::NoLongerPublished { .. } => "no longer published",
        Change::NewlyNamed { .. } if subject == RowSubject::World => "newly printed",
        Change::NoLongerNamed { .. } if subject == RowSubject::World => "no longer printed",
        Change::NewlyNamed { .. } => "newly named",
        Change::NoLongerNamed { .. } => "no longer named",
        Change::Words => "other words",
        Change::AndBack => "revised and back",
        Change::CorrectedHere => "corrected here",
        Change::NotCompared => "",
    };
    words.to_owned()
}

/// Returns by how much a number changed: in per cent, or as a multiple where per cent would be thousands.
fn number_change_words(old: f64, new: f64) -> String {
    const MANY: f64 = 10.0;
    if old == 0.0 {
        return "above 0 now".to_owned();
    }
    let ratio = new / old;
    if ratio >= MANY {
        return format!("{ratio:.0} times");
    }
    let change = ratio - 1.0;
    let sign = if change < 0.0 { '−' } else { '+' };
    let size = change.abs() * 100.0;
    // 99.7 % less is not all of it.
    if (9.95..99.5).contains(&size) || size >= 100.0 {
        format!("{sign}{size:.0}{NO_BREAK}%")
    } else {
        let words = percent(change.abs());
        if words.starts_with("under") {
            format!("{} by {words}", if sign == '−' { "less" } else { "more" })
        } else {
            format!("{sign}{words}")
        }
    }
}

/// Returns what changed as a word for a table.
pub fn change_kind(change: &Change) -> &'static str {
    match change {
        Change::Unchanged => "unchanged",
        Change::Settled => "unchanged, estimate now reported",
        Change::Number { .. } => "revised",
        Change::Bound => "same number, other bound",
        Change::NewlyPublished { .. } => "newly published",
        Change::NoLongerPublished { .. } => "no longer published",
        Change::NewlyNamed { .. } => "newly named",
        Change::NoLongerNamed { .. } => "no longer named",
        Change::Words => "other words",
        Change::AndBack => "revised and back",
        Change::CorrectedHere => "differs only through a correction made here",
        Change::NotCompared => "not compared",
    }
}

/// Returns what a statement is besides its number, with a comma before, for a hover: "estimated", its note.
pub fn status_and_note(statement: Option<&Statement>) -> String {
    let Some(statement) = statement else { return String::new() };
    let mut words = String::new();
    if statement.quantity.value().is_some() {
        words = format!(", {}", status_words(statement.quantity.status()));
    }
    if !statement.note.is_empty() {
        words = format!("{words}. {}", statement.note.trim_end_matches('.'));
    }
    words
}

/// Returns what changed in a row as a clause behind its name, for a title: "revised from 13,000 t to 1,500 t".
pub fn clause(row: &RevisedRow, revisions: &Revisions) -> String {
    let number = |value: f64| number_words(value, revisions.unit);
    let with = |value: Option<f64>| value.map_or_else(String::new, |value| format!(" with {}", number(value)));
    let before = |value: Option<f64>| value.map_or_else(String::new, |value| format!(", {} before", number(value)));
    match row.change {
        Change::Number { .. } => {
            let compared =
                || row.statements.iter().zip(&revisions.columns).filter(|(_, column)| column.apart.is_none());
            let said = |of: Option<(&Option<Statement>, &EditionColumn)>| {
                of.map_or_else(String::new, |(statement, column)| {
                    let words = cell_words(statement.as_ref(), column.unit, row.subject);
                    match revisions.compared {
                        Compared::SameYear => words,
                        Compared::Statements => format!("{words} for {}", column.year),
                    }
                })
            };
            let verb = if revisions.compared == Compared::SameYear { "revised " } else { "" };
            format!("{verb}from {} to {}", said(compared().next()), said(compared().next_back()))
        }
        Change::NewlyPublished { new } => format!("newly published, {}", number(new)),
        Change::NoLongerPublished { old } => format!("no longer published{}", before(Some(old))),
        Change::NewlyNamed { new } => format!("newly named{}", with(new)),
        Change::NoLongerNamed { old } => format!("no longer named{}", before(old)),
        _ => change_kind(&row.change).to_owned(),
    }
}

/// Returns what came before and after, for a list: "13,000 t → 1,500 t".
pub fn from_to(revision: &Revision) -> String {
    let said = |of: &crate::analysis::Said| cell_words(of.statement.as_ref(), revision.unit, revision.country);
    format!("{} → {}", said(&revision.from), said(&revision.to))
}

/// Returns the editions' names, what they all begin with said once: "Yearbook 2025 and 2026".
pub fn edition_names<'a>(editions: impl Iterator<Item = &'a Edition>, name: impl Fn(&'a Edition) -> &'a str) -> String {
    let names: Vec<&str> = editions.map(name).collect();
    let parts: Option<Vec<(&str, &str)>> = names.iter().map(|name| name.rsplit_once(' ')).collect();
    let Some(parts) = parts else { return and_words(&names) };
    match parts.first() {
        Some((head, _)) if parts.iter().all(|(other, _)| other == head) => {
            let tails: Vec<&str> = parts.iter().map(|(_, tail)| *tail).collect();
            format!("{head} {}", and_words(&tails))
        }
        _ => and_words(&names),
    }
}

/// Returns a text with a capital at its start.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
