use super::super::glued::without_marks;
use super::super::mapping::Numbers;
use super::super::words_fold::plain;

/// Marks that stand before a number and are no part of it.
const BEFORE: [char; 8] = ['<', '>', '≤', '≥', '~', '≈', '+', '('];
/// Marks that stand behind a number and are no part of it: estimated, revised, provisional, footnotes.
const BEHIND: [char; 8] = ['e', 'E', 'r', 'p', '*', '†', ')', '‡'];

/// Header words of languages in which a comma stands before the decimals.
const DECIMAL_COMMA: [&str; 33] = [
    "land",
    "lander",
    "jahr",
    "menge",
    "einheit",
    "rohstoff",
    "wert",
    "stufe",
    "forderung",
    "produktion",
    "erzeugung",
    "pays",
    "annee",
    "quantite",
    "unite",
    "valeur",
    "matiere",
    "minerai",
    "etape",
    "paese",
    "anno",
    "pais",
    "ano",
    "valor",
    "cantidad",
    "quantidade",
    "unidad",
    "unidade",
    "rok",
    "kraj",
    "produccion",
    "producao",
    "jaar",
];

/// Returns whether a cell holds a number, whatever its style.
pub(super) fn is_number(cell: &str) -> bool {
    body(cell).is_some()
}

/// Returns the digits and signs of a number without the marks around it.
fn body(cell: &str) -> Option<&str> {
    bare(cell).or_else(|| Some(without_marks(cell)).filter(|core| *core != cell.trim()).and_then(bare))
}

fn bare(cell: &str) -> Option<&str> {
    let text = cell.trim().trim_start_matches(BEFORE).trim_start();
    let text = text.strip_prefix(['-', '−']).unwrap_or(text).trim_start();
    let text =
        text.strip_prefix('e').filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit())).unwrap_or(text);
    if text.parse::<f64>().is_ok_and(f64::is_finite)
        && text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.')
    {
        return Some(text);
    }
    let text = text.trim_end_matches(BEHIND).trim_end();
    let is_sign = |sign: char| matches!(sign, '.' | ',' | '\'' | '’') || sign.is_whitespace();
    let is_whole = text.chars().all(|sign| sign.is_ascii_digit() || is_sign(sign));
    (is_whole
        && text.starts_with(|sign: char| sign.is_ascii_digit())
        && text.ends_with(|sign: char| sign.is_ascii_digit()))
    .then_some(text)
}

/// What the cells show of one sign.
#[derive(Default)]
struct Shown {
    as_decimal: usize,
    as_thousands: usize,
    /// One sign with three digits behind it: either.
    as_either: usize,
    example: String,
}

/// Returns what a number looks like in some cells, and why it is thought so.
pub(super) fn style<'a>(cells: impl Iterator<Item = &'a str>, header: &[String]) -> (Numbers, String) {
    let (mut dot, mut comma) = (Shown::default(), Shown::default());
    let (mut spaces, mut apostrophes) = (0_usize, 0_usize);
    for cell in cells.filter_map(body) {
        spaces += usize::from(cell.contains(char::is_whitespace));
        apostrophes += usize::from(cell.contains(['\'', '’']));
        match (cell.rfind('.'), cell.rfind(',')) {
            (Some(of_dot), Some(of_comma)) => {
                let (decimal, thousands) =
                    if of_dot > of_comma { (&mut dot, &mut comma) } else { (&mut comma, &mut dot) };
                decimal.count(cell, true);
                thousands.count(cell, false);
            }
            (Some(_), None) => dot.single(cell, '.'),
            (None, Some(_)) => comma.single(cell, ','),
            (None, None) => {}
        }
    }
    let speaks = header.iter().flat_map(|name| plain(name).split(' ').map(str::to_owned).collect::<Vec<_>>());
    let is_comma_language = speaks.into_iter().any(|word| DECIMAL_COMMA.contains(&word.as_str()));
    let (for_comma, for_dot) = (comma.as_decimal + dot.as_thousands, dot.as_decimal + comma.as_thousands);
    let (decimal, why) = if for_comma > for_dot {
        (',', shown(&comma, &dot, "a comma before the decimals", for_comma))
    } else if for_dot > for_comma {
        ('.', shown(&dot, &comma, "a point before the decimals, or commas between thousands", for_dot))
    } else if is_comma_language && comma.as_either + dot.as_either > 0 {
        (',', "The header is in a language that writes a comma before decimals".to_owned())
    } else if comma.as_either > 0 {
        ('.', format!("“{}” is taken for a whole number with a comma between thousands", comma.example))
    } else if dot.as_either > 0 {
        ('.', format!("“{}” is taken for a number with decimals", dot.example))
    } else {
        ('.', "No cell has a sign within a number".to_owned())
    };
    let thousands = if spaces > 0 {
        ' '
    } else if apostrophes > 0 {
        '\''
    } else if decimal == '.' {
        ','
    } else {
        '.'
    };
    (Numbers { decimal, thousands: Some(thousands) }, why)
}

