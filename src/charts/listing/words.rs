use crate::model::{Bound, Status, status_words, whole_text};

/// Returns a number as shown in a table: with separators, a real minus, and at most so many decimals; one that these
/// would turn into zero keeps three digits.
#[must_use]
pub fn number_text(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let is_lost = value != 0.0 && rest.is_empty() && whole == "0";
    if is_lost {
        return small_text(value);
    }
    let whole = whole_text(whole.parse().unwrap_or(value.abs().trunc()));
    let minus = if value < 0.0 { "−" } else { "" };
    if rest.is_empty() { format!("{minus}{whole}") } else { format!("{minus}{whole}.{rest}") }
}

/// Returns a number near zero with three significant digits.
fn small_text(value: f64) -> String {
    const MOST_ZEROS: usize = 12;
    let size = value.abs();
    let zeros =
        (1..=MOST_ZEROS).find(|zeros| format!("{size:.zeros$}").contains(|sign: char| !matches!(sign, '0' | '.')));
    let text = match zeros {
        Some(zeros) => format!("{size:.*}", zeros + 2).trim_end_matches('0').to_owned(),
        None => format!("{size:e}"),
    };
    if value < 0.0 { format!("−{text}") } else { text }
}

/// Returns a part of one in per cent, with two decimals, so that those of a column stand under each other.
pub(super) fn share_text(part: f64) -> String {
    let per_cent = part * 100.0;
    let text = number_text(per_cent, 2);
    let is_lost = per_cent != 0.0 && per_cent.abs() < 0.005;
    if is_lost || !per_cent.is_finite() {
        return text;
    }
    match text.split_once('.').map(|(_, decimals)| decimals.len()) {
        None => format!("{text}.00"),
        Some(1) => format!("{text}0"),
        Some(_) => text,
    }
}

/// Returns a status as a table shows it.
#[must_use]
pub fn status_title(status: Status) -> &'static str {
    status_words(status)
}

/// Returns what a status means, for a hover text and a legend.
#[must_use]
pub fn status_gloss(status: Status) -> &'static str {
    match status {
        Status::Reported => "as countries or companies report it",
        Status::Estimated => "the publisher’s estimate",
        Status::Withheld => "kept back to protect company data, not zero",
        Status::NotAvailable => "the publisher has no figure, not zero",
        Status::NotApplicable => "no figure makes sense here",
        Status::IncludedElsewhere => "its amount stands in another row",
        Status::Qualitative => "a word such as “Large”",
    }
}

/// Returns a bound as a table shows it.
#[must_use]
pub fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Range => "range",
    }
}

/// Returns what a bound means, for a hover text and a legend.
#[must_use]
pub fn bound_gloss(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "the figure itself",
        Bound::AtLeast => "this or more",
        Bound::AtMost => "this or less",
        Bound::Range => "between this and its upper end",
    }
}

/// Returns what a status means that files name like this.
#[must_use]
pub fn status_gloss_of(id: &str) -> Option<&'static str> {
    super::STATUSES.into_iter().find(|status| status.id() == id).map(status_gloss)
}

/// Returns what a bound means that files name like this.
#[must_use]
pub fn bound_gloss_of(id: &str) -> Option<&'static str> {
    BOUNDS.into_iter().find(|bound| bound.id() == id).map(bound_gloss)
}

const BOUNDS: [Bound; 4] = [Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::Range];

/// Returns the words for a status as files name it; what is none of these stays as it is.
pub(super) fn status_words_of(id: &str) -> &str {
    const NO_ROW: &str = "no_row";
    let known = super::STATUSES.into_iter().find(|status| status.id() == id);
    match known {
        Some(status) => status_title(status),
        None if id == NO_ROW => "no row",
        None => id,
    }
}

/// Returns the words for a bound as files name it; what is none of these stays as it is.
pub(super) fn bound_words_of(id: &str) -> &str {
    let known = BOUNDS.into_iter().find(|bound| bound.id() == id);
    match known {
        Some(bound) => bound_words(bound),
        None => id,
    }
}

/// Returns whether a text holds a word that is written in small letters.
pub(in crate::charts) fn holds(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        // Without a copy of each text.
        let (text, word) = (text.as_bytes(), word.as_bytes());
        return word.is_empty() || text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    }
    text.to_lowercase().contains(word)
}
