//! How numbers and names are said: one place, so that a title, a bar, a tile and a table say the same.

use crate::analysis::{Estimates, ShareInterval};
use crate::model::{Bound, Unit, quantity_text};

/// A space that keeps a number and its unit on one line.
pub const NO_BREAK: char = '\u{a0}';

/// Names that take an article inside a sentence.
const WITH_ARTICLE: [&str; 11] = [
    "United States",
    "United Kingdom",
    "United Arab Emirates",
    "Netherlands",
    "Philippines",
    "DR Congo",
    "Central African Republic",
    "Dominican Republic",
    "Congo",
    "Bahamas",
    "Gambia",
];

/// Last words of the names of blocs that take an article inside a sentence, besides [`WITH_ARTICLE`]: common nouns, unlike
/// "FORGE" or "Pax Silica".
const NOUNS_OF_BLOCS: [&str; 19] = [
    "initiative",
    "Initiative",
    "frameworks",
    "Framework",
    "participants",
    "partners",
    "alliance",
    "dialogue",
    "meetings",
    "group",
    "hosts",
    "Corridor",
    "Union",
    "Council",
    "pact",
    "States",
    "Forum",
    "ministerial",
    "Eyes",
];

/// Names of blocs with an article inside a sentence that end in no common noun.
const BLOCS_WITH_ARTICLE: [&str; 8] = ["Quad", "MSP", "G7", "G20", "OECD", "SCO", "CSTO", "Group of"];

/// Returns a name at the start of a sentence, with its article.
#[must_use]
pub fn sentence_name(name: &str) -> String {
    if takes_article(name) { format!("The {name}") } else { name.to_owned() }
}

/// Returns a name inside a sentence, with its article.
#[must_use]
pub fn name_in_sentence(name: &str) -> String {
    if takes_article(name) { format!("the {name}") } else { name.to_owned() }
}

/// Returns whether a country's or bloc's name takes an article. What stands in brackets or is a number at its end, as in
/// "MSP (until Feb 2026)" or "Group of 77", is no part of it here.
fn takes_article(name: &str) -> bool {
    if WITH_ARTICLE.contains(&name) {
        return true;
    }
    let stem = name.split(" (").next().unwrap_or(name);
    let stem = stem.trim_end_matches(|letter: char| letter.is_ascii_digit() && stem.contains(' ')).trim_end();
    let last = stem.rsplit(' ').next().unwrap_or(stem);
    BLOCS_WITH_ARTICLE.contains(&stem) || (last != stem && NOUNS_OF_BLOCS.contains(&last))
}

/// Returns words with a capital at their start.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns words with a small letter at their start, unless they begin with letters such as "HHI".
#[must_use]
pub fn uncapitalised(words: &str) -> String {
    if words.chars().nth(1).is_some_and(char::is_uppercase) {
        return words.to_owned();
    }
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Returns words that stay on one line.
#[must_use]
pub fn unbroken(words: &str) -> String {
    words.replace(' ', &NO_BREAK.to_string())
}

/// Returns a number with its unit, which stay on one line.
#[must_use]
pub fn quantity_in_sentence(value: f64, unit: Unit) -> String {
    unbroken(&quantity_text(value, unit))
}

/// Returns a share (0 to 1) in per cent with one decimal, for example "69.4 %"; small ones as "under 0.1 %", zero as "0".
#[must_use]
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    if value == 0.0 {
        return format!("0{NO_BREAK}%");
    }
    if value < 0.0 {
        return format!("−{}", percent(-share));
    }
    if value < 0.05 {
        return format!("under 0.1{NO_BREAK}%");
    }
    format!("{value:.1}{NO_BREAK}%")
}

/// Returns a share in per cent for a sentence: whole from ten up, else one decimal.
#[must_use]
pub fn percent_in_sentence(share: f64) -> String {
    let value = share * 100.0;
    // 99.7 % is not all of it.
    if (9.95..99.5).contains(&value) || value >= 100.0 { format!("{value:.0}{NO_BREAK}%") } else { percent(share) }
}

/// Returns a share in per cent for a sentence that bounds it: with a decimal where the whole number would say more than is
/// known, as "at least 12 %" would of 11.6 %.
#[must_use]
pub fn percent_that_holds(share: f64, bound: Bound) -> String {
    let (value, whole) = (share * 100.0, (share * 100.0).round());
    let holds = match bound {
        Bound::AtLeast => whole <= value,
        Bound::AtMost => whole >= value,
        Bound::Exact | Bound::Range => true,
    };
    if holds { percent_in_sentence(share) } else { percent(share) }
}

/// Returns the words that say how a number is bounded, with a space behind, or nothing.
#[must_use]
pub fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::Range => "about ",
    }
}

/// Returns the sign that says how a number is bounded, with a space behind, or nothing.
#[must_use]
pub fn bound_mark(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => "≥\u{a0}",
        Bound::AtMost => "≤\u{a0}",
        Bound::Range => "≈\u{a0}",
    }
}

