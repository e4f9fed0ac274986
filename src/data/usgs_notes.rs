use super::correct::Cells;
use super::spelling::{folded, tidy};
use super::value::{footnote, word};

/// What is added to the note of a cell that is empty and unexplained: the publisher leaves zeros, figures withheld and
/// figures not available empty in the 2025 edition, and some zeros in 2023. None is taken for a zero here: only beside other editions (see [`super::blanks`]).
pub(super) const BLANK: &str = "Left blank by the publisher: zero or not available.";
/// What stands for a cell that is empty, with no note beside it.
pub(super) const EMPTY: &str = "(blank)";

/// Words of a sentence that says no more than which figure is an estimate.
const STATUS_WORDS: [&str; 16] = [
    "estimated",
    "reported",
    "reproted",
    "also",
    "in",
    "is",
    "are",
    "was",
    "were",
    "for",
    "both",
    "years",
    "production",
    "data",
    "quantity",
    "capacity",
];

/// What a sentence says of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Estimated,
    Reported,
}

/// Returns value and notes of a figure that shares its notes with others, as a layout of one figure a row would print
/// them: only what is said of this figure, sentences parted by dashes, "Estimated" among them where it is one.
///
/// An empty cell takes the mark or word that its note holds: W, NA, XX, Large.
pub(super) fn own_words(cells: &Cells, estimated: bool, may_be_reported: bool) -> (String, String) {
    let (mut value, mut estimated) = (cells.value.clone(), estimated);
    let mut own = Vec::new();
    for sentence in split(&cells.notes) {
        let bare = sentence.trim_end_matches(['.', ' ']);
        let words: Vec<&str> = bare.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let years: Vec<&str> = words.iter().copied().filter(|word| is_year(word)).collect();
        if let Some(mark) = mark(&words) {
            let is_meant = match mark {
                _ if !years.is_empty() => years.contains(&cells.year.as_str()),
                Mark::Estimated => true,
                Mark::Reported => may_be_reported,
            };
            if is_meant {
                estimated = mark == Mark::Estimated;
            }
            if is_status(&words) {
                continue;
            }
        } else if let Some(mark) = sign(bare) {
            if value.is_empty() && (years.is_empty() || years.contains(&cells.year.as_str())) {
                mark.clone_into(&mut value);
            }
            continue;
        } else if value.is_empty() && footnote(bare).is_some() {
            bare.clone_into(&mut value);
        } else if value.is_empty() && word(bare).is_some() {
            bare.clone_into(&mut value);
            continue;
        }
        // A number alone says nothing: figures of another chapter were pasted into the notes of one file.
        if !bare.chars().all(|letter| letter.is_ascii_digit() || letter == ',') {
            own.push(sentence);
        }
    }
    if value.is_empty() {
        value.push_str("NA");
        own.push(BLANK.to_owned());
    }
    if estimated && value != "0" {
        own.push("Estimated.".to_owned());
    }
    (value, own.join(" -- "))
}

/// Returns what the publisher printed for a figure: the note's word, in brackets, where the cell itself is empty.
pub(super) fn printed(cells: &Cells) -> String {
    match (cells.value.is_empty(), cells.notes.is_empty()) {
        (false, _) => cells.value.clone(),
        (true, true) => EMPTY.to_owned(),
        (true, false) => format!("(blank: {})", cells.notes),
    }
}

