use std::ops::ControlFlow;

use csv::StringRecord;

use crate::data::DataIssue;
use crate::data::curated::Curated;
use crate::data::observation::RowSubject;
use crate::model::{Commodity, Form, Quantity, Stage, Unit};

use super::interpret::{Interpreted, interpret};
use super::opened::{Issues, SheetLook};
use super::sheet::{RowSink, Sheet, SheetRow};
use super::words::Words;
use super::{FileForm, HeadRow, Mapping, OpenError, OpenOptions, Progress};

/// What a mapping makes of the first rows of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Rows below the header, as many as were looked at.
    pub rows_seen: u64,
    /// Of these, rows that figures were taken from.
    pub rows_used: u64,
    /// The issues met in them.
    pub issues: Issues,
    /// The first of these rows, each read by itself.
    pub rows: Vec<PreviewRow>,
}

/// What a mapping makes of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewRow {
    /// Its number in the file.
    pub number: u64,
    /// The figures in it.
    pub figures: Vec<PreviewFigure>,
    /// What is wrong with it.
    pub issues: Vec<DataIssue>,
}

/// A figure of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewFigure {
    /// Who it is of.
    pub subject: RowSubject,
    /// What it is of, as shown.
    pub mineral: String,
    /// The stage.
    pub stage: Stage,
    /// The year.
    pub year: i16,
    /// How much.
    pub quantity: Quantity,
    /// In what.
    pub unit: Unit,
}

/// How many rows are read one by one.
const ROWS: usize = 50;

/// Returns what a mapping makes of the rows that were looked at, without a look at the file.
///
/// # Errors
/// [`OpenError::Cancelled`] when the result is no longer wanted.
pub fn preview(
    look: &SheetLook,
    mapping: &Mapping,
    options: &OpenOptions,
    progress: &Progress,
) -> Result<Preview, OpenError> {
    let curated = Curated::shared()?;
    let words = Words::new(curated, &options.names);
    let read = |rows: Vec<(u64, StringRecord)>| {
        // Without values there is nothing to find wrong with a row.
        if mapping.values.is_empty() {
            return Ok(Interpreted::default());
        }
        let sheet = HeadSheet { name: look.name.clone(), file_form: look.file_form, rows };
        interpret(&sheet, mapping, &words, &options.limits, progress)
    };
    let record = |row: &HeadRow| (row.number, row.cells.iter().collect::<StringRecord>());
    let all: Vec<(u64, StringRecord)> = look.rows.iter().map(record).collect();
    let whole = read(all.clone())?;
    let (header, below) = all.split_at((mapping.header.above + mapping.header.rows).min(all.len()));
    let mut rows = Vec::new();
    for row in below.iter().take(ROWS) {
        // Each row stands under the header that all have, so that columns have their names.
        let alone = header.iter().chain([row]).cloned().collect();
        rows.push(PreviewRow::of(row.0, read(alone)?, curated));
    }
    Ok(Preview {
        rows_seen: u64::try_from(below.len()).unwrap_or(u64::MAX),
        rows_used: whole.rows_used,
        issues: whole.issues,
        rows,
    })
}

impl PreviewRow {
    fn of(number: u64, read: Interpreted, curated: &Curated) -> Self {
        let commodities: Vec<&Commodity> = curated.commodities.iter().chain(&read.commodities).collect();
        let forms: Vec<&Form> = curated.forms.iter().chain(&read.forms).collect();
        let mut figures = Vec::new();
        for table in &read.tables {
            let commodity = commodities.iter().find(|known| known.id == table.commodity);
            let form = forms.iter().find(|known| known.commodity == table.commodity && known.id == table.form);
            let is_main = table.form.as_str() == table.commodity.as_str();
            let name = match (commodity, form) {
                (Some(commodity), _) if is_main => commodity.name.clone(),
                (_, Some(form)) => form.name.clone(),
                (Some(commodity), None) => commodity.name.clone(),
                (None, None) => table.commodity.to_string(),
            };
            figures.extend(table.figures.iter().map(|figure| PreviewFigure {
                subject: figure.subject,
                mineral: name.clone(),
                stage: table.stage,
                year: figure.year,
                quantity: figure.quantity.clone(),
                unit: table.unit,
            }));
        }
        // As the columns of a wide table stand: by year.
        figures.sort_by_key(|figure| figure.year);
        Self { number, figures, issues: read.issues.list }
    }
}

/// The first rows of a sheet, as a sheet of their own.
struct HeadSheet {
    name: String,
    file_form: FileForm,
    rows: Vec<(u64, StringRecord)>,
}

impl Sheet for HeadSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        self.file_form
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        for (number, cells) in &self.rows {
            if progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
            if sink.row(SheetRow { number: *number, cells, repair: None }) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}
