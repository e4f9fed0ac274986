use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;

use crate::model::{Amount, Edition, Quantity, Unit};

use super::curated::Curated;
use super::curated_context::IeaTable;
use super::fault::Fault;
use super::intake::{Fate, IntakeLine, Tally};
use super::observation::{Observation, RowSubject, TableHead};
use super::{DataError, DataIssue, IssueKind, Statement};

/// The year of the figures that are no scenario.
const BASE_YEAR: i16 = 2024;
/// What the publisher calls "Other countries".
const OTHERS: &str = "Rest of world";
const NOTE: &str = "IEA figures, base year 2024, all taken as estimates and rounded to 0.01 kt. The file does not say \
    what is weighed.";

/// What the Critical Minerals Data Explorer says of refining.
pub(super) struct Iea {
    pub(super) heads: Vec<TableHead>,
    pub(super) observations: Vec<Observation>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

/// The part of the file that is read.
#[derive(Deserialize)]
struct Explorer {
    supply: Entries<Mineral>,
}

#[derive(Deserialize)]
struct Mineral {
    mining: Supply,
    refining: Supply,
}

#[derive(Deserialize)]
struct Supply {
    countries: Entries<Figures>,
    total: Figures,
}

/// Figures of several years, of which only the base year's is read: the others come from scenarios.
#[derive(Deserialize)]
struct Figures {
    #[serde(rename = "2024")]
    base_year: Option<Number>,
}

/// The entries of an object, in the order of the file.
struct Entries<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

struct InOrder<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
    type Value = Entries<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

struct Reader<'a> {
    curated: &'a Curated,
    edition: &'a Edition,
    file: &'a str,
    /// Rows met, a total being a row after its countries.
    row: usize,
    read: Iea,
    tally: Tally,
}

/// Returns what the file says of refining in the base year; its mining figures are counted and left out.
///
/// A row is an entry for a country, or a total, of one mineral's mining or refining, numbered from 1 in the file's order.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    curated: &Curated,
    tables: &[IeaTable],
    edition: &Edition,
) -> Result<Iea, DataError> {
    let explorer: Explorer =
        serde_json::from_slice(bytes).map_err(|source| DataError::OtherLayout { file: file.to_owned(), source })?;
    let read = Iea { heads: Vec::new(), observations: Vec::new(), issues: Vec::new(), intake: Vec::new() };
    let mut reader = Reader { curated, edition, file, row: 0, read, tally: Tally::default() };
    for (mineral, supply) in &explorer.supply.0 {
        let table = tables.iter().find(|table| table.mineral == *mineral && table.key.edition == edition.id);
        reader.mining(&supply.mining);
        reader.refining(mineral, table, &supply.refining);
    }
    let Reader { mut read, tally, .. } = reader;
    read.intake = tally.lines(file, Some(&edition.id), bytes);
    Ok(read)
}

