use crate::analysis::{Change, Compared, EditionColumn, RevisedRow, Revision, Revisions, Said};
use crate::charts::wording::{and_words, common_start, percent_in_sentence, quantity_in_sentence, unbroken};
use crate::data::{RowSubject, Statement};
use crate::model::{Edition, Unit, quantity_words, status_words};

/// Returns what an edition says, or that it has no such row.
pub fn cell_words(statement: Option<&Statement>, unit: Unit, subject: RowSubject) -> String {
    match (statement, subject) {
        (Some(statement), _) => unbroken(&quantity_words(&statement.quantity, unit)),
        (None, RowSubject::Country(_)) => "not named".to_owned(),
        (None, RowSubject::Other | RowSubject::World) => "not printed".to_owned(),
    }
}

/// Returns what changed, in as few words as a row has room for.
pub fn change_words(change: &Change, subject: RowSubject) -> String {
    let words = match change {
        Change::Unchanged => "unchanged",
        Change::Settled => "unchanged, now reported",
        Change::Number { old, new, .. } => return number_change_words(*old, *new),
        Change::Bound => "within its bound",
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
    let words = percent_in_sentence(change.abs());
    if words.starts_with("under") {
        format!("{} by {words}", if sign == '−' { "less" } else { "more" })
    } else {
        format!("{sign}{words}")
    }
}

/// Returns what changed as a word for a table.
pub fn change_kind(change: &Change) -> &'static str {
    match change {
        Change::Unchanged => "unchanged",
        Change::Settled => "unchanged, estimate now reported",
        Change::Number { .. } => "revised",
        Change::Bound => "same number within another bound",
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
    let number = |value: f64| quantity_in_sentence(value, revisions.unit);
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
            let verb = if revisions.compared == Compared::SameYear { "is revised" } else { "goes" };
            format!("{verb} from {} to {}", said(compared().next()), said(compared().next_back()))
        }
        Change::NewlyPublished { new } => format!("is newly published, {}", number(new)),
        Change::NoLongerPublished { old } => format!("is no longer published{}", before(Some(old))),
        Change::NewlyNamed { new } => format!("is newly named{}", with(new)),
        Change::NoLongerNamed { old } => format!("is no longer named{}", before(old)),
        _ => format!("is {}", change_kind(&row.change)),
    }
}

/// Returns what came before and after, for a list: "13,000 t → 1,500 t".
pub fn from_to(revision: &Revision) -> String {
    let said = |of: &Said| cell_words(of.statement.as_ref(), revision.unit, revision.country);
    format!("{} → {}", said(&revision.from), said(&revision.to))
}

/// Returns the editions' names, what they all begin with said once: "Yearbook 2025 and 2026".
pub fn edition_names<'a>(editions: impl Iterator<Item = &'a Edition>) -> String {
    let names: Vec<&str> = editions.map(|edition| edition.name.as_str()).collect();
    match common_start(&names) {
        Some((start, ends)) => format!("{start} {}", and_words(&ends)),
        None => and_words(&names),
    }
}
