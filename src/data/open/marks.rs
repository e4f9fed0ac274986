use unicode_normalization::UnicodeNormalization;

use crate::data::spelling::folded;
use crate::model::{Amount, Quantity, Status};

use super::numbers::year;
use super::words_fold::plain;

/// What a mark beside a year or a figure says of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// It is as its publisher counted it.
    Reported,
    /// It is estimated.
    Estimated,
    /// It may still change.
    Preliminary,
    /// It was another one before.
    Revised,
    /// There is none: one is kept back.
    Withheld,
    /// There is none.
    NotAvailable,
    /// There can be none.
    NotApplicable,
    /// It is part of another figure.
    IncludedElsewhere,
    /// The row says nothing.
    NoRow,
    /// Nothing says what it means.
    Unknown,
}

const WORDS: &[(&str, Mark)] = &[
    ("e", Mark::Estimated),
    ("est", Mark::Estimated),
    ("estd", Mark::Estimated),
    ("estimate", Mark::Estimated),
    ("estimates", Mark::Estimated),
    ("estimated", Mark::Estimated),
    ("estimated value", Mark::Estimated),
    ("estimation", Mark::Estimated),
    ("imputed", Mark::Estimated),
    ("geschatzt", Mark::Estimated),
    ("schatzung", Mark::Estimated),
    ("estime", Mark::Estimated),
    ("estimee", Mark::Estimated),
    ("estimado", Mark::Estimated),
    ("estimada", Mark::Estimated),
    ("estimativa", Mark::Estimated),
    ("p", Mark::Preliminary),
    ("prel", Mark::Preliminary),
    ("prelim", Mark::Preliminary),
    ("preliminary", Mark::Preliminary),
    ("prov", Mark::Preliminary),
    ("provisional", Mark::Preliminary),
    ("provisional value", Mark::Preliminary),
    ("vorlaufig", Mark::Preliminary),
    ("provisoire", Mark::Preliminary),
    ("provisorio", Mark::Preliminary),
    ("preliminar", Mark::Preliminary),
    ("r", Mark::Revised),
    ("rev", Mark::Revised),
    ("revised", Mark::Revised),
    ("revidiert", Mark::Revised),
    ("revise", Mark::Revised),
    ("revisado", Mark::Revised),
    ("reported", Mark::Reported),
    ("official", Mark::Reported),
    ("official figure", Mark::Reported),
    ("normal value", Mark::Reported),
    ("actual", Mark::Reported),
    ("final", Mark::Reported),
    ("exact", Mark::Reported),
    ("w", Mark::Withheld),
    ("withheld", Mark::Withheld),
    ("confidential", Mark::Withheld),
    ("suppressed", Mark::Withheld),
    ("na", Mark::NotAvailable),
    ("n a", Mark::NotAvailable),
    ("not available", Mark::NotAvailable),
    ("missing", Mark::NotAvailable),
    ("missing value", Mark::NotAvailable),
    ("not applicable", Mark::NotApplicable),
    ("included elsewhere", Mark::IncludedElsewhere),
    ("no row", Mark::NoRow),
];

/// Signs that mark a figure and are no letters.
pub(super) const SIGNS: [char; 7] = ['*', '†', '‡', '§', '#', '¤', '⁎'];

/// A mark as it is written, with what it says.
pub(super) type Written = (String, Mark);

impl Mark {
    /// Returns what a mark or word says; `estimated` are further marks of estimates, as the notes of a sheet say.
    fn of(token: &str, estimated: &[String]) -> Option<Self> {
        if estimated.iter().any(|mark| mark == token) {
            return Some(Self::Estimated);
        }
        let word = plain(token);
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, mark)| *mark)
    }

    /// Returns what the mark says, as part of a sentence on figures.
    pub(super) fn in_sentence(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Estimated => "estimated",
            Self::Preliminary => "preliminary",
            Self::Revised => "revised",
            Self::Withheld => "withheld",
            Self::NotAvailable => "not available",
            Self::NotApplicable => "not applicable",
            Self::IncludedElsewhere => "included elsewhere",
            Self::NoRow | Self::Unknown => "",
        }
    }

    /// Returns what stands in place of a number, where the mark says that there is none.
    pub(super) fn amount(self) -> Option<Amount> {
        match self {
            Self::Withheld => Some(Amount::Withheld),
            Self::NotAvailable => Some(Amount::NotAvailable),
            Self::NotApplicable => Some(Amount::NotApplicable),
            Self::IncludedElsewhere => Some(Amount::IncludedElsewhere),
            _ => None,
        }
    }
}

