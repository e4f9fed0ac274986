use std::collections::{BTreeMap, BTreeSet};

use crate::data::frame::{TextFrame, TextRow};
use crate::data::observation::{Observation, RowSubject, TableHead};
use crate::data::records::Record;
use crate::data::schema::resources;
use crate::data::spelling::tidy;
use crate::data::{Correction, DataError, DataIssue, IntakeLine, IssueKind};
use crate::model::{Commodity, Edition, EditionId, Form, Iso3, Source, SourceId};

use super::super::mapping::Layout;
use super::super::opening::{Known, Opening};
use super::super::sheet::Head;
use super::super::{OpenError, Progress};
use super::edition::OwnNames;
use super::{LookedSheet, ROWS_ABOVE, SheetTable, chart_table, names};

/// Returns which of Lodescope's own tables a sheet is, with the row of its header: the one whose columns it has.
pub(in super::super) fn own_table(head: &Head) -> Option<(usize, &'static str)> {
    let rows = head.rows.iter().take(ROWS_ABOVE).enumerate();
    let tables = resources();
    rows.into_iter().find_map(|(above, (_, cells))| {
        let header: BTreeSet<String> = names(cells).into_iter().collect();
        let has_all = |columns: &[&str]| columns.iter().all(|column| header.contains(*column));
        let of = tables.iter().find(|table| {
            let columns: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
            // A table with few columns may be anybody's.
            columns.len() > 2 && columns.len() == header.len() && has_all(&columns)
        })?;
        Some((above, of.file))
    })
}

/// The tables of a package, read as far as they can be.
#[derive(Default)]
struct Tables {
    observations: Vec<Observation>,
    heads: Vec<TableHead>,
    commodities: Vec<Commodity>,
    forms: Vec<Form>,
    editions: Vec<Edition>,
    sources: Vec<Source>,
    corrections: Vec<Correction>,
    issues: Vec<DataIssue>,
    intake: Vec<IntakeLine>,
}

/// Reads Lodescope's own tables: those of a folder, or observations alone.
pub(super) fn read(opening: &mut Opening<'_>, sheets: Vec<LookedSheet>, progress: &Progress) -> Result<(), OpenError> {
    let mut tables = Tables::default();
    for of in sheets {
        let name = opening.shown_name(of.sheet.name());
        if of.guess.layout == Layout::ChartTable {
            chart_table(opening, of, &mut tables, progress)?;
            continue;
        }
        let Some((above, file)) = own_table(&of.head) else { continue };
        let table = SheetTable::of(of.sheet.as_ref(), above, progress)?;
        let frame = table.frame(&name)?;
        let sheet = ReadSheet { name: &name, frame: &frame, table: &table };
        let used = match file {
            Observation::FILE => sheet.records(&mut tables.observations, &mut tables.issues),
            TableHead::FILE => sheet.records(&mut tables.heads, &mut tables.issues),
            Commodity::FILE => sheet.records(&mut tables.commodities, &mut tables.issues),
            Form::FILE => sheet.records(&mut tables.forms, &mut tables.issues),
            Edition::FILE => sheet.records(&mut tables.editions, &mut tables.issues),
            Source::FILE => sheet.records(&mut tables.sources, &mut tables.issues),
            Correction::FILE => sheet.records(&mut tables.corrections, &mut tables.issues),
            _ => 0,
        };
        let is_read = file == Observation::FILE;
        let line = |count: u64, is: bool, reason: &str| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            let of = |is: bool| if is { count } else { 0 };
            IntakeLine {
                file: name.clone(),
                edition: None,
                sha256: opening.fingerprint().to_owned(),
                rows_seen: count,
                observations: of(is && is_read),
                totals: 0,
                notes: of(is && !is_read),
                left_out: of(!is),
                reason: reason.to_owned(),
            }
        };
        let all = table.rows.len() as u64;
        if used > 0 {
            tables.intake.push(line(used, true, if is_read { "observations" } else { "what the tables say of them" }));
        }
        if all > used {
            tables.intake.push(line(
                all - used,
                used == 0 && !is_read,
                "not understood, or not needed beside the app's own",
            ));
        }
        opening.report(of, table.seen, if is_read { used } else { 0 });
    }
    complete(opening, &mut tables);
    let alone = tables.editions.len() == 1 && !opening.has_more_editions();
    let names = OwnNames::new(opening.prefix(), tables.editions.iter().map(|edition| &edition.id), alone);
    names.heads(&mut tables.heads);
    names.observations(&mut tables.observations);
    tables.corrections.retain(|correction| names.own(&correction.edition).is_some());
    names.corrections(&mut tables.corrections);
    let source = |edition: &Edition| tables.sources.iter().find(|source| source.id == edition.source);
    opening.known(Known {
        editions: tables.editions.iter().filter_map(|edition| names.edition(edition, source(edition)?)).collect(),
        heads: tables.heads,
        observations: tables.observations,
        corrections: tables.corrections,
        issues: tables.issues,
        intake: tables.intake,
        commodities: tables.commodities,
        forms: tables.forms,
    });
    Ok(())
}

