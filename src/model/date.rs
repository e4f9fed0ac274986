use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ModelError;

/// A date as precise as its source: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month are known.
    Month(i16, i8),
    /// The day is known.
    Day(Date),
}

impl PartialDate {
    /// Returns the first day it can mean: the rule for memberships.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Day(day) => day,
        }
    }
}

impl PartialDate {
    /// Returns the date as shown to people, as precise as it is known: "2026", "Feb 2026" or "4 Feb 2026".
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Year(_) => self.to_string(),
            Self::Month(..) => self.first_day().strftime("%b %Y").to_string(),
            Self::Day(day) => date_text(day),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(day) => write!(formatter, "{day}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let wrong = || ModelError::NotADate { text: text.to_owned() };
        let parts: Vec<&str> = text.split('-').collect();
        let well_formed = parts
            .iter()
            .zip([4, 2, 2])
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
        if !well_formed {
            return Err(wrong());
        }
        match parts.as_slice() {
            [year] => Ok(Self::Year(year.parse().map_err(|_unparsable| wrong())?)),
            [year, month] => {
                let year = year.parse().map_err(|_unparsable| wrong())?;
                let month = month.parse().map_err(|_unparsable| wrong())?;
                Date::new(year, month, 1).map_err(|_out_of_range| wrong())?;
                Ok(Self::Month(year, month))
            }
            [_, _, _] => text.parse().map(Self::Day).map_err(|_out_of_range| wrong()),
            _ => Err(wrong()),
        }
    }
}

/// Returns the day a person means by `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
///
/// # Errors
/// [`ModelError::NotADate`] for any other text or a day that does not exist.
pub fn parse_date(text: &str) -> Result<Date, ModelError> {
    text.parse::<PartialDate>().map(PartialDate::first_day)
}

/// Returns the date as shown to people, for example "24 Nov 2026".
#[must_use]
pub fn date_text(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for text in ["2026", "2026-02", "2026-02-04"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        assert_eq!("2023-06".parse::<PartialDate>().unwrap().first_day().to_string(), "2023-06-01");
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2026-13", "2026-02-30", "", "26", "2026-2-4", "next year", "2026-02-04-01"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_shown_in_words() {
        assert_eq!(date_text(parse_date("2026-11-24").unwrap()), "24 Nov 2026");
        let text = |text: &str| text.parse::<PartialDate>().unwrap().text();
        assert_eq!([text("2026"), text("2026-02"), text("2026-02-04")], ["2026", "Feb 2026", "4 Feb 2026"]);
    }
}