/// Returns a year with the marks beside it: "2024e", "2024 (est.)", "p 2024". Forecasts are none, nor is any other word.
pub(super) fn marked_year(text: &str, estimated: &[String]) -> Option<(i16, Vec<Written>)> {
    if let Some(year) = year(text) {
        return Some((year, Vec::new()));
    }
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    if !text.starts_with(|sign: char| sign.is_ascii_digit()) {
        let at = text.find(|sign: char| sign.is_ascii_digit())?;
        let (before, digits) = text.split_at_checked(at)?;
        let read = |token: String| known(&token, estimated).filter(of_a_figure);
        let found = tokens(before).map(read).collect::<Option<Vec<_>>>()?;
        return Some((year(digits)?, found)).filter(|(_, found)| !found.is_empty());
    }
    let (digits, rest) = text.split_at_checked(4)?;
    if rest.starts_with(|sign: char| sign.is_ascii_digit() || ['-', '–', '.'].contains(&sign)) {
        return None;
    }
    let year = year(digits)?;
    // A footnote stands in brackets or raised; without, a letter or digit may be anything.
    let is_note = rest.trim_start().starts_with(|sign: char| ['(', '['].contains(&sign) || !sign.is_ascii());
    let read = |token: String| {
        known(&token, estimated).filter(of_a_figure).or_else(|| {
            let is_sign = token.chars().all(|sign| SIGNS.contains(&sign));
            let is_short = is_note && token.chars().count() == 1 && !["f", "b"].contains(&token.as_str());
            (is_sign || is_short).then_some((token, Mark::Unknown))
        })
    };
    let found = tokens(rest).map(read).collect::<Option<Vec<_>>>()?;
    Some((year, found)).filter(|(_, found)| !found.is_empty())
}

/// Returns the marks that the header of a column has beside its year: "2024e", "Production 2024 (est.)".
pub(super) fn header_marks(name: &str, year: i16, estimated: &[String]) -> Vec<Written> {
    let parted = name.replace(&year.to_string(), " \u{0} ");
    let tokens: Vec<String> = tokens(&parted).collect();
    let is_beside = |index: usize| {
        [index.checked_sub(1), index.checked_add(1)]
            .into_iter()
            .flatten()
            .any(|beside| tokens.get(beside).is_some_and(|token| token == "\u{0}"))
    };
    let mark = |(index, token): (usize, &String)| {
        let is_letter = token.chars().count() == 1;
        let is_sign = token.chars().all(|sign| SIGNS.contains(&sign));
        let known = known(token, estimated).filter(of_a_figure);
        let unknown = || is_sign.then(|| (token.clone(), Mark::Unknown));
        known.or_else(unknown).filter(|_| !is_letter || is_beside(index))
    };
    tokens.iter().enumerate().filter_map(mark).collect()
}

/// Returns what the cell of a column of flags says: one mark, or several.
pub(super) fn flags(cell: &str, estimated: &[String]) -> Vec<Written> {
    let whole = folded(cell);
    let whole = whole.trim();
    if whole.is_empty() {
        return Vec::new();
    }
    if let Some(mark) = Mark::of(whole, estimated) {
        return vec![(whole.to_owned(), mark)];
    }
    let parts: Option<Vec<Written>> = tokens(cell).map(|token| known(&token, estimated)).collect();
    parts.filter(|parts| !parts.is_empty()).unwrap_or_else(|| vec![(shortened(cell.trim()), Mark::Unknown)])
}

