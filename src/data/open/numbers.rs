use crate::data::spelling::{folded, tidy};
use crate::data::{IssueKind, Printed, read_value};
use crate::model::{Amount, Quantity};

use super::Numbers;
use super::interpret::YEARS;

/// Why a cell is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: IssueKind,
    /// What a person can do.
    pub(super) mend: String,
}

/// Digits that a number of the short kind has at most: as a whole number and a power of ten both exact, so that one
/// division rounds as reading digit by digit would.
const SHORT_DIGITS: usize = 15;

const POWERS: [f64; SHORT_DIGITS + 1] =
    [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Returns a number of the short kind: up to 15 digits, with a decimal sign or without.
#[inline]
pub(super) fn short_number(text: &str, numbers: Numbers) -> Option<f64> {
    let mut whole = 0_u64;
    let (mut digits, mut decimals) = (0_usize, None);
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // More than fifteen digits are given up below; so many wrap around without harm.
            whole = whole.wrapping_mul(10).wrapping_add(u64::from(digit));
            digits += 1;
        } else if decimals.is_none() && digits > 0 && char::from(byte) == numbers.decimal {
            decimals = Some(digits);
        } else {
            return None;
        }
    }
    let decimals = decimals.map_or(0, |before| digits - before);
    if digits == 0 || digits > SHORT_DIGITS || (decimals == 0 && text.len() != digits) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
    let whole = whole as f64;
    Some(whole / POWERS.get(decimals)?)
}

/// Returns what a cell of values says: nothing for an empty one.
pub(super) fn read_cell(
    text: &str,
    note: &str,
    numbers: Numbers,
    missing: &[String],
) -> Result<Option<Quantity>, Refusal> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(None);
    }
    let word = folded(&text);
    let stated = |amount| Ok(Some(Quantity { amount, estimated: false }));
    if missing.contains(&word) || ["na", "n/a", "n.a.", "..", "...", "not available"].contains(&word.as_str()) {
        return stated(Amount::NotAvailable);
    }
    if word == "withheld" || word == "confidential" {
        return stated(Amount::Withheld);
    }
    let canonical = canonical(&text, numbers)?;
    // The publisher's vocabulary has numbers of its own style, which here may mean another number.
    if canonical.is_none() && text.contains(|letter: char| letter.is_ascii_digit()) && !text.contains(is_of_a_word) {
        return Err(unknown(
            mend_for(&text, numbers).unwrap_or_else(|| "Write a number, or leave the cell empty".to_owned()),
        ));
    }
    match read_value(canonical.as_deref().unwrap_or(&text), note) {
        Ok(Printed::Quantity(quantity)) => Ok(Some(quantity)),
        Ok(Printed::Blank) => Ok(None),
        Err(problem) => Err(unknown(mend_for(&text, numbers).unwrap_or_else(|| problem.mend.to_owned()))),
    }
}

/// Returns whether a letter is of a word, not of the mark of an estimate.
fn is_of_a_word(letter: char) -> bool {
    letter.is_alphabetic() && letter != 'e'
}

/// Returns a value with each number in it as the publisher's vocabulary has them; nothing where there is no number.
fn canonical(text: &str, numbers: Numbers) -> Result<Option<String>, Refusal> {
    if let Some(value) = amount(text, numbers) {
        return Ok(Some(value?.to_string()));
    }
    let marks = [(">", ">"), ("≥", ">"), ("<", "<"), ("≤", "<"), ("e", "e")];
    for (mark, canonical) in marks {
        let Some(rest) = text.strip_prefix(mark) else { continue };
        if let Some(value) = amount(rest.trim_start(), numbers) {
            return Ok(Some(format!("{canonical}{}", value?)));
        }
    }
    for (index, sign) in text.match_indices(['-', '–']) {
        let (Some(low), Some(high)) = (text.get(..index), text.get(index + sign.len()..)) else { continue };
        if let (Some(low), Some(high)) = (amount(low.trim_end(), numbers), amount(high.trim_start(), numbers)) {
            return Ok(Some(format!("{} - {}", low?, high?)));
        }
    }
    Ok(None)
}

/// Returns the number that a text is, or why it can be no amount; nothing when it is no number.
fn amount(text: &str, numbers: Numbers) -> Option<Result<f64, Refusal>> {
    let in_brackets = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let minus = text.strip_prefix(['-', '−']).or(in_brackets);
    let value = number(minus.unwrap_or_else(|| text.strip_prefix('+').unwrap_or(text)), numbers)?;
    if minus.is_some() && value > 0.0 {
        let mend = "Write what was produced or is held: an amount is zero or more; take out corrections of other rows";
        return Some(Err(Refusal { kind: IssueKind::NegativeValue, mend: mend.to_owned() }));
    }
    if !is_amount(value) {
        return Some(Err(unknown("Write a number that an amount can have: this one is too large".to_owned())));
    }
    Some(Ok(value))
}

