use std::collections::{BTreeMap, BTreeSet};

use crate::data::curated::Curated;
use crate::data::frame::{TextFrame, TextRow};
use crate::data::observation::{Observation, RowSubject, TableHead};
use crate::data::spelling::folded;
use crate::data::{Assumed, DataIssue, IssueKind, Statement, TableKey};
use crate::model::{
    Amount, Bound, CommodityId, EditionId, Form, FormId, Iso3, Quantity, SourceId, Stage, Status, Unit,
};

use super::super::sheet::Head;
use super::{ROWS_ABOVE, names};

/// A table of the numbers of a chart, or of all figures, as the program writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All figures, one a row.
    Figures,
    /// Countries with their shares, of one year.
    Shares,
    /// Countries and blocs, of several years.
    Trend,
    /// Countries, with a column for each edition.
    Editions,
}

/// Columns of each kind by which it is known, those of a person's own tables being others.
const KNOWN_BY: [(Kind, &[&str]); 4] = [
    (Kind::Figures, &["Mineral", "Form", "Stage", "Country", "Year", "Value", "Unit", "Status", "Bound", "Edition"]),
    (Kind::Trend, &["Year", "Edition", "Kind", "Name", "Code", "Value", "Unit", "Status", "Mineral", "Form", "Stage"]),
    (Kind::Shares, &["Country", "Code", "Status", "Mineral", "Form", "Stage", "Year", "Edition"]),
    (Kind::Editions, &["Country", "Code", "Form", "Stage", "Year", "Unit", "Mineral"]),
];

/// What a column of values is called, before its unit and before its edition.
const VALUE_OF_UNIT: &str = "Value (";
const VALUE_OF_EDITION: &str = "Value in ";

/// Returns the row of the header, where a sheet is a table of the numbers of a chart.
pub(in super::super) fn header_row(head: &Head) -> Option<usize> {
    let mut rows = head.rows.iter().take(ROWS_ABOVE).enumerate();
    rows.find_map(|(above, (_, cells))| kind(&names(cells)).map(|_| above))
}

fn kind(header: &[String]) -> Option<Kind> {
    let has = |name: &&str| header.iter().any(|known| known == name);
    let begins = |start: &str| header.iter().any(|name| name.starts_with(start));
    KNOWN_BY.into_iter().find_map(|(kind, columns)| {
        let has_values = match kind {
            Kind::Shares => begins(VALUE_OF_UNIT),
            Kind::Editions => begins(VALUE_OF_EDITION),
            Kind::Figures | Kind::Trend => true,
        };
        (has_values && columns.iter().all(has)).then_some(kind)
    })
}

/// What was read of a table.
#[derive(Default)]
pub(super) struct ReadTable {
    pub(super) observations: Vec<Observation>,
    pub(super) heads: Vec<TableHead>,
    pub(super) issues: Vec<DataIssue>,
    /// Rows from which figures were taken, and rows that have none.
    pub(super) used: u64,
    pub(super) aside: u64,
}

/// Where a figure of a row stands.
struct ValueColumns {
    value: String,
    status: String,
    bound: String,
    low: String,
    high: String,
    words: String,
    year: String,
    unit: Option<Unit>,
    edition: Option<String>,
}

impl ValueColumns {
    /// Returns the columns of a table.
    fn of(kind: Kind, header: &[String]) -> Vec<Self> {
        let named = |value: &str, ending: &str| Self {
            value: value.to_owned(),
            status: format!("Status{ending}"),
            bound: format!("Bound of value{ending}"),
            low: format!("Least value{ending}"),
            high: format!("Most value{ending}"),
            words: format!("In words{ending}"),
            year: if ending.is_empty() { "Year".to_owned() } else { format!("Year{ending}") },
            unit: None,
            edition: None,
        };
        match kind {
            Kind::Trend => vec![named("Value", "")],
            Kind::Figures => {
                let (bound, low) = ("Bound".to_owned(), "Value".to_owned());
                vec![Self { bound, low, high: "Upper end".to_owned(), words: "Value".to_owned(), ..named("Value", "") }]
            }
            Kind::Shares => {
                let unit = |name: &String| {
                    let unit = name.strip_prefix(VALUE_OF_UNIT)?.strip_suffix(')')?.parse().ok()?;
                    Some(Self { unit: Some(unit), ..named(name, "") })
                };
                header.iter().find_map(unit).into_iter().collect()
            }
            Kind::Editions => {
                let edition = |name: &String| {
                    let edition = name.strip_prefix(VALUE_OF_EDITION)?;
                    Some(Self { edition: Some(edition.to_owned()), ..named(name, &format!(" in {edition}")) })
                };
                header.iter().filter_map(edition).collect()
            }
        }
    }
}

