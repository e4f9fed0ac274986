//! What is said of what is only supposed: the same in notes, tables and answers.

use crate::analysis::{Figures, GapFiller, Limit, Span};
use crate::model::{Bound, Mode, Question, Unit, whole_text};

use super::table::Cell;
use super::wording::{
    and_words, bound_mark, bound_words, name_in_sentence, percent_in_sentence, quantity_in_sentence, unbroken,
};

/// The column of a table that says what is supposed.
const HYPOTHETICAL: &str = "HYPOTHETICAL";

/// Returns what is supposed of blocs, as a note says it; nothing where each is one supplier.
#[must_use]
pub fn mode_note(question: &Question, figures: &Figures) -> Option<String> {
    mode_note_of(question.mode, &bloc_names(figures))
}

/// Returns what is supposed of blocs of these names as [`mode_note`] does.
#[must_use]
pub fn mode_note_of(mode: Mode, names: &[&str]) -> Option<String> {
    let words = mode_words(mode, names)?;
    Some(format!("Only supposed: {words}. Nothing says that it will be so"))
}

fn bloc_names(figures: &Figures) -> Vec<&str> {
    figures.blocs.iter().map(|bloc| bloc.name.as_str()).collect()
}

fn mode_words(mode: Mode, names: &[&str]) -> Option<String> {
    match mode {
        _ if names.is_empty() => None,
        Mode::One => None,
        Mode::Withhold => Some(format!("all members of {} stop selling", and_words(names))),
        Mode::Only => Some(format!("everyone buys from members of {} alone", and_words(names))),
    }
}

/// Returns all that is supposed; nothing where nothing is.
#[must_use]
pub fn supposed_words(question: &Question, figures: &Figures) -> Option<String> {
    let limit = |limit: &Limit| format!("{} sells at most {}", limit.name, unbroken(&limit.cap.limit.text()));
    let parts: Vec<String> =
        mode_words(question.mode, &bloc_names(figures)).into_iter().chain(figures.limits.iter().map(limit)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Returns the limits that are felt, as a title says them: "the DR Congo limited to 100,000 t".
#[must_use]
pub fn limits_in_title(figures: &Figures) -> Option<String> {
    const MOST_NAMED: usize = 2;
    let felt: Vec<&Limit> = figures.limits.iter().filter(|limit| limit.is_felt()).collect();
    let words = |limit: &&Limit| format!("{} {}", name_in_sentence(&limit.name), limit_words(limit));
    match felt.len() {
        0 => None,
        count if count > MOST_NAMED => Some(format!("{count} countries limited")),
        _ => {
            Some(and_words(&felt.iter().map(words).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>()))
        }
    }
}

/// Returns what a limit does to its country, beside its bar.
#[must_use]
pub fn limit_words(limit: &Limit) -> String {
    format!("limited to {}", unbroken(&limit.cap.limit.text()))
}

/// Returns the columns that a table has where something is supposed, or territories count with their states: what all
/// rows have in common.
#[must_use]
pub fn supposed_context(question: &Question, figures: Option<&Figures>) -> Vec<(String, Cell)> {
    let supposed = figures.filter(|_| question.is_hypothetical()).and_then(|of| supposed_words(question, of));
    let supposed = supposed.map(|words| (HYPOTHETICAL.to_owned(), Cell::text(words)));
    let territories = territories_words(question).map(|_| ("Territories".to_owned(), Cell::text("with their states")));
    supposed.into_iter().chain(territories).collect()
}

/// Returns that territories count with their states, for the source line, where they do.
#[must_use]
pub fn territories_words(question: &Question) -> Option<String> {
    (!question.territories.is_own()).then(|| "Dependent territories count with their states".to_owned())
}

/// Returns by how much each supplier would grow: "+62 %", or how many times as much it would sell where per cent would
/// be thousands.
#[must_use]
pub fn growth_text(growth: Span) -> String {
    const THOUSANDS: f64 = 9.995;
    if growth.value >= THOUSANDS {
        return times_text(Span { value: 1.0 + growth.value, low: 1.0 + growth.low, high: 1.0 + growth.high });
    }
    format!("{}+{}", bound_mark(told_bound(growth)), percent_in_sentence(growth.value))
}

/// Returns how many times as much a supplier would sell: "×3.2".
#[must_use]
pub fn times_text(factor: Span) -> String {
    /// From here on, no decimals are told.
    const MANY: f64 = 9.95;
    let value = factor.value;
    let number = if value < MANY { format!("{value:.1}") } else { whole_text(value) };
    format!("{}×{number}", bound_mark(told_bound(factor)))
}

/// Returns what a supplier would have to do to fill the gap, for a hover.
#[must_use]
pub fn filler_words(filler: &GapFiller, growth: Span, unit: Unit) -> String {
    let more = quantity_in_sentence(filler.more.value, unit);
    format!(
        "{}{more} more ({}) if all grow alike, or {} by itself",
        bound_words(told_bound(filler.more)),
        growth_text(growth),
        times_text(filler.factor)
    )
}

/// Returns how a ratio is bounded as far as a sign tells it honestly: one that can be almost anything is that of what is
/// published, and notes say so.
fn told_bound(of: Span) -> Bound {
    const SEEN: f64 = 5e-4;
    let near = |end: f64| if (end - of.value).abs() <= SEEN * of.value.abs() { of.value } else { end };
    let span = Span { low: near(of.low), high: near(of.high), ..of };
    match span.bound() {
        Bound::Range if span.high.is_infinite() || span.low <= 0.0 => Bound::Exact,
        bound => bound,
    }
}
