use crate::model::{
    Amount, Bound, CommodityId, ControlKind, ControlledCommodity, EditionId, ExportControl, FormId, Governance,
    GovernanceDimension, GovernanceScore, ImportReliance, ImportSource, Iso3, Jump, Reliance, Stage,
};

use super::DataError;
use super::frame::TextRow;
use super::observation::read_quantity;
use super::records::{Record, optional_text};

/// The status of a country that exports more than it imports, beside those of a quantity.
pub(super) const NET_EXPORTER: &str = "net_exporter";

impl Record for Governance {
    const FILE: &'static str = "governance.csv";
    const COLUMNS: &'static [&'static str] =
        &["iso3", "year", "voice", "stability", "effectiveness", "regulation", "law", "corruption"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        let mut dimensions = [None; 6];
        for (score, dimension) in dimensions.iter_mut().zip(GovernanceDimension::ALL) {
            *score = row.optional(dimension.id(), str::parse::<GovernanceScore>)?;
        }
        Ok(Self { iso3: row.parse("iso3", Iso3::new)?, year: row.parse("year", str::parse::<i16>)?, dimensions })
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = vec![self.iso3.to_string(), self.year.to_string()];
        cells.extend(self.dimensions.map(optional_text));
        cells
    }
}

impl Record for Jump {
    const FILE: &'static str = "jumps.csv";
    const COLUMNS: &'static [&'static str] = &[
        "commodity",
        "form",
        "stage",
        "country",
        "from_year",
        "from_edition",
        "from_value",
        "to_year",
        "to_edition",
        "to_value",
        "explanation",
    ];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            commodity: row.parse("commodity", CommodityId::new)?,
            form: row.parse("form", FormId::new)?,
            stage: row.parse("stage", str::parse::<Stage>)?,
            country: row.parse("country", Iso3::new)?,
            from_year: row.parse("from_year", str::parse::<i16>)?,
            from_edition: row.parse("from_edition", EditionId::new)?,
            from_value: row.parse("from_value", str::parse::<f64>)?,
            to_year: row.parse("to_year", str::parse::<i16>)?,
            to_edition: row.parse("to_edition", EditionId::new)?,
            to_value: row.parse("to_value", str::parse::<f64>)?,
            explanation: row.text("explanation").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.commodity.to_string(),
            self.form.to_string(),
            self.stage.to_string(),
            self.country.to_string(),
            self.from_year.to_string(),
            self.from_edition.to_string(),
            self.from_value.to_string(),
            self.to_year.to_string(),
            self.to_edition.to_string(),
            self.to_value.to_string(),
            self.explanation.clone(),
        ]
    }
}