/// Reads the numbers of a chart as figures.
pub(super) fn read(file: &str, frame: &TextFrame, header: &[String], curated: &Curated) -> Option<ReadTable> {
    let reader = Reader { kind: kind(header)?, file, curated, values: ValueColumns::of(kind(header)?, header) };
    let mut read = ReadTable::default();
    let mut heads: BTreeMap<TableKey, TableHead> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in frame.rows() {
        if reader.is_aside(row) {
            read.aside += 1;
            continue;
        }
        let before = read.observations.len();
        for columns in &reader.values {
            match reader.observation(row, columns) {
                // A publisher may print two rows of a country, which their notes tell apart.
                Ok(Some((_, of))) if !seen.insert((of.key.clone(), of.subject, of.year, of.statement.note.clone())) => {
                    let mut issue = reader.fault(row, IssueKind::Duplicate, &columns.value);
                    "The first row counts: take out the other".clone_into(&mut issue.mend);
                    read.issues.push(*issue);
                }
                Ok(Some((head, observation))) => {
                    heads.entry(head.key.clone()).or_insert(head);
                    read.observations.push(observation);
                }
                Ok(None) => {}
                Err(issue) => read.issues.push(*issue),
            }
        }
        if read.observations.len() > before {
            read.used += 1;
        } else {
            read.aside += 1;
        }
    }
    read.heads = heads.into_values().collect();
    Some(read)
}

struct Reader<'a> {
    kind: Kind,
    file: &'a str,
    curated: &'a Curated,
    values: Vec<ValueColumns>,
}

/// Why a row is no figure. In a box: few are.
type Fault = Box<DataIssue>;

