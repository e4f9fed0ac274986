use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{CommodityId, Iso3, ModelError, Stage, Unit, quantity_text};

/// A limit on what one country sells of one mineral: an export quota, supposed or real.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cap {
    /// Whose supply is limited.
    pub country: Iso3,
    /// Of which commodity: a limit in tonnes means nothing for another one.
    pub commodity: CommodityId,
    /// At which stage.
    pub stage: Stage,
    /// How much is left at most.
    pub limit: CapLimit,
}

/// How much a capped country sells at most. What is read from a file or typed is checked: see [`CapLimit::checked`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", try_from = "ReadLimit")]
pub enum CapLimit {
    /// So many tonnes in the year, 0 or more.
    Tonnes(f64),
    /// So many per cent of what the publisher says, 0 to 100.
    Percent(f64),
}

/// A limit as a file has it, before it is checked.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ReadLimit {
    Tonnes(f64),
    Percent(f64),
}

impl TryFrom<ReadLimit> for CapLimit {
    type Error = ModelError;

    fn try_from(read: ReadLimit) -> Result<Self, ModelError> {
        match read {
            ReadLimit::Tonnes(tonnes) => Self::Tonnes(tonnes),
            ReadLimit::Percent(percent) => Self::Percent(percent),
        }
        .checked()
    }
}

/// More tonnes than of any mineral there are: beyond it, a number was mistyped.
const MOST_TONNES: f64 = 1e15;

impl CapLimit {
    /// Returns the limit where it can be one: tonnes that are not negative, per cent from 0 to 100.
    ///
    /// # Errors
    /// [`ModelError::NotALimit`] for any other number, and for what is no number.
    pub fn checked(self) -> Result<Self, ModelError> {
        let (number, most) = match self {
            Self::Tonnes(tonnes) => (tonnes, MOST_TONNES),
            Self::Percent(percent) => (percent, 100.0),
        };
        if (0.0..=most).contains(&number) { Ok(self) } else { Err(ModelError::NotALimit { text: self.text() }) }
    }

    /// Returns the limit as shown, for example "100,000 t" or "50 %".
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Tonnes(tonnes) => quantity_text(tonnes, Unit::Tonnes),
            Self::Percent(percent) => {
                let digits = format!("{percent:.2}");
                format!("{} %", digits.trim_end_matches('0').trim_end_matches('.'))
            }
        }
    }
}

impl FromStr for CapLimit {
    type Err = ModelError;

    /// Reads a number with its unit: "100000t", "100,000 t", "2.5 kt", "3 Mt" or "50 %".
    fn from_str(text: &str) -> Result<Self, ModelError> {
        let refused = || ModelError::NotALimit { text: text.trim().to_owned() };
        let units = [("%", None), ("kt", Some(1e3)), ("Mt", Some(1e6)), ("t", Some(1.0))];
        let of_unit = |(unit, tonnes): &(&str, Option<f64>)| Some((text.trim().strip_suffix(unit)?, *tonnes));
        let (digits, tonnes) = units.iter().find_map(of_unit).ok_or_else(refused)?;
        let number = number(digits).ok_or_else(refused)?;
        let limit = tonnes.map_or(Self::Percent(number), |tonnes| Self::Tonnes(number * tonnes));
        limit.checked().ok().ok_or_else(refused)
    }
}

/// Returns the number that digits say: with a point, and commas or spaces between thousands alone.
fn number(text: &str) -> Option<f64> {
    let text: String = text.trim().chars().map(|sign| if sign.is_whitespace() { ',' } else { sign }).collect();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_number = |digits: &str| digits.chars().all(|sign| sign.is_ascii_digit());
    let are_thousands = groups.clone().all(|group| group.len() == 3 && is_number(group));
    let is_grouped = groups.next().is_some();
    let is_sound = are_thousands && is_number(first) && is_number(fraction) && (!is_grouped || first.len() <= 3);
    let digits: String = whole.chars().filter(|sign| *sign != ',').collect();
    if !is_sound || first.is_empty() {
        return None;
    }
    format!("{digits}.{fraction}").parse().ok()
}

/// Where territories count that depend on another state, such as New Caledonia, Greenland or Hong Kong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Territories {
    /// By themselves, as publishers list them.
    #[default]
    Own,
    /// With the state they belong to.
    Parent,
}

impl Territories {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Own, Self::Parent];

    /// Returns whether territories count by themselves.
    #[must_use]
    pub fn is_own(&self) -> bool {
        *self == Self::Own
    }

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Parent => "parent",
        }
    }
}

impl FromStr for Territories {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("rule for territories", text, &Self::ALL, Self::id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_read_with_its_unit() {
        for (text, limit) in [
            ("100000t", CapLimit::Tonnes(100_000.0)),
            ("100,000 t", CapLimit::Tonnes(100_000.0)),
            ("100 000 t", CapLimit::Tonnes(100_000.0)),
            ("2.5 kt", CapLimit::Tonnes(2500.0)),
            ("3Mt", CapLimit::Tonnes(3e6)),
            ("0 t", CapLimit::Tonnes(0.0)),
            ("50%", CapLimit::Percent(50.0)),
            ("12.5 %", CapLimit::Percent(12.5)),
        ] {
            assert_eq!(text.parse::<CapLimit>().unwrap(), limit, "{text}");
        }
        assert_eq!(CapLimit::Percent(12.5).text(), "12.5 %");
        assert_eq!(CapLimit::Percent(100.0).text(), "100 %");
        assert_eq!(CapLimit::Tonnes(100_000.0).text(), "100,000 t");
    }

    #[test]
    fn what_can_be_no_limit_is_refused() {
        for text in [
            "", "t", "100", "-5t", "101 %", "NaN %", "inf t", "1e999 t", "0,5 %", "1,0000 t", "five t", "1.2.3t",
            "5 kg",
        ] {
            assert!(matches!(text.parse::<CapLimit>(), Err(ModelError::NotALimit { .. })), "{text}");
        }
    }

    #[test]
    fn a_limit_in_a_file_is_held_to_the_same() {
        assert_eq!(serde_json::from_str::<CapLimit>(r#"{"percent":50.0}"#).unwrap(), CapLimit::Percent(50.0));
        for text in [r#"{"percent":101.0}"#, r#"{"tonnes":-1.0}"#, r#"{"percent":null}"#, r#"{"kg":1}"#] {
            assert!(serde_json::from_str::<CapLimit>(text).is_err(), "{text}");
        }
    }
}