impl Record for ExportControl {
    const FILE: &'static str = "export_controls.csv";
    const COLUMNS: &'static [&'static str] =
        &["country", "kind", "printed_kind", "printed", "commodities", "years", "words", "link", "note"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        let [commodities, years, words] = ["commodities", "years", "words"].map(|column| row.list(column));
        if commodities.len() != years.len() || commodities.len() != words.len() {
            return Err(row.fault("commodities", &"there must be as many commodities as years and words"));
        }
        let mut named = Vec::new();
        for ((commodity, year), words) in commodities.into_iter().zip(years).zip(words) {
            named.push(ControlledCommodity {
                commodity: CommodityId::new(commodity).map_err(|reason| row.fault("commodities", &reason))?,
                year: year.parse::<i16>().map_err(|reason| row.fault("years", &reason))?,
                words,
            });
        }
        Ok(Self {
            country: row.parse("country", Iso3::new)?,
            kind: row.parse("kind", str::parse::<ControlKind>)?,
            printed_kind: row.text("printed_kind").to_owned(),
            printed: row.text("printed").to_owned(),
            commodities: named,
            link: row.text("link").to_owned(),
            note: row.text("note").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        let list =
            |text: fn(&ControlledCommodity) -> String| self.commodities.iter().map(text).collect::<Vec<_>>().join(";");
        vec![
            self.country.to_string(),
            self.kind.id().to_owned(),
            self.printed_kind.clone(),
            self.printed.clone(),
            list(|of| of.commodity.to_string()),
            list(|of| of.year.to_string()),
            list(|of| of.words.clone()),
            self.link.clone(),
            self.note.clone(),
        ]
    }
}

impl Record for ImportReliance {
    const FILE: &'static str = "import_reliance.csv";
    const COLUMNS: &'static [&'static str] = &[
        "commodity",
        "form",
        "name",
        "year",
        "value",
        "upper",
        "bound",
        "status",
        "printed",
        "major_sources",
        "table",
        "note",
    ];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        let is_exporter = row.text("status") == NET_EXPORTER;
        Ok(Self {
            commodity: row.optional("commodity", CommodityId::new)?,
            form: row.optional("form", FormId::new)?,
            name: row.text("name").to_owned(),
            year: row.parse("year", str::parse::<i16>)?,
            reliance: if is_exporter { Reliance::NetExporter } else { Reliance::Share(read_quantity(row)?) },
            printed: row.text("printed").to_owned(),
            major_sources: row.list("major_sources"),
            table: row.text("table").to_owned(),
            note: row.text("note").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        let (value, upper, bound, status) = match &self.reliance {
            Reliance::NetExporter => (None, None, None, NET_EXPORTER),
            Reliance::Share(quantity) => {
                let (value, upper) = match quantity.amount {
                    Amount::Range { low, high } => (Some(low), Some(high)),
                    _ => (quantity.value(), None),
                };
                (value, upper, quantity.bound().map(Bound::id), quantity.status().id())
            }
        };
        vec![
            optional_text(self.commodity.as_ref()),
            optional_text(self.form.as_ref()),
            self.name.clone(),
            self.year.to_string(),
            optional_text(value),
            optional_text(upper),
            optional_text(bound),
            status.to_owned(),
            self.printed.clone(),
            self.major_sources.join(";"),
            self.table.clone(),
            self.note.clone(),
        ]
    }
}

impl Record for ImportSource {
    const FILE: &'static str = "import_sources.csv";
    const COLUMNS: &'static [&'static str] =
        &["commodity", "form", "name", "country", "printed", "first_year", "last_year", "percent"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            commodity: row.optional("commodity", CommodityId::new)?,
            form: row.optional("form", FormId::new)?,
            name: row.text("name").to_owned(),
            country: row.optional("country", Iso3::new)?,
            printed: row.text("printed").to_owned(),
            percent: row.parse("percent", str::parse::<u8>)?,
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            optional_text(self.commodity.as_ref()),
            optional_text(self.form.as_ref()),
            self.name.clone(),
            optional_text(self.country),
            self.printed.clone(),
            Self::YEARS.0.to_string(),
            Self::YEARS.1.to_string(),
            self.percent.to_string(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::records::{read_records, write_records};
    use crate::model::Quantity;

    fn comes_back<R: Record + PartialEq + std::fmt::Debug>(records: &[R]) {
        assert_eq!(read_records::<R>(&write_records(records).unwrap()).unwrap(), records);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let country = Iso3::new("COD").unwrap();
        comes_back(&[Governance {
            iso3: country,
            year: 2023,
            dimensions: [Some("-1.22".parse().unwrap()), None, Some("0.00".parse().unwrap()), None, None, None],
        }]);
        let named = |commodity: &str, words: &str| ControlledCommodity {
            commodity: CommodityId::new(commodity).unwrap(),
            year: 2025,
            words: words.to_owned(),
        };
        let control = |commodities| ExportControl {
            country,
            kind: ControlKind::Quota,
            printed_kind: "Export quota".to_owned(),
            printed: "Cobalt, \"raw\" (2025).".to_owned(),
            commodities,
            link: "https://example.org/a,b".to_owned(),
            note: String::new(),
        };
        comes_back(&[control(vec![named("cobalt", "Cobalt"), named("copper", "raw, copper")]), control(Vec::new())]);
        let reliance = |reliance| ImportReliance {
            commodity: CommodityId::new("mica").ok(),
            form: FormId::new("sheet").ok(),
            name: "MICA (NATURAL), sheet".to_owned(),
            year: 2025,
            reliance,
            printed: "x".to_owned(),
            major_sources: vec!["China".to_owned(), "Republic of Korea".to_owned()],
            table: "Figure 2".to_owned(),
            note: String::new(),
        };
        let share = |amount, estimated| reliance(Reliance::Share(Quantity { amount, estimated }));
        comes_back(&[
            reliance(Reliance::NetExporter),
            share(Amount::Exact(100.0), true),
            share(Amount::AtLeast(75.0), true),
            share(Amount::AtMost(25.0), true),
            share(Amount::Range { low: 10.0, high: 20.0 }, false),
            share(Amount::NotAvailable, false),
        ]);
        comes_back(&[ImportSource {
            commodity: None,
            form: None,
            name: "Germanium".to_owned(),
            country: None,
            printed: "Other".to_owned(),
            percent: 5,
        }]);
    }

    #[test]
    fn lists_of_other_lengths_are_refused() {
        let text = "country,kind,printed_kind,printed,commodities,years,words,link,note\n\
            COD,quota,Export quota,Cobalt,cobalt;copper,2025,Cobalt;copper,,\n";
        let error = read_records::<ExportControl>(text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("row 2, column 'commodities'"), "{error}");
    }
}