impl Reader<'_> {
    /// Returns whether a row is none of figures: a note below the table, a bloc, what is left of a printed total.
    fn is_aside(&self, row: TextRow<'_>) -> bool {
        if self.kind == Kind::Trend {
            return !["country", "other"].contains(&row.text("Kind")) || row.text("Name") == NOT_ATTRIBUTED;
        }
        let name = row.text("Country");
        name == NOT_ATTRIBUTED || name.is_empty() || row.text("Mineral").is_empty() && row.text("Stage").is_empty()
    }

    fn observation(&self, row: TextRow<'_>, columns: &ValueColumns) -> Result<Option<(TableHead, Observation)>, Fault> {
        let Some(quantity) = self.quantity(row, columns)? else { return Ok(None) };
        let unknown = |kind, column: &str| self.fault(row, kind, column);
        let subject = self.subject(row)?;
        let stage =
            said(row, "Stage").parse::<Stage>().ok().ok_or_else(|| unknown(IssueKind::UnknownTable, "Stage"))?;
        let year = [columns.year.as_str(), "Year"].into_iter().find_map(|column| row.text(column).parse::<i16>().ok());
        let year = year.ok_or_else(|| unknown(IssueKind::UnknownYear, "Year"))?;
        let unit = columns.unit.or_else(|| said(row, "Unit").parse().ok());
        let unit = unit.ok_or_else(|| unknown(IssueKind::UnknownUnit, "Unit"))?;
        let (commodity, form) = self.mineral(row).ok_or_else(|| unknown(IssueKind::UnknownTable, "Form"))?;
        let named = columns.edition.as_deref().unwrap_or_else(|| row.text("Edition"));
        let edition = self.edition(named).ok_or_else(|| unknown(IssueKind::UnknownTable, "Edition"))?;
        let source = SourceId::new(edition.as_str()).ok();
        let source = source.ok_or_else(|| unknown(IssueKind::UnknownTable, "Edition"))?;
        let key = TableKey { commodity, form, stage, edition };
        let head = TableHead {
            key: key.clone(),
            unit,
            basis: row.text("Basis").to_owned(),
            not_additive: None,
            source_label: if row.text("Source").is_empty() { self.file } else { row.text("Source") }.to_owned(),
            note: String::new(),
        };
        let statement = Statement { quantity, note: row.text("Note").to_owned() };
        let observation = Observation { key, subject, year, statement, unit, source, printed: String::new() };
        Ok(Some((head, observation)))
    }

    /// Returns what is said of an amount; nothing where the row has none.
    fn quantity(&self, row: TextRow<'_>, columns: &ValueColumns) -> Result<Option<Quantity>, Fault> {
        let status = row.text(&columns.status);
        let stated = |amount| Ok(Some(Quantity { amount, estimated: false }));
        for (known, amount) in [
            (Status::Withheld, Amount::Withheld),
            (Status::NotAvailable, Amount::NotAvailable),
            (Status::NotApplicable, Amount::NotApplicable),
            (Status::IncludedElsewhere, Amount::IncludedElsewhere),
            (Status::Qualitative, Amount::Qualitative(row.text(&columns.words).trim_matches(['“', '”']).to_owned())),
        ] {
            if status == known.id() {
                return stated(amount);
            }
        }
        if status.is_empty() || status == "no_row" {
            return Ok(None);
        }
        if ![Status::Reported.id(), Status::Estimated.id()].contains(&status) {
            return Err(self.fault(row, IssueKind::UnknownValue, &columns.status));
        }
        let number = |column: &str| {
            let number = row.text(column).parse::<f64>().ok().filter(|number| (0.0..=1e18).contains(number));
            number.ok_or_else(|| self.fault(row, IssueKind::UnknownValue, column))
        };
        let bound = row.text(&columns.bound);
        let amount = if bound == Bound::Range.id() {
            Amount::Range { low: number(&columns.low)?, high: number(&columns.high)? }
        } else if bound == Bound::AtLeast.id() {
            Amount::AtLeast(number(&columns.value)?)
        } else if bound == Bound::AtMost.id() {
            Amount::AtMost(number(&columns.value)?)
        } else if bound.is_empty() || bound == Bound::Exact.id() {
            Amount::Exact(number(&columns.value)?)
        } else {
            return Err(self.fault(row, IssueKind::UnknownValue, &columns.bound));
        };
        Ok(Some(Quantity { amount, estimated: status == Status::Estimated.id() }))
    }

    fn subject(&self, row: TextRow<'_>) -> Result<RowSubject, Fault> {
        if let Ok(iso3) = Iso3::new(row.text("Code")) {
            return Ok(RowSubject::Country(iso3));
        }
        let column = if self.kind == Kind::Trend { "Name" } else { "Country" };
        match row.text(column) {
            "World, as printed" | "World" | "Printed world total" => Ok(RowSubject::World),
            name => {
                let known = self.curated.subject(name);
                known.ok_or_else(|| self.fault(row, IssueKind::UnknownCountry, column))
            }
        }
    }

    /// Returns the mineral and the form, by their names or identifiers; of a mineral that the app does not know, new ones.
    fn mineral(&self, row: TextRow<'_>) -> Option<(CommodityId, FormId)> {
        let (mineral, form) = (row.text("Mineral"), row.text("Form"));
        let named = |of: &&Form| of.name == form || of.id.as_str() == form || folded(&of.in_sentence) == folded(form);
        let known = self.curated.commodities.iter().find(|of| of.name == mineral || of.id.as_str() == mineral);
        let Some(commodity) = known else {
            let commodity = CommodityId::new(slug(mineral)).ok()?;
            let form = FormId::new(slug(if form.is_empty() { mineral } else { form })).ok()?;
            return Some((commodity, form));
        };
        let of = || self.curated.forms.iter().filter(|of| of.commodity == commodity.id);
        // A mineral of one form is called by its own name.
        let is_main = |of: &&Form| of.id.as_str() == commodity.id.as_str();
        let main = || of().find(is_main).or_else(|| of().next()).filter(|_| form.is_empty() || form == mineral);
        let form_id = match of().find(named).or_else(main) {
            Some(of) => of.id.clone(),
            None => FormId::new(slug(form)).ok()?,
        };
        Some((commodity.id.clone(), form_id))
    }

    /// Returns the edition that a name or an identifier stands for; of one that the app does not know, a new one.
    fn edition(&self, named: &str) -> Option<EditionId> {
        let name = named.trim_end_matches(" (your file)");
        let known = self.curated.editions.iter().find(|of| of.id.as_str() == name || of.short_name == name);
        known.map(|of| of.id.clone()).or_else(|| EditionId::new(slug(name)).ok())
    }

    fn fault(&self, row: TextRow<'_>, kind: IssueKind, column: &str) -> Fault {
        Box::new(DataIssue {
            file: self.file.to_owned(),
            sheet: String::new(),
            row: row.number(),
            column: column.to_owned(),
            value: row.text(column).to_owned(),
            kind,
            done: "The figure was left out.".to_owned(),
            mend: "Write it as the program writes such tables, or open the file as one of your own and map its columns"
                .to_owned(),
            line: Vec::new(),
        })
    }
}

/// Returns a word of a row without the mark that it was assumed.
fn said<'a>(row: TextRow<'a>, column: &str) -> &'a str {
    let text = row.text(column);
    text.strip_suffix(Assumed::MARK).unwrap_or(text)
}

/// What is left of a printed total, which no publisher prints.
const NOT_ATTRIBUTED: &str = "Not attributed";

/// Returns a name as an identifier.
fn slug(name: &str) -> String {
    let dashed: String = name
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .take(60)
        .collect();
    dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