impl Reader<'_> {
    fn mining(&mut self, supply: &Supply) {
        for _ in 0..=supply.countries.0.len() {
            self.row += 1;
            self.tally.count(Fate::Dropped(
                "mining figures, left aside: those of the U.S. Geological Survey are used".into(),
            ));
        }
    }

    fn refining(&mut self, mineral: &str, table: Option<&IeaTable>, supply: &Supply) {
        if let Some(table) = table {
            self.read.heads.push(TableHead {
                key: table.key.clone(),
                unit: Unit::ThousandTonnes,
                basis: table.basis.clone(),
                not_additive: None,
                source_label: format!("Critical Minerals Data Explorer, {mineral}, refining"),
                note: [table.note.as_str(), NOTE].join(" ").trim().to_owned(),
            });
        }
        for (name, figures) in &supply.countries.0 {
            let subject = if name == OTHERS { Some(RowSubject::Other) } else { self.curated.subject(name) };
            self.row(mineral, table, name, subject, figures);
        }
        self.row(mineral, table, "total", Some(RowSubject::World), &supply.total);
    }

    fn row(
        &mut self,
        mineral: &str,
        table: Option<&IeaTable>,
        name: &str,
        subject: Option<RowSubject>,
        figures: &Figures,
    ) {
        self.row += 1;
        let fate = match (subject, &figures.base_year) {
            // Sentences stand among the countries, without figures.
            (None, None) => Ok(Fate::Dropped("texts of notes listed as countries".into())),
            (None, Some(_)) => Err(Fault {
                kind: IssueKind::UnknownCountry,
                column: "countries".into(),
                value: name.to_owned(),
                mend: "Add the spelling to data/curated/country_names.csv.".into(),
            }),
            (Some(subject), printed) => self.figure(mineral, table, subject, printed.as_ref()),
        };
        self.tally.settle(fate, (self.file, self.row), &mut self.read.issues);
    }

    fn figure(
        &mut self,
        mineral: &str,
        table: Option<&IeaTable>,
        subject: RowSubject,
        printed: Option<&Number>,
    ) -> Result<Fate, Fault> {
        let table = table.ok_or_else(|| Fault {
            kind: IssueKind::UnknownTable,
            column: "supply".into(),
            value: mineral.to_owned(),
            mend: "Add a row for the mineral to data/curated/iea_tables.csv.".into(),
        })?;
        let fault = |kind| Fault {
            kind,
            column: "2024".into(),
            value: printed.map(Number::to_string).unwrap_or_default(),
            mend: "Write the amount in kt, 0 for none.".into(),
        };
        let printed = printed.ok_or_else(|| fault(IssueKind::BlankValue))?;
        let value = printed.as_f64().filter(|value| *value >= 0.0).ok_or_else(|| fault(IssueKind::UnknownValue))?;
        let is_there = |of: &Observation| of.key == table.key && of.subject == subject;
        if self.read.observations.iter().any(is_there) {
            return Err(fault(IssueKind::Duplicate));
        }
        let amount = Amount::Exact((value * 100.0).round() / 100.0);
        self.read.observations.push(Observation {
            key: table.key.clone(),
            subject,
            year: BASE_YEAR,
            statement: Statement { quantity: Quantity { amount, estimated: true }, note: String::new() },
            unit: Unit::ThousandTonnes,
            source: self.edition.source.clone(),
            printed: printed.to_string(),
        });
        Ok(if subject == RowSubject::World {
            Fate::Total
        } else {
            Fate::Observed("rows of countries and of the rest of the world")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::curated_context::CuratedContext;

    const FIXTURE: &[u8] = include_bytes!("../../tests/fixtures/iea.json");

    fn fixture() -> Iea {
        let (curated, context) = (Curated::embedded().unwrap(), CuratedContext::embedded().unwrap());
        read("iea.json", FIXTURE, &curated, &context.iea_tables, curated.edition("iea2025").unwrap()).unwrap()
    }

    #[test]
    fn refining_of_the_base_year_is_read_in_the_files_order() {
        let read = fixture();
        let rows: Vec<_> = read
            .observations
            .iter()
            .map(|of| (of.key.form.as_str(), of.subject.to_string(), of.statement.quantity.amount.clone()))
            .collect();
        let row = |form, subject: &str, value| (form, subject.to_owned(), Amount::Exact(value));
        assert_eq!(
            rows,
            [
                row("cobalt", "FIN", 20.12),
                row("cobalt", "CHN", 196.14),
                row("cobalt", "CAN", 0.0),
                row("cobalt", "other", 23.61),
                row("cobalt", "world", 250.15),
                row("magnet-rare-earths", "CHN", 73.76),
                row("magnet-rare-earths", "world", 80.81),
            ]
        );
        assert!(read.observations.iter().all(|of| of.year == 2024 && of.statement.quantity.estimated));
        assert_eq!(read.observations[1].printed, "196.1433565869552");
        assert_eq!(read.heads.len(), 2);
        assert!(read.heads[1].note.starts_with("Rare earths for magnets only"));
    }

    #[test]
    fn texts_of_notes_are_no_countries() {
        let read = fixture();
        let issues: Vec<_> = read.issues.iter().map(|issue| (issue.row, issue.kind, issue.value.as_str())).collect();
        assert_eq!(
            issues,
            [
                (9, IssueKind::BlankValue, ""),
                (10, IssueKind::UnknownCountry, "Atlantis"),
                (11, IssueKind::UnknownValue, "-1.5"),
                (17, IssueKind::UnknownTable, "Kryptonite"),
                (18, IssueKind::UnknownTable, "Kryptonite"),
            ]
        );
        let of = |reason: &str| read.intake.iter().find(|line| line.reason.starts_with(reason)).unwrap();
        assert_eq!(of("texts of notes").left_out, 1);
        assert_eq!(of("mining figures").left_out, 5);
        let sum = |count: fn(&IntakeLine) -> u32| read.intake.iter().map(count).sum::<u32>();
        assert_eq!(sum(|line| line.rows_seen), 18);
        assert_eq!((sum(|line| line.observations), sum(|line| line.totals)), (5, 2));
    }

    #[test]
    fn another_layout_is_refused() {
        let (curated, edition) = (Curated::embedded().unwrap(), "iea2025");
        let read = read("iea.json", b"{\"demand\": {}}", &curated, &[], curated.edition(edition).unwrap());
        let error = read.err().unwrap().to_string();
        assert!(error.contains("supply") && error.ends_with("iea.json"), "{error}");
    }
}