/// Reads the numbers of a chart, as the program writes them.
fn chart_table(
    opening: &mut Opening<'_>,
    of: LookedSheet,
    tables: &mut Tables,
    progress: &Progress,
) -> Result<(), OpenError> {
    let name = opening.shown_name(of.sheet.name());
    let Some(above) = chart_table::header_row(&of.head) else { return Ok(()) };
    let table = SheetTable::of(of.sheet.as_ref(), above, progress)?;
    let frame = table.frame(&name)?;
    let Some(read) = chart_table::read(&name, &frame, &table.header, opening.curated()) else { return Ok(()) };
    tables.observations.extend(read.observations);
    tables.heads.extend(read.heads);
    tables.issues.extend(read.issues);
    let count = |rows: u64| u32::try_from(rows).unwrap_or(u32::MAX);
    let line = IntakeLine {
        file: name,
        edition: None,
        sha256: opening.fingerprint().to_owned(),
        rows_seen: count(read.used),
        observations: count(read.used),
        totals: 0,
        notes: 0,
        left_out: 0,
        reason: "rows with figures".to_owned(),
    };
    let (used, aside) = (read.used, read.aside);
    if aside > 0 {
        let reason = "blocs, notes and what has no figure".to_owned();
        let (rows_seen, notes) = (count(aside), count(aside));
        tables.intake.push(IntakeLine { rows_seen, observations: 0, notes, reason, ..line.clone() });
    }
    tables.intake.push(line);
    opening.report(of, table.seen, used);
    Ok(())
}

/// A sheet of Lodescope's own tables.
struct ReadSheet<'a> {
    name: &'a str,
    frame: &'a TextFrame,
    table: &'a SheetTable,
}

impl ReadSheet<'_> {
    /// Reads the records of a sheet and returns how many there are; rows that are none become issues.
    fn records<R: Record>(&self, records: &mut Vec<R>, issues: &mut Vec<DataIssue>) -> u64 {
        let before = records.len();
        for row in self.frame.rows() {
            match R::read(row) {
                Ok(record) => records.push(record),
                Err(fault) => issues.push(self.issue(row, fault)),
            }
        }
        (records.len() - before) as u64
    }

    fn issue(&self, row: TextRow<'_>, fault: DataError) -> DataIssue {
        let (column, value, reason) = match fault {
            DataError::BadCell { column, value, reason, .. } => (column, value, reason),
            other => (String::new(), String::new(), other.to_string()),
        };
        let kind = match column.as_str() {
            "country" | "row" => IssueKind::UnknownCountry,
            "year" => IssueKind::UnknownYear,
            "unit" => IssueKind::UnknownUnit,
            "commodity" | "form" | "stage" | "edition" | "id" => IssueKind::UnknownTable,
            _ => IssueKind::UnknownValue,
        };
        DataIssue {
            file: self.name.to_owned(),
            sheet: String::new(),
            row: row.number(),
            column,
            value,
            kind,
            done: "The row was left out.".to_owned(),
            mend: format!("Write it as Lodescope's own tables have it: {}.", tidy(&reason)),
            line: self.table.line(row.number()),
        }
    }
}

