use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ModelError;
use super::word::from_word;

/// A unit that a publisher prints figures in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Kilograms.
    Kilograms,
    /// Tonnes (metric tons).
    Tonnes,
    /// Thousand tonnes.
    ThousandTonnes,
    /// Million tonnes.
    MillionTonnes,
    /// Thousand tonnes, dry weight.
    ThousandDryTonnes,
    /// Thousand carats.
    ThousandCarats,
    /// Million carats.
    MillionCarats,
    /// Million litres.
    MillionLitres,
    /// Million cubic metres.
    MillionCubicMetres,
}

/// What units of one kind are counted in. Only quantities of the same base can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BaseUnit {
    /// Tonnes.
    Tonnes,
    /// Tonnes, dry weight.
    DryTonnes,
    /// Carats.
    Carats,
    /// Cubic metres.
    CubicMetres,
}

impl BaseUnit {
    /// Returns the symbol or word that follows a number.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Tonnes => "t",
            Self::DryTonnes => "dry t",
            Self::Carats => "carats",
            Self::CubicMetres => "m³",
        }
    }
}

impl Unit {
    const WORDS: [(Self, &'static str, f64, BaseUnit); 9] = [
        (Self::Kilograms, "kg", 1e-3, BaseUnit::Tonnes),
        (Self::Tonnes, "t", 1.0, BaseUnit::Tonnes),
        (Self::ThousandTonnes, "kt", 1e3, BaseUnit::Tonnes),
        (Self::MillionTonnes, "Mt", 1e6, BaseUnit::Tonnes),
        (Self::ThousandDryTonnes, "kt_dry", 1e3, BaseUnit::DryTonnes),
        (Self::ThousandCarats, "kct", 1e3, BaseUnit::Carats),
        (Self::MillionCarats, "Mct", 1e6, BaseUnit::Carats),
        (Self::MillionLitres, "ML", 1e3, BaseUnit::CubicMetres),
        (Self::MillionCubicMetres, "Mm3", 1e6, BaseUnit::CubicMetres),
    ];

    fn row(self) -> &'static (Self, &'static str, f64, BaseUnit) {
        const TONNES: (Unit, &str, f64, BaseUnit) = (Unit::Tonnes, "t", 1.0, BaseUnit::Tonnes);
        Self::WORDS.iter().find(|(unit, ..)| *unit == self).unwrap_or(&TONNES)
    }

    /// Returns the word used in files, for example `kt`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().1
    }

    /// Returns how many base units one of it is.
    #[must_use]
    pub fn factor(self) -> f64 {
        self.row().2
    }

    /// Returns the base unit.
    #[must_use]
    pub fn base(self) -> BaseUnit {
        self.row().3
    }
}

impl FromStr for Unit {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("unit", text, &Self::WORDS.map(|(unit, ..)| unit), Self::id)
    }
}

/// Returns `value` (in `unit`) as shown to people: base units in full up to a million, then millions and billions,
/// for example "389,310 t" or "23.5 million t".
#[must_use]
pub fn quantity_text(value: f64, unit: Unit) -> String {
    let (amount, symbol) = match unit {
        // What is no whole number of tonnes would lose digits.
        Unit::Kilograms if value.abs() < 1e4 && value % 1e3 != 0.0 => (value, "kg"),
        _ => (value * unit.factor(), unit.base().symbol()),
    };
    let (scaled, word) = match amount.abs() {
        size if size >= 1e9 => (amount / 1e9, " billion"),
        size if size >= 1e6 => (amount / 1e6, " million"),
        _ => (amount, ""),
    };
    let digits = if word.is_empty() && scaled.abs() >= 1000.0 { whole_text(scaled) } else { three_digits(scaled) };
    format!("{digits}{word} {symbol}")
}

/// Returns a number with its noun, for example "1 issue" or "1,234 issues".
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "nothing that is counted here has more than f64 can count")]
pub fn counted(count: u64, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {several}", whole_text(count as f64)) }
}

/// Returns a number as a whole one with separators and a real minus, for example "5,072".
#[must_use]
pub fn whole_text(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::from(if value <= -0.5 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns a number with at most three significant digits and no trailing zeros after the point.
fn three_digits(value: f64) -> String {
    let size = value.abs();
    let decimals = if size >= 99.95 || size == 0.0 {
        0
    } else if size >= 9.995 {
        1
    } else {
        2
    };
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_readable() {
        assert_eq!(quantity_text(389_310.0, Unit::Tonnes), "389,310 t");
        assert_eq!(quantity_text(23_500.0, Unit::ThousandTonnes), "23.5 million t");
        assert_eq!(quantity_text(0.0, Unit::Tonnes), "0 t");
        assert_eq!(quantity_text(1800.0, Unit::MillionTonnes), "1.8 billion t");
        assert_eq!(quantity_text(320.0, Unit::Kilograms), "320 kg");
        assert_eq!(quantity_text(6000.0, Unit::Kilograms), "6 t");
        assert_eq!(quantity_text(1966.0, Unit::Kilograms), "1,966 kg");
        assert_eq!(quantity_text(0.0, Unit::Kilograms), "0 t");
        assert_eq!(quantity_text(900_000.0, Unit::Kilograms), "900 t");
        assert_eq!(quantity_text(5.0, Unit::MillionCarats), "5 million carats");
    }

    #[test]
    fn indexes_have_separators_and_a_real_minus() {
        assert_eq!(whole_text(5071.6), "5,072");
        assert_eq!(whole_text(-1068.2), "−1,068");
        assert_eq!(whole_text(-0.2), "0");
    }
}
