use unicode_normalization::UnicodeNormalization;

use crate::data::IssueKind;
use crate::model::Quantity;

use super::Numbers;
use super::marks::{Mark, SIGNS, Written, known, of_a_figure, tokens};
use super::numbers::{Refusal, read_cell};

/// Signs in front of a number that is not exact.
const ABOUT: [char; 2] = ['~', '≈'];

/// Letters that publishers raise as marks.
const RAISED: &str = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻªº⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Letters in brackets that may be a unit or a multiplier: tonnes, thousands, millions, billions, grams, litres.
const OF_UNITS: [char; 6] = ['t', 'k', 'm', 'b', 'g', 'l'];

/// Marks that a cell has at most.
const MOST: usize = 4;

/// A cell that is longer holds no value with marks.
const LONGEST: usize = 60;

/// Returns what a cell of values says, and the marks that are glued to it: "5000 e", "5,000 r/", "~5000", "5*". A mark whose
/// meaning is not known is kept as it is written; a letter that may be a unit is no mark. `estimated` are further marks of
/// estimates, as the notes of a sheet say.
///
/// # Errors
/// [`Refusal`] where it is no value, with or without marks.
pub(super) fn read_marked(
    text: &str,
    note: &str,
    numbers: Numbers,
    missing: &[String],
    estimated: &[String],
) -> Result<(Option<Quantity>, Vec<Written>), Refusal> {
    let read = |core: &str| read_cell(core, note, numbers, missing);
    let refusal = match read(text) {
        Err(refusal) if refusal.kind == IssueKind::UnknownValue && text.len() <= LONGEST => refusal,
        read => return read.map(|quantity| (quantity, Vec::new())),
    };
    let mut rest = text.trim();
    let mut marks = Vec::new();
    while let Some((shorter, mark)) = behind(rest, estimated).or_else(|| before(rest, estimated)) {
        marks.push(mark);
        rest = shorter;
        match read(rest) {
            Ok(Some(mut quantity)) => {
                let is_estimated = marks.iter().any(|(_, mark)| *mark == Mark::Estimated);
                quantity.estimated |= is_estimated && quantity.value().is_some();
                marks.reverse();
                return Ok((Some(quantity), marks));
            }
            Err(of_number) if of_number.kind == IssueKind::NegativeValue => return Err(of_number),
            // What is wrong with the number says more than that marks stand beside it.
            Err(of_number) if is_bare(rest) => return Err(of_number),
            _ if marks.len() == MOST => break,
            _ => {}
        }
    }
    Err(refusal)
}

/// Returns whether a mark says something that is not seen wherever its figure is shown, as "estimated" is.
pub(super) fn is_told((token, mark): &Written) -> bool {
    let is_about = token.starts_with(ABOUT);
    is_about || matches!(mark, Mark::Preliminary | Mark::Revised | Mark::Unknown)
}

/// Returns a text without the marks that are glued to it.
pub(super) fn without_marks(text: &str) -> &str {
    let mut rest = text.trim();
    if rest.len() <= LONGEST {
        while let Some((shorter, _)) = behind(rest, &[]).or_else(|| before(rest, &[])) {
            rest = shorter;
        }
    }
    rest
}

/// Returns whether a text has nothing but digits and signs between them.
fn is_bare(text: &str) -> bool {
    let is_sign = |sign: char| matches!(sign, '.' | ',' | '\'' | '’') || sign.is_whitespace();
    text.starts_with(|sign: char| sign.is_ascii_digit())
        && text.chars().all(|sign| sign.is_ascii_digit() || is_sign(sign))
}

/// Returns a text without the mark at its end, and the mark.
fn behind<'t>(text: &'t str, estimated: &[String]) -> Option<(&'t str, Written)> {
    let cut = |at: usize| {
        let (rest, mark) = text.split_at_checked(at)?;
        let rest = rest.trim_end_matches(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';'));
        (!rest.is_empty()).then_some((rest, mark))
    };
    let last = text.chars().next_back()?;
    if matches!(last, ')' | ']') {
        let (rest, mark) = cut(text.rfind(['(', '['])?)?;
        return Some((rest, in_brackets(mark, estimated)?));
    }
    if RAISED.contains(last) {
        let (rest, mark) = cut(text.len() - last.len_utf8())?;
        // A power of ten is no footnote.
        let is_power =
            rest.ends_with("10") && !rest.trim_end_matches("10").ends_with(|sign: char| sign.is_ascii_digit());
        return (!is_power).then(|| (rest, raised(mark, estimated)));
    }
    if SIGNS.contains(&last) {
        let (rest, mark) = cut(text.len() - last.len_utf8())?;
        let said = known(mark, estimated).unwrap_or_else(|| (mark.to_owned(), Mark::Unknown));
        return Some((rest, said));
    }
    // "1/" is how the U.S. Geological Survey writes a raised 1.
    let bare = text.strip_suffix(['/', '.']).unwrap_or(text);
    let word = bare.rfind(|sign: char| !sign.is_alphabetic()).map_or(0, |at| at + letter_len(bare, at));
    let (rest, mark) = cut(word)?;
    if word < bare.len() {
        return Some((rest, of_word(mark, estimated)?));
    }
    let digits = bare.rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |at| at + letter_len(bare, at));
    let is_apart = text.get(..digits).is_some_and(|rest| rest.ends_with(char::is_whitespace));
    let (rest, mark) = cut(digits)?;
    let is_footnote = text.ends_with('/') && is_apart && (1..=2).contains(&(bare.len() - digits));
    is_footnote.then(|| (rest, (mark.to_owned(), Mark::Unknown)))
}

