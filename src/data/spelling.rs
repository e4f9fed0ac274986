/// Returns `text` with no-break spaces as spaces, runs of white space as one, and nothing at either end.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns `text` as one line of a note: tidy, with a capital first and a full stop last; empty for nothing.
pub(super) fn sentence(text: &str) -> String {
    // "½unit" stands in the files without its space.
    let text = tidy(text).replace("½unit", "½ unit");
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let ended = text.trim_end_matches(['”', '"', ')']).ends_with(['.', '!', '?']);
    let stop = if ended { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), letters.as_str())
}

/// Returns `text` as names are compared: tidy, straight apostrophes, lower case.
pub(super) fn folded(text: &str) -> String {
    tidy(text).replace(['’', '‘'], "'").to_lowercase()
}

/// Returns a country's name as names are compared, without the footnote digits that some editions glue to it.
pub(super) fn folded_country(name: &str) -> String {
    let name = folded(name);
    name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ',').trim_end().to_owned()
}

/// Returns what a table is headed, without the "rounded" that the publisher adds for its total.
pub(super) fn without_rounded(detail: &str) -> String {
    let detail = tidy(detail);
    let lower = detail.to_lowercase();
    // Lower case may change a text's length; then nothing is stripped by position.
    if lower.len() != detail.len() {
        return detail;
    }
    let cut = ["(rounded)", "rounded"].iter().find_map(|ending| lower.strip_suffix(ending)).map(str::len);
    match cut.and_then(|length| detail.get(..length)) {
        Some(head) => head.trim_end().trim_end_matches([',', ':']).trim_end().to_owned(),
        None => detail.trim_end_matches(',').to_owned(),
    }
}

/// Returns the heading of a table as headings are compared.
pub(super) fn folded_detail(detail: &str) -> String {
    without_rounded(detail).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_join_their_table() {
        for (detail, folded) in [
            ("Mine production: rounded", "mine production"),
            ("Mine production: Palladium, rounded", "mine production: palladium"),
            ("Reserves (rounded)", "reserves"),
            ("Reserves, Recoverable ore: rounded", "reserves, recoverable ore"),
            ("global capacity for scandium oxide ", "global capacity for scandium oxide"),
            ("less than 200,000\u{a0}tons", "less than 200,000 tons"),
            ("rounded", ""),
        ] {
            assert_eq!(folded_detail(detail), folded);
        }
        assert_eq!(without_rounded("Mine production: Palladium, rounded"), "Mine production: Palladium");
    }

    #[test]
    fn country_names_are_compared_without_typography() {
        for name in ["Côte d’Ivoire", "Côte d'Ivoire ", "côte\u{a0}d’ivoire7"] {
            assert_eq!(folded_country(name), "côte d'ivoire");
        }
        assert_eq!(folded_country("United States1"), "united states");
        assert_eq!(folded_country("Korea, North"), "korea, north");
    }

    #[test]
    fn notes_are_sentences() {
        assert_eq!(sentence("includes  Puerto Rico"), "Includes Puerto Rico.");
        assert_eq!(sentence("Less than ½unit."), "Less than ½ unit.");
        assert_eq!(sentence("Included in “World total.”"), "Included in “World total.”");
        assert_eq!(sentence("  "), "");
    }
}
