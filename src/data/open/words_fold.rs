use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns a text as people's words are compared: without accents, case, punctuation and typography, its words parted by
/// single spaces. Digits stay.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    if text.is_ascii() {
        for letter in text.chars() {
            push(&mut plain, letter.to_ascii_lowercase());
        }
    } else {
        for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
            push(&mut plain, letter);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Adds a letter, what lies between words as one space.
fn push(plain: &mut String, letter: char) {
    match letter {
        'ß' => plain.push_str("ss"),
        'æ' => plain.push_str("ae"),
        'œ' => plain.push_str("oe"),
        'ø' => plain.push('o'),
        'ł' => plain.push('l'),
        'đ' => plain.push('d'),
        'ı' => plain.push('i'),
        // What is left of an accent that was written apart.
        _ if is_combining_mark(letter) => {}
        _ if letter.is_alphanumeric() => plain.push(letter),
        // "and" and its sign are one word.
        '&' => {
            space(plain);
            plain.push_str("and ");
        }
        _ => space(plain),
    }
}

fn space(plain: &mut String) {
    if !plain.is_empty() && !plain.ends_with(' ') {
        plain.push(' ');
    }
}

/// Returns a text without what stands in brackets, and what stood in them.
pub(super) fn without_brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['(', '[']) {
        outside.push_str(before);
        outside.push(' ');
        let (within, next) = after.split_once([')', ']']).unwrap_or((after, ""));
        inside.push(within.trim().to_owned());
        rest = next;
    }
    outside.push_str(rest);
    (outside.split_whitespace().collect::<Vec<_>>().join(" "), inside)
}

/// Returns the runs of words in a folded text, the longest first and of the same length from the left, none of more
/// words than `longest`.
pub(super) fn runs(plain: &str, longest: usize) -> impl Iterator<Item = String> {
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let lengths = (1..=longest.min(words.len())).rev();
    let runs: Vec<String> =
        lengths.flat_map(|length| words.windows(length).map(|run| run.join(" ")).collect::<Vec<_>>()).collect();
    runs.into_iter()
}

/// Returns the one year that a text names, between 1800 and 2100; nothing where it names none or several.
pub(super) fn year_in(text: &str) -> Option<i16> {
    let mut years = years_in(text);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// Returns the years that a text names.
pub(super) fn years_in(text: &str) -> impl Iterator<Item = i16> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4).filter_map(year)
}

/// Returns a year written as four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    let digits = text.trim().strip_suffix(".0").unwrap_or(text.trim());
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|year| (1800..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents_case_and_signs() {
        assert_eq!(plain("Côte d’Ivoire"), "cote d ivoire");
        assert_eq!(plain("  Korea, Rep. "), "korea rep");
        assert_eq!(plain("Bosnia & Herz."), "bosnia and herz");
        assert_eq!(plain("TÜRKİYE"), "turkiye");
        assert_eq!(plain("Maßeinheit"), "masseinheit");
        assert_eq!(plain("m³"), "m3");
        assert_eq!(plain("中国"), "中国");
        assert_eq!(plain("…"), "");
    }

    #[test]
    fn brackets_are_taken_out() {
        let (outside, inside) = without_brackets("Production (t) of copper [2019]");
        assert_eq!(outside, "Production of copper");
        assert_eq!(inside, ["t", "2019"]);
        assert_eq!(without_brackets("open (t").1, ["t"]);
    }

    #[test]
    fn a_year_is_named_once_or_not_at_all() {
        for (text, found) in [
            ("Prod_2019", Some(2019)),
            ("Y2019", Some(2019)),
            ("2019 (2019)", Some(2019)),
            ("2018-2019", None),
            ("12019", None),
            ("0042", None),
        ] {
            assert_eq!(year_in(text), found, "{text}");
        }
        assert_eq!(year("2019.0"), Some(2019));
        assert_eq!(year("20190"), None);
    }
}
