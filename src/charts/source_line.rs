//! What the source lines of all charts say in the same words.

use crate::analysis::Figures;
use crate::model::{Question, date_text};

use super::wording::NO_BREAK;

/// Returns where in a source a table stands, in brackets; nothing where its name says that already.
#[must_use]
pub fn label_words(label: &str, source: &str) -> String {
    if label.is_empty() || source.starts_with(label) { String::new() } else { format!(" ({label})") }
}

/// Returns who is in the switched-on blocs, `lead` being what they are called; nothing where none is on.
#[must_use]
pub fn membership_words(lead: &str, question: &Question, figures: &Figures) -> Option<String> {
    let names: Vec<&str> = figures.blocs.iter().map(|bloc| bloc.name.as_str()).collect();
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

/// Returns the program and its version.
#[must_use]
pub fn program_words() -> String {
    format!("Lodescope{NO_BREAK}{}", env!("CARGO_PKG_VERSION"))
}
