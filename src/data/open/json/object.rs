use std::borrow::Cow;

use super::scan::end_of_string;

/// What is wrong with an object, inside a sentence.
type Fault = &'static str;

/// Hands out the fields of an object, values as written; returns whether all bytes were text.
pub(super) fn fields<'a>(object: &'a [u8], take: &mut dyn FnMut(Cow<'a, str>, Cow<'a, str>)) -> Result<bool, Fault> {
    let mut rest = Rest(object.trim_ascii());
    let mut is_text = true;
    rest.require(b'{', "a row is no object in braces")?;
    if rest.skip(b'}') {
        return rest.require_end().map(|()| is_text);
    }
    loop {
        rest.require(b'"', "a field has no name in quotation marks")?;
        let key = rest.string(&mut is_text)?;
        rest.require(b':', "there is no colon after the name of a field")?;
        let value = rest.value(&mut is_text)?;
        take(key, value);
        if rest.skip(b'}') {
            return rest.require_end().map(|()| is_text);
        }
        rest.require(b',', "there is no comma between two fields")?;
    }
}

/// What is still to be read of an object.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    /// Skips a sign and what is blank around it, if it comes next.
    fn skip(&mut self, sign: u8) -> bool {
        match self.0.trim_ascii_start().strip_prefix(&[sign]) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn require(&mut self, sign: u8, fault: Fault) -> Result<(), Fault> {
        if self.skip(sign) { Ok(()) } else { Err(fault) }
    }

    fn require_end(&self) -> Result<(), Fault> {
        if self.0.trim_ascii().is_empty() { Ok(()) } else { Err("something follows the object") }
    }

    /// Returns a number of bytes, and moves on behind them and a number of others.
    fn split(&mut self, count: usize, skipped: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest.get(skipped..).unwrap_or_default();
        taken
    }

    /// Returns the string whose opening quotation mark was just read.
    fn string(&mut self, is_text: &mut bool) -> Result<Cow<'a, str>, Fault> {
        let end = end_of_string(self.0).ok_or("a text has no closing quotation mark")?;
        let inner = self.split(end, 1);
        let written = as_text(inner, is_text);
        if !written.contains('\\') {
            return Ok(written);
        }
        let unescaped: Result<String, _> = serde_json::from_str(&format!("\"{written}\""));
        match unescaped {
            Ok(text) => Ok(Cow::Owned(text)),
            // A lone half of a pair, or an escape that JSON does not have: as it stands.
            Err(_not_json) => Ok(written),
        }
    }

    /// Returns a value as written, without the quotation marks of a text; nothing for null.
    fn value(&mut self, is_text: &mut bool) -> Result<Cow<'a, str>, Fault> {
        self.0 = self.0.trim_ascii_start();
        match self.0.first() {
            Some(b'"') => {
                self.0 = self.0.get(1..).unwrap_or_default();
                self.string(is_text)
            }
            Some(b'{' | b'[') => {
                let end = nested_end(self.0).ok_or("a list or an object in a field does not end")?;
                Ok(as_text(self.split(end, 0), is_text))
            }
            _ => {
                let end = self.0.iter().position(|sign| b",}] \t\r\n".contains(sign)).unwrap_or(self.0.len());
                let word = as_text(self.split(end, 0), is_text);
                match word.as_ref() {
                    "null" => Ok(Cow::Borrowed("")),
                    "true" | "false" | "NaN" | "Infinity" | "-Infinity" => Ok(word),
                    number if is_number(number) => Ok(word),
                    _ => Err("a value is no text, number, list or object"),
                }
            }
        }
    }
}

/// Returns bytes as text, those that are none replaced.
fn as_text<'a>(bytes: &'a [u8], is_text: &mut bool) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    *is_text &= matches!(text, Cow::Borrowed(_));
    text
}

/// Returns where the list or object ends with which text begins.
fn nested_end(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match *text.get(at)? {
            b'"' => at += 1 + end_of_string(text.get(at + 1..)?)?,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Returns whether a word is a number as JSON writes them.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, part) = match mantissa.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (mantissa, None),
    };
    digits(whole) && part.is_none_or(digits) && exponent.is_none_or(digits)
}
