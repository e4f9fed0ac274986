use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::{Amount, Bound, Iso3, ModelError, Quantity, SourceId, Status, Unit};

use super::frame::TextRow;
use super::records::{Record, optional_text, table_key};
use super::{Assumed, DataError, Row, Statement, Table, TableKey, TableYear};

/// Who a row speaks of. In files it is the country's code, `other` or `world`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RowSubject {
    /// A country or territory.
    Country(Iso3),
    /// "Other countries".
    Other,
    /// The printed world total.
    World,
}

impl fmt::Display for RowSubject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(iso3) => write!(formatter, "{iso3}"),
            Self::Other => formatter.write_str("other"),
            Self::World => formatter.write_str("world"),
        }
    }
}

impl RowSubject {
    pub(super) fn read(text: &str) -> Result<Self, ModelError> {
        match text {
            "other" => Ok(Self::Other),
            "world" => Ok(Self::World),
            code => Iso3::new(code).map(Self::Country),
        }
    }

    /// Returns where it stands in a table: countries as printed, then the others, then the total.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Country(_) => 0,
            Self::Other => 1,
            Self::World => 2,
        }
    }
}

/// What a table says besides its rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableHead {
    pub(super) key: TableKey,
    pub(super) unit: Unit,
    pub(super) basis: String,
    pub(super) not_additive: Option<String>,
    pub(super) source_label: String,
    pub(super) note: String,
}

/// One statement of a publisher, with its place in the tables.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Observation {
    pub(super) key: TableKey,
    pub(super) subject: RowSubject,
    pub(super) year: i16,
    pub(super) statement: Statement,
    /// The table's unit.
    pub(super) unit: Unit,
    pub(super) source: SourceId,
    /// The value as printed, before any correction.
    pub(super) printed: String,
}

impl Record for TableHead {
    const FILE: &'static str = "tables.csv";
    const COLUMNS: &'static [&'static str] =
        &["commodity", "form", "stage", "edition", "unit", "basis", "not_additive", "source_label", "note"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        let not_additive = row.text("not_additive");
        Ok(Self {
            key: table_key(row)?,
            unit: row.parse("unit", str::parse::<Unit>)?,
            basis: row.text("basis").to_owned(),
            not_additive: (!not_additive.is_empty()).then(|| not_additive.to_owned()),
            source_label: row.text("source_label").to_owned(),
            note: row.text("note").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.key.commodity.to_string(),
            self.key.form.to_string(),
            self.key.stage.to_string(),
            self.key.edition.to_string(),
            self.unit.id().to_owned(),
            self.basis.clone(),
            self.not_additive.clone().unwrap_or_default(),
            self.source_label.clone(),
            self.note.clone(),
        ]
    }
}

impl Record for Observation {
    const FILE: &'static str = "observations.csv";
    const COLUMNS: &'static [&'static str] = &[
        "commodity",
        "form",
        "stage",
        "country",
        "year",
        "value",
        "upper",
        "unit",
        "bound",
        "status",
        "text",
        "edition",
        "source",
        "printed",
        "note",
    ];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            key: table_key(row)?,
            subject: row.parse("country", RowSubject::read)?,
            year: row.parse("year", str::parse::<i16>)?,
            statement: Statement { quantity: read_quantity(row)?, note: row.text("note").to_owned() },
            unit: row.parse("unit", str::parse::<Unit>)?,
            source: row.parse("source", SourceId::new)?,
            printed: row.text("printed").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        let quantity = &self.statement.quantity;
        let (value, upper) = match quantity.amount {
            Amount::Exact(value) | Amount::AtLeast(value) | Amount::AtMost(value) => (Some(value), None),
            Amount::Range { low, high } => (Some(low), Some(high)),
            _ => (None, None),
        };
        let text = if let Amount::Qualitative(word) = &quantity.amount { word.clone() } else { String::new() };
        vec![
            self.key.commodity.to_string(),
            self.key.form.to_string(),
            self.key.stage.to_string(),
            self.subject.to_string(),
            self.year.to_string(),
            optional_text(value),
            optional_text(upper),
            self.unit.id().to_owned(),
            optional_text(quantity.bound().map(Bound::id)),
            quantity.status().id().to_owned(),
            text,
            self.key.edition.to_string(),
            self.source.to_string(),
            self.printed.clone(),
            self.statement.note.clone(),
        ]
    }
}

/// Returns the quantity that the columns `status`, `bound`, `value`, `upper` and `text` hold.
pub(super) fn read_quantity(row: TextRow<'_>) -> Result<Quantity, DataError> {
    let status = row.text("status");
    let amount = if status == Status::Reported.id() || status == Status::Estimated.id() {
        let value = row.parse("value", str::parse::<f64>)?;
        match row.text("bound") {
            "exact" => Amount::Exact(value),
            "at_least" => Amount::AtLeast(value),
            "at_most" => Amount::AtMost(value),
            "range" => Amount::Range { low: value, high: row.parse("upper", str::parse::<f64>)? },
            _ => return Err(row.fault("bound", &"not one of exact, at_least, at_most, range")),
        }
    } else if status == Status::Qualitative.id() {
        Amount::Qualitative(row.text("text").to_owned())
    } else {
        let wordless = [
            (Status::Withheld, Amount::Withheld),
            (Status::NotAvailable, Amount::NotAvailable),
            (Status::NotApplicable, Amount::NotApplicable),
            (Status::IncludedElsewhere, Amount::IncludedElsewhere),
        ];
        let Some((_, amount)) = wordless.into_iter().find(|(word, _)| word.id() == status) else {
            return Err(row.fault("status", &"not a status"));
        };
        amount
    };
    Ok(Quantity { amount, estimated: status == Status::Estimated.id() })
}

/// Puts heads and observations in the order in which they are published and kept.
pub(super) fn sort(heads: &mut [TableHead], observations: &mut [Observation]) {
    heads.sort_by(|one, other| one.key.cmp(&other.key));
    // Stable: countries stay in the publisher's order.
    observations.sort_by(|one, other| {
        (&one.key, one.year, one.subject.rank()).cmp(&(&other.key, other.year, other.subject.rank()))
    });
}

/// Returns the tables that heads and observations, both sorted, make up.
pub(super) fn assemble(heads: &[TableHead], observations: Vec<Observation>) -> Vec<Table> {
    let mut tables: Vec<Table> = heads
        .iter()
        .map(|head| Table {
            key: head.key.clone(),
            unit: head.unit,
            basis: head.basis.clone(),
            source_label: head.source_label.clone(),
            not_additive: head.not_additive.clone(),
            note: head.note.clone(),
            assumed: Assumed::default(),
            years: Vec::new(),
        })
        .collect();
    for Observation { key, subject, year, statement, .. } in observations {
        let place = tables.binary_search_by(|table| table.key.cmp(&key));
        let Some(table) = place.ok().and_then(|index| tables.get_mut(index)) else { continue };
        if table.years.last().is_none_or(|last| last.year != year) {
            table.years.push(TableYear { year, countries: Vec::new(), other: None, world: None });
        }
        let Some(of_year) = table.years.last_mut() else { continue };
        match subject {
            RowSubject::Country(country) => of_year.countries.push(Row { country, statement }),
            RowSubject::Other => of_year.other = Some(statement),
            RowSubject::World => of_year.world = Some(statement),
        }
    }
    tables
}