/// Adds what the tables do not say of themselves, and takes out what contradicts them.
fn complete(opening: &Opening<'_>, tables: &mut Tables) {
    let countries: BTreeSet<Iso3> = opening.curated().countries.iter().map(|country| country.iso3).collect();
    let mut heads: BTreeMap<_, TableHead> = tables.heads.drain(..).map(|head| (head.key.clone(), head)).collect();
    let issues = &mut tables.issues;
    let mut refuse = |of: &Observation, kind, value: String, mend: &str| {
        issues.push(DataIssue {
            file: opening.shown_name(""),
            sheet: String::new(),
            row: 0,
            column: if kind == IssueKind::UnknownCountry { "country" } else { "unit" }.to_owned(),
            value,
            kind,
            done: format!("The figure of {} {} {} {} was left out.", of.key.form, of.key.stage, of.subject, of.year),
            mend: mend.to_owned(),
            line: Vec::new(),
        });
    };
    tables.observations.retain_mut(|of| {
        if let RowSubject::Country(country) = of.subject
            && !countries.contains(&country)
        {
            refuse(of, IssueKind::UnknownCountry, country.to_string(), "Write a code that the app's countries have.");
            return false;
        }
        let head = heads.entry(of.key.clone()).or_insert_with(|| TableHead {
            key: of.key.clone(),
            unit: of.unit,
            basis: String::new(),
            not_additive: None,
            source_label: opening.shown_name(""),
            note: String::new(),
        });
        if head.unit != of.unit {
            if head.unit.base() != of.unit.base() {
                refuse(of, IssueKind::MixedUnits, of.unit.id().to_owned(), "Write all figures of a table in one unit.");
                return false;
            }
            of.statement.quantity = of.statement.quantity.scaled(of.unit.factor() / head.unit.factor());
            of.unit = head.unit;
        }
        true
    });
    let used: BTreeSet<_> = tables.observations.iter().map(|of| of.key.clone()).collect();
    tables.heads = heads.into_values().filter(|head| used.contains(&head.key)).collect();
    let used: BTreeSet<EditionId> = used.into_iter().map(|key| key.edition).collect();
    tables.editions.retain(|edition| used.contains(&edition.id));
    for id in used {
        add_edition(opening, tables, &id);
    }
}

/// Adds an edition and its source where the tables do not describe them.
fn add_edition(opening: &Opening<'_>, tables: &mut Tables, id: &EditionId) {
    let curated = opening.curated();
    if tables.editions.iter().all(|edition| edition.id != *id) {
        let known = curated.editions.iter().find(|edition| edition.id == *id).cloned();
        let Ok(source) = SourceId::new(id.as_str()) else { return };
        let name = format!("{id} in {}", opening.shown_name(""));
        tables.editions.push(known.unwrap_or_else(|| Edition {
            series: id.to_string(),
            name: name.clone(),
            short_name: name,
            source,
            id: id.clone(),
        }));
    }
    let Some(edition) = tables.editions.iter().find(|edition| edition.id == *id) else { return };
    if tables.sources.iter().all(|source| source.id != edition.source) {
        let known = curated.sources.iter().find(|source| source.id == edition.source).cloned();
        tables.sources.push(known.unwrap_or_else(|| Source {
            id: edition.source.clone(),
            publisher: "Your file".to_owned(),
            title: edition.name.clone(),
            edition: String::new(),
            date: String::new(),
            licence: "as its owner says".to_owned(),
            attribution: format!("{} (own data)", edition.name),
        }));
    }
}