/// Returns how a share is bounded as far as a picture shows it: an end within 0.1 percentage points is no bound.
#[must_use]
pub fn shown_bound(share: ShareInterval) -> Bound {
    const SEEN: f64 = 1e-3;
    let end = |end: f64| if (end - share.value).abs() < SEEN { share.value } else { end };
    ShareInterval { low: end(share.low), high: end(share.high), ..share }.bound()
}

/// Returns how the sum of numbers is bounded: it can be less where one of them can, and more likewise.
#[must_use]
pub fn bound_of_sum(bounds: impl IntoIterator<Item = Bound>) -> Bound {
    let (mut less, mut more) = (false, false);
    for bound in bounds {
        less |= matches!(bound, Bound::AtMost | Bound::Range);
        more |= matches!(bound, Bound::AtLeast | Bound::Range);
    }
    match (less, more) {
        (false, false) => Bound::Exact,
        (true, false) => Bound::AtMost,
        (false, true) => Bound::AtLeast,
        (true, true) => Bound::Range,
    }
}

/// Returns a share in words for a sentence, as far as it is known, with `number` to write one: "at most 32 %" where only
/// an upper end is known, "at least 32 %" where only a lower one is, and of what is published where neither is.
#[must_use]
pub fn known_words(share: ShareInterval, number: impl Fn(f64, Bound) -> String) -> String {
    /// An end so near to nothing, or to the whole, says nothing.
    const SAYING: f64 = 1e-3;
    let bound = shown_bound(share);
    if bound != Bound::Range {
        return format!("{}{}", bound_words(bound), number(share.value, bound));
    }
    match (share.low > SAYING, share.high < 1.0 - SAYING) {
        (false, false) => format!("{} of what is published", number(share.value, Bound::Exact)),
        (false, true) => format!("{}{}", bound_words(Bound::AtMost), number(share.high, Bound::AtMost)),
        (true, false) => format!("{}{}", bound_words(Bound::AtLeast), number(share.low, Bound::AtLeast)),
        (true, true) if is_open(share) => {
            format!("between {} and {}", number(share.low, Bound::AtLeast), number(share.high, Bound::AtMost))
        }
        (true, true) => format!("{}{}", bound_words(Bound::Range), number(share.value, Bound::Range)),
    }
}

/// Returns a share with its bound as a mark, for a bar: "≤ 32.1 %".
#[must_use]
pub fn share_text(share: ShareInterval) -> String {
    let mark = bound_mark(shown_bound(share));
    match (share.value == 0.0, shown_bound(share)) {
        (true, Bound::Exact) => percent(0.0),
        (true, _) => "not published".to_owned(),
        (false, Bound::Range) if is_open(share) => format!("{} of what is published", percent(share.value)),
        (false, _) => format!("{mark}{}", percent(share.value)),
    }
}

/// Returns a share as short as a list needs it, with its bound as a mark: "≤ 32 %".
#[must_use]
pub fn share_in_list(share: ShareInterval) -> String {
    let bound = shown_bound(share);
    // A list has no room for a decimal: a bound is rounded so that it holds.
    let value = match bound {
        Bound::AtLeast if share.value >= 0.0995 => (share.value * 100.0).floor() / 100.0,
        Bound::AtMost if share.value >= 0.0995 => (share.value * 100.0).ceil() / 100.0,
        _ => share.value,
    };
    format!("{}{}", bound_mark(bound), percent_in_sentence(value))
}

/// Returns the ends that a share can lie between, in words, or nothing for an exact one.
#[must_use]
pub fn ends_words(share: ShareInterval) -> Option<String> {
    (share.bound() != Bound::Exact).then(|| format!("between {} and {}", percent(share.low), percent(share.high)))
}

/// Returns whether so much can be more or less that no "about" would be honest.
#[must_use]
pub fn is_open(share: ShareInterval) -> bool {
    const WIDE: f64 = 0.2;
    share.high - share.low > WIDE
}

/// Returns a share with its bound in words, for a sentence or a legend: "at most 32.1 %".
#[must_use]
pub fn share_words(share: ShareInterval) -> String {
    if share.value == 0.0 { share_text(share) } else { known_words(share, |share, _| percent(share)) }
}

/// Returns names as a sentence lists them: "A", "A and B", "A, B and C".
#[must_use]
pub fn and_words(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Returns what names have in common but for their last word, and those last words; nothing where they begin otherwise.
#[must_use]
pub fn common_start<'a>(names: &[&'a str]) -> Option<(&'a str, Vec<&'a str>)> {
    let parts: Vec<(&str, &str)> = names.iter().map(|name| name.rsplit_once(' ')).collect::<Option<_>>()?;
    let (start, _) = *parts.first()?;
    let is_common = parts.iter().all(|(other, _)| *other == start);
    is_common.then(|| (start, parts.into_iter().map(|(_, end)| end).collect()))
}