/// Returns a text without the mark at its start, and the mark.
fn before<'t>(text: &'t str, estimated: &[String]) -> Option<(&'t str, Written)> {
    let first = text.chars().next()?;
    let cut = |at: usize| {
        let (mark, rest) = text.split_at_checked(at)?;
        let rest = rest.trim_start();
        (!rest.is_empty()).then_some((mark, rest))
    };
    if ABOUT.contains(&first) {
        let (mark, rest) = cut(first.len_utf8())?;
        return Some((rest, (mark.to_owned(), Mark::Estimated)));
    }
    if SIGNS.contains(&first) && first != '#' {
        let (mark, rest) = cut(first.len_utf8())?;
        return Some((rest, known(mark, estimated).unwrap_or_else(|| (mark.to_owned(), Mark::Unknown))));
    }
    if matches!(first, '(' | '[') {
        let (mark, rest) = cut(text.find([')', ']'])? + 1)?;
        return Some((rest, in_brackets(mark, estimated).filter(|(_, mark)| *mark != Mark::Unknown)?));
    }
    // "R 5000" is money; small letters are marks.
    let end = text.find(|sign: char| !sign.is_lowercase())?;
    let (mark, rest) = cut(end)?;
    let rest = rest.trim_start_matches(['/', '.']).trim_start();
    let mark = known(mark, estimated).filter(of_a_figure)?;
    (!rest.is_empty()).then_some((rest, mark))
}

/// Returns the mark in a pair of brackets: a known one, or that of a footnote.
fn in_brackets(text: &str, estimated: &[String]) -> Option<Written> {
    let found: Option<Vec<Written>> = tokens(text).map(|token| known(&token, estimated).filter(of_a_figure)).collect();
    if let Some(first) = found.filter(|found| found.len() == 1).and_then(|found| found.into_iter().next()) {
        return Some(first);
    }
    let inside = text.get(1..text.len().saturating_sub(1))?.trim();
    let is_number = (1..=2).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
    let mut letters = inside.chars();
    let is_letter = matches!(
        (letters.next(), letters.next()),
        (Some(letter), None)
            if SIGNS.contains(&letter) || letter.is_ascii_lowercase() && !OF_UNITS.contains(&letter)
    );
    (is_number || is_letter).then(|| (text.to_owned(), Mark::Unknown))
}

fn raised(mark: &str, estimated: &[String]) -> Written {
    let plain: String = mark.nfkc().collect();
    let said = known(&plain, estimated).filter(of_a_figure);
    said.unwrap_or_else(|| (mark.to_owned(), Mark::Unknown))
}

/// Returns the mark that a word behind a number is. Of letters that say nothing only "a" is one: others may be units.
fn of_word(mark: &str, estimated: &[String]) -> Option<Written> {
    let word = mark.trim_end_matches(['/', '.']);
    let said = known(&word.to_lowercase(), estimated).filter(of_a_figure);
    said.or_else(|| (word == "a").then(|| (mark.to_owned(), Mark::Unknown)))
}

