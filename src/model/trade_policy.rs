use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{Amount, CommodityId, FormId, Iso3, ModelError, Quantity};

/// How a country restricts an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlKind {
    /// Export is banned.
    Ban,
    /// Export is banned for a time.
    TemporaryBan,
    /// Export is limited to a quota.
    Quota,
    /// Export needs a licence.
    Licence,
}

impl ControlKind {
    /// All kinds, the strictest first.
    pub const ALL: [Self; 4] = [Self::Ban, Self::TemporaryBan, Self::Quota, Self::Licence];

    /// Returns the word used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Ban => "ban",
            Self::TemporaryBan => "temporary_ban",
            Self::Quota => "quota",
            Self::Licence => "licence",
        }
    }

    /// Returns the name, for example "Export ban".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ban => "Export ban",
            Self::TemporaryBan => "Temporary export ban",
            Self::Quota => "Export quota",
            Self::Licence => "Export licence required",
        }
    }
}

impl FromStr for ControlKind {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("kind of export control", text, &Self::ALL, Self::id)
    }
}

/// A row of the table of countries' export controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportControl {
    /// The country that restricts its exports.
    pub country: Iso3,
    /// How.
    pub kind: ControlKind,
    /// How, as printed.
    pub printed_kind: String,
    /// What is restricted, as printed.
    pub printed: String,
    /// Which of the app's commodities the text names; none where it names none, as for "Metal waste and scrap".
    pub commodities: Vec<ControlledCommodity>,
    /// The address that the publisher gives.
    pub link: String,
    /// The publisher's note.
    pub note: String,
}

/// A commodity that an export control names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlledCommodity {
    /// The commodity.
    pub commodity: CommodityId,
    /// The year that the publisher prints with it.
    pub year: i16,
    /// The printed words that name it, for example "nickel ore".
    pub words: String,
}

impl ExportControl {
    /// Returns what the control says of a commodity that it names, in one line, for example "Export ban on nickel ore
    /// (2020)". The words and the year are the publisher's.
    #[must_use]
    pub fn line(&self, named: &ControlledCommodity) -> String {
        let link = if self.kind == ControlKind::Licence { "for" } else { "on" };
        format!("{} {link} {} ({})", self.kind.name(), named.words, named.year)
    }
}

/// How far a country lives on imports of a commodity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reliance {
    /// Per cent of what it consumes, or what stands in place of the number.
    Share(Quantity),
    /// It exports more than it imports (printed `E`).
    NetExporter,
}

impl Reliance {
    /// Returns the reliance as shown, for example "more than 75 %".
    #[must_use]
    pub fn text(&self) -> String {
        let Self::Share(quantity) = self else { return "net exporter".to_owned() };
        match &quantity.amount {
            Amount::Exact(value) => percent(*value),
            Amount::AtLeast(value) => format!("more than {}", percent(*value)),
            Amount::AtMost(value) => format!("less than {}", percent(*value)),
            Amount::Range { low, high } => format!("{} to {}", percent(*low), percent(*high)),
            Amount::Qualitative(word) => format!("“{word}”"),
            Amount::Withheld | Amount::NotAvailable | Amount::NotApplicable | Amount::IncludedElsewhere => {
                super::status_words(quantity.status()).to_owned()
            }
        }
    }
}

fn percent(value: f64) -> String {
    format!("{value}\u{a0}%")
}

/// The net import reliance of the United States on a commodity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportReliance {
    /// The commodity; nothing where the app has no such commodity.
    pub commodity: Option<CommodityId>,
    /// The form, where the row speaks of one form only.
    pub form: Option<FormId>,
    /// What is imported, as printed, for example "ARSENIC, all forms".
    pub name: String,
    /// The year.
    pub year: i16,
    /// How far consumption is met by imports, net of exports.
    pub reliance: Reliance,
    /// The value as printed.
    pub printed: String,
    /// The largest sources of imports in 2021–24, as printed, the largest first; none where the publisher names none.
    pub major_sources: Vec<String>,
    /// The publisher's table.
    pub table: String,
    /// The publisher's note.
    pub note: String,
}

/// Where the imports of the United States of a commodity come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSource {
    /// The commodity; nothing where the app has no such commodity.
    pub commodity: Option<CommodityId>,
    /// The form, where the row speaks of one form only.
    pub form: Option<FormId>,
    /// What is imported, as printed.
    pub name: String,
    /// The country; nothing for the others together.
    pub country: Option<Iso3>,
    /// The source as printed, for example "Republic of Korea" or "Other".
    pub printed: String,
    /// Its share of imports in 2021–24, in per cent.
    pub percent: u8,
}

impl ImportSource {
    /// The first and last year that the shares are taken over.
    pub const YEARS: (i16, i16) = (2021, 2024);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliances_are_said_with_their_bound() {
        let share = |amount| Reliance::Share(Quantity { amount, estimated: true }).text();
        assert_eq!(share(Amount::Exact(100.0)), "100\u{a0}%");
        assert_eq!(share(Amount::AtLeast(75.0)), "more than 75\u{a0}%");
        assert_eq!(share(Amount::AtMost(25.0)), "less than 25\u{a0}%");
        assert_eq!(share(Amount::NotAvailable), "not available");
        assert_eq!(Reliance::NetExporter.text(), "net exporter");
    }

    #[test]
    fn a_control_says_in_a_line_what_it_restricts() {
        let named = ControlledCommodity {
            commodity: CommodityId::new("gallium").unwrap(),
            year: 2023,
            words: "gallium".into(),
        };
        let control = |kind| ExportControl {
            country: Iso3::new("CHN").unwrap(),
            kind,
            printed_kind: String::new(),
            printed: String::new(),
            commodities: vec![named.clone()],
            link: String::new(),
            note: String::new(),
        };
        assert_eq!(control(ControlKind::Licence).line(&named), "Export licence required for gallium (2023)");
        assert_eq!(control(ControlKind::Quota).line(&named), "Export quota on gallium (2023)");
    }

    #[test]
    fn every_kind_has_its_word() {
        for kind in ControlKind::ALL {
            assert_eq!(kind.id().parse::<ControlKind>().unwrap(), kind);
        }
        assert!("embargo".parse::<ControlKind>().is_err());
    }
}