/// Returns how the figures of a year are said to be estimates, with a comma before, or nothing.
#[must_use]
pub fn estimates_words(estimates: Estimates) -> &'static str {
    match estimates {
        Estimates::None => "",
        Estimates::Some => ", partly estimated",
        Estimates::All => ", estimated",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_with_their_bound() {
        let share = ShareInterval { value: 0.321, low: 0.0, high: 0.321 };
        assert_eq!(share_text(share), "≤\u{a0}32.1\u{a0}%");
        assert_eq!(share_text(ShareInterval::ZERO), "0\u{a0}%");
        assert_eq!(percent(0.0002), "under 0.1\u{a0}%");
        assert_eq!(percent_in_sentence(0.6935), "69\u{a0}%");
        assert_eq!(percent_in_sentence(0.034), "3.4\u{a0}%");
    }

    #[test]
    fn names_take_an_article_where_english_gives_them_one() {
        for name in ["Green minerals initiative", "European Union", "G20", "Group of 77", "MSP (until Feb 2026)"] {
            assert_eq!(name_in_sentence(name), format!("the {name}"));
        }
        for name in ["US bilateral frameworks", "Minerals ministerial 2026", "Nickel group (idea)", "DR Congo"] {
            assert_eq!(sentence_name(name), format!("The {name}"));
        }
        for name in ["FORGE", "BRICS", "Pax Silica", "ASEAN", "AUKUS", "China", "My bloc", "Initiative"] {
            assert_eq!(name_in_sentence(name), name);
        }
    }

    #[test]
    fn a_share_is_said_as_far_as_it_is_known() {
        // (value, least, most), by which ends are known: an end at the value is the value itself.
        let cases = [
            ((0.39, 0.39, 0.39), "39%"),
            ((0.39, 0.10, 0.39), "at most 39%"),
            ((0.39, 0.0, 0.39), "at most 39%"),
            ((0.39, 0.39, 0.70), "at least 39%"),
            ((0.39, 0.39, 1.0), "at least 39%"),
            ((0.39, 0.0, 0.62), "at most 62%"),
            ((0.39, 0.20, 1.0), "at least 20%"),
            ((0.39, 0.0, 1.0), "39% of what is published"),
            ((0.39, 0.20, 0.62), "between 20% and 62%"),
            ((0.39, 0.35, 0.45), "about 39%"),
        ];
        for ((value, low, high), words) in cases {
            let number = |share: f64, _| format!("{:.0}%", share * 100.0);
            assert_eq!(known_words(ShareInterval { value, low, high }, number), words);
        }
    }

    #[test]
    fn a_sentence_says_no_more_than_is_known() {
        let (least, most) = (Bound::AtLeast, Bound::AtMost);
        let cases = [
            (0.116, least, "11.6\u{a0}%"),
            (0.114, least, "11\u{a0}%"),
            (0.116, most, "12\u{a0}%"),
            (0.114, most, "11.4\u{a0}%"),
            (0.116, Bound::Exact, "12\u{a0}%"),
            (0.25, least, "25\u{a0}%"),
        ];
        for (share, bound, words) in cases {
            assert_eq!(percent_that_holds(share, bound), words);
        }
        let in_list = |value, low, high| share_in_list(ShareInterval { value, low, high });
        assert_eq!(in_list(0.361, 0.0, 0.361), "≤\u{a0}37\u{a0}%");
        assert_eq!(in_list(0.116, 0.116, 1.0), "≥\u{a0}11\u{a0}%");
        assert_eq!(in_list(0.361, 0.361, 0.361), "36\u{a0}%");
        let share = ShareInterval { value: 0.116, low: 0.116, high: 0.3 };
        assert_eq!(known_words(share, percent_that_holds), "at least 11.6\u{a0}%");
    }

    #[test]
    fn a_sum_can_be_what_its_parts_can_be() {
        use Bound::{AtLeast, AtMost, Exact, Range};
        for (one, other, sum) in [
            (Exact, Exact, Exact),
            (Exact, AtMost, AtMost),
            (Exact, AtLeast, AtLeast),
            (Exact, Range, Range),
            (AtMost, AtMost, AtMost),
            (AtMost, AtLeast, Range),
            (AtMost, Range, Range),
            (AtLeast, AtLeast, AtLeast),
            (AtLeast, Range, Range),
            (Range, Range, Range),
        ] {
            assert_eq!((bound_of_sum([one, other]), bound_of_sum([other, one])), (sum, sum));
        }
    }

    #[test]
    fn a_bound_too_near_to_be_seen_is_none() {
        let near = ShareInterval { value: 0.3454, low: 0.3453, high: 0.3455 };
        assert_eq!(share_text(near), "34.5\u{a0}%");
        let far = ShareInterval { value: 0.3454, low: 0.33, high: 0.36 };
        assert_eq!(share_text(far), "≈\u{a0}34.5\u{a0}%");
    }
}