/// Returns how many bytes the letter at a position has.
fn letter_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;

    const POINT: Numbers = Numbers { decimal: '.', thousands: Some(',') };
    const COMMA: Numbers = Numbers { decimal: ',', thousands: Some('.') };

    fn read(text: &str, numbers: Numbers) -> Option<(Quantity, Vec<Mark>)> {
        let (quantity, marks) = read_marked(text, "", numbers, &["-".to_owned()], &[]).ok()?;
        Some((quantity?, marks.into_iter().map(|(_, mark)| mark).collect()))
    }

    fn said(amount: Amount, estimated: bool) -> Quantity {
        Quantity { amount, estimated }
    }

    #[test]
    fn a_known_mark_says_what_the_figure_is() {
        use Mark::{Estimated, Preliminary, Revised};
        let five = |estimated| said(Amount::Exact(5000.0), estimated);
        for (text, quantity, marks) in [
            ("5000e", five(true), vec![Estimated]),
            ("5,000 e", five(true), vec![Estimated]),
            ("5000E", five(true), vec![Estimated]),
            ("5000 (e)", five(true), vec![Estimated]),
            ("5000ᵉ", five(true), vec![Estimated]),
            ("5000 e/", five(true), vec![Estimated]),
            ("5000 est.", five(true), vec![Estimated]),
            ("e 5000", five(true), vec![]),
            ("e/ 5000", five(true), vec![Estimated]),
            ("(e) 5000", five(true), vec![Estimated]),
            ("~5000", five(true), vec![Estimated]),
            ("≈ 5,000", five(true), vec![Estimated]),
            ("5000r/", five(false), vec![Revised]),
            ("5000 r", five(false), vec![Revised]),
            ("r 5000", five(false), vec![Revised]),
            ("5000p", five(false), vec![Preliminary]),
            ("5000 r, e", five(true), vec![Revised, Estimated]),
            ("<5 e", said(Amount::AtMost(5.0), true), vec![Estimated]),
            (">100 r/", said(Amount::AtLeast(100.0), false), vec![Revised]),
            ("1e3 e", said(Amount::Exact(1000.0), true), vec![Estimated]),
            ("10 - 15 e", said(Amount::Range { low: 10.0, high: 15.0 }, true), vec![Estimated]),
            ("W r", said(Amount::Withheld, false), vec![Revised]),
            ("NA (r)", said(Amount::NotAvailable, false), vec![Revised]),
        ] {
            assert_eq!(read(text, POINT), Some((quantity, marks)), "{text}");
        }
    }

    #[test]
    fn an_unknown_mark_is_read_as_written() {
        for text in
            ["5000*", "5000 *", "*5000", "5,000 1/", "5000 a", "5000a", "5000 a/", "5000 (c)", "5000(1)", "5000¹"]
        {
            let five = said(Amount::Exact(5000.0), false);
            assert_eq!(read(text, POINT), Some((five, vec![Mark::Unknown])), "{text}");
        }
        let written = |text: &str| read_marked(text, "", POINT, &[], &[]).unwrap().1;
        assert_eq!(written("5000 1/"), [("1/".to_owned(), Mark::Unknown)]);
        assert_eq!(written("5000 (12)"), [("(12)".to_owned(), Mark::Unknown)]);
        let by_note = read_marked("5*", "", POINT, &[], &["*".to_owned()]).unwrap();
        assert_eq!(by_note.0, Some(said(Amount::Exact(5.0), true)), "a note of the sheet says what it means");
    }

    #[test]
    fn numbers_with_marks_have_the_style_of_the_others() {
        for text in ["1.234,5e", "1.234,5 *", "~1.234,5", "1 234,5 r/", "e 1.234,5"] {
            assert_eq!(read(text, COMMA).unwrap().0.amount, Amount::Exact(1234.5), "{text}");
        }
        assert_eq!(read("5,000 1/", COMMA).unwrap().0.amount, Amount::Exact(5.0));
        assert_eq!(read("1,5e", POINT), None);
        let refusal = read_marked("1.234,5e", "", POINT, &[], &[]).unwrap_err();
        assert!(refusal.mend.contains("decimal sign"), "{refusal:?}");
    }

    #[test]
    fn what_may_be_a_unit_or_another_number_is_no_mark() {
        assert_eq!(read("5e3", POINT), Some((said(Amount::Exact(5000.0), false), vec![])));
        for text in [
            "5000k",
            "5000 k",
            "5M",
            "5 m",
            "5 000 t",
            "5000t",
            "5000 kt",
            "5000 (t)",
            "5000 (k)",
            "5000 b",
            "5 g",
            "5 lb",
            "5 t e",
            "5k*",
            "10³",
            "5×10³",
            "5 1/2",
            "50001/",
            "R 5000",
            "$5000",
            "€5000 e",
            "5000 W",
            "5000 NA",
            "5 %",
            "5000 f",
            "about 5",
            "5000 (2024)",
            "5000 (rank 3)",
            "Q1 5",
            "e",
            "*",
            "r/",
            "(a)",
            "1/",
            "5-e",
            "2024-01-01",
        ] {
            assert_eq!(read(text, POINT), None, "{text}");
        }
        for text in ["-5e", "(5) *", "~-5"] {
            let refusal = read_marked(text, "", POINT, &[], &[]).unwrap_err();
            assert_eq!(refusal.kind, IssueKind::NegativeValue, "{text}");
        }
    }
}
