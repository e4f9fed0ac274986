use crate::analysis::{Change, RevisedRow, Revision, Revisions};
use crate::charts::stated;
use crate::charts::table::{Cell, ChartTable};
use crate::data::{Dataset, RowSubject, Statement};
use crate::model::{Edition, FormId, Question, Stage, Unit};

use super::model::is_shown;
use super::words::change_kind;

/// What an edition says of a year.
#[derive(Clone, Copy)]
struct Said<'a> {
    edition: &'a Edition,
    year: i16,
    statement: Option<&'a Statement>,
}

/// What a row of the table is of.
struct Line<'a> {
    subject: RowSubject,
    name: &'a str,
    form: &'a FormId,
    stage: Stage,
    year: Cell,
    said: Vec<Said<'a>>,
    unit: Unit,
    change: &'a Change,
}

/// Returns the numbers drawn: the chart's rows, then the listed revisions of other years, forms and stages. Every edition
/// that any of them names has a column for its value and one for its status.
pub fn table(dataset: &Dataset, revisions: &Revisions, question: &Question, biggest: &[Revision]) -> ChartTable {
    let rows = revisions.countries.iter().chain(&revisions.other).chain(&revisions.world);
    let shown = rows.map(|row| of_row(row, revisions, question));
    let listed = biggest.iter().filter(|revision| !is_shown(revision, question)).map(of_revision);
    let lines: Vec<Line<'_>> = shown.chain(listed).collect();
    let is_named =
        |edition: &&Edition| lines.iter().any(|line| line.said.iter().any(|said| said.edition.id == edition.id));
    // Newest first in the dataset.
    let editions: Vec<&Edition> = dataset.editions.iter().rev().filter(is_named).collect();
    let mut columns: Vec<String> = ["Country", "Code", "Form", "Stage", "Year", "Unit"].map(str::to_owned).to_vec();
    for edition in &editions {
        columns.push(format!("Value in {}", edition.short_name));
        columns.push(format!("Status in {}", edition.short_name));
        columns.push(format!("{} {}", stated::YEAR_IN, edition.short_name));
        columns.extend(stated::NAMES.map(|name| format!("{name} in {}", edition.short_name)));
    }
    columns.extend(["What changed", "Change", "Relative change", "Change of share"].map(str::to_owned));
    let rows = lines.iter().map(|line| cells(line, &editions)).collect();
    stated::table(columns, rows)
}

fn of_row<'a>(row: &'a RevisedRow, revisions: &'a Revisions, question: &'a Question) -> Line<'a> {
    let years: Vec<i16> = revisions.columns.iter().map(|column| column.year).collect();
    let year = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => Cell::text(format!("{first} to {last}")),
        (_, Some(last)) => Cell::Number(f64::from(*last)),
        _ => Cell::Number(f64::from(question.year)),
    };
    let statements = row.statements.iter().map(Option::as_ref);
    Line {
        subject: row.subject,
        name: &row.name,
        form: &question.form,
        stage: question.stage,
        year,
        said: revisions
            .columns
            .iter()
            .zip(statements)
            .map(|(column, statement)| Said { edition: &column.edition, year: column.year, statement })
            .collect(),
        unit: revisions.unit,
        change: &row.change,
    }
}

fn of_revision(revision: &Revision) -> Line<'_> {
    let said = [&revision.from, &revision.to].map(|said| Said {
        edition: &said.edition,
        year: revision.year,
        statement: said.statement.as_ref(),
    });
    Line {
        subject: revision.country,
        name: &revision.name,
        form: &revision.form,
        stage: revision.stage,
        year: Cell::Number(f64::from(revision.year)),
        said: said.to_vec(),
        unit: revision.unit,
        change: &revision.change,
    }
}

fn cells(line: &Line<'_>, editions: &[&Edition]) -> Vec<Cell> {
    let code = if let RowSubject::Country(iso3) = line.subject { Cell::text(iso3.as_str()) } else { Cell::Empty };
    let mut cells = vec![
        Cell::text(line.name),
        code,
        Cell::text(line.form.as_str()),
        Cell::text(line.stage.id()),
        line.year.clone(),
        Cell::text(line.unit.id()),
    ];
    for edition in editions {
        let said = line.said.iter().find(|said| said.edition.id == edition.id);
        let statement = said.and_then(|said| said.statement);
        let value = statement.and_then(|statement| statement.quantity.value());
        cells.push(value.map_or(Cell::Empty, Cell::Number));
        cells.push(match (said, statement) {
            (_, Some(statement)) => Cell::text(statement.quantity.status().id()),
            (Some(_), None) => Cell::text("no_row"),
            (None, None) => Cell::Empty,
        });
        // Where editions speak of different years, the row has no one year.
        let own_year = said.filter(|_| matches!(line.year, Cell::Text(_)) && statement.is_some());
        cells.push(own_year.map_or(Cell::Empty, |said| Cell::Number(f64::from(said.year))));
        cells.extend(stated::cells(statement.map(|statement| &statement.quantity)));
    }
    let (change, share) = match line.change {
        Change::Number { old, new, share } => (Cell::Number(new - old), *share),
        _ => (Cell::Empty, None),
    };
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    cells.extend([Cell::text(change_kind(line.change)), change, number(line.change.relative()), number(share)]);
    cells
}