/// Returns a quantity as the flags beside it say; nothing where there is none.
pub(super) fn flagged(quantity: Option<Quantity>, flags: &[Written]) -> Option<Quantity> {
    // A cell that only says that there is no number says less than a mark that says why.
    let is_bare = quantity.as_ref().is_none_or(|of| of.status() == Status::NotAvailable);
    if let Some(amount) = flags.iter().find_map(|(_, mark)| mark.amount()).filter(|_| is_bare) {
        return Some(Quantity { amount, estimated: false });
    }
    let is_estimated = flags.iter().any(|(_, mark)| *mark == Mark::Estimated);
    quantity.map(|of| Quantity { estimated: of.estimated || is_estimated && of.value().is_some(), ..of })
}

/// Returns whether a cell may be a flag: a mark that is known, or a short one.
pub(super) fn is_flag(cell: &str) -> bool {
    let cell = cell.trim();
    Mark::of(&folded(cell), &[]).is_some()
        || cell.chars().count() <= 4 && !cell.starts_with(|sign: char| sign.is_ascii_digit())
}

/// Returns the marks that a text says stand for estimates: "* Estimated", "(a) estimate; p preliminary", "figures marked
/// with an asterisk (*) are estimates".
pub(super) fn estimated_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split([';', '\n']).flat_map(|part| part.split(". ")) {
        let words = plain(part);
        if !words.split(' ').any(is_estimate) {
            continue;
        }
        let mut parts = tokens(part);
        let Some(first) = parts.next() else { continue };
        let is_mark = first.chars().count() == 1 || first.chars().all(|sign| SIGNS.contains(&sign));
        let mut next = parts.map(|token| plain(&token)).filter(|word| !word.is_empty());
        let second = next.next();
        // "(a) including estimated production" says something else.
        let is_said = second.as_deref().is_some_and(is_estimate)
            || matches!(second.as_deref(), Some("bgs" | "figures" | "figure" | "value" | "values" | "data"))
                && next.any(|word| is_estimate(&word));
        if is_mark && is_said {
            found.push(first);
        } else if part.contains("(*)") || words.contains("asterisk") {
            found.push("*".to_owned());
        }
    }
    found
}

fn is_estimate(word: &str) -> bool {
    ["estim", "geschatzt", "schatz"].iter().any(|start| word.starts_with(start)) && word != "estimating"
}

/// Returns whether a mark leaves the figure what it is: beside a year no other has a meaning.
pub(super) fn of_a_figure((_, mark): &Written) -> bool {
    mark.amount().is_none() && *mark != Mark::NoRow
}

/// Returns what a mark says, as it is written; nothing for one that nothing says the meaning of.
pub(super) fn known(token: &str, estimated: &[String]) -> Option<Written> {
    Mark::of(token, estimated).map(|mark| (token.to_owned(), mark))
}

