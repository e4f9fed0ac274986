use crate::model::{Amount, Quantity};

/// What a publisher printed in a cell for a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Printed {
    /// Nothing at all: neither zero nor "not available".
    Blank,
    /// A statement.
    Quantity(Quantity),
}

/// Why a printed value cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableValue {
    /// The reason, inside a sentence.
    pub reason: &'static str,
    /// What a person could do.
    pub mend: &'static str,
}

const NOT_A_NUMBER: UnreadableValue = UnreadableValue {
    reason: "it is neither a number nor one of the publisher's marks",
    mend: "Write a number, W (withheld), NA (not available), — (zero) or a range such as 10 - 15",
};
const NET_EXPORTER: UnreadableValue = UnreadableValue {
    reason: "E marks a net exporter, which is no quantity of its own",
    mend: "Take the row out: it belongs to a table of import reliance",
};
const LOST_SIGN: UnreadableValue = UnreadableValue {
    reason: "a sign in front of the number was lost",
    mend: "Look the value up in the printed publication",
};
const NO_FOOTNOTE: UnreadableValue = UnreadableValue {
    reason: "it points to a footnote that the notes do not have",
    mend: "Write the footnote's sentence into the notes, for example Less than ½ unit.",
};
const BACKWARDS: UnreadableValue =
    UnreadableValue { reason: "the range runs backwards", mend: "Write the lower number first" };

/// Words that stand for an amount, as the U.S. Geological Survey prints them for reserves.
const WORDS: [&str; 6] = ["Very small", "Small", "Small to moderate", "Moderate", "Moderate to large", "Large"];

/// Returns what a cell and the note beside it say.
///
/// # Errors
/// [`UnreadableValue`] for anything outside the vocabulary of the Mineral Commodity Summaries.
pub fn read_value(printed: &str, note: &str) -> Result<Printed, UnreadableValue> {
    let text = super::spelling::tidy(printed);
    if text.is_empty() {
        return Ok(Printed::Blank);
    }
    let (text, marked) = match text.strip_prefix('e') {
        Some(rest) if rest.starts_with(|letter: char| letter.is_ascii_digit()) => (rest, true),
        _ => (text.as_str(), false),
    };
    let amount = read_amount(text, note)?;
    let has_number = matches!(amount, Amount::Exact(_) | Amount::AtLeast(_) | Amount::AtMost(_) | Amount::Range { .. });
    Ok(Printed::Quantity(Quantity { amount, estimated: has_number && (marked || says_estimated(note)) }))
}

/// Returns whether one of the note's sentences is the publisher's "Estimated."
fn says_estimated(note: &str) -> bool {
    sentences(note).any(|sentence| {
        // Printed "Estimated .--" in one chapter.
        sentence.trim_end_matches(['.', ' ']).eq_ignore_ascii_case("estimated")
    })
}

