use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{Iso3, ModelError};

/// A dimension of governance, as the World Bank's Worldwide Governance Indicators part it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GovernanceDimension {
    /// Voice and accountability.
    Voice,
    /// Political stability and absence of violence or terrorism.
    Stability,
    /// Government effectiveness.
    Effectiveness,
    /// Regulatory quality.
    Regulation,
    /// Rule of law.
    Law,
    /// Control of corruption.
    Corruption,
}

impl GovernanceDimension {
    /// All dimensions, in the publisher's order.
    pub const ALL: [Self; 6] =
        [Self::Voice, Self::Stability, Self::Effectiveness, Self::Regulation, Self::Law, Self::Corruption];

    /// Returns the word used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Stability => "stability",
            Self::Effectiveness => "effectiveness",
            Self::Regulation => "regulation",
            Self::Law => "law",
            Self::Corruption => "corruption",
        }
    }

    /// Returns the publisher's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Voice => "Voice and accountability",
            Self::Stability => "Political stability and absence of violence or terrorism",
            Self::Effectiveness => "Government effectiveness",
            Self::Regulation => "Regulatory quality",
            Self::Law => "Rule of law",
            Self::Corruption => "Control of corruption",
        }
    }

    /// Returns a name short enough for a card.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Voice => "Voice",
            Self::Stability => "Political stability",
            Self::Effectiveness => "Effectiveness",
            Self::Regulation => "Regulation",
            Self::Law => "Rule of law",
            Self::Corruption => "Control of corruption",
        }
    }

    /// Returns one line that says what the dimension is about.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Voice => "How far citizens can choose their government, speak, meet and read a free press",
            Self::Stability => "How unlikely political instability and politically motivated violence are seen to be",
            Self::Effectiveness => {
                "How good public services, the civil service and the making of policy are seen to be"
            }
            Self::Regulation => "How well rules for private business are seen to be made and applied",
            Self::Law => "How far people trust and keep to the rules: contracts, property, police, courts",
            Self::Corruption => "How far public power is seen to be kept from private gain; higher is less corruption",
        }
    }

    /// Returns the place among [`GovernanceDimension::ALL`].
    fn place(self) -> usize {
        Self::ALL.iter().position(|dimension| *dimension == self).unwrap_or_default()
    }
}

impl FromStr for GovernanceDimension {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("dimension of governance", text, &Self::ALL, Self::id)
    }
}

/// An estimate of governance, in hundredths of the publisher's unit: about −2.5 (weak) to 2.5 (strong), 0 the mean of
/// all countries in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GovernanceScore(i16);

impl GovernanceScore {
    /// The largest size of an estimate in hundredths: the scale is that of a standard normal variable.
    const LIMIT: i16 = 999;

    fn new(hundredths: i16) -> Option<Self> {
        (-Self::LIMIT..=Self::LIMIT).contains(&hundredths).then_some(Self(hundredths))
    }

    /// Returns the estimate.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// Returns the estimate as shown to people, with a real minus, for example "−1.29".
    #[must_use]
    pub fn text(self) -> String {
        self.to_string().replace('-', "−")
    }
}

impl fmt::Display for GovernanceScore {
    /// Writes the estimate as in files, with two decimals.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2}", self.value())
    }
}

impl FromStr for GovernanceScore {
    type Err = ModelError;

    /// Reads a decimal number with at most two decimals.
    fn from_str(text: &str) -> Result<Self, ModelError> {
        let fault = || ModelError::NotAScore { text: text.to_owned() };
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(fraction) || fraction.len() > 2 {
            return Err(fault());
        }
        let number = format!("{whole}{fraction:0<2}").parse::<i16>().map_err(|_too_large| fault())?;
        Self::new(sign * number).ok_or_else(fault)
    }
}

/// How a country was governed in a year, as seen by the sources that the World Bank gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Packed", into = "Packed")]
pub struct Governance {
    /// The country.
    pub iso3: Iso3,
    /// The year.
    pub year: i16,
    /// The estimates, in the order of [`GovernanceDimension::ALL`]; nothing where the publisher has none.
    pub dimensions: [Option<GovernanceScore>; 6],
}

impl Governance {
    /// Returns the estimate of a dimension, or nothing where the publisher has none.
    #[must_use]
    pub fn score(&self, dimension: GovernanceDimension) -> Option<GovernanceScore> {
        self.dimensions.get(dimension.place()).copied().flatten()
    }
}

/// What a bundle holds of a [`Governance`]: a missing estimate is a number outside the scale, which saves a byte each.
#[derive(Serialize, Deserialize)]
struct Packed(Iso3, i16, [i16; 6]);

const MISSING: i16 = i16::MIN;

impl From<Governance> for Packed {
    fn from(governance: Governance) -> Self {
        let hundredths = governance.dimensions.map(|score| score.map_or(MISSING, |score| score.0));
        Self(governance.iso3, governance.year, hundredths)
    }
}

impl TryFrom<Packed> for Governance {
    type Error = ModelError;

    fn try_from(Packed(iso3, year, hundredths): Packed) -> Result<Self, ModelError> {
        let outside = |number: &&i16| **number != MISSING && GovernanceScore::new(**number).is_none();
        if let Some(number) = hundredths.iter().find(outside) {
            return Err(ModelError::NotAScore { text: number.to_string() });
        }
        Ok(Self { iso3, year, dimensions: hundredths.map(GovernanceScore::new) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_are_read_to_the_hundredth() {
        for (text, value, written) in [
            ("-1.29", -1.29, "-1.29"),
            ("0.0", 0.0, "0.00"),
            ("-0.05", -0.05, "-0.05"),
            ("2.4", 2.4, "2.40"),
            ("1", 1.0, "1.00"),
            ("-3.31", -3.31, "-3.31"),
        ] {
            let score: GovernanceScore = text.parse().unwrap();
            assert!((score.value() - value).abs() < 1e-9, "{text}");
            assert_eq!(score.to_string(), written);
        }
        assert_eq!("-1.29".parse::<GovernanceScore>().unwrap().text(), "−1.29");
        for text in ["", "..", "-", "1.", ".5", "1.234", "12.00", "1e1", "--1", "+1", "99999"] {
            assert!(text.parse::<GovernanceScore>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_missing_estimate_stays_missing() {
        let governance = Governance {
            iso3: Iso3::new("COD").unwrap(),
            year: 2023,
            dimensions: [Some(GovernanceScore(-331)), None, Some(GovernanceScore(0)), None, None, None],
        };
        let packed = Packed::from(governance);
        assert_eq!(Governance::try_from(packed).unwrap(), governance);
        assert_eq!(governance.score(GovernanceDimension::Voice), Some(GovernanceScore(-331)));
        assert_eq!(governance.score(GovernanceDimension::Stability), None);
        assert_eq!(governance.score(GovernanceDimension::Effectiveness), Some(GovernanceScore(0)));
        assert!(Governance::try_from(Packed(governance.iso3, 2023, [1000, 0, 0, 0, 0, 0])).is_err());
    }

    #[test]
    fn every_dimension_has_its_word() {
        for dimension in GovernanceDimension::ALL {
            assert_eq!(dimension.id().parse::<GovernanceDimension>().unwrap(), dimension);
        }
    }
}