/// Returns the sentences of a note. A full stop ends one where a capital follows, except in "U.S.".
fn split(notes: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    let tidied = tidy(notes).replace(", reported", ". Reported").replace("estimated, ", "Estimated. ");
    for word in tidied.split(' ') {
        let starts_anew = word.starts_with(|letter: char| letter.is_uppercase());
        if starts_anew && sentence.ends_with('.') && !sentence.ends_with("U.S.") {
            sentences.push(std::mem::take(&mut sentence));
        }
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        // A footnote's digit is glued to its first word in one file.
        let glued = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_glued = sentence.is_empty() && glued.starts_with(|letter: char| letter.is_ascii_uppercase());
        sentence.push_str(if is_glued { glued } else { word });
    }
    sentences.push(sentence);
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Returns which mark a sentence makes: "estimated" only as a sentence of its own, "reported" also with a year.
fn mark(words: &[&str]) -> Option<Mark> {
    let has = |wanted: &str| words.iter().any(|word| word.eq_ignore_ascii_case(wanted));
    let has_year = words.iter().any(|word| is_year(word));
    if is_status(words) && has("estimated") {
        return Some(Mark::Estimated);
    }
    ((is_status(words) || has_year) && (has("reported") || has("reproted"))).then_some(Mark::Reported)
}

fn is_status(words: &[&str]) -> bool {
    words.iter().all(|word| is_year(word) || STATUS_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the mark that a sentence puts into words, or nothing for any other sentence.
fn sign(sentence: &str) -> Option<&'static str> {
    let sentence = folded(sentence);
    let first = sentence.split(' ').next().unwrap_or_default();
    match (first, sentence.as_str()) {
        ("w", _) => Some("W"),
        ("na", _) | (_, "not available") => Some("NA"),
        ("xx", _) | (_, "not applicable") => Some("XX"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(value: &str, year: &str, notes: &str) -> Cells {
        Cells {
            country: "China".to_owned(),
            detail: "Mine production".to_owned(),
            unit: "t".to_owned(),
            year: year.to_owned(),
            value: value.to_owned(),
            notes: notes.to_owned(),
            critical: String::new(),
        }
    }

    /// Reads a figure of the column that is not an estimate.
    fn reported(value: &str, notes: &str) -> (String, String) {
        own_words(&cells(value, "2022", notes), false, true)
    }

    /// Reads a figure of the column that is an estimate.
    fn estimated(value: &str, notes: &str) -> (String, String) {
        own_words(&cells(value, "2023", notes), true, false)
    }

    fn pair(value: &str, notes: &str) -> (String, String) {
        (value.to_owned(), notes.to_owned())
    }

    #[test]
    fn the_header_says_which_column_is_estimated_and_the_note_says_more() {
        assert_eq!(reported("5", ""), pair("5", ""));
        assert_eq!(estimated("5", ""), pair("5", "Estimated."));
        for notes in [
            "Estimated in 2022 also.",
            "also estimated in 2022",
            "Production in 2022 is also estimated",
            "Production data in 2022 were also estimated",
            "estimated for 2022",
            "Estimated in both years.",
            "Estimated",
        ] {
            assert_eq!(reported("5", notes), pair("5", "Estimated."), "{notes}");
            assert_eq!(estimated("5", notes), pair("5", "Estimated."), "{notes}");
        }
        for notes in ["Reported", "reported", "reproted", "Also estimated in 2024", "Production was reported in 2021."]
        {
            assert_eq!(reported("5", notes), pair("5", ""), "{notes}");
            assert_eq!(estimated("5", notes), pair("5", "Estimated."), "{notes}");
        }
        let both_estimated = |notes| own_words(&cells("5", "2022", notes), true, true);
        for notes in ["Reported", "Reported in 2022", "Reported data in 2022", "Reported quantity in 2022"] {
            assert_eq!(both_estimated(notes), pair("5", ""), "{notes}");
        }
        let kept = "In 2022, as reported by the statistical system.";
        assert_eq!(both_estimated(kept), pair("5", kept));
    }

    #[test]
    fn sentences_stay_whole_and_stand_apart() {
        let notes = "Excludes U.S. production. Metric tons, gross weight. Also estimated in 2022";
        assert_eq!(
            reported("5", notes),
            pair("5", "Excludes U.S. production. -- Metric tons, gross weight. -- Estimated.")
        );
        assert_eq!(reported("5", "Excludes U.S. Production"), pair("5", "Excludes U.S. Production"));
        assert_eq!(reported("5", "6For Australia, x."), pair("5", "For Australia, x."));
        assert_eq!(reported("5", "Processed ore sold, reported"), pair("5", "Processed ore sold."));
        assert_eq!(reported("5", "estimated, Includes crude ore"), pair("5", "Includes crude ore -- Estimated."));
        assert_eq!(reported("5", "8100"), pair("5", ""));
        assert_eq!(reported("NA", ">17,000,000"), pair("NA", ">17,000,000"));
    }

    #[test]
    fn an_empty_cell_takes_the_mark_in_its_note_and_never_becomes_zero() {
        for (notes, value) in [
            ("W for 23-24", "W"),
            ("W", "W"),
            ("NA", "NA"),
            ("na for 2022", "NA"),
            ("NA (Reserve data is thousand metric tons).", "NA"),
            ("xx", "XX"),
            ("Not applicable", "XX"),
            ("Moderate to Large", "Moderate to Large"),
        ] {
            assert_eq!(reported("", notes), pair(value, ""), "{notes}");
        }
        for notes in ["Less than 1/2 unit", "Included with Other countries", "Included in World total"] {
            assert_eq!(reported("", notes), pair(notes, notes), "{notes}");
        }
        assert_eq!(reported("", ""), pair("NA", BLANK));
        assert_eq!(estimated("", "na for 2022"), pair("NA", &format!("{BLANK} -- Estimated.")));
        assert_eq!(estimated("30", "na for 2022"), pair("30", "Estimated."));
        assert_eq!(reported("", "Crude ore"), pair("NA", &format!("Crude ore -- {BLANK}")));
        assert_eq!(estimated("0", ""), pair("0", ""));
    }

    #[test]
    fn what_is_printed_is_told_from_what_is_understood() {
        assert_eq!(printed(&cells("e5,000", "2022", "x")), "e5,000");
        assert_eq!(printed(&cells("", "2022", "")), "(blank)");
        assert_eq!(printed(&cells("", "2022", "W for 23-24")), "(blank: W for 23-24)");
    }
}