/// Returns the sentences of a note, which the publisher parts with dashes.
pub(super) fn sentences(note: &str) -> impl Iterator<Item = &str> {
    note.split("--").map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn read_amount(text: &str, note: &str) -> Result<Amount, UnreadableValue> {
    match text {
        "W" => return Ok(Amount::Withheld),
        "NA" | "na" => return Ok(Amount::NotAvailable),
        "XX" => return Ok(Amount::NotApplicable),
        "—" => return Ok(Amount::Exact(0.0)),
        "E" => return Err(NET_EXPORTER),
        "s" => return footnote(note).ok_or(NO_FOOTNOTE),
        _ => {}
    }
    if text.starts_with('?') {
        return Err(LOST_SIGN);
    }
    if let Some(rest) = text.strip_prefix('>') {
        return number(rest.trim_start()).map(Amount::AtLeast).ok_or(NOT_A_NUMBER);
    }
    if let Some(rest) = text.strip_prefix('<') {
        return number(rest.trim_start()).map(Amount::AtMost).ok_or(NOT_A_NUMBER);
    }
    if let Some(value) = number(text) {
        return Ok(Amount::Exact(value));
    }
    if let Some((low, high)) = text.split_once(['-', '–']) {
        let (Some(low), Some(high)) = (number(low.trim_end()), number(high.trim_start())) else {
            return Err(NOT_A_NUMBER);
        };
        return if low <= high { Ok(Amount::Range { low, high }) } else { Err(BACKWARDS) };
    }
    footnote(text).or_else(|| word(text)).ok_or(NOT_A_NUMBER)
}

/// Returns what a footnote says of the value that points to it.
pub(super) fn footnote(note: &str) -> Option<Amount> {
    let note = super::spelling::folded(note);
    if note.contains("less than ½") || note.contains("less than 1/2") {
        return Some(Amount::Range { low: 0.0, high: 0.5 });
    }
    (note.contains("included in") || note.contains("included with")).then_some(Amount::IncludedElsewhere)
}

/// Returns a word that stands for an amount.
pub(super) fn word(text: &str) -> Option<Amount> {
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("categorized as ").unwrap_or(&lower).trim_matches(['"', '“', '”']);
    WORDS.iter().find(|word| word.eq_ignore_ascii_case(bare)).map(|word| Amount::Qualitative((*word).to_owned()))
}

/// Returns a number printed with or without separators of thousands; a separator in the wrong place is no number.
fn number(text: &str) -> Option<f64> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3 && is_digits(group));
    let well_formed = is_digits(first) && grouped && (rest.is_empty() || first.len() <= 3);
    if !well_formed || !fraction.is_none_or(is_digits) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(printed: &str) -> Amount {
        match read_value(printed, "") {
            Ok(Printed::Quantity(quantity)) => quantity.amount,
            other => panic!("{printed}: {other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_with_and_without_separators() {
        for (printed, value) in [
            ("226,000", 226_000.0),
            ("14000000", 14e6),
            ("1,200,000", 1.2e6),
            ("0", 0.0),
            ("—", 0.0),
            ("1.5", 1.5),
            ("68\u{a0}", 68.0),
            (" 70 ", 70.0),
        ] {
            assert_eq!(amount(printed), Amount::Exact(value), "{printed}");
        }
    }

    #[test]
    fn bounds_and_ranges_keep_their_ends() {
        assert_eq!(amount(">9,100,000"), Amount::AtLeast(9.1e6));
        assert_eq!(amount(">130000000"), Amount::AtLeast(1.3e8));
        assert_eq!(amount("<200,000"), Amount::AtMost(2e5));
        assert_eq!(amount("10,000 - 15,000"), Amount::Range { low: 1e4, high: 1.5e4 });
        assert_eq!(amount("330 - 390"), Amount::Range { low: 330.0, high: 390.0 });
        assert_eq!(amount("50–300"), Amount::Range { low: 50.0, high: 300.0 });
    }

    #[test]
    fn marks_stay_apart() {
        assert_eq!(amount("W"), Amount::Withheld);
        assert_eq!(amount("NA"), Amount::NotAvailable);
        assert_eq!(amount("NA  "), Amount::NotAvailable);
        assert_eq!(amount("XX"), Amount::NotApplicable);
        assert_eq!(read_value("", "Estimated."), Ok(Printed::Blank));
        assert_eq!(read_value("\u{a0}", ""), Ok(Printed::Blank));
    }

    #[test]
    fn words_stay_words() {
        for (printed, word) in [
            ("Large", "Large"),
            ("Moderate", "Moderate"),
            ("Small", "Small"),
            ("Very small", "Very small"),
            ("Moderate to large", "Moderate to large"),
            ("Categorized as \"large\"", "Large"),
        ] {
            assert_eq!(amount(printed), Amount::Qualitative(word.to_owned()));
        }
    }

    #[test]
    fn footnotes_are_followed() {
        let read = |printed, note| match read_value(printed, note) {
            Ok(Printed::Quantity(quantity)) => quantity,
            other => panic!("{printed} {note}: {other:?}"),
        };
        let half = Amount::Range { low: 0.0, high: 0.5 };
        assert_eq!(read("s", "Estimated. -- Less than ½ unit."), Quantity { amount: half.clone(), estimated: true });
        assert_eq!(amount("Less than 1/2 unit"), half);
        assert_eq!(read("s", "Less than ½unit."), Quantity { amount: half.clone(), estimated: false });
        assert_eq!(amount("Less than ½ unit."), half);
        for note in [
            "See Appendix C. -- Included in “World total.”",
            "Included with “Other countries.”",
            "Estimated. -- United States rutile production and reserves data are included with ilmenite.",
        ] {
            assert_eq!(read("s", note), Quantity { amount: Amount::IncludedElsewhere, estimated: false }, "{note}");
        }
        assert_eq!(amount("Included in World total."), Amount::IncludedElsewhere);
        assert_eq!(amount("included with ilmenite"), Amount::IncludedElsewhere);
        assert_eq!(read_value("s", "Estimated."), Err(NO_FOOTNOTE));
    }

    #[test]
    fn estimates_are_marked_by_the_note_or_the_value() {
        for (printed, note, estimated) in [
            ("5", "Estimated.", true),
            ("5", "Estimated .-- Source: Intelligas Consulting LLC.", true),
            ("5", "Gross weight. -- Estimated.", true),
            ("e5,000", "", true),
            ("5", "Reported.", false),
            ("5", "", false),
            ("5", "Estimated amount of rhenium recovered in association with copper.", false),
            ("W", "Estimated.", false),
        ] {
            let Ok(Printed::Quantity(quantity)) = read_value(printed, note) else { panic!("{printed}") };
            assert_eq!(quantity.estimated, estimated, "{printed} {note}");
        }
    }

    #[test]
    fn everything_else_is_a_fault_and_never_a_number() {
        for printed in [
            "E",
            "?1",
            "?10",
            "1,23",
            "12,3456",
            ",5",
            "5,",
            "1.",
            ".5",
            "-5",
            "5-",
            "5 t",
            "about 5",
            "#REF!",
            "1e5",
            "nan",
            "inf",
            "--",
            "–",
            "5 - 6 - 7",
            "15 - 10",
            ">",
            "<",
            ">x",
            "e",
            "ee5",
            "1.2.3",
            "１２",
        ] {
            assert!(read_value(printed, "").is_err(), "{printed}");
        }
    }
}
