use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::data::observation::{Observation, RowSubject, TableHead};
use crate::data::{DataIssue, IssueKind, Statement, TableKey};
use crate::model::{Amount, Commodity, CommodityId, Edition, Form, FormId, Quantity, Stage, Unit};

use super::mapping::{Given, Mapping, ValueColumn};
use super::opened::Issues;
use super::sheet::{RowSink, Sheet, SheetRow};
use super::words::Words;
use super::{Limits, OpenError, Progress};

/// What a sheet says under a mapping.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Interpreted {
    pub(super) rows_seen: u64,
    pub(super) rows_used: u64,
    pub(super) tables: Vec<PlacedTable>,
    pub(super) commodities: Vec<Commodity>,
    pub(super) forms: Vec<Form>,
    pub(super) issues: Issues,
}

/// The figures of a mineral in one form at one stage.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PlacedTable {
    pub(super) commodity: CommodityId,
    pub(super) form: FormId,
    pub(super) stage: Stage,
    pub(super) unit: Unit,
    pub(super) figures: Vec<PlacedFigure>,
}

/// A figure with its place in a table.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PlacedFigure {
    pub(super) subject: RowSubject,
    pub(super) year: i16,
    pub(super) quantity: Quantity,
    pub(super) note: String,
    pub(super) printed: String,
}

impl PlacedTable {
    /// Returns the table as one of an edition.
    pub(super) fn observations(self, edition: &Edition) -> (TableHead, Vec<Observation>) {
        let key =
            TableKey { commodity: self.commodity, form: self.form, stage: self.stage, edition: edition.id.clone() };
        let observation = |figure: PlacedFigure| Observation {
            key: key.clone(),
            subject: figure.subject,
            year: figure.year,
            statement: Statement { quantity: figure.quantity, note: figure.note },
            unit: self.unit,
            source: edition.source.clone(),
            printed: figure.printed,
        };
        let observations = self.figures.into_iter().map(observation).collect();
        let head = TableHead {
            key,
            unit: self.unit,
            basis: String::new(),
            not_additive: None,
            source_label: edition.short_name.clone(),
            note: String::new(),
        };
        (head, observations)
    }
}

/// Returns what the rows of a sheet say under a mapping.
pub(super) fn interpret(
    sheet: &dyn Sheet,
    mapping: &Mapping,
    words: &Words<'_>,
    _limits: &Limits,
    progress: &Progress,
) -> Result<Interpreted, OpenError> {
    if let Some(read) = sheet.interpreted(mapping, words, progress) {
        return read;
    }
    let mut interpreter =
        Interpreter { mapping, words, seen: 0, used: 0, sums: BTreeMap::new(), issues: Issues::default() };
    sheet.read(&mut interpreter, progress)?;
    let mut tables: BTreeMap<(CommodityId, FormId, Stage), PlacedTable> = BTreeMap::new();
    for (place, value) in interpreter.sums {
        let key = (place.commodity, place.form, place.stage);
        let table = tables.entry(key.clone()).or_insert_with(|| PlacedTable {
            commodity: key.0,
            form: key.1,
            stage: key.2,
            unit: Unit::Tonnes,
            figures: Vec::new(),
        });
        table.figures.push(PlacedFigure {
            subject: place.subject,
            year: place.year,
            quantity: Quantity { amount: Amount::Exact(value), estimated: false },
            note: String::new(),
            printed: value.to_string(),
        });
    }
    Ok(Interpreted {
        rows_seen: interpreter.seen,
        rows_used: interpreter.used,
        tables: tables.into_values().collect(),
        issues: interpreter.issues,
        ..Interpreted::default()
    })
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    commodity: CommodityId,
    form: FormId,
    stage: Stage,
    year: i16,
    subject: RowSubject,
}

struct Interpreter<'a> {
    mapping: &'a Mapping,
    words: &'a Words<'a>,
    seen: u64,
    used: u64,
    sums: BTreeMap<Place, f64>,
    issues: Issues,
}

impl Interpreter<'_> {
    /// Returns the place and the number, in tonnes, that a value column has in a row; else what is wrong with which text.
    fn figure(&self, row: &SheetRow<'_>, value: &ValueColumn) -> Result<(Place, f64), (IssueKind, String)> {
        let text = |given: &Given, own: Option<&str>| match (own, given) {
            (Some(own), _) => own.to_owned(),
            (None, Given::Nowhere) => String::new(),
            (None, Given::Same(word)) => word.clone(),
            (None, Given::Column(column)) => row.cells.get(*column).unwrap_or("").to_owned(),
        };
        let mapping = self.mapping;
        let country = text(&mapping.country, value.country.as_deref());
        let subject = self.words.subject(&country).ok_or((IssueKind::UnknownCountry, country))?;
        let mineral = text(&mapping.mineral, value.mineral.as_deref());
        let (commodity, form) = self.words.mineral(&mineral).ok_or((IssueKind::UnknownTable, mineral))?;
        let stage = text(&mapping.stage, value.stage.as_deref());
        let stage = self.words.stage(&stage).ok_or((IssueKind::UnknownTable, stage))?;
        let unit = text(&mapping.unit, value.unit.as_deref());
        let unit = self.words.unit(&unit).ok_or((IssueKind::UnknownUnit, unit))?;
        let year = text(&mapping.year, None);
        let year = value.year.or_else(|| year.trim().parse().ok()).ok_or((IssueKind::UnknownYear, year))?;
        let number = row.cells.get(value.column).unwrap_or("");
        let amount: f64 = number.trim().parse().map_err(|_no_number| (IssueKind::UnknownValue, number.to_owned()))?;
        Ok((Place { commodity, form, stage, year, subject }, amount * unit.factor()))
    }
}

impl RowSink for Interpreter<'_> {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        self.seen += 1;
        if self.seen <= u64::try_from(self.mapping.header.above + self.mapping.header.rows).unwrap_or(u64::MAX) {
            return ControlFlow::Continue(());
        }
        let mut used = false;
        for value in &self.mapping.values {
            match self.figure(&row, value) {
                Ok((place, amount)) => {
                    *self.sums.entry(place).or_insert(0.0) += amount;
                    used = true;
                }
                Err((kind, value)) => self.issues.push(DataIssue {
                    file: String::new(),
                    sheet: String::new(),
                    row: usize::try_from(row.number).unwrap_or(usize::MAX),
                    column: String::new(),
                    value,
                    kind,
                    done: "The row was left out.".to_owned(),
                    mend: String::new(),
                    line: row.cells.iter().map(str::to_owned).collect(),
                }),
            }
        }
        self.used += u64::from(used);
        ControlFlow::Continue(())
    }
}