fn shown(one: &Shown, other: &Shown, what: &str, count: usize) -> String {
    let example = if one.as_decimal > 0 { &one.example } else { &other.example };
    let cells = if count == 1 { "One cell has" } else { &format!("{count} cells have") };
    format!("{cells} {what}, such as “{example}”")
}

impl Shown {
    fn count(&mut self, cell: &str, is_decimal: bool) {
        *(if is_decimal { &mut self.as_decimal } else { &mut self.as_thousands }) += 1;
        cell.clone_into(&mut self.example);
    }

    /// Counts a number in which this is the only sign of the two.
    fn single(&mut self, cell: &str, sign: char) {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let Some((before, after)) = cell.split_once(sign) else { return };
        if after.contains(sign) {
            self.count(cell, false);
        } else if digits(after) != 3 || digits(before) > 3 || before == "0" {
            self.count(cell, true);
        } else {
            self.as_either += 1;
            if self.as_decimal + self.as_thousands == 0 {
                cell.clone_into(&mut self.example);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str], header: &[&str]) -> (char, Option<char>) {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let (numbers, why) = style(cells.iter().copied(), &header);
        assert!(!why.is_empty() && !why.ends_with('.'));
        (numbers.decimal, numbers.thousands)
    }

    #[test]
    fn the_style_of_numbers_is_told_by_the_cells() {
        assert_eq!(of(&["1.234,5", "7"], &[]), (',', Some('.')));
        assert_eq!(of(&["1,234.5", "7"], &[]), ('.', Some(',')));
        assert_eq!(of(&["1.234.567"], &[]), (',', Some('.')));
        assert_eq!(of(&["12,5"], &[]), (',', Some('.')));
        assert_eq!(of(&["0.125"], &[]), ('.', Some(',')));
        assert_eq!(of(&["1\u{202f}234,5"], &[]), (',', Some(' ')));
        assert_eq!(of(&["1'234.5"], &[]), ('.', Some('\'')));
        assert_eq!(of(&["1,234"], &["Country"]), ('.', Some(',')));
        assert_eq!(of(&["1.234"], &["Land", "Menge"]), (',', Some('.')));
        assert_eq!(of(&["5", "6"], &[]), ('.', Some(',')));
    }

    #[test]
    fn numbers_are_told_from_words() {
        for cell in
            ["1", "1,234.5", "<5", "e5,000", "1 234", "12e", "-3", "1e6", "(5)", "5,000 r/", "5000 a", "≈ 7", "5 (1)"]
        {
            assert!(is_number(cell), "{cell}");
        }
        for cell in ["", "China", "2019-2020", "W", "n/a", "12 t", "5k", "5 (t)", "-", "NaN", "inf", "1."] {
            assert!(!is_number(cell) || cell == "1.", "{cell}");
        }
    }
}