/// Returns the number that a text is, without a sign. A separator in the wrong place is no number.
pub(super) fn number(text: &str, numbers: Numbers) -> Option<f64> {
    if let Some(short) = short_number(text, numbers) {
        return Some(short);
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))) {
        return None;
    }
    let (whole, fraction) = match mantissa.split_once(numbers.decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if !fraction.is_none_or(is_digits) {
        return None;
    }
    let mut digits = match whole {
        "" if fraction.is_some() => String::new(),
        _ => ungrouped(whole, numbers)?,
    };
    if let Some(fraction) = fraction {
        digits.push('.');
        digits.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        digits.push('e');
        digits.push_str(exponent);
    }
    digits.parse().ok()
}

/// Returns the digits of a whole number without the signs between its thousands.
fn ungrouped(whole: &str, numbers: Numbers) -> Option<String> {
    let Some(sign) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    let alike = |one: char, other: char| {
        one == other || (one.is_whitespace() && other.is_whitespace()) || (is_apostrophe(one) && is_apostrophe(other))
    };
    // A space or an apostrophe between digits has no other meaning; a comma or a point may have.
    let is_plain = sign.is_whitespace() || is_apostrophe(sign);
    if sign == numbers.decimal || !(is_plain || numbers.thousands.is_some_and(|thousands| alike(thousands, sign))) {
        return None;
    }
    let mut groups = whole.split(|letter: char| !letter.is_ascii_digit() && alike(letter, sign));
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.push_str(group);
    }
    let starts_well = (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    (starts_well && digits.len() > first.len()).then_some(digits)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ')
}

/// Returns whether a number can be an amount: zero or more, and not over what any unit can hold.
fn is_amount(value: f64) -> bool {
    (0.0..=1e18).contains(&value)
}

fn unknown(mend: String) -> Refusal {
    Refusal { kind: IssueKind::UnknownValue, mend }
}

/// Returns how to mend a text that begins with a number, or looks like another style of numbers.
fn mend_for(text: &str, numbers: Numbers) -> Option<String> {
    let other = if numbers.decimal == ',' {
        Numbers { decimal: '.', thousands: Some(',') }
    } else {
        Numbers { decimal: ',', thousands: Some('.') }
    };
    let any = [other, Numbers { thousands: Some('.'), ..numbers }, Numbers { thousands: Some(','), ..numbers }];
    if any.into_iter().any(|style| number(text, style).is_some()) {
        return Some("Say what a number looks like: its decimal sign and the sign between thousands".to_owned());
    }
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || ",. ".contains(letter)))?;
    let (start, rest) = (text.get(..end)?.trim_end(), text.get(end..)?);
    number(start, numbers)?;
    Some(format!("Write the number alone; '{rest}' beside it may be a unit or the mark of a footnote"))
}

/// Returns the year that a text is: four digits, with `.0` as spreadsheets add it or without; or that of a date such as
/// 2024-12-31.
#[inline]
pub(super) fn year(text: &str) -> Option<i16> {
    let text = text.trim();
    let (digits, rest) = text.split_at_checked(4)?;
    let is_whole =
        rest.is_empty() || rest.strip_prefix('.').is_some_and(|zeros| zeros.bytes().all(|zero| zero == b'0'));
    let is_dated = rest.starts_with(['-', '/']) && is_month_and_day(rest);
    if !(is_whole || is_dated) || rest == "." || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|year| YEARS.contains(year))
}

/// Returns whether a text is the rest of a date behind its year, with or without a time. A month alone is none: "2010-11"
/// is a season to some.
fn is_month_and_day(rest: &str) -> bool {
    let (date, time) = rest.split_at_checked(6).unwrap_or((rest, ""));
    let mut parts = date.split(['-', '/']).skip(1);
    let mut number = |most: u8| {
        let digits = parts.next().filter(|digits| digits.len() == 2)?;
        digits.parse::<u8>().ok().filter(|number| (1..=most).contains(number))
    };
    number(12).is_some()
        && number(31).is_some()
        && parts.next().is_none()
        && (time.is_empty() || time.starts_with(['T', ' ']))
}

#[cfg(test)]
#[path = "numbers_tests.rs"]
mod tests;