/// Returns the words and signs of a text, folded, without brackets and stops; a sign behind a word stands alone.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = String> {
    let mut tokens: Vec<String> = vec![String::new()];
    let mut was_sign = false;
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        let is_sign = SIGNS.contains(&letter) || letter == '\u{0}';
        let parts = !is_sign && !letter.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(letter);
        if (parts || is_sign != was_sign) && tokens.last().is_some_and(|token| !token.is_empty()) {
            tokens.push(String::new());
        }
        if !parts && let Some(token) = tokens.last_mut() {
            token.push(letter);
        }
        was_sign = is_sign;
    }
    tokens.retain(|token| !token.is_empty());
    tokens.into_iter()
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(i16, Vec<Mark>)> {
        let (year, marks) = marked_year(text, &[])?;
        Some((year, marks.into_iter().map(|(_, mark)| mark).collect()))
    }

    #[test]
    fn a_year_is_read_with_the_marks_beside_it() {
        for text in ["2024e", "2024 e", "2024E", "2024ᵉ", "2024 (est.)", "2024 (e)", "2024 est", "e2024", "est. 2024"]
        {
            assert_eq!(of(text), Some((2024, vec![Mark::Estimated])), "{text}");
        }
        assert_eq!(of("2024p"), Some((2024, vec![Mark::Preliminary])));
        assert_eq!(of("2024r"), Some((2024, vec![Mark::Revised])));
        assert_eq!(of("2024 r, e"), Some((2024, vec![Mark::Revised, Mark::Estimated])));
        assert_eq!(of("2024*"), Some((2024, vec![Mark::Unknown])));
        assert_eq!(of("2024¹"), Some((2024, vec![Mark::Unknown])));
        assert_eq!(of("2024 (a)"), Some((2024, vec![Mark::Unknown])));
        assert_eq!(of("2024e*"), Some((2024, vec![Mark::Estimated, Mark::Unknown])));
        assert_eq!(of("2024"), Some((2024, Vec::new())));
        assert_eq!(marked_year("2024*", &["*".to_owned()]), Some((2024, vec![("*".to_owned(), Mark::Estimated)])));
    }

    #[test]
    fn what_is_no_year_stays_none() {
        let none =
            ["2024f", "2024 forecast", "2024a", "20241", "2024-25", "2024/25", "Q1 2024", "2024 t", "e", "", "2024 ("];
        for text in none.into_iter().chain(["FY2024", "2024.5", "2024 (b)", "2024–25", "mid-2024", "12024e", "0004e"])
        {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_header_has_marks_beside_its_year_only() {
        let marks =
            |name: &str| -> Vec<Mark> { header_marks(name, 2024, &[]).into_iter().map(|(_, mark)| mark).collect() };
        assert_eq!(marks("2024e"), [Mark::Estimated]);
        assert_eq!(marks("Production 2024 (est.)"), [Mark::Estimated]);
        assert_eq!(marks("Prod_kt_est_2024"), [Mark::Estimated]);
        assert_eq!(marks("2024 p (t)"), [Mark::Preliminary]);
        assert_eq!(marks("2024*"), [Mark::Unknown]);
        for name in ["2024", "2024 (t)", "Vitamin E output 2024", "Production 2024, kt", "R and D in 2024", "NA 2024"] {
            assert!(marks(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn flags_say_what_a_figure_is() {
        let said = |cell: &str| -> Vec<Mark> { flags(cell, &[]).into_iter().map(|(_, mark)| mark).collect() };
        assert_eq!(said("e"), [Mark::Estimated]);
        assert_eq!(said("(e)"), [Mark::Estimated]);
        assert_eq!(said("not_available"), [Mark::NotAvailable]);
        assert_eq!(said("e, r"), [Mark::Estimated, Mark::Revised]);
        assert_eq!(said("x"), [Mark::Unknown]);
        assert!(said(" ").is_empty());
        let five = || Some(Quantity { amount: Amount::Exact(5.0), estimated: false });
        assert!(flagged(five(), &flags("e", &[])).unwrap().estimated);
        assert_eq!(flagged(five(), &flags("w", &[])), five(), "a number that is printed counts");
        assert_eq!(flagged(None, &flags("W", &[])).unwrap().amount, Amount::Withheld);
        assert_eq!(flagged(None, &flags("e", &[])), None);
        let missing = || Some(Quantity { amount: Amount::NotAvailable, estimated: false });
        assert_eq!(flagged(missing(), &flags("W", &[])).unwrap().amount, Amount::Withheld);
        assert_eq!(flagged(missing(), &[]), missing());
    }

    #[test]
    fn notes_say_which_marks_are_of_estimates() {
        for (text, marks) in [
            ("* Estimated", vec!["*"]),
            ("* = estimate", vec!["*"]),
            ("e Estimated. p Preliminary", vec!["e"]),
            ("(a) BGS estimate; (b) year ended June", vec!["a"]),
            ("Figures marked with an asterisk (*) are estimates", vec!["*"]),
            ("(a) Including estimated production of co-operatives", vec![]),
            ("* Revised", vec![]),
            ("Source: own estimates", vec![]),
        ] {
            assert_eq!(estimated_in(text), marks, "{text}");
        }
    }
}
